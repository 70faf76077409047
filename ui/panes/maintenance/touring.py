"""The pictures the tour takes of maintenance: a task with its plan, each page, a form, two runs compared."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from ui.panes.base import TourStep

if TYPE_CHECKING:
    from ui.panes.maintenance.pane import MaintenancePane


def steps(pane: MaintenancePane) -> tuple[TourStep, ...]:
    """Pictures besides the catalogue; what there is to see depends on what has run in this library."""

    def plan() -> None:
        pane.open("rotate-logs")
        pane.tasks.do("plan")

    def history() -> None:
        pane.tasks.body.close_sheet()
        pane.go("history")
        pane.history.body.table.selectRow(0)
        row = pane.history.model.row(0)
        if row is not None:
            pane.history.show_job(row)

    def compare() -> None:
        if pane.history.body.facets is not None:
            pane.history.body.facets.choose("task", "rotate-logs")
        rows = pane.history.model.rows()
        if len(rows) > 1:
            pane.history.sheet.show_two(rows[0], rows[1])

    def schedules() -> None:
        pane.history.body.close_sheet()
        pane.go("schedules")

    def form() -> None:
        pane.schedules.add("rotate-logs")

    def backups() -> None:
        pane.schedules.forms.close()
        pane.go("backups")

    return (
        TourStep("plan", plan, lambda: bool(pane.tasks.sheet.plan.text())),
        TourStep("running", partial(pane.go, "jobs")),
        TourStep("history", history),
        TourStep("compare", compare),
        TourStep("schedules", schedules),
        TourStep("schedule-form", form, lambda: pane.schedules.forms.form is not None),
        TourStep("backups", backups),
        TourStep("end", partial(pane.go, "tasks")),
    )
