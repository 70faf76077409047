"""The ledger: allocation, waiver, refund and void, and that money is never made or lost."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from app.domain.ledger import (
    Account,
    Allocation,
    ChargeType,
    Entry,
    EntryKind,
    Part,
    check,
    plan_credit_use,
    plan_payment,
    plan_refund,
    plan_void,
    plan_waiver,
)
from app.errors import Broken, Conflict, InvalidInput, NotFound, Refused

START = datetime(2026, 11, 23, tzinfo=UTC)


def entry(number, kind, amount, **more):
    return Entry(number, kind, ChargeType.OVERDUE, amount, START + timedelta(minutes=number), **more)


def charge(number, amount):
    return entry(number, EntryKind.CHARGE, amount)


THREE = Account([charge(1, 1000), charge(2, 500), charge(3, 4000)])


def parts(plan):
    return [(part.charge_id, part.amount_minor) for part in plan.parts]


def test_a_payment_pays_the_oldest_first():
    plan = plan_payment(THREE, 1200)
    assert (parts(plan), plan.left_minor) == ([(1, 1000), (2, 200)], 0)


def test_or_the_chosen_lines_in_their_order():
    assert parts(plan_payment(THREE, 4200, [3, 1])) == [(3, 4000), (1, 200)]


def test_a_part_payment_leaves_the_rest_unpaid():
    account = Account([*THREE.entries, entry(4, EntryKind.PAYMENT, 700)], [Allocation(4, 1, 700)])
    assert (account.outstanding(1), account.owed(), account.credit()) == (300, 4800, 0)
    assert parts(plan_payment(account, 400)) == [(1, 300), (2, 100)]


def test_an_over_payment_is_refused_or_kept_as_credit():
    with pytest.raises(InvalidInput) as refusal:
        plan_payment(THREE, 5501)
    assert (refusal.value.code, refusal.value.details["due_minor"]) == ("over_payment", 5500)
    assert refusal.value.message == "₱55.01 is more than the ₱55.00 to be paid."
    kept = plan_payment(THREE, 6000, keeps_credit=True)
    assert (sum(part.amount_minor for part in kept.parts), kept.left_minor) == (5500, 500)


@pytest.mark.parametrize("amount", [0, -1, True, 1.5, float("nan"), "5"])
def test_an_amount_is_a_positive_whole_number(amount):
    with pytest.raises(InvalidInput) as refusal:
        plan_payment(THREE, amount)
    assert refusal.value.details["field"] == "amount"


def test_only_open_charges_can_be_chosen():
    paid = Account([*THREE.entries, entry(4, EntryKind.PAYMENT, 1000)], [Allocation(4, 1, 1000)])
    for chosen, error in (([99], NotFound), ([4], Conflict), ([1], Conflict), ([2, 2], InvalidInput)):
        with pytest.raises(error):
            plan_payment(paid, 100, chosen)


def test_a_waiver_forgives_one_charge_or_a_part_of_it():
    assert parts(plan_waiver(THREE, 3)) == [(3, 4000)]
    assert parts(plan_waiver(THREE, 3, 1500)) == [(3, 1500)]
    with pytest.raises(InvalidInput):
        plan_waiver(THREE, 2, 501)


def test_credit_pays_what_comes_later():
    account = Account([entry(1, EntryKind.PAYMENT, 700), entry(2, EntryKind.PAYMENT, 900), charge(3, 1000)])
    used = plan_credit_use(account)
    assert [(part.credit_id, part.charge_id, part.amount_minor) for part in used] == [
        (1, 3, 700),
        (2, 3, 300),
    ]


def test_a_found_book_gives_the_payment_back_as_credit_and_then_as_money():
    """₱500 charged for a lost book and paid; the charge is void, the payment free, then refunded."""
    paid = Account([charge(1, 50_000), entry(2, EntryKind.PAYMENT, 50_000)], [Allocation(2, 1, 50_000)])
    plan = plan_void(paid, 1)
    assert (plan.amount_minor, plan.raises_debt, plan.also_void) == (50_000, False, ())
    assert plan.takes_back == (Allocation(2, 1, -50_000),)
    free = Account(
        [*paid.entries, entry(3, EntryKind.VOID, 50_000, reverses_id=1)],
        [*paid.allocations, *plan.takes_back],
    )
    check(free)
    assert (free.owed(), free.credit(), free.balance()) == (0, 50_000, -50_000)
    assert plan_refund(free, 50_000) == (Part(0, 50_000, 2),)
    with pytest.raises(InvalidInput):
        plan_refund(free, 50_001)


def test_a_void_payment_leaves_its_charges_unpaid_again():
    paid = Account(
        [charge(1, 300), charge(2, 300), entry(3, EntryKind.PAYMENT, 500)],
        [Allocation(3, 1, 300), Allocation(3, 2, 200)],
    )
    plan = plan_void(paid, 3)
    assert plan.raises_debt
    after = Account(
        [*paid.entries, entry(4, EntryKind.VOID, 500, reverses_id=3)], [*paid.allocations, *plan.takes_back]
    )
    check(after)
    assert (after.outstanding(1), after.outstanding(2)) == (300, 300)


def test_a_void_charge_takes_its_waiver_along():
    waived = Account([charge(1, 300), entry(2, EntryKind.WAIVE, 300)], [Allocation(2, 1, 300)])
    assert plan_void(waived, 1).also_void == (2,)


def test_a_waiver_is_no_cash():
    account = Account([entry(1, EntryKind.WAIVE, 300)])
    with pytest.raises(InvalidInput):
        plan_refund(account, 100)


def test_nothing_is_void_twice_and_a_void_is_final():
    account = Account([charge(1, 300), entry(2, EntryKind.VOID, 300, reverses_id=1)])
    for number in (1, 2):
        with pytest.raises(Conflict):
            plan_void(account, number)
    with pytest.raises(NotFound):
        plan_void(account, 9)


def test_a_payment_given_back_is_not_void_before_its_refund():
    account = Account(
        [entry(1, EntryKind.PAYMENT, 300), entry(2, EntryKind.REFUND, 100)], [Allocation(1, 2, 100)]
    )
    with pytest.raises(Conflict, match="given back"):
        plan_void(account, 1)
    plan = plan_void(account, 2)
    after = Account(
        [*account.entries, entry(3, EntryKind.VOID, 100, reverses_id=2)],
        [*account.allocations, *plan.takes_back],
    )
    check(after)
    assert after.credit() == 300


@pytest.mark.parametrize(
    "account",
    [
        Account([charge(1, 0)]),
        Account([charge(1, 5), charge(1, 5)]),
        Account([charge(1, 5), entry(2, EntryKind.VOID, 4, reverses_id=1)]),
        Account([charge(1, 5), entry(2, EntryKind.VOID, 5)]),
        Account([charge(1, 5), entry(2, EntryKind.PAYMENT, 5, reverses_id=1)]),
        Account([charge(1, 5)], [Allocation(2, 1, 5)]),
        Account([charge(1, 5), charge(2, 5)], [Allocation(2, 1, 5)]),
        Account([charge(1, 5), entry(2, EntryKind.PAYMENT, 9)], [Allocation(2, 1, 6)]),
        Account([charge(1, 9), entry(2, EntryKind.PAYMENT, 5)], [Allocation(2, 1, 6)]),
        Account([charge(1, 5), entry(2, EntryKind.PAYMENT, 5)], [Allocation(2, 1, -1)]),
        Account(
            [charge(1, 5), entry(2, EntryKind.PAYMENT, 5), entry(3, EntryKind.VOID, 5, reverses_id=1)],
            [Allocation(2, 1, 5)],
        ),
        Account([charge(1, 5), *(entry(n, EntryKind.VOID, 5, reverses_id=1) for n in (2, 3))]),
    ],
)
def test_a_broken_account_is_named(account):
    with pytest.raises(Broken):
        check(account)


@given(st.lists(st.integers(1, 10_000), max_size=8), st.integers(1, 60_000))
def test_a_payment_is_used_whole_and_no_charge_is_paid_twice(charges, amount):
    account = Account([charge(number, of) for number, of in enumerate(charges, 1)])
    plan = plan_payment(account, amount, keeps_credit=True)
    assert sum(part.amount_minor for part in plan.parts) + plan.left_minor == amount
    assert plan.left_minor == max(0, amount - sum(charges))
    paid = dict(parts(plan))
    settled = [paid.get(number, 0) == of for number, of in enumerate(charges, 1)]
    assert settled == sorted(settled, reverse=True)
    assert all(0 < paid[number] <= charges[number - 1] for number in paid)


class Desk(RuleBasedStateMachine):
    """Any acts a desk can do, carried out as planned; the money is counted beside the ledger."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: list[Entry] = []
        self.allocations: list[Allocation] = []
        self.owing = 0  # charged, less forgiven, less paid, plus given back: counted independently

    @property
    def account(self) -> Account:
        return Account(self.entries, self.allocations)

    def add(self, kind: EntryKind, amount: int, reverses: int | None = None) -> int:
        number = len(self.entries) + 1
        self.entries.append(entry(number, kind, amount, reverses_id=reverses))
        return number

    @rule(amount=st.integers(1, 5000))
    def charge(self, amount: int) -> None:
        self.add(EntryKind.CHARGE, amount)
        self.owing += amount

    @rule(amount=st.integers(1, 8000), keeps=st.booleans(), data=st.data())
    def pay(self, amount: int, keeps: bool, data: st.DataObject) -> None:
        ids = [one.id for one in self.account.open_charges()]
        chosen = data.draw(st.none() | st.lists(st.sampled_from(ids), unique=True)) if ids else None
        try:
            plan = plan_payment(self.account, amount, chosen, keeps_credit=keeps)
        except Refused:
            return
        number = self.add(EntryKind.PAYMENT, amount)
        self.allocations += [Allocation(number, part.charge_id, part.amount_minor) for part in plan.parts]
        self.owing -= amount

    @precondition(lambda self: self.account.open_charges())
    @rule(data=st.data())
    def waive(self, data: st.DataObject) -> None:
        chosen = data.draw(st.sampled_from(self.account.open_charges()))
        amount = data.draw(st.integers(1, self.account.outstanding(chosen.id)))
        plan = plan_waiver(self.account, chosen.id, amount)
        number = self.add(EntryKind.WAIVE, amount)
        self.allocations += [Allocation(number, part.charge_id, part.amount_minor) for part in plan.parts]
        self.owing -= amount

    @rule()
    def use_credit(self) -> None:
        for part in plan_credit_use(self.account):
            assert part.credit_id is not None
            self.allocations.append(Allocation(part.credit_id, part.charge_id, part.amount_minor))
        assert self.account.owed() == 0 or self.account.credit() == 0

    @rule(amount=st.integers(1, 3000))
    def refund(self, amount: int) -> None:
        try:
            taken = plan_refund(self.account, amount)
        except InvalidInput:
            return
        number = self.add(EntryKind.REFUND, amount)
        self.allocations += [Allocation(part.credit_id or 0, number, part.amount_minor) for part in taken]
        self.owing += amount

    @precondition(lambda self: self.entries)
    @rule(data=st.data())
    def void(self, data: st.DataObject) -> None:
        self.reverse(data.draw(st.sampled_from(self.entries)).id)

    def reverse(self, number: int) -> None:
        try:
            plan = plan_void(self.account, number)
        except Conflict:
            return
        self.add(EntryKind.VOID, plan.amount_minor, number)
        self.allocations += plan.takes_back
        self.owing += plan.amount_minor if plan.raises_debt else -plan.amount_minor
        for also in plan.also_void:
            self.reverse(also)

    @invariant()
    def the_account_is_sound_and_no_money_is_made_or_lost(self) -> None:
        check(self.account)
        assert self.account.balance() == self.owing
        assert all(amount >= 0 for amount in self.account.all_outstanding().values())
        assert all(amount > 0 for amount in self.account.free_credits().values())


Desk.TestCase.settings = settings(max_examples=40, stateful_step_count=25)
TestDesk = Desk.TestCase
