"""Prepares the import of a list that was sent over the network, see :mod:`app.services.uploads`."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.actors import Permission
from app.domain.uploads import PREVIEW_TASK
from app.maintenance.backups.scratch import scratch_folder
from app.maintenance.context import TaskContext
from app.maintenance.task import Danger, Figure, Outcome, Plan, TaskSpec, param

PREFIX = "clms_upload_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Which list."""

    upload: str = param(label="Upload")


SPEC = TaskSpec(
    PREVIEW_TASK,
    "Preview of an upload",
    "Prepares the import of a list that was sent over the network, for whoever sent it to look at.",
    Params,
    danger=Danger.HARMLESS,
    permission=Permission.IMPORT,
    timeout_s=1800.0,
    offered=False,
)


def plan(context: TaskContext, params: Params) -> Plan:
    """Say that nothing is changed."""
    return Plan("Prepares an import. Nothing in the library is changed.")


def run(context: TaskContext, params: Params) -> Outcome:
    """Prepare it; the preview of an earlier run takes the place of the one before."""
    with scratch_folder(context, context.clock.now(), PREFIX) as folder:
        counts = context.calls["preview_upload"](params.upload, folder, context.job_id, context.run)
    rows = sum(counts.values())
    return Outcome(
        f"{rows:,} rows were looked at.", figures=(Figure("rows", "Rows", rows, "rows"),), data=counts
    )
