"""Everything the sheet of one patron shows, read in one go off the GUI thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.domain.account_view import AccountView
from app.domain.actors import Actor, Permission
from app.domain.desk import PatronCard
from app.domain.loans import LoanQuery
from app.domain.members import StudentSheet
from app.domain.paging import Window

if TYPE_CHECKING:
    from app.bootstrap import App


@dataclass(frozen=True, slots=True)
class Record:
    """A patron with what they have and owe. ``card`` is None for deleted patrons and roles without a desk."""

    sheet: StudentSheet
    account: AccountView
    card: PatronCard | None

    @property
    def deleted(self) -> bool:
        """Tell whether the patron was deleted."""
        return self.sheet.deleted_at is not None


def read_record(services: App, actor: Actor, student_id: int) -> Record:
    """Read a patron. Raises NotFound."""
    sheet = services.students.get(actor, student_id)
    account = services.ledger.account(actor, student_id)
    at_desk = actor.may(Permission.CIRCULATE) and sheet.deleted_at is None
    card = services.circulation.patron(actor, student_id) if at_desk else None
    return Record(sheet, account, card)


def worth_seeing(services: App, actor: Actor, otherwise: int) -> int:
    """A patron with an overdue loan and an account, for pictures; ``otherwise`` when there is none."""
    found = otherwise
    for loan in services.circulation.list(actor, LoanQuery(overdue_only=True), Window(limit=30)).rows:
        if loan.student_id is not None:
            found = loan.student_id
            if services.ledger.account(actor, found).lines:
                break
    return found
