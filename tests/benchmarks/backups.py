"""Taking a backup and restoring it, against the guide's ``mysqldump | gzip`` and ``gunzip | mysql``.

The library is made by the sample service once and kept, of about 2 GB on the server's disk (``--small``: 0.3 GB); each
run works on a copy. The dump program is told what a careful administrator tells it (one transaction, rows as they come,
triggers), and both restore into a new schema of the same server, which keeps its binary log and waits for the disk.
Turns change, so that a warm cache favours neither. SQLite has no such program; its baseline is its own compact copy of
one state, through gzip.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy.engine import URL

from app.bootstrap import App
from app.database.operations import open_operations
from app.maintenance import backup_database, restore_database
from app.maintenance.backups.beside import Beside
from app.maintenance.context import TaskContext
from tests.benchmarks.libraries import ACTOR, MILLION, SMALL, copy_of, large_data, large_library, open_library
from tests.benchmarks.table import Options, Row, ratio_at_most, take_turns
from tests.servers import databases, packaging_script

_TITLES, _SMALL = 720_000, 20_000
"""On servers: 2 GB of InnoDB's files, 0.3 GB. A million titles are about as much in SQLite's file."""
_DUMP = ("--single-transaction", "--quick", "--triggers", "--hex-blob")


class _Silent:
    """A run nobody watches."""

    def progress(self, *_: Any) -> None:
        """Nobody watches."""

    def log(self, *_: Any) -> None:
        """Nobody reads."""

    def checkpoint(self) -> None:
        """Nothing stops it."""

    def start(self, *_: Any, **__: Any) -> Any:
        """Backups start no programs."""
        raise AssertionError


@dataclass
class _Side:
    """One way of doing it, with the size of what it wrote last."""

    context: TaskContext
    folder: Path
    clients: tuple[list[str], list[str]]
    bytes: int = 0

    @property
    def dump(self) -> Path:
        """The baseline's file."""
        return self.folder / "dump.sql.gz"


def rows(options: Options) -> Iterator[Row]:
    """Measure on each engine."""
    rounds = 3
    for engine in options.engines:
        programs = _programs(engine)  # before the library is made, which takes long
        with contextlib.ExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="clms-bench-")))
            app = _library(stack, engine, options.small, folder)
            context = _context(stack, app, folder)
            name = (
                "VACUUM INTO | gzip"
                if engine == "sqlite"
                else f"{'mariadb-dump' if engine == 'mariadb' else 'mysqldump'} | gzip"
            )
            clients = _clients(programs, context.database.url, folder)
            side = _Side(context, folder, clients)
            dump = partial(_gzip_file if engine == "sqlite" else _gzip_dump, side)
            ours, baseline = take_turns(partial(_back_up, side), dump, rounds)
            yield Row("backup", engine, ours, name, baseline, "s", ratio_at_most(1 / 3, ours, baseline))
            yield Row(
                "size of a backup",
                engine,
                _size(folder) / 1e6,
                name,
                side.dump.stat().st_size / 1e6,
                "MB",
                ratio_at_most(1, _size(folder), side.dump.stat().st_size),
            )
            load = partial(_gunzip_file if engine == "sqlite" else _gunzip_load, side)
            ours, baseline = take_turns(partial(_restore, side), load, 1 if not options.small else rounds)
            name = (
                "gunzip"
                if engine == "sqlite"
                else "gunzip | " + ("mariadb" if engine == "mariadb" else "mysql")
            )
            yield Row("restore", engine, ours, name, baseline, "s", ratio_at_most(1 / 1.5, ours, baseline))


def _library(stack: contextlib.ExitStack, engine: str, small: bool, folder: Path) -> App:
    if engine == "sqlite":
        url = copy_of(large_library(SMALL if small else MILLION), folder)
        size = Path(url.removeprefix("sqlite:///")).stat().st_size
    else:
        kind: databases.Kind = "mariadb" if engine == "mariadb" else "mysql"
        made = large_data(kind, _SMALL if small else _TITLES)
        server = stack.enter_context(databases.running(kind, logged=True, data=made))
        url = f"{server.prefix}clms"
        size = sum(each.stat().st_size for each in (server.data / "clms").iterdir())
    print(f"A library of {size / 1e9:.2f} GB on {engine}", file=sys.stderr, flush=True)
    return stack.enter_context(open_library(url))


def _context(stack: contextlib.ExitStack, app: App, folder: Path) -> TaskContext:
    operations = open_operations(app.core.database)
    stack.callback(operations.close)
    return TaskContext(
        database=app.core.database,
        operations=operations,
        clock=app.core.clock,
        data_dir=folder,
        actor=ACTOR,
        run=_Silent(),
        perform=partial(app.core.acts.perform, ACTOR),
    )


def _back_up(side: _Side) -> float:
    started = time.monotonic()
    backup_database.run(
        side.context, backup_database.SPEC.read({"folder": str(side.folder), "keep_last": 1, "keep_days": 0})
    )
    return time.monotonic() - started


def _restore(side: _Side) -> float:
    started = time.monotonic()
    outcome = restore_database.run(side.context, restore_database.SPEC.read({"folder": str(side.folder)}))
    taken = time.monotonic() - started
    Beside(side.context, str(outcome.data["into"])).remove()
    return taken


def _gzip_dump(side: _Side) -> float:
    started = time.monotonic()
    with side.dump.open("wb") as out, subprocess.Popen(side.clients[0], stdout=subprocess.PIPE) as dump:
        subprocess.run(["gzip"], stdin=dump.stdout, stdout=out, check=True)
    if dump.returncode:
        raise RuntimeError(f"the dump program ended with {dump.returncode}")
    return time.monotonic() - started


def _gunzip_load(side: _Side) -> float:
    with _bare(side) as cursor:
        cursor.execute("CREATE DATABASE clms_loaded CHARACTER SET utf8mb4")
    started = time.monotonic()
    with (
        side.dump.open("rb") as source,
        subprocess.Popen(["gunzip"], stdin=source, stdout=subprocess.PIPE) as unpacked,
    ):
        subprocess.run([*side.clients[1], "clms_loaded"], stdin=unpacked.stdout, check=True)
    taken = time.monotonic() - started
    with _bare(side) as cursor:
        cursor.execute("DROP DATABASE clms_loaded")
    return taken


def _gzip_file(side: _Side) -> float:
    started = time.monotonic()
    copy = side.folder / "copy.db"
    with contextlib.closing(sqlite3.connect(str(side.context.database.url.database))) as connection:
        connection.execute("VACUUM INTO ?", (str(copy),))
    with copy.open("rb") as source, side.dump.open("wb") as out:
        subprocess.run(["gzip"], stdin=source, stdout=out, check=True)
    copy.unlink()
    return time.monotonic() - started


def _gunzip_file(side: _Side) -> float:
    started = time.monotonic()
    copy = side.folder / "copy.db"
    with side.dump.open("rb") as source, copy.open("wb") as out:
        subprocess.run(["gunzip"], stdin=source, stdout=out, check=True)
    taken = time.monotonic() - started
    copy.unlink()
    return taken


@contextlib.contextmanager
def _bare(side: _Side) -> Iterator[Any]:
    connection = side.context.database.engine.raw_connection()
    try:
        with contextlib.closing(connection.cursor()) as cursor:
            yield cursor
    finally:
        connection.close()


def _programs(engine: str) -> tuple[list[str], list[str]]:
    """Beginnings of the command lines of the dump program and of the client."""
    if engine == "sqlite":
        return [], []
    if engine == "mysql":
        unpacked = packaging_script("mysql_server").ensure_clients()
        return unpacked.program("usr/bin/mysqldump"), unpacked.program("usr/bin/mysql")
    dump, client = shutil.which("mariadb-dump"), shutil.which("mariadb")
    if not dump or not client:
        raise RuntimeError("mariadb-dump is missing: apt-get install mariadb-client")
    return [dump], [client]


def _clients(programs: tuple[list[str], list[str]], url: URL, folder: Path) -> tuple[list[str], list[str]]:
    """The whole command lines. The password stands in a file only we can read."""
    if not programs[0]:
        return programs
    options = folder / "client.cnf"
    options.touch(mode=0o600)
    options.write_text(
        f"[client]\nuser={databases.USER}\npassword={databases.PASSWORD}\nhost={url.host}\nport={url.port}\n"
    )
    first = f"--defaults-extra-file={options}"
    own = ["--set-gtid-purged=OFF", "--no-tablespaces"] if "mysqldump" in programs[0][-1] else []
    return [*programs[0], first, *_DUMP, *own, str(url.database)], [*programs[1], first]


def _size(folder: Path) -> int:
    newest = max(each for each in folder.glob("clms-2*") if each.is_dir())
    return sum(each.stat().st_size for each in newest.iterdir())
