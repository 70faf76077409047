"""The scenarios of a file in the form: name and weight of each, and its steps."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import theme
from ui.panes.load_test.draft import KINDS, THINK, Draft
from ui.panes.load_test.lines import LineColumn, Lines
from ui.panes.load_test.words import tr
from ui.widgets.basic import button, column, discard, frame, label, row


class ScenarioParts(QWidget):
    """All scenarios below one another. ``wrong`` tells of a field (scenario, step, key) that can't be read, or can again."""

    altered = Signal()
    wrong = Signal(object, bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._draft = Draft(None)
        self.shown: list[_Part] = []
        self._parts = column(gap=theme.SPACE_2)
        self.add = button(tr("One more scenario"), "plus", "link", run=self._on_add)
        column(self, self._parts, row(None, self.add, None))

    def show_draft(self, draft: Draft) -> None:
        """Show its scenarios."""
        self._draft = draft
        scenarios = draft.scenarios()
        while len(self.shown) > len(scenarios):
            discard(self.shown.pop())
        while len(self.shown) < len(scenarios):
            part = _Part(self, len(self.shown))
            self.shown.append(part)
            self._parts.addWidget(part)
        for part, values in zip(self.shown, scenarios, strict=True):
            part.show_draft(draft, values, alone=len(scenarios) == 1)
            part.show()  # now and not in a turn of its own: whoever walks by Tab goes by where things are

    def _on_add(self) -> None:
        self._draft.add_scenario()
        self.altered.emit()


class _Part(QWidget):
    """One scenario."""

    def __init__(self, parts: ScenarioParts, number: int) -> None:
        super().__init__()
        self._parts, self._number = parts, number
        self._draft = Draft(None)
        what = tr("scenario {number}").format(number=number + 1)
        self.name, self.weight = QLineEdit(), QLineEdit()
        self.weight.setFixedWidth(80)
        self.weight.setPlaceholderText("1")
        for line, key, title in ((self.name, "name", tr("Name")), (self.weight, "weight", tr("Weight"))):
            line.setAccessibleName(f"{title}, {what}")
            line.textEdited.connect(partial(self._on_head, key))
        self.remove = button(
            "", "trash", "quiet", run=self._on_remove, name=tr("Remove {what}").format(what=what)
        )
        self.steps = Lines(
            tr("step of {what}").format(what=what),
            (
                LineColumn("kind", tr("Step"), width=104, choices=_choices()),
                LineColumn("place", tr("Address, or seconds"), 4),
                LineColumn("headers", tr("Headers"), 3, hint=tr("Name: value; …")),
                LineColumn("body", tr("JSON"), 3, hint='{"query": "noli"}'),
            ),
            tr("One more step"),
        )
        self.steps.edited.connect(self._on_step)
        self.steps.added.connect(lambda: self._alter(partial(self._draft.add_step, number)))
        self.steps.removed.connect(lambda at: self._alter(partial(self._draft.remove_step, number, at)))
        head = row(
            None,
            label(tr("Name"), "label"),
            self.name,
            label(tr("Weight"), "label"),
            self.weight,
            self.remove,
        )
        head.setStretch(1, 1)
        box = frame("card")
        column(box, head, self.steps, margin=theme.SPACE_2)
        column(self, box, gap=0)

    def show_draft(self, draft: Draft, values: dict[str, str], alone: bool) -> None:
        self._draft = draft
        for line, key in ((self.name, "name"), (self.weight, "weight")):
            if not (line.hasFocus() and line.isModified()) and line.text() != values[key]:
                line.setText(values[key])
                line.setCursorPosition(0)
        self.remove.setVisible(not alone)
        rows = draft.steps(self._number)
        self.steps.fill(
            [
                {"kind": step.kind, "place": step.place, "headers": step.headers, "body": step.body}
                for step in rows
            ],
            lambda at: rows[at].known,
        )
        for at, step in enumerate(rows):
            for key in ("headers", "body"):
                self.steps.cell(at, key).setEnabled(step.known and step.kind != THINK)

    def _on_head(self, key: str, text: str) -> None:
        self._draft.set_scenario(self._number, key, text)
        self._parts.altered.emit()

    def _on_remove(self) -> None:
        self._draft.remove_scenario(self._number)
        self._parts.altered.emit()

    def _on_step(self, at: int, key: str, text: str) -> None:
        wrong = self._draft.set_step(self._number, at, key, text)
        self.steps.mark(at, key, bool(wrong))
        self._parts.wrong.emit((str(self._number), at, key), bool(wrong))
        if not wrong:
            self._parts.altered.emit()

    def _alter(self, change: object) -> None:
        assert callable(change)
        change()
        self._parts.altered.emit()


def _choices() -> tuple[tuple[str, str], ...]:
    return tuple((kind, tr("pause") if kind == THINK else kind.upper()) for kind in KINDS)
