"""The production architecture on one computer: until it is up, what passes through nginx, a lost primary, a roll-out.

All nodes share this computer's processors with who asks, so that more API nodes can't do more than it has: what two and
three answer stands against one, and shows what balancing costs where nothing is gained. Each baseline is a part of the same
thing by itself: one database server started, one API node, the nodes started anew one after the other without another
release, a killed node started again.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import ssl
import statistics
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import uvloop

from tests.app.cluster.local.test_primary import people_of, primary_of
from tests.benchmarks.table import Aim, Options, Row, take_turns, under
from tests.proofs.faults import killed, of_role, suffer
from tests.servers import databases
from tests.servers.cluster_load import PATIENCE_S, School
from tests.servers.http_line import Lines
from tests.servers.local_cluster import PASSWORD, Cluster, library_of, local_cluster
from tests.servers.releases import build_release, with_migration
from tests.servers.traffic import traffic
from tests.waiting import until

APIS = ("api-1", "api-2", "api-3")
AT_ONCE = 32
"""So many people wait for an answer, and ask again as soon as they have it."""
UP_S, AGAIN_S = 30, 5
_PEOPLE = 120
"""nginx lets each ask ten times a second, and all of one address a thousand times."""
_DESKS = 40
_RECOVERING_RATE = 40.0
"""Requests a second while a node is lost: what any machine bears."""
_LASTING_S, _SMALL_S = 10.0, 4.0


def rows(options: Options) -> Iterator[Row]:
    """Measure on each server engine."""
    for engine in options.engines:
        if engine != "sqlite":
            yield _up(engine, 1 if options.small else 3)
            with (
                local_cluster(engine) as cluster,
                tempfile.TemporaryDirectory(prefix="clms-bench-") as folder,
            ):
                with library_of(cluster) as app:
                    app.accounts.create_first_user("Maria Santos", password=PASSWORD)
                    school = School.open(cluster, app, Path(folder) / "acts", people=_PEOPLE, desks=_DESKS)
                yield from _through_nginx(school, engine, options.small)
                yield _fresh(school, engine, 40 if options.small else 200)
                yield from _roll_out(cluster, engine, Path(folder), 1 if options.small else 3)
                yield _primary(cluster, engine, 1 if options.small else 3)
                yield from _recovered(school, engine, 1 if options.small else 3)


def _up(engine: str, rounds: int) -> Row:
    kind: databases.Kind = "mariadb" if engine == "mariadb" else "mysql"
    with local_cluster(engine), databases.running(kind):
        pass  # the first time fills folders that are kept

    def started(what: contextlib.AbstractContextManager[object]) -> float:
        began = time.monotonic()
        with what:
            return time.monotonic() - began

    ours, alone = take_turns(
        lambda: started(local_cluster(engine)), lambda: started(databases.running(kind)), rounds
    )
    aim = under(UP_S, "s", ours)
    return Row("cluster until it is up", engine, ours, "one of its databases alone", alone, "s", aim)


def _through_nginx(school: School, engine: str, small: bool) -> Iterator[Row]:
    lasting = _SMALL_S if small else _LASTING_S
    words = itertools.count()  # each asked for once, so that no cache answers what was asked before
    _answered(school, len(APIS), lasting, words)  # opens what is opened once
    for many in (2, 3):
        ours, one = take_turns(
            lambda many=many: _answered(school, many, lasting, words),  # type: ignore[misc]
            lambda: _answered(school, 1, lasting, words),
            1 if small else 3,
        )
        yield Row(f"through nginx, {many} API nodes", engine, ours, "1 API node", one, "answers/s")


def _answered(school: School, many: int, lasting: float, words: Iterator[int]) -> float:
    """Good answers a second through nginx that so many API nodes give, the others being drained."""
    for name in APIS[many:]:
        school.cluster.order("drain", name)
    try:
        return uvloop.run(_ask(school, lasting, words))
    finally:
        for name in APIS[many:]:
            school.cluster.order("undrain", name)


async def _ask(school: School, lasting: float, words: Iterator[int]) -> float:
    nginx = school.cluster.node("nginx")
    trusted = ssl.create_default_context(cafile=str(school.cluster.folder / "tls" / "certificate.pem"))
    lines = Lines(nginx.host, nginx.port, trusted, PATIENCE_S)
    tokens = itertools.cycle(school.tokens)
    good = 0
    ends = (began := time.monotonic()) + lasting

    async def person() -> None:
        nonlocal good
        while time.monotonic() < ends:
            request = (
                f"GET /api/titles/search?text=noli+{next(words)}&limit=20 HTTP/1.1\r\nHost: localhost\r\n"
            )
            answer = await lines.ask(f"{request}Authorization: Bearer {next(tokens)}\r\n\r\n".encode())
            if not answer.good:
                raise RuntimeError(f"a request was not answered well: {answer.why}")
            good += 1

    await asyncio.gather(*(person() for _ in range(AT_ONCE)))
    lines.close()
    return good / (time.monotonic() - began)


def _fresh(school: School, engine: str, times: int) -> Row:
    """A search that nobody asked before, right after an own write: with the write's position, so that whichever database
    answers has it, and without. Each from its sending to its answer."""
    with contextlib.closing(school.cluster.connect()) as line:
        desk, words, tokens = (
            next(iter(school.desks.values())),
            itertools.count(),
            itertools.cycle(school.tokens),
        )

        def ask(method: str, path: str, body: object = None, position: str = "") -> str:
            headers = {"Authorization": f"Bearer {next(tokens)}", "Content-Type": "application/json"}
            if position:
                headers["Clms-Position"] = position
            line.request(method, path, None if body is None else json.dumps(body), headers)
            answer = line.getresponse()
            said = answer.read()
            if answer.status >= 400:
                raise RuntimeError(f"{method} {path} was answered {answer.status}: {said[:200]!r}")
            return answer.getheader("Clms-Position") or ""

        def read_after_writing(*, fresh: bool) -> float:
            taken = []
            for _ in range(times):
                body = {"accession_number": desk.accession_number}
                path = "/api/returns" if desk.lent else "/api/loans"
                position = ask("POST", path, body if desk.lent else {**body, "student_id": desk.student_id})
                desk.lent = not desk.lent
                began = time.monotonic()
                ask(
                    "GET",
                    f"/api/titles/search?text=sea+{next(words)}&limit=20",
                    None,
                    position if fresh else "",
                )
                taken.append(time.monotonic() - began)
            return statistics.median(taken) * 1000

        ours, plain = take_turns(
            lambda: read_after_writing(fresh=True), lambda: read_after_writing(fresh=False), 3
        )
    return Row("a read that has an own write", engine, ours, "the same read without", plain, "ms")


def _roll_out(cluster: Cluster, engine: str, folder: Path, rounds: int) -> Iterator[Row]:
    wheels = iter([build_release(folder, f"9.{number}.0", with_migration()) for number in range(rounds)])

    def renewed() -> float:
        done = cluster.deploy(next(wheels), watch_s=0, without_backup="a library of a benchmark")
        if done["state"] != "done":
            raise RuntimeError(f"the roll-out failed: {done}")
        return float(next(each["value"] for each in done["figures"] if each["name"] == "seconds"))

    def restarted() -> float:
        began = time.monotonic()
        for name in APIS:
            cluster.run("restart", name).check_returncode()
        return time.monotonic() - began

    ours, plain = take_turns(renewed, restarted, rounds)
    yield Row("roll-out to 3 API nodes", engine, ours, "3 × clms cluster restart", plain, "s")


def _primary(cluster: Cluster, engine: str, rounds: int) -> Row:
    """From a primary's death, with the promotion ordered at once, to the first write that is acknowledged."""

    def lost(number: int) -> _Lost:
        people = people_of(cluster, f"Bench {number}")
        old = primary_of(cluster)
        with traffic(cluster, f"Bench{number}x", writers=people[:3], readers=people[3:]) as work:
            until(lambda: len(work.log.acknowledged) > len(people), "acts to be acknowledged")
            killed = time.monotonic()
            cluster.order("kill", old)
            cluster.order("promote")
            done = len(work.log.acknowledged)
            until(lambda: len(work.log.acknowledged) > done + len(people), "acts at the new primary")
        began = time.monotonic()
        cluster.order("start", old)
        again = time.monotonic() - began
        cluster.order("clone", old, force=True)
        return work.log.first_write_after(killed) - killed, again

    ours, alone = _medians(map(lost, range(rounds)))
    aim: Aim = under(AGAIN_S, "s", ours)
    return Row("a lost primary until the next write", engine, ours, "it, started again", alone, "s", aim)


_Lost = tuple[float, float]
"""Seconds until the loss was felt no more, and that the start of what was lost took."""


def _medians(found: Iterable[_Lost]) -> _Lost:
    ours, alone = zip(*found, strict=True)
    return statistics.median(ours), statistics.median(alone)


def _recovered(school: School, engine: str, rounds: int) -> Iterator[Row]:
    """From a node's death, which nobody mends, to the last request that it made fail: 0 where others did its work at once.
    Not of nginx: nobody does its work until it is started again."""
    cluster = school.cluster
    kinds = (
        ("API node", lambda: "api-2"),
        ("replica", lambda: of_role(cluster, "database", "replica")),
        ("Redis primary", lambda: of_role(cluster, "redis", "primary")),
        ("worker", lambda: "worker-1"),
    )
    for kind, choose in kinds:
        ours, alone = _medians(_one_lost(school, engine, choose()) for _ in range(rounds))
        yield Row(f"a lost {kind} until nothing fails", engine, ours, "it, started again", alone, "s")


def _one_lost(school: School, engine: str, node: str) -> _Lost:
    fault = killed(node)
    mending_s = 0.0

    def mend(cluster: Cluster) -> None:
        nonlocal mending_s
        began = time.monotonic()
        fault.mend(cluster)
        mending_s = time.monotonic() - began

    return suffer(school, replace(fault, mend=mend), _RECOVERING_RATE, engine).healed_s, mending_s
