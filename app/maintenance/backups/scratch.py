"""Scratch places: what a backup is restored into to be proven, a folder for files of a run, and what interrupted runs
left of them."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from app.database.backups.connections import Connection, connect, run, text_of
from app.database.backups.loading import drop_schema, unlogged
from app.maintenance.backups import disk
from app.maintenance.context import TaskContext

PREFIX = "clms_verify_"


@contextmanager
def scratch_schema(context: TaskContext, now: datetime) -> Iterator[tuple[str, Connection, bool]]:
    """Name of a schema to be made, a session kept out of the binary log, and whether it could be kept out.

    The schema is dropped in any case. A lock of the server's, held by the session, tells those in use from leftovers
    of looks that were cut off, which are dropped first.
    """
    with ExitStack() as stack:
        session = stack.enter_context(connect(context.database.url, context.engine, ""))
        kept_out = stack.enter_context(unlogged(session))
        drop_leftovers(context, session)
        name = f"{PREFIX}{now:%Y%m%dT%H%M%S%f}"
        run(session, "SELECT GET_LOCK(%s, 0)", name)
        stack.callback(drop_schema, session, name)
        yield name, session, kept_out


def drop_leftovers(context: TaskContext, session: Connection) -> None:
    """Drop scratch schemas nobody is at."""
    pattern = PREFIX.replace("_", "\\_") + "%"
    for (name,) in run(
        session, "SELECT schema_name FROM information_schema.schemata WHERE schema_name LIKE %s", pattern
    ):
        if int(run(session, "SELECT IS_FREE_LOCK(%s)", text_of(name))[0][0]) == 1:
            drop_schema(session, text_of(name))
            context.log(f"Dropped {text_of(name)}, left behind by a look that was cut off.", "warning")


@contextmanager
def scratch_file(context: TaskContext, now: datetime) -> Iterator[Path]:
    """A file to be made in the library's data folder, removed in any case, with what earlier looks left there."""
    with scratch_folder(context, now, PREFIX) as folder:
        yield folder / "library.db"


@contextmanager
def scratch_folder(context: TaskContext, now: datetime, prefix: str) -> Iterator[Path]:
    """A folder in the library's data folder, for its owner alone and removed in any case. Those of the same prefix that
    runs which were cut off left there go first."""
    parent = context.data_dir
    with disk.named(parent):
        parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        _remove_leftovers(context, parent, prefix)
        folder = parent / f"{prefix}{now:%Y%m%dT%H%M%S%f}"
        disk.make_private(folder)
    try:
        with FileLock(folder / "lock", thread_local=False):
            yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _remove_leftovers(context: TaskContext, parent: Path, prefix: str) -> None:
    for folder in parent.glob(f"{prefix}*"):
        try:
            with FileLock(folder / "lock", thread_local=False, timeout=0):
                pass
        except Timeout:
            continue
        shutil.rmtree(folder, ignore_errors=True)
        context.log(f"Removed {folder.name}, left behind by a run that was cut off.", "warning")
