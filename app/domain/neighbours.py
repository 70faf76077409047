"""Where a new title would stand: call numbers as this library gave them to titles alike."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace

from app.domain.call_numbers import CallNumber, Shape, display, parse

#: Sharing the main author or one subject with a title, in votes.
_AUTHOR, _SUBJECT = 3, 2
MOST = 3


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A copy's call number of another title, and what that title shares with the new one."""

    title_id: int
    call_number: str
    same_author: bool
    subjects: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CallNumberOffer:
    """A call number for the new title, and why: so many ``titles`` stand there, of the same author or on these subjects."""

    call_number: str
    titles: int
    same_author: bool
    subjects: tuple[str, ...]


def offers(neighbours: Iterable[Neighbour], year: int | None) -> tuple[CallNumberOffer, ...]:
    """Return the call numbers to offer, the best first, at most three.

    Neighbours vote for prefix and class; a title counts once for each, whatever its copies. The cutter is the author's, so
    that it is taken only of the author's other titles. ``year`` is the new title's.
    """
    groups: dict[tuple[str, str], dict[int, Neighbour]] = defaultdict(dict)
    calls: dict[tuple[str, str], list[tuple[Neighbour, CallNumber]]] = defaultdict(list)
    for one in neighbours:
        call = parse(one.call_number)
        if call.shape not in (Shape.PLAIN, Shape.DEWEY, Shape.LCC):
            continue
        place = (call.prefix, call.number)
        if call.shape is Shape.PLAIN and not one.same_author:
            continue  # fiction without a class stands by its author, whatever it is about
        groups[place].setdefault(one.title_id, one)
        calls[place].append((one, call))
    ranked = sorted(groups, key=lambda place: (-sum(map(_votes, groups[place].values())), place))
    return tuple(_offer(groups[place], calls[place], year) for place in ranked[:MOST])


def _votes(one: Neighbour) -> int:
    return _AUTHOR * one.same_author + _SUBJECT * len(one.subjects)


def _offer(
    titles: dict[int, Neighbour], calls: list[tuple[Neighbour, CallNumber]], year: int | None
) -> CallNumberOffer:
    like = calls[0][1]
    cutter = next((call.cutter for one, call in calls if one.same_author and call.cutter), "")
    has_year = any(call.year_text for _, call in calls)
    said = replace(
        like,
        cutter=cutter,
        year=year if has_year else None,
        year_text=str(year) if year and has_year else "",
        parts=(),
        copy="",
        rest=(),
    )
    subjects = tuple(dict.fromkeys(term for one in titles.values() for term in one.subjects))
    return CallNumberOffer(
        display(said), len(titles), any(one.same_author for one in titles.values()), subjects
    )
