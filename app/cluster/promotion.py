"""Making a database server the primary, and bringing servers back that were.

A promotion takes the replica that has the most, lets it carry out all it received, raises the epoch in the library's
database, opens it for writes and lets the others follow it. Programs that know of all servers (``DATABASE_NODES``) find
the new primary by themselves. A server that was the primary before may hold transactions that nobody else has, so it
stays closed until its data is a copy of another's (:mod:`app.cluster.cloning`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass

from sqlalchemy.dialects import mysql
from sqlalchemy.schema import CreateTable

from app.cluster.replication import Login, Server, Session
from app.database.gtid import Position
from app.database.tables.primaries import primaries
from app.errors import Conflict, NotFound, Refused, Unreachable

_LOCK = "clms:promotion"
_REST_S = 15.0
_BY_CHARS = 200
_NOT_MADE = (1049, 1146)  # the database, the table
_DIALECT = mysql.dialect()


@dataclass(frozen=True, slots=True)
class Plan:
    """How a cluster's servers replicate: the library's database, the account replicas sign in with, and whether
    commits wait for a replica's confirmation, for ``timeout_ms`` at most (None: what the server has)."""

    library: str
    replica: Login
    semi_sync: bool = True
    timeout_ms: int | None = None


@dataclass(frozen=True, slots=True)
class Promotion:
    """What a promotion did. ``drained`` is how many transactions the new primary had received and not carried out;
    ``given_up`` how many another server has that it lacks, which only a forced one leaves behind. ``closed`` is the
    primary of before where it could be reached, ``away`` are those that could not, ``diverged`` those that have what
    the new primary lacks: none of them may follow it before their data is a copy of another's."""

    primary: str
    epoch: int
    drained: int
    given_up: int
    followers: tuple[str, ...]
    closed: str
    away: tuple[str, ...]
    diverged: tuple[str, ...]
    confirmed: bool
    seconds: float

    def __str__(self) -> str:
        parts = [f"{self.primary} is the primary, epoch {self.epoch}, after {self.seconds:.2f} s."]
        if self.drained:
            parts.append(f"Before, it carried out {transactions(self.drained)} that it had only received.")
        parts.append(
            f"It is followed by {', '.join(self.followers)}."
            if self.followers
            else "No other server follows it."
        )
        if self.given_up:
            parts.append(f"Given up: {transactions(self.given_up)} that another server has.")
        apart = [name for name in (self.closed, *self.away, *self.diverged) if name]
        if apart:
            parts.append(f"Left out, each until its data is a copy of another server's: {', '.join(apart)}.")
        if not self.confirmed:
            parts.append("No replica confirms its commits.")
        return " ".join(parts)


@dataclass(slots=True)
class Seen:
    """One server: ``epoch`` and ``led_by`` are the newest promotion it knows of, ``executed`` is what it had carried out
    when it was looked at, ``has`` that and all it received, as long as it receives nothing more."""

    session: Session
    epoch: int
    led_by: str
    executed: Position
    has: Position

    @property
    def name(self) -> str:
        return self.session.server.name


@dataclass(frozen=True, slots=True)
class _Choice:
    """Who is to be the primary, who may follow it, who was closed, and what is given up."""

    new: Seen
    others: tuple[Seen, ...]
    closed: tuple[str, ...]
    given_up: int


def promote(
    servers: Sequence[Server],
    plan: Plan,
    *,
    wanted: str = "",
    even_if_behind: bool = False,
    opened_by: str = "",
    told: Callable[[str], object] = lambda sentence: None,
) -> Promotion:
    """Make one of the servers the primary: the one that has the most, or the ``wanted`` one.

    ``told`` hears each step as a sentence. Raises NotFound for a name that is none, Refused when another server has more
    than the one to be promoted (unless ``even_if_behind``), Conflict while another promotion is going on, Unreachable
    when a server stops answering in the middle: run it again then.
    """
    started = time.monotonic()
    with ExitStack() as stack:
        seen, away = _survey(servers, plan, stack)
        choice = _prepare(seen, wanted, even_if_behind, told)
        new, session = choice.new, choice.new.session
        drained = new.has.beyond(new.executed)
        if session.following() is not None:
            session.wait_for(new.has)
            session.follow_nobody()
        if drained:
            told(f"{new.name} carried out {transactions(drained)} that it had only received.")
        followers = _let_follow(choice.others, new, plan)
        told(f"{len(followers)} servers follow it.")
        confirmed = _confirm(session, plan, followers)
        epoch = max(each.epoch for each in seen) + 1
        _raise_epoch(session, plan.library, epoch, opened_by)
        session.open()
        told(f"{new.name} is open for writes.")
        kept = {new.name, *followers, *choice.closed}
        return Promotion(
            primary=new.name,
            epoch=epoch,
            drained=drained,
            given_up=choice.given_up,
            followers=followers,
            closed=choice.closed[0] if choice.closed else "",
            away=away,
            diverged=tuple(each.name for each in seen if each.name not in kept),
            confirmed=confirmed,
            seconds=time.monotonic() - started,
        )


def join(server: Server, primary: Server, plan: Plan) -> None:
    """Let a server that has nothing the primary lacks follow it; the primary's commits are confirmed from then on.

    Raises Refused for one that has more.
    """
    with server.session() as session, primary.session() as leading:
        surplus = session.has().beyond(leading.executed())
        if surplus:
            raise Refused(
                f"{server.name} has {transactions(surplus)} that the primary {primary.name} lacks.",
                hint="Keep its data folder, which alone holds them, and let it begin anew with a copy of another server's data.",
                code="server_diverged",
                details={"server": server.name, "surplus": surplus},
            )
        session.follow(primary, plan.replica, semi_sync=plan.semi_sync)
        _confirm(leading, plan, (server.name,))


def newest(session: Session, library: str) -> tuple[int, str]:
    """The newest promotion a server knows of: its epoch and the address of who was promoted; 0 and "" before the first."""
    import pymysql

    table = f"{_quoted(library)}.{primaries.name}"
    try:
        rows = session.rows(f"SELECT epoch, server FROM {table} ORDER BY epoch DESC LIMIT 1")
    except pymysql.MySQLError as error:
        if error.args and error.args[0] in _NOT_MADE:
            return 0, ""
        raise
    return (int(rows[0]["epoch"]), str(rows[0]["server"])) if rows else (0, "")


def _survey(servers: Sequence[Server], plan: Plan, stack: ExitStack) -> tuple[list[Seen], tuple[str, ...]]:
    seen, away = [], []
    for server in servers:
        try:
            session = stack.enter_context(server.session())
        except Unreachable:
            away.append(server.name)
            continue
        # Two promotions at a time meet at the lock of a server that both reach; it goes with the session.
        if session.value("SELECT GET_LOCK(%s, 0)", _LOCK) != 1:
            raise Conflict(
                f"Another promotion is going on at {server.name}.",
                hint="Wait until it is done.",
                code="promoting",
            )
        known = newest(session, plan.library)
        seen.append(Seen(session, *known, session.executed(), session.has()))
    if not seen:
        raise Unreachable("No database server answers.", hint="Start one first.", code="database_server_away")
    return seen, tuple(away)


def _prepare(
    seen: Sequence[Seen], wanted: str, even_if_behind: bool, told: Callable[[str], object]
) -> _Choice:
    """Let nobody write and nobody receive, and choose. Whatever is raised, all is as it was before."""
    with ExitStack() as undo:
        passed = stale(seen)
        old = _close([each for each in seen if each.name != wanted], undo, told)
        candidates = [each for each in seen if each not in old and each not in passed]
        for each in candidates:
            _receive_rest(each, old, undo)
        new = _choose(candidates, wanted)
        rivals = [each for each in seen if each is not new and each not in passed]
        given_up = max((each.has.beyond(new.has) for each in rivals), default=0)
        if given_up and not even_if_behind:
            raise _behind(new, max(rivals, key=lambda each: each.has.beyond(new.has)), given_up)
        undo.pop_all()
        others = tuple(each for each in candidates if each is not new)
        return _Choice(new, others, tuple(each.name for each in old), given_up)


def stale(seen: Sequence[Seen]) -> list[Seen]:
    """Those of an older promotion that don't follow who was promoted since. How much they have tells nothing: MariaDB
    numbers the transactions of both lines alike."""
    latest = max(seen, key=lambda each: each.epoch)
    found = []
    for each in seen:
        following = each.session.following() if each.epoch < latest.epoch else None
        if each.epoch < latest.epoch and (following is None or following.source != latest.led_by):
            found.append(each)
    return found


def _close(seen: Sequence[Seen], undo: ExitStack, told: Callable[[str], object]) -> list[Seen]:
    """Close what is open, so that nothing more is acknowledged which the new primary lacks; the newest primary first."""
    old = []
    for each in sorted(seen, key=lambda each: -each.epoch):
        if each.session.is_open:
            undo.callback(each.session.open)
            each.session.close()
            each.has = each.session.executed()
            told(f"{each.name} is closed to writes.")
            old.append(each)
    return old


def _receive_rest(seen: Seen, old: Sequence[Seen], undo: ExitStack) -> None:
    """Let a replica receive what its closed primary still has for it, and then nothing more."""
    session = seen.session
    following = session.following()
    if following is None:
        return
    primary = next((each for each in old if each.session.server.address == following.source), None)
    if primary is not None and following.receiving:
        with suppress(Unreachable):  # it is behind then, and judged as such
            session.until(lambda: session.has().covers(primary.has), "the last transactions", _REST_S)
    if following.receiving or following.connecting:
        undo.callback(session.receive)
    session.stop_receiving()
    seen.has = session.has()


def _choose(candidates: Sequence[Seen], wanted: str) -> Seen:
    if wanted:
        found = next((each for each in candidates if each.name == wanted), None)
        if found is None:
            raise NotFound(
                f"“{wanted}” can't be promoted: it does not answer, or it was the primary before and may hold what "
                "nobody else has.",
                details={"server": wanted},
            )
        return found
    if not candidates:
        raise Refused(
            "There is no replica to promote.",
            hint="Name the server that was the primary to open it again.",
            code="no_replica",
        )
    return most_advanced(candidates)


def most_advanced(candidates: Sequence[Seen]) -> Seen:
    """The one that has the most of what the others lack."""
    return max(candidates, key=lambda each: sum(each.has.beyond(other.has) for other in candidates))


def _behind(new: Seen, ahead: Seen, count: int) -> Refused:
    return Refused(
        f"{ahead.name} has {transactions(count)} that {new.name} lacks and that would be lost.",
        hint=f"Promote {ahead.name}, or say that they may be lost.",
        code="replica_behind",
        details={"server": new.name, "ahead": ahead.name, "transactions": count},
    )


def _let_follow(others: Sequence[Seen], new: Seen, plan: Plan) -> tuple[str, ...]:
    found = []
    for each in others:
        if each.has.beyond(new.has):
            continue
        with suppress(Refused):
            each.session.follow(new.session.server, plan.replica, semi_sync=plan.semi_sync)
            found.append(each.name)
    return tuple(found)


def _confirm(primary: Session, plan: Plan, followers: Sequence[str]) -> bool:
    """Let the commits of a primary that has followers be confirmed, if the plan wants that."""
    if not (plan.semi_sync and followers):
        primary.require_no_confirmation()
        return False
    primary.require_confirmation(plan.timeout_ms)
    primary.until(
        lambda: primary.confirmers() > 0, f"a replica that confirms the commits of {primary.server.name}"
    )
    return True


def _raise_epoch(session: Session, library: str, epoch: int, opened_by: str) -> None:
    """Write it into the library's database, which may be still to come."""
    session.open_to_administrators()
    session.rows(f"CREATE DATABASE IF NOT EXISTS {_quoted(library)} CHARACTER SET utf8mb4")
    session.rows(f"USE {_quoted(library)}")
    session.rows(str(CreateTable(primaries, if_not_exists=True).compile(dialect=_DIALECT)))
    session.rows(
        f"INSERT INTO {primaries.name} (epoch, server, opened_at, opened_by, beat_at) "
        "VALUES (%s, %s, UTC_TIMESTAMP(6), %s, UTC_TIMESTAMP(6))",
        epoch,
        session.server.address,
        opened_by[:_BY_CHARS],
    )


def transactions(count: int) -> str:
    """So many, in words."""
    return f"{count:,} transaction{'' if count == 1 else 's'}"


def _quoted(name: str) -> str:
    return "`" + name.replace("`", "``") + "`"
