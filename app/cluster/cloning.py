"""Bringing a database server back whose data is of another line: what it has is thrown away for a copy of another's.

MySQL sends a whole server over its port (the clone plug-in), from a replica if there is one, which goes on working.
MariaDB's files are copied from a replica that is stopped meanwhile, for whoever may read both folders. Either way the
copy then follows the primary from the first transaction it lacks.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from app.cluster.promotion import Plan, transactions
from app.cluster.replication import Server, Session
from app.cluster.returning import leading
from app.domain.topology import Engine
from app.errors import Refused, Unreachable

_COPYING_S = 3600.0
_ENDED = (3707, 2013)
"""What is said when it is done: that the server can't start itself again, or nothing more because it does."""


@dataclass(frozen=True, slots=True)
class Cloning:
    """What a clone will do. ``surplus`` counts the transactions the server has and the primary lacks, None where the
    server does not answer; ``stops`` says that the donor is stopped while it is copied."""

    server: Server
    primary: Server
    donor: Server
    surplus: int | None
    stops: bool

    def __str__(self) -> str:
        parts = [
            f"All data of {self.server.name} is thrown away, and {self.server.name} becomes a copy of {self.donor.name} "
            f"that follows {self.primary.name}."
        ]
        if self.surplus is None:
            parts.append(f"{self.server.name} does not answer, so nobody can tell what it alone has.")
        elif self.surplus:
            parts.append(
                f"Thrown away for good: {transactions(self.surplus)} that {self.primary.name} lacks. Keep a copy of its "
                "data folder if anybody may want to look for them."
            )
        else:
            parts.append(f"It has nothing that {self.primary.name} lacks.")
        if self.stops:
            parts.append(
                f"{self.donor.name} is stopped meanwhile; where nobody else confirms writes they wait for it, up to 10 s."
            )
        return " ".join(parts)


def plan_clone(server: Server, others: Sequence[Server], plan: Plan) -> Cloning:
    """Look at what a clone would do; nothing is changed. Raises Refused where it can't be done."""
    found = leading((server, *others), plan)
    if found.server is None:
        raise Refused("There is no primary to follow.", hint="Promote one first.", code="no_primary")
    if found.server.address == server.address:
        raise Refused(
            f"{server.name} is the primary; its data is what the others are copies of.",
            hint="Promote another one first.",
            code="is_primary",
        )
    donor, stops = _donor(found.server, others), server.engine is Engine.MARIADB
    if stops and donor is found.server:
        raise Refused(
            f"MariaDB is copied from a replica that is stopped meanwhile, and {found.server.name}, the primary, has none.",
            hint="Start a replica first.",
            code="no_replica",
        )
    return Cloning(server, found.server, donor, _surplus(server, found.server), stops)


def copy_over(cloning: Cloning, plan: Plan) -> None:
    """Let a MySQL server fetch all of its donor. It ends then, and is whole once it was started again. Raises Unreachable
    with the server's own word for what went wrong; nothing of use is left on it then."""
    import pymysql

    donor, login = cloning.donor, plan.replica
    with cloning.server.session(_COPYING_S) as session:
        session.rows(
            "SET GLOBAL super_read_only = 0"
        )  # a clone is refused otherwise; others still can't write
        session.rows("SET GLOBAL clone_valid_donor_list = %s", donor.address)
        fetch = "CLONE INSTANCE FROM %s@%s:%s IDENTIFIED BY %s"
        try:
            session.rows(fetch, login.user, donor.host, donor.port, login.password)
        except pymysql.MySQLError as error:
            if error.args and error.args[0] in _ENDED:
                return
            raise Unreachable(
                f"{cloning.server.name} could not be made a copy of {donor.name}: {error.args[-1]}.",
                hint="Try again; its data is no library any more.",
                code="clone_failed",
            ) from error


def _donor(primary: Server, others: Sequence[Server]) -> Server:
    """A replica that follows the primary; the primary itself where there is none."""
    for other in others:
        with suppress(Unreachable), other.session() as session:
            following = session.following()
            if following is not None and following.source == primary.address and following.applying:
                return other
    return primary


def _surplus(server: Server, primary: Server) -> int | None:
    """How many transactions a server has that the primary lacks."""
    try:
        with server.session() as session, primary.session() as leading:
            if server.engine is Engine.MYSQL:
                return session.executed().beyond(leading.executed())
            return _beyond(_by_server(session), _by_server(leading))
    except Unreachable:
        return None


def _by_server(session: Session) -> dict[tuple[str, str], int]:
    """MariaDB's last number of each server that wrote, which tells two lines apart: both number on alike."""
    told = str(session.value("SELECT @@global.gtid_binlog_state") or "")
    pieces = (piece.split("-") for piece in told.split(",") if piece.strip())
    return {(domain.strip(), number): int(last) for domain, number, last in pieces}


def _beyond(mine: dict[tuple[str, str], int], theirs: dict[tuple[str, str], int]) -> int:
    """How many were written here since the lines parted: numbers of a domain rise by one with each transaction."""
    count = 0
    for writer, last in mine.items():
        before = [number for other, number in mine.items() if other[0] == writer[0] and number < last]
        count += max(0, last - theirs.get(writer, max(before, default=0)))
    return count
