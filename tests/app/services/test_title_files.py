"""Covers and attachments of titles against each engine: kept, given out, undone, moved by a merge. A local server is the
internet."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image
from sqlalchemy import select

from app.bootstrap import App
from app.database import stored_files as files
from app.database.tables import audit_logs, stored_files
from app.domain.actors import Actor, Role
from app.domain.catalog import BookDraft, TitleDraft, TitleIdentifier
from app.domain.changes import Changed
from app.domain.members import StudentDraft
from app.domain.paging import Window
from app.domain.searching import TitleQuery
from app.errors import ClmsError, Conflict, Denied, InvalidInput, NotFound, Refused, Unreachable
from app.lookup.web import Web
from app.services.covers import CoversService
from tests.pictures import picture
from tests.servers import lookups
from tests.servers.lookups import FOX, NOLI, PNG, Lookups

rules = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
PDF = b"%PDF-1.7\nThe donor's letter"


def add(app: App, actor: Actor, title: str = "Noli me tangere", isbn: str = "") -> int:
    """Add a title; its id."""
    identifiers = (TitleIdentifier("isbn", isbn, isbn),) if isbn else ()
    draft = TitleDraft(title=title, identifiers=identifiers)
    return app.catalog.add_title(actor, draft).value.title_id


def test_a_cover_is_set_shown_taken_back_and_removed(app: App, librarian: Actor) -> None:
    title_id = add(app, librarian)
    receipt = app.covers.set(librarian, title_id, picture(600, 800))
    assert receipt.changed is Changed.TITLES and receipt.undoable
    sheet = app.catalog.sheet(librarian, title_id)
    first = sheet.cover_digest, sheet.cover_thumb_digest
    assert first == (receipt.value.cover_digest, receipt.value.cover_thumb_digest)
    assert sheet.version == 1, "an edit of the title that is under way is not disturbed"
    full, small = (app.covers.read(librarian, digest or "") for digest in first)
    assert (full.media_type, small.media_type) == ("image/jpeg", "image/jpeg")
    assert Image.open(io.BytesIO(full.content)).size == (600, 800)
    assert Image.open(io.BytesIO(small.content)).size == (160, 213)
    second = app.covers.set(librarian, title_id, picture(color="red"))
    with pytest.raises(Refused, match="changed again"):
        app.undo.undo(librarian, receipt.act_id)
    app.undo.undo(librarian, second.act_id)
    sheet = app.catalog.sheet(librarian, title_id)
    assert (sheet.cover_digest, sheet.cover_thumb_digest) == first
    removed = app.covers.remove(librarian, title_id)
    assert app.catalog.sheet(librarian, title_id).cover_digest is None
    with pytest.raises(Refused, match="has no cover"):
        app.covers.remove(librarian, title_id)
    app.undo.undo(librarian, removed.act_id)
    assert app.catalog.sheet(librarian, title_id).cover_digest == first[0]
    with app.core.database.read() as connection:
        query = select(audit_logs.c.action).where(audit_logs.c.entity == "cover")
        assert connection.execute(query.order_by(audit_logs.c.id)).scalars().all() == [
            "cover", "cover", "undo", "cover", "undo",
        ]  # fmt: skip


def test_only_covers_are_given_out_as_covers(app: App, librarian: Actor, head: Actor) -> None:
    draft = StudentDraft(family_name="Santos", given_name="Maria")
    maria = app.students.add(head, draft).value.student_id
    app.students.set_photo(head, maria, PNG)
    photo = app.students.get(head, maria).photo_digest
    assert photo
    title_id = add(app, librarian)
    app.attachments.add(librarian, title_id, "letter.pdf", PDF)
    with app.core.database.read() as connection:
        others = connection.execute(select(stored_files.c.digest)).scalars().all()
    assert len(others) == 2 and photo in others
    kiosk = Actor(None, "Kiosk", Role.KIOSK, "kiosk-1")
    for digest in others:
        with pytest.raises(NotFound):
            app.covers.read(kiosk, digest)
    thumb = app.covers.set(librarian, title_id, picture()).value.cover_thumb_digest or ""
    assert app.covers.read(kiosk, thumb).content
    with pytest.raises(Denied):
        app.covers.set(kiosk, title_id, picture())
    with pytest.raises(Denied):
        app.attachments.list(kiosk, title_id)


@rules
def test_what_is_no_picture_or_no_title_changes_nothing(app: App, librarian: Actor) -> None:
    title_id = add(app, librarian)
    with pytest.raises(InvalidInput):
        app.covers.set(librarian, title_id, b"#!/bin/sh")
    with pytest.raises(NotFound):
        app.covers.set(librarian, 99_999, picture())
    app.catalog.delete_title(librarian, title_id, 1)
    for write in (
        lambda: app.covers.set(librarian, title_id, picture()),
        lambda: app.attachments.add(librarian, title_id, "a.pdf", PDF),
    ):
        with pytest.raises(Refused, match="deleted"):
            write()


@rules
def test_the_same_key_sets_a_cover_once(app: App, librarian: Actor) -> None:
    title_id = add(app, librarian)
    key = "01890000-0000-7000-8000-000000000001"
    one = app.covers.set(librarian, title_id, picture(), key=key)
    again = app.covers.set(librarian, title_id, picture(), key=key)
    assert (again.replayed, again.value) == (True, one.value)


@rules
def test_covers_and_attachments_are_named_files_until_nothing_names_them(app: App, librarian: Actor) -> None:
    title_id = add(app, librarian)
    app.covers.set(librarian, title_id, picture())
    kept = app.attachments.add(librarian, title_id, "letter.pdf", PDF).value.attachment_id
    now = app.core.clock.now()
    mark = lambda: app.core.database.write(lambda connection: files.mark(connection, now))  # noqa: E731
    assert mark() == 0
    app.attachments.remove(librarian, kept)
    app.covers.remove(librarian, title_id)
    assert mark() == 3
    edge = now + timedelta(seconds=1)
    with app.core.database.read() as connection:
        assert len(files.unused_ids(connection, edge, 9)) == 3


# -- looking a cover up --------------------------------------------------------------------------------


@pytest.fixture
def outside(app: App, head: Actor) -> Iterator[Lookups]:
    """The internet."""
    with lookups.running() as server:
        app.library_settings.set(head, "lookup_covers", server.address)
        yield server


@pytest.fixture
def covers(app: App, outside: Lookups, tmp_path: Path) -> CoversService:
    """The service, asking the local server."""
    return CoversService(app.core, app.files, Web(tmp_path / "lookups", step_s=0.5))


@rules
def test_a_cover_is_looked_up_and_nothing_is_kept(
    app: App, covers: CoversService, librarian: Actor, outside: Lookups
) -> None:
    title_id = add(app, librarian, isbn=FOX)
    found = covers.look_up(librarian, title_id)
    assert (found.title_id, found.isbn) == (title_id, FOX)
    assert Image.open(io.BytesIO(found.content)).size == (90, 130)
    assert outside.asked == [f"/b/isbn/{FOX}-L.jpg?default=false"]
    assert app.catalog.sheet(librarian, title_id).cover_digest is None
    covers.look_up(librarian, title_id)
    assert len(outside.asked) == 1, "kept answers are not asked for again"


def test_a_title_is_added_with_its_cover_in_one_act(app: App, librarian: Actor) -> None:
    draft, copy = TitleDraft(title="Noli me tangere"), BookDraft("GS1")
    receipt = app.covers.add_title(
        librarian,
        draft,
        [copy],
        "=LDR  00000nam a2200000 a 4500\n=245  10$aNoli me tangere",
        picture(600, 800),
    )
    title_id = receipt.value.title_id
    sheet = app.catalog.sheet(librarian, title_id)
    assert [book.accession_number for book in sheet.books] == ["GS1"] and receipt.undoable
    full = app.covers.read(librarian, sheet.cover_digest or "")
    assert Image.open(io.BytesIO(full.content)).size == (600, 800)
    assert app.catalog.list(librarian, TitleQuery(text="noli"), Window()).rows[0].id == title_id
    app.undo.undo(librarian, receipt.act_id)
    gone = app.catalog.sheet(librarian, title_id)
    assert gone.deleted_at is not None and gone.books[0].deleted_at is not None
    app.catalog.restore_title(librarian, title_id)
    assert app.catalog.sheet(librarian, title_id).cover_digest == sheet.cover_digest


@rules
def test_a_title_whose_cover_is_no_picture_or_whose_number_is_taken_is_not_added(
    app: App, librarian: Actor, person: Callable[..., Actor]
) -> None:
    app.catalog.add_title(librarian, TitleDraft(title="Fili"), [BookDraft("GS1")])
    noli = TitleDraft(title="Noli")
    with pytest.raises(InvalidInput):
        app.covers.add_title(librarian, noli, [], None, b"no picture")
    with pytest.raises(InvalidInput):
        app.covers.add_title(librarian, TitleDraft(title=" "), [], None, picture())
    with pytest.raises(Conflict):
        app.covers.add_title(librarian, noli, [BookDraft("GS1")], None, picture())
    with pytest.raises(Denied):
        app.covers.add_title(person(Role.KIOSK, "Kiosk"), noli, [], None, picture())
    assert app.catalog.count(librarian, TitleQuery()).value == 1


@rules
def test_a_cover_is_looked_up_for_what_is_only_typed(
    covers: CoversService, librarian: Actor, outside: Lookups
) -> None:
    draft = TitleDraft("Fox", identifiers=(TitleIdentifier("isbn", FOX, FOX),))
    assert covers.find(librarian, draft).isbn == FOX
    with pytest.raises(Refused, match="has none"):
        covers.find(librarian, TitleDraft("Fox"))


@rules
def test_why_no_cover_is_found_is_said(
    app: App, covers: CoversService, librarian: Actor, head: Actor, outside: Lookups
) -> None:
    def problem(title_id: int) -> ClmsError:
        with pytest.raises(ClmsError) as raised:
            covers.look_up(librarian, title_id)
        return raised.value

    assert problem(add(app, librarian)).code == "no_isbn"
    noli, fox = add(app, librarian, isbn=NOLI), add(app, librarian, isbn=FOX)
    assert problem(noli).code == "no_cover"
    outside.status = 503
    gone = problem(fox)
    assert isinstance(gone, Unreachable) and "take a picture of the book" in gone.hint
    outside.status, outside.silent = 200, True
    assert problem(fox).code == "lookup_late"
    outside.go_on.set()
    app.library_settings.set(head, "lookup_sources", [])
    assert problem(fox).code == "lookup_off"


# -- attachments ---------------------------------------------------------------------------------------


def test_an_attachment_is_added_read_removed_and_brought_back(app: App, librarian: Actor) -> None:
    title_id = add(app, librarian)
    receipt = app.attachments.add(librarian, title_id, "C:\\donors\\Letter of 1998.exe", PDF)
    assert receipt.value.name == "C donors Letter of 1998.exe.pdf"
    (one,) = app.attachments.list(librarian, title_id)
    assert (one.media_type, one.size, one.added_by) == ("application/pdf", len(PDF), librarian.name)
    assert app.attachments.read(librarian, one.id).content == PDF
    removed = app.attachments.remove(librarian, one.id)
    assert app.attachments.list(librarian, title_id) == ()
    with pytest.raises(NotFound):
        app.attachments.read(librarian, one.id)
    app.undo.undo(librarian, removed.act_id)
    assert app.attachments.list(librarian, title_id) == (one,)
    app.undo.undo(librarian, receipt.act_id)
    assert app.attachments.list(librarian, title_id) == ()


@rules
def test_an_attachment_is_pdf_picture_or_text_of_the_size_allowed(
    app: App, librarian: Actor, head: Actor
) -> None:
    title_id = add(app, librarian)

    def attach(name: str, content: bytes) -> str:
        return app.attachments.add(librarian, title_id, name, content).value.name

    assert attach("Contents", "1. Ang simula\n2. Wakas ñ".encode()) == "Contents.txt"
    assert attach("scan.jpeg", picture(kind="JPEG")) == "scan.jpg"
    assert attach("turned\u202egpj.md", b"# notes") == "turnedgpj.txt"
    for content in (b"MZ\0\0", b"#!/bin/sh\nrm", b"PK\x03\x04\0", b"\xff\xfe\0"):
        with pytest.raises(InvalidInput, match="not kept"):
            attach("x.pdf", content)
    with pytest.raises(InvalidInput, match="empty"):
        attach("x.pdf", b"")
    with pytest.raises(InvalidInput, match="needs a name"):
        attach(" .. ", PDF)
    with pytest.raises(Conflict, match=r"already, as Contents\.txt"):
        attach("again.txt", "1. Ang simula\n2. Wakas ñ".encode())
    app.library_settings.set(head, "attachment_mb", 1)
    assert app.attachments.limit_mb(librarian) == 1
    with pytest.raises(InvalidInput, match=r"has 1\.5 MB; the library keeps attachments of at most 1 MB"):
        attach("big.pdf", PDF + b"x" * 1_572_864)
    for wrong in (0, 11, 2.5, True, "5"):
        with pytest.raises(InvalidInput):
            app.library_settings.set(head, "attachment_mb", wrong)


def test_a_merge_moves_covers_and_attachments_and_its_undo_brings_them_back(
    app: App, librarian: Actor
) -> None:
    kept, gone = add(app, librarian), add(app, librarian, "Noli me tángere")
    app.catalog.add_book(librarian, gone, BookDraft(accession_number="GS1"))
    cover = app.covers.set(librarian, gone, picture()).value
    mine = app.attachments.add(librarian, gone, "letter.pdf", PDF).value.attachment_id
    app.attachments.add(librarian, kept, "kept.pdf", PDF + b"2")
    receipt = app.quality.merge(librarian, kept, gone, 1, 1)
    sheet = app.catalog.sheet(librarian, kept)
    assert (sheet.cover_digest, sheet.cover_thumb_digest) == (cover.cover_digest, cover.cover_thumb_digest)
    assert [one.name for one in app.attachments.list(librarian, kept)] == ["letter.pdf", "kept.pdf"]
    app.undo.undo(librarian, receipt.act_id)
    assert [one.id for one in app.attachments.list(librarian, gone)] == [mine]
    assert [one.name for one in app.attachments.list(librarian, kept)] == ["kept.pdf"]
    assert app.catalog.sheet(librarian, kept).cover_digest is None
    assert app.catalog.sheet(librarian, gone).cover_digest == cover.cover_digest
