"""The administration's panes by real keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.accounts import UserQuery
from app.domain.actors import Actor
from app.domain.catalog import TitleDraft
from app.domain.paging import Window
from ui.messages import RecordingMessenger
from ui.panes.audit import AuditPane
from ui.panes.users import UsersPane
from ui.widgets.form import Form

CONTROL = Qt.KeyboardModifier.ControlModifier


def settled(qtbot: QtBot, pane: Any) -> None:
    """Wait until every answer arrived."""
    qtbot.waitUntil(lambda: pane.runner.idle, timeout=20_000)


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
    QTest.keyClick(form.editor("password").widget, Qt.Key.Key_S, CONTROL)
    settled(qtbot, pane)
    names = [user.name for user in services.accounts.list(actor, UserQuery(), Window()).rows]
    assert "Lia Cruz" in names


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
