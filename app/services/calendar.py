"""When the library is open: its week, holidays and other days, school terms; read and changed. Due dates follow it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlalchemy import Connection

from app.database import calendar as queries
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.calendar import OpeningCalendar, OpeningHours, Term
from app.domain.calendar_effects import CalendarEffect, Span, closed_then, last_changed, span_of_week
from app.domain.changes import Receipt
from app.domain.periods import (
    Period,
    checked_period,
    checked_term,
    checked_week,
    periods,
    plain_week,
    with_period,
)
from app.errors import Conflict, NotFound
from app.services.calendar_undo import state_of_days, state_of_term, state_of_week
from app.services.core import Core
from app.services.policies_undo import told


@dataclass(frozen=True, slots=True)
class CalendarSaved:
    """Which days or part of the calendar were changed, and what that hits."""

    what: str
    effect: CalendarEffect = field(default_factory=CalendarEffect)


@dataclass(frozen=True, slots=True)
class TermSaved:
    """What saving or removing a term gives back."""

    term_id: int


@dataclass(frozen=True, slots=True)
class DueThen:
    """How many loans that are out fall due on some days."""

    loans: int


class CalendarService:
    """The opening calendar of the actor's branch. Loans already made keep their due date, whatever is changed here."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def get(self, actor: Actor) -> OpeningCalendar:
        """The opening calendar of the actor's branch."""
        actor.require(Permission.CIRCULATE)
        with self._core.database.read() as connection:
            return queries.calendar(connection, actor.branch_id)

    # -- the week ----------------------------------------------------------------------------------------

    def set_week(
        self,
        actor: Actor,
        week: Mapping[int, tuple[str, str]],
        seen: Mapping[int, tuple[str, str]] | None = None,
        *,
        key: str | None = None,
    ) -> Receipt[CalendarSaved]:
        """Set the weekly opening hours: weekday (0 = Monday) to ("07:30", "17:00"); a missing day is closed.

        ``seen`` is the week as it was when the change was begun. Raises InvalidInput for hours that can't be, Conflict
        when the week is no longer as it was ``seen``.
        """
        actor.require(Permission.EDIT_POLICIES)
        wanted = checked_week(week)
        known = None if seen is None else checked_week(seen)

        def work(unit: Unit) -> CalendarSaved:
            told(unit)
            before = queries.calendar(unit.connection, actor.branch_id)
            if known is not None and before.week != known:
                raise _stale("Somebody else changed the opening hours meanwhile.")
            after = replace(before, week=wanted)
            queries.set_week(unit.connection, actor.branch_id, plain_week(wanted))
            what = "weekly opening hours"
            was, now = state_of_week(before.week), state_of_week(wanted)
            unit.audit("change", "opening_hours", actor.branch_id, what, before=was, after=now)
            span = span_of_week(unit.today)
            return CalendarSaved(what, _measured(unit.connection, actor, before, after, span, unit.today))

        return self._core.acts.perform(actor, "set_week", work, result=CalendarSaved, key=key)

    def foresee_week(self, actor: Actor, week: Mapping[int, tuple[str, str]]) -> CalendarEffect:
        """What setting these weekly hours would hit; nothing is written. Raises InvalidInput as ``set_week`` does."""
        actor.require(Permission.EDIT_POLICIES)
        wanted = checked_week(week)
        with self._core.database.read() as connection:
            before = queries.calendar(connection, actor.branch_id)
            today = before.local_day(self._core.clock.now())
            after = replace(before, week=wanted)
            return _measured(connection, actor, before, after, span_of_week(today), today)

    # -- days that differ from it --------------------------------------------------------------------------

    def set_days(
        self, actor: Actor, period: Period, replaces: Period | None = None, *, key: str | None = None
    ) -> Receipt[CalendarSaved]:
        """Close days one after another (a holiday, a typhoon), or give them other hours, instead of what was said of them.

        ``replaces`` is a period that this one takes the place of: its other days follow their week again. Over several
        days other hours leave closed weekdays closed. Raises InvalidInput for days, hours or a reason that can't be,
        Conflict when ``replaces`` is no longer as it was seen, Refused when no open day would be left.
        """
        actor.require(Permission.EDIT_POLICIES)
        wanted, known = checked_period(period), replaces and checked_period(replaces)

        def work(unit: Unit) -> CalendarSaved:
            told(unit)
            before = queries.calendar(unit.connection, actor.branch_id)
            if known is not None and known not in periods(before):
                raise _stale("Somebody else changed these days meanwhile.")
            after = with_period(before, wanted, known)
            return _change_days(unit, before, after, _touched(wanted, known), wanted.words())

        return self._core.acts.perform(actor, "set_days", work, result=CalendarSaved, key=key)

    def open_days(
        self, actor: Actor, first: date, last: date, *, key: str | None = None
    ) -> Receipt[CalendarSaved]:
        """Let days follow their week again, first and last included. Raises InvalidInput for days in the wrong order or too
        many."""
        actor.require(Permission.EDIT_POLICIES)
        gone = checked_period(Period(first, last, "-"))

        def work(unit: Unit) -> CalendarSaved:
            told(unit)
            before = queries.calendar(unit.connection, actor.branch_id)
            after = with_period(before, None, gone)
            return _change_days(unit, before, after, set(gone.each()), gone.words())

        return self._core.acts.perform(actor, "open_days", work, result=CalendarSaved, key=key)

    def close_day(
        self,
        actor: Actor,
        day: date,
        reason: str,
        hours: tuple[str, str] | None = None,
        *,
        key: str | None = None,
    ) -> Receipt[CalendarSaved]:
        """Close a day (a holiday, a typhoon), or give it other ``hours``. Loans already made keep their due date."""
        actor.require(Permission.EDIT_POLICIES)
        opening = None if hours is None else OpeningHours.parse(*hours)
        return self.set_days(actor, Period(day, day, reason, opening), key=key)

    def open_day(self, actor: Actor, day: date, *, key: str | None = None) -> Receipt[CalendarSaved]:
        """Let a day follow its week again."""
        return self.open_days(actor, day, day, key=key)

    def foresee_days(self, actor: Actor, period: Period, replaces: Period | None = None) -> CalendarEffect:
        """What ``set_days`` would hit; nothing is written. Raises InvalidInput as that does."""
        actor.require(Permission.EDIT_POLICIES)
        wanted, known = checked_period(period), replaces and checked_period(replaces)
        with self._core.database.read() as connection:
            before = queries.calendar(connection, actor.branch_id)
            after = with_period(before, wanted, known)
            today = before.local_day(self._core.clock.now())
            return _measured(connection, actor, before, after, _span(_touched(wanted, known)), today)

    def loans_due(self, actor: Actor, first: date, last: date) -> DueThen:
        """How many loans that are out fall due from one day to another, both included."""
        actor.require(Permission.CIRCULATE)
        with self._core.database.read() as connection:
            return DueThen(sum(queries.loans_due(connection, actor.branch_id, first, last).values()))

    # -- terms -------------------------------------------------------------------------------------------

    def add_term(self, actor: Actor, term: Term, *, key: str | None = None) -> Receipt[TermSaved]:
        """Add a school term, to the end of which term loans run.

        Raises InvalidInput for no name, days in the wrong order, and a day that lies in another term.
        """
        actor.require(Permission.EDIT_POLICIES)

        def work(unit: Unit) -> TermSaved:
            told(unit)
            terms = queries.calendar(unit.connection, actor.branch_id).terms
            checked = checked_term(replace(term, id=None), terms)
            term_id = queries.add_term(unit.connection, actor.branch_id, checked)
            unit.audit("add", "term", term_id, checked.name, after=state_of_term(checked))
            return TermSaved(term_id)

        return self._core.acts.perform(actor, "add_term", work, result=TermSaved, key=key)

    def change_term(
        self, actor: Actor, term_id: int, term: Term, seen: Term | None = None, *, key: str | None = None
    ) -> Receipt[TermSaved]:
        """Change a term's name and days. ``seen`` is the term as it was when the change was begun.

        Raises as ``add_term`` does, NotFound, and Conflict when it is no longer as it was ``seen``.
        """
        actor.require(Permission.EDIT_POLICIES)

        def work(unit: Unit) -> TermSaved:
            told(unit)
            terms = queries.calendar(unit.connection, actor.branch_id).terms
            before = _stored(terms, term_id)
            if seen is not None and replace(seen, id=term_id) != before:
                raise _stale("Somebody else changed this term meanwhile.")
            after = checked_term(replace(term, id=term_id), terms)
            queries.change_term(unit.connection, after)
            was, now = state_of_term(before), state_of_term(after)
            unit.audit("change", "term", term_id, after.name, before=was, after=now)
            return TermSaved(term_id)

        return self._core.acts.perform(actor, "change_term", work, result=TermSaved, key=key)

    def remove_term(self, actor: Actor, term_id: int, *, key: str | None = None) -> Receipt[TermSaved]:
        """Remove a term. Raises NotFound."""
        actor.require(Permission.EDIT_POLICIES)

        def work(unit: Unit) -> TermSaved:
            told(unit)
            before = _stored(queries.calendar(unit.connection, actor.branch_id).terms, term_id)
            queries.remove_term(unit.connection, term_id)
            unit.audit("delete", "term", term_id, before.name, before=state_of_term(before))
            return TermSaved(term_id)

        return self._core.acts.perform(actor, "remove_term", work, result=TermSaved, key=key)


def _change_days(
    unit: Unit, before: OpeningCalendar, after: OpeningCalendar, touched: Collection[date], what: str
) -> CalendarSaved:
    after.next_open_day(unit.today)  # refused without one: no loan could end
    branch = unit.actor.branch_id
    queries.follow_week(unit.connection, branch, touched)
    said = [after.exceptions[day] for day in sorted(touched) if day in after.exceptions]
    queries.set_days(unit.connection, branch, said)
    was, now = state_of_days(before, touched), state_of_days(after, touched)
    unit.audit("change", "calendar", branch, what, before=was, after=now)
    effect = _measured(unit.connection, unit.actor, before, after, _span(touched), unit.today)
    return CalendarSaved(what, effect)


def _touched(wanted: Period, known: Period | None) -> set[date]:
    return {*wanted.each(), *(() if known is None else known.each())}


def _span(touched: Collection[date]) -> Span:
    return Span(min(touched), max(touched))


def _measured(
    connection: Connection,
    actor: Actor,
    before: OpeningCalendar,
    after: OpeningCalendar,
    span: Span,
    today: date,
) -> CalendarEffect:
    loans = queries.loans_due(connection, actor.branch_id, span.first, span.last)
    holds = queries.holds_waiting(connection, actor.branch_id, span.first, span.last)
    changed = last_changed(before, after, span, today)
    late = 0 if changed is None else queries.loans_late(connection, actor.branch_id, changed)
    return CalendarEffect(closed_then(before, after, loans), late, closed_then(before, after, holds))


def _stored(terms: Collection[Term], term_id: int) -> Term:
    found = next((one for one in terms if one.id == term_id), None)
    if found is None:
        raise NotFound("This term does not exist.", details={"term_id": term_id})
    return found


def _stale(message: str) -> Conflict:
    return Conflict(message, hint="Look at it again.", code="stale")
