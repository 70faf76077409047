"""The line over a list that a scan fills: how far it is, and what may be done to it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QProgressBar, QWidget

from app.domain.cached_keys import Manner, ScanLook
from ui import theme
from ui.panes.cache import words
from ui.panes.cache.scanning import Scanning
from ui.widgets.acts import Act, ActSet
from ui.widgets.badge import BadgeLabel
from ui.widgets.banner import Banner
from ui.widgets.basic import Elided, column, row, set_icon

_PROGRESS_WIDTH = 140


class ScanBar(QWidget):
    """``asked`` says that a person wants a scan begun."""

    asked = Signal()

    def __init__(self, scanning: Scanning, begin: str, parent: QWidget | None = None) -> None:
        """``begin`` are the words of the button that begins one."""
        super().__init__(parent)
        self._scanning = scanning
        self.acts = ActSet(
            (
                Act("look", begin, lambda _: self.asked.emit(), "magnifying-glass", "Ctrl+R"),
                Act("pause", self.tr("Pause"), lambda _: scanning.pause_or_resume(), "pause", "Ctrl+P"),
                Act("cancel", self.tr("End it"), lambda _: scanning.cancel(), "stop", "Ctrl+."),
            ),
            tuple,
            self,
        )
        self.start = self.acts.button_of("look", "primary")
        self.pause, self.cancel = self.acts.button_of("pause"), self.acts.button_of("cancel")
        self.manner = QComboBox()
        self.manner.setAccessibleName(self.tr("How to look"))
        self.manner.addItem(self.tr("Gently"), Manner.GENTLE)
        self.manner.addItem(self.tr("Fast"), Manner.FAST)
        self.manner.setToolTip(
            self.tr("Gently, nobody who uses Redis notices it. Fast takes all the time the nodes have.")
        )
        self.badge = BadgeLabel(words.scan_badge(None), self)
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(_PROGRESS_WIDTH)
        self.progress.setAccessibleName(self.tr("How far it is"))
        self.about = Elided("", "soft")
        self.about.setProperty("mayElide", True)
        self.trouble = Banner()
        self.trouble.setVisible(False)
        line = row(
            None, self.badge, self.progress, self.about, self.manner, self.pause, self.cancel, self.start
        )
        line.setStretch(2, 1)
        layout = column(self, line, self.trouble)
        layout.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        self.show_look(None)

    @property
    def chosen_manner(self) -> Manner:
        """How a person wants it done."""
        return Manner(self.manner.currentData())

    def show_look(self, look: ScanLook | None) -> None:
        """Say how the scan stands."""
        self.badge.set_badge(words.scan_badge(look))
        running = look is not None and look.running
        paused = look is not None and look.paused
        self.progress.setVisible(running)
        self.pause.setVisible(running)
        self.cancel.setVisible(running)
        for key in ("pause", "cancel"):
            self.acts.action(key).setEnabled(running)
        self.pause.setText(self.tr("Go on") if paused else self.tr("Pause"))
        self.pause.setAccessibleName(self.pause.text())
        set_icon(self.pause, "play" if paused else "pause")
        if look is None:
            return
        self.progress.setValue(int(look.fraction * 1000))
        self.about.setText(words.scan_text(look))
        self._say_trouble(look)

    def _say_trouble(self, look: ScanLook) -> None:
        if not look.troubles:
            self.trouble.setVisible(False)
            return
        told = self.tr("The others were looked at all the same. {troubles}")
        if all(part.trouble for part in look.parts):
            told = "{troubles}"
        self.trouble.show_banner("warn", "warning", told.format(troubles=" ".join(words.troubles(look))))

    def offer(self, possible: bool) -> None:
        """Let one be begun, or not: there is no Redis."""
        self.setVisible(possible)
        self.acts.action("look").setEnabled(possible)
