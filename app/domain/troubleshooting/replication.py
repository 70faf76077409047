"""Replication: a thread is stopped, a replica can't keep up, or what it serves is old."""

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
    unknown,
)  # fmt: skip
from app.domain.troubleshooting.database_checks import disks, open_transactions

_LAG_S = 10.0
_GAP = 100.0


def _stopped(facts: Facts) -> Found:
    runs = facts.values(TargetKind.DATABASE, "db_replicating")
    stopped = [name for name, value in runs.items() if value < 1]
    if stopped:
        name = stopped[0]
        why = next((node.reason for node in facts.nodes if node.name == name), "")
        return cause(f"Replication of {name} is stopped; what it serves gets older.", why,
                     remedies=(part(name, "log", "Look at its log"),))  # fmt: skip
    down = facts.down(TargetKind.DATABASE)
    if down:
        return cause(f"{down[0].name} does not answer.", down[0].reason)
    if not runs:
        if len(facts.of(TargetKind.DATABASE)) < 2:
            return ruled_out("There is one database server and nothing to replicate.")
        return unknown("Whether replicas follow is not known.")
    return ruled_out("All replicas follow.")


def _behind(facts: Facts) -> Found:
    lags = facts.values(TargetKind.DATABASE, "db_lag_s")
    if not lags:
        return unknown("How far replicas are behind is not known.")
    name, most = max(lags.items(), key=lambda each: each[1])
    told = listed(lags, "{:.1f} s behind")
    if most <= _LAG_S:
        return ruled_out("No replica is far behind.", *told)
    return suspect(f"{name} is {most:.0f} s behind.", *told)


def _applying(facts: Facts) -> Found:
    lags, gaps = (facts.values(TargetKind.DATABASE, name) for name in ("db_lag_s", "db_gtid_gap"))
    behind = [name for name, lag in lags.items() if lag > _LAG_S]
    if not gaps:
        return unknown("What replicas have fetched and not applied is not known.")
    told = listed(gaps, "{:.0f} transactions to apply")
    for name in behind:
        if gaps.get(name, 0.0) > _GAP:
            return cause(f"{name} has fetched what it can't apply as fast.", *told,
                         remedies=(part(name, "processes", "Look what is in its way"),))  # fmt: skip
    if behind:
        return cause(f"{behind[0]} does not get its primary's writes as fast as they come.", *told)
    return ruled_out("What is fetched is applied.", *told)


def _writable(facts: Facts) -> Found:
    known = {name: each.state for name, each in facts.inside.items() if each.state is not None}
    if not known:
        return unknown("Which servers take writes is not known.")
    for name, state in known.items():
        if state.follows and state.setting("read_only") == 0:
            return suspect(f"{name} is a replica and takes writes, by which it may part from its primary.",
                           remedies=(part(name, "advice", "Set it to read only"),))  # fmt: skip
    return ruled_out("No replica takes writes.")


def _primaries(facts: Facts) -> Found:
    roles = {node.name: node.facts.get("role", "") for node in facts.of(TargetKind.DATABASE)}
    writers = sorted(name for name, role in roles.items() if role == "takes writes")
    if not any(roles.values()):
        return unknown("Which servers take writes is not known.")
    if len(writers) > 1:
        return cause(
            "More than one server takes writes: what one is told, the others may not have.", *writers
        )
    if not writers:
        return cause("No server takes writes.", remedies=())
    return ruled_out("One server takes writes.", writers[0])


CASE = Case(
    "replication",
    "Replication",
    "A list shows what was changed minutes ago, or an alert says that a replica is behind.",
    (
        Check("primaries", "Does one server take writes?", _primaries),
        Check("stopped", "Do all replicas follow?", _stopped),
        Check("behind", "Is a replica far behind?", _behind),
        Check("applying", "Is fetching or applying too slow?", _applying),
        Check("open", "Does a transaction stay open?", open_transactions),
        Check("writable", "Does a replica take writes?", _writable),
        Check("disks", "Are the disks too busy?", disks),
    ),
    ("db_lag_s", "db_gtid_gap", "db_replicating", "db_inserts", "db_updates", "host_disk_busy"),
)
