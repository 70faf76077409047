"""The rendered redis.conf, by real Redis servers: one alone, and a node of a cluster."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import tempfile
from pathlib import Path

import msgspec
import pytest
import redis

from app.cluster.local.ports import Ports
from app.cluster.rendering.redis import redis_conf
from app.cluster.rendering.secrets import hide, reveal
from app.cluster.rendering.sizing import MIB
from app.domain.topology import Driver, Node, NodeKind, Topology
from app.errors import InvalidInput
from tests.app.cluster.kit import database, local
from tests.servers import FOLDERS
from tests.servers.databases import RUNNING, as_user, die_with_parent, hand_over
from tests.servers.redis_servers import program
from tests.waiting import until

SECRETS = {"redis": "only-for-these-tests"}


def _topology(folder: Path, count: int) -> Topology:
    with Ports() as ports:
        nodes = [
            Node(f"redis-{number}", NodeKind.REDIS, "here", ports.reserve(with_bus=True), memory=100 * MIB)
            for number in range(count)
        ]
    return local(folder, (Node("api-1", NodeKind.API, "here", 3001), database(), *nodes))


@pytest.mark.parametrize("count", [1, 6])
def test_redis_starts_with_it_and_has_what_it_says(count: int) -> None:
    with contextlib.ExitStack() as stack:
        folder = stack.enter_context(_folder())
        topology = _topology(folder, count)
        node = topology.of(NodeKind.REDIS)[0]
        own = folder / node.name
        for place in (own, own / "data", own / "logs"):
            place.mkdir()
            hand_over(place)
        (own / "redis.conf").write_text(reveal(redis_conf(topology, node), SECRETS))
        _start(stack, own)
        client = stack.enter_context(
            contextlib.closing(redis.Redis(port=node.port, password=SECRETS["redis"], decode_responses=True))
        )
        until(lambda: _answers(client), "Redis")
        told = client.config_get("*")
        assert told["maxmemory"] == str(80 * MIB)
        assert told["maxmemory-policy"] == "allkeys-lfu"
        assert told["save"] == ""
        assert told["appendonly"] == "no"
        assert told["cluster-enabled"] == ("yes" if count == 6 else "no")
        assert told["bind"] == "127.0.0.1"
        with (
            contextlib.closing(redis.Redis(port=node.port)) as stranger,
            pytest.raises(redis.AuthenticationError),
        ):
            stranger.ping()
        assert "warn" not in (own / "logs" / f"redis-server-{node.name}.log").read_text().lower().replace(
            "warning memory", ""
        )


@contextlib.contextmanager
def _folder():
    made = Path(tempfile.mkdtemp(prefix="clms-redis-", dir=FOLDERS))
    made.chmod(0o755)
    try:
        yield made
    finally:
        shutil.rmtree(made)


def _start(stack: contextlib.ExitStack, own: Path) -> None:
    process = subprocess.Popen(
        ["redis-server", str(own / "redis.conf")], executable=program(), stdin=subprocess.DEVNULL,
        preexec_fn=die_with_parent, start_new_session=True, **as_user(),
    )  # fmt: skip
    RUNNING.add(process.pid)

    def end() -> None:
        process.kill()
        process.wait(timeout=30)
        RUNNING.discard(process.pid)

    stack.callback(end)


def _answers(client: redis.Redis) -> bool:
    try:
        return bool(client.ping())
    except redis.ConnectionError:
        return False


@pytest.mark.parametrize(
    ("address", "bind"),
    [
        ("10.1.0.6", "10.1.0.6 127.0.0.1"),
        ("127.0.0.1", "127.0.0.1"),
        ("::1", "::1"),
        ("cache.example.org", "*"),
    ],
)
def test_it_listens_where_others_reach_it_and_nowhere_twice(address: str, bind: str) -> None:
    topology = _topology(Path("/srv/clms"), 1)
    host = msgspec.structs.replace(topology.hosts[0], address=address)
    topology = msgspec.structs.replace(topology, hosts=(host,), driver=Driver.SYSTEMD, folder="")
    assert f"\nbind {bind}\n" in redis_conf(topology, topology.node("redis-0"))


def test_secrets_are_marks_until_a_file_is_put_in_its_place() -> None:
    topology = _topology(Path("/srv/clms"), 1)
    text = redis_conf(topology, topology.node("redis-0"))
    assert "requirepass @secret:redis@" in text
    assert hide(reveal(text, SECRETS), SECRETS) == text
    with pytest.raises(InvalidInput):
        reveal(text, {})
    with pytest.raises(InvalidInput) as caught:
        reveal(text, {"redis": 'with "quotes" and\nlines'})
    assert "quotes" not in str(caught.value)
    assert reveal("@secret:clms_replica@", {"clms_replica": "x" * 32}) == "x" * 32
    with pytest.raises(InvalidInput, match="32 characters"):
        reveal("@secret:clms_replica@", {"clms_replica": "x" * 33})
    assert reveal("@secret:jwt@", {"jwt": "x" * 32}) == "x" * 32
    with pytest.raises(InvalidInput, match="shorter than the 32 characters"):
        reveal("@secret:jwt@", {"jwt": "x" * 31})


def test_a_cluster_in_containers_goes_by_names() -> None:
    topology = msgspec.structs.replace(_topology(Path("/srv/clms"), 6), driver=Driver.COMPOSE)
    text = redis_conf(topology, topology.node("redis-0"))
    assert "cluster-announce-hostname redis-0" in text
