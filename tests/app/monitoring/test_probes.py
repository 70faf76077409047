"""Probes on real servers: well, ill, gone and silent; and the prober, which a silent one does not hold up."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import socketserver
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
import redis
from sqlalchemy.engine import make_url

from app.cluster.topology_file import parse
from app.domain.file_places import FilePlaces
from app.domain.health import HealthState, Target, TargetKind
from app.domain.redis_address import RedisAddress
from app.errors import Unreachable
from app.monitoring.probe import Access, Found, Probe
from app.monitoring.prober import Prober
from app.monitoring.probes import PROBES, probe_of
from app.monitoring.targets import LIBRARY, host_here, targets_here, targets_of, targets_of_library, together
from app.storage.places import Places
from tests.app.cluster.kit import SCHOOL
from tests.servers import databases, redis_servers
from tests.servers.databases import Server, free_port, running
from tests.servers.nginx import nginx
from tests.waiting import until


def _look(kind: TargetKind, address: str, access: Access | None = None) -> Found:
    """One look; what can't be reached is told as it would be."""
    probe = probe_of(Target("it", kind, address), access or Access())
    try:
        return probe.look()
    except Unreachable as problem:
        return Found(HealthState.UNHEALTHY, problem.message)
    finally:
        probe.close()


def test_every_kind_that_can_be_looked_at_has_one_probe() -> None:
    assert [probe.KIND for probe in PROBES] == [kind for kind in TargetKind if kind is not TargetKind.LIBRARY]
    files = {path.stem for path in Path("app/monitoring/probes").glob("*.py")} - {"__init__"}
    assert files == {probe.__module__.rpartition(".")[2] for probe in PROBES}


# --- databases ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "engine", [pytest.param(name, marks=pytest.mark.engine) for name in ("mariadb", "mysql")]
)
def test_a_database_server_that_is_well(engine: str, request: pytest.FixtureRequest) -> None:
    server: Server = request.getfixturevalue(f"{engine}_server")
    library = make_url(f"{server.prefix}mysql")
    target = targets_of_library(library, RedisAddress())[0]
    assert "only-for-tests" not in target.address and "@" not in target.address
    found = _look(target.kind, target.address, Access(library))
    assert found.state is HealthState.HEALTHY
    assert found.facts["version"].startswith(engine)
    assert found.facts["role"] == "takes writes"


@pytest.mark.parametrize(
    "engine", [pytest.param(name, marks=pytest.mark.engine) for name in ("mariadb", "mysql")]
)
def test_a_server_that_takes_no_writes_and_follows_nobody_is_no_use(engine: databases.Kind) -> None:
    with running(engine, durable=False, options=["--read-only=ON"]) as server:
        found = _look(TargetKind.DATABASE, f"{server.prefix}mysql")
        assert found.state is HealthState.UNHEALTHY
        assert found.reason == "It takes no writes, and follows no other server."
        assert found.facts["role"] == "read only"


def test_a_database_server_without_room_for_more_says_so() -> None:
    with contextlib.ExitStack() as stack:
        server = stack.enter_context(running("mariadb", durable=False, options=["--max-connections=10"]))
        nine = [stack.enter_context(contextlib.closing(server.connect())) for _ in range(9)]

        def connected() -> int:
            with nine[0].cursor() as cursor:
                cursor.execute("SHOW STATUS LIKE 'Threads_connected'")
                return int(cursor.fetchone()[1])

        until(lambda: connected() == 9, "nobody to be connected any more who saw it start")
        found = _look(TargetKind.DATABASE, f"{server.prefix}mysql")
        assert (found.state, found.reason) == (HealthState.DEGRADED, "10 of 10 connections are in use.")
        os.kill(server.pid, signal.SIGSTOP)  # it hangs: its system takes connections, and nobody answers
        started = time.monotonic()
        assert _look(TargetKind.DATABASE, f"{server.prefix}mysql").state is HealthState.UNHEALTHY
        assert time.monotonic() - started < 3
        os.kill(server.pid, signal.SIGCONT)


def test_the_librarys_file(tmp_path: Path) -> None:
    file = tmp_path / "clms.db"
    address = f"sqlite:///{file}"
    assert _look(TargetKind.DATABASE, address).reason == "The library's file is not there."
    file.touch()
    assert _look(TargetKind.DATABASE, address).state is HealthState.HEALTHY


def test_a_server_that_is_gone() -> None:
    port = free_port()
    for kind, address in (
        (TargetKind.DATABASE, f"mysql://x:y@127.0.0.1:{port}/clms"),
        (TargetKind.REDIS, f"127.0.0.1:{port}"),
        (TargetKind.API, f"http://127.0.0.1:{port}"),
        (TargetKind.NGINX, f"http://127.0.0.1:{port}/nginx_status"),
        (TargetKind.ISBN, f"http://127.0.0.1:{port}/isbn"),
    ):
        found = _look(kind, address)
        assert found.state is HealthState.UNHEALTHY, kind
        assert found.reason, kind


# --- Redis -------------------------------------------------------------------------------------------------


def test_a_redis_that_is_well_and_one_that_wants_a_password() -> None:
    with redis_servers.single() as port, contextlib.closing(redis.Redis(port=port)) as client:
        client.config_set("requirepass", "secret")
        well = _look(
            TargetKind.REDIS,
            f"127.0.0.1:{port}",
            Access(redis=RedisAddress((("127.0.0.1", port),), password="secret")),
        )
        assert well.state is HealthState.HEALTHY
        assert well.facts["role"] == "master"
        refused = _look(TargetKind.REDIS, f"127.0.0.1:{port}")
        assert refused.state is HealthState.UNHEALTHY
        assert "secret" not in refused.reason


def test_a_replica_that_lost_its_primary() -> None:
    with redis_servers.single(options=("--replicaof", "127.0.0.1", str(free_port()))) as port:
        found = _look(TargetKind.REDIS, f"127.0.0.1:{port}")
        assert (found.state, found.reason) == (HealthState.DEGRADED, "The replica has lost its primary.")


def test_a_cluster_without_slots_is_down() -> None:
    options = ("--cluster-enabled", "yes", "--cluster-config-file", "nodes.conf")
    with redis_servers.single(options=options) as port:
        assert _look(TargetKind.REDIS, f"127.0.0.1:{port}").state is HealthState.UNHEALTHY


# --- nginx, files, others ----------------------------------------------------------------------------------


def test_nginx_with_and_without_its_status_page() -> None:
    with nginx() as port:
        assert _look(TargetKind.NGINX, f"http://127.0.0.1:{port}/nginx_status").state is HealthState.HEALTHY
        other = _look(TargetKind.NGINX, f"http://127.0.0.1:{port}/")
        assert other.state is HealthState.DEGRADED
        assert _look(TargetKind.API, f"http://127.0.0.1:{port}").state is not HealthState.HEALTHY
        assert _look(TargetKind.ISBN, f"http://127.0.0.1:{port}/").state is HealthState.HEALTHY


def test_a_folder_that_is_written_to_and_one_that_is_gone(tmp_path: Path) -> None:
    found = _look(TargetKind.FILES, str(tmp_path))
    assert found.state in (HealthState.HEALTHY, HealthState.DEGRADED)
    assert "GB" in found.facts["free"]
    assert list(tmp_path.iterdir()) == [], "the write test puts away what it wrote"
    assert _look(TargetKind.FILES, str(tmp_path / "not there")).reason == "The folder is not there."


def test_a_folder_nobody_can_write_to() -> None:
    assert _look(TargetKind.FILES, "/proc/self").state is HealthState.UNHEALTHY


def test_a_bucket_that_is_there_and_one_that_is_not(places_of: Callable[[str], FilePlaces]) -> None:
    settings = places_of("s3")
    there = Access(files=Places(settings, lambda: "library"))
    assert _look(TargetKind.BUCKET, settings.bucket.name, there).state is HealthState.HEALTHY
    nobodys = replace(settings, bucket=replace(settings.bucket, name="nobodys"))
    gone = _look(TargetKind.BUCKET, "nobodys", Access(files=Places(nobodys, lambda: "library")))
    assert gone.state is HealthState.UNHEALTHY
    assert "no such bucket" in gone.reason and "only-for-tests" not in gone.reason


class _Greets(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"220 here\r\n")
        while line := self.rfile.readline():
            self.wfile.write(b"221 bye\r\n" if line.startswith(b"QUIT") else b"250 well\r\n")


class _Refuses(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        self.wfile.write(b"554 not for you\r\n")


def test_a_mail_server_and_what_is_none() -> None:
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), _Greets) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()
        assert _look(TargetKind.MAIL, f"127.0.0.1:{server.server_address[1]}").state is HealthState.HEALTHY
        server.RequestHandlerClass = _Refuses
        refused = _look(TargetKind.MAIL, f"127.0.0.1:{server.server_address[1]}")
        assert refused.state is HealthState.UNHEALTHY
        server.shutdown()


def test_a_host_looks_at_itself_only() -> None:
    assert _look(TargetKind.HOST, "").state in (HealthState.HEALTHY, HealthState.DEGRADED)
    assert _look(TargetKind.HOST, "10.1.0.5").state is HealthState.UNKNOWN


# --- the prober --------------------------------------------------------------------------------------------


@contextlib.contextmanager
def _silent() -> Iterator[int]:
    """A port whose connections are taken by the system and answered by nobody."""
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(16)
        yield listener.getsockname()[1]


@pytest.mark.long
@pytest.mark.parametrize("fault", ["killed", "frozen"])
def test_death_is_shown_within_five_seconds_whatever_else_hangs(tmp_path: Path, fault: str) -> None:
    with contextlib.ExitStack() as stack:
        silent = stack.enter_context(_silent())
        server = stack.enter_context(running("mariadb", durable=False))
        database = Target("db-1", TargetKind.DATABASE, f"{server.prefix}mysql")
        prober = Prober(Access())
        stack.callback(prober.close)
        prober.start(
            [
                database,
                Target("api-1", TargetKind.API, f"http://127.0.0.1:{silent}"),
                *targets_here(tmp_path),
            ]
        )
        until(lambda: len(prober.standings()) == 4, "the first looks")
        assert LIBRARY.name not in prober.standings()
        assert prober.standings()["db-1"].state is HealthState.HEALTHY
        assert prober.standings()["api-1"].reason == "It does not answer in time."
        if fault == "frozen":
            os.kill(server.pid, signal.SIGSTOP)
        else:
            server.kill()
        killed, at = time.monotonic(), time.time()
        until(lambda: prober.standings()["db-1"].state is HealthState.UNHEALTHY, "red", seconds=5)
        standing = prober.standings()["db-1"]
        assert standing.reason and at - 1 < standing.since < at + 5
        assert time.monotonic() - killed < 5
        if fault == "frozen":
            os.kill(server.pid, signal.SIGCONT)
        else:
            server.start()
        until(lambda: prober.standings()["db-1"].state is HealthState.HEALTHY, "well again", seconds=15)
        prober.watch([replace(database, leans_on=(("somewhere",),))])
        assert set(prober.standings()) == {"db-1"}, "what is still there keeps its standing"


class _Hangs(Probe):
    KIND = TargetKind.FILES
    TIMEOUT_S = 0.2
    gate = threading.Event()

    def look(self) -> Found:
        self.gate.wait(30)
        return Found(HealthState.HEALTHY)


def test_a_look_that_never_comes_back_is_told_as_such(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.monitoring.prober.probe_of", _Hangs)
    prober = Prober(Access())
    prober.start([Target("share", TargetKind.FILES, "/mnt/gone")])
    until(lambda: "share" in prober.standings(), "word of it")
    assert prober.standings()["share"].reason == "It does not answer within 0.2 s."
    _Hangs.gate.set()
    prober.close()


class _Fails(Probe):
    """Answers once; after that it is silent until that was noticed, and then breaks off."""

    KIND = TargetKind.FILES
    TIMEOUT_S = 0.2
    EVERY_S = 0.1
    looks = 0
    noticed: Callable[[], bool] = staticmethod(lambda: False)

    def look(self) -> Found:
        type(self).looks += 1
        if self.looks == 1:
            return Found(HealthState.HEALTHY)
        until(type(self).noticed, "the silence to be noticed")
        raise Unreachable("It broke off.")


def test_a_look_that_is_late_and_ends_badly_is_enough_to_be_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.monitoring.prober.probe_of", _Fails)
    seen: list[int] = []
    prober = Prober(Access(), turned=lambda: seen.append(_Fails.looks))
    monkeypatch.setattr(_Fails, "noticed", staticmethod(lambda: bool(prober.standings()["share"].run)))
    prober.start([Target("share", TargetKind.FILES, "/mnt/gone")])
    until(lambda: seen, "an outage")
    prober.close()
    assert seen[0] == 2, "no third look was waited for"
    assert prober.standings()["share"].state is HealthState.UNHEALTHY


# --- targets -----------------------------------------------------------------------------------------------


def test_the_targets_of_a_topology(tmp_path: Path) -> None:
    topology = parse(SCHOOL)
    found = {target.name: target for target in targets_of(topology, here="back")}
    assert "worker" not in found, "it listens nowhere"
    assert found["db-1"].address == "mysql://10.1.0.6:3306/clms"
    assert found["proxy"].leans_on == (("front",), ("api-1", "api-2"))
    assert found["api-1"].leans_on == (("front",), ("db-1",))
    assert found["db-2"].leans_on == (("front",), ("db-1",))
    moved = {target.name: target for target in targets_of(topology, primary="db-2")}
    assert moved["api-1"].leans_on == (("front",), ("db-2",))
    assert moved["db-1"].leans_on == (("back",), ("db-2",))
    assert found["back"].kind is TargetKind.HOST and found["back"].address == ""
    assert found["front"].address == "10.1.0.5"
    assert host_here(parse(SCHOOL.replace("10.1.0.6", "127.0.0.1"))) == "back"
    assert host_here(topology) == ""
    assert len(together(found.values(), targets_here(tmp_path))) == len(found) + 3
