"""What the share of hits would be with more or less memory, or with another time that values are kept."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QSpinBox, QWidget

from app.domain.what_if import WhatIf
from ui import theme, units
from ui.panes.cache.curve import Curve, Today
from ui.panes.cache.words import tr
from ui.widgets.basic import button, column, frame, label, row
from ui.widgets.state import StateView
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.cache.pane import CachePane

_SECONDS, _MOST_S = 5, 30


class WhatIfTab(QObject):
    """A button that says what it costs, and two curves."""

    def __init__(self, pane: CachePane) -> None:
        super().__init__(pane)
        self._pane = pane
        self.page = frame("plain")
        self.seconds = QSpinBox()
        self.seconds.setRange(1, _MOST_S)
        self.seconds.setValue(_SECONDS)
        self.seconds.setSuffix(self.tr(" s"))
        self.seconds.setAccessibleName(self.tr("Seconds to listen"))
        self.begin = button(self.tr("Listen to the reads"), "activity", "primary", run=self.ask)
        self.about = label(
            self.tr(
                "Redis tells every read for some seconds (MONITOR). It answers about half as many commands meanwhile, so the "
                "audit notes who listened."
            ),
            "soft",
            wrap=True,
        )
        self.by_size = Curve(self.tr("With room for"), units.size)
        self.by_ttl = Curve(self.tr("With values kept for"), units.length)
        self.note = label("", "soft", wrap=True)
        curves = QWidget()
        line = row(curves, self.by_size, self.by_ttl, gap=theme.SPACE_3)
        line.setStretch(0, 1)
        line.setStretch(1, 1)
        found = QWidget()
        column(found, curves, self.note, gap=theme.SPACE).setStretch(0, 1)
        self.view = StateView(found)
        self.view.set_empty(
            self.tr("Nothing was heard yet"),
            self.tr("Listen while the library is at work: the curves are made of what is read meanwhile."),
            "chart-line",
        )
        self.view.set_state("empty")
        self.view.retry_requested.connect(self.ask)
        top = row(None, self.begin, self.seconds, self.about)
        top.setStretch(2, 1)
        layout = column(self.page, top, self.view, margin=theme.SPACE_2, gap=theme.SPACE_2)
        layout.setStretch(1, 1)

    def ask(self) -> None:
        """Listen and judge."""
        seconds = self.seconds.value()
        self._set_busy(True)
        self.view.set_state("loading")
        work = partial(self._pane.services.cache_figures.what_if, self._pane.actor, float(seconds))
        self._pane.runner.run(self, work, self._on_heard, self._on_failed, latest="what-if", background=True)

    def _set_busy(self, busy: bool) -> None:
        self.begin.setEnabled(not busy)
        self.begin.setText(self.tr("Listening…") if busy else self.tr("Listen to the reads"))

    def _on_heard(self, heard: WhatIf) -> None:
        self._set_busy(False)
        self.by_size.show_points(heard.by_size, Today(float(heard.size_now), heard.hits_now))
        kept = None if heard.ttl_now is None else Today(heard.ttl_now, heard.hits_now)
        self.by_ttl.show_points(heard.by_ttl, kept)
        self.note.setText(_note(heard))
        self.view.set_state("loaded")
        self.by_size.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_failed(self, error: Exception) -> None:
        self._set_busy(False)
        self.view.set_state("failed", error)


def _note(heard: WhatIf) -> str:
    reads = counted(heard.reads, "{n} read", "{n} reads")
    keys = counted(heard.keys, "{n} key", "{n} keys")
    told = [
        tr("{reads} of {keys} in {span}.").format(reads=reads, keys=keys, span=units.length(heard.seconds))
    ]
    if heard.one_in > 1:
        told.append(
            tr("One key in {n} was looked at (SHARDS).").format(n=heard.one_in),
        )
    told.append(
        tr(
            "{share} of them were the first of their key and count as misses: longer listening would show more hits."
        ).format(share=units.percent(100 * heard.first))
    )
    return " ".join(told)
