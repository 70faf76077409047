"""What making a sample library takes and gives."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SampleStep:
    """How far it is: ``done`` of ``total`` in ``phase``, a few words for people."""

    phase: str
    done: int
    total: int


Progress = Callable[[SampleStep], None]


#: The sample library shipped for a first look.
TITLES, STUDENTS, ACTIVITIES, SEED = 1_200, 300, 6_000, 1


@dataclass(frozen=True, slots=True)
class SampleSize:
    """How large a sample library is, and which one: the same size and seed give the same library.

    ``activities`` counts loans, visits and device sessions; returns, renewals and payments come on top.
    """

    titles: int = TITLES
    students: int = STUDENTS
    activities: int = ACTIVITIES
    seed: int = SEED


@dataclass(frozen=True, slots=True)
class SampleReport:
    """What was made. ``open_loans`` are those out at the end, ``acts`` everything that happened at the desk."""

    titles: int
    books: int
    students: int
    personnel: int
    devices: int
    loans: int
    open_loans: int
    visits: int
    sessions: int
    acts: int
    charged_minor: int
    settled_minor: int
    seed: int
