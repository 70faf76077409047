"""The fields a rule is edited by: left blank they take what broader rules say, which stands there in grey."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from app.domain.money import Currency, format_money, parse_money
from app.domain.policies import ANY, PolicyValue, ResolvedPolicy, parse_value, plain_value
from app.domain.policy_values import FIELD, FIELDS, NONE, PolicyField
from app.domain.policy_values import Kind as ValueKind
from app.errors import InvalidInput
from ui.panes.rules import labels, words
from ui.panes.rules.labels import tr
from ui.panes.rules.words import Names
from ui.widgets.form import Field, Kind
from ui.widgets.form_fields import ChoiceEditor, Editor, LineEditor, Unreadable

_PAIRS = {
    "loan_len": "len_unit",
    "max_items": "max_total",
    "renewals_allowed": "renewal_len",
    "fine": "fine_period",
    "grace_units": "closed_days_excluded",
    "fine_cap": "cap_to_price",
    "holds_allowed": "pickup_days",
}
"""Values whose fields share a line where one follows the other."""


class TypedEditor(LineEditor):
    """A number, an amount, a time or a day; blank is inherited, “none” is explicitly none where there may be none."""

    def __init__(self, field: Field, parent: QWidget, of: PolicyField, currency: Currency) -> None:
        super().__init__(field, parent)
        self._of, self._currency = of, currency

    def inherit(self, text: str) -> None:
        """Show what is taken while nothing is typed."""
        self._line.setPlaceholderText(text)

    def value(self) -> Any:
        text = self.text().strip()
        if not text:
            return None
        try:
            return plain_value(parse_value(self._of.name, self._raw(text)))
        except InvalidInput:
            raise Unreadable(self._wrong(text)) from None

    def _raw(self, text: str) -> object:
        if text.casefold() in (NONE, tr("none").casefold()):
            return NONE
        if self._of.kind is ValueKind.MONEY:
            return parse_money(text, self._currency)
        return text.replace(",", "") if self._of.kind is ValueKind.NUMBER else text

    def _wrong(self, text: str) -> str:
        of = self._of
        if self._raw_is_none(text):
            return tr("There has to be a value.")
        if of.kind is ValueKind.NUMBER:
            return tr("Type a whole number from {least} to {most}.").format(
                least=f"{of.minimum:,}", most=f"{of.maximum:,}"
            )
        if of.kind is ValueKind.MONEY:
            return tr("Type an amount such as 12.50.")
        if of.kind is ValueKind.TIME:
            return tr("Type a time such as 15:30.")
        return tr("Type a date as year-month-day, for example 2026-11-23.")

    @staticmethod
    def _raw_is_none(text: str) -> bool:
        return text.casefold() in (NONE, tr("none").casefold())

    def set_value(self, value: Any) -> None:
        self._line.setText("" if value is None else self._typed(value))
        self._line.setCursorPosition(0)

    def _typed(self, value: Any) -> str:
        if value == NONE:
            return tr("none")
        if self._of.kind is ValueKind.MONEY:
            return format_money(int(value), self._currency).removeprefix(self._currency.symbol)
        return str(value)


class InheritedChoice(ChoiceEditor):
    """One of several values, or first of all what is inherited."""

    def _fill(self, choices: Sequence[tuple[Any, str]]) -> None:
        self._values = []
        for value, text in ((None, tr("as inherited")), *choices):
            self._values.append(value)
            self._box.addItem(text)

    def inherit(self, text: str) -> None:
        """Say what is taken while nothing is chosen."""
        self._box.setItemText(0, tr("{value} (inherited)").format(value=text))


def value_fields(wanted: Sequence[str], currency: Currency) -> tuple[Field, ...]:
    """Fields for values by their names, in the order they are declared, under the headings of their groups."""
    shown = [of for of in FIELDS if of.name in wanted]
    halves = {
        name
        for one, two in itertools.pairwise(shown)
        if _PAIRS.get(one.name) == two.name
        for name in (one.name, two.name)
    }
    first = {of.group: of.name for of in reversed(shown)}
    return tuple(
        _field(
            of,
            currency,
            labels.tr(labels.GROUPS[of.group]) if first[of.group] == of.name else "",
            of.name in halves,
        )
        for of in shown
    )


def _field(of: PolicyField, currency: Currency, heading: str, half: bool) -> Field:
    if of.kind in (ValueKind.YES_NO, ValueKind.CHOICE):
        values = (
            ((True, tr("yes")), (False, tr("no")))
            if of.kind is ValueKind.YES_NO
            else tuple((each, labels.choice(of.name, each)) for each in of.choices)
        )
        return Field(
            of.name,
            labels.name_of(of.name),
            Kind.CHOICE,
            choices=values,
            half=half,
            heading=heading,
            maker=InheritedChoice,
        )

    def maker(field: Field, parent: QWidget) -> Editor:
        return TypedEditor(field, parent, of, currency)

    return Field(
        of.name, labels.name_of(of.name), help=_help(of, currency), half=half, heading=heading, maker=maker
    )


def _help(of: PolicyField, currency: Currency) -> str:
    unit = currency.code if of.kind is ValueKind.MONEY else labels.tr(labels.UNITS[of.unit])
    if not of.optional:
        return unit
    return tr("{unit}; “none”: {nothing}").format(unit=unit, nothing=labels.nothing(of.name))


def key_fields(names: Names) -> tuple[Field, ...]:
    """Whom and what a new rule is for."""
    who = ((ANY, names.who(ANY)), *((code, names.who(code)) for code in names.categories))
    what = ((ANY, names.kind(ANY)), *((code, names.kind(code)) for code in names.types))
    return (
        Field("category", tr("Who"), Kind.CHOICE, required=True, default=ANY, choices=who, half=True),
        Field("item_type", tr("What"), Kind.CHOICE, required=True, default=ANY, choices=what, half=True),
        Field("location", tr("Where it stands"), max_length=40, help=tr("A location as copies have it. Blank: anywhere.")),
    )  # fmt: skip


def show_inherited(editors: dict[str, Editor], policy: ResolvedPolicy, currency: Currency) -> None:
    """Show in each field what is taken while it is blank."""
    for name, editor in editors.items():
        if isinstance(editor, (TypedEditor, InheritedChoice)):
            editor.inherit(words.value_text(name, policy.value(name), policy.values, currency))


def typed_values(values: dict[str, Any]) -> dict[str, PolicyValue]:
    """What is said of the values in a form, as their types."""
    return {name: parse_value(name, raw) for name, raw in values.items() if name in FIELD and raw is not None}
