"""A node of the database: does it answer, is there room for another connection, does a replica follow."""

from __future__ import annotations

import os
from typing import Any

from sqlalchemy.engine import make_url

from app.database.one_node import DatabaseNode
from app.domain.health import HealthState, Target, TargetKind
from app.monitoring.probe import Access, Found, Probe, degraded, unhealthy

LAG_S = 30.0
"""A replica further behind serves lists that are old (Netdata's critical bound)."""
CROWDED = 0.9
"""So much of its connections in use: the next desk may find none."""

TAKES_WRITES = "takes writes"
"""The fact ``role`` of a primary."""

_LOOK = """SELECT @@read_only AS read_only, @@max_connections AS most, (SELECT VARIABLE_VALUE FROM {status}
 WHERE VARIABLE_NAME = 'Threads_connected') AS used, VERSION() AS version"""
_STATUS = {"mysql": "performance_schema.global_status", "mariadb": "information_schema.GLOBAL_STATUS"}


def node_of(target: Target, access: Access, timeout_s: float) -> DatabaseNode:
    """The server at a target's address, entered with the library's own account."""
    url = make_url(target.address)
    if url.get_backend_name() != "sqlite":
        url = url.set(drivername="mysql+pymysql")
        if access.library is not None and url.username is None:
            url = url.set(username=access.library.username, password=access.library.password)
    return DatabaseNode(url, timeout_s)


class DatabaseProbe(Probe):
    """MySQL, MariaDB, or the library's file."""

    KIND = TargetKind.DATABASE

    def __init__(self, target: Target, access: Access) -> None:
        super().__init__(target, access)
        self._node = node_of(target, access, self.TIMEOUT_S / 2)

    def look(self) -> Found:
        """Ask what it is and how full it is; a replica, how it follows."""
        product = self._node.product
        if product == "sqlite":
            return self._file()
        row = self._node.rows(_LOOK.format(status=_STATUS[product]))[0]
        read_only = str(row["read_only"]) in ("1", "ON")
        found = self._following(read_only) or _crowded(row)
        facts = {
            "version": f"{product} {row['version']}",
            "role": "read only" if read_only else TAKES_WRITES,
            "connections": f"{row['used']} of {row['most']}",
        }
        return Found(found.state, found.reason, facts) if found else Found(HealthState.HEALTHY, "", facts)

    def _file(self) -> Found:
        path = self._node.url.database or ""
        if not os.path.exists(path):
            return unhealthy("The library's file is not there.")
        self._node.rows("SELECT count(*) AS tables FROM sqlite_master")
        if not os.access(path, os.W_OK):
            return unhealthy("The library's file can't be written to.")
        size = f"{os.path.getsize(path) / 1e6:.1f} MB"
        return Found(HealthState.HEALTHY, "", {"version": "sqlite", "size": size})

    def _following(self, read_only: bool) -> Found | None:
        rows = self._node.replica_rows()
        if not rows:
            closed = rows is not None and read_only  # as a primary is that was lost, once it is started again
            return unhealthy("It takes no writes, and follows no other server.") if closed else None
        row = rows[0]
        mysql = "replica_io_running" in row
        prefix, source = ("replica", "source") if mysql else ("slave", "master")
        threads = (("fetching", "io"), ("applying", "sql"))
        stopped = [name for name, thread in threads if row[f"{prefix}_{thread}_running"] != "Yes"]
        if stopped:
            problem = str(row.get("last_sql_error") or row.get("last_io_error") or "")[:200]
            why = f": {problem}" if problem else ""
            return unhealthy(f"Replication is stopped ({' and '.join(stopped)}){why}.")
        lag = row[f"seconds_behind_{source}"]
        if lag is not None and float(lag) > LAG_S:
            return degraded(f"The replica is {float(lag):.0f} s behind.")
        return None

    def close(self) -> None:
        """Close the connection."""
        self._node.close()


def _crowded(row: dict[str, Any]) -> Found | None:
    used, most = float(row["used"] or 0), float(row["most"] or 0)
    if most and used >= CROWDED * most:
        return degraded(f"{used:.0f} of {most:.0f} connections are in use.")
    return None
