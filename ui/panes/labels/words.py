"""How the pane of labels says things."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.labels.kinds import CopyLabel, Kind
from app.domain.labels.marks import Flaw, Problem
from app.domain.labels.printing import Why
from ui.models.columns import Badge, Column, Tone

if TYPE_CHECKING:
    from ui.panes.labels.entries import Entry


def tr(text: str) -> str:
    """Text about labels in the person's language."""
    return QCoreApplication.translate("LabelsPane", text)


def _noop(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("LabelsPane", text))


KINDS: dict[Kind, str] = {
    Kind.SPINE: _noop("Spine labels"),
    Kind.BARCODE: _noop("Barcode labels"),
    Kind.QR: _noop("QR labels"),
    Kind.POCKET: _noop("Pocket labels"),
    Kind.CARD: _noop("Cards"),
}
_FLAWS: dict[Flaw, str] = {
    Flaw.TOO_LONG: _noop("Too long for this label: {text}"),
    Flaw.SHORTENED: _noop("Shortened: {text}"),
    Flaw.NO_ROOM: _noop("This label is too small for that"),
    Flaw.CODE_TOO_WIDE: _noop("The bars of {text} are wider than this label"),
    Flaw.NOT_ENCODABLE: _noop("Code 128 has no signs for {text}; QR has"),
    Flaw.NOTHING: _noop("There is no number to print"),
}


def flaw(problem: Problem) -> str:
    """A problem as a sentence."""
    return tr(_FLAWS[problem.flaw]).format(text=problem.text)


def flaws(entry: Entry) -> str:
    """All that is wrong with a label, a line each."""
    return "\n".join(flaw(problem) for problem in entry.label.problems) if entry.label else ""


def fit_badge(entry: Entry) -> Badge | None:
    """Whether a label fits on the sheet chosen."""
    if entry.label is None:
        return None
    if not entry.label.usable:
        return Badge(tr("Does not fit"), Tone.BAD, "warning-circle")
    if entry.label.problems:
        return Badge(tr("Shortened"), Tone.WARN, "scissors")
    return Badge(tr("Fits"), Tone.OK, "check-circle")


def why_badge(entry: Entry) -> Badge | None:
    """Why a label is to be printed."""
    if entry.why is Why.NEW:
        return Badge(tr("New"), Tone.INFO, "plus")
    if entry.why is Why.CHANGED:
        return Badge(tr("Changed"), Tone.WARN, "pencil-simple")
    return None


def _title(entry: Entry) -> str:
    return entry.item.title if isinstance(entry.item, CopyLabel) else entry.item.name


def _number(entry: Entry) -> str:
    return entry.item.accession_number if isinstance(entry.item, CopyLabel) else entry.item.number


def _call(entry: Entry) -> str:
    if isinstance(entry.item, CopyLabel):
        own = entry.item.own_lines.replace("\n", " | ")
        return own or entry.item.call_number
    return " · ".join(entry.item.details)


COLUMNS = (
    Column("number", _noop("Number"), _number, width=11, strong=True),
    Column("call", _noop("Call number or class"), _call, width=20),
    Column("title", _noop("Title or name"), _title, width=20, stretch=True),
    Column("why", _noop("Why"), lambda e: "", badge=why_badge, width=10),
    Column("fit", _noop("On this sheet"), lambda e: "", badge=fit_badge, tip=flaws, width=14),
)


def matches(entry: Entry, text: str) -> bool:
    """Whether a row of the list has all the words that were typed."""
    row = f"{_number(entry)} {_call(entry)} {_title(entry)}".casefold()
    return all(word in row for word in text.casefold().split())
