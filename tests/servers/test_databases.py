"""The fixtures themselves: fresh databases, durable defaults, and cuts at the promised moment."""

from __future__ import annotations

import contextlib
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit

import psutil
import pymysql
import pytest

from tests.servers import databases
from tests.servers.databases import Server, fresh_database
from tests.servers.proxy import Cut, Proxy


def test_each_engine_gives_an_empty_database(engine_url: str) -> None:
    if engine_url.startswith("sqlite:///"):
        with contextlib.closing(sqlite3.connect(engine_url.removeprefix("sqlite:///"))) as connection:
            assert connection.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)
        return
    with contextlib.closing(_connect(engine_url)) as connection, connection.cursor() as cursor:
        assert cursor.execute("SHOW TABLES") == 0
        cursor.execute("SELECT @@character_set_database, @@innodb_flush_log_at_trx_commit, @@ft_min_word_len")
        assert cursor.fetchone() == ("utf8mb4", 0, 4)


@pytest.mark.engine
@pytest.mark.parametrize("kind", ["mariadb", "mysql"])
def test_a_server_to_measure_is_as_durable_as_one_in_use(kind: databases.Kind) -> None:
    with (
        databases.running(kind) as server,
        fresh_database(server.prefix) as url,
        contextlib.closing(_connect(url)) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("SELECT @@innodb_flush_log_at_trx_commit")
        assert cursor.fetchone() == (1,)


@pytest.mark.engine
@pytest.mark.parametrize("kind", ["mariadb", "mysql"])
@pytest.mark.parametrize(("when", "rows"), [(Cut.BEFORE_SERVER, 0), (Cut.BEFORE_ANSWER, 1)])
def test_a_cut_falls_where_it_was_ordered(
    kind: str, when: Cut, rows: int, request: pytest.FixtureRequest
) -> None:
    server: Server = request.getfixturevalue(f"{kind}_server")
    with fresh_database(server.prefix) as url, contextlib.closing(_connect(url)) as direct:
        direct.cursor().execute("CREATE TABLE t (id INT PRIMARY KEY) ENGINE=InnoDB")
        with Proxy.before(url) as proxy:
            plan = proxy.cut_next(when)
            connection = _connect(proxy.url)
            connection.cursor().execute("INSERT INTO t VALUES (1)")
            with pytest.raises(pymysql.err.OperationalError):
                connection.commit()
            assert plan.happened.wait(60)
        cursor = direct.cursor()
        # A locking read waits for what the server does with the abandoned transaction.
        assert cursor.execute("SELECT id FROM t FOR UPDATE") == rows


@pytest.mark.engine
def test_a_killed_server_comes_back_on_the_same_port_with_its_data(mariadb_server: Server) -> None:
    with fresh_database(mariadb_server.prefix) as url:
        with contextlib.closing(_connect(url)) as connection:
            connection.cursor().execute("CREATE TABLE t (id INT PRIMARY KEY) ENGINE=InnoDB")
        port = mariadb_server.port
        mariadb_server.kill()
        mariadb_server.start()
        assert mariadb_server.port == port
        with contextlib.closing(_connect(url)) as connection:
            assert connection.cursor().execute("SHOW TABLES") == 1


def _connect(url: str) -> pymysql.Connection:
    parts = urlsplit(url)
    return pymysql.connect(
        host=parts.hostname,
        port=parts.port or 3306,
        user=parts.username,
        password=parts.password or "",
        database=parts.path.lstrip("/"),
    )


_STARTER = """
import select, sys
from tests.servers import databases
from tests.servers.databases import running
with running("mariadb") as server:
    print(server.pid, server._folder, flush=True)
    while not select.select([sys.stdin], [], [], 0.1)[0]:
        pass  # a read would not notice a signal that came just before it
"""


@pytest.mark.engine
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGINT])
def test_a_server_never_outlives_what_started_it(number: signal.Signals) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", _STARTER],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        cwd=Path(__file__).parents[2],
    )
    with starter:
        assert starter.stdout is not None
        pid, folder = starter.stdout.readline().split()
        server = psutil.Process(int(pid))
        starter.send_signal(number)
        starter.wait(timeout=60)
    _, alive = psutil.wait_procs([server], timeout=60)
    assert not alive or server.status() == psutil.STATUS_ZOMBIE
    if number == signal.SIGKILL:
        assert Path(folder).exists()
        databases._sweep()
    assert not Path(folder).exists()
