"""optimize-tables and analyze-tables on each engine."""

from __future__ import annotations

import sqlite3
import time
from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import delete, insert, text

from app.database.engine import Database
from app.database.tables import jobs, stored_files
from app.database.upkeep.replicas import Replica, Replicas
from app.database.upkeep.tables import WHOLE_FILE, spaces, stale_statistics
from app.errors import Refused, Stopped, Unreachable
from app.maintenance import analyze_tables, guards, optimize_tables
from app.maintenance.context import TaskContext
from app.maintenance.task import NoParams
from tests.waiting import until

SMALL = optimize_tables.Params(percent=20, floor_mb=4)
NOW = datetime(2026, 3, 2, 4, tzinfo=UTC)


def add_files(database: Database, count: int, size: int = 500_000) -> None:
    rows = [
        {"digest": f"{n:064d}", "media_type": "x/y", "size": size, "content": bytes(size), "created_at": NOW}
        for n in range(count)
    ]
    database.write(lambda connection: connection.execute(insert(stored_files), rows))


def make_space(database: Database) -> None:
    add_files(database, 60)
    database.write(lambda connection: connection.execute(delete(stored_files)))
    until(
        lambda: any(each.free > 8_000_000 and each.free_percent > 20 for each in spaces(database)),
        "the server's own purge of the deleted rows",
    )


def add_job(database: Database, kind: str, state: str = "RUNNING", **more: Any) -> None:
    row = {
        "key": f"{kind}-{state}-{time.monotonic_ns()}"[-36:], "kind": kind, "params": "{}", "dry_run": False, "priority": 2,
        "state": state.lower(), "run_at": NOW, "max_attempts": 3, "repeatable": True, "timeout_s": 60, "actor": "x",
        "workstation": "x", "branch_id": 1, "created_at": NOW,
    }  # fmt: skip
    database.write(lambda connection: connection.execute(insert(jobs).values({**row, **more})))


def test_space_is_given_back_once(context: TaskContext) -> None:
    make_space(context.database)
    plan = optimize_tables.plan(context, SMALL)
    done = optimize_tables.run(context, SMALL)
    name = WHOLE_FILE if context.engine == "sqlite" else "stored_files"
    assert done.data["tables"] == [name] and len(plan.steps) == len(plan.statements) == 1
    won = {figure.name: figure.value for figure in done.figures}["won"]
    assert won > 0.8 * plan.figures[1].value > 6_000_000
    assert optimize_tables.plan(context, SMALL).nothing_to_do
    assert optimize_tables.run(context, SMALL).data["tables"] == []


def test_nothing_is_rebuilt_beside_a_backup(context: TaskContext) -> None:
    add_job(context.database, "backup-database")
    with pytest.raises(Refused, match="backup-database"):
        optimize_tables.plan(context, SMALL)
    with pytest.raises(Refused, match="backup-database"):
        analyze_tables.run(context, NoParams())


def test_a_stop_comes_before_the_next_table(context: TaskContext, noted_run: Any) -> None:
    make_space(context.database)
    noted_run.stop_at = 1
    with pytest.raises(Stopped):
        optimize_tables.run(context, SMALL)
    assert not optimize_tables.plan(context, SMALL).nothing_to_do


def test_a_table_in_use_is_left_within_seconds(context: TaskContext) -> None:
    make_space(context.database)
    if context.engine == "sqlite":
        with sqlite3.connect(str(context.database.url.database), isolation_level=None) as desk:
            desk.execute("BEGIN IMMEDIATE")
            with pytest.raises(Refused, match="Somebody is writing"):
                optimize_tables.run(context, SMALL)
            desk.execute("ROLLBACK")
        desk.close()
        return
    with context.database.transaction() as desk_connection:
        desk_connection.execute(insert(stored_files).values(
            digest="x", media_type="x/y", size=1, content=b"x", created_at=NOW
        ))  # fmt: skip
        start = time.monotonic()
        done = optimize_tables.run(context, SMALL)
        assert time.monotonic() - start < 20
    assert done.data["tables"] == [] and "stored_files was left" in done.warnings[-1]


def test_statistics_are_made_anew_where_they_are_stale(context: TaskContext) -> None:
    database = context.database
    if context.engine != "sqlite":
        with database.engine.connect() as connection:
            connection.execute(text("ALTER TABLE stored_files STATS_AUTO_RECALC = 0"))
    try:
        analyze_tables.run(context, NoParams())
        add_files(database, 300, 10)
        plan = analyze_tables.plan(context, NoParams())
        assert any("stored_files" in step for step in plan.steps)
        done = analyze_tables.run(context, NoParams())
        assert plan.figures[0].value == len(done.data["tables"]) and "stored_files" in done.data["tables"]
        assert "stored_files" not in {each.name for each in stale_statistics(database)}
        assert "stored_files" not in analyze_tables.run(context, NoParams()).data["tables"]
    finally:
        if context.engine != "sqlite":
            with database.engine.connect() as connection:
                connection.execute(text("ALTER TABLE stored_files STATS_AUTO_RECALC = DEFAULT"))


def test_a_lagging_or_broken_replica_stops_it_and_an_unknown_one_is_said() -> None:
    assert guards.judge_replicas(Replicas(True, (Replica("a:1", 2.0),))) == ()
    assert "unknown" in guards.judge_replicas(Replicas(False, reason="no privilege"))[0]
    assert "can't be told" in guards.judge_replicas(Replicas(True, (Replica("a:1", None),)))[0]
    with pytest.raises(Refused, match="45 s behind"):
        guards.judge_replicas(Replicas(True, (Replica("a:1", 45.0),)))
    with pytest.raises(Refused, match="does not follow: Duplicate entry"):
        guards.judge_replicas(Replicas(True, (Replica("a:1", None, "Duplicate entry"),)))


def test_a_long_statement_is_stopped_by_its_watch(context: TaskContext) -> None:
    from app.database.upkeep.patience import patient

    looks = 0

    def watch() -> None:
        nonlocal looks
        looks += 1
        if looks == 2:
            raise Stopped("enough")

    slow = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400000000) SELECT count(*) FROM n"
        if context.engine == "sqlite"
        else "SELECT SLEEP(120)"
    )
    start = time.monotonic()
    with patient(context.database, watch) as session, pytest.raises((Stopped, Unreachable)) as stopped:
        session.run(slow)
    assert stopped.type is Stopped and time.monotonic() - start < 20
