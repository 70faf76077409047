"""Rules on names, passwords and rest, whatever is typed."""

from __future__ import annotations

import contextlib
from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.accounts import (
    USERNAME_MOST,
    check_name,
    check_password,
    lock_time,
    password_bytes,
    username_of,
)
from app.errors import InvalidInput
from app.services.passwords import Passwords

PASSWORDS = Passwords(4)
ANYTHING = st.text(st.characters(exclude_categories=()), max_size=200)


@given(ANYTHING)
def test_a_username_stays_what_it_is(typed: str) -> None:
    with contextlib.suppress(InvalidInput):
        once = username_of(typed)
        assert username_of(once) == once
        assert 0 < len(once) <= USERNAME_MOST
        assert not any(char.isspace() for char in once)


@given(ANYTHING)
def test_no_name_and_no_password_breaks_the_checks(typed: str) -> None:
    for check in (check_name, lambda text: check_password(text, "ana.cruz")):
        with contextlib.suppress(InvalidInput):
            check(typed)
    password_bytes(typed)


@given(ANYTHING, ANYTHING)
def test_only_the_password_itself_matches(one: str, other: str) -> None:
    stored = PASSWORDS.hash(one)
    assert PASSWORDS.matches(one, stored)
    assert not PASSWORDS.outdated(stored)
    assert PASSWORDS.matches(other, stored) == (password_bytes(one) == password_bytes(other))


def test_nothing_matches_what_is_no_hash() -> None:
    for stored in (None, "", "x", "$2b$04$short"):
        assert not PASSWORDS.matches("", stored)
    assert PASSWORDS.outdated("x")


@given(st.integers(0, 10_000))
def test_each_wrong_password_makes_the_rest_no_shorter(failed: int) -> None:
    assert timedelta() <= lock_time(failed) <= lock_time(failed + 1) <= timedelta(minutes=15)
    assert bool(lock_time(failed)) == (failed >= 5)
