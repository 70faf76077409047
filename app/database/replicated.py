"""A library on several database servers: writes and fresh reads go to the primary, what may be older to replicas.

* A replica is asked only while it is near enough (:mod:`app.database.watching`) and has all that this process knows:
  its own writes, the changes it has heard of, and what the caller was told of elsewhere (``AFTER``). If need be it is
  waited for by GTID, for a moment; else the primary answers.
* A replica that breaks in the middle of a list is noticed, and the list is read again from another server.
* While there is no primary, replicas that have all that is known here answer every read; writes are refused at once
  with ``primary_away``. Only a write whose COMMIT may have arrived waits for the new primary, where its act's key tells.
* While the primary brings no write to its end, for its disk is full or no replica confirms, it is read from as ever; the
  writes that hang are given up and further ones refused at once with ``primary_held``.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import Connection, Engine, exc, text
from sqlalchemy.engine import URL, make_url

from app.database.engine import Database, PoolUse, writers
from app.database.errors import PrimaryAway, PrimaryHeld, Trouble, diagnose
from app.database.gtid import NOWHERE, Position, given_position, position
from app.database.node import Node, Pooled, Pools
from app.database.reading import AFTER, OLDER
from app.database.watching import Watch, pooled
from app.domain.database_nodes import DatabaseNodes, Servers
from app.errors import Unreachable

T = TypeVar("T")

WAIT_S = 0.25
"""How long a replica is waited for that has not yet what is known here."""
_LEAST_SHARED = 3
_BROKE = ("database_unreachable", "database_timeout")
_written: ContextVar[str] = ContextVar("clms_written", default="")


@dataclass(frozen=True, slots=True)
class Shares:
    """How the connections a process may have are shared out: the primary's, each replica's, and how many replicas."""

    primary: int
    replica: int
    replicas: int


def shares(limit: int, replicas: int) -> Shares:
    """At most half of them, and one of three, for replicas; the primary keeps two wherever there are three."""
    if limit < _LEAST_SHARED or not replicas:
        return Shares(limit, 1, 0)
    given = limit // 2 if limit > _LEAST_SHARED else 1
    used = min(replicas, given)
    each = given // used
    return Shares(limit - each * used, each, used)


class ReplicatedDatabase(Database):
    """The library's database on a primary and its replicas; used as any other :class:`Database`."""

    def __init__(
        self,
        url: str | URL,
        servers: Servers,
        *,
        pool_size: int = 3,
        acquire_timeout_s: float = 3.0,
        statement_timeout_s: float = 30.0,
        watch: Watch | None = None,
    ) -> None:
        # Not Database's own, which opens the one pool there is elsewhere.
        self._url = make_url(url)
        self.dialect = self._url.get_backend_name()
        self._watch = watch or Watch(self._url, servers.addresses, servers.lag_bound_s)
        self._own_watch = watch is None
        self._servers = servers
        self._shares = shares(pool_size, len(self._watch.nodes) - 1)
        sizes = Pools(self._shares.primary, self._shares.replica, acquire_timeout_s, statement_timeout_s)
        self._pools = pooled(self._watch, lambda each: Pooled(each, sizes), str(self._url.database))
        self._turn = threading.get_native_id() % len(self._watch.nodes)
        self._lock = threading.Lock()
        self._known = NOWHERE
        self._last_primary: Node | None = None
        self._unknown_since: float | None = None
        self._watch.listen(self._new_primary)
        if self._own_watch:
            self._watch.start()

    @property
    def url(self) -> URL:
        """Where the primary is, or was last; holds the password."""
        primary = self._watch.primary()
        return self._url if primary is None else self._pools[primary].url

    @property
    def engine(self) -> Engine:
        """That of the primary; of a replica while there is none. Raises PrimaryAway."""
        primary = self._watch.primary()
        node = primary or next(iter(self._watch.replicas()), None)
        if node is None:
            raise PrimaryAway("no database server can be used")
        return self._pools[node].database(primary=node is primary).engine

    @property
    def product(self) -> str:
        """``mariadb`` or ``mysql``. Raises Unreachable."""
        self._watch.primary()
        for node in self._watch.nodes:
            if node.seen is not None:
                return "mariadb" if node.seen.mariadb else "mysql"
        raise _no_server()

    def close(self) -> None:
        """Close every connection, and the watch with whoever opened it."""
        if self._own_watch:
            self._watch.close()
        for each in self._pools.values():
            each.close(primary=True)
            each.close(primary=False)

    @property
    def writers(self) -> int:
        """How many of the connections to the primary may write at once."""
        return writers(self._shares.primary)

    def pool_use(self) -> PoolUse:
        """How the connections to all servers are used."""
        whole = PoolUse(self._shares.primary + self._shares.replica * self._shares.replicas)
        for each in self._pools.values():
            for database in each.opened():
                use = database.pool_use()
                whole.in_use += use.in_use
                whole.waits += use.waits
                whole.waited_s += use.waited_s
                whole.given_up += use.given_up
        return whole

    @property
    def servers(self) -> Servers:
        """All of them, since the one in the URL may change."""
        return Servers(
            tuple((str(n.url.host), n.url.port or 3306) for n in self._watch.nodes), self._servers.lag_bound_s
        )

    def nodes(self) -> DatabaseNodes | None:
        """How the servers stand. Asks nobody."""
        return self._watch.state()

    def beside(self, url: URL, pool_size: int, patience_s: float = 0.0) -> Database:
        """Another database of these servers, under the same watch."""
        limits = {"acquire_timeout_s": patience_s, "statement_timeout_s": patience_s} if patience_s else {}
        return ReplicatedDatabase(url, self._servers, pool_size=pool_size, watch=self._watch, **limits)

    # Reading

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection for reading what is committed, as :class:`Database` gives one."""
        with ExitStack() as stack:
            node, connection = self._connected(stack)
            try:
                yield connection
            except exc.SQLAlchemyError as error:
                if diagnose(error) is Trouble.CONNECTION:
                    self._watch.doubt(node)
                raise

    def lagging(self, read: Callable[[], T]) -> T:
        """Call what may be shown what is a little older; once more, from the primary, where a replica broke."""
        older = OLDER.set(True)
        try:
            return read()
        except Unreachable as problem:
            if problem.code not in _BROKE:
                raise
        finally:
            OLDER.reset(older)
        return read()

    def repeating(self, read: Callable[[], T]) -> T:
        """Call what only reads; once more where its server broke, so that another may answer."""
        try:
            return read()
        except Unreachable as problem:
            if problem.code != _BROKE[0]:
                raise
        return read()

    def _connected(self, stack: ExitStack) -> tuple[Node, Connection]:
        primary = self._watch.primary()
        if primary is None or OLDER.get():
            found = self._replica(stack, primary)
            if found is not None:
                return found
        if primary is None:
            raise _no_server()
        try:
            return primary, stack.enter_context(self._pools[primary].database(primary=True).read())
        except Unreachable as problem:
            self._watch.doubt(primary)
            found = self._replica(stack, None) if problem.code in _BROKE else None
            if found is None:
                raise
            return found

    def _replica(self, stack: ExitStack, primary: Node | None) -> tuple[Node, Connection] | None:
        """A replica that has all it must, None when there is none, or the primary can tell better."""
        wanted = self._wanted(primary)
        if wanted is None:
            return None
        for node in self._near(primary):
            attempt = ExitStack()
            try:
                connection = attempt.enter_context(self._pools[node].database(primary=False).read())
                if self._has(node, connection, wanted):
                    stack.push(attempt)
                    return node, connection
            except (Unreachable, exc.SQLAlchemyError) as problem:
                if not (isinstance(problem, Unreachable) and problem.code == "database_timeout"):
                    self._watch.doubt(node)
                attempt.close()
                continue
            attempt.close()
        return None

    def _near(self, primary: Node | None) -> list[Node]:
        """Those to try, in turn; without a primary all there are."""
        near = self._watch.replicas()
        if primary is None or not near:
            return near
        order = {node: (n - self._turn) % len(self._watch.nodes) for n, node in enumerate(self._watch.nodes)}
        mine = sorted(near, key=lambda node: order[node])[: self._shares.replicas]
        for node, each in self._pools.items():
            if node not in mine and node is not primary:
                each.close(primary=False)
        self._turn += 1 if len(mine) == len(near) else 0
        return mine

    def _has(self, node: Node, connection: Connection, wanted: Position) -> bool:
        """Whether a replica has a position, or comes to it in a moment."""
        seen = node.seen
        if not wanted or (seen is not None and seen.position.covers(wanted)):
            return True
        wait = "MASTER_GTID_WAIT" if seen is not None and seen.mariadb else "WAIT_FOR_EXECUTED_GTID_SET"
        found = connection.execute(
            text(f"SELECT {wait}(:wanted, :seconds)"), {"wanted": str(wanted), "seconds": WAIT_S}
        )
        return found.scalar() == 0

    # What is known

    def _wanted(self, primary: Node | None) -> Position | None:
        """What a replica must have to be shown, None while that can't be told."""
        with self._lock:
            since = self._unknown_since
            if since is not None:
                seen = None if primary is None else primary.seen
                if seen is None or seen.at <= since:
                    return None
                self._known, self._unknown_since = self._known.joined(seen.position).newest(), None
            return self._known.joined(AFTER.get())

    def know(self, stand: str) -> None:
        """Somebody's write that stands there is known here. One that wasn't told where it stands is asked for."""
        found = given_position(stand)
        with self._lock:
            if found:
                self._known = self._known.joined(found).newest()
            else:
                self._unknown_since = time.monotonic()

    def remember(self, connection: Connection) -> str:
        """What this connection has read is known here. Returns where its server stands."""
        is_mariadb = bool(getattr(connection.dialect, "is_mariadb", False))
        stand = "@@global.gtid_binlog_pos" if is_mariadb else "@@global.gtid_executed"
        told = position(str(connection.execute(text(f"SELECT {stand}")).scalar() or "")).newest()
        with self._lock:
            self._known = self._known.joined(told).newest()
        return str(told)

    def written(self) -> str:
        """Where the last write of this thread stands."""
        return _written.get()

    def _new_primary(self, primary: Node | None) -> None:
        """What a new primary has is what there is; writes that were lost with the old one must not be waited for."""
        if primary is not None and primary.seen is not None and primary is not self._last_primary:
            self._last_primary = primary
            with self._lock:
                self._known, self._unknown_since = primary.seen.position.newest(), None

    # Writing

    @contextmanager
    def transaction(self) -> Iterator[Connection]:
        """One write transaction on the primary. Driver errors pass untranslated, PrimaryAway where there is none, and
        PrimaryHeld."""
        primary = self._watch.primary()
        if primary is None:
            raise PrimaryAway("no database server takes writes")
        if primary.seen is not None and primary.seen.held:
            raise PrimaryHeld("the primary brings no write to its end")
        try:
            with self._pools[primary].transaction() as connection:
                raw: Any = connection.connection.driver_connection
                yield connection
        except exc.SQLAlchemyError as error:
            if diagnose(error) is Trouble.CONNECTION:
                self._watch.doubt(primary)
            raise
        if (
            primary is self._watch.primary()
        ):  # what one had that was replaced meanwhile, the new one has or nobody
            self.know(raw.stand or "")
        _written.set(raw.stand or "")


def _no_server() -> Unreachable:
    return Unreachable(
        "None of the library's database servers can be read from.",
        hint="Check the connection; CLMS goes on trying.",
        code="database_unreachable",
    )
