"""Batch editing in the window: the grid follows the recipe, rows are narrowed and left out, written and taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.batch_edit.fields import Entity, Op
from app.domain.batch_edit.files import from_file
from app.domain.batch_edit.recipes import Case, Change, Recipe
from app.domain.batch_edit.running import CellKind, Verdict
from app.domain.catalog import BookDraft, BookStatus, TitleDraft
from app.domain.members import PatronStatus, StudentDraft
from ui.messages import RecordingMessenger
from ui.panes.batch_edit import opening, words
from ui.panes.batch_edit.chosen_box import MARKED, NUMBERS, SHOWN
from ui.panes.batch_edit.editor import BatchEditor
from ui.panes.batch_edit.step_editor import StepEditor
from ui.panes.catalog.pane import CatalogPane
from ui.panes.students.pane import StudentsPane


@pytest.fixture
def pane(qtbot: QtBot, services: App, actor: Actor, show: Callable[..., Any]) -> CatalogPane:
    """Three titles; two copies of the first, of which one is out."""
    for name, numbers, publisher in (
        ("Ibong Adarna", ("A1", "A2"), "Natl."),
        ("Florante at Laura", ("F1",), "National"),
        ("Noli me tangere", ("N1",), None),
    ):
        draft = TitleDraft(name, publisher=publisher)
        services.catalog.add_title(actor, draft, [BookDraft(n, location="MAIN") for n in numbers])
    patron = services.students.add(actor, StudentDraft("Santos", "Ana", grade="7")).value.student_id
    services.circulation.check_out(actor, patron, "A1")
    shown: CatalogPane = show(CatalogPane)
    qtbot.waitUntil(lambda: shown.model.row(2) is not None)
    return shown


@pytest.fixture
def editor(pane: CatalogPane, qtbot: QtBot) -> Iterator[BatchEditor]:
    """Batch editing over all the list shows."""
    pane.do("batch")
    qtbot.waitUntil(lambda: opening.front(pane) is not None)
    page = opening.front(pane)
    assert isinstance(page, BatchEditor)
    yield page
    qtbot.waitUntil(lambda: pane.runner.idle)


def looked(editor: BatchEditor, qtbot: QtBot, *steps: Change, entity: Entity = Entity.TITLES) -> None:
    """Show a recipe and wait for its dry run."""
    before = editor.preview
    editor.show_recipe(Recipe(entity, steps))
    qtbot.waitUntil(lambda: editor.preview is not None and editor.preview is not before and editor.ready)


def shown(editor: BatchEditor) -> list[tuple[str, str]]:
    """The rows of the grid: title or number, and what it becomes."""
    assert editor.grid is not None
    rows = [editor.grid.model.row(number) for number in range(editor.grid.model.rowCount())]
    return [(row.number or row.label, words.row_badge(row).text) for row in rows if row is not None]


def narrowed(editor: BatchEditor, qtbot: QtBot, rows: list[tuple[str, str]]) -> None:
    """Wait until the grid shows these rows."""
    qtbot.waitUntil(lambda: editor.grid is not None and shown(editor) == rows)


def numbers(editor: BatchEditor) -> dict[Verdict, int]:
    return {verdict: tile.number for verdict, tile in editor.differences.tiles.items() if tile.number}


SET = Change(Op.SET, "publisher", "National")
CHANGES, SAME = "Will change", "Unchanged"


def test_the_grid_follows_the_recipe(editor: BatchEditor, qtbot: QtBot) -> None:
    assert editor.records.source == SHOWN
    looked(editor, qtbot, SET)
    assert numbers(editor) == {Verdict.CHANGE: 2, Verdict.SAME: 1}
    assert editor.go.text() == "Change 2 titles…"
    narrowed(
        editor, qtbot,
        [("Florante at Laura", SAME), ("Ibong Adarna", CHANGES), ("Noli me tangere", CHANGES)],
    )  # fmt: skip
    editor.recipe.editor.value.setFocus()
    editor.recipe.editor.value.selectAll()
    qtbot.keyClicks(editor.recipe.editor.value, "Natl.")
    assert not editor.go.isEnabled()
    qtbot.waitUntil(lambda: numbers(editor) == {Verdict.CHANGE: 2, Verdict.SAME: 1} and editor.go.isEnabled())
    narrowed(
        editor, qtbot,
        [("Florante at Laura", CHANGES), ("Ibong Adarna", SAME), ("Noli me tangere", CHANGES)],
    )  # fmt: skip


def test_an_incomplete_recipe_says_what_it_lacks(editor: BatchEditor, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: editor.grid is None and "Say which value" in editor.recipe._problem.text())
    assert not editor.go.isEnabled()
    editor.window().activateWindow()
    qtbot.waitUntil(editor.isActiveWindow)
    editor.recipe.add_step()
    assert editor.recipe.list.count() == 2
    editor.recipe.list.setFocus()
    qtbot.keyClick(editor.recipe.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    qtbot.keyClick(editor.recipe.list, Qt.Key.Key_Delete, Qt.KeyboardModifier.AltModifier)
    assert editor.recipe.list.count() == 1


def test_rows_are_narrowed_by_what_differs(editor: BatchEditor, qtbot: QtBot) -> None:
    looked(editor, qtbot, SET, Change(Op.ADD, "subjects", "Epic"))
    bar = editor.differences
    bar.tiles[Verdict.CHANGE].click()
    assert editor.grid is not None
    bar.field.setCurrentIndex(bar.field.findData("publisher"))
    bar.field.activated.emit(bar.field.currentIndex())
    narrowed(editor, qtbot, [("Ibong Adarna", CHANGES), ("Noli me tangere", CHANGES)])
    qtbot.waitUntil(lambda: any("Natl. → National" in bar.how.itemText(n) for n in range(bar.how.count())))
    choose(bar.how, "Natl. → National (1)")
    narrowed(editor, qtbot, [("Ibong Adarna", CHANGES)])
    choose(bar.how, "Blank before")
    narrowed(editor, qtbot, [("Noli me tangere", CHANGES)])
    assert [column.title for column in editor.grid.model.columns] == ["Becomes", "Title", "Publisher"]


def choose(box: QComboBox, text: str) -> None:
    """Choose an entry as a person does."""
    box.setCurrentIndex(box.findText(text))
    box.activated.emit(box.currentIndex())


def test_titles_are_changed_with_the_numbers_asked_and_taken_back(
    editor: BatchEditor,
    pane: CatalogPane,
    services: App,
    actor: Actor,
    messages: RecordingMessenger,
    qtbot: QtBot,
) -> None:
    looked(editor, qtbot, SET)
    editor.ask()
    assert messages.asked[-1].title == "Change 2 titles?"
    messages.answers.append(("do", ""))
    editor.ask()
    qtbot.waitUntil(lambda: "2 titles changed" in messages.told)
    ids = [row.id for row in services.catalog.list(actor, pane.query, window()).rows]
    assert [services.catalog.sheet(actor, id_).draft.publisher for id_ in ids] == ["National"] * 3
    assert "2 titles changed" in editor.banner.text()
    messages.undos[-1]()
    qtbot.waitUntil(lambda: "Taken back: 2" in messages.told)
    qtbot.waitUntil(lambda: pane.runner.idle and numbers(editor) == {Verdict.CHANGE: 2, Verdict.SAME: 1})
    found = {services.catalog.sheet(actor, id_).draft.publisher for id_ in ids}
    assert found == {"Natl.", "National", None}


def window() -> Any:
    from app.domain.paging import Window

    return Window()


def test_copies_by_scanned_numbers(
    editor: BatchEditor, services: App, actor: Actor, messages: RecordingMessenger, qtbot: QtBot
) -> None:
    editor.records.choose(NUMBERS)
    assert editor.records.numbers.hasFocus() or not editor.records.numbers.isHidden()
    editor.records.numbers.setPlainText("a1\nF1\nX9")
    repair = Change(Op.SET, "status", "REPAIR")
    looked(editor, qtbot, repair, Change(Op.SET, "location", "ANNEX"), entity=Entity.COPIES)
    assert numbers(editor) == {Verdict.CHANGE: 1, Verdict.REFUSED: 2}
    assert "“ANNEX”" in editor.banner.text()
    editor.differences.tiles[Verdict.REFUSED].click()
    narrowed(editor, qtbot, [("X9", "Refused"), ("A1", "Refused")])
    assert editor.grid is not None
    qtbot.keyClick(editor.grid.table, Qt.Key.Key_Down)
    assert "No book has the accession number X9." in editor._whole.text()
    messages.answers.append(("do", ""))
    editor.ask()
    qtbot.waitUntil(lambda: "1 copy changed" in messages.told)
    assert services.catalog.book(actor, "F1").status is BookStatus.REPAIR
    assert services.catalog.book(actor, "A1").status is BookStatus.LOANED


def test_a_row_left_out_by_key_is_not_written(
    editor: BatchEditor, services: App, actor: Actor, messages: RecordingMessenger, qtbot: QtBot
) -> None:
    looked(editor, qtbot, SET)
    assert editor.grid is not None
    editor.grid.table.selectRow(1)
    editor.grid.table.acts.trigger("leave-out")
    qtbot.waitUntil(lambda: editor.go.text() == "Change 1 title…")
    narrowed(
        editor, qtbot,
        [("Florante at Laura", SAME), ("Ibong Adarna", "Left out"), ("Noli me tangere", CHANGES)],
    )  # fmt: skip
    messages.answers.append(("do", ""))
    editor.ask()
    qtbot.waitUntil(lambda: "1 title changed" in messages.told)
    assert (
        services.catalog.sheet(actor, services.catalog.book(actor, "A1").title_id).draft.publisher == "Natl."
    )


def test_what_somebody_changed_meanwhile_is_left_and_named(
    editor: BatchEditor, services: App, actor: Actor, messages: RecordingMessenger, qtbot: QtBot
) -> None:
    looked(editor, qtbot, SET)
    title = services.catalog.sheet(actor, services.catalog.book(actor, "A1").title_id)
    services.catalog.change_title(
        actor, title.id, title.version, TitleDraft("Ibong Adarna", publisher="Anvil")
    )
    messages.answers.append(("do", ""))
    editor.ask()
    qtbot.waitUntil(lambda: "1 title changed, 1 left as they are" in messages.told)
    assert "Helena Head changed Ibong Adarna meanwhile" in editor.banner.text()
    assert numbers(editor)[Verdict.REFUSED] == 1


def test_marked_rows_and_back_to_the_list(pane: CatalogPane, qtbot: QtBot) -> None:
    pane.list.table.selectRow(0)
    pane.do("batch")
    page = opening.front(pane)
    assert isinstance(page, BatchEditor)
    assert page.records.source == MARKED
    chosen = page.records.chosen()
    assert chosen is not None and len(chosen.ids) == 1
    assert pane.list.isHidden()
    qtbot.keyClick(page.recipe.list, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not pane.list.isHidden() and page.isHidden())
    assert page.preview is None
    pane.do("batch")
    assert opening.front(pane) is page
    pane.open("A1")
    qtbot.waitUntil(lambda: not pane.list.isHidden() and pane.runner.idle)


def test_recipes_are_saved_exported_and_brought_back(
    editor: BatchEditor,
    services: App,
    actor: Actor,
    messages: RecordingMessenger,
    tmp_path: Path,
    qtbot: QtBot,
) -> None:
    looked(editor, qtbot, SET)
    messages.answers.append(("save", "Publishers"))
    editor.kept._ask_name()
    qtbot.waitUntil(
        lambda: any(a.text().startswith("Publishers, by") for a in editor.kept.recipes.menu().actions())
    )
    messages.files.append(tmp_path / "recipe.json")
    editor.kept._export()
    qtbot.waitUntil(lambda: "The recipe is in recipe.json" in messages.told)
    recipe = from_file((tmp_path / "recipe.json").read_bytes())
    assert (recipe.changes, recipe.name) == ((SET,), "Publishers")
    editor.recipe.show_recipe(Recipe(Entity.TITLES, (Change(Op.CLEAR, "year"),)))
    messages.files.append(tmp_path / "recipe.json")
    editor.kept._import()
    qtbot.waitUntil(lambda: editor.recipe.recipe().changes == (SET,))
    editor.show_recipe(Recipe(Entity.PATRONS, (Change(Op.SET, "grade", "8"),)))
    assert messages.warned[-1] == "This recipe is for Patrons."


def test_patrons_move_up_a_grade(
    show: Callable[..., Any], services: App, actor: Actor, messages: RecordingMessenger, qtbot: QtBot
) -> None:
    ids = [
        services.students.add(actor, StudentDraft(name, "Ana", grade="3", section="Rizal")).value.student_id
        for name in ("Santos", "Reyes")
    ]
    pane: StudentsPane = show(StudentsPane)
    qtbot.waitUntil(lambda: pane.model.row(1) is not None)
    pane.do("batch")
    page = opening.front(pane)
    assert isinstance(page, BatchEditor)
    looked(page, qtbot, Change(Op.SET, "grade", "4"), entity=Entity.PATRONS)
    assert page.preview is not None and page.preview.fields == {"grade": 2, "category": 2}
    messages.answers.append(("do", ""))
    page.ask()
    qtbot.waitUntil(lambda: "2 patrons changed" in messages.told)
    assert {services.students.get(actor, id_).draft.grade for id_ in ids} == {"4"}
    edits = services.batch_edit.edits(actor).rows
    qtbot.waitUntil(lambda: pane.runner.idle and bool(page.kept.edits.menu().actions()))
    assert "2 patrons, Grade" in page.kept.edits.menu().actions()[0].text()
    messages.answers.append(("undo", ""))
    page.carrying.ask_undo(edits[0])
    qtbot.waitUntil(lambda: "Taken back: 2" in messages.told)
    sheet = services.students.get(actor, ids[0])
    assert (sheet.draft.grade, sheet.draft.status) == ("3", PatronStatus.ACTIVE)
    qtbot.waitUntil(lambda: pane.runner.idle)


@pytest.mark.parametrize(
    ("entity", "change"),
    [
        (Entity.TITLES, Change(Op.REPLACE, "title", "b", find="a", regex=True, any_case=True)),
        (Entity.TITLES, Change(Op.MOVE, "notes", " / ", to="summary")),
        (Entity.TITLES, Change(Op.CASE, "publisher", case=Case.UPPER)),
        (Entity.TITLES, Change(Op.ADD, "contributors", "Cruz, Ana [editor]")),
        (Entity.COPIES, Change(Op.SET, "status", "LOST")),
        (Entity.COPIES, Change(Op.SET, "location", "Annex")),
        (Entity.COPIES, Change(Op.SHELF_PREFIX, "call_number", "REF")),
        (Entity.PATRONS, Change(Op.SET, "expires_on", "2027-03-31")),
        (Entity.PATRONS, Change(Op.CLEAR, "section")),
    ],
)
def test_a_step_is_shown_and_read_back(qtbot: QtBot, entity: Entity, change: Change) -> None:
    editor = StepEditor()
    qtbot.addWidget(editor)
    editor.set_entity(entity)
    editor.show_change(change)
    assert editor.change() == change
    assert words.field_word(entity, change.field) in words.step_text(entity, change)


def test_how_narrow_cells_say_a_difference() -> None:
    from app.domain.batch_edit.running import Cell

    def short(field: str, before: str, after: str) -> tuple[str, str]:
        return words.short_sides(Entity.TITLES, Cell(field, before, after))

    assert short("subjects", "A; B", "A; C") == ("B", "C")
    assert short("subjects", "A", "A; C") == ("", "C")
    assert short("subjects", "", "C") == ("(blank)", "C")
    assert short("title", "The history of the Philippines I", "The history of the Philippines II") == (
        "…I",
        "…II",
    )
    assert short("title", "Noli", "Noli me") == ("Noli", "Noli me")
    assert words.cell_icon(Entity.TITLES, Cell("subjects", "A", "A; C")) == words.kind_icon(CellKind.FILLED)
