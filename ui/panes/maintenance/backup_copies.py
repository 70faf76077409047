"""Which backups have a copy in the place of copies, read off the runs that took backups: each looks after those of its
folder."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from app.domain.backup_clock import BackupRow
from app.domain.jobs import Job, JobState
from ui.models.columns import Badge, Tone
from ui.panes.maintenance.reading import BACKUP
from ui.panes.maintenance.words import tr
from ui.sentences import said


@dataclass(frozen=True, slots=True)
class Copy:
    """The copy of a backup: its place, and why there is none, "" where there is one."""

    place: str
    lacks: str = ""

    @property
    def badge(self) -> Badge:
        """As word, tone and icon."""
        if self.lacks:
            return Badge(tr("No copy"), Tone.WARN, "warning")
        return Badge(tr("Copied"), Tone.OK, "check-circle")

    @property
    def told(self) -> str:
        """In a sentence."""
        if self.lacks:
            return tr("none in {place} yet. {reason}").format(place=said(self.place), reason=said(self.lacks))
        return tr("in {place}").format(place=said(self.place))


def copy_of(backup: BackupRow, jobs: Iterable[Job]) -> Copy | None:
    """What the newest run that looked after its copy left; None where none is kept that did, or copies go nowhere."""
    runs = [job for job in jobs if job.kind == BACKUP and job.state is JobState.DONE and not job.dry_run]
    for job in sorted(runs, key=lambda job: -job.id):
        data: dict[str, Any] = ((job.result or {}).get("outcome") or {}).get("data") or {}
        copies = data.get("copies")
        if job.params.get("folder") != backup.folder or not copies:
            continue
        if backup.name in copies["lacking"]:
            return Copy(copies["place"], copies["lacking"][backup.name])
        if backup.name in copies["there"]:
            return Copy(copies["place"])
    return None
