"""The rules of recipes: what each change does to a value, which recipes and patterns can't be, and recipes as files."""

from __future__ import annotations

import time

import pytest

from app.domain.batch_edit.fields import FIELDS, Entity, Op, Shape
from app.domain.batch_edit.files import from_file, to_file
from app.domain.batch_edit.patterns import compiled
from app.domain.batch_edit.recipes import Case, Change, Recipe, check_name, check_recipe
from app.domain.batch_edit.records import draft_with, values_of
from app.domain.batch_edit.running import Cell, CellKind, cells, run
from app.domain.catalog import BookDraft, BookStatus, Contributor, TitleDraft
from app.domain.members import PatronKind, StudentDraft
from app.errors import InvalidInput

TITLE = TitleDraft(
    "NOLI ME TANGERE",
    contributors=(Contributor("Rizal, José"), Contributor("Luna, Juan", "illustrator")),
    publisher="Natl. Book Store",
    year=1990,
    subjects=("Filipino fiction", "History"),
    notes="Gift of the PTA",
)
COPY = BookDraft("GS00001", call_number="FIC R59 1990 c.2", location="Main", price_minor=125_000)


def changed(draft: TitleDraft | BookDraft | StudentDraft, *changes: Change) -> dict[str, str]:
    """What these changes make of a draft's fields, those that differ."""
    entity = {TitleDraft: Entity.TITLES, BookDraft: Entity.COPIES, StudentDraft: Entity.PATRONS}[type(draft)]
    recipe = Recipe(entity, changes)
    check_recipe(recipe)
    before = values_of(entity, draft)
    after = run(recipe, before)
    names = [name for name in after if after[name] != before[name]]
    _, kept = draft_with(entity, draft, after, names)
    return {cell.field: cell.after for cell in cells(entity, before, kept)}


@pytest.mark.parametrize(
    ("change", "made"),
    [
        (Change(Op.SET, "publisher", "National Book Store"), {"publisher": "National Book Store"}),
        (Change(Op.SET, "year", "2001"), {"year": "2001"}),
        (Change(Op.CLEAR, "year"), {"year": ""}),
        (Change(Op.CLEAR, "subtitle"), {}),
        (Change(Op.REPLACE, "publisher", "National", find="Natl."), {"publisher": "National Book Store"}),
        (Change(Op.REPLACE, "publisher", "N", find="natl."), {}),
        (Change(Op.REPLACE, "publisher", r"\1", find="natl.", any_case=True), {"publisher": r"\1 Book Store"}),
        (
            Change(Op.REPLACE, "publisher", r"\2, \1", find=r"^(\S+) (.+)$", regex=True),
            {"publisher": "Book Store, Natl."},
        ),
        (Change(Op.PREFIX, "publisher", "The "), {"publisher": "The Natl. Book Store"}),
        (Change(Op.PREFIX, "publisher", "Natl."), {}),
        (Change(Op.SUFFIX, "publisher", ", Inc."), {"publisher": "Natl. Book Store, Inc."}),
        (Change(Op.PREFIX, "series", "Vol. "), {}),
        (Change(Op.CASE, "title", case=Case.TITLE), {"title": "Noli Me Tangere"}),
        (Change(Op.CASE, "title", case=Case.SENTENCE), {"title": "Noli me tangere"}),
        (Change(Op.MOVE, "notes", to="summary"), {"notes": "", "summary": "Gift of the PTA"}),
        (Change(Op.MOVE, "notes", to="publisher"), {"notes": "", "publisher": "Natl. Book Store; Gift of the PTA"}),
        (Change(Op.MOVE, "publisher", to="subjects"), {
            "publisher": "", "subjects": "Filipino fiction; History; Natl. Book Store",
        }),
        (Change(Op.ADD, "subjects", "Novels; history"), {"subjects": "Filipino fiction; History; Novels"}),
        (Change(Op.REMOVE, "subjects", "HISTORY"), {"subjects": "Filipino fiction"}),
        (Change(Op.REMOVE, "subjects", "Physics"), {}),
        (Change(Op.ADD, "contributors", "Reyes, Ana [editor]"), {
            "contributors": "Rizal, José; Luna, Juan [illustrator]; Reyes, Ana [editor]",
        }),
        (Change(Op.REMOVE, "contributors", "luna, juan [illustrator]"), {"contributors": "Rizal, José"}),
        (Change(Op.CASE, "contributors", case=Case.UPPER), {
            "contributors": "RIZAL, JOSÉ; LUNA, JUAN [illustrator]",
        }),
    ],
)  # fmt: skip
def test_a_change_of_a_title(change: Change, made: dict[str, str]) -> None:
    assert changed(TITLE, change) == made


@pytest.mark.parametrize(
    ("call_number", "prefix", "after"),
    [
        ("FIC R59 1990 c.2", "fil", "FIL R59 1990 c.2"),
        ("813.54 K25", "REF", "REF 813.54 K25"),
        ("FIL FIC R59", "", "R59"),
        ("near the window", "REF", "REF near the window"),
    ],
)
def test_a_shelf_prefix(call_number: str, prefix: str, after: str) -> None:
    change = Change(Op.SHELF_PREFIX, "call_number", prefix)
    draft = BookDraft("GS1", call_number=call_number)
    made = changed(draft, change)
    assert made.get("call_number", call_number) == after


def test_changes_work_one_on_the_other() -> None:
    made = changed(
        COPY,
        Change(Op.SET, "status", "REPAIR"),
        Change(Op.SET, "location", "Annex"),
        Change(Op.SUFFIX, "location", " 2"),
        Change(Op.PREFIX, "accession_number", "x-"),
        Change(Op.SET, "price_minor", "1,300"),
        Change(Op.SET, "acquired_on", "2026-06-01"),
    )
    assert made == {
        "status": "REPAIR",
        "location": "Annex 2",
        "accession_number": "X-GS00001",
        "price_minor": "₱1,300.00",
        "acquired_on": "2026-06-01",
    }


def test_a_draft_keeps_what_no_change_names() -> None:
    before = values_of(Entity.COPIES, COPY)
    after = run(Recipe(Entity.COPIES, (Change(Op.SET, "status", "LOST"),)), before)
    made, _ = draft_with(Entity.COPIES, COPY, after, ["status"])
    assert made == BookDraft(
        "GS00001",
        call_number="FIC R59 1990 c.2",
        location="Main",
        price_minor=125_000,
        status=BookStatus.LOST,
    )


def test_a_category_follows_the_grade_unless_it_is_set() -> None:
    pupil = StudentDraft("Cruz", "Ana", grade="3")
    grade = Change(Op.SET, "grade", "Grade 4")
    assert changed(pupil, grade) == {"grade": "4", "category": "STUDENT"}
    assert changed(pupil, grade, Change(Op.SET, "category", "honor")) == {"grade": "4", "category": "HONOR"}
    teacher = StudentDraft("Cruz", "Ana", kind=PatronKind.PERSONNEL)
    assert changed(teacher, grade) == {"grade": "4"}


@pytest.mark.parametrize(
    ("draft", "change", "field"),
    [
        (TITLE, Change(Op.REPLACE, "title", "", find="NOLI ME TANGERE"), "title"),
        (TITLE, Change(Op.SUFFIX, "publisher", "x" * 250), "publisher"),
        (COPY, Change(Op.REPLACE, "accession_number", "", find="GS00001"), "accession_number"),
        (COPY, Change(Op.SUFFIX, "location", "y" * 40), "location"),
        (StudentDraft("Cruz", ""), Change(Op.CLEAR, "family_name"), "family_name"),
    ],
)
def test_what_a_record_may_not_become(draft: TitleDraft, change: Change, field: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        changed(draft, change)
    assert refused.value.details["field"] == field


@pytest.mark.parametrize(
    "change",
    [
        Change(Op.SET, "pages", "1"),
        Change(Op.SET, "publisher", "  "),
        Change(Op.CLEAR, "title"),
        Change(Op.ADD, "publisher", "x"),
        Change(Op.SET, "year", "soon"),
        Change(Op.REPLACE, "publisher", "x"),
        Change(Op.REPLACE, "publisher", r"\3", find="(a)", regex=True),
        Change(Op.REPLACE, "publisher", "x", find="(", regex=True),
        Change(Op.PREFIX, "publisher"),
        Change(Op.MOVE, "notes"),
        Change(Op.MOVE, "notes", to="notes"),
        Change(Op.MOVE, "notes", to="year"),
        Change(Op.REMOVE, "subjects", " "),
    ],
)
def test_a_recipe_that_cant_be(change: Change) -> None:
    sound = Change(Op.SET, "publisher", "x")
    with pytest.raises(InvalidInput) as refused:
        check_recipe(Recipe(Entity.TITLES, (sound, change)))
    assert refused.value.details["change"] == 2


@pytest.mark.parametrize(
    ("entity", "change"),
    [
        (Entity.COPIES, Change(Op.SET, "status", "LOANED")),
        (Entity.COPIES, Change(Op.SHELF_PREFIX, "call_number", "813.5")),
        (Entity.COPIES, Change(Op.SHELF_PREFIX, "location", "REF")),
        (Entity.COPIES, Change(Op.SET, "acquired_on", "1/2/2026")),
        (Entity.PATRONS, Change(Op.SET, "status", "ERASED")),
    ],
)
def test_values_only_rules_give(entity: Entity, change: Change) -> None:
    with pytest.raises(InvalidInput):
        check_recipe(Recipe(entity, (change,)))


def test_an_empty_recipe_or_name_is_refused() -> None:
    with pytest.raises(InvalidInput):
        check_recipe(Recipe(Entity.TITLES, ()))
    with pytest.raises(InvalidInput):
        check_name(" ")


@pytest.mark.parametrize(
    "pattern",
    [r"(a+)+$", r"(\w+\s?)*$", r"(a|ab)*c", r"(a)\1", r"(?:a?){30}", "a?" * 20 + "a" * 20, "x" * 301],
)
def test_patterns_that_could_take_for_ever(pattern: str) -> None:
    with pytest.raises(InvalidInput):
        compiled(pattern, any_case=False)


@pytest.mark.parametrize("pattern", ["x*x*y", "x*x*x*y", "^x*x*y", r"\w+y"])
def test_a_text_too_long_for_a_pattern_is_refused_before_it_is_tried(pattern: str) -> None:
    ready = compiled(pattern, any_case=False)
    started = time.process_time()
    assert ready.replaced("x" * ready.longest, "") == "x" * ready.longest
    assert time.process_time() - started < 5  # it takes a fifth of a second; without the limit, hours
    with pytest.raises(InvalidInput):
        ready.replaced("x" * (ready.longest + 1), "")


def test_how_a_cell_differs() -> None:
    assert [Cell("f", *pair).kind for pair in (("", "a"), ("a", "b"), ("a", ""))] == list(CellKind)


def test_every_field_is_one_of_the_draft() -> None:
    for entity, draft in (
        (Entity.TITLES, TITLE),
        (Entity.COPIES, COPY),
        (Entity.PATRONS, StudentDraft("A", "B")),
    ):
        assert set(values_of(entity, draft)) == set(FIELDS[entity])
    for specs in FIELDS.values():
        assert all(spec.choices for spec in specs.values() if spec.shape is Shape.CHOICE)


def test_a_recipe_goes_to_a_file_and_back() -> None:
    recipe = Recipe(
        Entity.TITLES,
        (
            Change(Op.REPLACE, "publisher", r"\1", find="(a)", regex=True),
            Change(Op.CASE, "title", case=Case.TITLE),
        ),
        "Publishers",
    )
    assert from_file(to_file(recipe)) == recipe


@pytest.mark.parametrize(
    "content",
    [
        b"", b"{}", b"\xff\xfe", b"x" * 1_000_001,
        to_file(Recipe(Entity.TITLES, (Change(Op.CLEAR, "year"),))).replace(b"clms-batch-recipe", b"another"),
        to_file(Recipe(Entity.TITLES, (Change(Op.CLEAR, "title"),))),
    ],
)  # fmt: skip
def test_another_file_is_no_recipe(content: bytes) -> None:
    with pytest.raises(InvalidInput):
        from_file(content)
