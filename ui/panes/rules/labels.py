"""What the values of a rule are called, and their choices, in words a librarian uses."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication


def tr(text: str) -> str:
    """Text about rules in the person's language."""
    return QCoreApplication.translate("Rules", text)


def _noop(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("Rules", text))


GROUPS: dict[str, str] = {
    "loan": _noop("The loan"),
    "limits": _noop("How many at once"),
    "renewals": _noop("Renewals"),
    "fines": _noop("Being late"),
    "lost": _noop("Lost books"),
    "holds": _noop("Holds"),
}

LABELS: dict[str, str] = {
    "circulates": _noop("May be lent"),
    "reference_only": _noop("Read in the library only"),
    "loan_len": _noop("Length of the loan"),
    "len_unit": _noop("Counted in"),
    "closed_mode": _noop("When it ends on a closed day"),
    "closed_mode_short": _noop("When its hours end while closed"),
    "due_at_close": _noop("Due at closing time"),
    "overnight_from_time": _noop("Overnight loans go out from"),
    "overnight_grace_minutes": _noop("Overnight: due after opening"),
    "hard_due_date": _noop("Fixed due date"),
    "hard_due_compare": _noop("The fixed date counts"),
    "return_before_expiry": _noop("Due before the membership ends"),
    "high_demand_holds": _noop("Shortened from so many holds"),
    "high_demand_days": _noop("Length of a shortened loan"),
    "max_items": _noop("Books of this kind"),
    "max_total": _noop("Books of all kinds"),
    "max_onsite": _noop("In use inside the library"),
    "rental_fee": _noop("Charged for each loan"),
    "renewals_allowed": _noop("Renewals of a loan"),
    "renewal_len": _noop("Length of a renewal"),
    "renew_base": _noop("A renewal is counted from"),
    "no_renew_before": _noop("Not renewed earlier than"),
    "unseen_renewals": _noop("Renewals without the book"),
    "renew_despite_holds": _noop("Renewed while others wait for it"),
    "auto_renew": _noop("Renewed by itself when due"),
    "no_auto_after": _noop("No longer by itself after"),
    "fine": _noop("Fine for each period"),
    "fine_period": _noop("Length of a fine period"),
    "charge_at": _noop("A period is charged"),
    "grace_units": _noop("Late at no cost"),
    "grace_in_fine": _noop("Once over, the grace costs too"),
    "closed_days_excluded": _noop("Closed days cost nothing"),
    "fine_cap": _noop("Most a fine can be"),
    "cap_to_price": _noop("At most the book's price"),
    "suspend_days_per": _noop("Suspended for each period late"),
    "suspend_max": _noop("Longest suspension"),
    "lost_after_days": _noop("Lost when overdue for"),
    "lost_fee": _noop("A lost book costs"),
    "lost_fee_amount": _noop("The set fee"),
    "default_price": _noop("Price where none is known"),
    "processing_fee": _noop("Processing fee"),
    "processing_refundable": _noop("The processing fee goes back too"),
    "refund_window": _noop("Goes back if found within"),
    "lost_return": _noop("When a lost book comes back"),
    "holds_allowed": _noop("Holds at once"),
    "holds_per_day": _noop("New holds a day"),
    "holds_per_record": _noop("Holds on one title"),
    "on_shelf_holds": _noop("Held while a copy is on the shelf"),
    "item_holds": _noop("Holds on one copy"),
    "pickup_days": _noop("Kept on the hold shelf for"),
}

UNITS: dict[str, str] = {
    "loan unit": _noop("days or hours"),
    "fine unit": _noop("days or hours"),
    "days": _noop("days"),
    "open days": _noop("days the library is open"),
    "minutes": _noop("minutes"),
    "items": _noop("books"),
    "times": _noop("times"),
    "holds": _noop("holds"),
    "local time": _noop("a time such as 15:30"),
    "local day": _noop("a day such as 2027-03-31"),
}

_UNLIMITED = _noop("no limit")
_NOTHING: dict[str, str] = {
    "overnight_from_time": _noop("at any time"),
    "hard_due_date": _noop("none"),
    "high_demand_holds": _noop("never"),
    "renewal_len": _noop("as long as the loan"),
    "no_renew_before": _noop("at any time"),
    "lost_after_days": _noop("never by itself"),
    "default_price": _noop("not known"),
    "refund_window": _noop("at any time"),
}

_CHOICES: dict[tuple[str, str], str] = {
    ("len_unit", "day"): _noop("days"),
    ("len_unit", "hour"): _noop("hours"),
    ("len_unit", "until_close"): _noop("until closing time"),
    ("len_unit", "overnight"): _noop("overnight"),
    ("len_unit", "term"): _noop("to the end of the term"),
    ("closed_mode", "keep"): _noop("due on that day all the same"),
    ("closed_mode", "skip_closed_days_while_counting"): _noop("closed days are not counted"),
    ("closed_mode", "next_open_day"): _noop("due on the next open day"),
    ("closed_mode", "previous_open_day"): _noop("due on the open day before"),
    ("closed_mode", "same_weekday_next_open"): _noop("due on that weekday when it is open"),
    ("closed_mode_short", "keep"): _noop("due all the same"),
    ("closed_mode_short", "end_of_open_hours"): _noop("due at the closing before"),
    ("closed_mode_short", "start_of_next_open"): _noop("due at the next opening"),
    ("closed_mode_short", "todays_close"): _noop("due when the day closes"),
    ("hard_due_compare", "before"): _noop("at the latest"),
    ("hard_due_compare", "exact"): _noop("exactly"),
    ("hard_due_compare", "after"): _noop("at the earliest"),
    ("renew_base", "now"): _noop("the day it is renewed"),
    ("renew_base", "due"): _noop("the old due date"),
    ("charge_at", "start"): _noop("when it begins"),
    ("charge_at", "end"): _noop("when it is over"),
    ("lost_fee", "price"): _noop("its price"),
    ("lost_fee", "set"): _noop("the set fee"),
    ("lost_fee", "default"): _noop("the price where none is known"),
    ("lost_return", "refund"): _noop("the fee goes back"),
    ("lost_return", "refund+recharge_overdue"): _noop("the fee goes back, being late is charged"),
    ("lost_return", "keep"): _noop("the fee stays"),
    ("on_shelf_holds", "no"): _noop("no"),
    ("on_shelf_holds", "yes"): _noop("yes"),
    ("on_shelf_holds", "if_all_out"): _noop("only when all copies are out"),
    ("item_holds", "no"): _noop("no"),
    ("item_holds", "allow"): _noop("a copy may be named"),
    ("item_holds", "force"): _noop("a copy must be named"),
}

USUAL = (
    "circulates", "loan_len", "len_unit", "max_items", "max_total", "renewals_allowed", "renewal_len",
    "fine", "fine_period", "grace_units", "fine_cap", "cap_to_price", "closed_days_excluded",
    "processing_fee", "holds_allowed", "pickup_days",
)  # fmt: skip
"""The values most rules are about; a form shows these, or all."""


def name_of(name: str) -> str:
    """What a value is called."""
    return tr(LABELS[name])


def nothing(name: str) -> str:
    """What it means that there is explicitly none of a value."""
    return tr(_NOTHING.get(name, _UNLIMITED))


def choice(name: str, value: str) -> str:
    """One of the choices of a value."""
    return tr(_CHOICES[name, value])
