"""Importing patrons on each engine."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.members import ContactKind, PatronKind, PatronStatus, StudentQuery, StudentSheet
from app.domain.paging import Window
from app.errors import InvalidInput
from app.services import plan_file
from app.services.importing import BatchState, ImportKind, Preview, Verdict

HEADINGS = [
    "LRN",
    "Name",
    "Grade Level",
    "Section",
    "Student ID",
    "School Year",
    "Guardian",
    "Contact Number",
    "Email",
]
ROWS = [
    [
        "123456789012",
        "Reyes, Ana B.",
        "Grade 7",
        "Rizal",
        "C-001",
        "2026-2027",
        "Reyes, Jose",
        "0917 123 4567",
        "",
    ],
    ["123456789013", "Dela Peña, Juan", "10", "Mabini", "C-002", "", "", "", "juan@example.org"],
    ["", "Cruz, Maria", "Kinder", "Sampaguita", "C-003", "", "", "", ""],
    ["", "Tan, Lee", "7 - Bonifacio", "", "", "", "", "", ""],
]

Save = Callable[..., Path]


@pytest.fixture(autouse=True)
def plans_in_the_tests_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Previews nobody discards go with the test's folder."""
    monkeypatch.setattr(plan_file, "root", lambda: tmp_path)


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """``save(rows)``: a CSV file with the headings and these rows."""

    def write(rows: list[list[str]], headings: list[str] = HEADINGS) -> Path:
        path = tmp_path / "students.csv"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([headings, *rows])
        return path

    return write


def _counts(preview: Preview) -> dict[str, int]:
    return {verdict.value: count for verdict, count in preview.counts.items() if count}


def _import(app: App, actor: Actor, path: Path) -> Any:
    return app.importing.apply(actor, app.importing.preview(actor, path).plan).value


def _sheet(app: App, actor: Actor, text: str) -> StudentSheet:
    rows = app.students.list(actor, StudentQuery(text=text), Window()).rows
    assert len(rows) == 1, rows
    return app.students.get(actor, rows[0].id)


def test_a_class_list_becomes_patrons(app: App, head: Actor, save: Save) -> None:
    preview = app.importing.preview(head, save(ROWS))
    assert preview.kind is ImportKind.STUDENTS
    assert _counts(preview) == {"create": 4}
    assert [(offer.name, offer.rows) for offer in preview.repairs] == [("section_in_grade", 1)]
    assert app.importing.apply(head, preview.plan).value.state is BatchState.DONE
    ana = _sheet(app, head, "reyes")
    assert (ana.draft.lrn, ana.draft.family_name, ana.draft.given_name) == ("123456789012", "Reyes", "Ana B.")
    assert (ana.draft.grade, ana.draft.section, ana.draft.kind) == ("7", "Rizal", PatronKind.STUDENT)
    assert [card.number for card in ana.cards] == ["C-001"]
    assert [(c.kind, c.name, c.value) for c in ana.contacts] == [
        (ContactKind.GUARDIAN, "Reyes, Jose", "0917 123 4567")
    ]
    assert [(one.school_year, one.grade, one.section) for one in ana.enrolments] == [
        ("2026-2027", "7", "Rizal")
    ]
    assert _sheet(app, head, "pena").contacts[0].value == "juan@example.org"
    maria = _sheet(app, head, "cruz")
    assert (maria.draft.grade, maria.category) == ("K", "STUDENT_PRIMARY")
    lee = _sheet(app, head, "tan")
    assert (lee.draft.grade, lee.draft.section) == ("7", "Bonifacio")


def test_the_same_list_again_changes_nothing(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS))
    assert _counts(app.importing.preview(head, save(ROWS))) == {"skip": 4}


def test_a_changed_row_changes_that_patron(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS))
    changed = [
        ["123456789012", "Reyes, Ana B.", "8", "Luna", "C-009", "2027-2028", "", "", "ana@example.org"],
        *ROWS[1:],
    ]
    preview = app.importing.preview(head, save(changed))
    assert _counts(preview) == {"change": 1, "skip": 3}
    (row,) = app.importing.rows(head, preview.plan, verdicts=[Verdict.CHANGE]).rows
    assert {one.field for one in row.changes} == {"grade", "section", "card", "contacts", "school_year"}
    done = app.importing.apply(head, preview.plan).value
    ana = _sheet(app, head, "reyes")
    assert (ana.draft.grade, ana.draft.section) == ("8", "Luna")
    assert {card.number for card in ana.cards} == {"C-001", "C-009"}
    assert len(ana.contacts) == len(ana.enrolments) == 2
    app.importing.undo(head, done.batch_id)
    back = _sheet(app, head, "reyes")
    assert (back.draft.grade, back.draft.section) == ("7", "Rizal")
    assert len(back.contacts) == len(back.enrolments) == 1
    assert {card.number: card.status.value for card in back.cards} == {"C-001": "ACTIVE", "C-009": "RETIRED"}


def test_rows_that_cannot_be_used_are_named(app: App, head: Actor, save: Save) -> None:
    rows = [
        *ROWS,
        ["12345", "Short, Lrn", "7", "", "", "", "", "", ""],
        ["1.23457E+11", "Rounded, Lrn", "7", "", "", "", "", "", ""],
        ["123456789012", "Other, Person", "7", "", "", "", "", "", ""],
        ["", "", "7", "", "C-100", "", "", "", ""],
        ["", "Same, Card", "7", "", "C-001", "", "", "", ""],
        ["", "Tan, Lee", "7 - Bonifacio", "", "", "", "", "", ""],
    ]
    preview = app.importing.preview(head, save(rows))
    assert _counts(preview) == {"create": 4, "refused": 3, "conflict": 3}
    listed = app.importing.rows(head, preview.plan, verdicts=[Verdict.REFUSED, Verdict.CONFLICT]).rows
    reasons = " ".join(row.reason for row in listed)
    for words in (
        "this one has 5",
        "rounded",
        "Line 2 has the same number",
        "needs a name",
        "same card",
        "same name",
    ):
        assert words in reasons, words


def test_numbers_that_belong_to_others_are_conflicts(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS))
    rows = [
        ["", "Somebody, Else", "7", "", "C-001", "", "", "", ""],
        ["123456789012", "Reyes, Ana B.", "7", "Rizal", "C-002", "", "", "", ""],
        ["", "Tan, Lee", "9", "Other", "", "", "", "", ""],
    ]
    preview = app.importing.preview(head, save(rows))
    assert _counts(preview) == {"conflict": 3}
    reasons = [row.reason for row in app.importing.rows(head, preview.plan).rows]
    assert "This card belongs to Reyes, Ana B." in reasons[0]
    assert "the card is Dela Peña, Juan's" in reasons[1]
    assert "give an LRN or a card" in reasons[2]


def test_a_patron_gains_an_lrn(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS))
    row = ["123456789099", "Tan, Lee", "7", "Bonifacio", "", "", "", "", ""]
    preview = app.importing.preview(head, save([row]))
    assert _counts(preview) == {"change": 1}
    app.importing.apply(head, preview.plan)
    assert _sheet(app, head, "tan").draft.lrn == "123456789099"


def test_a_deleted_patron_is_offered_for_restoring(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS))
    ana = _sheet(app, head, "reyes")
    app.students.delete(head, ana.id, ana.version)
    preview = app.importing.preview(head, save(ROWS))
    (row,) = app.importing.rows(head, preview.plan, verdicts=[Verdict.CONFLICT]).rows
    assert (row.record_id, row.restore) == (ana.id, True)


def test_undo_and_the_same_list_anew(app: App, head: Actor, save: Save) -> None:
    done = _import(app, head, save(ROWS))
    undone = app.importing.undo(head, done.batch_id).value
    assert (undone.removed, undone.kept) == (4, 0)
    assert app.students.list(head, StudentQuery(text="reyes"), Window()).rows == ()
    again = app.importing.preview(head, save(ROWS))
    assert _counts(again) == {"create": 4}
    app.importing.apply(head, again.plan)
    ana = _sheet(app, head, "reyes")
    assert (ana.draft.lrn, [card.number for card in ana.cards]) == ("123456789012", ["C-001"])
    assert _counts(app.importing.preview(head, save(ROWS))) == {"skip": 4}


def test_undo_keeps_a_patron_somebody_changed(app: App, head: Actor, save: Save) -> None:
    done = _import(app, head, save(ROWS))
    ana = _sheet(app, head, "reyes")
    app.students.set_status(head, ana.id, ana.version, PatronStatus.INACTIVE)
    undone = app.importing.undo(head, done.batch_id).value
    assert (undone.removed, undone.kept) == (3, 1)
    assert undone.examples[0].label == "Reyes, Ana B."


def test_a_status_is_taken_for_new_patrons_only(app: App, head: Actor, save: Save) -> None:
    headings = ["LRN", "Last Name", "First Name", "Status", "Type"]
    _import(app, head, save([["123456789012", "Reyes", "Ana", "Inactive", "Teacher"]], headings))
    ana = _sheet(app, head, "reyes")
    assert (ana.draft.status, ana.draft.kind) == (PatronStatus.INACTIVE, PatronKind.PERSONNEL)
    preview = app.importing.preview(
        head, save([["123456789012", "Reyes", "Ana", "Active", "Teacher"]], headings)
    )
    assert _counts(preview) == {"skip": 1}


def test_a_list_without_names_is_refused(app: App, head: Actor, save: Save) -> None:
    with pytest.raises(InvalidInput, match="name"):
        app.importing.preview(head, save([["123456789012"]], ["LRN"]), "students")
