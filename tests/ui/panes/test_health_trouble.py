"""Troubleshooting in the pane Health: a case is worked through, leads to what helps, and saves its evidence."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.board import NodeLine
from app.domain.health import HealthState, TargetKind
from app.domain.troubleshooting import CASES
from app.domain.troubleshooting.case import Verdict
from tests.app.services.watched import REDIS, incident, put_up
from ui.messages import RecordingMessenger
from ui.panes.health.pane import HealthPane

CONTROL = Qt.KeyboardModifier.ControlModifier
LONG_MS = 20_000


@pytest.fixture
def pane(services: App, show: Callable[..., Any], qtbot: QtBot) -> HealthPane:
    """A library whose Redis is away and whose disk is nearly full, seen now."""
    now = services.core.clock.now()
    files = NodeLine(
        "files",
        TargetKind.FILES,
        "",
        (),
        HealthState.HEALTHY,
        measured_at=now.timestamp(),
        values={"files_used": 97.0},
    )
    put_up(services, now, nodes=(REDIS, files))
    shown: HealthPane = show(HealthPane)
    qtbot.waitUntil(lambda: shown.nodes.model.rowCount() == 2, timeout=LONG_MS)
    return shown


def _worked(pane: HealthPane, qtbot: QtBot, case: str) -> None:
    troubles = pane.troubles
    qtbot.waitUntil(
        lambda: troubles.diagnosis is not None and troubles.diagnosis.case == case, timeout=LONG_MS
    )


def test_a_case_is_worked_through_by_keys_and_leads_to_what_helps(pane: HealthPane, qtbot: QtBot) -> None:
    QTest.keyClick(pane, Qt.Key.Key_4, CONTROL)
    troubles = pane.troubles
    _worked(pane, qtbot, CASES[0].key)
    assert troubles.model.rowCount() == len(CASES)
    QCoreApplication.sendPostedEvents()
    for _ in range(2):
        QTest.keyClick(troubles.table, Qt.Key.Key_Down)
    _worked(pane, qtbot, "cache-misses")
    assert troubles.banner.text() == "Likely: redis does not answer."
    assert troubles.diagnosis is not None
    found = {answer.key: answer.found.verdict for answer in troubles.diagnosis.answers}
    assert found["away"] is Verdict.CAUSE and found["missing"] is Verdict.UNKNOWN
    buttons = [each for each in troubles.body.findChildren(QPushButton) if each.text() == "Look at its log"]
    buttons[0].click()
    assert pane.page == "nodes" and pane.nodes.body.sheet.tab() == "log"

    asked: list[tuple[str, object]] = []
    pane.open_requested.connect(lambda key, target: asked.append((key, target)))
    pane.work_through("disk")
    _worked(pane, qtbot, "disk")
    next(
        each for each in troubles.body.findChildren(QPushButton) if each.text() == "Remove what has expired"
    ).click()
    assert asked == [("maintenance", "purge-expired")]


def test_whoever_comes_back_since_something_happened_is_led_to_its_case(
    pane: HealthPane, qtbot: QtBot, services: App
) -> None:
    pane.go("trouble")
    _worked(pane, qtbot, CASES[0].key)
    pane.go("overview")
    now = services.core.clock.now()
    put_up(services, now, incident("a", now.timestamp()))
    qtbot.waitUntil(lambda: bool(pane._case_now()), timeout=LONG_MS)
    pane.go("trouble")
    _worked(pane, qtbot, "cache-misses")
    pane.troubles.open("disk")
    pane.go("overview")
    pane.go("trouble")
    _worked(pane, qtbot, "disk")


def test_its_evidence_is_saved(
    pane: HealthPane, qtbot: QtBot, messages: RecordingMessenger, tmp_path: Path
) -> None:
    pane.work_through("disk")
    _worked(pane, qtbot, "disk")
    file = tmp_path / "evidence.zip"
    messages.files = [file]
    pane.troubles.save.click()
    qtbot.waitUntil(lambda: bool(messages.told), timeout=LONG_MS)
    with zipfile.ZipFile(file) as archive:
        assert "The disk is nearly full." in archive.read("diagnosis.txt").decode()
