"""The topology file: what it says, what it may not say, and that writing it loses nothing."""

from __future__ import annotations

import msgspec
import pytest

from app.cluster import topology_file
from app.domain.topology import GIB, Credential, Driver, NodeKind, Ssh, Topology, credential
from app.errors import InvalidInput, NotFound, Refused
from tests.app.cluster.kit import SCHOOL


@pytest.fixture
def school() -> Topology:
    return topology_file.parse(SCHOOL)


def test_what_the_file_says(school: Topology) -> None:
    assert [node.name for node in school.of(NodeKind.API)] == ["api-1", "api-2"]
    assert school.first_primary.name == "db-1"
    assert school.host("back").memory == 16 * GIB
    assert school.host("front").ssh == Ssh(user="clms", port=2222)
    assert school.address(school.node("db-1")) == ("10.1.0.6", 3306)
    assert school.address(school.node("proxy")) == ("10.1.0.5", 443)
    assert credential(school.credentials.jwt) == Credential("env", "CLMS_JWT")
    assert school.version == (10, 11)
    assert not school.redis_cluster
    assert {node.name for node in school.beside(school.node("db-2"))} == {"proxy", "api-1", "db-2"}
    with pytest.raises(NotFound):
        school.node("db-9")


def test_in_containers_a_node_is_reached_by_its_name(school: Topology) -> None:
    inside = msgspec.structs.replace(school, driver=Driver.COMPOSE)
    assert inside.address(inside.node("db-1")) == ("db-1", 3306)


def test_what_is_written_is_read_again(school, tmp_path) -> None:
    place = tmp_path / "topology.toml"
    changed = msgspec.structs.replace(
        school,
        certificate='/etc/ssl/"school" \\ 1.pem',
        trusted_networks=("10.0.0.0/8", "::1"),
        lag_bound=1.5,
    )
    topology_file.write(place, changed)
    assert topology_file.read(place) == changed
    assert 'memory = "16G"' in place.read_text("utf-8")
    assert "keyring:clms_desk" not in place.read_text("utf-8")  # what is as usual is not repeated
    assert [each.name for each in tmp_path.iterdir()] == ["topology.toml"]


WRONG = {
    "port of nobody": ('port = 2222 }', "port = 70000 }", "hosts[0].ssh", 14),
    "unknown key": ("plain_port = 80", "plane_port = 80", "nodes[0]", 22),
    "unknown kind": ('kind = "worker"', 'kind = "walker"', "nodes[3].kind", 40),
    "unknown host": ('host = "front"\nplain_port = 80', 'host = "frond"', "nodes[0].host", 25),
    "port twice": ('name = "api-2"\nkind = "api"\nhost = "back"', 'name = "api-2"\nkind = "api"\nhost = "front"', "nodes[2].port", 33),
    "name twice": ('name = "api-2"', 'name = "api-1"', "nodes[1].name", 29),
    "bad size": ('memory = "16G"', 'memory = "16 apples"', "hosts[1].memory", 19),
    "no primary": ("primary = true\n", "", "nodes", None),
    "two primaries": ('name = "db-2"', 'name = "db-2"\nprimary = true', "nodes", None),
    "too old": ('engine_version = "10.11"', 'engine_version = "10.5"', "engine_version", 4),
    "no version": ('engine_version = "10.11"', 'engine_version = "new"', "engine_version", 4),
    "a port that is no number": ("port = 2222", 'port = "x"', "hosts[0].ssh.port", 14),
    "missing": ('server_name = "library.example.org"\n', "", "server_name", None),
    "missing in a node": ('name = "worker"\n', "", "nodes[3].name", 38),
    "two redis": ('name = "redis-1"', 'name = "redis-1"\nkind = "redis"\nhost = "front"\n[[nodes]]\nname="redis-2"', "redis_replicas", None),
    "host name that would end a line": ('"library.example.org"', '"x.org; evil"', "server_name", 2),
    "secret in the file": ('"env:CLMS_JWT"', '"hunter2-and-more"', "credentials.jwt", 7),
    "a bucket that is not named": ('[credentials]', '[files]\nstorage = "s3"\n[credentials]', "files.bucket", 6),
    "a password in an address": ('[credentials]', '[files]\nendpoint = "https://me:hunter2@s3.example"\n[credentials]', "files.endpoint", 7),
    "half a path": ('[credentials]', '[files]\nstorage = "share"\nshare = "nas/clms"\n[credentials]', "files.share", 8),
    "too few connections": ('engine = "mariadb"', 'engine = "mariadb"\npool = 9', "pool", 4),
    "polled longer than often": ('[credentials]', "[polling]\ninterval = 1.0\n[credentials]", "polling.timeout", 6),
    "older than reads may be": ('engine = "mariadb"', 'engine = "mariadb"\nlag_bound = 0', "lag_bound", 4),
    "no TOML": ("[[nodes]]", "[[nodes]", "", None),
}  # fmt: skip


@pytest.mark.parametrize("case", WRONG)
def test_what_cannot_be_used_is_named_with_its_line(case: str) -> None:
    before, after, field, line = WRONG[case]
    assert before in SCHOOL
    with pytest.raises(InvalidInput) as caught:
        topology_file.parse(SCHOOL.replace(before, after, 1), "school.toml")
    assert caught.value.details["field"] == field
    assert caught.value.details["line"] == line
    assert ("line" in caught.value.message) >= (line is not None)
    assert "hunter2" not in str(caught.value)


def test_what_people_wrote_beside_it_is_told_from_what_every_file_begins_with(school) -> None:
    written = topology_file.as_text(school)
    assert topology_file.comments(written) == ()
    noted = f'# bought in May\n{written}trusted_networks = ["10.0.0.0/8"]  # the "CDN" #1\n'
    assert topology_file.comments(noted) == ("# bought in May", '# the "CDN" #1')
    assert topology_file.comments("name = \"a # b\"\nkey = '# c'\n") == ()


def test_what_a_file_was_lies_beside_it(tmp_path) -> None:
    place = tmp_path / "own" / "topology.toml"
    topology_file.replace_text(place, "one")
    assert not topology_file.before_path(place).exists()
    topology_file.replace_text(place, "two")
    assert (place.read_text(), topology_file.before_path(place).read_text()) == ("two", "one")
    assert sorted(each.name for each in place.parent.iterdir()) == ["topology.toml", "topology.toml.before"]


def test_a_file_that_is_not_there(tmp_path) -> None:
    with pytest.raises(NotFound):
        topology_file.read(tmp_path / "none.toml")
    with pytest.raises(Refused):
        topology_file.read(tmp_path)


@pytest.mark.parametrize(("text", "amount"), [("512M", 512 * 1024**2), ("8 GiB", 8 * GIB), ("1000", 1000)])
def test_sizes(text: str, amount: int) -> None:
    assert topology_file.size(text) == amount
    assert topology_file.size(topology_file.size_text(amount)) == amount
