"""The opening calendar: the week, days that differ from it, school terms."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from msgspec import Struct

from app.bootstrap import App
from app.domain.actors import Actor, Permission
from app.domain.calendar import DayException, OpeningCalendar, OpeningHours, Term
from app.domain.calendar_effects import CalendarEffect
from app.domain.changes import Receipt
from app.domain.periods import Period, periods
from app.server.route import Noun, Route
from app.services.calendar import CalendarService, TermSaved

_LEND, _EDIT = Permission.CIRCULATE, Permission.EDIT_POLICIES


class Calendar(Struct, frozen=True):
    """When the library is open: ``week`` has seven entries, Monday first, null meaning closed. ``exceptions`` are single
    days that differ from it, ``periods`` the same as they were entered."""

    zone: str
    week: tuple[OpeningHours | None, ...]
    exceptions: tuple[DayException, ...]
    periods: tuple[Period, ...]
    terms: tuple[Term, ...]


def calendar(app: App, actor: Actor) -> Calendar:
    """When the library of one's branch is open."""
    return shown(app.calendar.get(actor))


def shown(found: OpeningCalendar) -> Calendar:
    """A calendar as it is sent."""
    days = tuple(found.exceptions[day] for day in sorted(found.exceptions))
    return Calendar(found.zone.key, tuple(found.week), days, periods(found), tuple(found.terms))


def foresee_week(app: App, actor: Actor, week: Mapping[int, tuple[str, str]]) -> CalendarEffect:
    """What setting these weekly hours would hit; nothing is written."""
    return app.calendar.foresee_week(actor, week)


def foresee_days(app: App, actor: Actor, period: Period, replaces: Period | None = None) -> CalendarEffect:
    """What closing these days, or giving them other hours, would hit; nothing is written."""
    return app.calendar.foresee_days(actor, period, replaces)


def add_term(
    app: App, actor: Actor, name: str, starts_on: date, ends_on: date, key: str | None = None
) -> Receipt[TermSaved]:
    """Add a school term, to the end of which term loans run. A day lies in one term at most."""
    return app.calendar.add_term(actor, Term(name, starts_on, ends_on), key=key)


def change_term(
    app: App,
    actor: Actor,
    term_id: int,
    name: str,
    starts_on: date,
    ends_on: date,
    seen: Term | None = None,
    key: str | None = None,
) -> Receipt[TermSaved]:
    """Change a term's name and days; with ``seen``, the term as it was read, only if it is still so. Loans that run to its
    end keep their due date."""
    return app.calendar.change_term(actor, term_id, Term(name, starts_on, ends_on), seen, key=key)


_WEEK = {str(day): ["07:30", "17:00"] for day in range(5)}
_BREAK = {"first": "2026-12-21", "last": "2027-01-03", "reason": "Christmas break"}
_TERM = {"name": "First semester 2026", "starts_on": "2026-06-08", "ends_on": "2026-10-30"}
_DAYS, _DAY, _ONE_TERM = "/api/calendar/days", "/api/calendar/days/{day}", "/api/calendar/terms/{term_id}"

NOUN = Noun("Calendar", "When the library is open: the week, holidays and other days, school terms.")
ROUTES = (
    Route("GET", "/api/calendar", calendar, _LEND, "When the library is open", covers=("calendar.get",)),
    Route(
        "GET",
        "/api/calendar/due",
        CalendarService.loans_due,
        _LEND,
        "How many loans fall due then?",
        {"first": "2026-12-21", "last": "2027-01-03"},
    ),
    Route(
        "PUT",
        "/api/calendar/week",
        CalendarService.set_week,
        _EDIT,
        "Set the weekly hours",
        {"week": _WEEK},
        problems=(412,),
    ),
    Route(
        "POST",
        "/api/calendar/week/effect",
        foresee_week,
        _EDIT,
        "What would other weekly hours hit?",
        {"week": _WEEK},
        covers=("calendar.foresee_week",),
    ),
    Route(
        "PUT",
        _DAYS,
        CalendarService.set_days,
        _EDIT,
        "Close days or give them other hours",
        _BREAK,
        problems=(412,),
    ),
    Route(
        "DELETE",
        _DAYS,
        CalendarService.open_days,
        _EDIT,
        "Let days follow their week again",
        {"first": "2026-12-21", "last": "2027-01-03"},
    ),
    Route(
        "POST",
        f"{_DAYS}/effect",
        foresee_days,
        _EDIT,
        "What would closing days hit?",
        _BREAK,
        covers=("calendar.foresee_days",),
    ),
    Route(
        "PUT",
        _DAY,
        CalendarService.close_day,
        _EDIT,
        "Close a day or give it other hours",
        {"reason": "Typhoon"},
    ),
    Route("DELETE", _DAY, CalendarService.open_day, _EDIT, "Let a day follow its week again"),
    Route(
        "POST",
        "/api/calendar/terms",
        add_term,
        _EDIT,
        "Add a school term",
        _TERM,
        201,
        covers=("calendar.add_term",),
    ),
    Route(
        "PUT",
        _ONE_TERM,
        change_term,
        _EDIT,
        "Change a school term",
        _TERM,
        covers=("calendar.change_term",),
        problems=(412,),
    ),
    Route("DELETE", _ONE_TERM, CalendarService.remove_term, _EDIT, "Remove a school term"),
)
