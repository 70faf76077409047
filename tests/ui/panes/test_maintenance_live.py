"""Jobs as they run, with a real worker: progress, log and cancel in the pane, and in every other pane's strip and rail."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from app.bootstrap import App
from app.database import job_turns
from app.database import jobs as job_queries
from app.database import workers as worker_queries
from app.domain.actors import Actor
from app.domain.jobs import JobOrder, JobState
from app.maintenance import find
from tests.ui.panes.maintenance_cases import ended, type_into
from ui.job_watch import JobTask, JobWatch
from ui.main_window import MainWindow
from ui.messages import RecordingMessenger
from ui.panes import PANES
from ui.panes.base import PaneContext
from ui.panes.maintenance.pane import MaintenancePane
from ui.runner import Runner
from ui.tasks import TaskState
from ui.theme import Theme

#: A backup of the empty library at this pace takes more than half a minute: long enough to be looked at and cancelled.
SLOW_KB_S = 20


@pytest.fixture
def folder(services: App) -> Path:
    """An empty folder for backups."""
    made = services.data_dir / "backups"
    made.mkdir()
    return made


def test_a_running_backup_is_watched_and_cancelled_from_the_pane(
    qtbot: QtBot,
    pane: MaintenancePane,
    services: App,
    worker: None,
    messages: RecordingMessenger,
    folder: Path,
) -> None:
    pane.open("backup-database")
    type_into(pane.tasks.sheet.form, "folder", str(folder))
    messages.answers = [("run", "")]
    where = type_into(pane.tasks.sheet.form, "most_kb_s", str(SLOW_KB_S))
    QTest.keyClick(where, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    sheet = pane.jobs.sheet
    qtbot.waitUntil(lambda: pane.page == "jobs" and sheet.job is not None)
    qtbot.waitUntil(lambda: sheet.bar.maximum() > 0 and sheet.bar.value() > 0)
    first = sheet.bar.value()
    qtbot.waitUntil(lambda: sheet.bar.value() > first)
    assert sheet.bar.isVisible() and "Saving library.db" in pane.jobs._step(pane.jobs.model.row(0))
    qtbot.waitUntil(lambda: "Saving library.db" in sheet.log.toPlainText())
    assert list(folder.glob(".partial-*")), "it is really writing"

    messages.answers = [("stop", "")]
    pane.jobs.body.table.selectRow(0)
    pane.jobs.body.table.setFocus()
    QTest.keyClick(pane.jobs.body.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: pane.history.model.rowCount() == 1)
    assert pane.history.model.row(0).state is JobState.CANCELLED
    assert "stays done" in messages.asked[-1].detail
    assert [each.name for each in folder.iterdir() if not each.name.endswith(".lock")] == []
    qtbot.waitUntil(lambda: sheet.job.state is JobState.CANCELLED and not sheet.bar.isVisible())


def test_a_job_that_came_and_went_between_two_looks_is_shown(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor
) -> None:
    ended(services, actor, "rotate-logs", {}, JobState.FAILED)
    qtbot.waitUntil(lambda: pane.history.model.rowCount() == 1)


# -- the window around the pane ------------------------------------------------------------------------


@pytest.fixture
def window(qtbot: QtBot, light: Theme, context: PaneContext) -> Iterator[MainWindow]:
    """The window, with a pane beside maintenance in front."""
    specs = [spec for spec in PANES if spec.key in ("equipment", "maintenance")]
    made = MainWindow(context, light, specs, verify=lambda _: True, needs_password=False, lock_minutes=0)
    made.show()
    made.go("equipment")
    yield made
    made.hide()
    made.deleteLater()


@pytest.fixture
def watch(services: App, runner: Runner, window: MainWindow) -> JobWatch:
    """What watches the jobs for the window."""
    return JobWatch(services, runner, window, first_ms=0)


def test_a_job_is_followed_in_the_strip_and_its_end_is_told(
    qtbot: QtBot, window: MainWindow, watch: JobWatch, services: App, actor: Actor, worker: None,
    messages: RecordingMessenger, folder: Path,
) -> None:  # fmt: skip
    slow = {"folder": str(folder), "most_kb_s": SLOW_KB_S}
    job_id = services.maintenance.start(actor, "backup-database", slow).value.job_id
    watch.look()
    qtbot.waitUntil(lambda: job_id in watch.tasks and (watch.tasks[job_id].fraction or 0) > 0)
    task = watch.tasks[job_id]
    assert window.drawer.running() == [task] and "%" in task.amount
    assert window.strip._open.text().startswith("Back the library up ") and "%" in window.strip._open.text()
    qtbot.waitUntil(lambda: "Saving library.db" in task.log)

    task.stop()
    assert task.state is TaskState.RUNNING and len(messages.asked) == 1, "one click stops nothing"
    messages.answers = [("stop", "")]
    task.stop()
    qtbot.waitUntil(lambda: task.state is TaskState.STOPPED)
    assert not messages.told and job_id not in watch.tasks

    services.maintenance.start(actor, "rotate-logs")
    watch.look()
    qtbot.waitUntil(lambda: bool(messages.told))
    assert "Turn the logs over" in messages.told[0] and "Nothing to do" in messages.told[0]


def test_what_wants_a_look_is_marked_on_the_rail_until_somebody_looks(
    qtbot: QtBot, window: MainWindow, watch: JobWatch, services: App, actor: Actor, worker: None
) -> None:
    services.maintenance.start(actor, "backup-database", {"folder": str(services.data_dir / "nowhere")})
    watch.look()
    qtbot.waitUntil(lambda: badge(window) == "1")
    assert window.rail.button_of("maintenance").accessibleName() == "Maintenance. 1 failed"
    window.go("maintenance")
    watch.look()
    qtbot.waitUntil(lambda: badge(window) == "")
    window.go("equipment")

    services.core.database.write(lambda connection: _strand(connection, services, actor))
    watch.look()
    qtbot.waitUntil(lambda: badge(window) == "1")
    (task,) = window.drawer.running()
    assert isinstance(task, JobTask) and task.state is TaskState.STRANDED
    strip = window.strip
    assert strip._open.text().endswith(": decide") and strip._bar.isHidden() and strip._stop.isHidden()
    window.go("maintenance", task.job.id)
    watch.look()
    qtbot.waitUntil(lambda: runner_idle(window))
    assert badge(window) == "1", "a decision is not made by looking"


def badge(window: MainWindow) -> str:
    """What stands beside maintenance on the rail."""
    shown = window.rail._badges.get("maintenance")
    return shown.text() if shown is not None and not shown.isHidden() else ""


def runner_idle(window: MainWindow) -> bool:
    """Whether nothing is under way, watching included."""
    return window.context.runner.busy == 0


def _strand(connection: Connection, services: App, actor: Actor) -> None:
    """A restore whose worker died in the middle of it."""
    now = services.core.clock.now()
    kind = find("restore-database").SPEC.kind
    order = JobOrder(kind, {}, "11111111-1111-7111-8111-111111111111", actor.user_id, actor.name, "desk-1")
    job_queries.add(connection, order, now)
    gone = worker_queries.register(connection, host="h", place="p", pid=1, born=0.0, now=now)
    assert job_turns.claim(connection, gone, now, 1)
    worker_queries.bury(connection, gone, None, now)
