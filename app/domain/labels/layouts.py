"""What stands where on each kind of label, for a label of any size."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from app.domain.labels.call_lines import call_lines, own_lines
from app.domain.labels.cards import card
from app.domain.labels.coding import bars, square
from app.domain.labels.fitting import Measure, running_text, whole_lines
from app.domain.labels.kinds import CopyLabel, Item, Kind, PersonCard
from app.domain.labels.marks import LINE, Align, Flaw, Label, Mark, Problem, Text

#: Kept free round a label's edge, in mm: what a printer may be off and a label be stuck askew.
MARGIN = 1.5
#: Smallest text that is read at arm's length, and the largest on a spine, in mm (5 pt and 17 pt).
SMALLEST, SPINE = 1.8, 6.0
_NUMBER, _SMALL, _TITLE = 3.0, 2.2, 2.8
#: A square larger than this is no easier to scan, in mm.
_QR_SIDE = 25.0
#: Width and height, in mm, below which there is nothing to be said on a label of the kind.
_LEAST = {
    Kind.SPINE: (8.0, 6.0),
    Kind.BARCODE: (20.0, 12.0),
    Kind.QR: (20.0, 10.0),
    Kind.POCKET: (30.0, 24.0),
    Kind.CARD: (50.0, 35.0),
}


def compose(
    kind: Kind, item: Item, width: float, height: float, measure: Measure, library: str = ""
) -> Label:
    """The marks of one label of ``width`` x ``height`` mm, and what is wrong with it; ``library`` is the name that
    stands on barcode labels and cards. Raises TypeError for a kind that is not for such an item."""
    if isinstance(item, PersonCard) is kind.of_copies:
        raise TypeError(f"{kind} is not for {type(item).__name__}")
    if width < _LEAST[kind][0] or height < _LEAST[kind][1]:
        return Label((), (Problem(Flaw.NO_ROOM),))
    if isinstance(item, PersonCard):
        return card(item, width, height, measure, library)
    make = {Kind.SPINE: _spine, Kind.BARCODE: _barcode, Kind.QR: _qr, Kind.POCKET: _pocket}[kind]
    return make(item, width - 2 * MARGIN, height - 2 * MARGIN, measure, library)


def spine_lines(item: CopyLabel, width: float, measure: Measure) -> tuple[str, ...]:
    """The lines of a copy's spine label: those a person set, else the call number in parts."""
    if item.own_lines:
        return own_lines(item.own_lines)
    middle = (SMALLEST + SPINE) / 2
    return call_lines(item.call_number, lambda line: measure(line, middle, True) <= width - 2 * MARGIN)


def _spine(item: CopyLabel, width: float, height: float, measure: Measure, _: str) -> Label:
    lines = spine_lines(item, width + 2 * MARGIN, measure)
    if not lines:
        return Label((), (Problem(Flaw.NOTHING),))
    texts, problems = whole_lines(lines, (MARGIN, MARGIN, width, height), SPINE, SMALLEST, measure, bold=True)
    return _label(texts, problems)


def _barcode(item: CopyLabel, width: float, height: float, measure: Measure, library: str) -> Label:
    """The library above where there is room, bars, and the number that they say below."""
    head = _SMALL * LINE + 0.5 if library and height >= 14 else 0.0
    foot = _NUMBER * LINE
    marks, problems = bars(item.accession_number, MARGIN, MARGIN + head, width, height - head - foot)
    number, long = whole_lines(
        [item.accession_number],
        (MARGIN, MARGIN + height - foot, width, foot),
        _NUMBER,
        SMALLEST,
        measure,
        bold=True,
    )
    name, cut = _heading(library, (MARGIN, MARGIN, width, head), measure) if head else ([], [])
    return _label([*name, *marks, *number], [*problems, *long, *cut])


def _heading(
    text: str, box: tuple[float, float, float, float], measure: Measure
) -> tuple[list[Text], list[Problem]]:
    """A name in the middle, in one line."""
    texts, cut = running_text(text, box, _SMALL, measure)
    return [replace(mark, align=Align.CENTRE) for mark in texts], cut


def _qr(item: CopyLabel, width: float, height: float, measure: Measure, library: str) -> Label:
    """The square at the left, at most as high as the label; number, call number and title beside it."""
    side = min(height, width * 0.6, _QR_SIDE)
    marks, problems = square(item.accession_number, MARGIN, MARGIN + (height - side) / 2, side)
    x, room = MARGIN + side + 1, width - side - 1
    high = min(_NUMBER * LINE, height)
    number, long = whole_lines(
        [item.accession_number],
        (x, MARGIN, room, high),
        _NUMBER,
        SMALLEST,
        measure,
        bold=True,
        align=Align.LEFT,
    )
    rest = (x, MARGIN + high, room, height - high)
    title, cut = running_text(item.title or library, rest, _SMALL, measure)
    return _label([*marks, *number, *title], [*problems, *long, *cut])


def _pocket(item: CopyLabel, width: float, height: float, measure: Measure, _: str) -> Label:
    """Call number and title above, the author below them, bars and number at the foot: what a book pocket says."""
    foot = min(14.0, height * 0.45)
    text = _NUMBER * LINE
    line, long = whole_lines(
        [item.call_number] if item.call_number else [],
        (MARGIN, MARGIN, width, text), _NUMBER, SMALLEST, measure, bold=True, align=Align.LEFT,
    )  # fmt: skip
    top, author_high = MARGIN + text, _SMALL * LINE if item.author else 0.0
    title_high = height - text - foot - author_high
    title, cut = running_text(item.title, (MARGIN, top, width, title_high), _TITLE, measure)
    below = top + len(title) * _TITLE * LINE
    author, cut_author = running_text(item.author, (MARGIN, below, width, author_high), _SMALL, measure)
    start = MARGIN + height - foot
    code, problems = bars(item.accession_number, MARGIN, start, width, foot - text)
    number, long_number = whole_lines(
        [item.accession_number],
        (MARGIN, MARGIN + height - text, width, text),
        _NUMBER,
        SMALLEST,
        measure,
        bold=True,
    )
    return _label(
        [*line, *title, *author, *code, *number], [*long, *cut, *cut_author, *problems, *long_number]
    )


def _label(marks: Sequence[Mark], problems: Sequence[Problem]) -> Label:
    return Label(tuple(marks), tuple(problems))
