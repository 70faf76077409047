"""``clms cache`` as people at a terminal and scripts use it."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app import cli
from tests.app.cache.inspecting.filling import address_of, empty, fill, mixed
from tests.servers import redis_servers

Run = Callable[..., tuple[int, Any, str]]


@pytest.fixture(scope="module", params=["single", "cluster"])
def ports(request: pytest.FixtureRequest) -> Iterator[list[int]]:
    with contextlib.ExitStack() as stack:
        if request.param == "single":
            yield [stack.enter_context(redis_servers.single())]
        else:
            yield stack.enter_context(redis_servers.cluster())[:3]


@pytest.fixture
def run(
    ports: list[int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> Run:
    """``run("ls", "--json")``: the exit code, what was printed (as JSON where asked for), and stderr."""
    empty(address_of(*ports))
    monkeypatch.setenv("CLMS_DATA_DIR", str(tmp_path / "data"))
    if len(ports) == 1:
        monkeypatch.setenv("REDIS_HOST", "127.0.0.1")
        monkeypatch.setenv("REDIS_PORT", str(ports[0]))
    else:
        monkeypatch.setenv("REDIS_ENABLE_CLUSTER", "true")
        monkeypatch.setenv("REDIS_CLUSTER_NODES", ",".join(f"127.0.0.1:{port}" for port in ports))
    fill(address_of(*ports), [*mixed(400), ("SET", b"raw:\xff\\", '{"a": 1}')])

    def _run(*words: str) -> tuple[int, Any, str]:
        code = cli.main(["cache", *words])
        told = capsys.readouterr()
        return code, json.loads(told.out) if "--json" in words else told.out, told.err

    return _run


def test_branches_and_keys_are_listed(run: Run) -> None:
    code, told, _ = run("ls", "--fast", "--json")
    assert code == 0
    assert {each["branch"]: each["keys"] for each in told} == {
        "students": 200, "book": 160, "student": 20, "queue": 20, "raw": 1,
    }  # fmt: skip
    code, told, _ = run("ls", "--fast")
    assert code == 0 and "401" in told and "students:" in told
    code, told, _ = run("ls", "raw", "--fast", "--keys", "--json")
    assert (code, told) == (0, {"keys": ["raw:\\xff\\\\"], "more": False})
    assert run("ls", "--layer", "memory", "--json")[:2] == (0, [])


def test_a_key_is_shown_as_its_type_wants(run: Run) -> None:
    code, told, _ = run("get", "raw:\\xff\\\\")
    assert code == 0 and "string (embstr)" in told and '"a": 1' in told and "no end" in told
    code, told, _ = run("get", "student:20", "--json")
    assert code == 0 and {each["at"]: each["value"] for each in told["elements"]} == {
        "name": "Ana",
        "grade": "7",
    }
    assert run("get", "gone:1")[0] == 1 and run("get", "a\\q")[0] == 2


def test_keys_are_removed_after_a_dry_run(run: Run) -> None:
    code, told, said = run("del", "--branch", "book", "--dry-run", "--json")
    assert (code, told["done"], told["dry_run"]) == (0, 160, True) and "160 keys" in said
    code, told, _ = run("del", "--branch", "book", "--reason", "a test")
    assert code == 0 and "160 keys removed" in told
    code, told, _ = run("del", "raw:\\xff\\\\", "student:20", "--json")
    assert (code, told["done"]) == (0, 2)
    assert run("del")[0] == 2
    code, told, _ = run("ls", "--fast", "--json")
    assert {each["branch"] for each in told} == {"students", "student", "queue"}


def test_layers_are_told_and_emptied(run: Run, ports: list[int]) -> None:
    code, told, _ = run("stats")
    assert code == 0 and told.count("slots") == len(ports) and "clms:1:" in told
    for what in ("redis", "table", "titles", "title:7", "all"):
        assert run("flush", what)[0] == 0, what
    assert run("flush", "nothing")[0] == 2
    code, told, _ = run("ls", "--fast", "--json")
    assert sum(each["keys"] for each in told if not each["branch"].startswith("clms")) == 401


def test_without_an_api_node_nothing_can_be_loaded(run: Run) -> None:
    code, _, said = run("warm")
    assert code == 1 and "API node" in said
