"""From a backup to its certificate, a restored library beside the live one, the swap and the way back; with a real worker."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.backup_clock import BackupRow
from app.domain.backups import Verdict
from app.domain.jobs import Job, JobState, Priority
from app.domain.members import StudentDraft
from tests.ui.panes.maintenance_cases import CONTROL, ended, settled, type_into
from ui.messages import RecordingMessenger
from ui.panes.maintenance import backup_sheet, words
from ui.panes.maintenance.backup_copies import copy_of
from ui.panes.maintenance.pane import MaintenancePane
from ui.panes.maintenance.restoring import Step, journey
from ui.sentences import said


def _take_and_prove(qtbot: QtBot, pane: MaintenancePane, services: App, messages: RecordingMessenger) -> None:
    """The first backup and its proof, by keyboard."""
    QTest.keyClick(pane, Qt.Key.Key_5, CONTROL)
    QTest.keyClick(pane.backups.body.search, Qt.Key.Key_N, CONTROL)
    assert pane.page == "tasks"
    messages.answers = [("run", ""), ("run", "")]
    folder = services.data_dir / "backups"
    QTest.keyClick(type_into(pane.tasks.sheet.form, "folder", str(folder)), Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    assert "is not there" in pane.tasks.sheet.plan.text() and not messages.asked
    folder.mkdir()
    QTest.keyClick(type_into(pane.tasks.sheet.form, "folder", str(folder)), Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: pane.backups.model.rowCount() == 1)
    assert "Saves" in messages.asked[0].detail and "never measured" in pane.clock.text()
    assert words.verdict_badge(pane.backups.model.row(0)).text == "Not looked at"
    QTest.keyClick(pane, Qt.Key.Key_5, CONTROL)
    pane.backups.body.table.selectRow(0)
    QTest.keyClick(pane.backups.body.table, Qt.Key.Key_R, CONTROL)
    form = pane.tasks.sheet.form
    assert form is not None and form.values()["folder"] == str(folder)
    assert form.values()["name"] == pane.backups.model.row(0).name
    QTest.keyClick(form.editor("name").widget, Qt.Key.Key_S, CONTROL)
    qtbot.waitUntil(lambda: "be back in about" in pane.clock.text())
    assert words.verdict_badge(pane.backups.model.row(0)).text == "Proven"
    pane.open(services.maintenance.jobs(pane.actor)[0].id)
    tab = pane.history if pane.page == "history" else pane.jobs
    qtbot.waitUntil(lambda: "proven" in tab.sheet.log.toPlainText())


def test_a_backup_is_taken_proven_restored_beside_looked_at_swapped_in_and_back(
    qtbot: QtBot,
    pane: MaintenancePane,
    services: App,
    actor: Actor,
    worker: None,
    messages: RecordingMessenger,
) -> None:
    _take_and_prove(qtbot, pane, services, messages)
    services.students.add(actor, StudentDraft(family_name="Reyes", given_name="Ana"))
    pane.go("backups")
    pane.backups.body.table.selectRow(0)
    QTest.keyClick(pane.backups.body.table, Qt.Key.Key_Return)
    sheet = pane.backups.sheet
    assert sheet.verdict.text().startswith("Proven, today") and "came back" in sheet.verdict.text()

    def certificate() -> str:
        sheet.copy_certificate()
        return messages.copied[-1]

    # The verdict is written before the run that brought it is over; what the run tells follows by itself.
    qtbot.waitUntil(lambda: "Pieces compared: " in certificate())
    assert ".certificate.json" in certificate()

    pane.do("restore")
    page = sheet.restore
    assert pane.backups.body.sheet.tab() == "restore" and page.journey.step is Step.BESIDE
    assert page.no_logs.isVisible() and "not at a moment between two" in page.why_no_moment.text()
    assert page.form is not None and "until" not in {each.key for each in page.form.fields}
    messages.answers = [("run", "")]
    page.begin()
    settled(qtbot, pane)
    asked = messages.asked[-1]
    assert "The live library is not touched" in asked.detail and not asked.type_to_confirm
    qtbot.waitUntil(lambda: page.journey.step is Step.LOOK)
    first = page.counts.rows()[0]
    assert {"jobs", "backups"}.isdisjoint(c.table for c in page.journey.counts), "a swap carries them over"
    assert first.difference < 0 and {c.table: c.difference for c in page.journey.counts}["students"] == -1
    assert page.table.isVisible() and page.form is None and not page.no_logs.isVisible()

    messages.answers = [("run", "restore-database")]
    page.swap(page.journey.into)
    settled(qtbot, pane)
    assert messages.asked[-1].type_to_confirm == "restore-database"
    assert "no longer seen" in messages.asked[-1].detail
    qtbot.waitUntil(lambda: page.journey.step is Step.SWAP and not page.journey.under_way)
    old = page.journey.old
    assert old and old in page.said.text() and _students(services, actor) == []

    messages.answers = [("run", "restore-database")]
    page.swap(old)
    qtbot.waitUntil(lambda: page.journey == journey(sheet.backup, ()))  # type: ignore[arg-type]
    assert _students(services, actor) == ["Reyes, Ana"] and page.form is not None


def _students(services: App, actor: Actor) -> list[str]:
    from app.domain.members import StudentQuery
    from app.domain.paging import Window

    return [row.name for row in services.students.list(actor, StudentQuery(), Window()).rows]


AT = datetime(2026, 3, 14, tzinfo=UTC)
BACKUP = BackupRow(
    1, None, "clms-1", "/srv", "server-1", "sqlite", AT, AT, 1, 1, 1.0, False, None, None, None, None
)


def job(number: int, state: JobState, params: dict[str, Any], data: dict[str, Any] | None = None) -> Job:
    """A run of restore-database."""
    return Job(
        number, str(number), "restore-database", params, False, Priority.HIGH, state, AT, 1, 1, False, None, 60.0,
        None, "", "", 1, AT, AT, AT, None, None, 1, None, {"outcome": {"data": data or {}}}, None,
    )  # fmt: skip


BESIDE = job(
    2,
    JobState.DONE,
    {"folder": "/srv", "name": "clms-1"},
    {
        "into": "r1",
        "carried_over": ["c"],
        "counts": {
            "a": {"restored": 2, "live": 5},
            "b": {"restored": 1, "live": 1},
            "c": {"restored": 0, "live": 9},
        },
    },
)


@pytest.mark.parametrize(
    ("jobs", "step", "under_way", "failed"),
    [
        ((), Step.BESIDE, False, False),
        ((job(1, JobState.RUNNING, {"folder": "/srv", "name": "clms-1"}),), Step.BESIDE, True, False),
        ((job(1, JobState.FAILED, {"folder": "/srv", "name": "clms-1"}),), Step.BESIDE, False, True),
        ((job(1, JobState.DONE, {"folder": "/other", "name": "clms-1"}),), Step.BESIDE, False, False),
        ((BESIDE,), Step.LOOK, False, False),
        ((BESIDE, job(3, JobState.RUNNING, {"into": "r1", "swap": True})), Step.SWAP, True, False),
        ((BESIDE, job(3, JobState.FAILED, {"into": "r1", "swap": True})), Step.SWAP, False, True),
        ((BESIDE, job(3, JobState.CANCELLED, {"into": "r1", "swap": True})), Step.LOOK, False, False),
        ((BESIDE, job(3, JobState.DONE, {"into": "r2", "swap": True})), Step.LOOK, False, False),
        (
            (BESIDE, job(3, JobState.DONE, {"into": "r1", "swap": True}, {"old": "o1"})),
            Step.SWAP,
            False,
            False,
        ),
        *(
            (
                (
                    BESIDE,
                    job(3, JobState.DONE, {"into": "r1", "swap": True}, {"old": "o1"}),
                    job(4, state, {"into": "o1", "swap": True}),
                ),
                Step.SWAP,
                state is JobState.RUNNING,
                state is JobState.FAILED,
            )
            for state in (JobState.RUNNING, JobState.FAILED, JobState.STRANDED, JobState.CANCELLED)
        ),
        ((job(1, JobState.STRANDED, {"folder": "/srv", "name": "clms-1"}),), Step.BESIDE, False, False),
        (
            (
                BESIDE,
                job(3, JobState.DONE, {"into": "r1", "swap": True}, {"old": "o1"}),
                job(4, JobState.DONE, {"into": "o1", "swap": True}, {"old": "o2"}),
            ),
            Step.BESIDE,
            False,
            False,
        ),
    ],
)
def test_how_far_a_restore_has_come_is_read_off_its_jobs(
    jobs: tuple[Job, ...], step: Step, under_way: bool, failed: bool
) -> None:
    found = journey(BACKUP, jobs)
    assert (found.step, found.under_way, found.failed) == (step, under_way, failed)


def test_a_restore_whose_worker_died_is_put_before_a_person_and_shows_no_progress(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor
) -> None:
    page = pane.backups.sheet.restore
    job_id = ended(
        services, actor, "restore-database", {"folder": "/srv", "name": "clms-1"}, JobState.STRANDED
    )
    pane.backups.show((BACKUP,), services.maintenance.jobs(actor))
    pane.go("backups")
    pane.backups.show_backup(BACKUP)
    pane.backups.sheet.show_tab("restore")
    QCoreApplication.sendPostedEvents()
    assert page.journey.stranded and not page.bar.isVisible() and page.form is None
    assert "run it again, or cancel it" in page.said.text()
    (decide,) = page._buttons.findChildren(QPushButton)
    qtbot.waitUntil(lambda: pane.jobs.model.rowCount() == 1)
    QTest.keyClick(decide, Qt.Key.Key_Space)
    assert pane.page == "jobs" and pane.jobs.sheet.job is not None and pane.jobs.sheet.job.id == job_id
    assert pane.jobs.body.sheet.tab() == "about", "what to do comes before an empty log"


def test_a_copy_of_redis_is_not_restored_as_a_library_but_says_how(
    pane: MaintenancePane, messages: RecordingMessenger
) -> None:
    pane.backups.show((replace(BACKUP, engine="redis"),), ())
    pane.go("backups")
    pane.backups.body.table.selectRow(0)
    pane.do("restore")
    assert pane.backups.body.sheet.tab() != "restore" and "by hand" in messages.warned[-1]


def test_instants_are_told_on_the_desks_own_clock() -> None:
    at = datetime(2026, 3, 14, 4, 13, 52, tzinfo=UTC).astimezone()
    assert said("As of 2026-03-14 04:13:52 UTC (clms-1).") == f"As of {at:%Y-%m-%d %H:%M:%S} (clms-1)."


def test_the_newest_restore_counts_and_dry_runs_do_not() -> None:
    dry = replace(job(9, JobState.DONE, dict(BESIDE.params)), dry_run=True)
    found = journey(BACKUP, (BESIDE, dry))
    assert (found.into, [each.table for each in found.counts]) == ("r1", ["a", "b"])
    assert found.swappable


def test_each_verdict_is_told_with_a_word_and_a_shape(qapp: object) -> None:
    told = {}
    for verdict in (*Verdict, None):
        row = replace(
            BACKUP,
            verdict=verdict,
            verified_at=BACKUP.taken_at if verdict else None,
            verdict_note="It is so.",
        )
        badge = words.verdict_badge(row)
        told[verdict] = badge.text
        sentence = backup_sheet._verdict(row)
        assert (
            sentence.startswith(f"{badge.text}, ") and "It is so." in sentence
            if verdict
            else "a hope" in sentence
        )
    icons = {words.verdict_badge(replace(BACKUP, verdict=verdict)).icon for verdict in told}
    assert list(told.values()) == ["Proven", "Partly proven", "Failed", "Too old", "Not looked at"]
    assert len(icons) == len(told)


def took(number: int, copies: dict[str, Any] | None, folder: str = "/srv", *, dry_run: bool = False) -> Job:
    """A run of backup-database."""
    run = job(number, JobState.DONE, {"folder": folder}, {"copies": copies})
    return replace(run, kind="backup-database", dry_run=dry_run)


THERE = {"place": "the folder /copies", "there": ["clms-1"], "lacking": {}}
LACKING = {"place": "the folder /copies", "there": [], "lacking": {"clms-1": "The disk is full."}}


@pytest.mark.parametrize(
    ("jobs", "lacks"),
    [
        ((), None),
        ((took(1, None),), None),
        ((took(1, THERE),), ""),
        ((took(2, LACKING), took(1, THERE)), "The disk is full."),
        ((took(2, THERE), took(1, LACKING)), ""),
        ((took(2, THERE, "/other"), took(1, LACKING)), "The disk is full."),
        ((took(2, THERE, dry_run=True), took(1, LACKING)), "The disk is full."),
        ((took(2, {**THERE, "there": []}), took(1, THERE)), ""),
    ],
)
def test_whether_a_backup_has_a_copy_is_read_off_the_newest_run(
    jobs: tuple[Job, ...], lacks: str | None
) -> None:
    found = copy_of(BACKUP, jobs)
    assert (found and found.lacks) == lacks
    if found is not None:
        assert found.badge.text == ("No copy" if lacks else "Copied") and "/copies" in found.told
