"""A call number in the lines of a spine label.

One part a line, as libraries label: collection, class, cutter, year, volume, copy. A class number that is too long for
the label goes on behind its point, and further behind every third decimal; the letters of a Library of Congress number
stand above its digits. What isn't understood keeps its words. No character is ever left out. A librarian who wants
other lines types them.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from app.domain.call_numbers import CallNumber, Shape, display, parse

#: Longest lines a person may set, in characters of all.
OWN_CHARS = 255
_LCC_CLASS = re.compile(r"([A-Z]+)(\d.*)")


def call_lines(call_number: str | None, fits: Callable[[str], bool] = lambda _: True) -> tuple[str, ...]:
    """The lines of a call number; ``fits`` tells whether a line is short enough to stay whole. Empty for none."""
    call = parse(call_number)
    lines: list[str] = []
    for part in _parts(call):
        lines += [part] if fits(part) else _broken(part, fits)
    return tuple(lines)


def own_lines(text: str) -> tuple[str, ...]:
    """The lines a person typed, without the blank ones around them."""
    lines = [" ".join(line.split()) for line in text.strip().splitlines()]
    return tuple(line for line in lines if line)


def _parts(call: CallNumber) -> list[str]:
    if call.shape is Shape.LCC:
        letters, digits = _LCC_CLASS.fullmatch(call.number).groups()  # type: ignore[union-attr]
        return [letters, digits, *display(call).split()[1:]]
    return display(call).split()


def _broken(part: str, fits: Callable[[str], bool]) -> list[str]:
    """A part in pieces: behind the point with the decimals in threes, else at hyphens and slashes, else whole."""
    if re.fullmatch(r"\d+\.\d{2,}\S*", part):
        whole, decimals = part.split(".", 1)
        rest = f".{decimals}"
        if fits(rest):
            return [whole, rest]
        return [whole, rest[:4], *(rest[i : i + 3] for i in range(4, len(rest), 3))]
    return [piece for piece in re.split(r"(?<=[-/])", part) if piece]
