"""Figures of the library's upkeep, from its own records."""

from __future__ import annotations

from datetime import UTC, datetime

from app.database.engine import Database
from app.database.library_figures import figures
from app.domain.health import Target, TargetKind
from app.domain.measuring import Metric, level
from app.errors import Unreachable
from app.monitoring.collector import Collector, Figures
from app.monitoring.probe import Access

_JOBS = "the table of jobs"
_BACKUPS = "the list of backups"


class LibraryCollector(Collector):
    """Backups, jobs, workers, scans."""

    KIND = TargetKind.LIBRARY
    EVERY_S = 30.0
    METRICS = (
        Metric("backup_age_h", "h", "Since the state the newest usable backup holds.", f"{_BACKUPS}: one that failed its test counts for nothing", level("backup_age_h")),
        Metric("backup_proven_age_h", "h", "Since the state the newest proven backup holds.", f"{_BACKUPS}: verdict proven", level("backup_proven_age_h")),
        Metric("jobs_failing", "", "Kinds of job whose last run failed.", _JOBS, level("jobs_failing")),
        Metric("jobs_stranded", "", "Kinds with a job that waits for a person.", _JOBS, level("jobs_stranded")),
        Metric("jobs_waiting_s", "s", "How long the first job in the queue has waited.", _JOBS, level("jobs_waiting_s")),
        Metric("worker_seen_s", "s", "Since a worker was seen.", "the table of workers", level("worker_seen_s")),
        Metric("scans_waiting", "", "Scans that wait at the desk of the computer that watches.", "its queue of scans", level("scans_waiting")),
    )  # fmt: skip

    def __init__(self, target: Target, access: Access) -> None:
        super().__init__(target, access)
        self._database: Database | None = None
        if access.library is not None:
            limit_s = self.TIMEOUT_S / 2
            self._database = Database(
                access.library, pool_size=1, statement_timeout_s=limit_s, connect_timeout_s=limit_s
            )

    def collect(self) -> Figures:
        """Look the records through."""
        if self._database is None:
            raise Unreachable("There is no library.")
        with self._database.read() as connection:
            raw = figures(connection, datetime.fromtimestamp(self.access.now(), UTC))
        raw["scans_waiting"] = float(self.access.scans())
        return Figures("library", 1e9, raw)

    def close(self) -> None:
        """Close the connection."""
        if self._database is not None:
            self._database.close()
