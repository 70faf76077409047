"""High memory: who takes it, and whether it is more than was given to them."""

from __future__ import annotations

from app.domain.health import TargetKind
from app.domain.troubleshooting.case import (
    Case,
    Check,
    Facts,
    Found,
    cause,
    listed,
    other,
    part,
    ruled_out,
    suspect,
    task,
    unknown,
)  # fmt: skip

MIB = 1 << 20
_SCARCE = 85.0
_GROWN = 1.3
_LEAST_GROWTH = 64 * MIB
_POOL_SHARE = 0.6


def _scarce(facts: Facts) -> Found:
    used = facts.values(TargetKind.HOST, "host_memory")
    if not used:
        return unknown("How much memory is used is not known.")
    name, most = max(used.items(), key=lambda each: each[1])
    if most < _SCARCE:
        return ruled_out("No computer is short of memory.", *listed(used, "{:.0f} % used"))
    return suspect(f"{name} is short of memory: {most:.0f} % is used.", *listed(used, "{:.0f} % used"))


def _swapping(facts: Facts) -> Found:
    rates = facts.values(TargetKind.HOST, "host_swapping")
    if not rates:
        return unknown("Whether computers swap is not known.")
    name, most = max(rates.items(), key=lambda each: each[1])
    if most < MIB:
        return ruled_out("No computer moves memory to its disk.")
    return suspect(f"{name} moves memory to its disk and back, which makes everything slow.",
                   f"{name}: {most / MIB:.1f} MiB/s")  # fmt: skip


def _api(facts: Facts) -> Found:
    sizes = facts.values(TargetKind.API, "api_memory")
    if not sizes:
        return ruled_out("No API node is watched here.") if not facts.of(TargetKind.API) else unknown(
            "The memory of API nodes is not known."
        )  # fmt: skip
    told = listed({name: size / MIB for name, size in sizes.items()}, "{:.0f} MiB")
    for name, size in sizes.items():
        before = facts.usual(name, "api_memory")
        if before and size > _GROWN * before and size - before > _LEAST_GROWTH:
            return cause(
                f"{name} grew from {before / MIB:.0f} to {size / MIB:.0f} MiB within the hour.", *told,
                remedies=(part(name, "memory", "See what grows"), part(name, "log", "Look at its log")),
            )  # fmt: skip
    return ruled_out("No API node grew within the hour.", *told)


def _redis(facts: Facts) -> Found:
    nodes = facts.of(TargetKind.REDIS)
    if not nodes:
        return ruled_out("There is no Redis.")
    shares = facts.values(TargetKind.REDIS, "redis_memory_share")
    full = {name: share for name, share in shares.items() if share >= 90}
    if full:
        name = max(full, key=lambda each: full[each])
        return suspect(
            f"{name} is nearly full; what is not asked for is thrown away first.", *listed(full, "{:.0f} %"),
            remedies=(other("cache-misses", "See whether it costs hits"),),
        )  # fmt: skip
    unbounded = [node.name for node in nodes if facts.now(node, "redis_memory") and node.name not in shares]
    if unbounded:
        return suspect("Redis has no bound and grows until memory ends: maxmemory is not set.", *unbounded)
    if not shares:
        return unknown("The memory of Redis is not known.")
    return ruled_out("Redis keeps within its bound.", *listed(shares, "{:.0f} %"))


def _buffer_pool(facts: Facts) -> Found:
    known = False
    for name, inside in facts.inside.items():
        state = inside.state
        size = state.setting("innodb_buffer_pool_size") if state is not None else None
        if state is None or size is None or not state.memory:
            continue
        known = True
        share = size / state.memory
        if share > _POOL_SHARE:
            return suspect(
                f"The buffer pool of {name} may take {100 * share:.0f} % of its computer's memory.",
                f"{name}: {size / MIB:.0f} of {state.memory / MIB:.0f} MiB",
                remedies=(part(name, "advice", "Look at its settings"),),
            )
    if not known:
        return unknown("What memory database servers may take is not known from here.")
    return ruled_out("The buffer pools leave room for others.")


def _logs(facts: Facts) -> Found:
    """Files in memory of the system are given back, so only the expired are worth removing."""
    values = facts.values(TargetKind.LIBRARY, "jobs_waiting_s")
    waiting = max(values.values(), default=0.0)
    if waiting > 600:
        return suspect("Background work piles up, and what waits is kept.", f"{waiting:.0f} s",
                       remedies=(task("purge-expired", "Remove what has expired"),))  # fmt: skip
    return ruled_out("Background work does not pile up.")


CASE = Case(
    "high-memory",
    "High memory",
    "A computer is slow or ends programs, or an alert says that memory is scarce.",
    (
        Check("scarce", "Is memory short at all?", _scarce),
        Check("swapping", "Is memory moved to the disk?", _swapping),
        Check("api", "Does an API node grow?", _api),
        Check("redis", "Does Redis keep within its bound?", _redis),
        Check("pool", "Does a database take more than there is?", _buffer_pool),
        Check("jobs", "Does background work pile up?", _logs),
    ),
    ("host_memory", "host_swapping", "api_memory", "redis_memory", "redis_memory_share"),
    memory=True,
)
