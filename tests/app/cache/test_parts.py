"""The parts of answers: void with what they were made of, old after a minute, and for the loads of the cache alone."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest

from app.bootstrap import App
from app.cache.generations import LONGEST_S, Generations
from app.cache.layered import Loaded
from app.cache.parts import Parts
from app.cache.tags import Mark, Tags, touched
from app.database.kept import KEPT, Kept
from app.domain.actors import Actor
from app.domain.catalog import Contributor, FoundTitles, TitleDraft
from app.domain.changes import Change, Changed
from app.domain.members import PatronStatus, StudentDraft, StudentQuery, StudentRow
from app.domain.paging import Page, Window
from app.domain.searching import TitleQuery

on_a_file = pytest.mark.parametrize("engine_name", ["sqlite"])


class Seconds:
    """A clock that stands still."""

    now = 1_000.0

    def __call__(self) -> float:
        """The time."""
        return self.now


class Place:
    """Parts, with the changes that void them."""

    def __init__(self) -> None:
        self.seconds = Seconds()
        self.parts = Parts(1_000_000, self.seconds)
        self.tags = Tags(self.seconds)

    @contextmanager
    def load(self, mark: Mark | None = None) -> Iterator[Kept]:
        """What a load is given."""
        with self.parts.given(self.tags, mark or self.tags.mark()):
            kept = KEPT.get()
            assert kept is not None
            yield kept

    def change(self, flags: Changed, *tags: str) -> None:
        """Let a change be known."""
        change = Change(self.tags.newest + 1, 1, flags, tags, datetime.now(UTC), "DESK")
        with self.tags.lock:
            self.tags.learn(change)
            self.parts.drop(touched(change))

    def kept(self) -> tuple[bool, bool, bool]:
        """Whether a search and the titles 17 and 18 are kept."""
        with self.load() as kept:
            return kept.searches.get("noli") is not None, *(
                kept.titles.get(each) is not None for each in (17, 18)
            )

    def patrons(self) -> tuple[bool, bool]:
        """Whether the patrons 17 and 18 are kept."""
        with self.load() as kept:
            return kept.patrons.get(17) is not None, kept.patrons.get(18) is not None


@pytest.fixture
def place() -> Place:
    """One with a search and two titles."""
    made = Place()
    with made.load() as kept:
        kept.searches.keep({"noli": ("found", 10)})
        kept.titles.keep({17: (b"a", 10), 18: (b"b", 10)})
        kept.patrons.keep({17: (b"c", 10), 18: (b"d", 10)})
    assert made.kept() == (True, True, True)
    assert made.patrons() == (True, True)
    return made


def test_a_loan_voids_the_line_of_its_title(place: Place) -> None:
    place.change(Changed.LOANS | Changed.COPIES, "book:3", "title:17")
    assert place.kept() == (True, False, True)


@pytest.mark.parametrize(
    ("flags", "tags"),
    [
        (Changed.TITLES, ("title:99", "titles")),
        (Changed.COPIES, ("book:4", "title:99", "books")),
        (Changed.COPIES, ()),
        (Changed.IMPORTS, ("import:1",)),
    ],
)
def test_what_changes_titles_voids_all(place: Place, flags: Changed, tags: tuple[str, ...]) -> None:
    place.change(flags, *tags)
    assert place.kept() == (False, False, False)


def test_what_has_nothing_to_do_with_titles_voids_none(place: Place) -> None:
    place.change(Changed.PATRONS, "student:17")
    assert place.kept() == (True, True, True)


def test_a_change_of_a_patron_voids_the_line(place: Place) -> None:
    place.change(Changed.PATRONS, "student:17", "students")
    assert place.patrons() == (False, True)


def test_the_order_of_patrons_is_void_with_any_of_them_and_outlives_their_loans(place: Place) -> None:
    def keep() -> None:
        with place.load() as kept:
            kept.orders.keep({"all": ("places", 10)})

    def is_kept() -> bool:
        with place.load() as kept:
            return kept.orders.get("all") is not None

    keep()
    place.change(Changed.LOANS, "student:17", "title:3")
    assert is_kept()
    place.change(Changed.PATRONS, "student:18")
    assert not is_kept()
    keep()
    place.change(Changed.IMPORTS, "import:1")
    assert not is_kept()


@pytest.mark.parametrize("flags", [Changed.PATRONS, Changed.IMPORTS, Changed.PATRONS | Changed.IMPORTS])
def test_what_names_no_patron_voids_the_lines_of_all(place: Place, flags: Changed) -> None:
    place.change(flags)
    assert place.patrons() == (False, False)


def test_what_was_read_while_anything_was_changed_is_not_kept(place: Place) -> None:
    mark = place.tags.mark()
    place.change(Changed.LOANS, "title:17")
    with place.load(mark) as kept:
        kept.titles.keep({17: (b"old", 10)})
    assert place.kept() == (True, False, True)


def test_nothing_is_older_than_a_minute() -> None:
    seconds = Seconds()
    parts = Generations(1_000_000, seconds).kind()
    born: dict[int, float] = {}
    for number in range(400):
        parts.put({number: (b"x", 10)})
        born[number] = seconds.now
        seconds.now += (number * 7) % 23
        ages = [seconds.now - born[each] for each in parts.some(list(born))]
        assert all(age < LONGEST_S for age in ages)
        assert all(parts.get(each) for each in born if seconds.now - born[each] < LONGEST_S / 2)


def test_they_are_bounded_in_bytes() -> None:
    room = Generations(20_000, Seconds())
    parts = room.kind()
    for number in range(1_000):
        parts.put({number: (b"x", 200)})
        assert room.bytes <= 20_000
        assert parts.get(number)
    parts.put({"large": (b"x", 5_000)})
    assert parts.get("large") is None
    parts.clear()
    assert room.bytes == 0
    assert parts.get(999) is None


def test_a_kind_may_fill_the_room_and_gives_it_back_to_another() -> None:
    room = Generations(20_000, Seconds())
    one, other = room.kind(), room.kind()
    one.put(dict.fromkeys(range(90), (b"x", 80)))
    assert len(one.some(range(90))) == 90
    assert 15_000 < room.bytes <= 20_000
    other.put(dict.fromkeys(range(60), (b"x", 80)))
    assert len(other.some(range(60))) == 60
    assert len(one.some(range(90))) == 40
    other.put(dict.fromkeys(range(60, 120), (b"x", 80)))
    assert one.some(range(90)) == {}
    assert room.bytes <= 20_000


def test_a_kind_is_forgotten_without_the_others() -> None:
    room = Generations(20_000, Seconds())
    one, other = room.kind(), room.kind()
    for kind in (one, other):
        kind.put({1: (b"x", 80)})
    one.clear()
    assert (one.get(1), other.get(1)) == (None, b"x")
    assert room.bytes == 200
    other.clear()
    assert room.bytes == 0


def test_nobody_else_is_given_any(place: Place) -> None:
    assert KEPT.get() is None


@on_a_file
def test_searches_for_the_same_share_what_was_found_until_it_changes(app: App, head: Actor) -> None:
    for number in range(30):
        app.catalog.add_title(head, TitleDraft(f"River {number:02}"))
    cache, asked = app.cache, 0

    def found(text: str, limit: int, **narrowed: str) -> list[str]:
        nonlocal asked
        asked += 1

        def load() -> Loaded:
            found = app.catalog.search(head, TitleQuery(text, **narrowed), limit)  # type: ignore[arg-type]
            return Loaded("\n".join(row.title for row in found.rows).encode())

        told = cache.read(f"search:{asked}", (), load).body.decode().split("\n")
        true = app.catalog.search(head, TitleQuery(text, **narrowed), limit).rows  # type: ignore[arg-type]
        assert told == [row.title for row in true]
        return told

    assert len(found("river", 5)) == 5
    assert len(found("RIVER", 40)) == 30
    assert len(found("River", 7)) == 7
    assert found("river", 2, sort="-title") == ["River 29", "River 28"]
    renamed = app.catalog.search(head, TitleQuery("river 00"), 1).rows[0]
    app.catalog.change_title(head, renamed.id, 1, TitleDraft("Zebra river"))
    assert "Zebra river" in found("riVer", 40)
    assert "River 00" not in found("rIver", 40)


@on_a_file
def test_searches_that_meet_the_same_titles_in_part_are_as_true_as_any(app: App, head: Actor) -> None:
    chance = random.Random(7)
    words = ["river", "stone", "The", "Ñandú", "noche", "20,000", "bridge", "O'Neil"]
    for _ in range(60):
        author = Contributor(f"{chance.choice(words).title()}, Ana") if chance.random() < 0.5 else None
        title = " ".join(chance.sample(words, chance.randrange(1, 4)))
        app.catalog.add_title(head, TitleDraft(title, contributors=(author,) if author else ()))
    cache, met = app.cache, Counter[str]()
    for asked in range(120):
        query = TitleQuery(" ".join(chance.sample(words, chance.randrange(1, 3)))[: chance.randrange(2, 12)])
        limit, made = chance.choice((1, 3, 20, 80)), []
        true = app.catalog.search(head, query, limit)

        def load(
            query: TitleQuery = query, limit: int = limit, true: FoundTitles = true, made: list[Any] = made
        ) -> Loaded:
            kept = KEPT.get()
            assert kept is not None
            known = len(kept.titles.some([row.id for row in true.rows]))
            met["none" if not known else "some" if known < len(true.rows) else "all"] += 1
            made.append(app.catalog.search(head, query, limit))
            return Loaded(b"x")

        cache.read(f"search:{asked}", (), load)
        assert made == [true]
    assert min(met["some"], met["all"]) > 5


@on_a_file
def test_pages_of_patrons_made_of_kept_lines_are_as_true_as_any(app: App, head: Actor) -> None:
    names = [f"{letter}{number}" for letter in "ABC" for number in range(8)]
    added = [app.students.add(head, StudentDraft(name, "Juan")).value for name in names]
    cache, asked = app.cache, 0

    def page(query: StudentQuery, window: Window) -> Page[StudentRow]:
        nonlocal asked
        asked += 1
        made: list[Page[StudentRow]] = []

        def load() -> Loaded:
            made.append(app.students.list(head, query, window))
            return Loaded(b"x")

        cache.read(f"students:{asked}", (), load)
        assert made == [app.students.list(head, query, window)]
        return made[0]

    def look() -> None:
        for query in (
            StudentQuery(),
            StudentQuery(status=PatronStatus.ACTIVE),
            StudentQuery(sort="-name"),
            StudentQuery("juan"),
            StudentQuery(deleted=True),
        ):
            for start in (0, 3, 30):
                page(query, Window(start=start, limit=4))
            window = Window(limit=7)
            while (cursor := page(query, window).cursor) is not None:
                window = Window(limit=5, after=cursor)

    look()
    app.students.issue_card(head, added[3].student_id, "C-0003")
    look()
    app.students.set_status(head, added[4].student_id, 1, PatronStatus.INACTIVE)
    app.students.delete(head, added[5].student_id, 1)
    look()
    card = page(StudentQuery("A3"), Window(limit=1)).rows[0]
    assert card.card == "C-0003"
