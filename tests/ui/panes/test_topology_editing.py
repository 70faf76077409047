"""The topology edited by its forms: what is wrong is said where it is, nothing is written unseen, and it can be had back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from app.cluster import topology_file
from app.domain.audit import AuditQuery
from app.domain.paging import Window
from app.domain.topology import Node, NodeKind
from app.domain.topology_draft import draft_of
from app.errors import Conflict
from tests.app.cluster.kit import SCHOOL
from tests.servers.databases import free_port
from ui.messages import RecordingMessenger
from ui.panes.base import PaneContext
from ui.panes.cluster.pane import ClusterPane
from ui.panes.cluster.topology_forms import (
    host_of,
    host_values,
    node_of,
    node_values,
    shared_of,
    shared_values,
)
from ui.widgets.form import Form

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LONG_MS = 60_000
NOTED = SCHOOL.replace('name = "front"\naddress', 'name = "front"  # the old desk computer\naddress')


@pytest.fixture
def place() -> Iterator[Path]:
    """Where the topology file stands, which is not there at first."""
    path = topology_file.default_path()
    yield path
    for each in (path, topology_file.before_path(path)):
        each.unlink(missing_ok=True)


@pytest.fixture
def kept(place: Path) -> Path:
    """One that somebody wrote by hand."""
    topology_file.write_text(place, NOTED)
    return place


@pytest.fixture
def pane(qtbot: QtBot, show: Callable[..., Any], kept: Path) -> ClusterPane:
    """The page of servers of what stands there."""
    return servers(qtbot, show)


def servers(qtbot: QtBot, show: Callable[..., Any]) -> ClusterPane:
    made: ClusterPane = show(ClusterPane)
    QTest.keyClick(made, Qt.Key.Key_2, CONTROL)
    qtbot.waitUntil(lambda: bool(made.deployment.kept.path) and made.runner.idle)
    return made


def form_of(pane: ClusterPane) -> Form:
    """The form that is open."""
    assert pane.servers.editing.form is not None
    return pane.servers.editing.form


def seen(pane: ClusterPane) -> str:
    """All that can be read in it."""
    return "\n".join(
        each.text().replace("\u200b", "") for each in pane.findChildren(QLabel) if each.isVisible()
    )


def change(qtbot: QtBot, pane: ClusterPane, name: str, kind: str = "Node") -> Form:
    """Open the form of a part by keys."""
    assert pane.servers.body.table.select_key((kind, name))
    QTest.keyClick(pane.servers.body.table, Qt.Key.Key_F2)
    return form_of(pane)


def foresee(qtbot: QtBot, pane: ClusterPane) -> None:
    """Ask for the save, and wait until it is shown."""
    QTest.keyClick(pane, Qt.Key.Key_W, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: pane.servers.saving.foreseen is not None and pane.runner.idle)


def test_a_first_deployment_is_described_and_saved_by_keys(
    qtbot: QtBot, show: Callable[..., Any], context: PaneContext, place: Path
) -> None:
    pane = servers(qtbot, show)
    assert pane.servers.body.view.empty_notice().title().text() == "No servers are described yet"
    QTest.keyClick(pane, Qt.Key.Key_N, CONTROL)
    assert {part.kind for part in pane.servers.model.rows()} >= {"Host", "Database", "API node", "Worker"}
    assert "A new topology, not saved yet." in pane.unsaved.text()
    assert not place.exists()
    foresee(qtbot, pane)
    assert "+engine_version" in pane.servers.saving.difference.toPlainText()
    focus = QApplication.focusWidget()
    assert focus is not None and focus.accessibleName() == "Save"
    QTest.keyClick(focus, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: place.exists() and pane.runner.idle and not pane.servers.busy)
    assert topology_file.read(place) == pane.deployment.topology
    assert pane.deployment.changes == () and pane.unsaved.isHidden()
    lines = context.services.audit.list(context.actor, AuditQuery(entity="topology"), Window()).rows
    assert [line.action for line in lines] == ["create"]


def test_a_bad_value_gets_its_sentence_at_its_field_and_a_good_one_is_taken_over(
    qtbot: QtBot, pane: ClusterPane, kept: Path
) -> None:
    form = change(qtbot, pane, "api-2")
    form.enter({"host": "front", "port": 3001})
    QTest.keyClick(form, Qt.Key.Key_S, CONTROL)
    assert pane.servers.editing.form is form, "it is not taken"
    assert "api-2 and api-1 both have port 3001." in seen(pane)
    assert form.editor("port").widget.property("invalid") == "true"
    form.enter({"port": 3002})
    QTest.keyClick(form, Qt.Key.Key_S, CONTROL)
    assert pane.servers.editing.form is None
    assert pane.deployment.changes == ("node api-2",)
    assert "node api-2" in pane.unsaved.text()
    assert kept.read_text() == NOTED, "nothing is written yet"
    QTest.keyClick(pane, Qt.Key.Key_3, CONTROL)
    qtbot.waitUntil(lambda: pane.runner.idle and pane.files.model.rowCount() > 0)
    assert "front/etc/clms/api-2.env" in {file.below for file in pane.files.model.rows()}


def test_what_a_save_does_is_seen_before_and_can_be_had_back(
    qtbot: QtBot, pane: ClusterPane, kept: Path, messages: RecordingMessenger
) -> None:
    QTest.keyClick(pane, Qt.Key.Key_G, CONTROL)
    form_of(pane).enter({"pool": 30, "polling.interval": "7.5", "credentials.redis": "env:REDIS_SECRET"})
    QTest.keyClick(form_of(pane), Qt.Key.Key_S, CONTROL)
    foresee(qtbot, pane)
    told = seen(pane)
    assert "It changes: pool, polling, credentials." in told
    assert "1 comment does not stand in the saved file:" in told and "# the old desk computer" in told
    assert f"{kept}.before" in told
    assert "+pool = 30" in pane.servers.saving.difference.toPlainText().splitlines()
    pane.servers.saving.save_button.click()
    qtbot.waitUntil(lambda: not pane.servers.busy and pane.runner.idle)
    saved = topology_file.read(kept)
    assert (saved.pool, saved.polling.interval, saved.credentials.redis) == (30, 7.5, "env:REDIS_SECRET")
    pane.servers.body.table.acts.trigger("put-back")
    qtbot.waitUntil(lambda: pane.servers.saving.foreseen is not None and pane.runner.idle)
    assert "Put the topology of before back?" in seen(pane)
    pane.servers.saving.save_button.click()
    qtbot.waitUntil(lambda: not pane.servers.busy and pane.runner.idle)
    assert kept.read_text() == NOTED
    assert messages.warned == [] and messages.errors == []


def test_what_somebody_else_changed_meanwhile_is_noticed_twice(
    qtbot: QtBot, pane: ClusterPane, kept: Path, messages: RecordingMessenger
) -> None:
    change(qtbot, pane, "back", "Host").enter({"cpus": 16})
    QTest.keyClick(form_of(pane), Qt.Key.Key_S, CONTROL)
    kept.write_text(NOTED.replace("[credentials]", "people = 77\n[credentials]"))
    QTest.keyClick(pane, Qt.Key.Key_4, CONTROL)
    qtbot.waitUntil(lambda: pane.deployment.overtaken)
    assert "Somebody else changed the file meanwhile." in pane.unsaved.text()
    foresee(qtbot, pane)
    assert "Somebody else changed the file since you began." in seen(pane)
    assert "-people = 77" in pane.servers.saving.difference.toPlainText().splitlines()
    kept.write_text(NOTED.replace("[credentials]", "people = 78\n[credentials]"))
    pane.servers.saving.save_button.click()
    qtbot.waitUntil(lambda: messages.errors != [] and pane.runner.idle)
    assert isinstance(messages.errors[-1], Conflict)
    assert "people = 78" in kept.read_text(), "nothing is overwritten unseen"
    qtbot.waitUntil(lambda: "-people = 78" in pane.servers.saving.difference.toPlainText().splitlines())
    pane.servers.saving.save_button.click()
    qtbot.waitUntil(lambda: not pane.servers.busy and pane.runner.idle)
    assert (topology_file.read(kept).host("back").cpus, topology_file.read(kept).people) == (16, 1000)


def test_what_is_entered_is_tried_before_it_is_taken_over(
    qtbot: QtBot, pane: ClusterPane, kept: Path
) -> None:
    form = change(qtbot, pane, "back", "Host")
    form.enter({"address": "127.0.0.1"})
    QTest.keyClick(form, Qt.Key.Key_S, CONTROL)
    QTest.keyClick(pane, Qt.Key.Key_N, CONTROL)
    form = form_of(pane)
    form.enter({"name": "api-9", "host": "back", "port": free_port()})
    pane.servers.editing.test()
    qtbot.waitUntil(lambda: pane.servers.editing.found.text().startswith("Unknown"), timeout=LONG_MS)
    form.enter({"port": 70_000})
    pane.servers.editing.test()
    assert "api-9 can't have port 70000" in seen(pane)
    assert kept.read_text() == NOTED


def test_what_does_not_fit_together_is_told_everywhere_and_not_saved(
    qtbot: QtBot, pane: ClusterPane, kept: Path, messages: RecordingMessenger
) -> None:
    messages.answers.append(("do", ""))
    assert pane.servers.body.table.select_key(("Host", "back"))
    QTest.keyClick(pane.servers.body.table, Qt.Key.Key_Delete)
    assert "Its 4 nodes go with it: api-2, worker, db-1, redis-1." in messages.asked[-1].detail
    assert "One database node is the primary at first" in pane.unsaved.text()
    QTest.keyClick(pane, Qt.Key.Key_W, CONTROL | SHIFT)
    assert "One database node is the primary at first" in str(messages.errors[-1])
    QTest.keyClick(pane, Qt.Key.Key_3, CONTROL)
    qtbot.waitUntil(lambda: pane.runner.idle)
    notice = pane.files.body.view.empty_notice()
    assert notice.title().text() == "The topology does not fit together yet"
    pane.guard(lambda: messages.tell("left"))
    assert messages.asked[-1].title == "Leave without saving the topology?" and "left" not in messages.told
    messages.answers.append(("drop", ""))
    pane.servers.body.table.acts.trigger("drop")
    assert pane.deployment.changes == () and len(pane.servers.model.rows()) == 9
    pane.guard(lambda: messages.tell("left"))
    assert messages.told[-1] == "left"
    assert kept.read_text() == NOTED


def test_a_form_with_something_typed_is_not_lost_to_another_row(
    qtbot: QtBot, pane: ClusterPane, messages: RecordingMessenger
) -> None:
    form = change(qtbot, pane, "db-2")
    form.enter({"memory": "2G"})
    pane.servers.show_part(pane.servers.model.rows()[0])
    assert messages.asked[-1].title == "Leave without saving?" and pane.servers.editing.form is form
    messages.answers.append(("leave", ""))
    QTest.keyClick(form, Qt.Key.Key_Escape)
    assert pane.servers.editing.form is None and pane.deployment.changes == ()


def test_one_file_is_saved_and_its_secrets_asked_about(
    qtbot: QtBot, pane: ClusterPane, messages: RecordingMessenger, tmp_path: Path
) -> None:
    QTest.keyClick(pane, Qt.Key.Key_3, CONTROL)
    qtbot.waitUntil(lambda: pane.runner.idle and pane.files.model.rowCount() > 0)
    for name, answers in (("nginx.conf", []), ("api-1.secrets.env", [("save", "")])):
        file = next(each for each in pane.files.model.rows() if each.path.endswith(f"/{name}"))
        assert pane.files.body.table.select_key(file.below)
        messages.files.append(tmp_path / name)
        messages.answers += answers
        asked = len(messages.asked)
        QTest.keyClick(pane, Qt.Key.Key_E, CONTROL | SHIFT)
        qtbot.waitUntil(lambda name=name: (tmp_path / name).exists() and pane.runner.idle)  # type: ignore[misc]
        assert (tmp_path / name).read_text() == file.text
        assert len(messages.asked) - asked == len(answers)


def test_the_forms_give_back_what_they_show() -> None:
    school = topology_file.parse(SCHOOL)
    draft = draft_of(school)
    assert [host_of(host_values(host)) for host in school.hosts] == list(school.hosts)
    assert [node_of(node_values(node)) for node in school.nodes] == list(school.nodes)
    assert draft.with_shared(shared_of(shared_values(draft))) == draft
    typed = node_values(school.node("proxy")) | {"kind": NodeKind.WORKER, "primary": True}
    assert node_of(typed) == Node("proxy", NodeKind.WORKER, "front"), (
        "what its kind does not have is left out"
    )
