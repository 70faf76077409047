"""What the desk writes without a scan: payments, renewals, undo. Each is told in a toast and stands in the list."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.domain.changes import Receipt
from app.domain.desk import LoanOnCard, PatronCard
from app.errors import ClmsError
from app.services.acts import new_key
from app.services.desk import DeskAnswer
from app.services.undo import DeskAct
from ui.panes.circulation import words
from ui.panes.circulation.recent_acts import DESK_ACTS

if TYPE_CHECKING:
    from ui.panes.circulation.pane import CirculationPane

RECENT = 30


class DeskActs(QObject):
    """Carries acts out and knows which is the newest: Ctrl+Z means what was done last, before any list was read."""

    def __init__(self, pane: CirculationPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._payment: tuple[tuple[int, int, str], str] | None = None

    def refresh(self) -> None:
        """Read the last acts again."""
        pane = self._pane
        ask = partial(pane.services.undo.recent, pane.actor, limit=RECENT, kinds=DESK_ACTS)
        pane.run(ask, pane.recent.show_acts, latest="recent")

    def note(self, receipt: Receipt[Any], label: str) -> None:
        """Put an act of this desk at the top of the list."""
        actor, now = self._pane.actor, self._pane.services.core.clock.now()
        if not receipt.replayed:
            act = DeskAct(receipt.act_id, receipt.kind, actor.name, actor.workstation, now, label, False)
            self._pane.recent.add(act)

    def note_answer(self, answer: DeskAnswer) -> None:
        """Put what a scan did at the top of the list."""
        if answer.receipt is not None:
            value = answer.receipt.value
            self.note(answer.receipt, f"{value.accession_number} {value.title}")

    # -- money ---------------------------------------------------------------------------------------

    def pay(self, card: PatronCard, amount_minor: int, method: str) -> None:
        """Take a payment. The same one tried again after an unclear failure goes under the same key."""
        wanted = (card.student_id, amount_minor, method)
        if self._payment is None or self._payment[0] != wanted:
            self._payment = (wanted, new_key())
        pane = self._pane
        work = partial(
            pane.services.ledger.pay, pane.actor, card.student_id, amount_minor, method=method,
            key=self._payment[1],
        )  # fmt: skip
        amount = words.money(amount_minor)
        said = self.tr("{amount} taken from {name}").format(amount=amount, name=card.name)
        pane.write(
            work, partial(self._paid, f"{card.name}: {amount}"), pane.payment.form.show_error, say=said
        )

    def _paid(self, label: str, receipt: Receipt[Any]) -> None:
        self._payment = None
        self.note(receipt, label)
        self._pane.close_side()

    # -- loans ---------------------------------------------------------------------------------------

    def renew(self, loans: Sequence[LoanOnCard]) -> None:
        """Renew these loans of the patron at the desk."""
        pane = self._pane
        for loan in loans:
            work = partial(pane.services.circulation.renew, pane.actor, loan.loan_id, key=new_key())
            label = f"{loan.accession_number} {loan.title}"
            said = self.tr("“{title}” renewed").format(title=loan.title)
            pane.write(work, partial(self._renewed, label), say=said)

    def renew_all(self) -> None:
        """Renew everything the patron at the desk has."""
        card = self._pane.card.card()
        if card is not None and card.student_id == self._pane.line.student_id:
            self.renew(card.loans)
        else:
            self._pane.messages.tell(self.tr("Scan a card first: its loans are renewed."))

    def _renewed(self, label: str, receipt: Receipt[Any]) -> None:
        self.note(receipt, label)

    # -- undo ----------------------------------------------------------------------------------------

    def undo_last(self) -> None:
        """Take back the newest act of this workstation that can still be taken back."""
        act = self._pane.recent.newest_of(self._pane.actor.workstation)
        if act is None:
            self._pane.messages.tell(self.tr("There is nothing of this desk to take back."))
        else:
            self.undo(act)

    def undo(self, act: DeskAct) -> None:
        """Take an act back, minutes or hours later, or say why not."""
        pane = self._pane
        pane.recent.mark_undone(act.act_id)
        work = partial(pane.services.undo.undo, pane.actor, act.act_id, key=new_key())
        said = self.tr("{act} taken back: {label}").format(act=words.act_word(act.kind), label=act.label)
        pane.write(work, self._undone, self._not_undone, say=said)

    def _undone(self, _receipt: Receipt[Any]) -> None:
        self._pane.after_undo()

    def _not_undone(self, error: Exception) -> None:
        if not (isinstance(error, ClmsError) and error.code == "already_undone"):
            self._pane.messages.warn(error)
        self.refresh()
