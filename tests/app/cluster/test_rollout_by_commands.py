"""Roll-outs by commands, which arrive at a real SSH server and are run by its shell, with nginx looking at its own list.

What needs a whole computer stands in: ``sudo``, ``systemctl``, ``systemd-run`` and ``docker`` write down what they are
told and do what can be seen of it. The API nodes behind that are small servers that look which release they were given.
"""

from __future__ import annotations

import contextlib
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec
import pytest

from app.cluster import topology_file
from app.cluster.rendering.compose import compose
from app.cluster.rendering.nginx import UPSTREAM, upstream
from app.cluster.rollout.choosing import FLEETS, fleet_of
from app.cluster.rollout.commands import CommandFleet
from app.cluster.rollout.fleet import Act, Deed
from app.cluster.rollout.looking import see
from app.cluster.rollout.rollout import Patience, Rollout
from app.domain.actors import Actor, Role
from app.domain.topology import GIB, Driver, Host, Node, NodeKind, Ssh, Topology
from app.errors import Denied, Refused, Unreachable
from app.services.rollouts import RolloutsService
from tests.app.cluster.kit import database, local
from tests.app.cluster.rollout_kit import Server, Told, serving
from tests.servers.databases import hand_over
from tests.servers.ssh import SshServer

OLD, NEW = "1.0", "2.0"
PATIENT = Patience(interval_s=0.01, healthy=1, ready_s=20, drain_s=20, watch_s=0.1, fall=2, look_s=0.02)

_STAND_INS = {
    "sudo": '[ "$1" = -n ] || exit 1; shift; exec "$@"',
    "systemctl": """
case $1 in
  show) cat {root}/restarts 2>/dev/null || echo 0 ;;
  *) echo "$*" >> {root}/journal ;;
esac""",
    "systemd-run": """
echo "$*" >> {root}/journal
while case $1 in --*) true ;; *) false ;; esac; do shift; done
exec "$@" """,
    "mariadb": """
case "$*" in
  *read_only*) echo 0 ;;
  *) cat >> {root}/statements ;;
esac""",
    "python": 'exec python3 "$@"',
    "nginx": """
sed 's/server api-[0-9]*:/server 127.0.0.1:/; s/ resolve//' {root}/list > {root}/list-of-addresses
exec {nginx} -t -q -c {root}/nginx.conf -e /dev/null""",
    "docker": """
echo "$*" >> {root}/journal
case "$1 $2" in
  "image ls") for each in "{root}"/image-clms:*; do echo "${each##*:}"; done; echo latest; exit ;;
  "image inspect") exec test -e "{root}/image-$3" ;;
  "inspect --format") exec cat {root}/restarts ;;
esac
shift
case $1 in
  ps) name=RELEASE_$(eval echo "\\$$#" | tr a-z- A-Z_)
      if [ "$2" = --quiet ]; then echo 0123; else echo "clms:$(sed -n "s/^$name=//p" .env)"; fi ;;
  exec) shift 3; [ "$*" = "nginx -s reload" ] || exec "$@" ;;
  run) while [ "$1" != migrate ]; do shift; done; shift; exec {root}/migration "$@" ;;
esac""",
}
"""``{root}`` is the folder everything is moved below."""

_CLMS = """#!/bin/sh
case "$*" in
  *--rights*) echo "GRANT SELECT ON shelves TO clms_desk;" ;;
  *--keep*) echo "0042 is applied for $3." ;;
esac
"""


@dataclass
class OnHost(Server):
    """An API node that runs what its host says. ``told`` reads the release, ``listed`` nginx' line of it."""

    told: Callable[[], str] = lambda: OLD
    listed: Callable[[], str] = str

    def answer(self, path: str) -> tuple[int, str]:
        if (release := self.told()) != self.version:
            self.version, self.requests, self.errors = release, 0, 0
            self.ready = release != self.breaks_with
        self.drained = " down;" in self.listed()
        return super().answer(path)


@dataclass
class Site:
    """One computer behind SSH, and the roll-out that is to be done there. ``root`` is where its files are."""

    root: Path
    fleet: CommandFleet
    servers: dict[str, OnHost]
    list: Path

    def arrived(self) -> str:
        """Every command, as it came."""
        return (self.root / "arrived").read_text()

    def journal(self) -> list[str]:
        """What the programs that stand in were told."""
        place = self.root / "journal"
        return place.read_text().splitlines() if place.exists() else []

    def out(self) -> set[str]:
        """The nodes that nginx leaves out."""
        return set(re.findall(r" down;  # (\S+)$", self.list.read_text(), re.MULTILINE))

    def versions(self) -> dict[str, str]:
        """What each API node says it runs."""
        return {node.name: see(self.fleet, node).version for node in self.fleet.topology.of(NodeKind.API)}

    def node(self, name: str) -> Node:
        """One of them."""
        return self.fleet.topology.node(name)

    def do(self, act: Act, node: str, release: str = NEW) -> str:
        """One step at a node."""
        return self.fleet.do(Deed(act, release, self.node(node)))


@pytest.fixture(scope="module")
def way(ssh: SshServer) -> Iterator[Ssh]:
    """To a host whose files are moved, with the programs that stand in on its PATH."""
    place = ssh.home / "moved"
    place.mkdir()
    nginx = shutil.which("nginx", path="/usr/sbin:/usr/bin")
    assert nginx, "apt-get install nginx"
    made = []
    for name, script in _STAND_INS.items():
        program = ssh.programs / name
        program.write_text(
            "#!/bin/sh\n" + script.replace("{root}", str(place)).replace("{nginx}", nginx) + "\n"
        )
        program.chmod(0o755)
        made.append(program)
    yield ssh.moved(place, "/opt/", "/etc/nginx", "/run/systemd/", "/run/secrets/")
    for each in made:
        each.unlink()
    shutil.rmtree(place)


@pytest.fixture(params=[Driver.SYSTEMD, Driver.COMPOSE])
def site(request: pytest.FixtureRequest, way: Ssh) -> Iterator[Site]:
    """Two API nodes and a worker of release 1.0, by each way to run them; release 2.0 is there already."""
    driver = request.param
    root = Path(way.key_file).parent
    servers = {name: OnHost() for name in ("api-1", "api-2")}
    with contextlib.ExitStack() as stack:
        for server in servers.values():
            stack.enter_context(serving(server))
        topology = _topology(driver, servers, Host("school", "127.0.0.1", 4 * GIB, 2, ssh=way))
        make = _units if driver is Driver.SYSTEMD else _containers
        told, upstreams = make(root, topology)
        upstreams.write_text(upstream(topology))
        (root / "nginx.conf").write_text(
            f"pid {root}/pid; events {{}} http {{ access_log off; upstream clms {{ include {root}/list-of-addresses; }} }}"
        )
        (root / "list").symlink_to(upstreams)
        for name, server in servers.items():
            server.told, server.listed = told(name), lambda name=name: _line_of(upstreams, name)  # type: ignore[misc]
        for each in (root, *root.rglob("*")):
            if not each.is_symlink():
                hand_over(each)
        yield Site(root, FLEETS[driver](topology), servers, upstreams)
    for each in set(root.iterdir()) - {root / "own", root / "own.pub", root / "moved"}:
        shutil.rmtree(each) if each.is_dir() else each.unlink()


def _topology(driver: Driver, servers: dict[str, OnHost], host: Host) -> Topology:
    nodes = [Node("proxy", NodeKind.PROXY, host.name, 8443), Node("worker", NodeKind.WORKER, host.name)]
    nodes += [Node(name, NodeKind.API, host.name, server.port) for name, server in servers.items()]
    nodes.append(msgspec.structs.replace(database(), host=host.name))
    return local(Path("/srv"), tuple(nodes), hosts=(host,), driver=driver, name="san-isidro", folder="")


def _line_of(place: Path, name: str) -> str:
    return next((line for line in place.read_text().splitlines() if line.endswith(f"# {name}")), "")


def _units(root: Path, topology: Topology) -> tuple[Callable[[str], Callable[[], str]], Path]:
    place = root / "opt" / "clms"
    for release in (OLD, NEW):
        program = place / "releases" / release / "bin" / "clms"
        program.parent.mkdir(parents=True)
        program.write_text(_CLMS)
        program.chmod(0o755)
    (place / "nodes").mkdir()
    for name in ("api-1", "api-2", "worker"):
        (place / "nodes" / name).symlink_to(place / "releases" / OLD)
    (root / "run" / "systemd" / "system").mkdir(parents=True)
    (root / "etc" / "nginx").mkdir(parents=True)
    return lambda name: lambda: (place / "nodes" / name).readlink().name, root / "etc" / "nginx" / UPSTREAM


def _containers(root: Path, topology: Topology) -> tuple[Callable[[str], Callable[[], str]], Path]:
    place = root / "opt" / topology.name
    (place / "proxy").mkdir(parents=True)
    (place / "compose.yaml").write_text(compose(topology))
    (place / ".env").write_text("".join(f"RELEASE_{name}={OLD}\n" for name in ("API_1", "API_2", "WORKER")))
    (root / "run" / "secrets").mkdir(parents=True)
    (root / "run" / "secrets" / "admin").write_text("only-for-tests")
    (root / "migration").write_text(_CLMS)
    (root / "migration").chmod(0o755)
    for release in (OLD, NEW):
        (root / f"image-clms:{release}").touch()

    def told(name: str) -> Callable[[], str]:
        variable = f"RELEASE_{name.replace('-', '_').upper()}"
        return lambda: dict(re.findall(r"^(\w+)=(.*)$", (place / ".env").read_text(), re.MULTILINE))[variable]

    return told, place / "proxy" / UPSTREAM


def test_a_node_is_taken_out_of_nginx_and_put_back_and_never_the_last(site: Site) -> None:
    before = site.list.read_text()
    site.do(Act.DRAIN, "api-1")
    assert site.out() == {"api-1"}
    site.do(Act.DRAIN, "api-1")  # may be repeated
    assert site.out() == {"api-1"}
    with pytest.raises(Refused, match="school says: api-2 is the last API node that gets requests"):
        site.do(Act.DRAIN, "api-2")
    assert site.out() == {"api-1"}
    site.do(Act.UNDRAIN, "api-1")
    assert site.list.read_text() == before


def test_what_nginx_does_not_take_is_taken_back(site: Site) -> None:
    site.list.write_text(broken := site.list.read_text().replace("max_fails=", "max_fail="))
    with pytest.raises(Refused, match="school says: "):
        site.do(Act.DRAIN, "api-2")
    assert site.list.read_text() == broken
    assert not [line for line in site.journal() if "reload" in line]


def test_the_schema_is_made_by_the_new_release_and_the_rights_given_on_the_primary(site: Site) -> None:
    assert site.fleet.do(Deed(Act.MIGRATE, NEW, keep=OLD)) == f"0042 is applied for {OLD}."
    assert (site.root / "statements").read_text() == "GRANT SELECT ON shelves TO clms_desk;\n"
    told = "\n".join(site.journal())
    assert (f"releases/{NEW}/bin/clms" in told) or "run --rm --no-deps --no-TTY migrate" in told


def test_a_release_that_is_not_there_is_refused_before_anything_is_changed(site: Site) -> None:
    site.fleet.do(Deed(Act.INSTALL, NEW, keep=OLD))
    with pytest.raises(Refused, match=r"3\.0"):
        site.fleet.do(Deed(Act.INSTALL, "3.0", keep=OLD))
    with pytest.raises(Refused, match=r"0\.9, the way back, is not there"):
        site.fleet.do(Deed(Act.INSTALL, NEW, keep="0.9"))


def _wheel(folder: Path, version: str, says: str) -> Path:
    """A wheel by the name of ours that needs no others, whose command says something."""
    about = f"clms-{version}.dist-info"
    content = {
        "small_clms.py": f"def main() -> None:\n    print({says!r})\n",
        f"{about}/METADATA": f"Metadata-Version: 2.1\nName: clms\nVersion: {version}\n",
        f"{about}/WHEEL": "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
        f"{about}/entry_points.txt": "[console_scripts]\nclms = small_clms:main\n",
    }
    content[f"{about}/RECORD"] = "".join(f"{name},,\n" for name in (*content, f"{about}/RECORD"))
    folder.mkdir()
    place = folder / f"clms-{version}-py3-none-any.whl"
    with zipfile.ZipFile(place, "w") as archive:
        for name, text in content.items():
            archive.writestr(name, text)
    return place


@pytest.mark.long
@pytest.mark.parametrize("site", [Driver.SYSTEMD], indirect=True)
def test_a_wheel_is_put_beside_the_others_once(site: Site, tmp_path: Path) -> None:
    wheel = _wheel(tmp_path / "first", "3.0", "the third")
    for _ in range(2):
        site.fleet.do(Deed(Act.INSTALL, "3.0", wheel=wheel, keep=OLD))
    program = site.root / "opt" / "clms" / "releases" / "3.0" / "bin" / "clms"
    assert subprocess.run([program], capture_output=True, text=True, check=True).stdout == "the third\n"
    with pytest.raises(Refused, match=r"school says: another release 3\.0 is there already"):
        site.fleet.do(Deed(Act.INSTALL, "3.0", wheel=_wheel(tmp_path / "second", "3.0", "another"), keep=OLD))


@pytest.mark.long
def test_a_release_is_rolled_out_by_the_commands_that_were_told(site: Site) -> None:
    words = [
        told
        for act, name in ((Act.DRAIN, "api-1"), (Act.REPLACE, "api-1"), (Act.UNDRAIN, "api-1"))
        for told in site.fleet.words(Deed(act, NEW, site.node(name)))
    ]
    Rollout(site.fleet, NEW, PATIENT, Told()).roll({"api-1": OLD, "api-2": OLD, "worker": OLD})
    assert site.versions() == {"api-1": NEW, "api-2": NEW}
    assert site.fleet.release_of(site.node("worker")) == NEW
    assert site.out() == set()
    assert all(told.partition("\n")[0] == "# on school" for told in words)
    assert len(words) == 3


@pytest.mark.long
def test_a_release_that_never_gets_ready_is_taken_back(site: Site) -> None:
    site.servers["api-2"].breaks_with = NEW
    with pytest.raises(Refused) as caught:
        Rollout(site.fleet, NEW, replace(PATIENT, ready_s=0.5), Told()).roll(
            {"api-1": OLD, "api-2": OLD, "worker": OLD}
        )
    assert caught.value.code == "rolled_back"
    assert caught.value.hint.startswith(f"All nodes run {OLD} again.")
    assert site.versions() == {"api-1": OLD, "api-2": OLD}
    assert site.out() == set()


def test_a_node_that_is_started_again_and_again_is_given_up(site: Site) -> None:
    assert site.fleet.fallen(site.node("api-1")) == ""
    (site.root / "restarts").write_text("3\n")
    assert site.fleet.fallen(site.node("api-1")) == "it ended and was started again 3 times"


def test_the_deployment_is_the_one_that_is_named_or_else_the_settings_name(
    site: Site, tmp_path: Path
) -> None:
    topology_file.write(tmp_path / "named.toml", site.fleet.topology)
    for deployment, known in ((str(tmp_path / "named.toml"), "none"), ("", str(tmp_path / "named.toml"))):
        found = fleet_of(deployment, known)
        assert type(found) is type(site.fleet)
        assert found.topology == site.fleet.topology


def test_what_a_roll_out_would_find_is_told_before(site: Site, tmp_path: Path) -> None:
    topology_file.write(tmp_path / "named.toml", site.fleet.topology)
    service, olga = RolloutsService(str(tmp_path / "named.toml")), Actor(2, "Olga", Role.OPERATOR, "desk-1")
    assert service.releases(olga) == (NEW, OLD)
    look = service.look(olga)
    assert (look.deployment, [(node.name, node.release) for node in look.nodes]) == (
        "san-isidro", [("api-1", OLD), ("api-2", OLD), ("worker", OLD)],
    )  # fmt: skip
    away = Host(
        "school",
        "127.0.0.1",
        4 * GIB,
        2,
        ssh=msgspec.structs.replace(site.fleet.topology.hosts[0].ssh, port=9),
    )
    topology_file.write(tmp_path / "away.toml", msgspec.structs.replace(site.fleet.topology, hosts=(away,)))
    unseen = service.look(olga, str(tmp_path / "away.toml")).nodes
    assert [node.release for node in unseen] == ["", "", ""] and all(node.said for node in unseen)
    with pytest.raises(Unreachable):
        service.releases(olga, str(tmp_path / "away.toml"))
    for verb in (service.look, service.releases):
        with pytest.raises(Denied):
            verb(Actor(3, "Ana", Role.LIBRARIAN, "desk-1"))


def test_a_node_that_does_not_answer_and_a_host_that_is_away_are_said_apart(site: Site) -> None:
    gone = msgspec.structs.replace(site.node("api-1"), port=9)
    with pytest.raises(Unreachable, match=r"api-1 does not answer: school says: .*refused"):
        site.fleet.ask(gone, "/health")


@pytest.mark.parametrize("site", [Driver.SYSTEMD], indirect=True)
def test_a_computer_without_systemd_is_refused_before_anything_is_touched(site: Site) -> None:
    shutil.rmtree(site.root / "run" / "systemd")
    with pytest.raises(Refused, match="school says: systemd does not run this computer"):
        site.fleet.do(Deed(Act.INSTALL, NEW, keep=OLD))
    assert site.arrived().count("/opt/clms") == 0
