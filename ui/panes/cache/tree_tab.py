"""What the layers hold, by namespace: a tree that grows while Redis is looked through, and the sheet of a branch."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QObject, Qt, Slot
from PySide6.QtGui import QCursor, QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox

from app.domain.cached_keys import Branch, Estimate, ScanLook
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.cache import words
from ui.panes.cache.branch_sheet import BranchSheet
from ui.panes.cache.reading import (
    MEMORY,
    REDIS,
    TABLE,
    Layers,
    memory_branches,
    process_key,
    read_branches,
)
from ui.panes.cache.scan_bar import ScanBar
from ui.panes.cache.scanning import Scanning
from ui.panes.cache.tree import Line, Place, Source, lines
from ui.widgets.acts import Act, Guise
from ui.widgets.basic import column, frame
from ui.widgets.master_detail import MasterDetail
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
        self._again = False  # whether to look anew after the look under way
        self.bar = ScanBar(self.scanning, self.tr("Look through Redis"))
        self.bar.asked.connect(self.look_through)
        self.scanning.looked.connect(self._on_looked)
        self.scanning.failed.connect(self._on_failed)
        self.node = QComboBox()
        self.node.setAccessibleName(self.tr("Node"))
        self.node.currentIndexChanged.connect(self._on_node)
        self.model = RowsModel(self._columns(), parent=self, key=lambda line: line.key)
        self._make_list(pane)
        self.sheet = BranchSheet(pane, self.body.sheet)
        self.page = frame("plain")
        layout = column(self.page, self.bar, self.body, gap=0)
        layout.setStretch(1, 1)

    def _make_list(self, pane: CachePane) -> None:
        self.body = MasterDetail(
            "cache-tree",
            self.model,
            acts=self._acts(),
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

    def _acts(self) -> tuple[Act, ...]:
        return (
            Act("open", self.tr("Open"), self._on_open, "caret-right", "Ctrl+O", needs="one", guise=self._open_guise, menu_only=True),
            Act("keys", self.tr("Its keys"), self._on_keys, "list", "Ctrl+L", needs="one"),
            Act("delete", self.tr("Remove…"), self._on_delete, "trash", "Del", needs="one", danger=True),
        )  # fmt: skip

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("name", self.tr("Namespace"), self._name, stretch=True, sort_key="", tip=_tip, export=lambda line: line.label),
            Column("keys", self.tr("Keys"), lambda line: f"{line.keys:,}", width=11, numeric=True, sort_key="", export=lambda line: line.keys),
            Column("bytes", self.tr("Bytes"), lambda line: words.estimated(line.bytes), width=24, numeric=True, sort_key="", export=lambda line: round(line.bytes.value)),
            Column("share", self.tr("Of all bytes"), words.share, width=20, numeric=True, sort_key="", bar=_bar, export=lambda line: "" if line.branch is None else line.branch.share),
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
        self._again = False
        self.scanning.start(self.bar.chosen_manner)

    def look_again(self) -> None:
        """Something was done to Redis: look anew, after the look under way, which may have been past it already."""
        if self.scanning.running:
            self._again = True
        else:
            self.look_through()

    def _places(self) -> tuple[Place, ...]:
        """The open branches of Redis that can be seen."""
        return tuple(each for each in self._opened if each[0] == REDIS)

    def _see(self, scan: str) -> dict[Place, tuple[Branch, ...]]:
        app, actor, node = self._pane.services, self._pane.actor, self.chosen_node
        return {place: read_branches(app, actor, place, scan, node) for place in self._places()}

    def _on_looked(self, look: ScanLook, seen: dict[Place, tuple[Branch, ...]]) -> None:
        if self._scan is None or self._scan.id != look.id:  # until now the scan before was shown
            self._known = {place: some for place, some in self._known.items() if place[0] != REDIS}
        self._scan = look
        self.bar.show_look(look)
        self._known.update(seen)
        self._fill()
        if self._shown is not None and not self.body.sheet.isHidden():
            shown = self._shown
            line = next((each for each in self.model.rows() if each.key == shown.key), shown)
            self.sheet.refresh(line, self.scanning.id)
        if self._again and not look.running:
            self.look_through()

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

    def _on_delete(self, rows: tuple[Line, ...]) -> None:
        line, asking = rows[0], self._pane.asking
        name = line.place[1]
        if line.source.key == MEMORY:
            asking.empty_memory(line.source.keys)
        elif line.source.key == TABLE:
            asking.empty_table(name.decode(), line.keys)
        elif line.source.key != REDIS:
            self._pane.messages.tell(
                self.tr("The memory of an API process follows what is forgotten: see Acts.")
            )
        elif name and not line.more and not line.here:
            asking.remove_branch(name, self.chosen_node)
        elif line.here or line.more:
            self._pane.messages.tell(self.tr("Look for these keys, and remove those you mean."))
        else:
            self._pane.go("acts")

    # -- the sheet -------------------------------------------------------------------------------------

    def _on_current(self, line: Line | None) -> None:
        if line is not None and not self.body.sheet.isHidden():
            self.show_line(line)

    def show_line(self, line: Line) -> None:
        """Open the sheet of a line."""
        if line.more:
            return
        self._shown = line
        self.sheet.show_line(line, self.scanning.id)
        self.body.open_sheet()


def _tip(line: Line) -> str:
    return words.key_text(line.place[1]) if line.branch is not None else line.source.title


def _bar(line: Line) -> float | None:
    return line.branch.share if line.branch is not None else None
