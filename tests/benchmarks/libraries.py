"""The libraries benchmarks run on: an empty one on each engine, and a large invented one that is made once."""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from filelock import FileLock

from app.bootstrap import App, build_on
from app.database import schema
from app.database.engine import Database
from app.database.seeds import plant
from app.domain.actors import Actor, Role
from app.services.sample.values import SampleStep
from tests.servers import databases

ROOT = Path(__file__).resolve().parents[2]
ACTOR = Actor(None, "Benchmark", Role.HEAD_LIBRARIAN, "BENCH")
MILLION, SMALL = 1_000_000, 50_000
_MAKE = 1  # counted up when a large library would be made otherwise


@contextlib.contextmanager
def server(engine: str) -> Iterator[str]:
    """The URL of a started server up to the database's name; "" for SQLite, which has none."""
    if engine == "sqlite":
        yield ""
        return
    with databases.mariadb() if engine == "mariadb" else databases.mysql() as prefix:
        yield prefix


@contextlib.contextmanager
def empty_library(prefix: str) -> Iterator[str]:
    """The URL of a library with schema and first rows; ``prefix`` is what ``server`` gave."""
    with contextlib.ExitStack() as stack:
        if prefix:
            url = stack.enter_context(databases.fresh_database(prefix))
        else:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="clms-bench-"))
            url = f"sqlite:///{folder}/clms.db"
        database = Database(url)
        schema.upgrade(database)
        database.write(plant)
        database.close()
        yield url


def open_library(url: str, connections: int = 3) -> App:
    """An App on a library that exists; the caller closes it."""
    return build_on(Database(url, pool_size=connections, acquire_timeout_s=60), bcrypt_rounds=4)


def large_library(titles: int) -> Path:
    """The SQLite file of an invented library with that many titles, made on the first call and kept. Read it only.

    It lies in the cache folder (``CLMS_CACHE_DIR`` names another) and is made anew when the schema changed.
    """
    folder = cache_root() / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / f"{titles}-{_version()}.db"
    with FileLock(folder / f".{titles}.lock"):
        if wanted.exists():
            return wanted
        for old in (*folder.glob(f"{titles}-*"), *folder.glob(f".making-{titles}.db*")):
            old.unlink()
        scratch = folder / f".making-{titles}.db"
        _make(scratch, titles)
        scratch.rename(wanted)
    return wanted


def large_data(kind: databases.Kind, titles: int) -> Path:
    """The data of a server with such a library in its database ``clms``, made on the first call and kept: for copies."""
    folder = cache_root() / "bench"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = folder / f"{kind}-{titles}-{_version()}"
    with FileLock(folder / f".{kind}-{titles}.lock"):
        if wanted.exists():
            return wanted
        making = folder / f".making-{kind}-{titles}"
        for old in (*folder.glob(f"{kind}-{titles}-*"), making):
            shutil.rmtree(old, ignore_errors=True)
        with databases.running(kind, durable=False, options=("--skip-log-bin",)) as server:
            with contextlib.closing(server.connect()) as connection, connection.cursor() as cursor:
                cursor.execute("CREATE DATABASE clms CHARACTER SET utf8mb4")
            _fill(f"{server.prefix}clms", titles)
            subprocess.run(["cp", "-a", "--reflink=auto", str(server.stop()), str(making)], check=True)
        making.rename(wanted)
    return wanted


def copy_of(library: Path, folder: Path) -> str:
    """The URL of a copy that may be written to."""
    target = folder / "clms.db"
    shutil.copyfile(library, target)
    return f"sqlite:///{target}"


def _make(file: Path, titles: int) -> None:
    url = f"sqlite:///{file}"
    _fill(url, titles)
    with contextlib.closing(Database(url)) as database, database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.rollback()


def _fill(url: str, titles: int) -> None:
    print(f"Making a library of {titles:,} titles, once", file=sys.stderr, flush=True)
    told: set[str] = set()

    def tell(step: SampleStep) -> None:
        if step.phase not in told:
            told.add(step.phase)
            print(f"  {step.phase} …", file=sys.stderr, flush=True)

    database = Database(url)
    schema.upgrade(database)
    database.write(plant)
    database.close()
    with open_library(url) as app:
        app.sample.create(ACTOR, titles=titles, students=2_000, activities=20_000, progress=tell)


def _version() -> str:
    sources = sorted((ROOT / "app" / "database" / "migrations").rglob("*.py"))
    digest = hashlib.sha256(str(_MAKE).encode())
    for source in sources:
        digest.update(source.read_bytes())
    return digest.hexdigest()[:12]


def cache_root() -> Path:
    """Where what is made once is kept: ``CLMS_CACHE_DIR``, else the user's own."""
    if chosen := os.environ.get("CLMS_CACHE_DIR"):
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "clms"
