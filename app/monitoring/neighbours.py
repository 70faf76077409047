"""What the servers on this computer take of it: the connections at their ports, and what the processes behind those read,
write and use. From /proc, where there is one; else from psutil, which knows less."""

from __future__ import annotations

import contextlib
import os
import socket
import threading
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import psutil

from app.domain.health import Target, TargetKind
from app.domain.measuring import Metric, Span, level, rate

SERVERS = frozenset({TargetKind.DATABASE, TargetKind.REDIS, TargetKind.API, TargetKind.NGINX})
_FRESH_S = 0.5
_HOLDERS_S, _SETTLED_S = 5.0, 300.0
"""Who holds a port is looked for so often where somebody is gone, and where all is as it was: every file of every process
is looked at for it."""
_ESTABLISHED, _LISTENS, _TIME_WAIT = "01", "0A", "06"
_TABLES = ("/proc/net/tcp", "/proc/net/tcp6")


def _cpu(span: Span) -> float | None:
    used, seconds = span.grown("process_cpu"), span.seconds
    return None if used is None or not seconds else 100 * used / seconds


_PROC = "proc(5)"
METRICS: tuple[Metric, ...] = (
    Metric("sockets", "", "Connections open at its port.", f"{_PROC}, /proc/net/tcp: state ESTABLISHED", level("sockets")),
    Metric("process_cpu", "%", "Processor time of its processes, of one processor.", f"{_PROC}, stat: Δ(utime + stime)", _cpu),
    Metric("process_memory", "bytes", "Memory of its processes.", f"{_PROC}, statm: resident; what they share counts for each", level("process_memory")),
    Metric("process_read", "bytes", "Its processes read from disks a second.", f"{_PROC}, io: Δread_bytes", rate("process_read")),
    Metric("process_written", "bytes", "Its processes wrote to disks a second.", f"{_PROC}, io: Δwrite_bytes", rate("process_written")),
)  # fmt: skip
"""What servers on the watching computer have beside their own figures."""


def own_addresses() -> frozenset[str]:
    """Every name and address by which this computer calls itself."""
    own = {"localhost", socket.gethostname()}
    for addresses in psutil.net_if_addrs().values():
        own |= {each.address.partition("%")[0] for each in addresses}
    return frozenset(own)


class Neighbours:
    """Asked by several threads."""

    def __init__(self) -> None:
        self._own = own_addresses()
        self._lock = threading.Lock()
        self._table: list[tuple[int, str, str]] = []
        self._read_at = self._held_at = float("-inf")
        self._holders: dict[int, list[psutil.Process]] = {}
        self._ports: set[int] = set()

    def of(self, target: Target) -> dict[str, float]:
        """Figures of a server's processes; nothing where it does not run here."""
        port = self._port(target)
        if not port:
            return {}
        with self._lock:
            self._ports.add(port)
            table = self._sockets()
            holders = self._holding(port)
        found = {"sockets": float(sum(at == port and state == _ESTABLISHED for at, state, _ in table))}
        return found | _used(holders)

    def of_all(self) -> dict[str, float]:
        """Connections at all those servers' ports together, and those that linger after their end."""
        with self._lock:
            if not self._ports:
                return {}
            states = [state for at, state, _ in self._sockets() if at in self._ports]
        return {"sockets": float(states.count(_ESTABLISHED)), "lingering": float(states.count(_TIME_WAIT))}

    def _port(self, target: Target) -> int:
        if target.kind not in SERVERS:
            return 0
        host, port = _place(target.address)
        return port if host in self._own else 0

    def _sockets(self) -> list[tuple[int, str, str]]:
        """Local port, state and inode of every TCP socket."""
        now = time.monotonic()
        if now - self._read_at >= _FRESH_S:
            self._read_at, self._table = now, list(_sockets())
        return self._table

    def _holding(self, port: int) -> list[psutil.Process]:
        """The processes that hold a listening socket of this port: a supervisor and its workers do together."""
        known, age = self._holders.get(port), time.monotonic() - self._held_at
        alive = bool(known) and all(each.is_running() for each in known or ())
        if age >= (_SETTLED_S if alive else _HOLDERS_S):
            self._held_at = time.monotonic()
            self._look_for_holders()
        return self._holders.get(port, [])

    def _look_for_holders(self) -> None:
        inodes = {
            inode: at for at, state, inode in self._sockets() if state == _LISTENS and at in self._ports
        }
        found: dict[int, list[psutil.Process]] = {port: [] for port in self._ports}
        for pid, held in _held():
            for port in {inodes[inode] for inode in held if inode in inodes}:
                with contextlib.suppress(psutil.NoSuchProcess):
                    found[port].append(psutil.Process(pid))
        self._holders = found


def _place(address: str) -> tuple[str, int]:
    """Host and port of a URL or of ``host:port``."""
    rest = address.partition("://")[2] or address
    host, _, port = rest.partition("/")[0].rpartition(":")
    return host.strip("[]"), int(port) if port.isdecimal() else 0


def _sockets() -> Iterator[tuple[int, str, str]]:
    for table in _TABLES:
        try:
            lines = Path(table).read_text().splitlines()[1:]
        except OSError:
            continue  # another system
        for line in lines:
            fields = line.split()
            yield int(fields[1].rpartition(":")[2], 16), fields[3], fields[9]


def _held() -> Iterator[tuple[int, set[str]]]:
    """The sockets that each process holds which this one may look at."""
    for pid in psutil.pids():
        with contextlib.suppress(OSError):
            links = [_link(f"/proc/{pid}/fd/{each}") for each in os.listdir(f"/proc/{pid}/fd")]
            yield pid, {link[8:-1] for link in links if link.startswith("socket:[")}


def _link(path: str) -> str:
    """Where it leads; "" when it is closed by now."""
    try:
        return os.readlink(path)
    except OSError:
        return ""


def _used(holders: Iterable[psutil.Process]) -> dict[str, float]:
    """What processes used together; what one of them does not show is not known of any."""
    holders = list(holders)
    if not holders:
        return {}
    found: dict[str, float] = {}
    with contextlib.suppress(psutil.Error):
        times = [each.cpu_times() for each in holders]
        found["process_cpu"] = sum(each.user + each.system for each in times)
        found["process_memory"] = float(sum(each.memory_info().rss for each in holders))
    with contextlib.suppress(psutil.Error, AttributeError, NotImplementedError):
        counters = [each.io_counters() for each in holders]
        found["process_read"] = float(sum(each.read_bytes for each in counters))
        found["process_written"] = float(sum(each.write_bytes for each in counters))
    return found
