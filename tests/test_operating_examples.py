"""The operator's guide tells the truth: its commands are run, on a library in a file, on a server and on a cluster.

Dozens of programs are started for that, so it is done with ``--long`` (the drills on a cluster in
``tests/app/cluster/local/test_drills.py``); that the program knows each command, task and
parameter is looked at every time.
"""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from app.bootstrap import build
from app.cli import _parser
from app.maintenance import find
from app.settings import Settings
from tests import documents
from tests.app.server.served import environment
from tests.servers import databases
from tests.servers.databases import Server

GUIDE = "docs/operating.md"
SERVER = {"Several desks, one database server", "From a file to a server"}
CLUSTER = {"An API node dies", "The primary of the databases dies", "Redis dies"}
NOT_RUN = {
    "clms serve --host 0.0.0.0": "waits to be told to stop; tests/app/server starts it and asks it",
    "clms cluster up ": "waits for Ctrl+C; tests/app/cluster/local starts one and gives it each of these orders",
    "clms cluster render ": "the hosts are yours; tests/app/cluster does it with servers of its own, by ssh too",
    "clms maintenance run rolling-deploy ": "needs two releases; tests/app/cluster/local builds and rolls them out",
    "clms loadtest run ": "takes seven minutes; tests/app/loadtest runs each of these verbs on shorter scenarios",
}


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a small invented library in a file."""
    folder = tmp_path_factory.mktemp("operated")
    with build(Settings(data_dir=folder, bcrypt_rounds=4)) as app:
        app.accounts.create_first_user("Maria Santos")
        app.sample.create(app.accounts.sign_in_locally(), titles=30, students=10, activities=20)
    return folder


@pytest.fixture
def run(tmp_path: Path, library: Path) -> Callable[..., None]:
    """``run(chosen, names)``: run examples, and fail for what the guide says otherwise."""
    places = {"/srv/backups": tmp_path / "backups", "/srv/clms-new": tmp_path / "new"}
    for place in places.values():
        place.mkdir()

    def examples_of(chosen: list[documents.Example], names: dict[str, str] | None = None) -> None:
        assert chosen
        instead = {**{name: str(place) for name, place in places.items()}, **(names or {})}
        env = environment(library)
        said = documents.run(chosen, tmp_path, instead, env, 900, COMMAND)
        wrong = [
            f"{example.heading}: {each}\n{answer}"
            for example, answer in zip(chosen, said, strict=True)
            for each in documents.differences(example, answer)
        ]
        assert not wrong, "\n".join(wrong)

    return examples_of


COMMAND = f'clms() {{ {shlex.quote(sys.executable)} -m app "$@"; }}'
"""The command as it is here, whatever is installed elsewhere."""


def written(headings: set[str] | None = None) -> list[documents.Example]:
    """The examples below these headings, or below none that is another test's."""
    return [
        each
        for each in documents.examples(GUIDE)
        if not any(each.name.startswith(name) for name in NOT_RUN)
        and (each.heading in headings if headings else each.heading not in SERVER | CLUSTER)
    ]


@pytest.mark.long
@pytest.mark.timeout(1_200)
def test_what_is_done_to_a_library_in_a_file(run: Callable[..., None]) -> None:
    run(written())


@pytest.mark.long
@pytest.mark.timeout(1_200)
def test_a_server_is_set_up_and_a_file_s_lists_are_brought(
    run: Callable[..., None], mariadb_server: Server
) -> None:
    with databases.fresh_database(mariadb_server.prefix) as url:
        run(written(SERVER), {"mysql://clms@db.example.org/clms": url})


@pytest.mark.parametrize("document", ["README.md", "docs/api.md", GUIDE])
def test_the_program_knows_every_command_in(document: str) -> None:
    commands = [words for each in documents.examples(document) for words in each.of_program()]
    assert commands
    for words in commands:
        try:
            read = _parser().parse_args(words)
        except SystemExit as ended:
            raise AssertionError(f"clms {shlex.join(words)}") from ended
        if words[:2] == ["maintenance", "run"]:
            known = {each.name for each in find(read.name).SPEC.form()}
            assert {param.partition("=")[0] for param in read.param} <= known, words


def test_what_is_not_run_is_in_the_guide() -> None:
    names = [each.name for each in documents.examples(GUIDE)]
    assert all(any(name.startswith(known) for name in names) for known in NOT_RUN)
    assert {each.heading for each in documents.examples(GUIDE)} >= SERVER | CLUSTER
