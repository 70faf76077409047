"""Adding and changing a rule in the sheet, with a sentence that says all the while what it means."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.changes import Receipt
from app.domain.policies import ANY, FALLBACK, FIELDS, PolicyKey, PolicyRow, StoredPolicy
from app.services.policies import SavedPolicy
from ui import theme
from ui.panes.rules import labels
from ui.panes.rules.board import Board, Line, read_board
from ui.panes.rules.fields import key_fields, show_inherited, typed_values, value_fields
from ui.panes.rules.words import sentence
from ui.panes.sheet_forms import Values
from ui.widgets.banner import Banner
from ui.widgets.basic import column, label, rule
from ui.widgets.form import Field, Form

if TYPE_CHECKING:
    from ui.panes.rules.pane import RulesPane

_ALL = tuple(field.name for field in FIELDS)
_PARTS = ("category", "item_type", "location")


class RuleForm(QObject):
    """One form at a time: for a rule there is, for a line that has none, or for whatever is chosen in it."""

    def __init__(self, pane: RulesPane, board: Board, line: Line | None, *, whole: bool = False) -> None:
        """``line`` None asks in the form whom and what the rule is for; ``whole`` shows every value there is."""
        super().__init__(pane)
        self._pane, self._board = pane, board
        self._key = None if line is None else line.key
        self._stored = None if line is None else line.stored
        self._names = _ALL if whole else labels.USUAL
        self._written = FALLBACK
        self._banner = Banner()
        self._form: Form | None = None

    def show(self, chosen: Line | None = None) -> Form:
        """Put the form into the sheet; a new rule is first of all for the line that is ``chosen``."""
        fields = (*(() if self._key else key_fields(self._board.names)), *self._fields())
        if self._key is None:
            title, subtitle, said = self.tr("New rule"), "", self.tr("{rule} has a rule of its own")
            values: Values = (
                {} if chosen is None else {part: getattr(chosen.key, part) for part in _PARTS[:2]}
            )
        else:
            title, values = self._board.names.of(self._key), _values(self._stored)
            new = self._stored is None
            subtitle = self.tr("A rule of its own") if new else self.tr("Change the rule")
            said = self.tr("{rule} has a rule of its own") if new else self.tr("The rule for {rule} is saved")
        form = self._form = self._pane.forms.show(
            title,
            subtitle,
            fields,
            self._work,
            say=lambda _receipt: said.format(rule=self._board.names.of(self._written)),
            values=values,
            check=self._check,
            above=self._above(),
            saved=lambda _receipt: self._pane.show_key(self._written),
            newest=None if self._key is None else partial(self._newest, self._key),
        )
        for name in (*self._names, *(() if self._key else _PARTS)):
            form.editor(name).edited.connect(self._say)
        self._say()
        form.focus_first()
        return form

    @property
    def meaning(self) -> str:
        """What the rule means as it is typed now."""
        return self._banner.text()

    def _fields(self) -> tuple[Field, ...]:
        note = Field(
            "note", self.tr("Note"), max_length=500, help=self.tr("Why it is so, and who decided it.")
        )
        return (*value_fields(self._names, self._board.names.currency), note)

    def _above(self) -> QWidget:
        holder = QWidget()
        self._banner.setAccessibleName(self.tr("What the rule means"))
        hint = self.tr("A blank field takes the value in grey, from a broader rule.")
        column(holder, self._banner, label(hint, "faint", wrap=True), rule(), gap=theme.SPACE)
        return holder

    # -- saving ------------------------------------------------------------------------------------------

    def _target(self, values: Values) -> PolicyKey:
        if self._key is not None:
            return self._key
        return PolicyKey(
            category=values["category"] or ANY,
            item_type=values["item_type"] or ANY,
            location=values["location"] or ANY,
        )

    def _merged(self, values: Values) -> dict[str, Any]:
        """The rule's values: those of the form, and those it does not show as they were."""
        kept = {} if self._stored is None else dict(self._stored.row.values)
        said = kept | {name: values[name] for name in self._names}
        return {name: value for name, value in said.items() if value is not None}

    def _work(self, values: Values, key: str) -> Callable[[], Receipt[SavedPolicy]]:
        self._written = self._target(values)
        stored = self._stored
        policy_id, version = (stored.row.id, stored.version) if stored is not None else (None, None)
        row = PolicyRow(self._written, self._merged(values), policy_id, note=values["note"] or "")
        return partial(self._pane.services.policies.save, self._pane.actor, row, version, key=key)

    def _newest(self, key: PolicyKey) -> Values:
        self._stored = read_board(self._pane.services, self._pane.actor).line(key).stored
        return _values(self._stored)

    def _check(self, values: Values) -> dict[str, str]:
        target = self._target(values)
        if self._key is None and self._board.line(target).stored is not None:
            said = self.tr("There is a rule for these already. Choose it in the list and press Ctrl+E.")
            return {"item_type": said}
        if target != FALLBACK and not self._merged(values):
            return {self._names[0]: self.tr("Say at least one value: a rule without any decides nothing.")}
        return {}

    # -- while typing ------------------------------------------------------------------------------------

    @Slot()
    def _say(self) -> None:
        """Say what the rule means as it is typed now, and what the blank fields take."""
        form = self._form
        if form is None:
            return
        values = form.values()
        target = self._target(values)
        own = None if self._stored is None else self._stored.row.id
        inherited = self._board.resolved(target, but=own)
        show_inherited(
            {name: form.editor(name) for name in self._names}, inherited, self._board.names.currency
        )
        typed = typed_values(self._merged(values))
        meant = replace(inherited.values, **typed)  # type: ignore[arg-type]
        self._banner.show_banner("info", "quotes", sentence(target, meant, self._board.names))


def _values(stored: StoredPolicy | None) -> Values:
    return {} if stored is None else {**stored.row.values, "note": stored.row.note}
