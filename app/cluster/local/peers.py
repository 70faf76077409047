"""Which processes hold a connection's other end, asked of the kernel. Linux only."""

from __future__ import annotations

import contextlib
import os
import socket
import struct
import time
from collections.abc import Callable, Iterator

from app.cluster.local.processes import session_members

_DIAG = 4  # NETLINK_SOCK_DIAG
_BY_FAMILY = 20  # SOCK_DIAG_BY_FAMILY
_REQUEST = 1  # NLM_F_REQUEST
_HEADER = struct.Struct("=IHHII")
_ASKED = struct.Struct("=BBBBI")
_PORTS = struct.Struct("!HH")
_INODE_AT = _HEADER.size + 68
"""struct inet_diag_msg of linux/inet_diag.h: 4 bytes, the 48 of the connection's ends, and its inode after four words."""
_ANY_COOKIE = b"\xff" * 8
_MEMBERS_S = 0.5


def inode_of(address: str, port: int, to: int) -> int:
    """The socket of this computer that speaks from ``port`` to the port ``to``, as sock_diag(7) knows it; 0 for none.

    One that was closed and still has to be taken leave of belongs to nobody, and has none either.
    """
    place = socket.inet_aton(address) + b"\0" * 12
    ends = _PORTS.pack(port, to) + place + place + b"\0" * 4 + _ANY_COOKIE
    asked = _ASKED.pack(socket.AF_INET, socket.IPPROTO_TCP, 0, 0, 0xFFFFFFFF) + ends
    with socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, _DIAG) as kernel:
        kernel.send(_HEADER.pack(_HEADER.size + len(asked), _BY_FAMILY, _REQUEST, 1, 0) + asked)
        said = kernel.recv(8192)
    if _HEADER.unpack_from(said)[1] != _BY_FAMILY:
        return 0
    return int(struct.unpack_from("=I", said, _INODE_AT)[0])


class Holders:
    """The processes of a session that changes: ``leader`` gives its number, None while there is none."""

    def __init__(self, leader: Callable[[], int | None]) -> None:
        self._leader = leader
        self._members: list[int] = []
        self._fresh_until = 0.0

    def sockets(self) -> set[int]:
        """The sockets they hold, by inode."""
        return {inode for pid in self._now() for inode in _sockets(pid)}

    def _now(self) -> list[int]:
        if time.monotonic() > self._fresh_until:
            leader = self._leader()
            self._members = session_members(leader) if leader else []
            self._fresh_until = time.monotonic() + _MEMBERS_S
        return self._members


def _sockets(pid: int) -> Iterator[int]:
    folder = f"/proc/{pid}/fd"
    with contextlib.suppress(OSError):
        for name in os.listdir(folder):
            with contextlib.suppress(OSError):
                kind, _, number = os.readlink(f"{folder}/{name}").partition(":")
                if kind == "socket":
                    yield int(number[1:-1])
