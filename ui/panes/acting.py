"""A pane that writes: every act is remembered for Ctrl+Z, and its list can be exported as it is shown."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QModelIndex, QObject, Qt, QTimer
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.actors import Actor
from app.domain.changes import Receipt
from app.domain.paging import Window
from app.errors import ClmsError
from app.services.acts import new_key
from ui.child import Report
from ui.models.columns import Column
from ui.models.pages import PagesModel
from ui.models.sources import Source
from ui.panes.base import Pane, PaneContext
from ui.panes.batch_edit import opening as batch_edit
from ui.panes.sheet_forms import SheetForms
from ui.widgets.master_detail import MasterDetail
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from app.services.exporting import Exported

T = TypeVar("T")
_KEPT = 50
_AT_ONCE = 500
#: Below this width of the pane filters and an open sheet do not both fit beside the list.
_ROOMY = 1400


class ActingPane(Pane):
    """Base of the panes about people and things: writes through ``act``, forms through ``forms``."""

    forms: SheetForms | None = None
    _roomy: MasterDetail | None = None

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._done: list[int] = []
        undo = QShortcut(QKeySequence.StandardKey.Undo, self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.undo_last)

    @property
    def help_page(self) -> str:
        return "batch" if batch_edit.front(self) is not None else super().help_page

    def act(
        self,
        work: Callable[[], Receipt[T]],
        say: str | Callable[[Receipt[T]], str] = "",
        done: Callable[[Receipt[T]], None] | None = None,
        failed: Callable[[Exception], None] | None = None,
    ) -> None:
        """Carry out a verb that writes, tell it with Undo, and remember it for Ctrl+Z."""
        self.write(work, partial(self._remember, done), failed, say=say)

    def _remember(self, done: Callable[[Receipt[T]], None] | None, receipt: Receipt[T]) -> None:
        if receipt.undoable:
            self._done = [*self._done, receipt.act_id][-_KEPT:]
        if done is not None:
            done(receipt)

    def make_room(self, master: MasterDetail, sizes: tuple[int, int, int]) -> None:
        """Give filters, list and sheet these widths, and fold the filters while a sheet leaves them no room."""
        if not self.context.state.restore_splitter(master.name, master.splitter):
            master.splitter.setSizes(list(sizes))
        self._roomy = master
        master.sheet_closed.connect(self.fit_filters)

    def fit_filters(self) -> None:
        """Fold the filters while an open sheet leaves them no room."""
        if self._roomy is not None:
            self._roomy.fit_filters(self._roomy.sheet.isHidden() or self.width() >= _ROOMY)

    def open_sheet(self) -> None:
        """Show the sheet beside the list, and the filters only where there is room for both."""
        if self._roomy is not None:
            self._roomy.open_sheet()
            self.fit_filters()

    @staticmethod
    def select(table: TableView, key: Hashable) -> None:
        """Select the row the sheet is about; without it nothing, so that no key acts on another row."""
        if not table.select_key(key):
            table.clearSelection()
            table.setCurrentIndex(QModelIndex())

    def stay_at(self, table: TableView, key: Hashable) -> None:
        """Go back to the row whose form is open; later, for a table that is moving on chooses its row last of all."""

        def back() -> None:
            if self.forms is not None and self.forms.form is not None:
                table.select_key(key)

        QTimer.singleShot(0, table, back)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit_filters()

    def undo_last(self) -> None:
        """Take back the newest act done in this pane; again for the one before it."""
        if not self._done:
            self.messages.tell(self.tr("There is nothing of yours to take back here."))
            return
        act_id = self._done.pop()
        undo = partial(self.services.undo.undo, self.actor, act_id, key=new_key())
        self.write(undo, failed=self._not_undone, say=self.tr("Taken back."))

    def _not_undone(self, error: Exception) -> None:
        if isinstance(error, ClmsError) and error.code == "already_undone":
            self.undo_last()  # taken back from its toast meanwhile: the one before it is meant
        else:
            self.messages.warn(error)

    def guard(self, leave: Callable[[], None]) -> None:
        if self.forms is None:
            leave()
        else:
            self.forms.guard(leave)

    def export_shown(self, master: MasterDetail, suggested: str) -> None:
        """Ask for a file and write what the list shows now, with its filters, order and visible columns."""
        model = master.model
        if not isinstance(model, PagesModel) or model.source is None:
            return
        job = partial(
            write_list,
            exporting=self.services.exporting,
            actor=self.actor,
            columns=master.table.shown_columns(),
            source=model.source,
            sort=model.sort_key,
        )
        self.choose_export(suggested, job)

    def choose_export(self, suggested: str, job: Callable[[Report, Path], Exported]) -> None:
        """Ask where to, then write the file as a task of the drawer."""

        def start(path: Path) -> None:
            self.task(self.tr("Export {file}").format(file=path.name), job, path, done=self._exported)

        patterns = self.tr("Tables (*.csv *.xlsx)")
        self.messages.choose_target(self.tr("Export to"), suggested, patterns, start)

    def _exported(self, done: Exported) -> None:
        text = self.tr("{rows} rows written to {file}")
        self.messages.tell(text.format(rows=f"{done.rows:,}", file=Path(done.path).name))


class EnterOpens(QObject):
    """Enter in the search box opens the first row found; pressed too early, it waits for the rows it meant."""

    def __init__(self, master: MasterDetail, open_row: Callable[[Any], object]) -> None:
        super().__init__(master)
        self._master = master
        self._open = open_row
        self._fresh, self._meant = True, False
        master.searched.connect(self._on_asked)
        master.search.entered.connect(self._on_entered)
        master.model.rows_arrived.connect(self._on_arrived)

    def _on_asked(self, _text: str) -> None:
        self._fresh, self._meant = False, False

    def _on_arrived(self, _first: int, _last: int) -> None:
        self._fresh = True
        if self._meant:
            self._on_entered("")

    def _on_entered(self, _text: str) -> None:
        self._meant = not self._fresh
        row = self._master.model.row(0)
        if self._fresh and row is not None:
            self._master.table.selectRow(0)
            self._open(row)


def write_list(
    report: Report,
    path: Path,
    *,
    exporting: Any,
    actor: Actor,
    columns: Sequence[Column],
    source: Source,
    sort: str,
) -> Exported:
    """Write every row of a question as a table. Runs off the GUI thread."""

    def rows() -> Iterator[list[Any]]:
        window = Window(limit=_AT_ONCE)
        while True:
            page = source.page(window, sort)
            for row in page.rows:
                yield [column.exported(row) for column in columns]
            if page.cursor is None:
                return
            window = Window(window.start + len(page.rows), _AT_ONCE, page.cursor)

    exported: Exported = exporting.export_rows(
        actor,
        path,
        [column.title for column in columns],
        rows(),
        progress=lambda step: report(step.done, step.total, step.phase),
    )
    return exported
