"""What is cached beside the database, by real API nodes: compared, probed, loaded anew; and their memories."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from app.bootstrap import App, build
from app.domain.actors import Actor, Role
from app.domain.api_tokens import ApiTokenDraft, new_secret
from app.domain.cached_answers import PATHS, path_of
from app.domain.health import Target, TargetKind
from app.domain.key_views import Layer
from app.domain.redis_address import RedisAddress
from app.errors import Refused
from app.monitoring.inside.api_memory import api_memories, fresh_answer
from app.server.caching import Patrons
from app.server.node import Node
from app.server.routes import bindings
from app.services.cache_truth import CacheTruthService
from app.settings import Settings
from tests.app.server.client import Client
from tests.app.server.conftest import PASSWORD
from tests.app.server.served import Served, serving
from tests.servers import redis_servers

TOKEN = new_secret()
OPS = Actor(None, "Ops", Role.OPERATOR, "PC-1")


class Around:
    """An API node of two processes on Redis, its library opened here too."""

    def __init__(self, app: App, served: Served) -> None:
        self.app = app
        self.served = served
        self.targets = (Target("api-1", TargetKind.API, f"http://127.0.0.1:{served.port}"),)
        self.truth = CacheTruthService(app.core, app.redis, app.cache_inspector, self._answers)

    def _answers(self, path: str, keep: bool) -> bytes:
        return fresh_answer(self.targets, self.served.token, path, keep=keep)

    def key(self, name: str) -> bytes:
        return f"{self.app.cache_inspector.namespace(OPS)}{name}".encode()

    def change_past_the_program(self, title: str) -> None:
        """As somebody with a client of the database does."""

        def work(connection: object) -> None:
            connection.exec_driver_sql(f"UPDATE titles SET title = '{title}'")  # type: ignore[attr-defined]

        self.app.core.database.write(work)


@pytest.fixture
def around(library: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Around]:
    with contextlib.ExitStack() as stack:
        port = stack.enter_context(redis_servers.single())
        monkeypatch.setenv("REDIS_HOST", "127.0.0.1")
        monkeypatch.setenv("REDIS_PORT", str(port))
        served = stack.enter_context(serving(library))
        served.token = TOKEN
        address = RedisAddress((("127.0.0.1", port),))
        settings = Settings(data_dir=library, bcrypt_rounds=4, redis_host="127.0.0.1", redis_port=port)
        app = stack.enter_context(build(settings))
        assert app.redis == address
        maria = app.accounts.sign_in("maria.santos", PASSWORD)
        if not app.api_tokens.list(maria):
            app.api_tokens.issue(maria, ApiTokenDraft("The watch", Role.OPERATOR), TOKEN)
        yield Around(app, served)


def test_a_value_that_was_changed_past_the_program_is_found_and_loaded_anew(around: Around) -> None:
    around.change_past_the_program("Noli Me Tangere")
    for path in ("/api/titles?limit=5", "/api/titles/choices"):
        assert around.served.ask("GET", path)[0] == 200
    page = around.key("titles:page?limit=5")
    assert around.truth.compare(OPS, page).same
    around.change_past_the_program("El Filibusterismo")
    found = around.truth.compare(OPS, page)
    assert not found.same
    assert ("rows[0].title", "Noli Me Tangere", "El Filibusterismo") in [
        (each.path, each.cached, each.fresh) for each in found.differences
    ]
    probe = around.truth.probe(OPS)
    assert (probe.compared, probe.stale, probe.skipped) == (2, 1, 0) and probe.low < 0.5 < probe.high
    assert ("rows[].title", 1) in probe.fields
    around.truth.reload(OPS, page, reason="it was old")
    assert around.truth.compare(OPS, page).same
    (copy,) = around.app.cache_inspector.key(OPS, page).copies
    assert copy.layer is Layer.REDIS
    around.change_past_the_program("Noli Me Tangere")


def test_values_are_loaded_before_somebody_asks(around: Around) -> None:
    done = around.truth.warm(OPS, ("titles:page?limit=7", "title:1", "title:999999")).value
    assert (done.loaded, done.failed) == (2, 1)
    assert around.app.cache_inspector.key(OPS, around.key("titles:page?limit=7")).own
    done = around.truth.warm(OPS).value
    assert done.loaded >= 4
    with pytest.raises(Refused):
        around.truth.warm(OPS, ("titles:search!0123",))


def test_how_old_values_may_be_is_told_in_words(around: Around) -> None:
    around.truth.warm(OPS, ("titles:page", "titles:choices", "title:1"))
    budgets = {each.namespace: each for each in around.truth.staleness(OPS)}
    assert budgets["titles"].untold_s == 3_600 and budgets["titles"].values == 2
    assert "within 40 ms" in budgets["title"].words and "up to 1 h" in budgets["title"].words


def test_every_process_of_a_node_tells_its_memory(around: Around) -> None:
    for _ in range(20):
        around.served.ask("GET", "/api/titles/count")
    (node,) = api_memories(around.targets, around.served.token, 10)
    assert node.processes == 2 and len(node.seen) == 2 and not node.trouble
    names = {entry.name for look in node.seen for entry in look.entries}
    assert names == {"titles:count"} and sum(len(look.reads) for look in node.seen) >= 1
    (refused,) = api_memories(around.targets, "", 10)
    assert "operator" in refused.trouble and refused.seen == ()


def test_what_is_none_of_the_programs_values_is_not_compared(around: Around) -> None:
    with redis.Redis(port=around.app.redis.nodes[0][1]) as client:
        client.set("other:1", "x")
        client.set(around.key("titles:page?x=1"), "x")
    for key in (b"other:1", around.key("titles:page?x=1"), around.key("titles:search!00")):
        with pytest.raises(Refused):
            around.truth.compare(OPS, key)


@pytest.mark.parametrize("engine_name", ["sqlite"])
def test_only_who_may_operate_can_pass_the_cache_by(
    node: Node, client: Client, user: object, engine_name: str
) -> None:
    user(Role.LIBRARIAN, "Lia Reyes")  # type: ignore[operator]
    client.login("lia.reyes", PASSWORD)
    loads = [_loads(node, client, wish) for wish in ("no-cache", "no-cache", "no-store")]
    assert loads == [1, 1, 1]
    user(Role.OPERATOR, "Ops")  # type: ignore[operator]
    client.login("ops", PASSWORD)
    assert [_loads(node, client, wish) for wish in ("no-cache", "no-cache", "no-store")] == [2, 3, 3]


def _loads(node: Node, client: Client, wish: str) -> int:
    """How often the cache loaded, after another question."""
    assert client.ask("GET", "/api/titles", headers={"cache-control": wish}).status == 200
    return sum(tally.loads for tally in node.app.cache.tallies.values())


def test_the_path_of_every_answer_that_leaves_the_process_is_known() -> None:
    served = {}
    for binding in bindings():
        cached = binding.route.cached
        if cached is not None and cached.patrons is not Patrons.ALWAYS and binding.route.method == "GET":
            served[cached.name] = re.sub(r"\{\w+\}", "{}", binding.route.path)
    assert served == PATHS
    assert path_of("titles:page?limit=5&sort=title") == "/api/titles?limit=5&sort=title"
    assert path_of("book:A 1/2") == "/api/books/by-number/A%201%2F2"
    for name in ("title:1#named", "titles:search!0f", "student:7", "nothing", "title"):
        assert path_of(name) is None
