"""Several titles at once: asked with their numbers before, done copy by copy, taken back as a whole."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, BookStatus, TitleDraft
from app.domain.members import StudentDraft
from ui.messages import RecordingMessenger
from ui.panes.catalog.pane import CatalogPane


@pytest.fixture
def pane(qtbot: QtBot, services: App, actor: Actor, show: Callable[..., Any]) -> CatalogPane:
    """Two titles with two copies each; one copy is out."""
    for name, numbers in (("Ibong Adarna", ("A1", "A2")), ("Florante at Laura", ("F1", "F2"))):
        services.catalog.add_title(actor, TitleDraft(name), [BookDraft(n, location="MAIN") for n in numbers])
    patron = services.students.add(actor, StudentDraft("Santos", "Ana", grade="7")).value.student_id
    services.circulation.check_out(actor, patron, "A1")
    shown: CatalogPane = show(CatalogPane)
    qtbot.waitUntil(lambda: shown.model.row(1) is not None)
    shown.list.table.selectAll()
    assert len(shown.list.selected()) == 2
    return shown


def statuses(services: App, actor: Actor) -> list[BookStatus]:
    """How the four copies are."""
    return [services.catalog.book(actor, number).status for number in ("A1", "A2", "F1", "F2")]


def settled(qtbot: QtBot, pane: CatalogPane, messages: RecordingMessenger, told: int) -> None:
    """Wait until so many messages were told."""
    qtbot.waitUntil(lambda: len(messages.told) + len(messages.warned) >= told and pane.runner.idle)


def test_copies_are_withdrawn_and_taken_back(
    qtbot: QtBot, pane: CatalogPane, services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    pane.do("withdraw")
    qtbot.waitUntil(lambda: len(messages.asked) == 1)
    assert messages.asked[0].title == "Mark 3 copies of 2 titles as “Withdrawn”?"
    assert "left as they are: 1 copy" in messages.asked[0].detail
    assert BookStatus.WITHDRAWN not in statuses(services, actor), "asked first, and the answer was no"
    messages.answers.append(("do", ""))
    pane.do("withdraw")
    settled(qtbot, pane, messages, 1)
    gone = BookStatus.WITHDRAWN
    assert statuses(services, actor) == [BookStatus.LOANED, gone, gone, gone]
    messages.undos[-1]()
    settled(qtbot, pane, messages, 2)
    assert messages.told[-1] == "3 changes taken back"
    here = BookStatus.AVAILABLE
    assert statuses(services, actor) == [BookStatus.LOANED, here, here, here]


def test_copies_are_moved_even_those_that_are_out(
    qtbot: QtBot, pane: CatalogPane, services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    messages.answers += [("next", "ANNEX"), ("do", "")]
    pane.do("move")
    settled(qtbot, pane, messages, 1)
    assert messages.asked[-1].title == "Move 4 copies of 2 titles to “ANNEX”?"
    assert {services.catalog.book(actor, n).location for n in ("A1", "A2", "F1", "F2")} == {"ANNEX"}
    assert services.catalog.book(actor, "A1").status is BookStatus.LOANED


def test_titles_are_deleted_but_for_those_that_are_out(
    qtbot: QtBot, pane: CatalogPane, services: App, actor: Actor, messages: RecordingMessenger
) -> None:
    messages.answers.append(("do", ""))
    pane.do("delete")
    settled(qtbot, pane, messages, 1)
    assert "on loan, and so kept: 1 title" in messages.asked[-1].detail
    assert services.catalog.book(actor, "F1").deleted_at is not None
    assert services.catalog.book(actor, "A1").deleted_at is None
    assert messages.told[-1].startswith("1 done, 1 refused")
    messages.undos[-1]()
    settled(qtbot, pane, messages, 2)
    assert services.catalog.book(actor, "F1").deleted_at is None


def test_what_is_so_already_asks_nothing(
    qtbot: QtBot, pane: CatalogPane, messages: RecordingMessenger
) -> None:
    pane.do("shelf")
    settled(qtbot, pane, messages, 1)
    assert messages.asked == []
    assert messages.told == ["Nothing to do: every copy is so already, or is out."]
