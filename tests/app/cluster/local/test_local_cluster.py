"""The production architecture as one command brings it up, and what becomes of it when its nodes fail."""

from __future__ import annotations

import contextlib
import http.client
import json
import re
import ssl
import time
from collections import Counter
from pathlib import Path
from typing import Any

import psutil
import pytest

from app.domain.accounts import UserDraft
from app.domain.actors import Actor, Role
from app.domain.board import NodeLine
from app.domain.health import HealthState
from app.errors import Refused
from tests.servers.local_cluster import PASSWORD, Cluster, library_of
from tests.waiting import until

APIS = ("api-1", "api-2", "api-3")
_HUNG_UP = (ConnectionResetError, BrokenPipeError, ssl.SSLEOFError)
"""How a client hears of it: from what it reads, or from what it sends."""
STATUS_S = 3.0
"""Within this much it is told how the nodes stand, whatever hangs."""


@pytest.fixture(scope="module")
def token(running_cluster: Cluster) -> dict[str, str]:
    """What shows who asks, got through nginx."""
    body = {"username": "maria.santos", "password": PASSWORD}
    status, answer = running_cluster.ask("POST", "/api/auth/login", body)
    assert status == 200, answer
    return {"Authorization": f"Bearer {answer['access_token']}"}


def test_every_node_is_up_in_its_role(cluster: Cluster) -> None:
    nodes = cluster.status()
    assert len(nodes) == 14, "each is up, or this would not have begun"
    kinds = [node.kind for node in nodes.values()]
    assert {kind: kinds.count(kind) for kind in kinds} == {
        "redis": 6,
        "database": 3,
        "api": 3,
        "worker": 1,
        "proxy": 1,
    }
    roles = Counter((node.kind, node.role) for node in nodes.values() if node.role)
    assert roles == {
        ("database", "primary"): 1,
        ("database", "replica"): 2,
        ("redis", "primary"): 3,
        ("redis", "replica"): 3,
    }
    assert all(node.port < 32_768 for node in nodes.values())

    def told() -> list[tuple[str, str]]:
        return [(each["name"], each["state"]) for each in json.loads(cluster.run("status", "--json").stdout)]

    until(lambda: told() == [(name, "up") for name in nodes], "the command to say so too")


def test_the_worker_watches_over_all_of_it(cluster: Cluster) -> None:
    with library_of(cluster) as app:
        operator = Actor(None, "Odie", Role.OPERATOR, "DESK-1")

        def watched() -> dict[str, NodeLine]:
            look = app.health.watch(operator)
            return {} if look.board is None else {node.name: node for node in look.board.nodes}

        until(lambda: len(watched()) == 16, "the worker to watch 13 nodes, this computer, files and records")
        until(lambda: {node.state for node in watched().values()} == {HealthState.HEALTHY}, "all to be well")
        until(
            lambda: app.health.look(operator).holder == "worker on worker-1", "the worker to hold the watch"
        )
        until(lambda: all(node.values for node in watched().values()), "figures of each")
        until(lambda: not any(node.problem for node in watched().values()), "all to show them")
        until(lambda: watched()["db-2"].values.get("db_lag_s") is not None, "its lag by the heartbeat")
        assert watched()["nginx"].host == "here"
        until(
            lambda: (watched()["db-1"].values.get("process_memory") or 0) > 10_000_000,
            "what the processes behind the database's port use",
        )
        until(lambda: (watched()["db-1"].values.get("sockets") or 0) > 0, "its connections")

        def balanced() -> bool:
            ask_often(cluster, 30)
            return all((watched()[name].values.get("api_lb_requests") or 0) > 0 for name in APIS)

        until(balanced, "nginx's log to tell of each API node")


def test_servers_run_as_somebody_who_may_do_little(cluster: Cluster) -> None:
    for name, node in cluster.status().items():
        server = name.startswith(("nginx", "db", "redis"))
        assert not server or psutil.Process(node.pid).uids().effective != 0, name
        assert Path(f"/proc/{node.pid}/cwd").resolve().is_relative_to(cluster.folder / name)


def test_nginx_speaks_tls_and_sends_plain_http_there(cluster: Cluster) -> None:
    connection = cluster.connect()
    assert isinstance(connection, http.client.HTTPSConnection)
    connection.connect()
    assert isinstance(connection.sock, ssl.SSLSocket)
    assert connection.sock.version() == "TLSv1.3"
    connection.close()
    plain = http.client.HTTPConnection("127.0.0.1", plain_port(cluster), timeout=10)
    plain.request("GET", "/api/titles?q=noli")
    answer = plain.getresponse()
    port = cluster.node("nginx").port
    assert answer.status == 308
    assert answer.headers["Location"] == f"https://localhost:{port}/api/titles?q=noli"
    plain.close()


def plain_port(cluster: Cluster) -> int:
    """Where nginx itself listens beside its TLS port."""
    found = re.search(r"listen 127\.0\.0\.1:(\d+);", (cluster.folder / "nginx" / "nginx.conf").read_text())
    assert found
    return int(found[1])


def test_a_token_of_one_api_node_is_good_at_all(cluster: Cluster, token: dict[str, str]) -> None:
    for name in APIS:
        status, answer = cluster.ask("GET", "/api/auth/me", node=name, **token)
        assert status == 200, answer
    assert cluster.ask("GET", "/api/auth/me", **token)[0] == 200


def test_what_one_node_writes_every_node_shows_at_once(cluster: Cluster, token: dict[str, str]) -> None:
    draft = {"family_name": "Dela Cruz", "given_name": "Juan", "grade": "7", "section": "Rizal"}
    status, made = cluster.ask("POST", "/api/students", draft, node="api-1", **token)
    assert status in (200, 201), made
    for name in APIS:
        status, found = cluster.ask("GET", f"/api/students/{made['value']['student_id']}", node=name, **token)
        assert status == 200
        assert "Dela Cruz" in json.dumps(found)


def test_requests_reach_all_three(cluster: Cluster) -> None:
    log = cluster.folder / "nginx" / "logs" / "access.log"
    before = len(log.read_text().splitlines())
    ask_often(cluster, 30)
    until(lambda: len(log.read_text().splitlines()) >= before + 30, "nginx to have written them down")
    assert reached(cluster) == {cluster.node(name).port for name in APIS}


def ask_often(cluster: Cluster, times: int) -> list[int]:
    """So many requests through nginx, one after the other on one connection; on a new one where nginx, reading its files
    anew, closed that before the request was read (RFC 9112, 9.3.1)."""
    connection, statuses = cluster.connect(), []
    for number in range(times):
        try:
            connection.request("GET", "/live")
            answer = connection.getresponse()
        except _HUNG_UP:
            if not number:
                raise
            connection.close()
            connection.request("GET", "/live")
            answer = connection.getresponse()
        answer.read()
        statuses.append(answer.status)
    connection.close()
    return statuses


def reached(cluster: Cluster, last: int = 30) -> set[int]:
    """The ports of the nodes that nginx' last requests went to."""
    lines = (cluster.folder / "nginx" / "logs" / "access.log").read_text().splitlines()[-last:]
    return {int(json.loads(line)["upstream"].rpartition(":")[2]) for line in lines}


def test_an_api_node_that_is_killed_costs_nothing(cluster: Cluster) -> None:
    assert cluster.order("kill", "api-2") == "api-2 is killed."
    assert ask_often(cluster, 60) == [200] * 60
    assert cluster.node("api-2").state == "killed"
    assert cluster.order("start", "api-2") == "api-2 is up again."
    until(lambda: "down" not in upstream(cluster), "nginx to send requests to all again")


def upstream(cluster: Cluster) -> str:
    """The servers nginx balances, without what is explained of them."""
    lines = (cluster.folder / "nginx" / "clms-upstream.conf").read_text().splitlines()
    return "\n".join(line for line in lines if line.startswith("server"))


@pytest.mark.long
def test_a_frozen_api_node_is_left_out_until_it_goes_on(cluster: Cluster) -> None:
    cluster.order("freeze", "api-3")
    assert cluster.node("api-3").state == "frozen"
    until(lambda: " down;" in upstream(cluster), "nginx to leave it out")
    assert [line.endswith("# api-3") for line in upstream(cluster).splitlines() if "down" in line] == [True]
    assert ask_often(cluster, 40) == [200] * 40
    cluster.order("thaw", "api-3")
    until(lambda: "down" not in upstream(cluster), "nginx to send requests to it again")
    cluster.wait_for("api-3", "up")


def test_a_replica_that_was_killed_follows_again(cluster: Cluster) -> None:
    cluster.order("kill", "db-3")
    with library_of(cluster) as app:
        actor = app.accounts.sign_in("maria.santos", PASSWORD)
        made = app.accounts.add(actor, UserDraft("Lia Reyes", Role.LIBRARIAN), PASSWORD).value
    assert cluster.order("start", "db-3") == "db-3 is up again. It follows its primary again."
    until(
        lambda: names_at(cluster, "db-3", made.id) == ("Lia Reyes",), "the replica to have what was written"
    )


def names_at(cluster: Cluster, name: str, user: int) -> tuple[Any, ...]:
    """What one database itself knows of a user."""
    import pymysql

    from app.settings import load

    address = load(cluster.settings).database
    connection = pymysql.connect(
        host="127.0.0.1",
        port=cluster.node(name).port,
        user=address.user,
        password=address.password,
        database="clms",
    )
    with connection, connection.cursor() as cursor:
        cursor.execute("SELECT name FROM users WHERE id = %s", (user,))
        return cursor.fetchone() or ()


def _long(name: str) -> Any:
    return pytest.param(name, marks=pytest.mark.long)


@pytest.mark.parametrize("name", ["api-3", "db-3", *map(_long, ("redis-1", "redis-6", "worker-1"))])
def test_a_node_that_is_cut_off_costs_nothing_and_comes_back(
    cluster: Cluster, token: dict[str, str], name: str
) -> None:
    assert cluster.order("partition", name) == f"{name} is cut off."
    assert cluster.node(name).state == "partitioned"
    if name == "api-3":
        until(lambda: " down;" in upstream(cluster), "nginx to leave it out")
    for _ in range(5):
        assert cluster.ask("GET", "/api/students", **token)[0] == 200
    follows = " It follows its primary again." if name == "db-3" else ""
    assert cluster.order("heal", name) == f"{name} is reached again.{follows}"
    cluster.wait_for(name, "up")


def test_nginx_that_is_cut_off_is_silent(cluster: Cluster) -> None:
    with contextlib.closing(cluster.connect()) as connection:
        connection.connect()
        cluster.order("partition", "nginx")
        assert connection.sock is not None
        connection.sock.settimeout(0.5)
        connection.request("GET", "/live")
        with pytest.raises(TimeoutError):
            connection.getresponse()
    with pytest.raises(TimeoutError):
        cluster.ask("GET", "/live", timeout=0.5)
    cluster.order("heal", "nginx")
    assert cluster.ask("GET", "/live")[0] == 200


def test_a_server_that_hangs_is_down_and_keeps_no_answer_waiting(cluster: Cluster) -> None:
    process = psutil.Process(cluster.node("db-2").pid)
    process.suspend()
    try:
        began = time.monotonic()
        node = cluster.node("db-2")
        assert time.monotonic() - began < STATUS_S
        assert (node.state, node.detail) == ("down", "no answer within a second")
    finally:
        process.resume()
    cluster.wait_for("db-2", "up")


@pytest.mark.parametrize("name", ["redis-4", "nginx", pytest.param("worker-1", marks=pytest.mark.long)])
def test_nodes_of_the_other_kinds_come_back_too(cluster: Cluster, name: str) -> None:
    before = cluster.node(name).pid
    cluster.order("kill", name)
    assert cluster.order("start", name) == f"{name} is up again."
    assert cluster.node(name).pid != before
    assert ask_often(cluster, 5) == [200] * 5


def test_one_more_api_node_gets_requests(cluster: Cluster) -> None:
    assert cluster.order("add-api-node") == "api-4 answers and gets requests."
    port = cluster.node("api-4").port

    def asked() -> bool:
        ask_often(cluster, 20)
        return port in reached(cluster, 20)

    until(asked, "nginx to send requests to the new node")


def test_what_can_not_be_done_is_said(cluster: Cluster) -> None:
    refused = {
        ("kill", "db-9"): "There is no node “db-9”.",
        ("thaw", "api-1"): "api-1 is not frozen.",
        ("start", "api-1"): "api-1 is running already.",
        ("promote", "db-9"): "There is no node “db-9”.",
    }
    for words, said in refused.items():
        with pytest.raises(Refused) as told:
            cluster.order(*words)
        assert told.value.message == said
    done = cluster.run("up")
    assert (done.returncode, done.stderr.splitlines()[0]) == (
        1,
        f"A cluster is running in {cluster.folder} already.",
    )
    done = cluster.run("freeze", "api-9")
    assert (done.returncode, done.stderr.splitlines()[0]) == (1, "There is no node “api-9”.")


def test_its_secrets_are_closed_to_others(cluster: Cluster) -> None:
    secret = [cluster.folder / name for name in (".env", "control.sock", "tls/key.pem", "db-1/my.cnf")]
    assert [path.stat().st_mode & 0o077 for path in secret] == [0] * 4
    words = {word for node in cluster.status().values() for word in psutil.Process(node.pid).cmdline()}
    told = [text for name, text in cluster.settings.items() if name.endswith("PASSWORD")]
    assert len(told) == 2
    assert not any(text in word for text in told for word in words)
