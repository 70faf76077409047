"""How the database servers of a cluster stand to each other, before one of them is promoted. Nothing is changed."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from app.cluster.promotion import Plan, Seen, most_advanced, newest, stale
from app.cluster.replication import Following, Server
from app.database.gtid import Position
from app.domain.local_cluster import DatabaseStanding
from app.errors import Unreachable

_ANSWER_S = 2.0


@dataclass(slots=True)
class _Weighed:
    """One that answered; ``stands`` is its role, ``following`` whom it follows and how, ``sends`` what comes to those that
    receive from it."""

    seen: Seen
    stands: str
    following: Following | None
    sends: Position


def weigh(servers: Sequence[Server], plan: Plan) -> tuple[DatabaseStanding, ...]:
    """How each server stands, in their order: what :func:`app.cluster.promotion.promote` would find now.

    A replica that receives from the open primary is sent the rest before it is promoted, so it loses nothing; without
    that primary, what another replica has and it lacks is lost. What a server that does not answer has, nobody knows.
    """
    with ThreadPoolExecutor(max(1, len(servers)), thread_name_prefix="clms-weigh") as pool:
        looks = pool.map(lambda each: _look(each, plan), servers)
        found = dict(zip((each.name for each in servers), looks, strict=True))
    away = {name: told for name, told in found.items() if isinstance(told, str)}
    weighed = [told for told in found.values() if isinstance(told, _Weighed)]
    for each in weighed:
        if each.stands == "primary":
            # After the replicas were looked at: else what was written meanwhile would seem to be on one of them alone.
            again = _look(each.seen.session.server, plan)
            each.sends = again.seen.has if isinstance(again, _Weighed) else each.sends
    passed = stale([each.seen for each in weighed]) if weighed else []
    counting = [each for each in weighed if each.seen not in passed]
    candidates = [each.seen for each in counting if each.stands != "primary"]
    first = most_advanced(candidates) if candidates else None
    standings = {each.seen.name: _standing(each, counting, first, each.seen in passed) for each in weighed}
    return tuple(
        DatabaseStanding(each.name, why_not=away[each.name]) if each.name in away else standings[each.name]
        for each in servers
    )


def _look(server: Server, plan: Plan) -> _Weighed | str:
    """What it says, or why it says nothing."""
    try:
        with server.session(_ANSWER_S) as session:
            seen = Seen(session, *newest(session, plan.library), session.executed(), session.has())
            return _Weighed(seen, session.role, session.following(), seen.has)
    except Unreachable:
        return "It does not answer: what it has that the others lack is unknown."


def _standing(
    of: _Weighed, counting: Sequence[_Weighed], first: Seen | None, passed: bool
) -> DatabaseStanding:
    seen = of.seen
    rivals = [each for each in counting if each is not of]
    gets = seen.has
    for each in rivals:
        if _sends(each, of):
            gets = gets.joined(each.sends)
    why_not = ""
    if passed:
        why_not = "It was the primary before, or missed a promotion: it may hold what nobody else has."
    elif of.stands == "primary":
        why_not = "It is the primary."
    return DatabaseStanding(
        seen.name,
        of.stands,
        seen.epoch,
        waiting=seen.has.beyond(seen.executed),
        lacks=max((each.seen.has.beyond(seen.has) for each in rivals), default=0),
        lost=max((each.seen.has.beyond(gets) for each in rivals if not _sends(each, of)), default=0),
        first=seen is first,
        why_not=why_not,
    )


def _sends(primary: _Weighed, of: _Weighed) -> bool:
    """Whether what the first has comes to the other before that is promoted."""
    following = of.following
    open_ = primary.stands == "primary"
    return (
        open_
        and following is not None
        and following.receiving
        and following.source == primary.seen.session.server.address
    )
