"""Titles a second of a batch edit, against bare UPDATEs of the same rows in one transaction.

Ours is the dry run and its application: every title read and checked, each difference kept in a file, titles written in
chunks between which desks get in, one audit entry with the whole states each, and the search's index caught up. The
baseline knows already what to write: for each row one UPDATE and one INSERT of the same two states, and one COMMIT.
"""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path

from app.bootstrap import App
from app.domain.batch_edit.fields import Entity, Op
from app.domain.batch_edit.recipes import Change, Recipe
from app.domain.paging import Window
from app.domain.searching import TitleQuery
from app.services.batch_edit import Chosen
from app.services.importing import ImportKind
from tests.benchmarks.importing import connect, write_list
from tests.benchmarks.libraries import ACTOR, empty_library, open_library, server
from tests.benchmarks.table import Options, Row, take_turns

_STATE = '{"edition":"","place":"Manila","publisher":"%s","title":"A title as long as most"}' + " " * 500
"""About as long as a title's state in the audit."""


def rows(options: Options) -> Iterator[Row]:
    """Measure on each engine."""
    titles, rounds = (500, 3) if options.small else (10_000, 3)
    turn = count()
    with tempfile.TemporaryDirectory(prefix="clms-bench-") as folder:
        file = Path(folder) / "books.csv"
        write_list(file, titles * 3)  # there are less than three copies to a title
        for engine in options.engines:
            with server(engine) as prefix, empty_library(prefix) as url, open_library(url) as app:
                plan = app.importing.preview(ACTOR, file, ImportKind.BOOKS).plan
                app.importing.apply(ACTOR, plan)
                app.importing.discard(ACTOR, plan)
                ids = _ids(app, titles)
                for field, called in (("publisher", "publisher"), ("series", "series, searched")):
                    ours, bare = take_turns(
                        partial(_batch, app, ids, field, turn),
                        partial(_updates, url, ids, field, turn),
                        rounds,
                    )
                    name = f"batch edit of {titles:,} titles: {called}"
                    yield Row(name, engine, ours, "bare UPDATEs", bare, "titles/s")


def _ids(app: App, number: int) -> tuple[int, ...]:
    """So many titles of the library. Raises RuntimeError when there are fewer."""
    found: list[int] = []
    cursor: str | None = None
    while len(found) < number:
        page = app.catalog.list(ACTOR, TitleQuery(), Window(limit=500, after=cursor))
        found += [row.id for row in page.rows]
        if page.cursor is None:
            break
        cursor = page.cursor
    if len(found) < number:
        raise RuntimeError(f"the library has {len(found)} titles and should have {number}")
    return tuple(found[:number])


def _batch(app: App, ids: tuple[int, ...], field: str, turn: Iterator[int]) -> float:
    """Titles a second of our dry run and its application."""
    recipe = Recipe(Entity.TITLES, (Change(Op.SET, field, f"Number {next(turn)}"),))
    started = time.perf_counter()
    plan = app.batch_edit.look(ACTOR, recipe, Chosen(ids=ids)).plan
    done = app.batch_edit.apply(ACTOR, plan).value
    took = time.perf_counter() - started
    app.batch_edit.discard(ACTOR, plan)
    if (done.changed, done.left) != (len(ids), 0):
        raise RuntimeError(f"{done.changed} of {len(ids)} titles were changed: {done.examples}")
    return len(ids) / took


def _updates(url: str, ids: tuple[int, ...], field: str, turn: Iterator[int]) -> float:
    """Titles a second of the bare driver."""
    value = f"Number {next(turn)}"
    sqlite = url.startswith("sqlite")
    mark = "?" if sqlite else "%s"
    identity = "INTEGER PRIMARY KEY" if sqlite else "BIGINT AUTO_INCREMENT PRIMARY KEY"
    with contextlib.closing(connect(url)) as connection:
        cursor = connection.cursor()
        cursor.execute(
            f"CREATE TABLE IF NOT EXISTS bare_audit (id {identity}, title_id BIGINT, was TEXT, becomes TEXT)"
        )
        connection.commit()
        started = time.perf_counter()
        for id_ in ids:
            cursor.execute(
                f"UPDATE titles SET {field} = {mark}, version = version + 1 WHERE id = {mark}",
                (value, id_),
            )
            cursor.execute(
                f"INSERT INTO bare_audit (title_id, was, becomes) VALUES ({mark}, {mark}, {mark})",
                (id_, _STATE % "before", _STATE % value),
            )
        connection.commit()
        return len(ids) / (time.perf_counter() - started)
