"""The search finds what it should, in one order, on every engine."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import Connection, delete, select, update

from app.database import search
from app.database.engine import Database
from app.database.search import rebuilding
from app.database.tables import books, title_index, titles
from app.domain.paging import Count
from app.domain.searching import SearchHits, TitleQuery
from app.domain.text import index_tokens, tokens
from app.errors import InvalidInput
from tests.app.database import shelf
from tests.app.database.shelf import Item

SHELF = [
    Item("The Little Prince", "Saint-Exupéry, Antoine de", ("Aviators", "Deserts"), "9780156012195", "GS00001", "FIC SAI", "FIC", year=1943),
    Item("Prince Caspian", "Lewis, C. S.", ("Fantasy",), "9780064471053", "GS00002", "FIC LEW", "FIC", "LOANED", 1951),
    Item("Noli me tángere", "Rizal, José", ("Philippines - History",), "9789711004446", "GS00003", "F 899.2 R627", "FIL", year=1887, language="es"),
    Item("A History of the Philippines", "Reyes, Ana", ("Philippines - History",), "", "GS00010", "959.9 R33", "REF", year=2004),
    Item("Theory of numbers", "Prince, Leo", ("Mathematics",), "", "N-17", "512.7 P9", "REF", "REPAIR", 2011),
    Item("Spider-Man: the first book", "Lee, Stan", (), "", "GS00020", "741.5", "FIC", year=2002),
    Item("El niño y el mar", "Núñez, María", ("Sea stories",), "", "GS00021", "", "", year=None, language="es"),
    Item("紅樓夢", "曹雪芹", (), "", "GS00022", "895.1", "REF", language="zh"),
]  # fmt: skip


def _filled(url: str) -> Iterator[Database]:
    opened = Database(url)
    shelf.prepare(opened)
    with opened.transaction() as connection:
        search.index(connection, shelf.add(connection, SHELF))
    yield opened
    opened.close()


@pytest.fixture
def database(engine_url: str) -> Iterator[Database]:
    """The shelf, indexed, on each engine in turn."""
    yield from _filled(engine_url)


@pytest.fixture(scope="module")
def library(module_engine_url: str) -> Iterator[Database]:
    """The same, for tests that only read it."""
    yield from _filled(module_engine_url)


@pytest.fixture
def ask(library: Database) -> Callable[..., list[str]]:
    """``ask(text, **narrowing)``: the titles found, in order."""

    def titles_found(text: str, **narrowing: str | int) -> list[str]:
        with library.read() as connection:
            hits = search.search(connection, TitleQuery(text, **narrowing), 50)  # type: ignore[arg-type]
            return shelf.titles_of(connection, hits.ids)

    return titles_found


def test_finds_by_every_field(ask: Callable[..., list[str]]) -> None:
    assert ask("the little prince") == ["The Little Prince"]
    assert ask("exupery") == ["The Little Prince"]
    assert ask("GS00003") == ["Noli me tángere"]
    assert ask("n-17") == ["Theory of numbers"]
    assert ask("978-0-06-447105-3") == ["Prince Caspian"]
    assert ask("0064471055") == ["Prince Caspian"]
    assert ask("978 0064") == ["Prince Caspian"]
    assert ask("0064 4710") == ["Prince Caspian"]
    assert ask("959.9 r33") == ["A History of the Philippines"]
    assert ask("deserts aviat") == ["The Little Prince"]
    assert ask("cs lewis") == ["Prince Caspian"]
    assert ask("雪芹") == ["紅樓夢"]


def test_folds_diacritics_and_hyphens(ask: Callable[..., list[str]]) -> None:
    assert ask("TANGERE jose") == ask("tángere josé") == ["Noli me tángere"]
    assert ask("nino nunez") == ["El niño y el mar"]
    assert ask("spiderman") == ask("spider man") == ask("spider-m") == ["Spider-Man: the first book"]


def test_all_words_must_be_there_and_the_last_is_a_beginning(ask: Callable[..., list[str]]) -> None:
    assert set(ask("history")) == {"A History of the Philippines", "Noli me tángere"}
    assert ask("history rey") == ["A History of the Philippines"]
    assert ask("hist reyes philippines") == []
    assert set(ask("th")) == {
        "The Little Prince", "Theory of numbers", "A History of the Philippines", "Spider-Man: the first book",
    }  # fmt: skip


def test_best_first(ask: Callable[..., list[str]]) -> None:
    # The title begins with it, without its article too; then the author; then a word further in.
    assert ask("prince") == ["Prince Caspian", "Theory of numbers", "The Little Prince"]
    assert ask("the")[0] == "The Little Prince"
    assert ask("history")[0] == "A History of the Philippines"


def test_narrowing(ask: Callable[..., list[str]]) -> None:
    assert ask("prince", collection="FIC", availability="AVAILABLE") == ["The Little Prince"]
    assert ask("prince", availability="REPAIR") == ["Theory of numbers"]
    assert ask("", language="es") == ["El niño y el mar", "Noli me tángere"]
    assert ask("", year_from=1943, year_to=1951, sort="-year") == ["Prince Caspian", "The Little Prince"]
    assert ask("", year_from=2000, sort="year") == [
        "Spider-Man: the first book", "A History of the Philippines", "Theory of numbers",
    ]  # fmt: skip
    assert ask("prince", collection="REF", availability="AVAILABLE") == []


def test_forgives_a_typo_and_says_so(library: Database) -> None:
    with library.read() as connection:
        for typed, meant, title in (
            ("caspain", "caspian", "Prince Caspian"),
            ("prnce casp", "prince casp", "Prince Caspian"),
            ("philipines history reyes", "philippines history reyes", "A History of the Philippines"),
            ("exupwry", "exupery", "The Little Prince"),
            ("litle prinve", "little prince", "The Little Prince"),
            ("aviatosr", "aviators", "The Little Prince"),
            ("mathemmatics", "mathematics", "Theory of numbers"),
            ("xheory", "theory", "Theory of numbers"),
        ):
            hits = search.search(connection, TitleQuery(typed), 5)
            assert (hits.corrected, shelf.titles_of(connection, hits.ids)) == (meant, [title]), typed
        assert search.search(connection, TitleQuery("prince"), 5).corrected is None
        assert search.search(connection, TitleQuery("qqqqqqqqq"), 5) == SearchHits(
            (), Count(0), None, ("qqqqqqqqq",)
        )
        narrowed = search.search(connection, TitleQuery("caspian", collection="REF"), 5)
        assert (narrowed.ids, narrowed.corrected) == ((), None)


NASTY = (
    "", " ", "!!!", "'", "\"", "\\", "%", "_", "*", "+ - ~ < > ( ) @", "a*", "NEAR(", "AND OR NOT", "title:x", "'; DROP TABLE titles; --",
    "\x00", "a\x00b", "\ud800", "ß", "İ", "ﬁ", "\u202e", "e\u0301" * 200, "x" * 5_000, "w " * 3_000, "9" * 400, "-" * 300, "978-" * 90,
    "１２３", "٣٤٥", "紅", "😀", "=1+1", ":a", "{x}", "1e309", "0" * 13, "GS", "gs0000000000000000000000000", "a" * 59 + "é" * 60,
)  # fmt: skip


def test_nothing_typed_can_fail(library: Database) -> None:
    with library.read() as connection:
        for text in NASTY:
            for query in (
                TitleQuery(text),
                TitleQuery(text, collection=text or "x", language=text, availability=text),
            ):
                search.search(connection, query, 10)
                search.facets(connection, query)
            search.search_patrons(connection, text, 10)


@pytest.mark.parametrize(
    "module_engine_url", [pytest.param("sqlite", marks=pytest.mark.engine)], indirect=True
)
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(max_size=60), collection=st.none() | st.text(max_size=5), year=st.none() | st.integers())
def test_no_text_fails(library: Database, text: str, collection: str | None, year: int | None) -> None:
    with library.read() as connection:
        search.search(connection, TitleQuery(text, collection=collection, year_from=year, year_to=year), 10)
        search.search_patrons(connection, text, 10)


def test_an_unknown_order_is_refused(library: Database) -> None:
    with library.read() as connection, pytest.raises(InvalidInput):
        search.search(connection, TitleQuery("prince", sort="price"), 10)


def test_own_changes_are_found_at_once_and_others_once_committed(database: Database) -> None:
    query = TitleQuery("submarine")
    with database.read() as other:
        assert search.search(other, query, 5).ids == ()
    with database.transaction() as connection:
        connection.execute(update(titles).where(titles.c.id == 1).values(title="Submarine tales"))
        search.index(connection, [1])
        assert search.search(connection, query, 5).ids == (1,)
        assert search.search(connection, TitleQuery("little prince"), 5).ids == ()
        with database.read() as other:
            assert search.search(other, query, 5).ids == ()
    with database.read() as other:
        assert search.search(other, query, 5).ids == (1,)


def test_a_rolled_back_change_is_not_found(database: Database) -> None:
    def rename_and_fail() -> None:
        with database.transaction() as connection:
            connection.execute(update(titles).where(titles.c.id == 1).values(title="Submarine tales"))
            search.index(connection, [1])
            raise RuntimeError

    with pytest.raises(RuntimeError):
        rename_and_fail()
    with database.read() as connection:
        assert search.search(connection, TitleQuery("submarine"), 5).ids == ()
        assert search.search(connection, TitleQuery("little prince"), 5).ids == (1,)


def test_deleted_and_removed_titles_are_gone(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute(update(titles).where(titles.c.id == 1).values(deleted_at=shelf.NOW))
        search.index(connection, [1])
        search.remove(connection, [2, 999])
        assert search.search(connection, TitleQuery("prince"), 5).ids == (5,)
        assert search.search(connection, TitleQuery("9780156012195"), 5).ids == ()
        search.index(connection, [2])
        assert search.search(connection, TitleQuery("caspian"), 5).ids == (2,)
        connection.execute(delete(books).where(books.c.title_id == 2))
        search.index(connection, [2])
        assert search.search(connection, TitleQuery("caspian", collection="FIC"), 5).ids == ()


def test_two_writers_lose_nothing(database: Database) -> None:
    """Titles of one chunk share bit sets; whoever comes second must not write over the first."""
    items = shelf.invented(60)
    with database.transaction() as connection:
        ids = shelf.add(connection, items, first_id=100)
    start = threading.Barrier(3)

    def work(mine: list[int]) -> None:
        start.wait(10)
        for id_ in mine:
            database.write(lambda connection, id_=id_: search.index(connection, [id_]))

    threads = [threading.Thread(target=work, args=(ids[at::3],)) for at in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    grown = _index(database)
    search.rebuild(database)
    assert grown == _index(database)


def _index(database: Database) -> tuple[list[object], list[object]]:
    with database.read() as connection:
        return tuple(  # type: ignore[return-value]
            sorted(tuple(row) for row in connection.execute(select(table)))
            for table in (title_index.postings, title_index.entries)
        )


def test_rebuilding_gives_what_indexing_gave(database: Database) -> None:
    with database.transaction() as connection:
        ids = shelf.add(connection, shelf.invented(300), first_id=65_400)  # over the edge of a chunk
        search.index(connection, ids)
        search.index(connection, ids[:20])
        search.remove(connection, [1])
        search.index(connection, [1])
    grown = _index(database)
    steps: list[tuple[int, int]] = []
    assert search.rebuild(database, lambda done, of: steps.append((done, of))) == 308
    assert steps == [(1, 2), (2, 2)]
    assert _index(database) == grown


def test_a_rebuild_met_by_a_change_keeps_the_change(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody renames a title between the pieces of a chunk's rewriting; twice, so that the lock is needed."""
    monkeypatch.setattr(rebuilding, "_ROWS", 20)
    names = iter(["Submarine tales", "Zeppelin tales"])
    write = database.write
    writes = 0

    def interrupted(work: Callable[[Connection], object]) -> object:
        nonlocal writes
        writes += 1
        done = write(work)
        if writes in (3, 6) and (name := next(names, None)):
            with database.transaction() as connection:
                connection.execute(update(titles).where(titles.c.id == 1).values(title=name))
                search.index(connection, [1])
        return done

    monkeypatch.setattr(database, "write", interrupted)
    search.rebuild(database)
    with database.read() as connection:
        assert search.search(connection, TitleQuery("submarine"), 5).ids == ()
        assert search.search(connection, TitleQuery("zeppelin"), 5).ids == (1,)
    monkeypatch.undo()
    rewritten = _index(database)
    search.rebuild(database)
    assert _index(database) == rewritten


def _oracle(items: list[Item], first_id: int, text: str) -> set[int]:
    """What a search must find, word by word over every item."""
    *whole, last = tokens(text)
    found = set()
    for id_, item in enumerate(items, first_id):
        words = index_tokens(" ; ".join((item.title, item.author, item.call_number, *item.subjects)))
        if all(word in words for word in whole) and any(word.startswith(last) for word in words):
            found.add(id_)
    return found


QUERIES = (
    "t", "th", "the", "the h", "the hist", "history", "of the", "a", "in science li", "nino", "strasse", "cafe m",
    "dela cr", "oste", "smith jones", "obri", "the the of", "j k", "mountan", "hsitory", "dragn winter", "gardne",
)  # fmt: skip


STATUSES = (
    TitleQuery("", availability="AVAILABLE", sort="-added"),
    TitleQuery("", availability="LOANED", sort="-added"),
    TitleQuery("", availability="REPAIR", collection="FIL", sort="-added"),
    TitleQuery("the", availability="AVAILABLE", sort="-added"),
    TitleQuery("the", availability="LOANED", collection="REF", sort="-added"),
)


def _with_status(items: list[Item], query: TitleQuery) -> list[int]:
    found = _oracle(items, 1, query.text) if query.text else range(1, len(items) + 1)
    return [
        id_
        for id_ in sorted(found, reverse=True)
        if items[id_ - 1].status == query.availability
        and query.collection in (None, items[id_ - 1].collection)
    ]


def test_same_words_same_titles_same_order_on_all_engines(
    new_database: Callable[[str, ExitStack], str],
) -> None:
    items = shelf.invented(1_600)
    answers: dict[str, list[object]] = {}
    with ExitStack() as stack:
        for engine in ("sqlite", "mariadb", "mysql"):
            opened = Database(new_database(engine, stack))
            stack.callback(opened.close)
            shelf.prepare(opened)
            with opened.transaction() as connection:
                search.index(connection, shelf.add(connection, items))
            with opened.read() as connection:
                answers[engine] = [
                    answer
                    for text in QUERIES
                    for query in (
                        TitleQuery(text),
                        TitleQuery(text, availability="AVAILABLE", year_from=1961, year_to=2003),
                        TitleQuery(text, collection="REF", language="fil", sort="-year"),
                    )
                    for answer in (search.search(connection, query, 400), search.facets(connection, query))
                ]
                for query in STATUSES:
                    hits = search.search(connection, query, 400)
                    expected = _with_status(items, query)
                    assert hits.ids == tuple(expected[:400]), query
                    assert hits.total == Count(min(1_000, len(expected)), exact=len(expected) <= 1_000), query
    first: list[object] = answers["sqlite"]
    for text, hits in zip(QUERIES, first[::6], strict=True):
        assert isinstance(hits, SearchHits)
        expected = _oracle(items, 1, hits.corrected or text)
        assert hits.total == Count(len(expected)), text
        assert set(hits.ids) <= expected
        assert len(hits.ids) == min(400, len(expected))
    assert any(isinstance(hits, SearchHits) and hits.corrected for hits in first)
    assert answers["mariadb"] == first
    assert answers["mysql"] == first
