"""The pictures the tour takes of maintenance: a plan, a run under way, history, two runs compared, schedules, backups."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from app.domain.jobs import JobState
from ui.panes.base import TourStep

if TYPE_CHECKING:
    from ui.panes.maintenance.pane import MaintenancePane


def steps(pane: MaintenancePane) -> tuple[TourStep, ...]:
    """Pictures besides the catalogue; what there is to see depends on what has run in this library."""
    return (
        TourStep("plan", partial(_plan, pane), lambda: bool(pane.tasks.sheet.plan.text())),
        TourStep("form", partial(_form, pane)),
        TourStep("running", partial(_running, pane), partial(_is_moving, pane)),
        TourStep("history", partial(_history, pane)),
        TourStep("compare", partial(_compare, pane)),
        TourStep("schedules", partial(_schedules, pane)),
        TourStep(
            "schedule-form",
            partial(pane.schedules.add, "rotate-logs"),
            lambda: pane.schedules.form() is not None,
        ),
        TourStep("backups", partial(_backups, pane, "about")),
        TourStep("certificate", partial(_backups, pane, "certificate")),
        TourStep("restore", partial(_backups, pane, "restore")),
        TourStep("end", partial(pane.go, "tasks")),
    )


def _plan(pane: MaintenancePane) -> None:
    pane.open("rotate-logs")
    pane.tasks.do("plan")


def _form(pane: MaintenancePane) -> None:
    pane.open("backup-database")


def _running(pane: MaintenancePane) -> None:
    pane.tasks.body.close_sheet()
    pane.go("jobs")
    job = _run(pane)
    if job is not None:
        pane.jobs.open(job)


def _run(pane: MaintenancePane) -> int | None:
    return next((job.id for job in pane.jobs.model.rows() if job.state is JobState.RUNNING), None)


def _is_moving(pane: MaintenancePane) -> bool:
    """Whether what runs shows how far it is, if anything runs."""
    sheet = pane.jobs.sheet
    return _run(pane) is None or (sheet.bar.maximum() > 0 and bool(sheet.log.toPlainText()))


def _history(pane: MaintenancePane) -> None:
    pane.go("history")
    job = pane.history.model.row(0)
    if job is not None:
        pane.history.show_job(job)


def _compare(pane: MaintenancePane) -> None:
    if pane.history.body.facets is not None:
        pane.history.body.facets.choose("task", "rotate-logs")
    jobs = pane.history.model.rows()
    if len(jobs) > 1:
        pane.history.sheet.show_two(jobs[0], jobs[1])


def _schedules(pane: MaintenancePane) -> None:
    pane.history.body.close_sheet()
    pane.go("schedules")


def _backups(pane: MaintenancePane, tab: str) -> None:
    pane.schedules.forms.close()
    pane.go("backups")
    backup = pane.backups.model.row(0)
    if backup is not None:
        pane.backups.show_backup(backup)
        pane.backups.sheet.show_tab(tab)
