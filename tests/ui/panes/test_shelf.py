"""The pane of shelves: standing at a place, going along without end, and reading the shelf with a scanner."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, BookStatus, TitleDraft
from app.domain.shelves import ShelfCopy, ShelfQuery, Stretch
from tests.pictures import picture
from ui.panes.base import Pane
from ui.panes.shelf import words
from ui.panes.shelf.pane import ShelfPane
from ui.panes.shelf.walking import KEPT, Walk
from ui.runner import Runner
from ui.widgets.cover import paint_cover

COPIES = 150
Settled = Callable[[Callable[[], bool]], None]


@pytest.fixture
def settled(qtbot: QtBot, runner: Runner) -> Settled:
    """Wait until something is true and nothing is under way."""
    return lambda true: qtbot.waitUntil(lambda: true() and runner.idle)


@pytest.fixture
def pane(show: Callable[..., Pane], services: App, actor: Actor) -> ShelfPane:
    """The pane over one shelf of 150 copies, and a copy in another location."""
    drafts = [
        BookDraft(
            accession_number=f"GS{n:03}",
            call_number=f"{100 + n} A1",
            location="LRC",
            status=BookStatus.MISSING if n == 76 else BookStatus.AVAILABLE,
        )
        for n in range(COPIES)
    ]
    title = services.catalog.add_title(actor, TitleDraft(title="A long set"), drafts).value
    services.covers.set(actor, title.title_id, picture())
    other = BookDraft(accession_number="F1", call_number="120 B2", location="Filipiniana")
    services.catalog.add_title(actor, TitleDraft(title="Elsewhere"), [other])
    made = show(ShelfPane)
    assert isinstance(made, ShelfPane)
    return made


def stands_at(pane: ShelfPane) -> str:
    row = pane.list.table.current()
    return row.accession_number if row is not None else ""


def test_typing_a_call_number_or_scanning_a_copy_stands_there(pane: ShelfPane, settled: Settled) -> None:
    assert stands_at(pane) == "GS000"
    pane.search("175")
    settled(lambda: stands_at(pane) == "GS075")
    badges = {row.accession_number: words.standing(row) for row in pane.model.rows()}
    assert (badges["GS076"].text, badges["GS075"].text) == ("Gap: missing", "On the shelf")
    assert badges["GS076"].icon != badges["GS075"].icon
    assert pane.take_scan("f1")
    settled(lambda: stands_at(pane) == "F1")
    pane.search("nothing at all 999999")
    settled(lambda: stands_at(pane) == "GS149")  # behind all


def test_one_goes_along_to_both_ends(qtbot: QtBot, pane: ShelfPane, settled: Settled) -> None:
    pane.search("GS075")
    settled(lambda: stands_at(pane) == "GS075")
    table = pane.list.table
    table.setFocus()
    for key, end in ((Qt.Key.Key_Down, "GS149"), (Qt.Key.Key_Up, "GS000")):
        for _ in range(40):
            for _ in range(10):
                qtbot.keyClick(table, key)
            settled(lambda: True)
            if stands_at(pane) == end:
                break
        assert stands_at(pane) == end
    seen = [row.accession_number for row in pane.model.rows()]
    assert len(seen) == len(set(seen)) == COPIES + 1


def test_a_location_is_chosen_and_one_stays_at_the_place(pane: ShelfPane, settled: Settled) -> None:
    pane.search("121")
    settled(lambda: stands_at(pane) == "GS021")
    assert [pane.location.itemText(n) for n in range(pane.location.count())] == [
        "All locations",
        "Filipiniana",
        "LRC",
    ]
    assert pane.branch.isHidden(), "with one branch there is nothing to choose"
    pane.location.setCurrentIndex(1)
    pane.location.activated.emit(1)
    settled(lambda: [row.accession_number for row in pane.model.rows()] == ["F1"])
    assert pane.query.location == "Filipiniana"
    pane.search("GS003")
    settled(lambda: stands_at(pane) == "GS003")
    assert pane.query.location == "LRC" and pane.location.currentText() == "LRC"


def test_a_title_is_shown_where_it_stands_and_opened(
    qtbot: QtBot, services: App, actor: Actor, pane: ShelfPane, settled: Settled
) -> None:
    title_id = services.catalog.book(actor, "F1").title_id
    pane.open(title_id)
    settled(lambda: stands_at(pane) == "F1")
    with qtbot.waitSignal(pane.open_requested) as asked:
        pane.do("open")
    assert asked.args == ["catalog", "F1"]


def test_why_a_copy_has_no_place_is_said(
    services: App, actor: Actor, pane: ShelfPane, settled: Settled
) -> None:
    services.catalog.add_title(actor, TitleDraft(title="Bare"), [BookDraft(accession_number="B1")])
    pane.search("B1")
    settled(lambda: "no place on the shelf" in pane.banner.text())
    assert pane.model.rowCount() and not pane.banner.isHidden()


def test_what_changes_is_seen_where_one_stands(
    services: App, actor: Actor, pane: ShelfPane, settled: Settled
) -> None:
    pane.search("GS075")
    settled(lambda: stands_at(pane) == "GS075")
    book = services.catalog.book(actor, "GS075")
    draft = BookDraft(
        accession_number="GS075", call_number="175 A1", location="LRC", status=BookStatus.REPAIR
    )
    services.catalog.change_book(actor, book.id, book.version, draft)
    pane.refresh()
    settled(lambda: any(row.status is BookStatus.REPAIR for row in pane.model.rows()))
    assert stands_at(pane) == "GS075"


def test_covers_come_by_themselves(qtbot: QtBot, pane: ShelfPane) -> None:
    thumb = pane.model.rows()[0].thumb
    qtbot.waitUntil(lambda: pane.thumbs.get(thumb) is not None)
    assert pane.thumbs.get(None) is None


def test_without_a_cover_a_plain_tile_is_drawn(qapp: object) -> None:
    drawn = []
    for image in (None, QImage()):
        canvas = QImage(34, 44, QImage.Format.Format_RGB32)
        canvas.fill(Qt.GlobalColor.black)
        painter = QPainter(canvas)
        paint_cover(painter, QRect(0, 0, 34, 44), image, "NM")
        painter.end()
        drawn.append(canvas)
    assert drawn[0] == drawn[1]
    assert drawn[0].pixelColor(17, 5) != Qt.GlobalColor.black


# -- reading the shelf ---------------------------------------------------------------------------------


def scan(qtbot: QtBot, pane: ShelfPane, *numbers: str) -> None:
    for number in numbers:
        pane.reading.line.setText(number)
        qtbot.keyClick(pane.reading.line, Qt.Key.Key_Return)


def test_a_shelf_is_read_with_the_scanner(qtbot: QtBot, pane: ShelfPane, settled: Settled) -> None:
    pane.search("110")
    settled(lambda: stands_at(pane) == "GS010")
    pane.do("read")
    view = pane.reading
    assert pane.list.isHidden() and view.line.isVisible()
    scan(qtbot, pane, "GS010", "GS013", "GS012", "NOBODY")
    settled(lambda: len(view.result.scanned) == 4)
    said = [words.verdict(line.one).text for line in view.model.rows()]
    assert said == ["In its place", "Out of place", "In its place", "Unknown number"]
    assert words.why(view.model.rows()[1].one) == "Belongs behind 112 A1"
    assert [copy.accession_number for copy in view.missing_model.rows()] == ["GS011"]
    assert (
        view.missing_words.text() == "1 copy is missing between"
        and "2 scans need a hand" in view.banner.text()
    )
    view.table.selectRow(3)
    view.table.selectRow(1)
    view.table.acts.trigger("out")
    settled(lambda: len(view.result.scanned) == 3)
    qtbot.keyClick(view.line, Qt.Key.Key_Escape)
    assert not pane.list.isHidden()
    pane.do("read")
    assert len(view.result.scanned) == 3, "what was scanned is still there"
    view.start_anew()
    assert view.model.rowCount() == 0 and pane.take_scan("GS010")
    settled(lambda: "in its place" in view.banner.text())


def test_memory_holds_a_stretch_and_goes_on_from_both_ends() -> None:
    def copies(start: int, end: int) -> tuple[ShelfCopy, ...]:
        return tuple(
            ShelfCopy(n, 1, "", None, f"{n}", "", "", "", BookStatus.AVAILABLE, place=f"p{n}")
            for n in range(start, end)
        )

    query = ShelfQuery()
    walk = Walk(query, copies(1000, 1000 + KEPT), "up", "down")
    on = walk.below(Stretch(query, copies(1000 + KEPT, 1060 + KEPT), None, "further"))
    assert (len(on.copies), on.copies[0].id, on.up, on.down, on.moved) == (
        KEPT,
        1060,
        "p1060",
        "further",
        -60,
    )
    back = on.above(Stretch(query, copies(1000, 1060), "up again"))
    assert (back.copies[0].id, back.copies[-1].id, back.up, back.moved) == (1000, 999 + KEPT, "up again", 60)
    assert back.down == f"p{999 + KEPT}"
