"""How far the restore of one backup has come, told by the jobs there are. No widgets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from app.domain.backup_clock import BackupRow
from app.domain.jobs import OPEN, Job, JobState

RESTORE = "restore-database"


class Step(IntEnum):
    """What comes next."""

    BESIDE = 0  # restore it beside the library
    LOOK = 1  # look at what stands there
    SWAP = 2  # it has taken the library's place, or is about to


@dataclass(frozen=True, slots=True)
class Count:
    """Rows of a table in the restored library and in the live one."""

    table: str
    restored: int
    live: int

    @property
    def difference(self) -> int:
        """How many rows a swap adds; fewer than none when it takes some away."""
        return self.restored - self.live


@dataclass(frozen=True, slots=True)
class Journey:
    """``job`` is the run the step is about, None when nothing was begun; ``into`` the restored library's name, ``old``
    that of the library before the swap. Not ``swappable``: one table that is for a look only. While the old library is
    brought back, that is the swap it is about."""

    step: Step
    job: Job | None = None
    into: str = ""
    old: str = ""
    swappable: bool = True
    counts: tuple[Count, ...] = ()
    warnings: tuple[str, ...] = ()

    @property
    def under_way(self) -> bool:
        """Whether its job waits or runs."""
        return self.job is not None and self.job.state in OPEN and not self.stranded

    @property
    def stranded(self) -> bool:
        """Whether its worker ended in the middle of it, so that a person has to decide."""
        return self.job is not None and self.job.state is JobState.STRANDED

    @property
    def failed(self) -> bool:
        """Whether its job did not get to its end."""
        return self.job is not None and self.job.state in (JobState.FAILED, JobState.CANCELLED)


def journey(backup: BackupRow, jobs: Iterable[Job]) -> Journey:
    """How far it has come. ``jobs`` are those of any task, in any order."""
    runs = sorted((j for j in jobs if j.kind == RESTORE and not j.dry_run), key=lambda job: -job.id)
    beside = next((job for job in runs if not job.params.get("swap") and _is_of(job, backup)), None)
    if beside is None:
        return Journey(Step.BESIDE)
    if beside.state is not JobState.DONE:
        return Journey(Step.BESIDE, beside)
    told = _data(beside)
    into, counts = str(told.get("into", "")), _counts(told)
    swappable = bool(told.get("swappable", not beside.params.get("table")))
    swaps = [job for job in runs if job.params.get("swap") and job.id > beside.id]
    swap = next((job for job in swaps if job.params.get("into") == into), None)
    if swap is None or swap.state is JobState.CANCELLED:
        return Journey(Step.LOOK, beside, into, "", swappable, counts, _warnings(beside))
    old = str(_data(swap).get("old", ""))
    back = next((job for job in swaps if old and job.params.get("into") == old and job.id > swap.id), None)
    if back is not None and back.state is JobState.DONE:
        return Journey(
            Step.BESIDE
        )  # the old library was brought back: what was restored is one that was before
    if back is not None and back.state is not JobState.CANCELLED:
        return Journey(Step.SWAP, back, old)
    return Journey(Step.SWAP, swap, into, old, swappable, counts, _warnings(swap))


def _is_of(job: Job, backup: BackupRow) -> bool:
    name = job.params.get("name") or _data(job).get("backup")
    return bool(name == backup.name and job.params.get("folder") == backup.folder)


def _outcome(job: Job) -> Mapping[str, Any]:
    found: Mapping[str, Any] = (job.result or {}).get("outcome") or {}
    return found


def _data(job: Job) -> Mapping[str, Any]:
    found: Mapping[str, Any] = _outcome(job).get("data") or {}
    return found


def _warnings(job: Job) -> tuple[str, ...]:
    return tuple(_outcome(job).get("warnings", ()))


def _counts(told: Mapping[str, Any]) -> tuple[Count, ...]:
    """Those that differ first, the largest difference before the others; none of what a swap leaves as it is now."""
    stays = set(told.get("carried_over", ()))
    found = [
        Count(name, each["restored"], each["live"])
        for name, each in told.get("counts", {}).items()
        if name not in stays
    ]
    return tuple(sorted(found, key=lambda count: (-abs(count.difference), count.table)))
