"""Imports over the API: a list is sent, its preview looked at, imported as it was shown, and taken back."""

from __future__ import annotations

from typing import Any

import pytest

from app.bootstrap import App
from app.domain.actors import Role
from app.domain.jobs import JobState
from app.server.route import Content
from app.server.routes import bindings
from tests.app.server.client import Client, Response
from tests.app.server.conftest import PASSWORD
from tests.app.services.test_uploading import LIST, carry_out

pytestmark = pytest.mark.parametrize("engine_name", ["sqlite"])

_AS_CSV = {"content-type": "text/csv"}


def _send(client: Client, content: bytes | list[bytes] = LIST, **headers: str) -> Response:
    return client.ask(
        "POST",
        "/api/uploads",
        content=content,
        query={"name": "books.csv", "kind": "books"},
        headers={**_AS_CSV, **headers},
    )


def _previewed(app: App, client: Client) -> tuple[str, dict[str, Any], dict[str, str]]:
    """Place of an upload, what is told of it, and the header that names its preview."""
    sent = _send(client)
    assert sent.status == 201, sent.body
    place = f"/api/uploads/{sent.json['value']['upload_id']}"
    assert client.ask("GET", place).json["state"] == "preparing"
    assert carry_out(app) is JobState.DONE
    told = client.ask("GET", place)
    return place, told.json, {"if-match": told.headers["etag"]}


def test_a_list_is_sent_looked_at_imported_and_taken_back(app: App, signed_in: Client) -> None:
    place, told, shown = _previewed(app, signed_in)
    assert told["state"] == "ready" and told["name"] == "books.csv"
    preview = told["preview"]
    assert preview["counts"] == {
        "create": 2, "attach": 1, "change": 0, "skip": 0, "conflict": 1, "refused": 1
    }  # fmt: skip
    assert [(offer["name"], offer["rows"], offer["chosen"]) for offer in preview["repairs"]] == [
        ("isbn_zeros", 1, True)
    ]
    query = {"verdicts": ["refused", "conflict"]}
    refused = signed_in.ask("GET", f"{place}/rows", query=query).json["rows"]
    assert [(row["line"], row["reason"]) for row in refused] == [
        (5, "There is no accession number."), (6, "Line 2 has the same number.")
    ]  # fmt: skip
    page = signed_in.ask("GET", f"{place}/rows", query={"limit": 2}).json
    rest = signed_in.ask("GET", f"{place}/rows", query={"after": page["cursor"]}).json
    assert [row["line"] for row in page["rows"] + rest["rows"]] == [2, 3, 4, 5, 6]
    early = signed_in.ask("GET", f"{place}/result")
    assert (early.status, early.json["code"]) == (409, "not_done")

    assert signed_in.ask("POST", f"{place}/import").status == 428
    key = {**shown, "idempotency-key": "import-of-monday"}
    asked = signed_in.ask("POST", f"{place}/import", headers=key)
    assert asked.status == 201, asked.body
    again = signed_in.ask("POST", f"{place}/import", headers=key)
    assert again.json["replayed"] and again.json["value"] == asked.json["value"]
    busy = signed_in.ask("POST", f"{place}/import", headers=shown)
    assert (busy.status, busy.json["code"]) == (409, "busy")
    assert signed_in.ask("DELETE", place).status == 409
    assert carry_out(app) is JobState.DONE
    result = signed_in.ask("GET", f"{place}/result").json
    assert (result["state"], result["titles"], result["counts"]["create"]) == ("DONE", 2, 2)
    file = signed_in.ask("GET", f"{place}/report")
    assert file.headers["content-type"] == "text/csv" and b"Line 2 has the same number." in file.body
    assert signed_in.ask("GET", "/api/books/by-number/A3").json["deleted_at"] is None

    batch = f"/api/imports/{result['batch_id']}"
    assert signed_in.ask("GET", batch).json["file_name"] == "books.csv"
    once = {"idempotency-key": "undo-of-monday"}
    undone = signed_in.ask("POST", f"{batch}/undo", headers=once)
    assert undone.status == 200 and undone.json["value"]["removed"] == 3
    repeated = signed_in.ask("POST", f"{batch}/undo", headers=once)
    assert repeated.json["replayed"] and repeated.json["value"] == undone.json["value"]
    assert signed_in.ask("POST", f"{batch}/undo").json["code"] == "already_undone"
    assert [each["state"] for each in signed_in.ask("GET", "/api/imports").json["rows"]] == ["UNDONE"]
    assert signed_in.ask("GET", "/api/books/by-number/A3").json["deleted_at"] is not None
    assert signed_in.ask("DELETE", place).status == 204
    assert signed_in.ask("GET", place).status == 404


def test_what_changed_since_the_preview_is_told_with_a_fresh_one(app: App, signed_in: Client) -> None:
    place, told, shown = _previewed(app, signed_in)
    signed_in.ask("POST", "/api/titles", {"title": "Meanwhile", "copies": [{"accession_number": "A3"}]})
    assert signed_in.ask("POST", f"{place}/import", headers=shown).status == 201
    assert carry_out(app) is JobState.FAILED
    result = signed_in.ask("GET", f"{place}/result")
    assert (result.status, result.json["code"]) == (409, "library_changed")
    assert result.json["detail"].startswith(
        "The library changed since this preview was made: 1 instead of 2 to create"
    )
    fresh = signed_in.ask("GET", place)
    assert fresh.json["state"] == "ready" and fresh.json["error"]["code"] == "library_changed"
    assert fresh.json["preview"]["counts"]["create"] == 1
    assert fresh.json["version"] > told["version"]
    old = signed_in.ask("POST", f"{place}/import", headers=shown)
    assert (old.status, old.json["code"]) == (412, "stale")
    assert signed_in.ask("POST", f"{place}/import", headers={"if-match": fresh.headers["etag"]}).status == 201
    assert carry_out(app) is JobState.DONE
    assert signed_in.ask("GET", place).json["state"] == "imported"


def test_what_is_sent_has_bounds(app: App, signed_in: Client) -> None:
    assert _send(signed_in, **{"content-type": "application/json"}).status == 415
    large = [b"x" * 1_000_000] * 34
    assert _send(signed_in, large).status == 413
    assert _send(signed_in, b"").status == 422
    first = _send(signed_in, **{"idempotency-key": "the-same-once-more"})
    again = _send(signed_in, **{"idempotency-key": "the-same-once-more"})
    assert again.json["replayed"] and again.json["value"] == first.json["value"]
    for _ in range(4):
        assert _send(signed_in).status == 201
    many = _send(signed_in)
    assert (many.status, many.json["code"]) == (409, "too_many_uploads")
    assert len(signed_in.ask("GET", "/api/uploads").json) == 5


def test_nobody_else_sees_what_was_sent(app: App, signed_in: Client, user: Any) -> None:
    place, _, shown = _previewed(app, signed_in)
    user(Role.ADMIN, "Ada")
    user(Role.LIBRARIAN, "Lia")
    seen = {}
    for name in ("ada", "lia"):
        other = Client(signed_in.api, signed_in.loop)
        other.login(name, PASSWORD)
        seen[name] = [
            other.ask("GET", place).status,
            other.ask("GET", f"{place}/rows").status,
            other.ask("GET", f"{place}/report").status,
            other.ask("POST", f"{place}/import", headers=shown).status,
        ]
    assert seen == {"ada": [200, 200, 200, 201], "lia": [403] * 4}, "who looks after jobs may"


def test_a_file_is_described_with_its_types(engine_name: str) -> None:
    (sent,) = (each for each in bindings() if each.route.operation_id == "imports_add")
    assert sent.takes_bytes and sent.body is None and sent.query is not None
    assert sent.route.media[0] == "text/csv" and sent.answer is not Content
