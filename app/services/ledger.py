"""Money: a patron's account, charges, payments, waivers, refunds and voids."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.database import ledger as queries
from app.database.acts import ActRow
from app.database.students import lock_patron
from app.database.unit import Unit
from app.domain.account_view import AccountLine, AccountView, Posted
from app.domain.actors import Actor, Permission
from app.domain.changes import Changed, Receipt
from app.domain.ledger import (
    Account,
    ChargeType,
    EntryKind,
    check_amount,
    plan_payment,
    plan_refund,
    plan_waiver,
)
from app.domain.members import Patron, PatronStatus
from app.domain.money import Currency, format_money
from app.errors import Broken, InvalidInput, NotFound, Refused
from app.services.core import Core
from app.services.desk_reading import currency_of
from app.services.ledger_posts import account_of, allocate, post_charge, post_credit, post_refund, void_entry

METHODS = ("CASH", "CARD", "TRANSFER", "OTHER")


class LedgerService:
    """The ledger is append-only: every verb adds entries, none changes one. The patron's row is locked first, so two
    desks that take the same payment at once settle it once."""

    def __init__(self, core: Core) -> None:
        self._core = core

    def account(self, actor: Actor, student_id: int) -> AccountView:
        """A patron's account, newest line first."""
        actor.require(Permission.VIEW_PATRONS)
        with self._core.database.read() as connection:
            currency = currency_of(self._core.rulebook.at(connection, actor.branch_id))
            account = account_of(connection, student_id)
            rows = queries.entries_of(connection, student_id)
        unpaid, void = account.all_outstanding(), account.voided()
        lines = tuple(
            AccountLine(
                row.id,
                row.kind,
                row.type,
                row.amount_minor,
                unpaid.get(row.id, 0),
                row.at,
                row.accession_number,
                row.title,
                row.method,
                row.receipt_number,
                row.note,
                row.id in void,
            )
            for row in reversed(rows)
        )
        return AccountView(
            student_id, currency.code, account.owed(), account.credit(), account.balance(), lines
        )

    def charge(
        self,
        actor: Actor,
        student_id: int,
        type_: ChargeType,
        amount_minor: int,
        note: str,
        *,
        key: str | None = None,
    ) -> Receipt[Posted]:
        """Charge a patron by hand: damage, a lost card, printing. A note says what for."""
        actor.require(Permission.TAKE_MONEY)
        check_amount(amount_minor)
        reason = _reason(note, "Say what the charge is for.")

        def work(unit: Unit) -> Posted:
            patron, currency = self._begin(unit, student_id)
            entry_id = post_charge(unit, student_id, type_.value, amount_minor, currency.code, note=reason)
            return self._end(unit, "charge", patron, entry_id, amount_minor, reason)

        return self._core.acts.perform(actor, "charge", work, result=Posted, key=key)

    def pay(
        self,
        actor: Actor,
        student_id: int,
        amount_minor: int,
        *,
        charges: Sequence[int] | None = None,
        method: str = "CASH",
        note: str = "",
        key: str | None = None,
    ) -> Receipt[Posted]:
        """Take a payment, on the chosen charges or the oldest first. More than is owed is refused.

        The receipt number is the drawer's next; receipts have no gap.
        """
        actor.require(Permission.TAKE_MONEY)
        if method not in METHODS:
            raise InvalidInput(
                "This way of paying is not known.",
                hint=f"Choose one of {', '.join(METHODS)}.",
                details={"field": "method"},
            )

        def work(unit: Unit) -> Posted:
            patron, currency = self._begin(unit, student_id)
            account = account_of(unit.connection, student_id)
            plan = plan_payment(account, amount_minor, charges, currency=currency)
            drawer = queries.drawer_of_branch(unit.connection, actor.branch_id)
            if drawer is None:
                raise Broken("This branch has no cash drawer.", hint="Run “clms doctor” and report it.")
            entry_id, receipt = post_credit(
                unit,
                student_id,
                EntryKind.PAYMENT,
                amount_minor,
                currency.code,
                shares={part.charge_id: part.amount_minor for part in plan.parts},
                method=method,
                drawer_id=drawer,
                note=note.strip(),
            )
            return self._end(unit, "pay", patron, entry_id, amount_minor, method, receipt)

        return self._core.acts.perform(actor, "pay", work, result=Posted, key=key)

    def waive(
        self,
        actor: Actor,
        student_id: int,
        charge_id: int,
        reason: str,
        *,
        amount_minor: int | None = None,
        key: str | None = None,
    ) -> Receipt[Posted]:
        """Forgive a charge, or a part of it. The reason is kept."""
        actor.require(Permission.FORGIVE_MONEY)
        note = _reason(reason, "Say why the charge is forgiven.")

        def work(unit: Unit) -> Posted:
            patron, currency = self._begin(unit, student_id)
            plan = plan_waiver(account_of(unit.connection, student_id), charge_id, amount_minor, currency)
            shares = {part.charge_id: part.amount_minor for part in plan.parts}
            entry_id, _ = post_credit(
                unit, student_id, EntryKind.WAIVE, plan.amount_minor, currency.code, shares=shares, note=note
            )
            return self._end(unit, "waive", patron, entry_id, plan.amount_minor, note)

        return self._core.acts.perform(actor, "waive", work, result=Posted, key=key)

    def refund(
        self, actor: Actor, student_id: int, amount_minor: int, reason: str, *, key: str | None = None
    ) -> Receipt[Posted]:
        """Give money back from a patron's credit. More than the credit is refused."""
        actor.require(Permission.FORGIVE_MONEY)
        note = _reason(reason, "Say why the money is given back.")

        def work(unit: Unit) -> Posted:
            patron, currency = self._begin(unit, student_id)
            parts = plan_refund(account_of(unit.connection, student_id), amount_minor, currency)
            entry_id = post_refund(unit, student_id, amount_minor, currency.code, note)
            for part in parts:
                if part.credit_id is None:
                    raise Broken("A refund was planned without a credit.")
                allocate(unit, part.credit_id, {entry_id: part.amount_minor})
            return self._end(unit, "refund", patron, entry_id, amount_minor, note)

        return self._core.acts.perform(actor, "refund", work, result=Posted, key=key)

    def void(self, actor: Actor, entry_id: int, reason: str, *, key: str | None = None) -> Receipt[Posted]:
        """Reverse an entry that was wrong. It stays in the account, marked void."""
        actor.require(Permission.FORGIVE_MONEY)
        note = _reason(reason, "Say why the entry is void.")

        def work(unit: Unit) -> Posted:
            entry = queries.entry(unit.connection, entry_id)
            if entry is None:
                raise NotFound("This line does not exist.", details={"entry_id": entry_id})
            patron, _ = self._begin(unit, entry.student_id)
            void_id = void_entry(unit, entry_id, note)
            return self._end(unit, "void", patron, void_id, entry.amount_minor, note)

        return self._core.acts.perform(actor, "void", work, result=Posted, key=key, undoable=False)

    def undo_handlers(self) -> dict[str, Callable[[Unit, ActRow], None]]:
        """The kinds of act the ledger can undo: each entry gets its VOID."""
        return dict.fromkeys(("charge", "pay", "waive", "refund"), self._undo)

    def _undo(self, unit: Unit, act: ActRow) -> None:
        entries = queries.entries_of_act(unit.connection, act.id)
        if not entries:
            raise Refused("There is nothing to undo.", code="nothing_to_undo")
        patron, _ = self._begin(unit, entries[0].student_id)
        for entry in entries:
            void_entry(unit, entry.id, f"Undo of act {act.id}.")
        self._end(unit, f"undo_{act.kind}", patron, entries[0].id, entries[0].amount_minor, "")

    def _begin(self, unit: Unit, student_id: int) -> tuple[Patron, Currency]:
        patron = lock_patron(unit.connection, student_id)
        if patron is None:
            raise NotFound("This patron does not exist.", details={"student_id": student_id})
        if patron.status is PatronStatus.ERASED:
            raise Refused("This patron's data was erased.", code="erased", details={"student_id": student_id})
        unit.person_keys[patron.id] = patron.audit_key
        return patron, currency_of(self._core.rulebook.at(unit.connection, unit.actor.branch_id))

    def _end(
        self,
        unit: Unit,
        action: str,
        patron: Patron,
        entry_id: int,
        amount_minor: int,
        note: str,
        receipt: int | None = None,
    ) -> Posted:
        account: Account = account_of(unit.connection, patron.id)
        unit.audit(
            action,
            "ledger",
            entry_id,
            f"{patron.name}: {format_money(amount_minor)}",
            after={
                "amount_minor": amount_minor,
                "note": note,
                "receipt": receipt,
                "owed_minor": account.owed(),
            },
            student_id=patron.id,
        )
        unit.changed(Changed.LEDGER, f"student:{patron.id}")
        return Posted(entry_id, patron.id, amount_minor, account.owed(), receipt)


def _reason(text: str, ask: str) -> str:
    if not text.strip():
        raise InvalidInput(ask, hint="It is kept with the entry.", details={"field": "note"})
    return text.strip()[:500]
