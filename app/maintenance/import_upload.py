"""Carries out the import of a list that was sent over the network, see :mod:`app.services.uploads`."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.actors import Permission
from app.domain.uploads import IMPORT_TASK
from app.maintenance.backups.scratch import scratch_folder
from app.maintenance.context import TaskContext
from app.maintenance.preview_upload import PREFIX
from app.maintenance.task import Figure, Outcome, Plan, TaskSpec, param


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Which list, and which of its previews somebody looked at."""

    upload: str = param(label="Upload")
    version: int = param(label="Preview", least=1, most=2**63 - 1)


SPEC = TaskSpec(
    IMPORT_TASK,
    "Import of an upload",
    "Imports a list that was sent over the network, as its preview showed it.",
    Params,
    permission=Permission.IMPORT,
    resource="import",
    timeout_s=7200.0,
    offered=False,
)


def plan(context: TaskContext, params: Params) -> Plan:
    """Say that its preview tells."""
    return Plan("Imports what the preview of the upload shows, if that is still true.")


def run(context: TaskContext, params: Params) -> Outcome:
    """Carry it out. A run that comes after one that was cut off goes on with its import."""
    with scratch_folder(context, context.clock.now(), PREFIX) as folder:
        done = context.calls["import_upload"](
            params.upload, params.version, folder, context.job_id, context.run
        )
    written = sum(done.counts[name] for name in ("create", "attach", "change"))
    return Outcome(
        f"{written:,} rows were imported.",
        figures=(Figure("rows", "Rows", written, "rows"),),
        data={"batch_id": done.batch_id, **done.counts},
    )
