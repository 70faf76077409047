"""The write-ahead log of a library in a file is brought into it while an import runs, and once it ended, however it did."""

from __future__ import annotations

import shutil
import sqlite3
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.bootstrap import App
from app.database import pacing, write_ahead
from app.database.tables import titles
from app.domain.actors import Actor
from app.domain.marc.binary import to_binary
from app.domain.marc.writing import to_record
from app.services import plan_file
from app.services.importing import BatchState, Step
from app.services.sample.titles import TitleMaker

TITLES = 900
# Without a file there is no such log.
pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])


@pytest.fixture
def plan(app: App, head: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An import of some hundred titles with their copies, prepared."""
    monkeypatch.setattr(plan_file, "root", lambda: tmp_path)
    path = tmp_path / "many.mrc"
    made = TitleMaker(TITLES, 1, date(2026, 6, 1)).stream()
    path.write_bytes(b"".join(to_binary(to_record(one.draft, one.books)) for one in made))
    return app.importing.preview(head, path).plan


def _in_the_file(tmp_path: Path) -> tuple[int, int]:
    """Titles, and imports that ended, in the file itself, whatever its log holds."""
    alone = tmp_path / "alone.db"
    shutil.copyfile(tmp_path / "library.db", alone)
    connection = sqlite3.connect(alone)
    there: int = connection.execute("SELECT count(*) FROM titles").fetchone()[0]
    ended: int = connection.execute(
        "SELECT count(*) FROM import_batches WHERE state <> 'RUNNING'"
    ).fetchone()[0]
    connection.close()
    return there, ended


def test_what_chunks_wrote_comes_into_the_file_in_the_pauses(
    app: App, head: Actor, plan: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pacing, "_LOGGED_S", 0)
    seen: list[int] = []

    def look(_step: Step) -> None:
        seen.append(_in_the_file(tmp_path)[0])

    app.importing.apply(head, plan, progress=look)
    assert len(set(seen)) > 3
    assert seen[-1] == TITLES


@pytest.mark.parametrize("ends", [BatchState.DONE, BatchState.CANCELLED, BatchState.FAILED])
def test_nothing_is_left_in_the_log_however_an_import_ends(
    app: App, head: Actor, plan: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, ends: BatchState
) -> None:
    monkeypatch.setattr(pacing, "_LOGGED_S", 3_600)  # no pause does it
    monkeypatch.setattr(write_ahead, "_PAGES", 100)
    steps: list[Step] = []

    def end(step: Step) -> None:
        steps.append(step)
        if ends is BatchState.FAILED and step.done > 700:
            raise ArithmeticError

    def cancelled() -> bool:
        return ends is BatchState.CANCELLED and bool(steps) and steps[-1].done > 700

    if ends is BatchState.FAILED:
        with pytest.raises(ArithmeticError):
            app.importing.apply(head, plan, progress=end, cancelled=cancelled)
    else:
        assert app.importing.apply(head, plan, progress=end, cancelled=cancelled).value.state is ends
    with app.core.database.read() as connection:
        there = connection.execute(select(func.count()).select_from(titles)).scalar_one()
    assert there > 300
    assert _in_the_file(tmp_path) == (there, 1)
