"""Slow queries: a lock, one form of statement, a pool that is too small, or a computer at its limit."""

from __future__ import annotations

from app.domain.health import TargetKind
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
    task,
    unknown,
)  # fmt: skip
from app.domain.troubleshooting.database_checks import disks, locks, open_transactions, processors

_SLOW_A_SECOND = 0.1
_SLOW_MS = 50.0
_DOMINANT = 0.5
_LEAST_MS = 1_000.0
_MANY_ROWS = 100
_LEAST_HITS = 99.0


def _slow(facts: Facts) -> Found:
    rates = facts.values(TargetKind.DATABASE, "db_slow")
    times = facts.values(TargetKind.API, "api_sql_ms")
    if not rates and not times:
        return unknown("How long statements take is not known.")
    told = (*listed(rates, "{:.2f} slow a second"), *listed(times, "{:.1f} ms a statement"))
    if max(rates.values(), default=0.0) < _SLOW_A_SECOND and max(times.values(), default=0.0) < _SLOW_MS:
        return ruled_out("Statements are not slow now.", *told)
    return suspect("Statements are slow now.", *told)


def _dominant(facts: Facts) -> Found:
    known = {name: each.statements for name, each in facts.inside.items() if each.statements is not None}
    if not known:
        return unknown("Which statements take the time is not counted.",
                       *(f"{name}: {each.problem}" for name, each in facts.inside.items() if each.problem))  # fmt: skip
    for name, statements in known.items():
        busy = sum(each.total_ms for each in statements)
        worst = statements[0] if statements else None
        if worst is None or not worst.text or busy < _LEAST_MS or worst.total_ms < _DOMINANT * busy:
            continue
        share = f"{100 * worst.total_ms / busy:.0f} %"
        told = (worst.text[:200], f"{name}: {worst.calls} calls, {worst.mean_ms:.1f} ms each, {share}")
        remedies = (
            part(name, "statements", "Look at the statements"),
            task("analyze-tables", "Have its statistics made anew"),
            task("check-indexes", "Have the indexes looked at"),
        )
        if worst.unindexed or (worst.examined_per_sent or 0) > _MANY_ROWS:
            return cause(f"One form of statement takes {share} of the time of {name}, and reads much for little.",
                         *told, remedies=remedies)  # fmt: skip
        return suspect(
            f"One form of statement takes {share} of the time of {name}.", *told, remedies=remedies
        )
    return ruled_out("No form of statement takes most of the time.")


def _pool(facts: Facts) -> Found:
    hits = facts.values(TargetKind.DATABASE, "db_pool_hits")
    if not hits:
        return unknown("How often pages are found in memory is not known.")
    name, least = min(hits.items(), key=lambda each: each[1])
    if least >= _LEAST_HITS:
        return ruled_out("Pages are found in memory.", *listed(hits, "{:.1f} %"))
    return suspect(
        f"{name} reads pages from the disk that would fit in memory.", *listed(hits, "{:.1f} % found"),
        remedies=(part(name, "advice", "Look at its settings"),),
    )  # fmt: skip


CASE = Case(
    "slow-queries",
    "Slow queries",
    "Lists and searches take seconds, or desks wait for an answer.",
    (
        Check("slow", "Are statements slow at all?", _slow),
        Check("locks", "Does one connection hold up others?", locks),
        Check("dominant", "Does one form of statement take the time?", _dominant),
        Check("open", "Does a transaction stay open?", open_transactions),
        Check("pool", "Is the buffer pool too small?", _pool),
        Check("disks", "Are the disks too busy?", disks),
        Check("processors", "Are the processors too busy?", processors),
    ),
    ("db_slow", "api_sql_ms", "db_pool_hits", "db_threads_running", "host_disk_busy", "host_cpu", "db_lock_waiting"),
)  # fmt: skip
