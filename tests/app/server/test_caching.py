"""Answers from the cache: never older than a write, never to somebody who may not see them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from app.bootstrap import App, build_on
from app.database.engine import Database
from app.domain.actors import Actor, Role
from app.server.kernel import Api
from app.server.node import Node, open_node
from app.server.options import ServerOptions
from app.server.routes import table
from tests.app.server.client import Client
from tests.app.server.conftest import NO_LIMITS, PASSWORD
from tests.app.server.test_metrics import prometheus

on_a_file = pytest.mark.parametrize("engine_name", ["sqlite"])
_NOLI = {"title": "Noli Me Tangere", "copies": [{"accession_number": "GS1", "collection": "Fiction"}]}


@pytest.fixture
def title(signed_in: Client) -> int:
    """A title with a copy."""
    added = signed_in.ask("POST", "/api/titles", _NOLI)
    return int(added.json["value"]["title_id"])


@pytest.fixture
def elsewhere(
    app: App, library_url: str, options: ServerOptions, loop: asyncio.AbstractEventLoop, signed_in: Client
) -> Iterator[Client]:
    """The same person at another node of the same library."""
    with (
        build_on(Database(library_url, pool_size=5), bcrypt_rounds=4) as other,
        open_node(other, options, NO_LIMITS) as node,
    ):
        yield Client(Api(node, table()), loop, signed_in.token)


def _loads(node: Node) -> int:
    return sum(tally.loads for tally in node.app.cache.tallies.values())


@on_a_file
@pytest.mark.parametrize(
    "path",
    [
        "/api/titles",
        "/api/titles/{title}",
        "/api/titles/search",
        "/api/titles/facets",
        "/api/books/by-number/GS1",
    ],
)
def test_a_second_answer_comes_from_memory_and_is_the_same(
    signed_in: Client, node: Node, title: int, path: str
) -> None:
    query = {"text": "noli"} if "search" in path or "facets" in path else {}
    path = path.replace("{title}", str(title))
    first = signed_in.ask("GET", path, query=query)
    assert first.status == 200, first.body
    before = _loads(node)
    second = signed_in.ask("GET", path, query=query)
    assert (second.body, second.headers["etag"]) == (first.body, first.headers["etag"])
    assert _loads(node) == before
    known = signed_in.ask("GET", path, query=query, headers={"if-none-match": first.headers["etag"]})
    assert (known.status, known.body) == (304, b"")


@on_a_file
def test_a_loan_is_seen_at_once_on_the_sheet_and_in_every_list(
    signed_in: Client, student: dict[str, int], title: int
) -> None:
    def seen() -> tuple[str, int, int]:
        sheet = signed_in.ask("GET", f"/api/titles/{title}").json["books"][0]["status"]
        page = signed_in.ask("GET", "/api/titles").json["rows"][0]["available"]
        free = signed_in.ask("GET", "/api/titles", query={"availability": "AVAILABLE"}).json["rows"]
        return sheet, page, len(free)

    assert seen() == ("AVAILABLE", 1, 1)
    lent = signed_in.ask(
        "POST", "/api/loans", {"student_id": student["student_id"], "accession_number": "GS1"}
    )
    assert lent.status in (200, 201), lent.body
    assert seen() == ("LOANED", 0, 0)


def test_a_search_of_known_parts_is_made_at_once_and_asked_again_it_is_kept(
    signed_in: Client, node: Node, student: dict[str, int], title: int
) -> None:
    def found(text: str, limit: int, **headers: str) -> Any:
        answer = signed_in.ask(
            "GET", "/api/titles/search", query={"text": text, "limit": limit}, headers=headers
        )
        assert answer.status == 200, answer.body
        return answer

    signed_in.ask("POST", "/api/titles", {"title": "Noli, retold"})
    first = found("noli", 50)
    before = _loads(node)
    made = found("NOLI", 40)
    assert (made.body, made.headers["etag"]) == (first.body, first.headers["etag"])
    assert [row["title"] for row in found("Noli", 1).json["rows"]] == [first.json["rows"][0]["title"]]
    assert _loads(node) == before
    assert found("NOLI", 40).body == first.body
    assert _loads(node) == before + 1, "kept as a whole from its second time on"
    assert found("NOLI", 40).body == first.body
    assert _loads(node) == before + 1
    signed_in.ask("POST", "/api/loans", {"student_id": student["student_id"], "accession_number": "GS1"})
    assert {row["id"]: row["available"] for row in found("nOLI", 50).json["rows"]}[title] == 0
    signed_in.ask("POST", "/api/titles", {"title": "Noli, told again"})
    assert len(found("nOLi", 50).json["rows"]) == 3


@on_a_file
def test_a_page_of_patrons_is_made_at_once_when_their_order_is_known(
    signed_in: Client, node: Node, student: dict[str, int]
) -> None:
    for name in ("Abad", "Cruz", "Reyes", "Santos"):
        draft = {"family_name": name, "given_name": "Juan", "grade": "7", "section": "Rizal"}
        assert signed_in.ask("POST", "/api/students", draft).status == 201

    def page(limit: int, after: str | None = None) -> Any:
        query = {"limit": limit} | ({} if after is None else {"after": after})
        answer = signed_in.ask("GET", "/api/students", query=query)
        true = signed_in.ask("GET", "/api/students", query=query, headers={"cache-control": "no-store"})
        assert answer.json == true.json
        return answer.json

    for limit in (20, 21):
        page(limit)
    before = _loads(node)
    found = page(2)
    while (cursor := found["cursor"]) is not None:
        found = page(2, cursor)
    assert _loads(node) == before
    changed = {"family_name": "Zulueta", "given_name": "Juan", "grade": "7", "section": "Rizal"}
    assert signed_in.ask("POST", "/api/students", changed).status == 201
    assert page(3)["rows"] != page(22)["rows"]
    assert page(23)["rows"][-1]["name"] == "Zulueta, Juan"


@on_a_file
def test_what_may_not_be_asked_is_refused_where_parts_are_known(signed_in: Client, title: int) -> None:
    assert signed_in.ask("GET", "/api/titles/search", query={"text": "noli"}).status == 200
    for wrong in ({"limit": "x"}, {"nonsense": "1"}, {"fields": "nonsense"}):
        answer = signed_in.ask("GET", "/api/titles/search", query={"text": "NOLI", **wrong})
        assert answer.status in (400, 422), answer.body
    chosen = signed_in.ask("GET", "/api/titles/search", query={"text": "NOLI", "fields": "total"})
    assert set(chosen.json) == {"total"}


@on_a_file
def test_a_search_that_is_posted_is_kept_by_what_it_asks_for(
    signed_in: Client, student: dict[str, int], node: Node
) -> None:
    def found(**query: Any) -> list[str]:
        answer = signed_in.ask("POST", "/api/students/search", query)
        assert (answer.status, answer.headers["cache-control"]) == (200, "no-store")
        return [row["name"] for row in answer.json["rows"]]

    assert found(query="dela") == ["Dela Cruz, Juan"]
    assert found(query="reyes") == []
    before = _loads(node)
    assert (found(query="dela"), found(query="reyes")) == (["Dela Cruz, Juan"], [])
    assert _loads(node) == before
    signed_in.ask("POST", "/api/students", {"family_name": "Reyes", "given_name": "Ana"})
    assert found(query="reyes") == ["Reyes, Ana"]


@on_a_file
def test_whoever_may_not_see_patrons_gets_another_answer(
    signed_in: Client,
    student: dict[str, int],
    title: int,
    user: Callable[..., Actor],
    node: Node,
    loop: asyncio.AbstractEventLoop,
) -> None:
    signed_in.ask("POST", "/api/loans", {"student_id": student["student_id"], "accession_number": "GS1"})
    assert signed_in.ask("GET", f"/api/titles/{title}").json["books"][0]["borrower"] == "Dela Cruz, Juan"
    user(Role.KIOSK, "Kiosk")
    kiosk = Client(Api(node, table()), loop)
    kiosk.login("kiosk", PASSWORD)
    for _ in range(2):
        assert kiosk.ask("GET", f"/api/titles/{title}").json["books"][0]["borrower"] is None
        assert signed_in.ask("GET", f"/api/titles/{title}").json["books"][0]["borrower"] == "Dela Cruz, Juan"
    assert kiosk.ask("GET", "/api/students").status == 403


def test_a_writer_reads_its_own_write_at_another_node(
    signed_in: Client, elsewhere: Client, title: int
) -> None:
    before = elsewhere.ask("GET", f"/api/titles/{title}")
    assert before.json["draft"]["title"] == "Noli Me Tangere"
    assert elsewhere.ask("GET", f"/api/titles/{title}").body == before.body
    changed = signed_in.ask(
        "PUT",
        f"/api/titles/{title}",
        {"title": "The Social Cancer"},
        headers={"if-match": before.headers["etag"]},
    )
    position = changed.headers["clms-position"]
    after = elsewhere.ask("GET", f"/api/titles/{title}", headers={"clms-position": position})
    assert after.json["draft"]["title"] == "The Social Cancer"


@on_a_file
def test_that_a_title_does_not_exist_is_remembered_until_it_does(
    signed_in: Client, node: Node, title: int
) -> None:
    missing = f"/api/titles/{title + 1}"
    first = signed_in.ask("GET", missing)
    before = _loads(node)
    second = signed_in.ask("GET", missing)
    assert (first.status, second.status) == (404, 404)
    assert first.json["details"] == second.json["details"]
    assert _loads(node) == before
    signed_in.ask("POST", "/api/titles", {"title": "El Filibusterismo"})
    assert signed_in.ask("GET", missing).status == 200


@on_a_file
def test_each_layer_tells_what_it_answered(signed_in: Client, title: int) -> None:
    for _ in range(3):
        signed_in.ask("GET", f"/api/titles/{title}")
    told = prometheus(signed_in.ask("GET", "/metrics").body.decode())
    assert told['clms_cache_hits_total{layer="memory",namespace="title"}'] == 2
    assert told['clms_cache_misses_total{layer="memory",namespace="title"}'] == 1
    assert told['clms_cache_loads_total{namespace="title"}'] == 1
    assert 100 < told["clms_cache_bytes"] < told["clms_cache_most_bytes"] == 100_000_000


@on_a_file
@pytest.mark.parametrize("position", ["999999999", "x", "-1", "9" * 40])
def test_a_position_of_nonsense_harms_nobody(signed_in: Client, title: int, position: str) -> None:
    assert signed_in.ask("GET", f"/api/titles/{title}", headers={"clms-position": position}).status == 200
