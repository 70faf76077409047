"""What a database server says about itself: product, version, and the settings that matter to a library."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, text

from app.database.engine import Database

NAMES = {"sqlite": "SQLite", "mariadb": "MariaDB", "mysql": "MySQL"}
"""How a product of `Database.product` is written."""
OLDEST = {"SQLite": (3, 35), "MariaDB": (10, 6), "MySQL": (8, 0)}
"""The oldest version of each product that has what our statements use."""


@dataclass(frozen=True, slots=True)
class ServerFacts:
    """``clock_offset_s`` is how far the server's clock is ahead of this computer's; the rest are the words the server
    uses. ``durable`` tells whether a confirmed act survives a power cut."""

    product: str
    version: str
    charset: str
    zone: str
    isolation: str
    durable: bool
    max_connections: int
    clock_offset_s: float

    @property
    def is_old(self) -> bool:
        """True when this release was not made for a version that old."""
        numbers = tuple(int(part) for part in re.findall(r"\d+", self.version)[:2])
        return numbers < OLDEST[self.product]


def server_facts(database: Database) -> ServerFacts:
    """Ask the server. Raises Unreachable when it does not answer."""
    with database.read() as connection:
        return _sqlite(connection) if database.is_sqlite else _server(connection)


def _sqlite(connection: Connection) -> ServerFacts:
    def one(statement: str) -> str:
        return str(connection.execute(text(statement)).scalar_one())

    return ServerFacts(
        product="SQLite",
        version=one("SELECT sqlite_version()"),
        charset=one("PRAGMA encoding"),
        zone="+00:00",
        isolation=f"journal {one('PRAGMA journal_mode')}",
        durable=int(one("PRAGMA synchronous")) >= 2,
        max_connections=0,
        clock_offset_s=0.0,
    )


def _server(connection: Connection) -> ServerFacts:
    version = str(connection.execute(text("SELECT VERSION()")).scalar_one())
    is_mariadb = "mariadb" in version.lower()
    isolation = "@@tx_isolation" if is_mariadb else "@@transaction_isolation"
    row = connection.execute(
        text(
            f"SELECT @@character_set_database, @@session.time_zone, {isolation}, "
            "@@innodb_flush_log_at_trx_commit, @@max_connections, UTC_TIMESTAMP(6)"
        )
    ).one()
    offset = row[5].replace(tzinfo=UTC) - datetime.now(UTC)
    return ServerFacts(
        product="MariaDB" if is_mariadb else "MySQL",
        version=version,
        charset=str(row[0]),
        zone=str(row[1]),
        isolation=str(row[2]),
        durable=int(row[3]) == 1,
        max_connections=int(row[4]),
        clock_offset_s=offset.total_seconds(),
    )
