"""``clms import`` and ``clms export`` on the embedded library."""

from __future__ import annotations

import csv
import pickle
from pathlib import Path

import pytest

from app import cli
from app.bootstrap import build
from app.domain.actors import Actor, Role
from app.services import plan_file
from app.services.importing import Verdict
from app.settings import load

ROWS = [
    ["Nummer", "Title", "ISBN", "Year"],
    ["K1", "First", "306406152", "1999"],
    ["K2", "Second", "", "2001"],
    ["", "No number", "", ""],
]


@pytest.fixture
def books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A list of books, and a library of its own for the commands."""
    monkeypatch.setenv("CLMS_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.setattr(plan_file, "root", lambda: tmp_path)
    path = tmp_path / "books.csv"
    with path.open("w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(ROWS)
    return path


def _import(books: Path, *more: str) -> int:
    return cli.main(["import", str(books), "--map", "Nummer=accession_number", *more])


def test_import_asks_repairs_and_reports(
    books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _import(books, "--preview") == 0
    assert "isbn_zeros" in capsys.readouterr().out
    assert _import(books) == 1
    assert "Say --yes" in capsys.readouterr().err
    report = tmp_path / "refused.csv"
    assert _import(books, "--yes", "--report", str(report)) == 1
    said = capsys.readouterr()
    assert "2 create" in said.out
    assert "Line 4 was not taken: There is no accession number." in said.err
    assert report.read_text(encoding="utf-8-sig").splitlines()[1].endswith("There is no accession number.")
    assert _import(books, "--yes") == 1
    assert "There is nothing to import." in capsys.readouterr().out
    assert not list(tmp_path.glob("clms-import-*")), "the command leaves its preview behind"


def test_a_repair_can_be_left_out(books: Path) -> None:
    assert _import(books, "--yes", "--without", "isbn_zeros") == 1
    with build(load()) as app:
        actor = Actor(None, "test", Role.ADMIN, "PC")
        title = app.catalog.sheet(actor, app.catalog.book(actor, "K1").title_id)
    assert [(one.value, one.valid) for one in title.draft.identifiers] == [("306406152", False)]


def test_the_command_acts_as_itself_in_the_audit(books: Path) -> None:
    _import(books, "--yes")
    with build(load()) as app:
        (batch,) = app.importing.batches(Actor(None, "test", Role.ADMIN, "PC")).rows
    assert batch.actor == "clms import"


@pytest.mark.parametrize("name", ["out.mrc", "out.xml"])
def test_export_and_import_of_marc(
    books: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    _import(books, "--yes")
    path = tmp_path / name
    assert cli.main(["export", str(path)]) == 0
    assert cli.main(["import", str(path), "--yes"]) == 0
    said = capsys.readouterr().out
    assert (
        "There is nothing to import." in said and f"({'MARCXML' if name == 'out.xml' else 'MARC 21'})" in said
    )
    path.write_bytes(path.read_bytes().replace(b"2001", b"2002"))
    assert cli.main(["import", str(path), "--yes", "--keep", "year"]) == 0
    assert "[ ]       1  Year (year)" in capsys.readouterr().out
    with build(load()) as app:
        actor = Actor(None, "test", Role.ADMIN, "PC")
        assert app.catalog.sheet(actor, app.catalog.book(actor, "K2").title_id).draft.year == 2001
    assert cli.main(["export", str(tmp_path / name), "--what", "students"]) == 2


@pytest.mark.parametrize("name", ["out.csv", "out.xlsx"])
def test_export(books: Path, tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]) -> None:
    _import(books, "--yes")
    assert cli.main(["export", str(tmp_path / name)]) == 0
    assert "2 rows" in capsys.readouterr().out
    assert cli.main(["import", str(tmp_path / name), "--yes"]) == 0
    assert "There is nothing to import." in capsys.readouterr().out
    assert cli.main(["export", str(tmp_path / f"students-{name}"), "--what", "students"]) == 0
    assert cli.main(["export", str(tmp_path / "out.doc")]) == 2


def test_wrong_lines(books: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["import", str(tmp_path / "gone.csv"), "--yes"]) == 1
    assert cli.main(["import", str(books), "--map", "nonsense"]) == 2
    assert "COLUMN=FIELD" in capsys.readouterr().err


def test_what_crosses_a_process_border_can(books: Path) -> None:
    actor = Actor(None, "test", Role.ADMIN, "PC")
    with build(load()) as app:
        preview = app.importing.preview(
            actor, books, mapping={"Nummer": "accession_number", "Title": "title"}
        )
        rows = app.importing.rows(actor, preview.plan)
        receipt = app.importing.apply(actor, preview.plan)
    for value in (preview, rows, receipt):
        assert pickle.loads(pickle.dumps(value)) == value
    assert preview.counts[Verdict.REFUSED] == 1
