"""A patron's account: charges, credits and how credits pay charges. Append-only, whole minor units.

Nothing is ever changed: a mistake is reversed by a VOID entry, an allocation is taken back by a negative
one. Amounts are positive and the kind gives the direction. The functions here plan what to append; they
raise rather than plan anything that would break the account, and `check` names a broken one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import TypeVar

from app.domain.money import MOST_MINOR, PHP, Currency, format_money, parse_money
from app.errors import Broken, Conflict, InvalidInput, NotFound

__all__ = [
    "PHP",
    "Account",
    "Allocation",
    "ChargeType",
    "Currency",
    "Entry",
    "EntryKind",
    "Part",
    "PayPlan",
    "VoidPlan",
    "check",
    "check_amount",
    "format_money",
    "parse_money",
    "plan_credit_use",
    "plan_payment",
    "plan_refund",
    "plan_void",
    "plan_waiver",
]


class EntryKind(StrEnum):
    """What an entry does. CHARGE and REFUND raise what is owed, PAYMENT, WAIVE and ADJUST lower it.

    ADJUST is a correction in the patron's favour; VOID does the opposite of the entry it reverses.
    """

    CHARGE = "CHARGE"
    PAYMENT = "PAYMENT"
    WAIVE = "WAIVE"
    REFUND = "REFUND"
    VOID = "VOID"
    ADJUST = "ADJUST"


class ChargeType(StrEnum):
    """What an amount is for."""

    OVERDUE = "OVERDUE"
    LOST = "LOST"
    PROCESSING = "PROCESSING"
    DAMAGE = "DAMAGE"
    RENTAL = "RENTAL"
    PRINT = "PRINT"
    CARD = "CARD"
    MANUAL = "MANUAL"


K = TypeVar("K")

CREDITS = frozenset({EntryKind.PAYMENT, EntryKind.WAIVE, EntryKind.ADJUST})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the ledger; ``amount_minor`` is positive. ``reverses_id`` is set on a VOID only."""

    id: int
    kind: EntryKind
    type: ChargeType
    amount_minor: int
    at: datetime
    loan_id: int | None = None
    reverses_id: int | None = None


@dataclass(frozen=True, slots=True)
class Allocation:
    """So much of a credit pays so much of a charge (or of a refund); negative takes that back."""

    credit_id: int
    charge_id: int
    amount_minor: int


@dataclass(frozen=True, slots=True)
class Part:
    """An allocation to be made: ``credit_id`` is None for the credit that is being entered."""

    charge_id: int
    amount_minor: int
    credit_id: int | None = None


@dataclass(frozen=True, slots=True)
class PayPlan:
    """How an amount is used: its parts, and what is left as the patron's credit."""

    amount_minor: int
    parts: tuple[Part, ...]
    left_minor: int


@dataclass(frozen=True, slots=True)
class VoidPlan:
    """The VOID entry to append (amount and direction) and the allocations that take the old ones back.

    ``raises_debt`` is True when the voided entry was a credit. ``also_void`` are waivers and adjustments of a
    voided charge: they were for nothing else, so each gets a VOID too instead of becoming credit.
    """

    reverses_id: int
    type: ChargeType
    amount_minor: int
    raises_debt: bool
    takes_back: tuple[Allocation, ...]
    also_void: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """All entries and allocations of one patron, in the order they were made."""

    entries: Sequence[Entry]
    allocations: Sequence[Allocation] = ()

    def entry(self, entry_id: int) -> Entry:
        """Return the entry with that id; raises NotFound."""
        for entry in self.entries:
            if entry.id == entry_id:
                return entry
        raise NotFound("This line is not in the account.", details={"entry_id": entry_id})

    def voided(self) -> frozenset[int]:
        """Return the ids of the entries reversed by a VOID."""
        return frozenset(
            e.reverses_id for e in self.entries if e.kind is EntryKind.VOID and e.reverses_id is not None
        )

    def outstanding(self, charge_id: int) -> int:
        """Return what is still unpaid of a charge, 0 when it is void."""
        return self.all_outstanding().get(charge_id, 0)

    def all_outstanding(self) -> dict[int, int]:
        """Return what is unpaid of each charge that isn't void, in the order of the entries."""
        paid = _sums((a.charge_id, a.amount_minor) for a in self.allocations)
        void = self.voided()
        charges = (e for e in self.entries if e.kind is EntryKind.CHARGE and e.id not in void)
        return {e.id: e.amount_minor - paid.get(e.id, 0) for e in charges}

    def open_charges(self) -> tuple[Entry, ...]:
        """Return the charges with something unpaid, oldest first."""
        unpaid = self.all_outstanding()
        charges = [e for e in self.entries if unpaid.get(e.id, 0) > 0]
        return tuple(sorted(charges, key=lambda e: (e.at, e.id)))

    def free_credits(self) -> dict[int, int]:
        """Return what is left of each credit that isn't void, oldest first; credits used up are left out."""
        used = _sums((a.credit_id, a.amount_minor) for a in self.allocations)
        void = self.voided()
        credits = [e for e in self.entries if e.kind in CREDITS and e.id not in void]
        left = {e.id: e.amount_minor - used.get(e.id, 0) for e in sorted(credits, key=lambda e: (e.at, e.id))}
        return {credit_id: amount for credit_id, amount in left.items() if amount}

    def owed(self) -> int:
        """Return what is unpaid of all charges, in minor units."""
        return sum(self.all_outstanding().values())

    def credit(self) -> int:
        """Return the patron's credit: what was paid in and pays nothing yet."""
        return sum(self.free_credits().values())

    def balance(self) -> int:
        """Return what the patron owes after all credit; negative when the library owes the patron."""
        return self.owed() - self.credit()


def check_amount(amount_minor: int, field: str = "amount") -> int:
    """Return the amount when it is a positive whole number of minor units that somebody can mean, else raise
    InvalidInput: the database could not add up what has no bound."""
    if isinstance(amount_minor, bool) or not isinstance(amount_minor, int) or amount_minor <= 0:
        raise InvalidInput("The amount must be more than zero.", details={"field": field})
    if amount_minor > MOST_MINOR:
        raise InvalidInput("The amount is too large to be meant.", details={"field": field})
    return amount_minor


def plan_payment(
    account: Account,
    amount_minor: int,
    chosen: Sequence[int] | None = None,
    *,
    keeps_credit: bool = False,
    currency: Currency = PHP,
) -> PayPlan:
    """Return how a payment is used: on the ``chosen`` charges in their order, else on the oldest first.

    What is left becomes credit where ``keeps_credit``; otherwise InvalidInput is raised (over-payment).
    Raises NotFound or Conflict for a chosen line that is no open charge.
    """
    left = check_amount(amount_minor)
    unpaid = account.all_outstanding()
    order = [e.id for e in account.open_charges()] if chosen is None else _chosen(account, chosen)
    parts = []
    for charge_id in order:
        part = min(left, unpaid[charge_id])
        if part:
            parts.append(Part(charge_id, part))
            left -= part
    if left and not keeps_credit:
        due = sum(unpaid[charge_id] for charge_id in order)
        raise InvalidInput(
            f"{format_money(amount_minor, currency)} is more than the {format_money(due, currency)} to be paid.",
            hint=f"Take {format_money(due, currency)} and give back the change."
            if due
            else "Nothing is to be paid.",
            code="over_payment",
            details={"field": "amount", "due_minor": due},
        )
    return PayPlan(amount_minor, tuple(parts), left)


def plan_waiver(
    account: Account, charge_id: int, amount_minor: int | None = None, currency: Currency = PHP
) -> PayPlan:
    """Return how (a part of) one charge is waived; all that is unpaid of it when no amount is given.

    Raises as `plan_payment`; more than what is unpaid can't be waived.
    """
    _chosen(account, [charge_id])
    amount = account.outstanding(charge_id) if amount_minor is None else amount_minor
    return plan_payment(account, amount, [charge_id], currency=currency)


def plan_credit_use(account: Account, chosen: Sequence[int] | None = None) -> tuple[Part, ...]:
    """Return the allocations that pay open charges (``chosen``, else oldest first) from the patron's credit."""
    unpaid = account.all_outstanding()
    order = [e.id for e in account.open_charges()] if chosen is None else _chosen(account, chosen)
    credits = account.free_credits()
    parts = []
    for charge_id in order:
        for credit_id in credits:
            part = min(credits[credit_id], unpaid[charge_id])
            if part:
                parts.append(Part(charge_id, part, credit_id))
                credits[credit_id] -= part
                unpaid[charge_id] -= part
    return tuple(parts)


def plan_refund(account: Account, amount_minor: int, currency: Currency = PHP) -> tuple[Part, ...]:
    """Return which credits a refund is taken from, oldest first; ``charge_id`` 0 stands for the new REFUND.

    Only money that was paid in can be given back: a waiver or adjustment is no cash. Raises InvalidInput
    when there is less credit than that.
    """
    left = check_amount(amount_minor)
    paid_in = {e.id for e in account.entries if e.kind is EntryKind.PAYMENT}
    credits = {credit_id: part for credit_id, part in account.free_credits().items() if credit_id in paid_in}
    if left > sum(credits.values()):
        has = format_money(sum(credits.values()), currency)
        raise InvalidInput(
            f"There is a credit of {has}; more can't be given back.",
            hint="Void the charge first when it was wrong.",
            code="no_credit",
            details={"field": "amount", "credit_minor": sum(credits.values())},
        )
    parts = []
    for credit_id, free in credits.items():
        part = min(free, left)
        if part:
            parts.append(Part(0, part, credit_id))
            left -= part
    return tuple(parts)


def plan_void(account: Account, entry_id: int) -> VoidPlan:
    """Return what reverses an entry. What it paid is unpaid again; what paid it becomes credit again.

    Raises Conflict when it is reversed already, is itself a VOID, or is a payment partly given back.
    """
    entry = account.entry(entry_id)
    if entry.kind is EntryKind.VOID:
        raise Conflict(
            "A void can't be voided.", hint="Enter the charge or payment again.", code="void_of_void"
        )
    if entry_id in account.voided():
        raise Conflict("This line is void already.", hint="Nothing more is to be done.", code="already_void")
    refunds = {e.id for e in account.entries if e.kind is EntryKind.REFUND}
    mine = _sums(
        ((a.credit_id, a.charge_id), a.amount_minor)
        for a in account.allocations
        if entry_id in (a.credit_id, a.charge_id)
    )
    if entry.kind in CREDITS and any(
        charge_id in refunds and amount for (_, charge_id), amount in mine.items()
    ):
        raise Conflict(
            "A part of this payment was given back.",
            hint="Void the refund first.",
            code="payment_refunded",
        )
    back = tuple(Allocation(credit, charge, -amount) for (credit, charge), amount in mine.items() if amount)
    also = (
        ()
        if entry.kind is not EntryKind.CHARGE
        else _forgiven(account, [a.credit_id for a in back], entry_id)
    )
    return VoidPlan(entry_id, entry.type, entry.amount_minor, entry.kind in CREDITS, back, also)


def _forgiven(account: Account, credit_ids: Sequence[int], charge_id: int) -> tuple[int, ...]:
    elsewhere = {a.credit_id for a in account.allocations if a.charge_id != charge_id}
    return tuple(
        i for i in credit_ids if account.entry(i).kind is not EntryKind.PAYMENT and i not in elsewhere
    )


def check(account: Account) -> None:
    """Raise Broken, naming the rule, unless the account is sound."""
    known = {entry.id: entry for entry in account.entries}
    if len(known) != len(account.entries):
        raise _unsound("two entries share an id")
    for entry in account.entries:
        _check_entry(entry, known)
    reversed_ids = [entry.reverses_id for entry in account.entries if entry.reverses_id is not None]
    if len(reversed_ids) != len(set(reversed_ids)):
        raise _unsound("an entry is reversed twice")
    _check_allocations(account, known)


def _check_allocations(account: Account, known: Mapping[int, Entry]) -> None:
    void = account.voided()
    pairs = _sums(((a.credit_id, a.charge_id), a.amount_minor) for a in account.allocations)
    for (credit_id, charge_id), amount in pairs.items():
        credit, charge = known.get(credit_id), known.get(charge_id)
        if credit is None or charge is None or credit.kind not in CREDITS:
            raise _unsound("an allocation has no credit or no charge")
        if charge.kind not in (EntryKind.CHARGE, EntryKind.REFUND) or amount < 0:
            raise _unsound("an allocation pays no charge, or less than nothing")
        if amount and void & {credit_id, charge_id}:
            raise _unsound("a void entry still pays or is paid")
    for column in (0, 1):
        for entry_id, amount in _sums((pair[column], part) for pair, part in pairs.items()).items():
            if amount > known[entry_id].amount_minor:
                raise _unsound("more is allocated than an entry holds")


def _check_entry(entry: Entry, known: Mapping[int, Entry]) -> None:
    if entry.amount_minor <= 0:
        raise _unsound("an amount is not positive")
    if (entry.kind is EntryKind.VOID) != (entry.reverses_id is not None):
        raise _unsound("a void reverses nothing, or something else reverses")
    if entry.reverses_id is not None:
        origin = known.get(entry.reverses_id)
        if origin is None or origin.kind is EntryKind.VOID or origin.amount_minor != entry.amount_minor:
            raise _unsound("a void does not match what it reverses")


def _chosen(account: Account, chosen: Sequence[int]) -> list[int]:
    if len(set(chosen)) != len(chosen):
        raise InvalidInput("A line was chosen twice.", details={"field": "charges"})
    for charge_id in chosen:
        if account.entry(charge_id).kind is not EntryKind.CHARGE:
            raise Conflict("This line is no charge.", details={"entry_id": charge_id}, code="no_charge")
        if account.outstanding(charge_id) <= 0:
            raise Conflict(
                "This charge is settled already.",
                hint="Somebody may have taken the payment; look again.",
                details={"entry_id": charge_id},
                code="already_settled",
            )
    return list(chosen)


def _sums(pairs: Iterable[tuple[K, int]]) -> dict[K, int]:
    total: dict[K, int] = defaultdict(int)
    for key, amount in pairs:
        total[key] += amount
    return dict(total)


def _unsound(rule: str) -> Broken:
    return Broken(
        f"An account does not add up: {rule}.", hint="Run “clms doctor” and report it.", code="ledger_unsound"
    )
