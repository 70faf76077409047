"""Batch editing against each engine: what a dry run says, what is written, what is left alone, and taking it back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import func, select

from app.bootstrap import App
from app.database.tables import acts, audit_logs, batch_edit_chunks, changes
from app.domain.actors import Actor
from app.domain.batch_edit.fields import Entity, Op
from app.domain.batch_edit.recipes import Change, Recipe
from app.domain.batch_edit.running import CellKind, Verdict
from app.domain.catalog import BookStatus
from app.domain.members import PatronStatus, StudentQuery
from app.domain.paging import Window
from app.domain.searching import TitleQuery
from app.errors import Conflict, Denied, NotFound, Refused
from app.services.batch_edit import Chosen, EditState
from tests.app.services.batch_library import ALL_TITLES, NOLI, Library


@pytest.fixture
def library(app: App, librarian: Actor) -> Iterator[Library]:
    made = Library(app, librarian)
    yield made
    made.tidy()


def test_a_dry_run_writes_nothing_and_says_each_cell(library: Library) -> None:
    library.title(copies=2)
    library.title(replace(NOLI, title="El filibusterismo", publisher="National"))
    library.title(replace(NOLI, title="Florante at Laura", publisher=None))
    with library.app.core.database.read() as connection:
        before = connection.execute(select(func.count()).select_from(acts)).scalar_one()
    preview = library.look(Entity.TITLES, ALL_TITLES, Change(Op.SET, "publisher", "National"))
    assert (preview.rows, preview.will_write) == (3, 2)
    assert preview.counts == {Verdict.CHANGE: 2, Verdict.WARNING: 0, Verdict.REFUSED: 0, Verdict.SAME: 1}
    assert preview.kinds == {CellKind.FILLED: 1, CellKind.CHANGED: 1, CellKind.EMPTIED: 0}
    assert preview.fields == {"publisher": 2}
    page = library.app.batch_edit.rows(library.actor, preview.plan, window=Window(limit=2))
    assert [row.label for row in page.rows] == ["El filibusterismo", "Florante at Laura"]
    rest = library.app.batch_edit.rows(library.actor, preview.plan, window=Window(limit=2, after=page.cursor))
    assert [(row.label, row.cells[0].before, row.cells[0].after) for row in rest.rows] == [
        ("Noli me tangere", "Natl.", "National")
    ]
    assert rest.cursor is None
    with library.app.core.database.read() as connection:
        assert connection.execute(select(func.count()).select_from(acts)).scalar_one() == before


def test_a_batch_is_written_found_and_taken_back(library: Library) -> None:
    first = library.title(copies=2)
    second = library.title(replace(NOLI, title="El filibusterismo", subjects=("Novels",)))
    steps = Change(Op.ADD, "subjects", "Propaganda movement"), Change(Op.SUFFIX, "title", " (novel)")
    receipt = library.apply(library.look(Entity.TITLES, ALL_TITLES, *steps))
    assert (receipt.value.state, receipt.value.changed, receipt.value.left) == (EditState.DONE, 2, 0)
    assert library.sheet(first).draft.title == "Noli me tangere (novel)"
    assert library.sheet(second).draft.subjects == ("Novels", "Propaganda movement")
    assert library.sheet(first).draft.contributors == NOLI.contributors
    found = library.app.catalog.list(library.actor, TitleQuery(text="propaganda"), Window())
    assert {row.id for row in found.rows} == {first, second}
    with library.app.core.database.read() as connection:
        written = audit_logs.c.entity == "title", audit_logs.c.action == "change"
        assert connection.execute(select(func.count()).where(*written)).scalar_one() == 2
        chunks = connection.execute(select(batch_edit_chunks.c.act_id)).scalars().all()
        told = connection.execute(select(changes.c.tags).where(changes.c.act_id.in_(chunks))).scalars()
        tags = {tag for each in told for tag in each.split("\n")}
    assert {f"title:{first}", f"title:{second}"} <= tags
    library.undo(receipt.act_id)
    assert library.sheet(first).draft == NOLI
    assert library.sheet(second).draft.subjects == ("Novels",)
    assert not library.app.catalog.list(library.actor, TitleQuery(text="propaganda"), Window()).rows
    with pytest.raises(Conflict):
        library.undo(receipt.act_id)


def test_copies_obey_the_rules_of_a_single_edit(library: Library) -> None:
    library.title(copies=3)
    other = library.title(replace(NOLI, title="Gone"), accession_number="AN1")
    ana = library.patron("Santos", grade="7", section="Rizal")
    library.app.circulation.check_out(library.actor, ana, "GS00002")
    steps = Change(Op.SET, "status", "REPAIR"), Change(Op.SET, "location", "Annex")
    preview = library.look(
        Entity.COPIES, Chosen(numbers=("gs00001", "GS00002", "GS9", "AN1", "GS00001")), *steps
    )
    assert library.rows(preview) == [
        ("GS9", "refused", ("No book has the accession number GS9.",)),
        ("GS00001", "change", ()),
        (
            "GS00002",
            "refused",
            ("This copy is on loan or waits on the hold shelf; its status follows from that.",),
        ),
        ("AN1", "change", ()),
    ]
    assert preview.remarks == ("Nothing in the library says “Annex” in this field so far.",)
    receipt = library.apply(preview)
    assert receipt.value.changed == 2
    assert library.copy("GS00001").status is BookStatus.REPAIR
    assert (library.copy("GS00002").status, library.copy("GS00002").location) == (BookStatus.LOANED, "")
    assert library.sheet(other).books[0].location == "Annex"
    library.undo(receipt.act_id)
    assert (library.copy("GS00001").status, library.copy("GS00001").location) == (BookStatus.AVAILABLE, "")


def test_patrons_change_with_their_category_and_come_back(library: Library) -> None:
    ana, ben = (
        library.patron("Santos", grade="3"),
        library.patron("Reyes", grade="3", alert="Ask for the key"),
    )
    library.title()
    library.app.circulation.check_out(library.actor, ben, "GS00001")
    steps = Change(Op.SET, "grade", "Grade 4"), Change(Op.SET, "status", "LEFT"), Change(Op.CLEAR, "alert")
    preview = library.look(Entity.PATRONS, Chosen(patrons=StudentQuery()), *steps)
    assert library.rows(preview) == [
        ("Reyes, Ana", "warning", ("This patron still has a book on loan.",)),
        ("Santos, Ana", "change", ()),
    ]
    receipt = library.apply(preview)
    assert receipt.value.changed == 2
    sheet = library.student(ben)
    assert (sheet.draft.grade, sheet.category, sheet.draft.status, sheet.draft.alert) == (
        "4", "STUDENT", PatronStatus.LEFT, None,
    )  # fmt: skip
    library.undo(receipt.act_id)
    sheet = library.student(ben)
    assert (sheet.draft.grade, sheet.category, sheet.draft.alert) == (
        "3",
        "STUDENT_PRIMARY",
        "Ask for the key",
    )
    assert library.student(ana).draft.status is PatronStatus.ACTIVE


def test_a_record_changed_since_the_dry_run_is_left_and_named(library: Library, head: Actor) -> None:
    kept, changed = library.title(), library.title(replace(NOLI, title="El filibusterismo"))
    gone = library.title(replace(NOLI, title="Gone"), copies=0)
    preview = library.look(Entity.TITLES, ALL_TITLES, Change(Op.SET, "publisher", "National"))
    sheet = library.sheet(changed)
    library.app.catalog.change_title(head, changed, sheet.version, replace(sheet.draft, year=1999))
    library.app.catalog.delete_title(head, gone, library.sheet(gone).version)
    done = library.apply(preview).value
    assert (done.changed, done.left) == (1, 2)
    assert {left.record_id: left.why for left in done.examples} == {
        changed: f"{head.name} changed El filibusterismo meanwhile: year.",
        gone: "Somebody deleted this record meanwhile.",
    }
    assert library.sheet(kept).draft.publisher == "National"
    assert (library.sheet(changed).draft.publisher, library.sheet(changed).draft.year) == ("Natl.", 1999)
    refused = library.rows(preview, verdicts=(Verdict.REFUSED,))
    assert len(refused) == 2


def test_taking_back_leaves_what_was_changed_since(library: Library) -> None:
    first, second = library.title(), library.title(replace(NOLI, title="El filibusterismo"))
    batch = library.apply(
        library.look(Entity.TITLES, ALL_TITLES, Change(Op.SET, "publisher", "National"))
    ).value
    sheet = library.sheet(second)
    library.app.catalog.change_title(library.actor, second, sheet.version, replace(sheet.draft, year=1999))
    undone = library.app.batch_edit.undo(library.actor, batch.batch_id).value
    assert (undone.restored, undone.left) == (1, 1)
    assert (undone.examples[0].record_id, undone.examples[0].label) == (second, "El filibusterismo")
    assert library.sheet(first).draft.publisher == "Natl."
    assert (library.sheet(second).draft.publisher, library.sheet(second).draft.year) == ("National", 1999)
    (edit,) = library.app.batch_edit.edits(library.actor).rows
    assert (edit.state, edit.fields, edit.counts["changed"]) == (EditState.UNDONE, ("publisher",), 2)


def test_an_edit_before_the_batch_can_be_undone_once_the_batch_is_taken_back(library: Library) -> None:
    title = library.title()
    edit = library.app.catalog.change_title(library.actor, title, 1, replace(NOLI, year=1999))
    batch = library.apply(library.look(Entity.TITLES, ALL_TITLES, Change(Op.SET, "publisher", "National")))
    with pytest.raises(Refused):
        library.undo(edit.act_id)
    library.undo(batch.act_id)
    library.undo(edit.act_id)
    assert library.sheet(title).draft == NOLI


def test_a_stopped_batch_leaves_whole_chunks_and_goes_on(library: Library) -> None:
    ids = tuple(library.patron(f"Santos{number}") for number in range(60))
    preview = library.look(Entity.PATRONS, Chosen(ids=ids), Change(Op.SET, "section", "Rizal"))
    told: list[tuple[int, int]] = []
    service, actor = library.app.batch_edit, library.actor

    def progress(done: int, total: int) -> None:
        told.append((done, total))

    stopped = service.apply(actor, preview.plan, progress=progress, cancelled=lambda: bool(told)).value
    assert stopped.state is EditState.CANCELLED
    assert stopped.changed == told[-1][0] < 60
    sections = [library.student(id_).draft.section for id_ in ids]
    assert sections.count("Rizal") == stopped.changed
    receipt = service.apply(actor, preview.plan)
    assert (receipt.value.changed, receipt.value.batch_id) == (60, stopped.batch_id)
    assert service.apply(actor, preview.plan).value.changed == 60  # once more does nothing more
    undone = service.undo(actor, stopped.batch_id).value
    assert (undone.restored, undone.left) == (60, 0)
    assert {library.student(id_).draft.section for id_ in ids} == {None}


def test_recipes_are_kept_by_name(library: Library, kiosk: Actor) -> None:
    service, actor = library.app.batch_edit, library.actor
    recipe = Recipe(Entity.TITLES, (Change(Op.CLEAR, "year"),), "  No years ")
    kept = service.keep_recipe(actor, recipe).value
    with pytest.raises(Conflict) as taken:
        service.keep_recipe(actor, replace(recipe, name="no YEARS"))
    assert taken.value.code == "name_taken"
    longer = replace(recipe, name="No years", changes=(*recipe.changes, Change(Op.CLEAR, "part")))
    assert service.keep_recipe(actor, longer, replace=True).value.id == kept.id
    assert [(one.recipe, one.saved_by) for one in service.recipes(actor, Entity.TITLES)] == [
        (longer, actor.name)
    ]
    assert service.recipes(actor, Entity.COPIES) == ()
    with pytest.raises(Denied):
        service.delete_recipe(kiosk, kept.id)
    service.delete_recipe(actor, kept.id)
    assert service.recipes(actor, Entity.TITLES) == ()
    with pytest.raises(NotFound):
        service.delete_recipe(actor, kept.id)
