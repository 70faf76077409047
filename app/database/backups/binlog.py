"""A server's binary logs, read as a replica reads them, over an ordinary connection.

Client programs such as mysqlbinlog are not there on most desks; the events they print as BINLOG statements are sent
by the server itself to whoever may replicate (REPLICATION SLAVE). Formats: https://dev.mysql.com/doc/dev/mysql-server/
latest/page_protocol_replication.html and https://mariadb.com/docs/server/reference/clientserver-protocol/replication-protocol.
"""

from __future__ import annotations

import random
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import zstandard

from app.database.backups.connections import Connection, run
from app.domain.backups import Position
from app.errors import Refused

_DUMP = 0x12
_STOP_AT_END = 0x01
_HEADER = struct.Struct("<IBIIIH")
_STATEMENT_END = 0x0001
_PAYLOAD_END, _PAYLOAD_COMPRESSION, _PAYLOAD_SIZE = 0, 2, 3
_ZSTD = 0
_SUM_BYTES, _SUMMED = 4, 1


class Kind(IntEnum):
    """The events that matter here."""

    QUERY = 2
    ROTATE = 4
    FORMAT = 15
    XID = 16
    TABLE_MAP = 19
    GTID = 33
    ANONYMOUS_GTID = 34
    PAYLOAD = 40
    GTID_TAGGED = 42
    MARIADB_GTID = 162


BEGINNINGS = frozenset({Kind.GTID, Kind.ANONYMOUS_GTID, Kind.GTID_TAGGED, Kind.MARIADB_GTID})
"""The first event of every transaction and of every statement outside one."""
ROWS = frozenset({23, 24, 25, 30, 31, 32, 39, *range(166, 172)})
"""Rows written, changed and deleted, in every version and packing."""


@dataclass(frozen=True, slots=True)
class Event:
    """One event: when (seconds since 1970), what, and all its bytes. No checksum at its end."""

    at: int
    kind: int
    raw: bytes

    @property
    def body(self) -> bytes:
        """What follows the header."""
        return self.raw[_HEADER.size :]

    @property
    def table_id(self) -> int:
        """Of a table map or rows."""
        return int.from_bytes(self.body[:6], "little")

    @property
    def ends_statement(self) -> bool:
        """Of rows: whether they are the statement's last."""
        return bool(int.from_bytes(self.body[6:8], "little") & _STATEMENT_END)


def events(connection: Connection, position: Position) -> Iterator[Event]:
    """Every event after a position up to the present end. The connection is used up by it."""
    run(connection, "SET @master_binlog_checksum = 'NONE', @source_binlog_checksum = 'NONE'")
    run(connection, "SET @mariadb_slave_capability = 4")
    wire: Any = connection
    replica = random.randrange(1 << 30, 1 << 31)
    ask = struct.pack("<IHI", position.offset, _STOP_AT_END, replica) + position.file.encode()
    wire._execute_command(_DUMP, ask)
    summed = False
    while True:
        packet = wire._read_packet()
        if packet.is_eof_packet():
            return
        event = _event(packet._data[1:])
        if event.kind == Kind.FORMAT:
            # MariaDB sends checksums all the same; the format's last byte but four says whether events have one.
            summed = event.raw[-_SUM_BYTES - 1] == _SUMMED
            yield Event(event.at, event.kind, event.raw[: -_SUM_BYTES - 1] + b"\0" + event.raw[-_SUM_BYTES:])
            continue
        yield from _unpacked(_with_body(event, event.body[:-_SUM_BYTES]) if summed else event)


def require_same_logs(connection: Connection, product: str, position: Position) -> None:
    """Refuse where these are not the logs the position was noted in: another server, or logs that were reset."""
    if product == "mariadb":
        found = run(connection, "SELECT BINLOG_GTID_POS(%s, %s)", position.file, position.offset)[0][0]
        same = (found or b"").decode() == position.gtid
    else:
        same = (
            int(run(connection, "SELECT GTID_SUBSET(%s, @@GLOBAL.gtid_executed)", position.gtid)[0][0]) == 1
        )
        files = [row[0].decode() for row in run(connection, "SHOW BINARY LOGS")]
        same = same and position.file in files
    if not same:
        raise Refused(
            f"The binary logs since the backup are not on this server: {position.file} is gone or another one.",
            hint="Restore without a time, or on the server whose logs these are. Keep logs for two backups' time.",
            code="logs_missing",
        )


def moved_to(event: Event, database: str) -> Event:
    """A table map that names another database."""
    body = event.body
    size = body[8]
    name = database.encode()
    body = body[:8] + bytes([len(name)]) + name + body[9 + size :]
    return _with_body(event, body)


def database_of(event: Event) -> str:
    """The database a table map is about."""
    body = event.body
    return body[9 : 9 + body[8]].decode()


def ending_statement(event: Event) -> Event:
    """Rows marked as the last of their statement."""
    body = event.body
    flags = int.from_bytes(body[6:8], "little") | _STATEMENT_END
    return _with_body(event, body[:6] + flags.to_bytes(2, "little") + body[8:])


def query_of(event: Event) -> tuple[str, str]:
    """The default database and the text of a query."""
    body = event.body
    size, status = body[8], int.from_bytes(body[11:13], "little")
    start = 13 + status
    database = body[start : start + size].decode()
    return database, body[start + size + 1 :].decode("utf-8", "replace").strip().rstrip("\0")


def _event(raw: bytes) -> Event:
    at, kind, *_ = _HEADER.unpack_from(raw)
    return Event(at, kind, raw)


def _with_body(event: Event, body: bytes) -> Event:
    at, kind, server, _, log_at, flags = _HEADER.unpack_from(event.raw)
    size = _HEADER.size + len(body)
    return Event(event.at, event.kind, _HEADER.pack(at, kind, server, size, log_at, flags) + body)


def _unpacked(event: Event) -> Iterator[Event]:
    """The events of a transaction that MySQL compressed as one; any other as it is."""
    if event.kind != Kind.PAYLOAD:
        yield event
        return
    body, at, size, packed = event.body, 0, 0, False
    while True:
        field, at = _counted(body, at)
        if field == _PAYLOAD_END:
            break
        length, at = _counted(body, at)
        if field == _PAYLOAD_COMPRESSION:
            packed = _counted(body, at)[0] == _ZSTD
        elif field == _PAYLOAD_SIZE:
            size = _counted(body, at)[0]
        at += length
    content = zstandard.ZstdDecompressor().decompress(body[at:], size) if packed else body[at:]
    place = 0
    while place < len(content):
        length = int.from_bytes(content[place + 9 : place + 13], "little")
        yield _event(content[place : place + length])
        place += length


def _counted(body: bytes, at: int) -> tuple[int, int]:
    """A length-encoded whole number, and where it ends."""
    first = body[at]
    if first < 251:
        return first, at + 1
    width = {252: 2, 253: 3, 254: 8}[first]
    return int.from_bytes(body[at + 1 : at + 1 + width], "little"), at + 1 + width
