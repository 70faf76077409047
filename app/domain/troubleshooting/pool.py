"""Connections: requests wait for one, because statements hold them, because there are too few, or because more is asked."""

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
    unknown,
)  # fmt: skip
from app.domain.troubleshooting.database_checks import locks, open_transactions

_FULL = 90.0
_SLOW_MS = 100.0
_MORE = 2.0


def _short(facts: Facts) -> Found:
    shares = facts.values(TargetKind.API, "api_pool_share")
    given_up = {
        name: rate for name, rate in facts.values(TargetKind.API, "api_pool_given_up").items() if rate > 0
    }
    if not shares and not given_up:
        return unknown("How many connections API nodes use is not known.")
    told = (*listed(shares, "{:.0f} % in use"), *listed(given_up, "{:.2f} given up a second"))
    if given_up or max(shares.values(), default=0.0) >= _FULL:
        return suspect("Requests wait for a database connection.", *told)
    peaks = [facts.peak(name, "api_pool_share") or 0.0 for name in shares]
    if max(peaks, default=0.0) >= _FULL:
        return suspect("Requests waited for a database connection within the hour.", *told)
    return ruled_out("No request waits for a database connection.", *told)


def _server(facts: Facts) -> Found:
    shares = facts.values(TargetKind.DATABASE, "db_connections_share")
    if not shares:
        return unknown("How many connections database servers have is not known.")
    name, most = max(shares.items(), key=lambda each: each[1])
    told = listed(shares, "{:.0f} % of max_connections")
    if most >= 85:
        return cause(f"{name} has nearly no connection left for anybody.", *told,
                     remedies=(part(name, "processes", "Look who has them"), part(name, "advice", "Look at its settings")))  # fmt: skip
    return ruled_out("Database servers have connections to spare.", *told)


def _slow(facts: Facts) -> Found:
    times = facts.values(TargetKind.API, "api_sql_ms")
    if not times:
        return unknown("How long statements take is not known.")
    most = max(times.values())
    told = listed(times, "{:.1f} ms a statement")
    if most >= _SLOW_MS:
        return cause("Statements take so long that connections are never free.", *told,
                     remedies=(other("slow-queries", "Find out why they are slow"),))  # fmt: skip
    return ruled_out("Statements are quick enough.", *told)


def _busy(facts: Facts) -> Found:
    rates = facts.values(TargetKind.API, "api_requests")
    if not rates:
        return unknown("How much is asked is not known.")
    now = sum(rates.values())
    usual = sum(facts.usual(name, "api_requests") or 0.0 for name in rates)
    told = listed(rates, "{:.1f} requests a second")
    if usual and now > 5 and now > _MORE * usual:
        return suspect(f"{now / usual:.1f} times as much is asked as an hour ago.", *told)
    return ruled_out("No more is asked than before.", *told)


CASE = Case(
    "connections",
    "Connections run short",
    "Requests fail because no database connection was free, or an alert says that a pool is used up.",
    (
        Check("short", "Do requests wait for connections?", _short),
        Check("locks", "Does one connection hold up others?", locks),
        Check("slow", "Are statements too slow?", _slow),
        Check("open", "Does a transaction stay open?", open_transactions),
        Check("server", "Has the database server connections left?", _server),
        Check("busy", "Is more asked than before?", _busy),
    ),
    ("api_pool_share", "api_pool_given_up", "api_sql_ms", "api_requests", "db_connections_share"),
)
