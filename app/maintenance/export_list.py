"""Writes the catalogue or the register of patrons for somebody who asked over the network, see
:mod:`app.services.exports`.

The file is made in a folder for its owner alone inside the data folder of whoever carries the job out, which may be
another computer than the one that answers; so its bytes then go to the operations store, and the folder goes.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from app.database import exports
from app.domain.actors import Permission
from app.domain.exports import ENDINGS, EXPORT_TASK, KEPT, MOST_BYTES, ExportFormat, ExportList
from app.errors import Refused
from app.maintenance.backups.scratch import scratch_folder
from app.maintenance.context import TaskContext
from app.maintenance.task import Danger, Figure, Outcome, Plan, TaskSpec, param

PREFIX = "clms_export_"
_VERBS = {ExportList.CATALOG: "export_catalog", ExportList.STUDENTS: "export_students"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Which list, and as what."""

    list: str = param(
        label="List",
        choices=((ExportList.CATALOG.value, "The catalogue"), (ExportList.STUDENTS.value, "Patrons")),
    )
    format: str = param(
        ExportFormat.CSV.value,
        label="Format",
        choices=(
            (ExportFormat.CSV.value, "CSV"),
            (ExportFormat.XLSX.value, "XLSX"),
            (ExportFormat.MARC.value, "MARC 21"),
            (ExportFormat.MARCXML.value, "MARCXML"),
        ),
    )


SPEC = TaskSpec(
    EXPORT_TASK,
    "Export over the network",
    "Writes the catalogue or the patrons as a file that whoever asked for it fetches within a day.",
    Params,
    danger=Danger.HARMLESS,
    permission=Permission.EXPORT,
    timeout_s=1800.0,
    offered=False,
)


def plan(context: TaskContext, params: Params) -> Plan:
    """Say that nothing is changed."""
    return Plan("Writes a file that is kept for a day. Nothing in the library is changed.")


def run(context: TaskContext, params: Params) -> Outcome:
    """Write it; what was written by an earlier run of the same job is replaced."""
    which, format_ = ExportList(params.list), ExportFormat(params.format)
    while exports.remove_expired(context.operations, context.clock.now()):
        context.checkpoint()

    def tell(step: Any) -> None:
        context.checkpoint()
        context.progress(None, step.phase)

    with scratch_folder(context, context.clock.now(), PREFIX) as folder:
        file = folder / f"{which}.{ENDINGS[format_]}"
        done = context.calls[_VERBS[which]](file, format_.value, progress=tell)
        if done.size > MOST_BYTES:
            raise Refused(
                f"This list makes a file of {done.size / 1_048_576:.0f} MB; at most 64 MB are handed out over the "
                "network.",
                hint="Export it from a window.",
                code="too_large",
                details={"size": done.size},
            )
        content = file.read_bytes()
    context.checkpoint()
    until = context.clock.now() + KEPT
    exports.put(context.operations, context.job_id, (which, format_), content, done.rows, until)
    return Outcome(
        f"{done.rows:,} rows wait to be fetched.",
        figures=(Figure("rows", "Rows", done.rows, "rows"), Figure("bytes", "Size", done.size, "bytes")),
    )
