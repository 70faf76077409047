"""Reads the policy a new library starts with (``resources/policies/*.toml``) from its text."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from app.domain.blocks import BlockRules
from app.domain.calendar import OpeningCalendar, OpeningHours
from app.domain.policies import PolicyKey, PolicyRow, check_rows, parse_values
from app.domain.words import WEEKDAYS
from app.errors import InvalidInput

_KEY_PARTS = ("branch", "category", "item_type", "location", "audience")


@dataclass(frozen=True, slots=True)
class Category:
    """A patron category; ``grades`` are those (normalised) whose pupils belong to it, empty for no pupils."""

    code: str
    name: str
    grades: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PolicySeed:
    """What a policy file holds.

    ``hours`` maps weekdays (0 = Monday) to opening and closing time as ``HH:MM``; ``item_types`` codes to
    names; ``collections`` collection codes to item types; the values of ``rows`` are as they are stored.
    """

    currency: str
    timezone: str
    hours: Mapping[int, tuple[str, str]]
    item_types: Mapping[str, str]
    collections: Mapping[str, str]
    default_item_type: str
    categories: tuple[Category, ...]
    rows: tuple[PolicyRow, ...]
    block_rules: BlockRules

    def calendar(self) -> OpeningCalendar:
        """Return the opening calendar, without exceptions and terms."""
        week = [OpeningHours.parse(*self.hours[day]) if day in self.hours else None for day in range(7)]
        return OpeningCalendar(week, ZoneInfo(self.timezone))

    def item_type_of(self, collection: str) -> str:
        """Return the item type of a collection code; the default one for an unknown or missing code."""
        return self.collections.get(collection.strip().upper(), self.default_item_type)


def parse_seed(text: str) -> PolicySeed:
    """Return what a policy file says. Raises InvalidInput with ``details["field"]`` for what can't be."""
    try:
        data = tomllib.loads(text)
        collections = {code.upper(): item_type for code, item_type in data["collections"].items()}
        default = collections.pop("DEFAULT")
        seed = PolicySeed(
            currency=data["currency"],
            timezone=_zone(data["timezone"]),
            hours=_hours(data["hours"]),
            item_types=data["item_types"],
            collections=collections,
            default_item_type=default,
            categories=tuple(
                Category(code, entry["name"], tuple(entry.get("grades", ())))
                for code, entry in data["categories"].items()
            ),
            rows=tuple(_row(entry) for entry in data["policies"]),
            block_rules=BlockRules.from_plain(data["blocks"]),
        )
    except tomllib.TOMLDecodeError as error:
        raise InvalidInput(f"The policy file can't be read: {error}.", details={"field": "file"}) from error
    except KeyError as error:
        raise InvalidInput(
            f"The policy file lacks {error}.", details={"field": str(error.args[0])}
        ) from error
    check_rows(seed.rows)
    _check_codes(seed)
    return seed


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError) as error:
        raise InvalidInput(f"There is no time zone “{name}”.", details={"field": "timezone"}) from error
    return name


def _hours(raw: Mapping[str, list[str]]) -> dict[int, tuple[str, str]]:
    days = {name.lower(): number for number, name in enumerate(WEEKDAYS)}
    week = {}
    for name, hours in raw.items():
        if name not in days or len(hours) != 2:
            raise InvalidInput(f"The opening hours of “{name}” can't be.", details={"field": "hours"})
        OpeningHours.parse(*hours)
        week[days[name]] = (hours[0], hours[1])
    return week


def _row(entry: Mapping[str, Any]) -> PolicyRow:
    key = PolicyKey(**{part: str(entry[part]) for part in _KEY_PARTS if part in entry})
    values = {name: value for name, value in entry.items() if name not in (*_KEY_PARTS, "note")}
    return PolicyRow(key, parse_values(values), note=str(entry.get("note", "")))


def _check_codes(seed: PolicySeed) -> None:
    used = {*seed.collections.values(), seed.default_item_type}
    used |= {row.key.item_type for row in seed.rows} - {"*"}
    for code in sorted(used - set(seed.item_types)):
        raise InvalidInput(f"There is no item type “{code}”.", details={"field": "item_types"})
    known = {category.code for category in seed.categories}
    for code in sorted({row.key.category for row in seed.rows} - known - {"*"}):
        raise InvalidInput(f"There is no patron category “{code}”.", details={"field": "categories"})
