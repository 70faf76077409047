"""Files as the real programs see them: what is rendered is good, what is spoilt is wrong, what can't be told unknown."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from app.cluster import topology_file
from app.cluster.checking.finding import State
from app.cluster.checking.programs import check, check_file
from app.cluster.local import programs as installed_programs
from app.cluster.rendering.files import Kind, RenderedFile, render
from app.domain.topology import Driver, Engine, Topology
from tests.app.cluster.kit import SCHOOL
from tests.servers.databases import recipe
from tests.servers.local_cluster import cluster_folder, provide_programs

CHECKED = {Kind.NGINX, Kind.REDIS, Kind.LOGROTATE, Kind.SYSTEMD}


@pytest.fixture(scope="module")
def programs() -> Iterator[Path]:
    """The servers of the tests, where the product looks first."""
    with cluster_folder() as folder:
        provide_programs(folder / "programs")
        yield folder / "programs"


def _school(engine: str) -> Topology:
    version = ".".join(recipe(engine).version.split(".")[:2])
    return msgspec.structs.replace(topology_file.parse(SCHOOL), engine=Engine(engine), engine_version=version)


@pytest.mark.parametrize("engine", ["mariadb", "mysql"])
def test_what_is_rendered_is_good(engine: str, programs: Path) -> None:
    topology = _school(engine)
    verdicts = check(topology, render(topology), programs)
    assert {each.file.kind for each in verdicts} == CHECKED | {Kind(engine)}
    assert [(each.file.below, each.said) for each in verdicts if each.state is not State.GOOD] == []


SPOILT = {
    "nginx": (Kind.NGINX, "least_conn;", "least_con;", 'unknown directive "least_con"'),
    "the guide's check": (
        Kind.NGINX, "least_conn;", "least_conn;\ncheck interval=3000;", 'unknown directive "check"',
    ),
    "the list that nginx includes": (Kind.NGINX_LIST, "max_fails=3", "max_fail=3", "max_fail=3"),
    "mariadb": (Kind.MARIADB, "[mysqld]", "[mysqld]\ngtid_mode = ON", "gtid_mode"),
    "the guide's query cache": (Kind.MYSQL, "[mysqld]", "[mysqld]\nquery_cache_size = 64M", "query_cache_size"),
    "redis": (Kind.REDIS, "allkeys-lfu", "allkeys-best", "maxmemory-policy"),
    "logrotate": (Kind.LOGROTATE, "daily", "dayly", "dayly"),
    "systemd": (Kind.SYSTEMD, "Type=exec", "Type=exce", "exce"),
}  # fmt: skip


@pytest.mark.parametrize("case", SPOILT)
def test_what_is_spoilt_is_wrong_in_the_programs_own_words(case: str, programs: Path) -> None:
    kind, before, after, said = SPOILT[case]
    topology = _school("mysql" if kind is Kind.MYSQL else "mariadb")
    files = list(render(topology))
    at = next(index for index, file in enumerate(files) if file.kind is kind)
    assert before in files[at].text
    files[at] = replace(files[at], text=files[at].text.replace(before, after))
    looked_at = _of(files, Kind.NGINX) if kind is Kind.NGINX_LIST else files[at]
    verdict = check_file(topology, looked_at, files, programs)
    assert verdict is not None
    assert (verdict.state, said in verdict.said) == (State.WRONG, True), verdict.said
    assert tempfile.gettempdir() not in verdict.said.replace("clms-check-", "")


def _of(files: list[RenderedFile], kind: Kind) -> RenderedFile:
    return next(file for file in files if file.kind is kind)


def test_a_program_of_another_release_is_not_asked(programs: Path) -> None:
    topology = msgspec.structs.replace(_school("mariadb"), engine_version="11.8", nginx_version="9.1")
    verdicts = {each.file.kind: each for each in check(topology, render(topology), programs)}
    assert verdicts[Kind.MARIADB].state is verdicts[Kind.NGINX].state is State.UNKNOWN
    assert "the file is for 11.8" in verdicts[Kind.MARIADB].said
    assert "the file is for 9.1" in verdicts[Kind.NGINX].said
    assert verdicts[Kind.REDIS].state is State.GOOD


def test_another_engine_under_the_same_name_is_not_asked() -> None:
    with cluster_folder() as folder:
        (folder / "mysqld").symlink_to(recipe("mariadb").command[0])
        topology = _school("mysql")
        verdict = check_file(topology, _of(list(render(topology)), Kind.MYSQL), (), folder)
    assert verdict is not None
    assert (verdict.state, "is not mysql" in verdict.said) == (State.UNKNOWN, True), verdict.said


def test_a_program_that_does_not_run_says_nothing() -> None:
    with cluster_folder() as folder:
        (folder / "mariadbd").write_text("#!/no/such/interpreter\n")
        (folder / "mariadbd").chmod(0o755)
        topology = _school("mariadb")
        verdict = check_file(topology, _of(list(render(topology)), Kind.MARIADB), (), folder)
    assert verdict is not None
    assert (verdict.state, "does not run" in verdict.said) == (State.UNKNOWN, True), verdict.said


def test_a_program_that_is_not_there_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    topology = _school("mariadb")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr(installed_programs, "_BESIDE_THE_PATH", ())
    assert {each.said for each in check(topology, render(topology))} == {
        f"{name} is not installed."
        for name in ("nginx", "mariadbd", "redis-server", "logrotate", "systemd-analyze")
    }


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has servers look as somebody else")
def test_a_folder_that_servers_may_not_enter_is_no_fault_of_a_file(
    programs: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    tmp_path.chmod(0o700)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    topology = _school("mariadb")
    verdicts = check(topology, render(topology), programs)
    assert {each.state for each in verdicts} == {State.UNKNOWN}
    assert all(f"may not enter {tmp_path}" in each.said for each in verdicts)


@pytest.mark.parametrize("engine", ["mariadb", "mysql"])
def test_containers_files_are_looked_at_as_far_as_there_are_programs(engine: str, programs: Path) -> None:
    topology = msgspec.structs.replace(_school(engine), driver=Driver.COMPOSE, nginx_version="1.28")
    verdicts = {each.file.kind: each for each in check(topology, render(topology), programs)}
    for kind in (Kind(engine), Kind.REDIS, Kind.LOGROTATE):
        if kind in verdicts:
            assert (verdicts[kind].state, verdicts[kind].said) == (State.GOOD, "")
    for kind, reason in ((Kind.NGINX, "the file is for 1.28"), (Kind.COMPOSE, "")):
        found = verdicts[kind]
        assert found.state is State.GOOD or (found.state is State.UNKNOWN and reason in found.said), found
