"""One process of the API: opens the library, answers, and finishes what it began when told to stop.

It ends when its pipe to the supervisor closes, so also when the supervisor was killed; and on SIGTERM.
"""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import signal
import socket
import sys
import threading
import time
from collections.abc import Generator
from multiprocessing.connection import Connection
from typing import Any

import uvicorn

from app import logs
from app.bootstrap import Recipe, open_again
from app.errors import ClmsError
from app.server.gathering import Line
from app.server.kernel import Api
from app.server.node import Node, open_node
from app.server.options import FINISH_SECONDS, ServerOptions
from app.server.protocol import Protocol
from app.server.routes import table

_LAST_WORDS_S = 0.3
_PULSE_S = 0.1
_TURN_S = 0.001  # Python's own is five times as long: a thread has the interpreter to itself meanwhile
_KEEP_ALIVE_S = 75  # longer than nginx keeps an idle connection, so that it is never us who hang up first

_log = logging.getLogger(__name__)


class GracefulServer(uvicorn.Server):
    """Stops without dropping a request: takes what has been accepted, tells clients on idle connections to open
    another with their next answer, and only then closes those that asked for nothing."""

    def __init__(self, config: uvicorn.Config, node: Node, listener: socket.socket) -> None:
        super().__init__(config)
        self._node = node
        self._listener = listener.dup()
        self._pulse = 0.0
        self._ticks = self._ticks_seen = 0

    def turns(self) -> bool:
        """Whether the event loop turned since this was last asked, or finishes what it began."""
        before, self._ticks_seen = self._ticks_seen, self._ticks
        return self._ticks_seen > before or self.should_exit

    @contextlib.contextmanager
    def capture_signals(self) -> Generator[None, None, None]:
        """Signals are the worker's."""
        yield

    async def on_tick(self, counter: int) -> bool:
        """uvicorn's pulse, ten times a second: how late it comes is how long the event loop was held up."""
        now = time.monotonic()
        self._ticks += 1
        if self._pulse:
            self._node.metrics.note_lag(max(0.0, now - self._pulse - _PULSE_S))
        self._pulse = now
        return await super().on_tick(counter)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Take what has come, stop listening, answer what still comes on open connections, then let them go."""
        self._node.closing = True
        self._node.feed.close()
        for server in self.servers:
            server.close()
        for connection in self._last_connections():
            await asyncio.get_running_loop().connect_accepted_socket(
                self._protocol, connection, ssl=self.config.ssl
            )
        await asyncio.sleep(_LAST_WORDS_S)
        await super().shutdown(sockets)

    def _last_connections(self) -> list[socket.socket]:
        """Stop listening. What clients have opened and nobody has taken yet would be cut by that, so it is taken
        before: without a pause between the last look and the close."""
        found = []
        self._listener.setblocking(False)
        with contextlib.suppress(OSError):  # nobody waits any more
            while True:
                found.append(self._listener.accept()[0])
        self._listener.close()
        return found

    def _protocol(self) -> asyncio.Protocol:
        made: asyncio.Protocol = self.config.http_protocol_class(  # type: ignore[call-arg]
            config=self.config, server_state=self.server_state, app_state=self.lifespan.state
        )
        return made


def worker_main(pipe: Connection, listener: socket.socket, recipe: Recipe, options: ServerOptions) -> None:
    """What a worker's process does. Tells the supervisor ("ready",), or ("failed", message) when it can't start."""
    stop = threading.Event()
    servers: list[GracefulServer] = []

    def end(*_: Any) -> None:
        stop.set()
        for server in servers:
            server.should_exit = True

    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C reaches the whole group; the supervisor decides
    signal.signal(signal.SIGTERM, end)
    line = Line(pipe, end)
    line.start()
    with contextlib.ExitStack() as closing:
        if options.log_folder is not None:
            handler = logs.start(
                options.log_folder, level=options.log_level, secrets=options.secrets, json=True
            )
            closing.callback(logs.stop, handler)
        try:
            app = closing.enter_context(
                open_again(
                    recipe, connections=options.connections, acquire_timeout_s=options.acquire_timeout_s
                )
            )
            node = closing.enter_context(open_node(app, options))
            servers.append(GracefulServer(config_of(node), node, listener))
        except ClmsError as problem:
            line.say("failed", problem)
            sys.exit(1)
        servers[0].should_exit = stop.is_set()
        _favour_the_loop()
        line.say("ready")
        node.whole = line.whole
        line.look_by(node.memory.look)
        node.look_at_all = line.look_at_all
        line.tell_of(node.figures, servers[0].turns)
        servers[0].run(sockets=[listener])
        line.say_figures()


def _favour_the_loop() -> None:
    """Let nothing in this process hold the event loop up for long: neither threads that compute, nor a collector that
    goes through what the worker starts with and keeps, which takes a tenth of a second each time."""
    sys.setswitchinterval(_TURN_S)
    gc.collect()
    gc.freeze()


def config_of(node: Node) -> uvicorn.Config:
    """How uvicorn serves a node."""
    options = node.options
    return uvicorn.Config(
        Api(node, table()),
        http=Protocol,
        ws="none",
        lifespan="off",
        log_config=None,
        access_log=False,
        server_header=False,
        proxy_headers=True,
        forwarded_allow_ips=list(options.trusted_proxies),
        timeout_keep_alive=_KEEP_ALIVE_S,
        timeout_graceful_shutdown=FINISH_SECONDS,
        ssl_certfile=options.ssl_cert,
        ssl_keyfile=options.ssl_key,
    )
