"""Turns the logs over: a live file that is large or old gets a dated name, what is no longer written is compressed,
and what is too old goes.

Programs notice before their next line that the file was moved away and begin a new one (``app.logs.LogFile``), so
nothing is cut off. A moved file is compressed by a later run, when it has been quiet and nobody holds it.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from app.maintenance.context import TaskContext
from app.maintenance.log_files import LogFile, folder_of, log_files, pack
from app.maintenance.task import Danger, Figure, Outcome, Plan, TaskSpec, param

_MEGABYTE = 1_000_000
_DAY_S = 86_400.0
_QUIET_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """When a file is turned over, and how long it is kept."""

    size_mb: int = param(
        2, label="Turn over at, MB", help="A live log as large as this.", least=1, most=10_000
    )
    days: int = param(7, label="Turn over after days", help="… or begun so long ago.", least=1, most=365)
    keep_days: int = param(
        90,
        label="Keep days",
        help="Compressed logs not written to for so long are removed.",
        least=1,
        most=3650,
    )


_NOTHING = "Nothing to do: no log is large or old enough."

SPEC = TaskSpec(
    "rotate-logs",
    "Turn the logs over",
    "Gives large and old logs a dated name, compresses them, and removes those kept long enough.",
    Params,
    danger=Danger.HARMLESS,
    resource="logs",
    timeout_s=900.0,
)


@dataclass(frozen=True, slots=True)
class _Work:
    turn: tuple[LogFile, ...]
    squeeze: tuple[LogFile, ...]
    remove: tuple[LogFile, ...]


def plan(context: TaskContext, params: Params) -> Plan:
    """Say which files are touched, and how."""
    work = _work(context, params)
    steps = [f"turn over {each.path.name}" for each in work.turn]
    steps += [f"compress {each.path.name}" for each in work.squeeze]
    steps += [f"remove {each.path.name}" for each in work.remove]
    if not steps:
        return Plan(_NOTHING, nothing_to_do=True)
    return Plan(
        f"Turns {len(work.turn)} logs over, compresses {len(work.squeeze)} and removes {len(work.remove)}.",
        steps=tuple(steps),
        figures=_figures(len(work.turn), len(work.squeeze), len(work.remove)),
    )


def run(context: TaskContext, params: Params) -> Outcome:
    """Do it, a file at a time."""
    work = _work(context, params)
    turned = squeezed = removed = won = 0
    warnings: list[str] = []
    for file in work.turn:
        context.checkpoint()
        if _turn(file.path):
            turned += 1
            context.log(f"{file.path.name} was turned over")
        else:
            warnings.append(f"{file.path.name} is held open by a program and was left.")
    for number, file in enumerate(work.squeeze):
        context.checkpoint()
        context.progress(number / len(work.squeeze), f"Compressing {file.path.name}")
        packed = pack(file.path, context.checkpoint)
        won += file.bytes - packed.stat().st_size
        squeezed += 1
    for file in work.remove:
        context.checkpoint()
        file.path.unlink(missing_ok=True)
        won += file.bytes
        removed += 1
    if not (turned or squeezed or removed or warnings):
        return Outcome(_NOTHING, figures=_figures(0, 0, 0))
    return Outcome(
        f"Turned {turned} logs over, compressed {squeezed}, removed {removed}; won {won / _MEGABYTE:,.1f} MB.",
        figures=(*_figures(turned, squeezed, removed), Figure("won", "Space won", won, "bytes")),
        warnings=tuple(warnings),
    )


def _figures(turned: int, squeezed: int, removed: int) -> tuple[Figure, ...]:
    return (
        Figure("turned", "Turned over", turned, "rows"),
        Figure("compressed", "Compressed", squeezed, "rows"),
        Figure("removed", "Removed", removed, "rows"),
    )


def _work(context: TaskContext, params: Params) -> _Work:
    now = time.time()
    turn, squeeze, remove = [], [], []
    for file in log_files(folder_of(context)):
        idle = now - file.changed_at
        if file.live:
            old = file.bytes and now - _begun(file.path) >= params.days * _DAY_S
            if file.bytes >= params.size_mb * _MEGABYTE or old:
                turn.append(file)
        elif file.packed:
            if idle >= params.keep_days * _DAY_S:
                remove.append(file)
        elif idle >= _QUIET_S and not file.open:
            squeeze.append(file)
    return _Work(tuple(turn), tuple(squeeze), tuple(remove))


def _begun(path: Path) -> float:
    """When its first line was written, which the line itself says; else when it was last changed."""
    with path.open("rb") as file:
        first = file.readline(200).decode(errors="replace").split(" ", 1)[0]
    try:
        return datetime.fromisoformat(first.replace("Z", "+00:00")).timestamp()
    except ValueError:
        return path.stat().st_mtime


def _turn(path: Path) -> bool:
    """Give it the name of this second; False where a program keeps it from being moved (Windows)."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S")
    target = path.with_name(f"{path.stem}-{stamp}.log")
    if target.exists():
        return False
    try:
        os.rename(path, target)
    except PermissionError:
        return False
    return True
