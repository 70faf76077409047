"""The administration's panes by real keys."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.accounts import User, UserDraft, UserQuery
from app.domain.actors import Actor, Role
from app.domain.catalog import BookDraft, BookStatus, TitleDraft
from app.domain.members import StudentDraft
from app.domain.paging import Window
from ui.messages import RecordingMessenger
from ui.panes.audit import AuditPane
from ui.panes.audit_words import _ACTIONS, About
from ui.panes.catalog.book_form import draft_of
from ui.panes.users import UsersPane
from ui.widgets.form import Form

CONTROL = Qt.KeyboardModifier.ControlModifier


def settled(qtbot: QtBot, pane: Any) -> None:
    """Wait until every answer arrived."""
    qtbot.waitUntil(lambda: pane.runner.idle)


def form_of(pane: UsersPane) -> Form:
    """The form in the sheet."""
    forms = pane.findChildren(Form)
    return forms[-1]


def fill(form: Form, key: str, text: str) -> None:
    """Type into a field."""
    editor = form.editor(key).widget
    assert isinstance(editor, QLineEdit)
    editor.setFocus()
    editor.clear()
    QTest.keyClicks(editor, text)


def test_a_user_is_added_by_keyboard(
    qtbot: QtBot, show: Callable[..., Any], services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    services.accounts.set_password(actor, actor.user_id or 0, "a long first password")
    pane = show(UsersPane)
    assert pane.state == "loaded"
    QTest.keyClick(pane, Qt.Key.Key_N, CONTROL)
    form = form_of(pane)
    fill(form, "name", "Lia Cruz")
    fill(form, "password", "short")
    QTest.keyClick(form.editor("password").widget, Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    assert form._errors["password"].text(), "a short password is refused under its field"
    fill(form, "password", "a much longer password")
    fill(form, "again", "a much longer passwort")
    QTest.keyClick(form.editor("password").widget, Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    assert form._errors["again"].text(), "a slip of the hand is found before it locks somebody out"
    fill(form, "again", "a much longer password")
    QTest.keyClick(form.editor("password").widget, Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    names = [user.name for user in services.accounts.list(actor, UserQuery(), Window()).rows]
    assert "Lia Cruz" in names


def added(services: App, actor: Actor, name: str = "Lia Cruz") -> User:
    """A librarian with a password."""
    services.accounts.set_password(actor, actor.user_id or 0, "a long first password")
    return services.accounts.add(actor, UserDraft(name, Role.LIBRARIAN), "three quiet words").value


def row_of(pane: UsersPane, name: str) -> int:
    """Where somebody stands in the list."""
    return next(number for number, user in pane._model.loaded() if user.name == name)


def test_edits_of_a_user_are_not_lost_by_choosing_another_row_or_leaving(
    qtbot: QtBot, show: Callable[..., Any], services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    added(services, actor)
    pane = show(UsersPane)
    table = pane._list.table
    table.selectRow(row_of(pane, "Lia Cruz"))
    QTest.keyClick(table, Qt.Key.Key_E, CONTROL)
    fill(form_of(pane), "name", "Lia Cruz-Reyes")
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Up)
    assert len(messages.asked) == 1 and pane.forms.form is not None
    qtbot.waitUntil(lambda: [user.name for user in table.selected()] == ["Lia Cruz"])
    left: list[str] = []
    pane.guard(lambda: left.append("left"))
    assert not left and len(messages.asked) == 2
    QTest.keyClick(form_of(pane).editor("name").widget, Qt.Key.Key_Escape)
    assert len(messages.asked) == 3 and pane.forms.form is not None
    form_of(pane).editor("name").widget.setFocus()
    QTest.keyClick(form_of(pane).editor("name").widget, Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    assert pane.forms.form is None and pane._list.sheet.accessibleName() == "Lia Cruz-Reyes"


def test_a_role_is_changed_though_another_desk_was_faster_with_the_name(
    qtbot: QtBot, show: Callable[..., Any], services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    lia = added(services, actor)
    pane = show(UsersPane)
    pane._list.table.selectRow(row_of(pane, "Lia Cruz"))
    QTest.keyClick(pane._list.table, Qt.Key.Key_E, CONTROL)
    role = form_of(pane).editor("role").widget
    assert isinstance(role, QComboBox)
    role.setFocus()
    QTest.keyClicks(role, "kio")
    services.accounts.change(actor, lia.id, UserDraft("Lia Reyes", lia.role, lia.username), lia.version)
    for _ in range(2):
        QTest.keyClick(role, Qt.Key.Key_S, CONTROL)
        settled(qtbot, pane)
    now = services.accounts.get(actor, lia.id)
    assert (now.name, now.role) == ("Lia Reyes", Role.KIOSK)


def test_a_password_is_set_and_an_account_is_switched_off_and_on(
    qtbot: QtBot, show: Callable[..., Any], services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    lia = added(services, actor)
    pane = show(UsersPane)
    pane._list.table.selectRow(row_of(pane, "Lia Cruz"))
    pane.do("password")
    for key in ("password", "again"):
        fill(form_of(pane), key, "a new password of hers")
    QTest.keyClick(form_of(pane).editor("again").widget, Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    assert services.accounts.sign_in(lia.username, "a new password of hers").user_id == lia.id
    pane.do("off")
    assert messages.asked and services.accounts.get(actor, lia.id).active, "asked before it is done"
    messages.answers = [("off", "")]
    pane.do("off")
    settled(qtbot, pane)
    assert not services.accounts.get(actor, lia.id).active
    pane.do("on")
    settled(qtbot, pane)
    assert services.accounts.get(actor, lia.id).active


def test_nobody_can_switch_off_the_own_account(
    qtbot: QtBot, show: Callable[..., Any], services: App, actor: Actor
) -> None:
    added(services, actor)
    pane = show(UsersPane)
    pane._list.table.selectRow(row_of(pane, "Helena Head"))
    settled(qtbot, pane)
    off = next(b for b in pane._list.sheet.findChildren(QPushButton) if b.text() == "Switch off…")
    assert not off.isEnabled() and "own account" in off.toolTip()


def test_the_audit_shows_before_and_after(
    qtbot: QtBot, show: Callable[..., Any], services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    saved = services.catalog.add_title(actor, TitleDraft("Noli me tangere")).value
    services.catalog.change_title(actor, saved.title_id, 1, TitleDraft("Noli Me Tángere"))
    pane = show(AuditPane)
    assert pane.state == "loaded"
    pane._list.table.selectRow(0)
    settled(qtbot, pane)
    assert pane._list.sheet.accessibleName() == "Noli Me Tángere"
    pane.search("tangere")
    settled(qtbot, pane)
    assert pane.row_count() >= 1
    pane.do("verify")
    settled(qtbot, pane)
    assert any("as they were written" in text for text in messages.told)


def texts(pane: AuditPane) -> str:
    """Everything written in the sheet."""
    labels = [each.text() for each in pane._list.sheet.findChildren(QLabel) if each.isVisible()]
    return "\n".join(
        [*labels, *(b.text() for b in pane._list.sheet.findChildren(QPushButton) if b.isVisible())]
    )


def chosen(qtbot: QtBot, pane: AuditPane, action: str) -> None:
    """Choose the newest entry of an action by keys and wait for its sheet."""
    number = next(number for number, line in pane._model.loaded() if line.action == action)
    pane._list.table.setFocus()
    pane._list.table.selectRow(number)
    settled(qtbot, pane)


def test_before_and_after_are_words_and_not_codes(
    qtbot: QtBot, show: Callable[..., Any], services: App, actor: Actor
) -> None:
    services.catalog.add_title(
        actor, TitleDraft("Noli me tangere"), [BookDraft("FIL001", price_minor=12_500)]
    )
    book = services.catalog.book(actor, "FIL001")
    draft = replace(draft_of(book), status=BookStatus.REPAIR, price_minor=30_000)
    services.catalog.change_book(actor, book.id, book.version, draft)
    pane = show(AuditPane)
    pane.activateWindow()
    chosen(qtbot, pane, "change_book")
    said = texts(pane)
    assert "On the shelf → In repair" in said and "₱125.00 → ₱300.00" in said
    assert "AVAILABLE" not in said and "minor" not in said


def test_everything_about_one_pupil_is_found_loans_too(
    qtbot: QtBot, show: Callable[..., Any], services: App, actor: Actor
) -> None:
    pupil = services.students.add(actor, StudentDraft("Santos", "Ana"), card="C1").value.student_id
    services.students.add(actor, StudentDraft("Cruz", "Jose"), card="C2")
    services.catalog.add_title(actor, TitleDraft("Ibong Adarna"), [BookDraft("GS1")])
    services.circulation.check_out(actor, pupil, "GS1")
    pane = show(AuditPane)
    everything = pane.row_count()
    pane.open(About.patron(pupil, "Santos, Ana"))
    settled(qtbot, pane)
    found = {(line.action, line.label) for _, line in pane._model.loaded()}
    assert ("check_out", "GS1 Ibong Adarna") in found
    assert not any("Cruz" in label for _, label in found) and pane.row_count() < everything
    assert "Santos, Ana" in pane._banner.text()
    QTest.mouseClick(pane._banner.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    settled(qtbot, pane)
    assert pane.row_count() == everything and not pane._banner.isVisible()


def test_an_act_is_undone_from_the_audit_and_its_record_is_opened(
    qtbot: QtBot, show: Callable[..., Any], services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    saved = services.catalog.add_title(actor, TitleDraft("Noli me tangere")).value
    title = services.catalog.sheet(actor, saved.title_id)
    services.catalog.delete_title(actor, title.id, title.version)
    pane = show(AuditPane)
    pane.activateWindow()
    wanted: list[tuple[str, object]] = []
    pane.open_requested.connect(lambda key, what: wanted.append((key, what)))
    chosen(qtbot, pane, "delete")
    QTest.keyClick(pane._list.table, Qt.Key.Key_O, CONTROL)
    settled(qtbot, pane)
    assert wanted == [("catalog", title.id)]
    pane.do("undo")
    settled(qtbot, pane)
    assert len(messages.asked) == 1 and services.catalog.sheet(actor, title.id).deleted_at is not None
    messages.answers = [("undo", "")]
    pane.do("undo")
    settled(qtbot, pane)
    assert services.catalog.sheet(actor, title.id).deleted_at is None
    qtbot.waitUntil(lambda: "a later act" in texts(pane))
    assert "Undo this act…" not in texts(pane)


def test_the_audit_is_exported_as_it_is_shown(
    qtbot: QtBot,
    show: Callable[..., Any],
    services: App,
    actor: Actor,
    messages: RecordingMessenger,
    tmp_path: Path,
) -> None:
    services.catalog.add_title(actor, TitleDraft("=HYPERLINK(1)"))
    services.catalog.add_title(actor, TitleDraft("Ibong Adarna"))
    pane = show(AuditPane)
    QTest.keyClicks(pane._list.search, "hyperlink")
    qtbot.waitUntil(lambda: pane.row_count() == 1 and pane.runner.idle)
    messages.files = [tmp_path / "audit.csv"]
    export = next(b for b in pane.findChildren(QPushButton) if b.accessibleName() == "Export this list")
    QTest.mouseClick(export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(messages.told))
    with (tmp_path / "audit.csv").open(encoding="utf-8-sig", newline="") as file:
        lines = list(csv.reader(file))
    assert lines[0] == [column.title for column in pane._list.table.shown_columns()]
    assert len(lines) == 2 and "Added" in lines[1] and "'=HYPERLINK(1)" in lines[1]


def test_each_action_has_a_word_of_its_own() -> None:
    shown = [word for word, _, _ in _ACTIONS.values()]
    assert sorted(shown) == sorted({*shown, "Changed"})
