"""Shelf reading: copies are scanned as they stand; what is out of place, and what is missing between, is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QLineEdit, QSplitter, QWidget

from app.domain.actors import Permission
from app.domain.shelves import MOST_READ, Scanned, ShelfQuery, ShelfReading
from app.domain.work_lists import MOST_AT_ONCE, NAME_CHARS, Entity, WorkListDraft
from app.errors import ClmsError
from app.services.acts import new_key
from ui import theme
from ui.models.rows import RowsModel
from ui.panes.shelf import words
from ui.sentences import advice
from ui.sounds import Tone
from ui.widgets.acts import Act
from ui.widgets.banner import Banner
from ui.widgets.basic import button, column, frame, label, only_if, row, rule
from ui.widgets.state import StateView
from ui.widgets.table import TableView
from ui.words import counted, day

if TYPE_CHECKING:
    from ui.panes.shelf.pane import ShelfPane


@dataclass(frozen=True, slots=True)
class Line:
    """A scan with its place in the row of scans, from 1."""

    at: int
    one: Scanned

    @property
    def id(self) -> int:
        """What tells it from others."""
        return self.at


class ReadingView(QWidget):
    """A line for the scanner, what was scanned with a verdict each, and beside it what is missing between."""

    closed = Signal()

    def __init__(self, pane: ShelfPane) -> None:
        super().__init__()
        self._pane = pane
        self._query = ShelfQuery()
        self._numbers: list[str] = []
        self.result = ShelfReading(())
        self.line = QLineEdit()
        self.line.setPlaceholderText(self.tr("Scan the copies as they stand, from left to right"))
        self.line.setAccessibleName(self.line.placeholderText())
        self.line.setMinimumWidth(330)
        self.line.setMaximumWidth(420)
        self.line.returnPressed.connect(self._on_return)
        self.where = label("", "faint")
        self.banner = Banner()
        self.model = RowsModel(pane.translated(words.READ_COLUMNS), parent=self)
        out = Act(
            "out", self.tr("Take the scan out"), self._take_out, "trash", "Del", needs="some", menu_only=True
        )
        self.table = TableView(self.model, "shelf_reading", state=pane.context.state, acts=(out,))
        self.table.setAccessibleName(self.tr("Scans"))
        self.view = StateView(self.table)
        self.view.set_empty(
            self.tr("Nothing scanned yet"),
            self.tr(
                "Scan one copy after the other as they stand. Nothing is written: the shelf is only judged."
            ),
            "barcode",
        )
        self.missing_model = RowsModel(pane.translated(words.MISSING_COLUMNS), parent=self)
        self.missing = TableView(self.missing_model, "shelf_missing", state=pane.context.state)
        self.missing.setAccessibleName(self.tr("Missing between"))
        self.missing_words = label("", "strong", wrap=True)
        self._timer = QTimer(self, singleShot=True, interval=120)
        self._timer.timeout.connect(self._ask)
        self._lay_out()

    def _lay_out(self) -> None:
        back = button(self.tr("Back to the shelf"), "arrow-left", run=self.closed.emit, tip=self.tr("Esc"))
        anew = button(
            self.tr("Start anew"), "arrow-counter-clockwise", run=self.start_anew, tip=self.tr("Ctrl+Shift+N")
        )
        self.listing = button(
            self.tr("Make a list"),
            "list-plus",
            "primary",
            run=self.make_list,
            tip=self.tr("Of what is out of place or missing (Ctrl+L)"),
        )
        only_if(self._pane.may(Permission.EDIT_CATALOG), self.listing)
        bar = row(None, self.line, self.where, None, back, anew, self.listing)
        bar.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        beside = frame("plain")
        head = column(None, self.missing_words)
        head.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, 0)
        column(beside, head, self.missing, gap=theme.SPACE)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setProperty("rule", True)
        split.setHandleWidth(1)
        split.addWidget(self.view)
        split.addWidget(beside)
        split.setSizes([716, 444])
        split.setStretchFactor(0, 1)
        body = frame("plain")
        column(body, bar, rule(), self.banner, split, gap=0).setStretch(3, 1)
        column(self, body, gap=0)
        for keys, run in (("Ctrl+Shift+N", self.start_anew), ("Ctrl+L", self.make_list)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(run)

    # -- scanning ----------------------------------------------------------------------------------------

    def begin(self, query: ShelfQuery) -> None:
        """Read these shelves; what was scanned on the same ones before is still there."""
        if query != self._query:
            self._query = query
            self._judge()
        where = query.location or self.tr("all locations")
        self.where.setText(self.tr("Reading: {where}").format(where=where))
        self._show(self.result)

    @Slot()
    def start_anew(self) -> None:
        """Forget what was scanned."""
        self._numbers.clear()
        self._pane.runner.forget(self, "read")
        self._show(ShelfReading(()))
        self.line.setFocus()

    @Slot()
    def _on_return(self) -> None:
        text = self.line.text().strip()
        self.line.clear()
        if text:
            self.take(text)

    def take(self, number: str) -> None:
        """Take one scan; the whole row is judged when no other follows at once."""
        if len(self._numbers) >= MOST_READ:
            self._say(
                "warn",
                self.tr("{n} copies are one reading. Start anew for the next.").format(n=f"{MOST_READ:,}"),
            )
            return
        self._numbers.append(number)
        self._judge()

    def _take_out(self, lines: tuple[Line, ...]) -> None:
        for at in sorted((one.at for one in lines), reverse=True):
            del self._numbers[at - 1]
        self._judge()

    def _judge(self) -> None:
        if self._numbers:
            self._timer.start()
        else:
            self._show(ShelfReading(()))

    @Slot()
    def _ask(self) -> None:
        ask = partial(self._pane.services.shelf.read, self._pane.actor, self._query, tuple(self._numbers))
        self._pane.runner.run(self, ask, self._on_read, self._on_failed, latest="read")

    def _on_read(self, reading: ShelfReading) -> None:
        more = len(reading.scanned) > len(self.result.scanned)
        self._show(reading)
        if more:  # the one just scanned is told by ear: the eyes are on the shelf
            wrong = reading.scanned[-1].verdict in words.WRONG
            self._pane.context.sounds.play(Tone.WARN if wrong else Tone.OK)
            self.table.scrollToBottom()

    def _show(self, reading: ShelfReading) -> None:
        self.result = reading
        self.model.set_rows(Line(at, one) for at, one in enumerate(reading.scanned, start=1))
        self.view.set_state("loaded" if reading.scanned else "empty")
        self.missing_model.set_rows(reading.missing)
        found = counted(len(reading.missing), "{n} copy is missing between", "{n} copies are missing between")
        self.missing_words.setText(
            self.tr("Nothing is missing between")
            if not reading.missing
            else self.tr("{found}, and more").format(found=found)
            if reading.more
            else found
        )
        wrong = sum(one.verdict in words.WRONG for one in reading.scanned)
        self.listing.setEnabled(bool(self._to_do()))
        if not reading.scanned:
            self.banner.setVisible(False)
        elif wrong:
            self._say("warn", counted(wrong, "{n} scan needs a hand", "{n} scans need a hand"))
        else:
            self.banner.show_banner("ok", "check-circle", self.tr("All that was scanned is in its place."))

    def _say(self, tone: str, text: str) -> None:
        self.banner.show_banner(tone, "warning", text)

    def _on_failed(self, problem: Exception) -> None:
        if isinstance(problem, ClmsError):
            self._say("warn", advice(problem))
        else:
            self._pane.messages.warn(problem)

    # -- what comes of it --------------------------------------------------------------------------------

    def _to_do(self) -> dict[int, str]:
        """The copies somebody has to look after, with why: those out of place first, then those missing."""
        found = {
            one.copy.id: words.why(one) or words.verdict(one).text
            for one in self.result.scanned
            if one.copy is not None and one.verdict in words.WRONG
        }
        return found | {copy.id: self.tr("Missing on the shelf") for copy in self.result.missing}

    @Slot()
    def make_list(self) -> None:
        """Make a list to work on of what is out of place or missing, and go there."""
        to_do = dict(list(self._to_do().items())[:MOST_AT_ONCE])
        if not to_do or not self._pane.may(Permission.EDIT_CATALOG):
            return
        where = self._query.location or self.tr("all locations")
        name = self.tr("Shelf reading {day}, {where}").format(day=day(date.today()), where=where)  # noqa: DTZ011 - the desk's own day
        draft = WorkListDraft(name[:NAME_CHARS], Entity.COPY)
        create = self._pane.services.work_lists.create
        work = partial(create, self._pane.actor, draft, tuple(to_do), tuple(to_do.values()), key=new_key())
        said = self.tr("List “{name}” made")
        self._pane.act(
            work,
            lambda receipt: said.format(name=receipt.value.name),
            lambda receipt: self._pane.open_requested.emit("lists", receipt.value.list_id),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.closed.emit()
        else:
            super().keyPressEvent(event)
