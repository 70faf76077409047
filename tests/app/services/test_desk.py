"""What one scan after another does at the desk."""

from __future__ import annotations

from datetime import timedelta
from itertools import count

import pytest

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import StudentDraft
from app.domain.policies import PolicyKey, PolicyRow
from app.domain.scan_events import ScanEvent, ScanMode
from app.services.acts import new_key
from app.services.desk import DeskAnswer, DeskOutcome


class Box:
    """The desk's box: remembers what the pane remembers."""

    def __init__(self, app: App, actor: Actor) -> None:
        self.app, self.actor = app, actor
        self.student: int | None = None
        self.last: DeskAnswer | None = None
        self._seq = count(1)

    def scan(self, text: str, mode: ScanMode = ScanMode.DESK) -> DeskAnswer:
        """One scan."""
        event = ScanEvent(new_key(), "DESK-1", next(self._seq), self.app.core.clock.now(), text, mode=mode)
        self.last = self.app.desk.work(self.actor, event, self.student, last=self.last)
        self.student = self.last.student_id
        return self.last


@pytest.fixture
def box(app: App, head: Actor, librarian: Actor) -> Box:
    student = app.students.add(head, StudentDraft("Santos", "Ana", grade="7")).value.student_id
    app.students.issue_card(head, student, "C-1001")
    app.catalog.add_title(head, TitleDraft("Florante at Laura"), [BookDraft("FL00001"), BookDraft("FL00002")])
    return Box(app, librarian)


def test_card_book_card_lends_one_book(box: Box) -> None:
    assert box.scan("C-1001").outcome is DeskOutcome.PATRON
    assert box.scan("FL00001").outcome is DeskOutcome.LENT
    assert box.scan("C-1001").outcome is DeskOutcome.DONE_WITH_PATRON
    assert box.student is None


def test_a_book_without_a_patron_is_a_return(box: Box) -> None:
    box.scan("C-1001")
    box.scan("FL00001")
    box.scan("C-1001")
    back = box.scan("fl00001")
    assert back.outcome is DeskOutcome.RETURNED
    assert back.receipt is not None


def test_check_in_only_never_lends(box: Box) -> None:
    box.scan("C-1001")
    box.scan("FL00001")
    assert box.scan("FL00001", ScanMode.CHECK_IN_ONLY).outcome is DeskOutcome.RETURNED


def test_the_same_book_twice_renews_on_the_third_scan(box: Box, head: Actor) -> None:
    (fallback,) = [one.row for one in box.app.policies.list(head) if one.row.key == PolicyKey()]
    values = {**fallback.values, "renewals_allowed": 1}
    box.app.policies.save(head, PolicyRow(PolicyKey(), values, id=fallback.id))
    box.app.core.clock.offset -= timedelta(days=3)
    box.scan("C-1001")
    box.scan("FL00001")
    box.app.core.clock.offset += timedelta(days=3)
    assert box.scan("FL00001").code == "same_patron"
    assert box.scan("FL00001").outcome is DeskOutcome.RENEWED


def test_a_lost_card_brings_nobody(box: Box, head: Actor) -> None:
    seen = box.app.circulation.recognise(head, "C-1001")
    assert seen.student_id is not None
    sheet = box.app.students.get(head, seen.student_id)
    box.app.students.lose_card(head, sheet.cards[0].id, "left on the bus")
    answer = box.scan("C-1001")
    assert answer.outcome is DeskOutcome.REFUSED
    assert "left on the bus" in answer.message
    assert box.student is None


def test_nonsense_is_answered_and_does_nothing(box: Box) -> None:
    assert box.scan("FL00001FL00001").outcome is DeskOutcome.GARBLED
    assert box.scan("NOPE42").outcome is DeskOutcome.UNKNOWN
    assert box.scan("/undo").command == "undo"
