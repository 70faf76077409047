"""What the layers hold, by namespace: a tree that grows while Redis is looked through, and the sheet of a branch."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Qt, Slot
from PySide6.QtGui import QCursor, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox

from app.domain.cached_keys import TTL_CLASSES, Branch, Estimate, ScanLook
from ui import theme, units
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.cache import words
from ui.panes.cache.bars import Bar, Bars
from ui.panes.cache.reading import (
    MEMORY,
    REDIS,
    TABLE,
    BranchLook,
    Layers,
    memory_branches,
    process_key,
    read_branch,
    read_branches,
)
from ui.panes.cache.scan_bar import ScanBar
from ui.panes.cache.scanning import Scanning
from ui.panes.cache.tree import Line, Place, Source, lines
from ui.widgets.acts import Act, Guise
from ui.widgets.basic import column, frame
from ui.widgets.master_detail import MasterDetail
from ui.widgets.sheet import Facts, Section, page
from ui.widgets.table import TableView
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.cache.pane import CachePane

_INDENT = "\u2003"
_SHUT, _OPEN, _LEAF = "▸", "▾", "\u2002"
_CARET_ROOM = 24


class TreeTab(QObject):
    """The tree, its scan and the sheet."""

    def __init__(self, pane: CachePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._text = ""
        self._layers: Layers | None = None
        self._scan: ScanLook | None = None
        self._known: dict[Place, tuple[Branch, ...]] = {}
        self._opened: set[Place] = {(each, b"") for each in (REDIS, MEMORY, TABLE)}
        self._shown: Line | None = None
        self.scanning = Scanning(pane, self._see)
        self.bar = ScanBar(self.scanning, self.tr("Look through Redis"))
        self.bar.asked.connect(self.look_through)
        self.scanning.looked.connect(self._on_looked)
        self.scanning.failed.connect(self._on_failed)
        self.node = QComboBox()
        self.node.setAccessibleName(self.tr("Node"))
        self.node.currentIndexChanged.connect(self._on_node)
        self.model = RowsModel(self._columns(), parent=self, key=lambda line: line.key)
        self._make_list(pane)
        self._make_sheet(pane)
        self.page = frame("plain")
        layout = column(self.page, self.bar, self.body, gap=0)
        layout.setStretch(1, 1)

    def _make_list(self, pane: CachePane) -> None:
        self.body = MasterDetail(
            "cache-tree",
            self.model,
            acts=(
                Act("open", self.tr("Open"), self._on_open, "caret-right", "Ctrl+O", needs="one", guise=self._open_guise, menu_only=True),
                Act("keys", self.tr("Its keys"), self._on_keys, "list", "Ctrl+L", needs="one"),
            ),
            placeholder=self.tr("Filter these namespaces"),
            nouns=(self.tr("line"), self.tr("lines")),
            state=pane.context.state,
            copy=pane.messages.copy,
            multi=False,
        )  # fmt: skip
        self.body.tools.insertWidget(0, self.node)
        self.body.searched.connect(self._on_searched)
        table = self.body.table
        table.setAccessibleName(self.tr("Namespaces"))
        table.current_changed.connect(self._on_current)
        table.opened.connect(self.show_line)
        table.clicked.connect(self._on_clicked)
        for key, open_ in ((Qt.Key.Key_Right, True), (Qt.Key.Key_Left, False)):
            shortcut = QShortcut(QKeySequence(key), table, context=Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(partial(self._on_arrow, open_))
        self.body.sheet.close_requested.connect(self.body.close_sheet)

    def _make_sheet(self, pane: CachePane) -> None:
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
        self._biggest_table.setMinimumHeight(6 * theme.ROW_HEIGHT)
        self._biggest_table.opened.connect(lambda each: pane.show_key(each.key))
        self._biggest_section = Section(self.tr("Biggest keys that were measured"), self._biggest_table)
        self.body.sheet.set_content(
            page(self._facts, self._ttls_section, self._types_section, self._biggest_section), keep=True
        )

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", self.tr("Namespace"), self._name, stretch=True, sort_key="", tip=_tip, export=lambda line: line.label),
            Column("keys", self.tr("Keys"), lambda line: f"{line.keys:,}", width=11, numeric=True, sort_key="", export=lambda line: line.keys),
            Column("bytes", self.tr("Bytes"), lambda line: words.estimated(line.bytes), width=24, numeric=True, sort_key="", export=lambda line: round(line.bytes.value)),
            Column("share", self.tr("Of all bytes"), _share, width=20, numeric=True, sort_key="", bar=_bar, export=lambda line: "" if line.branch is None else line.branch.share),
        )  # fmt: skip

    def _biggest_columns(self) -> tuple[Column, ...]:
        return (
            Column("key", self.tr("Key"), lambda each: words.key_text(each.key), stretch=True, tip=lambda each: words.key_text(each.key)),
            Column("bytes", self.tr("Bytes"), lambda each: units.size(each.bytes), width=9, numeric=True, export=lambda each: each.bytes),
        )  # fmt: skip

    def _name(self, line: Line) -> str:
        caret = (_OPEN if line.open else _SHUT) if line.opens else _LEAF
        if line.more:
            label = counted(line.more, "{n} further branch", "{n} further branches")
        elif line.here:
            label = self.tr("keys right here")
        elif line.branch is not None and line.branch.name + b":" == self._pane.namespace.encode():
            label = self.tr("This library")
        else:
            label = line.label
        return f"{_INDENT * line.depth}{caret} {label}"

    # -- what is shown ---------------------------------------------------------------------------------

    def show_layers(self, layers: Layers) -> None:
        """Show the layers whose content is known without a scan."""
        first = self._layers is None
        self._layers = layers
        self.bar.offer(layers.look.has_redis)
        self._offer_nodes(layers)
        self._known[MEMORY, b""] = memory_branches(layers.look.memory)
        for api in layers.apis:
            for process in api.seen:
                self._known[process_key(api.node, process), b""] = memory_branches(process)
        self._fill()
        self._ask_branches()
        if first and layers.look.has_redis and not layers.look.trouble:
            self.look_through()

    def _offer_nodes(self, layers: Layers) -> None:
        primaries = [each.name for each in layers.look.servers if not each.replica_of]
        self.node.setVisible(layers.look.cluster)
        if primaries == [self.node.itemData(number) for number in range(1, self.node.count())]:
            return
        before = self.node.currentData()
        self.node.blockSignals(True)
        self.node.clear()
        self.node.addItem(self.tr("All nodes"), "")
        for name in primaries:
            self.node.addItem(name, name)
        self.node.setCurrentIndex(max(0, self.node.findData(before)))
        self.node.blockSignals(False)

    @property
    def chosen_node(self) -> str:
        """The node whose keys are shown; "" for all."""
        return str(self.node.currentData() or "")

    def _sources(self) -> tuple[Source, ...]:
        layers = self._layers
        if layers is None:
            return ()
        found = []
        if layers.look.has_redis:
            found.append(self._redis_source())
        memory = layers.look.memory
        found.append(
            Source(MEMORY, self.tr("Memory of this window"), "cpu", memory.count, Estimate(memory.bytes, 0.0))
        )
        for api in layers.apis:
            for process in api.seen:
                title = self.tr("Memory of {node}, {process}").format(node=api.node, process=process.process)
                size = Estimate(process.bytes, 0.0)
                found.append(Source(process_key(api.node, process), title, "cpu", process.count, size))
        if layers.look.has_table:
            size = Estimate(sum(row.bytes for row in layers.table), 0.0)
            found.append(Source(TABLE, self.tr("Table in the database"), "database", len(layers.table), size))
        return tuple(found)

    def _redis_source(self) -> Source:
        title, look, node = self.tr("Redis"), self._scan, self.chosen_node
        if node:
            title = self.tr("Redis, {node}").format(node=node)
        if look is None:
            return Source(REDIS, title, "hard-drives", 0, Estimate(0.0, 0.0), scanned=True)
        if not node:
            return Source(REDIS, title, "hard-drives", look.keys, look.bytes, scanned=True)
        below = self._known.get((REDIS, b""), ())
        keys = sum(part.keys for part in look.parts if part.node == node)
        size = Estimate(sum(each.bytes.value for each in below), None)
        return Source(REDIS, title, "hard-drives", keys, size, scanned=True)

    def _fill(self) -> None:
        wanted = self._text.casefold().split()
        shown = [
            line
            for line in lines(self._sources(), self._known, self._opened)
            if all(word in f"{line.label} {words.key_text(line.place[1])}".casefold() for word in wanted)
        ]
        self.model.set_rows(shown)
        if self._layers is not None:
            self.body.view.set_state("loaded" if shown else "empty")

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    # -- the scan --------------------------------------------------------------------------------------

    @Slot()
    def look_through(self) -> None:
        """Look through all of Redis anew."""
        self._scan = None
        for place in [each for each in self._known if each[0] == REDIS]:
            del self._known[place]
        self.scanning.start(self.bar.chosen_manner)
        self._fill()

    def _places(self) -> tuple[Place, ...]:
        """The open branches of Redis that can be seen."""
        return tuple(each for each in self._opened if each[0] == REDIS)

    def _see(self, scan: str) -> dict[Place, tuple[Branch, ...]]:
        app, actor, node = self._pane.services, self._pane.actor, self.chosen_node
        return {place: read_branches(app, actor, place, scan, node) for place in self._places()}

    def _on_looked(self, look: ScanLook, seen: dict[Place, tuple[Branch, ...]]) -> None:
        self._scan = look
        self.bar.show_look(look)
        self._known.update(seen)
        self._fill()
        if self._shown is not None and not self.body.sheet.isHidden():
            self._refresh_sheet(self._shown)

    def _on_failed(self, error: Exception) -> None:
        self.bar.show_look(None)
        self._pane.messages.warn(error)

    @Slot()
    def _on_node(self) -> None:
        self._known = {place: some for place, some in self._known.items() if place[0] != REDIS}
        self.scanning.look_now()

    # -- opening ---------------------------------------------------------------------------------------

    def toggle(self, line: Line) -> None:
        """Open a branch, or shut it."""
        if not line.opens:
            return
        if line.place in self._opened:
            self._opened.discard(line.place)
        else:
            self._opened.add(line.place)
            if line.branch is not None:
                self._known.pop(line.place, None)  # it may have grown since it was shut
        self._fill()
        self._ask_branches()

    def _ask_branches(self) -> None:
        """Ask for what is open and not known yet."""
        missing = [
            place for place in self._opened if place not in self._known and place[0] in (TABLE, MEMORY, REDIS)
        ]
        scan = self.scanning.id
        missing = [place for place in missing if place[0] != REDIS or scan]
        if not missing:
            return
        app, actor, node = self._pane.services, self._pane.actor, self.chosen_node

        def work() -> dict[Place, tuple[Branch, ...]]:
            return {place: read_branches(app, actor, place, scan, node) for place in missing}

        self._pane.run(work, self._on_branches, self._on_no_branches, latest="branches")

    def _on_branches(self, found: dict[Place, tuple[Branch, ...]]) -> None:
        self._known.update(found)
        self._fill()

    def _on_no_branches(self, error: Exception) -> None:
        self._pane.messages.warn(error)

    def _on_arrow(self, opening: bool) -> None:
        line = self.body.table.current()
        if line is None:
            return
        if line.opens and line.open is not opening:
            self.toggle(line)
        elif not opening and line.depth:
            self._to_parent(line)

    def _to_parent(self, line: Line) -> None:
        for row in range(self.body.table.currentIndex().row(), -1, -1):
            above = self.model.row(row)
            if above is not None and above.depth < line.depth:
                self.body.table.select_key(above.key)
                return

    @Slot(QModelIndex)
    def _on_clicked(self, index: QModelIndex) -> None:
        line = self.model.row(index.row())
        if line is None or index.column() != 0 or not line.opens:
            return
        table = self.body.table
        at = table.viewport().mapFromGlobal(QCursor.pos()).x() - table.columnViewportPosition(0)
        before = table.fontMetrics().horizontalAdvance(_INDENT * line.depth)
        if before <= at <= before + _CARET_ROOM:
            self.toggle(line)

    def _open_guise(self, rows: tuple[Line, ...]) -> Guise:
        if rows[0].open:
            return Guise(self.tr("Shut (Left)"), "caret-down")
        return Guise(self.tr("Open (Right)"), "caret-right")

    def _on_open(self, rows: tuple[Line, ...]) -> None:
        self.toggle(rows[0])

    def _on_keys(self, rows: tuple[Line, ...]) -> None:
        self._pane.find_keys_of(rows[0])

    # -- the sheet -------------------------------------------------------------------------------------

    def _on_current(self, line: Line | None) -> None:
        if line is not None and not self.body.sheet.isHidden():
            self.show_line(line)

    def show_line(self, line: Line) -> None:
        """Open the sheet of a line."""
        if line.more:
            return
        self._shown = line
        for each in (self._types_section, self._ttls_section, self._biggest_section):
            each.setVisible(False)
        self._refresh_sheet(line)
        self.body.open_sheet()

    def _refresh_sheet(self, shown: Line) -> None:
        line = next((each for each in self.model.rows() if each.key == shown.key), shown)
        name = words.key_text(line.place[1]) if line.branch is not None else line.source.title
        self.body.sheet.set_header(name, line.source.title if line.branch is not None else "")
        branches = line.branch.branches if line.branch is not None else 0
        self._facts.set_facts(
            (
                (self.tr("Keys"), f"{line.keys:,}"),
                (self.tr("Bytes"), words.estimated(line.bytes)),
                (self.tr("Each"), units.size(line.bytes.value / line.keys) if line.keys else ""),
                (self.tr("Of all bytes"), _share(line)),
                (self.tr("Branches"), f"{branches:,}" if branches else ""),
            )
        )
        if line.source.key == REDIS and self.scanning.id and line.keys:
            work = partial(
                read_branch, self._pane.services, self._pane.actor, self.scanning.id, line.place[1]
            )
            self._pane.run(work, self._on_branch, self._on_no_branches, latest="branch")

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


def _tip(line: Line) -> str:
    return words.key_text(line.place[1]) if line.branch is not None else line.source.title


def _share(line: Line) -> str:
    return units.percent(100 * line.branch.share) if line.branch is not None else ""


def _bar(line: Line) -> float | None:
    return line.branch.share if line.branch is not None else None
