"""The pane of lists: made, filled from other panes and by scanning, worked through by keyboard; searches kept and asked."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.batch_edit.fields import Entity as BatchEntity
from app.domain.batch_edit.fields import Op
from app.domain.batch_edit.recipes import Change, Recipe
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.paging import Window
from app.domain.searching import TitleQuery
from app.domain.work_lists import Entity, ListItem, SavedSearchDraft, WorkListDraft
from ui.messages import RecordingMessenger
from ui.palette_providers import lists_provider
from ui.panes.base import Pane
from ui.panes.batch_edit.chosen_box import DONE, SHOWN
from ui.panes.batch_edit.editor import BatchEditor
from ui.panes.batch_edit.opening import front
from ui.panes.catalog.pane import CatalogPane
from ui.panes.lists import words
from ui.panes.lists.pane import ListsPane
from ui.panes.lists.targets import PutOnList, SaveSearch
from ui.panes.shelf.pane import ShelfPane
from ui.runner import Runner
from ui.widgets.movable_table import MovableTable

ALT = Qt.KeyboardModifier.AltModifier
Settled = Callable[[Callable[[], bool]], None]
QUERY = TitleQuery(text="title", collection="FIC", year_from=1990, year_to=1999, sort="-year")


@pytest.fixture
def settled(qtbot: QtBot, runner: Runner) -> Settled:
    """Wait until something is true and nothing is under way."""
    return lambda true: qtbot.waitUntil(lambda: true() and runner.idle)


@pytest.fixture
def titles(services: App, actor: Actor) -> list[int]:
    """Three titles with a copy each."""
    return [
        services.catalog.add_title(
            actor,
            TitleDraft(title=f"Title {n}", year=1990 + n),
            [BookDraft(accession_number=f"GS{n}", call_number=f"{100 + n} A1", collection="FIC")],
        ).value.title_id
        for n in range(3)
    ]


@pytest.fixture
def rebind(services: App, actor: Actor, titles: list[int]) -> int:
    """A list of the first two copies."""
    made = services.work_lists.create(
        actor, WorkListDraft("To be rebound", Entity.COPY, about="Before October")
    )
    services.work_lists.add(actor, made.value.list_id, titles[:2], Entity.TITLE)
    return made.value.list_id


@pytest.fixture
def pane(show: Callable[..., Pane], rebind: int) -> ListsPane:
    """The pane with that list."""
    made = show(ListsPane)
    assert isinstance(made, ListsPane)
    return made


def rows(pane: ListsPane) -> list[ListItem]:
    return [row for _, row in pane.model.loaded()]


def kept(services: App, actor: Actor, list_id: int) -> tuple[ListItem, ...]:
    return services.work_lists.items(actor, list_id, Window()).rows


def test_the_list_is_shown_in_its_order_with_how_far_it_is(pane: ListsPane, settled: Settled) -> None:
    settled(lambda: [row.accession_number for row in rows(pane)] == ["GS0", "GS1"])
    (entry,) = pane.entries_model.rows()
    assert words.state(entry) == "0 of 2 done" and pane._about.text() == "Before October"
    assert [words.done(row).text for row in rows(pane)] == ["To do", "To do"]


def test_records_are_ticked_off_noted_and_taken_off_by_keyboard(
    qtbot: QtBot, services: App, actor: Actor, pane: ListsPane, rebind: int, settled: Settled
) -> None:
    settled(lambda: len(rows(pane)) == 2)
    table = pane.list.table
    table.setFocus()
    table.selectRow(0)
    pane.do("done")
    settled(lambda: words.done(rows(pane)[0]).text == "Done")
    assert words.state(pane.entries_model.rows()[0]) == "1 of 2 done"
    pane.do("done")
    settled(lambda: words.done(rows(pane)[0]).text == "To do")
    pane.undo_last()
    settled(lambda: words.done(rows(pane)[0]).text == "Done")
    pane.do("note")
    form = pane.sheet_forms.form
    assert form is not None
    form.editor("note").set_value("Spine torn")
    form.save()
    settled(lambda: rows(pane)[0].note == "Spine torn")
    pane.do("off")
    settled(lambda: [row.accession_number for row in rows(pane)] == ["GS1"])
    pane.undo_last()
    settled(lambda: [row.accession_number for row in rows(pane)] == ["GS0", "GS1"])
    assert kept(services, actor, rebind)[0].note == "Spine torn"


def test_records_are_moved_by_keyboard_and_by_dragging(
    qtbot: QtBot,
    services: App,
    actor: Actor,
    pane: ListsPane,
    titles: list[int],
    rebind: int,
    settled: Settled,
) -> None:
    services.work_lists.add(actor, rebind, titles, Entity.TITLE)
    pane.reload()
    pane.model.invalidate()
    settled(lambda: len(rows(pane)) == 3)
    table = pane.list.table
    assert isinstance(table, MovableTable)

    def order() -> str:
        return "".join(row.accession_number[-1] for row in kept(services, actor, rebind))

    def shown() -> str:
        return "".join(row.accession_number[-1] for row in rows(pane))

    table.setFocus()
    table.selectRow(2)
    qtbot.keyClick(table, Qt.Key.Key_Up, ALT)
    settled(lambda: shown() == "021")
    assert order() == "021" and [row.accession_number for row in table.selected()] == ["GS2"]
    qtbot.keyClick(table, Qt.Key.Key_Up, ALT)
    settled(lambda: shown() == "201")
    qtbot.keyClick(table, Qt.Key.Key_Up, ALT)
    qtbot.keyClick(table, Qt.Key.Key_Down, ALT)
    settled(lambda: shown() == "021" and order() == "021")
    below = QPoint(10, table.rowViewportPosition(2) + table.rowHeight(2) - 4)
    assert table.place_at(below) == 3 == table.place_at(QPoint(10, table.viewport().height() - 2))
    assert table.place_at(QPoint(10, table.rowViewportPosition(1) + 4)) == 1
    table.selectRow(0)
    table.dropped.emit(3)
    settled(lambda: shown() == "210")
    pane.undo_last()
    settled(lambda: shown() == "021")


def test_rows_are_dragged_within_the_table_only(qtbot: QtBot, pane: ListsPane, settled: Settled) -> None:
    settled(lambda: len(rows(pane)) == 2)
    table = pane.list.table
    assert table.model().flags(table.model().index(0, 1)) & Qt.ItemFlag.ItemIsDragEnabled
    data = table.model().mimeData([table.model().index(0, 1)])
    at = QPointF(10, table.rowViewportPosition(1) + table.rowHeight(1) - 4)
    event = QDropEvent(
        at, Qt.DropAction.MoveAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    table.dropEvent(event)  # whose source is nobody's here, as of what another program lets go
    assert not event.isAccepted() and not pane.order.busy


@pytest.mark.parametrize("ticked", [False, True])
def test_a_batch_is_edited_from_a_list(
    pane: ListsPane, services: App, actor: Actor, rebind: int, settled: Settled, ticked: bool
) -> None:
    if ticked:
        first = kept(services, actor, rebind)[0]
        services.work_lists.tick(actor, rebind, [first.id])
        pane.reload()
    settled(lambda: len(rows(pane)) == 2)
    pane.list.table.clearSelection()
    pane.do("batch")
    settled(lambda: front(pane) is not None)
    page = front(pane)
    assert isinstance(page, BatchEditor) and pane.help_page == "batch"
    assert page.recipe.entity is BatchEntity.COPIES and page.records.source == SHOWN
    if ticked:
        page.records.choose(DONE)
    page.show_recipe(Recipe(BatchEntity.COPIES, (Change(Op.SET, "location", "Bindery"),)))
    settled(lambda: page.ready)
    assert page.preview is not None and page.preview.rows == (1 if ticked else 2)
    page.closed.emit()
    assert front(pane) is None and not pane.list.isHidden()


def test_copies_are_scanned_onto_the_list(
    qtbot: QtBot, pane: ListsPane, messages: RecordingMessenger, settled: Settled
) -> None:
    settled(lambda: len(rows(pane)) == 2)
    pane.list.search.setText("gs2")
    qtbot.keyClick(pane.list.search, Qt.Key.Key_Return)
    settled(lambda: [row.accession_number for row in rows(pane)] == ["GS0", "GS1", "GS2"])
    assert pane.list.search.text() == ""
    assert pane.take_scan("GS2")
    settled(lambda: messages.warned == ["GS2 is on this list already."])


def test_a_list_is_made_changed_and_removed(
    services: App, actor: Actor, pane: ListsPane, messages: RecordingMessenger, settled: Settled
) -> None:
    settled(lambda: len(rows(pane)) == 2)
    pane.do("new")
    form = pane.sheet_forms.form
    assert form is not None
    form.set_values({"name": "Weeding", "entity": Entity.TITLE, "shared": True})
    form.save()
    settled(lambda: pane.chosen is not None and pane.chosen.draft.name == "Weeding")
    assert pane.chosen is not None and pane.chosen.draft.shared and pane.list.view.state == "empty"
    pane.do("change")
    form = pane.sheet_forms.form
    assert form is not None
    form.editor("name").set_value("Weeding 2026")
    form.save()
    settled(lambda: pane.chosen is not None and pane.chosen.draft.name == "Weeding 2026")
    messages.answers.append(("delete", ""))
    pane.do("delete")
    settled(lambda: [one.draft.name for one in services.work_lists.list(actor)] == ["To be rebound"])
    pane.undo_last()
    settled(lambda: len(pane.entries_model.rows()) == 2)


def test_titles_of_the_catalog_go_on_a_list(
    qtbot: QtBot, show: Callable[..., Pane], services: App, actor: Actor, pane: ListsPane, titles: list[int],
    rebind: int, settled: Settled,
) -> None:  # fmt: skip
    catalog = show(CatalogPane)
    assert isinstance(catalog, CatalogPane)
    settled(lambda: catalog.model.rowCount() == 3)
    catalog.list.table.selectAll()
    with qtbot.waitSignal(catalog.open_requested) as asked:
        catalog.do("list")
    key, target = asked.args
    assert key == "lists" and sorted(target.ids) == titles
    pane.open(target)
    settled(lambda: pane.sheet_forms.form is not None)
    form = pane.sheet_forms.form
    assert form is not None and form.values()["list"] == rebind
    form.save()
    settled(lambda: len(rows(pane)) == 3)
    pane.open(PutOnList(Entity.TITLE, tuple(titles)))
    settled(lambda: pane.sheet_forms.form is not None)
    form = pane.sheet_forms.form
    assert form is not None
    form.editor("list").set_value(0)
    form.save()
    assert form.errors(), "a new list needs a name"
    form.editor("name").set_value("All of them")
    form.save()
    settled(lambda: [row.title for row in rows(pane)] == ["Title 0", "Title 1", "Title 2"])


def test_the_list_is_exported_as_it_is_shown(
    pane: ListsPane, messages: RecordingMessenger, settled: Settled, tmp_path: Path
) -> None:
    settled(lambda: len(rows(pane)) == 2)
    target = tmp_path / "rebind.csv"
    messages.files.append(target)
    pane._export()
    settled(lambda: target.exists() and target.stat().st_size > 0)
    with target.open(encoding="utf-8-sig") as file:
        read = list(csv.reader(file))
    assert read[0][:3] == ["Done", "Title", "Call number"] and [line[3] for line in read[1:]] == [
        "GS0",
        "GS1",
    ]


def test_a_shelf_reading_becomes_a_list_with_reasons(
    qtbot: QtBot, show: Callable[..., Pane], services: App, actor: Actor, titles: list[int], settled: Settled
) -> None:
    shelf = show(ShelfPane)
    assert isinstance(shelf, ShelfPane)
    shelf.do("read")
    for number in ("GS0", "GS2"):
        shelf.reading.take(number)
    settled(lambda: len(shelf.reading.result.missing) == 1)
    with qtbot.waitSignal(shelf.open_requested) as asked:
        shelf.reading.make_list()
    key, list_id = asked.args
    (one,) = kept(services, actor, list_id)
    assert key == "lists" and (one.accession_number, one.note) == ("GS1", "Missing on the shelf")


# -- saved searches ------------------------------------------------------------------------------------


def test_a_search_is_kept_with_filters_and_order_and_asked_again(
    qtbot: QtBot, show: Callable[..., Pane], services: App, actor: Actor, pane: ListsPane, settled: Settled
) -> None:
    pane.open(SaveSearch(QUERY))
    form = pane.sheet_forms.form
    assert form is not None and form.values()["name"] == "title"
    form.editor("name").set_value("Fiction of the nineties")
    form.save()
    settled(lambda: pane.chosen is not None and pane.chosen.draft.name == "Fiction of the nineties")
    assert pane.list.view.state == "empty" and not pane.list.search.isEnabled()
    with qtbot.waitSignal(pane.open_requested) as asked:
        pane.entries.opened.emit(pane.entries.current())
    assert asked.args == ["catalog", QUERY]
    catalog = show(CatalogPane)
    assert isinstance(catalog, CatalogPane)
    catalog.open(asked.args[1])
    settled(lambda: catalog.model.state == "loaded" and catalog.model.rowCount() == 3)
    assert catalog.query == TitleQuery(text="title", collection="FIC", year_from=1990, year_to=1999)
    assert catalog.model.sort_key == "-year"
    with qtbot.waitSignal(catalog.open_requested) as again:
        catalog.do("save_search")
    assert again.args == ["lists", SaveSearch(QUERY)]


def test_the_palette_finds_searches_and_lists(services: App, actor: Actor, rebind: int) -> None:
    services.saved_searches.save(actor, SavedSearchDraft("Rebound or torn", QUERY))
    gone: list[tuple[str, object]] = []
    found = list(
        lists_provider(services, actor, lambda key, target: gone.append((key, target))).find("rebound")
    )
    assert [entry.section for entry in found] == ["Saved searches", "Lists"]
    for entry in found:
        entry.run()
    assert gone == [("catalog", QUERY), ("lists", rebind)]
