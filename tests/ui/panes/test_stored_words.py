"""What was recorded is shown in words: no code, no time stamp and no tie between records reaches a person."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from app.bootstrap import App
from app.commands.tour import begin_the_day
from app.domain.actors import Actor
from app.domain.audit import AuditQuery, Difference
from app.domain.catalog import BookDraft, BookStatus, TitleDraft
from app.domain.ledger import ChargeType
from app.domain.members import PatronStatus, StudentQuery
from app.domain.paging import Window
from ui.panes.audit_words import changes_of
from ui.panes.catalog.about_tab import few
from ui.panes.catalog.book_form import draft_of
from ui.panes.stored_words import is_inner, value_word
from ui.words import day, moment

_RAW = re.compile(
    r"\d{4}-\d\d-\d\d|T\d\d:\d\d|\b[A-Z]+_[A-Z_]+\b|\b(AVAILABLE|LOANED|RETURNED|ACTIVE|LEFT|CASH)\b"
)


@pytest.mark.parametrize(
    ("field", "value", "entity", "words"),
    [
        ("status", "AVAILABLE", "book", "On the shelf"),
        ("status", "AVAILABLE", "equipment", "Available"),
        ("status", "LEFT", "student", "Left"),
        ("status", "LOST", "card", "Lost"),
        ("status", "SOMETHING_NEW", "book", "Something new"),
        ("role", "head_librarian", "user", "Head librarian"),
        ("contributors.1.role", "illustrator", "title", "illustrator"),
        ("language", "fil", "title", "Filipino"),
        ("category", "STUDENT_PRIMARY", "visit", "Student, primary"),
        ("grade", "7", "visit", "Grade 7"),
        ("purpose", "READING COMPUTER", "visit", "Reading, Computer"),
        ("amount_minor", "1250", "ledger", "₱12.50"),
        ("note", "CASH", "ledger", "Cash"),
        ("note", "torn", "ledger", "torn"),
        ("deleted", "yes", "title", "yes"),
        ("title", "Noli Me Tangere", "title", "Noli Me Tangere"),
        ("title", "1984", "title", "1984"),
        ("fine", "750", "policy", "₱7.50"),
        ("fine_cap", "none", "policy", "no limit"),
        ("len_unit", "overnight", "policy", "overnight"),
        ("circulates", "yes", "policy", "yes"),
        ("acquired_on", None, "book", ""),
    ],
)
def test_a_value_in_words(field: str, value: str | None, entity: str, words: str) -> None:
    assert value_word(field, value, entity) == words


def test_days_and_times_are_those_of_the_desk() -> None:
    at = datetime(2026, 11, 25, 10, 0, 5, 123456, tzinfo=UTC)
    assert value_word("due", "2026-11-25T10:00:05.123456Z") == moment(at)
    assert value_word("due", "2026-11-25T18:00:05+08:00") == moment(at)
    assert value_word("due", "2026-11-25T10:00:05") == moment(at)
    assert value_word("acquired_on", "2026-11-25") == day(date(2026, 11, 25))


def test_what_only_ties_records_together_is_left_out() -> None:
    entries = (
        Difference("student_id", None, "3"),
        Difference("version", "1", "2"),
        Difference("year", "1", "2"),
    )
    assert changes_of("title", entries) == [("Year", "1 → 2")]
    assert is_inner("contributors.1.id")
    assert not is_inner("identifiers.1.value")


def test_of_many_call_numbers_a_few_are_shown() -> None:
    assert few(("A", "B", "C", "D")) == "A\nB\nC\nD"
    assert few(tuple("ABCDEFGHIJKLMNO")) == "A\nB\nC\n12 more…"


def test_no_entry_of_a_used_library_shows_a_code(services: App, actor: Actor) -> None:
    services.sample.create(actor, titles=30, students=20, activities=120)
    begin_the_day(services, actor)
    patron = services.students.list(actor, StudentQuery(), Window(limit=1)).rows[0]
    services.students.set_status(actor, patron.id, patron.version, PatronStatus.LEFT)
    services.ledger.charge(actor, patron.id, ChargeType.DAMAGE, 1_250, "torn cover")
    services.ledger.pay(actor, patron.id, 500, method="CASH")
    made = services.catalog.add_title(actor, TitleDraft("Ibong Adarna", year=1984), [BookDraft("ZZ00001")])
    book = services.catalog.sheet(actor, made.value.title_id).books[0]
    services.catalog.change_book(
        actor, book.id, book.version,
        replace(draft_of(book), status=BookStatus.REPAIR, acquired_on=date(2020, 2, 3)),
    )  # fmt: skip
    raw, window = [], Window(limit=200)
    while True:
        page = services.audit.list(actor, AuditQuery(), window)
        for line in page.rows:
            entry = services.audit.entry(actor, line.id)
            raw += [
                (line.entity, line.action, *change)
                for change in changes_of(line.entity, entry.differences)
                if _RAW.search(change[1])
            ]
        if page.cursor is None:
            break
        window = Window(window.start + len(page.rows), 200, page.cursor)
    assert not raw
