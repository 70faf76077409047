"""The connections of a MySQL or MariaDB server, and the end of one.

``SHOW FULL PROCESSLIST`` is the one list that both have in all releases; transactions and lock waits are laid beside
it where the account may know of them (ops research, D1).
"""

from __future__ import annotations

import re
from typing import Any

from app.database.one_node import DatabaseNode
from app.domain.statements import Process, ProcessKind, held_up, mark_of
from app.errors import ClmsError

_SERVERS = frozenset({"system user", "event_scheduler"})
_COMMANDS = frozenset({"Daemon", "Binlog Dump", "Binlog Dump GTID", "Slave_IO", "Slave_SQL", "Slave_worker"})
_TRANSACTIONS = """SELECT trx_mysql_thread_id AS id, trx_rows_modified AS changed,
 TIMESTAMPDIFF(SECOND, trx_started, NOW()) AS age FROM information_schema.innodb_trx"""
_WAITS = {
    "mysql": """SELECT waiting.processlist_id AS waits, blocking.processlist_id AS held FROM
 performance_schema.data_lock_waits w JOIN performance_schema.threads waiting
 ON waiting.thread_id = w.requesting_thread_id JOIN performance_schema.threads blocking
 ON blocking.thread_id = w.blocking_thread_id""",
    "mariadb": """SELECT waiting.trx_mysql_thread_id AS waits, blocking.trx_mysql_thread_id AS held FROM
 information_schema.innodb_lock_waits w JOIN information_schema.innodb_trx waiting
 ON waiting.trx_id = w.requesting_trx_id JOIN information_schema.innodb_trx blocking
 ON blocking.trx_id = w.blocking_trx_id""",
}


def processes(node: DatabaseNode) -> tuple[Process, ...]:
    """All connections; who holds up others first. Raises Unreachable."""
    own = int(node.rows("SELECT CONNECTION_ID() AS id")[0]["id"])
    transactions = {int(row["id"]): row for row in _known(node, _TRANSACTIONS)}
    waits: dict[int, list[int]] = {}
    for row in _known(node, _WAITS[node.product]):
        waits.setdefault(int(row["waits"]), []).append(int(row["held"]))
    return held_up(
        _process(row, own, transactions.get(int(row["id"])), tuple(waits.get(int(row["id"]), ())))
        for row in node.rows("SHOW FULL PROCESSLIST")
    )


def sees_all(node: DatabaseNode) -> bool:
    """Whether this account is told of others' connections: it has PROCESS, or everything."""
    grants = [str(next(iter(row.values()))) for row in node.rows("SHOW GRANTS")]
    return any(re.search(r"\b(PROCESS|ALL PRIVILEGES)\b.* ON \*\.\*", each) for each in grants)


def _known(node: DatabaseNode, question: str) -> list[dict[str, Any]]:
    """What an account may not know, it is not told; the list goes without."""
    try:
        return node.rows(question)
    except ClmsError:
        return []


def _process(
    row: dict[str, Any], own: int, transaction: dict[str, Any] | None, waits: tuple[int, ...]
) -> Process:
    number, user, command = int(row["id"]), str(row["user"] or ""), str(row["command"] or "")
    kind = ProcessKind.CLIENT
    if number == own:
        kind = ProcessKind.OURS
    elif user in _SERVERS or command in _COMMANDS:
        kind = ProcessKind.SERVER
    return Process(
        number,
        kind,
        user,
        str(row["host"] or ""),
        str(row["db"] or ""),
        command,
        str(row["state"] or ""),
        None if row["time"] is None else max(0.0, float(row["time"])),
        str(row["info"] or ""),
        mark_of(number, user, command, str(row["info"] or "")),
        None if transaction is None else float(transaction["age"] or 0),
        None if transaction is None else int(transaction["changed"] or 0),
        tuple(sorted(set(waits))),
    )


def end(node: DatabaseNode, process: Process, *, connection: bool) -> None:
    """End what a connection runs, or the connection with its transaction. Raises Refused with the code ``may_not_look``
    where this account may end its own alone, Unreachable."""
    node.command(f"KILL {'CONNECTION' if connection else 'QUERY'} {process.id:d}")
