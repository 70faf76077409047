"""The watch of a process: it begins and ends with the App, and looks at what the topology and the settings name."""

from __future__ import annotations

import contextlib
from pathlib import Path

import pytest

from app.bootstrap import App, build_on
from app.cluster import topology_file
from app.database.engine import Database
from app.domain.actors import Actor, Role
from app.domain.file_places import BucketAddress, FileKind, FilePlaces
from app.domain.health import HealthState, TargetKind
from app.domain.redis_address import RedisAddress
from app.domain.watching import NOBODY, Rank, Watching
from app.watching import Surroundings, monitor
from tests.app.cluster.kit import SCHOOL
from tests.waiting import until

on_a_file = pytest.mark.parametrize("engine_name", ["sqlite"])
OPERATOR = Actor(None, "Odie", Role.OPERATOR, "DESK-1")


def _opened(url: str, folder: Path, watching: Watching, redis: RedisAddress | None = None) -> App:
    return build_on(
        Database(url),
        workstation="DESK-1",
        data_dir=folder,
        watching=watching,
        redis=redis or RedisAddress(),
    )


@on_a_file
def test_a_window_watches_what_it_uses_and_leaves_the_watch_to_the_next(
    library_url: str, tmp_path: Path
) -> None:
    with _opened(library_url, tmp_path, Watching()) as app:
        app.watch(Rank.WINDOW)
        until(lambda: app.health.look(OPERATOR).board, "the board")
        until(lambda: _states(app) == {HealthState.HEALTHY}, "everything to be looked at")
        look = app.health.look(OPERATOR)
        assert look.holder == "window on DESK-1"
        assert look.board is not None
        assert [node.name for node in look.board.nodes] == ["database", "this-computer", "files", "library"]
        until(lambda: app.health.targets(OPERATOR), "figures in the history")
    with _opened(library_url, tmp_path, NOBODY) as app:
        assert app.health.look(OPERATOR).holder == "", "whoever comes next need not wait"


def _states(app: App) -> set[HealthState]:
    board = app.health.look(OPERATOR).board
    return {node.state for node in board.nodes} if board is not None else set()


@on_a_file
def test_without_the_setting_nobody_watches_from_here(library_url: str, tmp_path: Path) -> None:
    with _opened(library_url, tmp_path, NOBODY) as app:
        assert monitor(app, Rank.WORKER) is None


@on_a_file
def test_what_the_settings_name_is_looked_at(library_url: str, tmp_path: Path) -> None:
    plan = Watching(isbn="https://books.example/", mail="mail.example:25")
    redis = RedisAddress((("redis", 6379),))
    with _opened(library_url, tmp_path, plan, redis) as app, contextlib.closing(app):
        found = {target.name: target.address for target in Surroundings(app)("")}
    assert found["redis"] == "redis:6379"
    assert (found["isbn"], found["mail"]) == ("https://books.example/", "mail.example:25")


@on_a_file
@pytest.mark.parametrize(
    ("kind", "watched"), [("database", None), ("folder", "files"), ("share", "files"), ("s3", "bucket")]
)
def test_where_photos_go_is_looked_at(
    library_url: str, tmp_path: Path, kind: str, watched: str | None
) -> None:
    places = FilePlaces(FileKind(kind), "/srv/files", "/mnt/nas/clms", BucketAddress("pictures"))
    with build_on(Database(library_url), data_dir=tmp_path, watching=Watching(), file_places=places) as app:
        found = {target.name: target for target in Surroundings(app)("")}
    assert found["files"].address == str(tmp_path)
    assert watched == (found["file-storage"].kind.value if "file-storage" in found else None)


@on_a_file
def test_a_topology_is_read_again_when_it_changed(
    library_url: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    file = tmp_path / "topology.toml"
    file.write_text(SCHOOL.replace("10.1.0.6", "127.0.0.1"))
    with _opened(library_url, tmp_path, Watching(topology=str(file))) as app:
        look = Surroundings(app)
        found = {target.name: target for target in look("db-2")}
        assert {"proxy", "api-1", "api-2", "db-1", "db-2"} <= set(found)
        assert found["db-1"].leans_on == (("back",), ("db-2",))
        assert (found["back"].kind, found["back"].address) == (TargetKind.HOST, ""), "it is this computer"
        assert (found["files"].host, "this-computer" in found) == ("back", False)
        file.write_text("name = 7\n")
        assert {target.name for target in look("")} == set(found), "what was read before holds"
        assert "topology" in caplog.text
        topology = topology_file.parse(SCHOOL.replace("api-2", "api-7"))
        topology_file.write(file, topology)
        assert {"api-1", "api-7"} <= {target.name for target in look("")}
