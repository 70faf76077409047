"""A node over the library of a test, and clients of it."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.bootstrap import App, build
from app.domain.accounts import UserDraft
from app.domain.actors import Actor, Role
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.members import StudentDraft
from app.server.gate import Limits
from app.server.kernel import Api
from app.server.limits import NoLimit
from app.server.node import Node, open_node
from app.server.options import ServerOptions
from app.server.routes import table
from app.settings import Settings
from tests.app.server.client import Client

KEY = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-_"
PASSWORD = "reading is a quiet joy"
NO_LIMITS = Limits(NoLimit(), NoLimit(), NoLimit())


@pytest.fixture
def options() -> ServerOptions:
    """What the nodes of tests are started with."""
    return ServerOptions(keys=(KEY,), connections=5)


@pytest.fixture
def loop() -> Iterator[asyncio.AbstractEventLoop]:
    """The event loop requests are served on."""
    made = asyncio.new_event_loop()
    yield made
    made.close()


@pytest.fixture
def node(app: App, options: ServerOptions) -> Iterator[Node]:
    """A node that counts nobody's requests."""
    with open_node(app, options, NO_LIMITS) as opened:
        yield opened


@pytest.fixture
def client(node: Node, loop: asyncio.AbstractEventLoop) -> Client:
    """A client nobody signed in at."""
    return Client(Api(node, table()), loop)


@pytest.fixture
def user(app: App) -> Callable[..., Actor]:
    """``user(Role.LIBRARIAN, "Lia")``: somebody with a password who may sign in as ``lia``."""
    boss: list[Actor] = []

    def make(role: Role, name: str) -> Actor:
        if not boss:
            app.accounts.create_first_user("First", password=PASSWORD)
            boss.append(app.accounts.sign_in("first", PASSWORD))
        made = app.accounts.add(boss[0], UserDraft(name, role), PASSWORD).value
        return Actor(made.id, made.name, made.role, "TEST", made.branch_id)

    return make


@pytest.fixture
def signed_in(client: Client, user: Callable[..., Actor]) -> Client:
    """The client with a head librarian, Helena, signed in."""
    user(Role.HEAD_LIBRARIAN, "Helena")
    client.login("helena", PASSWORD)
    return client


@pytest.fixture
def student(signed_in: Client) -> Any:
    """A patron, added through the API."""
    draft = {"family_name": "Dela Cruz", "given_name": "Juan", "grade": "7", "section": "Rizal"}
    return signed_in.ask("POST", "/api/students", draft).json["value"]


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with a library that has two users, a patron and copies."""
    folder = tmp_path_factory.mktemp("served")
    with build(Settings(data_dir=folder, bcrypt_rounds=4)) as app:
        app.accounts.create_first_user("Maria Santos", password=PASSWORD)
        actor = app.accounts.sign_in("maria.santos", PASSWORD)
        app.accounts.add(actor, UserDraft("Lia Reyes", Role.LIBRARIAN), PASSWORD)
        app.students.add(actor, StudentDraft("Dela Cruz", "Juan"))
        copies = [BookDraft(f"A-{number}") for number in range(3)]
        app.catalog.add_title(actor, TitleDraft("Noli Me Tangere"), copies)
    return folder
