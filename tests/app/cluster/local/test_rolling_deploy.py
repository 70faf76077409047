"""Another release on a cluster under load, and any one node started anew: nobody who works on it notices.

The release before is the program under test as the cluster was started with it; the next is a wheel built of its
sources with another version and one more migration.
"""

from __future__ import annotations

import contextlib
import logging
import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from app import __version__
from app.database import schema
from app.domain.accounts import UserDraft
from app.domain.actors import Role
from tests.proofs.faults import primary_of
from tests.servers.cluster_load import School, Work
from tests.servers.local_cluster import PASSWORD, Cluster, library_of, local_cluster
from tests.servers.releases import build_release, rewrite, with_migration
from tests.waiting import until

_log = logging.getLogger(__name__)
NEXT = "9.1.0"
NO_BACKUP = "a library of a test that goes with its cluster"


@pytest.fixture(scope="session")
def next_release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of the release after this one."""
    return build_release(tmp_path_factory.mktemp("next"), NEXT, with_migration())


def _versions(cluster: Cluster) -> dict[str, str]:
    """What each API node says at /health, and the workers' as they were started."""
    nodes = cluster.status().values()
    told = {
        node.name: cluster.ask("GET", "/health", node=node.name)[1]["version"]
        for node in nodes
        if node.kind == "api"
    }
    return told | {node.name: node.release for node in nodes if node.kind == "worker"}


def _failed(work: Work) -> Counter[str]:
    """What those were told who got no good answer, and how many."""
    return Counter(each.what for each in work.report.failed)


def _restart(cluster: Cluster, name: str, work: Work) -> None:
    """Start an API node anew while a school works, which goes on for a second at the node that came back."""
    before, sent = cluster.node(name).pid, work.report.sent
    until(lambda: work.report.sent > sent + work.report.rate, "the school to work")
    done = cluster.run("restart", name)
    assert done.returncode == 0, done.stderr
    assert f"{name} has nothing in hand" in done.stdout
    assert cluster.node(name).pid not in (None, before)
    sent = work.report.sent
    until(lambda: work.report.sent > sent + work.report.rate, "the school to work on")


def test_any_one_api_node_is_started_anew_without_a_failed_request(cluster: Cluster, school: School) -> None:
    with school.at_work(30) as work:
        _restart(cluster, "api-2", work)
    assert _failed(work) == {}


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
    params = {"release": str(next_release), "without_backup": NO_BACKUP}
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


@pytest.fixture(params=["mariadb", "mysql"])
def own_cluster(request: pytest.FixtureRequest) -> Iterator[Cluster]:
    """A cluster for one test, with a first user."""
    if request.param not in os.environ.get("CLMS_TEST_ENGINES", "mariadb,mysql"):
        pytest.skip(f"CLMS_TEST_ENGINES leaves {request.param} out")
    with local_cluster(request.param) as cluster:
        with library_of(cluster) as app:
            app.accounts.create_first_user("Maria Santos", password=PASSWORD)
        yield cluster


@contextlib.contextmanager
def _school(cluster: Cluster, folder: Path) -> Iterator[School]:
    """A whole school, of whose acts none is lost or done twice in the end."""
    with library_of(cluster) as app:
        school = School.open(cluster, app, folder / "acts", people=60, desks=60)
    yield school
    with primary_of(cluster) as primary:
        audit = school.audit(primary)
    assert audit.acknowledged > 0
    assert (audit.lost, audit.doubled, audit.unresolved) == ((), (), 0)


def _not_ready(sources: Path) -> None:
    """A release whose nodes never say that they are ready."""
    rewrite(sources / "app" / "server" / "routes" / "server.py", "    if node.closing:", "    if True:")


def _errs(sources: Path) -> None:
    """A release that says it is well, and lends nothing any more."""
    service = sources / "app" / "services" / "circulation.py"
    rewrite(service, r'        """Lend a copy\. .*"""', "        raise ZeroDivisionError")


@pytest.mark.long
@pytest.mark.timeout(1800)
def test_a_release_is_rolled_out_under_load_and_bad_ones_are_taken_back(
    own_cluster: Cluster, next_release: Path, tmp_path: Path
) -> None:
    cluster = own_cluster
    folder = cluster.folder / "worker-1" / "data" / "backups"
    folder.mkdir()
    folder.chmod(0o777)
    with _school(cluster, tmp_path) as school:
        _log.info("%s requests a second", rate := school.bearable())
        with school.at_work(rate) as work:
            for name in ("api-1", "api-2", "api-3"):
                _restart(cluster, name, work)
        assert _failed(work) == {}

        with school.at_work(rate) as work:
            done = cluster.deploy(next_release, watch_s=4, backup_folder=folder)
        assert done["state"] == "done", done
        assert _failed(work) == {}
        apis = dict.fromkeys(("api-1", "api-2", "api-3"), NEXT)
        assert _versions(cluster) == {**apis, "worker-1": __version__}
        left = (
            "worker-1 still runs the release of before: it carries this out; start it anew when it is done."
        )
        assert left in done["warnings"]
        cluster.run("restart", "worker-1", "--release", NEXT).check_returncode()
        assert _versions(cluster) == {**apis, "worker-1": NEXT}
        assert list(folder.iterdir())
        _the_window_of_before_works_on(cluster)
        _desks_may_write_the_new_table(cluster)
        assert cluster.deploy(next_release)["summary"].startswith("Nothing to do: every node")

        for version, fault, reason in (
            ("9.2.0", _not_ready, "was not ready"),
            ("9.3.0", _errs, "with errors of its own"),
        ):
            bad = build_release(tmp_path, version, _with_fault(fault))
            with school.at_work(rate) as work:
                told = cluster.deploy(bad, watch_s=4, ready_s=60)
            assert told["error"]["code"] == "rolled_back", told
            assert reason in told["error"]["message"]
            assert set(_versions(cluster).values()) == {NEXT}
            assert all(node.state == "up" for node in cluster.status().values())
            told_to_people = {what[: len("act 500")] for what in _failed(work)}
            assert told_to_people == (set() if fault is _not_ready else {"act 500"})


def _with_fault(fault: Callable[[Path], None]) -> Callable[[Path], None]:
    def change(sources: Path) -> None:
        with_migration()(sources)
        fault(sources)

    return change


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
    done = own_cluster.deploy(wheel, watch_s=4, without_backup=NO_BACKUP)
    assert done["state"] == "done", done
    assert any(re.match(r"Contract later: \d{4} ", warning) for warning in done["warnings"]), done
    assert done["schema"] == schema.HEAD
    with library_of(own_cluster) as app:
        app.sessions.require_schema()
