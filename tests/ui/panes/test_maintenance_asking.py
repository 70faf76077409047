"""What is asked before a task runs: parameters with their own editors, and today's plan before anything is run again."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app import maintenance
from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.jobs import JobState
from app.domain.members import StudentDraft
from app.maintenance import find
from app.maintenance.task import Danger, Input, Outcome, Plan, TaskSpec, param
from app.services.scheduling import ScheduleDraft
from tests.ui.panes.maintenance_cases import CONTROL, ended, settled, type_into, waiting
from ui.messages import RecordingMessenger
from ui.panes.maintenance.pane import MaintenancePane
from ui.panes.maintenance.param_editors import PathEditor, PatronEditor


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """One parameter of each kind that is not simply typed."""

    patron: str = param(label="Patron", input=Input.PATRON)
    folder: str = param(label="Folder", input=Input.FOLDER)
    key: str = param("", label="Key", input=Input.FILE)
    until: datetime | None = param(None, label="Until")
    least: int = param(0, label="Least", least=0, most=9)


SPEC = TaskSpec("ask-much", "Ask much", "Asks.", Params, danger=Danger.HARMLESS)


@pytest.fixture
def asking(monkeypatch: pytest.MonkeyPatch) -> None:
    """A task that asks for everything there is."""
    task = SimpleNamespace(SPEC=SPEC, plan=lambda *_: Plan("Nothing."), run=lambda *_: Outcome("Nothing."))
    monkeypatch.setattr(maintenance, "TASKS", (*maintenance.TASKS, task))


def test_folders_files_patrons_and_moments_are_chosen_not_guessed(
    qtbot: QtBot, asking: None, pane: MaintenancePane, services: App, actor: Actor, messages: RecordingMessenger,
    tmp_path: Path,
) -> None:  # fmt: skip
    ana = services.students.add(actor, StudentDraft(family_name="Reyes", given_name="Ana")).value.student_id
    pane.start()
    settled(qtbot, pane)
    pane.open("ask-much")
    form = pane.tasks.sheet.form
    assert form is not None
    patron, folder, key = (form.editor(name) for name in ("patron", "folder", "key"))
    assert isinstance(patron, PatronEditor) and isinstance(folder, PathEditor) and isinstance(key, PathEditor)
    form.focus_first()
    QTest.keyClicks(patron._picker.box, "reyes")
    qtbot.waitUntil(lambda: patron._picker.table.model().rowCount() == 1)
    QTest.keyClick(patron._picker.box, Qt.Key.Key_Return)
    settled(qtbot, pane)
    assert patron.value() == f"#{ana}" and patron.text() == "Reyes, Ana"

    messages.files = [tmp_path, tmp_path / "key.txt"]
    QTest.mouseClick(folder.choose, Qt.MouseButton.LeftButton)
    QTest.mouseClick(key.choose, Qt.MouseButton.LeftButton)
    where = type_into(form, "until", "14 March")
    qtbot.waitUntil(lambda: "2026-03-14 15:30" in form._errors["until"].text())
    type_into(form, "until", "2026-03-14 15:30")
    type_into(form, "least", "-1")
    qtbot.waitUntil(lambda: "0 to 9" in form._errors["least"].text())
    type_into(form, "least", "0")
    QTest.keyClick(where, Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    (job,) = services.maintenance.jobs(actor)
    moment = datetime(2026, 3, 14, 15, 30).astimezone()
    assert job.params["patron"] == f"#{ana}" and job.params["folder"] == str(tmp_path)
    assert job.params["key"] == str(tmp_path / "key.txt") and job.params["least"] == 0
    assert datetime.fromisoformat(job.params["until"]) == moment


def test_a_patron_that_is_missing_is_said_under_the_field(
    qtbot: QtBot, asking: None, pane: MaintenancePane, services: App, actor: Actor
) -> None:
    pane.start()
    settled(qtbot, pane)
    pane.open("ask-much")
    form = pane.tasks.sheet.form
    assert form is not None
    QTest.keyClick(type_into(form, "folder", "/srv"), Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    assert "needed" in form._errors["patron"].text() and services.maintenance.jobs(actor) == ()


@pytest.mark.parametrize("state", [JobState.DONE, JobState.STRANDED])
def test_what_can_do_harm_shows_todays_plan_and_is_typed_again_before_it_runs_again(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor, messages: RecordingMessenger,
    monkeypatch: pytest.MonkeyPatch, state: JobState,
) -> None:  # fmt: skip
    plans = iter(("Would restore 3 rows.", "Would restore 4 rows."))
    monkeypatch.setattr(
        find("restore-database"), "plan", lambda *_: Plan(next(plans), warnings=("Careful.",))
    )
    job_id = ended(services, actor, "restore-database", {"folder": "/srv"}, state)
    pane.start()
    settled(qtbot, pane)
    pane.open(job_id)
    tab = pane.history if state is JobState.DONE else pane.jobs
    for number, answer in ((3, "cancel"), (4, "run")):
        messages.answers = [(answer, "")]
        tab.sheet.wanted.emit("again")
        settled(qtbot, pane)
        asked = messages.asked[-1]
        assert f"Would restore {number} rows." in asked.detail and "Careful." in asked.detail
        assert asked.type_to_confirm == "restore-database" and any(each.danger for each in asked.choices)
        assert waiting(services, actor) == (["restore-database"] if answer == "run" else [])
    assert len(services.maintenance.jobs(actor)) == (2 if state is JobState.DONE else 1)


def test_a_form_begins_where_the_last_good_run_was(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor
) -> None:
    """A backup by hand must not forget that backups are encrypted, or how many are kept."""
    given = {"folder": "/srv/backups", "recipient": "age1x", "keep_last": 9, "most_kb_s": None}
    ended(services, actor, "backup-database", given, JobState.DONE)
    pane.start()
    settled(qtbot, pane)
    pane.open("backup-database")
    values = pane.tasks.sheet.values()
    assert values is not None
    assert {key: values[key] for key in given} == given and values["keep_days"] == 7
    pane.schedule("backup-database")
    form = pane.schedules.form()
    assert form is not None and form.values()["param-recipient"] == "age1x"


def test_a_schedule_keeps_what_was_typed_when_another_task_is_looked_at(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor
) -> None:
    pane.schedule("rotate-logs")
    form = pane.schedules.form()
    type_into(form, "param-keep_days", "45")
    type_into(form, "cron", "0 5 * * *")
    for task in ("purge-expired", "rotate-logs"):
        form = pane.schedules.form()
        assert form is not None
        form.editor("task").set_value(task)
        qtbot.waitUntil(lambda before=form: pane.schedules.form() is not before)
        form = pane.schedules.form()
        assert form is not None and form.dirty and form.values()["cron"] == "0 5 * * *"
    QTest.keyClick(form.editor("cron").widget, Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    (view,) = services.scheduling.all(actor)
    assert (view.schedule.cron, view.schedule.params["keep_days"]) == ("0 5 * * *", 45)


def test_a_new_schedule_proposes_a_time_at_which_nothing_else_runs(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor
) -> None:
    zone = str(services.scheduling.opening(actor).zone)
    for wanted in ("30 2 * * *", "45 2 * * *", "15 2 * * *"):
        pane.schedule("rotate-logs")
        form = pane.schedules.form()
        assert form is not None and form.values()["cron"] == wanted
        assert f"0{wanted[3]}:{wanted[:2]}" in pane.schedules.asking.said.text()
        assert not pane.schedules.asking.way.isVisible(), "what is proposed is in nobody's way"
        services.scheduling.add(actor, ScheduleDraft("analyze-tables", wanted, zone, {}))
        pane.start()
        settled(qtbot, pane)
        assert pane.schedules.asking.way.isVisible(), "once somebody else has taken the time, that is said"
    pane.schedules.change(pane.schedules.model.row(1))
    form = pane.schedules.form()
    assert form is not None and form.editor("cron").text() == "Every day at 02:45"


def test_what_runs_every_minute_is_named_and_hides_no_other_run(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor
) -> None:
    zone = str(services.scheduling.opening(actor).zone)
    for task, cron in (("rotate-logs", "0 * * * *"), ("analyze-tables", "* * * * *")):
        services.scheduling.add(actor, ScheduleDraft(task, cron, zone, {}))
    pane.start()
    settled(qtbot, pane)
    pane.go("schedules")
    week = pane.schedules.week
    assert [run.schedule.kind for run in week.picture._runs] == ["rotate-logs"] * 24 * 7
    assert "of 168 runs fall into opening hours" in week.text() and "Two runs meet" not in week.text()
    assert week.text().endswith("Every minute · Renew the database's statistics.")
    qtbot.waitUntil(lambda: week.visibleRegion().boundingRect().height() == week.height())  # seen whole
    pane.schedules.change(next(v for v in pane.schedules.model.rows() if v.schedule.cron == "* * * * *"))
    assert "so often" in pane.schedules.asking.way.text()
    form = pane.schedules.form()
    assert form is not None
    form.enter({"cron": "0 * * * *"})
    assert "opening hours, the first" in pane.schedules.asking.way.text(), (
        "hourly is still looked at run by run"
    )


def test_the_week_names_what_meets_and_is_walked_by_keyboard(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor
) -> None:
    for task, cron in (
        ("analyze-tables", "30 2 * * *"),
        ("rotate-logs", "30 2 * * 0"),
        ("check-indexes", "0 10 * * *"),
    ):
        services.scheduling.add(
            actor, ScheduleDraft(task, cron, str(services.scheduling.opening(actor).zone), {})
        )
    pane.start()
    settled(qtbot, pane)
    pane.go("schedules")
    said = pane.schedules.week.text()
    assert "Two runs meet once" in said and "“Turn the logs over” beside “" in said
    assert "fall into opening hours" in said
    picture = pane.schedules.week.picture
    picture.setFocus()
    runs = picture._runs
    assert picture.current() is runs[0]
    QTest.keyClick(picture, Qt.Key.Key_Right)
    assert picture.current() is runs[1]
    QTest.keyClick(picture, Qt.Key.Key_Down)
    QTest.keyClick(picture, Qt.Key.Key_End)
    last = picture.current()
    assert last is runs[-1] and pane.schedules.week._current.whole_text() == picture.accessibleDescription()
    QTest.keyClick(picture, Qt.Key.Key_Return)
    form = pane.schedules.form()
    assert form is not None and form.values()["task"] == last.schedule.kind
