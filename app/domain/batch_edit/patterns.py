"""Regular expressions somebody typed, kept to those whose work is bounded.

Python's matcher backtracks and can't be stopped: ``(a+)+$`` on thirty letters takes minutes and holds up every thread.
So a pattern may not repeat what repeats, nor choose within a repeat, nor look back at a group; and what is left takes
at most (length of the text) to the power of its open repeats, which is held under a limit per text.
Source: R. Cox, "Regular Expression Matching Can Be Simple And Fast", 2007 (backtracking is exponential only where
repeats nest or overlap in alternatives, else polynomial in the number of repeats).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from re import _constants as codes  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

from app.errors import InvalidInput

PATTERN_CHARS = 300
_STEPS = 20_000_000
"""About a quarter of a second at most on the machine this was measured on, in which nothing else of the program runs."""
_FEW = 8
"""A repeat of at most so many counts as written out."""
_WAYS = 1_000
"""In which small repeats and alternatives may fall; each ``?`` doubles them."""
_REPEATS = (codes.MAX_REPEAT, codes.MIN_REPEAT, codes.POSSESSIVE_REPEAT)
_LOOKS = (codes.ASSERT, codes.ASSERT_NOT)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern that may be used: how many characters a text may have depends on its open repeats."""

    regex: re.Pattern[str]
    longest: int

    def template(self, with_: str) -> str:
        """Raise InvalidInput when ``with_`` names a group that isn't there."""
        try:
            parser.parse_template(with_, self.regex)
        except (re.error, IndexError) as error:
            raise InvalidInput(
                "The replacement names a group the pattern has not.", details={"field": "value"}
            ) from error
        return with_

    def replaced(self, text: str, with_: str) -> str:
        """The text with every match replaced. Raises InvalidInput when it is too long for this pattern."""
        if len(text) > self.longest:
            raise InvalidInput(
                f"This text is too long for the pattern; it takes up to {self.longest} characters.",
                hint="Use fewer “*” and “+”, or begin the pattern with “^”.",
            )
        return self.regex.sub(with_, text)


@lru_cache(maxsize=64)
def compiled(pattern: str, any_case: bool) -> Pattern:
    """A pattern made ready. Raises InvalidInput saying what is wrong with it."""
    if len(pattern) > PATTERN_CHARS:
        raise InvalidInput(f"A pattern has at most {PATTERN_CHARS} characters.", details={"field": "find"})
    try:
        tree = parser.parse(pattern)
        regex = re.compile(pattern, re.IGNORECASE if any_case else 0)
    except (re.error, RecursionError, OverflowError) as error:
        raise InvalidInput(
            f"This is no regular expression: {error}.",
            hint="Look at the brackets.",
            details={"field": "find"},
        ) from error
    begins = bool(tree.data) and tree.data[0] == (codes.AT, codes.AT_BEGINNING)
    power, ways = _work(tree, inside=False)
    if ways > _WAYS:
        raise _too_hard()
    power += 0 if begins else 1
    return Pattern(regex, int((_STEPS / ways) ** (1 / max(power, 1))))


def _work(tree: Any, *, inside: bool) -> tuple[int, int]:
    """How many open repeats a pattern has, and in how many ways its small choices can fall at most.

    Raises InvalidInput for what isn't allowed.
    """
    power, ways = 0, 1
    for op, given in tree:
        for body, within in _bodies(op, given, inside):
            more = _work(body, inside=within)
            power, ways = power + more[0], ways * more[1]
        if op in _REPEATS:
            least, most, _ = given
            if most > _FEW and most != least:
                power += 1
            else:
                ways *= most - least + 1
        elif op is codes.BRANCH:
            ways *= len(given[1])
    return power, ways


def _bodies(op: Any, given: Any, inside: bool) -> Iterator[tuple[Any, bool]]:
    """What stands within one part of a pattern, each with whether that is within a repeat."""
    if op in (codes.GROUPREF, codes.GROUPREF_EXISTS) or (inside and (op in _REPEATS or op is codes.BRANCH)):
        raise _too_hard()
    if op in _REPEATS:
        yield given[2], inside or given[1] > 1
    elif op is codes.SUBPATTERN:
        yield given[-1], inside
    elif op is codes.ATOMIC_GROUP:
        yield given, inside
    elif op in _LOOKS:
        yield given[1], inside
    elif op is codes.BRANCH:
        yield from ((one, inside) for one in given[1])


def _too_hard() -> InvalidInput:
    return InvalidInput(
        "This pattern could take for ever: it repeats or chooses within a repeat, or looks back at a group.",
        hint="Write it without “+” or “*” round brackets that hold another, and without \\1 in what is looked for.",
        details={"field": "find"},
    )
