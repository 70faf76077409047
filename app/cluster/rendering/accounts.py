"""The database's accounts with as few rights as each needs, as two SQL scripts that may be run again.

The first is run by the server's administrator before ``clms migrate``, the second after each: a right on a table can
only be given once there is one.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

from app.cluster.rendering.secrets import secret
from app.cluster.rendering.template import fill
from app.database.tables import metadata
from app.domain.topology import Engine, Topology

APPENDED = ("allocations", "audit_logs", "audit_seals", "changes", "ledger", "student_activities")
"""What desks and API nodes add to and never change."""
KEPT_BY_WORKERS = ("archived_ranges", "archives", "schema_info")
"""What desks and API nodes only read."""

_DDL = "CREATE, ALTER, DROP, INDEX, REFERENCES, TRIGGER, CREATE VIEW, SHOW VIEW"
_ROWS = "SELECT, INSERT, UPDATE, DELETE"
# REPLICATION SLAVE reads the binary log, which every backup keeps a part of; replaying one sets what a session logs.
_WATCH = {
    Engine.MYSQL: "PROCESS, REPLICATION CLIENT, REPLICATION SLAVE, RELOAD, BACKUP_ADMIN, BINLOG_ADMIN, "
    "SESSION_VARIABLES_ADMIN, OPTIMIZE_LOCAL_TABLE",
    Engine.MARIADB: "PROCESS, BINLOG MONITOR, BINLOG ADMIN, BINLOG REPLAY, SLAVE MONITOR, REPLICATION SLAVE, RELOAD",
}
_READ_OUT = {
    Engine.MYSQL: "PROCESS, REPLICATION CLIENT, REPLICATION SLAVE, RELOAD, BACKUP_ADMIN",
    Engine.MARIADB: "PROCESS, BINLOG MONITOR, REPLICATION SLAVE, RELOAD",
}
_READ = {Engine.MYSQL: "SELECT, LOCK TABLES", Engine.MARIADB: "SELECT"}
"""MySQL lets a SELECT lock rows only for whoever may also change them or lock tables: a desk takes turns by rows that it
may not change."""
_FOLLOW = {Engine.MYSQL: "REPLICATION SLAVE, BACKUP_ADMIN", Engine.MARIADB: "REPLICATION SLAVE"}


def accounts(topology: Topology) -> str:
    """The accounts, and their rights on whole schemas."""
    library, engine = topology.database, topology.engine
    both = (f"`{library}`.*", f"`{library}_ops`.*")
    beside = f"`{library.replace('_', chr(92) + '_')}\\_%`.*"
    grants = {
        "desk": [f"{_READ[engine]} ON {both[0]}", f"{_ROWS} ON {both[1]}"],
        "ops": [
            f"{_ROWS}, {_DDL}, LOCK TABLES ON {both[0]}",
            f"{_ROWS}, {_DDL}, LOCK TABLES ON {beside}",  # its store, and where a backup is restored to be proven
            f"{_WATCH[engine]} ON *.*",
            "SELECT ON `performance_schema`.*",
        ],
        "migrate": [f"{_ROWS}, {_DDL} ON {each}" for each in both],
        "backup": [
            f"SELECT, SHOW VIEW, TRIGGER, EVENT, LOCK TABLES ON {both[0]}",
            f"{_READ_OUT[engine]} ON *.*",
        ],
        "replica": [f"{_FOLLOW[engine]} ON *.*"],
    }
    told = {name: "\n".join(_grant(f"clms_{name}", given)) for name, given in grants.items()}
    return fill("accounts.sql", told | {"library": library})


def table_rights(topology: Topology) -> str:
    """What desks and API nodes may do with each table."""
    return fill("accounts-tables.sql", {"rights": grants_on_tables(topology.database)})


def grants_on_tables(library: str, there: Collection[str] = metadata.tables) -> str:
    """The statements of that, for the tables of this release that are ``there``: a right on another can't be given, and
    a migration that is kept back for later makes its tables later."""
    lines = []
    for table in sorted(metadata.tables):
        if table in KEPT_BY_WORKERS or table not in there:
            continue
        rights = "INSERT" if table in APPENDED else "INSERT, UPDATE, DELETE"
        lines.append(f"GRANT {rights} ON `{library}`.`{table}` TO 'clms_desk'@'%';")
    return "\n".join(lines)


def _grant(account: str, rights: Iterable[str]) -> list[str]:
    """Make an account, or give one that is there its password and rights."""
    return [
        f"CREATE USER IF NOT EXISTS '{account}'@'%' IDENTIFIED BY '{secret(account)}';",
        f"ALTER USER '{account}'@'%' IDENTIFIED BY '{secret(account)}';",
        *(f"GRANT {each} TO '{account}'@'%';" for each in rights),
    ]
