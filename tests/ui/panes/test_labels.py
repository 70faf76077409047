"""Labels by real keys: what waits, the page as it will be, printing to a PDF, and what is noted afterwards."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, Contributor, TitleDraft
from app.domain.labels.kinds import Kind
from app.domain.labels.marks import Bars, Photo, Text
from app.domain.labels.pages import Offset
from app.domain.members import StudentDraft
from app.domain.paging import Window
from tests.ui.labels.rendered import render
from ui.labels.chosen import Chosen
from ui.messages import RecordingMessenger
from ui.panes.catalog.pane import CatalogPane
from ui.panes.labels.pane import LabelsPane
from ui.panes.students.pane import StudentsPane

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
ALL = Window(limit=1000)


@pytest.fixture
def title_id(services: App, actor: Actor) -> int:
    """A title with five copies, one of them without a call number."""
    calls = ["FIC R59 1887 c.1", "FIC R59 1887 c.2", "FIL 959.9027092 R59 1887", "FIC R59 1887 c.4", None]
    copies = [BookDraft(f"GS{number:05d}", call_number=call) for number, call in enumerate(calls, 1)]
    draft = TitleDraft("Noli me tangere", contributors=(Contributor("Rizal, José"),))
    return services.catalog.add_title(actor, draft, copies).value.title_id


@pytest.fixture
def pane(show: Callable[..., Any], title_id: int) -> LabelsPane:
    shown: LabelsPane = show(LabelsPane)
    return shown


def settled(qtbot: QtBot, pane: LabelsPane) -> None:
    qtbot.waitUntil(lambda: pane.runner.idle)


def numbers(pane: LabelsPane) -> list[str]:
    return [entry.item.accession_number for entry in pane.model.rows()]


def printed(pane: LabelsPane) -> list[str]:
    """The numbers on the pages that would be printed, in their order."""
    return [entry.item.accession_number for entry in pane.wanted_usable()]


def waiting(services: App, actor: Actor, kind: Kind) -> list[str]:
    return [row.copy.accession_number for row in services.labels.queue(actor, kind, ALL).rows]


def choose_kind(qtbot: QtBot, pane: LabelsPane, kind: Kind) -> None:
    pane.preview.kind.setCurrentIndex(list(Kind).index(kind))
    settled(qtbot, pane)


def test_new_copies_wait_and_the_page_shows_them(pane: LabelsPane) -> None:
    assert numbers(pane) == ["GS00001", "GS00002", "GS00003", "GS00004"]
    assert len(pane.pages) == 1 and len(pane.pages[0].labels) == 4
    assert pane.preview.said.text() == "Page 1/1 · 4 labels"


def test_ctrl_p_writes_a_pdf_asks_and_marks(
    qtbot: QtBot, pane: LabelsPane, services: App, actor: Actor, messages: RecordingMessenger, tmp_path: Path
) -> None:
    choose_kind(qtbot, pane, Kind.BARCODE)
    messages.files.append(tmp_path / "labels.pdf")
    messages.answers.append(("marked", ""))
    QTest.keyClick(pane.list.search, Qt.Key.Key_P, CTRL)
    settled(qtbot, pane)
    qtbot.waitUntil(lambda: not waiting(services, actor, Kind.BARCODE))
    settled(qtbot, pane)
    (page,) = render(tmp_path / "labels.pdf")
    assert sorted(code.text for code in page.codes()) == [f"GS{number:05d}" for number in range(1, 6)]
    assert pane.state == "empty"
    assert pane.preview.start.value() == 6, "the next labels go on where these end"
    assert len(waiting(services, actor, Kind.SPINE)) == 4


def test_another_kind_of_the_same_copies_is_made_anew(qtbot: QtBot, pane: LabelsPane) -> None:
    """The same copies wait for a barcode and for a pocket label: what was made for one is not shown as the other."""
    for kind, sheet in ((Kind.BARCODE, "L7651"), (Kind.POCKET, "L7163"), (Kind.BARCODE, "L7651")):
        choose_kind(qtbot, pane, kind)
        assert sheet in pane.sheet_now.name and pane.fresh
        marks = pane.pages[0].labels[0].label.marks
        assert any(isinstance(mark, Bars) for mark in marks)
        said = {mark.text for mark in marks if isinstance(mark, Text)}
        assert ("Noli me tangere" in said) is (kind is Kind.POCKET)


def test_nothing_is_printed_while_a_sheet_is_only_tried(
    qtbot: QtBot, pane: LabelsPane, messages: RecordingMessenger
) -> None:
    QTest.keyClick(pane.list.table, Qt.Key.Key_N, CTRL)
    form = pane.label_forms.local
    assert form is not None
    form.enter({"columns": 3})
    settled(qtbot, pane)
    QTest.keyClick(pane.list.table, Qt.Key.Key_P, CTRL)
    assert messages.warned and not messages.asked
    form.cancel()
    qtbot.waitUntil(lambda: pane.fresh)


def test_labels_that_came_out_wrong_still_wait(
    qtbot: QtBot, pane: LabelsPane, services: App, actor: Actor, messages: RecordingMessenger, tmp_path: Path
) -> None:
    messages.files.append(tmp_path / "labels.pdf")
    messages.answers.append(("later", ""))
    QTest.keyClick(pane.list.table, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(messages.asked))
    settled(qtbot, pane)
    assert len(waiting(services, actor, Kind.SPINE)) == 4


def test_a_begun_sheet_by_arrow_keys_and_by_a_click(qtbot: QtBot, pane: LabelsPane) -> None:
    view = pane.preview.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert pane.preview.start.value() == 7  # five columns
    x, y = pane.sheet_now.corner(6)
    assert (pane.pages[0].labels[0].place.x, pane.pages[0].labels[0].place.y) == (x, y)
    x, y = pane.sheet_now.corner(2)
    point = view._origin() + QPointF(x + 5, y + 5) * view.dots_per_mm
    qtbot.mouseClick(view, Qt.MouseButton.LeftButton, pos=point.toPoint())
    assert pane.preview.start.value() == 3
    QTest.keyClick(view, Qt.Key.Key_End)
    assert pane.preview.start.value() == 65
    assert len(pane.pages) == 2
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert pane.preview.said.text().startswith("Page 2/2")


def test_true_size_is_that_of_paper(pane: LabelsPane) -> None:
    view = pane.preview.view
    QTest.keyClick(view, Qt.Key.Key_1)
    assert view.dots_per_mm == pytest.approx(view.screen().physicalDotsPerInch() / 25.4)
    assert view.minimumWidth() >= pane.sheet_now.page_width * view.dots_per_mm
    QTest.keyClick(view, Qt.Key.Key_0)
    assert view.dots_per_mm * pane.sheet_now.page_height <= pane.height()


def test_only_the_rows_selected(qtbot: QtBot, pane: LabelsPane) -> None:
    pane.list.table.selectRow(1)
    pane.preview.only.setChecked(True)
    assert printed(pane) == ["GS00002"]
    pane.preview.only.setChecked(False)
    assert len(printed(pane)) == 4


def test_the_page_follows_search_and_order_of_the_list(qtbot: QtBot, pane: LabelsPane) -> None:
    def texts() -> list[str]:
        return [placed.label.marks[-1].text for placed in pane.pages[0].labels]

    assert texts() == ["c.1", "c.2", "1887", "c.4"]
    pane.model.sort(0, Qt.SortOrder.DescendingOrder)
    assert texts() == ["c.4", "1887", "c.2", "c.1"]
    pane.search("fil")
    assert texts() == ["1887"] and printed(pane) == ["GS00003"]
    pane.search("nothing like it")
    assert pane.pages == [] and printed(pane) == []


def test_a_label_too_small_is_left_out_and_said(qtbot: QtBot, pane: LabelsPane) -> None:
    choose_kind(qtbot, pane, Kind.POCKET)
    number = [sheet.name.split(" · ")[0] for sheet in pane.remembered.sheets()].index("Avery 5167")
    pane.preview.sheet.setCurrentIndex(number)
    settled(qtbot, pane)
    assert pane.pages == [] and printed(pane) == []
    assert "5 labels do not fit" in pane.preview.banner.text()
    assert pane.preview.said.text() == "Nothing to print"


def test_lines_of_a_spine_are_seen_while_typed_and_kept(
    qtbot: QtBot, pane: LabelsPane, services: App, actor: Actor
) -> None:
    pane.list.table.selectRow(2)
    QTest.keyClick(pane.list.table, Qt.Key.Key_L, CTRL)
    assert pane.sheet_forms.form is not None
    editor = pane.sheet_forms.form.editor("lines").widget
    assert editor.toPlainText().splitlines()[0] == "FIL"
    QTest.keySequence(editor, "Ctrl+A")
    QTest.keyClicks(editor, "FIL")
    QTest.keyClick(editor, Qt.Key.Key_Return)
    QTest.keyClicks(editor, "RIZ")
    settled(qtbot, pane)
    (tried,) = (entry for entry in pane.model.rows() if entry.item.accession_number == "GS00003")
    assert tried.item.own_lines == "FIL\nRIZ"
    QTest.keyClick(editor, Qt.Key.Key_S, CTRL)
    settled(qtbot, pane)
    assert services.labels.copies(actor, [tried.id])[0].own_lines == "FIL\nRIZ"


def test_a_sheet_by_its_numbers_is_tried_kept_and_chosen(qtbot: QtBot, pane: LabelsPane) -> None:
    QTest.keyClick(pane.list.table, Qt.Key.Key_N, CTRL)
    form = pane.label_forms.local
    assert form is not None
    form.enter({"name": "Ours", "columns": 2, "rows": 3, "label_width": "60", "label_height": "40,5"})
    form.enter({"left": "20", "top": "300", "gap_x": "", "gap_y": ""})
    form.save()
    assert "top" in form.errors(), "it does not fit on the page"
    form.enter({"top": "30"})
    settled(qtbot, pane)
    assert pane.preview.view._sheet is not None and pane.preview.view._sheet.rows == 3
    form.save()
    qtbot.waitUntil(lambda: pane.sheet_now.name == "Ours" and pane.list.sheet.isHidden())
    settled(qtbot, pane)
    assert pane.sheet_now.label_height == 40.5 and pane.sheet_now.pitch_x == 110
    assert pane.preview.sheet.currentText() == "Ours"
    again = LabelsPane(pane.context)
    qtbot.addWidget(again)
    assert again.sheet_now == pane.sheet_now, "it is there the next time too"


def test_a_printers_offset_is_its_own(pane: LabelsPane, messages: RecordingMessenger) -> None:
    pane.list.table.acts.trigger("offset")
    assert messages.warned, "a PDF file needs none"
    pane._on_printers(["Laser", "Ink"])
    pane.preview.printer.setCurrentIndex(1)
    pane.list.table.acts.trigger("offset")
    form = pane.label_forms.local
    assert form is not None
    form.enter({"x": "1.5", "y": "-11"})
    form.save()
    assert set(form.errors()) == {"y"}
    form.enter({"y": "-0,7"})
    form.save()
    assert pane.remembered.offset("Laser") == Offset(1.5, -0.7)
    assert pane.remembered.offset("Ink") == Offset(0, 0)


def test_the_calibration_page_outlines_the_sheet(
    qtbot: QtBot, pane: LabelsPane, messages: RecordingMessenger, tmp_path: Path
) -> None:
    messages.files.append(tmp_path / "page.pdf")
    QTest.keyClick(pane.list.table, Qt.Key.Key_G, CTRL)
    settled(qtbot, pane)
    qtbot.waitUntil(lambda: bool(messages.told))
    (page,) = render(tmp_path / "page.pdf")
    left, _, right, _ = page.dark_box(0, 0, 210, 297)
    assert (left, right) == pytest.approx((0.7, 205.25), abs=0.2)  # the stroke 5 mm left is off the page


def test_marked_by_hand_and_back_in_the_queue(
    qtbot: QtBot, pane: LabelsPane, services: App, actor: Actor, title_id: int
) -> None:
    pane.list.table.selectRow(0)
    QTest.keyClick(pane.list.table, Qt.Key.Key_D, CTRL)
    qtbot.waitUntil(lambda: len(waiting(services, actor, Kind.SPINE)) == 3)
    settled(qtbot, pane)
    assert numbers(pane) == ["GS00002", "GS00003", "GS00004"]
    pane.open(Chosen(Kind.SPINE, (title_id,)))
    settled(qtbot, pane)
    assert len(numbers(pane)) == 5
    pane.list.table.selectRow(0)
    QTest.keyClick(pane.list.table, Qt.Key.Key_R, CTRL)
    qtbot.waitUntil(lambda: len(waiting(services, actor, Kind.SPINE)) == 4)
    QTest.keyClick(pane.list.table, Qt.Key.Key_B, CTRL)
    settled(qtbot, pane)
    assert len(numbers(pane)) == 4


def test_titles_and_patrons_are_brought_from_their_panes(
    qtbot: QtBot, show: Callable[..., Any], pane: LabelsPane, services: App, actor: Actor, title_id: int
) -> None:
    student = services.students.add(
        actor, StudentDraft("Santos", "Maria", grade="7", section="Rizal"), card="C-77"
    )
    photo = QBuffer()
    photo.open(QIODevice.OpenModeFlag.WriteOnly)
    QImage(30, 40, QImage.Format.Format_RGB32).save(photo, "PNG")  # type: ignore[call-overload]
    services.students.set_photo(actor, student.value.student_id, photo.data().data())
    asked: list[tuple[str, Any]] = []
    for kind in (CatalogPane, StudentsPane):
        other = show(kind)
        other.open_requested.connect(lambda *what: asked.append(what))
        qtbot.waitUntil(lambda other=other: other.list.model.row(0) is not None)
        QTest.keyClick(other.list.search, Qt.Key.Key_Down)
        qtbot.waitUntil(lambda other=other: other.runner.idle and bool(other.list.table.selected()))
        QTest.keyClick(other.list.table, Qt.Key.Key_P, CTRL | SHIFT)
    assert asked == [
        ("labels", Chosen(Kind.SPINE, (title_id,))),
        ("labels", Chosen(Kind.CARD, (student.value.student_id,))),
    ]
    pane.open(asked[1][1])
    settled(qtbot, pane)
    (entry,) = pane.model.rows()
    assert entry.item.number == "C-77" and entry.item.details == ("Grade 7 · Rizal",)
    assert pane.kind_now is Kind.CARD and len(pane.pages) == 1
    assert entry.item.photo == photo.data().data()
    assert any(isinstance(mark, Photo) for mark in entry.label.marks)
