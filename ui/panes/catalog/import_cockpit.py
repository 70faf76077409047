"""The import cockpit: from a file to a preview that can be trusted, to an import that can be taken back. Reading, comparing
and writing run in a child process; this holds the pages and what they ask for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.changes import Receipt
from app.errors import InvalidInput, Refused
from app.services.importing import (
    Batch,
    ImportKind,
    ImportResult,
    Preview,
    PreviewRow,
    SourceFile,
    UndoneImport,
)
from ui import theme
from ui.panes.catalog import import_words, tasks
from ui.panes.catalog.import_pages import BusyPage, ResultPage, StartPage
from ui.panes.catalog.import_preview import PreviewPage
from ui.panes.catalog.import_report import save_report
from ui.sentences import advice
from ui.tasks import Task, TaskState
from ui.widgets.basic import button, frame, label, row

if TYPE_CHECKING:
    from ui.panes.base import Pane

PATTERNS = "CSV, XLSX, MARC (*.csv *.tsv *.txt *.xlsx *.mrc *.marc *.xml);;* (*)"
#: How long switches may be pressed one after another before the numbers are worked out anew.
PAUSE_MS = 350


class ImportCockpit(QWidget):
    """A page of a pane. ``kind`` fixes what the rows are taken for until the person says otherwise."""

    closed = Signal()

    def __init__(
        self, pane: Pane, kind: ImportKind | None = None, parent: QWidget | None = None, *, back: str = ""
    ) -> None:
        """``back`` are the words of the button that leaves; the catalogue's by default."""
        super().__init__(parent)
        self._pane = pane
        self._back = back or self.tr("Catalog")
        self._kind = kind
        self._path: Path | None = None
        self._plan = ""
        self._task: Task | None = None
        self._left_out = 0
        self._batch_id = 0
        self._number = 0
        self.start = StartPage(pane.context.state)
        self.busy = BusyPage()
        self.preview = PreviewPage(pane)
        self.result = ResultPage()
        self._pages = QStackedWidget()
        for each in (self.start, self.busy, self.preview, self.result):
            self._pages.addWidget(each)
        self._timer = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._timer.timeout.connect(self._preview_again)
        self.setAcceptDrops(True)
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        back = button(self._back, "arrow-left", "quiet", run=self.closed.emit, tip=self.tr("Back (Esc)"))
        bar = frame("bar")
        line = row(bar, back, label(self.tr("Import"), "heading"), None)
        line.setContentsMargins(theme.SPACE, theme.SPACE_HALF, theme.SPACE_2, theme.SPACE_HALF)
        ground = frame("plain")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(0)
        inside.addWidget(bar)
        inside.addWidget(self._pages, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(ground)

    def _wire(self) -> None:
        self.start.choose_requested.connect(self.choose_file)
        self.start.undo_requested.connect(self._ask_undo)
        self.preview.wanted.connect(self._on_wanted)
        self.preview.import_requested.connect(self.apply)
        self.preview.report_requested.connect(self.save_report)
        self.preview.other_file_requested.connect(self.choose_file)
        self.preview.restore_requested.connect(self._restore)
        self.result.undo_requested.connect(lambda: self._look_and_ask(self._batch_id))
        self.result.report_requested.connect(self.save_report)
        self.result.go_on_requested.connect(self.apply)
        self.result.again_requested.connect(self.show_start)
        self.result.done_requested.connect(self.closed)
        escape = QShortcut(QKeySequence("Esc"), self)
        escape.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        escape.activated.connect(self._on_escape)

    # -- pages -------------------------------------------------------------------------------------------

    @property
    def page(self) -> str:
        """Which page is in front: "start", "busy", "preview" or "result"."""
        names: dict[QWidget | None, str] = {
            self.start: "start", self.busy: "busy", self.preview: "preview", self.result: "result"
        }  # fmt: skip
        return names[self._pages.currentWidget()]

    @property
    def ready(self) -> bool:
        """Tell whether a preview stands there with its rows."""
        shown = self.preview.preview is not None and self.preview.model.row(0) is not None
        return self.page == "preview" and shown and self._task is None

    def begin(self) -> None:
        """Come to the front, as it was left; the list of imports is asked for anew."""
        self.refresh()
        if self.page == "result":
            self.show_start()
        if self.page == "start":
            self.start.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def show_start(self) -> None:
        """Go back to choosing a file."""
        self._drop_plan()
        self._pages.setCurrentWidget(self.start)
        self.start.choose.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def refresh(self) -> None:
        """Ask for the imports made before."""
        importing, actor = self._pane.services.importing, self._pane.actor
        self._pane.run(lambda: importing.batches(actor).rows, self.start.show_batches, latest="batches")

    @Slot()
    def _on_escape(self) -> None:
        if self.page == "preview":
            self.show_start()
        elif self.page != "busy":
            self.closed.emit()

    # -- a file ------------------------------------------------------------------------------------------

    @Slot()
    def choose_file(self) -> None:
        """Let the person choose a file."""
        self._pane.messages.choose_file(self.tr("Choose a list to import"), PATTERNS, self.take_file)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls() and self.page in ("start", "preview", "result"):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        files = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if files:
            event.acceptProposedAction()
            self.take_file(files[0])

    def take_file(self, path: Path) -> None:
        """Look at a file, then preview it as it was understood."""
        self._stop_task()
        self._drop_plan()
        self._path = path
        self.preview.preview = None
        self._inspect(kind=self._kind.value if self._kind else None)

    def _inspect(self, **shape: str | None) -> None:
        path = self._path
        if path is None:
            return
        self.busy.follow(self.tr("Reading {name}").format(name=path.name), None)
        self._pages.setCurrentWidget(self.busy)
        importing, actor = self._pane.services.importing, self._pane.actor
        work = partial(importing.inspect, actor, path, **shape)
        self._pane.run(work, self._on_inspected, self._on_unreadable, latest="inspect")

    def _on_inspected(self, source: SourceFile) -> None:
        fields = self._pane.services.importing.fields(source.kind)
        self.preview.show_source(source, fields, source.mapping())
        self._start_preview(self._wanted(source))

    def _wanted(self, source: SourceFile) -> tasks.Wanted:
        """The file as it was understood, nothing chosen yet."""
        return tasks.Wanted(str(self._path), source.kind.value, source.sheet or None, source.encoding or None)

    def _on_unreadable(self, error: Exception) -> None:
        self._pane.messages.warn(error)
        self.show_start()

    # -- previewing ----------------------------------------------------------------------------------------

    @Slot()
    def _on_wanted(self) -> None:
        self._timer.start()
        self.preview.go.setEnabled(False)

    @Slot()
    def _preview_again(self) -> None:
        page, source = self.preview, self.preview.source
        if source is None:
            return
        if page.shape_changed:
            self._drop_plan()
            page.preview = None
            self._inspect(**page.shape())
            return
        repairs = page.repairs.chosen() if page.preview is not None else None
        chosen = {"mapping": page.columns.mapping(), "repairs": repairs, "keep": page.overwrites.kept()}
        self._start_preview(replace(self._wanted(source), **chosen))  # type: ignore[arg-type]

    def _start_preview(self, wanted: tasks.Wanted) -> None:
        self._stop_task()
        self._number += 1
        number, pane = self._number, self._pane
        name = Path(wanted.path).name
        task = self._task = pane.task(
            self.tr("Previewing {name}").format(name=name),
            tasks.preview_import,
            pane.services.recipe(), pane.actor, wanted,
            process=True, done=self._newest(number, self._on_previewed), failed=self._newest(number, self._on_not_previewed),
        )  # fmt: skip
        task.finished.connect(self._on_task_finished)
        if self.preview.preview is None:
            self.busy.follow(self.tr("Previewing {name}").format(name=name), task)
            self._pages.setCurrentWidget(self.busy)
        else:
            self.preview.set_busy(task)

    def _newest(self, number: int, then: Callable[[Any], None]) -> Callable[[Any], None]:
        """Let only the newest task be answered; a plan that comes too late is thrown away."""

        def deliver(value: Any) -> None:
            if number == self._number:
                then(value)
            elif isinstance(value, Preview):
                self._discard(value.plan)

        return deliver

    def _on_previewed(self, preview: Preview) -> None:
        self._task = None
        self._drop_plan()
        self._plan = preview.plan
        self.preview.show_preview(preview)
        if self.page != "preview":
            self._pages.setCurrentWidget(self.preview)
            self.preview.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_not_previewed(self, error: Exception) -> None:
        self._task = None
        if isinstance(error, Refused) and error.code == "cancelled":
            self._back_to_preview()
            return
        if isinstance(error, InvalidInput) and error.details.get("field") == "mapping":
            self._pages.setCurrentWidget(self.preview)
            self.preview.show_problem(advice(error))
            return
        self._pane.messages.warn(error)
        self.show_start()

    @Slot()
    def _on_task_finished(self) -> None:
        """A task that was stopped answers nothing; show again what stood there before."""
        task = self.sender()
        if task is not self._task or not isinstance(task, Task) or task.state is not TaskState.STOPPED:
            return
        self._task = None
        self._back_to_preview()

    def _back_to_preview(self) -> None:
        if self._plan and self.preview.preview is not None:
            self.preview.set_busy(None)
            self._pages.setCurrentWidget(self.preview)
        else:
            self.show_start()

    def _stop_task(self) -> None:
        task, self._task = self._task, None
        if task is not None:
            task.stop()

    def _drop_plan(self) -> None:
        plan, self._plan = self._plan, ""
        if plan:
            self._discard(plan)

    def _discard(self, plan: str) -> None:
        self._pane.run(partial(self._pane.services.importing.discard, self._pane.actor, plan))

    def _restore(self, chosen: PreviewRow) -> None:
        """Restore the deleted record a row meets, then look again: the row is no conflict any more."""
        source, services, actor = self.preview.source, self._pane.services, self._pane.actor
        if source is None or chosen.record_id is None:
            return
        said = self.tr("{name} is back").format(name=chosen.number or chosen.label)
        if source.kind is ImportKind.BOOKS:
            book = partial(services.catalog.restore_book, actor, chosen.record_id)
            self._pane.write(book, lambda _receipt: self._preview_again(), say=said)
        else:
            patron = partial(services.students.restore, actor, chosen.record_id)
            self._pane.write(patron, lambda _receipt: self._preview_again(), say=said)

    # -- importing -----------------------------------------------------------------------------------------

    @Slot()
    def apply(self) -> None:
        """Write what was previewed."""
        if not self._plan or self.preview.source is None:
            return
        self._stop_task()
        pane, name = self._pane, self.preview.source.name
        if self.preview.preview is not None:
            self._left_out = import_words.left_out(self.preview.preview)
        title = self.tr("Importing {name}").format(name=name)
        task = self._task = pane.task(
            title, tasks.apply_import, pane.services.recipe(), pane.actor, self._plan,
            process=True, done=self._on_applied, failed=self._on_not_applied,
        )  # fmt: skip
        task.finished.connect(self._on_apply_finished)
        self.busy.follow(title, task)
        self._pages.setCurrentWidget(self.busy)

    def _on_applied(self, receipt: Receipt[ImportResult]) -> None:
        self._task = None
        batch_id = self._batch_id = receipt.value.batch_id
        self._pane.messages.tell(
            self.tr("Import: {counts}").format(counts=import_words.counts_text(receipt.value.counts)),
            undo=partial(self._look_and_ask, batch_id) if receipt.undoable else None,
        )
        left, source = self._left_out + receipt.value.counts.get("conflict", 0), self.preview.source
        self.result.show_result(receipt.value, left, records=source is not None and source.has_records)
        self._pages.setCurrentWidget(self.result)
        self.result.done.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _on_not_applied(self, error: Exception) -> None:
        self._task = None
        self._pane.messages.warn(error)
        self._pages.setCurrentWidget(self.preview)
        self.preview.set_busy(None)

    @Slot()
    def _on_apply_finished(self) -> None:
        task = self.sender()
        if task is self._task and isinstance(task, Task) and task.state is TaskState.STOPPED:
            self._task = None
            self.show_start()

    @Slot()
    def save_report(self) -> None:
        """Write the rows that are not taken, with their reasons, as a CSV that can be imported once mended."""
        source = self.preview.source
        if not self._plan or source is None:
            return
        save_report(self._pane, self._plan, source.name)

    # -- taking back ---------------------------------------------------------------------------------------

    def _look_and_ask(self, batch_id: int) -> None:
        """Ask before an import is taken back, with what it did: it may be thousands of rows."""
        ask = partial(self._pane.services.importing.batch, self._pane.actor, batch_id)
        self._pane.run(ask, self._ask_undo, latest="undo-import")

    @Slot(object)
    def _ask_undo(self, batch: Batch) -> None:
        question = import_words.undo_question(batch)
        self._pane.messages.ask(
            question, lambda key, _text: self._undo(batch.id, batch.file_name) if key == "undo" else None
        )

    def _undo(self, batch_id: int, name: str) -> None:
        pane = self._pane
        title = self.tr("Undoing the import of {name}").format(name=name)
        task = pane.task(
            title, tasks.undo_import, pane.services.recipe(), pane.actor, batch_id,
            process=True, done=self._on_undone, failed=self._on_not_undone, say=self.tr("The import is undone"),
        )  # fmt: skip
        self.busy.follow(title, task)
        self.busy.stop.setVisible(False)
        self._pages.setCurrentWidget(self.busy)

    def _on_undone(self, receipt: Receipt[UndoneImport]) -> None:
        self.result.show_undone(receipt.value)
        self._pages.setCurrentWidget(self.result)
        self.refresh()

    def _on_not_undone(self, error: Exception) -> None:
        self._pane.messages.warn(error)
        self.show_start()
