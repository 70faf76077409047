"""Whatever is done to the library, what the cache says is what the database says: act after act and, in the long run,
each undone and done again."""

from __future__ import annotations

import asyncio
import csv
import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import App, build_on
from app.database.engine import Database
from app.domain.actors import Actor, Role
from app.domain.catalog import BookDraft, BookStatus, Contributor, TitleDraft
from app.domain.loans import LoanQuery
from app.domain.members import BlockScope, Contact, ContactKind, PatronStatus, StudentDraft
from app.domain.paging import Window
from app.errors import ClmsError
from app.server.kernel import Api
from app.server.node import open_node
from app.server.options import ServerOptions
from app.server.routes import table
from app.services import plan_file
from tests.app.server.client import Client
from tests.app.server.conftest import NO_LIMITS, PASSWORD

_LATE = datetime.now(UTC) + timedelta(days=20)
_ASKED: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("GET", "/api/titles", {}),
    ("GET", "/api/titles", {"sort": "-title", "limit": 3}),
    ("GET", "/api/titles", {"availability": "AVAILABLE"}),
    ("GET", "/api/titles", {"collection": "Fiction"}),
    ("GET", "/api/titles/count", {}),
    ("GET", "/api/titles/count", {"text": "river"}),
    ("GET", "/api/titles/count", {"collection": "Fiction", "availability": "AVAILABLE"}),
    *(
        ("GET", "/api/titles/search", {"text": text})
        for text in ("river", "noli", "gs00", "new1", "rizal", "im1")
    ),
    ("GET", "/api/titles/search", {"text": "RIVER", "limit": 2}),
    ("GET", "/api/titles/search", {"text": "River", "sort": "-title"}),
    ("GET", "/api/titles", {"text": "river"}),
    ("GET", "/api/titles/suggest", {"text": "riv"}),
    ("GET", "/api/titles/suggest", {"text": "RIV", "limit": 3}),
    ("GET", "/api/titles/facets", {"text": "river"}),
    ("GET", "/api/titles/facets", {"text": ""}),
    ("GET", "/api/titles/choices", {}),
    *(("GET", f"/api/titles/{number}", {}) for number in range(1, 9)),
    *(("GET", f"/api/books/by-number/{number}", {}) for number in ("GS001", "GS002", "GS003", "NEW1", "IM1")),
    ("GET", "/api/students", {}),
    ("GET", "/api/students/count", {}),
    *(("GET", f"/api/students/{number}", {}) for number in range(1, 5)),
    ("POST", "/api/students/search", {"query": "cruz"}),
    ("POST", "/api/students/search", {"query": "C-9"}),
)


class Truth:
    """The same questions to a node that caches and one that does not."""

    def __init__(self, cached: Client, fresh: Client) -> None:
        self.cached = cached
        self.fresh = fresh

    def check(self, after: str) -> None:
        """Both say the same."""
        for method, path, asked in _ASKED:
            body, query = (None, asked) if method == "GET" else (asked, None)
            said, true = (client.ask(method, path, body, query=query) for client in (self.cached, self.fresh))
            assert (said.status, _content(said)) == (true.status, _content(true)), (
                f"{path} {asked} after {after}"
            )


def _content(answer: Any) -> Any:
    content = answer.json
    return {**content, "request_id": ""} if answer.status != 200 else content


@pytest.fixture
def boss(signed_in: Client, user: Callable[..., Actor]) -> Actor:
    """Somebody who may do everything."""
    actor = user(Role.ADMIN, "Ada")
    signed_in.login("ada", PASSWORD)
    return actor


@pytest.fixture
def truth(
    signed_in: Client, boss: Actor, library_url: str, options: ServerOptions, loop: asyncio.AbstractEventLoop
) -> Iterator[Truth]:
    """Both nodes."""
    with (
        build_on(Database(library_url, pool_size=5), bcrypt_rounds=4, cache_bytes=0) as other,
        open_node(other, options, NO_LIMITS) as node,
    ):
        yield Truth(signed_in, Client(Api(node, table()), loop, signed_in.token))
        assert not any(tally.memory for tally in other.cache.tallies.values())


class Acts:
    """Every kind of act that changes what is asked for, in an order in which each may be done."""

    def __init__(self, app: App, actor: Actor, folder: Path) -> None:
        self.app = app
        self.actor = actor
        self.folder = folder
        self._numbers = itertools.count(1)

    def new(self, start: str) -> str:
        """A number nobody ever had."""
        return f"{start}{next(self._numbers)}"

    def version(self, title_id: int) -> int:
        """Of a title now."""
        return self.app.catalog.sheet(self.actor, title_id).version

    def student(self, student_id: int) -> int:
        """The version of a patron now."""
        return self.app.students.get(self.actor, student_id).version

    def _loan(self) -> int:
        page = self.app.circulation.list(self.actor, LoanQuery(), Window())
        return max(row.id for row in page.rows)

    def all(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        """Name and act."""
        yield from self._desk()
        yield from self._catalogue()
        yield from self._patrons()
        yield from self._in_bulk()

    def _desk(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        circulation, holds, me = self.app.circulation, self.app.holds, self.actor
        yield "check-out", lambda: circulation.check_out(me, 1, "GS001")
        yield "renewal", lambda: circulation.renew(me, self._loan(), due_by_hand=_LATE)
        yield "hold", lambda: holds.place(me, 2, 1)
        yield "check-in for a hold", lambda: circulation.check_in(me, "GS001")
        yield "check-out of what was held", lambda: circulation.check_out(me, 2, "GS001")
        yield "check-in", lambda: circulation.check_in(me, "GS001", damaged=True)
        yield "check-out on a day", lambda: circulation.check_out(me, 1, "GS002", due_by_hand=_LATE)

    def _catalogue(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        catalog, me = self.app.catalog, self.actor
        noli = TitleDraft("Noli Me Tangere", contributors=(Contributor("Rizal, José"),), year=1887)
        yield (
            "new title",
            lambda: catalog.add_title(me, noli, [BookDraft(self.new("GS01"), collection="Fiction")]),
        )
        yield "changed title", lambda: catalog.change_title(me, 2, self.version(2), noli)
        yield "new copy", lambda: catalog.add_book(me, 2, BookDraft(self.new("NEW"), collection="Fiction"))
        for name, draft in (
            ("changed copy", BookDraft("GS003", collection="Filipiniana", location="Shelf 9")),
            ("copy in repair", BookDraft("GS003", status=BookStatus.REPAIR)),
            ("copy with another number", BookDraft("IM1")),
        ):
            yield name, lambda draft=draft: catalog.change_book(me, 3, self._book(3), draft)
        yield "deleted copy", lambda: catalog.delete_book(me, 3, self._book(3))
        yield "restored copy", lambda: catalog.restore_book(me, 3)
        yield "deleted title", lambda: catalog.delete_title(me, 3, self.version(3))
        yield "restored title", lambda: catalog.restore_title(me, 3)

    def _book(self, book_id: int) -> int:
        return next(
            book.version
            for title_id in range(1, 6)
            for book in self.app.catalog.sheet(self.actor, title_id).books
            if book.id == book_id
        )

    def _patrons(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        students, me = self.app.students, self.actor
        yield "new patron", lambda: students.add(me, StudentDraft("Cruz", "Pedro", grade="9"))
        renamed = StudentDraft("Santos", "Juan", grade="8", section="Luna", alert="Call home")
        yield "renamed borrower", lambda: students.change(me, 1, self.student(1), renamed)
        yield "new card", lambda: students.issue_card(me, 1, self.new("C-9"))
        yield "lost card", lambda: students.lose_card(me, self._card(), "On the bus")
        yield "contacts", lambda: students.set_contacts(me, 1, [Contact(ContactKind.GUARDIAN, "0917", "Ana")])
        yield "block", lambda: students.block(me, 1, [BlockScope.CIRC], "Talk first")
        yield "photo", lambda: students.set_photo(me, 1, b"\x89PNG\r\n\x1a\n" + b"\0" * 40)
        yield "status", lambda: students.set_status(me, 2, self.student(2), PatronStatus.INACTIVE)
        yield "deleted patron", lambda: students.delete(me, 3, self.student(3))
        yield "restored patron", lambda: students.restore(me, 3)

    def _card(self) -> int:
        return self.app.students.get(self.actor, 1).cards[-1].id

    def _in_bulk(self) -> Iterator[tuple[str, Callable[[], Any]]]:
        yield (
            "import",
            lambda: self._import(["IM2", "River of imports", "Reyes, Ana"], ["IM3", "Noli", "Rizal"]),
        )
        yield "second import", lambda: self._import(["IM2", "River renamed", "Reyes, Ana"])
        yield "erased patron", lambda: self.app.personal_data.erase(self.actor, 3)

    def _import(self, *rows: list[str]) -> Any:
        path = self.folder / "list.csv"
        with path.open("w", newline="") as file:
            csv.writer(file).writerows([["Barcode", "Title", "Author"], *rows])
        preview = self.app.importing.preview(self.actor, path)
        return self.app.importing.apply(self.actor, preview.plan)


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_the_cache_says_what_the_database_says(
    app: App,
    boss: Actor,
    truth: Truth,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
) -> None:
    monkeypatch.setattr(plan_file, "root", lambda: tmp_path)
    for number in range(1, 6):
        draft = BookDraft(f"GS00{number}", collection="Fiction" if number % 2 else "", item_type="FICTION")
        app.catalog.add_title(boss, TitleDraft(f"River {number}"), [draft])
    for name in ("Juan", "Maria", "Jose"):
        app.students.add(boss, StudentDraft("Dela Cruz", name, grade="7", section="Rizal"))
    truth.check("the beginning")
    for name, act in Acts(app, boss, tmp_path).all():
        receipt = act()
        truth.check(name)
        if not request.config.getoption("--long"):
            continue
        try:
            app.undo.undo(boss, receipt.act_id)
        except (ClmsError, AttributeError):
            continue  # it can't be undone
        truth.check(f"{name}, undone")
        act()
        truth.check(f"{name}, again")
