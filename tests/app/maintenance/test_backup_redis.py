"""backup-redis against a real server and a real cluster of six."""

from __future__ import annotations

import contextlib
import dataclasses
import hashlib
import ipaddress
import json
import stat
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
import redis
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from redis.cluster import ClusterNode, RedisCluster

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.backup_clock import loss_clock
from app.domain.redis_address import RedisAddress
from app.errors import Refused, Stopped, Unreachable
from app.maintenance import backup_redis, redis_dump, restore_database, verify_backup
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
    with redis_servers.cluster(password="open sesame") as ports:
        start = [ClusterNode("127.0.0.1", port) for port in ports]
        address = RedisAddress((("127.0.0.1", ports[-1]),), cluster=True, password="open sesame")
        with contextlib.closing(RedisCluster(startup_nodes=start, **address.login)) as cluster:
            fill(cluster)
        bare = dataclasses.replace(context, redis=dataclasses.replace(address, password=""))
        with pytest.raises(Refused) as refused:
            backup_redis.plan(bare, params(tmp_path / "copies"))
        assert refused.value.code == "redis_access"
        here = dataclasses.replace(context, redis=address)
        done = backup_redis.run(here, params(tmp_path / "copies"))
        assert {dump["node"] for dump in done.data["dumps"]} == {f"127.0.0.1:{port}" for port in ports[:3]}
        assert done.figures[1].value == 500
        first = redis.Redis(port=ports[0], **address.login)
        first.execute_command("CLUSTER", "DELSLOTS", "5")
        first.close()
        alone = dataclasses.replace(address, nodes=(("127.0.0.1", ports[0]),))
        lonely = dataclasses.replace(context, redis=alone)
        with pytest.raises(Refused, match="not whole"):
            backup_redis.plan(lonely, params(tmp_path / "copies"))


def test_who_must_sign_in_does(context: TaskContext, tmp_path: Path, app: App, operator: Actor) -> None:
    """A user of the access list with just the rights that are named, a password for all, and nobody without it."""
    rights = "user clms on >open-sesame resetkeys -@all +info +dbsize +bgsave +sync +ping"
    acl = ("--requirepass", "for all", "--user", *rights.split()[1:])
    with redis_servers.single(options=acl) as port:
        with contextlib.closing(redis.Redis(port=port, password="for all")) as client:
            fill(client)
        bare = RedisAddress((("127.0.0.1", port),))
        named = dataclasses.replace(bare, user="clms", password="open-sesame")
        for address in (named, dataclasses.replace(bare, password="for all")):
            done = backup_redis.run(dataclasses.replace(context, redis=address), params(tmp_path / "copies"))
            assert done.figures[1].value == 500
        for address in (
            bare,
            dataclasses.replace(named, password="wrong"),
            dataclasses.replace(bare, password="no"),
        ):
            with pytest.raises(Refused, match="REDIS_PASSWORD") as refused:
                backup_redis.run(dataclasses.replace(context, redis=address), params(tmp_path / "copies"))
            assert refused.value.code == "redis_access"
            assert not address.password or address.password not in str(refused.value)
            with pytest.raises(Refused) as refused:
                redis_dump.fetch(
                    address, "127.0.0.1", port, tmp_path / f"{address.password}.rdb", lambda: None
                )
            assert refused.value.code == "redis_access"
    rows = app.backups.list(operator)
    assert [row.engine for row in rows] == ["redis", "redis"] and rows[0].rows_saved == 500
    assert loss_clock(rows).backup is None


def test_a_copy_is_fetched_over_tls_from_whom_the_authority_vouches_for(
    context: TaskContext, tmp_path: Path
) -> None:
    pair, stranger = certificate(tmp_path / "own"), certificate(tmp_path / "strange")
    with redis_servers.single(options=("--requirepass", "open sesame"), tls=pair) as port:
        address = RedisAddress((("127.0.0.1", port),), password="open sesame", tls=True, ca_file=str(pair[0]))
        with contextlib.closing(redis.Redis(host="127.0.0.1", port=port, **address.login)) as client:
            fill(client)
        done = backup_redis.run(dataclasses.replace(context, redis=address), params(tmp_path / "copies"))
        assert done.figures[1].value == 500
        fooled = dataclasses.replace(address, ca_file=str(stranger[0]))
        with pytest.raises(Unreachable):
            backup_redis.run(dataclasses.replace(context, redis=fooled), params(tmp_path / "copies"))
        with pytest.raises(Unreachable):
            redis_dump.fetch(fooled, "127.0.0.1", port, tmp_path / "fooled.rdb", lambda: None)


def certificate(place: Path) -> tuple[Path, Path]:
    """A certificate for 127.0.0.1 that is its own authority, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, place.name)])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .add_extension(
            x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    crt, pem = place.with_suffix(".crt"), place.with_suffix(".key")
    crt.write_bytes(made.public_bytes(serialization.Encoding.PEM))
    form = (serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    pem.write_bytes(key.private_bytes(*form))
    return crt, pem


def test_a_copy_is_listed_looked_at_again_and_retired(
    context: TaskContext, tmp_path: Path, app: App, operator: Actor
) -> None:
    folder = tmp_path / "copies"
    with redis_servers.single() as port, contextlib.closing(redis.Redis(port=port)) as client:
        fill(client)
        here = dataclasses.replace(context, redis=RedisAddress((("127.0.0.1", port),)))
        name = str(backup_redis.run(here, params(folder)).data["backup"])
        (row,) = app.backups.list(operator)
        assert (row.name, row.verdict, row.rows_saved) == (
            name,
            "partial",
            500,
        ) and row.restore_seconds is None
        look = verify_backup.SPEC.read({"folder": str(folder), "name": name})
        assert "1 dumps" in verify_backup.plan(context, look).effect
        assert verify_backup.run(context, look).data["verdict"] == "partial"
        with pytest.raises(Refused, match="no backup of the library"):
            restore_database.plan(context, restore_database.SPEC.read({"folder": str(folder), "name": name}))
        file = next((folder / name).glob("*.rdb"))
        file.write_bytes(file.read_bytes()[:-20])
        bad = verify_backup.run(context, look).data
        assert bad["verdict"] == "failed" and "is cut off" in bad["reason"]
        (row,) = app.backups.list(operator)
        assert row.verdict == "failed" and row.verdict_note is not None and "cut off" in row.verdict_note
        newer = str(backup_redis.run(here, params(folder, keep=1)).data["backup"])
    assert [row.name for row in app.backups.list(operator)] == [newer]


def test_damage_is_found(context: TaskContext, tmp_path: Path) -> None:
    with redis_servers.single() as port, contextlib.closing(redis.Redis(port=port)) as client:
        fill(client, 50)
        file = tmp_path / "whole.rdb"
        redis_dump.fetch(RedisAddress(), "127.0.0.1", port, file, lambda: None)
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
