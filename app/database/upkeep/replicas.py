"""Replicas as their primary knows them, and how far each one lags, where this account may look.

A primary knows who is registered with it and not how far they are. So each is asked itself, at the address it gave or
at the one its thread comes from, with the library's own account.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, exc, text

from app.database.engine import Database


@dataclass(frozen=True, slots=True)
class Replica:
    """``lag_s`` is None where it could not be told; ``broken`` says why when replication itself stands still."""

    name: str
    lag_s: float | None
    broken: str = ""


@dataclass(frozen=True, slots=True)
class Replicas:
    """What could be learnt. ``known`` is False where this account may not ask, and ``reason`` says so."""

    known: bool
    found: tuple[Replica, ...] = ()
    reason: str = ""


def replicas(database: Database) -> Replicas:
    """Look at the replicas of this server. Never raises for want of a privilege."""
    if database.is_sqlite:
        return Replicas(True)
    mysql = database.product == "mysql"
    try:
        with database.engine.connect() as connection:
            rows = _rows(connection, "SHOW REPLICAS" if mysql else "SHOW REPLICA HOSTS")
            hosts = _dumping_hosts(connection) if rows else ()
    except exc.SQLAlchemyError:
        return Replicas(False, reason="this account may not look at replicas (REPLICATION SLAVE)")
    return Replicas(True, tuple(_ask(database, row, hosts, mysql) for row in rows))


def _rows(connection: Connection, statement: str) -> list[dict[str, Any]]:
    result = connection.exec_driver_sql(statement)
    return [{str(key).lower(): value for key, value in row._mapping.items()} for row in result]


def _dumping_hosts(connection: Connection) -> Sequence[str]:
    """Addresses that fetch the binary log now."""
    query = text("SELECT host FROM information_schema.processlist WHERE command LIKE 'Binlog Dump%'")
    return sorted({str(host).rsplit(":", 1)[0] for host in connection.execute(query).scalars()})


def _ask(database: Database, row: dict[str, Any], hosts: Sequence[str], mysql: bool) -> Replica:
    name, port = f"server {row['server_id']}", int(row["port"] or 3306)
    for host in (row["host"],) if row["host"] else hosts:
        other = Database(database.url.set(host=host, port=port), pool_size=1)
        try:
            with other.engine.connect() as connection:
                if connection.execute(text("SELECT @@server_id")).scalar_one() == row["server_id"]:
                    return _status(connection, f"{host}:{port}", mysql)
        except exc.SQLAlchemyError:
            continue
        finally:
            other.close()
    return Replica(name, None)


def _status(connection: Connection, name: str, mysql: bool) -> Replica:
    rows = _rows(connection, "SHOW REPLICA STATUS" if mysql else "SHOW ALL REPLICAS STATUS")
    if not rows:
        return Replica(name, None)
    row = rows[0]
    prefix, of = ("replica", "source") if mysql else ("slave", "master")
    running = row[f"{prefix}_io_running"] == "Yes" and row[f"{prefix}_sql_running"] == "Yes"
    lag = row[f"seconds_behind_{of}"]
    problem = str(row.get("last_sql_error") or row.get("last_io_error") or "replication is stopped")
    return Replica(name, None if lag is None else float(lag), "" if running else problem)
