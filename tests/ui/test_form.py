"""The form, typed into: errors under the field, nothing lost, a guard before leaving."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QScrollArea
from pytestqt.qtbot import QtBot

from app.errors import InvalidInput, Unreachable
from ui.messages import RecordingMessenger
from ui.theme import Theme
from ui.widgets.form import Field, Form, Kind
from ui.widgets.form_fields import Unreadable, parse, parse_money

FIELDS = (
    Field("title", "Title", required=True),
    Field("year", "Year", Kind.NUMBER, half=True, check=lambda y: "" if 1400 <= y <= 2100 else "Unlikely."),
    Field("price", "Price", Kind.MONEY, half=True),
    Field("got", "Acquired", Kind.DATE),
    Field("kind", "Kind", Kind.CHOICE, choices=((1, "Book"), (2, "Map"))),
    Field("notes", "Notes", Kind.LONG),
    Field("loan", "May be lent", Kind.CHECK, default=True),
)


@pytest.fixture
def form(qtbot: QtBot, light: Theme) -> Form:
    """A shown form."""
    form = Form(FIELDS)
    qtbot.addWidget(form)
    form.resize(400, 700)
    form.show()
    return form


def line(form: Form, key: str) -> QLineEdit:
    """The line of a field."""
    widget = form.editor(key).widget
    assert isinstance(widget, QLineEdit)
    return widget


def errors(form: Form) -> list[str]:
    """The errors that can be read."""
    return [
        each.text()
        for each in form.findChildren(QLabel)
        if each.property("role") == "error" and each.isVisibleTo(form)
    ]


def test_what_is_typed_comes_out_as_values(qtbot: QtBot, form: Form) -> None:
    saved: list[dict[str, Any]] = []
    form.save_requested.connect(saved.append)
    qtbot.keyClicks(line(form, "title"), " Noli Me Tangere ")
    qtbot.keyClicks(line(form, "year"), "1887")
    qtbot.keyClicks(line(form, "price"), "1,250.5")
    qtbot.keyClicks(line(form, "got"), "2026-11-23")
    notes = form.editor("notes").widget
    qtbot.keyClicks(notes, "Two")
    qtbot.keyClick(notes, Qt.Key.Key_Return)
    qtbot.keyClicks(notes, "lines")
    form.editor("kind").set_value(2)
    qtbot.keyClick(line(form, "title"), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert saved == [
        {
            "title": "Noli Me Tangere",
            "year": 1887,
            "price": 125050,
            "got": date(2026, 11, 23),
            "kind": 2,
            "notes": "Two\nlines",
            "loan": True,
        }
    ]


def test_errors_stand_under_the_field_while_typing(qtbot: QtBot, form: Form) -> None:
    qtbot.keyClicks(line(form, "year"), "18x")
    qtbot.waitUntil(lambda: errors(form) == ["Type a whole number."])
    assert line(form, "year").property("invalid") == "true"
    qtbot.keyClick(line(form, "year"), Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: errors(form) == ["Unlikely."])
    qtbot.keyClicks(line(form, "year"), "87")
    qtbot.waitUntil(lambda: errors(form) == [])
    assert line(form, "title").property("invalid") != "true"  # not touched, so nothing is said of it


def test_a_wrong_form_is_not_saved_and_the_first_wrong_field_has_the_focus(qtbot: QtBot, form: Form) -> None:
    saved: list[object] = []
    form.save_requested.connect(saved.append)
    qtbot.keyClicks(line(form, "price"), "12.505")
    form.save()
    assert saved == []
    assert errors(form) == ["This is needed.", "Type an amount such as 12.50."]
    assert form.focusWidget() is line(form, "title")


def test_a_refusal_lands_under_its_field_and_keeps_what_was_typed(qtbot: QtBot, form: Form) -> None:
    qtbot.keyClicks(line(form, "title"), "Twice")
    form.save()
    form.set_busy(True)
    form.show_error(InvalidInput("This title exists.", details={"field": "title"}))
    assert errors(form) == ["This title exists."]
    form.show_error(Unreachable("The database does not answer.", hint="Try again."))
    assert form._banner.text().startswith(
        "The database does not answer. What you typed is kept; save it again"
    )
    assert line(form, "title").text() == "Twice"


def test_a_second_save_waits_for_the_first(qtbot: QtBot, form: Form) -> None:
    saved: list[object] = []
    form.save_requested.connect(saved.append)
    qtbot.keyClicks(line(form, "title"), "Once")
    form.save()
    form.set_busy(True)
    form.save()
    assert len(saved) == 1


def test_edits_are_guarded(qtbot: QtBot, form: Form) -> None:
    messages, left = RecordingMessenger(), []
    form.guard(messages, lambda: left.append("clean"))
    qtbot.keyClicks(line(form, "title"), "x")
    assert form.dirty
    form.guard(messages, lambda: left.append("lost"))
    assert left == ["clean"]
    messages.answers.append(("leave", ""))
    form.guard(messages, lambda: left.append("lost"))
    assert left == ["clean", "lost"]
    qtbot.keyClick(line(form, "title"), Qt.Key.Key_Backspace)
    assert not form.dirty


def test_esc_wishes_to_leave(qtbot: QtBot, form: Form) -> None:
    with qtbot.waitSignal(form.cancelled):
        qtbot.keyClick(line(form, "title"), Qt.Key.Key_Escape)


def test_tab_leaves_a_field_of_lines(qtbot: QtBot, form: Form) -> None:
    box = form.editor("notes").widget
    assert isinstance(box, QPlainTextEdit)
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert form.focusWidget() is not box


def test_lines_that_run_to_the_left_begin_at_the_right(form: Form) -> None:
    box = form.editor("notes").widget
    assert isinstance(box, QPlainTextEdit)
    for text, edge in (
        ("الحكيم، نور", "AlignRight"),
        ("Cruz, Ana", "AlignLeft"),
        ("דינה", "AlignRight"),
        ("", "AlignLeft"),
    ):
        form.editor("notes").set_value(text)
        assert box.document().defaultTextOption().alignment() == Qt.AlignmentFlag[edge], text


def test_fields_are_looked_at_together(qtbot: QtBot, light: Theme) -> None:
    fields = (Field("low", "From", Kind.NUMBER), Field("high", "To", Kind.NUMBER))
    form = Form(fields, check=lambda v: {"high": "Too low." if v["high"] < v["low"] else ""})
    qtbot.addWidget(form)
    form.set_values({"low": 5, "high": 3})
    assert form.errors() == {"high": "Too low."}
    form.set_values({"low": 5, "high": 8})
    assert form.errors() == {}


def test_choices_may_come_late(qtbot: QtBot, form: Form) -> None:
    form.editor("kind").set_value(2)
    form.set_choices("kind", ((2, "Map"), (3, "Atlas")))
    assert form.values()["kind"] == 2


@pytest.mark.parametrize(
    ("text", "minor"), [("", None), ("0", 0), ("12.5", 1250), ("1,000", 100000), ("-3.25", -325)]
)
def test_amounts_are_minor_units(text: str, minor: int | None) -> None:
    assert parse_money(text) == minor


@pytest.mark.parametrize("text", ["12.505", "abc", "1e400", "nan", "--1", "inf"])
def test_what_is_no_amount_is_said(text: str) -> None:
    with pytest.raises(Unreadable):
        parse_money(text)


@pytest.mark.parametrize(
    ("kind", "text"), [(Kind.DATE, "23/11/2026"), (Kind.DATE, "2026-02-30"), (Kind.NUMBER, "-")]
)
def test_what_can_not_be_read_is_said(kind: Kind, text: str) -> None:
    with pytest.raises(Unreadable):
        parse(kind, text)


def test_a_wrong_field_out_of_sight_is_brought_into_view(qtbot: QtBot, form: Form) -> None:
    form.resize(400, 260)
    notes = form.editor("notes").widget
    notes.setFocus()
    area = form.findChild(QScrollArea)
    assert area is not None
    area.verticalScrollBar().setValue(area.verticalScrollBar().maximum())
    qtbot.keyClick(notes, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: errors(form) == ["This is needed."])
    said = next(each for each in form.findChildren(QLabel) if each.text() == "This is needed.")
    seen = QRect(said.mapTo(area.viewport(), QPoint(0, 0)), said.size())
    assert area.viewport().rect().contains(seen), "the error can't be seen"
    assert line(form, "title").hasFocus()
