"""Walks through what a YAML file holds: takes keys that are known, remembers those that are not, and says of a wrong value
where it stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from app.errors import InvalidInput

_UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}
_DURATION = re.compile(r"(\d+(?:\.\d+)?)\s*(milliseconds?|ms|seconds?|s|minutes?|m|hours?|h)")


@dataclass
class Part:
    """A mapping of the file at ``place``, such as ``scenarios[0].flow[2]``. ``unknown`` is shared by all parts of a file."""

    content: Mapping[str, object]
    place: str
    unknown: list[str]
    _taken: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, value: object, place: str, unknown: list[str]) -> Part:
        """A value that must be a mapping."""
        if not isinstance(value, Mapping):
            raise wrong(place, "names with values below it", value)
        return cls({str(key): each for key, each in value.items()}, place, unknown)

    def at(self, key: str) -> str:
        """Where a key of this part stands."""
        return f"{self.place}.{key}" if self.place else key

    def take(self, key: str) -> object:
        """The value of a key, None where it is missing."""
        self._taken.add(key)
        return self.content.get(key)

    def part(self, key: str) -> Part:
        """The mapping under a key, an empty one where it is missing."""
        value = self.take(key)
        return Part.of({} if value is None else value, self.at(key), self.unknown)

    def parts(self, key: str) -> Iterator[Part]:
        """The mappings under a key: a list of them, or a single one."""
        value = self.take(key)
        if isinstance(value, Mapping):
            yield Part.of(value, self.at(key), self.unknown)
            return
        for n, each in enumerate(self.items(key)):
            yield Part.of(each, f"{self.at(key)}[{n}]", self.unknown)

    def items(self, key: str) -> list[object]:
        """The list under a key, empty where it is missing."""
        value = self.take(key)
        if value is None:
            return []
        if not isinstance(value, list):
            raise wrong(self.at(key), "a list", value)
        return value

    def text(self, key: str, default: str = "") -> str:
        """A text, or what can be written as one."""
        value = self.take(key)
        if value is None:
            return default
        if isinstance(value, Mapping | list):
            raise wrong(self.at(key), "a text", value)
        return str(value)

    def texts(self, key: str) -> dict[str, str]:
        """Names with texts."""
        part = self.part(key)
        return {name: part.text(name) for name in part.content}

    def number(self, key: str, least: float = 0.0) -> float | None:
        """A number that is not below ``least``."""
        value = self.take(key)
        if value is None:
            return None
        found = _number(value)
        if found is None or found < least:
            raise wrong(self.at(key), f"a number from {least:g} on", value)
        return found

    def seconds(self, key: str) -> float | None:
        """A time: seconds, or a text such as ``500ms``, ``2 minutes``."""
        value = self.take(key)
        if value is None:
            return None
        found = seconds_of(value)
        if found is None:
            raise wrong(self.at(key), "a time, such as 30 or 2m", value)
        return found

    def yes(self, key: str, default: bool = False) -> bool:
        """True or false."""
        value = self.take(key)
        if value is None:
            return default
        if not isinstance(value, bool):
            raise wrong(self.at(key), "true or false", value)
        return value

    def done(self) -> None:
        """Remember the keys nobody asked for."""
        self.unknown += [self.at(key) for key in self.content if key not in self._taken]


def seconds_of(value: object) -> float | None:
    """A time in seconds, None where it is none."""
    number = _number(value)
    if number is not None:
        return number if number >= 0 else None
    match = _DURATION.fullmatch(str(value).strip().lower())
    if match is None:
        return None
    unit = match[2]
    short = "ms" if unit.startswith(("ms", "milli")) else unit[0]
    return float(match[1]) * _UNITS[short]


def wrong(place: str, wanted: str, value: object) -> InvalidInput:
    """A value that is not what belongs there."""
    shown = repr(value)
    return InvalidInput(
        f"{place} is {shown if len(shown) <= 60 else shown[:59] + '…'}, which is not {wanted}.",
        hint="Correct it in the file of the load test.",
        details={"field": place},
    )


def missing(place: str, what: str) -> InvalidInput:
    """Something a load test can't do without."""
    return InvalidInput(
        f"{place} is missing: {what}.",
        hint="Add it to the file of the load test.",
        details={"field": place},
    )


def _number(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    try:
        return float(str(value))
    except ValueError:
        return None
