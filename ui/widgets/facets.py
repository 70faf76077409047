"""Filters with counts beside a list: groups of values, of which one or several may be chosen."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.domain.paging import Count
from ui import theme
from ui.widgets.basic import Elided, button, clear, column, label, row

#: Brings the words of a link below those of the values.
_LINK_INDENT = 3


@dataclass(frozen=True, slots=True)
class FacetValue:
    """One value that can be filtered by; ``count`` None shows no number."""

    value: Hashable
    text: str
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class FacetGroup:
    """A heading with values; ``multi`` lets several be chosen at once."""

    key: str
    title: str
    values: Sequence[FacetValue] = ()
    multi: bool = False


class _Group(QWidget):
    changed = Signal()
    shown_values = 8

    def __init__(self, group: FacetGroup) -> None:
        super().__init__()
        self.group = group
        self.chosen: list[Hashable] = []
        self._all_shown = False
        self._layout = column(self, gap=1)
        head = label(group.title, "group")
        head.setContentsMargins(theme.SPACE, 0, 0, 2)
        self._layout.addWidget(head)
        self._list = QVBoxLayout()
        self._list.setSpacing(1)
        self._layout.addLayout(self._list)
        self.set_values(group.values)

    def set_values(self, values: Sequence[FacetValue]) -> None:
        clear(self._list)
        self.values = tuple(values)
        shown = values if self._all_shown else values[: self.shown_values]
        late = [v for v in values if v.value in self.chosen and v not in shown]
        for value in (*shown, *late):
            self._list.addWidget(self._button(value))
        if len(values) > self.shown_values:
            text = self.tr("Fewer") if self._all_shown else self.tr("All {n}").format(n=len(values))
            more = row(None, _LINK_INDENT, button(text, kind="link", run=self._on_more), None, gap=0)
            self._list.addLayout(more)

    def _button(self, value: FacetValue) -> QPushButton:
        made = button("", kind="facet", name=value.text)
        made.setMinimumWidth(0)
        made.setMaximumSize(16777215, 26)
        made.setMinimumHeight(26)
        made.setCheckable(True)
        made.setChecked(value.value in self.chosen)
        made.setProperty("facet", value.value)
        made.toggled.connect(self._on_toggled)
        made.setToolTip(value.text if len(value.text) > 18 else "")
        inside = QHBoxLayout(made)
        inside.setContentsMargins(8, 0, 8, 0)
        word = _Word(value.text)
        inside.addWidget(word, 1)
        if value.count is not None:
            number = label(f"{value.count.value:,}{'' if value.count.exact else '+'}", "faint")
            number.setFont(theme.tabular(number.font()))
            number.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            inside.addWidget(number)
        return made

    @Slot(bool)
    def _on_toggled(self, on: bool) -> None:
        sender = self.sender()
        if not isinstance(sender, QPushButton):
            return
        value = sender.property("facet")
        if on and not self.group.multi:
            self.chosen = [value]
        elif on:
            self.chosen.append(value)
        elif value in self.chosen:
            self.chosen.remove(value)
        for each in self.findChildren(QPushButton):
            if each is not sender and each.property("kind") == "facet":
                each.blockSignals(True)
                each.setChecked(each.property("facet") in self.chosen)
                each.blockSignals(False)
        self.changed.emit()

    @Slot()
    def _on_more(self) -> None:
        self._all_shown = not self._all_shown
        self.set_values(self.values)


class _Word(Elided):
    """The text of a value; lets the mouse through to its button and shortens when there is no room."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setProperty("mayElide", True)


class Facets(QWidget):
    """Groups of values. ``changed`` fires with the choice: group key → tuple of values."""

    changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._groups: dict[str, _Group] = {}
        inner = QWidget()
        inner.setObjectName("page")
        self._layout = QVBoxLayout(inner)
        self._layout.setContentsMargins(theme.SPACE, 12, theme.SPACE, theme.SPACE)
        self._layout.setSpacing(theme.SPACE_2)
        self._reset = button(self.tr("Clear filters"), "x", "link", run=self.clear_choice)
        self._reset.setVisible(False)
        self._layout.addLayout(row(None, _LINK_INDENT, self._reset, None, gap=0))
        self._layout.addStretch(1)
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inner)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # it follows the filters
        column(self, area)
        self.setMinimumWidth(160)

    def set_groups(self, groups: Iterable[FacetGroup]) -> None:
        """Show groups; of a group already there only values and counts change, the choice stays."""
        for group in groups:
            if group.key in self._groups:
                self._groups[group.key].set_values(group.values)
            else:
                made = self._groups[group.key] = _Group(group)
                made.changed.connect(self._on_changed)
                self._layout.insertWidget(self._layout.count() - 2, made)
            shown = self._groups[group.key]
            shown.setVisible(bool(group.values) or bool(shown.chosen))

    def choice(self) -> dict[str, tuple[Any, ...]]:
        """Group key → chosen values; groups without a choice are left out."""
        return {key: tuple(group.chosen) for key, group in self._groups.items() if group.chosen}

    def chosen_words(self) -> list[str]:
        """The chosen values as they read, from top to bottom."""
        return [
            value.text
            for group in self._groups.values()
            for value in group.values
            if value.value in group.chosen
        ]

    def choose(self, key: str, *values: Hashable) -> None:
        """Choose values of a group as if clicked."""
        group = self._groups[key]
        group.chosen = list(values)
        group.set_values(group.values)
        self._on_changed()

    @Slot()
    def set_choice(self, choice: Mapping[str, Sequence[Any]]) -> None:
        """Choose these values and no others, without telling; groups that aren't there yet are left out."""
        for key, group in self._groups.items():
            group.chosen = list(choice.get(key, ()))
            group.set_values(group.values)
        self._reset.setVisible(bool(self.choice()))

    def clear_choice(self) -> None:
        """Choose nothing."""
        for group in self._groups.values():
            group.chosen = []
            group.set_values(group.values)
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        choice = self.choice()
        self._reset.setVisible(bool(choice))
        self.changed.emit(choice)
