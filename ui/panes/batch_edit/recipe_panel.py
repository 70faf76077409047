"""The recipe being built: its steps in their order, and the editor of the one chosen."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from app.domain.batch_edit.fields import FIELDS, Entity, Op
from app.domain.batch_edit.recipes import MOST_CHANGES, Change, Recipe
from ui import theme
from ui.panes.batch_edit import words
from ui.panes.batch_edit.step_editor import Known, StepEditor
from ui.widgets.basic import button, label, row
from ui.widgets.sheet import page

_SHOWN = 6


class RecipePanel(QWidget):
    """Builds a recipe. ``changed`` is told with every edit."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entity = Entity.TITLES
        self._steps: list[Change] = []
        self.name = ""
        self.list = QListWidget()
        for name in ("boxed", "ring"):
            self.list.setProperty(name, True)
        self.list.setAccessibleName(self.tr("Changes, one after the other"))
        self.list.setFixedHeight(_SHOWN * (self.fontMetrics().lineSpacing() + theme.SPACE))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.editor = StepEditor()
        self.add = button(self.tr("Add"), "plus", run=self.add_step, tip=self.tr("Add a change (Ctrl+N)"))
        self.remove = button(
            "", "trash", "quiet", run=self.remove_step, name=self.tr("Remove the change"),
            tip=self.tr("Remove the change (Alt+Del)"),
        )  # fmt: skip
        self.up = button(
            "", "arrow-up", "quiet", run=self.move_up, name=self.tr("Earlier"), tip=self.tr("Earlier (Alt+Up)")
        )  # fmt: skip
        self.down = button(
            "", "arrow-down", "quiet", run=self.move_down, name=self.tr("Later"), tip=self.tr("Later (Alt+Down)")
        )  # fmt: skip
        self._problem = label("", "error", wrap=True)
        self._problem.setVisible(False)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, theme.SPACE, 0)
        inside.setSpacing(theme.SPACE)
        inside.addWidget(self.editor)
        inside.addWidget(self._problem)
        inside.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(theme.SPACE)
        outer.addWidget(self.list)
        outer.addLayout(row(None, self.add, None, self.up, self.down, self.remove))
        outer.addWidget(page(inner, margin=0, name=self.tr("The change chosen")), 1)

    def _wire(self) -> None:
        self.list.currentRowChanged.connect(self._on_row)
        self.editor.edited.connect(self._on_edited)
        keys = (
            ("Ctrl+N", self.add_step),
            ("Alt+Del", self.remove_step),
            ("Alt+Up", self.move_up),
            ("Alt+Down", self.move_down),
        )
        for key, run in keys:
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    # -- what it holds -----------------------------------------------------------------------------------

    @property
    def entity(self) -> Entity:
        """What the recipe changes."""
        return self._entity

    def set_entity(self, entity: Entity) -> None:
        """Begin an empty recipe for a kind of record."""
        self._entity = entity
        self.editor.set_entity(entity)
        self.show_recipe(Recipe(entity, (self._blank(),)))

    def set_known(self, known: Known) -> None:
        """Offer values the library has already."""
        self.editor.set_known(known)

    def recipe(self) -> Recipe:
        """The recipe as it stands."""
        return Recipe(self._entity, tuple(self._steps), self.name)

    def show_recipe(self, recipe: Recipe) -> None:
        """Show another recipe for the same kind of record."""
        self.name = recipe.name
        self._steps = list(recipe.changes)
        self._fill(0)

    def show_problem(self, text: str, number: int = 0) -> None:
        """Say under the editor what the recipe lacks, and choose its step ``number`` (from 1) when it is another."""
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        if (
            number
            and number - 1 != self.list.currentRow()
            and not self.editor.isAncestorOf(self.focusWidget())
        ):
            self.list.setCurrentRow(number - 1)

    def take_focus(self) -> None:
        """Put the keyboard on the field of the step chosen."""
        self.editor.take_focus()

    def _blank(self) -> Change:
        spec = next(iter(FIELDS[self._entity].values()))
        value = spec.choices[0] if spec.choices else ""
        return Change(Op.SET, spec.name, value)

    def _fill(self, chosen: int) -> None:
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addItems([self._line(number) for number in range(len(self._steps))])
            self.list.setCurrentRow(chosen)
        self._on_row(chosen)
        self.changed.emit()

    def _line(self, number: int) -> str:
        return f"{number + 1}. {words.step_text(self._entity, self._steps[number])}"

    # -- what the person does ----------------------------------------------------------------------------

    @Slot(int)
    def _on_row(self, number: int) -> None:
        if 0 <= number < len(self._steps):
            self.editor.show_change(self._steps[number])
        self.up.setEnabled(number > 0)
        self.down.setEnabled(number < len(self._steps) - 1)
        self.remove.setEnabled(len(self._steps) > 1)
        self.add.setEnabled(len(self._steps) < MOST_CHANGES)

    @Slot()
    def _on_edited(self) -> None:
        number = self.list.currentRow()
        if not 0 <= number < len(self._steps):
            return
        self._steps[number] = self.editor.change()
        self.list.item(number).setText(self._line(number))
        self.changed.emit()

    @Slot()
    def add_step(self) -> None:
        """Add a change behind the one chosen."""
        if len(self._steps) >= MOST_CHANGES:
            return
        at = self.list.currentRow() + 1
        self._steps.insert(at, self._blank())
        self._fill(at)
        self.editor.take_focus()

    @Slot()
    def remove_step(self) -> None:
        """Remove the change chosen; the last one stays."""
        if len(self._steps) < 2:
            return
        number = self.list.currentRow()
        del self._steps[number]
        self._fill(min(number, len(self._steps) - 1))

    @Slot()
    def move_up(self) -> None:
        """Let the change chosen come earlier."""
        self._move(-1)

    @Slot()
    def move_down(self) -> None:
        """Let the change chosen come later."""
        self._move(1)

    def _move(self, by: int) -> None:
        number = self.list.currentRow()
        to = number + by
        if 0 <= to < len(self._steps):
            self._steps[number], self._steps[to] = self._steps[to], self._steps[number]
            self._fill(to)
