"""Acts on the open loans of the patron in the sheet: renewal, renewal until a day set by hand, return."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from app.domain.changes import Receipt
from app.domain.desk import LoanOnCard, Overrides, Renewed
from app.domain.findings import Code
from app.domain.renewals import RenewalDecision
from app.services.acts import new_key
from ui.panes.students import words
from ui.panes.students.record import Record
from ui.panes.students.sheet import PatronSheet
from ui.widgets.basic import label
from ui.widgets.form import Field, Kind

if TYPE_CHECKING:
    from app.services.circulation import CirculationService
    from ui.panes.acting import ActingPane
    from ui.panes.sheet_forms import SheetForms

Values = dict[str, Any]
#: Findings that a due date set by hand answers.
_DUE = frozenset({Code.NO_VALID_DUE, Code.DUE_NOT_LATER})


class LoanActs(QObject):
    """Carries out what the tab of open loans asks for."""

    def __init__(self, pane: ActingPane, forms: SheetForms, sheet: PatronSheet) -> None:
        super().__init__(pane)
        self._pane, self._forms, self._sheet = pane, forms, sheet
        self._actor = pane.actor
        self._circulation: CirculationService = pane.services.circulation
        self._do: dict[str, Callable[[Record, Any], None]] = {
            "renew": self._renew,
            "until": self._until,
            "check-in": self._check_in,
        }

    def can(self, key: str) -> bool:
        """Tell whether an act of this name is known here."""
        return key in self._do

    def do(self, key: str, value: object = None) -> None:
        """Do an act on loans of the patron in the sheet."""
        record = self._sheet.record
        if record is not None:
            self._forms.guard(partial(self._do[key], record, value))

    def _renew(self, _record: Record, loans: Sequence[LoanOnCard]) -> None:
        for loan in loans:
            self._pane.act(
                partial(self._circulation.renew, self._actor, loan.loan_id, key=new_key()), self._renewed
            )

    def _renewed(self, receipt: Receipt[Renewed]) -> str:
        return self.tr("“{title}” is due {day}").format(
            title=receipt.value.title, day=words.day(receipt.value.due_on)
        )

    def _until(self, _record: Record, loans: Sequence[LoanOnCard]) -> None:
        """Ask what the rules say, then for the day the loan is due; for who may override them."""
        look = partial(self._circulation.preview_renewal, self._actor, loans[0].loan_id)
        self._pane.run(look, partial(self._ask_until, loans[0]), latest="until")

    def _ask_until(self, loan: LoanOnCard, decision: RenewalDecision) -> None:
        against = [finding for finding in decision.blocks if finding.code not in _DUE]
        codes = tuple(str(finding.code) for finding in decision.blocks)

        def work(values: Values, key: str) -> Callable[[], Receipt[Any]]:
            by_hand = Overrides(codes, values.get("reason", ""), values["due"])
            return partial(self._circulation.renew, self._actor, loan.loan_id, overrides=by_hand, key=key)

        def later(value: date) -> str:
            if value > loan.due_on:
                return ""
            return self.tr("It is due {day} already. Choose a later day.").format(day=words.day(loan.due_on))

        fields = [
            Field(
                "due", self.tr("Due on"), Kind.DATE, required=True, check=later,
                help=self.tr("Instead of the day the rules would give."),
            )
        ]  # fmt: skip
        above = None
        if against:
            above = label("\n".join(f"• {finding.message}" for finding in against), wrap=True)
            help_ = self.tr("Why the rules are set aside. It is kept with the loan, with your name.")
            fields.append(Field("reason", self.tr("Reason"), required=True, max_length=300, help=help_))
        form = self._forms.show(
            self.tr("Renew until"), loan.title, fields, work,
            say=self._renewed, save_text=self.tr("Renew"), above=above,
        )  # fmt: skip
        form.focus_first()

    def _check_in(self, _record: Record, loans: Sequence[LoanOnCard]) -> None:
        for loan in loans:
            work = partial(self._circulation.check_in, self._actor, loan.accession_number, key=new_key())
            self._pane.act(work, self.tr("“{title}” checked in").format(title=loan.title))
