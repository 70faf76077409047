"""A dump of one Redis server: made, awaited, fetched and checked.

``BGSAVE`` answers before anything is written, so copying ``dump.rdb`` right after it copies the dump before. And the
file lies on the server's disk, not ours. So the copy comes over the wire, as a replica gets it (``SYNC``, what
``redis-cli --rdb`` does): a whole snapshot of one moment.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import socket
import ssl
import subprocess
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.domain.redis_address import RedisAddress
from app.errors import ClmsError, Refused, Unreachable

_MAGIC, _END = b"REDIS", 0xFF
_POLYNOMIAL = 0x95AC9329AC4BC9B5  # CRC-64 as Redis has it, reflected: see redis/src/crc64.c
_CHUNK = 1 << 18
_LOOK_EVERY_S = 0.1
_PATIENCE_S = 3600.0

Checkpoint = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump that was fetched: ``sha256`` in hex, ``saved_at`` what LASTSAVE said after its own save (Unix time)."""

    node: str
    file: str
    bytes: int
    sha256: str
    keys: int
    saved_at: int


@contextlib.contextmanager
def client_of(address: RedisAddress, host: str, port: int) -> Iterator[Any]:
    """A plain client of one server, signed in as the settings say."""
    import redis

    with contextlib.closing(
        redis.Redis(
            host=host,
            port=port,
            socket_timeout=30,
            socket_connect_timeout=5,
            retry=once_more(),
            **address.login,
        )
    ) as client:
        yield client


def once_more() -> Any:
    """How often redis-py tries: by itself ten times with pauses, a wrong password and a server that takes half a minute
    for each answer too. A connection that was cut is tried once more, at once; anything else the job engine repeats."""
    from redis import exceptions
    from redis.backoff import NoBackoff
    from redis.retry import Retry

    return Retry(NoBackoff(), 1, (exceptions.ConnectionError,))


def explained(error: Exception) -> ClmsError:
    """What a person is told about an error of Redis: who may not come in or do this, and who is away."""
    import redis

    cause: BaseException | None = error
    while cause is not None:  # a client of a cluster hides what its servers said
        if isinstance(cause, (redis.AuthenticationError, redis.exceptions.NoPermissionError)):
            return _denied(str(cause))
        cause = cause.__cause__
    return Unreachable(f"Redis does not answer: {error}", code="redis_unreachable")


def _denied(reason: str) -> Refused:
    return Refused(
        f"Redis doesn't let CLMS do this: {reason.rstrip('.')}.",
        hint="Its user and password go into REDIS_USERNAME and REDIS_PASSWORD. The user needs "
        "+info +dbsize +bgsave +sync, in a cluster also +cluster.",
        code="redis_access",
    )


def save(client: Any, node: str, checkpoint: Checkpoint) -> int:
    """Let the server save in the background, wait until that is on its disk; returns the time of that save."""
    before = _persistence(client)
    try:
        client.execute_command("BGSAVE", "SCHEDULE")
    except _redis_errors() as error:
        told = explained(error)
        if told.code == "redis_access":
            raise told from error
        raise Refused(f"Redis {node} doesn't save: {error}", code="bgsave_refused") from error
    deadline = time.monotonic() + _PATIENCE_S
    while True:
        checkpoint()
        now = _persistence(client)
        if now["rdb_last_bgsave_status"] != "ok":
            raise Refused(
                f"Redis {node} could not write its dump.",
                hint="Look into its log: mostly its disk is full or its folder can't be written.",
                code="bgsave_failed",
            )
        if not now["rdb_bgsave_in_progress"] and _newer(now, before):
            return int(now["rdb_last_save_time"])
        if time.monotonic() > deadline:
            raise Unreachable(f"Redis {node} did not finish its dump within an hour.", code="bgsave_slow")
        time.sleep(_LOOK_EVERY_S)


def _persistence(client: Any) -> dict[str, Any]:
    try:
        found: dict[str, Any] = client.info("persistence")
    except _redis_errors() as error:
        raise explained(error) from error
    return found


def _newer(now: dict[str, Any], before: dict[str, Any]) -> bool:
    """The count of saves where there is one (Redis 7); two saves within one second have the same time."""
    name = "rdb_saves" if "rdb_saves" in now else "rdb_last_save_time"
    return bool(now[name] > before[name])


def _redis_errors() -> tuple[type[Exception], ...]:
    import redis

    return (redis.RedisError, OSError)


def fetch(
    address: RedisAddress, host: str, port: int, target: Path, checkpoint: Checkpoint
) -> tuple[int, str]:
    """Write the server's snapshot to ``target``; returns its bytes and SHA-256. Raises Unreachable, and Refused when
    it doesn't let us."""
    digest, size = hashlib.sha256(), 0
    try:
        with (
            _wire(address, host, port) as wire,
            open(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out,
            wire.makefile("rb") as reader,
        ):
            _sign_in(address, wire, reader)
            wire.sendall(_command("SYNC"))
            for chunk in _payload(reader):
                checkpoint()
                out.write(chunk)
                digest.update(chunk)
                size += len(chunk)
            out.flush()
            os.fsync(out.fileno())
    except OSError as error:
        raise Unreachable(
            f"The dump of Redis {host}:{port} broke off: {error}.", code="redis_unreachable"
        ) from error
    return size, digest.hexdigest()


def _wire(address: RedisAddress, host: str, port: int) -> socket.socket:
    plain = socket.create_connection((host, port), timeout=60)
    if not address.tls:
        return plain
    try:
        trusted = ssl.create_default_context(cafile=address.ca_file or None)
        return trusted.wrap_socket(plain, server_hostname=host)
    except BaseException:
        plain.close()
        raise


def _sign_in(address: RedisAddress, wire: socket.socket, reader: Any) -> None:
    if not address.password:
        return
    wire.sendall(_command("AUTH", *filter(None, (address.user,)), address.password))
    answer = reader.readline().strip()
    if answer != b"+OK":
        raise _denied(answer.decode(errors="replace").lstrip("-"))


def _command(*words: str) -> bytes:
    """A command as Redis takes it (RESP)."""
    parts = [word.encode() for word in words]
    return b"*%d\r\n" % len(parts) + b"".join(b"$%d\r\n%b\r\n" % (len(part), part) for part in parts)


def _payload(reader: Any) -> Any:
    """The bulk a primary sends: ``$length`` and bytes, or ``$EOF:mark``, bytes and the mark again."""
    head = b"\n"
    while head == b"\n":  # it keeps the line alive while it forks
        head = reader.readline()
    if head.startswith((b"-NOPERM", b"-NOAUTH")):
        raise _denied(head[1:].decode(errors="replace").strip())
    if not head.startswith(b"$"):
        raise OSError(head.decode(errors="replace").strip() or "the connection was closed")
    told = head[1:].strip()
    if told.startswith(b"EOF:"):
        yield from _until(reader, told[4:])
        return
    left = int(told)
    while left:
        chunk = reader.read(min(left, _CHUNK))
        if not chunk:
            raise OSError("the connection was closed")
        left -= len(chunk)
        yield chunk


def _until(reader: Any, mark: bytes) -> Any:
    held = b""
    while True:
        chunk = reader.read1(_CHUNK)
        if not chunk:
            raise OSError("the connection was closed")
        held += chunk
        # What follows the mark are commands for a replica.
        if (at := held.find(mark)) >= 0:
            yield held[:at]
            return
        yield held[: -len(mark)]
        held = held[-len(mark) :]


def check(path: Path, checkpoint: Checkpoint) -> str:
    """Prove that a dump is whole; returns how that was done. Raises Refused naming what is wrong."""
    program = shutil.which("redis-check-rdb")
    if program:
        done = subprocess.run([program, str(path)], capture_output=True, text=True, check=False, timeout=3600)
        if done.returncode:
            last = (done.stdout.strip().splitlines() or ["no reason given"])[-1]
            raise _damaged(path, last)
        return "redis-check-rdb"
    check_bytes(path, checkpoint)
    return "checksum"


def check_bytes(path: Path, checkpoint: Checkpoint) -> None:
    """Header, end mark and checksum of a dump. Raises Refused."""
    size = path.stat().st_size
    with path.open("rb") as file:
        head = file.read(9)
        if size < 18 or head[:5] != _MAGIC or not head[5:].isdigit():
            raise _damaged(path, "it does not begin like a dump")
        file.seek(size - 9)
        tail = file.read(9)
        if tail[0] != _END:
            raise _damaged(path, "it does not end like a dump; it was cut off")
        wanted = int.from_bytes(tail[1:], "little")
        if wanted == 0:  # the server runs with "rdbchecksum no"
            return
        file.seek(0)
        table, crc, left = _table(), 0, size - 8
        while left:
            checkpoint()
            chunk = file.read(min(left, _CHUNK))
            left -= len(chunk)
            for byte in chunk:
                crc = table[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    if crc != wanted:
        raise _damaged(path, "its checksum is wrong; it was altered")


def _table() -> list[int]:
    table = []
    for number in range(256):
        crc = number
        for _ in range(8):
            crc = (crc >> 1) ^ _POLYNOMIAL if crc & 1 else crc >> 1
        table.append(crc)
    return table


def _damaged(path: Path, why: str) -> Refused:
    return Refused(f"The dump {path.name} is damaged: {why}.", code="dump_damaged")
