"""How the pane of shelves says things."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.catalog import BookStatus
from app.domain.shelves import Scanned, ShelfCopy, Verdict
from ui.models.columns import Badge, Column, Tone
from ui.words import short_day, status_word


def tr(text: str) -> str:
    """Text about shelves in the person's language."""
    return QCoreApplication.translate("ShelfPane", text)


def _noop(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("ShelfPane", text))


_GAPS: dict[BookStatus, tuple[Tone, str]] = {
    BookStatus.LOANED: (Tone.WARN, "clock"),
    BookStatus.HOLD_SHELF: (Tone.INFO, "bookmark-simple"),
    BookStatus.IN_PROCESS: (Tone.INFO, "gear-six"),
    BookStatus.REPAIR: (Tone.INFO, "wrench"),
    BookStatus.MISSING: (Tone.BAD, "question"),
    BookStatus.LOST: (Tone.BAD, "x-circle"),
}
_VERDICTS: dict[Verdict, tuple[str, Tone, str]] = {
    Verdict.IN_PLACE: (_noop("In its place"), Tone.OK, "check-circle"),
    Verdict.OUT_OF_PLACE: (_noop("Out of place"), Tone.BAD, "arrows-down-up"),
    Verdict.NOT_EXPECTED: (_noop("Should not be here"), Tone.WARN, "warning"),
    Verdict.ELSEWHERE: (_noop("Belongs elsewhere"), Tone.BAD, "map-pin"),
    Verdict.NO_CALL_NUMBER: (_noop("No call number"), Tone.WARN, "tag"),
    Verdict.TWICE: (_noop("Scanned twice"), Tone.MUTED, "copy"),
    Verdict.UNKNOWN: (_noop("Unknown number"), Tone.BAD, "question"),
}
WRONG = frozenset({Verdict.OUT_OF_PLACE, Verdict.NOT_EXPECTED, Verdict.ELSEWHERE, Verdict.UNKNOWN})
"""What a person has to do something about."""


def standing(copy: ShelfCopy) -> Badge:
    """Whether a copy stands there, or why there is a gap; by a word and a shape."""
    if copy.stands:
        return Badge(tr("On the shelf"), Tone.OK, "check-circle")
    tone, icon = _GAPS.get(copy.status, (Tone.MUTED, "question"))
    if copy.due_on is not None:
        late = copy.due_on < date.today()  # noqa: DTZ011 - the desk's own day
        said = tr("Gap: overdue {day}") if late else tr("Gap: due {day}")
        return Badge(said.format(day=short_day(copy.due_on)), Tone.BAD if late else tone, icon)
    return Badge(tr("Gap: {status}").format(status=status_word(copy.status).lower()), tone, icon)


def verdict(one: Scanned) -> Badge:
    """What shelf reading says of a scan."""
    text, tone, icon = _VERDICTS[one.verdict]
    return Badge(tr(text), tone, icon)


def why(one: Scanned) -> str:
    """The sentence behind a verdict; "" where the word says it all."""
    copy = one.copy
    match one.verdict:
        case Verdict.OUT_OF_PLACE if one.behind and one.before:
            return tr("Belongs between {behind} and {before}").format(behind=one.behind, before=one.before)
        case Verdict.OUT_OF_PLACE if one.before:
            return tr("Belongs before {before}").format(before=one.before)
        case Verdict.OUT_OF_PLACE:
            return tr("Belongs behind {behind}").format(behind=one.behind)
        case Verdict.NOT_EXPECTED if copy is not None:
            return tr("By the record it is: {status}").format(status=status_word(copy.status).lower())
        case Verdict.ELSEWHERE if copy is not None:
            return copy.location or tr("another branch")
        case _:
            return ""


def _below(copy: ShelfCopy) -> str:
    return copy.author or ""


COVER = "cover"

COLUMNS = (
    Column(COVER, _noop("Cover"), lambda _r: "", sort_key="", width=5, export=lambda _r: ""),
    Column("call_number", _noop("Call number"), lambda r: r.call_number, sort_key="", width=22, strong=True,
           tip=lambda r: r.call_number),
    Column("title", _noop("Title"), lambda r: r.title, sort_key="", width=34, stretch=True, below=_below,
           tip=lambda r: r.title),
    Column("state", _noop("State"), lambda _r: "", badge=standing, sort_key="", width=19),
    Column("accession_number", _noop("Number"), lambda r: r.accession_number, sort_key="", width=12),
    Column("location", _noop("Location"), lambda r: r.location, sort_key="", width=12),
    Column("collection", _noop("Collection"), lambda r: r.collection, sort_key="", width=10, shown=False),
)  # fmt: skip

READ_COLUMNS = (
    Column("at", _noop("Place"), lambda r: f"{r.at:,}", sort_key="", width=5, numeric=True),
    Column("verdict", _noop("Verdict"), lambda _r: "", badge=lambda r: verdict(r.one), sort_key="", width=18),
    Column("call_number", _noop("Call number"), lambda r: r.one.copy.call_number if r.one.copy else "", sort_key="",
           width=25, strong=True, tip=lambda r: r.one.copy.call_number if r.one.copy else ""),
    Column("title", _noop("Title"), lambda r: r.one.copy.title if r.one.copy else "", sort_key="", width=22, stretch=True,
           below=lambda r: why(r.one), tip=lambda r: why(r.one)),
    Column("number", _noop("Number"), lambda r: r.one.number, sort_key="", width=10),
)  # fmt: skip

MISSING_COLUMNS = (
    Column("call_number", _noop("Call number"), lambda r: r.call_number, sort_key="", width=24, strong=True),
    Column("title", _noop("Title"), lambda r: r.title, sort_key="", width=20, stretch=True, tip=lambda r: r.title),
    Column("accession_number", _noop("Number"), lambda r: r.accession_number, sort_key="", width=11),
)  # fmt: skip
