"""check-indexes on each engine."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import Connection, insert, text

from app.database.tables import stored_files
from app.errors import Stopped
from app.maintenance import check_indexes
from app.maintenance.context import TaskContext

PARAMS = check_indexes.Params()


@pytest.fixture
def spoilt(context: TaskContext) -> Iterator[TaskContext]:
    """Two indexes are gone and one is too many; put back afterwards, since servers keep their schema for other tests."""
    lite = context.engine == "sqlite"

    def run(connection: Connection, *statements: str) -> None:
        for statement in statements:
            connection.execute(text(statement if not lite else statement.split(" ON ")[0]))

    context.database.write(
        lambda connection: run(
            connection, "DROP INDEX idx_equipment_status ON equipment", "DROP INDEX ix_titles_year ON titles"
        )
    )
    context.database.write(
        lambda connection: connection.execute(text("CREATE INDEX my_own ON books (status, title_id)"))
    )
    yield context
    context.database.write(lambda connection: run(connection, "DROP INDEX my_own ON books"))
    check_indexes.run(context, PARAMS)


def test_a_sound_library_has_nothing_to_add(context: TaskContext) -> None:
    plan = check_indexes.plan(context, PARAMS)
    assert plan.nothing_to_do and plan.figures[1].value == plan.figures[2].value == 0
    assert "unused is unknown" in plan.warnings[-1]


def test_missing_ones_are_added_and_foreign_ones_named(spoilt: TaskContext) -> None:
    plan = check_indexes.plan(spoilt, PARAMS)
    assert len(plan.statements) == 2
    assert plan.steps[0] == "add idx_equipment_status on equipment (status), which the production guide names"
    done = check_indexes.run(spoilt, PARAMS)
    assert done.data["added"] == done.data["missing"] == ["idx_equipment_status", "ix_titles_year"]
    assert done.data["redundant"] == ["my_own"]
    assert "ix_books_availability answers the same" in " ".join(done.warnings)
    assert check_indexes.run(spoilt, PARAMS).data["added"] == []


def test_a_stop_leaves_whole_indexes(spoilt: TaskContext, noted_run: Any) -> None:
    noted_run.stop_at = 1
    with pytest.raises(Stopped):
        check_indexes.run(spoilt, PARAMS)
    noted_run.stop_at = 0
    assert len(check_indexes.plan(spoilt, PARAMS).statements) in (1, 2)


def test_use_is_told_where_a_server_counts_it(context: TaskContext) -> None:
    params = check_indexes.Params(days=0)
    server = context.database
    if context.engine == "sqlite":
        assert check_indexes.run(context, params).data["unused"] is None
        return
    if context.engine == "mariadb":
        assert "userstat is off" in check_indexes.run(context, params).warnings[-1]
        with server.engine.connect() as connection:
            connection.execute(text("SET GLOBAL userstat = 1"))
    try:
        now = datetime(2026, 3, 2, tzinfo=UTC)
        row = {"digest": "d", "media_type": "x", "size": 1, "content": b"x", "created_at": now}
        server.write(lambda connection: connection.execute(insert(stored_files).values(row)))
        server.engine.dispose()  # MariaDB adds a session's counts when it ends
        server.write(
            lambda connection: connection.execute(
                text(
                    "SELECT id FROM audit_logs FORCE INDEX (idx_audit_logs_timestamp) WHERE timestamp > '2000-01-01'"
                )
            ).all()
        )
        unused = check_indexes.run(context, params).data["unused"]
        assert "ix_title_subjects_term" in unused and "uq_stored_files_digest" not in unused
    finally:
        if context.engine == "mariadb":
            with server.engine.connect() as connection:
                connection.execute(text("SET GLOBAL userstat = 0"))
