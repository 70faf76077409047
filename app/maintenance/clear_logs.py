"""Removes the logs that were turned over. A live log, one that a program holds open, a link, and anything that isn't a
log of this product stay, whatever they are called."""

from __future__ import annotations

import time
from dataclasses import dataclass

from app.maintenance.context import TaskContext
from app.maintenance.log_files import LogFile, folder_of, log_files
from app.maintenance.task import Figure, Outcome, Plan, TaskSpec, param

_MEGABYTE = 1_000_000
_DAY_S = 86_400.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """What stays."""

    days: int = param(
        0, label="Keep days", help="Logs written to within so many days stay too.", least=0, most=3650
    )


SPEC = TaskSpec(
    "clear-logs",
    "Clear old logs",
    "Removes logs that were turned over, and never one that is being written.",
    Params,
    resource="logs",
    timeout_s=300.0,
)


def plan(context: TaskContext, params: Params) -> Plan:
    """Say which files go."""
    gone = _chosen(context, params)
    size = sum(file.bytes for file in gone)
    return Plan(
        f"Removes {len(gone)} logs of {size / _MEGABYTE:,.1f} MB."
        if gone
        else "Nothing to do: there is no old log.",
        steps=tuple(f"remove {file.path.name}" for file in gone),
        figures=_figures(len(gone), size),
        nothing_to_do=not gone,
    )


def run(context: TaskContext, params: Params) -> Outcome:
    """Remove them."""
    removed = size = 0
    gone = _chosen(context, params)
    for file in gone:
        context.checkpoint()
        file.path.unlink(missing_ok=True)
        context.progress((removed + 1) / len(gone), f"Removed {file.path.name}")
        removed, size = removed + 1, size + file.bytes
    return Outcome(f"Removed {removed} logs of {size / _MEGABYTE:,.1f} MB.", figures=_figures(removed, size))


def _figures(count: int, size: int) -> tuple[Figure, ...]:
    return Figure("removed", "Removed", count, "rows"), Figure("won", "Space won", size, "bytes")


def _chosen(context: TaskContext, params: Params) -> tuple[LogFile, ...]:
    edge = time.time() - params.days * _DAY_S
    return tuple(
        file
        for file in log_files(folder_of(context))
        if not file.live and not file.open and file.changed_at <= edge
    )
