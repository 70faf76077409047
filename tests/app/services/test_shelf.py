"""The shelf against each engine: copies in call-number order up and down from any place, by index, and shelf reading."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as some
from sqlalchemy import text

from app.bootstrap import App
from app.database import shelves as queries
from app.domain.actors import Actor, Role
from app.domain.catalog import BookDraft, BookStatus, TitleDraft
from app.domain.shelves import ShelfQuery, ShelfReading, Verdict, in_order
from app.errors import Denied, InvalidInput, NotFound, Refused

ALL = ShelfQuery()
rules = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
CALLS = (
    "005.1 B45 2001", "813 A1", "813.5 A1 1990", "813.54 K25 1995", "813.54 K25 1995 c.2", "813.6 Z9", "899.21 R59",
    "QA76.73 .P98 2019", "FIC A1", "FIC B2 v.2", "FIC B2 v.10", "REF 030 W89",
)  # fmt: skip
"""In the order they stand: Dewey by value, LC behind it, the school's prefixes after; volumes by number."""

Add = Callable[..., int]


@pytest.fixture
def add(app: App, librarian: Actor) -> Add:
    """``add("GS1", "813 A1", location="LRC")``: a title with one copy; the title's id."""

    def _add(
        number: str, call: str | None, status: BookStatus = BookStatus.AVAILABLE, location: str = "LRC"
    ) -> int:
        draft = BookDraft(accession_number=number, call_number=call, location=location, status=status)
        return app.catalog.add_title(librarian, TitleDraft(title=f"Title {number}"), [draft]).value.title_id

    return _add


@pytest.fixture
def shelf(add: Add) -> tuple[str, ...]:
    """Copies in no order, one of them without a call number, one withdrawn; their numbers in shelf order."""
    order = list(range(len(CALLS)))
    for place in order[::2] + order[1::2][::-1]:
        add(f"GS{place:02}", CALLS[place])
    add("BLANK", None)
    add("GONE", "813 A2", BookStatus.WITHDRAWN)
    return tuple(f"GS{place:02}" for place in order)


def numbers(copies: object) -> list[str]:
    return [copy.accession_number for copy in copies]  # type: ignore[attr-defined]


def test_the_shelf_is_walked_from_any_place_to_both_ends(
    app: App, librarian: Actor, shelf: tuple[str, ...]
) -> None:
    here = app.shelf.around(librarian, ALL, "813.54", 2)
    assert numbers(here.copies) == ["GS01", "GS02", "GS03", "GS04"] and (here.at, here.exact) == (2, False)
    seen = numbers(here.copies)
    up, down = here.up, here.down
    while up:
        more = app.shelf.further(librarian, ALL, up, False, 2)
        seen, up = numbers(more.copies) + seen, more.up
        assert more.down is None
    while down:
        more = app.shelf.further(librarian, ALL, down, True, 2)
        seen, down = seen + numbers(more.copies), more.down
    assert seen == list(shelf), "all of them, each once, without what has no place"
    assert numbers(app.shelf.around(librarian, ALL, "", 50).copies) == list(shelf)
    behind = app.shelf.around(librarian, ALL, "ZZZ 999", 3)
    assert (numbers(behind.copies), behind.at, behind.down) == (["GS09", "GS10", "GS11"], 3, None)


def test_one_stands_at_a_copy_or_a_title(
    app: App, librarian: Actor, add: Add, shelf: tuple[str, ...]
) -> None:
    here = app.shelf.around(librarian, ALL, " gs04 ", 3)
    assert here.exact and here.copies[here.at].accession_number == "GS04"
    title_id = here.copies[0].title_id
    found = app.shelf.of_title(librarian, ALL, title_id, 1)
    assert found.copies[found.at].title_id == title_id
    with pytest.raises(Refused, match="no place on the shelf"):
        app.shelf.around(librarian, ALL, "BLANK")
    with pytest.raises(NotFound, match="has a call number"):
        app.shelf.of_title(librarian, ALL, add("B2", None))


def test_shelves_are_those_of_a_location_and_a_branch(
    app: App, librarian: Actor, add: Add, shelf: tuple[str, ...]
) -> None:
    add("F1", "813.55 C3", location="Filipiniana")
    add("F2", "899 C3", location="Filipiniana")
    there = ShelfQuery("Filipiniana")
    assert numbers(app.shelf.around(librarian, there, "").copies) == ["F1", "F2"]
    at_copy = app.shelf.around(librarian, ShelfQuery("LRC"), "F2")
    assert at_copy.query.location == "Filipiniana", "a copy is shown where it stands"
    assert numbers(app.shelf.around(librarian, ShelfQuery(branch_id=99), "").copies) == []
    places = app.shelf.places(librarian)
    assert places.locations == ((1, "Filipiniana"), (1, "LRC")) and places.own_branch == 1
    assert places.branches[0][0] == 1


def test_what_is_out_is_shown_as_the_gap_it_left(app: App, librarian: Actor, add: Add) -> None:
    add("M1", "813 A1", BookStatus.MISSING)
    (gap,) = app.shelf.around(librarian, ALL, "M1").copies
    assert (gap.status, gap.stands) == (BookStatus.MISSING, False)


def test_stretches_are_walked_by_an_index(app: App, librarian: Actor) -> None:
    """Neither the whole branch nor the whole location is read or sorted, whichever way one goes."""
    database = app.core.database
    _fill(app)
    for query in (ShelfQuery("Shelf 3", 1), ShelfQuery(None, 1)):
        for down in (True, False):
            statement = queries._ids(query, (b"key 1500", 5), 31, down=down)
            sql = str(statement.compile(database.engine, compile_kwargs={"literal_binds": True}))
            plan = app.nodes.explain(
                Actor(None, "Ada", Role.ADMIN, "desk-1"), "database", sql.replace("X'", "x'")
            )
            steps = [step for top in plan.steps for step in top.walk()]
            said = f"{query} {down}: {plan}"
            index = "ix_books_shelf" if query.location else "ix_books_call_sort"
            assert [step.index for step in steps if step.table == "books"] == [index], said
            assert not any("sort" in step.kind.value.lower() for step in steps), said


def _fill(app: App) -> None:
    """3,000 copies in ten locations, and statistics of them."""
    database = app.core.database
    title_id = app.catalog.add_title(
        Actor(None, "Ada", Role.ADMIN, "desk-1"), TitleDraft(title="One")
    ).value.title_id
    with database.engine.connect() as connection:
        act = connection.execute(text("SELECT max(id) FROM acts")).scalar_one()
        for start in range(0, 3_000, 500):
            rows = ", ".join(
                f"({title_id}, 1, 'One', 'AVAILABLE', 'N{n}', 'c', 'key {n:04}', '', 'GENERAL', 'Shelf {n % 10}', {act}, "
                "'2026-01-01', '2026-01-01', 1)"
                for n in range(start, start + 500)
            )
            connection.execute(
                text(
                    "INSERT INTO books (title_id, branch_id, title, status, accession_number, call_number, call_sort, "
                    f"collection, item_type, location, created_act_id, created_at, updated_at, version) VALUES {rows}"
                )
            )
        connection.commit()
        connection.execute(text("ANALYZE" if database.is_sqlite else "ANALYZE TABLE books"))
        connection.commit()


# -- shelf reading -------------------------------------------------------------------------------------


def said(reading: ShelfReading) -> list[tuple[str, str]]:
    return [(one.number, one.verdict.value) for one in reading.scanned]


@rules
def test_the_fewest_are_named_out_of_place_and_where_they_belong(
    app: App, librarian: Actor, shelf: tuple[str, ...]
) -> None:
    reading = app.shelf.read(librarian, ALL, ["GS01", "GS07", "GS02", "GS03", "GS05", "gs04"])
    wrong = {
        one.number: (one.behind, one.before) for one in reading.scanned if one.verdict is Verdict.OUT_OF_PLACE
    }
    assert wrong == {
        "GS07": ("813.54 K25 1995 c.2", ""),
        "GS05": ("813.54 K25 1995 c.2", ""),
    }
    assert reading.missing == ()


@rules
def test_what_should_stand_between_is_missing(
    app: App, librarian: Actor, add: Add, shelf: tuple[str, ...]
) -> None:
    add("LENT", "813.5 B1", BookStatus.MISSING)  # nobody expects it
    reading = app.shelf.read(librarian, ALL, ["GS01", "GS06", "NOBODY", "GS01", "BLANK", "GS05"])
    assert said(reading) == [
        ("GS01", "IN_PLACE"), ("GS06", "OUT_OF_PLACE"), ("NOBODY", "UNKNOWN"), ("GS01", "TWICE"),
        ("BLANK", "NO_CALL_NUMBER"), ("GS05", "IN_PLACE"),
    ]  # fmt: skip
    assert numbers(reading.missing) == ["GS02", "GS03", "GS04"] and not reading.more


@rules
def test_what_stands_here_and_should_not_is_named(
    app: App, librarian: Actor, add: Add, shelf: tuple[str, ...]
) -> None:
    add("LENT", "813.5 B1", BookStatus.MISSING)
    add("F1", "813.55 C3", location="Filipiniana")
    reading = app.shelf.read(librarian, ShelfQuery("LRC"), ["GS02", "LENT", "F1", "GS03"])
    assert said(reading) == [
        ("GS02", "IN_PLACE"), ("LENT", "NOT_EXPECTED"), ("F1", "ELSEWHERE"), ("GS03", "IN_PLACE"),
    ]  # fmt: skip
    assert reading.missing == ()


@rules
def test_who_may_read_and_how_much(app: App, librarian: Actor) -> None:
    kiosk = Actor(None, "Kiosk", Role.KIOSK, "kiosk-1")
    with pytest.raises(Denied):
        app.shelf.read(kiosk, ALL, ["GS01"])
    assert app.shelf.around(kiosk, ALL, "813").copies == ()
    for wrong in ([], ["x"] * 2_001):
        with pytest.raises(InvalidInput):
            app.shelf.read(librarian, ALL, wrong)
    for limit in (0, 201):
        with pytest.raises(InvalidInput):
            app.shelf.around(librarian, ALL, "", limit)
    with pytest.raises(InvalidInput):
        app.shelf.further(librarian, ALL, "[5, 5]")


@given(some.lists(some.binary(max_size=2), max_size=12))
def test_a_run_in_order_is_the_longest_there_is(keys: list[bytes]) -> None:
    run = in_order(keys)
    shown = [keys[place] for place in run]
    assert run == sorted(set(run)) and shown == sorted(shown)
    longest = [1] * len(keys)
    for at, key in enumerate(keys):
        longest[at] += max((longest[i] for i in range(at) if keys[i] <= key), default=0)
    assert len(run) == max(longest, default=0)
