"""The topology and its files through the service: who may, what is kept, what is audited."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest

from app.bootstrap import App, build
from app.cluster import topology_file
from app.cluster.checking.finding import State
from app.cluster.comparing import Standing
from app.cluster.rendering.guide import entries
from app.cluster.rendering.secrets import NAMES
from app.domain.actors import Actor, Role
from app.domain.audit import AuditLine, AuditQuery
from app.domain.paging import Window
from app.domain.topology import Host, Node, NodeKind, Topology
from app.errors import Conflict, Denied, InvalidInput, NotFound, Refused
from app.services.acts import new_key
from app.services.cluster import ClusterService
from app.settings import Settings
from tests.app.cluster.kit import SCHOOL, SECRETS
from tests.servers.databases import free_port
from tests.servers.ssh import SshServer

OLGA = Actor(None, "Olga Operator", Role.OPERATOR, "desk-1")


@pytest.fixture
def library(tmp_path: Path, sqlite_library: str) -> Iterator[App]:
    (tmp_path / "data").mkdir()
    shutil.copyfile(sqlite_library.removeprefix("sqlite:///"), tmp_path / "data" / "clms.db")
    with build(Settings(data_dir=tmp_path / "data", bcrypt_rounds=4)) as app:
        yield app


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "own" / "topology.toml"


@pytest.fixture
def service(library: App, place: Path) -> ClusterService:
    return ClusterService(library.core, lambda: place)


@pytest.fixture
def school() -> Topology:
    return topology_file.parse(SCHOOL)


def _audited(library: App) -> list[AuditLine]:
    admin = Actor(None, "x", Role.ADMIN, "x")
    return list(library.audit.list(admin, AuditQuery(entity="topology"), Window()).rows)


@pytest.mark.parametrize("role", [Role.LIBRARIAN, Role.KIOSK])
def test_the_desk_may_do_nothing_here(
    service: ClusterService, school: Topology, role: Role, tmp_path: Path, place: Path
) -> None:
    actor = Actor(2, "Ana", role, "desk-1")
    for verb in (
        lambda: service.topology(actor),
        lambda: service.parse(actor, SCHOOL),
        lambda: service.text_of(actor, school),
        lambda: service.save(actor, SCHOOL, ""),
        lambda: service.foresee(actor, SCHOOL),
        lambda: service.before(actor),
        lambda: service.save_file(actor, school, "front/etc/nginx/nginx.conf", tmp_path / "out"),
        lambda: service.test_host(actor, school, "back"),
        lambda: service.test_node(actor, school, "api-1"),
        lambda: service.compare(actor, school),
        lambda: service.check(actor, school),
        lambda: service.files(actor, school),
        lambda: service.save_files(actor, school, tmp_path / "out"),
        lambda: service.guide(actor),
    ):
        with pytest.raises(Denied):
            verb()
    assert not place.exists()
    assert not (tmp_path / "out").exists()


def test_the_first_topology_is_kept_and_audited(library: App, service: ClusterService, place: Path) -> None:
    none = service.topology(OLGA)
    assert (none.path, none.text, none.topology, none.problem) == (str(place), "", None, None)
    saved = service.save(OLGA, SCHOOL, none.version).value
    assert place.read_text() == SCHOOL
    assert {"name", "host front", "node api-1"} <= set(saved.changed)
    kept = service.topology(OLGA)
    assert (kept.version, kept.text) == (saved.version, SCHOOL)
    assert kept.topology == topology_file.parse(SCHOOL)
    (line,) = _audited(library)
    assert (line.action, line.label, line.actor) == ("create", "san-isidro", "Olga Operator")


def test_only_what_changed_is_audited(library: App, service: ClusterService) -> None:
    service.save(OLGA, SCHOOL, "")
    kept = service.topology(OLGA)
    assert kept.topology is not None
    api = Node("api-3", NodeKind.API, "back", 3003)
    edited = msgspec.structs.replace(kept.topology, nodes=(*kept.topology.nodes, api), pool=30)
    saved = service.save(OLGA, service.text_of(OLGA, edited), kept.version).value
    assert set(saved.changed) == {"pool", "node api-3"}
    assert service.topology(OLGA).topology == edited
    newest = _audited(library)[0]
    entry = library.audit.entry(Actor(None, "x", Role.ADMIN, "x"), newest.id)
    assert newest.action == "change"
    assert {each.field: (each.before, each.after) for each in entry.differences}["pool"] == ("20", "30")


def test_what_a_save_would_do_is_told_before_and_what_was_is_kept(
    service: ClusterService, place: Path
) -> None:
    first = service.foresee(OLGA, SCHOOL)
    assert (first.version, first.before, first.comments) == ("", "", ())
    assert {"name", "node api-1"} <= set(first.changed)
    noted = SCHOOL.replace('name = "front"', 'name = "front"  # the old desk computer')
    service.save(OLGA, noted, "")
    school = service.topology(OLGA).topology
    assert school is not None
    edited = service.text_of(OLGA, msgspec.structs.replace(school, pool=30))
    foreseen = service.foresee(OLGA, edited)
    assert foreseen.changed == ("pool",)
    assert foreseen.comments == ("# the old desk computer",)
    assert "+pool = 30" in foreseen.difference.splitlines()
    assert place.read_text() == noted, "nothing is changed by looking"
    assert service.before(OLGA).text == ""
    service.save(OLGA, edited, foreseen.version)
    assert service.before(OLGA).text == noted
    back = service.foresee(OLGA, service.before(OLGA).text)
    service.save(OLGA, back.text, back.version)
    assert (place.read_text(), service.before(OLGA).text) == (noted, edited)
    with pytest.raises(InvalidInput):
        service.foresee(OLGA, SCHOOL.replace('kind = "worker"', 'kind = "walker"'))


def test_a_topology_that_cannot_be_used_is_named_with_its_line_and_not_kept(
    library: App, service: ClusterService, place: Path
) -> None:
    service.save(OLGA, SCHOOL, "")
    version = service.topology(OLGA).version
    wrong = SCHOOL.replace("port = 2222", "port = 70000")
    for verb in (lambda: service.parse(OLGA, wrong), lambda: service.save(OLGA, wrong, version)):
        with pytest.raises(InvalidInput, match="line 14") as caught:
            verb()
        assert caught.value.details["field"] == "hosts[0].ssh"
    assert place.read_text() == SCHOOL
    assert len(_audited(library)) == 1


def test_a_file_that_somebody_broke_is_shown_with_its_problem(service: ClusterService, place: Path) -> None:
    service.save(OLGA, SCHOOL, "")
    place.write_text(SCHOOL.replace('kind = "worker"', 'kind = "walker"'))
    kept = service.topology(OLGA)
    assert kept.topology is None
    assert "walker" in kept.text
    assert kept.problem is not None
    assert kept.problem.details["line"] == 40
    assert service.save(OLGA, SCHOOL, kept.version).value.changed
    assert service.topology(OLGA).problem is None


def test_what_somebody_changed_meanwhile_is_not_overwritten(
    library: App, service: ClusterService, place: Path
) -> None:
    service.save(OLGA, SCHOOL, "")
    version = service.topology(OLGA).version
    place.write_text(SCHOOL + "# by hand\n")
    with pytest.raises(Conflict):
        service.save(OLGA, SCHOOL.replace("16G", "32G"), version)
    with pytest.raises(Conflict):
        service.save(OLGA, SCHOOL, "")
    assert place.read_text().endswith("# by hand\n")
    assert len(_audited(library)) == 1


def test_a_topology_that_cannot_be_written_is_not_audited(
    library: App, service: ClusterService, place: Path
) -> None:
    place.parent.write_text("a file where its folder would be")
    with pytest.raises(Refused):
        service.save(OLGA, SCHOOL, "")
    assert _audited(library) == []


def test_files_are_written_and_it_is_noted_whether_with_secrets(
    library: App, service: ClusterService, school: Topology, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = service.files(OLGA, school)
    key = new_key()
    receipt = service.save_files(OLGA, school, tmp_path / "out", key=key)
    assert receipt.value.files == len(files)
    for file in files:
        assert (tmp_path / "out" / file.below).read_text() == file.text
    assert service.save_files(OLGA, school, tmp_path / "out", key=key).replayed
    with pytest.raises(InvalidInput, match="is not in the keyring"):
        service.save_files(OLGA, school, tmp_path / "secret", with_secrets=True)
    assert not (tmp_path / "secret").exists()
    told = msgspec.structs.replace(school.credentials, **{name: f"env:OF_{name}" for name in NAMES})
    for name in NAMES:
        monkeypatch.setenv(f"OF_{name}", SECRETS[name])
    known = msgspec.structs.replace(school, credentials=told)
    service.save_files(OLGA, known, tmp_path / "secret", with_secrets=True)
    assert SECRETS["jwt"] in (tmp_path / "secret/front/etc/clms/api-1.secrets.env").read_text()
    lines = _audited(library)
    assert [line.action for line in lines] == ["save_files", "save_files"]
    admin = Actor(None, "x", Role.ADMIN, "x")
    told_of = [
        {each.field: each.after for each in library.audit.entry(admin, line.id).differences} for line in lines
    ]
    assert [each["with_secrets"] for each in told_of] == ["yes", "no"]
    assert not any(secret in str(told_of) for secret in SECRETS.values())


def test_one_file_is_written_where_it_is_wanted(
    library: App, service: ClusterService, school: Topology, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = next(each for each in service.files(OLGA, school) if each.below.endswith("api-1.secrets.env"))
    monkeypatch.setenv("CLMS_JWT", SECRETS["jwt"])
    marked, whole = tmp_path / "marked.env", tmp_path / "whole.env"
    assert service.save_file(OLGA, school, file.below, marked).value.files == 1
    assert marked.read_text() == file.text
    with pytest.raises(InvalidInput, match="is not in the keyring"):
        service.save_file(OLGA, school, file.below, whole, with_secrets=True)
    told = msgspec.structs.replace(school.credentials, **{name: f"env:OF_{name}" for name in NAMES})
    for name in NAMES:
        monkeypatch.setenv(f"OF_{name}", SECRETS[name])
    known = msgspec.structs.replace(school, credentials=told)
    service.save_file(OLGA, known, file.below, whole, with_secrets=True)
    assert SECRETS["jwt"] in whole.read_text()
    assert [line.action for line in _audited(library)] == ["save_files", "save_files"]
    with pytest.raises(NotFound):
        service.save_file(OLGA, school, "front/etc/passwd", tmp_path / "none")


def test_hosts_and_nodes_are_looked_at(service: ClusterService, school: Topology, ssh: SshServer) -> None:
    front = Host("front", "127.0.0.1", ssh=ssh.way)
    off = Host("back", "127.0.0.1", ssh=msgspec.structs.replace(ssh.way, port=free_port()))
    topology = msgspec.structs.replace(school, hosts=(front, off))
    assert service.test_host(OLGA, topology, "front").state is State.GOOD
    unknown = service.test_host(OLGA, topology, "back")
    assert unknown.state is State.UNKNOWN
    assert "can't be asked" in unknown.said
    with pytest.raises(NotFound):
        service.test_host(OLGA, topology, "side")
    nodes = tuple(
        msgspec.structs.replace(each, port=free_port()) if each.port else each for each in school.nodes
    )
    nowhere = msgspec.structs.replace(topology, nodes=nodes)
    assert service.test_node(OLGA, nowhere, "api-1").state is State.UNKNOWN
    with pytest.raises(NotFound):
        service.test_node(OLGA, nowhere, "api-9")


def test_files_are_compared_and_checked(service: ClusterService, school: Topology, ssh: SshServer) -> None:
    hosts = tuple(Host(host.name, "127.0.0.1", host.memory, ssh=ssh.way) for host in school.hosts)
    topology = msgspec.structs.replace(school, name="nobody-has-this", hosts=hosts)
    compared = service.compare(OLGA, topology)
    assert {each.standing for each in compared if "/etc/clms/" in each.file.path} == {Standing.MISSING}
    rendered = service.check(OLGA, topology)
    assert rendered.verdicts
    assert not rendered.unseen
    assert rendered.findings == ()
    there = service.check(OLGA, topology, as_installed=True)
    assert {each.file.below for each in there.unseen} >= {
        each.file.below for each in compared if each.standing is Standing.MISSING
    }
    assert there.state in (State.UNKNOWN, State.WRONG)


def test_the_guide_is_told_whole(service: ClusterService) -> None:
    assert service.guide(OLGA) == tuple(entries().values())
