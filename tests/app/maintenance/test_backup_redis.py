"""backup-redis against a real server and a real cluster of six."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import json
import stat
from pathlib import Path
from typing import Any

import pytest
import redis
from redis.cluster import ClusterNode, RedisCluster

from app.domain.redis_address import RedisAddress
from app.errors import Refused, Stopped, Unreachable
from app.maintenance import backup_redis, redis_dump
from app.maintenance.context import TaskContext
from tests.servers import redis_servers

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


def params(folder: Path, **more: Any) -> Any:
    folder.mkdir(exist_ok=True)
    return backup_redis.Params(folder=str(folder), **more)


def fill(client: Any, count: int = 500) -> None:
    for n in range(count):
        client.set(f"session:{n}", f"value {n}" * 20)


def test_one_server_is_copied_checked_and_comes_back(context: TaskContext, tmp_path: Path) -> None:
    target = tmp_path / "copies"
    with redis_servers.single() as port, contextlib.closing(redis.Redis(port=port)) as client:
        fill(client)
        here = dataclasses.replace(context, redis=RedisAddress((("127.0.0.1", port),)))
        planned = backup_redis.plan(here, params(target))
        done = backup_redis.run(here, params(target))
        again = backup_redis.run(here, params(target, keep=1))
    copy = Path(done.data["folder"])
    assert not copy.exists() and again.figures[3].value == 1  # the newer one took its place
    copy = Path(again.data["folder"])
    manifest = json.loads((copy / "manifest.json").read_text())
    (dump,) = manifest["dumps"]
    file = copy / dump["file"]
    assert dump["keys"] == planned.figures[1].value == 500
    assert hashlib.sha256(file.read_bytes()).hexdigest() == dump["sha256"]
    assert stat.S_IMODE(copy.stat().st_mode) == 0o700 and stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in target.iterdir()] == [copy.name]
    with redis_servers.single(file) as port, contextlib.closing(redis.Redis(port=port)) as back:
        assert back.dbsize() == 500 and back.get("session:7") == b"value 7" * 20


def test_every_primary_of_a_cluster_is_copied(context: TaskContext, tmp_path: Path) -> None:
    with redis_servers.cluster() as ports:
        start = [ClusterNode("127.0.0.1", port) for port in ports]
        with contextlib.closing(RedisCluster(startup_nodes=start)) as cluster:
            fill(cluster)
        here = dataclasses.replace(context, redis=RedisAddress((("127.0.0.1", ports[-1]),), cluster=True))
        done = backup_redis.run(here, params(tmp_path / "copies"))
        assert {dump["node"] for dump in done.data["dumps"]} == {f"127.0.0.1:{port}" for port in ports[:3]}
        assert done.figures[1].value == 500
        first = redis.Redis(port=ports[0])
        first.execute_command("CLUSTER", "DELSLOTS", "5")
        first.close()
        lonely = dataclasses.replace(context, redis=RedisAddress((("127.0.0.1", ports[0]),), cluster=True))
        with pytest.raises(Refused, match="not whole"):
            backup_redis.plan(lonely, params(tmp_path / "copies"))


def test_damage_is_found(context: TaskContext, tmp_path: Path) -> None:
    with redis_servers.single() as port, contextlib.closing(redis.Redis(port=port)) as client:
        fill(client, 50)
        file = tmp_path / "whole.rdb"
        redis_dump.fetch("127.0.0.1", port, file, lambda: None)
    whole = file.read_bytes()
    redis_dump.check_bytes(file, lambda: None)
    for name, broken in {
        "does not begin": b"TIGER" + whole[5:],
        "cut off": whole[: len(whole) // 2],
        "checksum": whole[:60] + bytes([whole[60] ^ 1]) + whole[61:],
    }.items():
        bad = tmp_path / "bad.rdb"
        bad.write_bytes(broken)
        with pytest.raises(Refused, match=name):
            redis_dump.check_bytes(bad, lambda: None)
        with pytest.raises(Refused, match="damaged"):
            redis_dump.check(bad, lambda: None)


def test_it_refuses_without_redis_and_leaves_nothing_when_stopped(
    context: TaskContext, tmp_path: Path, noted_run: Any
) -> None:
    with pytest.raises(Refused, match="No Redis is configured"):
        backup_redis.plan(context, params(tmp_path / "copies"))
    with redis_servers.single() as port:
        here = dataclasses.replace(context, redis=RedisAddress((("127.0.0.1", port),)))
        noted_run.stop_at = 2
        with pytest.raises(Stopped):
            backup_redis.run(here, params(tmp_path / "copies"))
        assert list((tmp_path / "copies").iterdir()) == []
        with contextlib.closing(redis.Redis(port=port)) as client:
            Path(client.config_get("dir")["dir"]).chmod(0o500)
        with pytest.raises(Refused, match="could not write its dump"):
            backup_redis.run(here, params(tmp_path / "copies"))
        assert list((tmp_path / "copies").iterdir()) == []
    with pytest.raises(Unreachable):
        backup_redis.plan(here, params(tmp_path / "copies"))
