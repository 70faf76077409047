"""The opening calendar in the audit trail, and taking back what was done to it while nothing newer stands on it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Any

import msgspec

from app.database import calendar as queries
from app.database.acts import ActRow, AuditRow
from app.database.unit import Unit
from app.domain.calendar import ONE_DAY, DayException, OpeningCalendar, OpeningHours, Term
from app.domain.periods import Period, Week, checked_term, plain_week
from app.domain.words import WEEKDAYS
from app.errors import Refused
from app.services.policies_undo import told
from app.services.undo_edits import entries_of, newer_act

State = dict[str, Any]
_CLOSED = "closed"


def undo_handlers() -> dict[str, Callable[[Unit, ActRow], None]]:
    """The kinds of act on the calendar that can be undone."""
    days = dict.fromkeys(("set_days", "open_days"), _undo_days)
    terms = dict.fromkeys(("add_term", "change_term", "remove_term"), _undo_term)
    return {"set_week": _undo_week, **days, **terms}


# --- as the audit keeps it ------------------------------------------------------------------------------------


def state_of_week(week: Week) -> State:
    """The week as the audit keeps it: ``{"monday": "07:30-17:00", "sunday": "closed"}``."""
    return {name.lower(): _hours_text(hours) for name, hours in zip(WEEKDAYS, week, strict=True)}


def state_of_days(calendar: OpeningCalendar, days: Collection[date]) -> State:
    """What was said of days, as the audit keeps it: ``{"2026-12-21/2027-01-03": "closed: Christmas"}``; those alike that
    follow each other stand together, those that follow their week are missing."""
    state: State = {}
    for first, last in _runs(calendar.exceptions, sorted(calendar.exceptions.keys() & set(days))):
        one = calendar.exceptions[first]
        name = first.isoformat() if first == last else f"{first.isoformat()}/{last.isoformat()}"
        state[name] = f"{_hours_text(one.hours)}: {one.reason}"
    return state


def state_of_term(term: Term) -> State:
    """A term as the audit keeps it."""
    return {"name": term.name, "starts_on": term.starts_on, "ends_on": term.ends_on}


def _runs(said: Mapping[date, DayException], days: list[date]) -> Iterator[tuple[date, date]]:
    """First and last of days that follow each other and are alike."""
    first = days[0] if days else None
    for one, two in pairwise([*days, None]):
        if first is None or one is None:
            return
        alike = two is not None and (said[one].hours, said[one].reason) == (said[two].hours, said[two].reason)
        if two is None or two != one + ONE_DAY or not alike:
            yield first, one
            first = two


def _hours_text(hours: OpeningHours | None) -> str:
    return _CLOSED if hours is None else f"{hours.opens:%H:%M}-{hours.closes:%H:%M}"


def _hours_of(text: str) -> OpeningHours | None:
    return None if text == _CLOSED else OpeningHours.parse(*text.split("-"))


def _days_of(state: State) -> dict[date, DayException]:
    found: dict[date, DayException] = {}
    for name, text in state.items():
        first, _, last = name.partition("/")
        hours, _, reason = text.partition(": ")
        period = Period(
            date.fromisoformat(first), date.fromisoformat(last or first), reason, _hours_of(hours)
        )
        found |= {day: DayException(day, period.hours, reason) for day in period.each()}
    return found


def _states(entry: AuditRow) -> tuple[State, State]:
    """What an entry kept of before and after. Raises Refused for one of a program that did not keep what was before."""
    if entry.state_before is None or entry.state_after is None:
        raise Refused("This can't be undone.", hint="Make a new entry that corrects it.", code="not_undoable")
    before: State = msgspec.json.decode(entry.state_before)
    after: State = msgspec.json.decode(entry.state_after)
    return before, after


# --- undoing --------------------------------------------------------------------------------------------------


def _undo_week(unit: Unit, act: ActRow) -> None:
    told(unit)
    (entry,) = entries_of(unit, act.id, "opening_hours")
    before, after = _states(entry)
    if state_of_week(queries.calendar(unit.connection, act.branch_id).week) != after:
        raise newer_act(unit, entry)
    week = tuple(_hours_of(before[name.lower()]) for name in WEEKDAYS)
    queries.set_week(unit.connection, act.branch_id, plain_week(week))
    unit.audit("undo", entry.entity, entry.entity_id, entry.label, before=after, after=before)


def _undo_days(unit: Unit, act: ActRow) -> None:
    told(unit)
    (entry,) = entries_of(unit, act.id, "calendar")
    before, after = _states(entry)
    then, now = _days_of(before), _days_of(after)
    touched = then.keys() | now.keys()
    stored = queries.calendar(unit.connection, act.branch_id).exceptions
    if {day: stored[day] for day in touched if day in stored} != now:
        raise newer_act(unit, entry)
    queries.follow_week(unit.connection, act.branch_id, touched)
    queries.set_days(unit.connection, act.branch_id, then.values())
    unit.audit("undo", entry.entity, entry.entity_id, entry.label, before=after, after=before)


def _undo_term(unit: Unit, act: ActRow) -> None:
    told(unit)
    (entry,) = entries_of(unit, act.id, "term")
    assert entry.entity_id is not None
    before, after = (_term(entry.entity_id, text) for text in (entry.state_before, entry.state_after))
    terms = queries.calendar(unit.connection, act.branch_id).terms
    if next((one for one in terms if one.id == entry.entity_id), None) != after:
        raise newer_act(unit, entry)
    if before is None:
        queries.remove_term(unit.connection, entry.entity_id)
    elif after is None:
        queries.add_term(unit.connection, act.branch_id, checked_term(before, terms))
    else:
        queries.change_term(unit.connection, checked_term(before, terms))
    unit.audit(
        "undo",
        entry.entity,
        entry.entity_id,
        entry.label,
        before=after and state_of_term(after),
        after=before and state_of_term(before),
    )


def _term(term_id: int, text: str | None) -> Term | None:
    if text is None:
        return None
    state: State = msgspec.json.decode(text)
    starts, ends = (date.fromisoformat(state[name]) for name in ("starts_on", "ends_on"))
    return Term(state["name"], starts, ends, term_id)
