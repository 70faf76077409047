"""The keys that are used most, found by a look at every key."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.key_views import HotKey
from ui import theme, units
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.cache import words
from ui.widgets.basic import button, column, frame, label, row
from ui.widgets.state import StateView
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from ui.panes.cache.pane import CachePane

_MOST = 100
_TOP = 255
"""What the counter of an LFU policy goes up to."""


class HotTab(QObject):
    """A button, what its figures mean, and the list."""

    def __init__(self, pane: CachePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.page = frame("plain")
        self.begin = button(self.tr("Find hot keys"), "fire", "primary", run=self.ask)
        self.about = label("", "soft", wrap=True)
        self.model = RowsModel(self._columns(), parent=self, key=lambda each: each.key)
        self.table = TableView(
            self.model, "cache-hot", state=pane.context.state, copy=pane.messages.copy, multi=False
        )
        self.table.setAccessibleName(self.tr("Hot keys"))
        self.table.opened.connect(lambda each: pane.show_key(each.key))
        self.view = StateView(self.table)
        self.view.set_empty(
            self.tr("Nothing was looked for yet"),
            self.tr(
                "Every key of every primary is looked at, in small steps. Enter opens a key that was found."
            ),
            "fire",
        )
        self.view.set_state("empty")
        self.view.retry_requested.connect(self.ask)
        top = row(None, self.begin, self.about)
        top.setStretch(1, 1)
        column(self.page, top, self.view, margin=theme.SPACE_2, gap=theme.SPACE_2).setStretch(1, 1)
        self.about.setText(self.tr("Which keys would hurt most if they were missing?"))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("key", self.tr("Key"), self._name, stretch=True, strong=True, tip=lambda each: words.key_text(each.key)),
            Column("used", self.tr("Used"), _used, width=14, numeric=True, bar=_share, export=lambda each: each.idle_s if each.frequency is None else each.frequency),
            Column("node", self.tr("Node"), lambda each: each.node, width=18),
        )  # fmt: skip

    def _name(self, each: HotKey) -> str:
        return words.own_text(each.key, self._pane.namespace)

    def ask(self) -> None:
        """Look for them."""
        self.begin.setEnabled(False)
        self.about.setText(self.tr("All keys are looked at…"))
        self.view.set_state("loading")
        work = partial(self._pane.services.cache_figures.hot_keys, self._pane.actor, _MOST)
        self._pane.runner.run(self, work, self._on_found, self._on_failed, latest="hot", background=True)

    def _on_found(self, found: tuple[HotKey, ...]) -> None:
        self.begin.setEnabled(True)
        self.model.set_rows(found)
        counted = any(each.frequency is not None for each in found)
        self.about.setText(
            self.tr("By the counter of Redis' LFU policy: 0 to 255, ten times the uses are a few steps more.")
            if counted
            else self.tr(
                "Redis counts uses only under an LFU policy (maxmemory-policy); these are the keys used last."
            )
        )
        if not found:
            self.view.set_empty(self.tr("There are no keys"), "", "fire")
        self.view.set_state("loaded" if found else "empty")
        if found:
            self.table.selectRow(0)
            self.table.setFocus()

    def _on_failed(self, error: Exception) -> None:
        self.begin.setEnabled(True)
        self.about.setText("")
        self.view.set_state("failed", error)


def _used(each: HotKey) -> str:
    if each.frequency is not None:
        return f"{each.frequency:,}"
    return "" if each.idle_s is None else words.tr("{span} ago").format(span=units.length(each.idle_s))


def _share(each: HotKey) -> float | None:
    return None if each.frequency is None else each.frequency / _TOP
