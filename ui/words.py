"""Words several panes share: days, times, money, the states of a copy."""

from __future__ import annotations

from datetime import UTC, date, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale

from app.domain.catalog import BookStatus
from app.domain.money import format_money

money = format_money


def tr(text: str) -> str:
    """A word several panes share in the person's language."""
    return QCoreApplication.translate("Desk", text)


def day(value: date) -> str:
    """A day as people say it: "Tuesday 1 December", with the year when it is another one."""
    this_year = value.year == date.today().year  # noqa: DTZ011 - the desk's own day
    return _written(value, tr("dddd d MMMM") if this_year else tr("dddd d MMMM yyyy"))


def short_day(value: date) -> str:
    """A day in a narrow place: "1 Dec", with the year when it is another one."""
    this_year = value.year == date.today().year  # noqa: DTZ011 - the desk's own day
    return _written(value, tr("d MMM") if this_year else tr("d MMM yyyy"))


def _written(value: date, form: str) -> str:
    return QLocale().toString(QDate(value.year, value.month, value.day), form)


def moment(value: datetime) -> str:
    """An instant on the desk's own clock: "Tuesday 1 December, 14:05"."""
    local = value.astimezone()
    return f"{day(local.date())}, {local:%H:%M}"


def clock_day(value: datetime) -> str:
    """An instant in a narrow place: "1 Dec 14:05", with the year when it is another one."""
    local = value.astimezone()
    return f"{short_day(local.date())} {local:%H:%M}"


def when(at: float | None) -> str:
    """An instant near to now, in seconds since 1970: “today 14:05:09”, “25 Nov 14:05”; "" for none."""
    if at is None:
        return ""
    local = datetime.fromtimestamp(at, UTC).astimezone()
    if local.date() == datetime.now().astimezone().date():
        return tr("today {time}").format(time=f"{local:%H:%M:%S}")
    return clock_day(local)


def clock(value: datetime) -> str:
    """The desk's wall-clock time of an instant."""
    return f"{value.astimezone():%H:%M}"


def counted(number: int, one: str, many: str) -> str:
    """A number with its things, "1 copy" or "1,204 copies": ``one`` and ``many`` are texts with ``{n}`` in them.

    Other values the text has room for stay in it, for ``format``.
    """
    form = QCoreApplication.translate("", many, None, number)
    if form == many and number == 1:
        form = QCoreApplication.translate("", one)
    return form.replace("{n}", f"{number:,}")


_STATUS_WORDS: dict[str, str] = {
    BookStatus.AVAILABLE: str(QT_TRANSLATE_NOOP("Desk", "On the shelf")),
    BookStatus.LOANED: str(QT_TRANSLATE_NOOP("Desk", "On loan")),
    BookStatus.HOLD_SHELF: str(QT_TRANSLATE_NOOP("Desk", "On the hold shelf")),
    BookStatus.IN_PROCESS: str(QT_TRANSLATE_NOOP("Desk", "In cataloguing")),
    BookStatus.REPAIR: str(QT_TRANSLATE_NOOP("Desk", "In repair")),
    BookStatus.MISSING: str(QT_TRANSLATE_NOOP("Desk", "Missing")),
    BookStatus.LOST: str(QT_TRANSLATE_NOOP("Desk", "Lost")),
    BookStatus.WITHDRAWN: str(QT_TRANSLATE_NOOP("Desk", "Withdrawn")),
}


_STORED = (
    str(QT_TRANSLATE_NOOP("Desk", "Audio")),
    str(QT_TRANSLATE_NOOP("Desk", "Board game")),
    str(QT_TRANSLATE_NOOP("Desk", "Book")),
    str(QT_TRANSLATE_NOOP("Desk", "Calculator")),
    str(QT_TRANSLATE_NOOP("Desk", "Camera")),
    str(QT_TRANSLATE_NOOP("Desk", "Claimed")),
    str(QT_TRANSLATE_NOOP("Desk", "Ebook")),
    str(QT_TRANSLATE_NOOP("Desk", "Headphones")),
    str(QT_TRANSLATE_NOOP("Desk", "Kit")),
    str(QT_TRANSLATE_NOOP("Desk", "Laptop")),
    str(QT_TRANSLATE_NOOP("Desk", "Map")),
    str(QT_TRANSLATE_NOOP("Desk", "Microscope")),
    str(QT_TRANSLATE_NOOP("Desk", "Projector")),
    str(QT_TRANSLATE_NOOP("Desk", "Returned at")),
    str(QT_TRANSLATE_NOOP("Desk", "Room")),
    str(QT_TRANSLATE_NOOP("Desk", "Serial")),
    str(QT_TRANSLATE_NOOP("Desk", "Speaker")),
    str(QT_TRANSLATE_NOOP("Desk", "Student primary")),
    str(QT_TRANSLATE_NOOP("Desk", "Tablet")),
    str(QT_TRANSLATE_NOOP("Desk", "Thesis")),
    str(QT_TRANSLATE_NOOP("Desk", "Video")),
)
"""Usual values of fields a library fills itself, so that they are translated; others are shown as they are."""


def stored_word(value: str) -> str:
    """A stored word nobody has put into words, as people can read it: "BOARD_GAME" as "Board game"."""
    return tr(value.replace("_", " ").capitalize())


def status_word(status: str) -> str:
    """A copy's status in the person's language."""
    return tr(_STATUS_WORDS.get(status, status))


def left_words(number: int) -> str:
    """Say how many scans wait for a person."""
    return counted(number, "{n} scan from before was not worked.", "{n} scans from before were not worked.")
