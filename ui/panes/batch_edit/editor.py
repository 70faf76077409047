"""Batch editing: at the left which records and the recipe, at the right what it makes of them, cell by cell.

The dry run follows the recipe while it is built; nothing is written before the person says so with the numbers.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt, QTimer, Slot
from PySide6.QtGui import QKeySequence, QShortcut

from app.domain.batch_edit.fields import FIELDS, Entity
from app.domain.batch_edit.recipes import Recipe, check_recipe
from app.domain.batch_edit.running import Verdict
from app.errors import InvalidInput
from app.services.batch_edit import Difference, EditResult, EditState, Preview, PreviewRow
from ui.panes.batch_edit import tasks, words
from ui.panes.batch_edit.carrying import FEW, Carrying
from ui.panes.batch_edit.chosen_box import Offer
from ui.panes.batch_edit.grid import GridSource
from ui.panes.batch_edit.page import BatchPage
from ui.panes.catalog.import_pages import progress_text
from ui.sentences import advice, said
from ui.tasks import Task, TaskState

if TYPE_CHECKING:
    from ui.panes.acting import ActingPane

#: How long somebody may type before the dry run is made anew.
PAUSE_MS = 350


class BatchEditor(BatchPage):
    """A page of a pane, for one or several kinds of record."""

    def __init__(self, pane: ActingPane, entities: tuple[Entity, ...], back: str) -> None:
        """``back`` are the words of the button that leaves."""
        super().__init__(pane, entities, back)
        self._preview: Preview | None = None
        self._task: Task | None = None
        self._number = self._will_write = 0
        self._done: EditResult | None = None
        self._writing = False
        self.carrying = Carrying(pane)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._look)
        self._wire()

    def _wire(self) -> None:
        self.go.clicked.connect(self.ask)
        self.stop.clicked.connect(self._on_stop)
        self.entity.activated.connect(self._on_entity)
        self.records.changed.connect(self._on_changed)
        self.recipe.changed.connect(self._on_changed)
        self.kept.chosen.connect(self.show_recipe)
        self.kept.undo_wanted.connect(self.carrying.ask_undo)
        self.carrying.started.connect(self._on_started)
        self.carrying.applied.connect(self._on_applied)
        self.carrying.failed.connect(self._on_not_applied)
        self.carrying.undone.connect(self._on_undone)
        self.differences.changed.connect(self._narrow)
        self.differences.field_chosen.connect(self._ask_pairs)
        for key, run in (("Esc", self._on_escape), ("Ctrl+Return", self.ask), ("Ctrl+Enter", self.ask)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    # -- beginning ---------------------------------------------------------------------------------------

    def begin(self, offer: Offer) -> None:
        """Come to the front with what a list has to offer; the recipe stays as it was left."""
        if self._writing:
            return
        self.banner.setVisible(False)
        self._done = None
        self.records.set_offer(offer, patrons=Entity.PATRONS in self._entities)
        if not self.recipe.recipe().changes:
            self._set_entity(offer.listed.entity if offer.listed else self._entities[0])
        self.kept.refresh(self.recipe.entity)
        self._ask_known()
        self._on_changed()
        self.recipe.take_focus()

    def rest(self) -> None:
        """Go to the back: a dry run holds what records say, and is not kept for later."""
        if not self._writing:
            self._timer.stop()
            self._forget()
            self._show_nothing("", "")

    @property
    def ready(self) -> bool:
        """Whether a dry run stands there with its rows."""
        return self._preview is not None and self.grid is not None and self.grid.model.row(0) is not None

    @property
    def preview(self) -> Preview | None:
        """The dry run shown."""
        return self._preview

    def _set_entity(self, entity: Entity) -> None:
        with QSignalBlocker(self.entity):
            self.entity.setCurrentIndex(self.entity.findData(entity.value))
        self.recipe.set_entity(entity)

    @Slot()
    def _on_entity(self) -> None:
        self._set_entity(Entity(self.entity.currentData()))
        self.kept.refresh(self.recipe.entity)
        self._ask_known()

    def _ask_known(self) -> None:
        services, actor = self._pane.services, self._pane.actor
        if self.recipe.entity is Entity.COPIES:
            self._pane.run(
                partial(services.catalog.choices, actor), self.recipe.set_known, latest="batch-known"
            )
        elif self.recipe.entity is Entity.PATRONS:
            self._pane.run(
                partial(tasks.known_of_patrons, services, actor), self.recipe.set_known, latest="batch-known"
            )

    @Slot(object)
    def show_recipe(self, recipe: Recipe) -> None:
        """Show a recipe that was kept or brought. One for other records is refused with a sentence."""
        if recipe.entity not in self._entities:
            self._pane.messages.warn(
                self.tr("This recipe is for {records}.").format(records=words.entity_word(recipe.entity)),
                self.tr("Open batch edit from their list."),
            )
            return
        if recipe.entity is not self.recipe.entity:
            self._set_entity(recipe.entity)
            self.kept.refresh(recipe.entity)
            self._ask_known()
        self.recipe.show_recipe(recipe)

    # -- the dry run -------------------------------------------------------------------------------------

    @Slot()
    def _on_changed(self) -> None:
        self._forget()
        self._timer.start()
        self.say(self.tr("Working it out…"), busy=True)

    def _forget(self) -> None:
        """What stands there is no longer what would be written."""
        self._number += 1
        self._done = None
        task, self._task = self._task, None
        if task is not None:
            task.stop()
        self.go.setEnabled(False)

    @Slot()
    def _look(self) -> None:
        recipe, chosen = self.recipe.recipe(), self.records.chosen()
        try:
            check_recipe(recipe)
        except InvalidInput as error:
            self.recipe.show_problem(advice(error), int(error.details.get("change", 0)))
            self._show_nothing(self.tr("The recipe is not complete yet"), advice(error))
            return
        self.recipe.show_problem("")
        if chosen is None:
            self._show_nothing(self.tr("No numbers yet"), self.tr("Scan, type or paste them, one a line."))
            return
        pane, number = self._pane, self._number
        done, failed = (
            partial(self._newest, number, self._on_looked),
            partial(self._newest, number, self._on_failed),
        )
        title = self.tr("Dry run")
        if self.records.at_most() > FEW:
            self._follow(
                pane.task(
                    title, tasks.look_apart, pane.services.recipe(), pane.actor, recipe, chosen,
                    process=True, done=done, failed=failed,
                )
            )  # fmt: skip
        else:
            work = partial(pane.services.batch_edit.look, pane.actor, recipe, chosen)
            pane.run(work, done, failed)

    def _newest(self, number: int, then: Callable[[Any], None], value: Any) -> None:
        """Let only the newest dry run be shown; one that comes too late is thrown away."""
        if number == self._number:
            then(value)
        elif isinstance(value, Preview):
            self._discard(value)

    def _on_looked(self, preview: Preview) -> None:
        self._task = None
        if self._preview is not None:
            self._discard(self._preview)
        self._preview = preview
        self._show_remarks(preview)
        self.differences.show_preview(preview)
        self._narrow()
        self._say_summary(preview.will_write)

    def _on_failed(self, error: Exception) -> None:
        self._task = None
        self._show_nothing(self.tr("No dry run"), advice(error) if isinstance(error, InvalidInput) else "")
        if not isinstance(error, InvalidInput):
            self._pane.messages.warn(error)

    def _show_nothing(self, title: str, text: str) -> None:
        if self._preview is not None:
            self._discard(self._preview)
        self._preview = None
        self.differences.show_preview(None)
        self.put_grid(None)
        self.instead.set_empty(title, text, "magic-wand")
        self.instead.set_state("empty")
        self.banner.setVisible(False)
        self.say("")
        self.go.setText(self.tr("Nothing to change"))

    def _discard(self, preview: Preview) -> None:
        self._pane.run(partial(self._pane.services.batch_edit.discard, self._pane.actor, preview.plan))

    def _show_remarks(self, preview: Preview) -> None:
        self.banner.set_buttons()
        self.banner.setVisible(False)
        if preview.remarks:
            self.banner.show_banner("info", "info", "\n".join(said(one) for one in preview.remarks))

    # -- the grid ----------------------------------------------------------------------------------------

    @Slot()
    def _narrow(self) -> None:
        preview, wanted = self._preview, self.differences.wanted()
        if preview is None:
            return
        troubled = bool(preview.counts[Verdict.REFUSED] or preview.counts[Verdict.WARNING])
        made = self.put_grid(_columns(preview, wanted), notes=troubled)
        if made is not None:
            made.left_out.connect(self._leave_out)
        assert self.grid is not None
        self.grid.model.set_source(GridSource(self._pane, preview, wanted))
        self.grid.table.scrollToTop()

    @Slot(str)
    def _ask_pairs(self, field: str) -> None:
        if self._preview is not None:
            ask = partial(self._pane.services.batch_edit.pairs, self._pane.actor, self._preview.plan, field)
            self._pane.run(ask, self.differences.show_pairs, latest="batch-pairs")

    @Slot(object, bool)
    def _leave_out(self, rows: tuple[PreviewRow, ...], out: bool) -> None:
        if self._preview is None or self._done is not None:
            return
        leave = partial(
            self._pane.services.batch_edit.leave_out, self._pane.actor, self._preview.plan,
            [one.seq for one in rows], out=out,
        )  # fmt: skip
        self._pane.run(leave, self._on_left_out, latest="batch-leave")

    def _on_left_out(self, will_write: int) -> None:
        if self.grid is not None:
            self.grid.model.invalidate()
        self._say_summary(will_write)

    # -- the line below -----------------------------------------------------------------------------------

    def _say_summary(self, will_write: int) -> None:
        preview = self._preview
        if preview is None:
            return
        self._will_write = will_write
        entity = preview.recipe.entity
        looked = self.tr("{records} looked at").format(records=words.records(entity, preview.rows))
        self.say(looked)
        self.go.setEnabled(will_write > 0)
        number = words.records(entity, will_write)
        self.go.setText(
            self.tr("Change {records}…").format(records=number)
            if will_write
            else self.tr("Nothing to change")
        )
        self.go.setAccessibleName(self.go.text())

    def _follow(self, task: Task, *, stoppable: bool = True) -> None:
        self._task = task
        self.say(self.tr("Working it out…"), busy=True, stoppable=stoppable)
        task.updated.connect(self._on_task)
        task.finished.connect(self._on_task_finished)

    @Slot()
    def _on_task(self) -> None:
        task = self.sender()
        if isinstance(task, Task) and task is self._task:
            self.doing.setText(progress_text(task))
            fraction = task.fraction
            self.bar.setRange(0, 0 if fraction is None else 1000)
            if fraction is not None:
                self.bar.setValue(round(fraction * 1000))

    @Slot()
    def _on_task_finished(self) -> None:
        """A dry run that was stopped answers nothing."""
        task = self.sender()
        if isinstance(task, Task) and task is self._task and task.state is TaskState.STOPPED:
            self._task = None
            self._show_nothing(
                self.tr("The dry run was stopped"), self.tr("Change the recipe to begin again.")
            )

    @Slot()
    def _on_stop(self) -> None:
        if self._task is not None:
            self.stop.setEnabled(False)
            self._task.stop()

    # -- writing -----------------------------------------------------------------------------------------

    @Slot()
    def ask(self) -> None:
        """Ask with the numbers whether it is to be written."""
        if self._preview is not None and self.go.isEnabled():
            self.carrying.ask(self._preview, self._will_write)

    @Slot(object)
    def _on_started(self, task: Task) -> None:
        self._number += 1  # no dry run that is still on its way counts any more
        self._let_edit(False)
        self._follow(task)

    def _let_edit(self, free: bool) -> None:
        self._writing = not free
        for each in (self.entity, self.records, self.recipe, self.kept.recipes, self.kept.edits):
            each.setEnabled(free)
        if not free:
            self.go.setEnabled(False)

    @Slot(object, str)
    def _on_applied(self, result: EditResult, text: str) -> None:
        self._task, self._done = None, result
        self._let_edit(True)
        self.say("")
        lines = [f"{text}.", *(f"{one.label}: {said(one.why)}" for one in result.examples[:3])]
        if result.left > 3:
            lines.append(self.tr("All of them are under “Refused”."))
        whole = result.state is EditState.DONE and not result.left
        tone, icon = ("ok", "check-circle") if whole else ("warn", "warning")
        self.banner.show_banner(tone, icon, "\n".join(lines))
        self.banner.set_button(self.tr("Take it back", "a batch"), self._take_back)
        self.differences.count_left(result.left)
        if self.grid is not None:
            self.grid.model.invalidate()
        self.go.setText(self.tr("Done"))
        self.kept.refresh(self.recipe.entity)

    @Slot()
    def _take_back(self) -> None:
        if self._done is not None:
            self.carrying.undo(self._done.batch_id)

    @Slot(object)
    def _on_not_applied(self, _error: object) -> None:
        self._task = None
        self._let_edit(True)
        self._on_changed()

    @Slot()
    def _on_undone(self) -> None:
        self.kept.refresh(self.recipe.entity)
        if self.isVisible() and self._task is None:
            self.banner.setVisible(False)
            self._on_changed()

    @Slot()
    def _on_escape(self) -> None:
        if self._task is None:
            self.closed.emit()


def _columns(preview: Preview, wanted: Difference) -> tuple[str, ...]:
    """The fields that are worth a column: the one looked for, none of rows that stay as they are, else all that differ."""
    if wanted.field:
        return (wanted.field,)
    if wanted.verdicts and not set(wanted.verdicts) & {Verdict.CHANGE, Verdict.WARNING}:
        return ()
    return tuple(name for name in FIELDS[preview.recipe.entity] if name in preview.fields)
