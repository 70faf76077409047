"""``clms migrate``: bring the library's database to this release's schema."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.errors import Refused

if TYPE_CHECKING:
    from app.database.engine import Database
    from app.database.pending import Migration


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
    parser.add_argument(
        "--keep",
        default="",
        metavar="RELEASE",
        help="go only as far as this release goes on working; the rest is for when nobody has it any more",
    )
    parser.add_argument(
        "--rights",
        action="store_true",
        help="only print the rights that clms_desk needs on the tables that are there",
    )
    parser.add_argument("--json", action="store_true", help="with --preview: for programs")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Migrate and say what was done; with ``--check`` 1 when there is something to do."""
    from app.commands.common import logged_settings
    from app.database import schema
    from app.opening import open_database

    with logged_settings() as settings:
        database = open_database(settings)
        try:
            if args.rights:
                print(_rights(database, settings.database.name))
                return 0
            before = schema.state(database)
            place = settings.database.place
            if args.check:
                print(f"{place}: {_said(before.revision)}; this release has {schema.HEAD}.")
                return 0 if before.current else 1
            if args.preview:
                schema.check_release(before)
                _preview(database, before.revision, args.keep, plain=not args.json)
                return 0
            to = _as_far_as(database, before.revision, args.keep)
            if schema.upgrade(database, settings.timezone, to=to):
                print(f"{place}: brought from {_said(before.revision)} to {to}.")
            else:
                print(f"{place}: nothing to do, it is at {before.revision}.")
            _make_store(database)
            return 0
        finally:
            database.close()


def _rights(database: Database, library: str) -> str:
    from sqlalchemy import inspect

    from app.cluster.rendering.accounts import grants_on_tables

    with database.read() as connection:
        return grants_on_tables(library, inspect(connection).get_table_names())


def _coming(
    database: Database, since: str | None, keep: str
) -> tuple[tuple[Migration, ...], tuple[Migration, ...]]:
    """The migrations to be applied, and those that wait until the release ``keep`` is gone everywhere."""
    from app.database import pending

    found = pending.pending(database, since)
    now = pending.kept_by(found, keep) if keep else found
    return now, found[len(now) :]


def _as_far_as(database: Database, since: str | None, keep: str) -> str:
    from app.database import schema

    now, later = _coming(database, since, keep) if keep else ((), ())
    if not later:
        return schema.HEAD
    return now[-1].revision if now else since or schema.HEAD


def _preview(database: Database, since: str | None, keep: str, *, plain: bool) -> None:
    import msgspec

    from app.database import pending

    now, later = _coming(database, since, keep)
    if plain:
        print("\n\n".join(pending.written(now)))
        return
    told = {"revision": since, "migrations": now, "later": later}
    print(msgspec.json.encode(told).decode())


def _make_store(database: Database) -> None:
    """The operations store has no migrations; desks and API nodes may use it and not make it."""
    from app.database.operations import open_operations

    try:
        open_operations(database).close()
    except Refused as refused:
        print(refused)


def _said(revision: str | None) -> str:
    return revision or "no schema yet"
