"""Fines and payments: each patron's account."""

from __future__ import annotations

from app.domain.actors import Permission
from app.server.route import Noun, Route
from app.services.ledger import LedgerService

_TAKE, _FORGIVE = Permission.TAKE_MONEY, Permission.FORGIVE_MONEY
_ACCOUNT = "/api/students/{student_id}/account"

NOUN = Noun(
    "Fines and payments",
    "Each patron's account, in the currency's smallest unit. Nothing is ever changed in it.",
)
ROUTES = (
    Route("GET", _ACCOUNT, LedgerService.account, Permission.VIEW_PATRONS, "A patron's account"),
    Route(
        "POST",
        f"{_ACCOUNT}/charges",
        LedgerService.charge,
        _TAKE,
        "Charge a patron",
        {"type_": "DAMAGE", "amount_minor": 5000, "note": "Torn page"},
        201,
    ),
    Route(
        "POST",
        f"{_ACCOUNT}/payments",
        LedgerService.pay,
        _TAKE,
        "Take a payment",
        {"amount_minor": 5000},
        201,
    ),
    Route(
        "POST",
        f"{_ACCOUNT}/charges/{{charge_id}}/waive",
        LedgerService.waive,
        _FORGIVE,
        "Forgive a charge",
        {"reason": "The book was found"},
    ),
    Route(
        "POST",
        f"{_ACCOUNT}/refunds",
        LedgerService.refund,
        _FORGIVE,
        "Give money back",
        {"amount_minor": 5000, "reason": "Paid twice"},
        201,
    ),
    Route(
        "POST",
        "/api/ledger/{entry_id}/void",
        LedgerService.void,
        _FORGIVE,
        "Reverse a wrong entry",
        {"reason": "Wrong patron"},
    ),
)
