"""Every route: who gets past the door, and whether the description is true and whole."""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import re
from collections.abc import Callable
from typing import Any

import msgspec
import pytest

from app import bootstrap, library
from app.bootstrap import SERVICES, App
from app.domain.actors import Actor, Role
from app.server.binding import Binding
from app.server.kernel import Api
from app.server.node import Node
from app.server.route import Access
from app.server.routes import NOUNS, UNSERVED, bindings, table
from tests.app.server.client import Client
from tests.app.server.conftest import PASSWORD

on_a_file = pytest.mark.parametrize("engine_name", ["sqlite"])

OF_ONESELF = {
    "sessions_list",
    "sessions_end",
    "sessions_end_all",
    "auth_logout",
    "accounts_get",
    "accounts_set_password",
}
"""Routes whose answer depends on whose thing is asked for; test_signing_in asks them."""

_NOBODY = 999_999


def _path(binding: Binding) -> str:
    """The path with numbers that belong to nothing."""
    values = {name: _NOBODY if "int" in str(kind) else "nothing" for name, kind in binding.path}
    return re.sub(r"\{(\w+)\}", lambda found: str(values[found[1]]), binding.route.path)


def _ask(client: Client, binding: Binding) -> Any:
    route = binding.route
    headers = {"if-match": '"1"'} if binding.version else {}
    if binding.takes_bytes:
        return client.ask(
            route.method, _path(binding), content=b"x", headers={**headers, "content-type": route.media[0]}
        )
    if binding.body is not None:
        return client.ask(route.method, _path(binding), route.example or {}, headers=headers)
    return client.ask(route.method, _path(binding), query=route.example or {}, headers=headers)


@on_a_file
def test_each_role_gets_where_its_route_says_and_nowhere_else(
    node: Node, loop: asyncio.AbstractEventLoop, user: Callable[..., Actor]
) -> None:
    api = Api(node, table())
    callers: dict[Role | None, Client] = {None: Client(api, loop)}
    for role in Role:
        user(role, f"The {role.value}")
        callers[role] = Client(api, loop)
        callers[role].login(f"the.{role.value}", PASSWORD)
    wrong = []
    for binding in bindings():
        if binding.route.operation_id in OF_ONESELF:
            continue
        for role, client in callers.items():
            answer = _ask(client, binding)
            expected = 401 if role is None else 403
            shut = answer.status in (401, 403) and binding.route.needs is not Access.PUBLIC
            if shut is binding.route.open_to(role) or (shut and answer.status != expected):
                wrong.append(f"{binding.route.method} {binding.route.path} as {role}: {answer.status}")
            if answer.status >= 500 or answer.status in (400, 405):
                wrong.append(f"{binding.route.method} {binding.route.path}: {answer.body!r}")
    assert wrong == []


def test_every_public_verb_has_a_route_or_a_reason() -> None:
    public = {
        f"{noun}.{verb}"
        for noun in SERVICES
        for verb, _ in inspect.getmembers(service_type(noun), inspect.isfunction)
        if not verb.startswith("_")
    }
    served = {verb for binding in bindings() for verb in binding.route.verbs}
    assert served <= public, "a route names a verb that is none"
    assert public - served - set(UNSERVED) == set(), "neither a route nor a reason in UNSERVED"
    assert set(UNSERVED) <= public - served, "a reason for what is served, or is no verb"


def service_type(noun: str) -> type[Any]:
    """The class behind a service of the App, by the annotation of its property."""
    name = inspect.getattr_static(App, noun).func.__annotations__["return"]
    source = inspect.getsource(bootstrap) + inspect.getsource(library)
    (line,) = re.findall(rf"^    from (\S+) import {name}$", source, re.MULTILINE)[:1]
    kind: type[Any] = getattr(importlib.import_module(line), name)
    return kind


def test_every_route_has_a_decision_a_summary_and_words() -> None:
    for binding in bindings():
        route = binding.route
        assert isinstance(route.needs, Access) or route.permissions
        assert 3 <= len(route.summary) <= 60 and not route.summary.endswith(".")
        assert binding.doc, f"{route.path} has no docstring"
    names = [binding.route.operation_id for binding in bindings()]
    assert sorted(set(names)) == sorted(names)


def test_every_example_can_be_sent_as_it_is() -> None:
    for binding in bindings():
        if binding.body is not None:
            required = [each.name for each in msgspec.structs.fields(binding.body) if each.required]
            assert binding.route.example is not None or not required, f"{binding.route.path} has no example"
            msgspec.json.decode(json.dumps(binding.route.example or {}), type=binding.body)
        elif binding.route.example is not None:
            msgspec.convert(binding.route.example, binding.query, strict=False)


@on_a_file
def test_the_description_is_whole(client: Client) -> None:
    whole = client.ask("GET", "/openapi.json").json
    assert whole["openapi"] == "3.1.0"
    for binding in bindings():
        operation = whole["paths"][binding.route.path][binding.route.method.lower()]
        named = {each["name"] for each in operation["parameters"] if each["in"] == "path"}
        assert named == set(re.findall(r"\{(\w+)\}", binding.route.path))
    assert "prefixItems" not in json.dumps(whole)  # which hardly a program that makes clients understands
    references = set(re.findall(r'"#/components/schemas/([^"]+)"', json.dumps(whole)))
    assert references <= set(whole["components"]["schemas"])
    assert all(re.fullmatch(r"[\w.-]+", name) for name in whole["components"]["schemas"])


@on_a_file
def test_the_page_for_people_needs_nothing_from_outside(client: Client) -> None:
    answer = client.ask("GET", "/docs")
    text = answer.body.decode()
    assert not re.search(r"<script|<link|<img|@import|url\(|https?://", text)
    assert "style-src 'sha256-" in answer.headers["content-security-policy"]
    for binding in bindings():
        assert f"<code>{binding.route.path}</code>" in text
    for noun in NOUNS:
        assert f">{noun.NOUN.name}</h2>" in text
