"""Editors for parameters that are not simply typed: folders and files, patrons, instants."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.members import StudentSheet
from app.domain.patron_references import patron_id, patron_reference
from app.maintenance.task import Input, Param
from ui.panes.base import PaneContext
from ui.panes.maintenance import words
from ui.panes.patron_picker import PatronPicker, row_of
from ui.widgets.basic import button, row
from ui.widgets.form import Field
from ui.widgets.form_fields import ChoiceEditor, Editor, LineEditor
from ui.widgets.form_measures import InstantEditor

Maker = Callable[[Field, QWidget], Editor]


def maker(param: Param, context: PaneContext) -> Maker | None:
    """What makes the editor of a parameter, None where its form field's kind says enough."""
    match param.input:
        case Input.PATRON:
            return partial(PatronEditor, context)
        case Input.RELEASE:
            return partial(ReleaseEditor, context)
        case Input.INSTANT:
            return InstantEditor
        case Input.FOLDER | Input.FILE if context.services.core.database.is_sqlite:
            # Beside a server the path is one of the worker's computer: what lies on this one would mislead.
            return partial(PathEditor, context, param.input is Input.FOLDER)
    return None


class PathEditor(LineEditor):
    """A path of this computer: typed, or chosen."""

    def __init__(self, context: PaneContext, folder: bool, field: Field, parent: QWidget) -> None:
        holder = QWidget(parent)
        super().__init__(field, parent, holder)
        self._messages, self._folder = context.messages, folder
        self.choose = button(words.tr("Choose…"), "folder-open" if folder else "file", run=self._choose)
        self.choose.setAccessibleName(words.tr("Choose: {field}").format(field=field.label))
        row(holder, self.widget, self.choose)

    def _choose(self) -> None:
        if self._folder:
            self._messages.choose_folder(self.field.label, self.text(), self._take)
        else:
            self._messages.choose_file(self.field.label, words.tr("All files (*)"), self._take)

    def _take(self, path: Path) -> None:
        self.set_value(str(path))


class ReleaseEditor(ChoiceEditor):
    """A release, chosen of those that are on the hosts, or the path of a wheel typed. Where the hosts can't be asked from
    here there is nothing to choose, and a version may be typed."""

    def __init__(self, context: PaneContext, field: Field, parent: QWidget) -> None:
        super().__init__(replace(field, editable=True), parent)
        ask = partial(context.services.rollouts.releases, context.actor)
        context.runner.run(self, ask, self._offer, lambda _error: None, background=True)

    def _offer(self, versions: tuple[str, ...]) -> None:
        self.set_choices([(each, each) for each in versions])


class PatronEditor(Editor):
    """A patron, found by card or name; the value is a reference such as “#17”, which names nobody."""

    def __init__(self, context: PaneContext, field: Field, parent: QWidget) -> None:
        self._context = context
        self._picker = PatronPicker(context, parent)
        super().__init__(field, self._picker)
        self._picker.setFocusProxy(self._picker.box)
        self._reference = ""
        self._picker.chosen.connect(self._on_chosen)
        self._picker.show_table_when_filled()

    def value(self) -> Any:
        return self._reference

    def text(self) -> str:
        found = self._picker.patron()
        return found.name if found is not None else self._reference

    def set_value(self, value: Any) -> None:
        self._reference = str(value or "")
        services, actor = self._context.services, self._context.actor
        student_id = patron_id(self._reference)
        if self._reference:
            ask = (
                partial(services.students.by_card, actor, self._reference)
                if student_id is None
                else partial(services.students.get, actor, student_id)
            )
            self._context.runner.run(self, ask, partial(self._show, self._reference), latest="patron")
        elif self._picker.patron() is not None:
            self._picker.clear()

    def _show(self, reference: str, sheet: StudentSheet) -> None:
        if reference == self._reference:
            self._picker.show_chosen(row_of(sheet))
            self._reference = patron_reference(sheet.id)

    def _on_chosen(self, found: Any) -> None:
        self._reference = patron_reference(found.id) if found is not None else ""
        self.edited.emit()
