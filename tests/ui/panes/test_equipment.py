"""Equipment by real keys: sessions with a patron by card or name, extensions, returns, the register, running times."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.equipment import Equipment, EquipmentDraft, EquipmentStatus
from app.domain.members import StudentDraft
from ui.messages import RecordingMessenger
from ui.panes.equipment import words
from ui.panes.equipment.pane import OVERDUE, EquipmentPane


@pytest.fixture
def devices(services: App, actor: Actor) -> dict[str, int]:
    """Three computers and a tablet."""
    drafts = [EquipmentDraft(f"PC-{n}", f"Computer {n}", "COMPUTER", "Corner") for n in (1, 2, 3)]
    drafts.append(EquipmentDraft("TB-1", "Tablet 1", "TABLET", "Desk", 30))
    return {d.asset_number: services.equipment.add(actor, d).value.equipment_id for d in drafts}


@pytest.fixture
def people(services: App, actor: Actor) -> dict[str, int]:
    add = services.students.add
    return {
        name: add(actor, StudentDraft(family, name, grade="7"), card=card).value.student_id
        for name, family, card in (("Ana", "Santos", "C-1001"), ("Ben", "Santiago", "C-1002"))
    }


@pytest.fixture
def pane(show: Callable[..., Any], devices: dict[str, int], people: dict[str, int]) -> EquipmentPane:
    shown: EquipmentPane = show(EquipmentPane)
    return shown


def settled(qtbot: QtBot, pane: EquipmentPane) -> None:
    qtbot.waitUntil(lambda: pane.runner.idle)


def opened(qtbot: QtBot, pane: EquipmentPane, device_id: int) -> None:
    pane.open(device_id)
    qtbot.waitUntil(
        lambda: bool(pane.sheet.device and pane.sheet.device.id == device_id) and pane.runner.idle
    )


def form(pane: EquipmentPane) -> Any:
    assert pane.forms is not None and pane.forms.form is not None
    return pane.forms.form


def type_into(pane: EquipmentPane, key: str, text: str) -> QWidget:
    widget: QWidget = form(pane).editor(key).widget
    widget.setFocus()
    QTest.keySequence(widget, "Ctrl+A")
    QTest.keyClicks(widget, text)
    return widget


def save(qtbot: QtBot, pane: EquipmentPane, where: QWidget) -> None:
    QTest.keyClick(where, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, pane)


def start(qtbot: QtBot, pane: EquipmentPane, device_id: int, who: str) -> None:
    """Ctrl+L on the row, the card or name with Enter, Ctrl+S."""
    opened(qtbot, pane, device_id)
    QTest.keyClick(pane.list.table, Qt.Key.Key_L, Qt.KeyboardModifier.ControlModifier)
    picker = pane.acts_on_device.picker
    assert picker is not None
    QTest.keyClicks(picker.box, who)
    QTest.keyClick(picker.box, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: picker.patron() is not None)
    save(qtbot, pane, form(pane).editor("minutes").widget)


@pytest.mark.parametrize("who", ["C-1001", "santos"])
def test_a_session_by_card_or_name_without_a_mouse(
    qtbot: QtBot,
    pane: EquipmentPane,
    devices: dict[str, int],
    people: dict[str, int],
    services: App,
    actor: Actor,
    who: str,
) -> None:
    start(qtbot, pane, devices["PC-1"], who)
    session = services.equipment.get(actor, devices["PC-1"]).session
    assert session is not None and session.student_id == people["Ana"]
    qtbot.waitUntil(lambda: pane.sheet.session.large().endswith("left"))


def test_extend_take_back_and_undo(
    qtbot: QtBot, pane: EquipmentPane, devices: dict[str, int], services: App, actor: Actor
) -> None:
    device = devices["TB-1"]
    begun = services.equipment.start_session(actor, device, None).value
    opened(qtbot, pane, device)
    QTest.keyClick(pane.list.table, Qt.Key.Key_T, Qt.KeyboardModifier.ControlModifier)
    save(qtbot, pane, type_into(pane, "minutes", "45"))
    session = services.equipment.get(actor, device).session
    assert session is not None and session.due_at == begun.due_at + timedelta(minutes=45)
    qtbot.waitUntil(lambda: bool(pane.sheet.device and pane.sheet.device.session == session))
    QTest.keyClick(pane.list.table, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    where = type_into(pane, "condition", "Scratch on the screen")
    form(pane).editor("repair").widget.setChecked(True)
    save(qtbot, pane, where)
    after = services.equipment.get(actor, device)
    assert after.session is None and after.status is EquipmentStatus.MAINTENANCE
    QTest.keyClick(pane.list.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, pane)
    assert services.equipment.get(actor, device).session is not None


def test_a_refused_session_keeps_the_form_and_says_why(
    qtbot: QtBot,
    pane: EquipmentPane,
    devices: dict[str, int],
    people: dict[str, int],
    services: App,
    actor: Actor,
) -> None:
    services.equipment.start_session(actor, devices["PC-2"], people["Ana"])
    start(qtbot, pane, devices["PC-1"], "C-1001")
    assert form(pane).isVisible()
    assert services.equipment.get(actor, devices["PC-1"]).session is None


def test_minutes_are_checked_while_typed(qtbot: QtBot, pane: EquipmentPane, devices: dict[str, int]) -> None:
    opened(qtbot, pane, devices["PC-1"])
    pane.do("start")
    type_into(pane, "minutes", "2000")
    assert "24 hours" in form(pane).errors()["minutes"]


def test_register_edit_and_states(qtbot: QtBot, pane: EquipmentPane, services: App, actor: Actor) -> None:
    QTest.keyClick(pane.list.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    for key, text in (("name", "Microscope"), ("asset_number", "mi-1"), ("type", "Microscope")):
        where = type_into(pane, key, text)
    save(qtbot, pane, where)
    made = services.equipment.by_number(actor, "MI-1")
    qtbot.waitUntil(lambda: bool(pane.sheet.device and pane.sheet.device.id == made.id))
    pane.sheet.wanted.emit("status", EquipmentStatus.LOST)
    where = form(pane).editor("reason").widget
    save(qtbot, pane, where)
    assert "reason" in form(pane).errors()
    save(qtbot, pane, type_into(pane, "reason", "Not found at the inventory"))
    assert services.equipment.get(actor, made.id).status is EquipmentStatus.LOST
    qtbot.waitUntil(lambda: bool(pane.sheet.device and pane.sheet.device.status is EquipmentStatus.LOST))
    pane.sheet.wanted.emit("status", EquipmentStatus.AVAILABLE)
    settled(qtbot, pane)
    assert services.equipment.get(actor, made.id).status is EquipmentStatus.AVAILABLE


def test_delete_asks_first_and_is_undone(
    qtbot: QtBot,
    pane: EquipmentPane,
    messages: RecordingMessenger,
    devices: dict[str, int],
    services: App,
    actor: Actor,
) -> None:
    opened(qtbot, pane, devices["PC-3"])
    messages.answers.append(("delete", ""))
    pane.do("delete")
    settled(qtbot, pane)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 3)
    pane.undo_last()
    qtbot.waitUntil(lambda: pane.model.rowCount() == 4 and pane.runner.idle)
    assert services.equipment.get(actor, devices["PC-3"]).deleted_at is None


def test_the_first_filter_shows_overdue_sessions_longest_first(
    qtbot: QtBot,
    pane: EquipmentPane,
    devices: dict[str, int],
    services: App,
    actor: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for number, minutes in (("PC-1", 60), ("PC-2", 20), ("PC-3", 600)):
        services.equipment.start_session(actor, devices[number], minutes=minutes)
    later = datetime.now(UTC) + timedelta(hours=2)
    monkeypatch.setattr(type(services.equipment._core.clock), "now", lambda _self: later)
    monkeypatch.setattr(words, "now", lambda: later)
    assert pane.list.facets is not None
    pane.list.facets.choose("session", OVERDUE)
    qtbot.waitUntil(lambda: pane.runner.idle and pane.model.rowCount() == 2)
    first, second = pane.model.row(0), pane.model.row(1)
    assert [first.asset_number, second.asset_number] == ["PC-2", "PC-1"]
    assert words.status_badge(first).text == "Overdue"
    assert words.left_of(first) == "1 h 40 min late"


def test_times_run_on_without_asking_any_service(
    qtbot: QtBot,
    pane: EquipmentPane,
    devices: dict[str, int],
    services: App,
    actor: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    services.equipment.start_session(actor, devices["PC-1"], minutes=60)
    opened(qtbot, pane, devices["PC-1"])
    assert pane.sheet.session.large() in ("1 h left", "59 min left")

    def forbidden(*_args: Any, **_kwargs: Any) -> Any:
        raise AssertionError("the clock asked a service")

    monkeypatch.setattr(pane.runner, "run", forbidden)
    soon = datetime.now(UTC) + timedelta(minutes=90)
    monkeypatch.setattr(words, "now", lambda: soon)
    pane.repaint_times()
    assert pane.sheet.session.large() == "30 min late"


def test_history_lists_the_sessions(
    qtbot: QtBot, pane: EquipmentPane, devices: dict[str, int], services: App, actor: Actor
) -> None:
    for _ in range(3):
        begun = services.equipment.start_session(actor, devices["PC-1"]).value
        services.equipment.end_session(actor, begun.session_id)
    opened(qtbot, pane, devices["PC-1"])
    pane.list.sheet.show_tab("history")
    qtbot.waitUntil(lambda: pane.sheet.history.rowCount() == 3 and pane.runner.idle)
    assert words.session_badge(pane.sheet.history.row(0)).text == "In time"


def test_an_empty_register_offers_the_first_device(qtbot: QtBot, show: Callable[..., Any]) -> None:
    pane: EquipmentPane = show(EquipmentPane)
    qtbot.waitUntil(lambda: pane.state == "empty")
    assert pane.list.view.empty_notice().title().text() == "No equipment yet"


def test_words_of_time() -> None:
    assert words.span(45) == "45 min"
    assert words.span(60) == "1 h"
    assert words.span(80) == "1 h 20 min"
    free = Equipment(1, "A", "A", "ROOM", EquipmentStatus.MAINTENANCE, "", 60, None, None, 1, None)
    assert words.status_badge(free).text == "In repair" and words.left_badge(free) is None
