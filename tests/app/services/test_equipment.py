"""Equipment against each engine: the register, sessions, what refuses them, and undo."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.bootstrap import App
from app.database.tables import equipment_sessions, student_activities
from app.domain.actors import Actor, Role
from app.domain.changes import Changed
from app.domain.equipment import (
    Equipment,
    EquipmentDraft,
    EquipmentQuery,
    EquipmentRules,
    EquipmentStatus,
    SessionEnd,
)
from app.domain.members import BlockScope, PatronStatus, StudentDraft
from app.domain.paging import Window
from app.errors import Conflict, Denied, InvalidInput, NotFound, Refused

MORNING = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 in Manila
ALL = Window(limit=1000)
#: What depends on no engine is proved on one.
rules = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


class Room:
    """A room with computers and its clock."""

    def __init__(self, app: App, actor: Actor) -> None:
        self.app, self.actor = app, actor
        self.travel(MORNING)

    def travel(self, to: datetime) -> None:
        """Set the library's clock."""
        self.app.core.clock.offset = to - datetime.now(UTC)

    def device(self, number: str = "PC-1", name: str = "PC 1", **more: Any) -> int:
        """A new device's id."""
        draft = EquipmentDraft(number, name, "COMPUTER", **more)
        return self.app.equipment.add(self.actor, draft).value.equipment_id

    def patron(self, family: str = "Santos", **more: Any) -> int:
        """A new patron's id."""
        return self.app.students.add(self.actor, StudentDraft(family, "Maria", **more)).value.student_id

    def get(self, equipment_id: int) -> Equipment:
        """The device as it is now."""
        return self.app.equipment.get(self.actor, equipment_id)


@pytest.fixture
def room(app: App, head: Actor) -> Room:
    """An empty room."""
    return Room(app, head)


def _in_threads(count: int, work: Callable[[int], None]) -> None:
    start = threading.Barrier(count)

    def run(number: int) -> None:
        start.wait()
        work(number)

    threads = [threading.Thread(target=run, args=(number,)) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


# The register


@rules
def test_a_device_is_registered_changed_deleted_and_restored(room: Room) -> None:
    service, actor = room.app.equipment, room.actor
    device = room.device(" pc-01 ", location="Lab", session_minutes=30)
    assert service.by_number(actor, "PC-01").id == device
    assert room.get(device).status is EquipmentStatus.AVAILABLE
    draft = replace(room.get(device).draft, name="Reading room PC")
    assert service.change(actor, device, 1, draft).value.version == 2
    with pytest.raises(Conflict) as stale:
        service.change(actor, device, 1, draft)
    assert stale.value.details["fields"] == ["name"]
    service.delete(actor, device, 2)
    with pytest.raises(Conflict) as taken:
        room.device("PC-01", "Another")
    assert taken.value.details["deleted"]
    service.restore(actor, device)
    assert room.get(device).deleted_at is None
    with pytest.raises(NotFound):
        service.by_number(actor, "PC-99")


def test_devices_are_listed_by_number_value_and_filtered(room: Room) -> None:
    for number in (10, 2, 1):
        room.device(f"PC-{number}", f"PC {number}", location="Lab" if number > 1 else "Hall")
    service, actor = room.app.equipment, room.actor
    tablet = service.add(actor, EquipmentDraft("TAB-1", "Tablet", "TABLET")).value.equipment_id
    service.set_status(actor, tablet, 1, EquipmentStatus.MAINTENANCE)

    def names(query: EquipmentQuery) -> list[str]:
        rows = service.list(actor, query, ALL).rows
        assert service.count(actor, query).value == len(rows)
        return [row.name for row in rows]

    assert names(EquipmentQuery()) == ["PC 1", "PC 2", "PC 10", "Tablet"]
    assert names(EquipmentQuery(sort="-name"))[0] == "Tablet"
    assert names(EquipmentQuery(type="TABLET")) == ["Tablet"]
    assert names(EquipmentQuery(location="Hall")) == ["PC 1"]
    assert names(EquipmentQuery(status=EquipmentStatus.MAINTENANCE)) == ["Tablet"]
    assert names(EquipmentQuery(text="tab")) == ["Tablet"]
    assert names(EquipmentQuery(text="pc-10")) == ["PC 10"]
    for odd in ("%", "'", "\x00", "💥", "\ud800", "_"):
        names(EquipmentQuery(text=odd))
    assert service.choices(actor) == {"type": ("COMPUTER", "TABLET"), "location": ("Hall", "Lab")}


@rules
def test_a_status_is_set_by_a_person_and_never_while_in_use(room: Room) -> None:
    service, actor = room.app.equipment, room.actor
    device = room.device()
    with pytest.raises(InvalidInput):
        service.set_status(actor, device, 1, EquipmentStatus.IN_USE)
    with pytest.raises(InvalidInput):
        service.set_status(actor, device, 1, EquipmentStatus.RETIRED)
    service.set_status(actor, device, 1, EquipmentStatus.MAINTENANCE, "Fan is loud")
    assert room.get(device).condition_note == "Fan is loud"
    with pytest.raises(Refused) as refused:
        service.start_session(actor, device)
    assert refused.value.code == "not_available"
    service.set_status(actor, device, 2, EquipmentStatus.AVAILABLE)
    service.start_session(actor, device)
    for call in (
        lambda: service.set_status(actor, device, 3, EquipmentStatus.MAINTENANCE),
        lambda: service.delete(actor, device, 3),
    ):
        with pytest.raises(Refused) as in_use:
            call()
        assert in_use.value.code == "in_use"


# Sessions


def test_a_session_runs_to_its_due_time(room: Room) -> None:
    service, actor = room.app.equipment, room.actor
    device, patron = room.device(session_minutes=30), room.patron(grade="7", section="Narra")
    started = service.start_session(actor, device, patron, condition_out="fine")
    assert started.changed == Changed.EQUIPMENT
    assert started.value.due_at - room.app.core.clock.now() <= timedelta(minutes=30)
    shown = room.get(device)
    assert shown.status is EquipmentStatus.IN_USE
    assert shown.session is not None
    assert (shown.session.patron, shown.session.condition_out) == ("Santos, Maria", "fine")
    assert service.overdue(actor) == ()
    room.travel(MORNING + timedelta(minutes=45))
    assert [row.patron for row in service.overdue(actor)] == ["Santos, Maria"]
    assert [row.id for row in service.list(actor, EquipmentQuery(overdue=True), ALL).rows] == [device]
    longer = service.extend_session(actor, started.value.session_id, 20)
    assert longer.value.due_at >= MORNING + timedelta(minutes=65)
    assert service.overdue(actor) == ()
    room.travel(MORNING + timedelta(minutes=80, seconds=30))
    ended = service.end_session(actor, started.value.session_id, "scratched", maintenance=True).value
    assert (ended.status, ended.late_minutes) == (EquipmentStatus.MAINTENANCE, 15)
    assert room.get(device).status is EquipmentStatus.MAINTENANCE
    (row,) = service.sessions(actor, ALL, equipment_id=device).rows
    assert (row.condition_out, row.condition_in, row.end_reason) == ("fine", "scratched", SessionEnd.RETURNED)
    with room.app.core.database.read() as connection:
        stream = connection.execute(select(student_activities).order_by(student_activities.c.id)).all()
    assert [line.type for line in stream] == ["EQUIPMENT_START", "EQUIPMENT_EXTEND", "EQUIPMENT_END"]
    assert {(line.grade, line.section, line.equipment_id) for line in stream} == {("7", "Narra", device)}
    for call in (
        lambda: service.end_session(actor, row.id),
        lambda: service.extend_session(actor, row.id, 5),
    ):
        with pytest.raises(Refused) as refused:
            call()
        assert refused.value.code == "session_ended"


@rules
def test_times_that_make_no_session_are_refused(room: Room) -> None:
    service, actor, device = room.app.equipment, room.actor, room.device()
    for more in ({"minutes": 0}, {"minutes": 1500}, {"due_at": MORNING - timedelta(minutes=1)}):
        with pytest.raises(InvalidInput):
            service.start_session(actor, device, **more)
    started = service.start_session(actor, device).value
    for minutes in (0, -5, 2000):
        with pytest.raises(InvalidInput):
            service.extend_session(actor, started.session_id, minutes)
    with pytest.raises(NotFound):
        service.end_session(actor, 999)
    with pytest.raises(NotFound):
        service.start_session(actor, 999)


@rules
def test_who_may_not_use_equipment_is_told_why(room: Room) -> None:
    service, actor, device = room.app.equipment, room.actor, room.device()
    patron = room.patron()
    block = room.app.students.block(actor, patron, [BlockScope.EQUIP], "Spilled coffee").value
    with pytest.raises(Refused, match="Spilled coffee"):
        service.start_session(actor, device, patron)
    room.app.students.lift_block(actor, block.block_id)
    room.app.students.block(actor, patron, [BlockScope.CIRC], "Only books")
    service.start_session(actor, device, patron)
    other = room.device("PC-2", "PC 2")
    with pytest.raises(Refused, match="PC 1") as second:
        service.start_session(actor, other, patron)
    assert second.value.code == "has_session"
    service.set_rules(actor, EquipmentRules(one_per_patron=False))
    assert service.rules(actor) == EquipmentRules(one_per_patron=False)
    service.start_session(actor, other, patron)
    left = room.patron("Reyes", status=PatronStatus.LEFT)
    expired = room.patron("Cruz", expires_on=MORNING.date() - timedelta(days=1))
    third = room.device("PC-3", "PC 3")
    for student_id, code in ((left, "patron_inactive"), (expired, "patron_expired")):
        with pytest.raises(Refused) as refused:
            service.start_session(actor, third, student_id)
        assert refused.value.code == code


def test_one_device_taken_at_once_has_one_session(room: Room) -> None:
    device = room.device()
    patrons = [room.patron(f"Family{number}") for number in range(6)]
    outcomes: list[str] = []

    def take(number: int) -> None:
        try:
            room.app.equipment.start_session(room.actor, device, patrons[number])
            outcomes.append("started")
        except Refused as error:
            outcomes.append(error.code)

    _in_threads(len(patrons), take)
    assert sorted(outcomes) == ["in_use"] * 5 + ["started"]
    with room.app.core.database.read() as connection:
        assert len(connection.execute(select(equipment_sessions)).all()) == 1


def test_one_patron_taking_several_devices_at_once_gets_one(room: Room) -> None:
    devices = [room.device(f"PC-{number}", f"PC {number}") for number in range(5)]
    patron = room.patron()
    outcomes: list[str] = []

    def take(number: int) -> None:
        try:
            room.app.equipment.start_session(room.actor, devices[number], patron)
            outcomes.append("started")
        except Refused as error:
            outcomes.append(error.code)

    _in_threads(len(devices), take)
    assert sorted(outcomes) == ["has_session"] * 4 + ["started"]


@rules
def test_closing_ends_sessions_and_touches_no_other_device(room: Room) -> None:
    service, actor = room.app.equipment, room.actor
    used, broken, retired, lost, free = (room.device(f"PC-{n}", f"PC {n}") for n in range(5))
    service.set_status(actor, broken, 1, EquipmentStatus.MAINTENANCE)
    service.set_status(actor, retired, 1, EquipmentStatus.RETIRED, "old")
    service.set_status(actor, lost, 1, EquipmentStatus.LOST, "gone")
    service.start_session(actor, used, room.patron())
    before = {device: room.get(device) for device in (broken, retired, lost, free)}
    assert service.end_sessions(actor).value == 1
    assert {device: room.get(device) for device in before} == before
    assert room.get(used).status is EquipmentStatus.AVAILABLE
    assert service.end_sessions(actor).value == 0


@rules
def test_a_kiosk_lends_no_equipment(room: Room, kiosk: Actor, person: Callable[..., Actor]) -> None:
    device = room.device()
    for actor in (kiosk, person(Role.OPERATOR, "Otto")):
        with pytest.raises(Denied):
            room.app.equipment.start_session(actor, device)
        with pytest.raises(Denied):
            room.app.equipment.list(actor, EquipmentQuery(), ALL)


@rules
def test_the_same_key_starts_one_session(room: Room) -> None:
    device, patron = room.device(), room.patron()
    one = room.app.equipment.start_session(room.actor, device, patron, key="k")
    two = room.app.equipment.start_session(room.actor, device, patron, key="k")
    assert two.replayed
    assert one.value == two.value


# Undo


def test_sessions_are_undone_step_by_step(room: Room) -> None:
    service, actor, undo = room.app.equipment, room.actor, room.app.undo
    device, patron = room.device(), room.patron()
    started = service.start_session(actor, device, patron)
    before = room.get(device)
    extended = service.extend_session(actor, started.value.session_id, 10)
    after = room.get(device)
    ended = service.end_session(actor, started.value.session_id, "ok", maintenance=True)
    with pytest.raises(Refused) as refused:
        undo.undo(actor, started.act_id)
    assert refused.value.code == "newer_act"
    undo.undo(actor, ended.act_id)
    assert room.get(device) == after
    undo.undo(actor, extended.act_id)
    assert room.get(device) == before
    undo.undo(actor, started.act_id)
    assert room.get(device).session is None
    assert room.get(device).status is EquipmentStatus.AVAILABLE
    assert service.sessions(actor, ALL).rows == ()


@rules
def test_an_end_is_not_undone_when_the_device_or_the_patron_went_on(room: Room) -> None:
    service, actor, undo = room.app.equipment, room.actor, room.app.undo
    device, other = room.device(), room.device("PC-2", "PC 2")
    patron, next_one = room.patron(), room.patron("Cruz")
    started = service.start_session(actor, device, patron).value
    ended = service.end_session(actor, started.session_id)
    again = service.start_session(actor, device, next_one)
    with pytest.raises(Refused, match="Cruz"):
        undo.undo(actor, ended.act_id)
    undo.undo(actor, again.act_id)
    elsewhere = service.start_session(actor, other, patron)
    with pytest.raises(Refused, match="PC 2"):
        undo.undo(actor, ended.act_id)
    undo.undo(actor, elsewhere.act_id)
    service.set_status(actor, device, room.get(device).version, EquipmentStatus.LOST, "gone")
    with pytest.raises(Refused, match="lost"):
        undo.undo(actor, ended.act_id)


@rules
def test_edits_of_the_register_are_undone(room: Room) -> None:
    service, actor, undo = room.app.equipment, room.actor, room.app.undo
    device = room.device()
    first = room.get(device)
    changed = service.change(actor, device, 1, replace(first.draft, name="PC One", asset_number="PC-01"))
    status = service.set_status(actor, device, 2, EquipmentStatus.RETIRED, "old")
    deleted = service.delete(actor, device, 3)
    for receipt in (deleted, status):
        undo.undo(actor, receipt.act_id)
    taken = room.device("PC-1", "Newcomer")
    with pytest.raises(Conflict, match="Newcomer"):
        undo.undo(actor, changed.act_id)
    service.change(actor, taken, 1, EquipmentDraft("PC-77", "Newcomer", "COMPUTER"))
    undo.undo(actor, changed.act_id)
    assert replace(room.get(device), version=1) == first


def test_closing_is_undone_for_all_sessions(room: Room) -> None:
    service, actor = room.app.equipment, room.actor
    devices = [room.device(f"PC-{n}", f"PC {n}") for n in range(3)]
    for number, device in enumerate(devices):
        service.start_session(actor, device, room.patron(f"Family{number}"))
    before = [room.get(device) for device in devices]
    closed = service.end_sessions(actor)
    room.app.undo.undo(actor, closed.act_id)
    assert [room.get(device) for device in devices] == before
