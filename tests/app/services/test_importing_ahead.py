"""A large file is imported with a process beside the one that writes: what comes of it is the same, whatever happens."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import psutil
import pytest
from sqlalchemy import func, select

from app.bootstrap import App
from app.database import search
from app.database.engine import Database
from app.database.search import CatchingUp
from app.database.tables import books, title_index, titles
from app.domain.actors import Actor
from app.domain.marc.binary import to_binary
from app.domain.marc.writing import to_record
from app.domain.paging import Window
from app.services import plan_file
from app.services.children import Children
from app.services.importing import BatchState, ImportingService, Step, book_writing, ready_rows
from app.services.sample.titles import TitleMaker
from tests.waiting import until

TITLES = 900


@pytest.fixture(autouse=True)
def plans_in_the_tests_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Previews nobody discards go with the test's folder."""
    monkeypatch.setattr(plan_file, "root", lambda: tmp_path)


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> Iterator[Counter[str]]:
    """Small files are helped with too; what the process beside this one was asked for, by name. It is gone at the end."""
    monkeypatch.setattr(ready_rows, "HELPED_FROM", 20)
    monkeypatch.setattr(ready_rows, "_OWN", 10)
    monkeypatch.setattr("os.cpu_count", lambda: 2)
    monkeypatch.setattr(book_writing, "_UNINDEXED_AHEAD", 200)
    found: Counter[str] = Counter()
    submit = Children.submit

    def noting(self: Children, call: Callable[..., Any], *arguments: Any) -> Any:
        found[call.__name__] += 1
        return submit(self, call, *arguments)

    monkeypatch.setattr(Children, "submit", noting)
    before = set(psutil.Process().children())
    yield found
    until(lambda: not _others(before), "the end of the process beside this one")


def _others(before: set[psutil.Process]) -> list[psutil.Process]:
    return [one for one in psutil.Process().children() if one not in before and _helps(one)]


def _helps(process: psutil.Process) -> bool:
    try:
        return any("spawn_main" in word for word in process.cmdline())
    except psutil.Error:
        return False


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Records of invented titles with their copies."""
    path = tmp_path_factory.mktemp("records") / "many.mrc"
    made = TitleMaker(TITLES, 1, date(2026, 6, 1)).stream()
    path.write_bytes(b"".join(to_binary(to_record(one.draft, one.books)) for one in made))
    return path


def _index(database: Database) -> tuple[list[tuple[Any, ...]], ...]:
    with database.read() as connection:
        return tuple(
            sorted(tuple(row) for row in connection.execute(select(table)))
            for table in (title_index.postings, title_index.entries, title_index.pending)
        )


def _is_whole(app: App, plan: str, head: Actor) -> bool:
    """Whether all that the preview promised is there, once, and is found."""
    with app.core.database.read() as connection:
        there = connection.execute(select(func.count()).select_from(titles)).scalar_one()
        kept = connection.execute(select(func.count()).where(titles.c.marc.is_not(None))).scalar_one()
        copies = connection.execute(select(func.count()).select_from(books)).scalar_one()
    grown = _index(app.core.database)
    search.rebuild(app.core.database)
    wanted = sum(1 for row in _numbers(app, plan, head) if row)
    return (there, kept, copies) == (TITLES, TITLES, wanted) and grown == _index(app.core.database)


def _numbers(app: App, plan: str, head: Actor) -> Iterator[str]:
    window: Window | None = Window()
    while window is not None:
        page = app.importing.rows(head, plan, window=window)
        yield from (row.number for row in page.rows)
        window = Window(after=page.cursor) if page.cursor else None


def test_all_comes_in_as_without_help(
    app: App, head: Actor, file: Path, asked: Counter[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    used: list[bool] = []
    write = CatchingUp.write

    def noting(self: CatchingUp, found: search.Gathered) -> bool:
        used.append(write(self, found))
        return used[-1]

    monkeypatch.setattr(CatchingUp, "write", noting)
    plan = app.importing.preview(head, file).plan
    done = app.importing.apply(head, plan).value
    assert (done.state, done.titles) == (BatchState.DONE, TITLES)
    assert asked["next_block"] > 3
    assert len(used) == asked["gather"] > 3
    assert all(used), "what the other process read was of no use"
    assert _is_whole(app, plan, head)


def test_an_import_goes_on_when_the_process_beside_it_is_ended(
    app: App, head: Actor, file: Path, asked: Counter[str]
) -> None:
    before = set(psutil.Process().children())
    ended: list[int] = []

    def end(step: Step) -> None:
        for one in _others(before) if not ended and step.done > 100 else ():
            ended.append(one.pid)
            one.kill()

    plan = app.importing.preview(head, file).plan
    done = app.importing.apply(head, plan, progress=end).value
    assert ended
    assert (done.state, done.titles) == (BatchState.DONE, TITLES)
    assert _is_whole(app, plan, head)


def test_a_cancelled_import_goes_on_later(app: App, head: Actor, file: Path, asked: Counter[str]) -> None:
    plan = app.importing.preview(head, file).plan
    steps: list[Step] = []
    first = app.importing.apply(
        head, plan, progress=steps.append, cancelled=lambda: bool(steps) and steps[-1].done > 400
    ).value
    assert first.state is BatchState.CANCELLED
    assert 0 < first.titles < TITLES
    assert app.importing.apply(head, plan).value.state is BatchState.DONE
    assert _is_whole(app, plan, head)


def test_a_title_changed_at_a_desk_meanwhile_is_found_as_it_is(
    app: App, head: Actor, file: Path, asked: Counter[str]
) -> None:
    edited: list[int] = []

    def edit(step: Step) -> None:
        if step.done > 300 * (len(edited) + 1):
            with app.core.database.read() as connection:
                newest = connection.execute(select(func.max(titles.c.id))).scalar_one()
            title = app.catalog.sheet(head, newest)
            draft = replace(title.draft, title=f"Zeppelin x{newest}")
            app.catalog.change_title(head, title.id, title.version, draft)
            edited.append(newest)

    plan = app.importing.preview(head, file).plan
    app.importing.apply(head, plan, progress=edit)
    assert len(edited) > 2
    assert _is_whole(app, plan, head)


def test_an_import_with_help_is_undone(app: App, head: Actor, file: Path, asked: Counter[str]) -> None:
    service: ImportingService = app.importing
    done = service.apply(head, service.preview(head, file).plan).value
    undone = service.undo(head, done.batch_id).value
    assert undone.kept == 0
    with app.core.database.read() as connection:
        assert connection.execute(select(func.count()).where(titles.c.deleted_at.is_(None))).scalar_one() == 0
        assert connection.execute(select(func.count()).select_from(title_index.entries)).scalar_one() == 0
