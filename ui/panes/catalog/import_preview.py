"""The preview of an import: numbers, repairs, columns, and every row with its reason, before anything is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import (
    QComboBox,
    QProgressBar,
    QSplitter,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.services.importing import Field, ImportKind, Preview, PreviewRow, SourceFile, Verdict
from ui import theme
from ui.models.columns import Column
from ui.models.pages import PagesModel
from ui.panes.catalog import import_words
from ui.panes.catalog.import_overwrites import OverwritesList
from ui.panes.catalog.import_pages import progress_text
from ui.panes.catalog.import_parts import REPAIRED, ColumnsList, RepairsList, Tiles
from ui.panes.catalog.import_rows import COLUMNS, PreviewSource
from ui.sentences import said
from ui.tasks import Task
from ui.widgets.acts import Act
from ui.widgets.banner import Banner
from ui.widgets.basic import Elided, button, column, frame, label, row, rule
from ui.widgets.state import StateView
from ui.widgets.table import TableView, count_text
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.base import Pane


class PreviewPage(QWidget):
    """Shows a ``Preview`` and asks for another one when repairs, columns, kind or sheet are changed."""

    wanted = Signal()  # repairs, columns, what may be overwritten, kind or sheet were changed
    import_requested = Signal()
    report_requested = Signal()
    other_file_requested = Signal()
    restore_requested = Signal(object)  # PreviewRow

    def __init__(self, pane: Pane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pane = pane
        self.preview: Preview | None = None
        self.source: SourceFile | None = None
        self._repair_words: Mapping[str, str] = {}
        self.tiles = Tiles()
        self.repairs = RepairsList()
        self.columns = ColumnsList()
        self.overwrites = OverwritesList()
        self._name = Elided("", "title")
        self._facts = Elided("", "faint")
        self.kind = self._choice(self.tr("What the rows are"))
        for each in ImportKind:
            self.kind.addItem(import_words.kind_word(each), each.value)
        self.sheet = self._choice(self.tr("Sheet of the workbook"))
        self.encoding = self._choice(self.tr("Encoding: choose another one if letters such as ñ look wrong"))
        self._fresh = True  # whether the preview to come is the first of a file
        self._banner = Banner()
        self._banner.setVisible(False)
        self._tabs, self._pages = QTabBar(), QStackedWidget()
        self._tabs.setAccessibleName(self.tr("Pages of the preview"))
        self._make_rows()
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(140)
        self._doing = label("", "faint")
        self.report = button(self.tr("Save refused rows…"), "file-text", run=self.report_requested.emit)
        self.go = button(
            "", "download-simple", "primary", name=self.tr("Import"), run=self.import_requested.emit
        )
        self.go.setMinimumSize(0, 0)
        self.go.setMaximumSize(16777215, 16777215)
        self._lay_out()
        self._wire()

    def _choice(self, name: str) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        made.setToolTip(name)
        made.setMinimumContentsLength(12)
        return made

    def _make_rows(self) -> None:
        why = Column(
            "why",
            self.tr("Why, and what changes"),
            lambda r: import_words.why(r, self._repair_words),
            sort_key="",
            width=28,
            tip=lambda r: import_words.why(r, self._repair_words).replace("; ", "\n"),
        )
        columns = (*(replace(c, title=self.tr(c.title)) for c in COLUMNS), why)
        self.model = PagesModel(self._pane.runner, columns, self, key=lambda r: r.line)
        restore = Act(
            "restore",
            self.tr("Restore the deleted record"),
            lambda rows: self.restore_requested.emit(rows[0]),
            "arrow-u-up-left",
            needs="one",
        )
        state = self._pane.context.state
        self.table = TableView(
            self.model, "import-rows", state=state, acts=(restore,), copy=self._pane.messages.copy
        )
        self.table.setAccessibleName(self.tr("Rows of the file"))
        self.table.selection_changed.connect(self._on_selection)
        self.table.current_changed.connect(self._show_why)
        self.rows = StateView(self.table)
        self._why = label("", "soft", wrap=True)
        self._why.setContentsMargins(12, 2, 12, 6)
        self._why.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._why.setMinimumHeight(2 * self._why.fontMetrics().lineSpacing() + theme.SPACE)
        self._why.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.model.state_changed.connect(self._on_rows_state)
        self.model.count_changed.connect(self._on_rows_state)

    def _lay_out(self) -> None:
        other = button(self.tr("Another file…"), "folder-open", run=self.other_file_requested.emit)
        names = column(None, self._name, self._facts, gap=0)
        head = row(None, names, self.kind, self.sheet, self.encoding, other)
        head.setStretchFactor(names, 1)
        for key, word, widget in (
            ("repairs", self.tr("Repairs"), self.repairs),
            ("columns", self.tr("Columns"), self.columns),
            ("overwrites", self.tr("Overwrite"), self.overwrites),
        ):
            self._tabs.setTabData(self._tabs.addTab(word), key)
            self._pages.addWidget(widget)
        self._tabs.setExpanding(False)
        self._tabs.setDrawBase(False)
        side = QWidget()
        column(side, self._tabs, rule(), self._pages, gap=theme.SPACE)
        body = frame("card")
        self._rows_title = label("", "strong")
        self._restore = button(self.tr("Restore the deleted record"), "arrow-u-up-left", run=self._on_restore)
        self._restore.setVisible(False)
        top = row(None, self._rows_title, None, self._restore)
        top.setContentsMargins(12, 6, 6, 0)
        inside = column(body, top, self.rows, rule(), self._why, margin=1, gap=theme.SPACE_HALF)
        inside.setStretchFactor(self.rows, 1)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setChildrenCollapsible(False)
        self.splitter.addWidget(side)
        self.splitter.addWidget(body)
        self.splitter.setHandleWidth(theme.SPACE_2)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([372, 780])
        side.setMinimumWidth(340)
        self._pane.context.state.restore_splitter("import", self.splitter)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(theme.SPACE_3, theme.SPACE_2, theme.SPACE_3, theme.SPACE_2)
        outer.setSpacing(12)
        outer.addLayout(head)
        outer.addWidget(self._banner)
        outer.addWidget(self.tiles)
        outer.addWidget(self.splitter, 1)
        outer.addLayout(row(None, self.bar, self._doing, None, self.report, self.go))

    def _wire(self) -> None:
        self.tiles.chosen.connect(self._on_tile)
        self.repairs.changed.connect(self._on_wanted)
        self.columns.changed.connect(self._on_wanted)
        self.overwrites.changed.connect(self._on_wanted)
        self.kind.currentIndexChanged.connect(self._on_other_shape)
        self.sheet.currentIndexChanged.connect(self._on_other_shape)
        self.encoding.currentIndexChanged.connect(self._on_other_shape)
        self._tabs.currentChanged.connect(self._pages.setCurrentIndex)
        self.splitter.splitterMoved.connect(self._save_splitter)
        self.shape_changed = False

    @Slot()
    def _save_splitter(self) -> None:
        self._pane.context.state.save_splitter("import", self.splitter)

    # -- what is wanted ------------------------------------------------------------------------------------

    @Slot()
    def _on_wanted(self) -> None:
        self.wanted.emit()

    def shape(self) -> dict[str, str | None]:
        """What the person says of the file: kind, sheet and encoding; None is found out."""
        source = self.source
        is_text = source is not None and source.format == "csv"
        return {
            "kind": str(self.kind.currentData()),
            "sheet": self.sheet.currentData() if source is not None and source.sheets else None,
            "encoding": self.encoding.currentData() if is_text else None,
        }

    @Slot()
    def _on_other_shape(self) -> None:
        """Another kind, sheet or encoding: columns and repairs are other ones, so none of theirs is kept."""
        self.shape_changed = True
        self.wanted.emit()

    # -- showing -------------------------------------------------------------------------------------------

    def show_source(self, source: SourceFile, fields: tuple[Field, ...], mapping: Mapping[str, str]) -> None:
        """Show what was found out about a file and how its columns are taken."""
        self.source = source
        self.shape_changed, self._fresh = False, True
        self._name.setText(source.name)
        self._facts.setText(import_words.file_facts(source))
        blockers = [QSignalBlocker(each) for each in (self.kind, self.sheet, self.encoding)]
        self.kind.setCurrentIndex(self.kind.findData(source.kind.value))
        self.kind.setVisible(not source.has_records)
        self._tabs.setTabVisible(1, not source.has_records)
        self._tabs.setTabVisible(2, source.kind is ImportKind.BOOKS)
        self.overwrites.forget()
        first = self.tr("Record") if source.has_records else self.tr("Line")
        self.model.columns = (replace(self.model.columns[0], title=first), *self.model.columns[1:])
        self.model.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, 0)
        self.sheet.clear()
        for name in source.sheets:
            self.sheet.addItem(name, name)
        self.sheet.setCurrentIndex(self.sheet.findData(source.sheet))
        self.sheet.setVisible(len(source.sheets) > 1)
        found = import_words.encoding_of(source)
        self.encoding.clear()
        for name in dict.fromkeys((*import_words.ENCODINGS, found)):
            self.encoding.addItem(import_words.encoding_word(name), name)
        self.encoding.setCurrentIndex(self.encoding.findData(found))
        self.encoding.setVisible(source.format == "csv")
        del blockers
        self.columns.show_columns(source, fields, mapping)

    def show_preview(self, preview: Preview) -> None:
        """Show what an import would do."""
        self.preview = preview
        self._repair_words = {offer.name: offer.title for offer in preview.repairs}
        self.tiles.show_preview(preview)
        self.repairs.show_offers(preview.repairs, records=preview.source.has_records)
        self.overwrites.show_offers(preview.overwrites)
        if self._fresh:
            self._fresh = False
            plain = 0 if preview.source.has_records else 1
            self._tabs.setCurrentIndex(0 if preview.repairs else 2 if preview.overwrites else plain)
        self._tabs.setTabText(0, self.tr("Repairs {n}").format(n=len(preview.repairs)))
        self._tabs.setTabText(2, self.tr("Overwrite {n}").format(n=len(preview.overwrites)))
        self._show_warnings(preview)
        self._ask_rows()
        self.set_busy(None)

    def _show_warnings(self, preview: Preview) -> None:
        notes = [said(warning) for warning in preview.warnings]
        if preview.differences:
            number = sum(preview.differences.values())
            notes.append(
                self.tr(
                    "{values} of further copies differ from their title's first row and are not taken; "
                    "they stay in the imported row."
                ).format(values=counted(number, "{n} value", "{n} values"))
            )
        if len(notes) > 3:
            notes = [*notes[:2], self.tr("… and {n} more notes.").format(n=len(notes) - 2)]
        self._banner.setVisible(False)
        if notes:
            self._banner.show_banner("info", "info", "\n".join(notes))

    def show_problem(self, message: str) -> None:
        """Say why there is no preview, and bring the columns to the front, where it is mended."""
        self.preview = None
        self._rows_title.setText(self.tr("No rows yet"))
        self.rows.set_empty(self.tr("No rows yet"), message, "columns")
        self.rows.set_state("empty")
        self._show_why(None)
        self._banner.show_banner("bad", "warning-circle", message)
        self._tabs.setCurrentIndex(1)
        self.columns.take_focus()
        for tile in self.tiles.tiles.values():
            tile.set_number(0)
        self.repairs.show_offers(())
        self.overwrites.show_offers(())
        self.set_busy(None)

    def set_busy(self, task: Task | None) -> None:
        """Say that the numbers are being worked out anew, or that they hold."""
        busy = task is not None
        self.bar.setVisible(busy)
        self._doing.setVisible(True)
        self.tiles.setEnabled(not busy)
        ready = self.preview is not None and self.preview.will_write > 0 and not busy
        self.go.setEnabled(ready)
        if task is not None:
            self.bar.setRange(0, 0)
            self._doing.setText(self.tr("Working it out anew…"))
            task.updated.connect(self._on_task)
            return
        preview = self.preview
        left = import_words.left_out(preview) if preview else 0
        self.report.setVisible(bool(left))
        self._doing.setText(self._summary(preview))
        number = preview.will_write if preview else 0
        self.go.setText(
            self.tr("Import {rows}").format(rows=import_words.rows(preview, number))
            if preview and number
            else self.tr("Nothing to import")
        )
        self.go.setAccessibleName(self.go.text())

    def _summary(self, preview: Preview | None) -> str:
        if preview is None:
            return ""
        return import_words.summary(preview)

    @Slot()
    def _on_task(self) -> None:
        task = self.sender()
        if isinstance(task, Task) and not self.bar.isHidden():
            self._doing.setText(progress_text(task) or self.tr("Working it out anew…"))
            fraction = task.fraction
            self.bar.setRange(0, 0 if fraction is None else 1000)
            if fraction is not None:
                self.bar.setValue(round(fraction * 1000))

    # -- rows ----------------------------------------------------------------------------------------------

    @Slot(str)
    def _on_tile(self, key: str) -> None:
        if key == REPAIRED:
            self._tabs.setCurrentIndex(0)
        self._ask_rows()

    def verdicts(self) -> tuple[Verdict, ...]:
        """The verdicts the rows are narrowed to; none means all."""
        return tuple(v for v in Verdict if self.tiles.tiles[v.value].isChecked())

    def _ask_rows(self) -> None:
        if self.preview is not None:
            source = PreviewSource(self._pane.services, self._pane.actor, self.preview, self.verdicts())
            self.model.set_source(source)
            self.table.scrollToTop()

    @Slot()
    def _on_rows_state(self) -> None:
        if self.preview is None:
            return  # the rows in memory are those of a file before
        state = self.model.state
        if state == "loaded" and self.model.rowCount() == 0:
            state = "empty"
            hint = self.tr("Press the number again to see all rows.") if self.verdicts() else ""
            self.rows.set_empty(self.tr("No such rows") if hint else self.tr("No rows"), hint)
        self.rows.set_state(state, self.model.error)
        chosen = self.verdicts()
        count = count_text(self.model.count, self.tr("row"), self.tr("rows"))
        name = import_words.verdict_word(chosen[0]) if chosen else self.tr("All rows")
        self._rows_title.setText(self.tr("{name}: {count}").format(name=name, count=count))

    @Slot(object)
    def _on_selection(self, chosen: tuple[PreviewRow, ...]) -> None:
        self._restore.setVisible(len(chosen) == 1 and chosen[0].restore)

    @Slot(object)
    def _show_why(self, current: PreviewRow | None) -> None:
        """Say in full why the row under the cursor becomes what it does: the column has no room for it."""
        self._why.setText(import_words.why(current, self._repair_words) if current is not None else "")

    @Slot()
    def _on_restore(self) -> None:
        chosen = self.table.selected()
        if chosen and chosen[0].restore:
            self.restore_requested.emit(chosen[0])
