"""How the calendar is told: weekdays, hours, periods, what a change closes and what that hits."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.calendar import OpeningCalendar, OpeningHours
from app.domain.calendar_effects import CalendarEffect
from app.domain.periods import Period, Week, overwritten, with_period
from app.domain.words import WEEKDAYS
from ui.models.columns import Badge, Tone
from ui.words import counted, day, short_day

PAUSE_MS = 150
"""So long nothing is typed before it is counted what a change hits."""
_FEW = 3
_DAYS = re.compile(r"\d{4}-\d\d-\d\d(/\d{4}-\d\d-\d\d)?")


def tr(text: str) -> str:
    """Text about the calendar in the person's language."""
    return QCoreApplication.translate("Calendar", text)


def weekday(number: int, *, short: bool = False) -> str:
    """The name of a weekday, 0 for Monday."""
    form = QLocale.FormatType.ShortFormat if short else QLocale.FormatType.LongFormat
    return QLocale().dayName(number + 1, form)


def weekday_head(number: int, *, narrow: bool) -> str:
    """The name of a weekday over a column of days: two letters, or one where there is no room."""
    return weekday(number, short=True)[: 1 if narrow else 2]


def month(number: int) -> str:
    """The short name of a month, 1 for January."""
    return QLocale().monthName(number, QLocale.FormatType.ShortFormat)


def hours_text(hours: OpeningHours | None) -> str:
    """Opening hours in a narrow place."""
    return tr("closed") if hours is None else f"{hours.opens:%H:%M}–{hours.closes:%H:%M}"


def some(names: Sequence[str]) -> str:
    """The first few names, and how many more there are."""
    if len(names) <= _FEW:
        return ", ".join(names)
    return tr("{some} and {n} more").format(some=", ".join(names[:_FEW]), n=len(names) - _FEW)


# -- as the audit keeps it -------------------------------------------------------------------------------------


def day_field(field: str) -> str | None:
    """What a field of the calendar in the audit is called: a weekday, “2026-12-21” or “2026-12-21/2027-01-03”; None for
    the field of another record."""
    if field.capitalize() in WEEKDAYS:
        return weekday(WEEKDAYS.index(field.capitalize()))
    if not _DAYS.fullmatch(field):
        return None
    first, _, last = field.partition("/")
    return span_text(date.fromisoformat(first), date.fromisoformat(last or first))


def hours_word(value: str) -> str:
    """What the audit keeps of a day, “closed: Christmas” or “07:30-17:00”, in the person's language."""
    hours, colon, reason = value.partition(": ")
    shown = tr("closed") if hours == "closed" else hours.replace("-", "–")
    return f"{shown}{colon}{reason}"


# -- periods -------------------------------------------------------------------------------------------------


def span_text(first: date, last: date) -> str:
    """Days in a narrow place: “Mon 21 Dec – Sun 3 Jan 2027”."""
    one, two = (f"{weekday(each.weekday(), short=True)} {short_day(each)}" for each in (first, last))
    return one if first == last else f"{one} – {two}"


def length_text(period: Period) -> str:
    """How many days a period has."""
    return counted(period.days, "{n} day", "{n} days")


def period_badge(period: Period) -> Badge:
    """Whether the library is closed then, or open at other hours."""
    if period.hours is None:
        return Badge(tr("Closed"), Tone.BAD, "prohibit")
    return Badge(hours_text(period.hours), Tone.INFO, "clock")


def time_badge(first: date, last: date, today: date) -> Badge:
    """Whether days are over, to come, or now."""
    if last < today:
        return Badge(tr("Over"), Tone.MUTED, "check")
    if first > today:
        return Badge(tr("To come"), Tone.INFO, "calendar-blank")
    return Badge(tr("Now"), Tone.OK, "play")


def day_sentence(calendar: OpeningCalendar, one: date) -> str:
    """What is true of a day: “Thursday 24 December: closed, Christmas break · First semester”."""
    reason, term = calendar.reason(one), calendar.term_on(one)
    said = tr("{day}: {hours}").format(day=day(one), hours=hours_text(calendar.hours_on(one)))
    if reason:
        said = tr("{what}, {reason}").format(what=said, reason=reason)
    return said if term is None else f"{said} · {term.name}"


def period_sentence(calendar: OpeningCalendar, period: Period, replaces: Period | None) -> str:
    """What entering a period means, before anything is counted."""
    after = with_period(calendar, period, replaces)
    before = calendar if replaces is None else with_period(calendar, None, replaces)
    closed = sum(before.is_open_day(each) and not after.is_open_day(each) for each in period.each())
    opened = sum(after.is_open_day(each) for each in period.each())
    days = _from_to(period.first, period.last)
    if period.hours is not None:
        form = counted(opened, "Open {hours} on {n} day, {days}.", "Open {hours} on {n} days, {days}.")
        said = form.format(hours=hours_text(period.hours), days=days)
    elif closed:
        form = counted(
            closed,
            "Closes {n} open day, {days}.",
            "Closes {n} open days, {days}.",
        )
        said = form.format(days=days)
    else:
        said = tr("The library is closed then anyway, {days}.").format(days=days)
    others = [
        f"{one.reason} ({span_text(one.first, one.last)})" for one in overwritten(calendar, period, replaces)
    ]
    if others:
        said = f"{said} {tr('It counts instead of: {others}.').format(others=some(others))}"
    return said


def _from_to(first: date, last: date) -> str:
    if first == last:
        return day(first)
    return tr("from {first} to {last}").format(first=day(first), last=day(last))


# -- the week ------------------------------------------------------------------------------------------------


def week_sentence(week: Week) -> str:
    """How much a week is open."""
    minutes = sum(
        (hours.closes.hour - hours.opens.hour) * 60 + hours.closes.minute - hours.opens.minute
        for hours in week
        if hours is not None
    )
    form = counted(
        sum(hours is not None for hours in week),
        "Open on {n} day a week, {time} in all.",
        "Open on {n} days a week, {time} in all.",
    )
    hours, rest = divmod(minutes, 60)
    return form.format(time=tr("{hours} h {minutes} min").format(hours=hours, minutes=f"{rest:02d}"))


def week_change(before: Week, after: Week) -> str:
    """Which weekdays become closed and open; "" for none."""
    pairs = list(enumerate(zip(before, after, strict=True)))
    closes = [weekday(number) for number, (was, now) in pairs if was is not None and now is None]
    opens = [weekday(number) for number, (was, now) in pairs if was is None and now is not None]
    said = []
    if closes:
        said.append(tr("Closed from now on: {days}.").format(days=", ".join(closes)))
    if opens:
        said.append(tr("Open from now on: {days}.").format(days=", ".join(opens)))
    return " ".join(said)


# -- what a change hits --------------------------------------------------------------------------------------


def effect_sentence(effect: CalendarEffect) -> str:
    """What is out or waiting on days that change, as it was counted."""
    return " ".join(_hit(effect)) or tr(
        "No loan falls due then, and no book is kept on the hold shelf until then."
    )


def saved_sentence(said: str, effect: CalendarEffect) -> str:
    """What was saved, with what it hit."""
    return " ".join((said, *_hit(effect)))


def _hit(effect: CalendarEffect) -> Iterator[str]:
    if effect.loans:
        yield counted(
            effect.loans,
            "{n} loan falls due on a day that closes: it keeps its due date.",
            "{n} loans fall due on days that close: they keep their due dates.",
        )
    if effect.holds:
        yield counted(
            effect.holds,
            "{n} book is kept on the hold shelf until a day that closes: that day stays.",
            "{n} books are kept on the hold shelf until days that close: those days stay.",
        )
    if effect.late:
        yield counted(
            effect.late,
            "{n} loan is late already: its rule says whether closed days cost.",
            "{n} loans are late already: their rules say whether closed days cost.",
        )


def is_hit(effect: CalendarEffect) -> bool:
    """Whether a change hits anything at all."""
    return any(True for _ in _hit(effect))


def lines(texts: Iterable[str]) -> str:
    """Sentences below each other, blank ones left out."""
    return "\n".join(filter(None, texts))
