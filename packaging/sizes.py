"""How large the packaged program is, part by part, against ``size_budget.toml``."""

from __future__ import annotations

import fnmatch
import tomllib
from dataclasses import dataclass
from pathlib import Path

BUDGET = Path(__file__).with_name("size_budget.toml")
MB = 1_000_000


@dataclass(frozen=True, slots=True)
class Part:
    """What one line of the budget allows, and what there is, in bytes."""

    name: str
    size: int
    most: int

    @property
    def over(self) -> bool:
        """Whether it is larger than allowed."""
        return self.size > self.most


def measure(folder: Path, budget: Path = BUDGET) -> list[Part]:
    """The parts of the program, the largest first, and their sum at the end.

    A file belongs to the first part one of whose patterns it fits; what fits none is the part "everything else".
    """
    wanted = tomllib.loads(budget.read_text(encoding="utf-8"))
    sizes = dict.fromkeys(wanted["parts"], 0)
    for file in folder.rglob("*"):
        if file.is_file() and not file.is_symlink():
            name = file.relative_to(folder).as_posix()
            sizes[_part_of(name, wanted["parts"])] += file.stat().st_size
    parts = [Part(name, size, int(wanted["parts"][name]["most_mb"] * MB)) for name, size in sizes.items()]
    parts.sort(key=lambda part: -part.size)
    return [*parts, whole("unpacked", sum(sizes.values()), budget)]


def whole(name: str, size: int, budget: Path = BUDGET) -> Part:
    """A total of the budget, with what there is."""
    wanted = tomllib.loads(budget.read_text(encoding="utf-8"))
    return Part(name, size, int(wanted["totals"][name] * MB))


def table(parts: list[Part]) -> str:
    """The parts as lines: name, megabytes, what is allowed, and a mark where it is too much."""
    width = max(len(part.name) for part in parts)
    return "\n".join(
        f"{part.name:<{width}}  {part.size / MB:7.1f} MB  of {part.most / MB:6.1f}{'  TOO LARGE' if part.over else ''}"
        for part in parts
    )


def _part_of(name: str, parts: dict[str, dict[str, object]]) -> str:
    for part, wanted in parts.items():
        patterns = wanted["files"]
        assert isinstance(patterns, list)
        if any(fnmatch.fnmatch(name, pattern) for pattern in patterns):
            return part
    raise AssertionError("the last part of the budget takes everything")
