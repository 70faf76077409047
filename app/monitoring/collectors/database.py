"""Figures of a MySQL or MariaDB server: from SHOW GLOBAL STATUS, and of a replica how far it is behind.

True lag is measured by a heartbeat: whoever holds the watch writes the time into a row on the primary, and asks each
replica which time it has. What a server says of itself (Seconds_Behind_Source) is 0 while its source sends nothing and
NULL when it matters.
"""

from __future__ import annotations

import os

from app.database.gtid import position
from app.domain.health import Target, TargetKind
from app.domain.measuring import (
    Formula,
    Metric,
    Span,
    grown_mean,
    grown_share,
    level,
    rate,
    rest,
    share,
)
from app.errors import ClmsError
from app.monitoring.collector import Collector, Figures, number
from app.monitoring.probe import Access
from app.monitoring.probes.database import node_of

_STATUS = "MySQL and MariaDB manuals, server status variables"
_INNODB = "MySQL and MariaDB manuals, InnoDB status variables"
_FETCHED_AND_APPLIED = {
    True: ("retrieved_gtid_set", "executed_gtid_set"),
    False: ("gtid_io_pos", "gtid_slave_pos"),
}
"""Columns of a replica's status, by whether it is MySQL's."""
_VARIABLES = "max_connections innodb_redo_log_capacity server_uuid server_uid read_only"


def _redo(span: Span) -> float | None:
    """MySQL: what was written since the checkpoint, of the log's capacity. MariaDB counts the age itself."""
    age, most = span.level("Innodb_checkpoint_age"), span.level("Innodb_checkpoint_max_age")
    if age is None:
        newest, checkpoint = (span.level(f"Innodb_redo_log_{name}_lsn") for name in ("current", "checkpoint"))
        most = span.level("innodb_redo_log_capacity")
        age = None if newest is None or checkpoint is None else newest - checkpoint
    return None if age is None or not most else 100 * age / most


def _com(*kinds: str) -> Formula:
    return rate(*(f"Com_{kind}" for kind in kinds))


class DatabaseCollector(Collector):
    """One server; of the library's file its size."""

    KIND = TargetKind.DATABASE
    METRICS = (
        Metric("db_queries", "/s", "Statements clients sent.", f"{_STATUS}: ΔQuestions", rate("Questions")),
        Metric("db_selects", "/s", "SELECT.", f"{_STATUS}: ΔCom_select", _com("select")),
        Metric("db_inserts", "/s", "INSERT and REPLACE.", f"{_STATUS}: ΔCom_insert…", _com("insert", "replace")),
        Metric("db_updates", "/s", "UPDATE.", f"{_STATUS}: ΔCom_update", _com("update")),
        Metric("db_deletes", "/s", "DELETE.", f"{_STATUS}: ΔCom_delete", _com("delete")),
        Metric(
            "db_transactions", "/s", "Transactions that ended.",
            f"{_STATUS}: Δ(Com_commit + Com_rollback)", _com("commit", "rollback"),
        ),
        Metric("db_threads_running", "", "Statements at work now.", f"{_STATUS}: Threads_running", level("Threads_running")),
        Metric("db_connections", "", "Connections open.", f"{_STATUS}: Threads_connected", level("Threads_connected")),
        Metric(
            "db_connections_share", "%", "Connections open, of those allowed.",
            "ops: Threads_connected / max_connections; Netdata warns at 70", share("Threads_connected", "max_connections"),
        ),
        Metric(
            "db_refused", "/s", "Connections refused, all being in use.",
            f"{_STATUS}: ΔConnection_errors_max_connections", rate("Connection_errors_max_connections"),
        ),
        Metric("db_aborted", "/s", "Failed attempts to connect.", f"{_STATUS}: ΔAborted_connects", rate("Aborted_connects")),
        Metric(
            "db_pool_hits", "%", "Pages found in the buffer pool.",
            f"{_INNODB}: 1 − ΔInnodb_buffer_pool_reads / ΔInnodb_buffer_pool_read_requests",
            rest(grown_share(["Innodb_buffer_pool_reads"], ["Innodb_buffer_pool_read_requests"], least=100)),
        ),
        Metric(
            "db_pool_waits", "/s", "Waits for a free page of the buffer pool.",
            f"{_INNODB}: ΔInnodb_buffer_pool_wait_free", rate("Innodb_buffer_pool_wait_free"),
        ),
        Metric(
            "db_pool_dirty", "%", "Pages still to be written.",
            f"{_INNODB}: pages_dirty / pages_total",
            share("Innodb_buffer_pool_pages_dirty", "Innodb_buffer_pool_pages_total"),
        ),
        Metric("db_lock_waits", "/s", "Waits for row locks.", f"{_INNODB}: ΔInnodb_row_lock_waits", rate("Innodb_row_lock_waits")),
        Metric(
            "db_lock_wait_ms", "ms", "Mean time of a wait for a row lock.",
            f"{_INNODB}: ΔInnodb_row_lock_time / ΔInnodb_row_lock_waits",
            grown_mean("Innodb_row_lock_time", "Innodb_row_lock_waits"),
        ),
        Metric(
            "db_lock_waiting", "", "Statements waiting for a row lock now.",
            f"{_INNODB}: Innodb_row_lock_current_waits", level("Innodb_row_lock_current_waits"),
        ),
        Metric("db_slow", "/s", "Statements over long_query_time.", f"{_STATUS}: ΔSlow_queries", rate("Slow_queries")),
        Metric(
            "db_scans", "/s", "Joins and selects that read whole tables.",
            f"{_STATUS}: Δ(Select_scan + Select_full_join)", rate("Select_scan", "Select_full_join"),
        ),
        Metric(
            "db_tmp_disk", "%", "Temporary tables that went to disk.",
            f"{_STATUS}: ΔCreated_tmp_disk_tables / ΔCreated_tmp_tables",
            grown_share(["Created_tmp_disk_tables"], ["Created_tmp_tables"], least=10),
        ),
        Metric(
            "db_redo", "%", "Redo log in use.",
            "MySQL: (Innodb_redo_log_current_lsn − …checkpoint_lsn) / innodb_redo_log_capacity; MariaDB: "
            "Innodb_checkpoint_age / Innodb_checkpoint_max_age", _redo,
        ),
        Metric("db_redo_bytes", "bytes", "Written to the redo log a second.", f"{_INNODB}: ΔInnodb_os_log_written", rate("Innodb_os_log_written")),
        Metric(
            "db_lag_s", "s", "How far a replica is behind, by the heartbeat.",
            "pt-heartbeat: newest time written on the primary − time found here", level("lag_s"),
        ),
        Metric(
            "db_told_lag_s", "s", "How far a replica believes to be behind.",
            "Seconds_Behind_Source, or Seconds_Behind_Master", level("told_lag_s"),
        ),
        Metric(
            "db_replicating", "", "1 while both threads of a replica run, else 0.",
            "Replica_IO_Running and Replica_SQL_Running, or Slave_…", level("replicating"),
        ),
        Metric(
            "db_gtid_gap", "", "Transactions a replica has fetched and not applied.",
            "MySQL: Retrieved_Gtid_Set − Executed_Gtid_Set; MariaDB: Gtid_IO_Pos − Gtid_Slave_Pos", level("gtid_gap"),
        ),
        Metric("db_uptime_s", "s", "How long it has run.", f"{_STATUS}: Uptime", level("Uptime")),
        Metric("db_file_bytes", "bytes", "Size of the library's file.", "the file system", level("file_bytes")),
    )  # fmt: skip

    def __init__(self, target: Target, access: Access) -> None:
        super().__init__(target, access)
        self._node = node_of(target, access, self.TIMEOUT_S / 2)

    def collect(self) -> Figures:
        """Ask for status, some variables, and how it follows."""
        if self._node.product == "sqlite":
            path = self._node.url.database or ""
            size = sum(os.path.getsize(each) for each in (path, f"{path}-wal") if os.path.exists(each))
            return Figures(path, 1e9, {"file_bytes": float(size)})
        status = self._node.pairs("SHOW GLOBAL STATUS")
        names = "','".join(_VARIABLES.split())
        variables = self._node.pairs(f"SHOW GLOBAL VARIABLES WHERE Variable_name IN ('{names}')")
        raw = {
            name: value for name, text in (status | variables).items() if (value := number(text)) is not None
        }
        raw |= self._following()
        identity = variables.get("server_uuid") or variables.get("server_uid") or self.target.address
        return Figures(identity, raw.get("Uptime", 0.0), raw)

    def _following(self) -> dict[str, float]:
        row = self._node.replica_row()
        if row is None:
            return {}
        mysql = "replica_io_running" in row
        prefix, source = ("replica", "source") if mysql else ("slave", "master")
        runs = all(row[f"{prefix}_{thread}_running"] == "Yes" for thread in ("io", "sql"))
        found: dict[str, float | None] = {
            "replicating": float(runs),
            "told_lag_s": number(row[f"seconds_behind_{source}"]),
            "gtid_gap": _gap(*(row.get(name) for name in _FETCHED_AND_APPLIED[mysql])),
            "lag_s": self._lag(),
        }
        return {name: value for name, value in found.items() if value is not None}

    def _lag(self) -> float | None:
        """By the heartbeat, where somebody writes one."""
        beat = self.access.heartbeat
        if beat is None or not beat.written:
            return None
        try:
            rows = self._node.rows(beat.question)
        except ClmsError:
            return None  # the schema has not come through yet
        return max(0.0, beat.written - float(rows[0]["beat"])) if rows else None

    def close(self) -> None:
        """Close the connection."""
        self._node.close()


def _gap(fetched: object, applied: object) -> float | None:
    """Transactions of one position that are missing in another; None where nothing was fetched by GTID."""
    try:
        have, done = (position(str(each or "")) for each in (fetched, applied))
    except ValueError:
        return None
    return float(have.beyond(done)) if have else None
