"""The opening calendar is changed by who may, told beforehand what that hits, and each act is undone by one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from app.bootstrap import App
from app.database.tables import audit_logs, loans
from app.domain.actors import Actor
from app.domain.calendar import OpeningHours, Term
from app.domain.calendar_effects import CalendarEffect
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import StudentDraft
from app.domain.periods import Period, periods, plain_week
from app.errors import Conflict, Denied, InvalidInput, NotFound, Refused
from app.services.acts import new_key
from app.services.undo import Undone

DAY = timedelta(days=1)
BREAK = Period(date(2027, 12, 20), date(2028, 1, 2), "Christmas break")
TERM = Term("First semester", date(2027, 6, 7), date(2027, 10, 29))


def lend(app: App, actor: Actor, number: str) -> date:
    """Lend a new copy to a new patron, and return the day it is due."""
    patron = app.students.add(actor, StudentDraft("Cruz", number, grade="7")).value.student_id
    app.catalog.add_title(actor, TitleDraft(f"Title {number}"), [BookDraft(number, item_type="FICTION")])
    app.circulation.check_out(actor, patron, number)
    with app.core.database.read() as connection:
        return connection.execute(select(loans.c.due_on).order_by(loans.c.id.desc()).limit(1)).scalar_one()


def audit(app: App, entity: str) -> list[tuple[str, str | None, str | None]]:
    """What the audit says of a kind of record: action, before and after."""
    query = select(audit_logs).where(audit_logs.c.entity == entity).order_by(audit_logs.c.id)
    with app.core.database.read() as connection:
        return [(row.action, row.state_before, row.state_after) for row in connection.execute(query)]


def test_a_holiday_is_one_act_with_one_entry_and_is_undone_whole(app: App, head: Actor) -> None:
    key = new_key()
    closed = app.calendar.set_days(head, BREAK, key=key)
    assert app.calendar.set_days(head, BREAK, key=key).replayed
    assert periods(app.calendar.get(head)) == (BREAK,)
    assert closed.undoable
    assert audit(app, "calendar") == [("change", "{}", '{"2027-12-20/2028-01-02":"closed: Christmas break"}')]
    assert app.undo.undo(head, closed.act_id).value == Undone(closed.act_id, "set_days")
    assert periods(app.calendar.get(head)) == ()
    assert audit(app, "calendar")[-1][0] == "undo"


def test_a_holiday_is_moved_and_undone_with_what_it_lay_on(app: App, head: Actor) -> None:
    exam = app.calendar.close_day(head, date(2028, 1, 4), "Exam", ("8:00", "12:00"))
    app.calendar.set_days(head, BREAK)
    before = periods(app.calendar.get(head))
    longer = replace(BREAK, first=BREAK.first + DAY, last=date(2028, 1, 5), reason="Christmas")
    moved = app.calendar.set_days(head, longer, BREAK)
    assert periods(app.calendar.get(head)) == (longer,)
    with pytest.raises(Refused) as newer:
        app.undo.undo(head, exam.act_id)
    assert newer.value.code == "newer_act"
    app.undo.undo(head, moved.act_id)
    assert periods(app.calendar.get(head)) == before
    app.undo.undo(head, exam.act_id)
    assert periods(app.calendar.get(head)) == (BREAK,)


def test_who_saw_other_days_is_told_and_nothing_is_overwritten(app: App, head: Actor) -> None:
    app.calendar.set_days(head, BREAK)
    app.calendar.set_days(head, replace(BREAK, last=BREAK.last - DAY), BREAK)
    with pytest.raises(Conflict) as stale:
        app.calendar.set_days(head, replace(BREAK, reason="Holidays"), BREAK)
    assert stale.value.code == "stale"
    assert [one.reason for one in periods(app.calendar.get(head))] == ["Christmas break"]


def test_days_follow_their_week_again_and_closed_once_more_by_undo(app: App, head: Actor) -> None:
    app.calendar.set_days(head, BREAK)
    opened = app.calendar.open_days(head, BREAK.first, BREAK.last)
    assert periods(app.calendar.get(head)) == ()
    app.undo.undo(head, opened.act_id)
    assert periods(app.calendar.get(head)) == (BREAK,)
    app.calendar.open_day(head, BREAK.first)
    assert periods(app.calendar.get(head))[0].first == BREAK.first + DAY


def test_what_closing_hits_is_counted_before_and_when_it_is_done_and_loans_keep_their_date(
    app: App, head: Actor
) -> None:
    due = lend(app, head, "F1")
    assert lend(app, head, "F2") == due
    holiday = Period(due, due + DAY, "Typhoon")
    assert app.calendar.foresee_days(head, holiday) == CalendarEffect(loans=2)
    assert app.calendar.loans_due(head, due - DAY, due).loans == 2
    assert app.calendar.foresee_days(head, replace(holiday, hours=OpeningHours(time(8), time(9)))) == (
        CalendarEffect()
    )
    assert app.calendar.set_days(head, holiday).value.effect == CalendarEffect(loans=2)
    assert app.calendar.foresee_days(head, holiday) == CalendarEffect(), "closed already"
    with app.core.database.read() as connection:
        assert set(connection.execute(select(loans.c.due_on)).scalars()) == {due}
    assert lend(app, head, "F3") > due + DAY


def test_late_loans_are_counted_where_a_day_of_the_past_is_closed(app: App, head: Actor) -> None:
    lend(app, head, "F1")
    today = app.calendar.get(head).local_day(app.core.clock.now())
    past = next(
        day for day in (today - DAY * n for n in range(1, 8)) if app.calendar.get(head).is_open_day(day)
    )
    assert app.calendar.foresee_days(head, Period(past, past, "Typhoon")).late == 0
    with app.core.database.engine.begin() as connection:
        long_ago = {"due_at": app.core.clock.now() - DAY * 19, "due_on": past - DAY * 10}
        connection.execute(loans.update().values(checked_out_at=long_ago["due_at"] - DAY, **long_ago))
    assert app.calendar.foresee_days(head, Period(past, past, "Typhoon")).late == 1


def test_the_week_is_set_as_one_and_undone_as_one(app: App, head: Actor) -> None:
    before = app.calendar.get(head).week
    seen = plain_week(before)
    shorter = {day: hours for day, hours in seen.items() if day != 4} | {5: ("8:00", "12:00")}
    due = lend(app, head, "F1")
    hit = app.calendar.foresee_week(head, {day: hours for day, hours in seen.items() if day != due.weekday()})
    assert hit.loans == 1
    saved = app.calendar.set_week(head, shorter, seen)
    assert plain_week(app.calendar.get(head).week) == shorter | {5: ("08:00", "12:00")}
    with pytest.raises(Conflict) as stale:
        app.calendar.set_week(head, seen, seen)
    assert stale.value.code == "stale"
    ((_, was, now),) = audit(app, "opening_hours")
    assert was is not None and '"saturday":"closed"' in was
    assert now is not None and '"saturday":"08:00-12:00"' in now
    app.undo.undo(head, saved.act_id)
    assert app.calendar.get(head).week == before


def test_a_term_is_added_changed_removed_and_each_step_is_undone(app: App, head: Actor) -> None:
    added = app.calendar.add_term(head, TERM)
    stored = replace(TERM, id=added.value.term_id)
    assert app.calendar.get(head).terms == (stored,)
    longer = replace(stored, ends_on=date(2027, 11, 5))
    changed = app.calendar.change_term(head, added.value.term_id, longer, seen=TERM)
    with pytest.raises(Conflict):
        app.calendar.change_term(head, added.value.term_id, TERM, seen=TERM)
    with pytest.raises(Refused) as newer:
        app.undo.undo(head, added.act_id)
    assert newer.value.code == "newer_act"
    removed = app.calendar.remove_term(head, added.value.term_id)
    assert app.calendar.get(head).terms == ()
    for act, terms in ((removed, (longer,)), (changed, (stored,)), (added, ())):
        app.undo.undo(head, act.act_id)
        assert app.calendar.get(head).terms == terms


def test_a_term_beside_another_is_refused_also_when_it_comes_back(app: App, head: Actor) -> None:
    added = app.calendar.add_term(head, TERM).value
    with pytest.raises(InvalidInput, match="“First semester” already runs") as overlap:
        app.calendar.add_term(head, Term("Summer", date(2027, 10, 29), date(2027, 12, 1)))
    assert overlap.value.details["field"] == "starts_on"
    removed = app.calendar.remove_term(head, added.term_id)
    app.calendar.add_term(head, Term("Whole year", TERM.starts_on, TERM.ends_on))
    with pytest.raises(InvalidInput, match="“Whole year”"):
        app.undo.undo(head, removed.act_id)


def test_terms_that_are_not_there_and_days_without_end_are_refused(app: App, head: Actor) -> None:
    for missing in (
        lambda: app.calendar.change_term(head, 9_999, TERM),
        lambda: app.calendar.remove_term(head, 9_999),
    ):
        with pytest.raises(NotFound):
            missing()
    today = app.calendar.get(head).local_day(app.core.clock.now())
    year = Period(today, today + DAY * 365, "Works")
    app.calendar.set_days(head, year)
    with pytest.raises(Refused) as never:
        app.calendar.set_days(head, replace(year, first=year.last + DAY, last=year.last + DAY * 366))
    assert never.value.code == "no_open_day"


def test_a_librarian_looks_and_changes_nothing(app: App, head: Actor, librarian: Actor) -> None:
    term = app.calendar.add_term(head, TERM).value.term_id
    assert app.calendar.get(librarian) == app.calendar.get(head)
    week = plain_week(app.calendar.get(librarian).week)
    forbidden: tuple[Callable[[], object], ...] = (
        lambda: app.calendar.set_week(librarian, week),
        lambda: app.calendar.foresee_week(librarian, week),
        lambda: app.calendar.set_days(librarian, BREAK),
        lambda: app.calendar.foresee_days(librarian, BREAK),
        lambda: app.calendar.open_days(librarian, BREAK.first, BREAK.last),
        lambda: app.calendar.close_day(librarian, BREAK.first, "Fair", ("noon", "late")),
        lambda: app.calendar.open_day(librarian, BREAK.first),
        lambda: app.calendar.add_term(librarian, TERM),
        lambda: app.calendar.change_term(librarian, term, TERM),
        lambda: app.calendar.remove_term(librarian, term),
    )
    for each in forbidden:
        with pytest.raises(Denied):
            each()
