"""``clms cluster render``, ``check``, ``diff`` and ``guide-table``, as they are called."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest

from app import cli
from app.cluster import topology_file
from app.cluster.rendering.files import render
from app.cluster.rendering.guide import table
from app.cluster.rendering.secrets import NAMES, reveal, secrets_in
from app.cluster.writing import known_secrets, write_all
from app.domain.topology import Host, Node, NodeKind, Ssh, Topology
from app.errors import InvalidInput, Refused
from tests.app.cluster.kit import SCHOOL, SECRETS, database, local
from tests.servers import redis_servers
from tests.servers.databases import free_port, recipe
from tests.servers.local_cluster import cluster_folder, provide_programs

Run = Callable[..., tuple[int, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*words: str | Path) -> tuple[int, str]:
        code = cli.main(["cluster", *map(str, words)])
        told = capsys.readouterr()
        return code, told.out + told.err

    return call


@pytest.fixture
def installed() -> Iterator[tuple[Topology, Path]]:
    """A deployment in a folder of this computer, its files where they belong; and its topology file."""
    with cluster_folder() as folder:
        version = ".".join(recipe("mariadb").version.split(".")[:2])
        nodes = (
            Node("proxy", NodeKind.PROXY, "here", 8443, plain_port=8080),
            Node("api-1", NodeKind.API, "here", 3001),
            Node("redis-1", NodeKind.REDIS, "here", 6379),
            database(),
        )
        topology = local(folder / "run", nodes, engine_version=version)
        for file in render(topology):
            if file.host:
                place = Path(file.path)
                place.parent.mkdir(parents=True, exist_ok=True)
                place.write_text(reveal(file.text, SECRETS))
        topology_file.write(folder / "topology.toml", topology)
        provide_programs(folder / "programs")
        yield topology, folder


@pytest.fixture
def school(tmp_path: Path) -> Path:
    place = tmp_path / "school.toml"
    place.write_text(SCHOOL)
    return place


def test_every_file_is_written_with_marks_for_secrets(run: Run, school: Path, tmp_path: Path) -> None:
    code, said = run("render", "--topology", school, "--out", tmp_path / "out")
    assert code == 0
    files = render(topology_file.read(school))
    assert said.split() == [str(tmp_path / "out" / file.below) for file in files]
    for file in files:
        place = tmp_path / "out" / file.below
        assert place.read_text("utf-8") == file.text
        assert place.stat().st_mode & 0o777 == (0o600 if secrets_in(file.text) else 0o644)
    (tmp_path / "out" / "mine").touch()
    assert run("render", "--topology", school, "--out", tmp_path / "out")[0] == 0
    assert (tmp_path / "out" / "mine").exists()


def test_secrets_are_put_in_when_asked_for(
    run: Run, school: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    school.write_text(
        school.read_text().replace(
            'jwt = "env:CLMS_JWT"', "\n".join(f'{name} = "env:OF_{name.upper()}"' for name in NAMES)
        )
    )
    words = ("render", "--topology", school, "--out", tmp_path / "out", "--with-secrets")
    code, said = run(*words)
    assert code == 2
    assert "The secret clms_backup is not in the variable OF_CLMS_BACKUP." in said
    assert not (tmp_path / "out").exists()
    for name, value in SECRETS.items():
        monkeypatch.setenv(f"OF_{name.upper()}", value)
    code, said = run(*words)
    assert code == 0
    assert not any(value in said for value in SECRETS.values())
    place = tmp_path / "out/front/etc/clms/api-1.secrets.env"
    assert f"JWT_SECRET={SECRETS['jwt']}\n" in place.read_text()
    assert place.stat().st_mode & 0o777 == 0o600


def test_a_secret_that_is_nowhere_is_named_with_its_place() -> None:
    topology = topology_file.parse(SCHOOL)
    with pytest.raises(
        InvalidInput, match=r"redis is not in the keyring's entry clms/clms_redis\."
    ) as caught:
        known_secrets(topology, ["redis"], {})
    assert caught.value.details["field"] == "redis"
    assert known_secrets(topology, ["jwt"], {"CLMS_JWT": "from-the-environment"}) == {
        "jwt": "from-the-environment"
    }


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").touch()
    with pytest.raises(Refused, match="can't be written"):
        write_all(tmp_path / "out", render(topology_file.parse(SCHOOL)))


def test_what_is_installed_is_compared(run: Run, installed: tuple[Topology, Path]) -> None:
    topology, folder = installed
    words = ("diff", "--topology", folder / "topology.toml")
    code, said = run(*words)
    assert code == 0
    assert [line.split()[0] for line in said.splitlines()] == ["same"] * len(
        [file for file in render(topology) if file.host]
    )
    edited = Path(next(file.path for file in render(topology) if file.path.endswith("redis.conf")))
    edited.write_text(edited.read_text().replace("timeout 0", "timeout 300"))
    code, said = run(*words)
    assert code == 1
    assert "\n-timeout 300\n+timeout 0\n" in said
    assert not any(value in said for value in SECRETS.values())
    code, said = run(*words, "--json")
    told = {each["path"]: each["standing"] for each in json.loads(said)}
    assert code == 1
    assert {path for path, standing in told.items() if standing == "different"} == {str(edited)}
    edited.unlink()
    assert run(*words)[1].count("missing") == 1


def test_a_host_that_is_off_is_no_difference(run: Run, installed: tuple[Topology, Path]) -> None:
    topology, folder = installed
    off = Host("here", "127.0.0.1", ssh=Ssh("clms", free_port()))
    away = msgspec.structs.replace(topology, hosts=(off,))
    topology_file.write(folder / "topology.toml", away)
    code, said = run("diff", "--topology", folder / "topology.toml")
    assert code == 69
    assert {line.split()[0] for line in said.splitlines()} == {"unknown"}
    code, said = run("check", "--installed", "--topology", folder / "topology.toml")
    assert code == 69
    assert "can't be asked" in said


def test_files_are_checked_by_the_programs_and_against_each_other(
    run: Run, installed: tuple[Topology, Path]
) -> None:
    topology, folder = installed
    words = ("check", "--topology", folder / "topology.toml", "--programs", folder / "programs")
    code, said = run(*words)
    assert (code, "contradiction" in said) == (0, False), said
    assert {line.split()[0] for line in said.splitlines() if "(" in line} == {"good"}
    place = Path(next(file.path for file in render(topology) if file.path.endswith("nginx.conf")))
    place.write_text(place.read_text().replace("least_conn;", "check interval=3000;"))
    assert run(*words)[0] == 0, "what would be rendered is as it was"
    code, said = run(*words, "--installed")
    assert code == 1
    assert 'unknown directive "check"' in said
    code, said = run(*words, "--installed", "--json")
    told = json.loads(said)
    assert [each["file"] for each in told["files"] if each["state"] == "wrong"] == [f"here{place}"]
    assert {each["weight"] for each in told["findings"]} == {"advice"}


def test_a_contradiction_is_said(run: Run, installed: tuple[Topology, Path]) -> None:
    topology, folder = installed
    place = Path(next(file.path for file in render(topology) if file.path.endswith("api-1.env")))
    place.write_text(place.read_text().replace("DB_CONNECTION_LIMIT=20", "DB_CONNECTION_LIMIT=50"))
    words = ("--topology", folder / "topology.toml", "--programs", folder / "programs")
    code, said = run("check", "--installed", *words)
    assert code == 1
    assert "contradiction: " in said


def test_nodes_are_looked_at(run: Run, installed: tuple[Topology, Path]) -> None:
    topology, folder = installed
    with redis_servers.single() as port:
        nodes = tuple(
            msgspec.structs.replace(node, port=port if node.kind is NodeKind.REDIS else free_port())
            for node in topology.nodes
        )
        topology_file.write(folder / "topology.toml", msgspec.structs.replace(topology, nodes=nodes))
        code, said = run("look", "--topology", folder / "topology.toml")
        told = json.loads(run("look", "--topology", folder / "topology.toml", "--json")[1])
    assert code == 1
    assert "Everybody who reaches it may use it: it wants no password." in said
    assert [(each["node"], each["state"]) for each in told] == [
        ("proxy", "unknown"),
        ("api-1", "unknown"),
        ("redis-1", "wrong"),
        ("db-1", "unknown"),
    ]
    assert run("look", "--topology", folder / "topology.toml")[0] == 69


def test_the_table_of_the_guide_is_printed(run: Run) -> None:
    assert run("guide-table") == (0, table())


def test_a_topology_that_is_nowhere_is_said(run: Run, tmp_path: Path) -> None:
    code, said = run("diff", "--topology", tmp_path / "none.toml")
    assert code == 1
    assert said == f"There is no topology file {tmp_path}/none.toml.\n"
