"""Looking a title up by its ISBN, the title before, and call numbers beside neighbours. A local server is the internet."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.catalog import BookDraft, Contributor, TitleDraft, TitleIdentifier
from app.domain.marc.storing import restored
from app.domain.title_lookup import LookupSource
from app.errors import Denied, InvalidInput, NotFound, Refused, Unreachable
from app.lookup.web import Web
from app.services.cataloguing import CataloguingService
from tests.servers import lookups
from tests.servers.lookups import FOX, NOLI, Lookups

rules = pytest.mark.parametrize("engine_name", ["sqlite"], indirect=True)
OPEN, SRU = LookupSource.OPEN_LIBRARY, LookupSource.SRU


@pytest.fixture
def outside() -> Iterator[Lookups]:
    with lookups.running() as server:
        yield server


@pytest.fixture
def cataloguing(app: App, head: Actor, outside: Lookups, tmp_path: Path) -> CataloguingService:
    """The service, with settings that ask the local server, Open Library first."""
    app.library_settings.set(head, "lookup_open_library", outside.address)
    app.library_settings.set(head, "lookup_sru", outside.sru)
    app.library_settings.set(head, "lookup_sources", [OPEN, SRU])
    return CataloguingService(app.core, Web(tmp_path / "lookups", step_s=0.5))


@rules
def test_open_library_tells_a_title(
    cataloguing: CataloguingService, librarian: Actor, outside: Lookups
) -> None:
    answer = cataloguing.look_up(librarian, "0-14-032872-6")
    assert (answer.isbn, answer.here, answer.silent) == (FOX, (), ())
    assert answer.found.source is OPEN
    assert answer.found.cover == f"{outside.address}/covers/1-L.jpg"
    assert answer.found.draft == TitleDraft(
        title="Fantastic Mr. Fox",
        contributors=(Contributor("Dahl, Roald"),),
        edition="New ed.",
        place="London",
        publisher="Puffin",
        year=1988,
        year_raw="October 1, 1988",
        language="eng",
        physical_description="96 p.",
        series="Puffin Books",
        classification="823.914",
        subjects=("Animals", "Foxes"),
        identifiers=(TitleIdentifier("isbn", FOX, FOX), TitleIdentifier("oclc", "30512736", "30512736")),
    )


@rules
def test_who_is_second_is_asked_for_what_the_first_does_not_know(
    cataloguing: CataloguingService, librarian: Actor
) -> None:
    answer = cataloguing.look_up(librarian, NOLI)
    found = answer.found
    assert (found.source, found.draft.title, found.draft.language) == (SRU, "Noli me tangere", "tgl")
    record = restored(found.record)
    assert record.first("777") is not None, "what no form shows is kept"
    assert record.first("952") is None, "the other library's copies are not ours"
    assert [field.first("a") for field in record.all("880")] == ["אל תיגע בי /"]


@rules
def test_the_order_is_the_settings(
    app: App, head: Actor, cataloguing: CataloguingService, librarian: Actor, outside: Lookups
) -> None:
    app.library_settings.set(head, "lookup_sources", [SRU, OPEN])
    assert cataloguing.look_up(librarian, NOLI).found.source is SRU
    assert [path.partition("?")[0] for path in outside.asked] == ["/sru"]
    app.library_settings.set(head, "lookup_sources", [])
    with pytest.raises(Refused, match="switched off"):
        cataloguing.look_up(librarian, NOLI)
    assert len(outside.asked) == 1, "nobody is asked"


@rules
def test_an_address_may_be_the_whole_question(
    app: App, head: Actor, cataloguing: CataloguingService, librarian: Actor, outside: Lookups
) -> None:
    question = (
        f"{outside.sru}?version=1.1&operation=searchRetrieve&query=bath.isbn%3D{{isbn}}&recordSchema=marcxml"
    )
    app.library_settings.set(head, "lookup_sru", question)
    app.library_settings.set(head, "lookup_sources", [SRU])
    assert cataloguing.look_up(librarian, NOLI).found.draft.title == "Noli me tangere"


@rules
def test_an_answer_is_kept_as_long_as_it_may_be(
    cataloguing: CataloguingService, librarian: Actor, outside: Lookups, tmp_path: Path
) -> None:
    outside.keep = "max-age=3600"
    first = cataloguing.look_up(librarian, FOX)
    asked = len(outside.asked)
    again = CataloguingService(cataloguing._core, Web(tmp_path / "lookups"))  # as after a new start
    assert again.look_up(librarian, FOX) == first
    assert len(outside.asked) == asked


@rules
def test_an_old_answer_is_asked_for_by_its_etag(
    cataloguing: CataloguingService, librarian: Actor, outside: Lookups
) -> None:
    outside.keep = "no-cache"
    first = cataloguing.look_up(librarian, FOX)
    assert outside.unchanged == 0
    assert cataloguing.look_up(librarian, FOX) == first
    assert outside.unchanged == 2, "both pages were asked for and had not changed"


@rules
def test_damaged_kept_answers_do_not_stand_in_the_way(
    cataloguing: CataloguingService, librarian: Actor, tmp_path: Path
) -> None:
    (tmp_path / "lookups").mkdir()
    (tmp_path / "lookups" / "lookups.db").write_bytes(b"this is no database" * 100)
    assert cataloguing.look_up(librarian, FOX).found.draft.title == "Fantastic Mr. Fox"


@rules
def test_without_internet_it_says_so(
    app: App, head: Actor, cataloguing: CataloguingService, librarian: Actor
) -> None:
    with socket.socket() as taken:  # bound, but nobody listens
        taken.bind(("127.0.0.1", 0))
        app.library_settings.set(head, "lookup_open_library", f"http://127.0.0.1:{taken.getsockname()[1]}")
        assert cataloguing.look_up(librarian, NOLI).silent == (OPEN,), "the other one knew it"
        with pytest.raises(
            Unreachable, match=r"Open Library can't be reached\. Look whether .* has internet"
        ) as told:
            cataloguing.look_up(librarian, FOX)
    assert told.value.code == "no_internet"


@rules
def test_who_never_answers_is_not_waited_for(
    cataloguing: CataloguingService, librarian: Actor, outside: Lookups
) -> None:
    outside.silent = True
    with pytest.raises(Unreachable, match="Open Library does not answer in time"):
        cataloguing.look_up(librarian, FOX)


@rules
@pytest.mark.parametrize(
    ("status", "words"), [(429, "asked too often"), (503, r"an error of its own \(503\)"), (403, r"\(403\)")]
)
def test_errors_of_a_service_are_told(
    cataloguing: CataloguingService, librarian: Actor, outside: Lookups, status: int, words: str
) -> None:
    outside.status = status
    with pytest.raises(Unreachable, match=words):
        cataloguing.look_up(librarian, FOX)


@rules
def test_an_sru_server_that_refuses_is_quoted(
    app: App, head: Actor, cataloguing: CataloguingService, librarian: Actor, outside: Lookups
) -> None:
    app.library_settings.set(head, "lookup_sources", [SRU])
    outside.refuses = True
    with pytest.raises(Unreachable, match=r"Unsupported index: bath\.isbn"):
        cataloguing.look_up(librarian, NOLI)
    outside.refuses = False
    app.library_settings.set(head, "lookup_sru", f"{outside.address}/books/OL7353617M.json")
    with pytest.raises(Unreachable, match="is not SRU"):
        cataloguing.look_up(librarian, NOLI)


@rules
def test_what_nobody_knows_and_what_is_no_isbn(
    cataloguing: CataloguingService, librarian: Actor, outside: Lookups
) -> None:
    with pytest.raises(NotFound, match=r"ISBN 9789712700002, .* knew no book"):
        cataloguing.look_up(librarian, "9789712700002")
    asked = len(outside.asked)
    for text in ("", "12345", "9789710810471"):
        with pytest.raises(InvalidInput):
            cataloguing.look_up(librarian, text)
    assert len(outside.asked) == asked


@rules
def test_a_kiosk_looks_nothing_up(cataloguing: CataloguingService, kiosk: Actor, outside: Lookups) -> None:
    for verb in (
        lambda: cataloguing.look_up(kiosk, FOX),
        lambda: cataloguing.plan(kiosk),
        lambda: cataloguing.last_title(kiosk),
        lambda: cataloguing.call_numbers(kiosk, TitleDraft("x")),
        lambda: cataloguing.record(kiosk, 1),
    ):
        with pytest.raises(Denied):
            verb()
    assert outside.asked == []


@rules
@pytest.mark.parametrize("address", ["ftp://x", "https://me:secret@example.org", "openlibrary.org", 5])
def test_an_address_that_can_not_be_is_refused(app: App, head: Actor, address: object) -> None:
    with pytest.raises(InvalidInput):
        app.library_settings.set(head, "lookup_open_library", address)


@rules
def test_an_sru_server_without_an_address_can_not_be_asked(app: App, head: Actor) -> None:
    with pytest.raises(InvalidInput, match="once its address is set"):
        app.library_settings.set(head, "lookup_sources", ["sru"])
    with pytest.raises(InvalidInput):
        app.library_settings.set(head, "lookup_sources", ["open-library", "open-library"])


def _add(
    app: App, actor: Actor, title: str, call: str, *, author: str = "", subjects: tuple[str, ...] = ()
) -> int:
    draft = TitleDraft(
        title,
        contributors=(Contributor(author),) if author else (),
        subjects=subjects,
        publisher="Rex",
        year=2001,
    )
    number = f"A{abs(hash((title, call))) % 10**9}"
    return app.catalog.add_title(actor, draft, [BookDraft(number, call_number=call)]).value.title_id


def test_titles_that_are_here_already_are_named(
    app: App, cataloguing: CataloguingService, librarian: Actor
) -> None:
    draft = TitleDraft("Fox", identifiers=(TitleIdentifier("isbn", FOX, FOX),))
    mine = app.catalog.add_title(librarian, draft).value.title_id
    assert cataloguing.look_up(librarian, FOX).here == (mine,)


def test_the_last_title_is_ones_own(app: App, librarian: Actor, head: Actor) -> None:
    assert app.cataloguing.last_title(librarian) is None
    mine = _add(app, librarian, "Mine", "FIC A1")
    _add(app, head, "Theirs", "FIC A2")
    last = app.cataloguing.last_title(librarian)
    assert last is not None and last.id == mine
    assert [book.call_number for book in last.books] == ["FIC A1"]
    gone = app.catalog.sheet(librarian, mine)
    app.catalog.delete_title(librarian, mine, gone.version)
    assert app.cataloguing.last_title(librarian) is None


def test_a_call_number_stands_beside_its_neighbours(app: App, librarian: Actor) -> None:
    for title in ("One", "Two"):
        _add(app, librarian, title, f"FIL 959.9 C76 19{len(title)}1 c.1", subjects=("Philippines--History",))
    _add(app, librarian, "Own", "FIL 959.902 Ag1 1990", author="Agoncillo, Teodoro", subjects=("Katipunan",))
    _add(app, librarian, "Other", "813.54 K25", subjects=("Cats",))
    draft = TitleDraft(
        "New",
        contributors=(Contributor("AGONCILLO, Teodoro"),),
        subjects=("philippines--history",),
        year=2020,
    )
    offers = app.cataloguing.call_numbers(librarian, draft)
    assert [(one.call_number, one.titles, one.same_author) for one in offers] == [
        ("FIL 959.9 2020", 2, False),
        ("FIL 959.902 Ag1 2020", 1, True),
    ]
    assert offers[0].subjects == ("philippines--history",)
    assert app.cataloguing.call_numbers(librarian, TitleDraft("Nothing alike")) == ()


MARC = "=LDR  00000nam\\a2200000\\i\\4500\n=245  10$aNoli\n=777  0\\$tOn no form"


@rules
def test_a_record_is_kept_with_its_title_and_an_undo_brings_the_one_before_back(
    app: App, librarian: Actor
) -> None:
    saved = app.catalog.add_title(librarian, TitleDraft("Noli"), marc=MARC).value
    kept = app.cataloguing.record(librarian, saved.title_id)
    assert kept is not None and restored(kept).first("777") is not None
    other = MARC.replace("On no form", "Another")
    changed = app.catalog.change_title(librarian, saved.title_id, 1, TitleDraft("Noli 2"), other)
    assert b"Another" in (app.cataloguing.record(librarian, saved.title_id) or b"")
    app.undo.undo(librarian, changed.act_id)
    assert app.cataloguing.record(librarian, saved.title_id) == kept
    assert app.catalog.sheet(librarian, saved.title_id).draft.title == "Noli"
    app.catalog.change_title(librarian, saved.title_id, 3, TitleDraft("Noli 3"))
    assert app.cataloguing.record(librarian, saved.title_id) == kept, "who says nothing of it leaves it"


@rules
@pytest.mark.parametrize(
    "text", ["", "=245  10$aNoli", "=LDR  00000nam\\a2200000\\i\\450\\\n=200  1\\$aNoli\n=210  \\\\$ax"]
)
def test_a_record_that_can_not_be_read_again_is_not_kept(app: App, librarian: Actor, text: str) -> None:
    with pytest.raises(InvalidInput):
        app.catalog.add_title(librarian, TitleDraft("Noli"), marc=text)
