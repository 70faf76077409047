"""Sheets of labels: where each label lies on its page, to the hundredth of a millimetre and without drift.

A sheet is a page and six numbers, as label programs have it (gLabels' ``nx ny w h x0 y0``): columns, rows, width and
height of a label, and the margins at the left and above the first one. The gaps follow from a page that is even, right
as left and below as above, as the sheets of the trade are; where one isn't, they can be given. Every position is
reckoned from the page's corner and never from the label before, so that no rounding adds up down a page.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from app.errors import InvalidInput

#: The pages of the trade, width and height in millimetres (ISO 216; ANSI A).
A4 = (210.0, 297.0)
LETTER = (215.9, 279.4)
#: What a page, and a label on it, may measure at most and at least, in millimetres; what one sheet holds at most.
LARGEST, SMALLEST, MOST = 1_000.0, 5.0, 500
#: How far the last label may stand over the page's edge before the sheet is refused: trade sheets are cut to 0.1 mm.
SLACK = 0.15


@dataclass(frozen=True, slots=True)
class Place:
    """Where one label lies: its page, from 0, and its upper left corner on it, in millimetres."""

    page: int
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet of labels; lengths in millimetres. A gap of None makes the page even."""

    name: str
    page_width: float
    page_height: float
    columns: int
    rows: int
    label_width: float
    label_height: float
    left: float
    top: float
    gap_x: float | None = None
    gap_y: float | None = None

    @property
    def labels(self) -> int:
        """How many labels one page has."""
        return self.columns * self.rows

    @property
    def pitch_x(self) -> float:
        """From the left edge of one label to that of the next."""
        return self.label_width + _gap(self.page_width, self.columns, self.label_width, self.left, self.gap_x)

    @property
    def pitch_y(self) -> float:
        """From the upper edge of one label to that of the next."""
        return self.label_height + _gap(self.page_height, self.rows, self.label_height, self.top, self.gap_y)

    def corner(self, position: int) -> tuple[float, float]:
        """The upper left corner of the label at a position of a page, counted from 0 row by row."""
        row, column = divmod(position, self.columns)
        return self.left + column * self.pitch_x, self.top + row * self.pitch_y

    def places(self, count: int, start: int = 0) -> Iterator[Place]:
        """Where ``count`` labels lie when the first page is used up to position ``start`` (from 0)."""
        if not 0 <= start < self.labels:
            raise InvalidInput(
                f"This sheet has the positions 1 to {self.labels}.", details={"field": "start"}
            )
        for number in range(start, start + count):
            page, position = divmod(number, self.labels)
            yield Place(page, *self.corner(position))

    def pages(self, count: int, start: int = 0) -> int:
        """How many pages ``count`` labels need, the used one included."""
        return -(-(start + count) // self.labels) if count else 0

    def at(self, x: float, y: float) -> int | None:
        """The position that covers a point of the page; None in a margin or gap."""
        for position in range(self.labels):
            left, top = self.corner(position)
            if left <= x < left + self.label_width and top <= y < top + self.label_height:
                return position
        return None


def _gap(page: float, count: int, size: float, margin: float, given: float | None) -> float:
    if given is not None:
        return given
    return (page - 2 * margin - count * size) / (count - 1) if count > 1 else 0.0


def check_sheet(sheet: Sheet) -> None:
    """Raise InvalidInput, naming the field, for a sheet that cannot be: too large, or labels that lie over one another
    or over the edge of the page."""
    for field in ("page_width", "page_height", "label_width", "label_height"):
        _within(field, getattr(sheet, field), SMALLEST, LARGEST)
    for field in ("left", "top"):
        _within(field, getattr(sheet, field), 0, LARGEST)
    for field in ("columns", "rows"):
        _within(field, getattr(sheet, field), 1, MOST)
    _within("rows", sheet.labels, 1, MOST)
    _check_axis(
        "left", "gap_x", sheet.columns, sheet.label_width, sheet.left, sheet.pitch_x, sheet.page_width
    )
    _check_axis("top", "gap_y", sheet.rows, sheet.label_height, sheet.top, sheet.pitch_y, sheet.page_height)


def _within(field: str, value: float, least: float, most: float) -> None:
    if not least <= value <= most:
        raise InvalidInput(f"This must be from {least:g} to {most:g}.", details={"field": field})


def _check_axis(
    margin_field: str, gap_field: str, count: int, size: float, margin: float, pitch: float, page: float
) -> None:
    if margin + (count - 1) * max(pitch, size) + size > page + SLACK:
        raise InvalidInput(
            f"{count} labels of {size:g} mm and this margin do not fit on {page:g} mm.",
            hint="Take a smaller margin or gap, or fewer labels.",
            details={"field": margin_field},
        )
    if pitch < size - SLACK:
        raise InvalidInput(
            "The labels would lie over one another.", hint="A gap is 0 or more.", details={"field": gap_field}
        )
