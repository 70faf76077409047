"""A primary that is killed while people read and write: nothing they were told is lost, reads go on, and writes do once
another is promoted; and how it comes back."""

from __future__ import annotations

import contextlib
import time
from collections import Counter
from dataclasses import dataclass

import pymysql
import pytest

from app.domain.accounts import UserDraft
from app.domain.actors import Role
from app.errors import Refused
from app.settings import load
from tests.servers.local_cluster import PASSWORD, Cluster, library_of, local_cluster
from tests.servers.traffic import Token, Traffic, traffic
from tests.waiting import until

_PEOPLE = 5
_WRITE_AGAIN_S = 5.0


@dataclass(frozen=True)
class Failover:
    """What was seen of one: who was killed, who is the primary now, and what people were told."""

    old: str
    new: str
    work: Traffic
    promoted_at: float


def people_of(cluster: Cluster, label: str) -> list[Token]:
    """Librarians, each signed in at a node itself: nginx lets few sign in at a time."""
    with library_of(cluster) as app:
        actor = app.accounts.sign_in("maria.santos", PASSWORD)
        names = [
            app.accounts.add(
                actor, UserDraft(f"{label} {number}", Role.HEAD_LIBRARIAN), PASSWORD
            ).value.username
            for number in range(_PEOPLE)
        ]
    found = []
    for name in names:
        body = {"username": name, "password": PASSWORD}
        status, answer = cluster.ask("POST", "/api/auth/login", body, node="api-1")
        assert status == 200, answer
        found.append({"Authorization": f"Bearer {answer['access_token']}"})
    return found


def databases_of(cluster: Cluster) -> dict[str, str]:
    """The roles of the databases by their names."""
    return {name: node.role for name, node in cluster.status().items() if node.kind == "database"}


def primary_of(cluster: Cluster) -> str:
    """The name of the database that takes writes."""
    return next(name for name, role in databases_of(cluster).items() if role == "primary")


def names_at(cluster: Cluster, database: str, label: str) -> Counter[str]:
    """How often each patron whose name begins so stands in one database itself."""
    address = load(cluster.settings).database
    connection = pymysql.connect(
        host="127.0.0.1",
        port=cluster.node(database).port,
        user=address.user,
        password=address.password,
        database=address.name,
    )
    with contextlib.closing(connection), connection.cursor() as cursor:
        cursor.execute("SELECT family_name FROM students WHERE family_name LIKE %s", (f"{label}%",))
        return Counter(row[0] if isinstance(row[0], str) else row[0].decode() for row in cursor.fetchall())


def fail_over(cluster: Cluster, label: str, acts: int) -> Failover:
    """Kill the primary under load, promote another once writes are refused, and go on until so many acts more are
    acknowledged."""
    people = people_of(cluster, label)
    old = primary_of(cluster)
    with traffic(cluster, label, writers=people[:3], readers=people[3:]) as work:
        log = work.log
        until(lambda: len(log.acknowledged) >= acts, "acts to be acknowledged")
        cluster.order("kill", old)
        killed, read = time.monotonic(), len(log.reads)
        until(lambda: any(each.status == 503 and each.began > killed for each in log.writes), "a refusal")
        until(lambda: len(log.reads) >= read + 10, "reads without a primary")
        status, health = cluster.ask("GET", "/health")
        assert (status, health["healthy"], health["ready"]) == (200, False, True)
        found = {check["service"]: check["error"] for check in health["checks"]}
        assert (
            found["replication"]
            == "No database server takes writes; the library can be read but not changed."
        )
        told = cluster.order("promote")
        promoted, done = time.monotonic(), len(log.acknowledged)
        until(lambda: len(log.acknowledged) >= done + acts, "acts at the new primary")
    assert f"Left out, each until its data is a copy of another server's: {old}." in told
    return Failover(old, primary_of(cluster), work, promoted)


def judge(cluster: Cluster, seen: Failover, label: str) -> None:
    """Nothing acknowledged is lost or done twice; reads went on, and writes soon after the promotion."""
    log = seen.work.log
    there = names_at(cluster, seen.new, label)
    assert set(log.acknowledged) - set(there) == set(), "lost"
    assert {name: times for name, times in there.items() if times > 1} == {}, "doubled"
    assert log.failed_reads() == []
    assert log.first_write_after(seen.promoted_at) - seen.promoted_at < _WRITE_AGAIN_S


def bring_back(cluster: Cluster, seen: Failover, label: str) -> None:
    """The old primary gets no write when it is back, and is a replica again once it was cloned."""
    old, new = seen.old, seen.new
    said = cluster.order("start", old)
    assert f"It follows nobody and takes no writes: {new} is the primary now." in said
    assert databases_of(cluster)[old] == "closed"
    with library_of(cluster) as app:
        actor = app.accounts.sign_in("maria.santos", PASSWORD)
        app.accounts.add(actor, UserDraft(f"{label} after", Role.LIBRARIAN), PASSWORD)
    late = {
        each.name for each in seen.work.log.writes if each.status == 201 and each.began > seen.promoted_at
    }
    assert late
    assert not late & set(names_at(cluster, old, label)), "only the new one was written to"
    told = cluster.run("clone", old).stdout.strip()
    assert told.startswith(f"All data of {old} is thrown away")
    assert told.endswith(f"Nothing was done: clms cluster clone {old} --confirm {old} does it.")
    assert databases_of(cluster)[old] == "closed"
    assert cluster.order("clone", old, force=True).startswith(f"{old} is a copy of db-")
    assert databases_of(cluster)[old] == "replica"
    until(lambda: late <= set(names_at(cluster, old, label)), "it to have everything")
    with pytest.raises(Refused, match="is the primary; its data is what"):
        cluster.order("clone", new)


@pytest.mark.long
def test_a_primary_that_is_killed_loses_nothing_and_comes_back_as_a_copy(cluster: Cluster) -> None:
    seen = fail_over(cluster, "Ligaya", 10)
    judge(cluster, seen, "Ligaya")
    bring_back(cluster, seen, "Ligaya")


@pytest.mark.long
@pytest.mark.parametrize("engine", ["mariadb", "mysql"])
def test_primaries_are_killed_one_after_the_other(engine: str) -> None:
    with local_cluster(engine) as cluster:
        with library_of(cluster) as app:
            app.accounts.create_first_user("Maria Santos", password=PASSWORD)
        for label in ("Amihan", "Bayani", "Dalisay"):
            seen = fail_over(cluster, label, 60)
            judge(cluster, seen, label)
            bring_back(cluster, seen, label)


@pytest.mark.long
@pytest.mark.parametrize("engine", ["mariadb", "mysql"])
def test_a_primary_that_was_frozen_gets_no_write_when_it_goes_on(engine: str) -> None:
    with local_cluster(engine) as cluster:
        with library_of(cluster) as app:
            app.accounts.create_first_user("Maria Santos", password=PASSWORD)
        people = people_of(cluster, "Mayumi")
        with traffic(cluster, "Mayumi", writers=people[:3], readers=people[3:]) as work:
            until(lambda: len(work.log.acknowledged) >= 20, "acts to be acknowledged")
            cluster.order("freeze", "db-1")
            cluster.order("promote")
            promoted, done = time.monotonic(), len(work.log.acknowledged)
            until(lambda: len(work.log.acknowledged) >= done + 20, "acts at the new primary")
            said = cluster.order("thaw", "db-1")
            back = len(work.log.acknowledged)
            until(lambda: len(work.log.acknowledged) >= back + 20, "acts while the old one is back")
        assert "It follows nobody and takes no writes" in said
        new = primary_of(cluster)
        there = names_at(cluster, new, "Mayumi")
        assert set(work.log.acknowledged) <= set(there)
        assert max(there.values()) == 1
        late = {each.name for each in work.log.writes if each.status == 201 and each.began > promoted}
        assert not late & set(names_at(cluster, "db-1", "Mayumi"))
