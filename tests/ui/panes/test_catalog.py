"""The catalogue by keys and mouse, over a real library: nothing here knows what the pane is made of inside."""

from __future__ import annotations

import csv
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QLabel, QLineEdit, QMenu, QPlainTextEdit, QPushButton, QTableView, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor, Role
from app.domain.catalog import BookDraft, BookStatus, Contributor, TitleDraft, TitleIdentifier
from app.domain.members import StudentDraft
from app.domain.searching import TitleQuery
from app.errors import Unreachable
from ui.messages import RecordingMessenger
from ui.panes.base import Pane, PaneContext
from ui.panes.catalog.book_form import draft_of
from ui.panes.catalog.matches import spans
from ui.panes.catalog.pane import CatalogPane
from ui.panes.catalog.title_form import identifiers_from, isbn_problem, isbn_text, people_from, people_text
from ui.runner import Runner

Show = Callable[..., CatalogPane]
KEY = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier

SHELF = (
    ("The Lantern Harbor", "a novel", "Reyes, Ana", 2011, "eng", ("FIC001", "FIC002"), "FIC"),
    ("Lanterns of the River", None, "Santos, Jose", 1998, "eng", ("FIC003",), "FIC"),
    ("Ang Parol sa Bintana", None, "Cruz, Maria", 2019, "fil", ("FIL001",), "FIL"),
    ("Atlas of Volcanoes", None, "Bautista, Ramon", 2004, "eng", ("REF001",), "REF"),
)  # fmt: skip


@pytest.fixture
def shelf(services: App, actor: Actor) -> dict[str, int]:
    """Four titles; title → id."""
    made = {}
    for title, subtitle, author, year, language, numbers, collection in SHELF:
        draft = TitleDraft(title, subtitle, contributors=(Contributor(author),), year=year, language=language)
        copies = [
            BookDraft(number, call_number=f"{collection} 800 X{place}", collection=collection)
            for place, number in enumerate(numbers)
        ]
        made[title] = services.catalog.add_title(actor, draft, copies).value.title_id
    return made


@pytest.fixture
def pane(show: Callable[..., Pane], shelf: dict[str, int], qtbot: QtBot) -> CatalogPane:
    """The pane with its list loaded."""
    made = show(CatalogPane)
    assert isinstance(made, CatalogPane)
    made.activateWindow()
    qtbot.waitUntil(lambda: made.row_count() == 4 and made.model.row(3) is not None)
    return made


@pytest.fixture
def settled(qtbot: QtBot, runner: Runner) -> Callable[[Callable[[], bool]], None]:
    """Wait until something is true and nothing is under way."""
    return lambda true: qtbot.waitUntil(lambda: true() and runner.idle)


def titles_shown(pane: CatalogPane) -> list[str]:
    model = pane.list.table.rows
    rows = [model.row(number) for number in range(model.rowCount())]
    return [row.title for row in rows if row is not None]


def texts(root: QWidget) -> str:
    return "\n".join(label.text() for label in root.findChildren(QLabel) if label.isVisibleTo(root))


def field(pane: CatalogPane, key: str) -> Any:
    found = pane.list.sheet.findChild(QWidget, f"field-{key}")
    assert found is not None
    return found


def press(root: QWidget, text: str) -> None:
    found = [b for b in root.findChildren(QPushButton) if b.text() == text and b.isVisibleTo(root)]
    assert found, f"no button {text!r}"
    found[0].click()


# -- finding ---------------------------------------------------------------------------------------------


def test_typing_narrows_the_list_and_marks_what_matched(
    pane: CatalogPane, qtbot: QtBot, settled: Callable[..., None]
) -> None:
    qtbot.keyClicks(pane.list.search, "lan", delay=5)
    settled(lambda: len(titles_shown(pane)) == 2 and pane.row_count() == 2)
    assert set(titles_shown(pane)) == {"The Lantern Harbor", "Lanterns of the River"}
    assert pane.list.count_label() == "2 titles"
    before = grabbed(pane.list.table)
    pane._delegate._words = tuple
    pane.list.table.viewport().update()
    assert grabbed(pane.list.table) != before, "nothing was marked"


def grabbed(widget: QWidget) -> QImage:
    return widget.grab().toImage()


def test_a_typo_is_forgiven_and_said(pane: CatalogPane, qtbot: QtBot, settled: Callable[..., None]) -> None:
    qtbot.keyClicks(pane.list.search, "vulcanoes")
    settled(lambda: titles_shown(pane) == ["Atlas of Volcanoes"])
    assert "“volcanoes”" in texts(pane.list.view)


def test_nothing_found_offers_to_clear(pane: CatalogPane, qtbot: QtBot, settled: Callable[..., None]) -> None:
    qtbot.keyClicks(pane.list.search, "qqqqzzzz")
    settled(lambda: pane.state == "empty")
    press(pane.list.view, "Clear search and filters")
    settled(lambda: pane.row_count() == 4 and pane.state == "loaded")
    assert pane.list.search.text() == ""


def test_filters_have_counts_and_narrow(
    pane: CatalogPane, qtbot: QtBot, settled: Callable[..., None]
) -> None:
    facets = pane.list.facets
    assert facets is not None
    settled(lambda: "Filipino" in texts(facets))
    button = next(b for b in facets.findChildren(QPushButton) if b.property("facet") == "FIC")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    settled(lambda: set(titles_shown(pane)) == {"The Lantern Harbor", "Lanterns of the River"})
    # The other values of the chosen group stay, so that the choice can be changed in one step.
    assert any(b.property("facet") == "REF" for b in facets.findChildren(QPushButton))


def test_the_header_sorts(pane: CatalogPane, settled: Callable[..., None]) -> None:
    pane.list.table.sort_by("-year")
    settled(lambda: titles_shown(pane)[:1] == ["Ang Parol sa Bintana"])
    pane.list.table.sort_by("year")
    settled(lambda: titles_shown(pane)[:1] == ["Lanterns of the River"])


def test_keys_sort_the_list_from_the_box_and_the_sheet_s_table_from_within(
    pane: CatalogPane, qtbot: QtBot, settled: Callable[..., None], services: App, actor: Actor
) -> None:
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier

    def menu_of(table: QTableView) -> QMenu | None:
        return next((menu for menu in table.findChildren(QMenu) if menu.isVisible()), None)

    pane.activateWindow()
    pane.take_focus()
    qtbot.waitUntil(pane.list.search.hasFocus)
    qtbot.keyClick(pane.list.search, KEY.Key_S, both)
    menu = menu_of(pane.list.table)
    assert menu is not None
    while menu.activeAction() is None or not menu.activeAction().text().startswith("Year"):
        qtbot.keyClick(menu, KEY.Key_Down)
    qtbot.keyClick(menu, KEY.Key_Return)
    settled(lambda: titles_shown(pane)[:1] == ["Lanterns of the River"])

    patron = services.students.add(actor, StudentDraft("Dela Cruz", "Lito"), card="C100").value
    services.circulation.check_out(actor, patron.student_id, "FIC001")
    pane.open("FIC001")
    settled(lambda: pane.sheet.title is not None)
    pane.list.sheet.show_tab("loans")
    settled(lambda: pane.sheet.loans.state == "loaded")
    loans = pane.sheet.loans.findChild(QTableView)
    assert loans is not None
    pane.activateWindow()
    loans.setFocus()
    qtbot.waitUntil(loans.hasFocus)
    qtbot.keyClick(loans, KEY.Key_S, both)
    menu = menu_of(loans)
    assert menu is not None and menu_of(pane.list.table) is None
    menu.close()


def test_keys_alone_lead_from_the_box_to_the_sheet_and_back(
    pane: CatalogPane, qtbot: QtBot, settled: Callable[..., None]
) -> None:
    qtbot.keyClicks(pane.list.search, "atlas")
    settled(lambda: titles_shown(pane) == ["Atlas of Volcanoes"])
    qtbot.keyClick(pane.list.search, KEY.Key_Down)
    qtbot.keyClick(pane.list.table, KEY.Key_Return)
    settled(lambda: pane.sheet.title is not None)
    assert "Bautista, Ramon" in texts(pane.list.sheet)
    qtbot.keyClick(pane.list.sheet, KEY.Key_Escape)
    qtbot.waitUntil(lambda: pane.list.sheet.isHidden())
    qtbot.keyClicks(pane.list.table, "/")
    assert pane.list.search.hasFocus()


def test_enter_in_the_box_opens_the_best_title(
    pane: CatalogPane, qtbot: QtBot, settled: Callable[..., None]
) -> None:
    qtbot.keyClicks(pane.list.search, "parol\r")  # Enter comes before the answer, as from a scanner
    settled(lambda: pane.sheet.title is not None and not pane.list.sheet.isHidden())
    assert pane.sheet.title is not None and pane.sheet.title.draft.title == "Ang Parol sa Bintana"


def test_rows_are_copied_as_tsv(pane: CatalogPane, messages: RecordingMessenger, qtbot: QtBot) -> None:
    pane.list.table.selectAll()
    qtbot.keyClick(pane.list.table, KEY.Key_C, CTRL)
    lines = messages.copied[-1].splitlines()
    assert lines[0].startswith("Title\tAuthor") and len(lines) == 5


# -- the sheet -------------------------------------------------------------------------------------------


def test_the_sheet_shows_who_has_a_copy_and_what_was_done(
    pane: CatalogPane, services: App, actor: Actor, shelf: dict[str, int], settled: Callable[..., None]
) -> None:
    patron = services.students.add(actor, StudentDraft("Dela Cruz", "Lito"), card="C100").value
    services.circulation.check_out(actor, patron.student_id, "FIC001")
    pane.open("FIC001")
    settled(lambda: pane.sheet.title is not None and pane.list.sheet.tab() == "copies")
    assert "Dela Cruz, Lito" in "\n".join(b.text() for b in pane.list.sheet.findChildren(QPushButton))
    assert "Due" in texts(pane.list.sheet)
    pane.list.sheet.show_tab("loans")
    settled(lambda: pane.sheet.loans.state == "loaded")
    table = pane.sheet.loans.findChild(QTableView)
    assert table is not None and table.model().rowCount() == 1
    pane.list.sheet.show_tab("changes")
    settled(lambda: "Added" in texts(pane.sheet.changes))


def test_a_change_elsewhere_is_seen(
    pane: CatalogPane,
    services: App,
    actor: Actor,
    shelf: dict[str, int],
    runner: Runner,
    settled: Callable[..., None],
) -> None:
    title = services.catalog.sheet(actor, shelf["Atlas of Volcanoes"])
    pane.open(title.id)
    settled(lambda: pane.sheet.title is not None)
    draft = TitleDraft("Atlas of Volcanoes and Hot Springs")
    receipt = services.catalog.change_title(actor, title.id, title.version, draft)
    runner.publish(receipt.changed)
    settled(lambda: "Hot Springs" in texts(pane.list.sheet))
    assert "Atlas of Volcanoes and Hot Springs" in titles_shown(pane)


# -- adding and editing ----------------------------------------------------------------------------------


def test_add_a_title_with_two_copies_and_undo(
    pane: CatalogPane,
    services: App,
    actor: Actor,
    messages: RecordingMessenger,
    qtbot: QtBot,
    settled: Callable[..., None],
    runner: Runner,
) -> None:
    receipts: list[Any] = []
    runner.receipted.connect(receipts.append)
    pane.do("add")
    settled(lambda: pane.editing.form is not None)
    title = field(pane, "title")
    assert isinstance(title, QLineEdit) and title.hasFocus()
    qtbot.keyClicks(title, "Kites over Taal")
    people = field(pane, "people")
    assert isinstance(people, QPlainTextEdit)
    qtbot.keyClicks(people, "Garcia, Elena")
    qtbot.keyClicks(field(pane, "isbn"), "0306406152")
    qtbot.keyClicks(field(pane, "year"), "2021")
    qtbot.keyClicks(field(pane, "numbers"), "gc001, GC002")
    qtbot.keyClick(title, KEY.Key_S, CTRL)
    settled(lambda: pane.editing.form is None and pane.sheet.title is not None)
    saved = services.catalog.sheet(actor, receipts[-1].value.title_id)
    assert saved.draft.contributors == (Contributor("Garcia, Elena"),)
    assert saved.draft.identifiers[0].value == "9780306406157"
    assert [book.accession_number for book in saved.books] == ["GC001", "GC002"]
    assert pane.row_count() == 5
    services.undo.undo(actor, receipts[-1].act_id)
    assert services.catalog.count(actor, TitleQuery()).value == 4


def test_a_taken_number_is_told_under_its_field_and_nothing_typed_is_lost(
    pane: CatalogPane, qtbot: QtBot, settled: Callable[..., None]
) -> None:
    pane.do("add")
    settled(lambda: pane.editing.form is not None)
    qtbot.keyClicks(field(pane, "title"), "Another")
    qtbot.keyClicks(field(pane, "numbers"), "REF001")
    qtbot.keyClick(field(pane, "title"), KEY.Key_S, CTRL)
    settled(lambda: "belongs to “Atlas of Volcanoes”" in texts(pane.list.sheet))
    assert field(pane, "title").text() == "Another"
    assert field(pane, "numbers").property("invalid") == "true"


def test_an_isbn_is_checked_while_it_is_typed(
    pane: CatalogPane, qtbot: QtBot, settled: Callable[..., None]
) -> None:
    pane.do("add")
    settled(lambda: pane.editing.form is not None)
    qtbot.keyClicks(field(pane, "isbn"), "9780306406158")
    qtbot.waitUntil(lambda: "check digit" in texts(pane.list.sheet).split("Keeps an ISBN")[0])
    field(pane, "isbn_wrong").click()
    qtbot.waitUntil(lambda: field(pane, "isbn").property("invalid") == "false")


def test_edits_are_not_left_without_a_word(
    pane: CatalogPane,
    messages: RecordingMessenger,
    qtbot: QtBot,
    settled: Callable[..., None],
) -> None:
    pane.list.table.selectRow(0)
    pane.do("edit")
    settled(lambda: pane.editing.form is not None)
    qtbot.keyClicks(field(pane, "subtitle"), "changed")
    pane.list.table.selectRow(2)
    pane.list.table.opened.emit(pane.list.table.current())
    assert messages.asked and pane.editing.form is not None, "the form was left"
    left: list[str] = []
    pane.guard(lambda: left.append("left"))
    assert not left
    messages.answers = [("leave", "")]
    pane.list.table.opened.emit(pane.list.table.current())
    settled(lambda: pane.editing.form is None and pane.sheet.title is not None)


def test_closing_the_sheet_over_a_form_asks_too(
    pane: CatalogPane, messages: RecordingMessenger, qtbot: QtBot, settled: Callable[..., None]
) -> None:
    pane.list.table.selectRow(0)
    pane.do("edit")
    settled(lambda: pane.editing.form is not None)
    qtbot.keyClicks(field(pane, "subtitle"), "changed")
    pane.list.sheet.close_requested.emit()
    assert messages.asked and not pane.list.sheet.isHidden() and pane.editing.form is not None


def test_a_copy_is_edited_and_added(
    pane: CatalogPane,
    services: App,
    actor: Actor,
    qtbot: QtBot,
    settled: Callable[..., None],
) -> None:
    pane.open("REF001")
    settled(lambda: pane.sheet.title is not None and pane.list.sheet.tab() == "copies")
    press(pane.list.sheet, "Edit copy")
    settled(lambda: pane.editing.form is not None)
    qtbot.keyClicks(field(pane, "condition_note"), "spine torn")
    qtbot.keyClicks(field(pane, "price_minor"), "350.50")
    qtbot.keyClick(field(pane, "condition_note"), KEY.Key_S, CTRL)
    settled(lambda: pane.editing.form is None and "spine torn" in texts(pane.list.sheet))
    book = services.catalog.book(actor, "REF001")
    assert (book.price_minor, book.condition_note) == (35050, "spine torn")
    press(pane.list.sheet, "Add copy")
    settled(lambda: pane.editing.form is not None)
    assert field(pane, "call_number").text() == "REF 800 X0", "sisters' values are offered"
    qtbot.keyClicks(field(pane, "accession_number"), "REF002")
    qtbot.keyClick(field(pane, "accession_number"), KEY.Key_S, CTRL)
    settled(lambda: pane.editing.form is None)
    assert services.catalog.book(actor, "REF002").copy_number == "c.2"


def test_deleting_says_what_goes_with_it_and_can_be_taken_back(
    pane: CatalogPane,
    messages: RecordingMessenger,
    services: App,
    actor: Actor,
    shelf: dict[str, int],
    settled: Callable[..., None],
) -> None:
    pane.open("FIC001")
    settled(lambda: pane.sheet.title is not None)
    pane.list.table.select_key(shelf["The Lantern Harbor"])
    messages.answers = [("delete", "")]
    pane.do("delete")
    settled(lambda: pane.row_count() == 3)
    assert "2 copies" in messages.asked[-1].detail
    buttons = pane.list.sheet.findChildren
    settled(lambda: any(b.text() == "Restore title" and b.isVisible() for b in buttons(QPushButton)))
    press(pane.list.sheet, "Restore title")
    settled(lambda: pane.row_count() == 4)
    assert services.catalog.book(actor, "FIC002").status is BookStatus.AVAILABLE


def test_what_another_desk_wrote_meanwhile_is_kept_beside_what_is_typed(
    pane: CatalogPane,
    services: App,
    actor: Actor,
    shelf: dict[str, int],
    qtbot: QtBot,
    settled: Callable[..., None],
) -> None:
    title_id = shelf["Atlas of Volcanoes"]
    pane.list.table.select_key(title_id)
    pane.do("edit")
    settled(lambda: pane.editing.form is not None)
    qtbot.keyClicks(field(pane, "publisher"), "Anvil")
    qtbot.keyClicks(field(pane, "edition"), "2nd")
    there = services.catalog.sheet(actor, title_id)
    theirs = replace(there.draft, subtitle="of the Ring of Fire", edition="Third")
    services.catalog.change_title(actor, title_id, there.version, theirs)
    qtbot.keyClick(field(pane, "publisher"), KEY.Key_S, CTRL)
    settled(lambda: "What you typed is kept" in texts(pane.list.sheet))
    assert field(pane, "publisher").text() == "Anvil"
    assert field(pane, "subtitle").text() == "of the Ring of Fire", "what only they changed is taken over"
    assert field(pane, "edition").text() == "2nd" and "Third" in texts(pane.list.sheet)
    qtbot.keyClick(field(pane, "publisher"), KEY.Key_S, CTRL)
    settled(lambda: pane.editing.form is None)
    draft = services.catalog.sheet(actor, title_id).draft
    assert (draft.subtitle, draft.publisher, draft.edition) == ("of the Ring of Fire", "Anvil", "2nd")


def test_a_copy_changed_by_another_desk_meanwhile_is_saved_at_the_second_try(
    pane: CatalogPane, services: App, actor: Actor, qtbot: QtBot, settled: Callable[..., None]
) -> None:
    pane.open("REF001")
    settled(lambda: pane.sheet.title is not None and pane.list.sheet.tab() == "copies")
    press(pane.list.sheet, "Edit copy")
    settled(lambda: pane.editing.form is not None)
    qtbot.keyClicks(field(pane, "fund"), "PTA")
    book = services.catalog.book(actor, "REF001")
    services.catalog.change_book(actor, book.id, book.version, replace(draft_of(book), alert="Has a map"))
    for _ in range(2):
        qtbot.keyClick(field(pane, "fund"), KEY.Key_S, CTRL)
        settled(lambda: pane.editing.form is None or field(pane, "alert").text() == "Has a map")
    saved = services.catalog.book(actor, "REF001")
    assert (saved.fund, saved.alert) == ("PTA", "Has a map")


def test_no_key_acts_on_another_title_than_the_sheet_shows(
    pane: CatalogPane, qtbot: QtBot, settled: Callable[..., None]
) -> None:
    qtbot.keyClicks(pane.list.search, "atlas\r")
    settled(lambda: pane.sheet.title is not None and len(pane.list.selected()) == 1)
    pane.do("add")
    settled(lambda: pane.editing.form is not None)
    qtbot.keyClicks(field(pane, "title"), "Kites over Taal")
    qtbot.keyClick(field(pane, "title"), KEY.Key_S, CTRL)
    settled(lambda: pane.editing.form is None and "Kites" in pane.list.sheet.accessibleName())
    assert pane.list.selected() == (), "the list still chose the atlas"
    assert not pane.list.table.acts.action("delete").isEnabled()
    qtbot.keyClick(pane.list.search, KEY.Key_A, CTRL)
    qtbot.keyClicks(pane.list.search, "kites")
    settled(lambda: [row.title for row in pane.list.selected()] == ["Kites over Taal"])


def test_the_last_act_is_taken_back_by_its_key(
    pane: CatalogPane, messages: RecordingMessenger, qtbot: QtBot, settled: Callable[..., None]
) -> None:
    pane.list.table.selectRow(0)
    messages.answers = [("delete", "")]
    pane.do("delete")
    settled(lambda: pane.row_count() == 3)
    qtbot.keyClick(pane.list.table, KEY.Key_Z, CTRL)
    settled(lambda: pane.row_count() == 4)


def test_a_hold_is_placed_and_stands_in_the_queue(
    pane: CatalogPane, services: App, actor: Actor, qtbot: QtBot, settled: Callable[..., None]
) -> None:
    first = services.students.add(actor, StudentDraft("Aquino", "Bea"), card="C1").value
    services.students.add(actor, StudentDraft("Dela Cruz", "Lito"), card="C2")
    services.circulation.check_out(actor, first.student_id, "REF001")
    pane.open("REF001")
    settled(lambda: pane.sheet.title is not None and pane.list.sheet.tab() == "copies")
    press(pane.list.sheet, "Place hold")
    box = next(w for w in pane.list.sheet.findChildren(QLineEdit) if w.isVisible())
    qtbot.keyClicks(box, "lito")
    settled(lambda: "found" in texts(pane.list.sheet) and "Nobody" not in texts(pane.list.sheet))
    qtbot.keyClick(box, KEY.Key_Return)
    settled(lambda: not pane.editing.open and "Waiting for this title: 1" in texts(pane.list.sheet))


# -- rights, states, threads -----------------------------------------------------------------------------


def test_a_kiosk_searches_and_nothing_else(
    qtbot: QtBot, context: PaneContext, shelf: dict[str, int], settled: Callable[..., None]
) -> None:
    kiosk = Actor(None, "Kiosk", Role.KIOSK, "door")
    pane = CatalogPane(
        PaneContext(context.services, kiosk, context.runner, context.messages, context.state, context.sounds)
    )
    qtbot.addWidget(pane)
    pane.resize(1100, 640)
    pane.show()
    pane.shown()
    settled(lambda: pane.row_count() == 4)
    assert {act.key for act in pane.acts()} == {"open", "shelf_place", "tsv"}
    pane.open_row(pane.list.table.rows.row(0))
    settled(lambda: pane.sheet.title is not None)
    words = [b.text() for b in pane.list.sheet.findChildren(QPushButton) if b.isVisibleTo(pane)]
    assert "Edit" not in words and "Place hold" not in words


def test_an_empty_library_offers_the_first_steps(
    show: Callable[..., Pane], messages: RecordingMessenger, settled: Callable[..., None]
) -> None:
    pane = show(CatalogPane)
    assert isinstance(pane, CatalogPane)
    settled(lambda: pane.state == "empty")
    shown = {b.text() for b in pane.list.view.findChildren(QPushButton) if b.isVisibleTo(pane)}
    assert {"Import a list", "Add title", "Sample library"} <= shown


@contextmanager
def threads_of_reads(services: App) -> Iterator[set[int]]:
    database = services.core.database
    seen: set[int] = set()
    read, transaction = database.read, database.transaction

    def watched_read() -> Any:
        seen.add(threading.get_ident())
        return read()

    def watched_transaction() -> Any:
        seen.add(threading.get_ident())
        return transaction()

    database.read = watched_read  # type: ignore[method-assign]
    database.transaction = watched_transaction  # type: ignore[method-assign]
    yield seen


def test_no_service_is_called_on_the_gui_thread(
    services: App,
    shelf: dict[str, int],
    show: Callable[..., Pane],
    qtbot: QtBot,
    settled: Callable[..., None],
) -> None:
    with threads_of_reads(services) as seen:
        pane = show(CatalogPane)
        assert isinstance(pane, CatalogPane)
        qtbot.keyClicks(pane.list.search, "lantern")
        settled(lambda: pane.row_count() == 2)
        pane.open("FIC001")
        settled(lambda: pane.sheet.title is not None)
        for tab in ("copies", "loans", "changes"):
            pane.list.sheet.show_tab(tab)
        settled(lambda: True)
        pane.editing.add_copy(pane.sheet.title)  # type: ignore[arg-type]
        settled(lambda: pane.editing.form is not None)
    assert seen and threading.get_ident() not in seen


# -- export ----------------------------------------------------------------------------------------------


def test_the_list_is_exported_as_it_is_narrowed(
    pane: CatalogPane,
    messages: RecordingMessenger,
    qtbot: QtBot,
    tmp_path: Path,
    settled: Callable[..., None],
) -> None:
    qtbot.keyClicks(pane.list.search, "lantern")
    settled(lambda: pane.row_count() == 2)
    target = tmp_path / "list.csv"
    messages.files = [target]
    pane.files.export_list()
    qtbot.waitUntil(lambda: bool(messages.told))
    with target.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {row["Title"] for row in rows} == {"The Lantern Harbor", "Lanterns of the River"}
    assert rows[0].keys() >= {"Author", "Availability", "Call number"}


# -- words and values ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("The Lantern Harbor", ("lan",), ["Lan"]),
        ("The Lantern Harbor", ("the", "har"), ["The", "Har"]),
        ("Niño's Años", ("nino",), ["Niño"]),
        ("Straße", ("strass",), ["Straß"]),
        ("Nothing", (), []),
    ],
)
def test_spans(text: str, words: tuple[str, ...], found: list[str]) -> None:
    assert [text[start:end] for start, end in spans(text, words)] == found


def test_contributors_are_edited_as_lines() -> None:
    people = (Contributor("Reyes, Ana"), Contributor("Cruz, Ben", "illustrator"))
    assert people_from(people_text(people)) == people


def test_unchanged_isbns_keep_their_raw_text_and_other_numbers_stay() -> None:
    numbers = (
        TitleIdentifier("isbn", "9780306406157", "0-306-40615-2", "pbk."),
        TitleIdentifier("lccn", "78-12345", "78-12345"),
    )
    before = TitleDraft("T", identifiers=numbers)
    assert identifiers_from(isbn_text(before), before) == numbers
    changed = identifiers_from("9789718845103", before)
    assert [one.value for one in changed] == ["9789718845103", "78-12345"]


def test_a_wrong_isbn_is_named() -> None:
    assert isbn_problem("9780306406157") == ""
    assert "9780306406158" in isbn_problem("0306406152; 9780306406158")


def test_values_survive_the_form() -> None:
    from ui.panes.catalog.title_form import draft_from, values_of

    rich = TitleDraft(
        "Noli me tangere", "novela", contributors=(Contributor("Rizal, Jose"),), year=1887, year_raw="c1887",
        language="spa", subjects=("Philippines", "Fiction"), notes="first\nsecond", publisher="Berliner",
        identifiers=(TitleIdentifier("isbn", "123", "123", None, False),),
    )  # fmt: skip
    assert draft_from(values_of(rich), rich) == rich


def test_escape_leaves_an_untouched_form_for_the_title(
    pane: CatalogPane, qtbot: QtBot, settled: Callable[..., None]
) -> None:
    pane.open_row(pane.list.table.rows.row(0))
    settled(lambda: pane.sheet.title is not None)
    press(pane.list.sheet, "Edit")
    settled(lambda: pane.editing.form is not None)
    qtbot.keyClick(field(pane, "title"), KEY.Key_Escape)
    settled(lambda: pane.editing.form is None and not pane.list.sheet.isHidden())
    assert pane.list.sheet.tab() == "about"


def test_a_database_that_is_away_is_said_and_tried_again(
    services: App,
    shelf: dict[str, int],
    show: Callable[..., Pane],
    monkeypatch: pytest.MonkeyPatch,
    settled: Callable[..., None],
) -> None:
    away = True
    count = services.catalog.count

    def counted(*arguments: Any) -> Any:
        if away:
            raise Unreachable("The database does not answer.", hint="Try again in a moment.")
        return count(*arguments)

    monkeypatch.setattr(services.catalog, "count", counted)
    monkeypatch.setattr(services.catalog, "list", counted_list(services, lambda: away))
    pane = show(CatalogPane)
    settled(lambda: pane.state == "failed")
    away = False
    assert isinstance(pane, CatalogPane)
    press(pane.list.view, "Try again")
    settled(lambda: pane.state == "loaded" and pane.row_count() == 4)


def counted_list(services: App, away: Callable[[], bool]) -> Callable[..., Any]:
    listed = services.catalog.list

    def work(*arguments: Any) -> Any:
        if away():
            raise Unreachable("The database does not answer.")
        return listed(*arguments)

    return work
