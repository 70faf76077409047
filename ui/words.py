"""Words several panes share: days, times, money, the states of a copy."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QDate, QLocale

from app.domain.catalog import BookStatus
from app.domain.money import format_money

money = format_money


def day(value: date) -> str:
    """A day as people say it: "Tuesday 1 December", with the year when it is another one."""
    form = "dddd d MMMM" if value.year == date.today().year else "dddd d MMMM yyyy"  # noqa: DTZ011 - the desk's own day
    return QLocale().toString(QDate(value.year, value.month, value.day), form)


def short_day(value: date) -> str:
    """A day in a narrow place: "1 Dec", with the year when it is another one."""
    form = "d MMM" if value.year == date.today().year else "d MMM yyyy"  # noqa: DTZ011 - the desk's own day
    return QLocale().toString(QDate(value.year, value.month, value.day), form)


def moment(value: datetime) -> str:
    """An instant on the desk's own clock: "Tuesday 1 December, 14:05"."""
    local = value.astimezone()
    return f"{day(local.date())}, {local:%H:%M}"


def clock_day(value: datetime) -> str:
    """An instant in a narrow place: "1 Dec 14:05", with the year when it is another one."""
    local = value.astimezone()
    return f"{short_day(local.date())} {local:%H:%M}"


def clock(value: datetime) -> str:
    """The desk's wall-clock time of an instant."""
    return f"{value.astimezone():%H:%M}"


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


def status_word(status: str) -> str:
    """A copy's status in the person's language."""
    return QCoreApplication.translate("Desk", _STATUS_WORDS.get(status, status))


def left_words(number: int) -> str:
    """Say how many scans wait for a person."""
    if number == 1:
        return QCoreApplication.translate("LeftBehind", "1 scan from before was not worked.")
    return QCoreApplication.translate("LeftBehind", "{n} scans from before were not worked.").format(n=number)
