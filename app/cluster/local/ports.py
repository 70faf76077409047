"""Free ports of this computer, held until what is to listen there is started."""

from __future__ import annotations

import random
import socket

from app.domain.topology_rules import BUS_OFFSET
from app.errors import Unreachable

_RANGE = range(20_000, 32_000)
"""Below Linux's ephemeral ports (from 32768), any of which an outgoing connection may take at any moment."""
_RANGE_BUS = range(11_000, 20_000)
"""For what listens at ``port + BUS_OFFSET`` as well."""
_ADDRESS = "127.0.0.1"


class Ports:
    """Reserves ports by binding them. A context manager that gives all free."""

    def __init__(self) -> None:
        self._held: dict[int, socket.socket] = {}

    def __enter__(self) -> Ports:
        return self

    def __exit__(self, *_: object) -> None:
        self.release(*self._held)

    def reserve(self, *, with_bus: bool = False) -> int:
        """A port nobody has, held from now on."""
        wanted = (0, BUS_OFFSET) if with_bus else (0,)
        for port in random.sample(_RANGE_BUS if with_bus else _RANGE, 500):
            got = [port + offset for offset in wanted if self._hold(port + offset)]
            if len(got) == len(wanted):
                return port
            self.release(*got)
        raise Unreachable("No port of this computer is free.", code="port")

    def release(self, *ports: int) -> None:
        """Let others listen there: done just before the server is started."""
        for port in ports:
            if held := self._held.pop(port, None):
                held.close()

    def _hold(self, port: int) -> bool:
        if port in self._held:
            return False
        probe = socket.socket()
        try:
            probe.bind((_ADDRESS, port))
        except OSError:
            probe.close()
            return False
        self._held[port] = probe
        return True
