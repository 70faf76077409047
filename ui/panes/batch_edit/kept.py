"""The menus of what the library keeps: recipes to be used again, carried as files or deleted, and batches to be taken
back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from app.domain.batch_edit.fields import Entity
from app.domain.batch_edit.files import from_file, to_file
from app.domain.batch_edit.recipes import Recipe, check_recipe
from app.errors import Conflict, InvalidInput
from app.services.batch_edit import Edit, EditState, KeptRecipe
from ui.messages import Choice, Question
from ui.panes.batch_edit import words
from ui.sentences import advice
from ui.widgets.basic import button
from ui.words import moment

if TYPE_CHECKING:
    from ui.panes.base import Pane

PATTERNS = "JSON (*.json)"
_USE, _SAVE, _EXPORT, _IMPORT, _DELETE, _UNDO = "use", "save", "export", "import", "delete", "undo"


class Kept(QObject):
    """Two buttons with menus. ``chosen`` carries a recipe to be shown, ``undo_wanted`` a batch to be taken back."""

    chosen = Signal(object)
    undo_wanted = Signal(object)

    def __init__(self, pane: Pane, recipe: Callable[[], Recipe], parent: QWidget) -> None:
        super().__init__(parent)
        self._pane, self._recipe = pane, recipe
        self._entity = Entity.TITLES
        self._recipes: tuple[KeptRecipe, ...] = ()
        self._edits: tuple[Edit, ...] = ()
        self.recipes = self._menu_button(self.tr("Recipes"), "notebook")
        self.edits = self._menu_button(self.tr("Earlier batches"), "clock-counter-clockwise")
        self._fill()

    def _menu_button(self, text: str, icon: str) -> QPushButton:
        made = button(text, icon)
        menu = QMenu(made)
        menu.triggered.connect(self._on_action)
        made.setMenu(menu)
        return made

    def refresh(self, entity: Entity) -> None:
        """Ask anew what the library keeps for one kind of record."""
        self._entity = entity
        service, actor = self._pane.services.batch_edit, self._pane.actor
        self._pane.run(lambda: service.recipes(actor, entity), self._on_recipes, latest="batch-recipes")
        self._pane.run(lambda: service.edits(actor).rows, self._on_edits, latest="batch-edits")

    def _on_recipes(self, found: tuple[KeptRecipe, ...]) -> None:
        self._recipes = found
        self._fill()

    def _on_edits(self, found: tuple[Edit, ...]) -> None:
        self._edits = found
        self._fill()

    def _fill(self) -> None:
        menu = self.recipes.menu()
        menu.clear()
        for number, kept in enumerate(self._recipes):
            by = self.tr("{name}, by {person}, {when}").format(
                name=kept.recipe.name, person=kept.saved_by, when=moment(kept.saved_at)
            )
            menu.addAction(by).setData((_USE, number))
        menu.addSeparator()
        for verb, text in (
            (_SAVE, self.tr("Save recipe…")),
            (_EXPORT, self.tr("Export recipe…")),
            (_IMPORT, self.tr("Import recipe…")),
        ):
            menu.addAction(text).setData((verb, 0))
        if self._recipes:
            gone = menu.addMenu(self.tr("Delete recipe"))
            for number, kept in enumerate(self._recipes):
                gone.addAction(kept.recipe.name).setData((_DELETE, number))
        menu = self.edits.menu()
        menu.clear()
        for number, edit in enumerate(self._edits):
            line = menu.addAction(self._edit_line(edit))
            line.setData((_UNDO, number))
            line.setEnabled(edit.state is not EditState.UNDONE)
        self.edits.setEnabled(bool(self._edits))

    @Slot(QAction)
    def _on_action(self, action: QAction) -> None:
        # Not a slot for each action: one that holds what owns the menu would be the last to hold it when all goes.
        verb, number = action.data()
        match verb:
            case "use":
                self.chosen.emit(self._recipes[number].recipe)
            case "save":
                self._ask_name()
            case "export":
                self._export()
            case "import":
                self._import()
            case "delete":
                self._delete(self._recipes[number])
            case "undo":
                self.undo_wanted.emit(self._edits[number])

    def _edit_line(self, edit: Edit) -> str:
        number = words.records(edit.entity, edit.counts.get("changed", 0))
        fields = ", ".join(words.field_word(edit.entity, name) for name in edit.fields)
        text = (
            self.tr("{when}, {person}: {records}, {fields} (taken back)")
            if edit.state is EditState.UNDONE
            else self.tr("{when}, {person}: {records}, {fields}")
        )
        return text.format(when=moment(edit.started_at), person=edit.actor, records=number, fields=fields)

    # -- saving and deleting -----------------------------------------------------------------------------

    def _sound(self) -> Recipe | None:
        """The recipe as it stands, or None after saying what it lacks."""
        recipe = self._recipe()
        try:
            check_recipe(recipe)
        except InvalidInput as error:
            self._pane.messages.warn(advice(error))
            return None
        return recipe

    def _ask_name(self) -> None:
        recipe = self._sound()
        if recipe is None:
            return
        question = Question(
            self.tr("Save the recipe"),
            self.tr("Everybody who may edit these records finds it under this name."),
            (Choice("cancel", self.tr("Cancel")), Choice("save", self.tr("Save"), primary=True)),
            text_field=self.tr("Name of the recipe"),
            text_required=True,
        )

        def answered(key: str, name: str) -> None:
            if key == "save":
                self._save(replace(recipe, name=name))

        self._pane.messages.ask(question, answered)

    def _save(self, recipe: Recipe, *, over: bool = False) -> None:
        keep = partial(self._pane.services.batch_edit.keep_recipe, self._pane.actor, recipe, replace=over)
        said = self.tr("The recipe “{name}” is saved").format(name=recipe.name)
        self._pane.write(
            keep, lambda receipt: self._saved(receipt.value), partial(self._not_saved, recipe), say=said
        )

    def _saved(self, kept: KeptRecipe) -> None:
        self.chosen.emit(kept.recipe)
        self.refresh(self._entity)

    def _not_saved(self, recipe: Recipe, error: Exception) -> None:
        if not (isinstance(error, Conflict) and error.code == "name_taken"):
            self._pane.messages.warn(error)
            return
        choices = (
            Choice("cancel", self.tr("Cancel")),
            Choice("replace", self.tr("Replace it"), danger=True),
        )
        question = Question(self.tr("Replace the recipe of this name?"), advice(error), choices)

        def answered(key: str, _text: str) -> None:
            if key == "replace":
                self._save(recipe, over=True)

        self._pane.messages.ask(question, answered)

    def _delete(self, kept: KeptRecipe) -> None:
        choices = (Choice("cancel", self.tr("Cancel")), Choice("delete", self.tr("Delete"), danger=True))
        title = self.tr("Delete the recipe “{name}”?").format(name=kept.recipe.name)
        question = Question(title, self.tr("What was done by it stays."), choices)
        gone = partial(self._pane.services.batch_edit.delete_recipe, self._pane.actor, kept.id)

        def answered(key: str, _text: str) -> None:
            if key == "delete":
                self._pane.write(gone, lambda _receipt: self.refresh(self._entity))

        self._pane.messages.ask(question, answered)

    # -- files -------------------------------------------------------------------------------------------

    def _export(self) -> None:
        recipe = self._sound()
        if recipe is None:
            return

        def write(path: Path) -> None:
            said = self.tr("The recipe is in {file}").format(file=path.name)
            self._pane.run(
                partial(path.write_bytes, to_file(recipe)), lambda _size: self._pane.messages.tell(said)
            )

        name = f"{recipe.name or self.tr('recipe')}.json"
        self._pane.messages.choose_target(self.tr("Export recipe"), name, PATTERNS, write)

    def _import(self) -> None:
        def read(path: Path) -> None:
            self._pane.run(lambda: from_file(path.read_bytes()), self._imported)

        self._pane.messages.choose_file(self.tr("Import recipe"), PATTERNS, read)

    def _imported(self, recipe: Recipe) -> None:
        self.chosen.emit(recipe)
