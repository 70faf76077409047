"""The register of patrons by real keys: finding, the sheet, forms, cards, money, undo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import text as sql

from app.bootstrap import App
from app.domain.actors import Actor, Role
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.ledger import ChargeType
from app.domain.members import (
    BlockScope,
    CardStatus,
    Contact,
    ContactKind,
    PatronStatus,
    StudentDraft,
    StudentQuery,
)
from ui.messages import RecordingMessenger
from ui.panes.base import PaneContext
from ui.panes.students.pane import StudentsPane
from ui.runner import Runner

LRN = "400101210244"


@pytest.fixture
def ana(services: App, actor: Actor) -> int:
    """Ana Santos with a card, a contact and a loan."""
    draft = StudentDraft("Santos", "Ana", grade="7", section="Rizal", lrn=LRN)
    contact = Contact(ContactKind.PHONE, "0917 555 0101", "Mother", True)
    made = services.students.add(actor, draft, card="C-1001", contacts=(contact,)).value.student_id
    services.catalog.add_title(
        actor, TitleDraft("Ibong Adarna"), [BookDraft("GS00001"), BookDraft("GS00002")]
    )
    # Three days: a loan of yesterday and its renewal of today may both end on the Monday after a weekend.
    before = datetime.now(UTC) - timedelta(days=3)
    services.circulation.check_out(actor, made, "GS00001", occurred_at=before)
    return made


@pytest.fixture
def others(services: App, actor: Actor) -> None:
    for number, family in enumerate(("Bautista", "Cruz", "Garcia", "Sanchez")):
        grade = "8" if number % 2 else "7"
        services.students.add(actor, StudentDraft(family, "Jose", grade=grade, section="Mabini"))


@pytest.fixture
def pane(show: Callable[..., Any], ana: int, others: None) -> StudentsPane:
    shown: StudentsPane = show(StudentsPane)
    return shown


def settled(qtbot: QtBot, pane: StudentsPane) -> None:
    """Wait until nothing is asked any more."""
    qtbot.waitUntil(lambda: pane.runner.idle)


def opened(qtbot: QtBot, pane: StudentsPane, text: str = "santos") -> None:
    """Search by keys and open the first found with Enter."""
    QTest.keyClicks(pane.list.search, text)
    QTest.keyClick(
        pane.list.search, Qt.Key.Key_Return
    )  # before any answer: the first row of this text is meant
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1 and pane.runner.idle)
    row = pane.model.row(0)
    qtbot.waitUntil(
        lambda: pane.sheet.record is not None and pane.sheet.record.sheet.id == row.id and pane.runner.idle,
    )


def form(pane: StudentsPane) -> Any:
    assert pane.forms is not None and pane.forms.form is not None
    return pane.forms.form


def type_into(pane: StudentsPane, key: str, text: str) -> QWidget:
    """Replace what a field of the open form holds, by keys."""
    widget: QWidget = form(pane).editor(key).widget
    widget.setFocus()
    QTest.keySequence(widget, "Ctrl+A")
    QTest.keyClicks(widget, text)
    return widget


def save(qtbot: QtBot, pane: StudentsPane, where: QWidget) -> None:
    QTest.keyClick(where, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, pane)


def test_the_list_follows_what_is_typed(qtbot: QtBot, pane: StudentsPane) -> None:
    assert pane.state == "loaded" and pane.row_count() == 5
    QTest.keyClicks(pane.list.search, "san")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 2)
    QTest.keyClicks(pane.list.search, "t")
    qtbot.waitUntil(lambda: pane.model.rowCount() == 1)
    QTest.keyClick(pane.list.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: pane.model.rowCount() == 5)


@pytest.mark.parametrize("text", ["C-1001", LRN])
def test_card_and_lrn_find_their_patron(qtbot: QtBot, pane: StudentsPane, text: str) -> None:
    opened(qtbot, pane, text)
    assert pane.sheet.record is not None and pane.sheet.record.sheet.name == "Santos, Ana"


def test_filters_narrow_the_list_and_each_other(qtbot: QtBot, pane: StudentsPane) -> None:
    facets = pane.list.facets
    assert facets is not None
    facets.choose("grade", "8")
    qtbot.waitUntil(lambda: pane.runner.idle and pane.model.rowCount() == 2)
    assert facets.choice() == {"grade": ("8",)}
    facets.choose("kind", "GUEST")
    qtbot.waitUntil(lambda: pane.state == "empty")
    facets.clear_choice()
    qtbot.waitUntil(lambda: pane.model.rowCount() == 5)


def test_an_empty_register_says_the_first_step(qtbot: QtBot, show: Callable[..., Any], actor: Actor) -> None:
    pane: StudentsPane = show(StudentsPane)
    qtbot.waitUntil(lambda: pane.state == "empty")
    assert pane.list.view.empty_notice().title().text() == "No patrons yet"
    QTest.keyClick(pane.list.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert form(pane).isVisible()


def test_the_sheet_shows_loans_and_closes_with_esc(qtbot: QtBot, pane: StudentsPane) -> None:
    opened(qtbot, pane)
    assert [loan.title for loan in pane.sheet.loans.model.rows()] == ["Ibong Adarna"]
    for tab in ("loans", "history", "account", "activity"):
        pane.list.sheet.show_tab(tab)
        settled(qtbot, pane)
    assert pane.sheet.history.model.rowCount() == 1
    assert pane.sheet.activity.model.rowCount() == 1
    pane.list.sheet.setFocus()
    QTest.keyClick(pane.sheet.activity.table, Qt.Key.Key_Escape)
    assert pane.list.sheet.isHidden()


def test_add_a_patron_by_keys_with_a_card(
    qtbot: QtBot, pane: StudentsPane, services: App, actor: Actor
) -> None:
    QTest.keyClick(pane.list.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    for key, text in (
        ("family_name", "Reyes"),
        ("given_name", "Ben"),
        ("grade", "grade 9"),
        ("card", "c-2002"),
    ):
        where = type_into(pane, key, text)
    save(qtbot, pane, where)
    found = services.students.by_card(actor, "C-2002")
    assert found.name == "Reyes, Ben" and found.draft.grade == "9"
    qtbot.waitUntil(lambda: pane.sheet.record is not None and pane.sheet.record.sheet.id == found.id)


def test_an_lrn_is_checked_while_it_is_typed(qtbot: QtBot, pane: StudentsPane) -> None:
    QTest.keyClick(pane.list.search, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    type_into(pane, "lrn", "12345")
    assert "12 digits" in form(pane).errors()["lrn"]
    type_into(pane, "lrn", LRN)
    qtbot.waitUntil(lambda: "Santos, Ana" in form(pane).errors().get("lrn", ""))
    type_into(pane, "lrn", "400101210245")
    assert "lrn" not in form(pane).errors()


def test_what_was_typed_is_not_lost_by_another_row(
    qtbot: QtBot, pane: StudentsPane, messages: RecordingMessenger
) -> None:
    opened(qtbot, pane)
    pane.search("")
    qtbot.waitUntil(lambda: pane.runner.idle and pane.model.rowCount() == 5)
    QTest.keyClick(pane.list.table, Qt.Key.Key_E, Qt.KeyboardModifier.ControlModifier)
    type_into(pane, "given_name", "Anabel")
    pane.list.table.selectRow(0)
    assert [q.title for q in messages.asked] == ["Leave without saving?"]
    assert form(pane).values()["given_name"] == "Anabel"
    qtbot.waitUntil(lambda: [row.name for row in pane.list.selected()] == ["Santos, Ana"])
    messages.answers.append(("leave", ""))
    pane.list.table.selectRow(0)
    settled(qtbot, pane)
    assert pane.forms is not None and pane.forms.form is None
    assert pane.sheet.record is not None and pane.sheet.record.sheet.name == "Bautista, Jose"


def test_esc_in_a_clean_form_goes_back_to_the_sheet(qtbot: QtBot, pane: StudentsPane) -> None:
    opened(qtbot, pane)
    pane.do("edit")
    where = form(pane).editor("family_name").widget
    qtbot.waitUntil(where.isVisible)
    QTest.keyClick(where, Qt.Key.Key_Escape)
    assert pane.forms is not None and pane.forms.form is None
    assert pane.list.sheet.isVisible() and pane.list.sheet.tab() == "overview"


def test_edit_is_saved_and_undone_with_ctrl_z(
    qtbot: QtBot, pane: StudentsPane, services: App, actor: Actor, ana: int
) -> None:
    opened(qtbot, pane)
    pane.do("edit")
    save(qtbot, pane, type_into(pane, "given_name", "Anna"))
    assert services.students.get(actor, ana).name == "Santos, Anna"
    pane.list.table.setFocus()
    QTest.keyClick(pane.list.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, pane)
    assert services.students.get(actor, ana).name == "Santos, Ana"


def test_somebody_elses_change_is_told_and_nothing_overwritten(
    qtbot: QtBot, pane: StudentsPane, services: App, actor: Actor, ana: int
) -> None:
    opened(qtbot, pane)
    pane.do("edit")
    now = services.students.get(actor, ana)
    services.students.set_status(actor, ana, now.version, PatronStatus.INACTIVE)
    where = type_into(pane, "given_name", "Anna")
    save(qtbot, pane, where)
    assert form(pane).values()["given_name"] == "Anna"
    assert services.students.get(actor, ana).name == "Santos, Ana"


def test_a_lost_card_is_replaced(
    qtbot: QtBot, pane: StudentsPane, services: App, actor: Actor, ana: int
) -> None:
    opened(qtbot, pane)
    assert pane.sheet.record is not None
    pane.sheet.wanted.emit("replace", pane.sheet.record.sheet.cards[0])
    save(qtbot, pane, type_into(pane, "number", "C-3003"))
    states = {card.number: card.status for card in services.students.get(actor, ana).cards}
    assert states == {"C-1001": CardStatus.LOST, "C-3003": CardStatus.ACTIVE}


def test_a_taken_card_number_is_said_above_the_form(qtbot: QtBot, pane: StudentsPane) -> None:
    opened(qtbot, pane, "bautista")
    pane.do("issue")
    save(qtbot, pane, type_into(pane, "number", "C-1001"))
    assert form(pane).values()["number"] == "C-1001"


def test_block_and_lift(qtbot: QtBot, pane: StudentsPane, services: App, actor: Actor, ana: int) -> None:
    opened(qtbot, pane)
    pane.do("block")
    save(qtbot, pane, type_into(pane, "reason", "Locker key missing"))
    block = services.students.get(actor, ana).blocks[0]
    assert block.scopes == (BlockScope.CIRC,) and block.reason == "Locker key missing"
    qtbot.waitUntil(lambda: bool(pane.sheet.record and pane.sheet.record.sheet.blocks))
    pane.sheet.wanted.emit("lift", block)
    settled(qtbot, pane)
    assert services.students.get(actor, ana).blocks[0].lifted


def test_contacts_are_added_changed_and_removed(
    qtbot: QtBot, pane: StudentsPane, services: App, actor: Actor, ana: int
) -> None:
    opened(qtbot, pane)
    pane.sheet.wanted.emit("contact", None)
    where = type_into(pane, "value", "not a number")
    save(qtbot, pane, where)
    assert "value" in form(pane).errors()
    save(qtbot, pane, type_into(pane, "value", "0918 555 0202"))
    assert [c.value for c in services.students.get(actor, ana).contacts] == ["0917 555 0101", "0918 555 0202"]
    qtbot.waitUntil(lambda: bool(pane.sheet.record and len(pane.sheet.record.sheet.contacts) == 2))
    pane.sheet.wanted.emit("uncontact", 0)
    settled(qtbot, pane)
    assert [c.value for c in services.students.get(actor, ana).contacts] == ["0918 555 0202"]


def test_part_payment_leaves_the_rest_and_more_is_refused(
    qtbot: QtBot, pane: StudentsPane, services: App, actor: Actor, ana: int
) -> None:
    services.ledger.charge(actor, ana, ChargeType.DAMAGE, 5_000, "Torn cover")
    opened(qtbot, pane)
    assert pane.sheet.account.balance() == "₱50.00 owed"
    QTest.keyClick(pane.list.search, Qt.Key.Key_F6)
    where = type_into(pane, "amount", "60")
    save(qtbot, pane, where)
    assert "amount" in form(pane).errors()
    save(qtbot, pane, type_into(pane, "amount", "20.50"))
    assert services.ledger.account(actor, ana).owed_minor == 2_950
    qtbot.waitUntil(lambda: pane.sheet.account.balance() == "₱29.50 owed")
    QTest.keyClick(pane.list.table, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled(qtbot, pane)
    assert services.ledger.account(actor, ana).owed_minor == 5_000


def test_waive_charge_refund_and_void(
    qtbot: QtBot, pane: StudentsPane, services: App, actor: Actor, ana: int
) -> None:
    opened(qtbot, pane)
    pane.sheet.wanted.emit("charge", None)
    type_into(pane, "amount", "30")
    save(qtbot, pane, type_into(pane, "note", "Printed 15 pages"))
    qtbot.waitUntil(lambda: pane.sheet.account.balance() == "₱30.00 owed")
    line = pane.sheet.account.model.row(0)
    pane.sheet.wanted.emit("waive", line)
    type_into(pane, "amount", "10")
    save(qtbot, pane, type_into(pane, "reason", "Half was blank"))
    qtbot.waitUntil(lambda: pane.sheet.account.balance() == "₱20.00 owed")
    pane.sheet.wanted.emit("void", line)
    save(qtbot, pane, type_into(pane, "reason", "Wrong patron"))
    qtbot.waitUntil(lambda: pane.sheet.account.balance() == "Nothing owed")


def test_loans_are_renewed_and_checked_in_from_the_sheet(
    qtbot: QtBot, pane: StudentsPane, services: App, actor: Actor, ana: int
) -> None:
    opened(qtbot, pane)
    pane.list.sheet.show_tab("loans")
    pane.sheet.loans.table.selectRow(0)
    pane.sheet.loans.table.acts.trigger("renew")
    settled(qtbot, pane)
    assert services.circulation.patron(actor, ana).loans[0].renewals == 1
    qtbot.waitUntil(lambda: pane.sheet.loans.model.row(0).renewals == 1)
    due = pane.sheet.loans.model.row(0).due_on
    pane.sheet.loans.table.acts.trigger("until")
    settled(qtbot, pane)
    type_into(pane, "reason", "Exam week")  # the rules allow one renewal
    field = type_into(pane, "due", due.isoformat())
    qtbot.keyClick(field, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert "Choose a later day" in pane.forms.form.errors()["due"]
    later = due + timedelta(days=30)
    field.clear()
    save(qtbot, pane, type_into(pane, "due", later.isoformat()))
    qtbot.waitUntil(lambda: pane.sheet.loans.model.row(0).due_on == later)
    pane.sheet.loans.table.acts.trigger("check-in")
    settled(qtbot, pane)
    assert services.circulation.patron(actor, ana).loans == ()
    qtbot.waitUntil(lambda: pane.sheet.loans.model.rowCount() == 0)


def test_delete_asks_is_refused_with_books_and_can_be_undone(
    qtbot: QtBot,
    pane: StudentsPane,
    messages: RecordingMessenger,
    services: App,
    actor: Actor,
    runner: Runner,
) -> None:
    failures: list[Exception] = []
    runner.failed.connect(failures.append)
    opened(qtbot, pane)
    messages.answers.append(("delete", ""))
    pane.do("delete")
    settled(qtbot, pane)
    assert "on loan" in str(failures[0])
    QTest.keyClick(pane.list.search, Qt.Key.Key_Escape)
    opened(qtbot, pane, "garcia")
    messages.answers.append(("delete", ""))
    pane.do("delete")
    settled(qtbot, pane)
    qtbot.waitUntil(lambda: bool(pane.sheet.record and pane.sheet.record.deleted))
    pane.undo_last()
    settled(qtbot, pane)
    qtbot.waitUntil(lambda: bool(pane.sheet.record and not pane.sheet.record.deleted))


def test_a_photo_is_set_and_shown(
    qtbot: QtBot, pane: StudentsPane, messages: RecordingMessenger, tmp_path: Path
) -> None:
    image = QImage(300, 200, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    assert image.save(buffer, "PNG")
    picture = tmp_path / "ana.png"
    picture.write_bytes(bytes(buffer.data().data()))
    opened(qtbot, pane)
    assert not pane.sheet.overview.face().has_image()
    messages.files.append(picture)
    pane.sheet.wanted.emit("photo", None)
    qtbot.waitUntil(pane.sheet.overview.face().has_image)


def test_the_shown_list_is_exported(
    qtbot: QtBot, pane: StudentsPane, messages: RecordingMessenger, tmp_path: Path
) -> None:
    target = tmp_path / "sevens.csv"
    messages.files.append(target)
    assert pane.list.facets is not None
    pane.list.facets.choose("grade", "7")
    qtbot.waitUntil(lambda: pane.runner.idle and pane.model.rowCount() == 3)
    pane._on_export()
    qtbot.waitUntil(lambda: target.exists() and pane.runner.idle)
    text = target.read_text(encoding="utf-8-sig")
    assert text.splitlines()[0].startswith("Name,State,Card") and len(text.splitlines()) == 4


def test_another_pane_opens_a_patron_by_id(qtbot: QtBot, pane: StudentsPane, ana: int) -> None:
    pane.open(ana)
    qtbot.waitUntil(lambda: bool(pane.sheet.record and pane.sheet.record.sheet.id == ana))
    asked: list[tuple[str, object]] = []
    pane.open_requested.connect(lambda key, target: asked.append((key, target)))
    pane.do("desk") if pane.list.selected() else pane.sheet.wanted.emit("desk", None)
    assert asked == [("circulation", ana)]


def test_a_librarian_sees_no_waiver_and_no_import(
    qtbot: QtBot, services: App, context: PaneContext, ana: int, runner: Runner
) -> None:
    from dataclasses import replace

    desk = replace(context, actor=Actor(context.actor.user_id, "Lib", Role.LIBRARIAN, "desk-1"))
    pane = StudentsPane(desk)
    qtbot.addWidget(pane)
    assert "import" not in {act.key for act in pane.acts()}
    assert {act.key for act in pane.sheet.account.table.acts.acts} == {"pay"}


def test_a_change_elsewhere_is_shown(
    qtbot: QtBot, pane: StudentsPane, services: App, actor: Actor, ana: int, runner: Runner
) -> None:
    opened(qtbot, pane)
    receipt = services.ledger.charge(actor, ana, ChargeType.PRINT, 700, "Copies")
    runner.publish(receipt.changed)
    qtbot.waitUntil(lambda: pane.sheet.account.balance() == "₱7.00 owed")


def test_an_overdue_loan_shows_its_fine(
    qtbot: QtBot, show: Callable[..., Any], services: App, actor: Actor, ana: int
) -> None:
    now = services.circulation.patron(actor, ana).loans[0].checked_out_at
    services.circulation.check_out(actor, ana, "GS00002", occurred_at=now - timedelta(days=60))
    pane: StudentsPane = show(StudentsPane)
    pane.open(ana)
    qtbot.waitUntil(lambda: pane.sheet.loans.model.rowCount() == 2)
    assert any(loan.overdue and loan.fine_minor > 0 for loan in pane.sheet.loans.model.rows())


def test_many_are_marked_at_once_and_taken_back(
    qtbot: QtBot, pane: StudentsPane, messages: RecordingMessenger, services: App, actor: Actor
) -> None:
    pane.list.table.setFocus()
    QTest.keyClick(pane.list.table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    messages.answers.append(("do", ""))
    pane.do("left")
    qtbot.waitUntil(lambda: bool(messages.undos))
    assert messages.asked[0].title == "Mark 5 patrons as left?"
    left = StudentQuery(status=PatronStatus.LEFT)
    assert services.students.count(actor, left).value == 5
    messages.undos[0]()
    qtbot.waitUntil(lambda: messages.told[-1] == "5 changes taken back")
    assert services.students.count(actor, left).value == 0


def test_import_opens_the_cockpit_for_class_lists(qtbot: QtBot, pane: StudentsPane) -> None:
    pane.do("import")
    assert pane.cockpit is not None and pane.cockpit.isVisible() and pane.list.isHidden()
    QTest.keyClick(pane.cockpit, Qt.Key.Key_Escape)
    assert pane.list.isVisible() and pane.cockpit.isHidden()


def test_keys_act_on_the_patron_of_the_sheet_only(
    qtbot: QtBot, pane: StudentsPane, services: App, actor: Actor
) -> None:
    QTest.keyClicks(pane.list.search, "garcia")
    QTest.keyClick(pane.list.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: bool(pane.list.selected()) and pane.runner.idle)
    other = services.students.add(actor, StudentDraft("Zamora", "Lia")).value.student_id
    pane.open(other)
    qtbot.waitUntil(lambda: bool(pane.sheet.record and pane.sheet.record.sheet.id == other))
    assert pane.list.selected() == ()


def test_a_photo_that_cant_be_shown_is_told_and_nothing_else_fails(
    qtbot: QtBot, pane: StudentsPane, messages: RecordingMessenger, services: App, actor: Actor, ana: int
) -> None:
    services.students.set_photo(actor, ana, b"\x89PNG\r\n\x1a\n")
    services.core.database.write(lambda c: c.execute(sql("UPDATE stored_files SET content = 'else'")))
    opened(qtbot, pane)

    def told() -> list[str]:
        return [each.text() for each in pane.sheet.overview.findChildren(QLabel)]

    qtbot.waitUntil(lambda: "The photo can't be shown now." in told())
    assert not pane.sheet.overview.face().has_image()
    assert not messages.warned
