"""Zip packages taken apart and put together, to look inside a document and to make one that does harm."""

from __future__ import annotations

import io
import zipfile


def parts(data: bytes) -> dict[str, bytes]:
    """Return the parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {path: package.read(path) for path in package.namelist()}


def packed(content: dict[str, bytes]) -> bytes:
    """Return a package of parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for path, data in content.items():
            package.writestr(path, data)
    return out.getvalue()
