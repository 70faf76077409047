"""Searches while typing, against the guide's statement with ``LIKE '%…%'`` on the same library.

The words are those of titles drawn at random, so that a word comes as often as the catalogue has it: single words,
two or three of one title, family names of contributors, and accession numbers. Every letter typed is one search for
the first 50 titles. The guide's statement gets the same texts; its time for one that few books have is a scan of all.
"""

from __future__ import annotations

import contextlib
import random
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import pymysql
from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

from app.database import schema, search
from app.database.engine import Database
from app.domain.searching import TitleQuery
from tests.benchmarks.libraries import MILLION, SMALL, copy_of, large_library, server
from tests.benchmarks.table import Options, Row, ratio_at_most, under
from tests.servers import databases

LIMIT = 50
AIM_MS = {"sqlite": 20.0, "mariadb": 60.0, "mysql": 60.0}
#: What is found in so few books has no 50 matches to stop the guide's scan.
SELDOM = 50
GUIDE = text(
    "SELECT id, title, author, status FROM books"
    " WHERE title LIKE :query OR author LIKE :query AND status = 'AVAILABLE' LIMIT 50"
)
COPIED = (
    "titles",
    "books",
    "title_contributors",
    "title_subjects",
    "title_identifiers",
    "title_search",
    "title_search_postings",
    "title_search_words",
    "title_search_chunks",
)


def rows(options: Options) -> Iterator[Row]:
    """Measure on each engine, on the same library."""
    library = large_library(SMALL if options.small else MILLION)
    typed = _searches(library, 100 if options.small else 1_000)
    for engine in options.engines:
        with _opened(engine, library) as database:
            yield from _rows_of(engine, database, typed, options)


def _rows_of(engine: str, database: Database, typed: Sequence[str], options: Options) -> Iterator[Row]:
    with database.read() as connection:
        guide = _Timer(connection, _ask_guide)
        ours = _Timer(connection, _ask)
        keystrokes = [each[:end] for each in typed for end in range(1, len(each) + 1) if each[end - 1] != " "]
        for each in keystrokes[:50]:
            _ask(connection, each)
        compared = set(random.Random(3).sample(keystrokes, 40 if options.small else 100))
        took = []
        for each in keystrokes:
            took.append(ours.ms(each))
            if each in compared:
                guide.ms(each)
        ordered = sorted(took)
        for name, share in (("median", 0.5), ("p95", 0.95)):
            value = ordered[int(len(ordered) * share)]
            aim = under(AIM_MS[engine], "ms", value) if share > 0.5 else None
            yield Row(
                f"search, each letter typed, {name}", engine, value, "LIKE '%…%'", guide.at(share), "ms", aim
            )
        yield from _finished(engine, connection, typed, options)
        yield from _other(engine, connection, typed, options)
    yield _indexing(engine, database)


def _finished(engine: str, connection: Connection, typed: Sequence[str], options: Options) -> Iterator[Row]:
    """Whole queries in turns with the guide's, by how many titles have them."""
    kinds: dict[str, tuple[_Timer, _Timer]] = {}
    for each in typed[: 60 if options.small else 150]:
        seldom = 0 < search.search(connection, TitleQuery(each), 1).total.value < SELDOM
        kind = f"search, words in under {SELDOM} titles" if seldom else "search, words in more titles"
        ours, guide = kinds.setdefault(kind, (_Timer(connection, _ask), _Timer(connection, _ask_guide)))
        ours.ms(each)
        guide.ms(each)
    for kind, (ours, guide) in sorted(kinds.items()):
        # The guide's scan grows with the library, so the aim is one for the million.
        aimed = "under" in kind and not options.small
        aim = ratio_at_most(0.01, ours.at(0.5), guide.at(0.5)) if aimed else None
        yield Row(kind, engine, ours.at(0.5), "LIKE '%…%'", guide.at(0.5), "ms", aim)


def _other(engine: str, connection: Connection, typed: Sequence[str], options: Options) -> Iterator[Row]:
    """Narrowed searches, forgiven typos and facets, in turns with the guide's statement for the same text."""
    words = [each for each in typed if each.isalpha() and len(each) > 5][: 40 if options.small else 20]
    for name, spell, ask in (
        ("search, narrowed by status and years", lambda word: word[:4], _ask_narrowed),
        ("search, a typo forgiven", lambda word: word[:3] + word[4] + word[3] + word[5:], _ask),
        ("facets of a search", lambda word: word[:4], _ask_facets),
    ):
        ours, guide = _Timer(connection, ask), _Timer(connection, _ask_guide)
        for each in words:
            ours.ms(spell(each))
            guide.ms(spell(each))
        yield Row(f"{name}, median", engine, ours.at(0.5), "LIKE '%…%'", guide.at(0.5), "ms")


def _indexing(engine: str, database: Database) -> Row:
    """Indexing a changed title inside its transaction, against storing the title itself."""
    index: list[float] = []
    store: list[float] = []
    for id_ in range(1, 31):
        with database.transaction() as connection:
            started = time.perf_counter()
            renamed = "title || ' revised'" if engine == "sqlite" else "CONCAT(title, ' revised')"
            connection.execute(text(f"UPDATE titles SET title = {renamed} WHERE id = :id"), {"id": id_})
            connection.execute(text("UPDATE books SET title = 'revised' WHERE title_id = :id"), {"id": id_})
            stored = time.perf_counter()
            search.index(connection, [id_])
            store.append((stored - started) * 1000)
            index.append((time.perf_counter() - stored) * 1000)
            connection.rollback()
    return Row(
        "index a changed title",
        engine,
        statistics.median(index),
        "the UPDATEs",
        statistics.median(store),
        "ms",
    )


class _Timer:
    """Times one way of asking."""

    def __init__(self, connection: Connection, ask: Callable[[Connection, str], Any]) -> None:
        self._connection = connection
        self._ask = ask
        self.taken: list[float] = []

    def ms(self, typed: str) -> float:
        """Ask once; milliseconds."""
        started = time.perf_counter()
        self._ask(self._connection, typed)
        self.taken.append((time.perf_counter() - started) * 1000)
        return self.taken[-1]

    def at(self, share: float) -> float:
        """The time that this share of the questions stayed under."""
        return sorted(self.taken)[int(len(self.taken) * share)]


def _ask(connection: Connection, typed: str) -> None:
    search.search(connection, TitleQuery(typed), LIMIT)


def _ask_narrowed(connection: Connection, typed: str) -> None:
    query = TitleQuery(typed, availability="AVAILABLE", year_from=1985, year_to=2009)
    search.search(connection, query, LIMIT)


def _ask_facets(connection: Connection, typed: str) -> None:
    search.facets(connection, TitleQuery(typed))


def _ask_guide(connection: Connection, typed: str) -> None:
    connection.execute(GUIDE, {"query": f"%{typed}%"}).all()


def _searches(library: Path, count: int) -> list[str]:
    """What people type: drawn from titles taken at random, so by frequency."""
    choice = random.Random(5)
    with contextlib.closing(sqlite3.connect(f"file:{library}?mode=ro", uri=True)) as connection:
        last = connection.execute("SELECT max(id) FROM titles").fetchone()[0]
        typed: list[str] = []
        while len(typed) < count:
            query = "SELECT title, author, accession_number FROM books WHERE title_id = ? LIMIT 1"
            row = connection.execute(query, (choice.randint(1, last),)).fetchone()
            if row is not None:
                typed.append(_one_search(choice, *row))
    return typed


def _one_search(choice: random.Random, title: str, author: str | None, accession: str) -> str:
    words = title.lower().split()
    kind = choice.random()
    if kind < 0.35:
        return choice.choice(words)
    if kind < 0.65:
        return " ".join(choice.sample(words, min(2, len(words))))
    if kind < 0.8:
        return " ".join(words[:3])
    if kind < 0.95 and author:
        return author.split(",")[0].lower()
    return accession


@contextlib.contextmanager
def _opened(engine: str, library: Path) -> Iterator[Database]:
    """The library on an engine, on the server's default settings."""
    with contextlib.ExitStack() as stack:
        prefix = stack.enter_context(server(engine))
        if not prefix:
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="clms-bench-"))
            database = Database(copy_of(library, Path(folder)))
        else:
            url = stack.enter_context(databases.fresh_database(prefix))
            database = Database(url)
            schema.upgrade(database)
            folder = stack.enter_context(tempfile.TemporaryDirectory(prefix="clms-bench-"))
            _copy(library, url, Path(folder))
        stack.callback(database.close)
        yield database


def _copy(library: Path, url: str, folder: Path) -> None:
    """Copy the catalogue and its index to a server, as files the server reads at its own speed."""
    target = make_url(url)
    connection = pymysql.connect(
        host=target.host, port=target.port, user=target.username, password=target.password or "",
        database=target.database, charset="utf8mb4", local_infile=True, autocommit=True,
    )  # fmt: skip
    with contextlib.closing(sqlite3.connect(library)) as source, connection, connection.cursor() as cursor:
        cursor.execute("SET GLOBAL local_infile = 1")
        cursor.execute("SET foreign_key_checks = 0, unique_checks = 0, sql_mode = ''")
        for table in COPIED:
            cursor.execute(_load(source, table, folder / f"{table}.tsv"))
            (folder / f"{table}.tsv").unlink()
        for table in COPIED:
            cursor.execute(f"ANALYZE TABLE {table}")


def _load(source: sqlite3.Connection, table: str, file: Path) -> str:
    """Write a table to a file, bytes as hexadecimal digits; returns the statement that reads it."""
    found = source.execute(f"SELECT * FROM {table}")
    names = [column[0] for column in found.description]
    sample = source.execute(
        f"SELECT {', '.join(f'max(typeof({name}))' for name in names)} FROM {table} LIMIT 1"
    )
    binary = [kind == "blob" for kind in sample.fetchone()]
    with file.open("w", encoding="utf-8") as out:
        for row in found:
            out.write("\t".join(map(_field, row)) + "\n")
    read = ", ".join(f"@{name}" if hexed else f"`{name}`" for name, hexed in zip(names, binary, strict=True))
    unhexed = ", ".join(
        f"`{name}` = UNHEX(@{name})" for name, hexed in zip(names, binary, strict=True) if hexed
    )
    return f"LOAD DATA LOCAL INFILE '{file}' INTO TABLE {table} CHARACTER SET utf8mb4 ({read})" + (
        f" SET {unhexed}" if unhexed else ""
    )


def _field(value: Any) -> str:
    if value is None:
        return "\\N"
    if isinstance(value, bytes):
        return value.hex()
    return str(value).replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n")
