"""Amounts of money: whole minor units (centavos) and a currency, never floating point."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from app.errors import InvalidInput

MOST_MINOR = 10**12
"""The largest amount that is written down, in minor units."""

_AMOUNT = re.compile(r"(?P<whole>\d{1,3}(?:,\d{3})+|\d{1,12})(?:\.(?P<part>\d+))?")


@dataclass(frozen=True, slots=True)
class Currency:
    """A currency: ISO 4217 code, symbol, and how many decimal digits its amounts are written with."""

    code: str
    symbol: str
    digits: int = 2


PHP = Currency("PHP", "₱")

CURRENCIES: Mapping[str, Currency] = {
    one.code: one
    for one in (
        PHP,
        Currency("USD", "$"),
        Currency("EUR", "€"),
        Currency("GBP", "£"),
        Currency("JPY", "¥", 0),
    )
}


def format_money(amount_minor: int, currency: Currency = PHP) -> str:
    """Return the amount as people write it: ``₱12.00``, ``₱2,835.00``, ``−₱5.00``."""
    sign = "−" if amount_minor < 0 else ""
    whole, part = divmod(abs(amount_minor), 10**currency.digits)
    decimals = f".{part:0{currency.digits}d}" if currency.digits else ""
    return f"{sign}{currency.symbol}{whole:,}{decimals}"


def parse_money(text: str, currency: Currency = PHP, field: str = "amount") -> int:
    """Return the minor units of an amount a person typed: ``12``, ``12.5``, ``₱2,835.00``, ``PHP 20``.

    Raises InvalidInput naming ``field`` for anything else: negative amounts, more decimals than the
    currency has, ``NaN``, a comma that separates no thousands.
    """
    bare = text.strip().removeprefix(currency.symbol).removeprefix(currency.code).strip()
    match = _AMOUNT.fullmatch(bare) if bare.isascii() else None
    part = (match and match["part"]) or ""
    if match is None or len(part) > currency.digits:
        raise InvalidInput(
            f"“{text.strip()}” is no amount of money.",
            hint=f"Write it like {format_money(1250, currency)}.",
            details={"field": field},
        )
    return int(match["whole"].replace(",", "") + part.ljust(currency.digits, "0"))
