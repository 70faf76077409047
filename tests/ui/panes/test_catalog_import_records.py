"""MARC records through the import cockpit: titles and copies, refused records, what may be overwritten, export."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.marc.binary import to_binary
from app.domain.marc.reading import read_records
from app.domain.marc.records import MarcRecord
from app.domain.searching import TitleQuery
from app.services.importing import ImportKind, Verdict
from tests.app.domain.marc.kit import field, record
from ui.messages import RecordingMessenger
from ui.panes.base import Pane
from ui.panes.catalog.import_cockpit import ImportCockpit
from ui.panes.catalog.pane import CatalogPane

WAIT = 90_000


def kites(publisher: str = "Sun", call: str = "GC 100 G1") -> MarcRecord:
    return record(
        field("001", "k1"), field("003", "PH"), field("100", "$aGarcia, Elena.", "1 "),
        field("245", "$aKites over Taal :$bpoems /$cElena Garcia.", "10"),
        field("260", f"$aManila :$b{publisher},$c2019."), field("952", f"$o{call}$8GC$pGS1"),
        field("952", f"$o{call} c.2$8GC$pGS2"), field("952", "$oGC 1"),
    )  # fmt: skip


@pytest.fixture
def save(tmp_path: Path) -> Callable[..., Path]:
    """``save(*records)``: a file of MARC records with a damaged one at the end."""

    def write(*records: MarcRecord) -> Path:
        path = tmp_path / "books.mrc"
        broken = to_binary(record(field("245", "$aBroken")))
        path.write_bytes(b"".join(map(to_binary, records)) + broken[:40] + b"\x1d")
        return path

    return write


@pytest.fixture
def cockpit(show: Callable[..., Pane], messages: RecordingMessenger, qtbot: QtBot) -> ImportCockpit:
    """The cockpit of an empty catalogue."""
    pane = show(CatalogPane)
    assert isinstance(pane, CatalogPane)
    pane.runner.failed.connect(messages.warn)
    pane.do("import")
    qtbot.waitUntil(lambda: pane.cockpit is not None and pane.cockpit.page == "start")
    made: ImportCockpit = pane.cockpit
    return made


def taken(cockpit: ImportCockpit, path: Path, qtbot: QtBot) -> dict[str, int]:
    cockpit.take_file(path)
    qtbot.waitUntil(lambda: cockpit.ready, timeout=WAIT)
    return {key: tile.number for key, tile in cockpit.preview.tiles.tiles.items() if tile.number}


def test_records_in_chosen_fields_and_out_again(
    cockpit: ImportCockpit,
    services: App,
    actor: Actor,
    messages: RecordingMessenger,
    save: Callable[..., Path],
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    assert taken(cockpit, save(kites()), qtbot) == {"create": 1, "attach": 2, "refused": 2, "repaired": 1}
    preview = cockpit.preview
    assert preview.model.columns[0].title == "Record"
    assert preview.kind.isHidden() and not preview.overwrites.switches
    assert preview.go.text() == "Import 3 titles and copies"
    refused = [row for _, row in preview.model.loaded() if row.verdict is Verdict.REFUSED]
    assert [row.line for row in refused] == [1, 2]
    assert "fails at byte" in refused[1].reason
    preview.go.click()
    qtbot.waitUntil(lambda: cockpit.page == "result", timeout=WAIT)
    assert services.catalog.count(actor, TitleQuery()).value == 1

    # The same record with other values: one field is kept, and stays so however else the preview is changed.
    cockpit.show_start()
    assert taken(cockpit, save(kites("Moon", "GC 9")), qtbot) == {
        "change": 3, "refused": 2, "repaired": 1,
    }  # fmt: skip
    assert {name: box.isChecked() for name, box in preview.overwrites.switches.items()} == {
        "publisher": True, "call_number": True, "marc": True,
    }  # fmt: skip
    preview.overwrites.switches["call_number"].click()
    qtbot.waitUntil(lambda: cockpit.ready and preview.tiles.tiles["skip"].number == 2, timeout=WAIT)
    assert not preview.overwrites.switches["call_number"].isChecked()
    preview.go.click()
    qtbot.waitUntil(lambda: cockpit.page == "result", timeout=WAIT)
    book = services.catalog.book(actor, "GS1")
    assert book.call_number == "GC 100 G1"
    assert services.catalog.sheet(actor, book.title_id).draft.publisher == "Moon"

    target = tmp_path / "out.xml"
    messages.files = [target]
    pane = cockpit._pane
    assert isinstance(pane, CatalogPane)
    pane.files.export_catalog()
    qtbot.waitUntil(lambda: any("1 record written" in said for said in messages.told), timeout=WAIT)
    (out,) = read_records([target.read_bytes()])
    assert isinstance(out, MarcRecord)
    assert [one.first("p") for one in out.all("952")] == ["GS1", "GS2", ""]


def test_students_are_no_records(
    cockpit: ImportCockpit, messages: RecordingMessenger, save: Callable[..., Path], qtbot: QtBot
) -> None:
    cockpit._kind = ImportKind.STUDENTS
    cockpit.take_file(save(kites()))
    qtbot.waitUntil(lambda: bool(messages.warned), timeout=WAIT)
    assert cockpit.page == "start"
    assert "holds MARC records" in str(messages.warned[-1])
