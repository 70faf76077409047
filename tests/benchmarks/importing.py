"""Rows a second of an import of invented books, against ``executemany`` of the same file's rows into one table.

Ours is a preview and its application: recognising columns, normalising every cell, matching titles, checking what the
library has, writing titles, copies, contributors, subjects, identifiers, the search's index, one audit entry a row,
and what undo needs. The baseline reads the file with the csv module and inserts the cells as they are.
"""

from __future__ import annotations

import contextlib
import csv
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pymysql
from sqlalchemy.engine import make_url

from app.services.importing import ImportKind
from app.services.sample.titles import SampleTitle, TitleMaker
from tests.benchmarks.libraries import ACTOR, empty_library, open_library, server
from tests.benchmarks.table import Options, Row, take_turns

HEADINGS = (
    "Accession Number",
    "Call Number",
    "Title",
    "Author",
    "Year",
    "Place",
    "Publisher",
    "Edition",
    "ISBN",
    "Language",
    "Subjects",
    "Collection Code",
    "Price",
)


def rows(options: Options) -> Iterator[Row]:
    """Measure on each engine."""
    number, rounds = (2_000, 3) if options.small else (20_000, 3)
    with tempfile.TemporaryDirectory(prefix="clms-bench-") as folder:
        file = Path(folder) / "books.csv"
        write_list(file, number)
        for engine in options.engines:
            with server(engine) as prefix:
                ours, bare = take_turns(
                    partial(_import, prefix, file, number), partial(_insert, prefix, file, number), rounds
                )
            yield Row(f"import {number:,} books", engine, ours, "executemany of raw rows", bare, "rows/s")


def write_list(file: Path, number: int) -> None:
    """A list of ``number`` invented copies, always the same."""
    with file.open("w", encoding="utf-8", newline="") as opened:
        writer = csv.writer(opened)
        writer.writerow(HEADINGS)
        left = number
        for title in TitleMaker(number, 1, date(2026, 6, 1)).stream():
            for line in _lines(title)[:left]:
                writer.writerow(line)
                left -= 1
            if not left:
                return


def _lines(title: SampleTitle) -> list[tuple[Any, ...]]:
    draft = title.draft
    name = f"{draft.title} : {draft.subtitle}" if draft.subtitle else draft.title
    author = draft.contributors[0].name if draft.contributors else ""
    subjects = "; ".join(draft.subjects)
    isbn = draft.identifiers[0].value if draft.identifiers else ""
    return [
        (
            book.accession_number,
            book.call_number,
            name,
            author,
            draft.year,
            draft.place,
            draft.publisher,
            draft.edition,
            isbn,
            draft.language,
            subjects,
            book.collection,
            None if book.price_minor is None else book.price_minor / 100,
        )
        for book in title.books
    ]


def _import(prefix: str, file: Path, number: int) -> float:
    """Rows a second of our import into an empty library."""
    with empty_library(prefix) as url, open_library(url) as app:
        started = time.perf_counter()
        plan = app.importing.preview(ACTOR, file, ImportKind.BOOKS).plan
        try:
            result = app.importing.apply(ACTOR, plan).value
            took = time.perf_counter() - started
        finally:
            app.importing.discard(ACTOR, plan)
    if result.rows_done != number:
        raise RuntimeError(f"{result.rows_done} of {number} rows were imported: {result}")
    return number / took


def _insert(prefix: str, file: Path, number: int) -> float:
    """Rows a second of the bare driver into one table of texts."""
    with empty_library(prefix) as url, contextlib.closing(connect(url)) as connection:
        sqlite = url.startswith("sqlite")
        names = [f"column_{place}" for place in range(len(HEADINGS))]
        cursor = connection.cursor()
        columns = ", ".join(f"{name} TEXT" for name in names)
        identity = "INTEGER PRIMARY KEY" if sqlite else "BIGINT AUTO_INCREMENT PRIMARY KEY"
        cursor.execute(f"CREATE TABLE raw_rows (id {identity}, {columns})")
        mark = ", ".join(["?" if sqlite else "%s"] * len(names))
        started = time.perf_counter()
        with file.open(encoding="utf-8", newline="") as opened:
            lines = csv.reader(opened)
            next(lines)
            cursor.executemany(f"INSERT INTO raw_rows ({', '.join(names)}) VALUES ({mark})", list(lines))
        connection.commit()
        return number / (time.perf_counter() - started)


def connect(url: str) -> Any:
    """A connection of the bare driver."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        connection = sqlite3.connect(str(address.database))
        connection.execute("PRAGMA journal_mode=WAL")
        connection.execute("PRAGMA synchronous=FULL")
        return connection
    return pymysql.connect(
        host=address.host or "",
        port=address.port or 3306,
        user=address.username,
        password=address.password or "",
        database=address.database,
        charset="utf8mb4",
    )
