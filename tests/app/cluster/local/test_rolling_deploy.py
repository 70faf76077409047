"""Another release on a cluster under load, and any one node started anew: nobody who works on it notices.

The release before is the program under test as the cluster was started with it; the next is a wheel built of its
sources with another version and one more migration.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select, text

from app import __version__
from app.database import schema
from app.database.tables import students
from app.domain.accounts import UserDraft
from app.domain.actors import Role
from tests.app.cluster.local.conftest import PASSWORD, library_of
from tests.servers.load import Load
from tests.servers.local_cluster import Cluster, local_cluster
from tests.servers.releases import build_release, rewrite, with_migration
from tests.waiting import until

PEOPLE = 6
NEXT = "9.1.0"
NO_BACKUP = "a library of a test that goes with its cluster"


@pytest.fixture(scope="session")
def next_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the release after this one."""
    return build_release(tmp_path_factory.mktemp("next"), NEXT, with_migration())


@pytest.fixture(scope="module")
def tokens(running_cluster: Cluster) -> list[dict[str, str]]:
    """What shows who asks, of the people at work."""
    return _people(running_cluster)


def _people(cluster: Cluster) -> list[dict[str, str]]:
    """Everybody has a token: a rate is for each of them."""
    with library_of(cluster) as app:
        actor = app.accounts.sign_in("maria.santos", PASSWORD)
        for number in range(PEOPLE):
            app.accounts.add(actor, UserDraft(f"Desk {number}", Role.HEAD_LIBRARIAN), PASSWORD)
    found = []
    for number in range(PEOPLE):
        body = {"username": f"desk.{number}", "password": PASSWORD}
        status, answer = cluster.ask("POST", "/api/auth/login", body)
        assert status == 200, answer
        found.append({"Authorization": f"Bearer {answer['access_token']}"})
    return found


def _doubts(cluster: Cluster, load: Load) -> list[str]:
    with library_of(cluster) as app, app.core.database.read() as connection:
        return load.doubts(connection.execute(select(students.c.family_name)).scalars().all())


def _versions(cluster: Cluster) -> dict[str, str]:
    """What each API node says at /health, and the workers' as they were started."""
    nodes = cluster.status().values()
    told = {
        node.name: cluster.ask("GET", "/health", node=node.name)[1]["version"]
        for node in nodes
        if node.kind == "api"
    }
    return told | {node.name: node.release for node in nodes if node.kind == "worker"}


def test_any_one_api_node_is_started_anew_without_a_failed_request(
    cluster: Cluster, tokens: list[dict[str, str]]
) -> None:
    before = cluster.node("api-2").pid
    with Load(cluster, tokens) as load:
        until(lambda: load.answered > PEOPLE, "people to work")
        done = cluster.run("restart", "api-2")
        after = load.answered
        until(lambda: load.answered > after + PEOPLE, "people to work on")
    assert done.returncode == 0, done.stderr
    assert "api-2 has nothing in hand" in done.stdout
    assert load.failures == []
    assert _doubts(cluster, load) == []
    assert cluster.node("api-2").pid not in (None, before)


def test_a_drained_node_gets_nothing_and_the_last_one_is_never_drained(cluster: Cluster) -> None:
    assert cluster.run("restart", "db-1").stderr.startswith("db-1 is no part of CLMS itself")
    assert cluster.run("restart", "api-1", "--release", "8.8.8").stderr.startswith(
        "Release 8.8.8 is not there."
    )
    assert cluster.node("api-1").state == "up", "a release that is not there takes no node out"
    apis = [node.name for node in cluster.status().values() if node.kind == "api"]
    for name in apis[:-1]:
        cluster.order("drain", name)
    assert [cluster.node(name).state for name in apis] == [*(["drained"] * (len(apis) - 1)), "up"]
    last = cluster.run("drain", apis[-1])
    assert (last.returncode, last.stderr.splitlines()[0]) == (
        1,
        f"{apis[-1]} is the last API node that gets requests.",
    )
    for name in apis[:-1]:
        assert cluster.order("undrain", name) == f"{name} gets requests."


def test_a_dry_run_tells_every_step_and_what_it_would_hit(cluster: Cluster, next_release: Path) -> None:
    params = {"release": str(next_release), "deployment": str(cluster.folder), "without_backup": NO_BACKUP}
    with library_of(cluster) as app:
        actor = app.accounts.sign_in("maria.santos", PASSWORD)
        plan = app.maintenance.plan(actor, "rolling-deploy", params)
        nothing = app.maintenance.plan(actor, "rolling-deploy", params | {"release": __version__})
    assert plan.effect.startswith(f"Rolls {NEXT} out to ")
    assert f"{__version__} works on it." in " ".join(plan.steps)
    for node in cluster.status().values():
        if node.kind == "api":
            assert any(step.startswith(f"{node.name} ({node.host}:{node.port})") for step in plan.steps)
    acts = [line.removeprefix("-- ") for line in plan.statements if line.startswith("-- ")]
    assert acts[:5] == ["install", "migrate", "drain api-1", "replace api-1", "undrain api-1"]
    assert any("CREATE TABLE shelves" in line for line in plan.statements)
    assert nothing.nothing_to_do
    assert set(_versions(cluster).values()) == {__version__}


# --- in full -------------------------------------------------------------------------------------------------


def _deploy(cluster: Cluster, release: Path | str, **params: Any) -> dict[str, Any]:
    """As whoever looks after the servers does it in a terminal, with the worker's own settings; returns what it says."""
    given = {"release": release, "deployment": cluster.folder, "watch_s": 4, **params}
    words = [word for name, value in given.items() for word in ("--param", f"{name}={value}")]
    done = subprocess.run(
        [sys.executable, "-m", "app", "maintenance", "run", "rolling-deploy", *words, "--confirm", "rolling-deploy", "--json"],
        cwd=cluster.folder / "worker-1",
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[4])},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr
    told: dict[str, Any] = json.loads(done.stdout)
    return told


@pytest.fixture(params=["mariadb", "mysql"])
def own_cluster(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """A cluster for one test, with a first user."""
    if request.param not in os.environ.get("CLMS_TEST_ENGINES", "mariadb,mysql"):
        pytest.skip(f"CLMS_TEST_ENGINES leaves {request.param} out")
    with local_cluster(request.param) as cluster:
        with library_of(cluster) as app:
            app.accounts.create_first_user("Maria Santos", password=PASSWORD)
        yield cluster


def _not_ready(sources: Path) -> None:
    """A release whose nodes never say that they are ready."""
    rewrite(sources / "app" / "server" / "routes" / "server.py", "    if node.closing:", "    if True:")


def _errs(sources: Path) -> None:
    """A release that says it is well, and does not find a word any more."""
    rewrite(
        sources / "app" / "services" / "catalog.py", r"    def list\(", "    def list(self, *_: object, **__: object) -> None:\n        raise ZeroDivisionError\n\n    def list_of_before("
    )  # fmt: skip


@pytest.mark.long
@pytest.mark.timeout(1500)
def test_a_release_is_rolled_out_under_load_and_a_bad_one_is_taken_back(
    own_cluster: Cluster, next_release: Path, tmp_path: Path
) -> None:
    cluster, tokens = own_cluster, _people(own_cluster)
    folder = cluster.folder / "worker-1" / "data" / "backups"
    folder.mkdir()
    folder.chmod(0o777)

    with Load(cluster, tokens) as load:
        done = _deploy(cluster, next_release, backup_folder=folder)
    assert done["state"] == "done", done
    assert load.failures == []
    assert _doubts(cluster, load) == []
    assert {name: version for name, version in _versions(cluster).items() if name != "worker-1"} == {
        f"api-{number}": NEXT for number in (1, 2, 3)
    }
    assert list(folder.glob("clms-*")) or list(folder.iterdir())
    _the_window_of_before_works_on(cluster)
    _desks_may_write_the_new_table(cluster)
    assert _deploy(cluster, next_release)["summary"].startswith("Rolls") is False

    for version, fault, reason in (
        ("9.2.0", _not_ready, "was not ready"),
        ("9.3.0", _errs, "with errors of its own"),
    ):
        bad = build_release(
            tmp_path, version, lambda sources, fault=fault: (with_migration()(sources), fault(sources))
        )  # type: ignore[misc]
        with Load(cluster, tokens) as load:
            told = _deploy(cluster, bad, ready_s=20)
        assert told["error"]["code"] == "rolled_back", told
        assert reason in told["error"]["message"]
        assert set(_versions(cluster).values()) - {__version__} == {NEXT}
        assert all(node.state == "up" for node in cluster.status().values())
        if fault is _not_ready:
            assert load.failures == [], "it never got a request"
        else:
            assert all(failure.startswith("500") for failure in load.failures), load.failures
        assert _doubts(cluster, load) == []


def _the_window_of_before_works_on(cluster: Cluster) -> None:
    """This process is one: the program the cluster was started with, on the new schema."""
    with library_of(cluster) as app:
        app.sessions.require_schema()
        found = schema.state(app.core.database)
        assert found.revision is not None
        assert found.revision > schema.HEAD
        assert found.min_app == __version__
        actor = app.accounts.sign_in("maria.santos", PASSWORD)
        made = app.accounts.add(actor, UserDraft("Window User", Role.LIBRARIAN), PASSWORD).value
        assert made.name == "Window User"


def _desks_may_write_the_new_table(cluster: Cluster) -> None:
    with library_of(cluster) as app:
        app.core.database.write(
            lambda connection: connection.execute(text("INSERT INTO shelves (name) VALUES ('A')"))
        )


@pytest.mark.long
@pytest.mark.timeout(900)
def test_what_ends_the_work_of_the_release_before_waits_until_that_is_gone(
    own_cluster: Cluster, tmp_path: Path
) -> None:
    wheel = build_release(tmp_path, "9.4.0", with_migration(min_app="9.4.0"))
    done = _deploy(own_cluster, wheel, without_backup=NO_BACKUP)
    assert done["state"] == "done", done
    assert any(re.match(r"Contract later: \d{4} ", warning) for warning in done["warnings"]), done
    assert done["schema"] == schema.HEAD
    with library_of(own_cluster) as app:
        app.sessions.require_schema()
