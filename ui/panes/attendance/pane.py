"""The door: one box for cards, the answer large, who is in now, and the day in numbers."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QSplitter, QStackedWidget, QVBoxLayout, QWidget

from app.domain.actors import Permission
from app.domain.attendance import Direction, VisitDone, VisitRow
from app.domain.changes import Changed, Receipt
from app.domain.members import StudentRow
from app.domain.scan_events import ScanEvent
from app.services.acts import new_key
from ui import theme
from ui.messages import describe
from ui.panes.acting import ActingPane
from ui.panes.attendance import reading, words
from ui.panes.attendance.answer import DoorAnswer
from ui.panes.attendance.closing import Closing
from ui.panes.attendance.correct import CorrectPanel
from ui.panes.attendance.correcting import Correcting
from ui.panes.attendance.door_line import DoorLine, DoorResult
from ui.panes.attendance.numbers import DayNumbers, NumbersView
from ui.panes.attendance.visits import VisitList
from ui.panes.base import PaneContext, TourStep
from ui.panes.circulation.finder import PatronFinder
from ui.panes.scanning.box import ScanBox, ScannerSetup
from ui.panes.scanning.keys import may_take_focus, pass_on
from ui.panes.scanning.left import LeftBehind, LeftBehindPanel
from ui.sounds import Tone as Sound
from ui.widgets.acts import Act
from ui.widgets.banner import Banner
from ui.widgets.basic import button, label, only_if, row

#: How often the stays are painted anew, in milliseconds.
REPAINT_MS = 30_000
#: A single figure typed at the door means a purpose when nothing follows it for this long, in milliseconds.
PURPOSE_MS = 450


class AttendancePane(ActingPane):
    """Visits in and out by card."""

    listens_to = Changed.VISITS | Changed.SETTINGS

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._desk = self.may(Permission.VIEW_PATRONS)
        self.purposes: tuple[str, ...] = ()
        self._visits_today = 0
        self.line = DoorLine(context.services, self.actor, self.runner, self)
        self.box = self.scan_box = ScanBox(ScannerSetup.load(context.state))
        self.box.setPlaceholderText(self.tr("Scan a card, or type its number"))
        self.box.setAccessibleName(self.tr("Scan or type a card"))
        self.answer = DoorAnswer()
        self.visits = VisitList(context)
        self.numbers = NumbersView()
        self.finder = PatronFinder(context)
        self.correcting = Correcting(self)
        self.closing = Closing(self)
        self.left = LeftBehindPanel(
            self.tr(
                "The program ended before these were answered. Nobody was let in or out by them. Worked now, they "
                "count with the time they were scanned at."
            )
        )
        self._banner, self._left_banner = Banner(), Banner()
        self._away = self._newest = ""
        self._waiting = label("", "faint")
        self._digit = QTimer(self, singleShot=True, interval=PURPOSE_MS)
        self._clock = QTimer(self, interval=REPAINT_MS)
        self._lay_out()
        self._wire()

    # -- building ------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        find = button(
            self.tr("Without card"),
            "magnifying-glass",
            run=self.find_patron,
            tip=self.tr("Find by name (F2)"),
        )
        close = button(
            self.tr("Close all…"),
            "sign-out",
            "danger",
            run=self.closing.ask,
            tip=self.tr("End every visit at closing"),
        )
        only_if(self._desk, find, close)
        bar = row(None, self.box, self._waiting, find, close)
        bar.setStretchFactor(self.box, 1)
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, theme.SPACE_HALF, 0)
        column.setSpacing(theme.SPACE)
        column.addWidget(self.answer)
        column.addWidget(self.visits, 1)
        self.side = QStackedWidget()
        self.side.addWidget(self.numbers)
        self.side.addWidget(self.finder)
        self.side.addWidget(self.left)
        self.side.setMinimumWidth(300)
        self.side.setContentsMargins(theme.SPACE_HALF, 0, 0, 0)
        self._split = QSplitter(Qt.Orientation.Horizontal)
        self._split.setChildrenCollapsible(False)
        self._split.addWidget(left)
        self._split.addWidget(self.side)
        self._split.setStretchFactor(0, 1)
        if not self.context.state.restore_splitter("attendance", self._split):
            self._split.setSizes([820, 320])
        self._split.splitterMoved.connect(
            lambda *_: self.context.state.save_splitter("attendance", self._split)
        )
        body = QWidget()
        outer = QVBoxLayout(body)
        outer.setContentsMargins(theme.SPACE_2, theme.SPACE_2, theme.SPACE_2, theme.SPACE_2)
        outer.setSpacing(theme.SPACE)
        outer.addLayout(bar)
        for banner in (self._banner, self._left_banner):
            banner.setVisible(False)
            outer.addWidget(banner)
        outer.addWidget(self._split, 1)
        self.set_body(body)

    def _wire(self) -> None:
        self.box.scanned.connect(self._on_scanned)
        self.box.textEdited.connect(self._on_typed)
        self._digit.timeout.connect(self._on_digit)
        self._clock.timeout.connect(self.visits.repaint_stays)
        self._clock.start()
        self.line.answered.connect(self._on_answered)
        self.line.taken.connect(self._on_taken)
        self.line.held.connect(self._on_held)
        self.line.resumed.connect(self._on_resumed)
        self.line.broken.connect(self._on_broken)
        if self._desk:
            # At a kiosk nobody could decide about them; they wait on the disk for a librarian.
            self.left_behind = LeftBehind(self.line, self.left, self._left_banner, lambda _event: "")
            self.left_behind.wanted.connect(self._show_left)
            self.left_behind.emptied.connect(self._on_none_left)
            self.left_behind.counted.connect(self.left_changed)
        self.left.closed.connect(self.show_numbers)
        self.destroyed.connect(self.line.close)
        self.line.waiting_changed.connect(self._on_waiting)
        self.answer.purposes_changed.connect(self._on_purposes)
        self.answer.equipment_wanted.connect(partial(self.open_requested.emit, "equipment", None))
        self.visits.check_out.connect(self._on_check_out)
        self.visits.correct.connect(self.correct)
        self.visits.show_patron.connect(self._on_patron)
        self.finder.chosen.connect(self._on_found)
        self.finder.cancelled.connect(self.show_numbers)
        for keys, slot in (("F2", self.find_patron), ("Ctrl+L", self.take_focus)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What a scanner sends to a list or a button belongs to the box."""
        if event.key() == Qt.Key.Key_Escape and self.side.currentWidget() is not self.numbers:
            self.correcting.leave(self.show_numbers)
        elif not pass_on(event, self.box):
            super().keyPressEvent(event)

    # -- what the base and the window ask ------------------------------------------------------------

    def start(self) -> None:
        self.set_state("loaded")
        self.line.open()
        self.run(partial(self.services.attendance.purposes, self.actor), self._on_known, latest="purposes")
        self.visits.ask()
        self._ask_numbers()

    def shown(self) -> None:
        self.box.setup = ScannerSetup.load(self.context.state)
        super().shown()

    def take_focus(self) -> None:
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def row_count(self) -> int:
        return max(self.visits.model.rowCount(), self._visits_today)

    def acts(self) -> tuple[Act, ...]:
        found = (
            Act("find", self.tr("Let somebody in or out without card"), lambda _: self.find_patron(), "magnifying-glass",
                "F2", allowed=self._desk),
            Act("close", self.tr("Close all visits"), lambda _: self.closing.ask(), "sign-out", allowed=self._desk),
            Act("undo", self.tr("Undo the last act"), lambda _: self.undo_last(), "arrow-u-up-left", "Ctrl+Z"),
        )  # fmt: skip
        return tuple(act for act in found if act.allowed)

    def do(self, key: str) -> None:
        next(act for act in self.acts() if act.key == key).run(())

    def search(self, text: str) -> None:
        self.visits.search.search_now(text)

    def on_changed(self, what: Changed) -> None:
        if what & Changed.VISITS:
            self.visits.model.invalidate()
            self._ask_numbers()
        if what & Changed.SETTINGS:
            self.run(
                partial(self.services.attendance.purposes, self.actor), self._on_known, latest="purposes"
            )

    def guard(self, leave: Any) -> None:
        kept = partial(self.line.when_kept, leave)
        self.correcting.guard(kept)

    # -- the door ------------------------------------------------------------------------------------

    def _on_known(self, purposes: tuple[str, ...]) -> None:
        self.purposes = purposes
        self.answer.set_purposes(purposes)

    def _on_scanned(self, text: str) -> None:
        self._digit.stop()
        if len(text) == 1 and text.isdecimal() and self.answer.toggle_number(int(text)):
            return
        self.line.submit(text)

    def _on_typed(self, text: str) -> None:
        """A scanner's next character comes within milliseconds; a person's single figure stays alone."""
        self._digit.stop()
        if len(text) == 1 and text.isdecimal() and self.answer.visit() is not None:
            self._digit.start()

    def _on_digit(self) -> None:
        text = self.box.text()
        if len(text) == 1 and text.isdecimal() and self.answer.toggle_number(int(text)):
            self.box.clear()

    def _on_taken(self, event: ScanEvent) -> None:
        self._newest = event.text
        if self._away:
            self.answer.show_waiting(event.text, self._away)

    def _on_answered(self, scan: ScanEvent, result: DoorResult) -> None:
        if result.refusal is not None:
            self.answer.show_refused(scan.text, result.refusal)
            self.context.sounds.play(Sound.REFUSED)
        if result.receipt is None:
            return
        receipt = result.receipt
        self.runner.note(receipt)
        if receipt.value.direction is not Direction.SAME:
            self._remember(None, receipt)
        self._show_done(receipt)

    def _show_done(self, receipt: Receipt[VisitDone]) -> None:
        done = receipt.value
        self.answer.show_done(done)
        self.context.sounds.play(Sound.WARN if done.open_devices else Sound.OK)

    def _on_held(self, error: Exception) -> None:
        problem = describe(error).message
        text = self.tr("{problem} Scans are kept and worked as soon as it answers.")
        self._banner.show_banner("warn", "cloud-slash", text.format(problem=problem))
        if not self._away:
            self.context.sounds.play(Sound.WARN)
        self._away = problem
        self.answer.show_waiting(self._newest, problem)

    def _on_resumed(self) -> None:
        self._away = ""
        self._banner.setVisible(False)

    def _on_broken(self, event: ScanEvent, error: Exception) -> None:
        self.answer.show_refused(event.text, error)
        self.context.sounds.play(Sound.UNKNOWN)
        self.messages.warn(error)

    def _show_left(self) -> None:
        self.correcting.leave(partial(self._show_side, self.left))
        self.left.begin()

    def _on_none_left(self) -> None:
        if self.side.currentWidget() is self.left:
            self.show_numbers()

    def _on_waiting(self, waiting: int) -> None:
        self._waiting.setText(self.tr("{n} scans waiting").format(n=waiting) if waiting > 1 else "")

    def _on_purposes(self, visit_id: int, wanted: tuple[str, ...]) -> None:
        work = partial(self.services.attendance.set_purposes, self.actor, visit_id, wanted, key=new_key())
        self.act(work)

    def undo_last(self) -> None:
        """Take back the newest act at this door."""
        self.answer.rest()
        super().undo_last()

    # -- without a card ------------------------------------------------------------------------------

    def find_patron(self) -> None:
        """Look somebody up by name to let them in, or out when they are in."""
        if self._desk:
            self.correcting.leave(partial(self._show_side, self.finder))
            if self.side.currentWidget() is self.finder:
                self.finder.begin()

    def _on_found(self, found: StudentRow) -> None:
        self.show_numbers()
        work = partial(reading.toggle, self.services.attendance, self.actor, found.id, new_key())
        self.act(work, done=self._show_done)

    def _on_check_out(self, rows: tuple[VisitRow, ...]) -> None:
        for visit in rows:
            if visit.out_at is None and visit.student_id is not None:
                work = partial(self.services.attendance.leave, self.actor, visit.student_id, key=new_key())
                self.act(work, self.tr("{name} is out").format(name=words.person(visit)))

    def _on_patron(self, visit: VisitRow) -> None:
        if self._desk and visit.student_id is not None:
            self.open_requested.emit("students", visit.student_id)

    # -- corrections ---------------------------------------------------------------------------------

    @property
    def correction(self) -> CorrectPanel | None:
        """The correction that is open, if there is one."""
        return self.correcting.panel

    def correct(self, visit: VisitRow) -> None:
        """Ask for the right times and purposes of a visit."""
        self.correcting.ask(visit)

    # -- numbers -------------------------------------------------------------------------------------

    def _ask_numbers(self) -> None:
        ask = partial(reading.read_numbers, self.services, self.actor, stats=self._desk)
        self.run(ask, self._on_numbers, latest="numbers")

    def _on_numbers(self, numbers: DayNumbers) -> None:
        self._visits_today = numbers.stats.visits if numbers.stats else 0
        self.numbers.show_numbers(numbers)

    def _show_side(self, page: QWidget) -> None:
        self.side.setCurrentWidget(page)

    def show_numbers(self) -> None:
        """Show the day in numbers beside the list again."""
        self._show_side(self.numbers)
        if may_take_focus(self):
            self.take_focus()

    # -- the tour ------------------------------------------------------------------------------------

    def tour_steps(self) -> tuple[TourStep, ...]:
        """Pictures of an answer, of today's list and of a correction; nothing is written."""

        def answer() -> None:
            row_ = self.visits.model.row(0)
            if row_ is not None:
                in_ = row_.in_at
                self.answer.show_done(
                    VisitDone(0, Direction.IN, 0, words.person(row_), row_.purposes, in_, None)
                )

        def correction() -> None:
            row_ = self.visits.model.row(0)
            if row_ is not None:
                self.correct(row_)

        def end() -> None:
            self.correcting.drop(self.show_numbers)
            self.answer.rest()
            self.visits.ask(today=False)

        return (
            TourStep("today", partial(self.visits.ask, today=True), lambda: self.visits.model.rowCount() > 0),
            TourStep("answer", answer),
            TourStep("correct", correction),
            TourStep("end", end),
        )
