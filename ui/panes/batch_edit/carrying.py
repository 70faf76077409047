"""Carrying a dry run out, and taking a batch back: asked with the numbers, done as a task of the drawer."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.domain.batch_edit.fields import Entity
from app.domain.batch_edit.running import Verdict
from app.domain.changes import Receipt
from app.services.batch_edit import Edit, EditResult, EditState, Preview, UndoneEdit
from ui.messages import Choice, Question
from ui.panes.batch_edit import tasks, words
from ui.sentences import said

if TYPE_CHECKING:
    from ui.panes.acting import ActingPane

#: So many records are looked at or written in a thread of the window; more in a process of their own.
FEW = 300


class Carrying(QObject):
    """Asks and does. ``applied`` carries the result and its words, ``started`` the task that writes."""

    started = Signal(object)
    applied = Signal(object, str)
    failed = Signal(object)
    undone = Signal()

    def __init__(self, pane: ActingPane) -> None:
        super().__init__(pane)
        self._pane = pane

    def ask(self, preview: Preview, will_write: int) -> None:
        """Ask with the numbers whether ``will_write`` records are to be written, and write them."""
        counts = preview.counts
        told = [self.tr("Desks go on meanwhile, and all of it can be taken back.")]
        if counts[Verdict.WARNING]:
            told.append(self.tr("To be looked at first: {n}.").format(n=f"{counts[Verdict.WARNING]:,}"))
        if counts[Verdict.REFUSED]:
            told.append(
                self.tr("Refused, and left as they are: {n}.").format(n=f"{counts[Verdict.REFUSED]:,}")
            )
        records = words.records(preview.recipe.entity, will_write)
        choices = (
            Choice("cancel", self.tr("Cancel")),
            Choice("do", self.tr("Change {records}").format(records=records), primary=True),
        )
        question = Question(self.tr("Change {records}?").format(records=records), " ".join(told), choices)

        def answered(key: str, _text: str) -> None:
            if key == "do":
                self._apply(preview, will_write)

        self._pane.messages.ask(question, answered)

    def _apply(self, preview: Preview, will_write: int) -> None:
        pane, entity = self._pane, preview.recipe.entity
        title = self.tr("Batch edit of {records}").format(records=words.records(entity, will_write))
        apart = will_write > FEW
        task = pane.task(
            title,
            tasks.apply_apart if apart else tasks.apply,
            pane.services.recipe() if apart else pane.services,
            pane.actor,
            preview.plan,
            process=apart,
            done=partial(self._on_applied, entity),
            failed=self._on_failed,
        )
        self.started.emit(task)

    def _on_applied(self, entity: Entity, receipt: Receipt[EditResult]) -> None:
        result = receipt.value
        self._pane.runner.publish(receipt.changed)
        text = self.tr("{records} changed").format(records=words.records(entity, result.changed))
        if result.state is EditState.CANCELLED:
            text = self.tr("Stopped: {done}").format(done=text)
        if result.left:
            text = self.tr("{done}, {n} left as they are").format(done=text, n=f"{result.left:,}")
        undo = partial(self.undo, result.batch_id)
        self._pane.messages.tell(text, undo=undo if receipt.undoable else None)
        self.applied.emit(result, text)

    def _on_failed(self, error: Exception) -> None:
        self._pane.messages.warn(error)
        self.failed.emit(error)

    # -- taking back -------------------------------------------------------------------------------------

    def ask_undo(self, edit: Edit) -> None:
        """Ask whether a batch is to be taken back, and take it back."""
        number = words.records(edit.entity, edit.counts.get("changed", 0))
        choices = (
            Choice("cancel", self.tr("Cancel")),
            Choice("undo", self.tr("Take it back", "a batch"), danger=True),
        )
        question = Question(
            self.tr("Take back the batch of {records}?").format(records=number),
            self.tr("Records that somebody changed since stay as they are, and are named."),
            choices,
        )
        self._pane.messages.ask(question, lambda key, _text: self.undo(edit.id) if key == "undo" else None)

    def undo(self, batch_id: int) -> None:
        """Take a batch back."""
        pane = self._pane
        pane.task(self.tr("Take back"), tasks.undo, pane.services, pane.actor, batch_id, done=self._on_undone)

    def _on_undone(self, receipt: Receipt[UndoneEdit]) -> None:
        pane, result = self._pane, receipt.value
        pane.runner.publish(receipt.changed)
        text = self.tr("Taken back: {n}").format(n=f"{result.restored:,}")
        if result.left:
            text = self.tr("{done}; changed since, and left: {n}").format(done=text, n=f"{result.left:,}")
            names = "\n".join(f"{one.label}: {said(one.why)}" for one in result.examples[:3])
            pane.messages.warn(text, names)
        else:
            pane.messages.tell(text)
        self.undone.emit()
