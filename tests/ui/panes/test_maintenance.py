"""Maintenance by real keys and clicks, with a real worker where a job must run."""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime, timedelta
from typing import Any

import psutil
import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot
from sqlalchemy import Connection, text

from app.bootstrap import App
from app.database import job_turns
from app.database import jobs as job_queries
from app.database import workers as worker_queries
from app.domain.actors import Actor
from app.domain.backup_clock import BackupRow, loss_clock
from app.domain.jobs import JobOrder, JobState
from app.domain.watching import Watching
from app.maintenance import clear_logs
from app.maintenance.task import Danger
from app.services.scheduling import ScheduleDraft
from tests.ui.panes.maintenance_cases import CONTROL, chosen, settled, type_into, waiting
from ui.messages import RecordingMessenger
from ui.own_worker import OwnWorker
from ui.panes.maintenance import guises, words
from ui.panes.maintenance.asking import about_cancelling
from ui.panes.maintenance.pane import MaintenancePane
from ui.panes.maintenance.schedule_form import in_short
from ui.runner import Runner
from ui.tour_checks import clipped_labels


def test_a_harmless_task_is_one_key_and_its_row_tells_how_it_goes(
    qtbot: QtBot,
    pane: MaintenancePane,
    services: App,
    actor: Actor,
    worker: None,
    messages: RecordingMessenger,
) -> None:
    QTest.keyClick(chosen(pane, "rotate-logs"), Qt.Key.Key_R, CONTROL)

    def done() -> bool:
        card = next(card for card in pane.tasks.model.rows() if card.spec.name == "rotate-logs")
        return words.task_badge(card).text == "Done" and "no log is large or old enough" in words.about_task(
            card
        )

    qtbot.waitUntil(done)
    assert not messages.asked
    QTest.keyClick(pane, Qt.Key.Key_3, CONTROL)
    assert pane.page == "history" and pane.history.model.rowCount() == 1
    QTest.keyClick(pane.history.body.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: pane.history.sheet.durations.summary().startswith("1 run: "))
    assert pane.history.body.sheet.accessibleName() == "Turn the logs over"


def test_run_says_by_words_and_shape_what_a_click_does(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor
) -> None:
    """What runs at once must not look like what asks first, on the toolbar, in the menu and in the sheet."""
    seen: dict[str, tuple[str, str]] = {}
    for name in ("rotate-logs", "backup-database", "erase-person", "backup-redis"):
        QTest.keyClick(chosen(pane, name), Qt.Key.Key_Return)
        QCoreApplication.sendPostedEvents()
        acts = pane.tasks.body.table.acts
        made = next(button for act, button in acts._buttons if act.key == "run")
        assert acts.action("run").text() == made.text() == made.accessibleName()
        inside = [each.text() for each in pane.tasks.body.sheet.findChildren(QPushButton) if each.isVisible()]
        assert made.text() in inside and "Ctrl+R" in made.toolTip()
        card = pane.tasks.body.table.current()
        seen[name] = made.text(), guises.of_run(card).icon
    assert [text for text, _ in seen.values()] == [
        "Run now",
        "Ask, then run…",
        "Confirm, then run…",
        "Can't run here",
    ]
    assert len({icon for _, icon in seen.values()}) == len(seen)
    spoken = pane.tasks.body.table.currentIndex().siblingAtColumn(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Copy what Redis holds\nNo Redis is configured"), "both lines of a row are told"


def test_a_careful_task_shows_its_plan_and_asks(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    services.core.database.write(lambda connection: connection.execute(text("DROP INDEX ix_backups_taken")))
    table = chosen(pane, "check-indexes")
    QTest.keyClick(table, Qt.Key.Key_R, CONTROL)
    settled(qtbot, pane)
    asked = messages.asked[-1]
    assert "ix_backups_taken" in asked.detail or "1" in asked.detail
    assert not asked.type_to_confirm and waiting(services, actor) == []
    messages.answers = [("run", "")]
    QTest.keyClick(table, Qt.Key.Key_R, CONTROL)
    settled(qtbot, pane)
    assert waiting(services, actor) == ["check-indexes"]
    qtbot.waitUntil(lambda: pane.page == "jobs" and pane.jobs.model.rowCount() == 1)


def test_statements_are_shown_to_those_who_ask(
    qtbot: QtBot, pane: MaintenancePane, services: App, messages: RecordingMessenger
) -> None:
    services.core.database.write(lambda connection: connection.execute(text("DROP INDEX ix_backups_taken")))
    QTest.keyClick(chosen(pane, "check-indexes"), Qt.Key.Key_P, CONTROL)
    settled(qtbot, pane)
    statements = pane.tasks.sheet.plan.statements
    fold, copy = statements.findChildren(QPushButton)
    assert fold.isVisible() and not statements.shown and not copy.isVisible()
    assert fold.text() == "Show the statements (1)"
    QTest.keyClick(fold, Qt.Key.Key_Space)
    assert statements.shown and fold.text() == "Hide the statements (1)"
    QTest.keyClick(copy, Qt.Key.Key_Space)
    assert messages.copied == ['CREATE INDEX "ix_backups_taken" ON "backups" ("taken_at")']
    QTest.keyClick(chosen(pane, "clear-logs"), Qt.Key.Key_P, CONTROL)
    settled(qtbot, pane)
    assert not statements.isVisible()


def test_a_task_with_nothing_to_do_says_so_and_starts_nothing(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    QTest.keyClick(chosen(pane, "clear-logs"), Qt.Key.Key_R, CONTROL)
    settled(qtbot, pane)
    assert "Nothing to do" in messages.told[-1] and waiting(services, actor) == []


def test_a_destructive_task_wants_its_name_typed(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor, messages: RecordingMessenger,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from dataclasses import replace

    folder = services.data_dir / "logs"
    folder.mkdir(exist_ok=True)
    monkeypatch.setattr(clear_logs, "SPEC", replace(clear_logs.SPEC, danger=Danger.DESTRUCTIVE))
    monkeypatch.setattr(clear_logs, "_chosen", lambda *_: _files(folder))
    pane.start()
    settled(qtbot, pane)
    messages.answers = [("run", "clear-logs")]
    QTest.keyClick(chosen(pane, "clear-logs"), Qt.Key.Key_R, CONTROL)
    settled(qtbot, pane)
    assert messages.asked[-1].type_to_confirm == "clear-logs"
    assert any(choice.danger for choice in messages.asked[-1].choices)
    assert waiting(services, actor) == ["clear-logs"]


def _files(folder: Any) -> tuple[Any, ...]:
    from app.maintenance.log_files import LogFile

    path = folder / "clms.log.1"
    path.write_text("old")
    values: dict[str, Any] = dict.fromkeys(LogFile.__dataclass_fields__, False) | {
        "path": path,
        "bytes": 3,
        "changed_at": 0.0,
    }
    return (LogFile(**values),)


def test_a_parameter_is_checked_while_typed_and_never_sent_wrong(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor
) -> None:
    table = chosen(pane, "rotate-logs")
    QTest.keyClick(table, Qt.Key.Key_Return)
    form = pane.tasks.sheet.form
    assert form is not None
    where = type_into(form, "keep_days", "0")
    qtbot.waitUntil(lambda: "1 to 3650" in form._errors["keep_days"].text())
    QTest.keyClick(where, Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    assert waiting(services, actor) == []
    QTest.keyClick(type_into(form, "keep_days", "30"), Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    assert [job.params["keep_days"] for job in services.maintenance.jobs(actor)] == [30]


def test_what_is_typed_and_where_outlives_a_refresh(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor
) -> None:
    QTest.keyClick(chosen(pane, "rotate-logs"), Qt.Key.Key_Return)
    where = type_into(pane.tasks.sheet.form, "keep_days", "3")
    services.maintenance.start(actor, "analyze-tables")
    qtbot.waitUntil(lambda: pane.jobs.model.rowCount() == 1)
    settled(qtbot, pane)
    assert where.hasFocus()
    QTest.keyClicks(where, "3")
    assert pane.tasks.sheet.values() == {"size_mb": 2, "days": 7, "keep_days": 33}


def test_the_plan_is_shown_without_running_anything(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor
) -> None:
    QTest.keyClick(chosen(pane, "rotate-logs"), Qt.Key.Key_P, CONTROL)
    settled(qtbot, pane)
    sheet = pane.tasks.sheet
    assert "log" in sheet.plan.text() and waiting(services, actor) == []
    assert sheet.plan.isEnabled()
    type_into(sheet.form, "keep_days", "30")
    assert not sheet.plan.isEnabled() and "before" in sheet._plan_title.text(), "it answers an older question"
    QTest.keyClick(chosen(pane, "rotate-logs"), Qt.Key.Key_P, CONTROL)
    settled(qtbot, pane)
    assert sheet.plan.isEnabled() and "before" not in sheet._plan_title.text()


def test_without_a_worker_a_banner_says_so_and_waiting_jobs_tell_what_for(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    pane.go("history")
    assert pane.history.body.facets is not None and not pane.history.body.facets.isVisible(), (
        "nothing to filter"
    )
    services.maintenance.start(actor, "analyze-tables")
    pane.go("jobs")
    qtbot.waitUntil(lambda: pane.nobody.isVisible())
    assert "No worker" in pane.nobody.text()
    qtbot.waitUntil(lambda: pane.jobs.model.rowCount() == 1)
    assert pane.jobs._step(pane.jobs.model.row(0)) == "No worker is there to run it"
    messages.answers = [("stop", "")]
    pane.jobs.body.table.selectRow(0)
    QTest.keyClick(pane.jobs.body.table, Qt.Key.Key_Delete)
    settled(qtbot, pane)
    qtbot.waitUntil(lambda: pane.jobs.model.rowCount() == 0)
    assert services.maintenance.jobs(actor)[0].state is JobState.CANCELLED


def test_log_and_result_come_by_themselves(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor, worker: None
) -> None:
    QTest.keyClick(chosen(pane, "rotate-logs"), Qt.Key.Key_D, CONTROL)
    qtbot.waitUntil(lambda: pane.page in ("jobs", "history"))
    tab = pane.jobs if pane.page == "jobs" else pane.history
    qtbot.waitUntil(lambda: tab.sheet.job is not None and tab.sheet.job.state is JobState.DONE)
    assert words.result(tab.sheet.job).startswith("Dry run: ")
    assert "dry run" in tab.body.sheet.accessibleName()


def test_a_failed_job_is_seen_though_it_is_no_act_and_is_run_again(
    qtbot: QtBot,
    pane: MaintenancePane,
    services: App,
    actor: Actor,
    worker: None,
    messages: RecordingMessenger,
) -> None:
    folder = services.data_dir / "backups"
    services.maintenance.start(actor, "backup-database", {"folder": str(folder)})

    def failed() -> bool:
        card = next(card for card in pane.tasks.model.rows() if card.spec.name == "backup-database")
        return words.task_badge(card).text == "Failed" and "is not there" in words.about_task(card)

    qtbot.waitUntil(failed)
    pane.go("history")
    QTest.keyClick(pane.history.body.table, Qt.Key.Key_Return)
    assert pane.history.body.sheet.tab() == "about" and "Make it" in pane.history.sheet._hint.text()
    assert pane.history.body.facets is not None
    pane.history.body.facets.choose("state", "failed")
    assert pane.history.model.rowCount() == 1
    pane.history.body.facets.choose("state", "done")
    assert pane.history.model.rowCount() == 0
    pane.history.body.facets.clear_choice()
    messages.answers = [("run", "")]
    pane.history.body.table.selectRow(0)
    with qtbot.waitSignal(pane.runner.failed) as refused:
        QTest.keyClick(pane.history.body.table, Qt.Key.Key_R, CONTROL)
    assert "is not there" in str(refused.args[0]) and len(services.maintenance.jobs(actor)) == 1
    folder.mkdir()
    QTest.keyClick(pane.history.body.table, Qt.Key.Key_R, CONTROL)
    qtbot.waitUntil(lambda: pane.backups.model.rowCount() == 1)


def test_what_can_t_run_here_says_why_and_how_to_mend_it_and_starts_nothing(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    table = chosen(pane, "backup-redis")
    assert words.task_badge(pane.tasks.body.table.current()).text == "Can't run here"
    for key in (Qt.Key.Key_Return, Qt.Key.Key_R, Qt.Key.Key_P):
        QTest.keyClick(
            table, key, CONTROL if key is not Qt.Key.Key_Return else Qt.KeyboardModifier.NoModifier
        )
    settled(qtbot, pane)
    told = pane.tasks.sheet.obstacle.text()
    assert "No Redis is configured" in told and "REDIS_HOST" in told
    assert messages.warned == [told, told] and services.maintenance.jobs(actor) == ()
    pane.schedule("rotate-logs")
    form = pane.schedules.form()
    assert form is not None
    assert "backup-redis" not in [value for value, _ in form.editor("task").field.choices]


def test_a_stranded_job_is_put_before_a_person(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    from dataclasses import replace

    from app.maintenance import find

    kind = replace(find("check-indexes").SPEC.kind, repeatable=False)
    now = services.core.clock.now()
    order = JobOrder(kind, {}, "11111111-1111-7111-8111-111111111111", actor.user_id, actor.name, "desk-1")

    def strand(connection: Connection) -> int:
        job_id = job_queries.add(connection, order, now)
        gone = worker_queries.register(connection, host="h", place="p", pid=1, born=0.0, now=now)
        assert job_turns.claim(connection, gone, now, 1)
        worker_queries.bury(connection, gone, None, now)
        return job_id

    job_id = services.core.database.write(strand)
    pane.open("jobs")
    qtbot.waitUntil(lambda: pane.jobs.model.rowCount() == 1)
    assert words.job_badge(pane.jobs.model.row(0)).text == "Decide"
    assert "run it again, or cancel it" in pane.jobs._step(pane.jobs.model.row(0))
    assert "stays done" in about_cancelling(pane.jobs.model.row(0)).detail
    messages.answers = [("run", "")]
    pane.jobs.body.table.selectRow(0)
    pane.do("again")
    settled(qtbot, pane)
    assert services.maintenance.job(actor, job_id).state is JobState.READY


def test_two_runs_are_compared_side_by_side(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor, worker: None
) -> None:
    for days in (30, 60):
        services.maintenance.start(actor, "rotate-logs", {"keep_days": days})
    qtbot.waitUntil(lambda: pane.history.model.rowCount() == 2)
    pane.go("history")
    table = pane.history.body.table
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(table, Qt.Key.Key_M, CONTROL)
    lines = {line.name: (line.one, line.two) for line in pane.history.sheet.compared_page.lines}
    assert lines["Keep days"] == ("30", "60") and lines["State"] == ("Done", "Done")
    _the_list_stays_whole_or_says_what_narrows_it(pane)
    shown = pane.history.sheet.compared_page
    QCoreApplication.sendPostedEvents()
    assert clipped_labels(shown) == [], "a long result is read whole"
    assert "Keep days\t30\t60" in shown.as_tsv()


def _the_list_stays_whole_or_says_what_narrows_it(pane: MaintenancePane) -> None:
    body = pane.history.body
    assert body.folded is not None and body.facets is not None
    assert body.facets.isHidden() and body.folded.unfold.isVisible() and not body.folded.clear.isVisible()
    body.folded.unfold.setFocus()
    QTest.keyClick(body.folded.unfold, Qt.Key.Key_Space)
    assert body.facets.isVisible()
    body.facets.choose("task", "rotate-logs")
    QTest.keyClick(body.folded.unfold, Qt.Key.Key_Space)
    assert body.facets.isHidden() and body.folded.clear.isVisible()
    assert body.folded.clear.text() == "Turn the logs over"
    body.folded.clear.setFocus()
    QTest.keyClick(body.folded.clear, Qt.Key.Key_Space)
    assert body.facets.choice() == {} and not body.folded.clear.isVisible()
    back = next(
        each for each in body.sheet.findChildren(QPushButton) if each.text().startswith("Back to no. ")
    )
    QTest.keyClick(back, Qt.Key.Key_Space)
    assert pane.history.sheet.job is not None and f"{pane.history.sheet.job.id}" == back.text()[12:]
    body.close_sheet()
    assert body.facets.isVisible() and not body.folded.isVisible()
    QTest.keyClick(body.table, Qt.Key.Key_M, CONTROL)


def test_a_schedule_is_added_changed_and_removed_by_keyboard(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    QTest.keyClick(pane, Qt.Key.Key_4, CONTROL)
    QTest.keyClick(pane.schedules.body.search, Qt.Key.Key_N, CONTROL)
    form = pane.schedules.form()
    assert form is not None and "At 02:30 every day" in pane.schedules.asking.said.text()
    where = type_into(form, "cron", "99 * * * *")
    qtbot.waitUntil(lambda: "no schedule" in form._errors["cron"].text())
    assert pane.schedules.asking.said.text() == ""
    where = type_into(form, "cron", "0 10 * * *")
    assert pane.schedules.asking.said.text().count("10:00") == 6
    QTest.keyClick(where, Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    qtbot.waitUntil(lambda: pane.schedules.model.rowCount() == 1)
    assert "fall into opening hours" in pane.schedules.week.text()
    table = pane.schedules.body.table
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_E, CONTROL)
    form = pane.schedules.form()
    QTest.keyClick(type_into(form, "cron", "0 3 * * *"), Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    qtbot.waitUntil(lambda: "none of them while the library is open" in pane.schedules.week.text())
    messages.answers = [("remove", "")]
    table.selectRow(0)
    QTest.keyClick(table, Qt.Key.Key_Delete)
    settled(qtbot, pane)
    qtbot.waitUntil(lambda: pane.schedules.model.rowCount() == 0)
    assert services.scheduling.all(actor) == ()


def test_a_schedule_asks_for_the_parameters_of_the_task_that_is_chosen(
    qtbot: QtBot, pane: MaintenancePane, services: App, actor: Actor
) -> None:
    pane.schedule("rotate-logs")
    form = pane.schedules.form()
    QTest.keyClick(type_into(form, "param-keep_days", "0"), Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    assert services.scheduling.all(actor) == ()
    QTest.keyClick(type_into(form, "param-keep_days", "45"), Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    assert services.scheduling.all(actor)[0].schedule.params["keep_days"] == 45
    pane.schedule("rotate-logs")
    box: Any = pane.schedules.form().editor("task").widget  # type: ignore[union-attr]
    box.setFocus()
    QTest.keyClick(box, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: "param-keep_days" not in {f.key for f in pane.schedules.form().fields})  # type: ignore[union-attr]


def test_the_worker_of_the_window_starts_by_itself_and_leaves_no_process(
    qtbot: QtBot, services: App, actor: Actor, runner: Runner
) -> None:
    own = OwnWorker(runner)
    own.start_soon(services, 10)
    qtbot.waitUntil(lambda: own.running and bool(services.maintenance.workers(actor)))
    pid = own._worker._process.pid if own._worker else 0
    own.begin_end()
    own.wait_for_end()
    assert not own.running and not psutil.pid_exists(pid)
    own.start_now()
    qtbot.waitUntil(lambda: runner.busy == 0)
    assert not own.running, "nothing starts it once the window closes"


def test_the_window_watches_over_what_it_uses(
    qtbot: QtBot, services: App, actor: Actor, runner: Runner
) -> None:
    watching = dataclasses.replace(services, watching=Watching())
    own = OwnWorker(runner)
    own.start_soon(watching, 10)
    qtbot.waitUntil(lambda: bool(watching.health.look(actor).board))
    look = watching.health.look(actor)
    assert look.holder == f"window on {services.workstation}" and not look.stale
    own.begin_end()
    own.wait_for_end()


def backup(verdict: str | None, hours: float, restore: float | None = None, number: int = 1) -> BackupRow:
    at = datetime.now(UTC) - timedelta(hours=hours)
    return BackupRow(
        number, None, f"clms-{number}", "/srv/backups", "server-1", "sqlite", at, at, 5_000_000, 1_000, 2.0, False,
        verdict, at if verdict else None, None, restore,
    )  # fmt: skip


def test_the_clock_is_honest(pane: MaintenancePane) -> None:
    assert "everything would be lost" in pane.clock.text()
    said = words.about_loss(loss_clock([backup("failed", 1)]))
    assert "everything would be lost" in said, "a backup that failed its test counts for nothing"
    said = words.about_loss(loss_clock([backup(None, 3)]))
    assert "last 3 h" in said and "never measured" in said
    said = words.about_loss(loss_clock([backup("proven", 3, 240.0)]))
    assert said == "If the database died now, you would lose the last 3 h of work and be back in about 4 min."
    said = words.about_loss(loss_clock([backup(None, 1, None, 2), backup("proven", 25, 240.0)]))
    assert "last 1 h" in said and "as an older backup showed" in said


def test_a_good_clock_that_nothing_keeps_good_offers_the_schedule(pane: MaintenancePane) -> None:
    good = loss_clock([backup("proven", 3, 240.0)])
    pane.clock.show_clock(good, scheduled=True)
    assert pane.clock.offer == "" and "scheduled" not in pane.clock.text()
    pane.clock.show_clock(good, scheduled=False)
    assert pane.clock.text().endswith("It grows from now on: no backup is scheduled.")
    offered = pane.clock.findChildren(QPushButton)[-1]
    offered.click()
    form = pane.schedules.forms.form
    assert pane.page == "schedules" and form is not None and form.values()["task"] == "backup-database"


def test_a_database_that_is_away_leaves_what_was_seen(
    qtbot: QtBot, pane: MaintenancePane, services: App, monkeypatch: pytest.MonkeyPatch
) -> None:
    from app.errors import Unreachable

    def away(*_args: Any, **_how: Any) -> Any:
        raise Unreachable("The database does not answer.")

    with monkeypatch.context() as patch:
        patch.setattr(type(services.maintenance), "tasks", away)
        pane.start()
        qtbot.waitUntil(lambda: pane.state == "stale")
        assert pane.tasks.model.rowCount() > 0
    qtbot.waitUntil(lambda: pane.state == "loaded")


def test_words() -> None:
    assert words.span(0.01) == "under 0.1 s" and words.span(3.0) == "3 s" and words.span(200) == "3 min 20 s"
    assert words.span(90_000) == "1 day 1 h" and words.size(1_500_000) == "1.5 MB"
    assert in_short("0 2 * * *", "Asia/Manila").count(" 02:00,") >= 4, "in the schedule's own zone"
    assert in_short("nonsense", "UTC") == "" and ScheduleDraft("a", "b", "c", {}).enabled
