"""``clms migrate``: bring the library's database to this release's schema."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.errors import Refused

if TYPE_CHECKING:
    from app.database.engine import Database


def register(subparsers: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """Add the command to the parser."""
    parser = subparsers.add_parser(
        "migrate",
        help="bring the database to this release's schema (a library file does so by itself)",
        description="Brings the database that DATABASE_URL names to this release's schema. On a server take a backup "
        "first and use an account that may change the schema. Cut off, it goes on where it stopped when run again.",
    )
    parser.add_argument("--check", action="store_true", help="only say whether there is something to do")
    parser.add_argument("--preview", action="store_true", help="only print the statements it would run")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Migrate and say what was done; with ``--check`` 1 when there is something to do."""
    from app.bootstrap import open_database
    from app.commands.common import logged_settings
    from app.database import pending, schema

    with logged_settings() as settings:
        database = open_database(settings)
        try:
            before = schema.state(database)
            place = settings.database.place
            if args.check:
                print(f"{place}: {_said(before.revision)}; this release has {schema.HEAD}.")
                return 0 if before.current else 1
            if args.preview:
                schema.check_release(before)
                print("\n\n".join(pending.written(pending.pending(database, before.revision))))
                return 0
            if schema.upgrade(database, settings.timezone):
                print(f"{place}: brought from {_said(before.revision)} to {schema.HEAD}.")
            else:
                print(f"{place}: nothing to do, it is at {before.revision}.")
            _make_store(database)
            return 0
        finally:
            database.close()


def _make_store(database: Database) -> None:
    """The operations store has no migrations; desks and API nodes may use it and not make it."""
    from app.database.operations import open_operations

    try:
        open_operations(database).close()
    except Refused as refused:
        print(refused)


def _said(revision: str | None) -> str:
    return revision or "no schema yet"
