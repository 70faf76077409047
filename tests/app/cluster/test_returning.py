"""Servers that were away while another was promoted: whom they follow when they are back, and who stays apart."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.cluster import promotion
from app.cluster.replication import Server
from app.cluster.returning import Leading, come_back, leading
from tests.servers.replication import Group, Replica, replicated, rows

ENGINES = [
    pytest.param("mariadb", marks=pytest.mark.engine),
    pytest.param("mysql", marks=[pytest.mark.engine, pytest.mark.long]),
]


@pytest.fixture(scope="module", params=ENGINES)
def group(request: pytest.FixtureRequest) -> Iterator[Group]:
    """A primary and three replicas, of which the first was promoted while nobody else could be reached: the second had
    one transaction more, the third had stopped before."""
    with replicated(request.param, 3) as made:
        rows(made.primary, "CREATE TABLE clms.written (n INT PRIMARY KEY)")
        made.catch_up()
        promoted, ahead, behind = made.replicas
        for each in (promoted, behind):
            with each.session() as session:
                session.stop_receiving()
                session.rows(f"STOP {session.words.role}")
        rows(made.primary, "INSERT INTO clms.written VALUES (1)")
        with made.leader.session() as session, ahead.session() as following:
            following.wait_for(session.executed())
        promotion.promote([promoted.node], made.plan, wanted=promoted.node.name)
        yield made


def _back(group: Group, replica: Replica) -> str:
    return come_back(replica.node, _others(group, replica), group.plan)


def _others(group: Group, replica: Replica) -> list[Server]:
    return [node for node in group.nodes if node is not replica.node]


def test_the_newest_promotion_tells_who_is_the_primary(group: Group) -> None:
    promoted = group.replicas[0].node
    assert leading(group.nodes, group.plan) == Leading(2, promoted.address, promoted)


def test_a_replica_follows_who_was_promoted_while_it_was_away(group: Group) -> None:
    promoted, _, behind = group.replicas
    told = _back(group, behind)
    assert told == f"It follows {promoted.node.name}, which was made the primary while it was away."
    promoted.execute("INSERT INTO clms.written VALUES (2)")
    with promoted.session() as session, behind.session() as following:
        following.wait_for(session.executed())
    assert behind.execute("SELECT n FROM clms.written") == [{"n": 2}]
    behind.execute(f"STOP {'SLAVE' if group.kind == 'mariadb' else 'REPLICA'}")
    assert _back(group, behind) == "It follows its primary again."


def test_one_that_has_more_than_the_primary_follows_nobody(group: Group) -> None:
    ahead = group.replicas[1]
    told = _back(group, ahead)
    assert "lacks" in told or "does not go on in the log of" in told
    assert told.endswith(f"clms cluster clone {ahead.node.name}.")
    with ahead.session() as session:
        following = session.following()
        assert following is None or following.stopped


def test_a_primary_of_before_is_closed(group: Group) -> None:
    with group.leader.session() as session:
        assert session.is_open, "nobody could tell it"
    told = _back(group, group.leader)
    assert told.startswith(f"It follows nobody and takes no writes: {group.replicas[0].node.name} is")
    with group.leader.session() as session:
        assert not session.is_open


def test_the_primary_that_comes_back_closed_is_opened_by_nobody_but_a_promotion(group: Group) -> None:
    promoted = group.replicas[0]
    assert _back(group, promoted) == "It is the primary."
    with promoted.session() as session:
        session.close()
    assert f"clms cluster promote {promoted.node.name}" in _back(group, promoted)
    with promoted.session() as session:
        assert not session.is_open


def test_without_the_primary_a_replica_of_another_waits(group: Group) -> None:
    promoted, _, behind = group.replicas
    with behind.session() as session:
        session.rows(f"STOP {session.words.role}")
        session.rows(session.words.follow, "127.0.0.1", group.primary.port, "nobody", "nothing")
    assert "does not answer" in _back(group, behind), "it is closed, as after a start"
    assert promoted.node.address in _back(group, behind)
