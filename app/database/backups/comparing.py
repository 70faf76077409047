"""Telling whether a restored schema holds what was saved, table by table and piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import closing

from app.database.backups.connections import Connection
from app.database.backups.rows import pieces_again
from app.database.backups.tables import ServerTable, tables, triggers, views
from app.domain.backups import Contents, TableContents


def differences(connection: Connection, contents: Contents, told: Callable[[int], None]) -> list[str]:
    """What differs between the session's database and what was saved, in sentences; nothing when it is the same.

    Definitions are compared line by line in any order, since indexes were added later; ``told`` hears of bytes read.
    """
    standing = {table.name: table for table in tables(connection)}
    found = []
    for saved in contents.tables:
        table = standing.pop(saved.name, None)
        if table is None:
            found.append(f"The table {saved.name} did not come back.")
            continue
        if _lines(table.create) != _lines(saved.create):
            found.append(f"The table {saved.name} came back with another definition.")
        found += _pieces(connection, table, saved, told)
    found += [f"The table {name} was not saved and is there." for name in sorted(standing)]
    found += _objects("view", views(connection), contents.views)
    found += _objects("trigger", triggers(connection), contents.triggers)
    return found


def _pieces(
    connection: Connection, table: ServerTable, saved: TableContents, told: Callable[[int], None]
) -> list[str]:
    """The first difference of a table: what follows a lost row is shifted, and tells nothing more."""
    rows = 0
    with closing(pieces_again(connection, table, saved.chunks)) as now:
        for place, piece in enumerate(now):
            rows += piece.rows
            if place >= len(saved.chunks):
                return [f"{saved.name} has {rows:,} rows, {saved.rows:,} were saved."]
            if piece != saved.chunks[place]:
                if piece.rows != saved.chunks[place].rows:
                    return [f"{saved.name} has fewer rows than the {saved.rows:,} that were saved."]
                return [f"{saved.name} differs from what was saved in piece {place + 1}."]
            told(piece.size)
    if rows != saved.rows:
        return [f"{saved.name} has {rows:,} rows, {saved.rows:,} were saved."]
    return []


def _lines(create: str) -> list[str]:
    return sorted(line.strip().rstrip(",") for line in create.split("\n"))


def _objects(what: str, now: Sequence[str], saved: Sequence[str]) -> list[str]:
    if sorted(now) == sorted(saved):
        return []
    return [f"{len(now)} of {len(saved)} {what}s came back as they were saved."]
