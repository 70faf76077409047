"""``clms serve`` as a process: starts, answers by several workers, finishes what it began, and leaves nobody behind."""

from __future__ import annotations

import contextlib
import http.client
import json
import signal
import socket
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psutil
import pytest

from app.bootstrap import Recipe
from app.errors import Unreachable
from app.server.options import ServerOptions
from app.server.supervisor import Supervisor
from tests.app.server.served import Served, environment, is_worker, serving, sign_in
from tests.waiting import until


@contextlib.contextmanager
def held_up(folder: Path) -> Iterator[None]:
    """Nobody can write to the library meanwhile: a write that comes is a slow request."""
    connection = sqlite3.connect(folder / "clms.db", isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        connection.rollback()
        connection.close()


def _answers(port: int) -> bool:
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
        return True
    return False


def _send_and_hang_up(served: Served, body: bytes, key: str) -> None:
    """Send a request, wait until it was carried out, and cut the connection without having read a byte."""
    request = (
        f"POST /api/students HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {served.token}\r\n"
        f"Idempotency-Key: {key}\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with socket.create_connection(("127.0.0.1", served.port)) as cut:
        cut.sendall(request.encode() + body)
        until(lambda: _named(served.folder, "Cut, Off") == 1, "the request to be carried out")


def _named(folder: Path, name: str) -> int:
    with contextlib.closing(sqlite3.connect(folder / "clms.db")) as connection:
        return int(connection.execute("SELECT count(*) FROM students WHERE name = ?", [name]).fetchone()[0])


def _repeats_do_nothing(served: Served) -> None:
    body, key = {"family_name": "Cut", "given_name": "Off"}, "scan-0001-of-desk-1"
    _send_and_hang_up(served, json.dumps(body).encode(), key)
    status, answer = served.ask("POST", "/api/students", body, **{"Idempotency-Key": key})
    assert (status, answer["replayed"], answer["value"]["name"]) == (201, True, "Cut, Off")
    assert _named(served.folder, "Cut, Off") == 1


def _write_on(served: Served, number: int, stop: threading.Event, acknowledged: list[str]) -> None:
    """Add patron after patron, each again with its key until it is acknowledged, as a desk over a bad network does."""
    count = 0
    while not stop.is_set():
        count += 1
        name = f"Steady {number}-{count}"
        body, key = (
            {"family_name": name, "given_name": "Ana"},
            {"Idempotency-Key": f"steady-{number}-{count}"},
        )
        while True:
            with contextlib.suppress(OSError, http.client.HTTPException):
                if served.ask("POST", "/api/students", body, **key)[0] == 201:
                    acknowledged.append(f"{name}, Ana")
                    break


def _a_dead_worker_is_replaced_and_no_act_is_lost(served: Served) -> None:
    acknowledged: list[str] = []
    stop = threading.Event()
    desks = [threading.Thread(target=_write_on, args=(served, n, stop, acknowledged)) for n in range(3)]
    for desk in desks:
        desk.start()
    try:
        until(lambda: len(acknowledged) >= 10, "some acts")
        dead = served.workers[0]
        dead.kill()
        family = psutil.Process(served.process.pid)
        until(
            lambda: (
                len([each for each in family.children() if each.pid != dead.pid and is_worker(each)]) == 2
            ),
            "another worker",
        )
        before = len(acknowledged)
        until(lambda: len(acknowledged) >= before + 10, "acts after the crash")
    finally:
        stop.set()
        for desk in desks:
            desk.join(40)
    with contextlib.closing(sqlite3.connect(served.folder / "clms.db")) as connection:
        rows = connection.execute("SELECT name FROM students WHERE name LIKE 'Steady%'").fetchall()
    assert sorted(name for (name,) in rows) == sorted(acknowledged)


def _write_slowly(served: Served, number: int, sent: threading.Barrier, outcomes: list[int]) -> None:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=40)
    body = json.dumps({"family_name": f"Slow {number}", "given_name": "Ana"}).encode()
    headers = {"Content-Type": "application/json", **served.credentials}
    connection.request("POST", "/api/students", body, headers)
    sent.wait()
    outcomes.append(connection.getresponse().status)
    connection.close()


def _ask_on(port: int, lost: list[str]) -> None:
    """Ask until told to go elsewhere; a request that was sent and never answered is lost."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=40)
    try:
        while True:
            connection.request("GET", "/live")
            answer = connection.getresponse()
            answer.read()
            if answer.status != 200:
                lost.append(str(answer.status))
            if answer.getheader("Connection") == "close":
                return
    except (http.client.HTTPException, OSError) as error:
        lost.append(repr(error))
    finally:
        connection.close()


def _listen(served: Served, heard: list[str], listening: threading.Event) -> None:
    """Take every line of the stream of events until the server ends it."""
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=60)
    connection.request("GET", "/api/events", headers=served.credentials)
    answer = connection.getresponse()
    assert answer.status == 200
    while line := answer.readline():
        heard.append(line.decode())
        listening.set()
    connection.close()


def test_it_holds_through_cuts_and_crashes_and_finishes_what_it_began(library: Path) -> None:
    """A cut connection, a killed worker; then SIGTERM while writes hang and clients ask without pause."""
    outcomes: list[int] = []
    lost: list[str] = []
    heard: list[str] = []
    sent = threading.Barrier(5)
    with serving(library) as served:
        sign_in(served)
        listener = threading.Thread(target=_listen, args=(served, heard, listening := threading.Event()))
        listener.start()
        assert listening.wait(30)
        _repeats_do_nothing(served)
        until(lambda: any('"PATRONS"' in line for line in list(heard)), "the event of a write")
        _a_dead_worker_is_replaced_and_no_act_is_lost(served)
        sign_in(served, "lia.reyes")  # Maria has asked as often as she may
        with held_up(library):
            calls: list[Any] = [(_write_slowly, (served, number, sent, outcomes)) for number in range(4)]
            calls += [(_ask_on, (served.port, lost))] * 4
            threads = [threading.Thread(target=call, args=given) for call, given in calls]
            for thread in threads:
                thread.start()
            sent.wait()
            until(lambda: served.ask("GET", "/live")[0] == 200, "an answer under load")
            served.process.send_signal(signal.SIGTERM)
            until(lambda: not _answers(served.port), "the port to be closed")
            assert served.process.poll() is None  # it waits for the slow ones
            assert outcomes == []
        for thread in (*threads, listener):
            thread.join(40)
            assert not thread.is_alive()
        assert served.process.wait(20) == 0
    assert outcomes == [201] * 4
    assert lost == []


def test_it_ends_in_order_when_its_stdin_is_closed(library: Path) -> None:
    with serving(library, "--until-stdin-closes", workers=1) as served:
        assert served.ask("GET", "/ready")[0] == 200
        assert len(served.workers) == 1
        assert served.process.stdin is not None
        served.process.stdin.close()
        assert served.process.wait(30) == 0
        assert [each for each in served.workers if each.is_running()] == []


_WINDOW = """
import subprocess, sys
child = subprocess.Popen(sys.argv[1:], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
said = child.stdout.readline()
print(child.pid, said, flush=True)
child.wait()
"""


def test_a_window_that_is_killed_leaves_no_server_behind(library: Path) -> None:
    """Nobody closes anything then: the pipe closes because its other end is gone."""
    command = [sys.executable, "-m", "app", "serve", "--port", "0", "--until-stdin-closes"]
    window = subprocess.Popen(
        [sys.executable, "-c", _WINDOW, *command],
        env=environment(library),
        stdout=subprocess.PIPE,
        text=True,
        cwd=library,
    )
    assert window.stdout is not None
    try:
        pid, said = window.stdout.readline().split(" ", 1)
        family = [psutil.Process(int(pid)), *psutil.Process(int(pid)).children(recursive=True)]
        assert "answers at" in said and len([each for each in family if is_worker(each)]) == 2
    finally:
        window.kill()
        window.wait()
        window.stdout.close()
    _, alive = psutil.wait_procs(family, timeout=30)
    assert alive == []


def test_workers_end_when_their_supervisor_is_killed(library: Path) -> None:
    with serving(library, workers=1) as served:
        served.process.kill()
        served.process.wait()
        _, alive = psutil.wait_procs(served.workers, timeout=30)
        assert alive == []
        assert not _answers(served.port)


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    recipe = Recipe("sqlite://", 4, "TEST", tmp_path)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        supervisor = Supervisor(recipe, ServerOptions(keys=("k",), port=port))
        with pytest.raises(Unreachable, match=f"Port {port} of 127.0.0.1 can't be opened"):
            supervisor.__enter__()
