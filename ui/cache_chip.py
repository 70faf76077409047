"""The window's cache chip: whether Redis is used, and what is lost while it is away."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QObject, Slot

from app.bootstrap import App
from app.domain.shared_cache import SharedCache
from ui.main_window import MainWindow
from ui.models.columns import Tone
from ui.widgets.chip import ChipState


def chip_of(state: SharedCache | None) -> ChipState:
    """What the chip says."""
    if state is None:
        return ChipState(_tr("off"), Tone.MUTED, _tr("No shared cache is set up."))
    if state.away:
        words = _tr(
            "{away} of {nodes} Redis nodes do not answer. Everything goes on, more slowly; what others change may take "
            "two seconds to show."
        )
        whole = state.away >= state.nodes
        detail = words.format(away=state.away, nodes=state.nodes)
        return ChipState(
            _tr("offline") if whole else _tr("partly online"), Tone.BAD if whole else Tone.WARN, detail
        )
    if state.full:
        words = _tr("The memory of Redis is full. Everything goes on, more slowly, until it has room again.")
        return ChipState(_tr("full"), Tone.WARN, words)
    return ChipState(_tr("online"), Tone.OK, _tr("Redis answers: what others change shows at once."))


class CacheSigns(QObject):
    """Shows on the chip how the shared cache stands, as often as the window hears of changes."""

    def __init__(self, app: App, window: MainWindow) -> None:
        super().__init__(window)
        self._app = app
        self._bar = window.top_bar

    @Slot()
    def show_state(self) -> None:
        """Show it now; that asks nobody."""
        self._bar.set_chip("cache", chip_of(self._app.shared_cache()))


def _tr(text: str) -> str:
    return QCoreApplication.translate("chips", text)
