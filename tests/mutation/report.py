"""What became of the mutants: killed and all of them per file, and every survivor against the reasons written down.

Run by `make mutants` after mutmut. Fails below 97 % killed, where a room has no mutant at all, and where a function has
more survivors than `survivors.md` gives reasons for.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
MUTANTS = Path("mutants/src/perfeval")
LEAST = 97
ROOMS = ("exact.py", "notation", "rules", "scoring")
"""The rooms that are changed: one without a mutant has moved, and the run says nothing of it."""
NOT_KILLED = (0, 33, None)
"""Exit codes of a mutant that lives: all tests passed, no test runs it, it was not run at all."""
REASON = re.compile(r"- `([\w.]+)` × (\d+): \S")


def function_of(mutant: str) -> str:
    """Return `scoring.words._outside` for the mutant `perfeval.scoring.words.x__outside__mutmut_10`."""
    room, _, name = mutant.removeprefix("perfeval.").rpartition(".")
    plain = name.rpartition("__mutmut_")[0].removeprefix("x")
    return f"{room}.{plain.strip('ǁ').replace('ǁ', '.') if 'ǁ' in plain else plain.removeprefix('_')}"


def results(folder: Path) -> dict[str, dict[str, bool]]:
    """Return for each mutated file its mutants, and whether each was killed."""
    found: dict[str, dict[str, bool]] = {}
    for path in sorted(folder.rglob("*.meta")):
        codes = json.loads(path.read_text(encoding="utf-8"))["exit_code_by_key"]
        if codes:
            name = str(path.relative_to(folder)).removesuffix(".meta")
            found[name] = {mutant: code not in NOT_KILLED for mutant, code in codes.items()}
    return found


def reasons(text: str) -> Counter[str]:
    """Return for each function how many survivors the text gives reasons for."""
    found: Counter[str] = Counter()
    for function, count in REASON.findall(text):
        found[function] += int(count)
    return found


def report(found: dict[str, dict[str, bool]], known: Counter[str]) -> tuple[list[str], bool]:
    """Return the lines of the report, and whether it is good: enough killed, in every room, and no survivor without a reason."""
    rooms: dict[str, list[int]] = {}
    lines = []
    for name, mutants in found.items():
        killed = sum(mutants.values())
        lines.append(f"{killed:5} / {len(mutants):5}  {name}")
        for room in (name.partition("/")[0], "all"):
            both = rooms.setdefault(room, [0, 0])
            both[0] += killed
            both[1] += len(mutants)
    lines += [f"{k:5} / {n:5}  = {100 * k / n:.1f} %  {room}" for room, (k, n) in rooms.items()]
    killed, total = rooms.get("all", [0, 0])
    enough = total > 0 and killed * 100 >= LEAST * total
    if not enough:
        lines.append(f"fewer than {LEAST} % were killed")
    moved = [room for room in ROOMS if not rooms.get(room, [0, 0])[1]]
    lines += [f"{room}: no mutant at all; see [tool.mutmut] in pyproject.toml" for room in moved]
    alive = [one for mutants in found.values() for one, dead in mutants.items() if not dead]
    counted = Counter(map(function_of, alive))
    bare = {name: count for name, count in counted.items() if count > known[name]}
    for name, count in sorted(bare.items()):
        lines.append(f"{name}: {count} survive, {known[name]} have a reason in tests/mutation/survivors.md:")
        lines += [f"    mutmut show {one}" for one in alive if function_of(one) == name]
    return lines, enough and not moved and not bare


if __name__ == "__main__":
    text, good = report(results(MUTANTS), reasons((HERE / "survivors.md").read_text(encoding="utf-8")))
    sys.stdout.write("\n".join(text) + "\n")
    sys.exit(not good)
