"""A database server that comes back after it was away: it follows whoever is the primary now, not whoever was.

It asks the other servers for the newest promotion that any of them knows of (the highest epoch). What was promoted then is
the primary; a server that was the primary before is closed to writes and stays apart until it is cloned.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from app.cluster import promotion
from app.cluster.promotion import Plan
from app.cluster.replication import Server, Session
from app.errors import Refused, Unreachable


@dataclass(frozen=True, slots=True)
class Leading:
    """The newest promotion: its epoch (0: there was none), the address of who was promoted, and that server, None where it
    does not answer or takes no writes."""

    epoch: int
    address: str
    server: Server | None


def leading(servers: Sequence[Server], plan: Plan) -> Leading:
    """Ask all servers for the newest promotion."""
    newest, there = (0, ""), {}
    for server in servers:
        with suppress(Unreachable), server.session() as session:
            newest = max(newest, promotion.newest(session, plan.library))
            if session.is_open:
                there[server.address] = server
    return Leading(*newest, there.get(newest[1]))


def come_back(server: Server, others: Sequence[Server], plan: Plan) -> str:
    """Let a server that was away take its place again; returns what became of it, as a sentence. Raises Unreachable when
    it does not do what it is told."""
    with server.session() as session:
        found = leading((server, *others), plan)
        if found.address == server.address:
            if session.is_open:
                return "It is the primary."
            return f"It takes no writes until it is promoted: clms cluster promote {server.name}."
        following = session.following()
        if session.is_open:
            session.close()
        if following is None:
            return (
                f"It follows nobody and takes no writes: {_named(found)} is the primary now. {_clone(server)}"
            )
        if following.source == found.address:
            session.rows(f"START {session.words.role}")
            return "It follows its primary again."
        session.rows(f"STOP {session.words.role}")
        return _follow_another(session, found, plan)


def _follow_another(session: Session, found: Leading, plan: Plan) -> str:
    server = session.server
    if found.server is None:
        return (
            f"It follows nobody: {found.address} was made the primary while it was away, and does not answer."
        )
    try:
        promotion.join(server, found.server, plan)
    except Refused as refused:
        return f"It follows nobody. {refused.message} {_clone(server)}"
    return f"It follows {found.server.name}, which was made the primary while it was away."


def _named(found: Leading) -> str:
    return found.server.name if found.server is not None else found.address


def _clone(server: Server) -> str:
    return f"It comes back as a copy of another server: clms cluster clone {server.name}."
