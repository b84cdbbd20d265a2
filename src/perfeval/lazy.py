"""Packages that open their modules when a name is first used: start-up time is a promise of the command."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

__all__ = ["lazy"]


def lazy(
    package: str, modules: Mapping[str, tuple[str, ...]]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` for a package.

    Args:
        package: The package's `__name__`.
        modules: Module of the package → the names that the package offers from it.

    >>> getattr_, dir_ = lazy("perfeval.source", {"place": ("Place",)})
    >>> getattr_("Place").__module__, dir_()
    ('perfeval.source.place', ['Place'])
    """
    module_of = {name: module for module, names in modules.items() for name in names}

    def getattr_(name: str) -> Any:
        """Return a name of the package from its module."""
        module = module_of.get(name)
        if module is None:
            message = f"module {package!r} has no attribute {name!r}"
            raise AttributeError(message)
        value = getattr(import_module(f"{package}.{module}"), name)
        setattr(sys.modules[package], name, value)
        return value

    def dir_() -> list[str]:
        """Return the names of the package."""
        return sorted(module_of)

    return getattr_, dir_
