"""From a patron's sheet to their archive and their erasure, by keys and clicks, with a real worker."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor, Role
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.jobs import JobState
from app.domain.members import StudentDraft
from ui.messages import RecordingMessenger
from ui.panes.audit_words import action_word
from ui.panes.base import PaneContext
from ui.panes.maintenance.pane import MaintenancePane
from ui.panes.students.pane import StudentsPane
from ui.panes.students.sheet import PatronSheet


@pytest.fixture
def ana(services: App, actor: Actor) -> int:
    """Ana Santos, who borrowed a book and brought it back."""
    draft = StudentDraft("Santos", "Ana", grade="7", section="Rizal", lrn="400101210244")
    made = services.students.add(actor, draft, card="C-1001").value.student_id
    services.catalog.add_title(actor, TitleDraft("Ibong Adarna"), [BookDraft("GS00001")])
    services.circulation.check_out(actor, made, "GS00001")
    services.circulation.check_in(actor, "GS00001")
    return made


def sheet_of(qtbot: QtBot, pane: StudentsPane, student_id: int) -> PatronSheet:
    """Open a patron's sheet."""
    pane.open(student_id)
    qtbot.waitUntil(
        lambda: (
            pane.sheet.record is not None and pane.sheet.record.sheet.id == student_id and pane.runner.idle
        ),
    )
    return pane.sheet


def offered(sheet: PatronSheet) -> list[str]:
    """What the sheet's menu offers."""
    record = sheet.record
    assert record is not None
    return [text for text, *_ in sheet._more(record)]


def test_from_the_sheet_to_the_erasure(
    qtbot: QtBot,
    show: Callable[..., Any],
    services: App,
    actor: Actor,
    ana: int,
    worker: None,
    context: PaneContext,
    messages: RecordingMessenger,
) -> None:
    students: StudentsPane = show(StudentsPane)
    asked: list[tuple[str, Any]] = []
    students.open_requested.connect(lambda key, target: asked.append((key, target)))
    assert "Erase for good…" in offered(sheet_of(qtbot, students, ana))
    students.acts_on_patron.do("erase")
    assert asked == [("maintenance", ("erase-person", {"patron": f"#{ana}"}))]

    pane = MaintenancePane(context)
    qtbot.addWidget(pane)
    pane.runner.changed.connect(pane.receive_changed)
    pane.resize(1166, 660)
    pane.show()
    pane.shown()
    pane.open(asked[0][1])  # by the click that opens the pane: it has read nothing yet
    qtbot.waitUntil(lambda: pane.tasks.sheet.card is not None and pane.runner.idle)
    assert pane.tasks.sheet.card is not None and pane.tasks.sheet.card.spec.name == "erase-person"
    messages.answers = [("run", "erase-person")]
    QTest.keyClick(pane.tasks.body.table, Qt.Key.Key_R, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(messages.asked))
    question = messages.asked[-1]
    assert question.type_to_confirm == "erase-person"
    assert "Erases Santos, Ana (Grade 7 · Rizal) for good" in question.detail
    assert "It can't be undone" in question.detail and "loans 1" in question.detail

    def done() -> bool:
        jobs = services.maintenance.jobs(actor, name="erase-person")
        return bool(jobs) and jobs[0].state is JobState.DONE

    qtbot.waitUntil(done)
    sheet = sheet_of(qtbot, students, ana)
    qtbot.waitUntil(lambda: sheet.record is not None and sheet.record.sheet.name == "(erased)")
    assert sheet.record is not None and sheet._actions(sheet.record) == []
    assert action_word("erase") == "Erased"


def test_a_job_of_the_worker_writes_the_archive(
    qtbot: QtBot, services: App, actor: Actor, ana: int, worker: None, tmp_path: Path
) -> None:
    """Whole, from the card's number to the file, as the window and the command put it in."""
    folder = tmp_path / "out"
    folder.mkdir()
    started = services.maintenance.start(actor, "export-person", {"patron": "C-1001", "folder": str(folder)})
    job_id = started.value.job_id
    qtbot.waitUntil(lambda: services.maintenance.job(actor, job_id).state is JobState.DONE)
    job = services.maintenance.job(actor, job_id)
    (file,) = folder.glob("*.zip")
    assert job.params == {"patron": f"#{ana}", "folder": str(folder)}
    assert b"Santos" in zipfile.ZipFile(file).read("person.html")
    assert "Santos" not in str(job.result) and str(file) in str(job.result)


def test_only_who_answers_for_persons_data_is_offered_it(
    qtbot: QtBot, context: PaneContext, services: App, ana: int
) -> None:
    from dataclasses import replace

    lia = Actor(None, "Lia", Role.LIBRARIAN, "desk-1")
    pane = StudentsPane(replace(context, actor=lia))
    qtbot.addWidget(pane)
    pane.show()
    pane.shown()
    menu = offered(sheet_of(qtbot, pane, ana))
    assert "Delete…" in menu and "Erase for good…" not in menu and "Give out their data…" not in menu
