"""Cache misses: Redis is away, was emptied, is full, or what is cached changes all the time."""

from __future__ import annotations

from app.domain.health import HealthState, TargetKind
from app.domain.troubleshooting.case import (
    Case,
    Check,
    Facts,
    Found,
    cause,
    listed,
    part,
    ruled_out,
    suspect,
    unknown,
)  # fmt: skip

_GOOD = 70.0
_YOUNG_S = 1_800.0
_MORE_WRITES = 3.0


def _together(facts: Facts) -> dict[str, float]:
    """What of cached reads needed no database: h1 + (1 − h1) h2 + … (ops research, D2)."""
    found = {}
    for node in facts.of(TargetKind.API):
        layers = [facts.now(node, f"api_hits_{layer}") for layer in ("memory", "redis", "table")]
        if any(share is not None for share in layers):
            missed = 1.0
            for share in layers:
                missed *= 1 - (share or 0.0) / 100
            found[node.name] = 100 * (1 - missed)
    return found


def _missing(facts: Facts) -> Found:
    hits = _together(facts)
    if not hits:
        return unknown("What API nodes find in their caches is not known: nobody asks, or none is watched.")
    told = listed(hits, "{:.0f} % found")
    if min(hits.values()) >= _GOOD:
        return ruled_out("Most of what is asked for is found.", *told)
    name = min(hits, key=lambda each: hits[each])
    return suspect(f"{name} finds {hits[name]:.0f} % of what it is asked for.", *told)


def _away(facts: Facts) -> Found:
    nodes = facts.of(TargetKind.REDIS)
    if not nodes:
        return suspect("There is no Redis: each process keeps what it needs in its own memory.")
    down = facts.down(TargetKind.REDIS)
    missing = {
        name: value for name, value in facts.values(TargetKind.REDIS, "redis_slots_missing").items() if value
    }
    if missing:
        name = next(iter(missing))
        return cause("A part of the Redis cluster is served by nobody.", *listed(missing, "{:.0f} slots missing"),
                     remedies=(part(name, "log", "Look at its log"),))  # fmt: skip
    if down:
        name = down[0].name
        return cause(f"{name} does not answer.", *(f"{node.name}: {node.reason}" for node in down),
                     remedies=(part(name, "log", "Look at its log"),))  # fmt: skip
    if any(node.state is HealthState.UNKNOWN for node in nodes):
        return unknown("Not every Redis node could be asked.")
    return ruled_out("Every Redis node answers.")


def _full(facts: Facts) -> Found:
    thrown = facts.values(TargetKind.REDIS, "redis_evicted")
    if not thrown:
        return unknown("Whether Redis throws keys away is not known.")
    name, most = max(thrown.items(), key=lambda each: each[1])
    if most <= 0 and not any(facts.peak(each, "redis_evicted") for each in thrown):
        return ruled_out("Redis throws nothing away for want of room.")
    return cause(
        f"{name} throws away what would be asked for again: it is full.", *listed(thrown, "{:.1f} keys a second"),
        remedies=(part(name, "figures", "Compare its memory with its bound"),),
    )  # fmt: skip


def _young(facts: Facts) -> Found:
    ages = facts.values(TargetKind.REDIS, "redis_uptime_s")
    if not ages:
        return unknown("How long Redis has run is not known.")
    name, least = min(ages.items(), key=lambda each: each[1])
    if least < _YOUNG_S:
        return cause(f"{name} began {least / 60:.0f} min ago with nothing in it, and fills by itself.",
                     *listed({each: age / 60 for each, age in ages.items()}, "{:.0f} min"))  # fmt: skip
    return ruled_out("Redis was not started anew.")


def _writes(facts: Facts) -> Found:
    now = {
        name: sum(facts.values(TargetKind.DATABASE, f"db_{kind}").get(name, 0.0) for kind in _WRITES)
        for name in facts.values(TargetKind.DATABASE, "db_updates")
    }
    if not now:
        return unknown("How much is written is not known.")
    name, most = max(now.items(), key=lambda each: each[1])
    usual = sum(facts.usual(name, f"db_{kind}") or 0.0 for kind in _WRITES)
    told = listed(now, "{:.1f} writes a second")
    if usual and most > 5 and most > _MORE_WRITES * usual:
        return suspect(
            "Much more is written than an hour ago, and every write ends what depends on it.", *told
        )
    return ruled_out("No more is written than before.", *told)


_WRITES = ("inserts", "updates", "deletes")

CASE = Case(
    "cache-misses",
    "Cache misses",
    "Lists that were quick are slow, and the database is asked more than before.",
    (
        Check("missing", "Is much not found at all?", _missing),
        Check("away", "Does Redis answer?", _away),
        Check("young", "Was Redis started anew?", _young),
        Check("full", "Is Redis full?", _full),
        Check("writes", "Does everything change?", _writes),
    ),
    ("api_hits_memory", "api_hits_redis", "redis_evicted", "redis_memory_share", *(f"db_{kind}" for kind in _WRITES)),
)  # fmt: skip
