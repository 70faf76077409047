"""Rendered files against those of hosts, one of them over a real SSH server, one that is off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import msgspec
import pytest

from app.cluster import topology_file
from app.cluster.checking.contradictions import cross_check
from app.cluster.comparing import Compared, Reader, Standing, compare, hidden, installed
from app.cluster.hosts import Found, read_files
from app.cluster.rendering.files import Kind, RenderedFile, render
from app.cluster.rendering.secrets import reveal
from app.cluster.writing import write_all
from app.domain.topology import Host, Topology
from tests.app.cluster.kit import SCHOOL, SECRETS
from tests.servers.databases import free_port
from tests.servers.local_cluster import cluster_folder
from tests.servers.ssh import SshServer


@pytest.fixture
def root() -> Iterator[Path]:
    """Stands for the file systems of all hosts: each has a folder."""
    with cluster_folder() as folder:
        yield folder


@pytest.fixture
def school(ssh: SshServer) -> Topology:
    """The host in front is reached over SSH, the one at the back is this computer."""
    topology = topology_file.parse(SCHOOL)
    front, back = topology.hosts
    front = msgspec.structs.replace(front, address="127.0.0.1", ssh=ssh.way)
    return msgspec.structs.replace(topology, hosts=(front, back))


def _below(root: Path) -> Reader:
    """Reads the hosts' files as what they are in the folder."""

    def read(host: Host, paths: Iterable[str]) -> Mapping[str, Found]:
        places = {path: f"{root}/{host.name}{path}" for path in paths}
        found = read_files(host, places.values())
        return {path: found[place] for path, place in places.items()}

    return read


def _install(root: Path, topology: Topology) -> tuple[RenderedFile, ...]:
    files = render(topology)
    for path in write_all(root, files, lambda text: reveal(text, SECRETS)):
        path.chmod(0o644)
    return files


def _by_standing(compared: Iterable[Compared]) -> dict[Standing, list[str]]:
    found: dict[Standing, list[str]] = {}
    for each in compared:
        found.setdefault(each.standing, []).append(each.file.below)
    return found


def test_what_is_installed_as_rendered_is_the_same(school: Topology, root: Path) -> None:
    files = _install(root, school)
    compared = compare(school, files, _below(root))
    assert set(_by_standing(compared)) == {Standing.SAME}
    assert {each.file.host for each in compared} == {"front", "back"}
    assert len(compared) == sum(bool(file.host) for file in files)


def test_each_way_a_file_can_stand_is_told(school: Topology, root: Path) -> None:
    files = _install(root, school)
    edited, gone = root / "back/etc/redis/redis-redis-1.conf", root / "front/etc/nginx/clms-upstream.conf"
    edited.write_text(
        edited.read_text().replace("maxmemory-policy allkeys-lfu", "maxmemory-policy noeviction")
    )
    gone.unlink()
    (root / "front/etc/clms/api-1.secrets.env").chmod(0)
    compared = compare(school, files, _below(root))
    told = _by_standing(compared)
    assert told[Standing.DIFFERENT] == ["back/etc/redis/redis-redis-1.conf"]
    assert told[Standing.MISSING] == ["front/etc/nginx/clms-upstream.conf"]
    different = next(each for each in compared if each.standing is Standing.DIFFERENT)
    assert "\n-maxmemory-policy noeviction\n+maxmemory-policy allkeys-lfu\n" in different.diff
    assert not any(secret in different.diff for secret in SECRETS.values())
    assert told[Standing.UNKNOWN] == ["front/etc/clms/api-1.secrets.env"]
    (unknown,) = (each for each in compared if each.standing is Standing.UNKNOWN)
    assert unknown.reason == "This account may not read /etc/clms/api-1.secrets.env."


def test_a_host_that_is_off_is_unknown_and_the_others_are_told(
    school: Topology, root: Path, ssh: SshServer
) -> None:
    files = _install(root, school)
    front, back = school.hosts
    off = msgspec.structs.replace(ssh.way, port=free_port())
    topology = msgspec.structs.replace(school, hosts=(msgspec.structs.replace(front, ssh=off), back))
    compared = compare(topology, files, _below(root))
    assert {(each.file.host, each.standing) for each in compared} == {
        ("front", Standing.UNKNOWN),
        ("back", Standing.SAME),
    }
    assert all("can't be asked" in each.reason for each in compared if each.file.host == "front")


def test_what_somebody_edited_on_a_host_is_cross_checked(school: Topology, root: Path) -> None:
    files = _install(root, school)
    assert cross_check(school, installed(compare(school, files, _below(root)))) == []
    place = root / "front/etc/clms/api-1.env"
    place.write_text(place.read_text().replace("DB_CONNECTION_LIMIT=20", "DB_CONNECTION_LIMIT=50"))
    found = cross_check(school, installed(compare(school, files, _below(root))))
    assert "connections" in {each.rule for each in found}


@pytest.mark.parametrize(
    ("there", "rendered", "shown"),
    [
        ("requirepass hunter2\n", "requirepass @secret:redis@\n", "requirepass @secret:redis@\n"),
        ("requirepass hunter2\nport 1\n", "port 1\n", "requirepass (hidden)\nport 1\n"),
        ("masterauth hunter2\n", "", "masterauth (hidden)\n"),
        ("  MYSQL_ROOT_PASSWORD: hunter2\n", "", "  MYSQL_ROOT_PASSWORD: (hidden)\n"),
        ("JWT_SECRET=hunter2\n", "JWT_SECRET=@secret:jwt@\n", "JWT_SECRET=@secret:jwt@\n"),
        (
            "DATABASE_URL=mysql://clms:hunter2@db/clms\n",
            "DATABASE_URL=mysql://clms_desk@db/clms\n",
            "DATABASE_URL=mysql://clms:(hidden)@db/clms\n",
        ),
        (
            "CREATE USER 'a'@'%' IDENTIFIED BY 'hunter2';\n",
            "",
            "CREATE USER 'a'@'%' IDENTIFIED BY (hidden)\n",
        ),
    ],
)
def test_no_secret_of_an_installed_file_is_shown(there: str, rendered: str, shown: str) -> None:
    assert hidden(there, rendered) == shown


def test_no_rendered_secret_survives(school: Topology) -> None:
    for file in render(school):
        if file.kind in (Kind.SECRETS, Kind.REDIS, Kind.SQL):
            assert hidden(reveal(file.text, SECRETS), file.text) == file.text
