"""Figures of real servers: what was done to them shows, what is not known is not 0, a restart is a gap."""

from __future__ import annotations

import contextlib
import http.client
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Literal

import pytest
import redis
from sqlalchemy.engine import make_url

from app.domain.health import Target, TargetKind
from app.domain.measuring import Look, Values, measure
from app.monitoring.collector import Collector
from app.monitoring.collectors import COLLECTORS, collector_of, metrics_of
from app.monitoring.collectors.api import summed
from app.monitoring.collectors.database import _gap
from app.monitoring.probe import Access, Heartbeat
from tests.app.replicated import plain_library
from tests.servers import redis_servers
from tests.servers.databases import Server
from tests.servers.nginx import nginx
from tests.servers.replication import ADMIN, replicated
from tests.waiting import until


def _collector(kind: TargetKind, address: str, access: Access | None = None) -> Collector:
    made = collector_of(Target("it", kind, address), access or Access())
    assert made is not None
    return made


class Twice:
    """Looks as often as asked, and measures from look to look."""

    def __init__(self, collector: Collector) -> None:
        self.collector = collector
        self._last: Look | None = None

    def look(self) -> Values:
        now = self.collector.collect().at(time.time(), time.monotonic())
        before, self._last = self._last, now
        return measure(self.collector.METRICS, before, now)


@contextlib.contextmanager
def _looking(kind: TargetKind, address: str, access: Access | None = None) -> Iterator[Twice]:
    with contextlib.closing(_collector(kind, address, access)) as collector:
        yield Twice(collector)


def test_every_file_is_registered_and_every_figure_says_where_it_is_from() -> None:
    files = {path.stem for path in Path("app/monitoring/collectors").glob("*.py")} - {"__init__"}
    assert files == {each.__module__.rpartition(".")[2] for each in COLLECTORS}
    units = {"/s", "%", "ms", "s", "bytes", "days", "h", ""}
    for kind in TargetKind:
        metrics = metrics_of(kind)
        assert len({each.name for each in metrics}) == len(metrics)
        for metric in metrics:
            assert metric.about.endswith(".") and metric.source and metric.unit in units, metric.name


# --- databases ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "engine", [pytest.param(name, marks=pytest.mark.engine) for name in ("mariadb", "mysql")]
)
def test_a_database_server(engine: str, request: pytest.FixtureRequest) -> None:
    server: Server = request.getfixturevalue(f"{engine}_server")
    with (
        _looking(TargetKind.DATABASE, f"{server.prefix}mysql") as twice,
        contextlib.closing(server.connect()) as connection,
        connection.cursor() as cursor,
    ):
        first = twice.look()
        assert first["db_queries"] is None, "nothing is known of what was before"
        assert first["db_connections"] is not None and first["db_connections"] >= 2
        for _ in range(200):
            cursor.execute("SELECT 1")
        cursor.execute("SELECT SLEEP(0.05)")
        second = twice.look()
    assert second["db_selects"] is not None and second["db_selects"] > 200 / 60
    assert second["db_queries"] is not None and second["db_queries"] >= second["db_selects"]
    assert second["db_updates"] == 0.0, "that there was none is known"
    assert second["db_redo"] is not None and 0 <= second["db_redo"] <= 100
    assert second["db_connections_share"] is not None and 0 < second["db_connections_share"] < 100
    for name in ("db_lag_s", "db_told_lag_s", "db_replicating", "db_gtid_gap"):
        assert second[name] is None, "it follows nobody"


@pytest.mark.parametrize(
    "engine",
    [
        pytest.param("mariadb", marks=pytest.mark.engine),
        pytest.param("mysql", marks=[pytest.mark.engine, pytest.mark.long]),
    ],
)
def test_true_lag_is_told_by_the_heartbeat_and_not_by_what_the_replica_believes(
    engine: Literal["mariadb", "mysql"],
) -> None:
    with replicated(engine) as group:
        url = make_url(plain_library(group.url(ADMIN)))
        replica = group.replicas[0]
        with contextlib.closing(group.primary.connect("clms")) as writer, writer.cursor() as cursor:
            cursor.execute("CREATE TABLE heartbeat (id INT PRIMARY KEY, beat DOUBLE)")
            cursor.execute("INSERT INTO heartbeat VALUES (1, 1000.0)")
            group.catch_up()
            heartbeat = Heartbeat("SELECT beat FROM clms.heartbeat")
            access = Access(url, heartbeat=heartbeat)
            address = f"mysql://127.0.0.1:{replica.server.port}/clms"
            with _looking(TargetKind.DATABASE, address, access) as twice:
                assert twice.look()["db_lag_s"] is None, "no heartbeat was written yet"
                heartbeat.written = 1000.0
                level = twice.look()
                assert (level["db_lag_s"], level["db_replicating"]) == (0.0, 1.0)
                replica.delay(3600)
                cursor.execute("UPDATE heartbeat SET beat = 1007.5")
                heartbeat.written = 1007.5
                until(lambda: (twice.look()["db_gtid_gap"] or 0) >= 1, "what was fetched and not applied")
                assert twice.look()["db_lag_s"] == 7.5
                replica.delay(0)
                group.catch_up()
                assert twice.look()["db_lag_s"] == 0.0


def test_gaps_in_transactions_are_counted() -> None:
    uuid = "3e11fa47-71ca-11e1-9e33-c80aa9429562"
    assert _gap(f"{uuid}:1-5:7", "") == 6.0
    assert _gap(f"{uuid}:1-5,\n{uuid}:tag:1-3", f"{uuid}:1-2") == 6.0
    assert _gap(f"{uuid}:1-5", f"{uuid}:1-9") == 0.0
    assert _gap("0-1-100,1-2-5", "0-1-90") == 15.0
    assert _gap("", "0-1-90") is None and _gap(None, None) is None
    assert _gap("not to be read", "") is None


# --- Redis -------------------------------------------------------------------------------------------------


def test_a_redis_and_its_replica() -> None:
    with contextlib.ExitStack() as stack:
        port = stack.enter_context(redis_servers.single(options=("--maxmemory", "50mb")))
        second = stack.enter_context(redis_servers.single(options=("--replicaof", "127.0.0.1", str(port))))
        client = stack.enter_context(contextlib.closing(redis.Redis(port=port)))
        follower = stack.enter_context(contextlib.closing(redis.Redis(port=second)))
        until(lambda: follower.info("replication")["master_link_status"] == "up", "the replica")
        until(lambda: client.info("replication")["slave0"]["state"] == "online", "its primary to know it")
        twice = stack.enter_context(_looking(TargetKind.REDIS, f"127.0.0.1:{port}"))
        assert twice.look()["redis_hits"] is None
        client.set("book:1", "x" * 1000)
        for number in range(40):
            client.get("book:1" if number % 4 else "book:2")
        found = twice.look()
        assert found["redis_hits"] == pytest.approx(75.0)
        assert found["redis_ops"] is not None and found["redis_ops"] > 1
        assert found["redis_keys"] == 1.0
        assert found["redis_memory_share"] is not None and 0 < found["redis_memory_share"] < 100
        assert found["redis_fragmentation"] is None, "of so little it means nothing"
        assert found["redis_replicas"] == 1.0 and found["redis_behind_bytes"] is not None
        assert found["redis_slots_missing"] is None, "it is no cluster"
        assert found["redis_ping_ms"] is not None and 0 < found["redis_ping_ms"] < 1000
        assert found["redis_linked"] is None
        theirs = stack.enter_context(_looking(TargetKind.REDIS, f"127.0.0.1:{second}"))
        assert theirs.look()["redis_linked"] == 1.0


# --- nginx -------------------------------------------------------------------------------------------------


def test_nginx_and_what_a_restart_of_it_is() -> None:
    with _looking(TargetKind.NGINX, "http://127.0.0.1:1/nginx_status") as twice:
        for restarted in (False, True):
            with nginx() as port:
                twice.collector = _collector(TargetKind.NGINX, f"http://127.0.0.1:{port}/nginx_status")
                with contextlib.closing(twice.collector):
                    if restarted:
                        assert twice.look()["nginx_requests"] is None, "the counters began anew"
                        return
                    assert twice.look()["nginx_requests"] is None
                    for _ in range(5):
                        plain = http.client.HTTPConnection("127.0.0.1", port)
                        plain.request("GET", "/")
                        plain.getresponse().read()
                        plain.close()
                    found = twice.look()
                    assert found["nginx_requests"] is not None and found["nginx_requests"] > 5 / 60
                    assert found["nginx_dropped"] == 0.0
                    until(
                        lambda: (now := twice.look())["nginx_active"] == now["nginx_busy"] == 1.0,
                        "it to know that the others hung up",
                    )
                    assert found["certificate_days"] is None, "it has none"


# --- the API's page ----------------------------------------------------------------------------------------

PAGE = """\
# HELP clms_http_requests_total Requests answered.
clms_http_requests_total{method="GET",route="/a",status="200"} 90
clms_http_requests_total{method="GET",route="/b \\"x\\"",status="404"} 6
clms_http_requests_total{method="GET",route="/b",status="503"} 3
clms_http_requests_total{method="GET",route="/b",status="408"} 1
clms_http_request_seconds_bucket{method="GET",route="/a",le="0.1"} 40
clms_http_request_seconds_bucket{method="GET",route="/b",le="0.1"} 2
clms_http_request_seconds_bucket{method="GET",route="/b",le="+Inf"} 9
clms_cache_hits_total{layer="memory",namespace="titles"} 5
clms_database_connections_in_use{store="library"} 2
clms_workers 2
"""


def test_a_page_is_summed_over_what_does_not_matter() -> None:
    found = summed(PAGE)
    assert found["http_requests_total"] == 100
    assert (found["errors"], found["refused"]) == (4, 6)
    assert found["http_request_seconds_bucket:0.1"] == 42
    assert found["http_request_seconds_bucket:+Inf"] == 9
    assert found["cache_hits_total:memory"] == 5
    assert found["database_connections_in_use:library"] == 2
    assert summed("")["errors"] == 0.0, "a server that answered nothing yet has made no errors"


# --- the computer ------------------------------------------------------------------------------------------


def test_this_computer_and_a_folder_of_it(tmp_path: Path) -> None:
    with _looking(TargetKind.HOST, "") as twice:
        assert twice.look()["host_cpu"] is None
        pause = threading.Event()
        while (found := twice.look())["host_cpu"] is None:
            pause.wait(0.05)
        assert 0 <= found["host_cpu"] <= 100
        assert found["host_memory"] is not None and 0 < found["host_memory"] < 100
        assert found["host_received"] is not None
    with _looking(TargetKind.FILES, str(tmp_path)) as twice:
        found = twice.look()
        assert found["files_free"] is not None and found["files_free"] > 0
        assert found["files_used"] is not None and 0 < found["files_used"] < 100
