"""Keys of Redis that are looked for, as they are found, and the sheet of one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Slot

from app.domain.cached_keys import ScanLook
from ui import units
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.cache import words
from ui.panes.cache.key_sheet import KeySheet
from ui.panes.cache.reading import Hit, Hits, Layers, read_hits
from ui.panes.cache.scan_bar import ScanBar
from ui.panes.cache.scanning import Scanning
from ui.panes.cache.wanted_bar import WantedBar
from ui.widgets.acts import Act
from ui.widgets.basic import column, frame
from ui.widgets.master_detail import MasterDetail

if TYPE_CHECKING:
    from ui.panes.cache.pane import CachePane


class KeysTab(QObject):
    """What is looked for, the list, and the sheet."""

    def __init__(self, pane: CachePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._text = ""
        self._hits = Hits((), more=False)
        self.searched = False
        self.scanning = Scanning(pane, partial(read_hits, pane.services, pane.actor))
        self.wanted = WantedBar()
        self.wanted.entered.connect(self.find)
        self.bar = ScanBar(self.scanning, self.tr("Find"))
        self.bar.asked.connect(self.find)
        self.scanning.looked.connect(self._on_looked)
        self.scanning.failed.connect(self._on_failed)
        self.model = RowsModel(self._columns(), parent=self, key=lambda hit: hit.key)
        self.body = MasterDetail(
            "cache-keys",
            self.model,
            acts=self._acts(),
            placeholder=self.tr("Filter what was found"),
            nouns=(self.tr("key"), self.tr("keys")),
            state=pane.context.state,
            copy=pane.messages.copy,
        )
        self.body.splitter.setSizes([620, 520])
        pane.context.state.restore_splitter(self.body.name, self.body.splitter)
        self.sheet = KeySheet(pane, self.body.sheet)
        self.body.searched.connect(self._on_searched)
        self.body.table.current_changed.connect(self._on_current)
        self.body.table.opened.connect(self.show_hit)
        self.body.sheet.close_requested.connect(self.body.close_sheet)
        self.body.sheet_closed.connect(self.sheet.forget)
        self._say_empty()
        self.page = frame("plain")
        layout = column(self.page, self.wanted, self.bar, self.body, gap=0)
        layout.setStretch(2, 1)

    def _acts(self) -> tuple[Act, ...]:
        return (
            Act("copy", self.tr("Copy the key"), self._on_copy, "copy", needs="some", menu_only=True),
            Act("ttl", self.tr("Time left…"), self._on_ttl, "timer", "Ctrl+T", needs="some"),
            Act("details", self.tr("Details"), lambda rows: self.show_hit(rows[0]), "info", "Ctrl+I", needs="one"),
            Act("all", self.tr("Remove all that fit…"), lambda _: self._on_all(), "trash", "Ctrl+Shift+Del", danger=True, menu_only=True),
            Act("delete", self.tr("Remove…"), self._on_delete, "trash", "Del", needs="some", danger=True),
        )  # fmt: skip

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("key", self.tr("Key"), self._name, stretch=True, tip=lambda hit: words.key_text(hit.key), icon=self._icon, export=lambda hit: words.key_text(hit.key)),
            Column("type", self.tr("Type"), lambda hit: words.type_name(hit.sized.type) if hit.sized else "", width=10),
            Column("bytes", self.tr("Bytes"), lambda hit: units.size(hit.sized.bytes) if hit.sized else "", width=9, numeric=True, export=lambda hit: hit.sized.bytes if hit.sized else ""),
            Column("left", self.tr("Time left"), _left, width=10, numeric=True, export=lambda hit: hit.sized.ttl_ms if hit.sized else ""),
            Column("node", self.tr("Node"), lambda hit: hit.sized.node if hit.sized else "", width=16, shown=False),
        )  # fmt: skip

    def _name(self, hit: Hit) -> str:
        return words.own_text(hit.key, self._pane.namespace)

    def _icon(self, hit: Hit) -> str:
        return "books" if words.is_own(hit.key, self._pane.namespace) else "dots-three"

    # -- finding ---------------------------------------------------------------------------------------

    def show_layers(self, layers: Layers) -> None:
        """Offer to look where there is something to look through."""
        possible = layers.look.has_redis
        self.bar.offer(possible)
        self.wanted.setEnabled(possible)
        if not possible:
            self.body.view.set_empty(
                self.tr("This library uses no Redis"),
                self.tr("Keys are looked for in Redis. The namespaces show what memory and table hold."),
                "hard-drives",
            )
        if not self.searched:
            self.body.view.set_state("empty")

    def _say_empty(self) -> None:
        self.body.view.set_empty(
            self.tr("No such key") if self.searched else self.tr("Find keys"),
            self.tr("Look for others, or for fewer things at once.")
            if self.searched
            else self.tr("By a part of their name or a pattern, by type, size, time left or tag."),
            "magnifying-glass",
        )

    @Slot()
    def find(self) -> None:
        """Look for what is entered."""
        wanted = self.wanted.wanted()
        if wanted is None or not self.wanted.isEnabled():
            return
        self.searched = True
        self._hits = Hits((), more=False)
        self.model.set_rows(())
        self.body.view.set_state("loading")
        self._say_empty()
        self.scanning.start(self.bar.chosen_manner, wanted, keep=True)

    def find_below(self, name: bytes) -> None:
        """Look for the keys of a branch."""
        self.wanted.clear()
        self.wanted.keep_to(name)
        self.find()

    def _on_looked(self, look: ScanLook, hits: Hits) -> None:
        self.bar.show_look(look)
        self._hits = hits
        self._fill()
        if not self.model.rowCount():
            self.body.view.set_state("loading" if look.running else "empty")

    def _on_failed(self, error: Exception) -> None:
        self.bar.show_look(None)
        self.body.view.set_state("failed", error)

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    def _fill(self) -> None:
        wanted = self._text.casefold().split()
        self.model.set_rows(
            [
                hit
                for hit in self._hits.hits
                if all(word in words.key_text(hit.key).casefold() for word in wanted)
            ]
            if wanted
            else self._hits.hits
        )

    # -- one key ---------------------------------------------------------------------------------------

    def _on_current(self, hit: Hit | None) -> None:
        if hit is not None and not self.body.sheet.isHidden():
            self.show_hit(hit)

    def show_hit(self, hit: Hit) -> None:
        """Open the sheet of a key."""
        self.show_key(hit.key)

    def show_key(self, key: bytes) -> None:
        """Open the sheet of a key, be it in the list or not."""
        self.sheet.show_key(key)
        self.body.open_sheet()

    def _on_copy(self, hits: tuple[Hit, ...]) -> None:
        self._pane.messages.copy("\n".join(words.key_text(hit.key) for hit in hits))

    def _on_ttl(self, hits: tuple[Hit, ...]) -> None:
        self._pane.asking.set_ttl(tuple(hit.key for hit in hits))

    def _on_delete(self, hits: tuple[Hit, ...]) -> None:
        self._pane.asking.remove_keys(tuple(hit.key for hit in hits))

    def _on_all(self) -> None:
        wanted = self.wanted.wanted()
        if wanted is not None and self.wanted.isEnabled():
            self._pane.asking.remove_wanted(wanted)


def _left(hit: Hit) -> str:
    if hit.sized is None:
        return ""
    return words.left(None if hit.sized.ttl_ms is None else hit.sized.ttl_ms / 1000)
