"""The desk. One box takes every scan; the pane shows what came of it and who is in front of the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QHideEvent, QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changed
from app.domain.desk import LoanOnCard, Overrides, PatronCard
from app.domain.scan_events import ScanEvent, ScanMode
from app.services.desk import DeskAnswer, DeskOutcome
from ui.messages import describe
from ui.panes.base import Pane, PaneContext, TourStep
from ui.panes.circulation import words
from ui.panes.circulation.desk_acts import DeskActs
from ui.panes.circulation.desk_commands import DeskCommands
from ui.panes.circulation.desk_line import DeskLine
from ui.panes.circulation.desk_view import DeskView
from ui.panes.circulation.left_words import LeftWords
from ui.panes.circulation.tour import DeskTour
from ui.panes.scanning.box import ScannerSetup
from ui.panes.scanning.keys import may_take_focus, pass_on
from ui.panes.scanning.left import LeftBehind
from ui.sounds import Tone as Sound
from ui.widgets.acts import Act
from ui.widgets.basic import set_property

#: An answer that takes longer than this is waited for in sight, in milliseconds.
PATIENCE_MS = 400


class CirculationPane(Pane):
    """Check-out, check-in and renewal by scanner or keyboard."""

    listens_to = Changed.LOANS | Changed.COPIES | Changed.HOLDS | Changed.LEDGER | Changed.PATRONS

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._refused: DeskAnswer | None = None
        self._fined: int | None = None
        self._announce = self._pay_next = False
        self._away = ""
        self._newest = ""
        self.line = DeskLine(context.services, self.actor, self.runner, self)
        self.desk = DeskView(context)
        self.box = self.scan_box = self.desk.box
        self.answer, self.card = self.desk.answer, self.desk.card
        self.finder, self.override, self.payment = self.desk.finder, self.desk.override, self.desk.payment
        self.scanner, self.left, self.recent = self.desk.scanner, self.desk.left, self.desk.recent
        self.desk_acts = DeskActs(self)
        self.commands = DeskCommands(self)
        self.left_words = LeftWords(self)
        self.left_behind = LeftBehind(self.line, self.left, self.desk.left_banner, self.left_words.about)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self.set_body(self.desk)
        self._wire()
        self._bind_keys()

    # -- building ------------------------------------------------------------------------------------

    def _wire(self) -> None:
        self.box.scanned.connect(self._on_scanned)
        self.desk.find_requested.connect(self.find_patron)
        self.desk.setup_requested.connect(self.set_up_scanner)
        self.desk.mode.toggled.connect(self._on_mode)
        self._patience.timeout.connect(self._show_waiting)
        self.line.taken.connect(self._on_taken)
        self.line.answered.connect(self._on_answered)
        self.line.held.connect(self._on_held)
        self.line.resumed.connect(self._on_resumed)
        self.line.broken.connect(self._on_broken)
        self.line.waiting_changed.connect(self._on_waiting)
        self.left_behind.wanted.connect(self._show_left)
        self.left_behind.emptied.connect(self._on_none_left)
        self.left_behind.counted.connect(self.left_changed)
        self.answer.wanted.connect(self._on_wanted)
        self.card.renew_requested.connect(self.desk_acts.renew)
        self.card.return_requested.connect(self._on_return)
        self.card.pay_requested.connect(self.take_payment)
        self.card.done_requested.connect(self.done)
        self.card.open_requested.connect(partial(self.open_requested.emit, "students"))
        self.finder.chosen.connect(lambda found: self.bring(found.id, found.name))
        self.finder.cancelled.connect(self.close_side)
        for panel in (self.override, self.payment, self.scanner, self.left):
            panel.closed.connect(self.close_side)
        self.override.scanned.connect(self._on_scanned)
        self.payment.scanned.connect(self._on_scanned)
        self.override.confirmed.connect(self._on_override)
        self.payment.paid.connect(self.desk_acts.pay)
        self.scanner.saved.connect(self._on_scanner_saved)
        self.recent.undo_requested.connect(self.desk_acts.undo)
        self.destroyed.connect(self.line.close)

    def _bind_keys(self) -> None:
        for keys, slot in (
            ("F2", self.find_patron),
            ("F3", self.desk.mode.toggle),
            ("F6", self.take_payment),
            ("Ctrl+Z", self.desk_acts.undo_last),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc is done with the patron; what a scanner sends to a list or a button belongs to the box."""
        if event.key() == Qt.Key.Key_Escape:
            self.done()
        elif not pass_on(event, self.box):
            super().keyPressEvent(event)

    # -- what the base and the window ask ------------------------------------------------------------

    def start(self) -> None:
        self.set_state("loaded")
        self.line.open()
        self.desk_acts.refresh()

    def guard(self, leave: Callable[[], None]) -> None:
        self.line.when_kept(leave)

    def acts(self) -> tuple[Act, ...]:
        return self.commands.acts()

    def do(self, key: str) -> None:
        next(act for act in self.acts() if act.key == key).run(())

    def row_count(self) -> int:
        return self.recent.row_count()

    def take_focus(self) -> None:
        self.desk.focus_box()

    def open(self, target: object) -> None:
        """Bring the patron with this id to the desk."""
        if isinstance(target, int):
            self.bring(target)

    def search(self, text: str) -> None:
        self.find_patron()
        self.finder.box.search_now(text)

    def on_changed(self, what: Changed) -> None:
        self.desk_acts.refresh()
        self._refresh_card()

    def hideEvent(self, event: QHideEvent) -> None:
        self.recent.forget_selection()
        super().hideEvent(event)

    # -- scans ---------------------------------------------------------------------------------------

    def _on_scanned(self, text: str) -> None:
        mode = ScanMode.CHECK_IN_ONLY if self.desk.mode.isChecked() else ScanMode.DESK
        self.line.submit(text, mode)

    def _on_taken(self, event: ScanEvent) -> None:
        self._newest = event.text or self._newest
        if self._away:
            self._show_waiting()
        elif not self._patience.isActive():
            self._patience.start()

    def _show_waiting(self) -> None:
        if self.line.waiting:
            self.answer.show_waiting(self._newest, self.line.waiting, self._away)

    def _on_answered(self, event: ScanEvent, answer: DeskAnswer) -> None:
        self._patience.stop()
        if self.line.waiting:
            self._patience.start()
        self._refused = answer if answer.outcome is DeskOutcome.REFUSED else None
        self._fined = words.fined_patron(answer)
        if answer.outcome is DeskOutcome.COMMAND:
            self.commands.obey(answer.command or "")
            return
        if answer.message or answer.outcome is not DeskOutcome.DONE_WITH_PATRON:
            self.answer.show_answer(answer)
        else:
            self.answer.rest()
        if (sound := words.look(answer).sound) is not None:
            self.context.sounds.play(sound)
        if answer.receipt is not None:
            self.desk_acts.note_answer(answer)
            self.runner.note(answer.receipt)
        if self.line.student_id is None:
            self._show_side()
        else:
            self._announce = answer.outcome is DeskOutcome.PATRON
            self._refresh_card(bring=True)
        self._focus_box()

    def _on_held(self, error: Exception) -> None:
        problem = describe(error)
        text = self.tr("{problem} Scans are kept and worked as soon as it answers.")
        text = text.format(problem=problem.message)
        self.desk.banner.show_banner("warn", "cloud-slash", text)
        if not self._away:
            self.context.sounds.play(Sound.WARN)
        self._away = problem.message
        self._show_waiting()

    def _on_resumed(self) -> None:
        self._away = ""
        self.desk.banner.setVisible(False)
        self._show_mode()

    def _on_broken(self, event: ScanEvent, error: Exception) -> None:
        problem = describe(error)
        words_ = problem.text
        self.answer.show_problem("bug", self.tr("Not worked"), event.text, words_)
        self.context.sounds.play(Sound.UNKNOWN)
        self.messages.warn(error)

    def _on_waiting(self, waiting: int) -> None:
        self.desk.waiting.setText(self.tr("{n} scans waiting").format(n=waiting) if waiting > 1 else "")

    def _show_left(self) -> None:
        self.desk.show_side(self.left)
        self.left.begin()

    def _on_none_left(self) -> None:
        if self.desk.side is self.left:
            self.close_side()

    # -- the patron ----------------------------------------------------------------------------------

    def bring(self, student_id: int, name: str = "") -> None:
        """Put a patron in front of the desk without a card, after the scans that still wait."""
        self.line.bring(student_id, name)
        self._announce = True
        if self.desk.side is self.finder:
            self.desk.show_side(self.desk.nobody)
        if not self.line.waiting:
            self._refused = self._fined = None
            self._refresh_card(bring=True)
        self._focus_box()

    def done(self) -> None:
        """Nobody is in front of the desk any more, once the scans that still wait are answered."""
        self.line.bring(None)
        self.show_nobody()

    def show_nobody(self) -> None:
        """Make room for the next patron."""
        self._refused = self._fined = None
        if not self.line.waiting:
            self.answer.rest()
        self.desk.show_side(self.desk.nobody)
        self._focus_box()

    def _refresh_card(self, *, bring: bool = False) -> None:
        student_id = self.line.student_id
        if student_id is None:
            return
        ask = partial(self.services.circulation.patron, self.actor, student_id)
        self.run(ask, lambda card: self._show_card(card, bring), latest="card")

    def _show_card(self, card: PatronCard, bring: bool) -> None:
        if card.student_id != self.line.student_id:
            return
        self.card.show_card(card)
        if bring:
            announce, self._announce = self._announce, False
            if announce:
                self._greet(card)
            if self.desk.box_is_free:
                self._show_side(self.card)
        pay, self._pay_next = self._pay_next, False
        if pay:
            self.take_payment()

    def _greet(self, card: PatronCard) -> None:
        self.answer.show_patron(card)
        if card.blocks or card.alert:
            self.context.sounds.play(Sound.WARN)

    def _show_side(self, page: QWidget | None = None) -> None:
        """Show whose turn it is, unless a form stands there: what is typed in it stays."""
        if self.desk.box_is_free or page is not None:
            self.desk.show_side(page or self._turn)
        self._focus_box()

    @property
    def _turn(self) -> QWidget:
        return self.desk.nobody if self.line.student_id is None else self.card

    def close_side(self) -> None:
        """Take a form away and show whose turn it is."""
        self.desk.show_side(self._turn)
        self._focus_box()

    def _focus_box(self) -> None:
        if may_take_focus(self):
            self.desk.focus_box()

    def find_patron(self) -> None:
        """Search for a patron whose card is not here."""
        self.desk.show_side(self.finder)
        self.finder.begin()

    def set_up_scanner(self) -> None:
        """Show the scanner's page."""
        self.desk.show_side(self.scanner)
        self.scanner.test.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_payment(self) -> None:
        """Ask for a payment by the patron in front of the desk, or by who owes for the book that just came back."""
        card = self.card.card()
        if self.line.student_id is None and self._fined is not None:
            self._pay_next = True
            self.bring(self._fined)
        elif self.line.student_id is None:
            self.messages.tell(self.tr("Scan a card first, or press F2: a payment is by somebody."))
        elif card is None or card.student_id != self.line.student_id:
            self._pay_next = True
        elif not card.debt_minor:
            self.messages.tell(self.tr("{name} owes nothing now.").format(name=card.name))
        else:
            self.desk.show_side(self.payment)
            self.payment.begin(card)

    # -- acts ----------------------------------------------------------------------------------------

    def _on_wanted(self, what: str, value: object) -> None:
        refused = self._refused
        if what == "choose":
            self.line.submit(getattr(value, "accession_number", ""))
        elif what == "pay":
            self.take_payment()
        elif what == "catalogue":
            self.open_requested.emit("catalog", value)
        elif refused is None or refused.accession_number is None:
            return
        elif what == "override":
            self.desk.show_side(self.override)
            self.override.begin(refused)
        else:
            mode = ScanMode.CHECK_IN_ONLY if what == "return" else ScanMode.DESK
            self.line.submit(refused.accession_number, mode)

    def _on_override(self, refused: DeskAnswer, overrides: Overrides) -> None:
        if refused.student_id != self.line.student_id or refused.accession_number is None:
            self.messages.warn(
                self.tr("Somebody else is at the desk now; nothing was checked out."),
                self.tr("Scan the card and the book again."),
            )
        else:
            self.line.submit(refused.accession_number, overrides=overrides)
        self.close_side()

    def _on_return(self, loans: Sequence[LoanOnCard]) -> None:
        for loan in loans:
            self.line.submit(loan.accession_number, ScanMode.CHECK_IN_ONLY)

    def after_undo(self) -> None:
        """Something was taken back: the answer to it holds no longer."""
        if not self.line.waiting:
            self.answer.rest()
        self._refresh_card()
        self._focus_box()

    # -- small things --------------------------------------------------------------------------------

    def _on_mode(self, on: bool) -> None:
        set_property(self.box, "mode", "in" if on else "")
        if not self._away:
            self._show_mode()
        self._focus_box()

    def _show_mode(self) -> None:
        if self.desk.mode.isChecked():
            text = self.tr("Check-in only: every book scanned now is taken back. F3 ends it.")
            self.desk.banner.show_banner("info", "archive-tray", text)
        else:
            self.desk.banner.setVisible(False)

    def _on_scanner_saved(self, setup: ScannerSetup) -> None:
        setup.save(self.context.state)
        self.box.setup = self.scanner.test.setup = setup
        self.scanner.form.saved()
        self.messages.tell(self.tr("The scanner's settings are kept for this workstation."))
        self.close_side()

    def tour_steps(self) -> tuple[TourStep, ...]:
        return DeskTour(self).steps()
