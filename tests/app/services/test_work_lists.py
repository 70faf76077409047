"""Lists of records to work on and saved searches against each engine: whose they are, their order, ticks, notes, undo."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.bootstrap import App
from app.domain.actors import Actor, Role
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.changes import Changed
from app.domain.paging import Window
from app.domain.searching import TitleQuery
from app.domain.work_lists import Entity, ListItem, SavedSearchDraft, WorkListDraft
from app.errors import Conflict, Denied, InvalidInput, NotFound, Refused

rules = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
ALL = Window(limit=1000)
COPIES = WorkListDraft("To be rebound", Entity.COPY)
TITLES = WorkListDraft("New covers")


@pytest.fixture
def other(person: Callable[..., Actor]) -> Actor:
    """Another librarian."""
    return person(Role.LIBRARIAN, "Lia Librarian")


@pytest.fixture
def title(app: App, librarian: Actor) -> Callable[..., int]:
    """``title("Noli", "GS2", "GS1")``: a title with copies in this order on the shelf; its id."""

    def add(name: str, *numbers: str) -> int:
        drafts = [
            BookDraft(accession_number=one, call_number=f"{100 + at} A1") for at, one in enumerate(numbers)
        ]
        return app.catalog.add_title(librarian, TitleDraft(title=name), drafts).value.title_id

    return add


def items(app: App, actor: Actor, list_id: int) -> tuple[ListItem, ...]:
    return app.work_lists.items(actor, list_id, ALL).rows


def numbers(app: App, actor: Actor, list_id: int) -> list[str]:
    return [one.accession_number for one in items(app, actor, list_id)]


def test_a_list_is_made_filled_worked_and_taken_back(
    app: App, librarian: Actor, title: Callable[..., int]
) -> None:
    noli, fili = title("Noli", "GS2", "GS1"), title("Fili", "GS3")
    made = app.work_lists.create(librarian, COPIES)
    list_id = made.value.list_id
    assert made.changed is Changed.LISTS
    added = app.work_lists.add(librarian, list_id, [fili, noli], Entity.TITLE)
    assert (added.value.changed, added.value.known) == (3, 0)
    assert numbers(app, librarian, list_id) == ["GS3", "GS2", "GS1"], (
        "in the order chosen, copies as they stand"
    )
    again = app.work_lists.add(librarian, list_id, [noli], Entity.TITLE)
    assert (again.value.changed, again.value.known) == (0, 2)
    first, second, _ = items(app, librarian, list_id)
    ticked = app.work_lists.tick(librarian, list_id, [first.id, second.id])
    noted = app.work_lists.note(librarian, list_id, [second.id], " torn  spine ")
    (listed,) = app.work_lists.list(librarian)
    assert (listed.items, listed.done, listed.mine, listed.draft) == (3, 2, True, COPIES)
    done = items(app, librarian, list_id)[1]
    assert (done.note, done.done_by, done.done_at is not None) == ("torn spine", librarian.name, True)
    with pytest.raises(Refused, match="changed again"):
        app.undo.undo(librarian, ticked.act_id)
    app.undo.undo(librarian, noted.act_id)
    app.undo.undo(librarian, ticked.act_id)
    assert items(app, librarian, list_id)[1] == second
    gone = app.work_lists.remove(librarian, list_id, [first.id])
    assert numbers(app, librarian, list_id) == ["GS2", "GS1"]
    app.undo.undo(librarian, gone.act_id)
    assert items(app, librarian, list_id)[0] == first, "back at its place"
    app.undo.undo(librarian, added.act_id)
    assert items(app, librarian, list_id) == ()
    app.undo.undo(librarian, made.act_id)
    assert app.work_lists.list(librarian) == ()


def test_a_removed_list_comes_back_with_all_that_was_on_it(
    app: App, librarian: Actor, title: Callable[..., int]
) -> None:
    ids = [title("Noli"), title("Fili")]
    made = app.work_lists.create(librarian, TITLES, ids, ["", "torn"]).value
    before = items(app, librarian, made.list_id)
    assert [(one.title, one.note) for one in before] == [("Noli", ""), ("Fili", "torn")]
    app.work_lists.tick(librarian, made.list_id, [before[0].id])
    before = items(app, librarian, made.list_id)
    removed = app.work_lists.delete(librarian, made.list_id, 1)
    with pytest.raises(NotFound):
        items(app, librarian, made.list_id)
    app.undo.undo(librarian, removed.act_id)
    assert items(app, librarian, made.list_id) == before
    (listed,) = app.work_lists.list(librarian)
    assert (listed.draft, listed.items, listed.done) == (TITLES, 2, 1)


def test_records_are_ordered_by_hand_and_the_order_is_kept_and_taken_back(
    app: App, librarian: Actor, title: Callable[..., int]
) -> None:
    names = "A B C D E".split()
    list_id = app.work_lists.create(librarian, TITLES, [title(one) for one in names]).value.list_id

    def order() -> str:
        return "".join(one.title for one in items(app, librarian, list_id))

    a, b, c, d, e = (one.id for one in items(app, librarian, list_id))
    up = app.work_lists.move(librarian, list_id, [c], b)
    assert (order(), up.value.changed, up.changed) == ("ACBDE", 1, Changed.LISTS)
    down = app.work_lists.move(librarian, list_id, [e, a], d, behind=True)
    assert (order(), down.value.changed) == ("CBDAE", 2), "as they follow each other"
    first = app.work_lists.items(librarian, list_id, Window(limit=2))
    second = app.work_lists.items(librarian, list_id, Window(2, 2, first.cursor))
    assert [one.title for one in (*first.rows, *second.rows)] == list("CBDA")
    app.work_lists.add(librarian, list_id, [title("F")], Entity.TITLE)
    assert order() == "CBDAEF", "what comes later stands behind"
    noted = app.work_lists.note(librarian, list_id, [d], "torn")
    gone = app.work_lists.remove(librarian, list_id, [d])
    with pytest.raises(Refused, match="changed again"):
        app.undo.undo(librarian, up.act_id)
    with pytest.raises(NotFound, match="stand beside"):
        app.work_lists.move(librarian, list_id, [a], d)
    with pytest.raises(NotFound, match="stand beside"):
        app.work_lists.move(librarian, list_id, [a, b], b)
    app.undo.undo(librarian, gone.act_id)
    assert order() == "CBDAEF", "back at its place"
    still = app.work_lists.move(librarian, list_id, [c], b)
    assert (order(), still.value.changed) == ("CBDAEF", 0)
    last = app.work_lists.move(librarian, list_id, [d], c)
    app.undo.undo(librarian, noted.act_id)
    assert order() == "DCBAEF" and not items(app, librarian, list_id)[0].note
    for act in (last, down, up):
        app.undo.undo(librarian, act.act_id)
    assert order() == "ABCDEF"


@rules
def test_records_that_were_deleted_are_shown_as_gone(
    app: App, librarian: Actor, title: Callable[..., int]
) -> None:
    noli = title("Noli", "GS1")
    list_id = app.work_lists.create(librarian, TITLES, [noli]).value.list_id
    app.catalog.delete_title(librarian, noli, 1)
    (one,) = items(app, librarian, list_id)
    assert (one.title, one.gone) == ("Noli", True)
    assert app.work_lists.add(librarian, list_id, [noli, 999], Entity.TITLE).value.changed == 0


@rules
def test_copies_are_scanned_onto_a_list(app: App, librarian: Actor, title: Callable[..., int]) -> None:
    title("Noli", "GS1")
    copies = app.work_lists.create(librarian, COPIES).value.list_id
    titles = app.work_lists.create(librarian, TITLES).value.list_id
    for list_id in (copies, titles):
        assert app.work_lists.scan(librarian, list_id, " gs1 ").value.changed == 1
        with pytest.raises(Conflict, match="on this list already"):
            app.work_lists.scan(librarian, list_id, "GS1")
    assert numbers(app, librarian, copies) == ["GS1"]
    assert [one.title for one in items(app, librarian, titles)] == ["Noli"]
    with pytest.raises(NotFound, match="No book has"):
        app.work_lists.scan(librarian, copies, "NOBODY")


def test_lists_are_their_owners_until_they_are_shared(
    app: App, librarian: Actor, other: Actor, head: Actor, title: Callable[..., int]
) -> None:
    mine = app.work_lists.create(other, TITLES).value
    assert app.work_lists.list(librarian) == () and app.work_lists.list(head) == ()
    with pytest.raises(NotFound):
        app.work_lists.add(librarian, mine.list_id, [title("Noli")], Entity.TITLE)
    shared = replace(TITLES, shared=True, about="For October")
    app.work_lists.change(other, mine.list_id, 1, shared)
    (listed,) = app.work_lists.list(librarian)
    assert (listed.owner, listed.mine, listed.draft) == ("Lia Librarian", False, shared)
    assert app.work_lists.add(librarian, mine.list_id, [title("Fili")], Entity.TITLE).value.changed == 1
    for write in (
        lambda: app.work_lists.change(librarian, mine.list_id, 2, TITLES),
        lambda: app.work_lists.delete(librarian, mine.list_id, 2),
    ):
        with pytest.raises(Denied, match="Lia Librarian's"):
            write()
    with pytest.raises(Conflict, match="meanwhile"):
        app.work_lists.change(head, mine.list_id, 1, shared)
    app.work_lists.delete(head, mine.list_id, 2)
    kiosk = Actor(None, "Kiosk", Role.KIOSK, "kiosk-1")
    with pytest.raises(Denied):
        app.work_lists.list(kiosk)


@rules
def test_what_can_not_be_is_refused(app: App, librarian: Actor, title: Callable[..., int]) -> None:
    for draft in (WorkListDraft("  "), WorkListDraft("x" * 101), WorkListDraft("x", about="y" * 1_001)):
        with pytest.raises(InvalidInput):
            app.work_lists.create(librarian, draft)
    list_id = app.work_lists.create(librarian, TITLES).value.list_id
    with pytest.raises(Refused, match="stays as it is"):
        app.work_lists.change(librarian, list_id, 1, replace(TITLES, entity=Entity.COPY))
    for many in ([], list(range(1_001))):
        with pytest.raises(InvalidInput, match="at once"):
            app.work_lists.add(librarian, list_id, many, Entity.TITLE)
    with pytest.raises(InvalidInput):
        app.work_lists.note(librarian, list_id, [1], "x" * 501)


@rules
def test_a_list_that_others_went_on_with_is_not_taken_back(
    app: App, librarian: Actor, title: Callable[..., int]
) -> None:
    made = app.work_lists.create(librarian, TITLES, [title("Noli")])
    app.work_lists.add(librarian, made.value.list_id, [title("Fili")], Entity.TITLE)
    with pytest.raises(Refused, match="changed again"):
        app.undo.undo(librarian, made.act_id)


# -- saved searches ------------------------------------------------------------------------------------

QUERY = TitleQuery(text="rizal", collection="FIL", year_from=1990, year_to=1999, sort="-year")


def test_a_search_is_saved_found_again_changed_and_taken_back(
    app: App, librarian: Actor, other: Actor, head: Actor
) -> None:
    draft = SavedSearchDraft("Rizal of the nineties", QUERY)
    saved = app.saved_searches.save(other, draft)
    (mine,) = app.saved_searches.list(other)
    assert (mine.draft, mine.mine, mine.owner) == (draft, True, "Lia Librarian")
    assert app.saved_searches.list(librarian) == ()
    wider = replace(draft, query=replace(QUERY, year_from=None, year_to=None), shared=True)
    changed = app.saved_searches.change(other, mine.id, 1, wider)
    (theirs,) = app.saved_searches.list(librarian)
    assert (theirs.draft, theirs.mine) == (wider, False)
    with pytest.raises(Denied):
        app.saved_searches.delete(librarian, mine.id, 2)
    app.undo.undo(other, changed.act_id)
    (mine,) = app.saved_searches.list(other)
    assert mine.draft == draft
    removed = app.saved_searches.delete(other, mine.id, mine.version)
    assert app.saved_searches.list(other) == ()
    app.undo.undo(other, removed.act_id)
    (mine,) = app.saved_searches.list(other)
    assert mine.draft == draft and saved.value.search_id == mine.id


@rules
def test_a_search_for_nothing_is_not_saved(app: App, librarian: Actor) -> None:
    for draft in (
        SavedSearchDraft("All", TitleQuery(sort="year")),
        SavedSearchDraft("All", TitleQuery(text="  ")),
        SavedSearchDraft("", QUERY),
    ):
        with pytest.raises(InvalidInput):
            app.saved_searches.save(librarian, draft)
    with pytest.raises(NotFound):
        app.saved_searches.delete(librarian, 99, 1)
