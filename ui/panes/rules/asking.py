"""Which rule applies to this patron and this copy, and why: both are scanned, nothing is lent."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from app.domain.circulation import CheckOutDecision
from app.domain.desk import PatronCard, Recognised, Recognition
from app.domain.findings import Finding
from app.domain.policies import ResolvedPolicy
from app.errors import InvalidInput
from ui import theme
from ui.panes.rules import labels
from ui.panes.rules.labels import tr
from ui.panes.rules.value_list import ValueList
from ui.panes.rules.words import Names, facts, sentence
from ui.sentences import said
from ui.widgets.banner import Banner
from ui.widgets.basic import label
from ui.widgets.form import Field, Form
from ui.widgets.sheet import Section, page
from ui.words import day

if TYPE_CHECKING:
    from app.bootstrap import App
    from app.domain.actors import Actor
    from ui.panes.base import Pane

_BOOKS = (Recognised.BOOK, Recognised.BOOKS)
_SOMETHING_ELSE = (Recognised.PATRON, Recognised.BOOK, Recognised.COMMAND)


@dataclass(frozen=True, slots=True)
class Answer:
    """Who and what was scanned, and what the rules say of both."""

    patron: PatronCard
    number: str
    title: str
    decision: CheckOutDecision
    policy: ResolvedPolicy


class WhichRule(QWidget):
    """Two fields for the scanner; the answer stands below them."""

    def __init__(self, pane: Pane, names: Callable[[], Names]) -> None:
        super().__init__()
        self._pane, self._names = pane, names
        self.form = Form(self._fields(), save_text=self.tr("Which rule?"), scrolls=False)
        self.banner = Banner()
        self.banner.setVisible(False)
        self.who, self.what = label("", "strong", wrap=True), label("", "strong", wrap=True)
        self.why = ValueList()
        self._answer = QWidget()
        answer = QVBoxLayout(self._answer)
        answer.setContentsMargins(0, 0, 0, 0)
        answer.setSpacing(theme.SPACE_2)
        for part in (self.who, self.what, self.banner, Section(self.tr("Each value and its rule"), self.why)):
            answer.addWidget(part)
        self._answer.setVisible(False)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self.form)
        outer.addWidget(page(self._answer, name=self.tr("The answer")), 1)
        self._wire()

    def _fields(self) -> tuple[Field, ...]:
        return (
            Field("card", self.tr("Patron"), required=True, placeholder=self.tr("Scan a card, or type the LRN")),
            Field("number", self.tr("Copy"), required=True, placeholder=self.tr("Scan the accession number")),
        )  # fmt: skip

    def _wire(self) -> None:
        self.form.save_requested.connect(self._ask)
        card, number = self._line("card"), self._line("number")
        card.returnPressed.connect(self._next)
        number.returnPressed.connect(self._next)

    def _line(self, key: str) -> QLineEdit:
        widget = self.form.editor(key).widget
        assert isinstance(widget, QLineEdit)
        return widget

    @Slot()
    def _next(self) -> None:
        """After Enter go to the field that is still blank, or answer."""
        blank = next((key for key in ("card", "number") if not self._line(key).text().strip()), None)
        if blank is None:
            self.form.save()
        else:
            self._line(blank).setFocus()

    def take(self, text: str) -> None:
        """Take a scan: into the blank field, or into the first one of a new question."""
        if self._line("card").text() and self._line("number").text():
            self.form.set_values({})
        blank = "card" if not self._line("card").text() else "number"
        self.form.enter({blank: text})
        self._next()

    # -- the answer ----------------------------------------------------------------------------------------

    @Slot(object)
    def _ask(self, values: dict[str, Any]) -> None:
        work = partial(ask, self._pane.services, self._pane.actor, values["card"], values["number"])
        self._pane.run(work, self._show, self._failed, latest="which")

    def _failed(self, error: Exception) -> None:
        self._answer.setVisible(False)
        self.form.show_error(error)

    def _show(self, answer: Answer) -> None:
        names, policy = self._names(), answer.policy
        self.form.saved()
        key, values = policy.subject, policy.values
        self.who.setText(f"{answer.patron.name} · {names.who(key.category)}")
        self.what.setText(f"{answer.title} · {answer.number} · {names.kind(key.item_type)}")
        blocks, due = answer.decision.blocks, answer.decision.due
        words = [sentence(key, values, names)]
        if blocks:
            words.append(self.tr("It can't be lent now: {reason}").format(reason=_first(blocks)))
        elif due is not None:
            words.append(self.tr("Lent now it is due {day}.").format(day=day(due.due_on)))
        self.banner.show_banner(
            "warn" if blocks else "ok", "prohibit" if blocks else "check-circle", " ".join(words)
        )
        self.why.set_values(facts(policy, None, names, labels.USUAL))
        self._answer.setVisible(True)
        self._line("card").setFocus()
        self._line("card").selectAll()


def _first(blocks: tuple[Finding, ...]) -> str:
    return said(blocks[0].message)


def ask(services: App, actor: Actor, card: str, number: str) -> Answer:
    """Find both, in whichever order they were scanned, and what the rules say. Runs off the GUI thread."""
    circulation = services.circulation
    one, two = circulation.recognise(actor, card), circulation.recognise(actor, number)
    if one.kind in _BOOKS and two.kind is Recognised.PATRON:
        one, two = two, one
    if one.student_id is None or one.kind is not Recognised.PATRON:
        raise _wrong(one, tr("That is no patron's card."), "card")
    if two.accession_number is None or two.kind is not Recognised.BOOK:
        raise _wrong(two, tr("That is no copy's number."), "number")
    decision = circulation.preview_check_out(actor, one.student_id, two.accession_number)
    if decision.policy is None:
        raise InvalidInput(
            decision.blocks[0].message, hint=decision.blocks[0].hint, details={"field": "card"}
        )
    patron = circulation.patron(actor, one.student_id)
    return Answer(patron, two.accession_number, two.message, decision, decision.policy)


def _wrong(seen: Recognition, words: str, field: str) -> InvalidInput:
    """What was scanned can't stand in a field: because nobody knows it, or because it is something else."""
    if seen.kind in _SOMETHING_ELSE:
        return InvalidInput(words, details={"field": field})
    return InvalidInput(seen.message, hint=seen.hint, details={"field": field})
