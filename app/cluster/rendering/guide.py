"""The lines of the production guide and what became of each: comments of rendered files and the table come from here.

The data stands in ``resources/templates/guide.toml``: per part of the guide, a key with the guide's ``lines``, their
``fate`` and, unless they are kept as they are, the reason. ``now`` is what stands there instead.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from app import paths
from app.errors import Broken


class Fate(StrEnum):
    """What became of a line."""

    KEPT = "kept"
    CHANGED = "changed"  # the same setting with another value
    REPLACED = "replaced"  # another setting does it
    LEFT_OUT = "left out"
    PROGRAM = "in the program"  # CLMS does it itself, so no file says it


@dataclass(frozen=True, slots=True)
class GuideEntry:
    """Some lines of the guide that share a fate. ``part`` names the guide's section, ``where`` the file or place."""

    key: str
    part: str
    where: str
    lines: tuple[str, ...]
    fate: Fate
    now: str = ""
    why: str = ""

    @property
    def comment(self) -> str:
        """What a rendered file says of it."""
        told = " | ".join(self.lines)
        became = f"; here {self.now}" if self.now else ""
        return f"Guide: {told} ({self.fate}{became}). {self.why}".rstrip()


@cache
def entries() -> dict[str, GuideEntry]:
    """All by their key, ``part.name``, in the guide's order."""
    data = tomllib.loads(paths.resource("templates", "guide.toml").read_text(encoding="utf-8"))
    found = {}
    for short, part in data.items():
        title, where = part.pop("title"), part.pop("where")
        for name, told in part.items():
            key = f"{short}.{name}"
            found[key] = GuideEntry(
                key,
                title,
                told.get("where", where),
                tuple(told["lines"]),
                Fate(told["fate"]),
                told.get("now", ""),
                told.get("why", ""),
            )
    return found


def entry(key: str) -> GuideEntry:
    """One by its key. Raises Broken for one that is none."""
    try:
        return entries()[key]
    except KeyError:
        raise Broken(f"The guide has no entry {key}.") from None


def table() -> str:
    """Every line of the guide and what became of it, as a Markdown table."""
    rows = ["| Part | The guide's line | What became of it | Where | Why |", "|---|---|---|---|---|"]
    for each in entries().values():
        became = each.fate + (f": `{_cell(each.now)}`" if each.now else "")
        rows += [
            f"| {each.part} | `{_cell(line)}` | {became} | {each.where} | {_cell(each.why)} |"
            for line in each.lines
        ]
    return "\n".join(rows) + "\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
