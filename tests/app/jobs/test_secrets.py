"""The database's password while a backup runs: on no command line, in no process's environment, job, log line or log."""

from __future__ import annotations

import contextlib
import json
import logging
from pathlib import Path

import msgspec
import psutil
import pytest
from sqlalchemy import select, text

from app.bootstrap import App
from app.database.tables import audit_logs, jobs
from app.database.tables.operations import job_log, job_progress
from app.domain.actors import Actor
from app.domain.jobs import JobState
from tests.servers.databases import PASSWORD
from tests.waiting import until

pytestmark = pytest.mark.parametrize("engine_name", ["mariadb", "mysql"])


def test_nobody_reads_the_password_while_a_backup_runs(
    app: App, head: Actor, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    worker, seen = app.embedded_worker(), dict[int, str]()
    assert PASSWORD in app.core.database.url.render_as_string(hide_password=False)
    worker.start()
    try:
        given = {"folder": str(tmp_path), "most_kb_s": 200}
        job_id = app.maintenance.start(head, "backup-database", given).value.job_id

        def over() -> bool:
            seen.update(_exposed(worker._process.pid))
            return app.maintenance.job(head, job_id).state is JobState.DONE

        until(over, "the backup to be done")
        log = app.maintenance.log(head, job_id)
    finally:
        worker.stop()
    assert len(seen) >= 2, "the worker and the job's own process were looked at"
    assert [told for told in seen.values() if PASSWORD in told] == []
    assert log and PASSWORD not in json.dumps([line.text for line in log])
    with app.core.database.read() as connection:
        rows = [tuple(row) for table in (jobs, audit_logs) for row in connection.execute(select(table))]
    with app.operations.read() as connection:
        rows += [tuple(r) for table in (job_log, job_progress) for r in connection.execute(select(table))]
    assert rows and PASSWORD not in repr(rows)
    assert PASSWORD not in caplog.text
    written = [each for each in tmp_path.rglob("*") if each.is_file() and each.suffix == ".json"]
    assert written and not [each for each in written if PASSWORD in each.read_text()]
    assert PASSWORD not in repr(app.recipe()) and PASSWORD.encode() not in msgspec.json.encode(given)
    name = app.operations.url.database
    app.operations.close()
    with app.core.database.engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE `{name}`"))


def _exposed(pid: int) -> dict[int, str]:
    """What other users (the command line) and this user's programs (the environment) can read of a tree of processes."""
    found: dict[int, str] = {}
    with contextlib.suppress(psutil.NoSuchProcess):
        worker = psutil.Process(pid)
        for process in (worker, *worker.children(recursive=True)):
            with contextlib.suppress(psutil.NoSuchProcess, psutil.ZombieProcess):
                found[process.pid] = f"{process.cmdline()} {process.environ()}"
    return found
