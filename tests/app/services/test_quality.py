"""The quality queue against each engine: what is found, put right, said to be right, and how that is undone."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select, update

from app.bootstrap import App
from app.database.tables import audit_logs, titles
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, BookStatus, Contributor, Title, TitleDraft, TitleIdentifier
from app.domain.paging import Window
from app.domain.quality.findings import Fix, Item, Kind, Why
from app.domain.searching import TitleQuery
from app.errors import Conflict, Denied, Refused

ALL = Window(limit=1000)
GOOD = "9780306406157"
WHOLE = TitleDraft(
    "Noli me tangere",
    contributors=(Contributor("Rizal, José"),),
    year=1990,
    identifiers=(TitleIdentifier("isbn", GOOD, GOOD),),
)


class Shelf:
    """A catalogue in the making, and who looks after it."""

    def __init__(self, app: App, actor: Actor) -> None:
        self.app, self.actor = app, actor
        self._number = 0

    def add(self, draft: TitleDraft = WHOLE, *copies: str | None, **values: object) -> Title:
        """Add a title with copies of these call numbers."""
        books = []
        for call in copies:
            self._number += 1
            said = {"accession_number": f"GS{self._number:05d}", "call_number": call, **values}
            books.append(BookDraft(**said))  # type: ignore[arg-type]
        saved = self.app.catalog.add_title(self.actor, draft, books).value
        return self.sheet(saved.title_id)

    def sheet(self, title_id: int) -> Title:
        """A whole title."""
        return self.app.catalog.sheet(self.actor, title_id)

    def items(self, kind: Kind) -> tuple[Item, ...]:
        """The queue of a kind."""
        return self.app.quality.items(self.actor, kind, ALL).rows

    def counts(self) -> dict[Kind, int]:
        """What is found of each kind, those with nothing left out."""
        return {one.kind: one.count for one in self.app.quality.counts(self.actor) if one.count}

    def fix(self, item: Item) -> int:
        """Take an item's proposal; the act it became."""
        assert item.proposal is not None
        receipt = self.app.quality.fix(
            self.actor,
            item.kind,
            item.title_id,
            item.proposal.value,
            book_id=item.book_id,
            other_id=item.other_id,
        )
        assert receipt.undoable
        return receipt.act_id

    def right(self, item: Item) -> int:
        """Say an item is right; the act it became."""
        receipt = self.app.quality.say_right(
            self.actor, item.kind, item.title_id, book_id=item.book_id, other_id=item.other_id
        )
        return receipt.act_id

    def undo(self, act_id: int) -> None:
        self.app.undo.undo(self.actor, act_id)


@pytest.fixture
def shelf(app: App, librarian: Actor) -> Shelf:
    return Shelf(app, librarian)


def test_a_whole_record_has_no_finding(shelf: Shelf) -> None:
    shelf.add(WHOLE, "FIC R59", "FIC R59 c.2")
    assert shelf.counts() == {}


def test_every_kind_is_found_and_counted(shelf: Shelf) -> None:
    bad = TitleIdentifier("isbn", "978O3O64O6I57", "978O3O64O6I57", valid=False)
    shelf.add(replace(WHOLE, title="Bad number", identifiers=(bad,)), "FIC A1")
    shelf.add(replace(WHOLE, title="No number", identifiers=()), "FIC A2")
    shelf.add(replace(WHOLE, title="Old", identifiers=(), year=1950), "FIC A3")  # there were none then
    shelf.add(replace(WHOLE, title="No year", identifiers=(), year=None, year_raw="c1998"), "FIC A4")
    shelf.add(replace(WHOLE, title="No copies", identifiers=(), year=1950))
    shelf.add(replace(WHOLE, title="No call", identifiers=(), year=1950), "FIC A5", None)
    shelf.add(replace(WHOLE, title="Odd call", identifiers=(), year=1950), "near the window, top shelf!")
    shelf.add(replace(WHOLE, title="Set", identifiers=(), year=1950), "REF 030 W67 1999 v.2")
    shelf.add(WHOLE, "FIC R59")
    shelf.add(WHOLE, "FIC R59")
    shelf.add(replace(WHOLE, edition="2nd ed."), "FIC R59")
    shelf.add(
        replace(WHOLE, title="Set of two", part="v.2"), "FIC R59"
    )  # a volume may share the set's number
    orphan = shelf.add(replace(WHOLE, title="Orphan", identifiers=(), year=1950), "FIC A6")
    with shelf.app.core.database.transaction() as connection:
        gone = update(titles).where(titles.c.id == orphan.id)
        connection.execute(gone.values(deleted_at=shelf.app.core.clock.now()))
    assert shelf.counts() == {
        Kind.ORPHANED_COPY: 1,
        Kind.BAD_ISBN: 1,
        Kind.DUPLICATE: 1,
        Kind.SAME_ISBN: 1,
        Kind.NO_CALL_NUMBER: 1,
        Kind.ODD_CALL_NUMBER: 1,
        Kind.NO_VOLUME: 1,
        Kind.NO_COPIES: 1,
        Kind.NO_YEAR: 1,
        Kind.NO_ISBN: 2,
    }
    for kind, number in shelf.counts().items():
        assert len(shelf.items(kind)) == number == shelf.app.quality.count(shelf.actor, kind).value
    (same,) = shelf.items(Kind.SAME_ISBN)
    assert same.said == f"2nd ed. · 1990 · {GOOD}" and same.other.startswith("Noli me tangere · 1990")


def test_pages_continue_behind_their_cursor(shelf: Shelf) -> None:
    for n in range(5):
        shelf.add(replace(WHOLE, title=f"Title {n}", identifiers=(), year=None), "FIC R59")
    seen, cursor = [], None
    while True:
        page = shelf.app.quality.items(shelf.actor, Kind.NO_YEAR, Window(limit=2, after=cursor))
        seen += [item.title for item in page.rows]
        if (cursor := page.cursor) is None:
            break
    assert seen == [f"Title {n}" for n in range(5)]
    jumped = shelf.app.quality.items(shelf.actor, Kind.NO_YEAR, Window(start=3, limit=2))
    assert [item.title for item in jumped.rows] == ["Title 3", "Title 4"]


def test_each_fix_is_written_and_undone(shelf: Shelf) -> None:
    bad = TitleIdentifier("isbn", "978O3O64O6I57", "978O3O64O6I57", "pbk", valid=False)
    title = shelf.add(
        replace(WHOLE, identifiers=(bad,), year=None, year_raw="c1998"), "FIC R59", None, "FIC R59 v.3"
    )
    empty = shelf.add(replace(WHOLE, title="Empty"))
    before = shelf.sheet(title.id).draft
    for kind in (Kind.BAD_ISBN, Kind.NO_YEAR, Kind.NO_CALL_NUMBER, Kind.NO_VOLUME):
        (item,) = [one for one in shelf.items(kind) if one.title_id == title.id and one.proposal][:1] or [
            None
        ]
        if kind is Kind.NO_CALL_NUMBER:
            assert item is None, "the other copies don't agree"
            continue
        assert item is not None
        act = shelf.fix(item)
        assert not [
            one for one in shelf.items(kind) if one.title_id == title.id and one.book_id == item.book_id
        ]
        shelf.undo(act)
        assert [one for one in shelf.items(kind) if one.title_id == title.id and one.book_id == item.book_id]
    assert shelf.sheet(title.id).draft == before
    (item,) = shelf.items(Kind.NO_COPIES)
    act = shelf.fix(item)
    assert shelf.sheet(empty.id).deleted_at is not None and not shelf.items(Kind.NO_COPIES)
    shelf.undo(act)
    assert shelf.sheet(empty.id).deleted_at is None


def test_what_a_fix_writes(shelf: Shelf) -> None:
    bad = TitleIdentifier("isbn", "978O3O64O6I57", "978O3O64O6I57", "pbk", valid=False)
    title = shelf.add(replace(WHOLE, identifiers=(bad,), year=None, year_raw="c1998"), "FIC R59", None)
    for kind in (Kind.BAD_ISBN, Kind.NO_YEAR, Kind.NO_CALL_NUMBER):
        shelf.fix(shelf.items(kind)[0])
    after = shelf.sheet(title.id)
    assert after.draft.identifiers == (TitleIdentifier("isbn", GOOD, GOOD, "pbk"),)
    assert after.draft.year == 1998
    assert [book.call_number for book in after.books] == ["FIC R59", "FIC R59"]
    assert shelf.counts() == {}


def test_a_title_that_is_deleted_comes_back_for_its_copy_and_goes_again(shelf: Shelf) -> None:
    title = shelf.add(WHOLE, "FIC R59")
    with shelf.app.core.database.transaction() as connection:
        gone = update(titles).where(titles.c.id == title.id)
        connection.execute(gone.values(deleted_at=shelf.app.core.clock.now()))
    (item,) = shelf.items(Kind.ORPHANED_COPY)
    assert item.proposal is not None and item.proposal.fix is Fix.RESTORE_TITLE
    act = shelf.fix(item)
    assert shelf.sheet(title.id).deleted_at is None and shelf.counts() == {}
    shelf.undo(act)
    assert shelf.counts() == {Kind.ORPHANED_COPY: 1}


def test_what_is_right_does_not_come_back_until_that_is_undone(shelf: Shelf) -> None:
    for _ in range(3):
        shelf.add(WHOLE, "FIC R59")
    first, second = shelf.items(Kind.DUPLICATE)
    act = shelf.right(first)
    assert [item.title_id for item in shelf.items(Kind.DUPLICATE)] == [second.title_id]
    with pytest.raises(Conflict, match="settled meanwhile"):
        shelf.right(first)
    shelf.right(second)  # of the first title; the second one is the same still
    (again,) = shelf.items(Kind.DUPLICATE)
    assert (again.title_id, again.other_id) == (second.title_id, first.title_id)
    shelf.undo(act)
    assert first in shelf.items(Kind.DUPLICATE)
    with shelf.app.core.database.read() as connection:
        query = select(audit_logs.c.action).where(audit_logs.c.entity == "finding").order_by(audit_logs.c.id)
        assert list(connection.execute(query).scalars()) == ["right", "right", "undo_right"]


def test_a_fix_of_what_changed_meanwhile_is_refused(shelf: Shelf) -> None:
    title = shelf.add(replace(WHOLE, year=None, year_raw="c1998"), "FIC R59")
    (item,) = shelf.items(Kind.NO_YEAR)
    shelf.app.catalog.change_title(
        shelf.actor, title.id, title.version, replace(title.draft, year_raw="c1997")
    )
    with pytest.raises(Conflict, match="meanwhile"):
        shelf.fix(item)
    shelf.fix(shelf.items(Kind.NO_YEAR)[0])
    with pytest.raises(Conflict, match="meanwhile"):
        shelf.fix(item)
    nothing = shelf.add(replace(WHOLE, title="No year", year=None), None)
    with pytest.raises(Refused, match="a person's eye"):
        shelf.app.quality.fix(shelf.actor, Kind.NO_YEAR, nothing.id, "1998")


def test_counts_say_how_many_the_list_has(shelf: Shelf) -> None:
    """Counting asks otherwise than the list does: both have to find the same."""
    for draft in (
        WHOLE,
        WHOLE,
        replace(WHOLE, identifiers=()),
        replace(WHOLE, title="Another", identifiers=()),
    ):
        shelf.add(draft, "FIC R59 v.1")
        shelf.add(replace(draft, year=1960, year_raw=None))
        shelf.add(replace(draft, year=None, material="MAP"), None, "near the window")
    shelf.add(replace(WHOLE, title="One number"), "FIC Vol. 2")
    shelf.right(shelf.items(Kind.DUPLICATE)[0])
    shelf.right(shelf.items(Kind.NO_ISBN)[0])
    shelf.right(shelf.items(Kind.SAME_ISBN)[0])
    gone = shelf.items(Kind.NO_COPIES)[0]
    shelf.fix(gone)
    listed = {kind: len(found) for kind in Kind if (found := shelf.items(kind))}
    assert shelf.counts() == listed
    assert {Kind.DUPLICATE, Kind.SAME_ISBN, Kind.NO_ISBN, Kind.NO_COPIES, Kind.NO_VOLUME} <= set(listed)


def test_a_copy_that_is_lost_needs_no_call_number(shelf: Shelf) -> None:
    shelf.add(WHOLE, None, status=BookStatus.LOST)
    assert shelf.counts() == {}


def test_who_may(shelf: Shelf, kiosk: Actor) -> None:
    shelf.add(replace(WHOLE, year=None, year_raw="c1998"), "FIC R59")
    (item,) = shelf.app.quality.items(kiosk, Kind.NO_YEAR, ALL).rows
    assert item.proposal is not None and item.proposal.why is Why.AS_WRITTEN
    for act in (
        lambda: shelf.app.quality.fix(kiosk, Kind.NO_YEAR, item.title_id, "1998"),
        lambda: shelf.app.quality.say_right(kiosk, Kind.NO_YEAR, item.title_id),
        lambda: shelf.app.quality.merge(kiosk, 1, 2, 1, 1),
    ):
        with pytest.raises(Denied):
            act()


def test_what_was_put_right_is_found_by_it(shelf: Shelf) -> None:
    bad = TitleIdentifier("isbn", "978O3O64O6I57", "978O3O64O6I57", valid=False)
    shelf.add(replace(WHOLE, identifiers=(bad,)), "FIC R59")
    shelf.fix(shelf.items(Kind.BAD_ISBN)[0])
    assert shelf.app.catalog.search(shelf.actor, TitleQuery(text=GOOD)).rows
