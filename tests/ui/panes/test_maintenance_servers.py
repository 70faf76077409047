"""Maintenance beside a real MariaDB and MySQL: what a window on a desk shows of work that a worker on the server does."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.jobs import JobState
from tests.ui.panes.maintenance_cases import CONTROL, chosen, settled, type_into
from tests.ui.panes.server_cases import actor, servers, services
from ui.messages import RecordingMessenger
from ui.panes.maintenance import words
from ui.panes.maintenance.pane import MaintenancePane

__all__ = ["actor", "services"]


@pytest.mark.parametrize("services", servers("mysql"), indirect=True)  # the window knows no engine
def test_a_desk_plans_runs_and_proves_a_backup_on_the_server(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor, worker: None, messages: RecordingMessenger,
    tmp_path: Path,
) -> None:  # fmt: skip
    assert pane.tasks.model.rowCount() >= 10
    pane.open("backup-database")
    form = pane.tasks.sheet.form
    assert form is not None and not hasattr(form.editor("folder"), "choose"), (
        "this computer's folders would mislead"
    )
    QTest.keyClick(type_into(form, "folder", str(tmp_path / "nowhere")), Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: "is not there" in pane.tasks.sheet.plan.text())
    assert not messages.asked, "the worker made the plan, and said no"

    (tmp_path / "backups").mkdir()
    messages.answers = [("run", "")]
    QTest.keyClick(type_into(form, "folder", str(tmp_path / "backups")), Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: pane.backups.model.rowCount() == 1)
    assert "Saves" in messages.asked[0].detail
    services.maintenance.start(actor, "verify-backup", {"folder": str(tmp_path / "backups")})
    qtbot.waitUntil(lambda: "be back in about" in pane.clock.text())
    assert words.verdict_badge(pane.backups.model.row(0)).text == "Proven"

    QTest.keyClick(chosen(pane, "rotate-logs"), Qt.Key.Key_R, CONTROL)
    settled(qtbot, pane)

    wanted = {"backup-database", "verify-backup", "rotate-logs"}

    def done() -> bool:  # the proof too: its verdict is told before it is over
        return wanted <= {
            job.kind for job in _history(pane) if job.state is JobState.DONE and not job.dry_run
        }

    qtbot.waitUntil(done)
    plans = [job for job in _history(pane) if job.dry_run]
    assert {job.state for job in plans} == {JobState.DONE, JobState.FAILED}
    assert pane.history.body.facets is not None
    pane.history.body.facets.choose("how", "person")
    assert {job.kind for job in _history(pane)} == wanted


def _history(pane: MaintenancePane) -> tuple[Any, ...]:
    return tuple(pane.history.model.rows())
