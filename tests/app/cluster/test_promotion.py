"""Promotions on real servers: who is chosen, what is drained, what is refused, who comes back and how."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Iterator

import pytest

from app.cluster import promotion
from app.cluster.weighing import weigh
from app.domain.local_cluster import DatabaseStanding
from app.errors import Conflict, NotFound, Refused
from tests.servers.replication import Group, Replica, replicated, rows

ENGINES = [
    pytest.param("mariadb", marks=pytest.mark.engine),
    pytest.param("mysql", marks=[pytest.mark.engine, pytest.mark.long]),
]


@pytest.fixture(params=ENGINES)
def group(request: pytest.FixtureRequest) -> Iterator[Group]:
    """A primary and two replicas that confirm its commits, with a table to write into."""
    with replicated(request.param, 2, semi_sync=True) as made:
        rows(made.primary, "CREATE TABLE clms.written (n INT PRIMARY KEY)")
        made.catch_up()
        yield made


def _write(group: Group, *numbers: int) -> None:
    for number in numbers:
        rows(group.primary, f"INSERT INTO clms.written VALUES ({number})")


def _numbers(replica: Replica) -> list[int]:
    return [row["n"] for row in replica.execute("SELECT n FROM clms.written ORDER BY n")]


def test_the_most_advanced_replica_is_drained_and_becomes_the_primary(group: Group) -> None:
    behind, ahead = group.replicas
    with behind.session() as session:
        session.stop_receiving()
    ahead.hold()
    _write(group, 1, 2, 3)
    assert _numbers(ahead) == []
    group.primary.kill()
    done = group.promote()
    assert (done.primary, done.epoch, done.drained, done.given_up) == (ahead.node.name, 2, 3, 0)
    assert done.followers == (behind.node.name,) and done.confirmed and len(done.away) == 1
    assert "carried out 3 transactions that it had only received" in str(done)
    _write(group, 4)
    group.catch_up()
    assert _numbers(behind) == _numbers(ahead) == [1, 2, 3, 4]


def _weighed(group: Group) -> dict[str, DatabaseStanding]:
    return {each.name: each for each in weigh(group.nodes, group.plan)}


def test_before_a_promotion_it_is_told_what_each_has_and_what_would_be_lost(group: Group) -> None:
    behind, ahead = group.replicas
    first = group.leader.node.name
    with behind.session() as session:
        session.stop_receiving()
    ahead.hold()
    _write(group, 1, 2, 3)
    found = _weighed(group)
    assert (found[first].role, found[first].why_not) == ("primary", "It is the primary.")
    assert (found[ahead.node.name].waiting, found[ahead.node.name].lost) == (3, 0)
    assert (found[behind.node.name].lacks, found[behind.node.name].lost) == (3, 3), "it receives nothing more"
    assert [name for name, each in found.items() if each.first] == [ahead.node.name]
    group.primary.kill()
    found = _weighed(group)
    assert "does not answer" in found[first].why_not
    assert (found[ahead.node.name].lacks, found[behind.node.name].lost) == (0, 3)
    assert group.promote().primary == ahead.node.name, "the one it was told that would be"
    found = _weighed(group)
    assert (found[ahead.node.name].role, found[ahead.node.name].epoch) == ("primary", 2)
    assert (found[behind.node.name].lost, found[behind.node.name].first) == (0, True)


def test_what_is_written_meanwhile_is_not_taken_for_a_loss(group: Group) -> None:
    over = threading.Event()

    def write() -> None:
        for number in itertools.count():
            if over.is_set():
                return
            _write(group, number)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        names = [replica.node.name for replica in group.replicas]
        lost = [[found[name].lost for name in names] for found in (_weighed(group) for _ in range(40))]
    finally:
        over.set()
        writer.join()
    assert lost == [[0, 0]] * 40


def test_a_refused_promotion_leaves_everything_as_it_was(group: Group) -> None:
    behind, ahead = group.replicas
    with behind.session() as session:
        session.stop_receiving()
        session.rows(f"STOP {session.words.role}")
    _write(group, 1)
    with pytest.raises(Refused, match=r"has 1 transaction that db\d+ lacks") as refused:
        group.promote(behind)
    assert refused.value.details["server"] == behind.node.name
    with pytest.raises(NotFound):
        promotion.promote(group.nodes, group.plan, wanted="nobody")
    with ahead.session() as session:
        session.value("SELECT GET_LOCK('clms:promotion', 0)")
        with pytest.raises(Conflict, match="Another promotion"):
            group.promote(ahead)
    _write(group, 2)
    ahead_numbers = [1, 2]
    with group.leader.session() as leading, ahead.session() as session:
        session.wait_for(leading.executed())
    assert _numbers(ahead) == ahead_numbers
    done = group.promote(behind, even_if_behind=True)
    assert (done.given_up, done.diverged) == (2, (ahead.node.name,))


def test_a_primary_that_lives_is_closed_first_and_loses_nothing(group: Group) -> None:
    first = group.leader
    for replica in group.replicas:
        replica.hold()
    _write(group, *range(20))
    done = group.promote()
    assert (done.closed, done.drained, done.given_up) == (first.node.name, 20, 0)
    assert _numbers(group.leader) == list(range(20))
    with first.session() as session:
        assert not session.is_open
    with pytest.raises(NotFound, match="was the primary before"):
        promotion.promote(group.nodes, group.plan, wanted=first.node.name)
