"""What a batch is about, its dry run and who may see it: the same on every engine, so looked at on one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from app.bootstrap import App
from app.database.search import OF_TITLES
from app.database.search.patrons import _words_of_patrons
from app.database.search.titles import words_of_titles
from app.domain.actors import Actor
from app.domain.batch_edit.fields import FIELDS, Entity, Op, Shape
from app.domain.batch_edit.recipes import Change, Recipe
from app.domain.batch_edit.running import CellKind
from app.domain.catalog import BookDraft, BookStatus
from app.domain.members import StudentQuery
from app.domain.searching import TitleQuery
from app.errors import Denied, InvalidInput, NotFound, Refused, Stopped
from app.services.batch_edit import Chosen, Difference
from app.services.batch_edit.choosing import PAGE
from tests.app.services.batch_library import ALL_TITLES, NOLI, Library


@pytest.fixture(params=[pytest.param("sqlite", marks=pytest.mark.engine)])
def engine_name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def library(app: App, librarian: Actor) -> Iterator[Library]:
    made = Library(app, librarian)
    yield made
    made.tidy()


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


def test_a_query_means_all_it_shows_over_many_pages(library: Library) -> None:
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


def test_copies_by_their_ids_are_themselves_or_mean_their_titles(library: Library) -> None:
    first, second = library.title(copies=2), library.title(replace(NOLI, title="El filibusterismo"), copies=1)
    one, two = (book.id for book in library.sheet(first).books)
    chosen = Chosen(copies=(library.sheet(second).books[0].id, two, one))
    preview = library.look(Entity.COPIES, chosen, Change(Op.SET, "location", "Annex"))
    assert preview.rows == 3
    preview = library.look(Entity.TITLES, chosen, Change(Op.CLEAR, "publisher"))
    assert [name for name, _, _ in library.rows(preview)] == ["El filibusterismo", "Noli me tangere"]


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
        (Entity.TITLES, Chosen(ids=(1,), copies=(2,))),
        (Entity.TITLES, Chosen(patrons=StudentQuery())),
        (Entity.PATRONS, Chosen(copies=(2,))),
        (Entity.PATRONS, ALL_TITLES),
    ],
)
def test_a_choice_that_cant_be(library: Library, entity: Entity, chosen: Chosen) -> None:
    with pytest.raises(InvalidInput):
        library.look(
            entity, chosen, Change(Op.SET, "status" if entity is Entity.PATRONS else "title", "LEFT")
        )


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


def test_what_records_are_found_by_is_what_the_index_reads(library: Library) -> None:
    """A batch of other fields leaves the index as it is."""
    said = {name: "zzyzx" for name, spec in FIELDS[Entity.TITLES].items() if spec.shape is not Shape.ITEMS}
    changed = {
        Entity.TITLES: replace(NOLI, **{n: v for n, v in said.items() if n not in OF_TITLES | {"year"}}),
        Entity.COPIES: {
            "location": "zzyzx",
            "status": BookStatus.LOST,
            "fund": "zzyzx",
            "item_type": "zzyzx",
        },
    }
    title_id = library.title(**changed[Entity.COPIES])
    patron = library.patron("Santos")
    sheet, database = library.sheet(title_id), library.app.core.database
    with database.read() as connection:
        before = words_of_titles(connection, [title_id])
        of_patron = _words_of_patrons(connection, [patron])
    library.app.catalog.change_title(library.actor, title_id, sheet.version, changed[Entity.TITLES])
    draft = replace(library.student(patron).draft, category="zzyzx", alert="zzyzx", notes="zzyzx")
    library.app.students.change(library.actor, patron, 1, draft)
    with database.read() as connection:
        assert words_of_titles(connection, [title_id]) == before
        assert _words_of_patrons(connection, [patron]) == of_patron
        assert not any(b"zzyzx" in word for word in before[title_id])
