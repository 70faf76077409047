"""The servers' driver, reading answers several times faster.

PyMySQL is the one driver that needs no compiler and packages everywhere, but it reads an answer packet by packet and
value by value through layers of methods, and describes every column anew with every answer: that took most of the
time of a list. Here an answer is read in one loop over the bytes that came, and what a server says of a column is
understood once a connection. What is understood, and every error, is the same: tests compare both.

A transaction costs no round trip but its COMMIT: its BEGIN goes with the first statement, and where the server says
that none is open nothing is sent to end one.
"""

from __future__ import annotations

import socket
import ssl
import struct
import sys
from collections.abc import Sequence
from functools import cache, cached_property
from typing import Any, TypeAlias

from pymysql import err
from pymysql.connections import Connection, MySQLResult
from pymysql.constants import COMMAND, CR, SERVER_STATUS
from pymysql.protocol import MysqlPacket

from app.database.wire_values import LITERALS, NULL, Columns, number, row_of

Answer: TypeAlias = tuple[Sequence[tuple[Any, ...]] | None, int | None, int]
"""The rows that were found, None where none were asked for; the id that was given; how many rows it was about."""

# What is overridden here is private to PyMySQL, and typed nowhere.
_Connection: Any = Connection
_Result: Any = MySQLResult

_AT_ONCE = 65_536
_MOST_ANSWERS = 500  # so many kinds of them are known at once
_LARGEST = 0xFFFFFF  # of one packet; a longer value goes on in the next
_HEAD = 4  # bytes before each packet: its size and its number
_OK, _EOF, _ERROR = 0x00, 0xFE, 0xFF
_END_BYTES = 9  # an EOF is shorter, a row that begins with a value of more than 16 MB is not
_IN_TRANSACTION, _MORE = SERVER_STATUS.SERVER_STATUS_IN_TRANS, SERVER_STATUS.SERVER_MORE_RESULTS_EXISTS


@cache
def _unproven() -> ssl.SSLContext:
    """Encrypts where the server can, and proves nothing of it, as nothing else was asked for."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context


class QuickConnection(_Connection):  # type: ignore[misc]
    """A connection of PyMySQL whose answers are read at once."""

    server_status: int
    _next_seq_id: int
    _read_timeout: float | None
    _write_timeout: float | None
    _current_timeout: float | None
    _result: _QuickResult | None

    def __init__(self, *args: Any, **options: Any) -> None:
        self._bytes, self._at = b"", 0
        self._begins = False
        self._columns: dict[tuple[bytes, ...], Columns] = {}
        self._described: dict[tuple[int, int], tuple[bytes, Columns]] = {}
        super().__init__(*args, **options)

    def _create_ssl_ctx(self, sslp: Any) -> ssl.SSLContext:
        """The driver reads every authority this computer trusts for each connection, also where it proves nothing by them:
        tens of milliseconds of a processor, for every place in a pool and again whenever one is renewed."""
        return super()._create_ssl_ctx(sslp) if sslp else _unproven()

    def connect(self, sock: Any = None) -> None:
        """Connect, also anew. A server that takes the connection and says nothing is given up like one that takes none."""
        self._bytes, self._at = b"", 0
        self._begins = False
        patience, self._read_timeout = self._read_timeout, self.connect_timeout
        try:
            super().connect(sock)
        finally:
            self._read_timeout = patience
        self._let_system_wait()

    def _let_system_wait(self) -> None:
        """Leave the time-out to the system. Python asks before each send and receive whether it may, which is a second
        call and a second wait for the interpreter; what comes too late is an OSError either way."""
        patience = self._read_timeout
        if sys.platform != "linux" or isinstance(self._sock, ssl.SSLSocket) or not patience:
            return
        if patience != self._write_timeout:
            return  # the one who sends and the one who receives would take turns in setting theirs
        timeval = divmod(max(1, round(patience * 1_000_000)), 1_000_000)  # 0 of both would be none
        for option in (socket.SO_RCVTIMEO, socket.SO_SNDTIMEO):
            self._sock.setsockopt(socket.SOL_SOCKET, option, struct.pack("ll", *timeval))
        self._sock.settimeout(None)
        self._current_timeout = patience

    def escape(self, obj: Any, mapping: Any = None) -> str:
        """A value as it stands in a statement."""
        writes = LITERALS.get(type(obj))
        if writes is None or self.server_status & SERVER_STATUS.SERVER_STATUS_NO_BACKSLASH_ESCAPES:
            return str(super().escape(obj, mapping))
        return writes(obj)

    def _literals(self, values: Sequence[Any]) -> tuple[str, ...]:
        """As ``escape``, for all values of a packet at once."""
        if self.server_status & SERVER_STATUS.SERVER_STATUS_NO_BACKSLASH_ESCAPES:
            return tuple(map(self.escape, values))
        writes, other = LITERALS.get, self.escape
        return tuple([writes(type(value), other)(value) for value in values])

    # Statements

    @cached_property
    def takes_blocks(self) -> bool:
        """Whether the server carries out several statements as one, which it answers once: MariaDB does."""
        return "mariadb" in self.get_server_info().lower()

    def ask(self, sql: str, values: Sequence[Any], count: int, answers: list[Answer]) -> None:
        """Send ``count`` statements at once, and put the answer of each to ``answers``. Raises the error of the first that
        fails, which ends them, and InternalError when there were fewer."""
        self._send(sql % self._literals(values))
        self._result = None  # BEGIN's; what is read here leaves nothing for others to read
        self.wait_as_set()
        for place in range(count):
            if place and not self.server_status & _MORE:
                raise err.InternalError("a statement was not answered")
            answers.append(self._next_answer())

    def _next_answer(self) -> Answer:
        try:
            first = self.next_packet()
            if first[0] != _OK:
                result = _QuickResult(self)
                result.take(first)
                self.server_status = result.server_status
                return result.rows, None, result.affected_rows
            count, at = number(first, 1)
            row_id, at = number(first, at)
            self.server_status = first[at] | first[at + 1] << 8
        except BaseException:
            self.server_status |= _IN_TRANSACTION  # an error doesn't say: better once too often
            raise
        return None, row_id, count

    def _send(self, sql: Any) -> None:
        """Send statements, after a BEGIN that is due and answered."""
        text = sql.encode(self.encoding, "surrogateescape") if isinstance(sql, str) else bytes(sql)
        begins, self._begins = self._begins, False
        self._execute_command(COMMAND.COM_QUERY, b"BEGIN;\n" + text if begins else text)
        if begins:
            self._read_query_result()

    # Transactions

    def begin_with_next(self) -> None:
        """Begin a transaction together with the next statement."""
        self._begins = True

    def query(self, sql: Any, unbuffered: bool = False) -> Any:
        """Send statements, and read the answer of the first."""
        self._send(sql)
        return self.next_result(unbuffered)

    @property
    def last_words(self) -> str:
        """The statements that commit, for whoever sends them behind others; ``committed`` is called after the first's
        answer."""
        return "COMMIT"

    def committed(self) -> None:
        """Read what comes after the answer of COMMIT."""

    def commit(self) -> None:
        """Commit the transaction, if there is one."""
        if self._is_in_transaction():
            self.query(self.last_words)
            self.committed()

    def rollback(self) -> None:
        """Roll the transaction back, if there is one."""
        if self._is_in_transaction():
            super().rollback()

    def _is_in_transaction(self) -> bool:
        if self._begins:
            self._begins = False
            return False
        return bool(self.server_status & _IN_TRANSACTION)

    # Reading

    def _read_bytes(self, num_bytes: int) -> bytes:
        start = self._at
        if len(self._bytes) - start < num_bytes:
            self.fill(num_bytes)
            start = self._at
        self._at = start + num_bytes
        return self._bytes[start : self._at]

    def wait_as_set(self) -> None:
        """Wait for answers as long as that was set, where the system does not know it."""
        if self._current_timeout != self._read_timeout:
            self._sock.settimeout(self._read_timeout)
            self._current_timeout = self._read_timeout

    def fill(self, wanted: int) -> bytes:
        """Have so many bytes ahead; gives all there are, which begin with what was not yet read. Raises
        OperationalError when the server is gone."""
        parts = [self._bytes[self._at :]]
        there = len(parts[0])
        self._bytes, self._at = b"", 0
        while there < wanted:
            try:
                part = self._sock.recv(max(_AT_ONCE, min(wanted - there, _LARGEST)))
            except OSError as error:
                self._force_close()
                lost = f"Lost connection to MySQL server during query ({error})"
                raise err.OperationalError(CR.CR_SERVER_LOST, lost) from error
            except BaseException:
                self._force_close()
                raise
            if not part:
                self._force_close()
                raise err.OperationalError(CR.CR_SERVER_LOST, "Lost connection to MySQL server during query")
            parts.append(part)
            there += len(part)
        self._bytes = b"".join(parts)
        return self._bytes

    def _read_query_result(self, unbuffered: bool = False) -> Any:
        assert not unbuffered, "answers are read as a whole"
        self._result = None
        result = _QuickResult(self)
        try:
            result.read()
        except BaseException:
            self.server_status |= _IN_TRANSACTION  # an error doesn't say: better once too often
            raise
        self._result = result
        if result.server_status is not None:
            self.server_status = result.server_status
        return result.affected_rows

    def next_packet(self) -> bytes:
        """The next packet's content. Raises the server's error where it is one."""
        data, at = self._bytes, self._at
        if len(data) - at < _HEAD + 1:
            data, at = self.fill(_HEAD), 0
        size = data[at] | data[at + 1] << 8 | data[at + 2] << 16
        if len(data) - at < size + _HEAD:
            data, at = self.fill(size + _HEAD), 0
        if size in (0, _LARGEST) or data[at + 3] != self._next_seq_id or data[at + _HEAD] == _ERROR:
            payload: bytes = self._read_packet().get_all_data()
            return payload
        self._next_seq_id = (self._next_seq_id + 1) & 0xFF
        self._at = at + _HEAD + size
        return data[at + _HEAD : self._at]

    def packets(self, count: int) -> list[bytes]:
        """The content of the next packets."""
        found: list[bytes] = []
        data, at, sequence = self._bytes, self._at, self._next_seq_id
        there = len(data)
        for _ in range(count):
            begin = at + _HEAD
            if begin < there and data[at + 3] == sequence and data[begin] != _ERROR:
                size = data[at] | data[at + 1] << 8 | data[at + 2] << 16
                if 0 < size < _LARGEST and begin + size <= there:
                    at = begin + size
                    found.append(data[begin:at])
                    sequence = (sequence + 1) & 0xFF
                    continue
            self._at, self._next_seq_id = at, sequence
            found.append(self.next_packet())
            data, at, sequence = self._bytes, self._at, self._next_seq_id
            there = len(data)
        self._at, self._next_seq_id = at, sequence
        return found

    def columns(self, count: int) -> Columns:
        """What the descriptions of so many columns mean, which come next: mostly the same, byte by byte, as the last that
        came so, and then passed over at once."""
        place = (count, self._next_seq_id)
        described, known = self._described.get(place, (b"", None))
        if known is not None and self._bytes.startswith(described, self._at):
            self._at += len(described)
            self._next_seq_id = (self._next_seq_id + count) & 0xFF
            return known
        payloads = tuple(self.packets(count))
        known = self._columns_of(payloads)
        if len(self._described) >= _MOST_ANSWERS:
            self._described.clear()
        heads = (
            len(each).to_bytes(3, "little") + bytes(((place[1] + at) & 0xFF,))
            for at, each in enumerate(payloads)
        )
        self._described[place] = b"".join(map(bytes.__add__, heads, payloads)), known
        return known

    def _columns_of(self, payloads: tuple[bytes, ...]) -> Columns:
        known = self._columns.get(payloads)
        if known is None:
            if len(self._columns) >= _MOST_ANSWERS:
                self._columns.clear()
            known = self._columns[payloads] = Columns(payloads, self)
        return known


class _QuickResult(_Result):  # type: ignore[misc]
    """One answer."""

    connection: Any
    affected_rows: Any
    server_status: Any
    insert_id: int | None
    has_next: int | None
    rows: Any

    def read(self) -> None:
        """Read all of it. Raises the server's error where it is one."""
        connection = self.connection
        try:
            connection.wait_as_set()
            self.take(connection.next_packet())
        finally:
            self.connection = None

    def take(self, first: bytes) -> None:
        """Read all of what begins with this packet."""
        if first[0] == _OK:
            self._take_ok(first)
        elif first[0] == NULL:
            self._read_load_local_packet(MysqlPacket(first, self.connection.encoding))
        else:
            self.field_count, _ = number(first, 0)
            self._get_descriptions()
            self._read_rowdata_packet()

    def _read_ok_packet(self, packet: Any) -> None:
        self._take_ok(packet.get_all_data())

    def _take_ok(self, data: bytes) -> None:
        self.affected_rows, at = number(data, 1)
        self.insert_id, at = number(data, at)
        self._take_status(data, at)
        self.warning_count, self.message = int.from_bytes(data[at + 2 : at + 4], "little"), data[at + 4 :]

    def _take_status(self, data: bytes, at: int) -> None:
        self.server_status = data[at] | data[at + 1] << 8
        self.has_next = self.server_status & _MORE

    def _get_descriptions(self) -> None:
        columns = self.connection.columns(self.field_count)
        if self.connection.next_packet()[0] != _EOF:
            raise err.InternalError("the end of the columns did not come where it should")
        self.fields, self.description, self._reads = columns.fields, columns.description, columns.reads

    def _read_rowdata_packet(self) -> None:
        rows: list[tuple[Any, ...]] = []
        append, reads, connection = rows.append, self._reads, self.connection
        data, at, sequence = connection._bytes, connection._at, connection._next_seq_id
        there = len(data)
        while True:
            if there - at < _HEAD:
                connection._at = at
                data, at = connection.fill(_HEAD), 0
                there = len(data)
            size = data[at] | data[at + 1] << 8 | data[at + 2] << 16
            if there - at < size + _HEAD:
                connection._at = at
                data, at = connection.fill(size + _HEAD), 0
                there = len(data)
            kind = data[at + _HEAD] if size else _ERROR
            if kind == _EOF and size < _END_BYTES and data[at + 3] == sequence:
                connection._at, connection._next_seq_id = at + size + _HEAD, (sequence + 1) & 0xFF
                self._take_end(data, at + _HEAD)
                break
            if kind == _ERROR or size == _LARGEST or data[at + 3] != sequence:
                # The seldom kinds: PyMySQL's own reading tells what is wrong, or puts a long row together.
                connection._at, connection._next_seq_id = at, sequence
                packet = connection._read_packet()
                append(row_of(packet.get_all_data(), 0, reads))
                data, at, sequence = connection._bytes, connection._at, connection._next_seq_id
                there = len(data)
                continue
            append(row_of(data, at + _HEAD, reads))
            at += size + _HEAD
            sequence = (sequence + 1) & 0xFF
        self.affected_rows = len(rows)
        self.rows = tuple(rows)

    def _take_end(self, data: bytes, at: int) -> None:
        self.warning_count = int.from_bytes(data[at + 1 : at + 3], "little")
        self._take_status(data, at + 3)
