"""Titles whose indexing was put off are indexed as if it had not been, whatever comes between."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from itertools import count
from types import SimpleNamespace

import pytest
from sqlalchemy import Connection, select, update

from app.database import pacing, search
from app.database.engine import Database
from app.database.pacing import LOCK_S, Pace
from app.database.search import catching_up
from app.database.tables import students, title_index, titles
from app.domain.searching import TitleQuery
from tests.app.database import shelf

FIRST = 65_400  # the titles lie on both sides of the edge of a chunk
MANY = 250
ITEMS = shelf.invented(MANY)


@pytest.fixture
def database(engine_url: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Database]:
    """A library of titles that are noted to be indexed later; what is merged at a time is little."""
    monkeypatch.setattr(catching_up, "_FEW", 5)
    monkeypatch.setattr(catching_up, "MERGED", 80)
    opened = Database(engine_url)
    shelf.prepare(opened)
    with opened.transaction() as connection:
        search.index_later(connection, shelf.add(connection, ITEMS, first_id=FIRST))
    yield opened
    opened.close()


def _retitle(connection: Connection, id_: int, title: str) -> None:
    connection.execute(update(titles).where(titles.c.id == id_).values(title=title))


def _found(database: Database, text: str) -> tuple[int, ...]:
    with database.read() as connection:
        return search.search(connection, TitleQuery(text), 5).ids


def _index(database: Database) -> tuple[list[object], ...]:
    with database.read() as connection:
        return tuple(
            sorted(tuple(row) for row in connection.execute(select(table)))
            for table in (title_index.postings, title_index.entries, title_index.pending)
        )


def _is_as_made_anew(database: Database) -> bool:
    grown = _index(database)
    search.rebuild(database)
    return grown == _index(database)


class _Meddling:
    """Does something after the n-th write of a catch-up, or breaks it off there."""

    def __init__(self, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
        self._write = database.write
        self._after: dict[int, Callable[[], None]] = {}
        self.writes = 0
        monkeypatch.setattr(database, "write", self)

    def __call__(self, work: Callable[[Connection], object]) -> object:
        done = self._write(work)
        self.writes += 1
        if act := self._after.pop(self.writes, None):
            act()
        return done

    def after(self, writes: int, act: Callable[[], None]) -> None:
        self.writes = 0
        self._after[writes] = act


class _Cut(Exception):
    """The program ends here."""


def _cut() -> None:
    raise _Cut


def test_catching_up_gives_what_indexing_would_have_given(database: Database) -> None:
    with database.transaction() as connection:
        search.index(connection, [FIRST, FIRST + 1])  # indexed meanwhile, and as before
        _retitle(connection, FIRST + 1, "Zeppelin tales")  # indexed under other words
        search.index_later(connection, [FIRST + 1, FIRST + 2])
        connection.execute(update(titles).where(titles.c.id == FIRST + 3).values(deleted_at=shelf.NOW))
    told: list[tuple[int, int]] = []
    done = search.catch_up(database, lambda at, of: told.append((at, of)))
    assert done.records == MANY
    assert done.longest_s > 0
    assert told == sorted(told)
    assert told[-1] == (MANY, MANY)
    assert search.catch_up(database).records == 0
    assert _found(database, "zeppelin") == (FIRST + 1,)
    assert _is_as_made_anew(database)


def test_nothing_is_wrong_when_it_is_cut_off_and_titles_change_before_the_next(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    meddling = _Meddling(database, monkeypatch)
    for writes in range(1, 1_000):
        id_ = FIRST + writes
        with database.transaction() as connection:
            search.index_later(connection, range(FIRST, FIRST + MANY))
        meddling.after(writes, _cut)
        try:
            search.catch_up(database)
        except _Cut:
            with database.transaction() as connection:  # one found by new words, one gone, one new again
                _retitle(connection, id_, f"Submarine x{writes:02}")
                search.index(connection, [id_])
                author = ITEMS[writes].author.split(",")[0]
                for text in (f"x{writes:02}", f"{author} x{writes:02}", f"x{writes:02} {author}"):
                    assert search.search(connection, TitleQuery(text), 5).ids == (id_,), text
                search.remove(connection, [id_ + 1])
                _retitle(connection, id_ + 2, f"Airship number y{writes:02}")
            continue
        break
    monkeypatch.undo()
    assert writes > 5, "it was never cut off in the middle"
    assert _is_as_made_anew(database)


def test_a_title_changed_while_catching_up_is_found_as_it_is(
    database: Database, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> None:
    """After a write somebody edits a title at a desk, or another import notes one, in the same chunk. After each write
    on the embedded engine and with --long; the servers are given the same statements."""
    step = 1 if database.is_sqlite or pytestconfig.getoption("--long") else 3
    meddling = _Meddling(database, monkeypatch)

    def edit(id_: int, title: str, index: Callable[[Connection, list[int]], None]) -> None:
        with database.transaction() as connection:
            _retitle(connection, id_, title)
            index(connection, [id_])

    for writes in range(1, 13, step):
        for id_, what, index in (
            (FIRST + writes, "Submarine", search.index),
            (FIRST + MANY - writes, "Airship", search.index_later),
        ):
            meddling.after(writes, partial(edit, id_, f"{what} tales {what}{writes:02}", index))
            search.catch_up(database)
            if index is search.index_later:
                search.catch_up(database)
            assert _found(database, f"{what}{writes:02}") == (id_,)
            with database.transaction() as connection:
                search.index_later(connection, range(FIRST, FIRST + MANY))
    search.catch_up(database)
    assert _is_as_made_anew(database)


def test_patrons_are_caught_up_with_too(database: Database) -> None:
    people = [shelf.Person(f"Reyes, Ana{number}", "", f"S-{number}") for number in range(60)]
    with database.transaction() as connection:
        ids = shelf.add_people(connection, people)
        search.index_patrons_later(connection, ids)
        assert search.search_patrons(connection, "ana7", 5).ids == ()
    assert search.catch_up_patrons(database).records == 60
    with database.transaction() as connection:
        assert search.search_patrons(connection, "ana7", 5).ids == (ids[7],)
        connection.execute(
            update(students).where(students.c.id == ids[7]).values(name="Cruz, Ana7", family_name="Cruz")
        )
        search.index_patrons_later(connection, [ids[7]])
    assert search.catch_up_patrons(database).records == 1
    with database.read() as connection:
        assert search.search_patrons(connection, "cruz ana7", 5).ids == (ids[7],)
        assert ids[7] not in search.search_patrons(connection, "reyes ana", 60).ids


def test_the_pace_follows_how_long_locks_are_held() -> None:
    pace = Pace(size=50, smallest=20, largest=2_000)
    for _ in range(20):
        pace.took(pace.size, pace.size * 0.001)
    quick = pace.size
    assert 80 <= quick <= LOCK_S * 1000
    for _ in range(10):
        pace.took(pace.size, pace.size * 0.02)
    assert pace.size < quick / 4
    assert pace.longest_s > LOCK_S
    assert 0 < pace.rest(0.1) <= 0.06


def test_a_piece_ends_when_its_time_is_up(database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    looks = count()
    monkeypatch.setattr(
        pacing, "time", SimpleNamespace(monotonic=lambda: next(looks) * 0.001, sleep=lambda _: None)
    )
    pace = Pace(size=50, smallest=20, largest=2_000)
    with database.transaction() as connection:
        pace.begin(connection)
    assert pace.time_left()
    while pace.time_left():
        pass
    pace.end(10)
    assert pace.longest_s < LOCK_S
    assert pace.size == 20
