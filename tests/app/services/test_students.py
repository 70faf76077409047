"""Patrons against each engine: edits, cards, blocks, photos, and the undo of each."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import insert, select, update

from app.bootstrap import App
from app.database.students import lock_patron, open_matters, patron_id_by_card
from app.database.tables import acts, audit_logs, cards, ledger, students
from app.domain.actors import Actor
from app.domain.changes import Changed
from app.domain.members import (
    BlockScope,
    CardStatus,
    Contact,
    ContactKind,
    Enrolment,
    PatronKind,
    PatronStatus,
    StudentDraft,
    StudentQuery,
)
from app.domain.paging import Window
from app.errors import Conflict, Denied, InvalidInput, NotFound, Refused

PNG = b"\x89PNG\r\n\x1a\n" + b"photo"
MARIA = StudentDraft("Santos", "Maria", lrn="123456789012", grade="Grade 7", section="Narra")
ALL = Window(limit=1000)
#: What depends on no engine is proved on one.
rules = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)


@pytest.fixture
def add(app: App, librarian: Actor) -> Callable[..., int]:
    """``add("Cruz", "Ana", card="C-1", grade="7")``: a new patron's id."""

    def make(family: str, given: str, *, card: str | None = None, **more: Any) -> int:
        return app.students.add(librarian, StudentDraft(family, given, **more), card=card).value.student_id

    return make


def _audit(app: App, act_id: int) -> list[Any]:
    with app.core.database.read() as connection:
        query = select(audit_logs).where(audit_logs.c.act_id == act_id).order_by(audit_logs.c.id)
        return list(connection.execute(query))


# The patron


def test_a_new_patron_has_all_that_was_said(app: App, librarian: Actor) -> None:
    guardian = Contact(ContactKind.GUARDIAN, "0917 555 0100", "Rosa Santos", consent=True)
    receipt = app.students.add(librarian, MARIA, card=" c-001 ", contacts=[guardian])
    assert receipt.changed == Changed.PATRONS
    sheet = app.students.get(librarian, receipt.value.student_id)
    assert sheet.name == "Santos, Maria"
    assert (sheet.draft.grade, sheet.draft.section, sheet.draft.lrn) == ("7", "Narra", "123456789012")
    assert (sheet.category, sheet.draft.category) == ("STUDENT", None)
    assert [card.number for card in sheet.cards] == ["C-001"]
    assert sheet.contacts == (guardian,)
    entries = _audit(app, receipt.act_id)
    assert [entry.entity for entry in entries] == ["student", "card", "contacts"]
    assert all(entry.student_id == sheet.id and entry.state_after for entry in entries)
    with app.core.database.read() as connection:
        key = connection.execute(select(students.c.audit_key)).scalar_one()
    assert len(key) == 32


@rules
def test_the_same_key_adds_one_patron(app: App, librarian: Actor) -> None:
    one = app.students.add(librarian, MARIA, key="a-key")
    two = app.students.add(librarian, MARIA, key="a-key")
    assert two.replayed
    assert two.value == one.value
    assert app.students.count(librarian, StudentQuery()).value == 1


@rules
def test_a_stale_edit_names_who_changed_what(
    app: App, librarian: Actor, head: Actor, add: Callable[..., int]
) -> None:
    student_id = add("Santos", "Maria", grade="7")
    app.students.change(head, student_id, 1, StudentDraft("Santos", "Maria", grade="8", section="Molave"))
    with pytest.raises(Conflict) as refused:
        app.students.change(librarian, student_id, 1, StudentDraft("Santos", "Mary", grade="7"))
    assert refused.value.code == "stale"
    assert refused.value.details["by"] == head.name
    assert set(refused.value.details["fields"]) == {"grade", "section"}
    assert app.students.get(librarian, student_id).draft.given_name == "Maria"


@rules
def test_an_edit_that_says_nothing_new_is_no_edit(
    app: App, librarian: Actor, add: Callable[..., int]
) -> None:
    student_id = add("Santos", "Maria", grade="7")
    sheet = app.students.get(librarian, student_id)
    receipt = app.students.change(librarian, student_id, sheet.version, sheet.draft)
    assert (receipt.value.version, receipt.changed) == (1, Changed.NOTHING)
    assert _audit(app, receipt.act_id) == []


def test_two_edits_at_once_keep_one(app: App, librarian: Actor, add: Callable[..., int]) -> None:
    student_id = add("Santos", "Maria")
    outcomes: list[str] = []
    start = threading.Barrier(6)

    def edit(number: int) -> None:
        start.wait()
        try:
            app.students.change(librarian, student_id, 1, StudentDraft("Santos", f"Maria {number}"))
            outcomes.append("done")
        except Conflict as error:
            outcomes.append(error.code)

    threads = [threading.Thread(target=edit, args=(number,)) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert sorted(outcomes) == ["done"] + ["stale"] * 5
    assert app.students.get(librarian, student_id).version == 2


@rules
def test_a_category_follows_the_grade_unless_it_was_chosen(
    app: App, librarian: Actor, add: Callable[..., int]
) -> None:
    pupil, chosen = add("A", "A", grade="3"), add("B", "B", grade="3", category="scholar")
    for student_id in (pupil, chosen):
        app.students.enrol(librarian, student_id, Enrolment("2026-2027", "Grade 4", "Acacia"))
    assert app.students.get(librarian, pupil).category == "STUDENT"
    assert app.students.get(librarian, chosen).category == "SCHOLAR"
    assert app.students.get(librarian, pupil).draft.section == "Acacia"


@rules
def test_numbers_stay_taken_also_by_the_deleted(app: App, librarian: Actor, add: Callable[..., int]) -> None:
    student_id = add("Santos", "Maria", lrn="123456789012", card="C-1")
    app.students.delete(librarian, student_id, 1)
    for draft, card in (
        (MARIA, None),
        (StudentDraft("Cruz", "Ana"), "c-1"),
        (StudentDraft("Cruz", "Ana"), MARIA.lrn),
    ):
        with pytest.raises(Conflict) as refused:
            app.students.add(librarian, draft, card=card)
        assert refused.value.details["deleted"]
        assert refused.value.details["student_id"] == student_id
        assert "Restore" in refused.value.hint
    app.students.restore(librarian, student_id)
    assert app.students.by_card(librarian, "C-1").id == student_id


@rules
def test_a_refused_patron_leaves_nothing_behind(app: App, librarian: Actor, add: Callable[..., int]) -> None:
    add("Santos", "Maria", card="C-1")
    with pytest.raises(Conflict):
        add("Cruz", "Ana", card="C-1")
    assert app.students.count(librarian, StudentQuery()).value == 1
    with app.core.database.read() as connection:
        assert len(connection.execute(select(acts)).all()) == 1


def test_deletion_is_refused_while_something_is_open(
    app: App, librarian: Actor, add: Callable[..., int]
) -> None:
    student_id = add("Santos", "Maria", card="C-1")
    visit = app.attendance.enter(librarian, student_id)
    charge = {
        "act_id": visit.act_id, "student_id": student_id, "kind": "CHARGE", "type": "MANUAL", "amount_minor": 500,
        "currency": "PHP", "at": datetime.now(UTC), "local_day": date(2026, 11, 23),
    }  # fmt: skip
    app.core.database.write(lambda connection: connection.execute(insert(ledger).values(**charge)))
    with pytest.raises(Refused) as refused:
        app.students.delete(librarian, student_id, 1)
    assert refused.value.code == "open_matters"
    assert refused.value.details["open"] == ["1 open visit", "₱5.00 owed"]
    with app.core.database.read() as connection:
        assert open_matters(connection, student_id) == ("1 open visit", "₱5.00 owed")


@rules
def test_deleted_and_erased_patrons_are_not_edited(
    app: App, librarian: Actor, add: Callable[..., int]
) -> None:
    gone, erased = add("A", "A"), add("B", "B")
    app.students.delete(librarian, gone, 1)
    tombstone = update(students).where(students.c.id == erased).values(status="ERASED")
    app.core.database.write(lambda connection: connection.execute(tombstone))
    for student_id, code in ((gone, "deleted"), (erased, "erased")):
        with pytest.raises(Refused) as refused:
            app.students.issue_card(librarian, student_id, "C-9")
        assert refused.value.code == code
    with pytest.raises(NotFound):
        app.students.issue_card(librarian, 999, "C-9")
    with pytest.raises(Refused):
        app.students.set_status(librarian, gone, 2, PatronStatus.ERASED)


@rules
def test_a_kiosk_sees_no_patron(app: App, kiosk: Actor, add: Callable[..., int]) -> None:
    student_id = add("Santos", "Maria", card="C-1")
    for call in (
        lambda: app.students.get(kiosk, student_id),
        lambda: app.students.by_card(kiosk, "C-1"),
        lambda: app.students.list(kiosk, StudentQuery(), ALL),
        lambda: app.students.add(kiosk, MARIA),
        lambda: app.students.lose_card(kiosk, 1, "why"),
    ):
        with pytest.raises(Denied):
            call()


# Lists


def test_a_text_without_end_finds_nobody(app: App, librarian: Actor, add: Callable[..., int]) -> None:
    app.students.delete(librarian, add("Cruz", "Ana"), 1)
    many = " ".join(f"ana{number}" for number in range(2_000))
    assert app.students.list(librarian, StudentQuery(many, deleted=True), ALL).rows == ()
    assert len(app.students.list(librarian, StudentQuery("ana " * 2_000, deleted=True), ALL).rows) == 1


def test_names_file_as_people_expect(app: App, librarian: Actor, add: Callable[..., int]) -> None:
    for family, given in (
        ("Ñigo", "Ana"),
        ("Cruz Reyes", "Ana"),
        ("cruz", "Zoe"),
        ("Nieva", "Bo"),
        ("Ábalos", "Jo"),
    ):
        add(family, given)
    shown = [row.name for row in app.students.list(librarian, StudentQuery(), ALL).rows]
    assert shown == ["Ábalos, Jo", "cruz, Zoe", "Cruz Reyes, Ana", "Nieva, Bo", "Ñigo, Ana"]
    assert [row.name for row in app.students.list(librarian, StudentQuery(sort="-name"), ALL).rows] == shown[
        ::-1
    ]


def test_pages_join_without_gap_or_repeat(app: App, librarian: Actor, add: Callable[..., int]) -> None:
    ids = {add(f"Family{number % 3}", "Same", grade=str(1 + number % 4)) for number in range(23)}
    for sort in ("name", "-name", "grade", "lrn", "-lrn", "added"):
        seen: list[int] = []
        window = Window(limit=5)
        while True:
            page = app.students.list(librarian, StudentQuery(sort=sort), window)
            seen += [row.id for row in page.rows]
            if page.cursor is None:
                break
            window = Window(limit=5, after=page.cursor)
        assert len(seen) == 23, sort
        assert set(seen) == ids, sort
    with pytest.raises(InvalidInput):
        app.students.list(librarian, StudentQuery(sort="id; DROP TABLE students"), ALL)


def test_filters_and_counts_agree(app: App, librarian: Actor, add: Callable[..., int]) -> None:
    add("A", "A", grade="7", section="Narra")
    add("B", "B", grade="7", section="Molave", status=PatronStatus.INACTIVE)
    add("C", "C", kind=PatronKind.PERSONNEL)
    gone = add("D", "D", grade="10", section="Narra")
    app.students.delete(librarian, gone, 1)
    for query, names in (
        (StudentQuery(), "ABC"),
        (StudentQuery(grade="7"), "AB"),
        (StudentQuery(grade="1"), ""),
        (StudentQuery(section="Narra"), "A"),
        (StudentQuery(kind=PatronKind.PERSONNEL), "C"),
        (StudentQuery(category="PERSONNEL"), "C"),
        (StudentQuery(status=PatronStatus.INACTIVE), "B"),
        (StudentQuery(deleted=True), "D"),
        (StudentQuery(deleted=True, text="d"), "D"),
        (StudentQuery(deleted=True, text="a"), ""),
    ):
        rows = app.students.list(librarian, query, ALL).rows
        assert "".join(row.name[0] for row in rows) == names, query
        assert app.students.count(librarian, query).value == len(names), query
    assert [(row.grade, row.section, row.patrons) for row in app.students.sections(librarian)] == [
        ("7", "Narra", 1),
        (None, None, 1),
    ]


def test_a_patron_is_found_while_typing(app: App, librarian: Actor, add: Callable[..., int]) -> None:
    add("Cruz", "Ana", card="D-1")
    wanted = add("Santos", "María", lrn="123456789012", section="Narra", card="C-001")
    for text in ("santos", "maria san", "MARÍA", "1234567", "c-00", "santos, maria", "narra mar"):
        rows = app.students.list(librarian, StudentQuery(text=text), ALL).rows
        assert [row.id for row in rows] == [wanted], text
        assert app.students.count(librarian, StudentQuery(text=text, grade="9")).value == 0, text


def test_nothing_typed_can_fail(app: App, librarian: Actor, add: Callable[..., int]) -> None:
    add("Cruz", "Ana")
    for text in ("%", "_", "'", "\\", "\x00", "💥", "a" * 3000, '()*"', "\ud800"):
        for deleted in (False, True):
            query = StudentQuery(text=text, deleted=deleted)
            page = app.students.list(librarian, query, ALL)
            assert app.students.count(librarian, query).value == len(page.rows)


@rules
def test_found_patrons_page_in_rank_order(app: App, librarian: Actor, add: Callable[..., int]) -> None:
    ids = [add(f"Cruz{letter}", "Ana") for letter in "abcdefg"]
    first = app.students.list(librarian, StudentQuery(text="cruz"), Window(limit=4))
    rest = app.students.list(librarian, StudentQuery(text="cruz"), Window(limit=4, after=first.cursor))
    assert [row.id for row in (*first.rows, *rest.rows)] == ids
    assert rest.cursor is None


# Cards


@rules
def test_a_lost_card_refuses_with_its_reason(app: App, librarian: Actor, add: Callable[..., int]) -> None:
    student_id = add("Santos", "Maria", card="C-1")
    card_id = app.students.get(librarian, student_id).cards[0].id
    app.students.lose_card(librarian, card_id, "left on the bus")
    with pytest.raises(Refused, match="left on the bus") as refused:
        app.students.by_card(librarian, "c-1")
    assert refused.value.code == "card_lost"
    with pytest.raises(Refused):
        app.students.lose_card(librarian, card_id, "again")
    with pytest.raises(Conflict, match="already"):
        app.students.issue_card(librarian, student_id, "C-1")
    app.students.find_card(librarian, card_id)
    assert app.students.by_card(librarian, "C-1").id == student_id


@rules
def test_a_replaced_card_stops_and_the_new_one_works(
    app: App, librarian: Actor, add: Callable[..., int]
) -> None:
    student_id = add("Santos", "Maria", card="C-1")
    card_id = app.students.get(librarian, student_id).cards[0].id
    with pytest.raises(Conflict):
        app.students.replace_card(librarian, card_id, "C-1", "worn")
    assert app.students.by_card(librarian, "C-1").id == student_id
    saved = app.students.replace_card(librarian, card_id, "C-2", "worn", lost=False).value
    assert (saved.number, saved.status) == ("C-2", CardStatus.ACTIVE)
    assert app.students.by_card(librarian, "C-2").id == student_id
    with pytest.raises(Refused) as refused:
        app.students.by_card(librarian, "C-1")
    assert refused.value.code == "card_retired"
    row = app.students.list(librarian, StudentQuery(), ALL).rows[0]
    assert row.card == "C-2"


def test_one_number_issued_at_once_goes_to_one_patron(
    app: App, librarian: Actor, add: Callable[..., int]
) -> None:
    ids = [add(f"Family{number}", "Given") for number in range(6)]
    won: list[int] = []
    refused: list[str] = []
    start = threading.Barrier(len(ids))

    def issue(student_id: int) -> None:
        start.wait()
        try:
            app.students.issue_card(librarian, student_id, "C-1")
            won.append(student_id)
        except Conflict as error:
            refused.append(error.code)

    threads = [threading.Thread(target=issue, args=(student_id,)) for student_id in ids]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    assert len(won) == 1
    assert len(refused) == 5
    assert app.students.by_card(librarian, "C-1").id == won[0]


@rules
def test_an_lrn_works_as_a_card(app: App, librarian: Actor, add: Callable[..., int]) -> None:
    student_id = add("Santos", "Maria", lrn="123456789012")
    assert app.students.by_card(librarian, "1234-5678-9012".replace("-", "")).id == student_id
    with pytest.raises(NotFound) as refused:
        app.students.by_card(librarian, "nobody's")
    assert refused.value.code == "unknown_card"


def test_what_circulation_asks_for(app: App, librarian: Actor, add: Callable[..., int]) -> None:
    student_id = add("Santos", "Maria", grade="7", section="Narra", card="C-1", alert="Owes a form")

    def ask(connection: Any) -> None:
        card = patron_id_by_card(connection, " c-1 ")
        assert card is not None
        patron = lock_patron(connection, card.student_id)
        assert patron is not None
        assert (patron.id, patron.category, patron.alert) == (student_id, "STUDENT", "Owes a form")
        assert (patron.grade, patron.section, patron.status) == ("7", "Narra", PatronStatus.ACTIVE)
        assert patron.audit_key is not None
        assert patron_id_by_card(connection, "\x00 💥") is None
        assert lock_patron(connection, 999) is None

    app.core.database.write(ask)


# Around the patron


@rules
def test_blocks_are_set_and_lifted(app: App, librarian: Actor, add: Callable[..., int]) -> None:
    student_id = add("Santos", "Maria")
    until = app.core.clock.now().date() + timedelta(days=7)
    saved = app.students.block(
        librarian, student_id, [BlockScope.CIRC, BlockScope.EQUIP], "Torn book", until_day=until
    ).value
    (block,) = app.students.get(librarian, student_id).blocks
    assert (block.reason, block.until_day, block.created_by) == ("Torn book", until, librarian.name)
    assert block.scopes == (BlockScope.CIRC, BlockScope.EQUIP)
    app.students.lift_block(librarian, saved.block_id)
    assert app.students.get(librarian, student_id).blocks[0].lifted
    with pytest.raises(Refused):
        app.students.lift_block(librarian, saved.block_id)
    with pytest.raises(InvalidInput):
        app.students.block(librarian, student_id, [BlockScope.CIRC], "", until_day=until)
    with pytest.raises(InvalidInput):
        app.students.block(librarian, student_id, [BlockScope.CIRC], "Late", until_day=date(2020, 1, 1))


@rules
def test_a_photo_is_kept_and_taken_away(app: App, librarian: Actor, add: Callable[..., int]) -> None:
    student_id = add("Santos", "Maria")
    app.students.set_photo(librarian, student_id, PNG)
    digest = app.students.get(librarian, student_id).photo_digest
    assert digest is not None
    assert app.students.photo(librarian, digest).content == PNG
    with pytest.raises(InvalidInput):
        app.students.set_photo(librarian, student_id, b"#!/bin/sh")
    app.students.set_photo(librarian, student_id, None)
    assert app.students.get(librarian, student_id).photo_digest is None


@rules
def test_school_years_are_kept(app: App, librarian: Actor, add: Callable[..., int]) -> None:
    student_id = add("Santos", "Maria", grade="7")
    app.students.enrol(librarian, student_id, Enrolment("2025-26", "Grade 6", "Ipil"), current=False)
    app.students.enrol(librarian, student_id, Enrolment("2026-2027", "7", "Narra"))
    app.students.enrol(librarian, student_id, Enrolment("2026-2027", "7", "Molave"))
    sheet = app.students.get(librarian, student_id)
    assert sheet.enrolments == (Enrolment("2026-2027", "7", "Molave"), Enrolment("2025-2026", "6", "Ipil"))
    assert (sheet.draft.grade, sheet.draft.section) == ("7", "Molave")
    app.students.unenrol(librarian, student_id, "2025-2026")
    with pytest.raises(NotFound):
        app.students.unenrol(librarian, student_id, "2025-2026")


def test_activities_are_shown_newest_first(app: App, librarian: Actor, add: Callable[..., int]) -> None:
    student_id = add("Santos", "Maria")
    app.attendance.enter(librarian, student_id)
    app.attendance.leave(librarian, student_id)
    rows = app.students.activities(librarian, student_id, ALL).rows
    assert [row.type for row in rows] == ["VISIT_OUT", "VISIT_IN"]


# Undo


def test_every_edit_can_be_undone_in_turn(app: App, head: Actor) -> None:
    """Do a dozen things, note the sheet before each, then undo all: each step gives back the sheet before it."""
    service = app.students
    student_id = service.add(head, MARIA, card="C-1").value.student_id
    card_id = service.get(head, student_id).cards[0].id
    email = Contact(ContactKind.EMAIL, "rosa@example.org")
    steps: list[Callable[[], Any]] = [
        lambda: service.change(head, student_id, 1, replace(MARIA, given_name="Mary", grade="10", lrn=None)),
        lambda: service.set_status(head, student_id, 2, PatronStatus.LEFT),
        lambda: service.lose_card(head, card_id, "bus"),
        lambda: service.find_card(head, card_id),
        lambda: service.replace_card(head, card_id, "C-2", "worn"),
        lambda: service.set_contacts(head, student_id, [email]),
        lambda: service.enrol(head, student_id, Enrolment("2026-2027", "11", "STEM")),
        lambda: service.enrol(head, student_id, Enrolment("2026-2027", "12", "STEM")),
        lambda: service.unenrol(head, student_id, "2026-2027"),
        lambda: service.set_photo(head, student_id, PNG),
        lambda: service.delete(head, student_id, service.get(head, student_id).version),
        lambda: service.restore(head, student_id),
    ]
    history = []
    for step in steps:
        before = _facts(app, head, student_id)
        history.append((step().act_id, before))
    for act_id, before in reversed(history):
        app.undo.undo(head, act_id)
        assert _facts(app, head, student_id) == before, act_id
        assert [row.id for row in service.list(head, StudentQuery(text="santos"), ALL).rows] == (
            [student_id] if before["deleted"] is None else []
        )


def _facts(app: App, actor: Actor, student_id: int) -> dict[str, Any]:
    sheet = app.students.get(actor, student_id)
    return {
        "draft": sheet.draft,
        "name": sheet.name,
        "category": sheet.category,
        "photo": sheet.photo_digest,
        "deleted": sheet.deleted_at,
        "cards": sheet.cards,
        "contacts": sheet.contacts,
        "enrolments": sheet.enrolments,
    }


def test_undo_names_the_later_change(
    app: App, head: Actor, librarian: Actor, add: Callable[..., int]
) -> None:
    student_id = add("Santos", "Maria")
    first = app.students.change(librarian, student_id, 1, StudentDraft("Santos", "Mary"))
    later = app.students.change(librarian, student_id, 2, StudentDraft("Santos", "May"))
    with pytest.raises(Refused) as refused:
        app.undo.undo(head, first.act_id)
    assert refused.value.code == "newer_act"
    assert refused.value.details["act_id"] == later.act_id
    assert librarian.name in refused.value.message
    app.undo.undo(head, later.act_id)
    app.undo.undo(head, first.act_id)
    assert app.students.get(head, student_id).name == "Santos, Maria"
    with pytest.raises(Conflict):
        app.undo.undo(head, first.act_id)


@rules
def test_undo_sees_a_change_that_left_no_audit(app: App, head: Actor, add: Callable[..., int]) -> None:
    student_id = add("Santos", "Maria")
    edit = app.students.change(head, student_id, 1, StudentDraft("Santos", "Mary"))
    silent = update(students).where(students.c.id == student_id).values(section="Narra")
    app.core.database.write(lambda connection: connection.execute(silent))
    with pytest.raises(Refused) as refused:
        app.undo.undo(head, edit.act_id)
    assert refused.value.code == "newer_act"


@rules
def test_undoing_an_addition_deletes_and_frees_a_mistyped_card(
    app: App, head: Actor, add: Callable[..., int]
) -> None:
    receipt = app.students.add(head, MARIA, card="C-1")
    app.undo.undo(head, receipt.act_id)
    assert app.students.get(head, receipt.value.student_id).deleted_at is not None
    assert add("Cruz", "Ana", card="C-1")


@rules
def test_undoing_an_addition_is_refused_while_something_is_open(app: App, head: Actor) -> None:
    receipt = app.students.add(head, MARIA)
    app.attendance.enter(head, receipt.value.student_id)
    with pytest.raises(Refused, match="open visit"):
        app.undo.undo(head, receipt.act_id)
    assert app.students.get(head, receipt.value.student_id).deleted_at is None


@rules
def test_undoing_a_block_lifts_it(app: App, head: Actor, add: Callable[..., int]) -> None:
    student_id = add("Santos", "Maria")
    block = app.students.block(head, student_id, [BlockScope.CIRC], "Torn book")
    lifted = app.students.lift_block(head, block.value.block_id)
    app.undo.undo(head, lifted.act_id)
    assert not app.students.get(head, student_id).blocks[0].lifted
    app.undo.undo(head, block.act_id)
    assert app.students.get(head, student_id).blocks[0].lifted


@rules
def test_an_undone_card_leaves_no_row(app: App, head: Actor, add: Callable[..., int]) -> None:
    student_id = add("Santos", "Maria")
    issued = app.students.issue_card(head, student_id, "C-7")
    app.undo.undo(head, issued.act_id)
    with app.core.database.read() as connection:
        assert connection.execute(select(cards)).all() == []
    with pytest.raises(NotFound):
        app.students.by_card(head, "C-7")
