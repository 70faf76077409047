"""Scans that an earlier program took and did not answer: shown to a person, who decides about each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from app.domain.scan_events import ScanEvent
from ui import theme
from ui.panes.scanning.line import ScanLine
from ui.panes.scanning.panel import Panel
from ui.widgets.banner import Banner
from ui.widgets.basic import button, clear, label, row
from ui.words import clock_day, left_words


class LeftBehindPanel(Panel):
    """Lists them in their order. Only the oldest can be worked alone: what a scan means follows from those before."""

    work = Signal(object)  # tuple of ScanEvent
    set_aside = Signal(object)

    def __init__(self, advice: str, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Scans not worked yet"), parent)
        self.body.addWidget(label(advice, "soft", wrap=True))
        holder = QWidget()
        holder.setObjectName("page")
        self._lines = QVBoxLayout(holder)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(theme.SPACE_HALF)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setWidget(holder)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.body.addWidget(scroll, 1)
        self.events: tuple[ScanEvent, ...] = ()
        self._all_aside = button(self.tr("Set all aside"), run=lambda: self.set_aside.emit(self.events))
        self._all = button(
            self.tr("Work all in order"), kind="primary", run=lambda: self.work.emit(self.events)
        )
        self.body.addLayout(row(None, None, self._all_aside, self._all))

    def show_events(self, events: Sequence[ScanEvent], about: Callable[[ScanEvent], str]) -> None:
        """List the scans; ``about`` says for whom or for what one was."""
        self.events = tuple(events)
        clear(self._lines)
        for number, event in enumerate(self.events):
            self._lines.addWidget(self._line(event, about(event), oldest=number == 0))
        self._lines.addStretch(1)

    def _line(self, event: ScanEvent, about: str, *, oldest: bool) -> QWidget:
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(event.text or self.tr("Done"), "strong", wrap=True))
        words.addWidget(
            label(" · ".join(filter(None, (clock_day(event.occurred_at), about))), "faint", wrap=True)
        )
        aside = button(self.tr("Set aside"), kind="quiet", run=partial(self.set_aside.emit, (event,)))
        aside.setAccessibleName(self.tr("Set {scan} aside").format(scan=event.text))
        line = row(None, words, aside)
        line.setStretch(0, 1)
        if oldest:
            work = button(self.tr("Work"), run=partial(self.work.emit, (event,)))
            work.setAccessibleName(self.tr("Work {scan}").format(scan=event.text))
            line.addWidget(work)
        holder = QWidget()
        holder.setLayout(line)
        return holder

    def begin(self) -> None:
        """Put the focus where the keyboard can decide."""
        self._all.setFocus(Qt.FocusReason.OtherFocusReason)


class LeftBehind(QObject):
    """Ties a line of scans to its panel and to the banner that points there."""

    wanted = Signal()  # the panel should be shown
    emptied = Signal()  # nothing is left in it
    counted = Signal(int)  # how many are in it

    def __init__(
        self, line: ScanLine, panel: LeftBehindPanel, banner: Banner, about: Callable[[ScanEvent], str]
    ) -> None:
        super().__init__(line)
        self._line, self._panel, self._banner, self._about = line, panel, banner, about
        line.left_behind.connect(self._on_left)
        panel.work.connect(self._on_work)
        panel.set_aside.connect(self._on_set_aside)

    def refresh(self) -> None:
        """Say anew what the scans were about, as more is known of them."""
        self._panel.show_events(self._panel.events, self._about)

    def _on_left(self, events: tuple[ScanEvent, ...]) -> None:
        self._panel.show_events(events, self._about)
        self._banner.setVisible(bool(events))
        self.counted.emit(len(events))
        if not events:
            self.emptied.emit()
            return
        self._banner.show_banner("warn", "clock-counter-clockwise", left_words(len(events)))
        self._banner.set_button(self.tr("Look at them"), self.wanted.emit)

    def _on_work(self, events: Sequence[ScanEvent]) -> None:
        for event in events:
            self._line.work_left(event)

    def _on_set_aside(self, events: Sequence[ScanEvent]) -> None:
        for event in events:
            self._line.set_aside(event)
