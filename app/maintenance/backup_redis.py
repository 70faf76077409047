"""Copies what Redis holds: every primary of a cluster, each dump awaited, fetched and checked.

The folder of a copy appears under its name only when every dump in it is whole.
"""

from __future__ import annotations

import contextlib
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import InvalidInput, Refused
from app.maintenance import guards, redis_dump
from app.maintenance.backups import disk, redis_copies
from app.maintenance.context import TaskContext
from app.maintenance.redis_dump import Dump
from app.maintenance.task import Danger, Figure, Input, Outcome, Place, Plan, TaskSpec, param

_MEGABYTE = 1_000_000
_SLOTS = 16_384


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Where copies lie and how many stay."""

    folder: str = param(label="Folder", help="Where the copy is put; a full path.", input=Input.FOLDER)
    keep: int = param(7, label="Keep", help="So many newest copies stay.", least=1, most=1000)


def _require_redis(place: Place, _params: Params | None = None) -> None:
    if not place.redis.nodes:
        raise Refused(
            "No Redis is configured, so there is nothing to copy.",
            hint="Its address goes into REDIS_HOST, or REDIS_CLUSTER_NODES for a cluster.",
            code="no_redis",
        )


SPEC = TaskSpec(
    "backup-redis",
    "Copy what Redis holds",
    "Fetches a checked dump of every Redis primary. The cache can be made anew; sessions can't.",
    Params,
    danger=Danger.HARMLESS,
    resource="redis",
    timeout_s=2 * 3600.0,
    here=_require_redis,
)


@dataclass(frozen=True, slots=True)
class _Node:
    host: str
    port: int
    keys: int
    memory: int

    @property
    def name(self) -> str:
        return f"{self.host}:{self.port}"


def plan(context: TaskContext, params: Params) -> Plan:
    """Say which servers are copied and how large that may be."""
    nodes = _nodes(context)
    folder = _folder(params)
    need = sum(node.memory for node in nodes)
    guards.require_room(folder, need, "The copy")
    return Plan(
        f"Copies {sum(node.keys for node in nodes):,} keys of {len(nodes)} Redis servers, at most"
        f" {need / _MEGABYTE:,.1f} MB, to {folder}.",
        steps=tuple(f"{node.name}: {node.keys:,} keys" for node in nodes),
        figures=(
            Figure("nodes", "Servers", len(nodes), "rows"),
            Figure("keys", "Keys", sum(node.keys for node in nodes), "rows"),
            Figure("most", "At most", need, "bytes"),
        ),
    )


def run(context: TaskContext, params: Params) -> Outcome:
    """Copy them, one after the other, so that only one forks at a time."""
    started = time.monotonic()
    nodes = _nodes(context)
    folder = _folder(params)
    guards.require_room(folder, sum(node.memory for node in nodes), "The copy")
    name = f"{redis_copies.PREFIX}{context.clock.now():%Y%m%dT%H%M%S%f}Z"
    draft = folder / f".{name}.part"
    draft.mkdir(mode=0o700)
    try:
        dumps = []
        for number, node in enumerate(nodes):
            context.progress(number / len(nodes), f"Copying {node.name}")
            dumps.append(_copy(context, node, draft))
            context.log(f"{node.name}: {dumps[-1].bytes:,} bytes, checked")
        manifest = redis_copies.Manifest("redis", context.clock.now(), context.redis.cluster, dumps)
        redis_copies.write_manifest(draft, manifest)
        context.checkpoint()
        draft.rename(folder / name)
        disk.settle_folder(folder)
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    redis_copies.register(context, folder, name, manifest, time.monotonic() - started)
    removed = redis_copies.retire(context, folder, params.keep)
    size = manifest.bytes
    return Outcome(
        f"Copied {len(dumps)} Redis servers, {size / _MEGABYTE:,.1f} MB, to {name}.",
        figures=(
            Figure("nodes", "Servers", len(dumps), "rows"),
            Figure("keys", "Keys", manifest.keys, "rows"),
            Figure("bytes", "Copied", size, "bytes"),
            Figure("removed", "Old copies removed", removed, "rows"),
        ),
        data={"folder": str(folder / name), "backup": name, "dumps": redis_copies.dumps_of(manifest)},
    )


def _folder(params: Params) -> Path:
    folder = Path(params.folder)
    if not folder.is_absolute() or not folder.is_dir():
        raise InvalidInput(
            f"There is no folder {folder}.",
            hint="Give the full path of a folder that exists.",
            details={"field": "folder"},
        )
    return folder


def _nodes(context: TaskContext) -> list[_Node]:
    _require_redis(context.place)
    import redis

    try:
        places = _primaries(context) if context.redis.cluster else list(context.redis.nodes)
        return [_asked(context, host, port) for host, port in places]
    except (redis.RedisError, redis.exceptions.RedisClusterException, OSError) as error:
        raise redis_dump.explained(error) from error


def _primaries(context: TaskContext) -> list[tuple[str, int]]:
    """Every primary, and none missing: a copy of two thirds of a cluster is none."""
    from redis import cluster as clusters

    untyped: Any = clusters  # redis-py types its commands and not these
    start = [untyped.ClusterNode(host, port) for host, port in context.redis.nodes]
    with contextlib.closing(
        untyped.RedisCluster(
            startup_nodes=start,
            require_full_coverage=False,
            retry=redis_dump.once_more(),
            **context.redis.login,
        )
    ) as cluster:
        state: dict[str, Any] = cluster.cluster_info(target_nodes=cluster.get_default_node())
        if state["cluster_state"] != "ok" or int(state["cluster_slots_ok"]) != _SLOTS:
            raise Refused(
                f"The Redis cluster is not whole: {state['cluster_slots_ok']} of {_SLOTS} slots are served.",
                hint="Mend the cluster first; a copy of a part would pass for the whole.",
                code="cluster_incomplete",
            )
        return sorted((str(node.host), int(node.port)) for node in cluster.get_primaries())


def _asked(context: TaskContext, host: str, port: int) -> _Node:
    with redis_dump.client_of(context.redis, host, port) as client:
        return _Node(host, port, int(client.dbsize()), int(client.info("memory")["used_memory"]))


def _copy(context: TaskContext, node: _Node, draft: Path) -> Dump:
    with redis_dump.client_of(context.redis, node.host, node.port) as client:
        saved_at = redis_dump.save(client, node.name, context.checkpoint)
    file = draft / f"{node.host.replace(':', '_')}-{node.port}.rdb"
    size, sha = redis_dump.fetch(context.redis, node.host, node.port, file, context.checkpoint)
    redis_dump.check(file, context.checkpoint)
    return Dump(node.name, file.name, size, sha, node.keys, saved_at)
