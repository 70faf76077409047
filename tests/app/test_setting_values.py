"""Database addresses as people write them, and the readers' edges."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import make_url

from app.setting_values import (
    DatabaseAddress,
    addresses,
    database_address,
    local_zone,
    nodes,
    whole_number,
    zone_name,
)

PRINTABLE = st.text(st.characters(exclude_categories=("C", "Z")), max_size=30)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mysql://u:p@h/db", DatabaseAddress("mysql", "db", "h", 3306, "u", "p")),
        ("mariadb://u@h:3307/db", DatabaseAddress("mysql", "db", "h", 3307, "u")),
        (
            "mysql+pymysql://h/db?charset=utf8mb4",
            DatabaseAddress("mysql", "db", "h", options=(("charset", "utf8mb4"),)),
        ),
        ("mariadb+pymysql://[::1]:3306/db", DatabaseAddress("mysql", "db", "::1", 3306)),
        ("MySQL://u:a%40b%2Fc%25@h/db", DatabaseAddress("mysql", "db", "h", 3306, "u", "a@b/c%")),
        ("mysql://u:a@b/c#d?e:f@h/db", DatabaseAddress("mysql", "db", "h", 3306, "u", "a@b/c#d?e:f")),
        ("sqlite:///clms.db", DatabaseAddress("sqlite", "clms.db")),
        ("sqlite:////srv/clms.db", DatabaseAddress("sqlite", "/srv/clms.db")),
        ("sqlite:///C:/data/clms.db", DatabaseAddress("sqlite", "C:/data/clms.db")),
    ],
)
def test_addresses(text: str, expected: DatabaseAddress) -> None:
    assert database_address(text) == expected


@given(user=PRINTABLE, password=PRINTABLE)
def test_any_password_arrives_at_the_driver_as_it_was_meant(user: str, password: str) -> None:
    address = DatabaseAddress("mysql", "clms", "server", 3306, user, password)
    url = make_url(address.url)
    assert (url.username or "", url.password or "") == (user, password if user or password else "")
    assert (url.host, url.port, url.database, url.get_driver_name()) == ("server", 3306, "clms", "pymysql")
    assert database_address(address.url) == address


@given(st.text(max_size=60))
def test_a_reader_fails_in_no_other_way_than_by_a_value_error(text: str) -> None:
    for reader in (addresses, database_address, nodes(6379, "redis"), zone_name, whole_number(1, 9)):
        with contextlib.suppress(ValueError):
            reader(text)


def test_whole_numbers_are_ascii_digits_within_bounds() -> None:
    read = whole_number(1, 99)
    assert read("+7") == 7
    for text in ("", "0", "100", "1_0", "٣", "1.0", "1e1", "9" * 5000):
        with pytest.raises(ValueError, match="whole number from 1 to 99"):
            read(text)


def test_the_computers_zone_is_one_the_zone_database_knows() -> None:
    assert zone_name(local_zone()) == local_zone()


def test_a_computer_with_an_unknown_zone_is_on_utc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tzlocal.get_localzone_name", lambda: "Mars/Olympus")
    assert local_zone() == "UTC"
