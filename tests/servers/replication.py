"""A primary with replicas that follow it by GTID: real MariaDB or MySQL servers, handled by the product's own words.

::

    with replicated("mariadb", semi_sync=True) as group:
        replica = group.replicas[0]
        replica.hold()                    # it fetches and does not apply
        replica.go_on()
        group.catch_up()                  # every replica has all the primary has
        group.primary.kill()
        group.promote(replica)            # with all that was fetched before
        group.add_replica()               # follows the new primary, from its first transaction on

Every server starts closed to writes; the library's own account is no administrator (:data:`DESK`), so that closed means
closed to it. With ``semi_sync`` the primary confirms a commit only once a replica has it, so a failover loses nothing
that was confirmed. A primary that died is not taken back: it may hold transactions that nobody else has.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pymysql.cursors import DictCursor

from app.cluster import promotion
from app.cluster.promotion import Plan, Promotion
from app.cluster.replication import WORDS, Login, Session, options_of
from app.cluster.replication import Server as Node
from app.domain.topology import Engine
from tests.servers.databases import PASSWORD, USER, Kind, Server, running

ADMIN = Login(USER, PASSWORD)
DESK = Login("clms_desk", "only-for-tests-too")
LIBRARY = "clms"
NEVER_MS = 3_600_000
"""Longer than any test: never is a commit confirmed that nobody else has."""


@dataclass(frozen=True)
class Replica:
    """One server as a follower."""

    server: Server
    node: Node

    def hold(self) -> None:
        """Apply nothing; what the primary does is fetched all the same."""
        self.execute(f"STOP {self._role} SQL_THREAD")

    def go_on(self) -> None:
        """Apply again."""
        self.execute(f"START {self._role} SQL_THREAD")

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Apply nothing within this, whatever becomes of it."""
        self.hold()
        try:
            yield
        finally:
            self.go_on()

    @contextlib.contextmanager
    def deaf(self) -> Iterator[None]:
        """Fetch nothing within this, and so confirm nothing."""
        self.execute(f"STOP {self._role} IO_THREAD")
        try:
            yield
        finally:
            self.execute(f"START {self._role} IO_THREAD")

    def delay(self, seconds: int) -> None:
        """Apply everything so much later than the primary did it."""
        delaying = (
            f"CHANGE MASTER TO MASTER_DELAY={seconds}"
            if self.server.kind == "mariadb"
            else f"CHANGE REPLICATION SOURCE TO SOURCE_DELAY={seconds}"
        )
        self.execute(f"STOP {self._role}")
        self.execute(delaying)
        self.execute(f"START {self._role}")

    def session(self) -> contextlib.AbstractContextManager[Session]:
        """An administrator's session there."""
        return self.node.session()

    def execute(self, statement: str) -> list[dict[str, Any]]:
        """Run one statement there."""
        return rows(self.server, statement)

    @property
    def _role(self) -> str:
        return WORDS[self.node.engine].role


@dataclass
class Group:
    """A primary and those that follow it. ``others`` are servers that were the primary before."""

    kind: Kind
    plan: Plan
    leader: Replica
    replicas: list[Replica]
    stack: contextlib.ExitStack
    others: list[Replica] = field(default_factory=list)

    @property
    def primary(self) -> Server:
        """The server that takes writes."""
        return self.leader.server

    @property
    def nodes(self) -> list[Node]:
        """Every server there is or was."""
        return [each.node for each in (self.leader, *self.replicas, *self.others)]

    @property
    def addresses(self) -> tuple[tuple[str, int], ...]:
        """Where they are."""
        return tuple((node.host, node.port) for node in self.nodes)

    def url(self, login: Login = DESK) -> str:
        """The library's database at the primary, for the library's own account."""
        return f"mysql+pymysql://{login.user}:{login.password}@127.0.0.1:{self.primary.port}/{LIBRARY}"

    def add_replica(self) -> Replica:
        """Start one more; it has all the primary has when it is returned."""
        replica = _start(self.stack, self.kind)
        promotion.join(replica.node, self.leader.node, self.plan)
        self.replicas.append(replica)
        self.catch_up()
        return replica

    def catch_up(self) -> None:
        """Wait until every replica has applied what the primary has now."""
        with self.leader.session() as leading:
            position = leading.executed()
        for replica in self.replicas:
            with replica.session() as session:
                session.wait_for(position)

    def promote(self, replica: Replica | None = None, *, even_if_behind: bool = False) -> Promotion:
        """Make a replica the primary, the most advanced one by default; the others then follow it."""
        wanted = replica.node.name if replica else ""
        done = promotion.promote(self.nodes, self.plan, wanted=wanted, even_if_behind=even_if_behind)
        new = next(each for each in (*self.replicas, *self.others) if each.node.name == done.primary)
        self.others = [each for each in (self.leader, *self.others) if each is not new]
        self.replicas = [each for each in self.replicas if each is not new]
        self.leader = new
        return done


@contextlib.contextmanager
def replicated(kind: Kind, replicas: int = 1, *, semi_sync: bool = False) -> Iterator[Group]:
    """A primary with so many replicas, all killed and deleted at the end. They wait for no disk."""
    with contextlib.ExitStack() as stack:
        plan = Plan(LIBRARY, ADMIN, semi_sync, NEVER_MS)
        leader = _start(stack, kind)
        group = Group(kind, plan, leader, [], stack)
        promotion.promote([leader.node], plan, wanted=leader.node.name)
        account = f"'{DESK.user}'@'%'"
        rows(leader.server, f"CREATE USER {account} IDENTIFIED BY '{DESK.password}'")
        rows(leader.server, f"GRANT ALL PRIVILEGES ON `{LIBRARY}%`.* TO {account}")
        for _ in range(replicas):
            group.add_replica()
        yield group


def rows(server: Server, statement: str) -> list[dict[str, Any]]:
    """Run one statement on a server."""
    with contextlib.closing(server.connect()) as connection, connection.cursor(DictCursor) as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


_numbers = iter(range(101, 1_000_000))


def _start(stack: contextlib.ExitStack, kind: Kind) -> Replica:
    number = next(_numbers)
    engine = Engine(kind)
    closed = f"{WORDS[engine].close};"
    started = running(kind, durable=False, options=options_of(engine, number), at_start=closed)
    server = stack.enter_context(started)
    return Replica(server, Node(f"db{number}", engine, "127.0.0.1", server.port, ADMIN))
