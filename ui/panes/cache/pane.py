"""Cache: what every layer holds by namespace, single keys, where the layers lie, and how they do."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QWidget

from ui import theme
from ui.panes.base import Pane, PaneContext, TourStep
from ui.panes.cache import touring
from ui.panes.cache.asking import Asking
from ui.panes.cache.hot_tab import HotTab
from ui.panes.cache.keys_tab import KeysTab
from ui.panes.cache.layers_tab import LayersTab
from ui.panes.cache.live_tab import LiveTab
from ui.panes.cache.reading import REDIS, Layers, read_layers
from ui.panes.cache.tree import Line
from ui.panes.cache.tree_tab import TreeTab
from ui.panes.cache.truth_tab import TruthTab
from ui.panes.cache.what_if_tab import WhatIfTab
from ui.panes.cache.works_tab import WorksTab
from ui.sentences import said
from ui.widgets.acts import Act, ActSet
from ui.widgets.banner import Banner
from ui.widgets.basic import column, frame
from ui.widgets.master_detail import MasterDetail
from ui.widgets.tabbed import Tabbed

KEYS = ("tree", "keys", "layers", "live", "acts", "hot", "truth", "what-if")


class CachePane(Pane):
    """Its pages under the line that says what is missing."""

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.has_redis = bool(self.services.redis.nodes)
        self.namespace = ""
        self.asking = Asking(self)
        self.tree = TreeTab(self)
        self.keys = KeysTab(self)
        self.layers = LayersTab(self)
        self.live = LiveTab(self)
        self.works = WorksTab(self)
        self.looks: dict[str, HotTab | TruthTab | WhatIfTab] = {}
        if self.has_redis:
            self.looks = {"hot": HotTab(self), "truth": TruthTab(self), "what-if": WhatIfTab(self)}
        self.notice = Banner()
        self.notice.setVisible(False)
        self.tabs = Tabbed(
            self,
            self.tr("Pages of the cache"),
            (
                ("tree", self.tr("Namespaces"), self.tree.page),
                ("keys", self.tr("Keys"), self.keys.page),
                ("layers", self.tr("Layers"), self.layers.page),
                ("live", self.tr("Live"), self.live.page),
                ("acts", self.tr("Acts"), self.works.page),
                *((key, self._title(key), look.page) for key, look in self.looks.items()),
            ),
        )
        self.tabs.asked.connect(self.go)
        self.tabs.changed.connect(self.help_changed)
        self.tabs.changed.connect(self._on_page)
        top = QWidget()
        inner = column(top, self.notice)
        inner.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        top.setVisible(False)
        self._top = top
        body = frame("plain")
        layout = column(body, top, self.tabs, gap=0)
        layout.setStretch(1, 1)
        self.set_body(body)

    def _title(self, look: str) -> str:
        return {"hot": self.tr("Hot keys"), "truth": self.tr("Truth"), "what-if": self.tr("What if")}[look]

    # -- pages -----------------------------------------------------------------------------------------

    @property
    def page(self) -> str:
        """The key of the page in front."""
        return self.tabs.key

    help_page = page

    @Slot(str)
    def go(self, key: str) -> None:
        """Bring a page to the front."""
        self.tabs.go(key)
        self.take_focus()

    @Slot(str)
    def _on_page(self, key: str) -> None:
        if key in ("tree", "layers"):
            self.read()
        elif key == "live":
            self.live.look_now()
        elif key == "acts":
            self.works.look_now()
        elif isinstance(look := self.looks.get(key), TruthTab):
            look.read_budgets()

    def _list(self) -> MasterDetail | None:
        lists = {
            "tree": self.tree.body,
            "keys": self.keys.body,
            "layers": self.layers.body,
            "acts": self.works.body,
        }
        return lists.get(self.page)

    def take_focus(self) -> None:
        target: QWidget = self.tabs.bar
        if self.page == "keys" and self.has_redis:
            target = self.keys.wanted.pattern
        elif (look := self.looks.get(self.page)) is not None:
            target = look.begin
        elif (body := self._list()) is not None:
            target = body.search
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self, text: str) -> None:
        if self.page == "keys":
            self.keys.wanted.pattern.setText(text)
            self.keys.find()
        elif (body := self._list()) is not None:
            body.search.search_now(text)

    def open(self, target: object) -> None:
        if isinstance(target, bytes):
            self.show_key(target)
        elif target in KEYS:
            self.go(str(target))

    def acts(self) -> tuple[Act, ...]:
        body = self._list()
        return (*self._bar_acts(), *(body.table.acts.acts if body is not None else ()))

    def _bar_acts(self) -> tuple[Act, ...]:
        acts = self._bar()
        return acts.acts if acts is not None and (self.has_redis or self.page == "acts") else ()

    def _bar(self) -> ActSet | None:
        bars = {"tree": self.tree.bar.acts, "keys": self.keys.bar.acts, "acts": self.works.acts}
        return bars.get(self.page)

    def do(self, key: str) -> None:
        bar = self._bar()
        if bar is not None and any(act.key == key for act in bar.acts):
            bar.trigger(key)
        elif (body := self._list()) is not None:
            body.table.acts.trigger(key)

    def row_count(self) -> int:
        return self.tree.model.rowCount()

    def show_key(self, key: bytes) -> None:
        """Show a key."""
        self.go("keys")
        self.keys.show_key(key)

    def find_keys_of(self, line: Line) -> None:
        """Look for the keys of a branch of Redis; other layers show their values where they lie."""
        if line.source.key == REDIS:
            self.go("keys")
            self.keys.find_below(line.place[1])
        else:
            self.go("layers")

    # -- reading ---------------------------------------------------------------------------------------

    def start(self) -> None:
        self.read()

    def on_changed(self, what: object) -> None:
        self.read()

    def read(self) -> None:
        """Ask how the layers stand."""
        if self._started:
            work = partial(read_layers, self.services, self.actor)
            self.run(work, self._on_layers, self._on_no_layers, latest="layers")

    def refresh(self) -> None:
        """Something was done to the cache: look anew at what is shown of it."""
        self.read()
        self.works.look_now()
        self.keys.sheet.read()
        if self.has_redis:
            self.tree.look_again()
        if self.keys.searched:
            self.keys.find()

    def _on_layers(self, layers: Layers) -> None:
        first = self.state == "loading"
        self.has_redis, self.namespace = layers.look.has_redis, layers.look.namespace
        self.tree.show_layers(layers)
        self.keys.show_layers(layers)
        self.layers.show_layers(layers)
        self.works.show_layers(layers)
        self._say(layers)
        self.set_state("loaded")
        if first:
            self.take_focus()

    def _on_no_layers(self, error: Exception) -> None:
        self.set_state("failed" if self.state != "loaded" else "stale", error)

    def _say(self, layers: Layers) -> None:
        """What is missing of the whole."""
        look = layers.look
        if not look.has_redis:
            self.notice.show_banner(
                "info",
                "info",
                self.tr(
                    "This library uses no Redis: every process remembers for itself, and what is expensive to make lies in "
                    "a table. To share more among several computers, start a Redis server and name it in the settings as "
                    "REDIS_HOST, or a cluster's nodes as REDIS_CLUSTER_NODES."
                ),
            )
        elif look.trouble:
            self.notice.show_banner("warn", "warning", said(look.trouble))
            self.notice.set_button(self.tr("Try again"), self.read)
        else:
            self.notice.setVisible(False)
        self._top.setVisible(not look.has_redis or bool(look.trouble))

    def tour_steps(self) -> tuple[TourStep, ...]:
        return touring.steps(self)
