"""A library on a primary and two replicas, on real servers: who answers what, and what happens when one lags or dies.

The tests stand in order: the last ones take servers away.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, contextmanager
from typing import Any

import pytest
from sqlalchemy import text

from app.cluster import promotion
from app.database import node
from app.database.clock import Clock, Zones
from app.database.committing import CommittingConnection
from app.database.engine import Database, writers
from app.database.gtid import Position, given_position
from app.database.reading import after
from app.database.replicated import ReplicatedDatabase, shares
from app.database.unit import Unit
from app.domain.actors import Actor, Role
from app.domain.changes import Changed, Receipt
from app.domain.database_nodes import DatabaseNodes, NodeRole, Servers
from app.errors import Unreachable
from app.services.acts import Acts, new_key
from tests.app.replicated import plain_library
from tests.servers.proxy import Proxy
from tests.servers.replication import ADMIN, Group, Replica, replicated, rows
from tests.waiting import until

ODIE = Actor(None, "Odie", Role.ADMIN, "PC")
_PORT = text("SELECT @@port")
_ACTS = text("SELECT COUNT(*) FROM acts")


@pytest.fixture(
    scope="module",
    params=[
        pytest.param("mariadb", marks=pytest.mark.engine),
        pytest.param("mysql", marks=pytest.mark.engine),
    ],
)
def group(request: pytest.FixtureRequest) -> Iterator[Group]:
    """A primary and two replicas that confirm its commits, with the tables of acts."""
    with replicated(request.param, 2, semi_sync=True) as made:
        plain_library(made.url(ADMIN))
        made.catch_up()
        yield made


@pytest.fixture
def servers(group: Group) -> Servers:
    """Where they all are; how far one is behind is no matter."""
    return Servers(group.addresses, 60.0)


@pytest.fixture
def database(group: Group, servers: Servers) -> Iterator[ReplicatedDatabase]:
    """The library, once everything is known of its servers."""
    with closing(ReplicatedDatabase(group.url(), servers, pool_size=6, acquire_timeout_s=1.0)) as opened:
        until(
            lambda: len(_nodes(opened).named(NodeRole.REPLICA)) == len(group.replicas),
            "the replicas to be near",
        )
        yield opened


@contextmanager
def _held(group: Group) -> Iterator[None]:
    """No replica applies anything within this."""
    with ExitStack() as stack:
        for replica in group.replicas:
            stack.enter_context(replica.held())
        yield


def _nodes(database: Database) -> DatabaseNodes:
    found = database.nodes()
    assert found is not None
    return found


def _near(database: Database, replica: Replica) -> bool:
    """Whether it is known to be near, by a heartbeat of now."""
    found = next(node for node in _nodes(database).nodes if node.name == f"127.0.0.1:{replica.server.port}")
    return bool(_nodes(database).primary) and found.lag_s is not None and found.lag_s < 1.0


def _act(database: Database, key: str | None = None) -> Receipt[int]:
    """Something that is written."""

    def work(unit: Unit) -> int:
        unit.changed(Changed.COPIES, "book:1")
        return 1

    return Acts(database, Clock(), Zones(database)).perform(ODIE, "note", work, result=int, key=key)


def _port(database: Database) -> int:
    with database.read() as connection:
        return int(connection.execute(_PORT).scalar_one())


def _acts(database: Database) -> tuple[int, int]:
    """Who answered, and how many acts it knows of."""
    with database.read() as connection:
        return int(connection.execute(_PORT).scalar_one()), int(connection.execute(_ACTS).scalar_one())


def test_connections_are_shared_out_within_the_limit() -> None:
    for limit in range(1, 60):
        for replicas in range(5):
            found = shares(limit, replicas)
            assert found.primary >= min(2, limit)
            assert found.primary + found.replica * found.replicas <= limit
            assert found.replicas == 0 or found.replica >= 1
    assert (shares(3, 2).primary, shares(20, 2).primary) == (2, 10)


def test_some_connections_are_left_to_reads_whatever_is_written() -> None:
    assert (writers(1), writers(2), writers(3), writers(10)) == (1, 1, 2, 8)
    assert all(0 < writers(connections) < connections for connections in range(2, 60))


def test_writes_and_fresh_reads_go_to_the_primary_lists_to_replicas(
    database: ReplicatedDatabase, group: Group
) -> None:
    replicas = {replica.server.port for replica in group.replicas}
    assert _port(database) == group.primary.port
    assert {database.lagging(lambda: _port(database)) for _ in range(10)} == replicas
    with database.transaction() as connection:
        assert connection.execute(_PORT).scalar() == group.primary.port
    assert _nodes(database).primary == f"127.0.0.1:{group.primary.port}"
    assert _nodes(database).confirmed is True


def test_a_commit_tells_where_it_stands_in_no_packet_more(group: Group) -> None:
    with Proxy.before(group.url()) as proxy:
        with closing(Database(proxy.url)) as plain:
            packets = [len(_heard(plain, proxy, work)) for work in (_act, _renaming)]
        made: list[CommittingConnection] = []

        def connect(*arguments: Any, **named: Any) -> CommittingConnection:
            made.append(CommittingConnection(*arguments, **named))
            return made[-1]

        with closing(Database(proxy.url, connect=connect)) as telling:
            for work, most in zip((_act, _renaming), packets, strict=True):
                before = _executed(group)
                heard = _heard(telling, proxy, work)
                assert len(heard) == most, "\n".join(heard)
                stand = given_position(made[0].stand or "")
                assert stand
                assert not before.covers(stand), "not an earlier commit's"
                assert _executed(group).covers(stand)
            with telling.transaction() as connection:
                connection.execute(_ACTS)
            assert len(made) == 1


def _heard(database: Database, proxy: Proxy, work: Callable[[Database], object]) -> list[str]:
    """What a piece of work sends once its connection is open."""
    work(database)
    proxy.heard.clear()
    work(database)
    return list(proxy.heard)


def _renaming(database: Database) -> None:
    """Something that is written without an act."""
    with database.transaction() as connection:
        connection.execute(text("UPDATE branches SET name = UUID()"))


def _executed(group: Group) -> Position:
    with group.leader.session() as session:
        return session.executed()


def test_who_wrote_reads_the_own_write_from_a_replica(database: ReplicatedDatabase, group: Group) -> None:
    before = _acts(database)[1]
    answered = set()
    for turn in range(1, 41):
        receipt = _act(database)
        assert given_position(receipt.stand)
        port, count = database.lagging(lambda: _acts(database))
        answered.add(port)
        assert count == before + turn
    assert answered & {replica.server.port for replica in group.replicas}, "a replica was waited for"


def test_a_replica_that_does_not_come_to_the_own_write_is_passed_over(
    database: ReplicatedDatabase, group: Group
) -> None:
    with _held(group):
        count = _acts(database)[1]
        _act(database)
        assert database.lagging(lambda: _acts(database)) == (group.primary.port, count + 1)
    group.catch_up()
    until(lambda: database.lagging(lambda: _acts(database))[0] != group.primary.port, "a replica to answer")


def test_what_was_written_elsewhere_is_waited_for_when_it_is_told(
    database: ReplicatedDatabase, group: Group, servers: Servers
) -> None:
    with _held(group):
        with closing(ReplicatedDatabase(group.url(), servers)) as other:
            stand = _act(other).stand
        count = _acts(database)[1]
        port, older = database.lagging(lambda: _acts(database))
        assert (port != group.primary.port, older) == (True, count - 1), "nobody told: it may be older"
        with after(stand):
            assert database.lagging(lambda: _acts(database)) == (group.primary.port, count)
        with after("nonsense' OR 1"):
            assert database.lagging(lambda: _acts(database))[0] != group.primary.port
        with database.read() as connection:
            database.remember(connection)
        assert database.lagging(lambda: _acts(database)) == (group.primary.port, count)


def test_a_replica_beyond_the_bound_is_not_asked(group: Group, servers: Servers) -> None:
    slow, quick = group.replicas
    with closing(ReplicatedDatabase(group.url(), Servers(servers.addresses, 1.0))) as database:
        with slow.held():
            name = f"127.0.0.1:{slow.server.port}"
            until(lambda: _nodes(database).named(NodeRole.LAGGING) == (name,), "the lag to be seen")
            assert "too far behind" in _nodes(database).trouble

            def answering() -> set[int]:
                found = {database.lagging(lambda: _port(database)) for _ in range(6)}
                assert slow.server.port not in found
                return found

            # On a busy computer the other may fall behind for a moment too.
            until(lambda: answering() == {quick.server.port}, "the other alone to be asked")
        until(lambda: not _nodes(database).named(NodeRole.LAGGING), "it to catch up")


def test_a_primary_that_brings_no_write_to_its_end_is_read_from_as_ever_and_writes_are_refused(
    group: Group, servers: Servers
) -> None:
    """As with a full disk, for which a server waits: here no replica confirms."""
    near = Servers(servers.addresses, 2.0)
    with closing(ReplicatedDatabase(group.url(), near, pool_size=6, acquire_timeout_s=1.0)) as database:
        _act(database)
        group.catch_up()
        keys = [new_key() for _ in range(database.writers + 2)]
        with ThreadPoolExecutor(len(keys)) as desks, ExitStack() as stack:
            for replica in group.replicas:
                stack.enter_context(replica.deaf())
            acts = [desks.submit(_refused, database, key) for key in keys]
            until(lambda: database.pool_use().in_use == database.writers, "all that may write to hang")
            assert {_port(database) for _ in range(10)} == {group.primary.port}
            told = [act.result() for act in acts]
            assert sorted(told) == ["database_timeout"] * 2 + ["outcome_unknown"] * database.writers
            assert _refused(database) == "primary_held"
            assert "brings none to its end" in _nodes(database).trouble
            assert _port(database) == group.primary.port
            assert database.lagging(lambda: _port(database)) != group.primary.port, "no replica is behind"
        until(lambda: _refused(database) == "", "writes to go on")
        assert [_act(database, key).replayed for key in keys] == [code == "outcome_unknown" for code in told]
        until(lambda: not _nodes(database).waiting, "that to be seen")


def _refused(database: Database, key: str | None = None) -> str:
    """The code with which an act is refused, "" where it isn't."""
    try:
        _act(database, key)
    except Unreachable as problem:
        return problem.code
    return ""


def test_replicas_no_longer_confirming_is_noticed_and_said(
    group: Group, servers: Servers, caplog: pytest.LogCaptureFixture
) -> None:
    prefix = "rpl_semi_sync_master" if group.kind == "mariadb" else "rpl_semi_sync_source"
    with closing(ReplicatedDatabase(group.url(), servers)) as database:
        until(lambda: _nodes(database).confirmed is True, "the primary to be known")
        rows(group.primary, f"SET GLOBAL {prefix}_timeout = 1")
        rows(
            group.primary,
            f"SET GLOBAL {prefix}_wait_no_{'slave' if group.kind == 'mariadb' else 'replica'} = 1",
        )
        replica = "slave" if group.kind == "mariadb" else "replica"
        role = replica.upper()
        for each in group.replicas:
            each.execute(f"SET GLOBAL rpl_semi_sync_{replica}_enabled = 0")
            each.execute(f"STOP {role} IO_THREAD")
            each.execute(f"START {role} IO_THREAD")
        until(lambda: _act(database) and _nodes(database).confirmed is False, "it to be noticed")
        assert "no longer confirm" in _nodes(database).trouble
        until(lambda: "no longer confirm" in caplog.text, "it to be logged")
        for each in group.replicas:
            each.execute(f"SET GLOBAL rpl_semi_sync_{replica}_enabled = 1")
            each.execute(f"STOP {role} IO_THREAD")
            each.execute(f"START {role} IO_THREAD")
        rows(group.primary, f"SET GLOBAL {prefix}_timeout = 3600000")
        until(lambda: _nodes(database).confirmed is True, "confirmation to come back")


def test_a_primary_of_before_that_still_takes_writes_gets_none(
    database: ReplicatedDatabase, group: Group, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, (new, follower) = group.leader, tuple(group.replicas)
    with monkeypatch.context() as still:  # else one of the two may have got a heartbeat that the other lacks
        still.setattr(node, "BEAT_S", 3_600.0)
        _act(database)
        group.catch_up()
        count = _acts(database)[1]
        done = promotion.promote([new.node, follower.node], group.plan, wanted=new.node.name)
    until(lambda: _nodes(database).epoch == done.epoch and _nodes(database).primary, "the new primary")
    assert _nodes(database).named(NodeRole.REFUSED) == (old.node.address,)
    assert "still takes writes and is not used" in _nodes(database).trouble
    _act(database)
    assert _acts(database) == (new.server.port, count + 1)
    assert old.execute("SELECT @@read_only AS closed, (SELECT COUNT(*) FROM clms.acts) AS n") == [
        {"closed": 0, "n": count}
    ]
    group.leader, group.replicas = new, [follower]
    old.server.kill()
    group.add_replica()


def test_a_replica_that_dies_in_the_middle_of_a_list_is_no_error(
    database: ReplicatedDatabase, group: Group
) -> None:
    asked = []

    def read() -> int:
        with database.read() as connection:
            port = int(connection.execute(_PORT).scalar_one())
            asked.append(port)
            for replica in group.replicas:
                if replica.server.port == port:
                    replica.server.kill()
            connection.execute(_ACTS)
            return port

    assert database.lagging(read) == group.primary.port
    dead = next(replica for replica in group.replicas if replica.server.port == asked[0])
    alive = next(replica for replica in group.replicas if replica is not dead)
    until(lambda: _nodes(database).named(NodeRole.AWAY) == (f"127.0.0.1:{asked[0]}",), "it to be noticed")
    assert {database.lagging(lambda: _port(database)) for _ in range(5)} == {alive.server.port}
    group.replicas.remove(dead)
    group.others.append(dead)


def test_without_a_primary_everything_can_be_read_and_nothing_written(
    database: ReplicatedDatabase, group: Group
) -> None:
    receipt = _act(database)
    group.primary.kill()
    port, count = database.repeating(lambda: _acts(database))
    assert port in {replica.server.port for replica in group.replicas}
    assert database.lagging(lambda: _acts(database))[1] == count
    until(lambda: not _nodes(database).primary, "the death to be noticed")
    with pytest.raises(Unreachable, match="can be read but not changed") as away:
        _act(database)
    assert away.value.code == "primary_away"
    done = group.promote()
    until(lambda: _nodes(database).epoch == done.epoch and _nodes(database).primary, "the new primary")
    again = _act(database, receipt.key)
    assert again.replayed and again.act_id == receipt.act_id
    _act(database)
    assert _acts(database) == (group.primary.port, count + 1)
