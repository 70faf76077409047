"""What tests of the maintenance pane share: going to a task, typing into its form, waiting until the pane is still."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection

from app.bootstrap import App
from app.database import job_turns
from app.database import jobs as job_queries
from app.database import workers as worker_queries
from app.domain.actors import Actor
from app.domain.job_endings import Ending
from app.domain.jobs import JobOrder, JobState
from app.maintenance import find
from ui.panes.maintenance.pane import MaintenancePane

CONTROL = Qt.KeyboardModifier.ControlModifier


def settled(qtbot: QtBot, pane: MaintenancePane) -> None:
    """Wait until the pane's questions are answered."""
    qtbot.waitUntil(lambda: pane.runner.idle)


def chosen(pane: MaintenancePane, name: str) -> QWidget:
    """Choose a task in the catalogue."""
    pane.go("tasks")
    assert pane.tasks.body.table.select_key(name)
    pane.tasks.body.table.setFocus()
    return pane.tasks.body.table


def type_into(form: Any, key: str, words_: str) -> QWidget:
    """Type into a field instead of what stands there."""
    widget: QWidget = form.editor(key).widget
    widget.setFocus()
    QTest.keySequence(widget, "Ctrl+A")
    QTest.keyClicks(widget, words_)
    return widget


def waiting(services: App, actor: Actor) -> list[str]:
    """The tasks whose jobs are put in and not over."""
    states = (JobState.READY, JobState.SCHEDULED, JobState.RUNNING)
    return [job.kind for job in services.maintenance.jobs(actor, states=states)]


def ended(services: App, actor: Actor, name: str, params: dict[str, Any], state: JobState) -> int:
    """A job of the past, as the engine leaves it behind."""
    now = services.core.clock.now()
    key = f"{name:0<8.8}-0000-7000-8000-000000000001"
    order = JobOrder(find(name).SPEC.kind, params, key, actor.user_id, actor.name, "desk-1")

    def work(connection: Connection) -> int:
        job_id = job_queries.add(connection, order, now)
        worker = worker_queries.register(connection, host="h", place="p", pid=1, born=0.0, now=now)
        (job,) = job_turns.claim(connection, worker, now, 1)
        if state is not JobState.STRANDED:
            job_turns.end(connection, [Ending(job, state, result={"outcome": {"summary": "Done."}})], now)
        worker_queries.bury(connection, worker, None, now)
        return job_id

    return services.core.database.write(work)
