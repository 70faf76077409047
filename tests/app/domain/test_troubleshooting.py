"""Cases of troubleshooting: the right cause first, what is well crossed off, what is not known never."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from app.domain.board import NodeLine
from app.domain.health import HealthState, TargetKind
from app.domain.request_timing import RequestTiming
from app.domain.server_advice import ServerState
from app.domain.statements import Process, ProcessKind, StatementTimes
from app.domain.troubleshooting import CASES, case_of
from app.domain.troubleshooting.case import (
    Case,
    Diagnosis,
    Facts,
    Inside,
    Points,
    RemedyKind,
    Verdict,
    diagnose,
)
from app.maintenance import TASKS

NOW = 10_000.0
WELL = HealthState.HEALTHY
K = TargetKind
_BY_KEY = {case.key: case for case in CASES}
_HEALTHY: dict[str, tuple[K, dict[str, float]]] = {
    "here": (K.HOST, {"host_memory": 40, "host_swapping": 0, "host_cpu": 20, "host_disk_busy": 10}),
    "nginx": (K.NGINX, {"nginx_dropped": 0, "certificate_days": 80}),
    "api-1": (K.API, {}),
    "api-2": (K.API, {}),
    "db-1": (K.DATABASE, {"db_slow": 0, "db_pool_hits": 99.9, "db_lock_waiting": 0, "db_connections_share": 20,
                          "db_inserts": 1, "db_updates": 1, "db_deletes": 0}),
    "db-2": (K.DATABASE, {"db_replicating": 1, "db_lag_s": 0.1, "db_gtid_gap": 0}),
    "redis-1": (K.REDIS, {"redis_memory_share": 30, "redis_memory": 1e7, "redis_evicted": 0, "redis_uptime_s": 90_000,
                          "redis_slots_missing": 0}),
    "files": (K.FILES, {"files_used": 40, "files_inodes": 10, "files_full_h": 8760}),
    "library": (K.LIBRARY, {"jobs_waiting_s": 1, "backup_age_h": 5}),
}  # fmt: skip
_API = {"api_memory": 2e8, "api_hits_memory": 70, "api_hits_redis": 80, "api_hits_table": 0, "api_sql_ms": 1,
        "api_pool_share": 10, "api_pool_given_up": 0, "api_requests": 10, "api_lb_requests": 10}  # fmt: skip
_SERVER = ServerState(
    "mysql", (8, 4, 0),
    {"innodb_buffer_pool_size": "1000000000", "log_bin": "ON", "binlog_expire_logs_seconds": "86400", "read_only": "OFF"},
    {}, 8_000_000_000,
)  # fmt: skip


def _facts(
    changed: Mapping[str, Mapping[str, float]] = {},
    states: Mapping[str, HealthState] = {},
    inside: Mapping[str, Inside] | None = None,
    series: Mapping[tuple[str, str], Points] = {},
    log_bytes: int | None = 1000,
    measured_at: float | None = NOW,
    requests: tuple[RequestTiming, ...] = (),
) -> Facts:
    nodes = []
    for name, (kind, values) in _HEALTHY.items():
        told = {**values, **(_API if kind is K.API else {}), **changed.get(name, {})}
        known = (
            {"version": "1.0"}
            if kind is K.API
            else {"role": "takes writes" if name == "db-1" else "read only"}
        )
        nodes.append(
            NodeLine(name, kind, "", (), states.get(name, WELL), "It does not answer.", facts=known,
                     measured_at=measured_at, values=dict(told))
        )  # fmt: skip
    asked = {"db-1": Inside((), (), _SERVER)} if inside is None else inside
    return Facts(NOW, tuple(nodes), dict(series), dict(asked), log_bytes, requests)


def _request(part: str, first_ms: float = 5.0, status: int | None = 200, problem: str = "") -> RequestTiming:
    return RequestTiming(part, "https://x/ready", 0.1, 0.2, 3.0, first_ms, 0.1, status, 100, problem)


ANSWERED = (_request("nginx"), _request("api-1"), _request("api-2"))


def _work(case: str, facts: Facts) -> Diagnosis:
    return diagnose(_BY_KEY[case], facts)


def _process(number: int, **more: object) -> Process:
    return Process(
        number, ProcessKind.CLIENT, "clms", "10.0.0.9:1", "clms", "Sleep", "", 90.0, "", "m", **more
    )  # type: ignore[arg-type]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_what_is_well_is_crossed_off_with_evidence(case: Case) -> None:
    found = diagnose(case, _facts(requests=ANSWERED))
    assert found.likely == ""
    wrong = [each.key for each in found.answers if each.found.verdict is not Verdict.RULED_OUT]
    assert wrong == [], [each.found for each in found.answers if each.key in wrong]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.key)
def test_what_could_not_be_seen_is_unknown_and_not_well(case: Case) -> None:
    unknown = dict.fromkeys(_HEALTHY, HealthState.UNKNOWN)
    facts = _facts(
        states=unknown, measured_at=NOW - 600, inside={"db-1": Inside(problem="No.")}, log_bytes=None
    )
    found = diagnose(case, facts)
    assert found.likely == ""
    assert found.answers[0].found.verdict is Verdict.UNKNOWN or case.key == "replication"
    crossed = {each.key for each in found.answers if each.found.verdict is Verdict.RULED_OUT}
    # What grows is compared with an hour that is not known either.
    assert crossed <= {"api", "jobs", "library", "releases", "primaries"}


LOCKED = {"db-1": Inside((_process(7, holds_up=(8, 9), transaction_s=95.0, rows_changed=3),), (), _SERVER)}
SCAN = StatementTimes("a", "clms", "SELECT * FROM `books`", 10, 9000.0, 900.0, 1_000_000, 10, 10, 0)
COSTLY = {"db-1": Inside((), (SCAN,), _SERVER)}


@pytest.mark.parametrize(
    ("case", "facts", "likely", "remedy"),
    [
        ("slow-queries", _facts({"api-1": {"api_sql_ms": 400}}, inside=LOCKED), "Connection 7 of db-1", "db-1"),
        ("slow-queries", _facts({"db-1": {"db_slow": 3}}, inside=COSTLY), "takes 100 % of the time", "analyze-tables"),
        ("slow-queries", _facts({"here": {"host_disk_busy": 97}}), "The disk of here", ""),
        ("connections", _facts({"api-1": {"api_pool_given_up": 1}}, inside=LOCKED), "Connection 7 of db-1", "db-1"),
        ("connections", _facts({"api-1": {"api_pool_share": 99, "api_sql_ms": 300}}), "never free", "slow-queries"),
        ("connections", _facts({"db-1": {"db_connections_share": 96}}), "db-1 has nearly no connection", "db-1"),
        ("cache-misses", _facts({"redis-1": {"redis_uptime_s": 120}}), "redis-1 began 2 min ago", ""),
        ("cache-misses", _facts({"redis-1": {"redis_evicted": 5}}), "redis-1 throws away", "redis-1"),
        ("cache-misses", _facts(states={"redis-1": HealthState.UNHEALTHY}), "redis-1 does not answer", "redis-1"),
        ("load-balancer", _facts(states={"api-2": HealthState.UNHEALTHY}), "api-2 takes no requests", "api-2"),
        ("load-balancer", _facts(states={"api-2": HealthState.UNHEALTHY, "db-1": HealthState.UNHEALTHY}), "db-1 is away", "db-1"),
        ("load-balancer", _facts(requests=(_request("nginx", status=502), _request("api-1"))), "nginx passes no request on, and api-1", "nginx"),
        ("load-balancer", _facts(requests=(_request("nginx", 2500), _request("api-1"))), "2503 ms, most of it for this step: first byte", ""),
        ("load-balancer", _facts(requests=(*ANSWERED[:2], _request("api-2", status=None, problem="No."))), "api-2 does not answer", "api-2"),
        ("load-balancer", _facts({"nginx": {"nginx_dropped": 2}}), "no room for connections", ""),
        ("load-balancer", _facts({"api-2": {"api_lb_requests": 1}}), "api-2 gets far fewer", "api-2"),
        ("replication", _facts({"db-2": {"db_replicating": 0}}), "Replication of db-2 is stopped", "db-2"),
        ("replication", _facts({"db-2": {"db_lag_s": 90, "db_gtid_gap": 900}}), "can't apply as fast", "db-2"),
        ("high-memory", _facts({"api-1": {"api_memory": 9e8}}, series={("api-1", "api_memory"): ((0.0, 2e8),) * 12}), "api-1 grew from", "api-1"),
        ("disk", _facts({"files": {"files_used": 96}}, log_bytes=1 << 30), "Logs of this computer", "clear-logs"),
    ],
)  # fmt: skip
def test_the_likely_cause_and_what_helps(case: str, facts: Facts, likely: str, remedy: str) -> None:
    found = _work(case, facts)
    assert likely in found.likely
    targets = {each.target for answer in found.answers for each in answer.found.remedies}
    assert not remedy or remedy in targets


def test_what_an_account_is_not_told_is_not_crossed_off() -> None:
    partly = {"db-1": Inside((), (), _SERVER, every=False)}
    found = {each.key: each.found for each in _work("slow-queries", _facts(inside=partly)).answers}
    assert found["open"].verdict is Verdict.UNKNOWN and found["open"].evidence == ("db-1",)
    assert found["locks"].verdict is Verdict.RULED_OUT, "how many wait is known all the same"
    old = _facts(inside=partly, measured_at=NOW - 600)
    found = {each.key: each.found for each in _work("slow-queries", old).answers}
    assert found["locks"].verdict is Verdict.UNKNOWN


@pytest.mark.parametrize(
    ("kind", "metric", "case"),
    [
        (K.HOST, "host_memory", "high-memory"),
        (K.DATABASE, "db_slow", "slow-queries"),
        (K.API, "health", "load-balancer"),
        (K.REDIS, "health", "cache-misses"),
        (K.DATABASE, "db_lag_s", "replication"),
        (K.API, "api_pool_share", "connections"),
        (K.FILES, "files_used", "disk"),
        (K.MAIL, "health", ""),
    ],
)
def test_an_alert_leads_to_its_case(kind: K, metric: str, case: str) -> None:
    assert case_of(kind, metric) == case


def test_every_case_is_registered_and_every_remedy_leads_somewhere() -> None:
    folder = Path("app/domain/troubleshooting")
    files = {path.stem for path in folder.glob("*.py")} - {"__init__", "case", "database_checks"}
    assert len(files) == len(CASES) == len(_BY_KEY)
    tasks = {each.SPEC.name for each in TASKS}
    for path in folder.glob("*.py"):
        for line in path.read_text().splitlines():
            for name in (piece.split('"')[1] for piece in line.split("task(")[1:] if '"' in piece):
                assert name in tasks, f"{path.name}: there is no task {name}"
            for name in (piece.split('"')[1] for piece in line.split("other(")[1:] if '"' in piece):
                assert name in _BY_KEY, f"{path.name}: there is no case {name}"
    for case in CASES:
        assert case.about.endswith(".") and all(check.question.endswith("?") for check in case.checks)
    assert {kind.value for kind in RemedyKind} == {"task", "part", "case"}
