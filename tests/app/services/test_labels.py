"""Labels against each engine: which copies wait, what was printed, a spine's own lines, and cards."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import select

from app.bootstrap import App
from app.database.tables import audit_logs
from app.domain.actors import Actor, Role
from app.domain.catalog import BookDraft, BookStatus, Contributor, TitleDraft
from app.domain.changes import Changed
from app.domain.labels.kinds import CopyLabel, Kind
from app.domain.labels.printing import CardHolder, LabelRow, PrintedLabel, Why
from app.domain.members import StudentDraft
from app.domain.paging import Window
from app.errors import Denied, InvalidInput, NotFound

ALL = Window(limit=1000)
rules = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa7\x9a\xa0\xa0\x00\x00\x00\x00IEND\xaeB`\x82"
)


class Shelf:
    """A few copies, and who labels them."""

    def __init__(self, app: App, actor: Actor) -> None:
        self.app, self.actor = app, actor

    def add(self, *calls: str | None, title: str = "Noli me tangere") -> list[CopyLabel]:
        """Add copies with call numbers; what labels say of them."""
        number = len(self.all_waiting(Kind.BARCODE)) + 1
        drafts = [
            BookDraft(accession_number=f"GS{number + i:05d}", call_number=call)
            for i, call in enumerate(calls)
        ]
        draft = TitleDraft(title=title, contributors=(Contributor("Rizal, José"),))
        saved = self.app.catalog.add_title(self.actor, draft, drafts).value
        return list(self.app.labels.copies_of_titles(self.actor, [saved.title_id]))

    def all_waiting(self, kind: Kind) -> tuple[LabelRow, ...]:
        """The queue of a kind."""
        return self.app.labels.queue(self.actor, kind, ALL).rows

    def waiting(self, kind: Kind) -> list[tuple[str, Why]]:
        """The queue of a kind in short."""
        return [(row.copy.accession_number, row.why) for row in self.all_waiting(kind)]

    def print(self, kind: Kind, *copies: CopyLabel) -> None:
        """Say that labels were printed."""
        said = [PrintedLabel(copy.book_id, copy.accession_number, copy.call_number) for copy in copies]
        self.app.labels.mark_printed(self.actor, kind, said)

    def change(self, copy: CopyLabel, **values: object) -> None:
        """Change a copy."""
        book = self.app.catalog.book(self.actor, copy.accession_number)
        said = {name: getattr(book, name) for name in BookDraft.__dataclass_fields__}
        draft = BookDraft(**{**said, **values})  # type: ignore[arg-type]
        self.app.catalog.change_book(self.actor, book.id, book.version, draft)


@pytest.fixture
def shelf(app: App, librarian: Actor) -> Shelf:
    return Shelf(app, librarian)


def test_new_copies_wait_until_their_label_is_printed(shelf: Shelf) -> None:
    first, second, third = shelf.add("FIC R59", "FIC R60", None)
    assert first == CopyLabel(first.book_id, "GS00001", "FIC R59", "Noli me tangere", "Rizal, José")
    assert shelf.waiting(Kind.BARCODE) == [("GS00001", Why.NEW), ("GS00002", Why.NEW), ("GS00003", Why.NEW)]
    assert shelf.waiting(Kind.SPINE) == [("GS00001", Why.NEW), ("GS00002", Why.NEW)]  # nothing to print on it
    shelf.print(Kind.SPINE, first)
    assert shelf.waiting(Kind.SPINE) == [("GS00002", Why.NEW)]
    assert len(shelf.waiting(Kind.POCKET)) == 3, "each kind waits for itself"
    shelf.print(Kind.BARCODE, first, second, third)
    assert shelf.waiting(Kind.BARCODE) == []
    assert shelf.app.labels.count(shelf.actor, Kind.SPINE).value == 1


def test_a_label_that_says_another_number_waits_again(shelf: Shelf) -> None:
    first, second = shelf.add("FIC R59", "FIC R60")
    for kind in (Kind.SPINE, Kind.POCKET, Kind.QR):
        shelf.print(kind, first, second)
    shelf.change(first, call_number="FIC r59")  # another call number, to the letter
    assert shelf.waiting(Kind.SPINE) == [("GS00001", Why.CHANGED)]
    assert shelf.waiting(Kind.POCKET) == [("GS00001", Why.CHANGED)]
    assert shelf.waiting(Kind.QR) == []
    assert shelf.all_waiting(Kind.SPINE)[0].printed_at is not None
    shelf.print(Kind.SPINE, shelf.all_waiting(Kind.SPINE)[0].copy)
    assert shelf.waiting(Kind.SPINE) == []
    shelf.change(second, accession_number="GS00777")
    assert shelf.waiting(Kind.QR) == [("GS00777", Why.CHANGED)]
    assert shelf.waiting(Kind.SPINE) == []


def test_what_changed_between_printing_and_noting_it_waits(shelf: Shelf) -> None:
    (copy,) = shelf.add("FIC R59")
    shelf.change(copy, call_number="FIL R59")
    shelf.print(Kind.SPINE, copy)  # what lies in the printer says FIC
    assert shelf.waiting(Kind.SPINE) == [("GS00001", Why.CHANGED)]


def test_printing_is_one_act_with_one_audit_entry_and_repeats_do_nothing(shelf: Shelf) -> None:
    copies = shelf.add("FIC R59", "FIC R60")
    said = [PrintedLabel(copy.book_id, copy.accession_number, copy.call_number) for copy in copies]
    labels, actor = shelf.app.labels, shelf.actor
    receipt = labels.mark_printed(actor, Kind.SPINE, said, key="018f0000-0000-7000-8000-000000000001")
    assert receipt.changed is Changed.COPIES and not receipt.undoable
    assert receipt.value.book_ids == tuple(copy.book_id for copy in copies)
    assert labels.mark_printed(actor, Kind.SPINE, said, key=receipt.key).replayed
    with shelf.app.core.database.read() as connection:
        query = select(audit_logs).where(audit_logs.c.entity == "labels")
        (entry,) = connection.execute(query).all()
    assert (entry.action, entry.label) == ("print", "SPINE")
    assert "GS00001, GS00002" in entry.state_after


def test_a_spoilt_label_waits_again(shelf: Shelf) -> None:
    first, second = shelf.add("FIC R59", "FIC R60")
    shelf.print(Kind.BARCODE, first, second)
    shelf.app.labels.mark_unprinted(shelf.actor, Kind.BARCODE, [second.book_id])
    assert shelf.waiting(Kind.BARCODE) == [("GS00002", Why.NEW)]


def test_copies_that_are_gone_do_not_wait(shelf: Shelf) -> None:
    first, second, _ = shelf.add("FIC R59", "FIC R60", "FIC R61")
    shelf.change(first, status=BookStatus.WITHDRAWN)
    book = shelf.app.catalog.book(shelf.actor, second.accession_number)
    shelf.app.catalog.delete_book(shelf.actor, book.id, book.version)
    assert shelf.waiting(Kind.BARCODE) == [("GS00003", Why.NEW)]
    assert len(shelf.app.labels.copies(shelf.actor, [second.book_id, first.book_id])) == 1
    said = PrintedLabel(second.book_id, second.accession_number)
    assert shelf.app.labels.mark_printed(shelf.actor, Kind.BARCODE, [said]).value.book_ids == ()


def test_the_queue_comes_in_pages(shelf: Shelf) -> None:
    shelf.add(*(f"FIC R{number}" for number in range(5)))
    page = shelf.app.labels.queue(shelf.actor, Kind.SPINE, Window(limit=2))
    assert [row.copy.call_number for row in page.rows] == ["FIC R0", "FIC R1"]
    following = shelf.app.labels.queue(shelf.actor, Kind.SPINE, Window(limit=10, after=page.cursor))
    assert [row.copy.call_number for row in following.rows] == ["FIC R2", "FIC R3", "FIC R4"]
    assert following.cursor is None
    jumped = shelf.app.labels.queue(shelf.actor, Kind.SPINE, Window(start=4, limit=2))
    assert [row.copy.call_number for row in jumped.rows] == ["FIC R4"]


def test_own_lines_hold_until_the_call_number_is_another(shelf: Shelf) -> None:
    (copy,) = shelf.add("FIL 959.902 R59")
    labels, actor = shelf.app.labels, shelf.actor
    shelf.print(Kind.SPINE, copy)
    assert (
        labels.set_lines(actor, copy.book_id, " FIL \n\n959.9 02\nR59 ").value.own_lines
        == "FIL\n959.9 02\nR59"
    )
    (row,) = shelf.all_waiting(Kind.SPINE)
    assert row.copy.own_lines == "FIL\n959.9 02\nR59"
    shelf.change(copy, call_number="FIL 960 R59")
    (now,) = labels.copies(actor, [copy.book_id])
    assert now.own_lines == "", "they were for another call number"
    labels.set_lines(actor, copy.book_id, "A\nB")
    labels.set_lines(actor, copy.book_id, "")
    assert labels.copies(actor, [copy.book_id])[0].own_lines == ""
    with pytest.raises(InvalidInput):
        labels.set_lines(actor, copy.book_id, "x" * 300)
    with pytest.raises(NotFound):
        labels.set_lines(actor, 999_999, "FIC")


def test_cards_say_the_newest_valid_number(shelf: Shelf) -> None:
    students, labels, actor = shelf.app.students, shelf.app.labels, shelf.actor
    draft = StudentDraft("Santos", "Maria", grade="7", section="Rizal")
    maria = students.add(actor, draft, card="C-1").value.student_id
    juan = students.add(actor, StudentDraft("Cruz", "Juan")).value.student_id
    students.issue_card(actor, maria, "C-2")
    students.set_photo(actor, maria, PNG)
    without, found = labels.cards(actor, [juan, maria])
    assert (without.student_id, without.number) == (juan, "")
    expected = CardHolder(maria, "Santos, Maria", "C-2", "STUDENT", "7", "Rizal", None, found.photo_digest)
    assert found == expected
    assert students.photo(actor, found.photo_digest).content == PNG


@rules
def test_who_may_and_what_is_refused(shelf: Shelf) -> None:
    (copy,) = shelf.add("FIC R59")
    kiosk = replace(shelf.actor, role=Role.KIOSK)
    said = [PrintedLabel(copy.book_id, copy.accession_number)]
    for call in (
        lambda: shelf.app.labels.queue(kiosk, Kind.SPINE, ALL),
        lambda: shelf.app.labels.count(kiosk, Kind.SPINE),
        lambda: shelf.app.labels.copies(kiosk, [copy.book_id]),
        lambda: shelf.app.labels.copies_of_titles(kiosk, [1]),
        lambda: shelf.app.labels.cards(kiosk, [1]),
        lambda: shelf.app.labels.mark_printed(kiosk, Kind.SPINE, said),
        lambda: shelf.app.labels.mark_unprinted(kiosk, Kind.SPINE, [copy.book_id]),
        lambda: shelf.app.labels.set_lines(kiosk, copy.book_id, "FIC"),
    ):
        with pytest.raises(Denied):
            call()
    with pytest.raises(InvalidInput):
        shelf.app.labels.queue(shelf.actor, Kind.CARD, ALL)
    with pytest.raises(InvalidInput):
        shelf.app.labels.mark_printed(shelf.actor, Kind.SPINE, [])
    with pytest.raises(InvalidInput):
        shelf.app.labels.copies(shelf.actor, list(range(1, 1002)))
