"""Call numbers: what they are made of, how a label shows them and the order they stand in on the shelf.

``[prefix] class[.decimals] [cutter] [year] [v.n] [c.n]``. A prefix names the collection (FIC, REF …), the class is
Dewey's; fiction has none and stands by its cutter; Library of Congress numbers file on their own; any other shape
files as text behind all of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from enum import IntEnum
from functools import lru_cache

from app.domain.text import clean, cut, fold, number_keys


class Shape(IntEnum):
    """The kinds of call number, in shelf order within one prefix."""

    BLANK = 0
    PLAIN = 1  # prefix, cutter or year, without a class: fiction, easy books
    DEWEY = 2
    LCC = 3
    OTHER = 9


@dataclass(frozen=True, slots=True)
class CallNumber:
    """A call number in parts; ``raw`` is the cleaned text.

    ``year`` is exact or None; ``year_text`` is what stands there (``[199?]``, ``2020h``). ``parts`` are
    (letter, number) pairs such as ``("v", "10")``, ``("s", "42")``; ``copy`` is the number behind ``c.``.
    ``rest`` holds words that fit nowhere.
    """

    raw: str
    shape: Shape
    prefix: str = ""
    number: str = ""
    cutter: str = ""
    year: int | None = None
    year_text: str = ""
    parts: tuple[tuple[str, str], ...] = ()
    copy: str = ""
    rest: tuple[str, ...] = ()

    @property
    def volume(self) -> str:
        """The volume, book, series or part label as a catalogue shows it, e.g. ``"v.10"``; empty when none."""
        return " ".join(f"{letter}.{number}" for letter, number in self.parts)


_DEWEY = re.compile(r"^(\d{3,4}(?:[.:`]\d[\d`'’]*)?|\d{1,2}\.\d[\d`'’]*)([a-z]?)(FIL)?$")
_GLUED = re.compile(r"^([A-Z]{1,4})?(\d{3}(?:\.\d+)?)([A-Z][a-z]?\d{1,5}[A-Za-z]*)?$")
_CUTTER = re.compile(r"^[A-Za-z]{1,4}\d{1,6}[A-Za-z]{0,4}$")
_PREFIX = re.compile(r"^[A-Za-z]{1,5}\.?$")
_YEAR = re.compile(r"^[\[(]?[©cp]?((?:1[4-9]|20)\d\d)[\])]?([a-z])?$")
_ABOUT_YEAR = re.compile(r"^[\[(]?[c©]?(?:(?:1[4-9]|20)(?:\d?[?\-]{1,2}|\d\d\?)|\?)[\])]?$")
_PART = re.compile(
    r"^(v|vol|b|bk|book|s|ser|p|pt|part|n|no|t)\.?(\d{1,5}[a-z]?|[ivxl]{1,7})\.?$", re.IGNORECASE
)
_COPY = re.compile(r"^(?:c|copy|cop)\.?(\d{1,4})\.?$", re.IGNORECASE)
_LCC = re.compile(r"^([A-Z]{1,3}) ?(\d{1,4}(?:\.\d+)?) ?(\.[A-Z]\d+(?: ?\.?[A-Z]\d+(?![A-Za-z]))*)(.*)$")
_USUAL = re.compile(
    r"(?:([A-Z]{1,5}) )?(\d{3}(?:\.\d+)?) ([A-Z][a-z]?\d{1,6}) ((?:1[4-9]|20)\d\d)(?: v\.(\d{1,5}))?(?: c\.(\d{1,4}))?\Z",
    re.ASCII,
)
_LABELS = {"vol": "v", "bk": "b", "book": "b", "ser": "s", "pt": "p", "part": "p", "no": "n"}
_ALIKE = (frozenset({"R", "REF"}), frozenset({"F", "FIC"}))
_DASHES = re.compile(r"[\u2010-\u2015\u2212]+")


@lru_cache(maxsize=8192)
def parse(text: str | None) -> CallNumber:
    """Read a call number; never raises. What is not understood is in ``rest`` or makes the shape OTHER."""
    raw = clean(text)
    if not raw:
        return CallNumber("", Shape.BLANK)
    if (usual := _USUAL.match(raw)) is not None:
        return _usual(raw, usual)
    if (lcc := _LCC.match(raw)) is not None:
        return _lcc(raw, lcc)
    reader = _Reader(_words(raw))
    reader.read()
    return reader.result(raw)


def _usual(raw: str, match: re.Match[str]) -> CallNumber:
    """What the reader makes of ``FIC 813.54 K25 1995 v.2 c.3``, four times as fast: most call numbers are like this."""
    prefix, number, cutter, year, volume, copy = match.groups("")
    parts = (("v", volume),) if volume else ()
    return CallNumber(raw, Shape.DEWEY, prefix, number, cutter, int(year), year, parts, copy)


def _words(raw: str) -> list[str]:
    text = _DASHES.sub(" ", raw)
    text = re.sub(r"(\d)\. +(\d)", r"\1.\2", text)  # "004. 678"
    text = re.sub(r"(?i)\b(v|vol|b|bk|s|p|pt|c|no?)\. +(\d)", r"\1.\2", text)  # "c. 2"
    text = re.sub(r"(?i)\b(vol|book|part|copy) +(\d)", r"\1.\2", text)
    words = [re.sub(r"(?<=\d)\.$", "", word.strip(";,:")) for word in text.split()]
    return [word for word in words if word.strip(".-")]


class _Reader:
    """Walks the words of a call number once, from left to right."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.prefix = self.number = self.cutter = self.year_text = self.copy = ""
        self.year: int | None = None
        self.parts: list[tuple[str, str]] = []
        self.rest: list[str] = []

    def read(self) -> None:
        steps = (
            self.prefix_word, self.class_word, self.year_word, self.part_word, self.copy_word, self.cutter_word,
        )  # fmt: skip
        for word in self.words:
            if not any(step(word) for step in steps):
                self.rest.append(word)

    def prefix_word(self, word: str) -> bool:
        started = self.number or self.cutter or self.year_text or self.parts or self.copy or self.rest
        if started or not _PREFIX.match(word):
            return False
        name = word.rstrip(".").upper()
        if name not in self.prefix.split():
            self.prefix = f"{self.prefix} {name}".strip()
        return True

    def class_word(self, word: str) -> bool:
        if self.number or self.cutter or self.year_text:
            return False
        if (glued := _GLUED.match(word)) is not None and (
            glued.group(3) or (glued.group(1) and not self.prefix)
        ):
            self.prefix = self.prefix or (glued.group(1) or "")
            self.number, self.cutter = glued.group(2), glued.group(3) or ""
            return True
        match = _DEWEY.match(word)
        if match is None or _YEAR.match(word):
            return False
        self.number = word
        return True

    def cutter_word(self, word: str) -> bool:
        if self.cutter or self.year_text or not _CUTTER.match(word):
            return False
        self.cutter = word
        return True

    def year_word(self, word: str) -> bool:
        if self.year_text:
            return False
        if (match := _YEAR.match(word)) is not None:
            self.year, self.year_text = int(match.group(1)), word
            return True
        if _ABOUT_YEAR.match(word):
            self.year_text = word
            return True
        return False

    def part_word(self, word: str) -> bool:
        if (match := _PART.match(word)) is None or not self.may_end(word):
            return False
        label = match.group(1).lower()
        self.parts.append((_LABELS.get(label, label), match.group(2).lower()))
        return True

    def may_end(self, word: str) -> bool:
        """Volume and copy follow something; without a dot they need a cutter or year before, for C22 is a cutter."""
        if "." in word:
            return bool(self.number or self.cutter or self.prefix or self.year_text)
        return bool(self.cutter or self.year_text)

    def copy_word(self, word: str) -> bool:
        if self.copy or (match := _COPY.match(word)) is None or not self.may_end(word):
            return False
        self.copy = match.group(1)
        return True

    def result(self, raw: str) -> CallNumber:
        shape = Shape.OTHER
        if self.number:
            shape = Shape.DEWEY
        elif (self.cutter or self.year_text or self.prefix) and not self.rest:
            shape = Shape.PLAIN
        return CallNumber(
            raw, shape, self.prefix, self.number, self.cutter, self.year, self.year_text,
            tuple(self.parts), self.copy, tuple(self.rest),
        )  # fmt: skip


def _lcc(raw: str, match: re.Match[str]) -> CallNumber:
    tail = _Reader(_words(match.group(4)))
    tail.number = "-"  # so that parts and years are read, and no class is looked for
    tail.read()
    cutters = " ".join(re.findall(r"[A-Z]\d+", match.group(3)))
    number = f"{match.group(1)}{match.group(2)}"
    rest = tuple(w for w in (*([tail.cutter] if tail.cutter else []), *tail.rest))
    return CallNumber(
        raw, Shape.LCC, "", number, cutters, tail.year, tail.year_text, tuple(tail.parts), tail.copy, rest
    )


def display(call: CallNumber) -> str:
    """Return the call number in its usual order with single spaces, as a spine label shows it."""
    if call.shape in (Shape.BLANK, Shape.OTHER):
        return call.raw
    cutter = f".{call.cutter}" if call.shape is Shape.LCC and call.cutter else call.cutter
    volume = tuple(f"{letter}.{number}" for letter, number in call.parts)
    copy = (f"c.{call.copy}",) if call.copy else ()
    words = (call.prefix, call.number, cutter, call.year_text, *volume, *copy, *call.rest)
    return " ".join(word for word in words if word)


def sort_key(call: CallNumber | str | None) -> bytes:
    """Return the bytes a copy stands under on the shelf, at most 255.

    Prefix first, then class number by value, cutter as a decimal fraction, year, volume and copy by value.
    A shape that isn't known files as text behind all others; a blank one files under ``b""``.
    """
    if not isinstance(call, CallNumber):
        call = parse(call)
    if call.shape is Shape.BLANK:
        return b""
    if call.shape is Shape.OTHER:
        return cut("\x7f" + (number_keys(fold(call.raw)) or call.raw.casefold()))
    fields = (
        fold(call.prefix),
        str(int(call.shape)),
        _class_key(call.number),
        " ".join(_cutter_key(word) for word in call.cutter.split()),
        _year_key(call),
        " ".join(letter + number_keys(number) for letter, number in call.parts),
        number_keys(call.copy),
        number_keys(fold(" ".join(call.rest))),
    )
    return cut("\x01".join(fields).rstrip("\x01"))


def place_key(text: str) -> bytes:
    """Return the place of a call number that is still being typed: a letter at its end begins a cutter, as in
    ``FIC 813.54 M`` and ``FIC M``."""
    call = parse(text)
    start, _, last = call.raw.rpartition(" ")
    if len(last) == 1 and last.isalpha() and not call.cutter:
        begun = parse(start)
        if begun.shape in (Shape.PLAIN, Shape.DEWEY):
            return sort_key(replace(begun, cutter=last))
    return sort_key(call)


@lru_cache(maxsize=4_096)  # a shelf has many of one class
def _class_key(number: str) -> str:
    letters, digits = re.match(r"([A-Z]*)(.*)", number).groups()  # type: ignore[union-attr]
    whole, _, decimals = digits.partition(".")
    work = decimals[len(decimals.rstrip("abcdefghijklmnopqrstuvwxyz")) :] or re.sub(r"\d", "", whole)
    plain = "".join(c for c in decimals if c.isdigit())
    return (
        f"{letters.lower()}{re.sub(r'[^0-9]', '', whole).zfill(5)}.{plain.ljust(6, '0')}{work}"
        if digits
        else ""
    )


@lru_cache(maxsize=4_096)
def _cutter_key(cutter: str) -> str:
    """Letters, then digits as a decimal fraction, closed so that C43h stands before C436."""
    match = re.match(r"([A-Za-z]*)(\d*)(.*)", cutter)
    letters, digits, work = match.groups() if match else (cutter, "", "")
    return f"{letters.lower()}{digits}\x02{work.lower()}"


def _year_key(call: CallNumber) -> str:
    if call.year is not None:
        return f"{call.year}{call.year_text.strip('[]()')[4:]}"
    return re.sub(r"[^0-9]", "", call.year_text).ljust(4, "0") if call.year_text else ""


def prefix_agrees(prefix: str, collection: str) -> bool:
    """Tell whether a call number's prefix can stand for a collection code (R is REF, F is FIC; blanks agree)."""
    left, right = prefix.strip().upper(), collection.strip().upper()
    return not left or not right or left == right or any({left, right} <= same for same in _ALIKE)
