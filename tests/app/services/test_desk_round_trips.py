"""How often a scan asks the database, and in what state it leaves the connection: every desk pays for both."""

from __future__ import annotations

import pytest
from pymysql.constants import SERVER_STATUS
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from app.bootstrap import App, build_on
from app.database import desk
from app.database.engine import Database
from app.database.pipeline import Pipeline
from app.database.rules import ask_state
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.loans import LoanQuery
from app.domain.members import StudentDraft
from app.domain.paging import Window
from app.services.acts import new_key
from tests.servers.proxy import Proxy

PACKETS = {"check_out": 2, "check_in": 2}
"""Packets of statements an act sends to a server, COMMIT among the last; each more is a wait more for every scan."""

STATEMENTS = {"check_out": 9, "check_in": 9}
"""Statements of an act on the embedded file, BEGIN and COMMIT aside; a new one should be worth it."""


@pytest.fixture
def patron(app: App, head: Actor) -> int:
    """A student; there is a copy with the number TRIP00001."""
    app.catalog.add_title(head, TitleDraft("Round trips"), [BookDraft("TRIP00001")])
    return app.students.add(head, StudentDraft("Santos", "Ana", grade="7")).value.student_id


def test_a_scan_sends_no_more_packets_than_it_must(
    engine_name: str, app: App, library_url: str, librarian: Actor, patron: int
) -> None:
    if engine_name == "sqlite":
        asked: list[str] = []
        raw = app.core.database.engine.raw_connection()
        raw.driver_connection.set_trace_callback(asked.append)  # type: ignore[union-attr]
        raw.close()
        counted, most = _asked_by_scans(app, librarian, patron, asked), STATEMENTS
        for kind, heard in counted.items():
            assert (heard[0], heard[-1]) == ("BEGIN IMMEDIATE", "COMMIT"), heard
            counted[kind] = heard[1:-1]
    else:
        with Proxy.before(library_url) as proxy, build_on(Database(proxy.url)) as far:
            counted, most = _asked_by_scans(far, librarian, patron, proxy.heard), PACKETS
    for kind, heard in counted.items():
        assert 0 < len(heard) <= most[kind], "\n".join(heard)


def _asked_by_scans(app: App, actor: Actor, patron: int, heard: list[str]) -> dict[str, list[str]]:
    """What was asked by lending and taking back once the rules were read."""
    app.circulation.check_out(actor, patron, "TRIP00001")
    app.circulation.check_in(actor, "TRIP00001")
    heard.clear()
    app.circulation.check_out(actor, patron, "TRIP00001")
    lent = list(heard)
    heard.clear()
    app.circulation.check_in(actor, "TRIP00001")
    return {"check_out": lent, "check_in": list(heard)}


def test_the_loan_that_goes_with_the_commit_is_named_everywhere(
    app: App, librarian: Actor, head: Actor, patron: int
) -> None:
    key = new_key()
    receipt = app.circulation.check_out(librarian, patron, "TRIP00001", key=key)
    loan_id = receipt.value.loan_id
    (loan,) = app.circulation.list(librarian, LoanQuery(student_id=patron), Window()).rows
    assert loan.id == loan_id
    again = app.circulation.check_out(librarian, patron, "TRIP00001", key=key)
    assert (again.replayed, again.value, again.act_id) == (True, receipt.value, receipt.act_id)
    (entry,) = app.audit.history(head, "loan", loan_id)
    assert entry.line.act_id == receipt.act_id


@pytest.mark.engine
def test_who_has_a_copy_is_found_without_holding_the_copy(
    engine_name: str, app: App, librarian: Actor, patron: int
) -> None:
    if engine_name == "sqlite":
        pytest.skip("the whole file is held")
    book_id = app.circulation.check_out(librarian, patron, "TRIP00001").value.book_id
    database = app.core.database
    with database.transaction() as one, database.transaction() as two:
        assert desk.one_patron(Pipeline(one).rows(desk.ask_holder("TRIP00001"))) is not None
        for table, condition in (("books", f"id = {book_id}"), ("loans", f"open_book_id = {book_id}")):
            assert two.execute(text(f"SELECT id FROM {table} WHERE {condition} FOR UPDATE NOWAIT")).all()
        with pytest.raises(OperationalError):  # but the patron is held
            two.execute(text(f"SELECT id FROM students WHERE id = {patron} FOR UPDATE NOWAIT"))


@pytest.mark.engine
def test_a_scan_holds_no_setting(engine_name: str, app: App, patron: int) -> None:
    if engine_name == "sqlite":
        pytest.skip("the whole file is held")
    database = app.core.database
    for ask in (desk.ask_copy, desk.ask_book):
        with database.transaction() as one, database.transaction() as two:
            rows = Pipeline(one).rows(ask("TRIP00001", lock=True))
            assert desk.rules_state(Pipeline(two), rows) == Pipeline(two).rows(ask_state())
            assert two.execute(text("SELECT name FROM library_settings FOR UPDATE NOWAIT")).all()
            with pytest.raises(OperationalError):  # but the copy is held
                two.execute(
                    text("SELECT id FROM books WHERE accession_number = 'TRIP00001' FOR UPDATE NOWAIT")
                )


def test_the_next_scan_follows_a_setting_another_process_changed(
    app: App, library_url: str, head: Actor, librarian: Actor, patron: int
) -> None:
    def steps() -> str:
        return " ".join(app.circulation.check_in(librarian, "TRIP00001").value.steps)

    app.circulation.check_out(librarian, patron, "TRIP00001")
    steps()
    before = steps()
    with build_on(Database(library_url)) as other:
        other.library_settings.set(head, "records_in_house", False)
    assert steps() != before


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
