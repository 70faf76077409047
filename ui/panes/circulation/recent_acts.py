"""The last acts of the library, newest first, each with Undo."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app.services.undo import DeskAct
from ui import theme
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.circulation import words
from ui.state import UiState
from ui.widgets.acts import Act
from ui.widgets.basic import button, label, row
from ui.widgets.table import TableView

#: Acts the desk takes back with Ctrl+Z.
DESK_ACTS = frozenset(
    {"check_out", "check_in", "renew", "pay", "charge", "waive", "place_hold", "cancel_hold"}
)


def _act(act: DeskAct) -> str:
    word = words.act_word(act.kind)
    return words.tr("{act} (undone)").format(act=word) if act.undone else word


COLUMNS = (
    Column(
        "time",
        str(QT_TRANSLATE_NOOP("RecentActs", "Time")),
        lambda r: words.when(r.occurred_at),
        width=12,
        whole=True,
        sort_key="",
    ),
    Column(
        "act",
        str(QT_TRANSLATE_NOOP("RecentActs", "Act")),
        _act,
        width=12,
        tip=_act,
        sort_key="",
    ),
    Column(
        "label",
        str(QT_TRANSLATE_NOOP("RecentActs", "What")),
        lambda r: r.label,
        stretch=True,
        strong=True,
        tip=lambda r: r.label,
        sort_key="",
    ),
    Column("who", str(QT_TRANSLATE_NOOP("RecentActs", "By")), lambda r: r.actor, width=12, sort_key=""),
)


class RecentActs(QFrame):
    """The list under the answer."""

    undo_requested = Signal(object)  # DeskAct

    def __init__(self, state: UiState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("surface", "card")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground, True)
        columns = tuple(replace(each, title=self.tr(each.title) if each.title else "") for each in COLUMNS)
        self._model = RowsModel(columns, key=lambda act: act.act_id)
        undo = Act("undo", self.tr("Undo"), self._on_undo, "arrow-u-up-left", needs="one", menu_only=True)
        self.table = TableView(self._model, "recent-acts", state=state, acts=(undo,), multi=False)
        self.table.setAccessibleName(self.tr("Last acts"))
        self.table.type_ahead = False
        self._undo = button(
            self.tr("Undo"),
            "arrow-u-up-left",
            "quiet",
            run=self._on_button,
            tip=self.tr("Take the chosen act back (Ctrl+Z: the last)"),
        )
        outer = QVBoxLayout(self)
        outer.setContentsMargins(1, theme.SPACE, 1, 1)
        outer.setSpacing(theme.SPACE_HALF)
        head = row(None, label(self.tr("Last acts"), "heading"), None, self._undo)
        head.setContentsMargins(theme.SPACE_2, 0, theme.SPACE, 0)
        outer.addLayout(head)
        outer.addWidget(self.table, 1)

    def show_acts(self, acts: tuple[DeskAct, ...]) -> None:
        """Show these acts, newest first."""
        self._model.set_rows(acts)

    def add(self, act: DeskAct) -> None:
        """Show an act of this desk at once, so that Undo means it before the list is read again."""
        if act.kind in DESK_ACTS:
            known = [each for each in self._model.rows() if each.act_id != act.act_id]
            self._model.set_rows((act, *known))

    def mark_undone(self, act_id: int) -> None:
        """Show an act as taken back at once, so that the next Undo means the one before it."""
        self._model.set_rows(
            tuple(
                replace(each, undone=True) if each.act_id == act_id else each for each in self._model.rows()
            )
        )

    def row_count(self) -> int:
        """How many acts are shown."""
        return self._model.rowCount()

    def newest_of(self, workstation: str) -> DeskAct | None:
        """The newest desk act of a workstation that was not taken back."""
        for act in self._model.rows():
            if act.workstation == workstation and not act.undone:
                return act  # type: ignore[no-any-return]
        return None

    def forget_selection(self) -> None:
        """Choose nothing, so that Undo means nothing by accident."""
        self.table.clearSelection()

    def _on_undo(self, rows: tuple[DeskAct, ...]) -> None:
        self.undo_requested.emit(rows[0])

    def _on_button(self) -> None:
        chosen = self.table.current() or next((each for each in self._model.rows() if not each.undone), None)
        if chosen is not None:
            self.undo_requested.emit(chosen)
