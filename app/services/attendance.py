"""Attendance: visits in and out by card, who is in now, and how the day went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from app.database import attendance as queries
from app.database.library_values import read_value, write_value
from app.database.unit import Unit
from app.domain.actors import Actor, Permission
from app.domain.attendance import (
    DEFAULT_PURPOSES,
    ClosedVisits,
    Direction,
    Occupancy,
    VisitDone,
    VisitEnd,
    VisitQuery,
    VisitRow,
    VisitStats,
    check_purpose_names,
    check_purposes,
)
from app.domain.changes import Changed, Receipt
from app.domain.equipment import SessionEnd
from app.domain.member_rules import check_reason
from app.domain.members import Patron
from app.domain.paging import Count, Page, Window
from app.errors import InvalidInput, Refused
from app.services.attendance_undo import Handler, undo_handlers
from app.services.attendance_writes import (
    PURPOSES,
    begin,
    check_entry,
    done,
    end_devices,
    finish,
    instant_columns,
    is_repeat,
    note,
    purposes,
    refuse_out_of_order,
    visit_by_id,
    write,
)
from app.services.core import Core, may_lag
from app.services.student_writes import holder_of, patron_by_id
from app.services.undo_edits import stale

FIRST_PURPOSE = ("LIBRARY",)


class AttendanceService:
    """Visits. One open visit a patron, whatever two doors scan at once; a scan read twice counts once."""

    def __init__(self, core: Core) -> None:
        self._core = core

    # At the door

    def scan(
        self,
        actor: Actor,
        card: str,
        wanted: Sequence[str] = FIRST_PURPOSE,
        *,
        occurred_at: datetime | None = None,
        key: str | None = None,
    ) -> Receipt[VisitDone]:
        """Let the holder of ``card`` in, or out when they are in.

        The same card at the same workstation within 3 seconds changes nothing and gives the same visit again.
        Raises NotFound for an unknown card, Refused with the reason for a lost one or a blocked patron.
        """
        actor.require(Permission.ATTENDANCE)

        def work(unit: Unit) -> VisitDone:
            return self._toggle(unit, self._holder(unit, card), wanted)

        return self._core.acts.perform(
            actor, "visit_scan", work, result=VisitDone, key=key, occurred_at=occurred_at
        )

    def enter(
        self, actor: Actor, student_id: int, wanted: Sequence[str] = FIRST_PURPOSE, *, key: str | None = None
    ) -> Receipt[VisitDone]:
        """Let a patron in who was looked up by name. Raises Refused when they are in already."""
        actor.require(Permission.ATTENDANCE)
        actor.require(Permission.VIEW_PATRONS)

        def work(unit: Unit) -> VisitDone:
            patron = patron_by_id(unit, student_id)
            open_row = queries.open_visit(unit.connection, student_id)
            if open_row is not None:
                raise Refused(
                    f"{patron.name} is in since {open_row.in_at.astimezone(unit.zone):%H:%M}.",
                    code="already_in",
                    details={"visit_id": open_row.id},
                )
            check_entry(unit, patron)
            return begin(unit, patron, check_purposes(wanted, purposes(unit)))

        return self._core.acts.perform(actor, "visit_in", work, result=VisitDone, key=key)

    def leave(
        self, actor: Actor, student_id: int, *, end_sessions: bool = False, key: str | None = None
    ) -> Receipt[VisitDone]:
        """Let a patron out who was looked up by name; ``end_sessions`` also takes their equipment back.

        Without it the answer names the equipment they still have. Raises Refused when they are not in.
        """
        actor.require(Permission.ATTENDANCE)
        actor.require(Permission.VIEW_PATRONS)

        def work(unit: Unit) -> VisitDone:
            patron = patron_by_id(unit, student_id, deleted=True)
            if end_sessions:
                actor.require(Permission.EQUIPMENT)
                end_devices(unit, patron, SessionEnd.VISIT_ENDED)
            open_row = queries.open_visit(unit.connection, student_id)
            if open_row is None:
                raise Refused(f"{patron.name} is not in.", code="not_in", details={"student_id": student_id})
            return finish(unit, patron, open_row, VisitEnd.SCAN)

        return self._core.acts.perform(actor, "visit_out", work, result=VisitDone, key=key)

    def set_purposes(
        self, actor: Actor, visit_id: int, wanted: Sequence[str], *, key: str | None = None
    ) -> Receipt[VisitDone]:
        """Say what an open visit is for, as the kiosk asks after the scan."""
        actor.require(Permission.ATTENDANCE)

        def work(unit: Unit) -> VisitDone:
            patron, visit = self._visit(unit, visit_id)
            if visit.out_at is not None or patron is None:
                raise Refused("This visit has ended.", code="visit_ended", details={"visit_id": visit_id})
            chosen = check_purposes(wanted, purposes(unit))
            if chosen == visit.purpose:
                return done(unit, patron, visit, Direction.SAME)
            after = write(unit, visit, {"purpose": chosen})
            note(unit, "purpose", patron.name, visit, after)
            return done(unit, patron, after, Direction.IN)

        return self._core.acts.perform(actor, "visit_purposes", work, result=VisitDone, key=key)

    # At the librarian's desk

    def close_all(
        self, actor: Actor, *, end_sessions: bool = False, key: str | None = None
    ) -> Receipt[ClosedVisits]:
        """End every open visit of the branch at closing; the ends are estimates and count in no average stay.

        ``end_sessions`` also takes back the equipment these patrons have.
        """
        actor.require(Permission.ATTENDANCE)
        actor.require(Permission.VIEW_PATRONS)
        if end_sessions:
            actor.require(Permission.EQUIPMENT)

        def work(unit: Unit) -> ClosedVisits:
            present = queries.open_visitors(unit.connection, actor.branch_id)
            patrons = [patron_by_id(unit, student_id, deleted=True) for student_id in present]
            sessions = sum(
                end_devices(unit, patron, SessionEnd.CLOSING) for patron in patrons if end_sessions
            )
            closed = 0
            for patron in patrons:
                open_row = queries.open_visit(unit.connection, patron.id)
                if open_row is not None:
                    finish(unit, patron, open_row, VisitEnd.CLOSING, estimated=True)
                    closed += 1
            return ClosedVisits(closed, sessions)

        return self._core.acts.perform(actor, "close_visits", work, result=ClosedVisits, key=key)

    def correct(
        self,
        actor: Actor,
        visit_id: int,
        version: int,
        reason: str,
        *,
        in_at: datetime | None = None,
        out_at: datetime | None = None,
        wanted: Sequence[str] = (),
        key: str | None = None,
    ) -> Receipt[VisitRow]:
        """Put a visit's times or purposes right, saying why. None or nothing leaves a value as it is.

        Raises InvalidInput for times out of order or in the future, Refused when the patron has another visit
        within them, Conflict when it changed since ``version`` was read.
        """
        actor.require(Permission.ATTENDANCE)
        actor.require(Permission.VIEW_PATRONS)
        why = check_reason(reason)

        def work(unit: Unit) -> VisitRow:
            patron, visit = self._visit(unit, visit_id)
            label = patron.name if patron is not None else "a former patron"
            if visit.version != version:
                raise stale(unit.connection, "visit", visit_id, f"the visit of {label}", visit.version)
            values = self._corrected(unit, visit, in_at, out_at)
            if wanted:
                values["purpose"] = check_purposes(wanted, purposes(unit))
            after = write(unit, visit, values)
            note(unit, "correct", label, visit, after, reason=why)
            return queries.rows(unit.connection, [visit_id], public=False)[0]

        return self._core.acts.perform(actor, "correct_visit", work, result=VisitRow, key=key)

    # Looking

    @may_lag
    def list(self, actor: Actor, query: VisitQuery, window: Window) -> Page[VisitRow]:
        """One page of visits. A kiosk sees those who are in now, with first name and initial only."""
        actor.require(Permission.ATTENDANCE)
        with self._core.database.read() as connection:
            if actor.may(Permission.VIEW_PATRONS):
                dated = self._dated(actor, query)
                return queries.browse(connection, dated, actor.branch_id, window, public=False)
            return queries.browse(
                connection, VisitQuery(open_only=True), actor.branch_id, window, public=True
            )

    @may_lag
    def count(self, actor: Actor, query: VisitQuery) -> Count:
        """How many visits ``list`` shows in all."""
        actor.require(Permission.ATTENDANCE)
        seen = actor.may(Permission.VIEW_PATRONS)
        shown = self._dated(actor, query) if seen else VisitQuery(open_only=True)
        with self._core.database.read() as connection:
            return queries.count(connection, shown, actor.branch_id)

    def occupancy(self, actor: Actor) -> Occupancy:
        """How many are in now, and for what."""
        actor.require(Permission.ATTENDANCE)
        with self._core.database.read() as connection:
            return queries.occupancy(connection, actor.branch_id)

    @may_lag
    def stats(self, actor: Actor, day_from: date | None = None, day_to: date | None = None) -> VisitStats:
        """Visits, visitors, average stay and arrivals by hour, both days included; a day that isn't given is today."""
        actor.require(Permission.ATTENDANCE)
        actor.require(Permission.VIEW_PATRONS)
        today = self._core.today(actor)
        day_from, day_to = day_from or today, day_to or today
        if day_to < day_from:
            raise InvalidInput("The last day is before the first.", details={"field": "day_to"})
        with self._core.database.read() as connection:
            return queries.stats(connection, actor.branch_id, day_from, day_to)

    def _dated(self, actor: Actor, query: VisitQuery) -> VisitQuery:
        if not query.today:
            return query
        day = self._core.today(actor)
        return replace(query, day_from=day, day_to=day)

    # What the library decided

    @may_lag
    def purposes(self, actor: Actor) -> tuple[str, ...]:
        """What a visit may be for."""
        actor.require(Permission.ATTENDANCE)
        with self._core.database.read() as connection:
            return read_value(connection, PURPOSES, tuple[str, ...], DEFAULT_PURPOSES)

    def set_purpose_names(
        self, actor: Actor, names: Sequence[str], *, key: str | None = None
    ) -> Receipt[tuple[str, ...]]:
        """Decide what a visit may be for; visits keep the purposes they have."""
        actor.require(Permission.EDIT_POLICIES)
        wanted = check_purpose_names(names)

        def work(unit: Unit) -> tuple[str, ...]:
            before = purposes(unit)
            write_value(unit.connection, PURPOSES, wanted)
            unit.audit("change", "setting", None, PURPOSES, before=before, after=wanted)
            unit.changed(Changed.SETTINGS, "settings")
            return wanted

        return self._core.acts.perform(
            actor, "set_purposes", work, result=tuple[str, ...], key=key, undoable=False
        )

    def undo_handlers(self) -> dict[str, Handler]:
        """How each kind of act of this service is undone."""
        return undo_handlers()

    def _toggle(self, unit: Unit, patron: Patron, wanted: Sequence[str]) -> VisitDone:
        last = queries.last_scan(unit.connection, patron.id)
        if last is not None and is_repeat(unit, last):
            return done(unit, patron, last.visit, Direction.SAME)
        refuse_out_of_order(unit, last)
        open_row = queries.open_visit(unit.connection, patron.id)
        if open_row is not None:
            return finish(unit, patron, open_row, VisitEnd.SCAN)
        check_entry(unit, patron)
        return begin(unit, patron, check_purposes(wanted, purposes(unit)))

    def _holder(self, unit: Unit, card: str) -> Patron:
        """The patron of a card, locked. What a refusal says of them is for librarians' eyes only."""
        try:
            return patron_by_id(unit, holder_of(unit.connection, card).student_id)
        except Refused as error:
            if unit.actor.may(Permission.VIEW_PATRONS) or error.code == "unknown_card":
                raise
            raise Refused(
                "This card does not work here.", hint="Please ask a librarian.", code=error.code
            ) from error

    def _visit(self, unit: Unit, visit_id: int) -> tuple[Patron | None, Row[Any]]:
        """A visit and its patron, the patron locked first; None once anonymised. Raises NotFound."""
        peek = queries.visit_row(unit.connection, visit_id)
        patron = None
        if peek is not None and peek.student_id is not None:
            patron = patron_by_id(unit, peek.student_id, deleted=True)
        return patron, visit_by_id(unit, visit_id)

    def _corrected(
        self, unit: Unit, visit: Row[Any], in_at: datetime | None, out_at: datetime | None
    ) -> dict[str, object]:
        began, ended = in_at or visit.in_at, out_at or visit.out_at
        if began > unit.now or (ended is not None and ended > unit.now):
            raise InvalidInput("A visit can't lie in the future.", details={"field": "out_at"})
        if ended is not None and ended < began:
            raise InvalidInput("A visit can't end before it begins.", details={"field": "out_at"})
        if queries.overlaps(unit.connection, visit, began, ended):
            raise Refused("The patron has another visit at that time.", code="overlap")
        values = instant_columns(unit, began)
        if out_at is not None and out_at != visit.out_at:
            values |= {
                "open_student_id": None,
                "out_at": out_at,
                "out_act_id": unit.act_id,
                "out_reason": VisitEnd.CORRECTION.value,
                "estimated": False,
            }
        return values
