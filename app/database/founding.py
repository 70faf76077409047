"""Reads and writes what a new library is given: its name, its first branch, and which rules it started with."""

from __future__ import annotations

from sqlalchemy import Connection, select, update

from app.database.library_values import read_value
from app.database.seeds import MAIN_BRANCH_ID, SHIPPED, TEMPLATE
from app.database.tables import branches, students, titles
from app.domain.founding import Basics


def basics(connection: Connection, *, lock: bool = False) -> Basics:
    """What there is; ``lock`` keeps others from founding it at the same moment."""
    query = select(branches.c.name, branches.c.timezone).where(branches.c.id == MAIN_BRANCH_ID)
    branch = connection.execute(query.with_for_update() if lock else query).one()
    name = read_value(connection, "library_name", str, "")
    return Basics(name, branch.name, branch.timezone, read_value(connection, TEMPLATE, str, SHIPPED))


def in_use(connection: Connection) -> bool:
    """Whether there are titles or patrons."""
    return any(connection.execute(select(table.c.id).limit(1)).first() for table in (titles, students))


def name_branch(connection: Connection, name: str, timezone: str) -> None:
    """Name the first branch and say where it is."""
    mine = branches.c.id == MAIN_BRANCH_ID
    connection.execute(update(branches).where(mine).values(name=name, timezone=timezone))
