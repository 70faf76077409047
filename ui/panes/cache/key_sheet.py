"""One key: what is known of it, counting down, and its value."""

from __future__ import annotations

import time
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QLabel

from app.domain.key_views import Copy, KeyFacts, StoredValue
from app.errors import NotFound
from ui import theme, units
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.panes.cache import words
from ui.panes.cache.compare_view import CompareView
from ui.panes.cache.value_view import ValueView
from ui.widgets.basic import button, label
from ui.widgets.sheet import Facts, Section, Sheet, page
from ui.widgets.table import TableView
from ui.words import when

if TYPE_CHECKING:
    from ui.panes.cache.pane import CachePane

_SECOND_MS = 1_000


class KeySheet(QObject):
    """Fills a sheet with a key."""

    def __init__(self, pane: CachePane, sheet: Sheet) -> None:
        super().__init__(pane)
        self._pane = pane
        self._sheet = sheet
        self.key = b""
        self.facts: KeyFacts | None = None
        self._read_at = 0.0
        self._facts = Facts()
        self.left: QLabel | None = None
        self.copies = RowsModel(self._columns(), parent=self, key=lambda each: (each.layer, each.where))
        self._table = TableView(
            self.copies, "cache-copies", state=pane.context.state, copy=pane.messages.copy, multi=False
        )
        self._table.setAccessibleName(self.tr("Layers that have it"))
        self._stored = Facts()
        self._copies_section = Section(self.tr("Layers that have it"), self._table)
        self._stored_section = Section(self.tr("The value in it"), self._stored)
        self.value = ValueView(pane)
        self.compare = CompareView(pane)
        again = button("", "arrow-clockwise", "quiet", name=self.tr("Look again"), run=self.read)
        copy = button(self.tr("Copy the key"), "copy", "quiet", run=self._on_copy)
        sheet.set_actions(copy, again)
        self._about = page(self._facts, self._copies_section, self._stored_section)
        sheet.keep(self._about, self.value.body, self.compare.body)
        self._set_tabs(own=False)
        sheet.tab_changed.connect(self._on_tab)
        self._timer = QTimer(self, interval=_SECOND_MS)
        self._timer.timeout.connect(self._count_down)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("layer", self.tr("Layer"), lambda each: words.layer_name(each.layer), width=11, strong=True),
            Column("where", self.tr("Where"), words.where, stretch=True),
            Column("bytes", self.tr("Bytes"), lambda each: units.size(each.bytes), width=8, numeric=True, export=lambda each: each.bytes),
            Column("left", self.tr("Left"), lambda each: words.left(each.left_s), width=8, numeric=True),
            Column("valid", self.tr("Served"), lambda each: "", badge=_served, width=12),
        )  # fmt: skip

    def _set_tabs(self, *, own: bool) -> None:
        """What the program made itself can be compared with where it came from."""
        tabs = [
            ("about", self.tr("About"), self._about),
            ("value", self.tr("Value"), self.value.body),
        ]
        if own:
            tabs.append(("compare", self.tr("Compare"), self.compare.body))
        self._sheet.set_tabs(tabs)

    # -- reading ---------------------------------------------------------------------------------------

    def show_key(self, key: bytes) -> None:
        """Show a key."""
        if key != self.key:
            self.facts = None
            self.value.forget()
        self.key = key
        self._sheet.set_header(words.key_text(key))
        self.read()

    @Slot()
    def read(self) -> None:
        """Ask for it anew."""
        if self.key:
            work = partial(self._pane.services.cache_inspector.key, self._pane.actor, self.key)
            self._pane.runner.run(self, work, self._on_facts, self._on_no_facts, latest="key")

    def forget(self) -> None:
        """Nobody looks at it any more."""
        self._timer.stop()
        self.key = b""
        self.facts = None
        self.value.forget()

    def _on_facts(self, facts: KeyFacts) -> None:
        if facts.key != self.key:
            return
        self.facts, self._read_at = facts, time.monotonic()
        self._sheet.set_header(words.key_text(facts.key), words.type_name(facts.type), _agreement(facts))
        self._set_tabs(own=bool(facts.own))
        self.compare.show_key(facts.key)
        self._fill(facts)
        self._timer.start()
        if self._sheet.tab() == "value":
            self.value.show_key(facts)

    def _on_no_facts(self, error: Exception) -> None:
        self._timer.stop()
        if isinstance(error, NotFound):
            self._say_gone()
        else:
            self._pane.messages.warn(error)

    def _say_gone(self) -> None:
        self.facts = None
        self._sheet.set_header(
            words.key_text(self.key), "", Badge(self.tr("Gone"), Tone.MUTED, "minus-circle")
        )
        self._facts.set_facts(
            ((self.tr("Key"), self.tr("It is there no more: its time ran out, or it was removed.")),)
        )
        self._copies_section.setVisible(False)
        self._stored_section.setVisible(False)
        self.value.forget()

    def _fill(self, facts: KeyFacts) -> None:
        self.left = label(words.left(None if facts.ttl_ms is None else facts.ttl_ms / 1000))
        self._facts.set_facts(
            (
                (self.tr("Type"), words.type_name(facts.type)),
                (self.tr("Time left"), self.left),
                (self.tr("Bytes"), units.size(facts.bytes)),
                (self.tr("Length"), _length(facts)),
                (self.tr("Encoding"), facts.encoding),
                (self.tr("Not used for"), "" if facts.idle_s is None else units.length(facts.idle_s)),
                (self.tr("Use"), "" if facts.frequency is None else f"{facts.frequency:,}"),
                (self.tr("Slot"), f"{facts.slot:,}"),
                (self.tr("Node"), facts.node),
            )
        )
        self.copies.set_rows(facts.copies)
        self._copies_section.setVisible(bool(facts.copies))
        self._table.setFixedHeight(theme.ROW_HEIGHT * (1 + len(facts.copies)))
        values = [each.value for each in facts.copies if each.value is not None]
        stored = max(values, key=lambda each: each.good_for_s, default=None)  # memory knows the least of it
        self._stored_section.setVisible(stored is not None)
        if stored is not None:
            self._stored.set_facts(_told(stored))

    @Slot()
    def _count_down(self) -> None:
        """A second went by."""
        facts = self.facts
        if facts is None or facts.ttl_ms is None or self.left is None:
            return
        rest = facts.ttl_ms / 1000 - (time.monotonic() - self._read_at)
        if rest <= 0:
            self._timer.stop()
            self.read()
        else:
            self.left.setText(words.left(rest))

    def _on_tab(self, key: str) -> None:
        if key == "value" and self.facts is not None:
            self.value.show_key(self.facts)

    def _on_copy(self) -> None:
        self._pane.messages.copy(words.key_text(self.key))


def _length(facts: KeyFacts) -> str:
    if facts.type == "string":
        return units.size(facts.length)
    return words.elements(facts.length)


def _served(copy: Copy) -> Badge | None:
    valid = copy.value.valid if copy.value is not None else None
    if valid is None:
        return None
    if valid:
        return Badge(words.tr("Yes"), Tone.OK, "check-circle")
    return Badge(words.tr("No, changed since"), Tone.WARN, "warning")


def _agreement(facts: KeyFacts) -> Badge | None:
    """Whether all layers that have it have the same."""
    digests = {each.value.digest for each in facts.copies if each.value is not None}
    if not digests:
        return None
    if len(digests) > 1:
        return Badge(words.tr("Layers differ"), Tone.WARN, "warning")
    if any(each.value is not None and each.value.valid is False for each in facts.copies):
        return Badge(words.tr("Overtaken"), Tone.WARN, "warning")
    return Badge(words.tr("Layers agree"), Tone.OK, "check-circle") if len(facts.copies) > 1 else None


def _told(stored: StoredValue) -> Sequence[tuple[str, str]]:
    return (
        (words.tr("Made"), when(stored.made_at)),
        (words.tr("Good for"), units.length(stored.good_for_s) if stored.good_for_s else ""),
        (words.tr("Loaded in"), units.milliseconds(1000 * stored.load_s)),
        (
            words.tr("Answer"),
            words.tr("there is no such record") if stored.absent else units.size(stored.size),
        ),
        (words.tr("Compressed"), words.tr("yes") if stored.compressed else words.tr("no")),
        (words.tr("Tags"), ", ".join(stored.tags)),
        (words.tr("Version"), stored.digest[:12]),
    )
