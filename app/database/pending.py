"""Migrations a database still lacks, with the statements each would run. Nothing is changed, nothing is locked.

Alembic writes the statements down in the words of the database they are for. Each step looks first whether it was done
already: after a migration that was cut off, fewer are run than are told.
"""

from __future__ import annotations

from dataclasses import dataclass
from io import StringIO
from itertools import takewhile

from app.database import schema
from app.database.engine import Database

_HEADING = "-- Running upgrade"


@dataclass(frozen=True, slots=True)
class Migration:
    """One revision. ``statements`` end without a semicolon. ``min_app`` is the oldest release that works on the schema
    afterwards, "" where it takes nothing away from those that work on it before."""

    revision: str
    title: str
    statements: tuple[str, ...]
    min_app: str = ""


def kept_by(migrations: tuple[Migration, ...], release: str) -> tuple[Migration, ...]:
    """Those of the front that leave a release working: new tables and columns come before a roll-out (expand), what
    only releases of before need goes once none is left (contract)."""
    return tuple(takewhile(lambda each: schema.numbers(each.min_app) <= schema.numbers(release), migrations))


def pending(database: Database, since: str | None) -> tuple[Migration, ...]:
    """Those after the revision ``since``, None for all there are, in the order they are run."""
    from alembic import command
    from alembic.script import ScriptDirectory

    if since is not None and since >= schema.HEAD:
        return ()
    with database.read() as connection:
        told = _Told()
        config = schema.alembic_config(connection, output_buffer=told)
        with schema.ALEMBIC:
            script = ScriptDirectory.from_config(config)
            revisions = list(script.iterate_revisions("head", since or "base"))[::-1]
            command.upgrade(config, f"{since or 'base'}:head", sql=True)
    return tuple(
        Migration(each.revision, each.doc.rstrip("."), tuple(statements), getattr(each.module, "min_app", ""))
        for each, statements in zip(revisions, told.groups, strict=True)
    )


def written(migrations: tuple[Migration, ...]) -> tuple[str, ...]:
    """Their statements to be read; each migration begins with a comment that names it."""
    return tuple(
        line
        for each in migrations
        for line in (f"-- {each.revision}: {each.title}", *(f"{said};" for said in each.statements))
    )


class _Told(StringIO):
    """Takes what Alembic writes: one statement a call, and a heading before those of each revision."""

    def __init__(self) -> None:
        super().__init__()
        self.groups: list[list[str]] = []
        self._before: list[str] = []

    def write(self, text: str) -> int:
        if text.startswith(_HEADING):
            self.groups.append(self._before)
            self._before = []
        elif said := text.strip().removesuffix(";").rstrip():
            # In an empty database the table of revisions is made before the first heading.
            (self.groups[-1] if self.groups else self._before).append(said)
        return len(text)
