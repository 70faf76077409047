"""The quick connection understands what PyMySQL's own understands, and ends what it began."""

from __future__ import annotations

import contextlib
import os
import socket
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from datetime import time as time_of_day
from decimal import Decimal
from typing import Any

import pymysql
import pytest
from pymysql.constants import CLIENT
from sqlalchemy.engine import make_url

from app.database.wire import QuickConnection

Both = tuple[Any, Any]


def connected(kind: type, url: str, **options: Any) -> Any:
    """A connection as the engine makes it; sessions commit by themselves."""
    parts = make_url(url)
    return kind(
        host=parts.host,
        port=parts.port,
        user=parts.username,
        password=parts.password,
        database=parts.database,
        charset="utf8mb4",
        client_flag=CLIENT.FOUND_ROWS | CLIENT.MULTI_STATEMENTS,
        autocommit=True,
        **options,
    )


_SERVERS = [
    pytest.param(name, marks=pytest.mark.engine)
    for name in ("mariadb", "mysql")
    if name in os.environ.get("CLMS_TEST_ENGINES", "mariadb,mysql")
]


@pytest.fixture(params=_SERVERS)
def name(request: pytest.FixtureRequest) -> str:
    """A kind of server."""
    return str(request.param)


@pytest.fixture
def both(name: str, new_database: Callable[[str, contextlib.ExitStack], str]) -> Iterator[Both]:
    """PyMySQL's own connection and ours, to one empty database."""
    with contextlib.ExitStack() as stack:
        url = new_database(name, stack)
        plain, quick = (
            stack.enter_context(contextlib.closing(connected(kind, url)))
            for kind in (pymysql.Connection, QuickConnection)
        )
        yield plain, quick


def told(connection: Any, sql: str) -> list[Any]:
    """Everything a connection tells of the answers to some statements, an error included."""
    found: list[Any] = []
    with contextlib.closing(connection.cursor()) as cursor:
        try:
            cursor.execute(sql)
            more = True
            while more:
                found.append((cursor.description, cursor.rowcount, cursor.lastrowid, cursor.fetchall()))
                more = cursor.nextset()
        except pymysql.Error as error:
            found.append((type(error), error.args))
    return found


KINDS = """
CREATE TABLE kinds (id BIGINT PRIMARY KEY AUTO_INCREMENT, b BIT(8), t TINYINT, s SMALLINT, m MEDIUMINT, i INT,
 big BIGINT UNSIGNED, f FLOAT, d DOUBLE, n DECIMAL(20, 5), y YEAR, day DATE, at DATETIME(6), plain DATETIME, stamp
 TIMESTAMP(3) NULL, span TIME(2), c CHAR(5), v VARCHAR(300), l VARCHAR(20) CHARACTER SET latin1, bin VARBINARY(20),
 txt LONGTEXT, blb LONGBLOB, e ENUM('a', 'b'), j JSON);
INSERT INTO kinds VALUES (NULL, b'101', -5, 300, -70000, 2000000000, 18446744073709551615, 1.5, -2.25, '12345.67890',
 2026, '2026-02-28', '2026-02-28 23:59:59.000001', '0999-01-01 00:00:00', '2026-02-28 01:02:03.5', '-25:06:17.25',
 'Ñu', 'x', 'é', X'00ff', 'Ñandú 😀', X'deadbeef', 'b', '{"a": [1, "ñ"]}');
INSERT INTO kinds (v, txt, blb) VALUES ('', '', ''), (REPEAT('a', 250), REPEAT('b', 251), REPEAT('c', 252)),
 (NULL, REPEAT('ñ', 40000), REPEAT(X'00', 70000));
SET sql_mode = '';
INSERT INTO kinds (day, at, plain) VALUES ('0000-00-00', '0000-00-00 00:00:00', '2026-02-00 10:00:00')
"""
ASKED = (
    "SELECT * FROM kinds ORDER BY id",
    "SELECT * FROM kinds WHERE id < 0",
    "SELECT 1; SELECT id, v FROM kinds; UPDATE kinds SET t = 1; SELECT COUNT(*), SUM(big), AVG(i), NOW() > 0 FROM kinds",
    "INSERT INTO kinds (v) VALUES ('one'), ('two')",
    "SELECT 1; SELECT nothing; SELECT 2",
    "INSERT INTO kinds (id) VALUES (1)",
    "SELECT * FROM elsewhere",
    "DO 0",
    "SELECT REPEAT('x', 8000000), REPEAT('y', 8000000), REPEAT('z', 8000000), 'after'",
    "SELECT seq, seq * 7, CONCAT('row ', seq) FROM (WITH RECURSIVE n AS (SELECT 1 AS seq UNION ALL SELECT seq + 1"
    " FROM n WHERE seq < 900) SELECT seq FROM n) AS rows_of",
)


def test_every_answer_is_the_same(both: Both) -> None:
    for statement in KINDS.split(";"):
        assert told(both[0], statement)
    for asked in ASKED:
        plain, quick = (told(one, asked) for one in both)
        if asked.startswith("INSERT INTO kinds (v)"):  # each took its own id
            plain, quick = ([answer[1] for answer in one] for one in (plain, quick))
        assert quick == plain, asked
    assert told(both[1], ASKED[0]) == told(both[0], ASKED[0]), "also when the columns are known"


def test_what_is_read_in_pieces_is_put_together(both: Both, monkeypatch: pytest.MonkeyPatch) -> None:
    for statement in KINDS.split(";"):
        told(both[0], statement)
    for at_once in (1, 3, 7, 64, 1_000):
        monkeypatch.setattr("app.database.wire._AT_ONCE", at_once)
        for asked in ASKED[:3]:
            assert told(both[1], asked) == told(both[0], asked), (at_once, asked)


def test_a_transaction_begins_with_its_first_statement_and_ends(both: Both) -> None:
    plain, quick = both
    told(plain, "CREATE TABLE t (id INT PRIMARY KEY)")
    quick.begin_with_next()
    assert told(quick, "INSERT INTO t VALUES (1)")[0][1] == 1
    assert told(plain, "SELECT * FROM t")[0][3] == (), "not before the commit"
    quick.commit()
    assert told(plain, "SELECT * FROM t")[0][3] == ((1,),)
    quick.begin_with_next()
    told(quick, "INSERT INTO t VALUES (2)")
    quick.rollback()
    assert told(plain, "SELECT * FROM t")[0][3] == ((1,),)


def test_a_transaction_nobody_used_is_none(both: Both) -> None:
    plain, quick = both
    told(plain, "CREATE TABLE t (id INT PRIMARY KEY)")
    for end in (quick.commit, quick.rollback):
        quick.begin_with_next()
        end()
        told(quick, "INSERT INTO t VALUES (1)")
        assert told(plain, "DELETE FROM t")[0][1] == 1, "a statement after it commits by itself"


@pytest.mark.parametrize("failing", ["INSERT INTO t VALUES (1)", "SELECT nothing"])
def test_a_transaction_whose_first_statement_failed_is_rolled_back(both: Both, failing: str) -> None:
    plain, quick = both
    told(plain, "CREATE TABLE t (id INT PRIMARY KEY)")
    told(plain, "INSERT INTO t VALUES (1)")
    quick.begin_with_next()
    assert issubclass(told(quick, failing)[0][0], pymysql.Error)
    told(quick, "INSERT INTO t VALUES (2)")
    quick.rollback()
    assert told(plain, "SELECT * FROM t")[0][3] == ((1,),)


def test_a_server_that_does_not_greet_is_given_up_after_the_time_for_connecting() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        began = time.monotonic()
        with pytest.raises(pymysql.OperationalError):
            QuickConnection(
                host="127.0.0.1", port=silent.getsockname()[1], user="x", connect_timeout=0.2, read_timeout=20
            )
        assert time.monotonic() - began < 10


def test_an_answer_may_take_longer_than_connecting(both: Both) -> None:
    quick = both[1]
    quick.close()
    quick.connect_timeout = 0.5
    quick.connect()
    assert told(quick, "SELECT SLEEP(0.7)")[0][3] == ((0,),)


def test_an_answer_that_takes_too_long_is_given_up(
    new_database: Callable[[str, contextlib.ExitStack], str], name: str
) -> None:
    with contextlib.ExitStack() as stack:
        url = new_database(name, stack)
        quick = stack.enter_context(
            contextlib.closing(connected(QuickConnection, url, read_timeout=0.3, write_timeout=0.3))
        )
        assert told(quick, "SELECT SLEEP(0.05)")[0][3] == ((0,),)
        began = time.monotonic()
        assert told(quick, "SELECT SLEEP(20)")[0][0] is pymysql.OperationalError
        assert time.monotonic() - began < 10
        assert not quick.open


class _Text(str):
    __slots__ = ()


def test_every_value_is_written_the_same(both: Both) -> None:
    instants = (
        datetime(2026, 2, 28, 23, 59, 59, tzinfo=UTC),
        datetime(2026, 2, 28, 0, 0, 0, 1, tzinfo=UTC),
        datetime(1800, 1, 1, tzinfo=UTC),
    )
    values = (
        *(
            "",
            "it's",
            "back\\slash",
            '\0\n\r\x1a"',
            "Ñ😀",
            _Text("sub"),
            0,
            -5,
            2**63 - 1,
            True,
            None,
            1.5,
            1e300,
        ),
        *(
            b"",
            b"\x00'",
            bytearray(b"x"),
            date(2026, 2, 28),
            time_of_day(1, 2, 3),
            timedelta(hours=-25, seconds=3),
        ),
        *(at.replace(tzinfo=None) for at in instants),
        *(instants[0], Decimal("12.50"), (1, "a", None), [2], {3}),
    )
    for mode in ("", "NO_BACKSLASH_ESCAPES"):
        for one in both:
            told(one, f"SET sql_mode = '{mode}'")
        for value in values:
            assert both[1].escape(value) == both[0].escape(value), (mode, value)


def test_statements_sent_together_are_answered_together_and_there_are_no_others(both: Both) -> None:
    quick = both[1]
    told(quick, "CREATE TABLE together (id INT PRIMARY KEY AUTO_INCREMENT, n INT)")
    answers: list[Any] = []
    quick.begin_with_next()
    sent = ["INSERT INTO together (n) VALUES (%s)", "SELECT %s", "UPDATE together SET n = 5", "SELECT %s"]
    quick.ask("; ".join(sent), [2, "it's", b"\xff\x00'"], 4, answers)
    assert answers == [(None, 1, 1), ((("it's",),), None, 1), (None, 0, 1), (((b"\xff\x00'",),), None, 1)]
    with pytest.raises(pymysql.InternalError, match="not answered"):
        quick.ask("SELECT 1", [], 2, answers)
    assert answers[4:] == [(((1,),), None, 1)]
    assert told(quick, "SELECT 3")[0][3] == ((3,),), "the connection goes on"
    quick.rollback()
    assert told(quick, "SELECT COUNT(*) FROM together")[0][3] == ((0,),)


def test_the_first_that_fails_is_told_after_the_answers_before_it(both: Both) -> None:
    quick = both[1]
    answers: list[Any] = []
    with pytest.raises(pymysql.ProgrammingError, match="nowhere"):
        quick.ask("SELECT 1; DO 0; SELECT 2 FROM nowhere; SELECT 3", [], 4, answers)
    assert answers == [(((1,),), None, 1), (None, 0, 0)]
    assert told(quick, "SELECT 4")[0][3] == ((4,),), "the connection goes on"


def test_columns_are_understood_however_many_kinds_of_answers_there_are(
    both: Both, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.database.wire._MOST_ANSWERS", 2)
    kinds = ["SELECT 1 AS a", "SELECT 'x' AS a", "SELECT 1 AS a, NULL AS b", "SELECT 1 AS a"]
    for asked in [*kinds, *kinds[::-1]]:
        assert told(both[1], asked) == told(both[0], asked), asked


def test_a_lost_connection_says_so(both: Both) -> None:
    plain, quick = both
    told(plain, f"KILL {quick.thread_id()}")
    lost = told(quick, "SELECT 1")
    assert lost[0][0] is pymysql.OperationalError
    assert lost[0][1][0] in (2006, 2013)
    assert not quick.open
