"""Putting a restored library in the place of the live one, and keeping the old one so that it can be undone.

On a server all tables change places in one RENAME TABLE, so that no desk ever sees half of each. A table with
triggers can't be renamed into another schema, so triggers are taken off for that moment and put back. In a file
SQLite copies the restored pages over the live ones in one transaction: programs that have it open go on.

What belongs to the present and not to the library's past is carried over first: jobs, schedules, workers and the list
of backups. Who was signed in to the API is not, and a token that was revoked stays so. Ids go on counting from where
the live library is.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from app.database.backups import sqlite_files
from app.database.backups.connections import Connection, quoted, run, text_of
from app.database.backups.tables import triggers
from app.database.tables import metadata
from app.errors import Conflict

MARK = "clms_restored"
"""The table that marks a restored schema; it does not move."""
PRESENT = ("workers", "job_schedules", "jobs", "job_ready", "job_ticks", "backups")
"""Tables whose rows belong to the present."""
_PAGES = 2_000
_PATIENCE_S = 10
"""How long the swap waits for a desk's transaction."""


def carry_over_statements(live: str, restored: str, live_tables: Collection[str]) -> list[str]:
    """SQL that works on every engine: the present's rows go into ``restored``; both names are quoted.

    ``live_tables`` are those the live library has: one that a migration left half-way may lack the newest.
    """
    statements = [f"DELETE FROM {restored}.{table}" for table in reversed(PRESENT)]
    for table in PRESENT:
        # Backticks are understood by SQLite too.
        columns = ",".join(quoted(column.name) for column in metadata.tables[table].columns)
        source = f"SELECT {columns} FROM {live}.{table}"
        statements.append(f"INSERT INTO {restored}.{table} ({columns}) {source}")
    # Whoever was signed in to the API signs in again: a session that was ended since must not come back.
    statements.append(f"DELETE FROM {restored}.api_sessions")
    if "api_tokens" in live_tables:
        revoked = (
            f"(SELECT l.ended_at FROM {live}.api_tokens l WHERE l.digest = {restored}.api_tokens.digest)"
        )
        statements.append(
            f"UPDATE {restored}.api_tokens SET ended_at = {revoked} WHERE {revoked} IS NOT NULL"
        )
    if "primaries" in live_tables:  # who is the primary is no matter of the library's past
        statements.append(f"DELETE FROM {restored}.primaries")
        statements.append(f"INSERT INTO {restored}.primaries SELECT * FROM {live}.primaries")
    for table in ("job_schedules", "jobs"):
        statements.append(
            f"UPDATE {restored}.{table} SET actor_id = NULL "
            f"WHERE actor_id NOT IN (SELECT id FROM {restored}.users)"
        )
        statements.append(
            f"UPDATE {restored}.{table} SET branch_id = (SELECT MIN(id) FROM {restored}.branches) "
            f"WHERE branch_id NOT IN (SELECT id FROM {restored}.branches)"
        )
    return statements


def swap_schemas(session: Connection, live: str, restored: str, old: str) -> None:
    """Tables of ``restored`` into ``live``, those of ``live`` into ``old``, which is made for them."""
    run(session, f"SET SESSION foreign_key_checks = 0, lock_wait_timeout = {_PATIENCE_S}")
    run(session, "START TRANSACTION")
    for statement in carry_over_statements(quoted(live), quoted(restored), _names(session, live)):
        run(session, statement)
    run(session, "COMMIT")
    run(session, "SET SESSION foreign_key_checks = 1")
    counters = _counters(session, live)
    for table, counter in _counters(session, restored).items():
        if counters.get(table, 0) > counter:
            run(session, f"ALTER TABLE {quoted(restored)}.{quoted(table)} AUTO_INCREMENT = {counters[table]}")
    character_set, collation = run(
        session,
        "SELECT default_character_set_name, default_collation_name FROM information_schema.schemata "
        "WHERE schema_name = %s",
        live,
    )[0]
    run(
        session,
        f"CREATE DATABASE {quoted(old)} CHARACTER SET {text_of(character_set)} COLLATE {text_of(collation)}",
    )
    leaving, coming = _names(session, live), _names(session, restored)
    moves = [f"{quoted(live)}.{quoted(each)} TO {quoted(old)}.{quoted(each)}" for each in leaving]
    moves += [f"{quoted(restored)}.{quoted(each)} TO {quoted(live)}.{quoted(each)}" for each in coming]
    with _without_triggers(session, [(live, old), (restored, live)]):
        run(session, f"RENAME TABLE {', '.join(moves)}")
    run(session, f"USE {quoted(live)}")


@contextmanager
def _without_triggers(session: Connection, moves: Sequence[tuple[str, str]]) -> Iterator[None]:
    """Triggers of each first schema, taken off and put on in the second; in the first again when the move failed."""
    found = []
    for source, target in moves:
        run(session, f"USE {quoted(source)}")
        found.append((source, target, triggers(session), _trigger_names(session)))
    moved = False
    try:
        for source, _, _, names in found:
            for name in names:
                run(session, f"DROP TRIGGER {quoted(source)}.{quoted(name)}")
        yield
        moved = True
    finally:
        for source, target, statements, names in found:
            run(session, f"USE {quoted(target if moved else source)}")
            there = _trigger_names(session)
            for name, statement in zip(names, statements, strict=True):
                if name not in there:
                    run(session, statement)


def _trigger_names(session: Connection) -> list[str]:
    rows = run(
        session,
        "SELECT trigger_name FROM information_schema.triggers WHERE trigger_schema = DATABASE() "
        "ORDER BY event_object_table, action_timing, event_manipulation, action_order",
    )
    return [text_of(name) for (name,) in rows]


def _names(session: Connection, schema: str) -> list[str]:
    rows = run(
        session,
        "SELECT table_name FROM information_schema.tables WHERE table_schema = %s "
        "AND table_type = 'BASE TABLE' AND table_name <> %s ORDER BY table_name",
        schema,
        MARK,
    )
    return [text_of(name) for (name,) in rows]


def _counters(session: Connection, schema: str) -> dict[str, int]:
    """The next id of each table."""
    rows = run(
        session,
        "SELECT table_name, auto_increment FROM information_schema.tables WHERE table_schema = %s "
        "AND auto_increment IS NOT NULL",
        schema,
    )
    return {text_of(name): int(counter) for name, counter in rows}


def swap_files(live: Path, restored: Path, old: Path) -> None:
    """The pages of ``restored`` into ``live``, after those of ``live`` were copied into ``old``.

    Raises Conflict when desks wrote between the copy and the swap; nothing has then been changed.
    """
    _carry_over_file(live, restored)
    old.touch(mode=0o600)
    with (
        sqlite_files.opened(live) as there,
        closing(sqlite3.connect(live, isolation_level=None)) as watching,
        sqlite_files.opened(restored) as here,
    ):
        version = _data_version(watching)
        with closing(sqlite3.connect(old)) as kept:
            there.backup(kept)

        def untouched(_status: int, left: int, _all: int) -> None:
            """After the first pages the live file is locked: nobody writes any more until the copy is whole, which
            is when no page is left."""
            if left and _data_version(watching) != version:
                raise Conflict(
                    "Somebody wrote into the library while it was about to be swapped.",
                    hint="Nothing was changed. Try again, best when no desk is open.",
                    code="busy",
                )

        there.execute("PRAGMA busy_timeout = 10000")
        # In two steps at least: the callback must come before the last one, which commits.
        half = here.execute("PRAGMA page_count").fetchone()[0] // 2
        here.backup(there, pages=max(1, min(_PAGES, half)), progress=untouched)


def _carry_over_file(live: Path, restored: Path) -> None:
    with sqlite_files.opened(restored) as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        connection.execute("ATTACH DATABASE ? AS live", (str(live),))
        connection.execute("BEGIN IMMEDIATE")
        tables = [name for (name,) in connection.execute("SELECT name FROM live.sqlite_schema")]
        for statement in carry_over_statements("live", "main", tables):
            connection.execute(statement)
        connection.execute(
            "UPDATE sqlite_sequence SET seq = MAX(seq, COALESCE("
            "(SELECT l.seq FROM live.sqlite_sequence l WHERE l.name = sqlite_sequence.name), 0))"
        )
        connection.execute(
            "INSERT INTO sqlite_sequence (name, seq) SELECT name, seq FROM live.sqlite_sequence l "
            "WHERE NOT EXISTS (SELECT 1 FROM sqlite_sequence s WHERE s.name = l.name)"
        )
        connection.execute("COMMIT")
        connection.execute("DETACH DATABASE live")


def _data_version(connection: sqlite3.Connection) -> int:
    return int(connection.execute("PRAGMA data_version").fetchone()[0])
