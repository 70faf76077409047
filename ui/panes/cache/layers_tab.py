"""Where the cache lies: the servers of Redis with their slots, every process's memory, the table; and the sheet of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from app.domain.cache_layers import MemoryLook, NamespaceReads, TableRow
from app.domain.cached_keys import SLOTS, RedisServer
from app.domain.key_views import Layer
from app.domain.redis_figures import NodeFigures
from ui import theme, units
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.panes.cache import words
from ui.panes.cache.reading import Layers
from ui.panes.cache.spread import spread_badge, spread_text
from ui.sentences import said
from ui.widgets.acts import Act
from ui.widgets.badge import BadgeLabel
from ui.widgets.basic import column, frame, label, row
from ui.widgets.master_detail import MasterDetail
from ui.widgets.sheet import Facts, Section, page
from ui.widgets.table import TableView
from ui.words import counted, when

if TYPE_CHECKING:
    from ui.panes.cache.pane import CachePane

_MOST_VALUES = 200
_MOST_LINES = 8


@dataclass(frozen=True, slots=True)
class Part:
    """A server, a process or the table. ``trouble`` says why nothing more is known of it."""

    layer: Layer
    name: str
    server: RedisServer | None = None
    figures: NodeFigures | None = None
    memory: MemoryLook | None = None
    rows: tuple[TableRow, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A value of a memory or the table."""

    name: str
    bytes: int
    left: str


class LayersTab(QObject):
    """The list and the sheet."""

    def __init__(self, pane: CachePane) -> None:
        super().__init__(pane)
        self._text = ""
        self._parts: tuple[Part, ...] = ()
        self._shown = ""
        self._pane = pane
        self.model = RowsModel(self._columns(), parent=self, key=lambda part: part.name)
        self.body = MasterDetail(
            "cache-layers",
            self.model,
            acts=self._acts(),
            placeholder=self.tr("Layer, server or process"),
            nouns=(self.tr("part"), self.tr("parts")),
            state=pane.context.state,
            copy=pane.messages.copy,
            multi=False,
        )
        self.body.searched.connect(self._on_searched)
        self.body.table.current_changed.connect(self._on_current)
        self.body.table.opened.connect(self.show_part)
        self.body.sheet.close_requested.connect(self.body.close_sheet)
        self._facts = Facts()
        self.reads = RowsModel(self._reads_columns(), parent=self, key=lambda each: each.namespace)
        self.values = RowsModel(self._values_columns(), parent=self, key=lambda each: each.name)
        self._tables = [
            TableView(model, name, state=pane.context.state, copy=pane.messages.copy, multi=False)
            for model, name in ((self.reads, "cache-reads"), (self.values, "cache-values"))
        ]
        reads, values = self._tables
        reads.setAccessibleName(self.tr("What became of its reads"))
        values.setAccessibleName(self.tr("Its values"))
        self._reads = Section(self.tr("What became of its reads since its start"), reads)
        self._values = Section(self.tr("Its values, those used last first"), values)
        self.body.sheet.set_content(page(self._facts, self._reads, self._values), keep=True)
        self.page = frame("plain")
        self.spread = BadgeLabel(None, self.page)
        self.spread_text = label("", "soft", wrap=True)
        self._spread = QWidget()
        line = row(self._spread, self.spread, self.spread_text)
        line.setStretch(1, 1)
        line.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, 0)
        self._spread.setVisible(False)
        column(self.page, self._spread, self.body, gap=0).setStretch(1, 1)

    def _acts(self) -> tuple[Act, ...]:
        asking = self._pane.asking
        return (
            Act("empty", self.tr("Empty this node of the library's values…"), lambda parts: self._of_primary(parts[0], asking.empty_redis), "trash", needs="one", menu_only=True),
            Act("empty-whole", self.tr("Empty this node of everything…"), lambda parts: self._of_primary(parts[0], asking.empty_whole_redis), "warning", needs="one", danger=True, menu_only=True),
        )  # fmt: skip

    def _of_primary(self, part: Part, ask: Callable[[str], None]) -> None:
        """What holds keys of its own can be emptied by itself; a replica holds its primary's."""
        if part.server is not None and not part.server.replica_of:
            ask(part.server.name)
        else:
            self._pane.messages.tell(self.tr("Only a primary of Redis can be emptied by itself."))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("state", self.tr("State"), lambda part: "", badge=_state, width=13),
            Column("layer", self.tr("Layer"), lambda part: words.layer_name(part.layer), width=11),
            Column("name", self.tr("Part"), lambda part: part.name, width=20, stretch=True, strong=True, whole=True),
            Column("role", self.tr("Role"), _short_role, width=10),
            Column("slots", self.tr("Slots"), _slots, width=8, numeric=True, sort_key=""),
            Column("keys", self.tr("Values"), _count, width=10, numeric=True, export=_keys_of),
            Column("bytes", self.tr("Bytes"), _bytes, width=18, numeric=True, export=_bytes_of),
            Column("hits", self.tr("Hits"), _hits, width=9, numeric=True, tip=_hits_tip),
        )  # fmt: skip

    def _reads_columns(self) -> tuple[Column, ...]:
        return (
            Column("name", self.tr("Namespace"), lambda each: each.namespace, stretch=True, strong=True),
            Column("hits", self.tr("Hits"), lambda each: units.percent(100 * hit_ratio(each)), width=8, numeric=True, export=hit_ratio),
            Column("memory", self.tr("Memory"), lambda each: f"{each.memory:,}", width=8, numeric=True, export=lambda each: each.memory, shown=False),
            Column("redis", self.tr("Redis"), lambda each: f"{each.redis:,}", width=7, numeric=True, export=lambda each: each.redis, shown=False),
            Column("table", self.tr("Table"), lambda each: f"{each.table:,}", width=7, numeric=True, export=lambda each: each.table, shown=False),
            Column("reads", self.tr("Reads"), lambda each: f"{reads_of(each):,}", width=8, numeric=True, export=reads_of),
            Column("loads", self.tr("Loaded"), lambda each: f"{each.loads:,}", width=8, numeric=True, export=lambda each: each.loads),
            Column("mean", self.tr("Each load"), _mean_load, width=10, numeric=True, shown=False),
            Column("refused", self.tr("Overtaken"), lambda each: f"{each.refused:,}", width=10, numeric=True, shown=False),
        )  # fmt: skip

    def _values_columns(self) -> tuple[Column, ...]:
        return (
            Column("name", self.tr("Value"), lambda each: each.name, stretch=True, tip=lambda each: each.name),
            Column("bytes", self.tr("Bytes"), lambda each: units.size(each.bytes), width=9, numeric=True, export=lambda each: each.bytes),
            Column("left", self.tr("Left"), lambda each: each.left, width=9, numeric=True),
        )  # fmt: skip

    def show_layers(self, layers: Layers) -> None:
        """Show how the layers stand."""
        self._parts = tuple(_parts(layers))
        self._fill()
        self._spread.setVisible(layers.spread is not None)
        if layers.spread is not None:
            self.spread.set_badge(spread_badge(layers.spread))
            self.spread_text.setText(spread_text(layers.spread))
        part = next((each for each in self._parts if each.name == self._shown), None)
        if part is not None and not self.body.sheet.isHidden():
            self._fill_sheet(part)

    def _fill(self) -> None:
        wanted = self._text.casefold().split()
        self.model.set_rows(
            [
                part
                for part in self._parts
                if all(word in f"{part.name} {words.layer_name(part.layer)}".casefold() for word in wanted)
            ]
        )

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    def _on_current(self, part: Part | None) -> None:
        if part is not None and not self.body.sheet.isHidden():
            self.show_part(part)

    def show_part(self, part: Part) -> None:
        """Open the sheet of a part."""
        self._shown = part.name
        self._fill_sheet(part)
        self.body.open_sheet()

    def _fill_sheet(self, part: Part) -> None:
        self.body.sheet.set_header(part.name, words.layer_name(part.layer), _state(part))
        facts = [
            (self.tr("Why"), said(part.trouble)),
            (self.tr("Role"), _role(part)),
            (self.tr("Slots"), _ranges(part)),
        ]
        memory = part.memory
        if memory is not None:
            facts += [
                (self.tr("Since"), when(memory.started_at)),
                (self.tr("Values"), f"{memory.count:,}"),
                (self.tr("Bytes"), _bytes(part)),
                (self.tr("Thrown away for want of room"), f"{memory.evictions:,}"),
            ]
        elif part.figures is not None:
            facts += _of_node(part.figures)
        elif part.layer is Layer.TABLE:
            facts += [(self.tr("Values"), f"{len(part.rows):,}"), (self.tr("Bytes"), _bytes(part))]
        self._facts.set_facts(facts)
        self.reads.set_rows(memory.reads if memory is not None else ())
        self._reads.setVisible(memory is not None and bool(memory.reads))
        values = tuple(_values(part))
        self.values.set_rows(values)
        self._values.setVisible(bool(values))
        for table in self._tables:
            table.setFixedHeight(theme.ROW_HEIGHT * (1 + min(_MOST_LINES, table.rows.rowCount())))


def _of_node(node: NodeFigures) -> list[tuple[str, str]]:
    behind = [
        words.tr("{name}: {size} behind").format(name=each.name, size=units.size(each.behind_bytes))
        if each.online
        else words.tr("{name}: not connected").format(name=each.name)
        for each in node.replicas
    ]
    return [
        (words.tr("Version"), node.version),
        (words.tr("Running for"), units.length(node.uptime_s)),
        (words.tr("Keys"), f"{node.keys:,}"),
        (words.tr("Without an end"), f"{node.keys_without_end:,}"),
        (words.tr("Memory"), units.size(node.memory)),
        (
            words.tr("At most"),
            units.size(node.most_memory) if node.most_memory else words.tr("no limit is set"),
        ),
        (words.tr("When it is full"), node.policy),
        (words.tr("Clients"), f"{node.clients:,}"),
        (words.tr("Waiting clients"), f"{node.blocked:,}" if node.blocked else ""),
        (words.tr("Channels subscribed to"), f"{node.channels:,}"),
        (words.tr("Answer"), units.milliseconds(node.ping_ms)),
        (words.tr("Replicas"), "\n".join(behind)),
    ]


def _parts(layers: Layers) -> Iterator[Part]:
    look = layers.look
    if look.trouble:
        yield Part(Layer.REDIS, words.tr("Redis"), trouble=look.trouble)
    for server in look.servers:
        figures = layers.nodes.get(server.name)
        trouble = figures.trouble if figures is not None else ""
        known = figures if not trouble else None
        yield Part(Layer.REDIS, server.name, server=server, figures=known, trouble=trouble)
    yield Part(
        Layer.MEMORY,
        words.tr("This window, {process}").format(process=look.memory.process),
        memory=look.memory,
    )
    for api in layers.apis:
        for process in api.seen:
            yield Part(Layer.MEMORY, f"{api.node}, {process.process}", memory=process)
        if api.trouble:
            yield Part(Layer.MEMORY, api.node, trouble=api.trouble)
    if look.has_table:
        yield Part(Layer.TABLE, words.tr("Operations store"), rows=layers.table, trouble=layers.trouble)


def _state(part: Part) -> Badge:
    if part.trouble:
        return Badge(words.tr("Not known"), Tone.WARN, "question")
    server = part.server
    if server is not None and server.failing:
        return Badge(words.tr("Failing"), Tone.BAD, "warning-circle")
    if server is not None and server.moving:
        return Badge(
            counted(server.moving, "{n} slot moves", "{n} slots move"), Tone.INFO, "arrows-left-right"
        )
    return Badge(words.tr("In use"), Tone.OK, "check-circle")


def _role(part: Part) -> str:
    if part.server is not None:
        if part.server.replica_of:
            return words.tr("replica of {name}").format(name=part.server.replica_of)
        return words.tr("primary")
    return ""


def _short_role(part: Part) -> str:
    if part.server is None:
        return ""
    return words.tr("replica") if part.server.replica_of else words.tr("primary")


def _slots(part: Part) -> str:
    count = part.server.slot_count if part.server is not None else 0
    if not count:
        return ""
    return units.percent(100 * count / SLOTS)


def _ranges(part: Part) -> str:
    if part.server is None:
        return ""
    return ", ".join(f"{first}–{last}" for first, last in part.server.slots)


def _keys_of(part: Part) -> int | str:
    if part.memory is not None:
        return part.memory.count
    if part.figures is not None:
        return part.figures.keys
    return len(part.rows) if part.layer is Layer.TABLE and not part.trouble else ""


def _count(part: Part) -> str:
    keys = _keys_of(part)
    return f"{keys:,}" if isinstance(keys, int) else ""


def _bytes_of(part: Part) -> int | str:
    if part.memory is not None:
        return part.memory.bytes
    if part.figures is not None:
        return part.figures.memory
    return sum(row.bytes for row in part.rows) if part.layer is Layer.TABLE and not part.trouble else ""


def _bytes(part: Part) -> str:
    size = _bytes_of(part)
    if not isinstance(size, int):
        return ""
    if part.memory is not None and part.memory.limit_bytes:
        limit = units.size(part.memory.limit_bytes)
        return words.tr("{size} of {limit}").format(size=units.size(size), limit=limit)
    if part.figures is not None and part.figures.most_memory:
        limit = units.size(part.figures.most_memory)
        return words.tr("{size} of {limit}").format(size=units.size(size), limit=limit)
    return units.size(size)


def reads_of(reads: NamespaceReads) -> int:
    """All of its reads."""
    return reads.memory + reads.redis + reads.table + reads.loads


def hit_ratio(reads: NamespaceReads) -> float:
    """The share of the reads that some layer answered, 0 to 1."""
    hits = reads.memory + reads.redis + reads.table
    return hits / (hits + reads.loads) if hits + reads.loads else 0.0


def _totals(part: Part) -> tuple[int, int]:
    reads = part.memory.reads if part.memory is not None else ()
    hits = sum(each.memory + each.redis + each.table for each in reads)
    return hits, hits + sum(each.loads for each in reads)


def _hits(part: Part) -> str:
    if part.figures is not None:
        return "" if part.figures.hits is None else units.percent(100 * part.figures.hits)
    hits, reads = _totals(part)
    return units.percent(100 * hits / reads) if reads else ""


def _hits_tip(part: Part) -> str:
    hits, reads = _totals(part)
    if not reads:
        return ""
    return words.tr("{hits} of {reads} reads since its start").format(hits=f"{hits:,}", reads=f"{reads:,}")


def _mean_load(reads: NamespaceReads) -> str:
    return units.milliseconds(1000 * reads.load_s / reads.loads) if reads.loads else ""


def _values(part: Part) -> Iterator[Value]:
    if part.memory is not None:
        for entry in part.memory.entries[:_MOST_VALUES]:
            name = entry.name or words.tr("{namespace}: names a person").format(namespace=entry.namespace)
            yield Value(name, entry.bytes, words.left(entry.left_s))
    for kept in part.rows[:_MOST_VALUES]:
        yield Value(kept.name, kept.bytes, words.left(kept.expires_at - kept.made_at))
