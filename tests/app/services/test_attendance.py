"""Visits against each engine: in and out by card, closing, correction, numbers, and undo."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import func, select

from app.bootstrap import App
from app.database.tables import changes, student_activities, visits
from app.domain.actors import Actor, Role
from app.domain.attendance import Direction, HourStat, VisitEnd, VisitQuery, VisitRow
from app.domain.equipment import EquipmentDraft, EquipmentStatus
from app.domain.members import BlockScope, PatronStatus, StudentDraft
from app.domain.paging import Window
from app.errors import Conflict, Denied, InvalidInput, NotFound, Refused

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 in Manila
TODAY = date(2026, 11, 23)
ALL = Window(limit=1000)
#: What depends on no engine is proved on one.
rules = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


class Door:
    """The library's door and its clock."""

    def __init__(self, app: App, actor: Actor) -> None:
        self.app, self.actor = app, actor
        self.travel(MORNING)

    def travel(self, to: datetime) -> None:
        """Set the library's clock."""
        self.app.core.clock.offset = to - datetime.now(UTC)

    def patron(self, family: str = "Santos", card: str | None = "C-1", **more: Any) -> int:
        """A new patron's id."""
        draft = StudentDraft(family, "Maria Clara", **more)
        return self.app.students.add(self.actor, draft, card=card).value.student_id

    def scan(self, card: str = "C-1", at: datetime = MORNING, actor: Actor | None = None) -> Direction:
        """Scan a card at a time and say what it did."""
        return self.app.attendance.scan(actor or self.actor, card, occurred_at=at).value.direction

    def visits(self, query: VisitQuery | None = None) -> tuple[VisitRow, ...]:
        """The visits, the first one first."""
        query = query or VisitQuery(sort="in")
        rows = self.app.attendance.list(self.actor, query, ALL).rows
        assert self.app.attendance.count(self.actor, query).value == len(rows)
        return rows


@pytest.fixture
def door(app: App, head: Actor) -> Door:
    """A library nobody is in."""
    return Door(app, head)


def _minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


# At the door


def test_a_card_lets_in_and_out(door: Door) -> None:
    student_id = door.patron(grade="7", section="Narra")
    into = door.app.attendance.scan(door.actor, "c-1", ("reading", "COMPUTER"), occurred_at=MORNING).value
    assert (into.direction, into.name, into.purposes) == (
        Direction.IN,
        "Santos, Maria Clara",
        ("READING", "COMPUTER"),
    )
    assert door.app.attendance.occupancy(door.actor).by_purpose == (("COMPUTER", 1), ("READING", 1))
    assert door.scan(at=MORNING + _minutes(30)) is Direction.OUT
    (row,) = door.visits()
    assert (row.student_id, row.grade, row.section, row.out_reason) == (
        student_id,
        "7",
        "Narra",
        VisitEnd.SCAN,
    )
    assert row.stay == _minutes(30)
    assert door.app.attendance.occupancy(door.actor).present == 0
    assert door.scan(at=MORNING + _minutes(31)) is Direction.IN
    with door.app.core.database.read() as connection:
        stream = connection.execute(select(student_activities).order_by(student_activities.c.id)).all()
    assert [(line.type, line.local_hour) for line in stream] == [
        ("VISIT_IN", 10), ("VISIT_OUT", 10), ("VISIT_IN", 10),
    ]  # fmt: skip


def test_a_scan_read_twice_counts_once(door: Door, person: Callable[..., Actor]) -> None:
    door.patron()
    first = door.app.attendance.scan(door.actor, "C-1", occurred_at=MORNING)
    with door.app.core.database.read() as connection:
        told = connection.execute(select(func.count()).select_from(changes)).scalar_one()
    again = door.app.attendance.scan(door.actor, "C-1", occurred_at=MORNING + timedelta(seconds=2.9))
    assert again.value.direction is Direction.SAME
    assert again.value.visit_id == first.value.visit_id
    with door.app.core.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(changes)).scalar_one() == told
    with pytest.raises(Refused, match="repeated"):
        door.app.undo.undo(door.actor, again.act_id)
    other = person(Role.LIBRARIAN, "Otto", "DESK-2")
    assert door.scan(at=MORNING + timedelta(seconds=2.9), actor=other) is Direction.OUT
    assert door.scan(at=MORNING + timedelta(seconds=4), actor=other) is Direction.SAME
    assert door.scan(at=MORNING + timedelta(seconds=4)) is Direction.IN


@rules
def test_the_debounce_is_per_patron(door: Door) -> None:
    door.patron()
    door.patron("Cruz", "C-2")
    assert door.scan("C-1") is Direction.IN
    assert door.scan("C-2") is Direction.IN
    assert door.app.attendance.occupancy(door.actor).present == 2


@rules
def test_the_same_key_is_one_scan(door: Door) -> None:
    door.patron()
    one = door.app.attendance.scan(door.actor, "C-1", key="k", occurred_at=MORNING)
    two = door.app.attendance.scan(door.actor, "C-1", key="k", occurred_at=MORNING)
    assert two.replayed
    assert one.value == two.value
    assert len(door.visits(VisitQuery(open_only=True))) == 1


@rules
def test_a_scan_older_than_the_last_one_is_refused(door: Door) -> None:
    door.patron()
    door.scan(at=MORNING)
    with pytest.raises(Refused) as refused:
        door.scan(at=MORNING - _minutes(5))
    assert refused.value.code == "out_of_order"


@rules
def test_who_may_not_come_in_is_told_why(door: Door) -> None:
    student_id = door.patron()
    students = door.app.students
    block = students.block(door.actor, student_id, [BlockScope.KIOSK], "Ran in the hall").value
    with pytest.raises(Refused, match="Ran in the hall"):
        door.scan()
    students.lift_block(door.actor, block.block_id)
    students.block(door.actor, student_id, [BlockScope.CIRC], "Torn book")
    assert door.scan() is Direction.IN
    students.block(door.actor, student_id, [BlockScope.KIOSK], "Again")
    assert door.scan(at=MORNING + _minutes(1)) is Direction.OUT
    door.patron("Reyes", "C-2", status=PatronStatus.LEFT)
    with pytest.raises(Refused) as left:
        door.scan("C-2")
    assert left.value.code == "patron_inactive"
    with pytest.raises(NotFound):
        door.scan("C-99")
    with pytest.raises(InvalidInput):
        door.app.attendance.enter(door.actor, door.patron("Cruz", "C-3"), ("SWIMMING",))


@rules
def test_a_lost_card_opens_nothing(door: Door) -> None:
    student_id = door.patron()
    card_id = door.app.students.get(door.actor, student_id).cards[0].id
    door.app.students.lose_card(door.actor, card_id, "left on the bus")
    with pytest.raises(Refused, match="left on the bus"):
        door.scan()
    door.app.attendance.enter(door.actor, student_id)
    assert door.app.attendance.occupancy(door.actor).present == 1


def test_a_patron_let_in_many_times_at_once_is_in_once(door: Door) -> None:
    student_id = door.patron()
    outcomes: list[str] = []
    start = threading.Barrier(8)

    def enter() -> None:
        start.wait()
        try:
            door.app.attendance.enter(door.actor, student_id)
            outcomes.append("in")
        except Refused as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=enter) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["already_in"] * 7 + ["in"]
    with door.app.core.database.read() as connection:
        assert len(connection.execute(select(visits)).all()) == 1


def test_a_card_scanned_at_once_at_several_doors_toggles_in_turn(
    door: Door, person: Callable[..., Actor]
) -> None:
    door.patron()
    actors = [person(Role.LIBRARIAN, f"Lib{number}", f"DOOR-{number}") for number in range(7)]
    outcomes: list[Direction] = []
    start = threading.Barrier(len(actors))

    def scan(actor: Actor) -> None:
        start.wait()
        outcomes.append(door.scan(at=MORNING, actor=actor))

    threads = [threading.Thread(target=scan, args=(actor,)) for actor in actors]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert (outcomes.count(Direction.IN), outcomes.count(Direction.OUT)) == (4, 3)
    assert door.app.attendance.occupancy(door.actor).present == 1


# A kiosk


@rules
def test_a_kiosk_sees_first_name_and_initial_only(door: Door, kiosk: Actor) -> None:
    student_id = door.patron(grade="7", section="Narra")
    done = door.app.attendance.scan(kiosk, "C-1", occurred_at=MORNING).value
    assert done.name == "Maria S."
    (row,) = door.app.attendance.list(kiosk, VisitQuery(student_id=student_id), ALL).rows
    assert (row.name, row.student_id, row.category, row.grade, row.section) == (
        "Maria S.",
        None,
        None,
        None,
        None,
    )
    assert door.app.attendance.set_purposes(kiosk, done.visit_id, ("GAMING",)).value.purposes == ("GAMING",)
    assert door.scan(at=MORNING + _minutes(5), actor=kiosk) is Direction.OUT
    assert door.app.attendance.list(kiosk, VisitQuery(day_from=TODAY), ALL).rows == ()
    for call in (
        lambda: door.app.attendance.enter(kiosk, student_id),
        lambda: door.app.attendance.close_all(kiosk),
        lambda: door.app.attendance.stats(kiosk, TODAY, TODAY),
        lambda: door.app.attendance.correct(kiosk, done.visit_id, 2, "why"),
    ):
        with pytest.raises(Denied):
            call()


@rules
def test_a_kiosk_is_told_no_reason_and_no_name(door: Door, kiosk: Actor) -> None:
    student_id = door.patron()
    door.app.students.block(door.actor, student_id, [BlockScope.KIOSK], "Ran in the hall")
    lost = door.patron("Reyes", "C-2")
    door.app.students.lose_card(door.actor, door.app.students.get(door.actor, lost).cards[0].id, "bus")
    for card in ("C-1", "C-2"):
        with pytest.raises(Refused) as refused:
            door.scan(card, actor=kiosk)
        told = str(refused.value) + str(refused.value.details)
        assert not any(word in told for word in ("Santos", "Reyes", "hall", "bus"))


# At the librarian's desk


def test_closing_estimates_and_spares_the_average(door: Door) -> None:
    for number in range(3):
        door.patron(f"Family{number}", f"C-{number}")
    door.scan("C-0", MORNING)
    door.scan("C-0", MORNING + _minutes(30))
    door.scan("C-1", MORNING + _minutes(60))
    door.scan("C-2", MORNING + _minutes(70))
    door.travel(MORNING + timedelta(hours=7))
    closed = door.app.attendance.close_all(door.actor)
    assert (closed.value.visits, closed.value.sessions) == (2, 0)
    assert [(row.estimated, row.out_reason) for row in door.visits()] == [
        (False, VisitEnd.SCAN), (True, VisitEnd.CLOSING), (True, VisitEnd.CLOSING),
    ]  # fmt: skip
    stats = door.app.attendance.stats(door.actor, TODAY, TODAY)
    assert (stats.visits, stats.visitors, stats.estimated) == (3, 3, 2)
    assert stats.average_minutes == pytest.approx(30, abs=0.05)
    assert stats.hours == (HourStat(10, 1), HourStat(11, 2))
    empty = door.app.attendance.stats(door.actor, TODAY + timedelta(days=1), TODAY + timedelta(days=2))
    assert (empty.visits, empty.average_minutes, empty.hours) == (0, None, ())
    with pytest.raises(InvalidInput):
        door.app.attendance.stats(door.actor, TODAY, TODAY - timedelta(days=1))


def test_leaving_names_the_equipment_one_still_has(door: Door) -> None:
    student_id = door.patron()
    add, start = door.app.equipment.add, door.app.equipment.start_session
    device = add(door.actor, EquipmentDraft("PC-1", "PC 1", "COMPUTER")).value.equipment_id
    door.app.attendance.enter(door.actor, student_id)
    start(door.actor, device, student_id)
    left = door.app.attendance.leave(door.actor, student_id)
    assert left.value.open_devices == ("PC 1",)
    assert door.app.equipment.get(door.actor, device).status is EquipmentStatus.IN_USE
    door.app.undo.undo(door.actor, left.act_id)
    ended = door.app.attendance.leave(door.actor, student_id, end_sessions=True)
    assert ended.value.open_devices == ()
    assert door.app.equipment.get(door.actor, device).status is EquipmentStatus.AVAILABLE
    with pytest.raises(Refused) as refused:
        door.app.attendance.leave(door.actor, student_id)
    assert refused.value.code == "not_in"
    door.app.undo.undo(door.actor, ended.act_id)
    assert door.app.equipment.get(door.actor, device).status is EquipmentStatus.IN_USE
    assert door.app.attendance.occupancy(door.actor).present == 1
    assert door.app.attendance.close_all(door.actor, end_sessions=True).value.sessions == 1


def test_a_visit_is_corrected_with_a_reason(door: Door) -> None:
    door.patron()
    door.scan(at=MORNING)
    door.travel(MORNING + timedelta(hours=7))
    door.app.attendance.close_all(door.actor)
    (row,) = door.visits()
    correct = door.app.attendance.correct
    with pytest.raises(InvalidInput):
        correct(door.actor, row.id, row.version, "", out_at=MORNING + _minutes(40))
    for wrong in (MORNING - _minutes(1), MORNING + timedelta(days=1)):
        with pytest.raises(InvalidInput):
            correct(door.actor, row.id, row.version, "left early", out_at=wrong)
    fixed = correct(
        door.actor,
        row.id,
        row.version,
        "left early",
        in_at=MORNING - _minutes(90),
        out_at=MORNING,
        wanted=("AVR",),
    )
    assert (fixed.value.out_reason, fixed.value.estimated, fixed.value.purposes) == (
        VisitEnd.CORRECTION, False, ("AVR",),
    )  # fmt: skip
    assert fixed.value.stay == _minutes(90)
    assert door.app.attendance.stats(door.actor, TODAY, TODAY).hours == (HourStat(8, 1),)
    with pytest.raises(Conflict):
        correct(door.actor, row.id, row.version, "again")
    door.app.undo.undo(door.actor, fixed.act_id)
    (restored,) = door.visits()
    assert (restored.out_at, restored.estimated, restored.in_at) == (row.out_at, True, row.in_at)


@rules
def test_a_correction_may_not_overlap_another_visit(door: Door) -> None:
    door.patron()
    for minute in (0, 10, 20, 30):
        door.scan(at=MORNING + _minutes(minute))
    door.travel(MORNING + timedelta(hours=1))
    first, second = door.visits()
    with pytest.raises(Refused) as refused:
        door.app.attendance.correct(door.actor, first.id, first.version, "why", out_at=MORNING + _minutes(25))
    assert refused.value.code == "overlap"
    door.app.attendance.correct(door.actor, first.id, first.version, "why", out_at=second.in_at)


@rules
@pytest.mark.parametrize("desk", ["UTC", "Pacific/Honolulu", "Pacific/Kiritimati"])
def test_today_is_the_librarys_own_day_whatever_day_it_is_at_the_desk(
    door: Door, desk: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TZ", desk)
    time.tzset()
    try:
        begins = datetime.combine(TODAY, datetime.min.time(), ZoneInfo("Asia/Manila"))
        for minute, seen in ((-30, 1), (30, 1), (1_410, 2)):
            door.patron(f"Of {minute}", card=f"C-{minute}")
            door.travel(begins + _minutes(minute))
            door.scan(f"C-{minute}", at=begins + _minutes(minute))
            today = door.visits(VisitQuery(today=True))
            assert (len(today), door.app.attendance.count(door.actor, VisitQuery(today=True)).value) == (
                seen,
                seen,
            )
            assert door.app.attendance.stats(door.actor).visits == seen
    finally:
        monkeypatch.undo()
        time.tzset()


def test_visits_are_listed_by_day_name_and_purpose(door: Door) -> None:
    door.patron("Cruz", "C-1", grade="7")
    door.patron("Abad", "C-2", grade="8")
    door.app.attendance.scan(door.actor, "C-1", ("READING", "AVR"), occurred_at=MORNING - timedelta(days=1))
    door.app.attendance.scan(door.actor, "C-2", ("GAMING",), occurred_at=MORNING)

    def names(**query: Any) -> list[str]:
        return [(row.name or "")[0] for row in door.visits(VisitQuery(**query))]

    assert names() == ["A", "C"]
    assert names(sort="name") == ["A", "C"]
    assert names(sort="-name") == ["C", "A"]
    assert names(day_from=TODAY, day_to=TODAY) == ["A"]
    assert names(day_to=TODAY - timedelta(days=1)) == ["C"]
    assert names(purpose="AVR") == ["C"]
    assert names(purpose="A") == []
    assert names(text="cru") == ["C"]
    assert names(text="%") == []
    assert names(grade="8") == ["A"]
    one = door.app.attendance.list(door.actor, VisitQuery(), Window(limit=1))
    two = door.app.attendance.list(door.actor, VisitQuery(), Window(limit=1, after=one.cursor))
    assert (two.rows[0].name or "")[0] == "C"
    assert two.cursor is None


@rules
def test_purposes_are_the_librarys_own(door: Door) -> None:
    door.patron()
    door.app.attendance.set_purpose_names(door.actor, ["Homework", "reading"])
    assert door.app.attendance.purposes(door.actor) == ("HOMEWORK", "READING")
    with pytest.raises(InvalidInput):
        door.app.attendance.scan(door.actor, "C-1", ("GAMING",))
    door.app.attendance.scan(door.actor, "C-1", ("HOMEWORK",), occurred_at=MORNING)


# Undo


@rules
def test_a_visit_undone_never_counted(door: Door) -> None:
    door.patron()
    into = door.app.attendance.scan(door.actor, "C-1", occurred_at=MORNING)
    door.travel(MORNING + _minutes(1))
    door.app.undo.undo(door.actor, into.act_id)
    assert door.visits() == ()
    assert door.app.attendance.stats(door.actor, TODAY, TODAY).visits == 0
    assert door.scan(at=MORNING + _minutes(2)) is Direction.IN


@rules
def test_a_way_out_undone_leaves_the_patron_in(door: Door) -> None:
    door.patron()
    into = door.app.attendance.scan(door.actor, "C-1", occurred_at=MORNING)
    out = door.app.attendance.scan(door.actor, "C-1", occurred_at=MORNING + _minutes(5))
    with pytest.raises(Refused) as refused:
        door.app.undo.undo(door.actor, into.act_id)
    assert refused.value.details["act_id"] == out.act_id
    again = door.app.attendance.scan(door.actor, "C-1", occurred_at=MORNING + _minutes(10))
    with pytest.raises(Refused, match="came in again"):
        door.app.undo.undo(door.actor, out.act_id)
    door.travel(MORNING + _minutes(11))
    for act_id in (again.act_id, out.act_id):
        door.app.undo.undo(door.actor, act_id)
    assert door.app.attendance.occupancy(door.actor).present == 1
    door.app.undo.undo(door.actor, into.act_id)
    assert door.app.attendance.occupancy(door.actor).present == 0


def test_closing_is_undone_for_all_visitors(door: Door) -> None:
    for number in range(3):
        door.patron(f"Family{number}", f"C-{number}")
        door.scan(f"C-{number}", MORNING)
    before = door.visits()
    closed = door.app.attendance.close_all(door.actor)
    assert door.app.attendance.occupancy(door.actor).present == 0
    door.app.undo.undo(door.actor, closed.act_id)
    after = door.visits()
    assert [(row.id, row.out_at, row.estimated) for row in after] == [(row.id, None, False) for row in before]
