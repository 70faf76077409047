"""What goes on inside a database server: who holds up whom, ending it with care, what took the time, settings that are
changed and put back."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pymysql
import pytest
from sqlalchemy import select

from app.bootstrap import App
from app.database.engine import Database
from app.database.one_node import DatabaseNode
from app.database.tables import audit_logs
from app.domain.actors import Actor, Role
from app.domain.statements import Process
from app.errors import Conflict, Denied, InvalidInput, NotFound, Refused
from app.monitoring.inside.statements import statements
from app.monitoring.statement_watch import StatementWatch
from app.services.nodes import NodesService
from app.watching import Surroundings, asking
from tests.app.services.watched import operator
from tests.servers.databases import running
from tests.waiting import until

__all__ = ["operator"]
on_a_file = pytest.mark.parametrize("engine_name", ["sqlite"])
on_servers = pytest.mark.parametrize(
    "engine_name", [pytest.param(name, marks=pytest.mark.engine) for name in ("mariadb", "mysql")]
)


@contextlib.contextmanager
def _connected(app: App) -> Iterator[pymysql.Connection[Any]]:
    url = app.core.database.url
    opened = pymysql.connect(
        host=url.host, port=url.port or 0, user=url.username, password=url.password or "", database=url.database
    )  # fmt: skip
    try:
        yield opened
    finally:
        with contextlib.suppress(pymysql.Error):
            opened.close()


@contextlib.contextmanager
def _running(app: App, statement: str, before: str = "") -> Iterator[Callable[[], BaseException | None]]:
    """A statement on its way; hands out how it ended."""
    ended: list[BaseException | None] = []
    with _connected(app) as connection:

        def work() -> None:
            try:
                with connection.cursor() as cursor:
                    if before:
                        cursor.execute(before)
                    cursor.execute(statement)
                ended.append(None)
            except pymysql.Error as problem:
                ended.append(problem)

        thread = threading.Thread(target=work, daemon=True)
        thread.start()
        yield lambda: _ended(ended)
        thread.join(30)


def _ended(ended: list[BaseException | None]) -> BaseException | None:
    until(lambda: ended, "the end of the statement")
    return ended[0]


def _seen(app: App, actor: Actor, fits: Callable[[Process], bool]) -> Process:
    found: list[Process] = []

    def look() -> bool:
        found[:] = [each for each in app.nodes.processes(actor, "database").processes if fits(each)]
        return bool(found)

    until(look, "the connection in the list")
    return found[0]


@on_servers
def test_a_statement_is_ended_once_it_was_seen_and_never_another(
    app: App, database: Database, operator: Actor, kiosk: Actor, person: Callable[..., Actor]
) -> None:
    with _running(app, "SELECT SLEEP(60), 'Ada Lovelace'") as ended:
        found = _seen(app, operator, lambda each: "SLEEP" in each.statement)
        assert found.statement == "SELECT SLEEP(?), ?", "an operator reads no names"
        head = person(Role.HEAD_LIBRARIAN, "Hedy")
        assert "Lovelace" in _seen(app, head, lambda each: each.id == found.id).statement
        with pytest.raises(Denied):
            app.nodes.end_process(kiosk, "database", found.id, found.mark)
        with pytest.raises(Conflict) as moved:
            app.nodes.end_process(operator, "database", found.id, "of before")
        assert moved.value.code == "moved_on"
        first = app.nodes.end_process(operator, "database", found.id, found.mark, reason="It hangs", key="k")
        assert (
            app.nodes.end_process(operator, "database", found.id, found.mark, key="k").act_id == first.act_id
        )
        problem = ended()  # MySQL tells of SLEEP that it was cut short by its answer
        assert problem is None or problem.args[0] in (1317, 1028)
    own = next(each for each in app.nodes.processes(operator, "database").processes if each.kind == "ours")
    with pytest.raises(Conflict):  # the connection that asked is gone by the next question
        app.nodes.end_process(operator, "database", own.id, own.mark)
    with database.read() as connection:
        rows = connection.execute(select(audit_logs).where(audit_logs.c.entity == "server")).all()
    assert [(row.action, row.label) for row in rows] == [("end_statement", "database")]
    assert "It hangs" in rows[0].state_after and "Lovelace" not in rows[0].state_before


@on_servers
def test_who_holds_up_others_is_found_and_its_connection_ended(app: App, operator: Actor) -> None:
    change = "UPDATE library_settings SET version = version + 1"
    with _connected(app) as holder, holder.cursor() as cursor:
        cursor.execute("START TRANSACTION")
        cursor.execute(change)
        number = holder.thread_id()
        with _running(app, change) as ended:
            held = _seen(app, operator, lambda each: each.id == number and bool(each.holds_up))
            assert held.idle and held.transaction_s is not None and (held.rows_changed or 0) >= 1
            assert app.nodes.processes(operator, "database").every
            assert app.nodes.processes(operator, "database").processes[0].id == number, (
                "it is looked at first"
            )
            app.nodes.end_process(operator, "database", number, held.mark, connection=True)
            assert ended() is None, "the one that waited goes on"
        with pytest.raises(pymysql.Error):
            cursor.execute("SELECT 1")


@on_servers
def test_which_statements_took_the_time_of_a_span(app: App, operator: Actor, engine_name: str) -> None:
    if engine_name == "mariadb":
        for minutes in (0, 5):
            with pytest.raises(Refused) as refused:
                app.nodes.statements(operator, "database", minutes)
            assert refused.value.code == "not_counted" and "performance_schema = ON" in refused.value.hint
        return
    watch, parts = StatementWatch(app.operations, asking(app)), Surroundings(app)("")
    watch.look(parts)
    with _connected(app) as connection, connection.cursor() as cursor:
        for number in range(7):
            cursor.execute(f"SELECT SLEEP(0.01), {number} AS asked_for_a_test")
    watch.look(parts)
    kept = app.nodes.statements(operator, "database", 5)
    found = next(each for each in kept.statements if "asked_for_a_test" in each.text)
    assert found.calls == 7 and 70 <= found.total_ms <= kept.busy_ms and found.mean_ms >= 10
    assert kept.since is not None and kept.until is not None
    counted = app.nodes.statements(operator, "database")
    assert counted.since is None and counted.busy_ms >= found.total_ms
    assert list(counted.statements) == sorted(counted.statements, key=lambda each: -each.total_ms)
    with pytest.raises(InvalidInput):
        app.nodes.statements(operator, "database", 1441)
    watch.tidy()
    assert app.nodes.statements(operator, "database", 5).statements, "a day is kept"


@pytest.mark.engine
def test_mariadb_counts_statements_where_its_configuration_says_so() -> None:
    with (
        running("mariadb", durable=False, options=["--performance-schema=ON"]) as server,
        contextlib.closing(DatabaseNode(f"{server.prefix}test", 3.0)) as node,
    ):
        with contextlib.closing(server.connect()) as connection, connection.cursor() as cursor:
            cursor.execute("CREATE DATABASE IF NOT EXISTS test")
            cursor.execute("USE test")
            for number in range(3):
                cursor.execute(f"SELECT {number} AS counted_here")
        (found,) = [each for each in statements(node) if "counted_here" in each.text]
    assert found.calls == 3 and found.total_ms > 0 and found.schema == "test"


@on_servers
def test_a_setting_is_set_as_advised_and_put_back(
    app: App, database: Database, person: Callable[..., Actor]
) -> None:
    head, name = person(Role.HEAD_LIBRARIAN, "Hedy"), "long_query_time"
    with contextlib.closing(DatabaseNode(database.url, 3.0)) as node:

        def now() -> float:
            return float(node.pairs(f"SHOW GLOBAL VARIABLES LIKE '{name}'")[name])

        before = now()
        node.command(f"SET GLOBAL {name} = 9")
        look = app.nodes.advice(head, "database")
        advice = next(each for each in look.advice if each.setting == name)
        assert (
            look.product == app.core.database.product and advice.now == "9" and advice.line == f"{name} = 1"
        )
        receipt = app.nodes.take_advice(head, "database", name)
        assert now() == 1.0
        with pytest.raises(Conflict):
            app.nodes.take_advice(head, "database", name)
        app.undo.undo(head, receipt.act_id)
        assert now() == 9.0
        again = app.nodes.take_advice(head, "database", name)
        node.command(f"SET GLOBAL {name} = 3")
        with pytest.raises(Refused, match="changed again"):
            app.undo.undo(head, again.act_id)
        node.command(f"SET GLOBAL {name} = {before}")


@on_a_file
def test_a_file_has_no_connections_and_unknown_parts_are_none(app: App, operator: Actor) -> None:
    for verb in (NodesService.processes, NodesService.statements, NodesService.advice):
        with pytest.raises(Refused) as refused:
            verb(app.nodes, operator, "database")
        assert refused.value.code == "no_server"
        with pytest.raises(NotFound):
            verb(app.nodes, operator, "db-9")


@on_a_file
def test_the_newest_lines_of_logs_of_this_computer(
    app: App, operator: Actor, person: Callable[..., Actor]
) -> None:
    folder: Path = app.data_dir / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    long, slow = folder / "nodes-test.log", folder / "nodes-slow.log"
    try:
        long.write_text("".join(f"line {number}\n" for number in range(20_000)))
        slow.write_text("SELECT 'Ada Lovelace'\n")
        found = {each.file: each for each in app.nodes.log(operator, "this-computer")}
        assert found[long.name].lines[-1] == "line 19999" and len(found[long.name].lines) == 400
        assert slow.name not in found, "statements hold names"
        head = person(Role.HEAD_LIBRARIAN, "Hedy")
        assert slow.name in {each.file for each in app.nodes.log(head, "this-computer")}
    finally:
        long.unlink()
        slow.unlink()
    with pytest.raises(Refused):
        app.nodes.log(operator, "database")
