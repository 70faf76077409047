"""A primary with replicas that follow it by GTID: real MariaDB or MySQL servers.

::

    with replicated("mariadb", semi_sync=True) as group:
        replica = group.replicas[0]
        replica.hold()                    # it fetches and does not apply
        replica.go_on()
        group.catch_up()                  # every replica has all the primary has
        group.primary.kill()
        group.promote(replica)            # with all that was fetched before
        group.add_replica()               # follows the new primary, from its first transaction on

With ``semi_sync`` the primary confirms a commit only once a replica has it, so a failover loses nothing that was
confirmed. A primary that died is not taken back: it may hold transactions that nobody else has.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from threading import Event
from typing import Any

from pymysql.cursors import DictCursor

from tests.servers.databases import PASSWORD, USER, Kind, Server, ServerFailed, running

_PATIENCE_S = 60


@dataclass(frozen=True)
class Words:
    """What each product calls the same things."""

    options: tuple[str, ...]
    semi_sync: tuple[str, str]
    follow: str
    status: str
    role: str
    source: str
    delay: str
    position: str
    fetched: str
    wait: str


_MARIADB = Words(
    options=("--log-bin=binlog", "--binlog-format=ROW", "--log-slave-updates", "--gtid-strict-mode=ON"),
    semi_sync=("rpl_semi_sync_master", "rpl_semi_sync_slave"),
    follow="CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT={port}, MASTER_USER='{user}', "
    "MASTER_PASSWORD='{password}', MASTER_USE_GTID=slave_pos, MASTER_CONNECT_RETRY=1",
    status="SHOW SLAVE STATUS",
    role="SLAVE",
    source="Slave_IO_Running",
    delay="CHANGE MASTER TO MASTER_DELAY={seconds}",
    position="SELECT @@gtid_binlog_pos",
    fetched="Gtid_IO_Pos",
    wait="SELECT MASTER_GTID_WAIT('{position}', {seconds})",
)
_MYSQL = Words(
    options=("--gtid-mode=ON", "--enforce-gtid-consistency=ON", "--skip-replica-start=ON"),
    semi_sync=("rpl_semi_sync_source", "rpl_semi_sync_replica"),
    follow="CHANGE REPLICATION SOURCE TO SOURCE_HOST='127.0.0.1', SOURCE_PORT={port}, SOURCE_USER='{user}', "
    "SOURCE_PASSWORD='{password}', SOURCE_AUTO_POSITION=1, GET_SOURCE_PUBLIC_KEY=1, SOURCE_CONNECT_RETRY=1",
    status="SHOW REPLICA STATUS",
    role="REPLICA",
    source="Replica_IO_Running",
    delay="CHANGE REPLICATION SOURCE TO SOURCE_DELAY={seconds}",
    position="SELECT @@global.gtid_executed",
    fetched="Retrieved_Gtid_Set",
    wait="SELECT WAIT_FOR_EXECUTED_GTID_SET('{position}', {seconds})",
)
_WORDS: dict[Kind, Words] = {"mariadb": _MARIADB, "mysql": _MYSQL}
_SEMI_SYNC_PLUGINS = "--plugin-load-add=semisync_source.so;semisync_replica.so"  # MariaDB has them built in


class Replica:
    """One server as a follower."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self._words = _WORDS[server.kind]

    def follow(self, primary: Server, *, semi_sync: bool) -> None:
        """Begin to follow a primary from its first transaction that is missing here; returns when it does."""
        if semi_sync:
            self.execute(f"SET GLOBAL {self._words.semi_sync[1]}_enabled = 1")
        self.execute(self._words.follow.format(port=primary.port, user=USER, password=PASSWORD))
        self.execute(f"START {self._words.role}")
        self.execute("SET GLOBAL read_only = 1")
        _until(lambda: self.status()[self._words.source] == "Yes", "the replica to follow")

    def hold(self) -> None:
        """Apply nothing; what the primary does is fetched all the same."""
        self.execute(f"STOP {self._words.role} SQL_THREAD")

    def go_on(self) -> None:
        """Apply again."""
        self.execute(f"START {self._words.role} SQL_THREAD")

    def delay(self, seconds: int) -> None:
        """Apply everything so much later than the primary did it."""
        self.execute(f"STOP {self._words.role}")
        self.execute(self._words.delay.format(seconds=seconds))
        self.execute(f"START {self._words.role}")

    def wait_for(self, position: str) -> None:
        """Wait until everything up to a position of the primary is applied here."""
        if not position:
            return
        row = self.execute(self._words.wait.format(position=position, seconds=_PATIENCE_S))[0]
        if next(iter(row.values())) != 0:
            raise ServerFailed(f"the replica did not come to {position}: {self.status()}")

    def status(self) -> dict[str, Any]:
        """What it says of itself."""
        return self.execute(self._words.status)[0]

    def lead(self) -> None:
        """Apply what was fetched, then follow nobody and take writes."""
        self.execute(f"STOP {self._words.role} IO_THREAD")
        self.wait_for(str(self.status()[self._words.fetched]).replace("\n", ""))
        self.execute(f"STOP {self._words.role}")
        self.execute(f"RESET {self._words.role} ALL")
        self.execute("SET GLOBAL read_only = 0")

    def execute(self, statement: str) -> list[dict[str, Any]]:
        """Run one statement there."""
        return rows(self.server, statement)


@dataclass
class Group:
    """A primary and those that follow it."""

    kind: Kind
    semi_sync: bool
    primary: Server
    replicas: list[Replica]
    stack: contextlib.ExitStack = field(default_factory=contextlib.ExitStack)

    def add_replica(self) -> Replica:
        """Start one more; it has all the primary has when it is returned."""
        replica = Replica(_start(self.stack, self.kind, self.semi_sync))
        replica.follow(self.primary, semi_sync=self.semi_sync)
        self.replicas.append(replica)
        if self.semi_sync:
            self._require_semi_sync()
        self.catch_up()
        return replica

    def catch_up(self) -> None:
        """Wait until every replica has applied what the primary has now."""
        row = rows(self.primary, _WORDS[self.kind].position)[0]
        position = str(next(iter(row.values()))).replace("\n", "")
        for replica in self.replicas:
            replica.wait_for(position)

    def promote(self, replica: Replica) -> Server:
        """Make a replica the primary once it has applied all it fetched; others then follow it."""
        replica.lead()
        self.replicas.remove(replica)
        self.primary = replica.server
        for other in self.replicas:
            other.execute(f"STOP {_WORDS[self.kind].role}")
            other.follow(self.primary, semi_sync=self.semi_sync)
        return self.primary

    def _require_semi_sync(self) -> None:
        """Commits wait from now on, and for longer than any test: never is one confirmed that nobody else has."""
        name = _WORDS[self.kind].semi_sync[0]
        for setting in (
            f"{name}_timeout = 3600000",
            f"{name}_wait_point = AFTER_SYNC",
            f"{name}_enabled = 1",
        ):
            rows(self.primary, f"SET GLOBAL {setting}")
        shown = f"SHOW GLOBAL STATUS LIKE '{name}_clients'"
        _until(lambda: int(rows(self.primary, shown)[0]["Value"]) > 0, "a replica that confirms commits")


@contextlib.contextmanager
def replicated(kind: Kind, replicas: int = 1, *, semi_sync: bool = False) -> Iterator[Group]:
    """A primary with so many replicas, all killed and deleted at the end. They wait for no disk."""
    with contextlib.ExitStack() as stack:
        group = Group(kind, semi_sync, _start(stack, kind, semi_sync), [], stack)
        for _ in range(replicas):
            group.add_replica()
        yield group


def rows(server: Server, statement: str) -> list[dict[str, Any]]:
    """Run one statement on a server."""
    with contextlib.closing(server.connect()) as connection, connection.cursor(DictCursor) as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


_numbers = iter(range(101, 1_000_000))


def _start(stack: contextlib.ExitStack, kind: Kind, semi_sync: bool) -> Server:
    options = [*_WORDS[kind].options, f"--server-id={next(_numbers)}"]
    if semi_sync and kind == "mysql":
        options.append(_SEMI_SYNC_PLUGINS)
    return stack.enter_context(running(kind, durable=False, options=options))


def _until(condition: Callable[[], bool], what: str) -> None:
    deadline, pause = time.monotonic() + _PATIENCE_S, Event()
    while not condition():
        if time.monotonic() > deadline:
            raise ServerFailed(f"waited in vain for {what}")
        pause.wait(0.02)
