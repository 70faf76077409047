"""The pictures the tour takes of maintenance: a task with its plan, each page, a form, two runs compared."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.panes.base import TourStep

if TYPE_CHECKING:
    from ui.panes.maintenance.pane import MaintenancePane


def steps(pane: MaintenancePane) -> tuple[TourStep, ...]:
    """Pictures besides the catalogue; what there is to see depends on what has run in this library."""
    return (
        TourStep("plan", partial(_plan, pane), lambda: bool(pane.tasks.sheet.plan.text())),
        TourStep("running", partial(pane.go, "jobs")),
        TourStep("history", partial(_history, pane)),
        TourStep("compare", partial(_compare, pane)),
        TourStep("schedules", partial(_schedules, pane)),
        TourStep(
            "schedule-form",
            partial(pane.schedules.add, "rotate-logs"),
            lambda: pane.schedules.form() is not None,
        ),
        TourStep("backups", partial(_backups, pane)),
        TourStep("end", partial(pane.go, "tasks")),
    )


def _plan(pane: MaintenancePane) -> None:
    pane.open("rotate-logs")
    pane.tasks.do("plan")


def _history(pane: MaintenancePane) -> None:
    pane.tasks.body.close_sheet()
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


def _backups(pane: MaintenancePane) -> None:
    pane.schedules.forms.close()
    pane.go("backups")
    backup = pane.backups.model.row(0)
    if backup is not None:
        pane.backups.show_backup(backup)
