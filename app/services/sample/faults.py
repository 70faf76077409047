"""Invented import files with the faults real catalogues and class lists have, and a count of each fault.

A school's own files are private, so the tests that need no real file, and whoever wants to try an import, use
these. ``resources/sample/faulty-books.csv`` and ``faulty-students.csv`` hold exactly what is made here.
"""

from __future__ import annotations

import csv
import io
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from app.domain.identifiers import check_digit_13, split_accession
from app.services.sample.fault_kinds import BOOK_FAULTS, STUDENT_FAULTS, Fault, Row
from app.services.sample.students import StudentMaker
from app.services.sample.titles import SampleTitle, TitleMaker
from app.services.sample.vocabulary import Vocabulary

BOOK_HEADINGS = (
    "Barcode",
    "Call Number",
    "Title",
    "Author",
    "Year",
    "Edition",
    "ISBN",
    "Publication",
    "Publisher",
    "Collection Code",
    "Physical Description",
    "Note Area",
    "Price",
)
STUDENT_HEADINGS = ("LRN", "Last Name", "First Name", "Middle Name", "Grade Level", "Section", "Barcode")
ROWS = 300
_TODAY = date(2026, 1, 15)
_SEED = 2_977


@dataclass(frozen=True, slots=True)
class FaultyFile:
    """The rows of a file and how many rows got each fault, by the fault's name."""

    headings: tuple[str, ...]
    rows: tuple[Row, ...]
    faults: Counter[str]

    def text(self) -> str:
        """The file as CSV: UTF-8 without a mark, lines ending in LF."""
        out = io.StringIO()
        writer = csv.DictWriter(out, self.headings, lineterminator="\n")
        writer.writeheader()
        writer.writerows(self.rows)
        return out.getvalue()


class _Spoiler:
    def __init__(self, rows: list[Row], rng: random.Random) -> None:
        self._rows = rows
        self._rng = rng
        self._spoilt: set[tuple[int, str]] = set()
        self.faults: Counter[str] = Counter()

    def apply(self, fault: Fault) -> None:
        order = list(range(len(self._rows)))
        self._rng.shuffle(order)
        for index in order:
            if self.faults[fault.name] == fault.count:
                return
            row = self._rows[index]
            if (index, fault.column) in self._spoilt or not row["Title" if "Title" in row else "Last Name"]:
                continue
            value = fault.spoil(row, self._rng)
            if value is None or value == row[fault.column]:
                continue
            row[fault.column] = value
            self._spoilt.add((index, fault.column))
            self.faults[fault.name] += 1


def faulty_books() -> FaultyFile:
    """A catalogue export of 300 rows, one a physical book."""
    rng = random.Random("faulty books")
    rows = _clean_books()
    spoiler = _Spoiler(rows, rng)
    _repeat_sets(rows, spoiler.faults)
    for fault in BOOK_FAULTS:
        spoiler.apply(fault)
    only = rows[-1]
    for heading in BOOK_HEADINGS[1:]:
        only[heading] = ""
    spoiler.faults["only a barcode"] = 1
    return FaultyFile(BOOK_HEADINGS, tuple(rows), spoiler.faults)


def _clean_books() -> list[Row]:
    titles = [title for title in TitleMaker(620, _SEED, _TODAY).stream() if title.number >= 220]
    rows = [row for title in titles for row in _book_rows(title)]
    return rows[:ROWS]


def _book_rows(title: SampleTitle) -> list[Row]:
    draft = title.draft
    name = f"{draft.title}: {draft.subtitle}" if draft.subtitle else draft.title
    isbn = draft.identifiers[0].raw if draft.identifiers else ""
    rows = []
    for book in title.books:
        parts = split_accession(book.accession_number)
        assert parts is not None
        price = "" if book.price_minor is None or title.number % 16 else str(book.price_minor // 100)
        rows.append(
            dict(
                zip(
                    BOOK_HEADINGS,
                    (
                        f"{parts.prefix}{90_000 + parts.number:05d}",
                        book.call_number or "",
                        f"{name}: {draft.part.lower()}" if draft.part else name,
                        "; ".join(one.name for one in draft.contributors),
                        str(draft.year or ""),
                        draft.edition or "",
                        isbn,
                        draft.place or "",
                        draft.publisher or "",
                        book.collection,
                        draft.physical_description or "",
                        draft.notes or "",
                        price,
                    ),
                    strict=True,
                )
            )
        )
    return rows


def _repeat_sets(rows: list[Row], faults: Counter[str]) -> None:
    """Two sets in volumes whose every row has the set's title and one ISBN, and one ISBN on different titles."""
    for start, size in ((40, 6), (120, 9)):
        first = rows[start]
        first["ISBN"] = first["ISBN"] or "9789710134885"
        for number in range(size):
            row = rows[start + number]
            for heading in BOOK_HEADINGS[2:]:
                row[heading] = first[heading]
            call = first["Call Number"].split(" v.")[0].split(" c.")[0]
            row["Call Number"] = f"{call} v.{number + 1}"
            faults["volume of a set under one title and ISBN"] += 1
    shared = "9786210134886"[:12]
    isbn = shared + check_digit_13(shared)
    for index in (60, 61, 62, 63):
        rows[index]["ISBN"] = isbn
        faults["one ISBN on different titles"] += 1


def faulty_students() -> FaultyFile:
    """A class list of 300 students."""
    rng = random.Random("faulty students")
    maker = StudentMaker(ROWS, _SEED, _TODAY, Vocabulary(620), series=90)
    rows: list[Row] = []
    for patron in maker.stream():
        draft = patron.draft
        if draft.lrn is None:
            break
        values: Sequence[str | None] = (
            draft.lrn,
            draft.family_name,
            draft.given_name,
            draft.middle_name,
            f"Grade {draft.grade}" if draft.grade != "K" else "Kinder",
            draft.section,
            f"S{patron.cards[-1].number}",
        )
        rows.append(dict(zip(STUDENT_HEADINGS, (value or "" for value in values), strict=True)))
    spoiler = _Spoiler(rows, rng)
    for fault in STUDENT_FAULTS:
        spoiler.apply(fault)
    twin = dict(rows[17])
    rows.append(twin)
    spoiler.faults["same student twice"] = 1
    return FaultyFile(STUDENT_HEADINGS, tuple(rows), spoiler.faults)
