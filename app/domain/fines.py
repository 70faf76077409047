"""What being late costs: overdue fines, suspension, and the charges for a lost book.

A fine is computed, never stored, while a loan is open; it is posted once, with the same function, when
the loan is closed, renewed or becomes lost. Lateness begins after the due moment, not on the due day, and
is counted in the calendar of the branch that lent the book.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from app.domain.calendar import OpeningCalendar
from app.domain.money import PHP, Currency, format_money
from app.domain.policies import PolicyValues
from app.domain.policy_values import ChargeAt, LoanUnit, LostFee, LostReturn
from app.domain.words import count_words

ONE_HOUR = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class FineFacts:
    """What an overdue fine depends on; ``price_minor`` is None when the price of the book isn't known."""

    values: PolicyValues
    calendar: OpeningCalendar
    due_at: datetime
    price_minor: int | None = None
    currency: Currency = PHP


@dataclass(frozen=True, slots=True)
class Fine:
    """An overdue fine in minor units.

    ``units`` is the lateness in days (hours for hour loans) as the policy counts it, ``net`` what is left of
    it after the grace, ``periods`` the fine periods charged, ``capped_by`` is ``""``, ``"cap"`` or
    ``"price"``; ``trace`` says it in sentences.
    """

    amount_minor: int
    units: int = 0
    net: int = 0
    periods: int = 0
    capped_by: str = ""
    trace: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suspension:
    """Days without borrowing for being late; ``until`` is the last of them, None when there are none."""

    days: int
    until: date | None


NO_FINE = Fine(0)
NO_SUSPENSION = Suspension(0, None)


@dataclass(frozen=True, slots=True)
class LostCharges:
    """What a lost book costs, in minor units. ``price_known`` is False when a person must set the price."""

    replacement_minor: int
    processing_minor: int
    price_known: bool


@dataclass(frozen=True, slots=True)
class LostResolution:
    """What becomes of the charges when a lost book comes back."""

    in_time: bool
    refund_replacement: bool
    refund_processing: bool
    recharge_overdue: bool


def units_late(facts: FineFacts, until: datetime) -> int:
    """Return how late ``until`` is in the policy's unit, closed days left out when the policy says so.

    Hour loans: every begun hour counts. Others: local days after the due day.
    """
    if until <= facts.due_at:
        return 0
    calendar, open_only = facts.calendar, facts.values.closed_days_excluded
    if facts.values.len_unit is LoanUnit.HOUR:
        late = calendar.open_time_between(facts.due_at, until) if open_only else until - facts.due_at
        return -(-late // ONE_HOUR)
    due_on, last = calendar.local_day(facts.due_at), calendar.local_day(until)
    return calendar.open_days_between(due_on, last) if open_only else (last - due_on).days


def overdue_fine(facts: FineFacts, until: datetime) -> Fine:
    """Return the fine for a loan returned at ``until``; for an open one, pass the present instant."""
    values = facts.values
    units = units_late(facts, until)
    net = max(0, units - values.grace_units)
    periods = _periods(values, units, net, values.fine_period)
    full = periods * values.fine
    if full == 0:
        return Fine(0, units, net, periods, "", _free(facts, units, net))
    amount, capped_by = full, ""
    if values.fine_cap is not None and values.fine_cap < amount:
        amount, capped_by = values.fine_cap, "cap"
    price = known_price(values, facts.price_minor)
    if values.cap_to_price and price is not None and price < amount:
        amount, capped_by = price, "price"
    return Fine(
        amount, units, net, periods, capped_by, _charged(facts, units, periods, full, amount, capped_by)
    )


def suspension(facts: FineFacts, returned_at: datetime) -> Suspension:
    """Return the suspension for a loan returned at ``returned_at``, counted from the day of return."""
    values = facts.values
    units = units_late(facts, returned_at)
    net = max(0, units - values.grace_units)
    days = _periods(values, units, net, values.fine_period or 1) * values.suspend_days_per
    if values.suspend_max is not None:
        days = min(days, values.suspend_max)
    return Suspension(days, facts.calendar.local_day(returned_at) + timedelta(days=days) if days else None)


def known_price(values: PolicyValues, price_minor: int | None) -> int | None:
    """Return the price of a book: its own, else the policy's default, else None."""
    return values.default_price if price_minor is None else price_minor


def lost_charges(values: PolicyValues, price_minor: int | None) -> LostCharges:
    """Return what a lost book costs: its price (or the set or default one) and the processing fee."""
    price: int | None
    if values.lost_fee is LostFee.SET:
        price = values.lost_fee_amount
    elif values.lost_fee is LostFee.DEFAULT:
        price = values.default_price
    else:
        price = known_price(values, price_minor)
    return LostCharges(price or 0, values.processing_fee, price is not None)


def found_again(
    values: PolicyValues, calendar: OpeningCalendar, lost_at: datetime, found_at: datetime
) -> LostResolution:
    """Return what becomes of the lost charges when a book lost at ``lost_at`` is back at ``found_at``."""
    days = (calendar.local_day(found_at) - calendar.local_day(lost_at)).days
    in_time = values.refund_window is None or days <= values.refund_window
    refund = in_time and values.lost_return is not LostReturn.KEEP
    return LostResolution(
        in_time=in_time,
        refund_replacement=refund,
        refund_processing=refund and values.processing_refundable,
        recharge_overdue=refund and values.lost_return is LostReturn.REFUND_AND_RECHARGE,
    )


def _periods(values: PolicyValues, units: int, net: int, period: int) -> int:
    if period == 0 or net <= 0:
        return 0
    charged = units if values.grace_in_fine else net
    return -(-charged // period) if values.charge_at is ChargeAt.START else charged // period


def _unit(values: PolicyValues) -> str:
    unit = "hour" if values.len_unit is LoanUnit.HOUR else "day"
    return f"open {unit}" if values.closed_days_excluded else unit


def _free(facts: FineFacts, units: int, net: int) -> tuple[str, ...]:
    if units == 0:
        return ("Not late.",)
    late = f"{count_words(units, _unit(facts.values))} late."
    if net == 0:
        return (late, f"{count_words(facts.values.grace_units, 'unit')} of grace: no fine.")
    return (late, "The policy charges nothing for it.")


def _charged(
    facts: FineFacts, units: int, periods: int, full: int, amount: int, capped_by: str
) -> tuple[str, ...]:
    values, unit = facts.values, _unit(facts.values)
    lines = [f"{count_words(units, unit)} late."]
    if values.grace_units:
        grace = f"{count_words(values.grace_units, unit)} of grace"
        lines.append(
            f"{grace}, charged once it is over." if values.grace_in_fine else f"{grace} not charged."
        )
    each = format_money(values.fine, facts.currency)
    lines.append(f"{count_words(periods, 'period')} at {each}: {format_money(full, facts.currency)}.")
    if capped_by:
        limit = "the price of the book" if capped_by == "price" else "the highest fine"
        lines.append(f"Limited to {limit}, {format_money(amount, facts.currency)}.")
    return tuple(lines)
