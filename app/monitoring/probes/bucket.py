"""The bucket that photos, covers and attachments are kept in. Without one there is no such target."""

from __future__ import annotations

from app.domain.file_places import FileKind
from app.domain.health import TargetKind
from app.monitoring.probe import WELL, Found, Probe


class BucketProbe(Probe):
    """Some bytes are written, read and removed. Seldom: each of these requests is paid for."""

    KIND = TargetKind.BUCKET
    TIMEOUT_S = 15.0
    EVERY_S = 60.0

    def look(self) -> Found:
        """Whatever goes wrong is told as Unreachable, with what to do."""
        self.access.files.of(FileKind.S3).look()
        return WELL
