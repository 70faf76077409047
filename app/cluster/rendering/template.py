"""Fills the templates of ``resources/templates``.

``{{name}}`` is replaced by a value; alone on its line, by all lines of the value, indented like it, or by nothing when
it is empty. ``#? key`` alone on its line (``--? key`` in SQL) is replaced by what became of that line of the guide.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping

from app import paths
from app.cluster.rendering.guide import entry
from app.errors import Broken, InvalidInput

_WHOLE = re.compile(r"(\s*)\{\{(\w+)\}\}")
_INLINE = re.compile(r"\{\{(\w+)\}\}")
_GUIDE = re.compile(r"(\s*)(#|--)\? (\S+)")
_WIDTH = 116
_PATH = re.compile(r"/[A-Za-z0-9_./@%+=,:~-]*")


def fill(name: str, values: Mapping[str, object]) -> str:
    """The template's text with every value in its place. Raises Broken for a name without a value."""
    text = paths.resource("templates", name).read_text(encoding="utf-8")
    lines: list[str] = []
    for line in text.splitlines():
        if found := _GUIDE.fullmatch(line):
            lines += comment(entry(found[3]).comment, found[1], found[2])
        elif found := _WHOLE.fullmatch(line):
            lines += [
                f"{found[1]}{each}".rstrip() for each in str(_value(name, values, found[2])).splitlines()
            ]
        else:
            lines.append(_INLINE.sub(lambda match: str(_value(name, values, match[1])), line))
    return "\n".join(lines) + "\n"


def used_entries(name: str) -> list[str]:
    """The keys of the guide that a template speaks of."""
    text = paths.resource("templates", name).read_text(encoding="utf-8")
    return [found[3] for line in text.splitlines() if (found := _GUIDE.fullmatch(line))]


def comment(text: str, indent: str = "", mark: str = "#") -> list[str]:
    """A text as comment lines."""
    return textwrap.wrap(
        text,
        _WIDTH,
        initial_indent=f"{indent}{mark} ",
        subsequent_indent=f"{indent}{mark}   ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def plain_path(path: str) -> str:
    """A path that means the same in every kind of file, unquoted. Raises InvalidInput for one with other signs."""
    if not _PATH.fullmatch(path):
        raise InvalidInput(
            f"“{path}” can't stand in configuration files: a full path of letters, digits and ._-@%+=,:~ is needed.",
            code="invalid_topology",
            details={"field": "folder"},
        )
    return path


def _value(template: str, values: Mapping[str, object], name: str) -> object:
    try:
        return values[name]
    except KeyError:
        raise Broken(f"The template {template} wants {name}, which nobody gives.") from None
