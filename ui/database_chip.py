"""The window's database chip: whether the database answers, takes writes, and has all its servers."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication, QObject, Slot

from app.bootstrap import App
from app.domain.database_nodes import DatabaseNodes
from ui.main_window import MainWindow
from ui.messages import describe
from ui.models.columns import Tone
from ui.sentences import said
from ui.widgets.chip import ChipState


def chip_of(nodes: DatabaseNodes | None) -> ChipState:
    """What the chip says of a database that answers; None: it is one server alone."""
    if nodes is None or not nodes.trouble:
        return ChipState(_tr("online"), Tone.OK, _tr("The database answers."))
    if not nodes.primary:
        return ChipState(_tr("read only"), Tone.BAD, said(nodes.trouble))
    return ChipState(_tr("partly online"), Tone.WARN, said(nodes.trouble))


class DatabaseSigns(QObject):
    """Shows on the chip what the feed learns."""

    def __init__(self, app: App, window: MainWindow) -> None:
        super().__init__(window)
        self._app = app
        self._bar = window.top_bar

    @Slot()
    def on_reached(self) -> None:
        """The database answers."""
        self._bar.set_chip("database", chip_of(self._app.database_nodes()))

    @Slot(object, object)
    def on_lost(self, since: datetime, error: Exception) -> None:
        """The database does not answer."""
        words = _tr("No answer since {time}. {reason}").format(
            time=f"{since.astimezone():%H:%M}", reason=describe(error).message
        )
        self._bar.set_chip("database", ChipState(_tr("offline"), Tone.BAD, words))


def _tr(text: str) -> str:
    return QCoreApplication.translate("chips", text)
