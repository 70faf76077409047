"""What an import wrote is found once it returns, and never is anything lost to the search, however it ends."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.bootstrap import App
from app.database.pacing import Pace
from app.database.tables import title_index
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import StudentQuery
from app.domain.paging import Window
from app.domain.searching import TitleQuery
from app.errors import Refused
from app.services import plan_file
from app.services.importing import BatchState, ImportResult, Step

ROWS = 300


@pytest.fixture(autouse=True)
def plans_in_the_tests_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Previews nobody discards go with the test's folder."""
    monkeypatch.setattr(plan_file, "root", lambda: tmp_path)


def _plan(app: App, actor: Actor, path: Path, *, shelf: str = "") -> str:
    """A prepared import of titles named by number, each with one copy."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Barcode", "Call Number", "Title", "Author", "Year"])
        for number in range(ROWS):
            writer.writerow(
                [f"F{number:04}", f"FIC {shelf} {number}", f"Mango number{number:04}", "Reyes, Ana", "1999"]
            )
    return app.importing.preview(actor, path).plan


def _found(app: App, actor: Actor, text: str) -> list[str]:
    return [row.title for row in app.catalog.search(actor, TitleQuery(text)).rows]


def _count(app: App, actor: Actor, text: str) -> int:
    return app.catalog.search(actor, TitleQuery(text)).total.value


def _left(app: App) -> int:
    """How many titles wait to be indexed."""
    with app.core.database.read() as connection:
        return connection.execute(select(func.count()).select_from(title_index.pending)).scalar_one()


class _Cut(Exception):
    """The program ends here."""


def _cut_off(app: App, head: Actor, plan: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Apply until some chunks are written, and end like a program that is killed before it indexed any."""
    chunks = []

    def took(_self: Pace, rows: int, _seconds: float) -> None:
        chunks.append(rows)
        if len(chunks) == 3:
            raise _Cut

    with monkeypatch.context() as patched:
        patched.setattr(Pace, "took", took)
        with pytest.raises(_Cut):
            app.importing.apply(head, plan)
    assert _left(app) == sum(chunks)


def _apply(app: App, head: Actor, plan: str, act: Callable[[], None]) -> ImportResult:
    """Apply, doing something once after the first chunk."""
    acts = [act]

    def tell(step: Step) -> None:
        if step.done and acts:
            acts.pop()()

    return app.importing.apply(head, plan, progress=tell).value


def test_titles_are_found_while_they_come_and_afterwards(app: App, head: Actor, tmp_path: Path) -> None:
    old = TitleDraft(title="Zebras of the plain")
    title = app.catalog.add_title(head, old, [BookDraft("Z1")]).value
    plan = _plan(app, head, tmp_path / "list.csv")

    def look() -> None:
        assert _found(app, head, "zebras pl") == ["Zebras of the plain"]
        app.catalog.change_title(head, title.title_id, title.version, replace(old, title="Walruses"))
        assert _found(app, head, "walr") == ["Walruses"]
        assert _found(app, head, "zebras") == []

    assert _apply(app, head, plan, look).state is BatchState.DONE
    assert _left(app) == 0
    assert _count(app, head, "mango") == ROWS
    assert _found(app, head, "mango number0299") == ["Mango number0299"]
    assert _found(app, head, "fic 17 reyes") == ["Mango number0017"]
    assert _found(app, head, "walruses") == ["Walruses"]


def test_a_title_edited_at_a_desk_before_it_is_indexed_is_found_as_it_is(
    app: App, head: Actor, tmp_path: Path
) -> None:
    def edit() -> None:
        title = app.catalog.sheet(head, app.catalog.book(head, "F0001").title_id)
        app.catalog.change_title(head, title.id, title.version, replace(title.draft, title="Papaya"))
        assert _found(app, head, "papaya") == ["Papaya"]
        gone = app.catalog.sheet(head, app.catalog.book(head, "F0002").title_id)
        app.catalog.delete_title(head, gone.id, gone.version)

    _apply(app, head, _plan(app, head, tmp_path / "list.csv"), edit)
    assert _found(app, head, "reyes papaya") == ["Papaya"]
    # A typo is forgiven, so that a neighbour may be found instead.
    assert not {"Papaya", "Mango number0001", "Mango number0002"} & {
        *_found(app, head, "number0001"),
        *_found(app, head, "number0002"),
    }
    assert _count(app, head, "mango") == ROWS - 2


def test_what_a_cut_off_import_wrote_is_found_after_the_next_start(
    app: App, head: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = _plan(app, head, tmp_path / "list.csv")
    _cut_off(app, head, plan, monkeypatch)
    written = _left(app)
    assert 0 < written < ROWS
    assert app.catalog.catch_up() == written
    assert _count(app, head, "mango") == written
    assert app.importing.apply(head, plan).value.state is BatchState.DONE
    assert _count(app, head, "mango") == ROWS


def test_a_cancelled_import_is_found_as_far_as_it_came(app: App, head: Actor, tmp_path: Path) -> None:
    plan = _plan(app, head, tmp_path / "list.csv")
    asked: list[int] = []
    done = app.importing.apply(head, plan, cancelled=lambda: bool(asked) or bool(asked.append(1))).value
    assert done.state is BatchState.CANCELLED
    assert 0 < done.rows_done < ROWS
    assert _count(app, head, "mango") == done.rows_done
    assert _left(app) == 0


@pytest.mark.parametrize("indexed", [False, True])
def test_an_undone_import_is_not_found(
    app: App, head: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, indexed: bool
) -> None:
    """Also one that was cut off before it was indexed; a title that was there and got copies is found as before."""
    there = TitleDraft(title="Mango number0000", contributors=(), year=1999)
    app.catalog.add_title(head, there, [BookDraft("Z1")])
    plan = _plan(app, head, tmp_path / "list.csv", shelf="Papaya")
    if indexed:
        app.importing.apply(head, plan)
    else:
        _cut_off(app, head, plan, monkeypatch)
    app.importing.undo(head, app.importing.batches(head).rows[0].id)
    assert _left(app) == 0
    assert _found(app, head, "mango") == ["Mango number0000"]
    assert _found(app, head, "papaya") == []
    with pytest.raises(Refused):
        app.importing.apply(head, plan)


def test_patrons_are_found_after_their_import(app: App, head: Actor, tmp_path: Path) -> None:
    path = tmp_path / "patrons.csv"
    lines = [f'12345678{number:04},"Reyes, Ana{number:04}",7,Rizal' for number in range(ROWS)]
    path.write_text("\n".join(["LRN,Name,Grade Level,Section", *lines]), encoding="utf-8")
    plan = app.importing.preview(head, path).plan
    app.importing.apply(head, plan)
    found = app.students.list(head, StudentQuery("rizal ana0123"), Window()).rows
    assert [row.lrn for row in found] == ["123456780123"]
    assert app.students.catch_up() == 0
