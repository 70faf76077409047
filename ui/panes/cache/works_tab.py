"""What is done to the cache: the acts to choose from, and those that go on or went on in this window."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QMenu, QWidget

from app.domain.cache_acts import WorkLook, WorkState
from ui import theme
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.cache import words
from ui.panes.cache.reading import Layers
from ui.widgets.acts import Act, ActSet, Guise
from ui.widgets.basic import button, column, frame, label, row
from ui.widgets.master_detail import MasterDetail

if TYPE_CHECKING:
    from ui.panes.cache.pane import CachePane

_LOOK_MS = 1_000


class WorksTab(QObject):
    """Buttons above, the list below."""

    def __init__(self, pane: CachePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._asking = False
        self._text = ""
        self._works: tuple[WorkLook, ...] = ()
        self._layers: Layers | None = None
        self.page = frame("plain")
        self.acts = ActSet(self._own_acts(), tuple, self.page)
        self.model = RowsModel(self._columns(), parent=self, key=lambda look: look.id)
        self.body = MasterDetail(
            "cache-works",
            self.model,
            acts=self._list_acts(),
            placeholder=self.tr("Filter these acts"),
            nouns=(self.tr("act"), self.tr("acts")),
            state=pane.context.state,
            copy=pane.messages.copy,
            multi=False,
        )
        self.body.view.set_empty(
            self.tr("Nothing was done yet"),
            self.tr("What is removed from Redis goes on here, and can be put back for ten minutes."),
            "stack",
        )
        self.body.view.set_state("empty")
        self.body.searched.connect(self._on_searched)
        self._lay_out()
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self.look_now)
        self._timer.start()

    def _own_acts(self) -> tuple[Act, ...]:
        asking = self._pane.asking
        return (
            Act("invalidate", self.tr("Forget a record…"), lambda _: asking.invalidate(), "eraser", "Ctrl+N"),
            Act("warm", self.tr("Load ahead"), lambda _: asking.warm(), "fire", "Ctrl+Shift+L"),
            Act("memory", self.tr("Memory of this window…"), lambda _: self._empty_memory(), "cpu"),
            Act("table", self.tr("Table in the database…"), lambda _: self._empty_table(), "database"),
            Act("redis", self.tr("Redis, of this library's values…"), lambda _: asking.empty_redis(), "hard-drives"),
            Act("markers", self.tr("Redis, of markers of expired sessions…"), lambda _: asking.clear_expired(), "trash-simple"),
            Act("whole", self.tr("Redis, of everything…"), lambda _: asking.empty_whole_redis(), "warning", danger=True),
        )  # fmt: skip

    def _lay_out(self) -> None:
        menu = QMenu(self.page)
        for key in ("memory", "table", "redis", "markers"):
            menu.addAction(self.acts.action(key))
        menu.addSeparator()
        menu.addAction(self.acts.action("whole"))
        empty = button(self.tr("Empty"), "trash", "danger")
        empty.setMenu(menu)
        top = QWidget()
        about = label(
            self.tr("Every act says before what it will do, and is written into the audit."),
            "soft",
            wrap=True,
        )
        line = row(top, about, self.acts.button_of("invalidate"), self.acts.button_of("warm"), empty)
        line.setStretch(0, 1)
        line.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        layout = column(self.page, top, self.body, gap=0)
        layout.setStretch(1, 1)

    def _list_acts(self) -> tuple[Act, ...]:
        return (
            Act("pause", self.tr("Pause"), self._on_pause, "pause", "Ctrl+P", needs="one", guise=self._pause_guise),
            Act("end", self.tr("End it"), self._on_end, "stop", "Ctrl+.", needs="one"),
            Act("undo", self.tr("Put it back"), self._on_undo, "arrow-counter-clockwise", "Ctrl+Shift+Z", needs="one"),
        )  # fmt: skip

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("state", self.tr("State"), lambda look: "", badge=words.work_badge, width=18),
            Column("deed", self.tr("Act"), words.deed_name, width=20, strong=True),
            Column("label", self.tr("On"), lambda look: look.label, stretch=True),
            Column("seen", self.tr("Looked at"), lambda look: f"{look.seen:,}", width=11, numeric=True, export=lambda look: look.seen),
            Column("done", self.tr("Done"), lambda look: f"{look.done:,}", width=10, numeric=True, export=lambda look: look.done),
            Column("bytes", self.tr("Bytes"), words.freed, width=10, numeric=True, export=lambda look: look.bytes or 0),
            Column("undo", self.tr("Can be put back for"), _undo_left, width=18, numeric=True),
        )  # fmt: skip

    def show_layers(self, layers: Layers) -> None:
        """Offer what is possible where there is Redis, or not."""
        self._layers = layers
        for key in ("redis", "markers", "whole"):
            self.acts.action(key).setEnabled(layers.look.has_redis)

    @Slot()
    def look_now(self) -> None:
        """Look at the acts, unless nobody sees them."""
        if self._asking or not self.page.isVisible():
            return
        self._asking = True
        work = partial(self._pane.services.cache_acts.works, self._pane.actor)
        self._pane.runner.run(self, work, self._on_works, self._on_failed, background=True)

    def _on_works(self, works: tuple[WorkLook, ...]) -> None:
        self._asking = False
        self._works = works
        self._fill()
        self.body.table.acts.update()

    def _on_failed(self, error: Exception) -> None:
        self._asking = False
        self.body.view.set_state("failed", error)

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    def _fill(self) -> None:
        wanted = self._text.casefold()
        shown = [look for look in self._works if wanted in f"{look.label} {words.deed_name(look)}".casefold()]
        self.model.set_rows(shown)

    # -- acts ------------------------------------------------------------------------------------------

    def _pause_guise(self, rows: tuple[WorkLook, ...]) -> Guise:
        if rows[0].state is WorkState.PAUSED:
            return Guise(self.tr("Go on"), "play")
        return Guise(self.tr("Pause"), "pause")

    def _on_pause(self, rows: tuple[WorkLook, ...]) -> None:
        acts, look = self._pane.services.cache_acts, rows[0]
        if look.running:
            verb = acts.resume_work if look.state is WorkState.PAUSED else acts.pause_work
            self._pane.run(partial(verb, self._pane.actor, look.id), lambda _: self.look_now())

    def _on_end(self, rows: tuple[WorkLook, ...]) -> None:
        verb = self._pane.services.cache_acts.cancel_work
        self._pane.run(partial(verb, self._pane.actor, rows[0].id), lambda _: self.look_now())

    def _on_undo(self, rows: tuple[WorkLook, ...]) -> None:
        self._pane.asking.undo(rows[0].id)

    def _empty_memory(self) -> None:
        self._pane.asking.empty_memory(self._layers.look.memory.count if self._layers is not None else 0)

    def _empty_table(self) -> None:
        self._pane.asking.empty_table("", len(self._layers.table) if self._layers is not None else 0)


def _undo_left(look: WorkLook) -> str:
    rest = look.undo_until - time.time()
    return words.left(rest) if rest > 0 else ""
