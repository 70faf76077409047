"""One restored table put in the live one's place, after a look at what would come, change and go.

What is allowed, plainly: tables that say how things *are* (titles, copies, patrons with their cards and contacts,
equipment, policies, the calendar, settings, files), and of loans, holds, visits and sessions those that are closed.
Never a table that says what *happened* (ledger, audit, acts, activities …): what was written there stays. Refused is
whatever would leave a row without the one it names, change an open row, or bring back somebody who was erased.

The swap is one act, audited. The table as it was stands in a place of its own afterwards, marked as a restored one is:
swapping that in undoes it. ``purge-expired`` removes it when its time is over.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import inspect

from app.database import append_only, search
from app.database.backups import connections, sqlite_files
from app.database.backups.connections import quoted
from app.database.backups.connections import run as run_statement
from app.database.backups.one_table import Differences, Pair, exchange
from app.database.backups.swapping import PRESENT
from app.database.personal_data import HOLDINGS
from app.database.tables import metadata
from app.database.unit import Unit
from app.domain.changes import Changed
from app.errors import Conflict, Refused
from app.maintenance import repairs
from app.maintenance.backups import erasures, marks
from app.maintenance.backups.beside import Beside
from app.maintenance.backups.taking import library_file
from app.maintenance.context import TaskContext
from app.maintenance.task import Figure, Outcome, Plan

MOST = 50_000
"""Rows that may differ: one act holds the table for as long as it takes to exchange them."""
_SHOWN = 20
_HAPPENED = "it says what happened, and what was written there is never taken back"
_OTHERS = {
    **dict.fromkeys((*PRESENT, "primaries"), "it belongs to the present and not to the library's past"),
    **dict.fromkeys(("acts", "batch_edit_chunks", "batch_edits", "changes", "renewals"), _HAPPENED),
    **dict.fromkeys(
        ("users", "api_sessions", "api_tokens"), "it says who may sign in, and rights that were taken would come back"
    ),
    **dict.fromkeys(
        ("alert_acknowledgements", "alert_channels", "alert_pauses", "alert_rules"),
        "it says what is watched now, and whom a restored one would tell",
    ),
    "label_prints": "it says which labels the copies bear now, and those stay on them",
    "drawers": "it counts receipts that were given out",
    "schema_info": "it says what the database is",
}  # fmt: skip
_OWNER = {
    "titles": ("title", "id"),
    "title_contributors": ("title", "title_id"),
    "title_identifiers": ("title", "title_id"),
    "title_subjects": ("title", "title_id"),
    "books": ("title", "title_id"),
    "students": ("student", "id"),
    "cards": ("student", "student_id"),
    "contacts": ("student", "student_id"),
    "enrolments": ("student", "student_id"),
}
"""Whose words in the search a row may change: entity and column."""
_PERSONAL = {"students", "stored_files", *(each.name for each in HOLDINGS)}
"""Tables that may hold something of a patron; pictures lie in ``stored_files``."""


def why_not(table: str) -> str:
    """Why a table is never swapped in alone, "" when it may be."""
    if table in {guard.table for guard in append_only.GUARDS}:
        return _HAPPENED
    if table.startswith(("title_search", "patron_search")):
        return "it is made from other tables: check-integrity with repair makes it anew"
    return _OTHERS.get(table, "" if table in metadata.tables else "it is no table of CLMS")


def differences(context: TaskContext, place: Beside, table: str) -> Differences | None:
    """How the restored table differs from the live one; None where that can't be told."""
    if table not in metadata.tables or _columns_differ(context, place, table):
        return None
    with _pair(context, place, table) as pair:
        return pair.differences()


def figures(found: Differences) -> tuple[Figure, ...]:
    """The differences in numbers."""
    return (
        Figure("added", "Rows that come back", len(found.added), "rows"),
        Figure("changed", "Rows that change", len(found.changed), "rows"),
        Figure("gone", "Rows that go", len(found.gone), "rows"),
    )


def plan(context: TaskContext, place: Beside, mark: marks.Mark) -> Plan:
    """Say what would come, change and go."""
    with _pair(context, place, mark.only) as pair:
        found = _allowed(context, pair, place, mark)
    if not found.total:
        return Plan(f"{mark.only} is as it was restored: nothing to do.", nothing_to_do=True)
    return Plan(
        f"Puts the table {mark.only} as of {mark.state_at:%Y-%m-%d %H:%M:%S} UTC in the live one's place: "
        f"{len(found.added):,} rows come back, {len(found.changed):,} change, {len(found.gone):,} go.",
        steps=(
            *_shown("Come back", found.added),
            *_shown("Change", found.changed),
            *_shown("Go", found.gone),
            "Exchange these rows as one act",
            f"Keep the table as it is now as {Beside.before(context).name}",
        ),
        figures=figures(found),
    )


def run(context: TaskContext, place: Beside, mark: marks.Mark) -> Outcome:
    """Exchange the rows that differ, as one act, and keep the table as it was."""
    old = Beside.before(context)
    old.require_free()
    kept = marks.Mark(f"(before {mark.backup})"[:120], mark.library, context.clock.now(), mark.only)
    found = Differences((), (), ())

    def work(unit: Unit) -> int:
        nonlocal found
        found = _exchange(context, unit, pair, place, mark, old, kept)
        return found.total

    try:
        if not context.database.is_sqlite:
            _make_room(context, old, mark.only)
        with _pair(context, place, mark.only) as pair:
            context.progress(0.2, f"Exchanging rows of {mark.only}")
            context.perform("restore_table", work, result=int, undoable=False)
    except BaseException:
        old.remove()
        raise
    context.progress(0.8, "Search")
    search.catch_up(context.database)
    search.catch_up_patrons(context.database)
    context.log(f"{mark.only} is as in {place.name}; the table before it is kept in {old.name}")
    return Outcome(
        f"{mark.only} is as of {mark.state_at:%Y-%m-%d %H:%M:%S} UTC ({mark.backup}): {len(found.added):,} rows came back, "
        f"{len(found.changed):,} changed, {len(found.gone):,} went. The table before is kept in {old.name}.",
        figures=figures(found),
        data={"old": old.name, "backup": mark.backup, "table": mark.only, "state_at": mark.state_at.isoformat()},
        warnings=(f"Swap {old.name} in to undo this. purge-expired removes it when its time is over.",),
    )  # fmt: skip


def replaced_before(context: TaskContext, edge: datetime) -> list[Beside]:
    """Places of tables that were replaced before an instant."""
    found = []
    for place in Beside.kept(context):
        database = place.open()
        try:
            mark = marks.find(database)
        finally:
            database.close()
        if mark is not None and mark.only and mark.state_at < edge:
            found.append(place)
    return found


def _exchange(
    context: TaskContext,
    unit: Unit,
    pair: Pair,
    place: Beside,
    mark: marks.Mark,
    old: Beside,
    kept: marks.Mark,
) -> Differences:
    """The act. Looks again, since desks went on working."""
    sqlite = context.database.is_sqlite
    if not sqlite:
        pair = _server_pair(context, unit.connection, place, mark.only)
    found = _allowed(context, pair, place, mark)
    if sqlite:
        # Nobody else can write now, and what is read beside us is what was committed: the table as it is.
        old.remove()
        sqlite_files.copy_table(library_file(context), old.file, mark.only)
        database = old.open()
        marks.put(database, kept)
        database.close()
    else:
        source, target = (f"{quoted(name)}.{quoted(mark.only)}" for name in (old.live, old.name))
        unit.connection.exec_driver_sql(f"INSERT INTO {target} SELECT * FROM {source}")
        marks.put_in(unit.connection, old.name, kept)
    ids = _owners(pair, mark.only, found)
    exchange(unit.connection, pair, found)
    if not sqlite and (pair.differences().total or pair.broken()):
        raise Conflict(
            f"Somebody wrote into {mark.only} meanwhile.", hint="Nothing was changed. Try again.", code="busy"
        )
    _follow(unit, mark.only, found, ids)
    unit.audit(
        "restore",
        "table",
        None,
        mark.only,
        before={"kept": old.name},
        after={
            "backup": mark.backup, "state_at": mark.state_at, "added": len(found.added), "changed": len(found.changed),
            "gone": len(found.gone),
        },
    )  # fmt: skip
    for flag in Changed:
        unit.changed(flag)
    return found


def _follow(unit: Unit, table: str, found: Differences, ids: Sequence[int]) -> None:
    """What follows from the rows: the words of titles on their copies, statuses, the search."""
    if table in ("titles", "books"):
        for start in range(0, len(ids), 500):
            some = ",".join(map(str, ids[start : start + 500]))
            title, author = (
                f"(SELECT t.{column} FROM titles t WHERE t.id = books.title_id)"
                for column in ("title", "author")
            )
            unit.connection.exec_driver_sql(
                f"UPDATE books SET title = {title}, author = {author} WHERE title_id IN ({some})"
            )
    touched = [key[0] for key in (*found.added, *found.changed)]
    if table == "books":
        repairs.repair_books(unit, touched)
    if table == "equipment":
        repairs.repair_devices(unit, touched)
    if ids:
        later = search.index_later if _OWNER[table][0] == "title" else search.index_patrons_later
        later(unit.connection, ids)


def _owners(pair: Pair, table: str, found: Differences) -> list[int]:
    """Ids of the titles or patrons the rows that differ belong to, before and after."""
    if table not in _OWNER:
        return []
    column = _OWNER[table][1]
    return sorted({*pair.values(column, found)})


def _allowed(context: TaskContext, pair: Pair, place: Beside, mark: marks.Mark) -> Differences:
    """The differences. Raises Refused with what would break."""
    table = mark.only
    if reason := why_not(table):
        raise _refused(f"The table {table} is never put back alone: {reason}.", "table_stays")
    if _columns_differ(context, place, table):
        raise _refused(
            f"The table {table} was saved by another release and has other columns.", "other_shape"
        )
    if table in _PERSONAL and erasures.erased_since(context.database, mark.state_at):
        raise _refused(
            f"Patrons were erased since; what {table} held of them would come back.", "erased_since"
        )
    if open_rows := pair.open_rows():
        raise _refused(
            f"{open_rows:,} open {table.replace('_', ' ')} differ: who has what is not taken back by a restore.",
            "open_rows",
        )
    if broken := pair.broken():
        said = ", ".join(f"{rows:,} of {name}" for name, rows in broken[:5])
        raise _refused(f"Rows would name what is not there: {said}.", "references")
    found = pair.differences()
    if found.total > MOST:
        raise _refused(f"{found.total:,} rows of {table} differ; {MOST:,} are the most.", "too_much")
    return found


def _refused(sentence: str, code: str) -> Refused:
    return Refused(
        sentence,
        hint="Nothing was changed. Look at the restored table and enter what is needed by hand, or restore the whole "
        "library.",
        code=code,
    )


def _shown(what: str, keys: Sequence[tuple[Any, ...]]) -> tuple[str, ...]:
    if not keys:
        return ()
    more = f" and {len(keys) - _SHOWN:,} more" if len(keys) > _SHOWN else ""
    return (f"{what}: " + ", ".join(" ".join(map(str, key)) for key in keys[:_SHOWN]) + more,)


@contextmanager
def _pair(context: TaskContext, place: Beside, table: str) -> Iterator[Pair]:
    """Both tables, for reading what is committed."""
    if not context.database.is_sqlite:
        with context.database.read() as connection:
            yield _server_pair(context, connection, place, table)
        return
    with sqlite_files.opened(place.file) as here:
        here.execute("ATTACH DATABASE ? AS live", (str(library_file(context)),))
        here.row_factory = sqlite3.Row
        yield Pair(
            lambda query: [tuple(row) for row in here.execute(query)],
            "sqlite",
            "live",
            "main",
            metadata.tables[table],
        )


def _server_pair(context: TaskContext, connection: Any, place: Beside, table: str) -> Pair:
    return Pair(
        lambda query: connection.exec_driver_sql(query).all(),
        context.engine,
        quoted(place.live),
        quoted(place.name),
        metadata.tables[table],
    )


def _columns_differ(context: TaskContext, place: Beside, table: str) -> bool:
    wanted = {column.name for column in metadata.tables[table].columns}
    restored = place.open()
    try:
        for database in (context.database, restored):
            with database.read() as connection:
                if {column["name"] for column in inspect(connection).get_columns(table)} != wanted:
                    return True
    finally:
        restored.close()
    return False


def _make_room(context: TaskContext, old: Beside, table: str) -> None:
    """An empty table like the live one in a schema of its own, and room for its mark."""
    with connections.connect(context.database.url, context.engine, "") as session:
        run_statement(session, f"CREATE DATABASE {quoted(old.name)} CHARACTER SET utf8mb4")
        source, target = (f"{quoted(name)}.{quoted(table)}" for name in (old.live, old.name))
        run_statement(session, f"CREATE TABLE {target} LIKE {source}")
    database = old.open()
    try:
        marks.make_room(database)
    finally:
        database.close()
