"""How often a scan asks the database, and in what state it leaves the connection: every desk pays for both."""

from __future__ import annotations

from typing import Any

import pytest
from pymysql.constants import SERVER_STATUS
from sqlalchemy import event, text

from app.bootstrap import App
from app.database.engine import Database
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import StudentDraft

MOST = {"check_out": 10, "check_in": 11}
"""Statements of an act; a new one is a round trip more for every scan, so it should be worth it."""


@pytest.fixture
def patron(app: App, head: Actor) -> int:
    """A student; there is a copy with the number TRIP00001."""
    app.catalog.add_title(head, TitleDraft("Round trips"), [BookDraft("TRIP00001")])
    return app.students.add(head, StudentDraft("Santos", "Ana", grade="7")).value.student_id


def test_a_scan_asks_no_more_than_it_must(app: App, librarian: Actor, patron: int) -> None:
    app.circulation.check_out(librarian, patron, "TRIP00001")  # the rules are read once
    app.circulation.check_in(librarian, "TRIP00001")
    asked: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        if not statement.startswith("BEGIN"):
            asked.append(statement)

    event.listen(app.core.database.engine, "before_cursor_execute", note)
    app.circulation.check_out(librarian, patron, "TRIP00001")
    lent = list(asked)
    asked.clear()
    app.circulation.check_in(librarian, "TRIP00001")
    assert len(lent) <= MOST["check_out"], "\n".join(lent)
    assert len(asked) <= MOST["check_in"], "\n".join(asked)


def test_a_connection_goes_back_without_a_transaction(app: App, librarian: Actor, patron: int) -> None:
    database = app.core.database

    def in_transaction() -> bool:
        raw = database.engine.raw_connection()
        try:
            if database.is_sqlite:
                return bool(raw.driver_connection.in_transaction)  # type: ignore[union-attr]
            return bool(raw.driver_connection.server_status & SERVER_STATUS.SERVER_STATUS_IN_TRANS)  # type: ignore[union-attr]
        finally:
            raw.close()

    app.circulation.check_out(librarian, patron, "TRIP00001")
    assert not in_transaction()
    with database.read() as connection:
        connection.execute(text("SELECT count(*) FROM loans"))
    assert not in_transaction()
    with pytest.raises(RuntimeError, match="broke"):
        _break(database)
    assert not in_transaction()
    raw = database.engine.raw_connection()
    cursor = raw.cursor()
    if database.is_sqlite:
        cursor.execute("BEGIN")
    cursor.execute("UPDATE books SET status = 'LOST'")
    cursor.close()
    raw.close()
    assert not in_transaction()
    assert app.catalog.book(librarian, "TRIP00001").status == "LOANED"


def _break(database: Database) -> None:
    with database.transaction() as connection:
        connection.execute(text("UPDATE books SET status = 'LOST'"))
        raise RuntimeError("the work broke")
