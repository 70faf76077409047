"""What it costs to watch: twelve live graphs, a look at each kind of node, a day of history.

Graphs are measured in a fresh process (``tests.benchmarks.health_child``) against twelve bare widgets that draw one line of
the same points. A look at a node is measured in processor time of the watch, against the least that could be asked of the
same node; its bytes are those it adds to the history, against the same figures as JSON. A day of history is read as a window
does that opens a node's graphs, against the same figures from a table with one row for each.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import redis
from sqlalchemy import Column, Double, MetaData, PrimaryKeyConstraint, String, Table, insert, select
from sqlalchemy.engine import make_url

from app.database import metric_blocks
from app.database.engine import Database
from app.database.one_node import DatabaseNode
from app.database.operations import open_operations
from app.domain.health import Target, TargetKind
from app.domain.history import DAY_S, SAMPLES, Block, merged, sampled
from app.domain.measuring import Values, measure
from app.domain.redis_address import RedisAddress
from app.monitoring.asking import Web
from app.monitoring.collector import Collector
from app.monitoring.collectors import collector_of, measured_of, metrics_of
from app.monitoring.history import History
from app.monitoring.probe import Access
from tests.app.server.served import serving
from tests.benchmarks.libraries import ROOT, empty_library, server
from tests.benchmarks.table import Options, Row, ratio_at_most, take_turns, under
from tests.servers.redis_servers import single

FRAME_MS, SHARE_AIM, HISTORY_AIM_MS = 33, 5, 100
STATEMENTS_AIM = 4
GRAPHS_S, GRAPHS_SMALL_S = 60.0, 10.0
_GRAPHED = 12
"""Figures that the graphs of a database show."""


def rows(options: Options) -> Iterator[Row]:
    """Measure graphs once, nodes and history on each engine."""
    yield from _graphs(1 if options.small else 3, GRAPHS_SMALL_S if options.small else GRAPHS_S)
    looks = 20 if options.small else 100
    yield from _of_no_engine(looks)
    for engine in options.engines:
        with server(engine) as prefix, empty_library(prefix) as url:
            yield from _database(engine, url, looks)
            yield _history(engine, url, 3 if options.small else 9)


# Graphs


def _graphs(rounds: int, seconds: float) -> Iterator[Row]:
    found: dict[str, list[list[float]]] = {"ours": [], "bare": []}
    for turn in range(rounds):
        for what in ("ours", "bare") if turn % 2 == 0 else ("bare", "ours"):
            found[what].append(_child(what, seconds))
    ours, bare = (
        [statistics.median(each) for each in zip(*found[what], strict=True)] for what in ("ours", "bare")
    )
    name = "12 live graphs"
    other = "12 bare lines"
    yield Row(f"{name}, longest paint", "-", ours[0], other, bare[0], "ms", under(FRAME_MS, "ms", ours[0]))
    yield Row(f"{name}, mouse to cursor", "-", ours[1], other, bare[1], "ms", under(FRAME_MS, "ms", ours[1]))
    yield Row(f"{name}, of a processor", "-", ours[2], other, bare[2], "%", under(SHARE_AIM, "%", ours[2]))


def _child(what: str, seconds: float) -> list[float]:
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.health_child", what, str(seconds)],
        cwd=ROOT,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        check=False,
        timeout=seconds + 120,
    )
    if done.returncode:
        raise RuntimeError(f"The graphs broke: {done.stderr[-2000:]}")
    return [float(each) for each in done.stdout.split()[-3:]]


# Looks at nodes


@dataclass(frozen=True, slots=True)
class _Node:
    """A node to be looked at, and the least that can be asked of it."""

    name: str
    engine: str
    target: Target
    access: Access
    bare_name: str
    bare: Callable[[], object]


def _of_no_engine(looks: int) -> Iterator[Row]:
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="clms-bench-")))
        port = stack.enter_context(single())
        address = RedisAddress((("127.0.0.1", port),))
        client = stack.enter_context(contextlib.closing(redis.Redis(port=port)))
        served = stack.enter_context(serving(folder, workers=1))
        api = f"http://127.0.0.1:{served.port}"
        web = stack.enter_context(contextlib.closing(Web(api, 3.0)))
        for node in (
            _Node("API node", "-", Target("api", TargetKind.API, api), Access(), "GET /live", lambda: web.get("/live")),
            _Node(
                "Redis", "-", Target("redis", TargetKind.REDIS, f"127.0.0.1:{port}"), Access(redis=address), "PING", client.ping,
            ),
            _Node("computer", "-", Target("here", TargetKind.HOST), Access(), "os.getloadavg", os.getloadavg),
            _Node(
                "files", "-", Target("files", TargetKind.FILES, str(folder)), Access(), "os.statvfs", lambda: os.statvfs(folder),
            ),
        ):  # fmt: skip
            with _collecting(node) as collector:
                yield from _looks(node, collector, looks)


def _database(engine: str, url: str, looks: int) -> Iterator[Row]:
    place = make_url(url)
    target = Target(
        "db-1", TargetKind.DATABASE, place.set(username=None, password=None).render_as_string(False)
    )
    with contextlib.closing(DatabaseNode(place, 3.0)) as asked:
        node = _Node(
            "database",
            engine,
            target,
            Access(library=place),
            "SELECT 1",
            lambda: asked.rows("SELECT 1 AS one"),
        )
        with _collecting(node) as collector:
            yield from _looks(node, collector, looks)
            if engine != "sqlite":
                yield _statements(node, asked, collector, looks)


@contextlib.contextmanager
def _collecting(node: _Node) -> Iterator[Collector]:
    collector = collector_of(node.target, node.access)
    assert collector is not None
    with contextlib.closing(collector):
        collector.collect()
        yield collector


def _looks(node: _Node, collector: Collector, looks: int) -> Iterator[Row]:
    def look() -> object:
        before = collector.collect().at(0.0, 0.0)
        return measure(measured_of(node.target.kind), before, collector.collect().at(1.0, 1.0))

    ours, bare = take_turns(lambda: _cpu_ms(look, looks) / 2, lambda: _cpu_ms(node.bare, looks), 3)
    yield Row(f"look at {node.name}, processor", node.engine, ours, node.bare_name, bare, "ms")
    values: Values = measure(
        measured_of(node.target.kind), collector.collect().at(0.0, 0.0), collector.collect().at(1.0, 1.0)
    )
    piece = SAMPLES.chunk_s // SAMPLES.width_s
    tracks = merged(*(sampled(SAMPLES, 30.0 * n, _moved(values, n)) for n in range(piece)))
    stored = metric_blocks.size(Block(node.target.name, SAMPLES, 0, tracks)) / piece
    plain = len(json.dumps({name: value for name, value in values.items() if value is not None}))
    yield Row(
        f"look at {node.name}, stored", node.engine, stored, "as JSON", plain, "bytes", ratio_at_most(1.0, stored, plain)
    )  # fmt: skip


def _moved(values: Values, step: int) -> Values:
    """What one finds a while later: half of the figures have moved."""
    return {
        name: value if value is None or number % 2 else value * (1 + math.sin(step + number) / 10)
        for number, (name, value) in enumerate(values.items())
    }


def _cpu_ms(work: Callable[[], object], times: int) -> float:
    began = time.thread_time()
    for _ in range(times):
        work()
    return (time.thread_time() - began) * 1000 / times


def _statements(node: _Node, asked: DatabaseNode, collector: Collector, looks: int) -> Row:
    def questions() -> float:
        return float(asked.pairs("SHOW GLOBAL STATUS LIKE 'Questions'")["Questions"])

    before = questions()
    for _ in range(looks):
        collector.collect()
    ours = (questions() - before - 1) / looks
    before = questions()
    for _ in range(looks):
        node.bare()
    bare = (questions() - before - 1) / looks
    aim = under(STATEMENTS_AIM + 0.5, "", ours)
    return Row("look at database, statements", node.engine, ours, node.bare_name, bare, "", aim)


# History


_METADATA = MetaData()
_PLAIN = Table(
    "plain_samples",
    _METADATA,
    Column("target", String(40), nullable=False),
    Column("metric", String(40), nullable=False),
    Column("at", Double, nullable=False),
    Column("value", Double, nullable=False),
    PrimaryKeyConstraint("target", "metric", "at"),
)


def _history(engine: str, url: str, rounds: int) -> Row:
    names = [each.name for each in metrics_of(TargetKind.DATABASE)]
    now = time.time() // SAMPLES.chunk_s * SAMPLES.chunk_s + SAMPLES.chunk_s / 2
    chance = random.Random(6)
    library = Database(url)
    store = open_operations(library)
    with contextlib.closing(library), contextlib.closing(store):
        history = History(store)
        samples = [
            (
                now - DAY_S + 30 * step,
                {name: 50 + 40 * math.sin(step / 90) + chance.random() for name in names},
            )
            for step in range(DAY_S // 30)
        ]
        blocks = [
            Block("db-1", SAMPLES, SAMPLES.slot(at), sampled(SAMPLES, at, each)) for at, each in samples
        ]
        for start in range(0, len(blocks), 200):
            history.write(blocks[start : start + 200])
        history.tidy(now)
        _METADATA.create_all(store.engine)
        plain = [
            {"target": "db-1", "metric": name, "at": at, "value": value}
            for at, each in samples
            for name, value in each.items()
        ]
        for start in range(0, len(plain), 5_000):
            store.write(
                lambda connection, start=start: connection.execute(
                    insert(_PLAIN), plain[start : start + 5_000]
                )  # type: ignore[misc]
            )
        shown = names[:_GRAPHED]

        def ours() -> float:
            began = time.perf_counter()
            found = history.read("db-1", shown, now - DAY_S, now, now)
            took = (time.perf_counter() - began) * 1000
            assert min(len(each) for each in found.values()) >= len(samples) - 2
            return took

        def table() -> float:
            wanted = select(_PLAIN.c.metric, _PLAIN.c.at, _PLAIN.c.value).where(
                _PLAIN.c.target == "db-1", _PLAIN.c.metric.in_(shown), _PLAIN.c.at >= now - DAY_S
            )
            began = time.perf_counter()
            with store.read() as connection:
                assert len(connection.execute(wanted).all()) >= _GRAPHED * (len(samples) - 2)
            return (time.perf_counter() - began) * 1000

        ours(), table()
        took, bare = take_turns(ours, table, rounds)
    aim = under(HISTORY_AIM_MS, "ms", took)
    return Row("24 hours of 12 figures", engine, took, "a row for each figure", bare, "ms", aim)
