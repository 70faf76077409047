"""Checks several cases share: who holds up whom in a database, how busy disks and processors are, who is down."""

from __future__ import annotations

from app.domain.health import TargetKind
from app.domain.troubleshooting.case import Facts, Found, cause, listed, part, ruled_out, suspect, unknown

_LONG_S = 60.0
_OPEN_S = 10.0


def locks(facts: Facts) -> Found:
    """Does one connection hold up others?"""
    known = {name: each.processes for name, each in facts.inside.items() if each.processes is not None}
    for name, processes in known.items():
        for process in processes:
            if process.holds_up:
                count, number = len(process.holds_up), process.id
                since = f"{process.transaction_s or 0:.0f} s"
                return cause(
                    f"Connection {number} of {name} holds rows for which {count} others wait.",
                    f"{name}: transaction since {since}, {process.rows_changed or 0} rows changed",
                    remedies=(part(name, "processes", "Look at it, and end it"),),
                )
    waiting = {
        name: value for name, value in facts.values(TargetKind.DATABASE, "db_lock_waiting").items() if value
    }
    if waiting:
        name = max(waiting, key=lambda each: waiting[each])
        return cause(
            f"Statements of {name} wait for rows that others hold.",
            *listed(waiting, "{:.0f} waiting"),
            remedies=(part(name, "processes", "Look who holds them"),),
        )
    seen = {name for name in known if facts.inside[name].every} | facts.values(
        TargetKind.DATABASE, "db_lock_waiting"
    ).keys()
    if not seen:
        return unknown("No database server told of its connections.", *_problems(facts))
    return ruled_out("No connection holds up others.")


def open_transactions(facts: Facts) -> Found:
    """Does a connection keep its transaction open?"""
    known = {name: each.processes for name, each in facts.inside.items() if each.processes is not None}
    for name, processes in known.items():
        for process in processes:
            age = process.transaction_s or 0.0
            if (process.idle and age > _OPEN_S) or age > _LONG_S:
                number = process.id
                return suspect(
                    f"Connection {number} of {name} keeps its transaction open for {age:.0f} s.",
                    f"{name}: {process.rows_changed or 0} rows changed, {process.user} from {process.client}",
                    remedies=(part(name, "processes", "Look at it, and end it"),),
                )
    if not known:
        return unknown("No database server told of its connections.", *_problems(facts))
    partly = sorted(name for name in known if not facts.inside[name].every)
    if partly:
        return unknown(
            "This program's account is not told of transactions: it lacks the right PROCESS.", *partly
        )
    return ruled_out("No transaction stays open.")


def disks(facts: Facts) -> Found:
    """Are the disks too busy?"""
    busy = facts.values(TargetKind.HOST, "host_disk_busy")
    if not busy:
        return unknown("How busy disks are is not known.")
    name, most = max(busy.items(), key=lambda each: each[1])
    if most >= 90:
        return cause(
            f"The disk of {name} is at work {most:.0f} % of the time.", *listed(busy, "{:.0f} % busy")
        )
    return ruled_out("The disks have time to spare.", *listed(busy, "{:.0f} % busy"))


def processors(facts: Facts) -> Found:
    """Are the processors too busy?"""
    busy = facts.values(TargetKind.HOST, "host_cpu")
    if not busy:
        return unknown("How busy processors are is not known.")
    name, most = max(busy.items(), key=lambda each: each[1])
    if most >= 90:
        return suspect(f"The processors of {name} are at their limit.", *listed(busy, "{:.0f} % busy"))
    return ruled_out("The processors have time to spare.", *listed(busy, "{:.0f} % busy"))


def _problems(facts: Facts) -> tuple[str, ...]:
    return tuple(f"{name}: {each.problem}" for name, each in facts.inside.items() if each.problem)
