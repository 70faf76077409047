"""Two titles made one against each engine, and parted again."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import func, select, update

from app.bootstrap import App
from app.database.tables import books, holds, loans, titles
from app.database.upkeep import integrity
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, Contributor, Title, TitleDraft
from app.domain.changes import Changed, Receipt
from app.domain.marc.mnemonic import to_text
from app.domain.marc.storing import restored, stored
from app.domain.members import StudentDraft
from app.domain.paging import Window
from app.domain.quality.findings import Kind
from app.domain.quality.merging import Merged
from app.domain.quality.record_merging import offers, with_fields
from app.domain.searching import TitleQuery
from app.errors import Conflict, InvalidInput, NotFound, Refused
from tests.app.domain.test_record_merging import GONE, KEPT

ONE = TitleDraft("Noli me tangere", contributors=(Contributor("Rizal, José"),), year=1990)
TWO = replace(ONE, title="Noli Me Tangere", publisher="Anvil", subjects=("Philippines",), year=1991)


class Two:
    """Two titles with a copy each, and patrons."""

    def __init__(self, app: App, actor: Actor) -> None:
        self.app, self.actor = app, actor
        self.kept = self._add(ONE, "GS00001")
        self.gone = self._add(TWO, "GS00002", "GS00003")
        self.ana, self.ben = (self._patron(name) for name in ("Santos", "Reyes"))

    def _add(self, draft: TitleDraft, *numbers: str) -> int:
        copies = [BookDraft(number, call_number="FIC R59") for number in numbers]
        return self.app.catalog.add_title(self.actor, draft, copies).value.title_id

    def _patron(self, family: str) -> int:
        draft = StudentDraft(family, "Ana", grade="7", section="Rizal")
        return self.app.students.add(self.actor, draft).value.student_id

    def sheet(self, title_id: int) -> Title:
        return self.app.catalog.sheet(self.actor, title_id)

    def merge(self, *taken: str) -> Receipt[Merged]:
        kept, gone = self.sheet(self.kept), self.sheet(self.gone)
        return self.app.quality.merge(self.actor, kept.id, gone.id, kept.version, gone.version, taken)

    def undo(self, receipt: Receipt[Merged]) -> None:
        self.app.undo.undo(self.actor, receipt.act_id)

    def numbers(self, title_id: int) -> list[str]:
        return [book.accession_number for book in self.sheet(title_id).books]

    def titles_of(self, table: object) -> list[int]:
        with self.app.core.database.read() as connection:
            query = select(table.c.title_id).order_by(table.c.id)  # type: ignore[attr-defined]
            return list(connection.execute(query).scalars())

    def found(self, text: str) -> list[int]:
        return [row.id for row in self.app.catalog.search(self.actor, TitleQuery(text=text)).rows]

    def check(self) -> None:
        """The search knows every live title and no other, and copies say their title's name."""
        with self.app.core.database.read() as connection:
            assert integrity.unindexed_titles(connection) == []
            wrong = books.join(titles, titles.c.id == books.c.title_id)
            differs = select(func.count()).select_from(wrong).where(books.c.title != titles.c.title)
            assert connection.execute(differs).scalar_one() == 0
            crossed = loans.join(books, books.c.id == loans.c.book_id)
            differs = select(func.count()).select_from(crossed).where(books.c.title_id != loans.c.title_id)
            assert connection.execute(differs).scalar_one() == 0


@pytest.fixture
def two(app: App, librarian: Actor) -> Two:
    return Two(app, librarian)


def test_copies_loans_and_holds_go_over_and_come_back(two: Two) -> None:
    circulation = two.app.circulation
    circulation.check_out(two.actor, two.ana, "GS00002")
    circulation.check_out(two.actor, two.ana, "GS00003")
    two.app.holds.place(two.actor, two.ben, two.gone)
    before = two.sheet(two.kept).draft, two.sheet(two.gone).draft
    receipt = two.merge("publisher", "subjects")
    merged = receipt.value
    assert (merged.copies, merged.loans, merged.holds) == (2, 2, 1)
    assert receipt.changed == Changed.TITLES | Changed.COPIES | Changed.LOANS | Changed.HOLDS
    kept, gone = two.sheet(two.kept), two.sheet(two.gone)
    assert kept.draft == replace(ONE, publisher="Anvil", subjects=("Philippines",))
    assert two.numbers(kept.id) == ["GS00001", "GS00002", "GS00003"] and gone.books == ()
    assert gone.deleted_at is not None and gone.merged_into == kept.id
    assert set(two.titles_of(loans)) == set(two.titles_of(holds)) == {kept.id}
    assert two.found("tangere") == [kept.id] and two.found("philippines") == [kept.id]
    assert [line.student_id for line in two.app.holds.queue(two.actor, kept.id)] == [two.ben]
    two.check()
    two.undo(receipt)
    assert (two.sheet(two.kept).draft, two.sheet(two.gone).draft) == before
    gone = two.sheet(two.gone)
    assert gone.deleted_at is None and gone.merged_into is None
    assert two.numbers(two.gone) == ["GS00002", "GS00003"] and two.numbers(two.kept) == ["GS00001"]
    assert set(two.titles_of(loans)) == set(two.titles_of(holds)) == {two.gone}
    assert sorted(two.found("tangere")) == [two.kept, two.gone]
    two.check()


def test_the_desk_goes_on_with_what_went_over(two: Two) -> None:
    two.app.circulation.check_out(two.actor, two.ana, "GS00002")
    receipt = two.merge()
    two.app.circulation.check_in(two.actor, "GS00002")
    two.app.circulation.check_out(two.actor, two.ben, "GS00003")
    assert set(two.titles_of(loans)) == {two.kept}
    two.undo(receipt)  # a loan goes with its copy, whenever it was made
    assert set(two.titles_of(loans)) == {two.gone}
    two.check()


def test_cover_and_record_go_over_where_there_is_none(two: Two) -> None:
    def apart(title_id: int) -> tuple[str | None, bytes | None]:
        with two.app.core.database.read() as connection:
            query = select(titles.c.cover_digest, titles.c.marc).where(titles.c.id == title_id)
            digest, marc = connection.execute(query).one()
            return digest, marc

    with two.app.core.database.transaction() as connection:
        theirs = update(titles).where(titles.c.id == two.gone)
        connection.execute(theirs.values(cover_digest="a" * 64, marc=b"theirs"))
        connection.execute(update(titles).where(titles.c.id == two.kept).values(marc=b"mine"))
    receipt = two.merge()
    assert apart(two.kept) == ("a" * 64, b"mine") and apart(two.gone) == ("a" * 64, b"theirs")
    two.undo(receipt)
    assert apart(two.kept) == (None, b"mine") and apart(two.gone) == ("a" * 64, b"theirs")


def test_a_patron_who_waits_for_both_is_asked_about_first(two: Two) -> None:
    for number, patron in (("GS00001", two.ana), ("GS00002", two.ana), ("GS00003", two.ana)):
        two.app.circulation.check_out(two.actor, patron, number)
    for title_id in (two.kept, two.gone):
        two.app.holds.place(two.actor, two.ben, title_id)
    with pytest.raises(Refused, match="waits for both titles"):
        two.merge()
    assert two.numbers(two.gone) == ["GS00002", "GS00003"], "nothing was moved"
    (line,) = two.app.holds.queue(two.actor, two.gone)
    two.app.holds.cancel(two.actor, line.hold_id)
    two.merge()
    assert len(two.app.holds.queue(two.actor, two.kept)) == 1


def test_a_copy_waiting_for_a_hold_of_the_other_title_holds_up_the_undo(two: Two) -> None:
    for number in ("GS00001", "GS00002", "GS00003"):
        two.app.circulation.check_out(two.actor, two.ana, number)
    two.app.holds.place(two.actor, two.ben, two.kept)
    receipt = two.merge()
    two.app.circulation.check_in(two.actor, "GS00002")  # goes to Ben, who asked for the title that stayed
    with pytest.raises(Refused, match="waits on the hold shelf"):
        two.undo(receipt)
    assert two.numbers(two.gone) == []


def test_two_copies_of_one_number_are_refused(two: Two) -> None:
    for number in ("GS00001", "GS00002"):
        book = two.app.catalog.book(two.actor, number)
        draft = BookDraft(number, call_number="FIC R59", copy_number="1")
        two.app.catalog.change_book(two.actor, book.id, book.version, draft)
    with pytest.raises(Refused, match="GS00001 and GS00002 would both be copy 1"):
        two.merge()


def test_what_was_merged_is_neither_restored_nor_merged_again(two: Two) -> None:
    kept, gone = two.sheet(two.kept), two.sheet(two.gone)
    two.merge()
    with pytest.raises(Refused, match="merged into another"):
        two.app.catalog.restore_title(two.actor, two.gone)
    with pytest.raises(Conflict):
        two.app.quality.merge(two.actor, kept.id, gone.id, kept.version, gone.version)
    now = two.sheet(two.kept).version
    with pytest.raises(Refused, match="merged already"):
        two.app.quality.merge(two.actor, kept.id, gone.id, now, two.sheet(two.gone).version)
    with pytest.raises(NotFound):
        two.app.holds.place(two.actor, two.ben, two.gone)


def test_an_edit_of_what_stayed_holds_up_the_undo(two: Two) -> None:
    receipt = two.merge()
    kept = two.sheet(two.kept)
    changed = two.app.catalog.change_title(
        two.actor, kept.id, kept.version, replace(kept.draft, publisher="National")
    )
    with pytest.raises(Refused, match="changed again"):
        two.undo(receipt)
    two.app.undo.undo(two.actor, changed.act_id)
    two.undo(receipt)
    assert two.numbers(two.gone) == ["GS00002", "GS00003"]


def test_a_merge_happens_once(two: Two) -> None:
    kept, gone = two.sheet(two.kept), two.sheet(two.gone)
    given = two.actor, kept.id, gone.id, kept.version, gone.version
    receipt = two.app.quality.merge(*given)
    again = two.app.quality.merge(*given, key=receipt.key)
    assert again.replayed and again.value == receipt.value


def test_a_duplicate_is_gone_from_the_queue_once_merged(two: Two) -> None:
    kept = two.sheet(two.kept)
    gone = two.sheet(two.gone)
    two.app.catalog.change_title(two.actor, gone.id, gone.version, replace(gone.draft, year=1990))
    whole = Window(limit=10)
    (item,) = two.app.quality.items(two.actor, Kind.DUPLICATE, whole).rows
    assert (item.title_id, item.other_id) == (gone.id, kept.id)
    receipt = two.merge()
    assert two.app.quality.items(two.actor, Kind.DUPLICATE, whole).rows == ()
    two.undo(receipt)
    assert two.app.quality.items(two.actor, Kind.DUPLICATE, whole).rows == (item,)


def _with_records(two: Two) -> dict[int, bytes]:
    """Give both titles a MARC record; what is kept of each."""
    for title_id, record in ((two.kept, KEPT), (two.gone, GONE)):
        title = two.sheet(title_id)
        two.app.catalog.change_title(two.actor, title_id, title.version, title.draft, marc=to_text(record))
    return _records(two)


def _records(two: Two) -> dict[int, bytes]:
    ids = (two.kept, two.gone)
    return {id_: two.app.cataloguing.record(two.actor, id_) or b"" for id_ in ids}


def test_fields_of_the_record_go_over_one_by_one_and_come_back_byte_for_byte(two: Two) -> None:
    before = _with_records(two)
    assert all(before.values())
    kept, gone = two.sheet(two.kept), two.sheet(two.gone)
    wanted = [one.place for one in offers(KEPT, GONE) if one.field.tag in ("650", "700", "787")]
    receipt = two.app.quality.merge(
        two.actor, kept.id, gone.id, kept.version, gone.version, (), tuple(wanted)
    )
    after = _records(two)
    assert after[two.gone] == before[two.gone]
    assert restored(after[two.kept]) == restored(stored(with_fields(KEPT, GONE, wanted)))
    said = two.sheet(two.kept).draft
    assert said.subjects == ("Water",) and "Cruz, Ben" in [one.name for one in said.contributors]
    assert two.found("water") == [two.kept]
    two.undo(receipt)
    assert _records(two) == before
    assert (two.sheet(two.kept).draft, two.sheet(two.gone).draft) == (kept.draft, gone.draft)
    assert two.found("water") == []
    two.check()


@pytest.mark.parametrize("indicators", ["||", "?!"])
def test_a_record_nobody_would_type_comes_back_byte_for_byte_too(two: Two, indicators: str) -> None:
    """Real records have indicators that the form for typing doesn't know."""
    _with_records(two)
    odd = stored(replace(KEPT, fields=(*KEPT.fields, replace(KEPT.fields[6], indicators=indicators))))
    with two.app.core.database.transaction() as connection:
        connection.execute(update(titles).where(titles.c.id == two.kept).values(marc=odd))
    kept, gone = two.sheet(two.kept), two.sheet(two.gone)
    (place,) = [one.place for one in offers(KEPT, GONE) if one.field.tag == "787"]
    receipt = two.app.quality.merge(two.actor, kept.id, gone.id, kept.version, gone.version, (), (place,))
    assert _records(two)[two.kept] != odd
    two.undo(receipt)
    assert _records(two)[two.kept] == odd


def test_fields_need_two_records_and_places_that_may_go(two: Two) -> None:
    for places in ((3,), (0,)):
        kept, gone = two.sheet(two.kept), two.sheet(two.gone)
        with pytest.raises(InvalidInput):
            two.app.quality.merge(two.actor, kept.id, gone.id, kept.version, gone.version, (), places)
        _with_records(two)
    assert two.sheet(two.gone).merged_into is None
