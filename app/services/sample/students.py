"""Invented patrons: students by grade and section, personnel, with cards, guardians and enrolments."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from app.domain.member_rules import default_category
from app.domain.members import CardStatus, Contact, ContactKind, PatronKind, PatronStatus, StudentDraft
from app.domain.text import fold
from app.services.sample.numbers import card, lrn
from app.services.sample.vocabulary import Vocabulary

BLOCK = 500
GRADES = ("K", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11", "12")
#: One member of personnel for so many students.
STUDENTS_PER_PERSONNEL = 18
_GRADE_SHARES = (4, 6, 6, 6, 7, 7, 7, 10, 10, 10, 10, 9, 8)
_SECTION_SIZE = 36


@dataclass(frozen=True, slots=True)
class SampleCard:
    """A card, whether it works and since when."""

    number: str
    status: CardStatus
    reason: str | None
    issued_on: date


@dataclass(frozen=True, slots=True)
class SampleEnrolment:
    """Where somebody was in one school year."""

    school_year: str
    grade: str
    section: str


@dataclass(frozen=True, slots=True)
class SamplePatron:
    """A patron with everything around them. ``liveliness`` weighs how often they come; 1 is the middle."""

    number: int
    draft: StudentDraft
    category: str
    cards: tuple[SampleCard, ...]
    contacts: tuple[Contact, ...]
    enrolments: tuple[SampleEnrolment, ...]
    liveliness: float


def school_year(day: date) -> int:
    """The year in which the school year of ``day`` began; it begins in June."""
    return day.year if day.month >= 6 else day.year - 1


class StudentMaker:
    """Makes ``count`` students and the personnel that goes with them. Reads no clock."""

    def __init__(self, count: int, seed: int, today: date, vocabulary: Vocabulary, series: int = 0) -> None:
        self.count = count
        self.personnel = max(3, count // STUDENTS_PER_PERSONNEL) if count else 0
        self._seed = f"{seed}:{count}"
        self._today = today
        self._series = series
        self._year = school_year(today)
        self._names = vocabulary.names
        self._grades = [
            grade for grade, share in zip(GRADES, _GRADE_SHARES, strict=True) for _ in range(share)
        ]

    def stream(self) -> Iterator[SamplePatron]:
        """All patrons, students first, numbered from 0."""
        for start in range(0, self.count, BLOCK):
            rng = random.Random(f"{self._seed}:students:{start}")
            for number in range(start, min(start + BLOCK, self.count)):
                yield self._student(number, rng)
        rng = random.Random(f"{self._seed}:personnel")
        for index in range(self.personnel):
            yield self._employee(self.count + index, index, rng)

    def _student(self, number: int, rng: random.Random) -> SamplePatron:
        grade = self._grades[int(rng.random() * len(self._grades))]
        section = self._section(grade, rng)
        level = GRADES.index(grade)
        family, given, middle = self._name(rng)
        chance = rng.random()
        status = (
            PatronStatus.LEFT
            if chance < 0.015
            else PatronStatus.INACTIVE
            if chance < 0.03
            else PatronStatus.ACTIVE
        )
        draft = StudentDraft(
            family_name=family,
            given_name=given,
            middle_name=middle,
            lrn=lrn(number, self._year - level, self._series),
            grade=grade,
            section=section,
            status=status,
            expires_on=date(self._year + 1, 5, 31),
            alert=_ALERTS[int(chance * 1e6) % len(_ALERTS)] if 0.5 < chance < 0.512 else None,
        )
        return SamplePatron(
            number=number,
            draft=draft,
            category=default_category(PatronKind.STUDENT, grade),
            cards=self._cards("ST", number, rng),
            contacts=self._contacts(family, given, level, rng),
            enrolments=self._enrolments(level, section, rng),
            liveliness=rng.lognormvariate(0.0, 0.9) if status is PatronStatus.ACTIVE else 0.0,
        )

    def _employee(self, number: int, index: int, rng: random.Random) -> SamplePatron:
        family, given, middle = self._name(rng)
        draft = StudentDraft(
            family_name=family,
            given_name=given,
            middle_name=middle,
            kind=PatronKind.PERSONNEL,
            section=self._names["department"].draw(rng),
        )
        return SamplePatron(
            number=number,
            draft=draft,
            category=default_category(PatronKind.PERSONNEL, None),
            cards=self._cards("PN", index, rng),
            contacts=(Contact(ContactKind.EMAIL, _email(given, family, "school.example"), consent=True),),
            enrolments=(),
            liveliness=rng.lognormvariate(-0.3, 0.7),
        )

    def _name(self, rng: random.Random) -> tuple[str, str, str]:
        names = self._names
        given = names["given-female" if rng.random() < 0.52 else "given-male"]
        first = given.draw(rng)
        if rng.random() < 0.45:
            second = given.draw(rng)
            first = first if second in first else f"{first} {second}"
        return names["family"].draw(rng), first, names["family"].draw(rng)

    def _section(self, grade: str, rng: random.Random) -> str:
        sections = self._sections(grade)
        share = _GRADE_SHARES[GRADES.index(grade)] / 100
        used = max(1, min(len(sections), round(self.count * share / _SECTION_SIZE + 0.3)))
        return sections[int(used * rng.random())]

    def _sections(self, grade: str) -> Sequence[str]:
        level = GRADES.index(grade)
        kind = "section-elementary" if level < 7 else "section-junior" if level < 11 else "section-senior"
        words = self._names[kind].words
        shift = level % len(words) if level < 11 else 0
        return [*words[shift:], *words[:shift]]

    def _cards(self, prefix: str, index: int, rng: random.Random) -> tuple[SampleCard, ...]:
        issued = date(self._year, 6, 5) + timedelta(days=int(20 * rng.random()))
        issued = min(issued, self._today)
        current = SampleCard(card(prefix, index), CardStatus.ACTIVE, None, issued)
        if rng.random() > 0.04:
            return (current,)
        older = SampleCard(
            card(f"{prefix}9", index), CardStatus.LOST, "Reported lost", issued - timedelta(days=330)
        )
        return (older, current)

    def _contacts(self, family: str, given: str, level: int, rng: random.Random) -> tuple[Contact, ...]:
        relation = self._names["relation"].draw(rng)
        female = relation in ("mother", "grandmother", "aunt", "sister")
        name = self._names["given-female" if female else "given-male"].draw(rng)
        guardian = Contact(
            ContactKind.GUARDIAN,
            f"0900 555 {rng.randrange(10_000):04d}",
            f"{name} {family} ({relation})",
            rng.random() < 0.8,
        )
        if level < 7 or rng.random() < 0.4:
            return (guardian,)
        return guardian, Contact(ContactKind.EMAIL, _email(given, family, "students.example"), consent=True)

    def _enrolments(self, level: int, section: str, rng: random.Random) -> tuple[SampleEnrolment, ...]:
        past = []
        for back in range(min(level, 2), 0, -1):
            if rng.random() < 0.9:
                grade = GRADES[level - back]
                sections = self._sections(grade)
                past.append(
                    SampleEnrolment(_label(self._year - back), grade, sections[int(3 * rng.random())])
                )
        return (*past, SampleEnrolment(_label(self._year), GRADES[level], section))


_ALERTS = (
    "Please ask for the new contact number of the guardian.",
    "Member of the library club: helps at the desk on Fridays.",
    "Has the key of the discussion room.",
)


def _label(year: int) -> str:
    return f"{year}-{year + 1}"


def _email(given: str, family: str, domain: str) -> str:
    parts = [fold(text).replace(" ", "") for text in (given.split()[0], family)]
    return f"{'.'.join(parts)}@{domain}"
