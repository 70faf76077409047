"""The import cockpit: from a dirty file to a preview, repairs on and off, rows that are left out, import and undo."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, Contributor, TitleDraft
from app.domain.searching import TitleQuery
from app.services.importing import BatchState, Verdict
from ui.messages import RecordingMessenger
from ui.panes.base import Pane
from ui.panes.catalog.import_cockpit import ImportCockpit
from ui.panes.catalog.pane import CatalogPane

WAIT = 90_000
ROWS = (
    ("Barcode", "Title", "Author", "Year", "ISBN", "Call Number", "Collection Code"),
    ("GS1", "Kites over Taal", "Garcia, Elena", "2019", "306406152", "GC 100 G1 2019", "GC"),
    ("GS2", "Kites over Taal", "Garcia, Elena", "2019", "306406152", "GC 100 G1 2019 c.2", "GC"),
    ("GS3", "Rivers", "Cruz, Anna", "Anna", "", "GC 200 C1 2007", "GC"),
    ("", "Without a number", "Cruz, Ana", "2001", "", "GC 300 C1 2001", "GC"),
    ("TAKEN", "Bridges", "Cruz, Ana", "2001", "", "GC 400 C1 2001", "GC"),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A small list with the faults of real ones."""
    path = tmp_path / "list.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        csv.writer(out).writerows(ROWS)
    return path


@pytest.fixture
def cockpit(
    show: Callable[..., Pane], services: App, actor: Actor, messages: RecordingMessenger, qtbot: QtBot
) -> ImportCockpit:
    """The cockpit of a catalogue in which one number is taken by a deleted copy."""
    old = TitleDraft("Bridges", contributors=(Contributor("Cruz, Ana"),), year=2001)
    taken = services.catalog.add_title(actor, old, [BookDraft("TAKEN")]).value
    book = services.catalog.book(actor, "TAKEN")
    services.catalog.delete_book(actor, book.id, book.version)
    assert taken.title_id
    pane = show(CatalogPane)
    assert isinstance(pane, CatalogPane)
    pane.runner.failed.connect(messages.warn)
    pane.activateWindow()
    pane.do("import")
    qtbot.waitUntil(lambda: pane.cockpit is not None and pane.cockpit.page == "start")
    made: ImportCockpit = pane.cockpit
    return made


def numbers(cockpit: ImportCockpit) -> dict[str, int]:
    return {key: tile.number for key, tile in cockpit.preview.tiles.tiles.items()}


def shown(cockpit: ImportCockpit) -> list[Any]:
    model = cockpit.preview.model
    return [row for _, row in sorted(model.loaded())]


def test_from_a_dirty_file_to_an_import_and_back(
    cockpit: ImportCockpit,
    services: App,
    actor: Actor,
    messages: RecordingMessenger,
    file: Path,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    messages.files = [file]
    cockpit.start.choose.click()
    qtbot.waitUntil(lambda: cockpit.ready, timeout=WAIT)
    assert numbers(cockpit)["create"] == 2 and numbers(cockpit)["attach"] == 1
    assert numbers(cockpit)["conflict"] == 1 and numbers(cockpit)["refused"] == 1
    assert services.catalog.count(actor, TitleQuery()).value == 1, "a preview writes nothing"

    # A number is a filter.
    cockpit.preview.tiles.tiles["refused"].click()
    qtbot.waitUntil(lambda: [row.verdict for row in shown(cockpit)] == [Verdict.REFUSED])
    assert shown(cockpit)[0].line == 5 and shown(cockpit)[0].reason
    cockpit.preview.tiles.tiles["refused"].click()

    # A repair that is switched off is worked out anew.
    switches = cockpit.preview.repairs.switches
    assert "year_copied" in switches and switches["year_copied"].isChecked()
    before = numbers(cockpit)["repaired"]
    switches["year_copied"].click()
    assert not cockpit.preview.go.isEnabled(), "numbers that don't hold any more can't be imported"
    qtbot.waitUntil(lambda: cockpit.ready and numbers(cockpit)["repaired"] < before, timeout=WAIT)
    assert not cockpit.preview.repairs.switches["year_copied"].isChecked()

    # The rows that are left out, with their reasons.
    report = tmp_path / "refused.csv"
    messages.files = [report]
    cockpit.preview.report.click()
    qtbot.waitUntil(report.exists, timeout=WAIT)
    qtbot.waitUntil(lambda: any("2 rows" in said for said in messages.told))

    cockpit.preview.go.click()
    qtbot.waitUntil(lambda: cockpit.page == "result", timeout=WAIT)
    assert services.catalog.count(actor, TitleQuery()).value == 3
    assert cockpit.result.number.text() == "3 rows imported"
    assert services.catalog.sheet(actor, services.catalog.book(actor, "GS1").title_id).draft.year == 2019

    # Taking thousands of rows back is asked for with their numbers, from the toast as from the page.
    messages.undos[-1]()
    qtbot.waitUntil(lambda: len(messages.asked) == 1)
    assert messages.asked[0].detail.startswith("It did: 2 new records, 1 further copy.")
    assert services.catalog.count(actor, TitleQuery()).value == 3
    messages.answers.append(("undo", ""))
    cockpit.result.undo.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(
        lambda: cockpit.page == "result" and "undone" in cockpit.result.number.text(), timeout=WAIT
    )
    assert services.catalog.book(actor, "GS1").deleted_at is not None
    assert services.catalog.count(actor, TitleQuery()).value == 1
    qtbot.waitUntil(
        lambda: [batch.state for batch in cockpit.start.batches()] == [BatchState.UNDONE], timeout=WAIT
    )


def test_a_conflict_with_a_deleted_copy_is_resolved_on_the_spot(
    cockpit: ImportCockpit, services: App, actor: Actor, file: Path, qtbot: QtBot
) -> None:
    cockpit.take_file(file)
    qtbot.waitUntil(lambda: cockpit.ready, timeout=WAIT)
    cockpit.preview.tiles.tiles["conflict"].click()
    qtbot.waitUntil(lambda: [row.verdict for row in shown(cockpit)] == [Verdict.CONFLICT])
    cockpit.preview.table.selectRow(0)
    cockpit.preview.table.acts.trigger("restore")
    qtbot.waitUntil(lambda: cockpit.ready and numbers(cockpit)["conflict"] == 0, timeout=WAIT)
    assert services.catalog.book(actor, "TAKEN").deleted_at is None


def test_a_column_nobody_recognises_is_mapped_by_hand(
    cockpit: ImportCockpit, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "odd.csv"
    path.write_text("Barcode,Zzz,Author\nA1,Rivers,Cruz\nA2,Kites,Reyes\n", encoding="utf-8")
    cockpit.take_file(path)
    qtbot.waitUntil(lambda: cockpit.page == "preview", timeout=WAIT)
    assert cockpit.preview.preview is None and not cockpit.preview.go.isEnabled()
    box = cockpit.preview.columns.boxes["Zzz"]
    box.setCurrentIndex(box.findData("title"))
    qtbot.waitUntil(lambda: cockpit.ready, timeout=WAIT)
    assert numbers(cockpit)["create"] == 2
    # A field comes from one column: taking it elsewhere leaves the first one out.
    author = cockpit.preview.columns.boxes["Author"]
    author.setCurrentIndex(author.findData("title"))
    assert cockpit.preview.columns.boxes["Zzz"].field() == ""


def test_a_file_is_dropped_and_a_broken_one_is_refused_in_words(
    cockpit: ImportCockpit, messages: RecordingMessenger, tmp_path: Path, qtbot: QtBot
) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK\x03\x04 nothing of a workbook")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(broken))])
    drop = QDropEvent(
        QPointF(5, 5),
        Qt.DropAction.CopyAction,
        mime,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    cockpit.dropEvent(drop)
    qtbot.waitUntil(lambda: bool(messages.warned) and cockpit.page == "start", timeout=WAIT)
    assert "Traceback" not in messages.warned[-1]


def test_letters_that_look_wrong_are_mended_by_naming_the_encoding(
    cockpit: ImportCockpit, services: App, actor: Actor, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "from-a-mac.csv"
    path.write_bytes("Barcode,Title,Author\nX1,Ang Piñata ni Niño,Muñoz\n".encode("mac_roman"))
    cockpit.take_file(path)
    qtbot.waitUntil(lambda: cockpit.ready, timeout=WAIT)
    assert shown(cockpit)[0].label != "Ang Piñata ni Niño"
    box = cockpit.preview.encoding
    assert box.isVisible() and box.accessibleName()
    box.setFocus()
    while box.currentText() != "Macintosh":
        before = box.currentText()
        qtbot.keyClick(box, Qt.Key.Key_Down)
        assert box.currentText() != before, "there is no such choice"
    qtbot.waitUntil(lambda: cockpit.ready and shown(cockpit)[0].label == "Ang Piñata ni Niño", timeout=WAIT)
    cockpit.preview.go.click()
    qtbot.waitUntil(lambda: cockpit.page == "result", timeout=WAIT)
    found = services.catalog.search(actor, TitleQuery(text="pinata")).rows
    assert [row.title for row in found] == ["Ang Piñata ni Niño"]


def test_rows_of_the_file_before_never_stand_under_another_file(
    cockpit: ImportCockpit, file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    cockpit.take_file(file)
    qtbot.waitUntil(lambda: cockpit.ready, timeout=WAIT)
    assert cockpit.preview.repairs.isVisible()
    other = tmp_path / "unknown-columns.csv"
    other.write_text("A,B\nfoo,bar\n", encoding="utf-8")
    cockpit.take_file(other)
    qtbot.waitUntil(
        lambda: cockpit.page == "preview" and cockpit.preview.source.name == other.name, timeout=WAIT
    )
    assert not cockpit.preview.table.isVisible() and cockpit.preview.rows.state == "empty"
    qtbot.waitUntil(lambda: next(iter(cockpit.preview.columns.boxes.values())).hasFocus())
    assert cockpit.preview.columns.isVisible(), "that is where it is mended"
    cockpit.take_file(file)
    qtbot.waitUntil(lambda: cockpit.ready, timeout=WAIT)
    qtbot.waitUntil(cockpit.preview.table.isVisible, timeout=WAIT)  # its rows are read after the numbers
    assert cockpit.preview.repairs.isVisible()


def test_a_file_of_headings_only_says_so(cockpit: ImportCockpit, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "headings.csv"
    path.write_text("Barcode,Title,Author\n", encoding="utf-8")
    cockpit.take_file(path)
    qtbot.waitUntil(lambda: cockpit.page == "preview" and cockpit.preview.rows.state == "empty", timeout=WAIT)
    said = "\n".join(each.text() for each in cockpit.findChildren(QLabel) if each.isVisible())
    assert "headings but no rows" in said
    assert "has all these rows" not in said and "Press the number" not in said


def test_the_row_under_the_cursor_says_in_full_why(cockpit: ImportCockpit, file: Path, qtbot: QtBot) -> None:
    cockpit.take_file(file)
    qtbot.waitUntil(lambda: cockpit.ready, timeout=WAIT)
    qtbot.keyClick(cockpit.preview.table, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    said = [each.text() for each in cockpit.preview.findChildren(QLabel) if each.isVisible()]
    assert any(
        "TAKEN" in text or "deleted" in text for text in said if text not in ("Restore the deleted record",)
    )


def test_escape_goes_back_step_by_step(cockpit: ImportCockpit, file: Path, qtbot: QtBot) -> None:
    cockpit.take_file(file)
    qtbot.waitUntil(lambda: cockpit.ready, timeout=WAIT)
    qtbot.keyClick(cockpit.preview.table, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: cockpit.page == "start")
    qtbot.keyClick(cockpit.start.choose, Qt.Key.Key_Escape)
    qtbot.waitUntil(cockpit.isHidden)


def test_an_import_is_stopped_at_a_safe_place_and_gone_on_with(
    cockpit: ImportCockpit, services: App, actor: Actor, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "long.csv"
    with path.open("w", newline="", encoding="utf-8") as out:
        rows = [(f"L{n:05}", f"Title number {n}", "Cruz, Ana", "2001") for n in range(1500)]
        csv.writer(out).writerows([("Barcode", "Title", "Author", "Year"), *rows])
    cockpit.take_file(path)
    qtbot.waitUntil(lambda: cockpit.ready, timeout=WAIT)
    cockpit.preview.go.click()
    task = cockpit._task
    assert task is not None
    qtbot.waitUntil(lambda: task.done > 0, timeout=WAIT)
    cockpit.busy.stop.click()
    qtbot.waitUntil(lambda: cockpit.page == "result", timeout=WAIT)
    there = services.catalog.count(actor, TitleQuery()).value - 1
    assert 0 < there < 1500 and cockpit.result.number.text() == f"{there:,} rows imported"
    cockpit.result.go_on.click()  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: cockpit.result.number.text() == "1,500 rows imported", timeout=WAIT)
    assert services.catalog.count(actor, TitleQuery()).value == 1501


def test_the_real_list_goes_through(
    real_data: Path, cockpit: ImportCockpit, services: App, actor: Actor, qtbot: QtBot
) -> None:
    path = real_data / "school-library-2977.csv"
    assert path.is_file()
    cockpit.take_file(path)
    qtbot.waitUntil(lambda: cockpit.ready, timeout=WAIT)
    found = numbers(cockpit)
    assert sum(found[verdict.value] for verdict in Verdict) == 2977
    assert found["repaired"] > 1000 and found["refused"] == 0
    assert cockpit.preview.preview is not None
    assert 2500 <= cockpit.preview.preview.titles <= 2700
