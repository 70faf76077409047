"""What a node sees that is cut off: silence in both directions, and all that waited once it is healed."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass

import pytest

from app.cluster.local.forwarder import Forwarder
from app.cluster.local.ports import Ports
from tests.servers.databases import die_with_parent

_SILENT_S = 0.3
_PATIENCE_S = 60.0


@dataclass
class Node:
    """A server that sends back what it is sent, reached through the forwarder at ``port``."""

    port: int
    listener: socket.socket

    def serve(self) -> None:
        """Until it is closed."""
        with contextlib.suppress(OSError):
            while True:
                connection, _ = self.listener.accept()
                threading.Thread(target=_echo, args=(connection,), daemon=True).start()

    def end(self) -> None:
        """Take no more connections."""
        with contextlib.suppress(OSError):
            self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()

    def connect(self) -> socket.socket:
        """One connection to it."""
        return socket.create_connection(("127.0.0.1", self.port), timeout=_PATIENCE_S)


def _echo(connection: socket.socket) -> None:
    with connection, contextlib.suppress(OSError):
        while data := connection.recv(65_536):
            connection.sendall(data)


@pytest.fixture
def forwarder() -> Iterator[Forwarder]:
    with Forwarder() as running:
        yield running


@pytest.fixture
def node(forwarder: Forwarder) -> Iterator[Node]:
    """The node "a"."""
    with Ports() as ports, socket.create_server(("127.0.0.1", 0)) as listener:
        found = Node(ports.reserve(), listener)
        ports.release(found.port)
        forwarder.lead("a", found.port, listener.getsockname()[1])
        thread = threading.Thread(target=found.serve, daemon=True)
        thread.start()
        yield found
        found.end()
        thread.join()


def _says(connection: socket.socket, text: bytes) -> bytes:
    connection.sendall(text)
    return connection.recv(100)


def _silent(connection: socket.socket) -> bool:
    connection.settimeout(_SILENT_S)
    try:
        connection.recv(100)
    except TimeoutError:
        return True
    finally:
        connection.settimeout(_PATIENCE_S)
    return False


def test_everything_arrives_whole_and_both_ends_close_on_their_own(node: Node) -> None:
    sent = os.urandom(8_000_000)
    with node.connect() as connection:
        sender = threading.Thread(
            target=lambda: (connection.sendall(sent), connection.shutdown(socket.SHUT_WR))
        )
        sender.start()
        with connection.makefile("rb") as stream:
            assert stream.read() == sent
        sender.join()


def test_a_node_that_is_cut_off_is_silent_until_it_is_healed(forwarder: Forwarder, node: Node) -> None:
    with node.connect() as connection:
        assert _says(connection, b"before") == b"before"
        forwarder.cut("a", lambda: None)
        connection.sendall(b"meanwhile")
        assert _silent(connection)
        with pytest.raises(TimeoutError), socket.create_connection(("127.0.0.1", node.port), _SILENT_S):
            pass
        forwarder.heal("a")
        assert connection.recv(100) == b"meanwhile"
    with node.connect() as connection:
        assert _says(connection, b"after") == b"after"


_CALLER = """
import socket, sys
first = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
for line in sys.stdin:
    if line == "again\\n":
        first = socket.create_connection(("127.0.0.1", int(sys.argv[1])))
    first.sendall(line.encode())
    print(first.recv(100).decode(), end="", flush=True)
"""


@pytest.fixture
def caller(node: Node) -> Iterator[subprocess.Popen[str]]:
    """Another node's process, which asks the first."""
    with subprocess.Popen(
        [sys.executable, "-c", _CALLER, str(node.port)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=die_with_parent,
    ) as process:
        yield process


@pytest.mark.parametrize("words", ["on the connection it has", "again"])
def test_a_node_that_is_cut_off_reaches_nobody(
    forwarder: Forwarder, node: Node, caller: subprocess.Popen[str], words: str
) -> None:
    assert caller.stdin is not None
    assert caller.stdout is not None
    heard: list[str] = []

    def ask(text: str) -> threading.Thread:
        assert caller.stdin is not None
        assert caller.stdout is not None
        caller.stdin.write(f"{text}\n")
        caller.stdin.flush()
        stdout = caller.stdout
        thread = threading.Thread(target=lambda: heard.append(stdout.readline()))
        thread.start()
        return thread

    ask("before").join(_PATIENCE_S)
    assert heard == ["before\n"]
    forwarder.cut("b", lambda: caller.pid)
    asked = ask(words)
    with node.connect() as connection:  # others reach the first node as before
        assert _says(connection, b"x") == b"x"
    asked.join(_SILENT_S)
    assert heard == ["before\n"]
    forwarder.heal("b")
    asked.join(_PATIENCE_S)
    assert heard == ["before\n", f"{words}\n"]


def test_whoever_calls_a_node_that_is_gone_is_told(node: Node) -> None:
    node.end()
    with pytest.raises(ConnectionResetError), node.connect() as connection:  # at once, or with the first word
        assert _says(connection, b"x") == b"never"
