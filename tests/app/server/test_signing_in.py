"""Signing in over the API, on each engine: tokens, renewal, copied tokens, signing out, limits."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import update

from app.bootstrap import App, build_on
from app.cache import freshness
from app.database.engine import Database
from app.database.tables import api_sessions
from app.domain.accounts import UserDraft
from app.domain.actors import Actor, Role
from app.domain.audit import AuditQuery
from app.domain.paging import Window
from app.domain.sessions import IDLE_FOR, REPEAT_FOR
from app.server.gate import Limits
from app.server.kernel import Api
from app.server.limits import Buckets, NoLimit
from app.server.node import Node, open_node
from app.server.options import ServerOptions
from app.server.routes import table
from tests.app.server.client import Client
from tests.app.server.conftest import NO_LIMITS, PASSWORD


def _me(client: Client) -> int:
    return client.ask("GET", "/api/auth/me").status


def _refresh(client: Client, token: str) -> Any:
    return client.ask("POST", "/api/auth/refresh", {"refresh_token": token})


def _age(app: App, by: timedelta) -> None:
    """Let every session have been renewed so much earlier."""
    with app.core.database.read() as connection:
        rows = connection.execute(api_sessions.select()).all()

    def work(connection: Any) -> None:
        for row in rows:
            one = update(api_sessions).where(api_sessions.c.id == row.id)
            connection.execute(one.values(renewed_at=row.renewed_at - by))

    app.core.database.write(work)


def test_in_renewed_and_out(app: App, client: Client, user: Callable[..., Actor]) -> None:
    user(Role.LIBRARIAN, "Lia")
    signed = client.login("LIA", PASSWORD, "front-desk")
    assert (signed["token_type"], signed["expires_in"]) == ("Bearer", 900)
    me = client.ask("GET", "/api/auth/me").json
    assert (me["name"], me["role"]) == ("Lia", "librarian") and "edit_users" not in me["permissions"]
    (session,) = client.ask("GET", f"/api/users/{me['id']}/sessions").json
    assert session["device"] == "front-desk"

    renewed = _refresh(client, signed["refresh_token"]).json
    assert renewed["refresh_token"] != signed["refresh_token"]
    assert renewed["session_id"] == signed["session_id"]
    repeated = _refresh(client, signed["refresh_token"]).json  # the answer was lost
    assert repeated["refresh_token"] == renewed["refresh_token"]

    client.token = renewed["access_token"]
    assert client.ask("POST", "/api/auth/logout").status == 204
    assert _me(client) == 401
    client.token = signed["access_token"]  # of the same session, not yet expired
    assert _me(client) == 401
    assert _refresh(client, renewed["refresh_token"]).json["code"] == "session_ended"


def test_a_refresh_token_that_was_copied_ends_the_session(
    app: App, client: Client, user: Callable[..., Actor]
) -> None:
    helena = user(Role.HEAD_LIBRARIAN, "Helena")
    first = client.login("helena", PASSWORD)
    second = _refresh(client, first["refresh_token"]).json
    _age(app, REPEAT_FOR + timedelta(seconds=1))
    answer = _refresh(client, first["refresh_token"])
    assert (answer.status, answer.json["code"]) == (401, "token_reused")
    assert _refresh(client, second["refresh_token"]).status == 401
    assert _me(client) == 401
    lines = app.audit.list(helena, AuditQuery(action="session_reused"), Window()).rows
    assert [line.label for line in lines] == ["Helena"]


def test_a_session_nobody_renewed_has_ended(app: App, client: Client, user: Callable[..., Actor]) -> None:
    user(Role.LIBRARIAN, "Lia")
    signed = client.login("lia", PASSWORD)
    _age(app, IDLE_FOR)
    assert _refresh(client, signed["refresh_token"]).json["code"] == "session_ended"
    assert client.ask("GET", "/api/auth/me").status == 401


def test_a_new_password_and_a_switched_off_account_sign_out_everywhere(
    app: App, client: Client, user: Callable[..., Actor]
) -> None:
    helena, lia = user(Role.HEAD_LIBRARIAN, "Helena"), user(Role.LIBRARIAN, "Lia")
    client.login("lia", PASSWORD)
    assert _me(client) == 200
    app.accounts.set_password(helena, lia.user_id or 0, "another quiet joy")
    assert _me(client) == 401
    client.login("lia", "another quiet joy")
    app.accounts.deactivate(helena, lia.user_id or 0)
    assert _me(client) == 401


def test_a_role_that_was_taken_away_is_gone_from_remembered_tokens(
    app: App, client: Client, user: Callable[..., Actor]
) -> None:
    helena, lia = user(Role.HEAD_LIBRARIAN, "Helena"), user(Role.HEAD_LIBRARIAN, "Lia")
    client.login("lia", PASSWORD)
    assert client.ask("GET", "/api/users/1/sessions").status == 200
    app.accounts.change(helena, lia.user_id or 0, UserDraft("Lia", Role.LIBRARIAN))
    assert client.ask("GET", "/api/users/1/sessions").status == 403


def test_wrong_names_and_passwords_look_alike_and_make_accounts_rest(
    client: Client, user: Callable[..., Actor]
) -> None:
    user(Role.LIBRARIAN, "Lia")
    wrong = [
        client.ask("POST", "/api/auth/login", {"username": name, "password": "wrong"})
        for name in ("lia", "nobody", "lia", "lia", "lia", "lia")
    ]
    assert [each.status for each in wrong] == [401, 401, 401, 401, 401, 429]
    assert {each.json["detail"] for each in wrong[:5]} == {"The name or the password is wrong."}
    assert wrong[5].json["code"] == "locked"
    assert int(wrong[5].headers["retry-after"]) >= 10
    right = client.ask("POST", "/api/auth/login", {"username": "lia", "password": PASSWORD})
    assert right.status == 429


def test_sessions_of_others_are_for_those_who_manage_users(
    client: Client, user: Callable[..., Actor]
) -> None:
    user(Role.HEAD_LIBRARIAN, "Helena")
    lia = user(Role.LIBRARIAN, "Lia")
    helenas = client.login("helena", PASSWORD)
    client.login("lia", PASSWORD)
    assert client.ask("GET", f"/api/users/{helenas['user']['id']}/sessions").status == 403
    assert client.ask("DELETE", f"/api/sessions/{helenas['session_id']}").status == 403
    assert client.ask("DELETE", "/api/sessions/99999").status == 403
    client.token = helenas["access_token"]
    (open_one,) = client.ask("GET", f"/api/users/{lia.user_id}/sessions").json
    ended = client.ask("DELETE", f"/api/sessions/{open_one['id']}")
    assert (ended.status, ended.json["value"]) == (200, {"sessions": 1})
    assert ended.json["changed"] == ["SESSIONS"]
    assert client.ask("GET", f"/api/users/{lia.user_id}/sessions").json == []


def test_ones_own_account_is_open_to_everybody_and_others_are_not(
    client: Client, user: Callable[..., Actor]
) -> None:
    ben, lia = user(Role.LIBRARIAN, "Ben"), user(Role.KIOSK, "Lia")
    client.login("lia", PASSWORD)
    assert client.ask("GET", f"/api/users/{lia.user_id}").json["name"] == "Lia"
    assert client.ask("GET", f"/api/users/{ben.user_id}").status == 403
    new = {"password": "books smell of rain", "current": PASSWORD}
    assert client.ask("PUT", f"/api/users/{ben.user_id}/password", new).status == 403
    wrong = client.ask("PUT", f"/api/users/{lia.user_id}/password", {**new, "current": "wrong"})
    assert (wrong.status, wrong.json["code"]) == (403, "sign_in_failed")
    done = client.ask("PUT", f"/api/users/{lia.user_id}/password", new)
    assert done.status == 200 and "books" not in done.body.decode()
    assert _me(client) == 401  # a new password ends every session
    client.login("lia", "books smell of rain")


@pytest.fixture
def another(database: Database, loop: asyncio.AbstractEventLoop) -> Iterator[Client]:
    """A client of another node on the same library."""
    with ExitStack() as closing:
        again = closing.enter_context(
            build_on(Database(database.url, pool_size=3, acquire_timeout_s=30), bcrypt_rounds=4)
        )
        node = closing.enter_context(open_node(again, _options(), NO_LIMITS))
        yield Client(Api(node, table()), loop)


def _options() -> ServerOptions:
    from tests.app.server.conftest import KEY

    return ServerOptions(keys=(KEY,), connections=3)


def test_what_ends_at_one_node_ends_at_the_others_with_their_look_at_the_changes(
    client: Client, another: Client, user: Callable[..., Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(freshness, "BY_TABLE", freshness.Lease(60.0, 60.0))
    user(Role.LIBRARIAN, "Lia")
    client.login("lia", PASSWORD)
    another.token = client.token
    assert (_me(client), _me(another)) == (200, 200)
    client.ask("POST", "/api/auth/logout")
    assert (_me(client), _me(another)) == (401, 200)  # the other has not looked yet
    _node(another).app.cache.freshness.reach(_node(client).app.changes.newest_id())
    assert _me(another) == 401


def test_what_is_remembered_is_believed_only_while_nothing_else_can_have_happened(
    client: Client, user: Callable[..., Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    user(Role.LIBRARIAN, "Lia")
    client.login("lia", PASSWORD)
    node = _node(client)
    looks = node.app.cache.freshness
    assert _me(client) == 200 and node.gate.known(client.token) is not None
    monkeypatch.setattr(freshness, "BY_TABLE", freshness.Lease(0.0, 0.0))
    looks._serve_until = 0.0
    assert node.gate.known(client.token) is None
    grant = node.gate.prove(client.token)  # looks at the changes and not at the session
    assert grant is node.gate.prove(client.token) is node.gate.remembered(client.token)
    assert _me(client) == 200


def _node(client: Client) -> Node:
    return client.api._node


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_whoever_asks_too_often_waits_and_nobody_else_does(
    app: App, options: ServerOptions, loop: asyncio.AbstractEventLoop, user: Callable[..., Actor]
) -> None:
    user(Role.LIBRARIAN, "Lia")
    user(Role.LIBRARIAN, "Ben")
    clock = [0.0]
    limits = Limits(Buckets(10, 20, monotonic=lambda: clock[0]), NoLimit(), NoLimit())
    with open_node(app, options, limits) as node:
        lia, ben = Client(Api(node, table()), loop), Client(Api(node, table()), loop)
        lia.login("lia", PASSWORD)
        ben.login("ben", PASSWORD)
        answers = [lia.ask("GET", "/api/auth/me") for _ in range(22)]
        assert [each.status for each in answers] == [200] * 21 + [429]
        assert answers[-1].headers["retry-after"] == "1"
        assert _me(ben) == 200
        clock[0] += 0.1
        assert _me(lia) == 200

        assert _me(lia) == 429
        assert lia.ask("POST", "/api/auth/logout").status == 204  # somebody else may be asking with her token
        assert _me(lia) == 401


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_signing_in_again_and_again_waits_at_one_address(
    app: App, options: ServerOptions, loop: asyncio.AbstractEventLoop, user: Callable[..., Actor]
) -> None:
    user(Role.LIBRARIAN, "Lia")
    limits = Limits(NoLimit(), Buckets(1, 5, monotonic=lambda: 0.0), Buckets(10, 20, monotonic=lambda: 0.0))
    with open_node(app, options, limits) as node:
        client = Client(Api(node, table()), loop)
        body = {"username": "Lia", "password": PASSWORD}
        answers = [client.ask("POST", "/api/auth/login", body) for _ in range(7)]
        assert [each.status for each in answers] == [200] * 6 + [429]
        assert answers[-1].json["code"] == "too_many_requests"
        client.address = "192.0.2.2"
        assert client.ask("POST", "/api/auth/login", body).status == 200
