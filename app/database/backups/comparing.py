"""Telling whether a restored schema holds what was saved, table by table and piece by piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from app.database.backups.connections import Connection
from app.database.backups.rows import pieces_again
from app.database.backups.tables import ServerTable, tables, triggers, views
from app.domain.backups import Contents, TableContents

_CHARSET = re.compile(r"CHARACTER SET \w+ (?=COLLATE )")


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
    """Rows that are lost or too many, else the first piece that differs."""
    rows, differing = 0, 0
    for place, piece in enumerate(pieces_again(connection, table, saved.chunks)):
        told(piece.size)
        rows += piece.rows
        if not differing and piece not in saved.chunks[place : place + 1]:
            differing = place + 1
    if rows != saved.rows:
        return [f"{saved.name} has {rows:,} rows, {saved.rows:,} were saved."]
    if differing:
        return [f"{saved.name} differs from what was saved in piece {differing}."]
    return []


def _lines(create: str) -> list[str]:
    """MySQL names a character set or not as the one who made the table did; the collation says it in any case."""
    return sorted(_CHARSET.sub("", line.strip().rstrip(",")) for line in create.split("\n"))


def _objects(what: str, now: Sequence[str], saved: Sequence[str]) -> list[str]:
    if sorted(now) == sorted(saved):
        return []
    return [f"{len(now)} of {len(saved)} {what}s came back as they were saved."]
