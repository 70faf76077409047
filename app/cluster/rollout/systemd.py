"""A roll-out on hosts that run CLMS by units of systemd, over SSH or on this computer.

Nothing here ever ran under a real systemd: the commands arrive at a real SSH server in the tests, a real shell runs them,
nginx looks at its list, and ``sudo``, ``systemctl`` and ``systemd-run`` only stand in.

Each host has ``/opt/clms/releases/VERSION``, a virtual environment for each release, and ``/opt/clms/nodes/NAME``, a
link to the one a node runs. Whoever logs in needs ``sudo`` without a question, and the first API node's host the
settings of a migration in ``/etc/clms/migrate.env`` and ``migrate.secrets.env``.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from pathlib import Path

from app.cluster.hosts import obey
from app.cluster.rendering.environment import MIGRATION
from app.cluster.rendering.nginx import upstream_path
from app.cluster.rendering.places import owner, places
from app.cluster.rendering.systemd import RELEASES, unit_name
from app.cluster.rollout.commands import (
    ASK,
    CLIENTS,
    LONG_S,
    Command,
    CommandFleet,
    hosts_of,
    in_list,
    on_linux,
)
from app.cluster.rollout.fleet import Act, Deed
from app.domain.topology import Host, Node, NodeKind

_CGROUP = Path("/proc/self/cgroup")
_RUN_BY_SYSTEMD = "test -d /run/systemd/system || { echo 'systemd does not run this computer' >&2; exit 1; }"


class SystemdFleet(CommandFleet):
    """Units of systemd."""

    def commands(self, deed: Deed) -> Iterator[Command]:
        """See :class:`CommandFleet`."""
        if deed.act is Act.INSTALL:
            yield from self._install(deed)
        elif deed.act is Act.MIGRATE:
            yield from self._migrate(deed)
        else:
            assert deed.node is not None
            if deed.act is Act.REPLACE:
                yield self._replace(deed.node, deed.release)
            else:
                yield from self._balance(deed.node, deed.act is Act.DRAIN)

    def release_of(self, node: Node) -> str:
        """Where its link leads."""
        link = f"{RELEASES}/nodes/{node.name}"
        return obey(self.topology.host_of(node), f'basename "$(readlink {link})"').strip()

    def releases(self) -> tuple[str, ...]:
        """What is whole below ``/opt/clms/releases`` on each host that runs CLMS."""
        look = f"for each in {RELEASES}/releases/*/bin/clms; do [ ! -x $each ] || echo $each; done"
        found = []
        for host in hosts_of(self.topology, NodeKind.API, NodeKind.WORKER):
            lines = obey(host, look).splitlines()
            found.append({line.split("/")[-3] for line in lines})
        return tuple(set.intersection(*found)) if found else ()

    def carries(self, node: Node) -> bool:
        """A process knows the unit it belongs to, however its host is reached: cgroups(7)."""
        return on_linux() and f"/{unit_name(node)}" in _CGROUP.read_text()

    def _install(self, deed: Deed) -> Iterator[Command]:
        """No host is touched before all have shown that they can be: by sudo without a question, and sd_booted(3)."""
        for host in hosts_of(self.topology, NodeKind.PROXY, NodeKind.API, NodeKind.WORKER):
            yield self._as_root(host, _RUN_BY_SYSTEMD)
        place = f"{RELEASES}/releases/{deed.release}"
        there = f"test -x {place}/bin/clms || {{ echo 'release {deed.release} is not there' >&2; exit 1; }}"
        if deed.wheel is not None:
            file = shlex.quote(f"{place}/{deed.wheel.name}")
            there = f"""\
if [ -e {place}.part ] || [ ! -x {place}/bin/clms ]; then
  mkdir -p {RELEASES}/releases; touch {place}.part; rm -rf {place}
  python3 -m venv {place}
  cat > {file}
  {place}/bin/pip install --quiet --no-input --disable-pip-version-check {file} >&2
  rm {place}.part
elif ! cmp -s - {file}; then echo 'another release {deed.release} is there already' >&2; exit 1
fi"""
        back = f"{RELEASES}/releases/{deed.keep}"
        way_back = f"test -x {back}/bin/clms || {{ echo 'release {deed.keep}, the way back, is not there' >&2; exit 1; }}"
        given = deed.wheel.read_bytes() if deed.wheel is not None else b""
        for host in hosts_of(self.topology, NodeKind.API, NodeKind.WORKER):
            yield self._as_root(host, f"{way_back}\n{there}", given, patience_s=LONG_S)

    def _migrate(self, deed: Deed) -> Iterator[Command]:
        host = next(hosts_of(self.topology, NodeKind.API))
        folder = places(self.topology, MIGRATION).config
        properties = (
            f"User={owner(self.topology, MIGRATION)}",
            f"EnvironmentFile={folder}/migrate.env",
            f"EnvironmentFile={folder}/migrate.secrets.env",
            f"StateDirectory={places(self.topology, MIGRATION).data.removeprefix('/var/lib/')}",
        )
        told = " ".join(f"--property={each}" for each in properties)
        clms = (
            f"systemd-run --quiet --pipe --wait --collect {told} {RELEASES}/releases/{deed.release}/bin/clms"
        )
        yield self._as_root(host, f"{clms} migrate --keep {deed.keep}", patience_s=LONG_S)
        client = CLIENTS[self.topology.engine]
        for database in hosts_of(self.topology, NodeKind.DATABASE):
            yield self._as_root(host, f"{clms} migrate --rights")
            yield self._as_root(
                database,
                f"""\
if [ "$({client} --batch --skip-column-names --execute='SELECT @@GLOBAL.read_only')" = 0 ]; then {client}
else cat > /dev/null  # a replica: it is given them by the primary
fi""",
                takes=True,
            )

    def _balance(self, node: Node, drained: bool) -> Iterator[Command]:
        for proxy in self.topology.of(NodeKind.PROXY):
            file = upstream_path(self.topology, proxy)
            test = 'nginx -t -q || { printf \'%s\\n\' "$old" > "$f"; exit 1; }\nsystemctl reload nginx'
            yield self._as_root(self.topology.host_of(proxy), f"f={file}\n{in_list(node, drained)}{test}")

    def _replace(self, node: Node, release: str) -> Command:
        link = f"{RELEASES}/nodes/{node.name}"
        script = f"""\
test -x {RELEASES}/releases/{release}/bin/clms
mkdir -p {RELEASES}/nodes
ln -sfn {RELEASES}/releases/{release} {link}.new
mv -T {link}.new {link}
systemctl restart {unit_name(node)}"""
        return self._as_root(self.topology.host_of(node), script)

    def _asking(self, node: Node, path: str) -> str:
        host, port = self.topology.address(node)
        place = f"[{host}]" if ":" in host else host
        return f"python3 -c {shlex.quote(ASK)} http://{place}:{port}{path}"

    def _restarts(self, node: Node) -> str:
        return f"systemctl show --property=NRestarts --value {unit_name(node)}"

    def _as_root(
        self, host: Host, script: str, given: bytes = b"", *, takes: bool = False, patience_s: float = 90.0
    ) -> Command:
        return Command(host, f"sudo -n sh -euc {shlex.quote(script)}", given, takes, patience_s)
