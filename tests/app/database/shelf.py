"""A shelf of invented titles, put straight into the tables, for tests of the search."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select

from app.database.engine import Database
from app.database.tables import (
    acts,
    books,
    branches,
    cards,
    import_batches,
    metadata,
    patron_index,
    students,
    title_contributors,
    title_identifiers,
    title_index,
    title_subjects,
    titles,
    users,
)
from app.domain.text import name_sort, sort_key, title_key

_TABLES = [
    branches, users, acts, import_batches, titles, books, title_contributors, title_subjects, title_identifiers,
    students, cards,
    *(getattr(tables, name) for tables in (title_index, patron_index) for name in tables.__dataclass_fields__),
]  # fmt: skip

NOW = datetime(2026, 1, 5, 8, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Item:
    """One title with one copy."""

    title: str
    author: str = ""
    subjects: tuple[str, ...] = ()
    isbn: str = ""
    accession: str = ""
    call_number: str = ""
    collection: str = ""
    status: str = "AVAILABLE"
    year: int | None = None
    language: str = "en"


def prepare(database: Database) -> None:
    """Make the tables and the branch and act that rows refer to."""
    metadata.create_all(database.engine, tables=_TABLES)
    with database.transaction() as connection:
        connection.execute(insert(branches).values(id=1, code="MAIN", name="Main", timezone="Asia/Manila"))
        connection.execute(
            insert(acts).values(
                id=1,
                key="1",
                kind="test",
                actor="test",
                workstation="test",
                branch_id=1,
                occurred_at=NOW,
                recorded_at=NOW,
                local_day=date(2026, 1, 5),
            )
        )


def add(connection: Connection, items: Sequence[Item], first_id: int = 1) -> list[int]:
    """Write the items as titles ``first_id``, ``first_id`` + 1 …, not yet indexed."""
    ids = list(range(first_id, first_id + len(items)))
    pairs = list(zip(ids, items, strict=True))
    _insert(connection, titles, [title_row(id_, item) for id_, item in pairs])
    _insert(connection, books, [_book_row(id_, item) for id_, item in pairs])
    _insert(
        connection,
        title_contributors,
        [
            {"title_id": i, "seq": 0, "name": one.author, "name_sort": name_sort(one.author)}
            for i, one in pairs
            if one.author
        ],
    )
    _insert(
        connection,
        title_subjects,
        [
            {"title_id": id_, "seq": seq, "term": term, "term_sort": sort_key(term)}
            for id_, item in pairs
            for seq, term in enumerate(item.subjects)
        ],
    )
    _insert(
        connection,
        title_identifiers,
        [
            {"title_id": id_, "seq": 0, "kind": "isbn", "value": item.isbn, "raw": item.isbn, "valid": True}
            for id_, item in pairs
            if item.isbn
        ],
    )
    return ids


def _insert(connection: Connection, table: Any, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)


def title_row(id_: int, item: Item) -> dict[str, Any]:
    """The row of a title."""
    return {
        "id": id_,
        "title": item.title,
        "title_sort": sort_key(item.title),
        "title_key": title_key(item.title),
        "author": item.author or None,
        "author_sort": name_sort(item.author),
        "year": item.year,
        "language": item.language,
        "match_key": title_key(item.title),
        "created_act_id": 1,
        "created_at": NOW,
        "updated_at": NOW,
    }


def _book_row(id_: int, item: Item) -> dict[str, Any]:
    return {
        "title_id": id_,
        "branch_id": 1,
        "title": item.title,
        "author": item.author,
        "status": item.status,
        "accession_number": item.accession or f"T{id_:07d}",
        "call_number": item.call_number,
        "call_sort": b"",
        "collection": item.collection,
        "created_act_id": 1,
        "created_at": NOW,
        "updated_at": NOW,
    }


def titles_of(connection: Connection, ids: Iterable[int]) -> list[str]:
    """The titles of ids in their order."""
    found = {row.id: row.title for row in connection.execute(select(titles.c.id, titles.c.title))}
    return [found[id_] for id_ in ids]


@dataclass(frozen=True, slots=True)
class Person:
    """One patron with one card."""

    name: str
    lrn: str = ""
    card: str = ""
    grade: str = ""
    section: str = ""
    status: str = "ACTIVE"


def add_people(connection: Connection, people: Sequence[Person]) -> list[int]:
    """Write the people as patrons 1, 2 …, not yet indexed."""
    made = {"branch_id": 1, "kind": "STUDENT", "category": "STUDENT", "created_act_id": 1}
    made |= {"created_at": NOW, "updated_at": NOW}
    rows = []
    for id_, one in enumerate(people, 1):
        family, _, given = one.name.partition(", ")
        names = {
            "name": one.name,
            "family_name": family,
            "given_name": given,
            "name_sort": name_sort(one.name),
        }
        school = {"lrn": one.lrn or None, "grade": one.grade, "section": one.section, "status": one.status}
        rows.append({"id": id_, **names, **school, **made})
    _insert(connection, students, rows)
    carded = [
        {"student_id": id_, "number": one.card, "status": "ACTIVE", "issued_at": NOW}
        for id_, one in enumerate(people, 1)
        if one.card
    ]
    _insert(connection, cards, carded)
    return list(range(1, len(people) + 1))


_WORDS = (
    "the of and a in history river island child garden stories science light water mountain first world little "
    "great school book night star sea new art house green city old bird music secret lost king forest road tree "
    "machine number atlas planet ocean dragon winter summer señor niño café über naïve straße 1984 2001 xi iv"
).split()
_NAMES = ("Santos", "Dela Cruz", "Reyes", "Núñez", "O'Brien", "Lim", "Garcia", "Smith-Jones", "Østergaard")
_GIVEN = ("Ana", "Jose", "María", "Li", "J. K.", "Peter")


def invented(count: int, seed: int = 11) -> list[Item]:
    """Titles with words as unevenly frequent as in a real catalogue."""
    choice = random.Random(seed)
    weights = [1 / (rank + 1.5) for rank in range(len(_WORDS))]
    return [
        Item(
            title=" ".join(choice.choices(_WORDS, weights, k=choice.randint(2, 6))).capitalize(),
            author=f"{choice.choice(_NAMES)}, {choice.choice(_GIVEN)}",
            subjects=tuple({" ".join(choice.choices(_WORDS, k=2)) for _ in range(choice.randint(0, 2))}),
            isbn=f"978{number:010d}",
            accession=f"INV{number:05d}",
            call_number=f"{choice.randrange(1000)} {choice.choice('ABC')}",
            collection=choice.choice(("FIC", "REF", "FIL")),
            status=choice.choices(("AVAILABLE", "LOANED", "REPAIR"), (8, 2, 1))[0],
            year=choice.choice((None, *range(1950, 2026))),
            language=choice.choice(("en", "fil", "es")),
        )
        for number in range(1, count + 1)
    ]
