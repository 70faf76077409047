"""One of several database servers: its pools, and a thread that goes on asking it how it is.

The thread has a connection of its own beside the pools, so that a full pool hides nothing. A server that hangs is given
up after two questions in a row without an answer: whoever waits for it is cut off then and turns to another server.
"""

from __future__ import annotations

import contextlib
import logging
import socket
import threading
import time
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from sqlalchemy import Connection
from sqlalchemy.engine import URL

from app.database.engine import Database
from app.database.gtid import Position, position

if TYPE_CHECKING:
    from app.database.committing import CommittingConnection

LOOK_S = 0.5
"""How often a server is asked."""
BEAT_S = 0.4
"""How old the primary's heartbeat may be before whoever sees it writes a new one."""
ANSWER_S = 1.5
_WAITING_S = 2 * ANSWER_S
HELD_S = 5.0
"""Writes that a primary does not bring to an end for so long are given up, and no further one is begun: well within the
patience of whoever stands at a desk, and longer than a computer with too much to do is late with a heartbeat."""
_SILENCES = 2
_LOCKED = (1205, 1213, 3572)
_NO_TABLE = (1146,)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a server said of itself. ``at`` is this process's monotonic clock before it was asked; ``now`` and ``beat``
    (None: no promotion was seen there) are seconds of the servers' clocks; ``confirmed`` as in DatabaseNodes."""

    at: float
    writable: bool
    now: float
    epoch: int
    beat: float | None
    position: Position
    confirmed: bool | None
    mariadb: bool
    stuck_s: float = 0.0
    """For how long a primary has brought no heartbeat to its end, though asked to; 0 while it does."""

    @property
    def waiting(self) -> bool:
        """Whether its writes wait for something that does not come."""
        return self.stuck_s >= _WAITING_S

    @property
    def held(self) -> bool:
        """Whether they have waited for so long that no further one should."""
        return self.stuck_s >= HELD_S


@dataclass(frozen=True, slots=True)
class Pools:
    """How connections to a server are pooled while it is the primary, and while it is a replica."""

    primary: int
    replica: int
    acquire_timeout_s: float
    statement_timeout_s: float


_BUSY_S = 0.05  # a replica whose connections are all in use is passed over


class Pooled:
    """The pools of one server for one database: made when first needed, of the size its role asks for."""

    def __init__(self, url: URL, pools: Pools) -> None:
        self.url = url
        self._pools = pools
        self._lock = threading.Lock()
        self._open: dict[bool, Database] = {}
        self._raw: weakref.WeakSet[Any] = weakref.WeakSet()
        self._writing: set[Any] = set()

    def database(self, *, primary: bool) -> Database:
        """The pool for a role."""
        with self._lock:
            found = self._open.get(primary)
            if found is None:
                found = self._open[primary] = self._made(primary)
            return found

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One write transaction on the primary."""
        raw: Any = None
        try:
            with self.database(primary=True).transaction() as connection:
                raw = connection.connection.driver_connection
                self._writing.add(raw)
                yield connection
        finally:
            self._writing.discard(raw)

    def close(self, *, primary: bool) -> None:
        """Close the pool of a role, if it is open."""
        with self._lock:
            found = self._open.pop(primary, None)
        if found is not None:
            found.close()

    def cut(self) -> None:
        """Break every connection: whoever waits for an answer is told that there will be none."""
        for raw in list(self._raw):
            cut(raw)

    def cut_writing(self) -> None:
        """Break the connections that write; who reads keeps theirs."""
        for raw in list(self._writing):
            cut(raw)

    def opened(self) -> list[Database]:
        """The pools that are open."""
        with self._lock:
            return list(self._open.values())

    def _made(self, primary: bool) -> Database:
        pools = self._pools
        return Database(
            self.url,
            pool_size=max(1, pools.primary if primary else pools.replica),
            acquire_timeout_s=pools.acquire_timeout_s if primary else _BUSY_S,
            statement_timeout_s=pools.statement_timeout_s,
            connect_timeout_s=2.0,
            connect=self._connect,
        )

    def _connect(self, *arguments: Any, **named: Any) -> CommittingConnection:
        from app.database.committing import CommittingConnection  # late, as the driver

        raw = CommittingConnection(*arguments, defer_connect=True, **named)
        self._raw.add(raw)  # first, so that a server that accepts and then says nothing can be given up
        raw.connect()
        return raw


def cut(raw: Any) -> None:
    """Break a driver's connection from another thread."""
    found = raw._sock
    if found is not None:
        with contextlib.suppress(OSError):
            socket.socket.shutdown(found, socket.SHUT_RDWR)  # also below TLS, whose state is another thread's


class Node:
    """One server and its watch. ``heard`` is called in the watch's thread after each question, with None for silence."""

    def __init__(self, url: URL, heard: Callable[[Node, Seen | None], None]) -> None:
        self.url = url
        self.name = f"{url.host}:{url.port or 3306}"
        self.seen: Seen | None = None
        self.asked = False
        self.may_beat = False
        self.databases: list[Pooled] = []
        self._heard = heard
        self._raw: Any = None
        self._silences = 0
        self._beat_seen: tuple[object, float] = None, 0.0  # the newest heartbeat, and since when (monotonic)
        self._wake, self._stop = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"clms-node-{url.port}", daemon=True)

    def start(self) -> None:
        """Begin to ask."""
        self._thread.start()

    def close(self) -> None:
        """Ask no more."""
        self._stop.set()
        self._wake.set()
        if self._raw is not None:
            cut(self._raw)
        if self._thread.is_alive():
            self._thread.join()

    def wake(self) -> None:
        """Ask at once."""
        self._wake.set()

    def cut(self) -> None:
        """Break every pooled connection."""
        for each in self.databases:
            each.cut()

    def cut_writing(self) -> None:
        """Break every pooled connection that writes."""
        for each in self.databases:
            each.cut_writing()

    def _run(self) -> None:
        while not self._stop.is_set():
            try:
                self._look()
            except Exception:  # noqa: BLE001 - the watch must outlive every surprise
                _log.exception("the database server %s could not be looked at", self.name)
                self._tell(None)
            self._wake.wait(LOOK_S)
            self._wake.clear()
        self._hang_up()

    def _look(self) -> None:
        import pymysql

        try:
            if self._raw is None:
                self._raw = self._connected()
            seen = self._asked()
        except (pymysql.MySQLError, OSError) as error:
            self._hang_up()
            self._silences += 1
            if self._silences >= _SILENCES or not _is_silence(error):
                self._tell(None)
            return
        self._silences = 0
        self._tell(seen)

    def _tell(self, seen: Seen | None) -> None:
        self.seen, self.asked = seen, True
        self._heard(self, seen)

    def _hang_up(self) -> None:
        raw, self._raw = self._raw, None
        if raw is not None:
            with contextlib.suppress(Exception):
                raw._force_close()

    def _connected(self) -> Any:
        import pymysql

        _, arguments = self.url.get_dialect()().create_connect_args(self.url)
        patience = {"connect_timeout": ANSWER_S, "read_timeout": ANSWER_S, "write_timeout": ANSWER_S}
        raw = pymysql.connect(**{**arguments, "charset": "utf8mb4", "autocommit": True, **patience})
        with raw.cursor() as cursor:
            cursor.execute("SET SESSION innodb_lock_wait_timeout = 1")
        return raw

    def _asked(self) -> Seen:
        import pymysql

        started = time.monotonic()
        mariadb = "mariadb" in self._raw.get_server_info().lower()
        stand = "@@global.gtid_binlog_pos" if mariadb else "@@global.gtid_executed"
        with self._raw.cursor() as cursor:
            try:
                cursor.execute(
                    f"SELECT @@global.read_only, UTC_TIMESTAMP(6), {stand}, p.epoch, p.beat_at FROM (SELECT 1) AS one "
                    "LEFT JOIN (SELECT epoch, beat_at FROM primaries ORDER BY epoch DESC LIMIT 1) AS p ON TRUE"
                )
            except pymysql.ProgrammingError as error:
                if error.args[0] not in _NO_TABLE:
                    raise
                cursor.execute(f"SELECT @@global.read_only, UTC_TIMESTAMP(6), {stand}, NULL, NULL")
            closed, now, executed, epoch, beat = cursor.fetchone()
            confirmed = None if int(closed) else _confirmed(cursor)
            if beat != self._beat_seen[0] or not self.may_beat:
                self._beat_seen = beat, started
            stuck_s = 0.0
            if epoch and not int(closed) and not self._beat(cursor, epoch, now, beat):
                stuck_s = time.monotonic() - self._beat_seen[1]
        return Seen(
            started,
            not int(closed),
            _seconds(now),
            int(epoch or 0),
            None if beat is None else _seconds(beat),
            position(str(executed).replace("\n", "")),
            confirmed,
            mariadb,
            stuck_s,
        )

    def _beat(self, cursor: Any, epoch: int, now: datetime, beat: datetime) -> bool:
        """Write the heartbeat if nobody did lately; whether it lives. One that can't be written blocks no other."""
        import pymysql

        age = (now - beat).total_seconds()
        if age < BEAT_S or not self.may_beat:
            return True
        try:
            cursor.execute(
                "UPDATE primaries SET beat_at = UTC_TIMESTAMP(6) WHERE epoch = %s AND beat_at <= %s",
                (epoch, beat),
            )
        except pymysql.MySQLError as error:
            if not (_is_silence(error) or error.args[0] in _LOCKED):
                return True  # may not, or is closed to writes meanwhile
            if _is_silence(error):
                self._hang_up()
            return False
        return True


def _confirmed(cursor: Any) -> bool | None:
    cursor.execute("SHOW GLOBAL VARIABLES LIKE 'rpl_semi_sync_%_enabled'")
    wanted = [
        str(value).upper() for name, value in cursor.fetchall() if name.split("_")[3] in ("master", "source")
    ]
    if wanted != ["ON"]:
        return None
    cursor.execute("SHOW GLOBAL STATUS LIKE 'Rpl_semi_sync_%_status'")
    return any(
        str(value).upper() == "ON"
        for name, value in cursor.fetchall()
        if name.split("_")[3] in ("master", "source")
    )


def _is_silence(error: BaseException) -> bool:
    """Whether a server did not answer in time, rather than refused or broke off."""
    text = str(error).lower()
    return "timed out" in text or isinstance(error, TimeoutError)


def _seconds(moment: datetime) -> float:
    return moment.replace(tzinfo=UTC).timestamp()
