"""Batch editing against each engine: what a dry run says, what is written, what is left alone, and taking it back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.bootstrap import App
from app.database.tables import acts, audit_logs, batch_edit_chunks, changes
from app.domain.actors import Actor
from app.domain.batch_edit.fields import Entity, Op
from app.domain.batch_edit.recipes import Change, Recipe
from app.domain.batch_edit.running import CellKind, Verdict
from app.domain.catalog import Book, BookDraft, BookStatus, Contributor, Title, TitleDraft
from app.domain.changes import Receipt
from app.domain.members import PatronStatus, StudentDraft, StudentQuery, StudentSheet
from app.domain.paging import Window
from app.domain.searching import TitleQuery
from app.errors import Conflict, Denied, InvalidInput, NotFound, Refused, Stopped
from app.services.batch_edit import Chosen, Difference, EditResult, EditState, Preview
from app.services.batch_edit.choosing import PAGE

NOLI = TitleDraft("Noli me tangere", contributors=(Contributor("Rizal, José"),), publisher="Natl.", year=1990)
ALL_TITLES = Chosen(titles=TitleQuery())


class Library:
    """A few titles with copies and patrons, and who edits them."""

    def __init__(self, app: App, actor: Actor) -> None:
        self.app, self.actor = app, actor
        self._number = 0

    def title(self, draft: TitleDraft = NOLI, copies: int = 1, **values: object) -> int:
        books = []
        for _ in range(copies):
            self._number += 1
            said = {"accession_number": f"GS{self._number:05d}", "call_number": "FIC R59", **values}
            books.append(BookDraft(**said))  # type: ignore[arg-type]
        return self.app.catalog.add_title(self.actor, draft, books).value.title_id

    def sheet(self, title_id: int) -> Title:
        return self.app.catalog.sheet(self.actor, title_id)

    def copy(self, number: str) -> Book:
        return self.app.catalog.book(self.actor, number)

    def patron(self, family: str, **values: object) -> int:
        draft = StudentDraft(family, "Ana", **values)  # type: ignore[arg-type]
        return self.app.students.add(self.actor, draft).value.student_id

    def student(self, student_id: int) -> StudentSheet:
        return self.app.students.get(self.actor, student_id)

    def look(self, entity: Entity, chosen: Chosen, *steps: Change) -> Preview:
        return self.app.batch_edit.look(self.actor, Recipe(entity, steps), chosen)

    def rows(self, preview: Preview, **wanted: object) -> list[tuple[str, str, tuple[str, ...]]]:
        """Number or label, verdict and notes of rows."""
        page = self.app.batch_edit.rows(self.actor, preview.plan, Difference(**wanted))  # type: ignore[arg-type]
        return [(row.number or row.label, row.verdict.value, row.notes) for row in page.rows]

    def apply(self, preview: Preview) -> Receipt[EditResult]:
        return self.app.batch_edit.apply(self.actor, preview.plan)

    def undo(self, act_id: int) -> None:
        self.app.undo.undo(self.actor, act_id)


@pytest.fixture
def library(app: App, librarian: Actor) -> Library:
    return Library(app, librarian)


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


def test_rows_are_filtered_by_what_differs(library: Library) -> None:
    library.title()
    library.title(replace(NOLI, title="Ibong Adarna", publisher=None))
    library.title(replace(NOLI, title="Florante", publisher="Natl.", year=None))
    steps = Change(Op.SET, "publisher", "National"), Change(Op.SET, "year", "1990")
    preview = library.look(Entity.TITLES, ALL_TITLES, *steps)
    named = [
        name for name, _, _ in library.rows(preview, field="publisher", before="Natl.", after="National")
    ]
    assert named == ["Florante", "Noli me tangere"]
    assert [name for name, _, _ in library.rows(preview, kind=CellKind.FILLED)] == [
        "Florante",
        "Ibong Adarna",
    ]
    assert [name for name, _, _ in library.rows(preview, field="year")] == ["Florante"]
    service, actor = library.app.batch_edit, library.actor
    assert service.count(actor, preview.plan, Difference(field="publisher", kind=CellKind.CHANGED)) == 2
    pairs = service.pairs(actor, preview.plan, "publisher")
    assert [(pair.before, pair.after, pair.rows) for pair in pairs] == [
        ("Natl.", "National", 2),
        ("", "National", 1),
    ]


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
        told = connection.execute(select(changes.c.tags).where(changes.c.act_id.in_(chunks))).scalar_one()
    assert {f"title:{first}", f"title:{second}"} <= set(told.split("\n"))
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


def test_numbers_stay_unique(library: Library) -> None:
    title = library.title(copies=2)
    library.title(replace(NOLI, title="Other"), accession_number="X1")
    same = Change(Op.REPLACE, "accession_number", "X1", find=r"^GS.*$", regex=True)
    preview = library.look(Entity.COPIES, Chosen(ids=(title,)), same)
    assert [row[2] for row in library.rows(preview)] == [("Another copy has the accession number X1.",)] * 2
    preview = library.look(Entity.COPIES, Chosen(ids=(title,)), replace(same, value="X2"))
    assert [row[1:] for row in library.rows(preview)] == [
        ("change", ()),
        ("refused", ("An earlier row gets the accession number X2.",)),
    ]
    library.title(replace(NOLI, title="Third"), accession_number="X2")  # somebody is quicker
    done = library.apply(preview).value
    assert (done.changed, done.left) == (0, 1)
    assert done.examples[0].why == "The accession number X2 belongs to “Third”."


def test_a_title_that_becomes_another_is_a_warning(library: Library) -> None:
    library.title()
    twin = library.title(replace(NOLI, title="Noli"))
    preview = library.look(Entity.TITLES, Chosen(ids=(twin,)), Change(Op.SET, "title", "Noli me tangere"))
    ((_, verdict, notes),) = library.rows(preview)
    assert (verdict, notes) == (
        "warning",
        ("Another title then says the same title, author, edition and year.",),
    )
    assert library.apply(preview).value.changed == 1


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


def test_rows_left_out_stay_as_they_are(library: Library) -> None:
    first, second = library.title(), library.title(replace(NOLI, title="El filibusterismo"))
    preview = library.look(Entity.TITLES, Chosen(ids=(first, second)), Change(Op.CLEAR, "publisher"))
    service, actor = library.app.batch_edit, library.actor
    assert service.leave_out(actor, preview.plan, [1, 2]) == 0
    with pytest.raises(Refused) as refused:
        library.apply(preview)
    assert refused.value.code == "nothing_to_change"
    assert service.leave_out(actor, preview.plan, [2], out=False) == 1
    assert library.apply(preview).value.changed == 1
    assert library.sheet(first).draft.publisher == "Natl."
    assert library.sheet(second).draft.publisher is None


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


def test_a_query_means_all_it_shows_over_many_pages(library: Library) -> None:
    if library.app.core.database.engine.dialect.name != "sqlite":
        pytest.skip("paging is the same on every engine, and adding so many takes long on a server")
    title = library.title(copies=0)
    copies = [
        BookDraft(f"B{number:05d}", collection="FIC" if number % 2 else "REF") for number in range(PAGE + 101)
    ]
    library.app.catalog.add_title(library.actor, replace(NOLI, title="Set"), copies)
    preview = library.look(Entity.COPIES, ALL_TITLES, Change(Op.SET, "location", "Annex"))
    assert preview.rows == PAGE + 101
    narrowed = Chosen(titles=TitleQuery(collection="FIC"))
    preview = library.look(Entity.COPIES, narrowed, Change(Op.SET, "location", "Annex"))
    assert preview.rows == (PAGE + 101) // 2
    assert (
        library.look(Entity.TITLES, Chosen(titles=TitleQuery(text="noli")), Change(Op.CLEAR, "year")).rows
        == 1
    )
    assert library.sheet(title).books == ()


def test_a_dry_run_can_be_stopped(library: Library) -> None:
    library.title()
    recipe = Recipe(Entity.TITLES, (Change(Op.CLEAR, "year"),))
    with pytest.raises(Stopped):
        library.app.batch_edit.look(library.actor, recipe, ALL_TITLES, cancelled=lambda: True)


def test_a_plan_is_gone_when_it_is_discarded(library: Library) -> None:
    library.title()
    preview = library.look(Entity.TITLES, ALL_TITLES, Change(Op.CLEAR, "year"))
    library.app.batch_edit.discard(library.actor, preview.plan)
    library.app.batch_edit.discard(library.actor, preview.plan)
    assert not Path(preview.plan).parent.exists()
    with pytest.raises(NotFound):
        library.app.batch_edit.rows(library.actor, preview.plan)


@pytest.mark.parametrize(
    ("entity", "chosen"),
    [
        (Entity.TITLES, Chosen()),
        (Entity.TITLES, Chosen(ids=(1,), numbers=("2",))),
        (Entity.TITLES, Chosen(patrons=StudentQuery())),
        (Entity.PATRONS, ALL_TITLES),
    ],
)
def test_a_choice_that_cant_be(library: Library, entity: Entity, chosen: Chosen) -> None:
    with pytest.raises(InvalidInput):
        library.look(
            entity, chosen, Change(Op.SET, "status" if entity is Entity.PATRONS else "title", "LEFT")
        )


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


def test_who_may_not_edit_may_not_batch_edit(library: Library, kiosk: Actor) -> None:
    library.title()
    preview = library.look(Entity.TITLES, ALL_TITLES, Change(Op.CLEAR, "year"))
    service = library.app.batch_edit
    recipe = Recipe(Entity.TITLES, (Change(Op.CLEAR, "year"),), "Years")
    for ask in (
        lambda: service.look(kiosk, recipe, ALL_TITLES),
        lambda: service.rows(kiosk, preview.plan),
        lambda: service.apply(kiosk, preview.plan),
        lambda: service.keep_recipe(kiosk, recipe),
        lambda: service.edits(kiosk),
    ):
        with pytest.raises(Denied):
            ask()
