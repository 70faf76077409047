"""What holds for every route: problems, headers, tags, keys, versions, chosen fields, limits of size."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from collections.abc import Callable
from typing import Any

import pytest

from app.bootstrap import App
from app.database.tables import stored_files
from app.domain.actors import Actor, Role
from app.domain.file_places import FilePlaces
from app.server.node import Node
from app.server.route import Place
from app.storage.files import FileStore
from app.storage.places import Places
from tests.app.server.client import Client
from tests.app.server.conftest import PASSWORD
from tests.servers.s3 import S3Server

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])

_DRAFT = {"family_name": "Reyes", "given_name": "Ana", "grade": "8"}


def test_a_problem_says_what_happened_and_what_to_do(signed_in: Client) -> None:
    answer = signed_in.ask("GET", "/api/students/99999", headers={"x-request-id": "from-nginx-0001"})
    assert answer.status == 404
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.headers["x-request-id"] == answer.json["request_id"] == "from-nginx-0001"
    assert answer.json["code"] == "not_found" and answer.json["status"] == 404
    assert answer.json["details"] == {"student_id": 99999}


def test_a_request_id_of_strange_characters_is_not_passed_on(client: Client) -> None:
    assert "\n" not in client.ask("GET", "/live", headers={"x-request-id": "a\nb: c"}).headers["x-request-id"]


@pytest.mark.parametrize(
    ("method", "path", "status", "code"),
    [
        ("GET", "/api/nothing", 404, "no_such_path"),
        ("GET", "/api/students/1/nothing", 404, "no_such_path"),
        ("PATCH", "/api/students", 405, "method_not_allowed"),
        ("GET", "/api/students", 401, "not_signed_in"),
    ],
)
def test_what_is_not_there(client: Client, method: str, path: str, status: int, code: str) -> None:
    answer = client.ask(method, path)
    assert (answer.status, answer.json["code"]) == (status, code)
    if status == 405:
        assert answer.headers["allow"] == "GET, POST"
    if status == 401:
        assert answer.headers["www-authenticate"].startswith("Bearer")


def test_head_is_get_without_a_body(client: Client) -> None:
    answer = client.ask("HEAD", "/live")
    assert (answer.status, answer.body) == (200, b"")
    assert int(answer.headers["content-length"]) > 0


def test_headers_that_keep_browsers_safe(client: Client) -> None:
    for path in ("/live", "/api/nothing", "/docs"):
        headers = client.ask("GET", path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "default-src 'none'" in headers["content-security-policy"]
        assert "strict-transport-security" not in headers
        assert "access-control-allow-origin" not in headers
    assert "strict-transport-security" in client.ask("GET", "/live", scheme="https").headers


@pytest.mark.parametrize(
    ("query", "status", "field"),
    [
        ({"limi": "2"}, 422, None),
        ({"limit": "0"}, 422, "limit"),
        ({"limit": "many"}, 422, "limit"),
        ({"kind": "TEACHER"}, 422, "kind"),
        ({"after": "[1"}, 422, None),
        ({"sort": "shoe size"}, 422, "sort"),
        ({"fields": "name,shoe_size"}, 422, "fields"),
        ({"fields": "name,"}, 422, "fields"),
        ({"fields": " "}, 422, "fields"),
        ({"after": '[["a"], 1]'}, 422, None),
        ({"after": '["a", 9223372036854775808]'}, 422, None),
        ({"limit": ["1", "2"]}, 400, "limit"),
    ],
)
def test_a_query_that_cant_be_used(
    signed_in: Client, query: dict[str, str], status: int, field: str | None
) -> None:
    answer = signed_in.ask("GET", "/api/students", query=query)
    assert answer.status == status, answer.body
    assert answer.json.get("details", {}).get("field") == field


@pytest.mark.parametrize(
    ("content", "kind", "status", "code"),
    [
        (b"{", "application/json", 400, "malformed"),
        (b'{"family_name": "\xff"}', "application/json", 400, "malformed"),
        (b"[]", "application/json", 422, "invalid_input"),
        (b'{"family_name": 7, "given_name": "A"}', "application/json", 422, "invalid_input"),
        (
            b'{"family_name": "A", "given_name": "A", "shoe_size": 40}',
            "application/json",
            422,
            "invalid_input",
        ),
        (b"family_name=A", "application/x-www-form-urlencoded", 415, "unsupported_type"),
        (b" " * 1_000_001, "application/json", 413, "too_large"),
    ],
)
def test_a_body_that_cant_be_used(
    signed_in: Client, content: bytes, kind: str, status: int, code: str
) -> None:
    answer = signed_in.ask("POST", "/api/students", content=content, headers={"content-type": kind})
    assert (answer.status, answer.json["code"]) == (status, code)


def test_a_body_that_comes_in_parts_and_never_says_how_much(signed_in: Client) -> None:
    parts = [b" " * 400_000] * 3
    answer = signed_in.ask(
        "POST", "/api/students", content=parts, headers={"content-type": "application/json"}
    )
    assert answer.status == 413


def test_pages_by_key_reach_everybody_once(signed_in: Client) -> None:
    for number in range(7):
        signed_in.ask("POST", "/api/students", {"family_name": f"Reyes {number % 3}", "given_name": "Ana"})
    seen: list[int] = []
    query: dict[str, Any] = {"limit": 3, "fields": "id"}
    while True:
        page = signed_in.ask("GET", "/api/students", query=query).json
        assert all(set(row) == {"id"} for row in page["rows"])
        seen += [row["id"] for row in page["rows"]]
        if page["cursor"] is None:
            break
        query["after"] = page["cursor"]
    assert len(seen) == 7 == len(set(seen))


def test_what_the_client_has_is_not_sent_again(signed_in: Client, student: Any) -> None:
    path = f"/api/students/{student['student_id']}"
    first = signed_in.ask("GET", path)
    assert first.headers["cache-control"] == "private, no-cache"
    again = signed_in.ask("GET", path, headers={"if-none-match": f'"other", W/{first.headers["etag"]}'})
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    signed_in.ask(
        "PUT", f"{path}/status", {"status": "INACTIVE"}, headers={"if-match": first.headers["etag"]}
    )
    changed = signed_in.ask("GET", path, headers={"if-none-match": first.headers["etag"]})
    assert changed.status == 200 and changed.json["draft"]["status"] == "INACTIVE"


def test_an_edit_names_the_version_it_edits(signed_in: Client, student: Any) -> None:
    path = f"/api/students/{student['student_id']}"
    tag = signed_in.ask("GET", path).headers["etag"]
    assert signed_in.ask("PUT", path, _DRAFT).status == 428
    assert signed_in.ask("PUT", path, _DRAFT, headers={"if-match": "*"}).status == 428
    assert signed_in.ask("PUT", path, _DRAFT, headers={"if-match": '"abc"'}).status == 400
    done = signed_in.ask("PUT", path, _DRAFT, headers={"if-match": tag})
    assert done.status == 200 and done.json["value"]["version"] == student["version"] + 1
    late = signed_in.ask("PUT", path, {**_DRAFT, "grade": "9"}, headers={"if-match": tag})
    assert (late.status, late.json["code"]) == (412, "stale")
    bare = signed_in.ask("PUT", path, _DRAFT, headers={"if-match": f'"{student["version"] + 1}"'})
    assert bare.status == 200


def test_the_same_key_once_more_does_nothing(app: App, signed_in: Client) -> None:
    headers = {"idempotency-key": "add-ana-reyes-1"}
    first = signed_in.ask("POST", "/api/students", _DRAFT, headers=headers)
    again = signed_in.ask("POST", "/api/students", _DRAFT, headers=headers)
    assert (first.status, again.status) == (201, 201)
    assert (first.json["replayed"], again.json["replayed"]) == (False, True)
    assert first.json["value"] == again.json["value"]
    assert signed_in.ask("GET", "/api/students/count").json["value"] == 1
    other = signed_in.ask("POST", "/api/students/1/cards", {"number": "C-1"}, headers=headers)
    assert (other.status, other.json["code"]) == (409, "key_reused")
    assert signed_in.ask("POST", "/api/students", _DRAFT, headers={"idempotency-key": "short"}).status == 400


def test_a_scan_that_is_sent_many_times_at_once_lends_once(signed_in: Client, student: Any) -> None:
    title = {"title": "Noli Me Tangere", "copies": [{"accession_number": "A-1"}]}
    assert signed_in.ask("POST", "/api/titles", title).status == 201
    scan = {"student_id": student["student_id"], "accession_number": "A-1"}
    answers = signed_in.ask_at_once(8, "POST", "/api/loans", scan, {"idempotency-key": "scan-of-desk-1-0001"})
    assert [answer.status for answer in answers] == [201] * 8
    assert len({answer.json["value"]["loan_id"] for answer in answers}) == 1
    assert sorted(answer.json["replayed"] for answer in answers) == [False] + [True] * 7
    assert signed_in.ask("GET", "/api/loans/count").json["value"] == 1


def test_a_key_for_another_act_of_the_same_kind_is_refused(signed_in: Client, student: Any) -> None:
    key = {"idempotency-key": "end-of-a-session-1"}
    session = signed_in.login("helena", PASSWORD)["session_id"]
    assert signed_in.ask("DELETE", f"/api/sessions/{session}", headers=key).status == 200
    signed_in.login("helena", PASSWORD)
    device = {"asset_number": "LT-01", "name": "Laptop 1", "type": "LAPTOP", "session_minutes": 60}
    equipment_id = signed_in.ask("POST", "/api/equipment", device).json["value"]["equipment_id"]
    begun = {"student_id": student["student_id"], "minutes": 60}
    started = signed_in.ask("POST", f"/api/equipment/{equipment_id}/sessions", begun).json["value"]
    path = f"/api/equipment-sessions/{started['session_id']}/end"
    answer = signed_in.ask("POST", path, {}, headers=key)
    assert (answer.status, answer.json["code"]) == (409, "key_reused")


@pytest.mark.parametrize("after", ["Maria Santos", "-5", "9" * 30, "[1, 2]"])
def test_a_position_in_what_was_found_is_a_number(signed_in: Client, after: str) -> None:
    answer = signed_in.ask("GET", "/api/titles", query={"text": "noli", "after": after})
    assert (answer.status, answer.json["code"]) == (422, "bad_cursor")


def test_another_users_key_shows_nothing_of_theirs(signed_in: Client, user: Any) -> None:
    headers = {"idempotency-key": "add-somebody-1"}
    first = signed_in.ask("POST", "/api/students", _DRAFT, headers=headers).json
    user(Role.LIBRARIAN, "Lia")
    signed_in.login("lia", PASSWORD)
    second = signed_in.ask("POST", "/api/students", {**_DRAFT, "given_name": "Bea"}, headers=headers).json
    assert not second["replayed"] and second["value"]["student_id"] != first["value"]["student_id"]


def test_a_photo_goes_in_and_comes_out_as_it_is(signed_in: Client, student: Any) -> None:
    picture = b"\x89PNG\r\n\x1a\n" + b"\0" * 40
    path = f"/api/students/{student['student_id']}/photo"
    assert signed_in.ask("PUT", path, content=picture, headers={"content-type": "text/html"}).status == 415
    assert signed_in.ask("PUT", path, content=picture, headers={"content-type": "image/png"}).status == 200
    digest = signed_in.ask("GET", f"/api/students/{student['student_id']}").json["photo_digest"]
    photo = signed_in.ask("GET", f"/api/photos/{digest}")
    assert (photo.headers["content-type"], photo.body) == ("image/png", picture)
    again = signed_in.ask("GET", f"/api/photos/{digest}", headers={"if-none-match": photo.headers["etag"]})
    assert again.status == 304
    for answer in (photo, again):  # another photo has another address
        assert answer.headers["cache-control"] == "private, max-age=2592000, immutable"
    assert "content-length" not in again.headers
    assert signed_in.ask("DELETE", path).status == 200


def test_photos_in_a_bucket_come_out_alike_and_nothing_else_fails_while_it_is_away(
    signed_in: Client, student: Any, app: App, places_of: Callable[[str], FilePlaces], s3_server: S3Server
) -> None:
    app.students._files = FileStore(stored_files, Places(places_of("s3"), lambda: "library"))
    picture, png = b"\x89PNG\r\n\x1a\n" + b"\0" * 40, {"content-type": "image/png"}
    path = f"/api/students/{student['student_id']}"
    program = signed_in.ask("PUT", f"{path}/photo", content=b"MZ" + picture, headers=png)
    assert program.status == 422
    assert signed_in.ask("PUT", f"{path}/photo", content=picture, headers=png).status == 200
    digest = signed_in.ask("GET", path).json["photo_digest"]
    photo = signed_in.ask("GET", f"/api/photos/{digest}")
    assert (photo.headers["content-type"], photo.body) == ("image/png", picture)
    assert photo.headers["cache-control"] == "private, max-age=2592000, immutable"
    s3_server.kill()
    gone = signed_in.ask("GET", f"/api/photos/{digest}")
    assert (gone.status, gone.json["code"]) == (503, "files_unreachable")
    assert signed_in.ask("PUT", f"{path}/photo", content=picture + b"2", headers=png).status == 503
    assert signed_in.ask("GET", path).json["photo_digest"] == digest


def test_a_bug_tells_the_client_nothing_but_where_to_look(
    signed_in: Client, monkeypatch: pytest.MonkeyPatch, app: App
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError("secret inner words")

    monkeypatch.setattr(app.core.database, "read", fail)
    answer = signed_in.ask("GET", "/api/students")
    monkeypatch.undo()
    assert answer.status == 500
    assert answer.json["code"] == "broken" and answer.json["request_id"] in answer.json["hint"]
    assert b"secret" not in answer.body


def test_more_than_can_be_served_soon_is_told_to_come_again(signed_in: Client, node: Node) -> None:
    node.queued[Place.POOL] = node.most_waiting
    answer = signed_in.ask("GET", "/api/students")
    assert (answer.status, answer.json["code"]) == (503, "overloaded")
    assert answer.headers["retry-after"] == "1"
    assert signed_in.ask("GET", "/live").status == 200
    node.queued[Place.POOL] = 0


def test_acts_that_hang_keep_no_reads_waiting(signed_in: Client, node: Node, library_url: str) -> None:
    """As with a primary whose disk is full: acts wait for as long as they are let, and whoever reads notices nothing."""
    loop = signed_in.loop
    assert signed_in.ask("GET", "/api/students").status == 200, "who asks is known from now on"
    held = sqlite3.connect(library_url.removeprefix("sqlite:///"), isolation_level=None)
    with contextlib.closing(held):
        held.execute("BEGIN IMMEDIATE")
        drafts = [
            {"family_name": f"Reyes {number}", "given_name": "Ana"}
            for number in range(3 * node.options.threads)
        ]
        acts = [loop.create_task(signed_in.exchange("POST", "/api/students", draft)) for draft in drafts]
        loop.run_until_complete(asyncio.wait(acts, timeout=0))
        assert node.queued[Place.ACTS] == len(acts)
        read = loop.run_until_complete(signed_in.exchange("GET", "/api/students", None))
        assert (read.status, node.queued[Place.ACTS]) == (200, len(acts))
        held.execute("ROLLBACK")
        done = loop.run_until_complete(asyncio.gather(*acts))
    assert {each.status for each in done} == {201}


def test_a_role_that_may_not_is_refused_before_anything_is_read(client: Client, user: Any) -> None:
    user(Role.KIOSK, "Door")
    client.login("door", PASSWORD)
    answer = client.ask("POST", "/api/students", content=b"{", headers={"content-type": "application/json"})
    assert (answer.status, answer.json["code"]) == (403, "denied")


def test_the_actor_of_a_write_is_who_signed_in_where(signed_in: Client, app: App, librarian: Actor) -> None:
    act = signed_in.ask("POST", "/api/students", _DRAFT).json
    (line,) = [each for each in app.undo.recent(librarian) if each.act_id == act["act_id"]]
    assert (line.actor, line.workstation) == ("Helena", "TEST")
