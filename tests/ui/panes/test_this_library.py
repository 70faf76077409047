"""What was said when the library was founded is changed by who may, with a question where days or rules change."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.ledger import ChargeType
from app.domain.members import StudentDraft
from ui.messages import RecordingMessenger
from ui.runner import Runner
from ui.theme import Theme
from ui.this_library import ThisLibraryDialog
from ui.tour_checks import clipped_labels


@pytest.fixture
def show_dialog(
    qtbot: QtBot, light: Theme, services: App, actor: Actor, runner: Runner, messages: RecordingMessenger
) -> Iterator[Callable[[], ThisLibraryDialog]]:
    """Shows the dialog over a window, with what the library says."""
    over = QWidget()
    qtbot.addWidget(over)

    def show() -> ThisLibraryDialog:
        dialog = ThisLibraryDialog(services, actor, runner, messages, over)
        dialog.show()
        qtbot.waitUntil(lambda: dialog.form.isEnabled())
        return dialog

    over.show()
    yield show
    for dialog in over.findChildren(ThisLibraryDialog):
        dialog.reject()


def test_the_name_is_changed_at_once_and_taken_back(
    qtbot: QtBot,
    show_dialog: Callable[[], ThisLibraryDialog],
    services: App,
    actor: Actor,
    messages: RecordingMessenger,
) -> None:
    before = services.founding.basics(actor)
    services.founding.change(actor, wanted := replace(before, name="Old"), before)
    dialog = show_dialog()
    qtbot.waitUntil(lambda: not clipped_labels(dialog))
    assert dialog.form.values()["name"] == "Old"
    dialog.form.enter({"name": "San Isidro"})
    qtbot.waitUntil(dialog.form.editor("name").widget.hasFocus)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: messages.told == ["The library's settings are saved"])
    assert messages.asked == []
    assert services.founding.basics(actor).name == "San Isidro"
    messages.undos[0]()
    qtbot.waitUntil(lambda: services.founding.basics(actor) == wanted)


def test_a_zone_and_other_rules_are_asked_about_first(
    qtbot: QtBot,
    show_dialog: Callable[[], ThisLibraryDialog],
    services: App,
    actor: Actor,
    messages: RecordingMessenger,
) -> None:
    dialog = show_dialog()
    dialog.form.enter({"name": "A", "timezone": "Asia/Tokyo", "policies": "one-week"})
    dialog.form.save()
    question = messages.asked[0]
    rules = len(services.policies.list(actor))
    assert "Days are counted in Asia/Tokyo from now on" in question.detail
    assert f"{rules} rules of the library" in question.detail
    assert question.choices[-1].danger
    assert services.founding.basics(actor).timezone != "Asia/Tokyo"  # "cancel" was the answer
    messages.answers.append(("change", ""))
    dialog.form.save()
    qtbot.waitUntil(lambda: bool(messages.told))
    now = services.founding.basics(actor)
    assert (now.timezone, now.policies) == ("Asia/Tokyo", "one-week")
    assert messages.undos == []  # rules that were replaced come back by no template


def test_currency_and_the_place_of_releases_are_the_librarys_settings(
    qtbot: QtBot,
    show_dialog: Callable[[], ThisLibraryDialog],
    services: App,
    actor: Actor,
    messages: RecordingMessenger,
) -> None:
    before = services.founding.basics(actor)
    before = services.founding.change(actor, replace(before, name="Old"), before).value
    dialog = show_dialog()
    dialog.form.enter({"name": "A", "currency": "EUR", "update_source": "https://files.school.example/"})
    dialog.form.save()
    qtbot.waitUntil(lambda: bool(messages.told))
    said = {one.name: one.value for one in services.library_settings.list(actor)}
    assert (said["currency"], said["update_source"]) == ("EUR", "https://files.school.example/")
    messages.undos[0]()
    qtbot.waitUntil(lambda: services.library_settings.get(actor, "currency").value == "PHP")
    assert services.library_settings.get(actor, "update_source").value == ""
    assert services.founding.basics(actor) == before


def test_a_currency_that_is_refused_leaves_the_name_as_it_was(
    qtbot: QtBot, show_dialog: Callable[[], ThisLibraryDialog], services: App, actor: Actor
) -> None:
    student = services.students.add(actor, StudentDraft("Santos", "Ana", grade="7")).value.student_id
    services.ledger.charge(actor, student, ChargeType.DAMAGE, 500, "torn page")
    dialog = show_dialog()
    dialog.form.enter({"name": "Mine", "update_source": "https://files.school.example/", "currency": "EUR"})
    dialog.form.save()
    qtbot.waitUntil(lambda: "The ledger already holds amounts" in dialog.form._banner.text())
    assert services.founding.basics(actor).name == ""
    assert services.library_settings.get(actor, "update_source").value == ""


def test_what_somebody_else_changed_meanwhile_is_not_overwritten(
    qtbot: QtBot, show_dialog: Callable[[], ThisLibraryDialog], services: App, actor: Actor
) -> None:
    dialog = show_dialog()
    seen = services.founding.basics(actor)
    services.founding.change(actor, replace(seen, name="Theirs"), seen)
    dialog.form.enter({"name": "Mine"})
    dialog.form.save()
    qtbot.waitUntil(lambda: "Somebody else changed" in dialog.form._banner.text())
    assert services.founding.basics(actor).name == "Theirs"
    assert dialog.form.values()["name"] == "Mine"
