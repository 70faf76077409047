"""The cluster's pane by real keys, over a real cluster of this computer and where there is none."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from app.cluster.checking.finding import Finding, State
from app.cluster.checking.overview import Overview
from app.cluster.checking.programs import Verdict
from app.cluster.rendering.files import Kind, RenderedFile
from app.domain.audit import AuditQuery
from app.domain.local_cluster import NodeState
from app.domain.paging import Window
from app.services.local_cluster import LocalPhase
from tests.app.cluster.kit import SCHOOL
from tests.servers.local_cluster import Cluster, cluster_to_share, whole
from ui.messages import RecordingMessenger
from ui.panes.base import PaneContext
from ui.panes.cluster import words
from ui.panes.cluster.pane import ClusterPane
from ui.panes.cluster.servers_tab import found_badge
from ui.state import UiState

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a cluster needs Linux")

CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
LONG_MS = 60_000


@pytest.fixture(scope="module")
def running_cluster() -> Iterator[Cluster]:
    """A cluster, started once."""
    with cluster_to_share() as started:
        yield started


@pytest.fixture
def cluster(running_cluster: Cluster) -> Iterator[Cluster]:
    """The cluster, every node up; up again afterwards."""
    with whole(running_cluster) as standing:
        yield standing


@pytest.mark.parametrize("state", list(NodeState))
def test_every_state_of_a_node_has_a_word_and_a_shape(state: NodeState) -> None:
    badge = words.state_badge(state)
    assert (bool(badge.text), bool(badge.icon)) == (True, True)


def at(ui_state: UiState, folder: Path) -> None:
    """Let the pane look at the cluster of a folder, as if it had been typed before."""
    ui_state.set_data("cluster/order", {"engine": "mariadb", "folder": str(folder)})


def seen_text(pane: ClusterPane) -> str:
    """All that can be read in it."""
    return "\n".join(each.text() for each in pane.findChildren(QLabel) if each.isVisible())


def audited(context: PaneContext) -> list[tuple[str, Any]]:
    """What the audit of this library tells of clusters, the newest last."""
    lines = context.services.audit.list(context.actor, AuditQuery(entity="cluster"), Window()).rows
    return [(line.action, line.label) for line in reversed(lines)]


def state_of(pane: ClusterPane, name: str) -> str:
    """How a node stands, as the pane knows."""
    return next((str(node.state) for node in pane.look.nodes if node.name == name), "")


def choose(qtbot: QtBot, pane: ClusterPane, name: str) -> None:
    """Search a node and go to it, by keys."""
    pane.nodes.body.search.setFocus()
    QTest.keyClick(pane.nodes.body.search, Qt.Key.Key_A, CONTROL)
    QTest.keyClicks(pane.nodes.body.search, name)
    qtbot.waitUntil(lambda: [row.name for row in pane.nodes.model.rows()] == [name])
    QTest.keyClick(pane.nodes.body.search, Qt.Key.Key_Down)
    QCoreApplication.sendPostedEvents()
    assert [row.name for row in pane.nodes.body.selected()] == [name]


def test_without_a_cluster_it_says_what_there_is_and_why_none_starts(
    qtbot: QtBot,
    show: Callable[..., Any],
    context: PaneContext,
    messages: RecordingMessenger,
    ui_state: UiState,
    tmp_path: Path,
) -> None:
    taken = tmp_path / "taken"
    taken.mkdir()
    (taken / "thesis.odt").write_text("mine")
    at(ui_state, taken)
    pane: ClusterPane = show(ClusterPane)
    assert (pane.look.phase, pane.row_count()) == (LocalPhase.NONE, 4)
    assert pane.badge.accessibleName() == "No cluster here"
    told = seen_text(pane)
    assert f"one file on this computer: {tmp_path / 'library.db'}" in told
    assert "DATABASE_NODES" in told and "clms cluster status" in told
    field = pane.starting.form.editor("folder").widget
    assert isinstance(field, QLineEdit) and field.text() == str(taken)
    QTest.keyClick(pane, Qt.Key.Key_R, CONTROL)
    qtbot.waitUntil(lambda: bool(messages.warned) or bool(messages.errors), timeout=LONG_MS)
    assert "The cluster did not start." in messages.warned[-1]
    assert f"{taken} holds other things than a cluster." in str(messages.errors[-1])
    assert [each.name for each in taken.iterdir()] == ["thesis.odt"]
    assert audited(context) == [], "nothing was done"


@pytest.fixture
def kept(context: PaneContext) -> Iterator[Path]:
    """A topology file in its usual place."""
    saved = context.services.cluster.save(context.actor, SCHOOL, "").value
    yield Path(saved.path)
    Path(saved.path).unlink()


def test_the_servers_and_files_of_a_deployment_are_shown_asked_and_saved(
    qtbot: QtBot,
    show: Callable[..., Any],
    messages: RecordingMessenger,
    ui_state: UiState,
    tmp_path: Path,
    kept: Path,
) -> None:
    at(ui_state, tmp_path / "none")
    pane: ClusterPane = show(ClusterPane)
    QTest.keyClick(pane, Qt.Key.Key_2, CONTROL)
    qtbot.waitUntil(lambda: pane.servers.model.rowCount() > 2 and pane.runner.idle)
    assert {part.state for part in pane.servers.model.rows()} == {None}
    assert pane.servers.body.table.select_key(("Node", "worker"))
    QTest.keyClick(pane, Qt.Key.Key_T, CONTROL)
    worker = lambda: next(each for each in pane.servers.model.rows() if each.of.name == "worker")  # noqa: E731
    qtbot.waitUntil(lambda: worker().state is not None, timeout=LONG_MS)
    assert worker().told and found_badge(worker()).text in ("Unknown", "Wrong")
    QTest.keyClick(pane, Qt.Key.Key_3, CONTROL)
    qtbot.waitUntil(lambda: pane.files.model.rowCount() > 0 and pane.runner.idle)
    named = next(file for file in pane.files.model.rows() if file.path.endswith("nginx.conf"))
    assert pane.files.body.table.select_key(named.below)
    QTest.keyClick(pane.files.body.table, Qt.Key.Key_Return)
    assert "least_conn" in named.text and pane.files.whole.toPlainText() == named.text
    messages.files.append(tmp_path / "out")
    messages.answers.append(("save", ""))
    QTest.keyClick(pane, Qt.Key.Key_E, CONTROL)
    qtbot.waitUntil(lambda: (tmp_path / "out" / named.below).is_file() and pane.runner.idle, timeout=LONG_MS)
    assert "Nothing is installed." in messages.asked[-1].detail
    assert (tmp_path / "out" / named.below).read_text() == named.text
    kept.write_text(kept.read_text().replace('kind = "worker"', 'kind = "walker"'))
    QTest.keyClick(pane, Qt.Key.Key_4, CONTROL)
    qtbot.waitUntil(lambda: pane.deployment.kept.problem is not None and pane.runner.idle)
    assert pane.checks.body.view.empty_notice().title().text() == "The topology file can't be used"


def test_what_is_found_of_the_files_is_told_the_worst_first(qtbot: QtBot, show: Callable[..., Any]) -> None:
    pane: ClusterPane = show(ClusterPane)
    finding = Finding("pools", "Too many connections.", "Lower them.", ("db-1",))
    file = RenderedFile("back", "db-1", "/etc/my.cnf", Kind.MARIADB, "[mysqld]\n")
    overview = Overview((Verdict(file, "mariadbd", State.GOOD),), (finding,))
    pane.checks.show_overview(overview)
    assert [told.badge.text for told in pane.checks.model.rows()] == ["Contradiction", "Good"]
    pane.checks.show_told(pane.checks.model.rows()[0])
    pane.go("checks")
    assert "Lower them." in seen_text(pane)


def test_a_node_is_ended_and_started_again_by_keys_alone(
    qtbot: QtBot,
    show: Callable[..., Any],
    context: PaneContext,
    messages: RecordingMessenger,
    ui_state: UiState,
    cluster: Cluster,
) -> None:
    at(ui_state, cluster.folder)
    pane: ClusterPane = show(ClusterPane)
    assert (pane.look.phase, pane.row_count(), pane.look.own) == (LocalPhase.RUNNING, 14, False)
    assert pane.badge.accessibleName() == "Running"
    assert "14 up" in pane.about.whole_text() and "for trying things" in pane.about.whole_text()
    choose(qtbot, pane, "api-2")
    messages.answers.append(("do", ""))
    QTest.keyClick(pane, Qt.Key.Key_D, CONTROL)
    qtbot.waitUntil(lambda: state_of(pane, "api-2") == NodeState.DRAINED, timeout=LONG_MS)
    assert messages.asked[-1].title == "Drain api-2?"
    qtbot.waitUntil(lambda: pane.runner.idle, timeout=LONG_MS)
    QTest.keyClick(pane, Qt.Key.Key_D, CONTROL)
    qtbot.waitUntil(lambda: state_of(pane, "api-2") == NodeState.UP and pane.runner.idle, timeout=LONG_MS)
    QTest.keyClick(pane, Qt.Key.Key_K, CONTROL | SHIFT)
    assert messages.asked[-1].title == "End api-2 at once?"
    assert "Its requests go to 2 other nodes." in messages.asked[-1].detail
    assert state_of(pane, "api-2") == "up", "nobody agreed"
    messages.answers.append(("do", ""))
    QTest.keyClick(pane, Qt.Key.Key_K, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: state_of(pane, "api-2") == NodeState.KILLED, timeout=LONG_MS)
    assert pane.badge.accessibleName() == "Not all of it is up"
    assert cluster.node("api-2").state is NodeState.KILLED
    QTest.keyClick(pane.nodes.body.table, Qt.Key.Key_Return)
    assert "It is started again on what lies in its folder." in seen_text(pane)
    QTest.keyClick(pane, Qt.Key.Key_K, CONTROL | SHIFT)  # the same keys: the act is another one now
    qtbot.waitUntil(lambda: state_of(pane, "api-2") == NodeState.UP, timeout=LONG_MS)
    qtbot.waitUntil(lambda: pane.runner.idle, timeout=LONG_MS)
    assert messages.told[-1].startswith("api-2 is up again.")
    where = str(cluster.folder)
    acts = ("drain_node", "undrain_node", "kill_node", "start_node")
    assert audited(context) == [(action, where) for action in acts]


def test_a_database_is_promoted_once_it_is_told_what_each_has(
    qtbot: QtBot,
    show: Callable[..., Any],
    context: PaneContext,
    messages: RecordingMessenger,
    ui_state: UiState,
    cluster: Cluster,
) -> None:
    at(ui_state, cluster.folder)
    pane: ClusterPane = show(ClusterPane)
    old = next(node.name for node in pane.look.nodes if node.kind == "database" and node.role == "primary")
    QTest.keyClick(pane, Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: bool(messages.asked), timeout=LONG_MS)
    question = messages.asked[-1]
    assert f"{old}: It is the primary." in question.detail and "It has the most." in question.detail
    new = next(choice.key for choice in question.choices if choice.primary)
    assert [choice.key for choice in question.choices if choice.key == old] == []
    messages.answers.append((new, ""))
    QTest.keyClick(pane, Qt.Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: cluster.node(new).role == "primary", timeout=LONG_MS)
    qtbot.waitUntil(lambda: messages.told != [] and pane.runner.idle, timeout=LONG_MS)
    assert messages.told[-1].startswith(f"{new} is the primary, epoch ")
    choose(qtbot, pane, old)
    messages.answers.append(("do", ""))
    QTest.keyClick(pane, Qt.Key.Key_Y, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: cluster.node(old).role == "replica", timeout=LONG_MS)
    assert messages.asked[-1].type_to_confirm == old
    assert f"It has nothing that {new} lacks." in messages.asked[-1].detail
    qtbot.waitUntil(lambda: len(audited(context)) == 2 and pane.runner.idle, timeout=LONG_MS)
    assert [action for action, _ in audited(context)] == ["promote", "clone_node"]
