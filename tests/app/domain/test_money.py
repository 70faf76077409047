"""Amounts of money: whole minor units in, words out, and back."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.money import PHP, Currency, format_money, parse_money
from app.errors import InvalidInput

CURRENCIES = st.sampled_from([PHP, Currency("JPY", "¥", 0), Currency("EUR", "€"), Currency("KWD", "KD", 3)])


@pytest.mark.parametrize(
    ("minor", "words"),
    [(0, "₱0.00"), (5, "₱0.05"), (1200, "₱12.00"), (283500, "₱2,835.00"), (-500, "−₱5.00"), (-5, "−₱0.05")],
)
def test_amounts_are_written_as_people_write_them(minor, words):
    assert format_money(minor) == words


def test_a_currency_without_decimals_shows_none():
    assert format_money(1200, Currency("JPY", "¥", 0)) == "¥1,200"


@given(st.integers(0, 10**14), CURRENCIES)
def test_what_is_written_reads_back(minor, currency):
    assert parse_money(format_money(minor, currency), currency) == minor


@pytest.mark.parametrize(
    ("text", "minor"), [("12", 1200), ("12.5", 1250), (" ₱ 2,835.00 ", 283500), ("PHP 20", 2000), ("0.07", 7)]
)
def test_typed_amounts_are_exact(text, minor):
    assert parse_money(text) == minor


@pytest.mark.parametrize(
    "text",
    ["", "-5", "NaN", "inf", "1e3", "#REF!", "12.345", "12,50", "1,23,4", "1.2.3", "१२", "12 pesos", "."],
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(InvalidInput) as refusal:
        parse_money(text, field="paid")
    assert refusal.value.details["field"] == "paid"


@given(st.text())
def test_no_text_makes_it_fail(text):
    with suppress(InvalidInput):
        assert parse_money(text) >= 0
