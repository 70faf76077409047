"""Goes through the first-start assistant as a person does."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from ui.first_start.window import Assistant

PERSON = {"name": "Maria Santos", "password": "three quiet words", "again": "three quiet words"}


def arrive(qtbot: QtBot, assistant: Assistant, key: str) -> None:
    """Wait until a step stands in front and is ready."""
    qtbot.waitUntil(lambda: assistant.current.key == key and assistant.waits_for_a_person)


def answer_everything(qtbot: QtBot, assistant: Assistant) -> None:
    """A library on this computer, with a password, named, empty."""
    if assistant.draft.asks_place:
        assistant.go_on()
        arrive(qtbot, assistant, "person")
    assistant.current.form.enter(PERSON)  # type: ignore[attr-defined]
    assistant.go_on()
    arrive(qtbot, assistant, "school")
    assistant.current.form.enter({"name": "San Isidro Elementary School Library"})  # type: ignore[attr-defined]
    assistant.go_on()
    arrive(qtbot, assistant, "lists")
    assistant.go_on()
    arrive(qtbot, assistant, "summary")
    assistant.go_on()
