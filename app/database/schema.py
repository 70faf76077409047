"""The schema's life: made, brought up to date, checked against this release.

Alembic is read from disk only when there is something to do. While a schema is brought up to date a named lock keeps
others from doing the same: ``GET_LOCK`` on servers, the one write transaction on SQLite, where the whole of it
commits together.
"""

from __future__ import annotations

import hashlib
import json
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection, exc, inspect, text

from app import __version__
from app.database import append_only
from app.database.engine import Database
from app.database.errors import translate
from app.errors import ClmsError, Refused, Unreachable

if TYPE_CHECKING:
    from alembic.config import Config

log = logging.getLogger(__name__)

HEAD = "0018"
"""The newest revision in ``migrations/versions``; revisions are numbered, so that they compare as text."""

WORKS_FROM = "0013"
"""The oldest revision this release works on; what later ones bring is refused until they were applied. It stays where
it is while they only add tables, or wider indexes in the place of others, so that the program can be brought out before
its database."""

ALEMBIC = Lock()
_LOCK_WAIT_S = 60
_TABLE_WAIT_S = 20
"""How long a statement waits for a table somebody works with: whoever comes after it waits as long."""
_STATEMENT_LIMIT_S = 24 * 3600.0
_NO_SUCH_TABLE = 1146
_MAY_NOT_TRIGGER = 1419
_MAY_NOT = (1044, 1142, 1227)


@dataclass(frozen=True, slots=True)
class SchemaState:
    """Which revision a database is at, None before the first, and the oldest release that may work on it. For one that may
    not, ``update_source`` is where the library says newer ones are, and ``update_key`` by which key they are signed."""

    revision: str | None
    min_app: str | None
    update_source: str = ""
    update_key: str = ""

    @property
    def current(self) -> bool:
        """Whether it is exactly this release's."""
        return self.revision == HEAD


def state(database: Database) -> SchemaState:
    """Look, without changing anything. Raises Unreachable."""
    with database.read() as connection:
        revision = _value(connection, "SELECT version_num FROM alembic_version")
        min_app = _value(connection, "SELECT min_app FROM schema_info") if revision else None
        found = SchemaState(revision, min_app)
        if not _too_old(found):
            return found
        source, key = (_setting(connection, name) for name in ("update_source", "update_key"))
        return replace(found, update_source=source, update_key=key)


def missing() -> Refused:
    """The error for a database without a schema."""
    return Refused(
        "This database holds no library yet.",
        hint="Whoever looks after the server runs “clms migrate” once.",
        code="schema_missing",
    )


def check(database: Database) -> None:
    """Refuse a schema this release can't work on, saying what to do."""
    found = state(database)
    check_release(found)
    if found.revision is None:
        raise missing()
    if found.revision < WORKS_FROM:
        raise Refused(
            "This library's database belongs to an older release of CLMS.",
            hint="Whoever looks after the server runs “clms migrate”, after a backup.",
            code="schema_old",
            details={"revision": found.revision, "wanted": HEAD},
        )
    if found.revision < HEAD:
        log.warning("the schema is at %s; the task apply-migrations brings it to %s", found.revision, HEAD)


def upgrade(
    database: Database,
    timezone: str = "Asia/Manila",
    applied: Callable[[str], None] | None = None,
    *,
    to: str = HEAD,
) -> bool:
    """Bring the schema to this release's, or only ``to`` an earlier revision, from nothing if need be; True when there
    was something to do.

    ``timezone`` is that of a new library's first branch. ``applied`` is told each revision that was reached, and may
    raise to stop there. Started again after having been cut off, it goes on where it stopped; guards of append-only
    tables that got lost are made again. Raises Refused when a newer release has been here, or the account may not
    change the schema.
    """
    found = state(database)
    check_release(found)
    if found.revision is not None and found.revision >= to:
        return bool(append_only.restore(database))
    log.info("bringing the schema from %s to %s", found.revision or "nothing", to)
    _migrate(database, lambda connection: _upgrade(connection, to, timezone, applied))
    return True


def downgrade(database: Database, revision: str) -> None:
    """Take the schema back to an earlier revision; ``base`` removes every table and what is in it."""
    _migrate(database, lambda connection: _run(connection, revision, up=False))


def alembic_config(connection: Connection, **options: Any) -> Config:
    """What Alembic works with. It keeps what it is at in globals: hold ``ALEMBIC`` while one of its commands runs."""
    from alembic.config import Config

    config = Config(**options)
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def _upgrade(connection: Connection, to: str, timezone: str, applied: Callable[[str], None] | None) -> None:
    from app.database.seeds import plant

    _run(connection, to, up=True, applied=applied)
    plant(connection, timezone)


def _run(
    connection: Connection, revision: str, *, up: bool, applied: Callable[[str], None] | None = None
) -> None:
    from alembic import command

    def reached(step: Any, **_: Any) -> None:
        if connection.dialect.name != "sqlite":
            connection.commit()  # the stamp; what was made stands already
        if applied is not None:
            applied(str(step.up_revision_id))

    config = alembic_config(connection)
    config.attributes["applied"] = reached
    with ALEMBIC:
        (command.upgrade if up else command.downgrade)(config, revision)


def _migrate(database: Database, work: Callable[[Connection], None]) -> None:
    if database.is_sqlite:
        database.write(work)
        return
    patient = Database(database.url, pool_size=1, statement_timeout_s=_STATEMENT_LIMIT_S)
    try:
        with patient.engine.connect() as connection, _named_lock(connection):
            connection.execute(text(f"SET SESSION lock_wait_timeout = {_TABLE_WAIT_S}"))
            work(connection)
            connection.commit()
    except exc.SQLAlchemyError as error:
        raise _explained(error) from error
    finally:
        patient.close()


@contextmanager
def _named_lock(connection: Connection) -> Iterator[None]:
    """Hold the server's lock for migrations of this database; it goes with the session if that one dies."""
    name = "clms:" + hashlib.sha256(str(connection.engine.url.database).encode()).hexdigest()[:40]
    lock = text("SELECT GET_LOCK(:name, :seconds)")
    if connection.execute(lock, {"name": name, "seconds": _LOCK_WAIT_S}).scalar() != 1:
        raise Unreachable(
            "Somebody else is bringing this library's database up to date.",
            hint="Try again in a few minutes.",
            code="migrating",
        )
    try:
        yield
    finally:
        if not connection.invalidated:
            connection.rollback()
            connection.execute(text("SELECT RELEASE_LOCK(:name)"), {"name": name})


def _value(connection: Connection, query: str) -> str | None:
    """The one value of a query, None where the table isn't there yet."""
    try:
        return connection.execute(text(query)).scalar()
    except exc.OperationalError:  # SQLite: no such table
        if inspect(connection).has_table(query.rsplit(" ", 1)[1]):
            raise
        return None
    except exc.ProgrammingError as error:
        if _number(error) != _NO_SUCH_TABLE:
            raise
        return None


def check_release(found: SchemaState) -> None:
    """Refuse a schema that wants a newer release than this one."""
    if _too_old(found):
        raise Refused(
            f"This library was brought up to date by a newer release: it needs CLMS {found.min_app} or later.",
            hint=f"Update CLMS on this computer (it has {__version__}).",
            code="app_too_old",
            details={
                "min_app": found.min_app,
                "app": __version__,
                "update_source": found.update_source,
                "update_key": found.update_key,
            },
        )


def _too_old(found: SchemaState) -> bool:
    return found.min_app is not None and numbers(found.min_app) > numbers(__version__)


def _setting(connection: Connection, name: str) -> str:
    """A setting of the library's own, which later releases keep under the same name. A table that is another by now says
    none."""
    query = text("SELECT value FROM library_settings WHERE name = :name")
    try:
        told = json.loads(connection.execute(query, {"name": name}).scalar() or '""')
    except (exc.SQLAlchemyError, ValueError):
        return ""
    return told if isinstance(told, str) else ""


def numbers(release: str) -> tuple[int, ...]:
    """A version as it compares."""
    return tuple(int(part) if part.isdecimal() else 0 for part in release.split(".")[:3])


def _number(error: exc.SQLAlchemyError) -> int | None:
    original = error.orig if isinstance(error, exc.DBAPIError) else None
    import pymysql  # late: a library in a file starts without the servers' driver

    if isinstance(original, pymysql.err.MySQLError) and original.args and isinstance(original.args[0], int):
        return original.args[0]
    return None


def _explained(error: exc.SQLAlchemyError) -> ClmsError:
    number = _number(error)
    if number == _MAY_NOT_TRIGGER:
        return Refused(
            "The database server doesn't let this account make triggers, which keep the ledger and the audit from "
            "being rewritten.",
            hint="An administrator of the server runs: SET PERSIST log_bin_trust_function_creators = ON (on MariaDB "
            "SET GLOBAL, and the same line in its configuration), then “clms migrate” again. It goes on where it "
            "stopped.",
            code="may_not_make_triggers",
        )
    if number in _MAY_NOT:
        return Refused(
            "This database account may not change the schema.",
            hint="Run “clms migrate” with the account that may: put its name and password into DATABASE_URL.",
            code="may_not_migrate",
        )
    return translate(error)
