"""The values a circulation policy holds: name, type, unit and prose of each, declared once.

A form, a table and the checks on input are all made from `FIELDS`. A value of None in a policy row means
"inherit from the next less specific row"; the word `NONE` means "there is explicitly none" (no cap, no
limit) and is allowed for optional values only.
"""

# The helpers that declare a value are dataclasses.field() with its description as metadata.
# ruff: noqa: RUF009

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any, TypeAlias

from app.errors import InvalidInput

NONE = "none"
PolicyValue: TypeAlias = int | bool | str | date | time | None


class Kind(StrEnum):
    """What sort of value a field holds."""

    NUMBER = "number"
    MONEY = "money"
    YES_NO = "yes_no"
    CHOICE = "choice"
    DATE = "date"
    TIME = "time"


class LoanUnit(StrEnum):
    """What the length of a loan is counted in."""

    DAY = "day"
    HOUR = "hour"
    UNTIL_CLOSE = "until_close"
    OVERNIGHT = "overnight"
    TERM = "term"


class ClosedMode(StrEnum):
    """What happens when a loan counted in days ends on a closed day."""

    KEEP = "keep"
    SKIP_CLOSED_DAYS = "skip_closed_days_while_counting"
    NEXT_OPEN_DAY = "next_open_day"
    PREVIOUS_OPEN_DAY = "previous_open_day"
    SAME_WEEKDAY = "same_weekday_next_open"


class ClosedHourMode(StrEnum):
    """What happens when a loan counted in hours ends while the library is closed."""

    KEEP = "keep"
    END_OF_OPEN_HOURS = "end_of_open_hours"
    START_OF_NEXT_OPEN = "start_of_next_open"
    TODAYS_CLOSE = "todays_close"


class HardDue(StrEnum):
    """How a fixed due date works on the computed one."""

    BEFORE = "before"
    EXACT = "exact"
    AFTER = "after"


class RenewBase(StrEnum):
    """From when a renewal is counted."""

    NOW = "now"
    DUE = "due"


class ChargeAt(StrEnum):
    """Whether a begun fine period is charged."""

    START = "start"
    END = "end"


class LostFee(StrEnum):
    """What a lost book costs before the processing fee."""

    PRICE = "price"
    SET = "set"
    DEFAULT = "default"


class LostReturn(StrEnum):
    """What happens to the lost fee when the book comes back in time."""

    REFUND = "refund"
    REFUND_AND_RECHARGE = "refund+recharge_overdue"
    KEEP = "keep"


class ShelfHolds(StrEnum):
    """Whether a title with a copy on the shelf can be put on hold."""

    NO = "no"
    YES = "yes"
    IF_ALL_OUT = "if_all_out"


class ItemHolds(StrEnum):
    """Whether a hold may, or must, name one copy."""

    NO = "no"
    ALLOW = "allow"
    FORCE = "force"


@dataclass(frozen=True, slots=True)
class PolicyField:
    """One value of a policy: what a form, a table and a check need to know about it."""

    name: str
    kind: Kind
    unit: str
    group: str
    prose: str
    default: PolicyValue
    optional: bool = False
    minimum: int = 0
    maximum: int = 1_000_000_000
    choices: tuple[str, ...] = ()
    enum: type[StrEnum] | None = None


def _field(kind: Kind, default: PolicyValue, group: str, unit: str, prose: str, **more: Any) -> Any:
    return dataclasses.field(
        default=default,
        metadata={"kind": kind, "default": default, "group": group, "unit": unit, "prose": prose, **more},
    )


def _number(default: int | None, group: str, unit: str, prose: str, **more: Any) -> Any:
    return _field(Kind.NUMBER, default, group, unit, prose, **{"maximum": 10_000, **more})


def _money(default: int | None, group: str, prose: str, **more: Any) -> Any:
    return _field(Kind.MONEY, default, group, "money", prose, **more)


def _yes_no(default: bool, group: str, prose: str) -> Any:
    return _field(Kind.YES_NO, default, group, "", prose)


def _choice(default: StrEnum, group: str, prose: str) -> Any:
    return _field(
        Kind.CHOICE,
        default,
        group,
        "",
        prose,
        enum=type(default),
        choices=tuple(c.value for c in type(default)),
    )


@dataclass(frozen=True, slots=True)
class PolicyValues:
    """All values of one policy with their types; the defaults restrict and charge nothing."""

    circulates: bool = _yes_no(True, "loan", "Whether it may be lent at all.")
    reference_only: bool = _yes_no(False, "loan", "Read in the library only; lent only by override.")
    loan_len: int = _number(7, "loan", "loan unit", "Length of the loan, in days or hours.", maximum=3_660)
    len_unit: LoanUnit = _choice(LoanUnit.DAY, "loan", "What the length is counted in.")
    closed_mode: ClosedMode = _choice(
        ClosedMode.NEXT_OPEN_DAY, "loan", "What happens when the loan ends on a closed day."
    )
    closed_mode_short: ClosedHourMode = _choice(
        ClosedHourMode.END_OF_OPEN_HOURS, "loan", "What happens when an hour loan ends while closed."
    )
    due_at_close: bool = _yes_no(False, "loan", "Due at closing time instead of at the end of the day.")
    overnight_from_time: time | None = _field(
        Kind.TIME,
        None,
        "loan",
        "local time",
        "From when overnight loans go out; none = any time.",
        optional=True,
    )
    overnight_grace_minutes: int = _number(
        60, "loan", "minutes", "An overnight loan is due so long after opening.", maximum=1_440
    )
    hard_due_date: date | None = _field(
        Kind.DATE,
        None,
        "loan",
        "local day",
        "A fixed due date, e.g. the end of the school year.",
        optional=True,
    )
    hard_due_compare: HardDue = _choice(
        HardDue.BEFORE, "loan", "Due on the fixed date at the latest, exactly, or at the earliest."
    )
    return_before_expiry: bool = _yes_no(False, "loan", "Never due after the patron's membership ends.")
    high_demand_holds: int | None = _number(
        None,
        "loan",
        "holds",
        "From so many waiting holds the loan is shortened; none = never.",
        optional=True,
        minimum=1,
    )
    high_demand_days: int = _number(
        3, "loan", "days", "Length of a loan shortened by high demand.", minimum=1
    )
    max_items: int | None = _number(
        None, "limits", "items", "Loans of this item type at once; none = no limit.", optional=True
    )
    max_total: int | None = _number(
        None, "limits", "items", "Loans at once, of all types; none = no limit.", optional=True
    )
    max_onsite: int | None = _number(
        None, "limits", "items", "Items in use inside the library at once; none = no limit.", optional=True
    )
    rental_fee: int = _money(0, "limits", "Charged for each loan.")
    renewals_allowed: int = _number(0, "renewals", "times", "How often a loan may be renewed.", maximum=1_000)
    renewal_len: int | None = _number(
        None, "renewals", "loan unit", "Length of a renewal; none = as the loan.", optional=True, minimum=1
    )
    renew_base: RenewBase = _choice(RenewBase.NOW, "renewals", "Counted from today or from the old due date.")
    no_renew_before: int | None = _number(
        None,
        "renewals",
        "loan unit",
        "Not earlier than so long before it is due; none = any time.",
        optional=True,
    )
    unseen_renewals: int | None = _number(
        None, "renewals", "times", "Renewals without the book being shown; none = no limit.", optional=True
    )
    renew_despite_holds: bool = _yes_no(False, "renewals", "May be renewed while somebody else waits for it.")
    auto_renew: bool = _yes_no(False, "renewals", "Renewed by itself when due.")
    no_auto_after: int | None = _number(
        None,
        "renewals",
        "days",
        "No automatic renewal so long after check-out; none = no end.",
        optional=True,
    )
    fine: int = _money(0, "fines", "Overdue fine for each fine period.")
    fine_period: int = _number(1, "fines", "fine unit", "Days or hours in a fine period; 0 = no fine.")
    charge_at: ChargeAt = _choice(
        ChargeAt.END, "fines", "Charged when a fine period begins or when it is over."
    )
    grace_units: int = _number(0, "fines", "fine unit", "Days or hours late that cost nothing.")
    grace_in_fine: bool = _yes_no(False, "fines", "Once the grace is over its days are charged too.")
    closed_days_excluded: bool = _yes_no(True, "fines", "Closed days cost nothing.")
    fine_cap: int | None = _money(None, "fines", "Most an overdue fine can be; none = no cap.", optional=True)
    cap_to_price: bool = _yes_no(False, "fines", "A fine is never more than the price of the book.")
    suspend_days_per: int = _number(0, "fines", "days", "Days of suspension for each fine period late.")
    suspend_max: int | None = _number(
        None, "fines", "days", "Longest suspension; none = no end.", optional=True
    )
    lost_after_days: int | None = _number(
        None,
        "lost",
        "days",
        "Counted as lost so long after the due date; none = never by itself.",
        optional=True,
    )
    lost_fee: LostFee = _choice(
        LostFee.PRICE, "lost", "A lost book costs its price, a set fee or the default."
    )
    lost_fee_amount: int = _money(0, "lost", "The set fee for a lost book.")
    default_price: int | None = _money(
        None, "lost", "Price of a book whose own is not known; none = unknown.", optional=True
    )
    processing_fee: int = _money(0, "lost", "Charged beside the price of a lost book.")
    processing_refundable: bool = _yes_no(False, "lost", "The processing fee goes back with the price.")
    refund_window: int | None = _number(
        None, "lost", "days", "The lost fee goes back if found so soon; none = at any time.", optional=True
    )
    lost_return: LostReturn = _choice(
        LostReturn.REFUND, "lost", "What happens when a lost book comes back in time."
    )
    holds_allowed: int | None = _number(
        0, "holds", "holds", "Open holds at once; none = no limit.", optional=True
    )
    holds_per_day: int | None = _number(
        None, "holds", "holds", "New holds a day; none = no limit.", optional=True
    )
    holds_per_record: int | None = _number(
        1, "holds", "holds", "Open holds on one title; none = no limit.", optional=True
    )
    on_shelf_holds: ShelfHolds = _choice(
        ShelfHolds.IF_ALL_OUT, "holds", "Whether a title with a copy on the shelf can be put on hold."
    )
    item_holds: ItemHolds = _choice(ItemHolds.ALLOW, "holds", "Whether a hold may, or must, name one copy.")
    pickup_days: int = _number(3, "holds", "open days", "How long a book waits on the hold shelf.", minimum=1)


def _fields() -> tuple[PolicyField, ...]:
    return tuple(PolicyField(name=field.name, **field.metadata) for field in dataclasses.fields(PolicyValues))


FIELDS: tuple[PolicyField, ...] = _fields()
FIELD: Mapping[str, PolicyField] = {field.name: field for field in FIELDS}


def parse_value(name: str, raw: object) -> PolicyValue:
    """Return ``raw`` (from a form, JSON or TOML) as the type of the value ``name``.

    Numbers and money may come as text. `NONE` gives None for an optional value: "explicitly none".
    Raises InvalidInput with ``details["field"]`` when ``raw`` can't be that value.
    """
    field = FIELD.get(name)
    if field is None:
        raise InvalidInput(f"There is no policy value called “{name}”.", details={"field": name})
    if raw == NONE:
        if field.optional:
            return None
        raise _bad(field, "needs a value")
    if field.kind in (Kind.NUMBER, Kind.MONEY):
        return _whole(field, raw)
    if field.kind is Kind.YES_NO:
        return _truth(field, raw)
    if field.kind is Kind.CHOICE:
        return _chosen(field, raw)
    return _moment(field, raw)


def plain_value(value: PolicyValue) -> int | bool | str:
    """Return a typed value as JSON can keep it; `parse_value` turns it back."""
    if value is None:
        return NONE
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, time):
        return value.strftime("%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    return value


def _bad(field: PolicyField, why: str) -> InvalidInput:
    return InvalidInput(
        f"The policy value {field.name.replace('_', ' ')} {why}.",
        hint=field.prose,
        details={"field": field.name, "unit": field.unit},
    )


def _whole(field: PolicyField, raw: object) -> int:
    if isinstance(raw, str):
        digits = raw.strip()
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 12):
            raise _bad(field, "must be a whole number")
        raw = int(digits)
    if isinstance(raw, bool) or not isinstance(raw, int):
        raise _bad(field, "must be a whole number")
    if not field.minimum <= raw <= field.maximum:
        raise _bad(field, f"must be between {field.minimum:,} and {field.maximum:,}")
    return raw


def _truth(field: PolicyField, raw: object) -> bool:
    if isinstance(raw, str):
        raw = {"true": True, "yes": True, "false": False, "no": False}.get(raw.strip().lower())
    if not isinstance(raw, bool):
        raise _bad(field, "must be yes or no")
    return raw


def _chosen(field: PolicyField, raw: object) -> StrEnum:
    assert field.enum is not None
    try:
        return field.enum(str(raw))
    except ValueError:
        raise _bad(field, f"must be one of {', '.join(field.choices)}") from None


def _moment(field: PolicyField, raw: object) -> date | time:
    if field.kind is Kind.DATE and type(raw) is date:
        return raw
    if field.kind is Kind.TIME and isinstance(raw, time):
        return raw.replace(second=0, microsecond=0)
    try:
        if field.kind is Kind.DATE:
            return date.fromisoformat(str(raw))
        return time.fromisoformat(str(raw)).replace(second=0, microsecond=0, tzinfo=None)
    except ValueError:
        example = "2027-03-31" if field.kind is Kind.DATE else "15:30"
        raise _bad(field, f"must be a {field.kind.value} such as {example}") from None
