"""Beside the list: what is printed on which sheet from where, and the page as it will be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QScrollArea, QSizePolicy, QSpinBox, QWidget

from app.domain.labels.kinds import Kind
from app.domain.labels.pages import Offset, PrintedPage
from app.domain.labels.sheets import Sheet
from ui import theme
from ui.panes.labels import words
from ui.panes.labels.page_view import PageView
from ui.panes.labels.words import tr
from ui.widgets.banner import Banner
from ui.widgets.basic import Elided, button, column, frame, label, row, rule
from ui.words import counted


class Preview(QWidget):
    """The choices and the page. It only says what is wanted; the pane decides."""

    kind_wanted = Signal(object)
    sheet_wanted = Signal(object)
    start_wanted = Signal(int)
    printer_wanted = Signal(str)
    only_selected_wanted = Signal(bool)

    def __init__(self, kinds: Sequence[Kind], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._kinds = tuple(kinds)
        self._sheets: list[Sheet] = []
        self._printers: list[str] = [""]
        self._pages: Sequence[PrintedPage] = ()
        self._sheet: Sheet | None = None
        self._page = 0
        self.kind = _combo(tr("Kind of label"), [tr(words.KINDS[kind]) for kind in self._kinds])
        self.sheet = _combo(tr("Sheet"), [])
        self.printer = _combo(tr("Printer"), [tr("PDF file")])
        self.start = QSpinBox()
        self.start.setMinimum(1)
        self.start.lineEdit().setTextMargins(theme.SPACE, 0, 0, 0)
        self.start.setAccessibleName(tr("First position"))
        self.start.setToolTip(
            tr("Where the first label goes on a sheet that was begun; a click on the page says it too")
        )
        self.only = QCheckBox(tr("Only the rows selected"))
        self.banner = Banner()
        self.banner.setVisible(False)
        self.view = PageView()
        self._paper = QScrollArea()
        self.said = Elided("", "soft")
        self._lay_out()
        self._wire()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.SPACE_2)
        grid.setVerticalSpacing(theme.SPACE)
        places = (
            (tr("Kind of label"), self.kind, 0, 0), (tr("Sheet"), self.sheet, 0, 1),
            (tr("First position"), self.start, 1, 0), (tr("Printer"), self.printer, 1, 1),
        )  # fmt: skip
        for text, widget, line, place in places:
            title = label(text, "label")
            title.setBuddy(widget)
            widget.setFixedHeight(theme.CONTROL_HEIGHT)
            grid.addLayout(column(None, title, widget, gap=theme.SPACE_HALF), line, place)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        choices = QWidget()
        column(choices, grid, self.only, margin=theme.SPACE_2)
        self._paper.setWidget(self.view)
        self._paper.setWidgetResizable(True)
        self._paper.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._paper.viewport().installEventFilter(self)
        self.before = button(
            "", "caret-left", "quiet", name=tr("Page before (Page Up)"), run=lambda: self.turn(-1)
        )
        self.next = button(
            "", "caret-right", "quiet", name=tr("Next page (Page Down)"), run=lambda: self.turn(1)
        )
        foot = row(
            None, self.before, self.next, self.said,
            button("", "minus", "quiet", name=tr("Smaller (-)"), run=lambda: self.view.zoom(0.8)),
            button("", "plus", "quiet", name=tr("Larger (+)"), run=lambda: self.view.zoom(1.25)),
            button("", "corners-out", "quiet", name=tr("Show the whole page (0)"), run=self.view.fit),
            button("", "ruler", "quiet", name=tr("As large as on paper (1)"), run=self.view.true_size),
        )  # fmt: skip
        foot.setStretch(2, 1)
        foot.setContentsMargins(theme.SPACE, theme.SPACE_HALF, theme.SPACE, theme.SPACE_HALF)
        body = frame("plain")
        column(body, choices, self.banner, rule(), self._paper, rule(), foot, gap=0)
        body.layout().setStretch(3, 1)  # type: ignore[union-attr]
        column(self, body)
        self.setMinimumWidth(410)

    def _wire(self) -> None:
        self.kind.currentIndexChanged.connect(lambda n: self.kind_wanted.emit(self._kinds[n]))
        self.sheet.currentIndexChanged.connect(self._on_sheet)
        self.printer.currentIndexChanged.connect(lambda n: self.printer_wanted.emit(self._printers[n]))
        self.start.valueChanged.connect(lambda n: self.start_wanted.emit(n - 1))
        self.only.toggled.connect(self.only_selected_wanted)
        self.view.start_wanted.connect(lambda n: self.start.setValue(n + 1))
        self.view.page_wanted.connect(self._go)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The page fits what the scroll area has."""
        if event.type() == QEvent.Type.Resize and watched is self._paper.viewport():
            self.view.set_room(self._paper.viewport().size())
        return super().eventFilter(watched, event)

    # -- what the pane tells ---------------------------------------------------------------------------

    def set_kind(self, kind: Kind) -> None:
        """Show a kind as chosen, telling nobody."""
        _choose(self.kind, self._kinds.index(kind))

    def set_sheets(self, sheets: Sequence[Sheet], chosen: Sheet) -> None:
        """Offer sheets, telling nobody."""
        self._sheets = list(sheets)
        _fill(self.sheet, [sheet.name for sheet in sheets], self._sheets.index(chosen))
        self.start.blockSignals(True)
        self.start.setMaximum(chosen.labels)
        self.start.blockSignals(False)

    def set_printers(self, names: Sequence[str], chosen: str) -> None:
        """Offer a PDF file and printers, telling nobody."""
        self._printers = ["", *names]
        number = self._printers.index(chosen) if chosen in self._printers else 0
        _fill(self.printer, [tr("PDF file"), *names], number)

    def set_start(self, start: int) -> None:
        """Show where the first label goes, telling nobody."""
        self.start.blockSignals(True)
        self.start.setValue(start + 1)
        self.start.blockSignals(False)

    def show_pages(self, sheet: Sheet, pages: Sequence[PrintedPage], start: int, labels: int) -> None:
        """Show what will be printed."""
        self._sheet, self._pages = sheet, pages
        self._page = min(self._page, max(0, len(pages) - 1))
        self._labels = labels
        self._show()

    def set_offset(self, offset: Offset) -> None:
        """Say in the tool-tip by how much the printer is put right."""
        said = tr("Put right by {x} mm to the right and {y} mm down")
        self.printer.setToolTip(said.format(x=f"{offset.x:+.1f}", y=f"{offset.y:+.1f}"))

    def turn(self, by: int) -> None:
        """Turn pages."""
        self._go(self._page + by)

    def _go(self, page: int) -> None:
        if 0 <= page < len(self._pages):
            self._page = page
            self._show()

    def _show(self) -> None:
        if self._sheet is None:
            return
        pages = len(self._pages)
        self.before.setEnabled(self._page > 0)
        self.next.setEnabled(self._page + 1 < pages)
        said = counted(self._labels, "Page {page}/{pages} · {n} label", "Page {page}/{pages} · {n} labels")
        self.said.setText(said.format(page=self._page + 1, pages=pages) if pages else tr("Nothing to print"))
        self.view.show_pages(self._sheet, self._pages, self._page, self.start.value() - 1)

    def _on_sheet(self, number: int) -> None:
        if 0 <= number < len(self._sheets):
            self.sheet_wanted.emit(self._sheets[number])


def _combo(name: str, texts: Sequence[str]) -> QComboBox:
    made = QComboBox()
    made.addItems(texts)
    made.setAccessibleName(name)
    made.setMaxVisibleItems(24)
    made.setMinimumContentsLength(8)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    return made


def _fill(box: QComboBox, texts: Sequence[str], chosen: int) -> None:
    box.blockSignals(True)
    box.clear()
    box.addItems(list(texts))
    box.setCurrentIndex(chosen)
    box.blockSignals(False)


def _choose(box: QComboBox, number: int) -> None:
    box.blockSignals(True)
    box.setCurrentIndex(number)
    box.blockSignals(False)
