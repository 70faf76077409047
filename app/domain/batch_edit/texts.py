"""What the steps of a recipe do to one text, and to one list."""

from __future__ import annotations

import re
from collections.abc import Callable

from app.domain import call_numbers
from app.domain.batch_edit.patterns import compiled
from app.domain.batch_edit.recipes import Case, Change
from app.domain.text import clean, fold

_ROLE = re.compile(r"^(.*\S)\s*(\[[^\[\]]+\])$")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SHORT = re.compile(r"(?:[A-Z]\.)+|[IVXLC]{2,}|[A-Z]")
#: Stay small within a title; Filipino and Spanish ones are in a school's catalogue too.
_SMALL = frozenset(
    "a an and as at but by for from in of on or the to with ang at mga na ng ni sa si y de del la las los el".split()
)


def replaced(text: str, change: Change) -> str:
    """The text with what ``change`` finds replaced. Raises InvalidInput when it is too long for a pattern."""
    if change.regex:
        return compiled(change.find, change.any_case).replaced(text, change.value)
    if change.any_case:
        return re.sub(re.escape(change.find), lambda _: change.value, text, flags=re.IGNORECASE)
    return text.replace(change.find, change.value)


def cased(text: str, how: Case) -> str:
    """The text in another case. Initials and Roman numbers stay in titles that are not all capitals."""
    if how is Case.UPPER:
        return text.upper()
    if how is Case.LOWER:
        return text.lower()
    loud = text.isupper()
    first = True

    def word(match: re.Match[str]) -> str:
        nonlocal first
        begins, first = first, False
        said = match.group()
        if not loud and _SHORT.fullmatch(said):
            return said
        small = said.lower()
        if begins or (how is Case.TITLE and small not in _SMALL):
            return small[0].upper() + small[1:]
        return small if how is Case.TITLE or loud else said

    return _WORD.sub(word, text)


def shelf_prefixed(text: str, prefix: str) -> str:
    """A call number under another prefix, or under none. What can't be read as one is put behind it unchanged."""
    call = call_numbers.parse(text)
    words = text.split()
    had = 0 if call.shape is call_numbers.Shape.OTHER else len(call.prefix.split())
    kept = words[had:] if had and fold(" ".join(words[:had])) == fold(call.prefix) else words
    return " ".join([*prefix.upper().split(), *kept])


def on_items(items: tuple[str, ...], do: Callable[[str], str], *, roles: bool) -> tuple[str, ...]:
    """A list with each text changed; the role behind a contributor's name stays, blanks and repeats go."""
    made = []
    for item in items:
        match = _ROLE.match(item) if roles else None
        text = clean(do(match.group(1) if match else item))
        if text:
            made.append(f"{text} {match.group(2)}" if match else text)
    return once(made)


def once(items: list[str] | tuple[str, ...]) -> tuple[str, ...]:
    """Each text once; two are the same when they differ in case or accents only."""
    kept: dict[str, str] = {}
    for item in items:
        kept.setdefault(fold(item) or item, item)
    return tuple(kept.values())


def items_of(text: str) -> tuple[str, ...]:
    """A list as somebody types it: parted by semicolons or lines."""
    return once([clean(part) for part in re.split(r"[;\n]", text) if clean(part)])
