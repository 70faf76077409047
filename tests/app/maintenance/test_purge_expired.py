"""purge-expired on each engine."""

from __future__ import annotations

import os
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Connection, func, insert, select, update

from app.database import schedules, sessions
from app.database.tables import changes, job_ticks, jobs, users
from app.database.unit import Unit
from app.domain.changes import Changed
from app.domain.jobs import KEEP_DONE, KEEP_FAILED
from app.domain.schedules import TICKS_KEPT
from app.errors import Stopped
from app.maintenance import purge_expired
from app.maintenance.context import TaskContext

PARAMS = purge_expired.Params()


@pytest.fixture
def expired(context: TaskContext, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> TaskContext:
    """Thirty old and five fresh notes of changes, twenty done jobs too many, four ticks of which two may go, four
    sessions of which two are long over, one old and one fresh preview."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    now = context.clock.now()

    def work(unit: Unit) -> int:
        unit.changed(Changed.COPIES, "book:1")
        return 1

    for _ in range(35):
        context.perform("note", work, result=int)
    first = context.database.write(lambda c: c.execute(select(func.min(changes.c.id))).scalar_one())
    old = update(changes).where(changes.c.id < first + 30).values(recorded_at=now - timedelta(hours=25))
    context.database.write(lambda c: c.execute(old).rowcount)
    row = {
        "params": "{}", "dry_run": False, "priority": 2, "run_at": now, "max_attempts": 3, "repeatable": True,
        "timeout_s": 60, "actor": "x", "workstation": "x", "branch_id": 1, "created_at": now, "ended_at": now,
    }  # fmt: skip
    rows = [
        {**row, "key": "rare", "kind": "rare", "state": "done"},
        {**row, "key": "bad", "kind": "rare", "state": "failed"},
    ]
    rows += [{**row, "key": f"d{n}", "kind": "usual", "state": "done"} for n in range(KEEP_DONE + 20)]
    rows += [{**row, "key": f"f{n}", "kind": "usual", "state": "failed"} for n in range(KEEP_FAILED + 3)]
    context.database.write(lambda c: c.execute(insert(jobs), rows).rowcount)
    context.database.write(lambda c: _add_ticks(c, now))
    context.database.write(lambda c: _add_sessions(c, now))
    for name, days in (("clms-import-old", 8), ("clms-import-new", 1), ("other", 30)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "x.plan").write_text("x")
        os.utime(tmp_path / name, (time.time() - days * 86_400,) * 2)
    return context


def _add_ticks(connection: Connection, now: datetime) -> None:
    """Two old ones of a schedule that was looked at; a fresh one; and an old one its schedule has yet to come to."""
    old, kept = now - TICKS_KEPT - timedelta(days=1), now - TICKS_KEPT + timedelta(days=1)
    values = {
        "kind": "x", "params": {}, "cron": "0 * * * *", "timezone": "UTC", "enabled": False, "catch_up": True,
        "actor": "x", "workstation": "x", "branch_id": 1, "created_at": old,
    }  # fmt: skip
    looked = schedules.add(connection, {**values, "looked_at": now})
    behind = schedules.add(connection, {**values, "looked_at": old - timedelta(hours=1)})
    for schedule_id, tick in (
        (looked, old),
        (looked, old - timedelta(hours=1)),
        (looked, kept),
        (behind, old),
    ):
        schedules.note_tick(connection, schedule_id, tick, None)


def _add_sessions(connection: Connection, now: datetime) -> None:
    """One signed out long ago, one nobody renewed for long; one signed out lately, and an open one."""
    row = {
        "username": "lia",
        "name": "Lia",
        "role": "librarian",
        "branch_id": 1,
        "created_at": now,
        "version": 1,
    }
    user_id = connection.execute(insert(users), row).inserted_primary_key[0]
    long_ago = now - timedelta(days=40)
    for renewed, ended in ((now, long_ago), (long_ago, None), (now, now), (now, None)):
        values = {
            "user_id": user_id,
            "device": "x",
            "opened_at": long_ago,
            "renewed_at": renewed,
            "salt": "s",
        }
        values |= {"ends_at": now + timedelta(days=1), "ended_at": ended}
        sessions.add(connection, values)


def test_what_expired_goes_and_the_rest_stays(expired: TaskContext, tmp_path: Path) -> None:
    plan = purge_expired.plan(expired, PARAMS)
    done = purge_expired.run(expired, PARAMS)
    assert plan.figures == done.figures
    assert [figure.value for figure in done.figures] == [30, 23, 2, 2, 0, 0, 1, 0, 0, 0]
    with expired.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(changes)).scalar_one() == 5
        kept = connection.execute(select(jobs.c.key, jobs.c.state)).all()
        assert connection.execute(select(func.count()).select_from(job_ticks)).scalar_one() == 2
    assert {"rare", "bad"} <= {row.key for row in kept}
    assert len(kept) == KEEP_DONE + 1 + KEEP_FAILED + 1
    assert (tmp_path / "clms-import-new").exists() and (tmp_path / "other").exists()
    assert not (tmp_path / "clms-import-old").exists()
    assert purge_expired.plan(expired, PARAMS).nothing_to_do
    assert [figure.value for figure in purge_expired.run(expired, PARAMS).figures] == [0] * 10


def test_a_stop_leaves_whole_chunks(
    expired: TaskContext, noted_run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(purge_expired, "_AT_ONCE", 10)
    noted_run.stop_at = 3
    with pytest.raises(Stopped):
        purge_expired.run(expired, PARAMS)
    assert purge_expired.plan(expired, PARAMS).figures[0].value == 10
