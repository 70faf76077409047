"""Patrons are found by name, LRN, card, grade and section, on every engine alike."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from sqlalchemy import update

from app.database import search
from app.database.engine import Database
from app.database.tables import students
from app.domain.paging import Count
from tests.app.database import shelf
from tests.app.database.shelf import Person

PEOPLE = [
    Person("Dela Cruz, Juana", "136742060123", "S-0001", "7", "Sampaguita"),
    Person("Cruz, José", "136742060124", "S-0002", "7", "Rosal"),
    Person("Santos, Cruzita", "136742060999", "2026-17", "10", "Sampaguita"),
    Person("Núñez-Reyes, Ana", "", "S-0003", "10", "Newton"),
    Person("Cruz, Erased", "", "S-0004", status="ERASED"),
]


@pytest.fixture(scope="module")
def library(module_engine_url: str) -> Iterator[Database]:
    """The people, indexed, on each engine in turn."""
    opened = Database(module_engine_url)
    shelf.prepare(opened)
    with opened.transaction() as connection:
        search.index_patrons(connection, shelf.add_people(connection, PEOPLE))
    yield opened
    opened.close()


@pytest.fixture
def ask(library: Database) -> Callable[[str], list[int]]:
    """``ask(text)``: the ids found, in order."""

    def people_found(text: str) -> list[int]:
        with library.read() as connection:
            return list(search.search_patrons(connection, text, 10).ids)

    return people_found


def test_finds_by_name_number_grade_and_section(ask: Callable[[str], list[int]]) -> None:
    assert ask("cruz") == [2, 1, 3]  # whose name begins so comes first
    assert ask("juana dela c") == [1]
    assert ask("nunez") == ask("reyes ana") == ask("NÚÑEZ-R") == [4]
    assert ask("136742060999") == [3]
    assert ask("13674206012") == [2, 1]
    assert ask("S-0003") == ask("s0003") == ask("s 0003") == [4]
    assert ask("2026-17") == [3]
    assert ask("sampaguita 10") == [3]
    assert ask("") == [2, 1, 4, 3]
    assert ask("???") == []


def test_forgives_a_typo(library: Database) -> None:
    with library.read() as connection:
        hits = search.search_patrons(connection, "sanots", 10)
        assert (hits.ids, hits.corrected, hits.total) == ((3,), "santos", Count(1))
        assert search.search_patrons(connection, "jose curz", 10).ids == (2,)


def test_follows_changes_and_catches_up(library: Database) -> None:
    with library.transaction() as connection:
        connection.execute(update(students).where(students.c.id == 4).values(section="Einstein"))
        search.index_patrons(connection, [4])
        assert search.search_patrons(connection, "einst", 5).ids == (4,)
        search.remove_patrons(connection, [4])
        assert search.search_patrons(connection, "einst", 5).ids == ()
        search.index_patrons_later(connection, [4])
    assert search.catch_up_patrons(library).records == 1
    assert search.rebuild_patrons(library) == 4
    with library.transaction() as connection:
        assert search.search_patrons(connection, "einst", 5).ids == (4,)
        connection.execute(update(students).where(students.c.id == 4).values(section="Newton"))
        search.index_patrons(connection, [4])
