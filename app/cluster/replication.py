"""One database server as its administrator sees it: following, waiting, closed and open, on MySQL and MariaDB.

Both replicate by GTID, so that any server can follow any other from the first transaction it lacks. A server is closed
to writes from its start on (``--read-only``, in :data:`WORDS` with the other options), and only a promotion opens it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from threading import Event
from typing import TYPE_CHECKING, Any

from app.database.gtid import Position, position
from app.domain.topology import Engine
from app.errors import Refused, Unreachable

if TYPE_CHECKING:
    import pymysql

PATIENCE_S = 60.0
"""How long a server may take to do what it is told."""
_REACHED_S = 2.0
_LOOK_S = 0.02
_ERRORS = ("Last_SQL_Error", "Last_IO_Error")
_NOT_IN_ITS_LOG = ("1236", "13114")
"""A source's refusal: what the replica asks for, or claims to have, is not in its log."""


@dataclass(frozen=True, slots=True)
class Words:
    """What each engine calls the same things. ``options`` belong on the command line of every server of a cluster,
    ``source`` and ``replica`` name the two sides, as in the columns of a replica's status."""

    options: tuple[str, ...]
    source: str
    replica: str
    follow: str
    fetched: str
    executed: str
    wait: str
    close: str
    open: tuple[str, ...]
    """Let administrators write, then everybody."""

    @property
    def role(self) -> str:
        """A replica, in statements."""
        return self.replica.upper()

    @property
    def semi_sync(self) -> tuple[str, str]:
        """What the settings of semi-synchronous replication begin with, of a primary and of a replica."""
        return f"rpl_semi_sync_{self.source.lower()}", f"rpl_semi_sync_{self.replica.lower()}"


WORDS: dict[Engine, Words] = {
    Engine.MARIADB: Words(
        options=(
            "--log-bin=binlog",
            "--binlog-format=ROW",
            "--log-slave-updates=ON",
            "--gtid-strict-mode=ON",
            "--skip-slave-start=ON",
            "--slave-net-timeout=10",
            "--read-only=ON",
        ),
        source="Master",
        replica="Slave",
        follow="CHANGE MASTER TO MASTER_HOST=%s, MASTER_PORT=%s, MASTER_USER=%s, MASTER_PASSWORD=%s, "
        "MASTER_USE_GTID=slave_pos, MASTER_CONNECT_RETRY=1, MASTER_HEARTBEAT_PERIOD=2",
        fetched="Gtid_IO_Pos",
        executed="@@global.gtid_current_pos",
        wait="SELECT MASTER_GTID_WAIT(%s, %s)",
        close="SET GLOBAL read_only = 1",
        open=("SELECT 1", "SET GLOBAL read_only = 0"),  # administrators may write anyway
    ),
    Engine.MYSQL: Words(
        options=(
            "--gtid-mode=ON",
            "--enforce-gtid-consistency=ON",
            "--skip-replica-start=ON",
            "--replica-net-timeout=10",
            "--read-only=ON",
            "--plugin-load-add=semisync_source.so;semisync_replica.so;mysql_clone.so",
        ),
        source="Source",
        replica="Replica",
        follow="CHANGE REPLICATION SOURCE TO SOURCE_HOST=%s, SOURCE_PORT=%s, SOURCE_USER=%s, SOURCE_PASSWORD=%s, "
        "SOURCE_AUTO_POSITION=1, GET_SOURCE_PUBLIC_KEY=1, SOURCE_CONNECT_RETRY=1, "
        "SOURCE_HEARTBEAT_PERIOD=2",
        fetched="Retrieved_Gtid_Set",
        executed="@@global.gtid_executed",
        wait="SELECT WAIT_FOR_EXECUTED_GTID_SET(%s, %s)",
        close="SET GLOBAL super_read_only = 1",
        open=("SET GLOBAL super_read_only = 0", "SET GLOBAL read_only = 0"),
    ),
}


@dataclass(frozen=True, slots=True)
class Login:
    """An account of the servers."""

    user: str
    password: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Server:
    """Where a database server is, and the account of its administrator."""

    name: str
    engine: Engine
    host: str
    port: int
    admin: Login

    @property
    def address(self) -> str:
        """``host:port``."""
        return f"{self.host}:{self.port}"

    @contextmanager
    def session(self, patience_s: float = PATIENCE_S) -> Iterator[Session]:
        """A session of the administrator, whose statements may take so long. Raises Unreachable, within seconds also for
        a server that hangs."""
        import pymysql  # late: who never looks after servers starts without it

        try:
            if patience_s > _REACHED_S:  # one that accepts connections and says nothing more is noticed here
                self._connect(_REACHED_S).close()
            connection = self._connect(patience_s)
        except (pymysql.MySQLError, OSError) as error:
            raise self._away(error) from error
        with closing(connection):
            try:
                yield Session(self, connection)
            except (pymysql.OperationalError, pymysql.InterfaceError, OSError) as error:
                raise self._away(error) from error

    def _connect(self, patience_s: float) -> pymysql.Connection[Any]:
        import pymysql

        return pymysql.connect(
            host=self.host,
            port=self.port,
            user=self.admin.user,
            password=self.admin.password,
            charset="utf8mb4",
            autocommit=True,
            connect_timeout=max(1, int(min(patience_s, _REACHED_S))),
            read_timeout=patience_s,
            write_timeout=patience_s,
        )

    def _away(self, error: BaseException) -> Unreachable:
        said = error.args[-1] if error.args else error
        return Unreachable(
            f"The database server {self.name} at {self.address} does not do what it is told: {said}.",
            hint="Look whether it runs, and whether its administrator's account is right.",
            code="database_server_away",
            details={"server": self.name},
        )


@dataclass(frozen=True, slots=True)
class Following:
    """How a server follows another. ``connecting`` is one that receives nothing for want of its source, ``refused`` one
    whose source says that it has what the source lacks, or lacks what the source has no more; ``problem`` is the server's
    own word for what stops it."""

    source: str
    receiving: bool
    connecting: bool
    applying: bool
    fetched: Position
    refused: bool
    problem: str

    @property
    def stopped(self) -> bool:
        """Whether it neither receives nor carries out anything, and isn't trying to."""
        return not (self.receiving or self.connecting or self.applying)


class Session:
    """What an administrator does on one server."""

    def __init__(self, server: Server, connection: pymysql.Connection[Any]) -> None:
        self.server = server
        self.words = WORDS[server.engine]
        self._connection = connection

    def rows(self, statement: str, *values: Any) -> list[dict[str, Any]]:
        """Run one statement; returns what it finds."""
        from pymysql.cursors import DictCursor

        with self._connection.cursor(DictCursor) as cursor:
            cursor.execute(statement, values or None)
            return list(cursor.fetchall())

    def value(self, statement: str, *values: Any) -> Any:
        """The first value a statement finds, None where it finds nothing."""
        rows = self.rows(statement, *values)
        return next(iter(rows[0].values())) if rows else None

    # Where it stands

    def executed(self) -> Position:
        """What was carried out here."""
        return position(_text(self.value(f"SELECT {self.words.executed}")))

    def following(self) -> Following | None:
        """How it follows, None where it follows nobody."""
        rows = self.rows(f"SHOW {self.words.role} STATUS")
        if not rows:
            return None
        row, words = rows[0], self.words
        receiving = row[f"{words.replica}_IO_Running"]
        return Following(
            source=f"{row[f'{words.source}_Host']}:{row[f'{words.source}_Port']}",
            receiving=receiving == "Yes",
            connecting=receiving not in ("Yes", "No"),
            applying=row[f"{words.replica}_SQL_Running"] == "Yes",
            fetched=position(_text(row[words.fetched])),
            refused=str(row["Last_IO_Errno"]) in _NOT_IN_ITS_LOG,
            problem=next((str(row[name]) for name in _ERRORS if row[name]), ""),
        )

    def has(self) -> Position:
        """What was carried out here or waits in the relay log to be.

        MariaDB throws its relay log away when it starts again after both its threads were stopped, and fetches anew.
        """
        following = self.following()
        if following is None or (following.stopped and self.server.engine is Engine.MARIADB):
            return self.executed()
        return self.executed().joined(following.fetched)

    def wait_for(self, wanted: Position, patience_s: float = PATIENCE_S) -> None:
        """Wait until all of a position is carried out here. Raises Unreachable when it does not come."""
        deadline = time.monotonic() + patience_s
        while wanted and self.value(self.words.wait, str(wanted), min(5.0, patience_s)) not in (0, "0"):
            if time.monotonic() > deadline:
                following = self.following()
                raise Unreachable(
                    f"The database server {self.server.name} does not come to {wanted}.",
                    hint=following.problem if following and following.problem else "Look into its error log.",
                    code="replica_lags",
                )

    # Following

    def follow(self, primary: Server, login: Login, *, semi_sync: bool) -> None:
        """Close it to writes and follow a primary from the first transaction that is missing here; returns when it
        does. With ``semi_sync`` it confirms what it receives. Raises Refused where the primary's log does not continue
        what is here; it follows nobody then."""
        role = self.words.role
        self.rows(self.words.close)
        self.rows(f"STOP {role}")
        self.rows(f"SET GLOBAL {self.words.semi_sync[1]}_enabled = {int(semi_sync)}")
        self.rows(self.words.follow, primary.host, primary.port, login.user, login.password)
        self.rows(f"START {role}")
        self.until(self._follows, f"{self.server.name} to follow {primary.name}")

    def stop_receiving(self) -> None:
        """Receive nothing more; what was received is carried out, also where that had been stopped.

        In this order: MariaDB throws away what it received once both threads are stopped.
        """
        self.rows(f"START {self.words.role} SQL_THREAD")
        self.rows(f"STOP {self.words.role} IO_THREAD")

    def receive(self) -> None:
        """Receive again."""
        self.rows(f"START {self.words.role} IO_THREAD")

    def follow_nobody(self) -> None:
        """Forget whom it followed."""
        self.rows(f"STOP {self.words.role}")
        self.rows(f"RESET {self.words.role} ALL")

    def _follows(self) -> bool:
        following = self.following()
        if following is not None and following.refused:
            self.follow_nobody()
            raise Refused(
                f"What {self.server.name} has does not go on in the log of {following.source}.",
                hint=following.problem,
                code="server_diverged",
                details={"server": self.server.name},
            )
        return following is not None and following.receiving and following.applying

    # Open and closed

    @property
    def is_open(self) -> bool:
        """Whether everybody may write here."""
        return not int(self.value("SELECT @@global.read_only"))

    @property
    def role(self) -> str:
        """``primary`` where everybody may write, ``replica`` where it follows one, ``closed`` where it does neither,
        such as a primary of before."""
        if self.is_open:
            return "primary"
        return "closed" if self.following() is None else "replica"

    def close(self) -> None:
        """Let nobody write, once those who do have done so."""
        self.rows(self.words.close)

    def open_to_administrators(self) -> None:
        """Let administrators write."""
        self.rows(self.words.open[0])

    def open(self) -> None:
        """Let everybody write. Only a promotion does this."""
        self.rows(self.words.open[1])

    # Semi-synchronous

    def confirmers(self) -> int:
        """How many replicas confirm what they receive of this primary."""
        rows = self.rows(f"SHOW GLOBAL STATUS LIKE '{self.words.semi_sync[0]}_clients'")
        return int(rows[0]["Value"]) if rows else 0

    def require_confirmation(self, timeout_ms: int | None = None) -> None:
        """Acknowledge a commit only once a replica has it; after ``timeout_ms`` without one all the same."""
        name = self.words.semi_sync[0]
        if timeout_ms is not None:
            self.rows(f"SET GLOBAL {name}_timeout = {int(timeout_ms)}")
        self.rows(f"SET GLOBAL {name}_wait_point = AFTER_SYNC")
        self.rows(f"SET GLOBAL {name}_enabled = 1")

    def require_no_confirmation(self) -> None:
        """Acknowledge commits at once."""
        self.rows(f"SET GLOBAL {self.words.semi_sync[0]}_enabled = 0")

    def until(self, condition: Callable[[], bool], what: str, patience_s: float = PATIENCE_S) -> None:
        """Wait for something. Raises Unreachable when it does not come."""
        deadline, pause = time.monotonic() + patience_s, Event()
        while not condition():
            if time.monotonic() > deadline:
                following = None
                with suppress(Unreachable):
                    following = self.following()
                raise Unreachable(
                    f"Waited in vain for {what}.",
                    hint=following.problem if following else "",
                    code="replica_lags",
                )
            pause.wait(_LOOK_S)


def options_of(engine: Engine, server_id: int) -> Sequence[str]:
    """What a server of a cluster is started with beside its address and folders; ``server_id`` differs for each."""
    return (*WORDS[engine].options, f"--server-id={server_id}")


def _text(value: Any) -> str:
    return (
        ""
        if value is None
        else (value.decode() if isinstance(value, bytes) else str(value)).replace("\n", "")
    )
