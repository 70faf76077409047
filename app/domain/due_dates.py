"""When a loan is due, and by which steps that came about.

Loans counted in days are due at the end of a local day (or at closing time), hour loans at an instant,
overnight loans some minutes after the next opening. A fixed date, the end of the membership and high
demand are applied afterwards and literally, in this order, so they may fall on a closed day. A date that
is not later than now is never given out: the answer is then `NoDue`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeAlias

from app.domain.calendar import OpeningCalendar
from app.domain.policies import PolicyValues
from app.domain.policy_values import ClosedHourMode, ClosedMode, HardDue, LoanUnit
from app.domain.words import count_words, day_words, moment_words
from app.errors import Refused

NO_VALID_DUE = "NO_VALID_DUE"
ONE_WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Step:
    """One step towards a due date: a stable code, a sentence, and the date as it was afterwards."""

    code: str
    text: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class DueDate:
    """When a loan is due: ``due_at`` in UTC, ``due_on`` its local day, and how it came about."""

    due_at: datetime
    due_on: date
    trace: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class NoDue:
    """No due date later than now can be found; ``message`` says why."""

    message: str
    trace: tuple[Step, ...] = ()
    code: str = NO_VALID_DUE


DueAnswer: TypeAlias = DueDate | NoDue


@dataclass(frozen=True, slots=True)
class DueFacts:
    """What a due date depends on.

    ``base`` is the instant counted from (None = ``now``; the old due date of some renewals); ``length``
    replaces the policy's loan length (renewals); ``waiting`` is the number of open holds on the title;
    ``patron_expires`` the last day of the membership.
    """

    values: PolicyValues
    calendar: OpeningCalendar
    now: datetime
    patron_expires: date | None = None
    waiting: int = 0
    base: datetime | None = None
    length: int | None = None

    @property
    def start(self) -> datetime:
        """The instant the loan is counted from."""
        return self.base or self.now

    @property
    def loan_length(self) -> int:
        """The length of the loan in its unit."""
        return self.values.loan_len if self.length is None else self.length


class _CannotBe(Exception):
    """The rule gives no date at all; the text says why."""


def due_date(facts: DueFacts) -> DueAnswer:
    """Return when a loan is due, or why there is no such date. Never a date at or before ``facts.now``."""
    trace: list[Step] = []
    try:
        due = _limited(facts, _counted(facts, trace), trace)
    except _CannotBe as reason:
        return NoDue(str(reason))
    except Refused as refusal:
        return NoDue(refusal.message)
    except OverflowError:
        return NoDue("The loan would end after the last day of the calendar.", tuple(trace))
    today = facts.calendar.local_day(facts.now)
    if due <= facts.now:
        when = moment_words(due, facts.calendar.zone, today)
        return NoDue(f"The loan would already be due on {when}.", tuple(trace))
    return DueDate(due, facts.calendar.local_day(due), tuple(trace))


def chosen_due(facts: DueFacts, due_at: datetime) -> DueAnswer:
    """Return a due date set by hand, or `NoDue` when it is not later than now."""
    words = moment_words(due_at, facts.calendar.zone, facts.calendar.local_day(facts.now))
    step = Step("chosen", f"Set by hand to {words}.", due_at)
    if due_at <= facts.now:
        return NoDue(f"The due date set by hand, {words}, is not in the future.", (step,))
    return DueDate(due_at, facts.calendar.local_day(due_at), (step,))


def _counted(facts: DueFacts, trace: list[Step]) -> datetime:
    unit = facts.values.len_unit
    if unit is LoanUnit.HOUR:
        return _hours(facts, trace)
    if unit is LoanUnit.UNTIL_CLOSE:
        return _until_close(facts, trace)
    if unit is LoanUnit.OVERNIGHT:
        return _overnight(facts, trace)
    if unit is LoanUnit.TERM:
        return _term(facts, trace)
    return _days(facts, facts.loan_length, trace)


def _days(facts: DueFacts, length: int, trace: list[Step]) -> datetime:
    start = facts.calendar.local_day(facts.start)
    if facts.values.closed_mode is ClosedMode.SKIP_CLOSED_DAYS:
        day = facts.calendar.add_open_days(start, length)
        return _note(facts, trace, "length", count_words(length, "open day"), _end(facts, day))
    due = _note(
        facts, trace, "length", count_words(length, "day"), _end(facts, start + timedelta(days=length))
    )
    return _off_closed_day(facts, start + timedelta(days=length), due, trace)


def _term(facts: DueFacts, trace: list[Step]) -> datetime:
    today = facts.calendar.local_day(facts.start)
    term = facts.calendar.term_on(today)
    if term is None:
        raise _CannotBe(f"{day_words(today)} is in no term, and the loan lasts until the end of the term.")
    due = _note(facts, trace, "term", f"end of {term.name}", _end(facts, term.ends_on))
    return _off_closed_day(facts, term.ends_on, due, trace)


def _off_closed_day(facts: DueFacts, day: date, due: datetime, trace: list[Step]) -> datetime:
    mode, calendar = facts.values.closed_mode, facts.calendar
    if mode is ClosedMode.KEEP or calendar.is_open_day(day):
        return due
    why = f"{day_words(day)} is closed"
    if calendar.reason(day):
        why += f" ({calendar.reason(day)})"
    if mode is ClosedMode.PREVIOUS_OPEN_DAY:
        return _note(
            facts,
            trace,
            "closed",
            f"{why}, the open day before",
            _end(facts, calendar.previous_open_day(day)),
        )
    if mode is ClosedMode.SAME_WEEKDAY:
        later = _same_weekday(calendar, day)
        if later is not None:
            return _note(facts, trace, "closed", f"{why}, the same weekday later", _end(facts, later))
    return _note(
        facts, trace, "closed", f"{why}, the next open day", _end(facts, calendar.next_open_day(day))
    )


def _same_weekday(calendar: OpeningCalendar, day: date) -> date | None:
    # A weekday on which the library never opens would be searched for ever: a year is enough.
    candidates = (day + ONE_WEEK * n for n in range(1, 54))
    return next((later for later in candidates if calendar.is_open_day(later)), None)


def _hours(facts: DueFacts, trace: list[Step]) -> datetime:
    calendar, mode = facts.calendar, facts.values.closed_mode_short
    due = facts.start + timedelta(hours=facts.loan_length)
    _note(facts, trace, "length", count_words(facts.loan_length, "hour"), due)
    if mode is ClosedHourMode.TODAYS_CLOSE:
        close = calendar.closes_at(calendar.local_day(facts.start))
        if close is not None and due > close:
            return _note(facts, trace, "closed", "closing time of the day", close)
    if mode is ClosedHourMode.KEEP or calendar.is_open(due):
        return due
    if mode is ClosedHourMode.START_OF_NEXT_OPEN:
        return _note(facts, trace, "closed", "closed then, the next opening", calendar.opening_after(due))
    return _note(facts, trace, "closed", "closed then, the closing before", calendar.closing_before(due))


def _until_close(facts: DueFacts, trace: list[Step]) -> datetime:
    today = facts.calendar.local_day(facts.start)
    close = facts.calendar.closes_at(today)
    if close is None:
        raise _CannotBe(
            f"The library is closed on {day_words(today)}, and the loan lasts until closing time."
        )
    return _note(facts, trace, "length", "closing time", close)


def _overnight(facts: DueFacts, trace: list[Step]) -> datetime:
    calendar = facts.calendar
    day = calendar.next_open_day(calendar.local_day(facts.start))
    opens, closes = calendar.opens_at(day), calendar.closes_at(day)
    assert opens is not None
    assert closes is not None
    minutes = facts.values.overnight_grace_minutes
    due = min(opens + timedelta(minutes=minutes), closes)
    return _note(facts, trace, "length", f"overnight, {count_words(minutes, 'minute')} after opening", due)


def _limited(facts: DueFacts, due: datetime, trace: list[Step]) -> datetime:
    values, calendar = facts.values, facts.calendar
    if values.hard_due_date is not None:
        hard = _end(facts, values.hard_due_date)
        pick = {HardDue.BEFORE: min(due, hard), HardDue.AFTER: max(due, hard), HardDue.EXACT: hard}
        if pick[values.hard_due_compare] != due:
            due = _note(facts, trace, "hard", "the fixed due date", hard)
    if values.high_demand_holds is not None and facts.waiting >= values.high_demand_holds:
        people = count_words(facts.waiting, "person waits", "people wait")
        due = _earlier(facts, trace, "demand", f"{people} for it", due, _shortened(facts))
    if values.return_before_expiry and facts.patron_expires is not None:
        last = calendar.end_of_day(facts.patron_expires)
        due = _earlier(facts, trace, "expiry", "the membership ends", due, last)
    return due


def _shortened(facts: DueFacts) -> datetime:
    # A title wanted by many comes back soon whatever it is counted in, and not on a closed day.
    return _days(facts, facts.values.high_demand_days, [])


def _earlier(
    facts: DueFacts, trace: list[Step], code: str, why: str, due: datetime, limit: datetime
) -> datetime:
    return _note(facts, trace, code, why, limit) if limit < due else due


def _end(facts: DueFacts, day: date) -> datetime:
    close = facts.calendar.closes_at(day) if facts.values.due_at_close else None
    return close or facts.calendar.end_of_day(day)


def _note(facts: DueFacts, trace: list[Step], code: str, why: str, due: datetime) -> datetime:
    words = moment_words(due, facts.calendar.zone, facts.calendar.local_day(facts.now))
    trace.append(Step(code, f"{why[0].upper()}{why[1:]}: {words}.", due))
    return due
