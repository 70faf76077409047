"""Importing books on each engine: verdicts, changes, conflicts, undo, and going on where an import stopped."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select

from app.bootstrap import App
from app.database.pacing import Pace
from app.database.tables import acts, books, import_batches, titles
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, BookStatus, Contributor, Title, TitleDraft
from app.domain.paging import Window
from app.domain.searching import TitleQuery
from app.errors import Conflict, Denied, InvalidInput, NotFound, Refused
from app.services import plan_file
from app.services.importing import BatchState, ImportKind, Preview, Step, Verdict, undoing

HEADINGS = [
    "Barcode",
    "Call Number",
    "Title",
    "Author",
    "Year",
    "ISBN",
    "Publisher",
    "Collection Code",
    "Price",
]
ROWS = [
    [
        "A1",
        "FIC 813 T91 1999 c.1",
        "The river",
        "Reyes, Ana",
        "1999",
        "0-306-40615-2",
        "Sun",
        "FIC",
        "₱1,250.50",
    ],
    ["A2", "FIC 813 T91 1999 c.2", "The  River", "REYES, Ana", "1999", "", "Sun Books", "FIC", "#REF!"],
    ["A3", "R 031 W92 2002 v.1", "World of things", "", "2002", "", "Moon", "REF", ""],
    ["A4", "R 031 W92 2002 v.10", "World of things", "", "2002", "671879529", "Moon", "REF", "100"],
    ["A5", "FIC B86 2011", "Other", "Cruz, Juan", "Juan", "9780804429573", "", "", ""],
]

Save = Callable[..., Path]
Counts = dict[str, int]


@pytest.fixture(autouse=True)
def plans_in_the_tests_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Previews nobody discards go with the test's folder."""
    monkeypatch.setattr(plan_file, "root", lambda: tmp_path)


@pytest.fixture
def save(tmp_path: Path) -> Save:
    """``save(rows)``: a CSV file with the headings and these rows."""

    def write(rows: list[list[str]], name: str = "books.csv", headings: list[str] = HEADINGS) -> Path:
        path = tmp_path / name
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([headings, *rows])
        return path

    return write


def _counts(preview: Preview) -> Counts:
    return {verdict.value: count for verdict, count in preview.counts.items() if count}


def _import(app: App, actor: Actor, path: Path, **options: Any) -> Any:
    preview = app.importing.preview(actor, path, **options)
    done = app.importing.apply(actor, preview.plan)
    app.importing.discard(actor, preview.plan)
    return done.value


def _title_of(app: App, actor: Actor, number: str) -> Title:
    with app.core.database.read() as connection:
        query = select(books.c.title_id).where(books.c.accession_number == number)
        title_id = connection.execute(query).scalar_one()
    return app.catalog.sheet(actor, title_id)


def _changed(rows: list[list[str]], number: str, **values: str) -> list[list[str]]:
    """The rows with some cells of one row changed, by heading."""
    return [
        [values.get(heading.replace(" ", "_"), cell) for heading, cell in zip(HEADINGS, row, strict=True)]
        if row[0] == number
        else row
        for row in rows
    ]


def test_what_is_kept_is_not_overwritten(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS))
    path = save(_changed(ROWS, "A1", Publisher="Star", Call_Number="FIC X", Price="7"))
    preview = app.importing.preview(head, path, keep=["publisher", "price"])
    assert {(one.name, one.rows, one.chosen) for one in preview.overwrites} == {
        ("publisher", 1, False), ("price", 1, False), ("call_number", 1, True),
    }  # fmt: skip
    _import(app, head, path, keep=["publisher", "price"])
    title, book = _title_of(app, head, "A1"), app.catalog.book(head, "A1")
    assert (title.draft.publisher, book.price_minor, book.call_number) == ("Sun", 125050, "FIC X")
    # What is blank is filled whatever is kept.
    _import(app, head, save(_changed(ROWS, "A5", Publisher="New")), keep=["publisher"])
    assert _title_of(app, head, "A5").draft.publisher == "New"


def _state(app: App) -> list[tuple[Any, ...]]:
    """Everything an import could have changed."""
    with app.core.database.read() as connection:
        return [
            tuple(row)
            for table in (titles, books, acts, import_batches)
            for row in connection.execute(select(table).order_by(table.c.id))
        ]


def test_a_list_becomes_titles_with_copies(app: App, head: Actor, save: Save) -> None:
    preview = app.importing.preview(head, save(ROWS))
    assert preview.kind is ImportKind.BOOKS
    assert _counts(preview) == {"create": 3, "attach": 2}
    assert preview.titles == 3
    assert preview.differences == {"publisher": 1, "title": 1, "author": 1}
    done = app.importing.apply(head, preview.plan)
    assert done.value.state is BatchState.DONE
    assert done.value.titles == 3
    title = _title_of(app, head, "A1")
    assert title.draft.title == "The river"
    assert title.author == "Reyes, Ana"
    assert [one.value for one in title.draft.identifiers] == ["9780306406157"]
    assert title.draft.publisher == "Sun"
    one, two = title.books
    assert (one.accession_number, one.copy_number, one.price_minor, one.item_type) == (
        "A1",
        "1",
        125050,
        "FICTION",
    )
    assert (two.price_minor, two.price_raw) == (None, "#REF!")
    assert two.source_row is not None
    assert '"The  River"' in two.source_row
    world = _title_of(app, head, "A3")
    assert [book.volume for book in world.books] == ["v.1", "v.10"]
    assert [one.value for one in world.draft.identifiers] == ["9780671879525"]
    assert world.draft.identifiers[0].repaired
    other = _title_of(app, head, "A5")
    assert (other.draft.year, other.draft.year_raw) == (2011, "Juan")
    assert other.books[0].collection == "FIC"
    found = app.catalog.search(head, TitleQuery(text="world thi")).rows
    assert [row.title for row in found] == ["World of things"]


def test_repairs_are_counted_before_they_are_made_and_can_be_declined(
    app: App, head: Actor, save: Save
) -> None:
    preview = app.importing.preview(head, save(ROWS), repairs=())
    offered = {offer.name: (offer.rows, offer.chosen) for offer in preview.repairs}
    assert offered["isbn_zeros"] == (1, False)
    assert offered["year_copied"] == (1, False)
    app.importing.apply(head, preview.plan)
    world, other = _title_of(app, head, "A4"), _title_of(app, head, "A5")
    assert [(one.value, one.valid) for one in world.draft.identifiers] == [("671879529", False)]
    assert (other.draft.year, other.draft.year_raw) == (None, "Juan")
    later = app.importing.preview(head, save(ROWS), repairs={"isbn_zeros", "year_copied"})
    assert _counts(later) == {"skip": 3, "change": 2}
    app.importing.apply(head, later.plan)
    world, other = _title_of(app, head, "A4"), _title_of(app, head, "A5")
    assert [(one.value, one.valid, one.repaired) for one in world.draft.identifiers] == [
        ("9780671879525", True, True)
    ]
    assert other.draft.year == 2011
    again = app.importing.preview(head, save(ROWS), repairs={"isbn_zeros", "year_copied"})
    assert _counts(again) == {"skip": 5}


def test_the_same_file_again_changes_nothing(app: App, head: Actor, save: Save) -> None:
    path = save(ROWS)
    _import(app, head, path)
    before = _state(app)
    preview = app.importing.preview(head, path)
    assert _counts(preview) == {"skip": 5}
    with pytest.raises(Refused, match="nothing to import"):
        app.importing.apply(head, preview.plan)
    assert _state(app) == before


def test_a_changed_row_changes_that_row_only(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS))
    preview = app.importing.preview(
        head, save(_changed(ROWS, "A2", Call_Number="FIC 813 T91 1999 c.7", Price="300"))
    )
    assert _counts(preview) == {"skip": 4, "change": 1}
    (row,) = app.importing.rows(head, preview.plan, verdicts=[Verdict.CHANGE]).rows
    assert {(one.field, one.after) for one in row.changes} == {
        ("call_number", "FIC 813 T91 1999 c.7"), ("price", "30000"), ("copy_number", "7"),
    }  # fmt: skip
    app.importing.apply(head, preview.plan)
    one, two = _title_of(app, head, "A1").books
    assert (one.version, two.call_number, two.price_minor) == (1, "FIC 813 T91 1999 c.7", 30000)


def test_a_blank_never_takes_a_value_away(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS))
    preview = app.importing.preview(head, save(_changed(ROWS, "A1", Publisher="", Price="", Call_Number="")))
    assert _counts(preview) == {"skip": 5}


def test_a_librarians_correction_outlives_the_same_file(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS))
    title = _title_of(app, head, "A5")
    app.catalog.change_title(head, title.id, title.version, replace(title.draft, publisher="Corrected"))
    assert _counts(app.importing.preview(head, save(ROWS))) == {"skip": 5}
    assert _counts(app.importing.preview(head, save(_changed(ROWS, "A5", Publisher="New")))) == {
        "skip": 4,
        "change": 1,
    }


def test_an_import_never_touches_status_or_loan(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS))
    book = _title_of(app, head, "A1").books[0]
    app.catalog.change_book(
        head, book.id, book.version, replace(_draft(book), status=BookStatus.REPAIR, notes="torn")
    )
    headings = [*HEADINGS, "Status"]
    rows = [[*row, "Available"] for row in _changed(ROWS, "A1", Price="9")]
    preview = app.importing.preview(head, save(rows, headings=headings))
    app.importing.apply(head, preview.plan)
    book = _title_of(app, head, "A1").books[0]
    assert (book.status, book.price_minor, book.notes) == (BookStatus.REPAIR, 900, "torn")


def _draft(book: Any) -> BookDraft:
    return BookDraft(**{name: getattr(book, name) for name in BookDraft.__dataclass_fields__})


def test_correcting_one_copys_title_does_not_rename_the_others(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS))
    one_row = _changed(ROWS, "A2", Title="The rivers")
    preview = app.importing.preview(head, save(one_row))
    assert _counts(preview) == {"skip": 4, "change": 1}
    done = app.importing.apply(head, preview.plan)
    assert [book.accession_number for book in _title_of(app, head, "A1").books] == ["A1"]
    moved = _title_of(app, head, "A2")
    assert moved.draft.title == "The rivers"
    assert _counts(app.importing.preview(head, save(one_row))) == {"skip": 5}
    app.importing.undo(head, done.value.batch_id)
    assert [book.accession_number for book in _title_of(app, head, "A1").books] == ["A1", "A2"]
    assert app.catalog.sheet(head, moved.id).deleted_at is not None


def test_a_copy_that_gets_a_title_of_its_own_keeps_what_its_row_leaves_blank(
    app: App, head: Actor, save: Save
) -> None:
    """As in a library that was typed in, where no earlier row tells what was said before."""
    draft = TitleDraft("The river", contributors=(Contributor("Reyes, Ana"),), edition="2nd ed.", year=1999)
    app.catalog.add_title(head, draft, (BookDraft("A1"), BookDraft("A2")))
    one_row = [["A2", "", "The hills", "", "", "", "Moon", "", ""]]
    preview = app.importing.preview(head, save(one_row))
    assert _counts(preview) == {"change": 1}
    assert app.importing.apply(head, preview.plan).value.counts["change"] == 1
    assert _title_of(app, head, "A1").draft == draft
    moved = _title_of(app, head, "A2").draft
    assert moved == replace(draft, title="The hills", publisher="Moon")
    assert _counts(app.importing.preview(head, save(one_row))) == {"skip": 1}


def test_a_copy_that_joins_another_title_is_listed_as_that_one(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS))
    app.catalog.add_title(head, TitleDraft("The Hills!", year=2002), (BookDraft("A9"),))
    _import(app, head, save(_changed(ROWS, "A3", Title="the hills")))
    joined = _title_of(app, head, "A3")
    assert {book.accession_number for book in joined.books} == {"A3", "A9"}
    with app.core.database.read() as connection:
        of_title = select(books.c.title).where(books.c.title_id == joined.id)
        assert set(connection.execute(of_title).scalars()) == {"The Hills!"}


def test_a_copy_does_not_join_a_title_that_was_deleted_meanwhile(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS))
    other = app.catalog.add_title(head, TitleDraft("The hills", year=2002)).value
    preview = app.importing.preview(head, save(_changed(ROWS, "A3", Title="The hills")))
    app.catalog.delete_title(head, other.title_id, other.version)
    done = app.importing.apply(head, preview.plan).value
    assert (done.counts["change"], done.counts["conflict"]) == (0, 1)
    assert _title_of(app, head, "A3").draft.title == "World of things"


def test_correcting_the_title_of_all_copies_renames_it(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS))
    before = _title_of(app, head, "A1")
    rows = _changed(_changed(ROWS, "A1", Title="A new river"), "A2", Title="A new river")
    done = _import(app, head, save(rows))
    after = _title_of(app, head, "A2")
    assert (after.id, after.draft.title, len(after.books)) == (before.id, "A new river", 2)
    assert {book.accession_number for book in app.catalog.sheet(head, after.id).books} == {"A1", "A2"}
    app.importing.undo(head, done.batch_id)
    assert _title_of(app, head, "A2").draft.title == "The river"


def test_an_author_and_subjects_can_be_corrected(app: App, head: Actor, save: Save) -> None:
    headings = ["Barcode", "Title", "Author", "Subjects"]
    _import(app, head, save([["A1", "The river", "Reyes, Ana", "Rivers"]], headings=headings))
    before = _title_of(app, head, "A1").id
    done = _import(app, head, save([["A1", "The river", "Reyes, Anna", "Rivers; Water"]], headings=headings))
    assert (done.counts["change"], done.counts["conflict"]) == (1, 0)
    after = _title_of(app, head, "A1")
    assert (after.id, after.author, after.draft.subjects) == (before, "Reyes, Anna", ("Rivers", "Water"))


def test_one_isbn_on_different_titles_never_merges_them(app: App, head: Actor, save: Save) -> None:
    rows = [
        ["B1", "", "Earth science", "", "2001", "9780306406157", "", "", ""],
        ["B2", "", "The human body", "", "2001", "9780306406157", "", "", ""],
        ["B3", "", "Earth science", "", "2005", "9780306406157", "", "", ""],
    ]
    assert app.importing.preview(head, save(rows)).titles == 3
    _import(app, head, save(rows[:1]))
    assert app.importing.preview(head, save(rows)).titles == 2


def test_copies_join_titles_that_are_there(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS[:1]))
    preview = app.importing.preview(head, save(ROWS[:2]))
    assert _counts(preview) == {"attach": 1, "skip": 1}
    app.importing.apply(head, preview.plan)
    assert len(_title_of(app, head, "A1").books) == 2


def test_rows_that_cannot_be_used_are_named_and_can_be_mended(
    app: App, head: Actor, save: Save, tmp_path: Path
) -> None:
    rows = [
        *ROWS,
        ["", "", "No number", "", "", "", "", "", ""],
        ["A1", "", "=Different", "", "", "", "", "", ""],
        ["A3", *ROWS[2][1:]],
        ["A§", "", "Odd number", "", "", "", "", "", ""],
        ["C1", "x" * 300, "Long call number", "", "", "", "", "", ""],
        ["C2", "", "", "", "", "", "", "", ""],
    ]
    preview = app.importing.preview(head, save(rows), repairs=())
    assert _counts(preview) == {"create": 3, "attach": 2, "skip": 1, "conflict": 1, "refused": 4}
    listed = app.importing.rows(head, preview.plan, verdicts=[Verdict.REFUSED, Verdict.CONFLICT]).rows
    reasons = " ".join(row.reason for row in listed)
    for words in (
        "no accession number",
        "Line 2 has the same number",
        "label carries",
        "longer than 255",
        "no title",
    ):
        assert words in reasons
    report = tmp_path / "refused.csv"
    assert app.importing.write_report(head, preview.plan, report) == 5
    assert app.importing.apply(head, preview.plan).value.counts["refused"] == 4
    with report.open(encoding="utf-8-sig", newline="") as file:
        written = list(csv.DictReader(file))
    assert written[1]["Title"] == "'=Different"
    mended = tmp_path / "mended.csv"
    with mended.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, fieldnames=list(written[0]))
        writer.writeheader()
        for number, row in enumerate(written):
            writer.writerow(
                {**row, "Barcode": f"D{number}", "Title": row["Title"] or "Now named", "Call Number": ""}
            )
    again = app.importing.preview(head, mended)
    assert again.counts[Verdict.CREATE] == 5
    app.importing.apply(head, again.plan)
    assert _title_of(app, head, "D1").draft.title == "=Different"


def test_a_deleted_copys_number_is_a_conflict_that_offers_restoring(
    app: App, head: Actor, save: Save
) -> None:
    _import(app, head, save(ROWS))
    book = _title_of(app, head, "A5").books[0]
    app.catalog.delete_book(head, book.id, book.version)
    preview = app.importing.preview(head, save(ROWS))
    (row,) = app.importing.rows(head, preview.plan, verdicts=[Verdict.CONFLICT]).rows
    assert (row.record_id, row.restore) == (book.id, True)
    assert "restore" in row.reason
    app.catalog.restore_book(head, book.id)
    assert _counts(app.importing.preview(head, save(ROWS))) == {"skip": 5}


def test_undo_removes_what_was_made_and_puts_back_what_was_changed(app: App, head: Actor, save: Save) -> None:
    first = _import(app, head, save(ROWS[:2]))
    before = _title_of(app, head, "A1")
    second = _import(app, head, save([*_changed(ROWS[:2], "A1", Publisher="Changed", Price="5"), *ROWS[2:]]))
    assert _title_of(app, head, "A1").draft.publisher == "Changed"
    undone = app.undo.undo(head, app.importing.batch(head, second.batch_id).act_id)
    assert undone.value.kind == "import_books"
    after = _title_of(app, head, "A1")
    assert after.draft == before.draft
    assert [_draft(book) for book in after.books] == [_draft(book) for book in before.books]
    assert app.catalog.search(head, TitleQuery(text="world")).rows == ()
    assert app.importing.batch(head, second.batch_id).state is BatchState.UNDONE
    with pytest.raises(Conflict):
        app.importing.undo(head, second.batch_id)
    again = _import(app, head, save(ROWS))
    assert again.counts["create"] == 2
    assert app.importing.batch(head, first.batch_id).state is BatchState.DONE


@pytest.mark.parametrize("at_once", [1, 100])
def test_undo_puts_back_a_title_that_several_rows_changed(
    app: App, head: Actor, save: Save, monkeypatch: pytest.MonkeyPatch, at_once: int
) -> None:
    _import(app, head, save(ROWS[2:3]))
    before = _title_of(app, head, "A3").draft
    numbers = ["9780306406157", "9780804429573", "9780671879525"]
    more = [["", "R 031", "World of things", "", "2002", number, "", "", ""] for number in numbers]
    done = _import(app, head, save([[f"B{at}", *row[1:]] for at, row in enumerate(more)]))
    assert [one.value for one in _title_of(app, head, "A3").draft.identifiers] == numbers
    monkeypatch.setattr(undoing, "chunk_pace", lambda: Pace(at_once, at_once, at_once))
    assert app.importing.undo(head, done.batch_id).value.kept == 0
    assert _title_of(app, head, "A3").draft == before


def test_after_undo_a_title_is_not_found_by_the_numbers_that_went(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS[:1]))
    done = _import(app, head, save(ROWS[:2]))
    assert len(app.catalog.search(head, TitleQuery(text="A2")).rows) == 1
    app.importing.undo(head, done.batch_id)
    assert app.catalog.search(head, TitleQuery(text="A2")).rows == ()
    assert len(app.catalog.search(head, TitleQuery(text="A1")).rows) == 1


def test_undo_leaves_what_somebody_touched_and_says_why(app: App, head: Actor, save: Save) -> None:
    done = _import(app, head, save(ROWS))
    title = _title_of(app, head, "A5")
    book = title.books[0]
    app.catalog.change_book(head, book.id, book.version, replace(_draft(book), notes="signed"))
    undone = app.importing.undo(head, done.batch_id).value
    assert (undone.removed, undone.restored, undone.kept) == (4, 0, 2)
    assert {(one.entity, one.reason) for one in undone.examples} == {
        ("book", "It was changed since."), ("title", "It has copies still."),
    }  # fmt: skip
    assert _title_of(app, head, "A5").deleted_at is None


def test_a_cancelled_import_is_whole_and_can_go_on_or_be_undone(app: App, head: Actor, save: Save) -> None:
    rows = [[f"N{i:04}", "", f"Title number {i}", "", "", "", "", "", ""] for i in range(400)]
    preview = app.importing.preview(head, save(rows))
    steps: list[Step] = []
    done = app.importing.apply(
        head, preview.plan, progress=steps.append, cancelled=lambda: len(steps) >= 2
    ).value
    assert done.state is BatchState.CANCELLED
    assert 0 < done.rows_done < 400
    assert _live(app) == (done.rows_done, done.rows_done)
    gone_on = app.importing.apply(head, preview.plan).value
    assert (gone_on.batch_id, gone_on.state, gone_on.counts["create"]) == (
        done.batch_id,
        BatchState.DONE,
        400,
    )
    assert _live(app) == (400, 400)
    assert app.importing.undo(head, done.batch_id).value.removed == 400
    assert _live(app) == (0, 0)


def _live(app: App) -> tuple[int, int]:
    with app.core.database.read() as connection:
        return tuple(  # type: ignore[return-value]
            connection.execute(select(func.count()).where(table.c.deleted_at.is_(None))).scalar_one()
            for table in (titles, books)
        )


def test_the_rows_of_a_preview_come_in_pages(app: App, head: Actor, save: Save) -> None:
    rows = [[f"P{i:02}", "", f"Title {i // 2}", "", "", "", "", "", ""] for i in range(10)]
    plan = app.importing.preview(head, save(rows)).plan
    first = app.importing.rows(head, plan, window=Window(limit=4))
    second = app.importing.rows(head, plan, window=Window(limit=4, after=first.cursor))
    assert [row.number for row in first.rows + second.rows] == [f"P{i:02}" for i in range(8)]
    jumped = app.importing.rows(head, plan, window=Window(start=7, limit=4))
    assert ([row.number for row in jumped.rows], jumped.cursor) == (["P07", "P08", "P09"], None)
    only = app.importing.rows(head, plan, verdicts=[Verdict.ATTACH], window=Window(start=1, limit=2))
    assert [row.number for row in only.rows] == ["P03", "P05"]


def test_a_preview_can_be_cancelled_and_leaves_nothing(app: App, head: Actor, save: Save) -> None:
    before = _state(app)
    with pytest.raises(Refused, match="cancelled"):
        app.importing.preview(head, save(ROWS), cancelled=lambda: True)
    assert _state(app) == before


def test_what_happened_between_preview_and_import_is_respected(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS[4:]))
    preview = app.importing.preview(head, save([*ROWS[:4], *_changed(ROWS[4:], "A5", Publisher="File")]))
    app.catalog.add_title(head, TitleDraft(title="Taken"), (BookDraft("A1"),))
    title = _title_of(app, head, "A5")
    app.catalog.change_title(head, title.id, title.version, replace(title.draft, publisher="Desk"))
    done = app.importing.apply(head, preview.plan).value
    assert (done.counts["conflict"], done.counts["change"]) == (2, 0)
    assert _title_of(app, head, "A1").draft.title == "Taken"
    assert _title_of(app, head, "A5").draft.publisher == "Desk"
    assert _title_of(app, head, "A2").draft.title == "The river"


def test_mapping_by_hand(app: App, head: Actor, save: Save) -> None:
    headings = ["X", "Y", "Z"]
    path = save([["E1", "Some title", "note"]], headings=headings)
    with pytest.raises(InvalidInput, match="accession number"):
        app.importing.preview(head, path, "books")
    mapping = {"X": "accession_number", "Y": "title", "Z": "book_notes"}
    preview = app.importing.preview(head, path, "books", mapping=mapping)
    app.importing.apply(head, preview.plan)
    assert _title_of(app, head, "E1").books[0].notes == "note"
    for wrong in ({"X": "nonsense"}, {"X": "title", "Y": "title"}, {"Q": "title"}):
        with pytest.raises(InvalidInput):
            app.importing.preview(head, path, "books", mapping=wrong)


def test_the_longest_values_fit_every_engine(app: App, head: Actor, save: Save) -> None:
    headings = [field.label for field in app.importing.fields("books")]
    limits = {field.label: min(field.limit, 5_000) for field in app.importing.fields("books")}
    special = {
        "Accession Number": "N" * 60, "ISBN": "9" * 2000, "Identifiers": "x" * 5_000, "Source Row": "{}", "Status": "Lost",
        "Year": "c2006", "Price": "1.00", "Acquired On": "2024-01-31",
    }  # fmt: skip
    row = [special.get(label, "Ñ" * limits[label]) for label in headings]
    preview = app.importing.preview(head, save([row], headings=headings), repairs=())
    assert _counts(preview) == {"create": 1}, app.importing.rows(head, preview.plan).rows
    assert app.importing.apply(head, preview.plan).value.counts["create"] == 1
    over = [
        cell + "Ñ" if label in ("Title", "Call Number") else cell
        for label, cell in zip(headings, row, strict=True)
    ]
    assert app.importing.preview(head, save([over], headings=headings)).counts[Verdict.REFUSED] == 1


def test_batches_are_listed_newest_first(app: App, head: Actor, save: Save) -> None:
    _import(app, head, save(ROWS[:1]))
    _import(app, head, save(ROWS, name="all.csv"))
    assert [batch.file_name for batch in app.importing.batches(head).rows] == ["all.csv", "books.csv"]
    newest = app.importing.batches(head).rows[0]
    assert (newest.actor, newest.counts["create"], newest.state) == ("Helena", 2, BatchState.DONE)
    with pytest.raises(NotFound):
        app.importing.batch(head, 999)


def test_who_may_import(app: App, librarian: Actor, save: Save) -> None:
    with pytest.raises(Denied):
        app.importing.preview(librarian, save(ROWS))


def test_every_chunk_is_an_act_with_its_audit_entry_and_its_changes_row(
    app: App, head: Actor, save: Save
) -> None:
    last = max((change.id for change in app.changes.since(0)), default=0)
    _import(app, head, save(ROWS))
    told = app.changes.since(last)
    assert any("titles" in change.tags and "books" in change.tags for change in told)
    with app.core.database.read() as connection:
        kinds = list(connection.execute(select(acts.c.kind).order_by(acts.c.id)).scalars())
    assert kinds == ["import_books", "import_chunk", "import_end"]
