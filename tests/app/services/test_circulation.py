"""Check-out, check-in, renewal and their undo against each engine."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from app.bootstrap import App
from app.database.loan_lists import most_lent
from app.database.tables import acts, audit_logs, books, changes, loans
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, BookStatus, Contributor, TitleDraft
from app.domain.desk import Overrides, Recognised
from app.domain.ledger import ChargeType
from app.domain.loans import LoanQuery
from app.domain.members import StudentDraft
from app.domain.paging import Window
from app.domain.policies import PolicyKey, PolicyRow
from app.errors import Conflict, Denied, InvalidInput, NotFound, Refused

MONDAY = datetime(2026, 11, 23, 2, 0, tzinfo=UTC)  # 10:00 in Manila


class Desk:
    """A small library with its clock on a Monday morning."""

    def __init__(self, app: App, head: Actor, librarian: Actor) -> None:
        self.app, self.head, self.librarian = app, head, librarian
        self.travel(MONDAY)

    def travel(self, to: datetime) -> None:
        """Set the library's clock."""
        self.app.core.clock.offset = to - datetime.now(UTC)

    def title(self, name: str = "Noli Me Tángere", copies: int = 1, item_type: str = "FICTION") -> int:
        """A title with copies numbered after it."""
        drafts = [
            BookDraft(f"{name[:3].upper()}{n:05d}", collection="FIC", item_type=item_type, price_minor=50_000)
            for n in range(1, copies + 1)
        ]
        draft = TitleDraft(name, contributors=(Contributor("Rizal, José"),))
        return self.app.catalog.add_title(self.head, draft, drafts).value.title_id

    def patron(self, family: str = "Santos", card: str | None = None, grade: str = "7") -> int:
        """A student, with a card when asked."""
        saved = self.app.students.add(self.head, StudentDraft(family, "Ana", grade=grade, section="Rizal"))
        if card:
            self.app.students.issue_card(self.head, saved.value.student_id, card)
        return saved.value.student_id

    def status(self, number: str) -> BookStatus:
        """What is true of a copy now."""
        return self.app.catalog.book(self.head, number).status


@pytest.fixture
def desk(app: App, head: Actor, librarian: Actor) -> Desk:
    return Desk(app, head, librarian)


def test_a_loan_is_made_whole(desk: Desk) -> None:
    desk.title()
    patron = desk.patron()
    receipt = desk.app.circulation.check_out(desk.librarian, patron, "nol00001")
    assert receipt.value.due_on.isoformat() == "2026-11-30"
    assert desk.status("NOL00001") is BookStatus.LOANED
    with desk.app.core.database.read() as connection:
        act = connection.execute(select(acts).where(acts.c.id == receipt.act_id)).one()
        assert act.kind == "check_out" and act.local_day.isoformat() == "2026-11-23"
        assert (
            connection.execute(select(audit_logs).where(audit_logs.c.act_id == act.id)).one().action
            == "check_out"
        )
        assert connection.execute(select(changes).where(changes.c.act_id == act.id)).one().flags
    card = desk.app.circulation.patron(desk.librarian, patron)
    assert [loan.accession_number for loan in card.loans] == ["NOL00001"]


def test_the_titles_lent_most_are_known(desk: Desk) -> None:
    once, often, never = (desk.title(name, copies=2) for name in ("Noli", "Fili", "Ibong"))
    patron = desk.patron()
    for number in ("FIL00001", "NOL00001", "FIL00002"):
        desk.app.circulation.check_out(desk.librarian, patron, number)
    with desk.app.core.database.read() as connection:
        assert most_lent(connection, 5) == (often, once)
        assert most_lent(connection, 1) == (often,)
    assert never not in (often, once)


def test_the_same_key_lends_once(desk: Desk) -> None:
    desk.title()
    patron = desk.patron()
    key = "01939d2e-0000-7000-8000-000000000001"
    first = desk.app.circulation.check_out(desk.librarian, patron, "NOL00001", key=key)
    second = desk.app.circulation.check_out(desk.librarian, patron, "NOL00001", key=key)
    assert second.replayed and second.value == first.value and second.act_id == first.act_id
    with pytest.raises(Conflict, match="already used"):
        desk.app.circulation.check_in(desk.librarian, "NOL00001", key=key)


def test_a_copy_on_loan_is_refused_to_another_and_to_the_same(desk: Desk) -> None:
    desk.title()
    one, two = desk.patron("Santos"), desk.patron("Cruz")
    desk.app.circulation.check_out(desk.librarian, one, "NOL00001")
    with pytest.raises(Refused) as same:
        desk.app.circulation.check_out(desk.librarian, one, "NOL00001")
    assert same.value.code == "same_patron"
    with pytest.raises(Refused) as other:
        desk.app.circulation.check_out(desk.librarian, two, "NOL00001")
    assert other.value.code == "on_loan_to_other"
    assert "Santos" in other.value.message


def test_an_override_needs_the_right_and_a_reason(desk: Desk) -> None:
    desk.title()
    one, two = desk.patron("Santos"), desk.patron("Cruz")
    desk.app.circulation.check_out(desk.librarian, one, "NOL00001")
    wish = Overrides(("ON_LOAN_TO_OTHER",), "Handed over at the desk")
    with pytest.raises(Denied):
        desk.app.circulation.check_out(desk.librarian, two, "NOL00001", overrides=wish)
    with pytest.raises(InvalidInput, match="reason"):
        desk.app.circulation.check_out(desk.head, two, "NOL00001", overrides=Overrides(wish.codes, " "))
    done = desk.app.circulation.check_out(desk.head, two, "NOL00001", overrides=wish)
    assert done.value.returned_from == "Santos, Ana" and done.value.overridden == ("ON_LOAN_TO_OTHER",)
    assert not desk.app.circulation.patron(desk.head, one).loans
    desk.app.undo.undo(desk.head, done.act_id)
    assert [loan.accession_number for loan in desk.app.circulation.patron(desk.head, one).loans] == [
        "NOL00001"
    ]
    assert not desk.app.circulation.patron(desk.head, two).loans


def test_unknown_numbers_are_refused_in_words(desk: Desk) -> None:
    patron = desk.patron()
    desk.title()
    with pytest.raises(Refused, match="no book of this library"):
        desk.app.circulation.check_out(desk.librarian, patron, "XX00001")
    with pytest.raises(Refused, match="no card of this library"):
        desk.app.circulation.check_out(desk.librarian, 99_999, "NOL00001")
    with pytest.raises(Refused, match="no book of this library"):
        desk.app.circulation.check_in(desk.librarian, "XX00001")


def test_the_fourth_book_is_one_too_many(desk: Desk) -> None:
    desk.title("Trilogy", copies=4, item_type="GENERAL")
    patron = desk.patron()
    for n in (1, 2, 3):
        desk.app.circulation.check_out(desk.librarian, patron, f"TRI{n:05d}")
    with pytest.raises(Refused) as refused:
        desk.app.circulation.check_out(desk.librarian, patron, "TRI00004")
    assert refused.value.code == "max_total"
    assert [note.code for note in refused.value.details["blocks"]] == ["MAX_TOTAL"]


def test_a_late_return_charges_once_and_undo_takes_it_back(desk: Desk) -> None:
    desk.title()
    patron = desk.patron()
    desk.app.circulation.check_out(desk.librarian, patron, "NOL00001")
    desk.travel(MONDAY + timedelta(days=14))
    shown = desk.app.circulation.patron(desk.librarian, patron)
    back = desk.app.circulation.check_in(desk.librarian, "NOL00001")
    assert back.value.fine_minor == shown.accruing_minor == 4 * 500  # five open days late, one of grace
    assert desk.app.ledger.account(desk.librarian, patron).owed_minor == 2_000
    again = desk.app.circulation.check_in(desk.librarian, "NOL00001")
    assert again.value.fine_minor == 0 and again.value.loan_id is None
    desk.app.undo.undo(desk.head, back.act_id)
    assert desk.app.ledger.account(desk.librarian, patron).owed_minor == 0
    assert desk.status("NOL00001") is BookStatus.LOANED
    third = desk.app.circulation.check_in(desk.librarian, "NOL00001")
    assert third.value.fine_minor == 2_000


def test_an_overdue_book_blocks_the_next_loan(desk: Desk) -> None:
    desk.title()
    desk.title("Fili")
    patron = desk.patron()
    desk.app.circulation.check_out(desk.librarian, patron, "NOL00001")
    desk.travel(MONDAY + timedelta(days=8))
    with pytest.raises(Refused) as refused:
        desk.app.circulation.check_out(desk.librarian, patron, "FIL00001")
    assert refused.value.code == "overdue"


def test_undo_says_why_it_cannot(desk: Desk) -> None:
    desk.title()
    patron = desk.patron()
    out = desk.app.circulation.check_out(desk.librarian, patron, "NOL00001")
    back = desk.app.circulation.check_in(desk.librarian, "NOL00001")
    with pytest.raises(Refused, match="returned since"):
        desk.app.undo.undo(desk.head, out.act_id)
    desk.app.undo.undo(desk.head, back.act_id)
    desk.app.undo.undo(desk.head, out.act_id)
    assert desk.status("NOL00001") is BookStatus.AVAILABLE
    with pytest.raises(Conflict, match="already undone"):
        desk.app.undo.undo(desk.head, out.act_id)
    assert desk.app.circulation.count(desk.head, LoanQuery(open_only=False)).value == 0


def test_undo_of_a_return_names_the_next_borrower(desk: Desk) -> None:
    desk.title()
    one, two = desk.patron("Santos"), desk.patron("Cruz")
    desk.app.circulation.check_out(desk.librarian, one, "NOL00001")
    back = desk.app.circulation.check_in(desk.librarian, "NOL00001")
    desk.app.circulation.check_out(desk.librarian, two, "NOL00001")
    with pytest.raises(Refused, match="Cruz"):
        desk.app.undo.undo(desk.head, back.act_id)


def test_a_librarian_undoes_own_acts_for_a_quarter_of_an_hour(
    desk: Desk, person: Callable[..., Actor]
) -> None:
    desk.title()
    patron = desk.patron()
    out = desk.app.circulation.check_out(desk.librarian, patron, "NOL00001")
    other = person(desk.librarian.role, "Otto")
    with pytest.raises(Denied):
        desk.app.undo.undo(other, out.act_id)
    desk.travel(MONDAY + timedelta(minutes=16))
    with pytest.raises(Denied):
        desk.app.undo.undo(desk.librarian, out.act_id)
    desk.app.undo.undo(desk.head, out.act_id)


def allow_renewals(desk: Desk, times: int) -> None:
    """Let fiction be renewed so often."""
    rows = {one.row.key: one for one in desk.app.policies.list(desk.head)}
    key = PolicyKey(item_type="FICTION")
    values: dict[str, Any] = dict(rows[key].row.values) if key in rows else {}
    row_id = rows[key].row.id if key in rows else None
    desk.app.policies.save(desk.head, PolicyRow(key, {**values, "renewals_allowed": times}, id=row_id))


def test_a_renewal_moves_the_due_date_and_can_be_undone(desk: Desk) -> None:
    allow_renewals(desk, 1)
    desk.title()
    patron = desk.patron()
    loan = desk.app.circulation.check_out(desk.librarian, patron, "NOL00001").value
    desk.travel(MONDAY + timedelta(days=2))
    renewed = desk.app.circulation.renew(desk.librarian, loan.loan_id)
    assert renewed.value.number == 1 and renewed.value.due_on.isoformat() == "2026-12-02"
    with pytest.raises(Refused) as refused:
        desk.app.circulation.renew(desk.librarian, loan.loan_id)
    assert refused.value.code == "no_renewals_left"
    desk.app.undo.undo(desk.librarian, renewed.act_id)
    (shown,) = desk.app.circulation.patron(desk.librarian, patron).loans
    assert shown.due_on == loan.due_on and shown.renewals == 0
    desk.travel(MONDAY + timedelta(days=3))
    assert desk.app.circulation.renew(desk.librarian, loan.loan_id).value.number == 1


def test_a_hold_is_captured_fulfilled_and_restored(desk: Desk) -> None:
    rows = {one.row.key: one.row for one in desk.app.policies.list(desk.head)}
    everything = rows[PolicyKey()]
    values = {**everything.values, "holds_allowed": 2}
    desk.app.policies.save(desk.head, PolicyRow(PolicyKey(), values, id=everything.id))
    title = desk.title()
    one, two, three = desk.patron("Santos"), desk.patron("Cruz"), desk.patron("Reyes")
    desk.app.circulation.check_out(desk.librarian, one, "NOL00001")
    desk.app.holds.place(desk.librarian, two, title)
    back = desk.app.circulation.check_in(desk.librarian, "NOL00001")
    assert back.value.hold_for == "Cruz, Ana" and desk.status("NOL00001") is BookStatus.HOLD_SHELF
    with pytest.raises(Refused) as refused:
        desk.app.circulation.check_out(desk.librarian, three, "NOL00001")
    assert refused.value.code == "waiting_for_other"
    out = desk.app.circulation.check_out(desk.librarian, two, "NOL00001")
    assert not desk.app.holds.queue(desk.librarian, title)
    desk.app.undo.undo(desk.librarian, out.act_id)
    assert [line.state for line in desk.app.holds.queue(desk.librarian, title)] == ["WAITING"]
    assert desk.status("NOL00001") is BookStatus.HOLD_SHELF


def test_recognition_tells_cards_from_books(desk: Desk) -> None:
    title = desk.title("Set", copies=2)
    patron = desk.patron("Santos", card="C-1001")
    see = desk.app.circulation.recognise
    assert see(desk.librarian, "C-1001").student_id == patron
    assert see(desk.librarian, " set00002 ").accession_number == "SET00002"
    assert see(desk.librarian, "nothing").kind is Recognised.UNKNOWN
    assert see(desk.librarian, "SET00001SET00001").kind is Recognised.GARBLED
    assert title


def test_payments_settle_oldest_first_and_never_too_much(desk: Desk) -> None:
    patron = desk.patron()
    pay, ledger = desk.app.ledger.pay, desk.app.ledger
    first = ledger.charge(desk.librarian, patron, ChargeType.DAMAGE, 1_000, "torn page")
    ledger.charge(desk.librarian, patron, ChargeType.CARD, 500, "new card")
    with pytest.raises(InvalidInput, match="more than"):
        pay(desk.librarian, patron, 1_501)
    part = pay(desk.librarian, patron, 400)
    assert part.value.owed_minor == 1_100 and part.value.receipt_number == 1
    ledger.waive(desk.head, patron, first.value.entry_id, "not the pupil's fault")
    assert ledger.account(desk.head, patron).owed_minor == 500
    desk.app.undo.undo(desk.librarian, part.act_id)
    view = ledger.account(desk.head, patron)
    assert view.owed_minor == 900 and view.credit_minor == 0
    ledger.void(desk.head, first.value.entry_id, "entered twice")
    assert ledger.account(desk.head, patron).owed_minor == 500
    with pytest.raises(NotFound):
        ledger.void(desk.head, 99_999, "nothing")


def test_loan_lists_page_by_key(desk: Desk) -> None:
    desk.title("List", copies=6, item_type="GENERAL")
    for n in range(6):
        desk.app.circulation.check_out(desk.librarian, desk.patron(f"P{n}"), f"LIS{n + 1:05d}")
    first = desk.app.circulation.list(desk.head, LoanQuery(), Window(limit=4))
    rest = desk.app.circulation.list(desk.head, LoanQuery(), Window(limit=4, after=first.cursor))
    assert [len(first.rows), len(rest.rows)] == [4, 2] and rest.cursor is None
    assert {row.id for row in first.rows}.isdisjoint(row.id for row in rest.rows)


def test_statuses_agree_with_the_open_rows(desk: Desk) -> None:
    desk.title("Check", copies=3, item_type="GENERAL")
    patron = desk.patron()
    desk.app.circulation.check_out(desk.librarian, patron, "CHE00001")
    desk.app.circulation.check_out(desk.librarian, patron, "CHE00002")
    desk.app.circulation.check_in(desk.librarian, "CHE00001")
    with desk.app.core.database.read() as connection:
        open_ids = set(
            connection.execute(
                select(loans.c.open_book_id).where(loans.c.open_book_id.is_not(None))
            ).scalars()
        )
        loaned = set(connection.execute(select(books.c.id).where(books.c.status == "LOANED")).scalars())
    assert open_ids == loaned and len(loaned) == 1
