"""How visits are spoken of: purposes, times, stays, and what a scan at the door did."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app.domain.attendance import VisitRow
from ui.models.columns import Badge, Tone
from ui.words import stored_word


def tr(text: str) -> str:
    """Text about visits in the person's language."""
    return QCoreApplication.translate("Attendance", text)


def _noop(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("Attendance", text))


_PURPOSES: dict[str, tuple[str, str]] = {
    "LIBRARY": (_noop("Library"), "books"),
    "READING": (_noop("Reading"), "book-open"),
    "COMPUTER": (_noop("Computer"), "desktop"),
    "GAMING": (_noop("Gaming"), "game-controller"),
    "AVR": (_noop("Audio-visual room"), "projector-screen"),
    "RECREATION": (_noop("Recreation"), "smiley"),
    "BORROWING": (_noop("Borrowing"), "arrow-up-right"),
}


def purpose(name: str) -> str:
    """A purpose in words."""
    known = _PURPOSES.get(name)
    return tr(known[0]) if known else stored_word(name)


def purpose_icon(name: str) -> str:
    """The icon of a purpose."""
    known = _PURPOSES.get(name)
    return known[1] if known else "tag"


def purposes(names: tuple[str, ...]) -> str:
    """Purposes as one line."""
    return ", ".join(purpose(name) for name in names)


def now() -> datetime:
    """This moment."""
    return datetime.now(UTC)


def clock(value: datetime) -> str:
    """The library's time of day."""
    return f"{value.astimezone():%H:%M}"


def span(minutes: float) -> str:
    """ "45 min", "1 h 20 min"."""
    hours, rest = divmod(max(0, round(minutes)), 60)
    if not hours:
        return tr("{n} min").format(n=rest)
    return tr("{h} h {m} min").format(h=hours, m=rest) if rest else tr("{h} h").format(h=hours)


def stay(row: VisitRow) -> str:
    """How long a visit lasts so far, or lasted; nothing where the end is only an estimate."""
    if row.out_at is None:
        return span((now() - row.in_at).total_seconds() / 60)
    return span(row.stay.total_seconds() / 60) if row.stay is not None else ""


def state_badge(row: VisitRow) -> Badge:
    """In, or out and when."""
    if row.out_at is None:
        return Badge(tr("In"), Tone.OK, "sign-in")
    if row.estimated:
        return Badge(tr("Closed {time}").format(time=clock(row.out_at)), Tone.WARN, "clock")
    return Badge(tr("Out {time}").format(time=clock(row.out_at)), Tone.MUTED, "sign-out")


def place(row: VisitRow) -> str:
    """Grade and section, or what the person is."""
    grade = tr("Grade {grade}").format(grade=row.grade) if (row.grade or "").isdecimal() else row.grade
    found = " · ".join(filter(None, (grade, row.section)))
    return found or stored_word(row.category or "")


def person(row: VisitRow) -> str:
    """Who came."""
    return row.name or tr("A former patron")
