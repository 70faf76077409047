"""A roll-out from the cluster's pane: what it would do, how far it is with each node, and what became of it."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox
from pytestqt.qtbot import QtBot

from app import __version__
from app.domain.jobs import JobState
from app.domain.rollouts import Stage
from app.errors import Unreachable
from tests.servers.local_cluster import PASSWORD, Cluster, library_of, local_cluster
from tests.servers.releases import build_release, with_migration
from ui.help.index import page_of
from ui.messages import RecordingMessenger
from ui.panes.base import PaneContext
from ui.panes.cluster import words
from ui.panes.cluster.pane import KEYS, ClusterPane
from ui.panes.cluster.rollout_tab import TASK, RolloutTab
from ui.runner import Runner
from ui.sounds import Sounds
from ui.state import UiState

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="a cluster needs Linux")

CONTROL = Qt.KeyboardModifier.ControlModifier
LONG_MS = 240_000
NEXT = "9.2.0"


def at_work(pane: ClusterPane) -> RolloutTab:
    """Bring the page to the front by its key."""
    QTest.keyClick(pane, Qt.Key.Key_5, CONTROL)
    return pane.rollout


def stage_of(page: RolloutTab, name: str) -> Stage | None:
    return next((row.stage for row in page.model.rows() if row.node.name == name), None)


@pytest.mark.parametrize("page", KEYS)
def test_every_page_has_its_own_help(qapp: QApplication, page: str) -> None:
    told = page_of("cluster", page).told()
    assert len(told) > 100 and sum(page_of("cluster", key).told() == told for key in KEYS) == 1


@pytest.mark.parametrize("stage", list(Stage))
def test_every_stage_has_a_word_and_a_shape(stage: Stage) -> None:
    badge = words.stage_badge(stage)
    assert (bool(badge.text), bool(badge.icon)) == (True, True)


def test_a_library_in_a_file_says_why_nothing_is_rolled_out_from_it(
    qtbot: QtBot, show: Callable[..., Any], messages: RecordingMessenger
) -> None:
    pane: ClusterPane = show(ClusterPane)
    page = at_work(pane)
    qtbot.waitUntil(lambda: pane.runner.idle and page.task.card is not None)
    assert page.task.card is not None and page.task.card.obstacle is not None
    assert not page.task.obstacle.isHidden() and page.task.obstacle.text()
    assert page.body.view.empty_notice().title().text() == "No deployment is known here"
    QTest.keyClick(pane, Qt.Key.Key_L, CONTROL)
    assert messages.told[-1] == "Nothing was rolled out yet."
    page._on_no_look(Unreachable("The database does not answer."))
    assert pane.about.whole_text() == "The database does not answer."
    qtbot.waitUntil(lambda: pane.about.whole_text() == "")


@pytest.fixture
def on_cluster(
    cluster: Cluster, runner: Runner, messages: RecordingMessenger, ui_state: UiState
) -> Iterator[PaneContext]:
    """What a pane is given in a window on the cluster's library."""
    yield from window_on(cluster, runner, messages, ui_state)


def window_on(
    cluster: Cluster, runner: Runner, messages: RecordingMessenger, ui_state: UiState
) -> Iterator[PaneContext]:
    with library_of(cluster) as app:
        actor = app.accounts.sign_in("maria.santos", PASSWORD)
        yield PaneContext(app, actor, runner, messages, ui_state, Sounds(on=False))
        runner.close()


def shown(qtbot: QtBot, context: PaneContext) -> ClusterPane:
    pane = ClusterPane(context)
    qtbot.addWidget(pane)
    pane.resize(1166, 660)
    pane.show()
    pane.shown()
    qtbot.waitUntil(lambda: pane.state == "loaded", timeout=LONG_MS)
    return pane


@pytest.fixture(scope="session")
def next_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the release after this one."""
    return build_release(tmp_path_factory.mktemp("next"), NEXT, with_migration())


@pytest.mark.long
def test_what_a_roll_out_would_do_is_told_in_numbers_and_nothing_is_done(
    qtbot: QtBot, on_cluster: PaneContext, next_release: Path, messages: RecordingMessenger
) -> None:
    pane = shown(qtbot, on_cluster)
    page = at_work(pane)
    qtbot.waitUntil(lambda: page.model.rowCount() == 4, timeout=LONG_MS)
    assert {row.node.release for row in page.model.rows()} == {__version__}
    assert __version__ in pane.about.whole_text()
    QTest.keyClick(pane, Qt.Key.Key_P, CONTROL)
    form = page.task.form
    assert form is not None
    box = form.editor("release").widget
    assert isinstance(box, QComboBox)
    qtbot.waitUntil(lambda: box.findText(__version__) >= 0, timeout=LONG_MS)
    form.enter({"release": str(next_release), "without_backup": "a library of a test"})
    page.task.wanted.emit("plan")
    qtbot.waitUntil(lambda: page.task.plan.text() != "", timeout=LONG_MS)
    assert page.task.plan.text().startswith(f"Rolls {NEXT} out to 4 nodes (api-1, api-2, api-3, worker-1)")
    page.task.wanted.emit("run")
    qtbot.waitUntil(lambda: messages.asked != [], timeout=LONG_MS)
    assert messages.asked[-1].type_to_confirm == TASK and "Nodes: 4" in messages.asked[-1].detail
    jobs = on_cluster.services.maintenance.jobs(on_cluster.actor, name=TASK)
    assert all(job.dry_run for job in jobs), "nobody agreed"
    qtbot.waitUntil(lambda: pane.runner.idle, timeout=LONG_MS)


@pytest.mark.long
@pytest.mark.timeout(900)
def test_it_is_watched_node_by_node_until_all_run_it(
    qtbot: QtBot, runner: Runner, messages: RecordingMessenger, ui_state: UiState, next_release: Path
) -> None:
    with local_cluster("mariadb") as cluster:
        with library_of(cluster) as app:
            app.accounts.create_first_user("Maria Santos", password=PASSWORD)
        for context in window_on(cluster, runner, messages, ui_state):
            pane = shown(qtbot, context)
            page = at_work(pane)
            qtbot.waitUntil(lambda page=page: page.task.form is not None, timeout=LONG_MS)  # type: ignore[misc]
            assert page.task.form is not None
            given = {"release": str(next_release), "without_backup": "a library of a test", "watch_s": 2}
            page.task.form.enter(given)
            messages.answers.append(("run", ""))
            page.task.wanted.emit("run")
            seen: dict[str, set[Stage | None]] = {}

            def over(page: RolloutTab = page, seen: dict[str, set[Stage | None]] = seen) -> bool:
                for row in page.model.rows():
                    seen.setdefault(row.node.name, set()).add(row.stage)
                return page.job.job is not None and page.job.job.state is JobState.DONE

            qtbot.waitUntil(over, timeout=LONG_MS)
            assert {Stage.WAITING, Stage.RENEWED} <= seen["api-2"], seen
            assert any(stages & {Stage.DRAINING, Stage.STARTING, Stage.WATCHED} for stages in seen.values())
            assert [stage_of(page, f"api-{number}") for number in (1, 2, 3)] == [Stage.RENEWED] * 3
            assert stage_of(page, "worker-1") is Stage.WAITING, "it carries the roll-out out"
            qtbot.waitUntil(
                lambda page=page: {row.node.release for row in page.model.rows()} == {NEXT, __version__},
                timeout=LONG_MS,
            )  # type: ignore[misc]
            qtbot.waitUntil(lambda: runner.idle, timeout=LONG_MS)
