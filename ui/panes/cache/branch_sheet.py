"""The sheet of a line of the tree: how many keys, their types and times, the biggest of them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.cached_keys import TTL_CLASSES
from ui import theme, units
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.cache import words
from ui.panes.cache.bars import Bar, Bars
from ui.panes.cache.reading import REDIS, BranchLook, read_branch
from ui.panes.cache.tree import Line
from ui.widgets.sheet import Facts, Section, Sheet, page
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from ui.panes.cache.pane import CachePane


class BranchSheet(QObject):
    """Fills a sheet with a line."""

    def __init__(self, pane: CachePane, sheet: Sheet) -> None:
        super().__init__(pane)
        self._pane = pane
        self._sheet = sheet
        self._facts = Facts()
        self.types = Bars(self.tr("Types"))
        self.ttls = Bars(self.tr("Time left"))
        self._types_section = Section(self.tr("Types"), self.types)
        self._ttls_section = Section(self.tr("Time left"), self.ttls)
        self.biggest = RowsModel(self._biggest_columns(), parent=self, key=lambda each: each.key)
        self._biggest_table = TableView(
            self.biggest, "cache-biggest", state=pane.context.state, copy=pane.messages.copy, multi=False
        )
        self._biggest_table.setAccessibleName(self.tr("Biggest keys"))
        self._biggest_table.opened.connect(lambda each: pane.show_key(each.key))
        self._biggest_section = Section(self.tr("Biggest keys that were measured"), self._biggest_table)
        sheet.set_content(
            page(self._facts, self._ttls_section, self._types_section, self._biggest_section), keep=True
        )

    def _biggest_columns(self) -> tuple[Column, ...]:
        return (
            Column("key", self.tr("Key"), lambda each: words.key_text(each.key), stretch=True, tip=lambda each: words.key_text(each.key)),
            Column("bytes", self.tr("Bytes"), lambda each: units.size(each.bytes), width=9, numeric=True, export=lambda each: each.bytes),
        )  # fmt: skip

    def show_line(self, line: Line, scan: str) -> None:
        """Show a line anew; ``scan`` is the one it comes from, "" where none was made."""
        for each in (self._types_section, self._ttls_section, self._biggest_section):
            each.setVisible(False)
        self.refresh(line, scan)

    def refresh(self, line: Line, scan: str) -> None:
        """The same line with what is known by now."""
        name = words.key_text(line.place[1]) if line.branch is not None else line.source.title
        self._sheet.set_header(name, line.source.title if line.branch is not None else "")
        branches = line.branch.branches if line.branch is not None else 0
        self._facts.set_facts(
            (
                (self.tr("Keys"), f"{line.keys:,}"),
                (self.tr("Bytes"), words.estimated(line.bytes)),
                (self.tr("Each"), units.size(line.bytes.value / line.keys) if line.keys else ""),
                (self.tr("Of all bytes"), words.share(line)),
                (self.tr("Branches"), f"{branches:,}" if branches else ""),
            )
        )
        if line.source.key == REDIS and scan and line.keys:
            work = partial(read_branch, self._pane.services, self._pane.actor, scan, line.place[1])
            self._pane.runner.run(self, work, self._on_branch, latest="branch")

    def _on_branch(self, look: BranchLook) -> None:
        known = bool(look.shape.measured)
        self._types_section.setVisible(known)
        self._ttls_section.setVisible(known)
        self._biggest_section.setVisible(bool(look.biggest))
        kinds = sorted(look.shape.types.items(), key=lambda each: -each[1])
        self.types.show_bars([Bar(words.type_name(kind), share) for kind, share in kinds])
        classes = zip(TTL_CLASSES, look.shape.ttls, strict=True)
        self.ttls.show_bars([Bar(words.ttl_class(name), share) for name, share in classes])
        self.biggest.set_rows(look.biggest)
        self._biggest_table.setFixedHeight(theme.ROW_HEIGHT * (1 + len(look.biggest)))
