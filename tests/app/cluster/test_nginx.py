"""The rendered nginx.conf, by a real nginx: balance, another try, limits, headers, redirect, log."""

from __future__ import annotations

import contextlib
import http.client
import json
import shutil
import signal
import ssl
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec
import psutil
import pytest

from app.cluster.rendering.nginx import nginx, upstream, upstream_path
from app.domain.topology import Node, NodeKind, Topology
from tests.app.cluster.kit import database, local
from tests.servers import FOLDERS
from tests.servers import balancing as servers
from tests.servers.databases import free_port, hand_over
from tests.waiting import until

Headers = dict[str, str]


@dataclass
class Balanced:
    """A running nginx before two API nodes."""

    topology: Topology
    folder: Path
    apis: dict[str, servers.Backend]
    trusted: ssl.SSLContext
    reload: Callable[[], None]

    @property
    def proxy(self) -> Node:
        return self.topology.node("proxy")

    def ask(
        self, method: str, path: str, body: bytes | None = None, **headers: str
    ) -> http.client.HTTPResponse:
        """Over TLS; the body is in ``text`` of the answer."""
        connection = http.client.HTTPSConnection(
            "localhost", self.proxy.port, timeout=20, context=self.trusted
        )
        return _told(connection, method, path, body, headers)

    @contextlib.contextmanager
    def lines(self, number: int) -> Iterator[list[http.client.HTTPSConnection]]:
        """So many open connections, to ask over all at once: however busy this computer is, that is no matter of
        seconds."""
        with contextlib.ExitStack() as stack:
            made = []
            for _ in range(number):
                line = http.client.HTTPSConnection(
                    "localhost", self.proxy.port, timeout=60, context=self.trusted
                )
                stack.enter_context(contextlib.closing(line)).connect()
                made.append(line)
            yield made

    def plain(self, path: str) -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection("127.0.0.1", self.proxy.plain_port, timeout=20)
        return _told(connection, "GET", path, None, {"Host": "evil.example"})

    def mark_down(self, *names: str) -> None:
        Path(upstream_path(self.topology, self.proxy)).write_text(upstream(self.topology, names))
        self.reload()

    @contextlib.contextmanager
    def refusing(self, name: str) -> Iterator[servers.Backend]:
        self.apis[name].refusing = True
        try:
            yield self.apis[name]
        finally:
            self.apis[name].refusing = False


def _told(connection, method, path, body, headers) -> http.client.HTTPResponse:
    with contextlib.closing(connection):
        connection.request(
            method, path, body, {name.replace("_", "-"): value for name, value in headers.items()}
        )
        return _answer(connection)


def _at_once(
    lines: Sequence[http.client.HTTPSConnection], method: str, path: str, body: bytes | None, headers: Headers
) -> list[http.client.HTTPResponse]:
    """The answers to the same request on each line, all sent before the first is read; a {number} counts them."""
    for number, line in enumerate(lines):
        given = {name: value.format(number=number) for name, value in headers.items()}
        line.request(method, path.format(number=number), body, given)
    return [_answer(line) for line in lines]


def _answer(connection: http.client.HTTPConnection) -> http.client.HTTPResponse:
    answer = connection.getresponse()
    answer.text = answer.read().decode()
    return answer


@pytest.fixture(scope="module")
def balanced() -> Iterator[Balanced]:
    folder = Path(tempfile.mkdtemp(prefix="clms-nginx-", dir=FOLDERS))
    folder.chmod(0o755)
    with contextlib.ExitStack() as stack:
        stack.callback(shutil.rmtree, folder, ignore_errors=True)
        apis = {name: stack.enter_context(servers.backend()) for name in ("api-1", "api-2")}
        topology = local(
            folder,
            (
                Node("proxy", NodeKind.PROXY, "here", free_port(), plain_port=free_port()),
                *(Node(name, NodeKind.API, "here", api.port) for name, api in apis.items()),
                database(),
            ),
            people=1000,
        )
        own = folder / "proxy"
        for place in (own, own / "tls", own / "data", own / "logs"):
            place.mkdir()
            hand_over(place)
        trusted = ssl.create_default_context(cafile=servers.certificate(own / "tls"))
        configuration = own / "nginx.conf"
        configuration.write_text(nginx(topology, topology.node("proxy")))
        Path(upstream_path(topology, topology.node("proxy"))).write_text(upstream(topology))
        assert servers.check(configuration, own) == ""  # not even a warning
        process = stack.enter_context(servers.running(configuration, own, topology.node("proxy").port))
        yield Balanced(topology, own, apis, trusted, lambda: _reload(psutil.Process(process.pid)))


def _reload(nginx_itself: psutil.Process) -> None:
    """Until no worker of before is left."""
    before = {child.pid for child in nginx_itself.children()}
    nginx_itself.send_signal(signal.SIGHUP)
    until(lambda: not before & {child.pid for child in nginx_itself.children()}, "workers of before to end")


def test_requests_reach_every_node_over_few_connections(balanced: Balanced) -> None:
    before = sum(api.connections for api in balanced.apis.values())
    reached = {balanced.ask("GET", f"/api/books?page={number}").text for number in range(12)}
    assert reached == {str(api.port) for api in balanced.apis.values()}
    assert (
        sum(api.connections for api in balanced.apis.values()) - before <= 2
    )  # kept alive, not one a request
    told = balanced.apis["api-1"].seen[-1][2]
    assert told["X-Forwarded-For"] == "127.0.0.1"
    assert told["X-Forwarded-Proto"] == "https"
    assert "Connection" not in told


def test_what_a_client_says_of_its_own_address_is_not_passed_on(balanced: Balanced) -> None:
    answer = balanced.ask("GET", "/api/spoof", X_Forwarded_For="10.0.0.1")
    api = next(api for api in balanced.apis.values() if str(api.port) == answer.text)
    assert api.seen[-1][2]["X-Forwarded-For"] == "127.0.0.1"


def test_headers_are_added_once(balanced: Balanced) -> None:
    answer = balanced.ask("GET", "/api/headers")
    assert answer.getheader("Strict-Transport-Security") == "max-age=31536000; includeSubDomains"
    assert answer.getheader("X-Frame-Options") == "DENY"
    assert answer.getheader("X-Content-Type-Options") == "nosniff"
    assert answer.getheader("Content-Security-Policy") == "default-src 'none'; frame-ancestors 'none'"
    assert answer.getheader("X-XSS-Protection") is None
    for api in balanced.apis.values():
        api.headers = {"X-Frame-Options": "SAMEORIGIN", "Content-Security-Policy": "default-src 'self'"}
    try:
        own = balanced.ask("GET", "/docs")
    finally:
        for api in balanced.apis.values():
            api.headers = {}
    assert own.headers.get_all("X-Frame-Options") == ["SAMEORIGIN"]
    assert own.headers.get_all("Content-Security-Policy") == ["default-src 'self'"]
    assert "nginx/" not in (own.getheader("Server") or "")


def test_plain_http_only_sends_people_on_to_our_own_address(balanced: Balanced) -> None:
    answer = balanced.plain("/books?q=a")
    assert answer.status == 308
    assert answer.getheader("Location") == f"https://localhost:{balanced.proxy.port}/books?q=a"


def test_old_tls_is_refused(balanced: Balanced) -> None:
    assert "TLSv1.1" not in (balanced.folder / "nginx.conf").read_text()
    for version in (ssl.TLSVersion.TLSv1_2, ssl.TLSVersion.TLSv1_3):
        balanced.trusted.minimum_version = balanced.trusted.maximum_version = version
        assert balanced.ask("GET", "/api/tls").status == 200
    balanced.trusted.minimum_version = ssl.TLSVersion.TLSv1_2
    balanced.trusted.maximum_version = ssl.TLSVersion.MAXIMUM_SUPPORTED


def test_a_read_is_tried_at_the_next_node(balanced: Balanced) -> None:
    with balanced.refusing("api-1"):
        answers = [balanced.ask("GET", f"/api/books/{number}") for number in range(4)]
    assert {answer.status for answer in answers} == {200}
    assert {answer.text for answer in answers} == {str(balanced.apis["api-2"].port)}


def test_a_post_is_sent_again_only_with_a_key(balanced: Balanced) -> None:
    for api in balanced.apis.values():
        api.seen.clear()
    balanced.mark_down()  # forgets who failed before
    with balanced.refusing("api-1"):
        plain = [balanced.ask("POST", "/api/loans", b"{}").status for _ in range(2)]
        keyed = [balanced.ask("POST", "/api/loans", b'{"a":1}', Idempotency_Key="k").status for _ in range(2)]
    assert sorted(plain) == [200, 503]  # each node had one, and the one that hung up may have done it
    assert keyed == [200, 200]
    bodies = [body for _, _, headers, body in balanced.apis["api-2"].seen if "Idempotency-Key" in headers]
    assert bodies == [b'{"a":1}'] * 2


def test_a_database_that_is_away_takes_no_node_out(balanced: Balanced) -> None:
    for api in balanced.apis.values():
        api.status = 503
    try:
        assert {balanced.ask("GET", f"/api/away/{number}").text for number in range(20)} == {
            str(api.port) for api in balanced.apis.values()
        }
    finally:
        for api in balanced.apis.values():
            api.status = 200
    assert balanced.ask("GET", "/api/back").status == 200


def test_a_node_is_taken_out_by_its_list_and_a_reload(balanced: Balanced) -> None:
    balanced.mark_down("api-1")
    only = str(balanced.apis["api-2"].port)
    assert {balanced.ask("GET", f"/api/{number}").text for number in range(6)} == {only}
    balanced.mark_down("api-1", "api-2")  # all: clear, and no reason not to start
    keyed = balanced.ask("POST", "/api/loans", b"{}", Idempotency_Key="none")
    for gone in (balanced.ask("GET", "/api/none"), keyed):
        assert gone.getheader("Content-Type") == "application/problem+json"
        assert json.loads(gone.text)["code"] == "unreachable"
        assert gone.status == 503
    balanced.mark_down()
    assert balanced.ask("GET", "/api/again").status == 200


def test_who_asks_too_much_is_told_so_and_nobody_else(balanced: Balanced) -> None:
    with balanced.lines(40) as lines:
        answers = _at_once(lines, "GET", "/api/much/{number}", None, {"Authorization": "Bearer greedy"})
    refused = [answer for answer in answers if answer.status == 429]
    assert refused
    assert json.loads(refused[0].text)["code"] == "too_many_requests"
    assert refused[0].getheader("Retry-After") == "1"
    assert refused[0].getheader("X-Content-Type-Options") == "nosniff"
    assert balanced.ask("GET", "/api/much", Authorization="Bearer other").status == 200


def test_one_that_may_be_repeated_is_told_so_in_the_same_words(balanced: Balanced) -> None:
    headers = {"Idempotency-Key": "much-{number}", "Authorization": "Bearer keen"}
    with balanced.lines(40) as lines:
        answers = _at_once(lines, "POST", "/api/loans", b"{}", headers)
    refused = [answer for answer in answers if answer.status == 429]
    assert refused
    assert json.loads(refused[0].text)["code"] == "too_many_requests"


def test_a_class_behind_one_address_signs_in_at_once_and_a_guesser_does_not(balanced: Balanced) -> None:
    with balanced.lines(80) as lines:
        first, more = (
            _at_once(some, "POST", "/api/auth/login", b"{}", {}) for some in (lines[:40], lines[40:])
        )
    assert [answer.status for answer in first] == [200] * 40
    assert 429 in [answer.status for answer in more]


def test_only_what_is_public_is_kept(balanced: Balanced) -> None:
    for api in balanced.apis.values():
        api.headers = {"Cache-Control": "public, max-age=60, immutable"}
    try:
        first, second = balanced.ask("GET", "/api/covers/a"), balanced.ask("GET", "/api/covers/a")
        personal = balanced.ask("GET", "/api/covers/a", Authorization="Bearer x")
        for api in balanced.apis.values():
            api.headers = {"Cache-Control": "private, max-age=60"}
        for _ in range(2):
            balanced.ask("GET", "/api/photos/a")
    finally:
        for api in balanced.apis.values():
            api.headers = {}
    assert first.text == second.text
    assert personal.status == 200
    asked = [path for api in balanced.apis.values() for _, path, _, _ in api.seen]
    assert asked.count("/api/covers/a") == 2  # once for everybody, once with a token
    assert asked.count("/api/photos/a") == 2


def test_the_status_is_for_this_computer(balanced: Balanced) -> None:
    assert "Active connections" in balanced.plain("/nginx_status").text
    assert "Active connections" in balanced.ask("GET", "/nginx_status").text


def test_each_request_is_a_line_of_json_without_its_query(balanced: Balanced) -> None:
    balanced.ask("GET", "/api/logged?name=Maria", User_Agent='a "quoted" one')
    log = balanced.folder / "logs" / "access.log"

    def lines() -> list[dict[str, str]]:
        return [json.loads(line) for line in log.read_text().splitlines() if "/api/logged" in line]

    until(lines, "its line")
    (line,) = lines()
    assert line["status"] == "200"
    # nginx takes the one by the clock on the wall and the other by the steady one, each in whole milliseconds.
    whole, upstream = (round(1000 * float(line[name])) for name in ("seconds", "upstream_seconds"))
    assert whole + 1 >= upstream >= 0
    assert line["upstream"].startswith("127.0.0.1:")
    assert line["request_id"]
    assert "Maria" not in log.read_text()


def test_newer_nginx_is_told_of_http2_in_its_own_words(balanced: Balanced) -> None:
    newer = msgspec.structs.replace(balanced.topology, nginx_version="1.28", trusted_networks=("10.0.0.0/8",))
    text = nginx(newer, balanced.proxy)
    assert "http2 on;" in text
    assert "ssl http2;" not in text
    assert "set_real_ip_from 10.0.0.0/8;" in text
