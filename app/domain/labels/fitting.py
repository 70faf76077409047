"""Texts in boxes: the largest size that fits, and what is done when none does."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from app.domain.labels.marks import LINE, Align, Flaw, Problem, Text

#: Steps in which sizes are tried, in mm.
STEP = 0.1


class Measure(Protocol):
    """Tells how wide a line of text is, in mm, at a font size in mm."""

    def __call__(self, text: str, size: float, bold: bool) -> float: ...


def sizes(largest: float, smallest: float) -> list[float]:
    """The sizes to try, from the largest on."""
    count = int((largest - smallest) / STEP + 1e-9)
    return [round(largest - i * STEP, 3) for i in range(count + 1)]


def size_for(
    lines: Sequence[str],
    width: float,
    height: float,
    largest: float,
    smallest: float,
    measure: Measure,
    bold: bool,
) -> float | None:
    """The largest size at which all lines fit in the box; None when none does."""
    for size in sizes(largest, smallest):
        if len(lines) * size * LINE <= height + 1e-9 and all(
            measure(line, size, bold) <= width for line in lines
        ):
            return size
    return None


def shortened(text: str, width: float, size: float, measure: Measure, bold: bool) -> str:
    """The text, or as many of its characters as fit with … behind them; nothing where not even that fits."""
    if measure(text, size, bold) <= width:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measure(f"{text[:middle].rstrip()}…", size, bold) <= width:
            low = middle
        else:
            high = middle - 1
    short = f"{text[:low].rstrip()}…"
    return short if low or measure(short, size, bold) <= width else ""


def wrapped(
    text: str, width: float, most: int, size: float, measure: Measure, bold: bool
) -> tuple[list[str], bool]:
    """A running text in at most ``most`` lines, the last of them shortened where need be; and whether it was."""
    lines: list[str] = []
    words = text.split()
    while words and len(lines) < most:
        taken = 1
        while taken < len(words) and measure(" ".join(words[: taken + 1]), size, bold) <= width:
            taken += 1
        last = len(lines) == most - 1
        line = " ".join(words if last else words[:taken])
        lines.append(shortened(line, width, size, measure, bold))
        if lines[-1] != line:
            return lines, True
        words = [] if last else words[taken:]
    return lines, False


def whole_lines(
    lines: Sequence[str],
    box: tuple[float, float, float, float],
    largest: float,
    smallest: float,
    measure: Measure,
    *,
    bold: bool = False,
    align: Align = Align.CENTRE,
) -> tuple[list[Text], list[Problem]]:
    """Lines that must stand whole, in the middle of a box (x, y, width, height). Where they can't, what fits stands
    there with … and the problem says which text it befell."""
    x, y, width, height = box
    size = size_for(lines, width, height, largest, smallest, measure, bold)
    problems: list[Problem] = []
    shown = list(lines)
    if size is None:
        size = smallest
        room = int(height / (size * LINE) + 1e-9)
        problems.append(Problem(Flaw.TOO_LONG, " ".join(lines)))
        shown = [shortened(line, width, size, measure, bold) for line in shown[:room]]
        if shown and len(lines) > room:
            shown[-1] = shortened(f"{shown[-1]} …", width, size, measure, bold)
    top = y + (height - len(shown) * size * LINE) / 2
    return [
        Text(x, top + number * size * LINE, width, line, size, bold, align)
        for number, line in enumerate(shown)
    ], problems


def running_text(
    text: str, box: tuple[float, float, float, float], size: float, measure: Measure, *, bold: bool = False
) -> tuple[list[Text], list[Problem]]:
    """A title or name from the top of a box on, in as many lines as fit; one that had to be shortened is told of."""
    x, y, width, height = box
    most = int(height / (size * LINE) + 1e-9)
    if not text or most < 1:
        return [], [Problem(Flaw.SHORTENED, text)] if text else []
    lines, cut = wrapped(text, width, most, size, measure, bold)
    marks = [Text(x, y + number * size * LINE, width, line, size, bold) for number, line in enumerate(lines)]
    return marks, [Problem(Flaw.SHORTENED, text)] if cut else []
