"""archive-activities on each engine: what leaves the library is in a file first, whenever the run ends."""

from __future__ import annotations

import json
import signal
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pyrage
import pytest
import zstandard
from sqlalchemy import func, insert, select, text

from app.bootstrap import App
from app.database import schema
from app.database.engine import Database
from app.database.tables import acts, archived_ranges, archives, student_activities
from app.database.unit import Unit
from app.domain.actors import Actor
from app.domain.archives import by_month, months_before, ranges, unbroken
from app.domain.members import StudentDraft
from app.domain.paging import Window
from app.errors import ClmsError, InvalidInput, NotFound, Refused, Stopped
from app.maintenance import archive_activities, archive_files, restore_activities
from app.maintenance.context import TaskContext
from app.maintenance.task import Outcome
from tests.app.maintenance.conftest import NotedRun

OLD = date(2021, 6, 1)
DAYS = 90
A_DAY = 2


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where archives go."""
    made = tmp_path / "archive"
    made.mkdir()
    return made


@pytest.fixture
def student(app: App, head: Actor) -> int:
    """A patron whose name must stand in no file."""
    return app.students.add(head, StudentDraft("Villanueva", "Amihan", grade="7")).value.student_id


@pytest.fixture
def add(context: TaskContext, student: int) -> Callable[..., None]:
    """``add(day, id=None)``: one activity of a day."""

    def make(days: list[date], first_id: int | None = None) -> None:
        def work(unit: Unit) -> int:
            connection = unit.connection
            rows = [
                {
                    **({} if first_id is None else {"id": first_id + place}),
                    "act_id": unit.act_id,
                    "student_id": student,
                    "type": "VISIT_IN",
                    "timestamp": datetime(day.year, day.month, day.day, 3, 4, 5, place + 1, UTC),
                    "local_day": day,
                    "local_hour": 11,
                    "category": "STUDENT",
                    "grade": "7",
                    "section": None,
                    "detail": 'Ñ "quoted"\n図書',
                }
                for place, day in enumerate(days)
            ]
            connection.execute(insert(student_activities), rows)
            return len(rows)

        context.perform("note", work, result=int)

    return make


@pytest.fixture
def old(context: TaskContext, add: Callable[..., None], monkeypatch: pytest.MonkeyPatch) -> TaskContext:
    """Three months of five years ago, and five rows of today; rows go a few at a time."""
    monkeypatch.setattr(archive_activities, "_CHUNKS", (25, 25, 25))
    add([OLD + timedelta(days=n // A_DAY) for n in range(DAYS * A_DAY)])
    add([context.clock.now().date()] * 5)
    return context


def _run(context: TaskContext, folder: Path, **params: Any) -> Outcome:
    return archive_activities.run(
        context, archive_activities.SPEC.read({"folder": str(folder), "months": 12, **params})
    )


def _live(database: Database) -> list[dict[str, Any]]:
    with database.read() as connection:
        query = select(student_activities).order_by(student_activities.c.id)
        return [dict(row._mapping) for row in connection.execute(query)]


def _filed(folder: Path, opened: Callable[[bytes], bytes] = bytes) -> list[dict[str, Any]]:
    """What a stranger reads in the files, in the order of ids."""
    found: list[dict[str, Any]] = []
    for file in sorted(folder.glob("*.zst*")):
        content = zstandard.ZstdDecompressor().decompressobj().decompress(opened(file.read_bytes()))
        found += [json.loads(line) for line in content.decode().splitlines()]
    return sorted(found, key=lambda row: int(row["id"]))


def _plain(row: dict[str, Any]) -> dict[str, Any]:
    moment = f"{row['timestamp']:%Y-%m-%dT%H:%M:%S.%f}Z"
    return {**row, "timestamp": moment, "local_day": row["local_day"].isoformat()}


def test_old_activities_move_into_files_anyone_can_read(
    old: TaskContext, app: App, librarian: Actor, student: int, folder: Path
) -> None:
    before = _live(old.database)
    plan = archive_activities.plan(old, archive_activities.SPEC.read({"folder": str(folder), "months": 12}))
    assert [(figure.name, figure.value) for figure in plan.figures][:3] == [
        ("rows", DAYS * A_DAY),
        ("months", 3),
        ("kept", 5),
    ]
    assert plan.steps == ("2021-06: 60 activities", "2021-07: 62 activities", "2021-08: 58 activities")
    assert _live(old.database) == before and not list(folder.glob("*"))

    done = _run(old, folder)
    assert [figure.value for figure in done.figures][:3] == [DAYS * A_DAY, DAYS * A_DAY, 5]
    assert done.data["files"] == [f"student_activities-2021-0{n}.jsonl.zst" for n in (6, 7, 8)]
    assert _filed(folder) == [_plain(row) for row in before[:-5]]
    assert _live(old.database) == before[-5:]
    for file in folder.glob("student*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
        assert b"Villanueva" not in zstandard.ZstdDecompressor().decompressobj().decompress(file.read_bytes())
    assert len(app.students.activities(librarian, student, Window()).rows) == 5

    again = _run(old, folder)
    assert not again.data["files"] and again.figures[1].value == 0
    assert archive_activities.plan(
        old, archive_activities.SPEC.read({"folder": str(folder), "months": 12})
    ).nothing_to_do


class _Dead(BaseException):
    """What stands for the end of the process: nothing that writes works any more."""


Mortal = Callable[[int], AbstractContextManager[TaskContext]]


@pytest.fixture
def mortal(old: TaskContext) -> Mortal:
    """``with mortal(n) as context``: its run dies before the n-th step that changes something, and stays dead."""

    @contextmanager
    def make(fatal: int) -> Iterator[TaskContext]:
        count = 0

        def stepping(work: Callable[..., Any]) -> Callable[..., Any]:
            def step(*args: Any, **kwargs: Any) -> Any:
                nonlocal count
                count += 1
                if count >= fatal:
                    raise _Dead
                return work(*args, **kwargs)

            return step

        database = Database(old.database.url)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(database, "write", stepping(database.write))
            patch.setattr(archive_files, "write_aside", stepping(archive_files.write_aside))
            patch.setattr(archive_files, "reveal", stepping(archive_files.reveal))
            yield replace(old, database=database, perform=stepping(old.perform))
        database.close()

    return make


def test_dying_between_any_two_steps_loses_and_doubles_nothing(
    old: TaskContext, mortal: Mortal, folder: Path
) -> None:
    before, deaths, ended = _live(old.database), 0, False
    while not ended:
        with mortal(3) as doomed:  # two steps a life
            try:
                _run(doomed, folder)
                ended = True
            except _Dead:
                deaths += 1
        _nothing_is_lost(before, _live(old.database), folder)
        assert deaths < 60
    assert deaths >= 6
    assert _filed(folder) == [_plain(row) for row in before[:-5]]
    assert _live(old.database) == before[-5:]


def _nothing_is_lost(before: list[dict[str, Any]], live: list[dict[str, Any]], folder: Path) -> None:
    """Every row is in the library or in a file that has its name; no row is in two files."""
    filed = _filed(folder)
    numbers = [row["id"] for row in filed]
    assert len(numbers) == len(set(numbers))
    there = {row["id"]: row for row in filed} | {row["id"]: _plain(row) for row in live}
    assert there == {row["id"]: _plain(row) for row in before}


@pytest.mark.long
@pytest.mark.parametrize("fatal", range(1, 16))
def test_a_retry_finishes_wherever_the_first_run_died(
    old: TaskContext, mortal: Mortal, folder: Path, fatal: int
) -> None:
    before = _live(old.database)
    with mortal(fatal) as doomed, pytest.raises(_Dead):
        _run(doomed, folder)
    _nothing_is_lost(before, _live(old.database), folder)
    _run(old, folder)
    assert _filed(folder) == [_plain(row) for row in before[:-5]]
    assert _live(old.database) == before[-5:]
    assert not list(folder.glob(".*.new"))


def test_a_killed_process_is_finished_by_the_next_run(
    old: TaskContext, library_url: str, folder: Path, tmp_path: Path
) -> None:
    before = _live(old.database)
    command = [sys.executable, "-m", "tests.app.maintenance.archive_child", library_url, str(folder)]
    child = subprocess.run([*command, str(tmp_path)], check=False, timeout=60)
    assert child.returncode == -signal.SIGKILL
    assert len(before) > len(_live(old.database)) > 5
    _nothing_is_lost(before, _live(old.database), folder)
    done = _run(old, folder)
    assert len(done.data["files"]) == 2, "the first month's file stands already"
    assert _filed(folder) == [_plain(row) for row in before[:-5]]
    assert _live(old.database) == before[-5:]


def test_a_stopped_run_says_what_it_removed(old: TaskContext, folder: Path, noted_run: NotedRun) -> None:
    noted_run.stop_at = 5
    with pytest.raises(Stopped):
        _run(old, folder)
    with old.database.read() as connection:
        kinds = connection.execute(select(acts.c.kind).order_by(acts.c.id)).scalars().all()
    assert kinds[-2:] == ["archive_activities", "remove_archived"]
    assert len(_live(old.database)) == DAYS * A_DAY + 5 - 50


def test_sealed_files_open_with_the_key_and_are_finished_without_it(
    old: TaskContext, folder: Path, noted_run: NotedRun
) -> None:
    key = pyrage.x25519.Identity.generate()
    before = _live(old.database)
    noted_run.stop_at = 5
    with pytest.raises(Stopped):
        _run(old, folder, recipient=str(key.to_public()))
    noted_run.stop_at = 0
    done = _run(old, folder, recipient=str(key.to_public()))
    assert len(done.data["files"]) == 2 and len(list(folder.glob("*.zst.age"))) == 3
    assert _filed(folder, lambda sealed: pyrage.decrypt(sealed, [key])) == [
        _plain(row) for row in before[:-5]
    ]
    assert _live(old.database) == before[-5:]


@pytest.mark.parametrize("harm", ["gone", "changed"])
def test_rows_whose_file_is_no_longer_whole_are_archived_again(
    old: TaskContext, folder: Path, noted_run: NotedRun, harm: str
) -> None:
    noted_run.stop_at = 4
    with pytest.raises(Stopped):
        _run(old, folder)
    noted_run.stop_at = 0
    left = _live(old.database)
    (file,) = folder.glob("*.zst")
    if harm == "gone":
        file.unlink()
    else:
        content = bytearray(file.read_bytes())
        content[len(content) // 2] ^= 1
        file.rename(folder.parent / "kept")
        file.write_bytes(content)
    done = _run(old, folder)
    assert any("missing or changed" in each for each in done.warnings)
    if harm == "changed":
        file.unlink()
    assert [row["id"] for row in _filed(folder)] == [row["id"] for row in left[:-5]]


def test_a_row_written_late_between_archived_ones_is_not_taken_for_archived(
    old: TaskContext, add: Callable[..., None], folder: Path
) -> None:
    first = _live(old.database)[-1]["id"] + 10
    add([OLD], first)
    add([OLD], first + 2)
    _run(old, folder)
    add([OLD], first + 1)  # its id was drawn before the others were archived
    with pytest.raises(ClmsError):
        old.database.write(lambda c: c.execute(text("DELETE FROM student_activities")).rowcount)
    assert _run(old, folder).data["files"] == ["student_activities-2021-06-2.jsonl.zst"]
    assert {first, first + 1, first + 2} <= {row["id"] for row in _filed(folder)}
    assert len(_live(old.database)) == 5


def _back(context: TaskContext, file: Path, **params: Any) -> Outcome:
    given = restore_activities.SPEC.read({"file": str(file), **params})
    plan = restore_activities.plan(context, given)
    done = restore_activities.run(context, given)
    assert plan.nothing_to_do or plan.figures[1].value == done.figures[1].value
    return done


def test_archived_activities_come_back_as_they_were_and_leave_again(
    old: TaskContext, folder: Path, noted_run: NotedRun, tmp_path: Path
) -> None:
    key = pyrage.x25519.Identity.generate()
    identity = tmp_path / "key.txt"
    identity.write_text(str(key))
    before = _live(old.database)
    june, july, _august = (
        folder / name for name in _run(old, folder, recipient=str(key.to_public())).data["files"]
    )

    with pytest.raises(InvalidInput) as unusable:
        _back(old, june)
    assert unusable.value.details["field"] == "identity"
    assert _back(old, june, identity=str(identity)).figures[1].value == 60
    assert _back(old, june, identity=str(identity)).figures[1].value == 0
    _back(old, july, identity=str(identity))
    assert _live(old.database) == before[:122] + before[-5:]

    left = _run(old, folder)
    assert left.data["files"] == [] and left.figures[1].value == 122
    assert _live(old.database) == before[-5:]


def test_a_file_the_library_does_not_know_is_refused(old: TaskContext, folder: Path) -> None:
    file = folder / _run(old, folder).data["files"][0]
    file.write_bytes(file.read_bytes() + b"\n")
    with pytest.raises(Refused) as refused:
        _back(old, file)
    assert refused.value.code == "archive_unknown"
    with pytest.raises(NotFound):
        _back(old, folder / "nothing")


def test_only_archived_rows_can_be_removed(old: TaskContext, folder: Path) -> None:
    for change in (
        "DELETE FROM student_activities",
        "UPDATE student_activities SET detail = NULL",
    ):
        with pytest.raises(ClmsError):
            old.database.write(lambda c, change=change: c.execute(text(change)).rowcount)
    _run(old, folder)
    for table in (archives, archived_ranges):
        with old.database.read() as connection:
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 3
        for change in (f"DELETE FROM {table.name}", f"UPDATE {table.name} SET first_id = 0"):
            with pytest.raises(ClmsError):
                old.database.write(lambda c, change=change: c.execute(text(change)).rowcount)


def test_rows_and_guards_survive_the_revision_before(
    old: TaskContext, add: Callable[..., None], folder: Path
) -> None:
    _run(old, folder, before=(OLD + timedelta(days=30)).isoformat())
    kept = _live(old.database)
    try:
        schema.downgrade(old.database, "0002")
        assert _live(old.database) == kept
        with pytest.raises(ClmsError):
            old.database.write(lambda c: c.execute(text("DELETE FROM student_activities")).rowcount)
    finally:
        schema.upgrade(old.database)
    assert _live(old.database) == kept
    with pytest.raises(ClmsError):
        old.database.write(lambda c: c.execute(text("DELETE FROM student_activities")).rowcount)
    assert _run(old, folder).figures[1].value == len(kept) - 5


def test_what_can_not_be_done_is_refused(old: TaskContext, folder: Path, tmp_path: Path) -> None:
    recent = old.clock.now().date() - timedelta(days=20)
    for params in ({"before": recent.isoformat()}, {"recipient": "age1nonsense"}):
        with pytest.raises(InvalidInput):
            _run(old, folder, **params)
    with pytest.raises(Refused) as refused:
        _run(old, tmp_path / "nowhere")
    assert refused.value.code == "folder_missing"
    assert not list(folder.glob("*")) and len(_live(old.database)) == DAYS * A_DAY + 5


def test_months_and_ranges() -> None:
    assert months_before(date(2026, 3, 15), 3) == date(2025, 12, 1)
    assert months_before(date(2025, 12, 31), -1) == date(2026, 1, 1)
    assert [(m.name, m.rows, m.end) for m in by_month([(date(2021, 2, 3), 2), (date(2021, 2, 9), 1)])] == [
        ("2021-02", 3, date(2021, 3, 1))
    ]
    assert ranges([1, 2, 3, 5, 7, 8]) == [(1, 3), (5, 5), (7, 8)]
    assert unbroken([1, 2, 3, 5, 7, 8], 2) == [1, 2, 3, 5]
    assert unbroken([4, 5], 2) == [4, 5]
