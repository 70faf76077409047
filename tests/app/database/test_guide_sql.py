"""The production guide's own statements and index names work unchanged on every engine."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, Table, insert, inspect, text

from app.database.engine import Database
from app.database.tables import acts, books, students, titles

GET_STUDENTS = """
    SELECT id, lrn, name, grade, section, status
    FROM students
    WHERE status = 'ACTIVE'
    ORDER BY name
    LIMIT :limit OFFSET :offset
"""

SEARCH_BOOKS = """
    SELECT id, title, author, status
    FROM books
    WHERE title LIKE :query
      OR author LIKE :query
      AND status = 'AVAILABLE'
    LIMIT 50
"""

INDEXES = {
    "idx_student_activities_timestamp": ("student_activities", ["timestamp"]),
    "idx_student_activities_student_timestamp": ("student_activities", ["student_id", "timestamp"]),
    "idx_books_status": ("books", ["status"]),
    "idx_books_accession": ("books", ["accession_number"]),
    "idx_equipment_status": ("equipment", ["status"]),
    "idx_audit_logs_timestamp": ("audit_logs", ["timestamp"]),
}


@pytest.mark.parametrize("name", INDEXES)
def test_the_six_indexes_have_their_names_and_columns(database: Database, name: str) -> None:
    table, columns = INDEXES[name]
    with database.read() as connection:
        found = {index["name"]: index["column_names"] for index in inspect(connection).get_indexes(table)}
    assert found[name] == columns


def _add(connection: Connection, table: Table, **values: Any) -> int:
    done = connection.execute(insert(table).values(**values))
    assert done.inserted_primary_key is not None
    return int(done.inserted_primary_key[0])


@pytest.fixture
def stocked(database: Database) -> Database:
    """Two active students and one who left; two books of which one is on loan."""
    now = datetime.now(UTC)

    def stock(connection: Connection) -> None:
        act = _add(
            connection,
            acts,
            key="k",
            kind="stock",
            actor="test",
            workstation="W",
            branch_id=1,
            occurred_at=now,
            recorded_at=now,
            local_day=now.date(),
        )
        common = {"created_act_id": act, "created_at": now, "updated_at": now}
        people = [("Zamora", "Zoe", "ACTIVE"), ("Abad", "Ana", "ACTIVE"), ("Luna", "Leo", "LEFT")]
        for number, (family, given, status) in enumerate(people):
            _add(
                connection,
                students,
                branch_id=1,
                kind="STUDENT",
                lrn=f"10000000000{number}",
                name=f"{family}, {given}",
                family_name=family,
                given_name=given,
                name_sort=family.lower().encode(),
                category="STUDENT",
                grade="7",
                section="Rizal",
                status=status,
                **common,
            )
        for number, (title, status) in enumerate([("Noli Me Tangere", "AVAILABLE"), ("El Noli", "ON_LOAN")]):
            sorts = dict.fromkeys(
                ("title_sort", "title_key", "author_sort", "match_key"), title.lower().encode()
            )
            title_id = _add(connection, titles, title=title, author="José Rizal", **sorts, **common)
            _add(
                connection,
                books,
                title_id=title_id,
                branch_id=1,
                title=title,
                author="José Rizal",
                status=status,
                accession_number=f"A{number}",
                call_sort=b"",
                **common,
            )

    database.write(stock)
    return database


def test_get_students_runs_as_written(stocked: Database) -> None:
    with stocked.read() as connection:
        rows = connection.execute(text(GET_STUDENTS), {"limit": 10, "offset": 0}).mappings().all()
        second = connection.execute(text(GET_STUDENTS), {"limit": 1, "offset": 1}).mappings().all()
    assert [row["name"] for row in rows] == ["Abad, Ana", "Zamora, Zoe"]
    assert set(rows[0]) == {"id", "lrn", "name", "grade", "section", "status"}
    assert second == rows[1:]


def test_search_books_runs_as_written(stocked: Database) -> None:
    with stocked.read() as connection:
        by_title = connection.execute(text(SEARCH_BOOKS), {"query": "%Noli%"}).mappings().all()
        by_author = connection.execute(text(SEARCH_BOOKS), {"query": "%Rizal%"}).mappings().all()
    # Without brackets AND binds first: a title that matches is found whatever its status.
    assert {row["status"] for row in by_title} == {"AVAILABLE", "ON_LOAN"}
    assert [row["title"] for row in by_author] == ["Noli Me Tangere"]
    assert set(by_title[0]) == {"id", "title", "author", "status"}
