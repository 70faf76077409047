"""Tokens of programs and devices: issued once, narrowed by scopes, ended."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from app.bootstrap import App
from app.domain.actors import Actor, Role
from tests.app.server.client import Client
from tests.app.server.conftest import PASSWORD

_KIOSK = {"name": "Kiosk at the door", "role": "kiosk", "scopes": ["attendance"]}


def _issue(client: Client, draft: dict[str, Any], **headers: str) -> Any:
    answer = client.ask("POST", "/api/tokens", draft, headers=headers)
    assert answer.status == 201, answer.body
    return answer.json


def test_a_kiosk_comes_in_by_its_token_and_no_further_than_its_scopes(
    app: App, signed_in: Client, student: Any
) -> None:
    card = {"number": "C-1001"}
    signed_in.ask("POST", f"/api/students/{student['student_id']}/cards", card)
    issued = _issue(signed_in, _KIOSK)
    with app.core.database.read() as connection:
        everything = connection.execute(text("SELECT * FROM api_tokens")).all()
        outcomes = connection.execute(text("SELECT outcome FROM acts")).all()
    assert issued["value"]["secret"] not in f"{everything} {outcomes}"

    kiosk = Client(signed_in.api, signed_in.loop, issued["value"]["secret"])
    me = kiosk.ask("GET", "/api/auth/me").json
    assert (me["id"], me["name"], me["permissions"]) == (None, "Kiosk at the door", ["attendance"])
    visit = kiosk.ask("POST", "/api/visits/scan", {"card": "C-1001"})
    assert visit.status == 200
    assert kiosk.ask("GET", "/api/titles").status == 403  # the role may, the scopes leave it out
    assert kiosk.ask("GET", "/api/students").status == 403
    assert kiosk.ask("POST", f"/api/acts/{visit.json['act_id']}/undo").status == 403
    assert kiosk.ask("POST", "/api/auth/logout").json["code"] == "no_session"
    with app.core.database.read() as connection:
        who = connection.execute(
            text("SELECT actor, workstation, actor_id FROM acts WHERE kind = 'visit_scan'")
        ).one()
    assert tuple(who) == ("Kiosk at the door", "Kiosk at the door", None)

    ended = signed_in.ask("DELETE", f"/api/tokens/{issued['value']['token_id']}")
    assert ended.status == 200
    assert kiosk.ask("GET", "/api/auth/me").status == 401
    (line,) = signed_in.ask("GET", "/api/tokens").json
    assert line["ended_at"] is not None and "digest" not in line and "secret" not in line


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_secret_is_shown_once(signed_in: Client) -> None:
    first = _issue(signed_in, _KIOSK, **{"idempotency-key": "issue-kiosk-1"})
    again = _issue(signed_in, _KIOSK, **{"idempotency-key": "issue-kiosk-1"})
    assert again["replayed"] and again["value"]["secret"] is None
    assert again["value"]["token_id"] == first["value"]["token_id"]
    kiosk = Client(signed_in.api, signed_in.loop, first["value"]["secret"])
    assert kiosk.ask("GET", "/api/auth/me").status == 200


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    ("change", "status", "field"),
    [
        ({"role": "admin"}, 403, "role"),
        ({"scopes": ["edit_users"]}, 422, "scopes"),
        ({"scopes": ["fly"]}, 422, "scopes[0]"),
        ({"name": " "}, 422, "name"),
        ({"expires_at": "2020-01-01T00:00:00Z"}, 422, "expires_at"),
        ({"expires_at": "2030-01-01T00:00:00"}, 422, "expires_at"),
    ],
)
def test_what_no_token_can_be(signed_in: Client, change: dict[str, Any], status: int, field: str) -> None:
    answer = signed_in.ask("POST", "/api/tokens", {**_KIOSK, **change})
    assert (answer.status, answer.json["details"]["field"]) == (status, field), answer.body


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_a_token_expires_by_itself(app: App, signed_in: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    soon = datetime.now(UTC) + timedelta(hours=1)
    secret = _issue(signed_in, {**_KIOSK, "expires_at": soon.isoformat()})["value"]["secret"]
    kiosk = Client(signed_in.api, signed_in.loop, secret)
    assert kiosk.ask("GET", "/api/auth/me").status == 200
    monkeypatch.setattr(type(app.core.clock), "now", lambda _: soon)
    signed_in.api._node.gate._grants.clear()
    assert kiosk.ask("GET", "/api/auth/me").status == 401


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_only_those_who_manage_users_issue_tokens(client: Client, user: Callable[..., Actor]) -> None:
    user(Role.LIBRARIAN, "Lia")
    client.login("lia", PASSWORD)
    assert client.ask("POST", "/api/tokens", _KIOSK).status == 403
    assert client.ask("GET", "/api/tokens").status == 403
    stranger = Client(client.api, client.loop, "clms_" + "x" * 43)
    assert stranger.ask("GET", "/api/auth/me").status == 401
