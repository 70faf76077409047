"""Labels on the pages of a sheet, and the page by which a printer is set right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from app.domain.labels.marks import Align, Frame, Label, Mark, Text
from app.domain.labels.sheets import Place, Sheet

#: The furthest a printer may be put right, in mm: more is a wrong sheet.
FARTHEST = 10.0
_LINE = 0.1
_SCALE, _RULER = 5, 100


@dataclass(frozen=True, slots=True)
class Offset:
    """By how much a printer's marks are moved, right and down, in mm, so that they lie where they should."""

    x: float = 0.0
    y: float = 0.0


#: A printer that prints where it should.
NO_OFFSET = Offset()


@dataclass(frozen=True, slots=True)
class Placed:
    """A label and where it lies."""

    place: Place
    label: Label


@dataclass(frozen=True, slots=True)
class PrintedPage:
    """One page's labels, in reading order."""

    labels: tuple[Placed, ...]


def lay_out(sheet: Sheet, labels: Sequence[Label], start: int = 0) -> list[PrintedPage]:
    """Labels on pages, the first of them at position ``start`` (from 0) of the first page. Raises InvalidInput for a
    position the sheet hasn't."""
    pages: list[list[Placed]] = [[] for _ in range(sheet.pages(len(labels), start))]
    for place, label in zip(sheet.places(len(labels), start), labels, strict=True):
        pages[place.page].append(Placed(place, label))
    return [PrintedPage(tuple(page)) for page in pages]


def calibration(sheet: Sheet, offset: Offset, words: Sequence[str]) -> PrintedPage:
    """The page that shows how far a printer is off: the outline of every label, and at the first and the last one
    scales of millimetres across its left and its upper edge. Held against a sheet of labels, the stroke under which
    the label's real edge lies is what is to be added to the offset. ``words`` say so, in the middle of the page."""
    marks: list[Mark] = [
        Frame(*sheet.corner(position), sheet.label_width, sheet.label_height, _LINE)
        for position in range(sheet.labels)
    ]
    for position in {0, sheet.labels - 1}:
        marks += _scales(*sheet.corner(position), min(sheet.label_width, sheet.label_height))
    marks += _words(sheet, offset, words)
    return PrintedPage((Placed(Place(0, 0.0, 0.0), Label(tuple(marks))),))


def _scales(x: float, y: float, room: float) -> list[Mark]:
    """Strokes from -5 to 5 mm across an upper left corner's two edges, longer at the edge itself."""
    marks: list[Mark] = []
    middle = room / 2
    for step in range(-_SCALE, _SCALE + 1):
        long = 4.0 if step == 0 else 3.0 if abs(step) == _SCALE else 2.0
        marks.append(Frame(x + step - _LINE / 2, y + middle - long / 2, _LINE, long, filled=True))
        marks.append(Frame(x + middle - long / 2, y + step - _LINE / 2, long, _LINE, filled=True))
    return marks


def _words(sheet: Sheet, offset: Offset, words: Sequence[str]) -> list[Mark]:
    """What to do, the offset that this page was printed with, and a rule of 100 mm where the page is as wide."""
    size = min(3.0, sheet.page_width / 60)
    lines = [*words, f"x {offset.x:+.1f} mm · y {offset.y:+.1f} mm"]
    top = sheet.page_height / 2 - len(lines) * size * 0.6
    marks: list[Mark] = [
        Text(0, top + number * size * 1.2, sheet.page_width, line, size, align=Align.CENTRE)
        for number, line in enumerate(lines)
    ]
    if sheet.page_width > _RULER + 20:
        left, below = (sheet.page_width - _RULER) / 2, top + (len(lines) + 1) * size * 1.2
        marks.append(Frame(left, below, _RULER, _LINE, filled=True))
        marks += [
            Frame(left + mm - _LINE / 2, below - 2, _LINE, 4, filled=True) for mm in range(0, _RULER + 1, 10)
        ]
        marks.append(Text(0, below + 3, sheet.page_width, f"{_RULER} mm", size, align=Align.CENTRE))
    return marks
