"""The first and the last page of an import: choosing a file among earlier imports, work under way, the result."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QT_TRANSLATE_NOOP, QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QVBoxLayout, QWidget

from app.services.importing import Batch, BatchState, ImportResult, UndoneImport, Verdict
from ui import theme
from ui.models.columns import Column
from ui.models.rows import RowsModel
from ui.panes.catalog import import_words, words
from ui.sentences import said
from ui.state import UiState
from ui.tasks import Task
from ui.widgets.acts import Act
from ui.widgets.basic import IconLabel, button, column, frame, label, row
from ui.widgets.table import TableView
from ui.words import counted

COLUMNS = (
    Column(
        "file",
        str(QT_TRANSLATE_NOOP("ImportStart", "File")),
        lambda b: b.file_name,
        stretch=True,
        strong=True,
        width=24,
        tip=lambda b: b.file_name,
    ),
    Column(
        "kind",
        str(QT_TRANSLATE_NOOP("ImportStart", "Rows are")),
        lambda b: import_words.kind_word(b.kind),
        width=14,
    ),
    Column(
        "state",
        str(QT_TRANSLATE_NOOP("ImportStart", "State")),
        lambda b: "",
        badge=import_words.state_badge,
        width=13,
    ),
    Column(
        "counts",
        str(QT_TRANSLATE_NOOP("ImportStart", "What it did")),
        lambda b: import_words.counts_text(b.counts),
        width=34,
        tip=lambda b: import_words.counts_text(b.counts),
    ),
    Column(
        "when",
        str(QT_TRANSLATE_NOOP("ImportStart", "When")),
        lambda b: words.clock_day(b.started_at),
        width=13,
        export=lambda b: b.started_at,
    ),
    Column("who", str(QT_TRANSLATE_NOOP("ImportStart", "By")), lambda b: b.actor, width=14),
)


class Paragraph(QLabel):
    """A few centred lines of one width that always get the height they need."""

    def __init__(self, width: int = 560) -> None:
        super().__init__()
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "soft")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.setFixedWidth(width)

    def hasHeightForWidth(self) -> bool:
        return False  # else a layout that centres it asks for the height at the layout's own width

    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.heightForWidth(self.width()))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()


class StartPage(QWidget):
    """Choose a file or drop it; below stand the imports made before."""

    choose_requested = Signal()
    undo_requested = Signal(object)  # Batch

    def __init__(self, state: UiState, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = RowsModel(tuple(replace(c, title=self.tr(c.title)) for c in COLUMNS))
        undo = Act(
            "undo",
            self.tr("Undo this import"),
            lambda rows: self.undo_requested.emit(rows[0]),
            "arrow-u-up-left",
            needs="one",
        )
        self.table = TableView(self._model, "catalog-batches", state=state, acts=(undo,), multi=False)
        self.table.setAccessibleName(self.tr("Earlier imports"))
        self.table.selection_changed.connect(self._on_selection)
        self._undo = button(self.tr("Undo this import"), "arrow-u-up-left", run=self._on_undo)
        self._undo.setEnabled(False)
        self._heading = label(self.tr("Earlier imports"), "heading")
        self._none = label(self.tr("Nothing was imported yet."), "soft")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_2)
        outer.setSpacing(theme.SPACE_2)
        outer.addWidget(self._drop_zone())
        outer.addLayout(row(None, self._heading, None, self._undo))
        outer.addWidget(self._none)
        outer.addWidget(self.table, 1)
        outer.addStretch(0)

    def _drop_zone(self) -> QWidget:
        zone = frame("sunken")
        text = self.tr(
            "CSV or XLSX, with books or with students, or MARC records. You see everything that would happen before "
            "anything is written, and an import can be undone as a whole."
        )
        said = Paragraph()
        said.setText(text)
        self.choose = button(
            self.tr("Choose a file…"), "folder-open", "primary", run=self.choose_requested.emit
        )
        inner = column(None, gap=theme.SPACE)
        for each in (
            IconLabel("file-arrow-down", 40, "text_faint"),
            label(self.tr("Drop a list here"), "heading"),
            said,
            self.choose,
        ):
            inner.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        layout = QVBoxLayout(zone)
        layout.setContentsMargins(theme.SPACE_3, theme.SPACE_3, theme.SPACE_3, theme.SPACE_3)
        layout.addLayout(inner)
        return zone

    def show_batches(self, batches: tuple[Batch, ...]) -> None:
        """List the imports made before."""
        self._model.set_rows(batches)
        self.table.setVisible(bool(batches))
        self._undo.setVisible(bool(batches))
        self._none.setVisible(not batches)
        self._on_selection(self.table.selected())

    def batches(self) -> tuple[Batch, ...]:
        """The imports listed."""
        return self._model.rows()

    @Slot(object)
    def _on_selection(self, chosen: tuple[Batch, ...]) -> None:
        self._undo.setEnabled(len(chosen) == 1 and chosen[0].state is not BatchState.UNDONE)

    @Slot()
    def _on_undo(self) -> None:
        chosen = self.table.selected()
        if chosen:
            self.undo_requested.emit(chosen[0])


class BusyPage(QWidget):
    """Work that is under way: what, how far, and a way to stop it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task: Task | None = None
        self._title = label("", "heading")
        self._phase = label("", "soft")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(420)
        self.stop = button(self.tr("Stop"), "x", run=self._on_stop)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        inner = column(None, gap=theme.SPACE)
        for each in (self._title, self.bar, self._phase, self.stop):
            inner.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addLayout(inner)
        outer.addStretch(3)

    def follow(self, title: str, task: Task | None) -> None:
        """Show how far ``task`` is; without one only that something is done."""
        self._task = task
        self._title.setText(title)
        self._phase.setText(self.tr("Starting…"))
        self.bar.setRange(0, 0)
        self.stop.setVisible(task is not None)
        self.stop.setEnabled(True)
        if task is not None:
            task.updated.connect(self._on_updated)

    @Slot()
    def _on_updated(self) -> None:
        task = self._task
        if task is None or self.sender() is not task:
            return
        self._phase.setText(progress_text(task))
        fraction = task.fraction
        self.bar.setRange(0, 0 if fraction is None else 1000)
        if fraction is not None:
            self.bar.setValue(round(fraction * 1000))

    @Slot()
    def _on_stop(self) -> None:
        if self._task is not None:
            self.stop.setEnabled(False)
            self._phase.setText(self.tr("Stopping at a safe place…"))
            self._task.stop()


def progress_text(task: Task) -> str:
    """How far a task is, in words."""
    if task.total:
        return f"{said(task.text)}: {task.done:,} / {task.total:,}"
    return f"{said(task.text)}: {task.done:,}" if task.done else said(task.text)


class ResultPage(QWidget):
    """What an import did, and what can be done now."""

    undo_requested = Signal()
    report_requested = Signal()
    go_on_requested = Signal()
    again_requested = Signal()
    done_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = IconLabel("check-circle", 48, "ok")
        self.number = label("", "display")
        self._said = Paragraph()
        self._left = Paragraph()
        make = self._button
        self.undo = make(self.tr("Undo this import"), "arrow-u-up-left", self.undo_requested.emit)
        self.report = make(self.tr("Save refused rows…"), "file-text", self.report_requested.emit)
        self.go_on = make(self.tr("Go on"), "play", self.go_on_requested.emit)
        self.again = make(self.tr("Import another file"), "download-simple", self.again_requested.emit)
        self.done = button(self.tr("Done"), "check", "primary", run=self.done_requested.emit)
        outer = QVBoxLayout(self)
        outer.addStretch(2)
        inner = column(None, gap=theme.SPACE)
        for each in (self._icon, self.number, self._said, self._left):
            inner.addWidget(each, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addLayout(inner)
        outer.addSpacing(theme.SPACE_2)
        outer.addLayout(row(None, None, self.undo, self.report, self.go_on, self.again, self.done, None))
        outer.addStretch(3)

    @staticmethod
    def _button(text: str, icon: str, run: Callable[[], object]) -> QWidget:
        return button(text, icon, run=run)

    def show_result(self, result: ImportResult, left_out: int, *, records: bool = False) -> None:
        """Say what was imported, of rows or of MARC records."""
        written = sum(result.counts.get(v.value, 0) for v in (Verdict.CREATE, Verdict.ATTACH, Verdict.CHANGE))
        stopped = result.state is not BatchState.DONE
        self._icon.set("hand-palm" if stopped else "check-circle", "warn" if stopped else "ok")
        self.number.setText(self.tr("{rows} imported").format(rows=words.rows(written)))
        said = self.tr("{counts}, in {seconds} seconds.").format(
            counts=import_words.counts_text(result.counts), seconds=f"{result.seconds:.1f}"
        )
        if stopped:
            said = self.tr("It was stopped; these rows are in, the others are not. {said}").format(said=said)
        self._said.setText(said)
        left = self.tr(
            "{rows} were not taken. Save them with their reasons, mend them, and import that file."
        )
        if records:
            left = self.tr(
                "{rows} were not taken. Save them with their reasons, mend the file, and import it again."
            )
        self._left.setText(left.format(rows=words.rows(left_out)))
        self._left.setVisible(bool(left_out))
        self.report.setVisible(bool(left_out))
        self.go_on.setVisible(stopped)
        self.undo.setVisible(True)

    def show_undone(self, undone: UndoneImport) -> None:
        """Say what was taken back."""
        self._icon.set("arrow-u-up-left", "text_soft")
        self.number.setText(self.tr("Import undone"))
        self._said.setText(
            self.tr("{removed} removed, {restored} put back as they were.").format(
                removed=counted(undone.removed, "{n} record", "{n} records"),
                restored=counted(undone.restored, "{n} record", "{n} records"),
            )
        )
        kept = [f"{one.label}: {said(one.reason)}" for one in undone.examples]
        text = self.tr("{n} stay, because somebody used or changed them since:").format(n=undone.kept)
        self._left.setText("\n".join([text, *kept]))
        self._left.setVisible(bool(undone.kept))
        for each in (self.report, self.go_on, self.undo):
            each.setVisible(False)
