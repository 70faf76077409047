"""The desk. One box takes every scan; the pane shows what came of it and who is in front of the desk."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QHideEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from app.domain.changes import Changed, Receipt
from app.domain.desk import LoanOnCard, Overrides, PatronCard
from app.domain.scan_events import ScanEvent, ScanMode
from app.services.acts import new_key
from app.services.desk import DeskAnswer, DeskOutcome
from app.services.undo import DeskAct, Undone
from ui.messages import describe
from ui.panes.base import Pane, PaneContext, TourStep
from ui.panes.circulation import words
from ui.panes.circulation.desk_view import DeskView
from ui.panes.circulation.recent_acts import DESK_ACTS
from ui.panes.circulation.scan_box import ScannerSetup
from ui.panes.circulation.scan_line import ScanLine
from ui.panes.circulation.tour import DeskTour
from ui.sounds import Tone as Sound
from ui.widgets.acts import Act
from ui.widgets.basic import set_property

RECENT = 30


class CirculationPane(Pane):
    """Check-out, check-in and renewal by scanner or keyboard."""

    listens_to = Changed.LOANS | Changed.COPIES | Changed.HOLDS | Changed.LEDGER | Changed.PATRONS

    def __init__(self, context: PaneContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._refused: DeskAnswer | None = None
        self.line = ScanLine(context.services, self.actor, self.runner, self)
        self.desk = DeskView(context)
        self.box, self.answer, self.card = self.desk.box, self.desk.answer, self.desk.card
        self.finder, self.override, self.payment = self.desk.finder, self.desk.override, self.desk.payment
        self.scanner, self.left, self.recent = self.desk.scanner, self.desk.left, self.desk.recent
        self.set_body(self.desk)
        self._wire()
        self._bind_keys()

    # -- building ------------------------------------------------------------------------------------

    def _wire(self) -> None:
        self.box.scanned.connect(self._on_scanned)
        self.desk.find_requested.connect(self.find_patron)
        self.desk.setup_requested.connect(self.set_up_scanner)
        self.desk.mode.toggled.connect(self._on_mode)
        self.line.answered.connect(self._on_answered)
        self.line.held.connect(self._on_held)
        self.line.resumed.connect(self._on_resumed)
        self.line.broken.connect(self._on_broken)
        self.line.left_behind.connect(self._on_left_behind)
        self.line.waiting_changed.connect(self._on_waiting)
        self.answer.wanted.connect(self._on_wanted)
        self.card.renew_requested.connect(self._on_renew)
        self.card.return_requested.connect(self._on_return)
        self.card.pay_requested.connect(self.take_payment)
        self.card.done_requested.connect(self.done)
        self.card.open_requested.connect(lambda student_id: self.open_requested.emit("students", student_id))
        self.finder.chosen.connect(lambda found: self.bring(found.id))
        self.finder.cancelled.connect(self._show_side)
        for panel in (self.override, self.payment, self.scanner, self.left):
            panel.closed.connect(self._show_side)
        self.override.confirmed.connect(self._on_override)
        self.payment.paid.connect(self._on_paid)
        self.scanner.saved.connect(self._on_scanner_saved)
        self.left.work.connect(self._on_work_left)
        self.left.set_aside.connect(self._on_set_aside)
        self.recent.undo_requested.connect(self._undo)
        self.destroyed.connect(self.line.close)

    def _bind_keys(self) -> None:
        for keys, slot in (
            ("F2", self.find_patron),
            ("F3", self.desk.mode.toggle),
            ("F6", self.take_payment),
            ("Esc", self.done),
            ("Ctrl+Z", self.undo_last),
        ):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(slot)

    # -- what the base and the window ask ------------------------------------------------------------

    def start(self) -> None:
        self.set_state("loaded")
        self.line.open()
        self._refresh_recent()

    def acts(self) -> tuple[Act, ...]:
        return (
            Act(
                "find",
                self.tr("Find a patron without card"),
                lambda _rows: self.find_patron(),
                "magnifying-glass",
                "F2",
            ),
            Act(
                "check-in-only",
                self.tr("Check-in only"),
                lambda _rows: self.desk.mode.toggle(),
                "archive-tray",
                "F3",
            ),
            Act("pay", self.tr("Take a payment"), lambda _rows: self.take_payment(), "coin", "F6"),
            Act(
                "undo",
                self.tr("Undo the last act"),
                lambda _rows: self.undo_last(),
                "arrow-u-up-left",
                "Ctrl+Z",
            ),
            Act("scanner", self.tr("Scanner set-up"), lambda _rows: self.set_up_scanner(), "gear"),
        )

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
        self._refresh_recent()
        self._refresh_card()

    def hideEvent(self, event: QHideEvent) -> None:
        self.recent.forget_selection()
        super().hideEvent(event)

    @property
    def help_text(self) -> str:
        return self.tr(
            "Scan a card, then books: each one is checked out. Scan the card again, or press Esc, when done. "
            "A book without a card is checked in. The same book twice renews it.\n\n"
            "F2 finds a patron without a card. F3 checks in only, for the book drop. F6 takes a payment. "
            "Ctrl+Z takes the last act back. /done, /undo, /renew, /checkin and /help work in the box too."
        )

    # -- scans ---------------------------------------------------------------------------------------

    @Slot(str)
    def _on_scanned(self, text: str) -> None:
        mode = ScanMode.CHECK_IN_ONLY if self.desk.mode.isChecked() else ScanMode.DESK
        self.line.submit(text, mode)

    def _on_answered(self, event: ScanEvent, answer: DeskAnswer) -> None:
        self._refused = answer if answer.outcome is DeskOutcome.REFUSED else None
        if answer.outcome is DeskOutcome.COMMAND:
            self._command(answer.command or "")
            return
        self.answer.show_answer(answer)
        sound = words.look(answer).sound
        if sound is not None:
            self.context.sounds.play(sound)
        if answer.receipt is not None:
            self.runner.publish(answer.receipt.changed)
        if answer.student_id is None:
            self._show_side()
        else:
            self._refresh_card(bring=True)
        self.desk.focus_box()

    def _on_held(self, error: Exception) -> None:
        problem = describe(error)
        text = self.tr("{problem} Scans are kept and worked as soon as it answers.").format(
            problem=problem.message
        )
        self.desk.banner.show_banner("warn", "cloud-slash", text)

    def _on_resumed(self) -> None:
        self.desk.banner.setVisible(False)

    def _on_broken(self, event: ScanEvent, error: Exception) -> None:
        problem = describe(error)
        self.answer.show_problem(
            "bug", self.tr("Not worked"), event.text, f"{problem.message} {problem.hint}"
        )
        self.context.sounds.play(Sound.UNKNOWN)
        self.messages.warn(error)

    def _on_waiting(self, waiting: int) -> None:
        self.desk.waiting.setText(self.tr("%n scan(s) waiting", "", waiting) if waiting > 1 else "")

    def _on_left_behind(self, events: tuple[ScanEvent, ...]) -> None:
        self.left.show_events(events)
        self.desk.left_banner.setVisible(bool(events))
        if events:
            text = self.tr("%n scan(s) from before were not worked.", "", len(events))
            self.desk.left_banner.show_banner("warn", "clock-counter-clockwise", text)
            self.desk.left_banner.set_button(self.tr("Look at them"), lambda: self._show_side(self.left))
        elif self.desk.side is self.left:
            self._show_side()

    def _on_work_left(self, events: Sequence[ScanEvent]) -> None:
        for event in events:
            self.line.work_left(event)

    def _on_set_aside(self, events: Sequence[ScanEvent]) -> None:
        for event in events:
            self.line.set_aside(event)

    def _command(self, command: str) -> None:
        known: dict[str, Callable[[], object]] = {
            "done": self.done,
            "undo": self.undo_last,
            "checkin": self.desk.mode.toggle,
            "renew": self._renew_all,
            "find": self.find_patron,
            "help": lambda: self.messages.tell(self.help_text.splitlines()[0]),
        }
        if command in known:
            known[command]()
        else:
            self.messages.warn(
                self.tr("There is no command “{name}”.").format(name=command), self.tr("Try /help.")
            )

    # -- the patron ----------------------------------------------------------------------------------

    def bring(self, student_id: int) -> None:
        """Put a patron in front of the desk without a card."""
        self.line.student_id = student_id
        self.line.last = None
        self._refresh_card(bring=True)
        self.desk.focus_box()

    def done(self) -> None:
        """Nobody is in front of the desk any more."""
        self.line.clear_patron()
        self._refused = None
        self.answer.rest()
        self._show_side()
        self.desk.focus_box()

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
            self._show_side(self.card)

    def _show_side(self, page: QWidget | None = None) -> None:
        if page is None:
            page = self.desk.nobody if self.line.student_id is None else self.card
        self.desk.show_side(page)
        self.desk.focus_box()

    def find_patron(self) -> None:
        """Search for a patron whose card is not here."""
        self._show_side(self.finder)
        self.finder.begin()

    def set_up_scanner(self) -> None:
        """Show the scanner's page."""
        self._show_side(self.scanner)
        self.scanner.test.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_payment(self) -> None:
        """Ask for a payment by the patron in front of the desk."""
        card = self.card.card()
        if self.line.student_id is None or card is None or not card.debt_minor:
            return
        self._show_side(self.payment)
        self.payment.begin(card)

    # -- acts ----------------------------------------------------------------------------------------

    def _on_wanted(self, what: str, value: object) -> None:
        refused = self._refused
        if what == "choose":
            self.line.submit(getattr(value, "accession_number", ""))
        elif what == "pay":
            self.take_payment()
        elif refused is None or refused.accession_number is None:
            return
        elif what == "override":
            self._show_side(self.override)
            self.override.begin(refused.notes)
        else:
            mode = ScanMode.CHECK_IN_ONLY if what == "return" else ScanMode.DESK
            self.line.submit(refused.accession_number, mode)

    def _on_override(self, codes: tuple[str, ...], reason: str) -> None:
        if self._refused is not None and self._refused.accession_number is not None:
            self.line.submit(self._refused.accession_number, overrides=Overrides(codes, reason))
        self._show_side()

    def _on_paid(self, amount_minor: int, method: str) -> None:
        student_id = self.line.student_id
        if student_id is None:
            return
        pay = partial(
            self.services.ledger.pay, self.actor, student_id, amount_minor, method=method, key=new_key()
        )
        say = self.tr("{amount} paid").format(amount=words.money(amount_minor))
        self.write(pay, lambda _receipt: self._show_side(), self.payment.form.show_error, say=say)

    def _on_renew(self, loans: Sequence[LoanOnCard]) -> None:
        for loan in loans:
            renew = partial(self.services.circulation.renew, self.actor, loan.loan_id, key=new_key())
            say = self.tr("“{title}” renewed").format(title=loan.title)
            self.write(renew, say=say)

    def _renew_all(self) -> None:
        card = self.card.card()
        if card is not None and self.line.student_id is not None:
            self._on_renew(card.loans)

    def _on_return(self, loans: Sequence[LoanOnCard]) -> None:
        for loan in loans:
            self.line.submit(loan.accession_number, ScanMode.CHECK_IN_ONLY)

    def _refresh_recent(self) -> None:
        ask = partial(self.services.undo.recent, self.actor, limit=RECENT, kinds=DESK_ACTS)
        self.run(ask, self.recent.show_acts, latest="recent")

    def undo_last(self) -> None:
        """Take back the newest act of this workstation that can still be taken back."""
        act = self.recent.newest_of(self.actor.workstation)
        if act is not None:
            self._undo(act)

    def _undo(self, act: DeskAct) -> None:
        undo = partial(self.services.undo.undo, self.actor, act.act_id, key=new_key())
        say = self.tr("{act} taken back: {label}").format(act=words.act_word(act.kind), label=act.label)
        self.write(undo, self._on_undone, say=say)

    def _on_undone(self, _receipt: Receipt[Undone]) -> None:
        self.answer.rest()
        self._refresh_card()
        self.desk.focus_box()

    # -- small things --------------------------------------------------------------------------------

    @Slot(bool)
    def _on_mode(self, on: bool) -> None:
        set_property(self.box, "mode", "in" if on else "")
        if on:
            text = self.tr("Check-in only: every book scanned now is taken back. F3 ends it.")
            self.desk.banner.show_banner("info", "archive-tray", text)
        else:
            self.desk.banner.setVisible(False)
        self.desk.focus_box()

    def _on_scanner_saved(self, setup: ScannerSetup) -> None:
        setup.save(self.context.state)
        self.box.setup = self.scanner.test.setup = setup
        self.scanner.form.saved()
        self.messages.tell(self.tr("The scanner's settings are kept for this workstation."))
        self._show_side()

    def tour_steps(self) -> tuple[TourStep, ...]:
        return DeskTour(self).steps()
