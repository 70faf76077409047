"""export-list on each engine: the bytes reach the store whole, leave no file behind, and go when their day is over."""

from __future__ import annotations

import csv
import io
import random
from dataclasses import replace
from datetime import timedelta
from functools import partial
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.bootstrap import App
from app.database import exports
from app.database.tables.operations import file_parts
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.exports import KEPT, ExportFormat, ExportList
from app.errors import Denied, Stopped
from app.maintenance import export_list, purge_expired
from app.maintenance.context import TaskContext
from app.wiring import task_calls
from tests.app.maintenance.conftest import NotedRun

OF = (ExportList.CATALOG, ExportFormat.CSV)
CATALOG = export_list.Params(list="catalog")


def _as(context: TaskContext, app: App, actor: Actor, job_id: int = 7) -> TaskContext:
    calls = {name: partial(call, actor) for name, call in task_calls(app).items()}
    return replace(context, calls=calls, actor=actor, job_id=job_id)


def _content(context: TaskContext, job_id: int) -> bytes | None:
    with context.operations.read() as connection:
        head = exports.head(connection, job_id, context.clock.now())
        return exports.content(connection, head) if head else None


def test_a_list_is_written_twice_and_is_there_once(
    app: App, context: TaskContext, head: Actor, tmp_path: Path
) -> None:
    able = _as(context, app, head)
    app.catalog.add_title(head, TitleDraft("Noli Me Tangere"), [BookDraft("A-1"), BookDraft("A-2")])
    left_behind = tmp_path / f"{export_list.PREFIX}20260101T000000"
    left_behind.mkdir()
    (left_behind / "students.csv").write_text("Dela Cruz")

    first = export_list.run(able, CATALOG)
    assert export_list.run(able, CATALOG) == first

    assert first.figures[0].value == 2
    content = _content(able, 7)
    assert content is not None and len(content) == first.figures[1].value
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    assert [row["Title"] for row in rows] == ["Noli Me Tangere"] * 2
    assert not list(tmp_path.glob(f"{export_list.PREFIX}*"))


def test_long_files_come_back_byte_for_byte_and_expire(context: TaskContext) -> None:
    long = random.Random(4).randbytes(1_300_000)
    now = context.clock.now()
    exports.put(context.operations, 1, OF, b"old", 1, now + KEPT)
    exports.put(context.operations, 1, OF, long, 9, now + KEPT)
    exports.put(context.operations, 2, OF, b"over", 1, now - timedelta(seconds=1))
    exports.put(context.operations, 3, (ExportList.STUDENTS, ExportFormat.XLSX), b"people", 1, now + KEPT)
    assert _content(context, 1) == long
    assert _content(context, 2) is None

    params = purge_expired.Params()
    plan, done = purge_expired.plan(context, params), purge_expired.run(context, params)
    assert [each.value for each in plan.figures if each.name == "exports"] == [1]
    assert [each.value for each in done.figures if each.name == "exports"] == [1]
    assert exports.remove_all_of(context.operations, ExportList.STUDENTS) == 1
    with context.operations.read() as connection:
        left = connection.execute(select(file_parts.c.owner, func.count()).group_by(file_parts.c.owner))
        assert [tuple(row) for row in left] == [("export:1", 3)]


def test_who_may_not_export_gets_nothing_written(
    app: App, context: TaskContext, operator: Actor, tmp_path: Path
) -> None:
    with pytest.raises(Denied):
        export_list.run(_as(context, app, operator), CATALOG)
    assert _content(context, 7) is None
    assert not list(tmp_path.glob(f"{export_list.PREFIX}*"))


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_run_that_is_stopped_leaves_nothing(
    app: App, context: TaskContext, head: Actor, noted_run: NotedRun, tmp_path: Path
) -> None:
    noted_run.stop_at = 1
    with pytest.raises(Stopped):
        export_list.run(_as(context, app, head), CATALOG)
    assert _content(context, 7) is None
    assert not list(tmp_path.glob(f"{export_list.PREFIX}*"))
