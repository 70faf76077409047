"""Sentences of services in the person's language.

Services know no window and speak English: an error's message, the findings of a decision, the effect of a plan. The
terminal, the log and the database get them as they are; so do sentences kept with an act or a job, which somebody else
may read in another language. At the window's edge a sentence is recognised by its form (“{title}” is on loan to
{patron_name}.), which the catalogue holds as it stands in the source, and said in the form of the person's language
with the same values. A sentence whose form is not known stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from typing import Protocol

from PySide6.QtCore import QCoreApplication, QLocale

from app.domain.words import MONTHS, WEEKDAYS

LIBRARY = "Library"
"""The context that asks for a sentence of a service; see ui.language."""

_ROOM = re.compile(r"{(\w+)}")
_WEEKDAY = re.compile("|".join(WEEKDAYS))
_WEEKDAYS = re.compile(rf"({_WEEKDAY.pattern})((, | and | through )({_WEEKDAY.pattern}))*")
_NEXT = re.compile(r"(?<=[.!?]) (?=[A-Z“₱\d])")
_DAY = re.compile(
    rf"(?:{'|'.join(WEEKDAYS)}) (\d\d?) ({'|'.join(MONTHS)})(?: (\d{{4}}))?(?: at (\d\d:\d\d))?"
)
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d) UTC(?![+-])")
_AS_THEY_ARE = ("title", "name", "number", "patron", "file", "folder", "text", "typed", "actor")
"""Values somebody typed, by the end of their name: a book may be called like a word of ours."""

Forms = Mapping[str, tuple[str, ...]]


class Spoken(Protocol):
    """What carries a sentence and what to do now: an error, a finding, a note."""

    @property
    def message(self) -> str: ...
    @property
    def hint(self) -> str: ...


def said(text: str) -> str:
    """A sentence of a service in the person's language, its instants on the desk's own clock."""
    return _INSTANT.sub(_here, QCoreApplication.translate(LIBRARY, text)) if text else text


def _here(instant: re.Match[str]) -> str:
    at = datetime.fromisoformat(f"{instant[1]}T{instant[2]}").replace(tzinfo=UTC)
    return f"{at.astimezone():%Y-%m-%d %H:%M:%S}"


def advice(spoken: Spoken) -> str:
    """A message with its hint in the person's language."""
    return f"{said(spoken.message)} {said(spoken.hint)}".strip()


@dataclass(frozen=True, slots=True)
class _Form:
    """A sentence with room for values, and how it reads in the other language."""

    source: str
    words: tuple[str, ...]
    forms: tuple[str, ...]

    def match(self, text: str) -> re.Match[str] | None:
        """The values of a sentence of this form; a pattern is made only for a text that has all its words."""
        return _pattern(self.source).fullmatch(text) if all(word in text for word in self.words) else None


class Sentences:
    """Recognises the sentences of a catalogue.

    ``word`` translates a word within a sentence, ``day`` writes a day, ``choose`` takes the form for a number.
    """

    def __init__(
        self,
        known: Forms,
        word: Callable[[str], str | None],
        day: Callable[[date], str],
        choose: Callable[[tuple[str, ...], int], str],
    ) -> None:
        self._known = known
        self._word = word
        self._day = day
        self._choose = choose

    def say(self, text: str) -> str | None:
        """The text in the other language; None when it is not known.

        Sentences that are known one by one are said so, where a form for the whole would take the end of one for part of
        a value.
        """
        found = self._one(text)
        if (found is None or self._runs_on(text)) and len(parts := _NEXT.split(text)) > 1:
            several = [self._one(part) for part in parts]
            if all(several):
                return " ".join(part or "" for part in several)
        return found

    def _runs_on(self, text: str) -> bool:
        match = next(filter(None, (form.match(text) for form in self._forms)), None)
        return text not in self._known and match is not None and any(map(_NEXT.search, match.groups()))

    def _one(self, text: str) -> str | None:
        if text in self._known:
            return self._known[text][-1]
        for form in self._forms:
            if match := form.match(text):
                number = match.groupdict().get("n", "")
                chosen = self._choose(form.forms, int(number.replace(",", "")) if number else -1)
                return chosen.format(**{name: self._value(name, v) for name, v in match.groupdict().items()})
        return None

    @cached_property
    def _forms(self) -> tuple[_Form, ...]:
        """Those with values in them, the most particular first."""
        found = [_form(source, forms) for source, forms in self._known.items() if _ROOM.search(source)]
        return tuple(sorted(found, key=lambda form: -sum(map(len, form.words))))

    def _value(self, name: str, value: str) -> str:
        if name.rstrip("0123456789").endswith(_AS_THEY_ARE):
            return value
        if match := _DAY.fullmatch(value):
            return self._moment(match)
        if _WEEKDAYS.fullmatch(value):
            return self._weekdays(value)
        return ", ".join(self._word(part) or self._one(part) or part for part in value.split(", "))

    def _weekdays(self, value: str) -> str:
        for word in ("and", "through"):
            value = value.replace(f" {word} ", f" {self._word(word) or word} ")
        return _WEEKDAY.sub(lambda match: QLocale().dayName(WEEKDAYS.index(match[0]) + 1), value)

    def _moment(self, match: re.Match[str]) -> str:
        figure, month, year, clock = match.groups()
        when = date(int(year or date.today().year), MONTHS.index(month) + 1, int(figure))  # noqa: DTZ011 - the desk's own
        return f"{self._day(when)}, {clock}" if clock else self._day(when)


def _form(source: str, forms: tuple[str, ...]) -> _Form:
    return _Form(source, tuple(filter(None, _ROOM.split(source)[::2])), forms)


@lru_cache
def _pattern(source: str) -> re.Pattern[str]:
    pieces = _ROOM.split(source)
    pattern = re.escape(pieces[0])
    for name, word in zip(pieces[1::2], pieces[2::2], strict=True):
        pattern += rf"(?P<{name}>{'[0-9,]+' if name == 'n' else '.+?'}){re.escape(word)}"
    return re.compile(pattern, re.DOTALL)
