"""Desks go on lending while a large list is imported; an import that is cut off goes on."""

from __future__ import annotations

import csv
import logging
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.bootstrap import App
from app.database.pacing import LOCK_S, Pace
from app.database.tables import books, loans, titles
from app.domain.actors import Actor, Role
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import StudentDraft
from app.domain.searching import TitleQuery
from app.errors import Unreachable
from app.services import plan_file
from app.services.importing import BatchState

log = logging.getLogger(__name__)
WORDS = (
    "river",
    "stone",
    "mango",
    "night",
    "letter",
    "garden",
    "ibon",
    "bundok",
    "ang",
    "the",
    "of",
    "history",
)
DESKS = 2
#: Longest a person at a desk may wait while the import runs, in seconds, on a machine that runs other things too.
PATIENCE_S = 3.0


@pytest.fixture(autouse=True)
def plans_in_the_tests_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Previews nobody discards go with the test's folder."""
    monkeypatch.setattr(plan_file, "root", lambda: tmp_path)


def _list(path: Path, rows: int) -> Path:
    """An invented list: two copies a title, names and words drawn with a fixed seed."""
    rng = random.Random(7)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Barcode", "Call Number", "Title", "Author", "Year", "Publisher", "Collection Code"])
        for number in range(rows):
            if number % 2 == 0:
                words = " ".join(rng.choices(WORDS, k=4))
                said = [
                    f"{words} {number}",
                    f"Name{rng.randrange(500)}, Given",
                    str(rng.randrange(1950, 2025)),
                    "Sun",
                ]
            call = f"FIC {rng.randrange(100, 999)} N{rng.randrange(99)} {said[2]}"
            writer.writerow([f"IM{number:06}", call, *said, "FIC"])
    return path


def _shelf(app: App, actor: Actor, desk: int) -> tuple[int, list[str]]:
    """A patron and a few copies of a desk's own."""
    patron = app.students.add(actor, StudentDraft(f"Desk{desk}", "Reader", grade="9")).value.student_id
    numbers = [f"DESK{desk}-{n}" for n in range(3)]
    app.catalog.add_title(
        actor, TitleDraft(title=f"Desk {desk}"), [BookDraft(n, item_type="FICTION") for n in numbers]
    )
    return patron, numbers


def _lend(app: App, actor: Actor, shelf: tuple[int, list[str]], stop: threading.Event) -> list[float]:
    """Check out and in by turns until told to stop; how long each act took."""
    patron, numbers = shelf
    waits = []
    while not stop.is_set():
        for number in numbers:
            for act in (
                lambda n=number: app.circulation.check_out(actor, patron, n),
                lambda n=number: app.circulation.check_in(actor, n),
            ):
                began = time.monotonic()
                act()
                waits.append(time.monotonic() - began)
                stop.wait(0.02)
    return waits


@dataclass(slots=True)
class Measured:
    """How long the import took, each act of a desk, and each transaction of the import held its locks; in seconds."""

    import_s: float
    waits: list[float]
    held: list[float]

    def __str__(self) -> str:
        return (
            f"{self.import_s:.0f} s; {len(self.waits)} acts of desks: {_spread(self.waits)};"
            f" {len(self.held)} transactions: {_spread(self.held)}"
        )


def _share(values: list[float], share: float) -> float:
    return sorted(values)[int(len(values) * share)]


def _spread(values: list[float]) -> str:
    shares = {"median": 0.5, "95 of 100": 0.95, "99 of 100": 0.99}
    told = [f"{name} {_share(values, share):.3f} s" for name, share in shares.items()]
    return ", ".join([*told, f"longest {max(values):.3f} s"])


@pytest.fixture
def held(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """How long each piece of bulk work held its locks, in seconds."""
    seconds_held: list[float] = []
    took = Pace.took

    def noting(self: Pace, done: int, seconds: float) -> None:
        seconds_held.append(seconds)
        took(self, done, seconds)

    monkeypatch.setattr(Pace, "took", noting)
    return seconds_held


def _lend_while_importing(
    app: App, head: Actor, person: Callable[..., Actor], path: Path, held: list[float]
) -> Measured:
    actors = [person(Role.LIBRARIAN, f"Lender{n}", f"DESK-{n}") for n in range(DESKS)]
    shelves = [_shelf(app, head, desk) for desk in range(DESKS)]
    preview = app.importing.preview(head, path)
    stop = threading.Event()
    with ThreadPoolExecutor(DESKS, thread_name_prefix="clms-desk") as pool:
        desks = [
            pool.submit(_lend, app, actor, shelf, stop) for actor, shelf in zip(actors, shelves, strict=True)
        ]
        began = time.monotonic()
        try:
            result = app.importing.apply(head, preview.plan).value
        finally:
            stop.set()
        seconds = time.monotonic() - began
        waits = [wait for desk in desks for wait in desk.result()]
    app.importing.discard(head, preview.plan)
    assert result.state is BatchState.DONE
    assert result.counts["create"] + result.counts["attach"] == preview.rows
    measured = Measured(seconds, waits, held)
    log.info("%s, %d rows: %s", app.core.database.dialect, preview.rows, measured)
    return measured


def _check(app: App, rows: int) -> None:
    with app.core.database.read() as connection:
        imported = select(func.count()).select_from(books).where(books.c.batch_id.is_not(None))
        assert connection.execute(imported).scalar_one() == rows
        made = select(func.count()).select_from(titles).where(titles.c.batch_id.is_not(None))
        assert connection.execute(made).scalar_one() == rows // 2
        still_out = select(func.count()).select_from(loans).where(loans.c.open_book_id.is_not(None))
        assert connection.execute(still_out).scalar_one() == 0


def test_desks_lend_while_a_list_is_imported(
    app: App, head: Actor, person: Callable[..., Actor], tmp_path: Path, held: list[float]
) -> None:
    measured = _lend_while_importing(app, head, person, _list(tmp_path / "list.csv", 1_000), held)
    _check(app, 1_000)
    assert len(measured.waits) >= 6 * DESKS
    assert max(measured.waits) < PATIENCE_S


@pytest.mark.long
@pytest.mark.timeout(3600)
def test_desks_lend_while_100_000_rows_are_imported(
    app: App, head: Actor, person: Callable[..., Actor], tmp_path: Path, held: list[float]
) -> None:
    measured = _lend_while_importing(app, head, person, _list(tmp_path / "list.csv", 100_000), held)
    _check(app, 100_000)
    assert len(measured.waits) > measured.import_s, "each desk lent less than once every two seconds"
    assert _share(measured.waits, 0.99) < PATIENCE_S, str(measured)
    assert _share(measured.held, 0.95) <= LOCK_S, str(measured)
    found = app.catalog.search(head, TitleQuery("river")).total
    assert found.value > 1_000


class _Cut(Exception):
    """The program ends here."""


def test_an_import_that_is_cut_off_goes_on(
    app: App, head: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    preview = app.importing.preview(head, _list(tmp_path / "list.csv", 400))
    learn = Pace.took
    chunks = []

    def took(self: Pace, rows: int, seconds: float) -> None:
        chunks.append(rows)
        if len(chunks) == 3:
            raise _Cut
        learn(self, rows, seconds)

    monkeypatch.setattr(Pace, "took", took)
    with pytest.raises(_Cut):
        app.importing.apply(head, preview.plan)
    batch = app.importing.batches(head).rows[0]
    assert batch.state is BatchState.FAILED
    assert batch.rows_done == sum(chunks) < 400
    monkeypatch.undo()
    done = app.importing.apply(head, preview.plan).value
    assert (done.batch_id, done.state, done.counts["create"], done.counts["attach"]) == (
        batch.id, BatchState.DONE, 200, 200,
    )  # fmt: skip
    _check(app, 400)
    assert app.importing.preview(head, tmp_path / "list.csv").will_write == 0


def test_a_chunk_whose_answer_was_lost_is_not_written_twice(
    app: App, head: Actor, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The plan forgets what a chunk did, as when the program ended between commit and note: the act's key knows."""
    preview = app.importing.preview(head, _list(tmp_path / "list.csv", 200))
    perform = app.core.acts.perform
    lost = []

    def losing(*args: object, **kwargs: object) -> object:
        receipt = perform(*args, **kwargs)  # type: ignore[arg-type]
        if args[1] == "import_chunk" and not lost:
            lost.append(receipt)
            raise Unreachable("The answer was lost.")
        return receipt

    monkeypatch.setattr(
        type(app.core.acts), "perform", lambda _self, *args, **kwargs: losing(*args, **kwargs)
    )
    with pytest.raises(Unreachable):
        app.importing.apply(head, preview.plan)
    monkeypatch.undo()
    assert app.importing.apply(head, preview.plan).value.state is BatchState.DONE
    _check(app, 200)
