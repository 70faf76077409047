"""A roll-out of containers on one host. A release is the image ``clms:VERSION``, which is there before.

Nothing here ever ran with real containers: the tests have the commands run by a real shell on the rendered files, and
``docker`` only stands in.

Which one a node runs stands in the file ``.env`` beside ``compose.yaml``, which Compose fills in.
"""

from __future__ import annotations

import shlex
from collections.abc import Iterator

from app.cluster.hosts import obey
from app.cluster.rendering.compose import release_variable
from app.cluster.rendering.environment import MIGRATION
from app.cluster.rendering.nginx import UPSTREAM
from app.cluster.rollout.commands import ASK, CLIENTS, LONG_S, Command, CommandFleet, in_list
from app.cluster.rollout.fleet import Act, Deed
from app.domain.topology import Node, NodeKind, Topology


class ComposeFleet(CommandFleet):
    """Containers by Compose. ``program`` is ``docker`` or ``podman``."""

    def __init__(self, topology: Topology, program: str = "docker") -> None:
        super().__init__(topology)
        self._host = topology.hosts[0]
        self._home = f"/opt/{topology.name}"
        self._program = program
        self._compose = f"{program} compose"

    def commands(self, deed: Deed) -> Iterator[Command]:
        """See :class:`CommandFleet`."""
        if deed.act is Act.INSTALL:
            yield self._there(deed.keep, "the way back, ")
            yield self._there(deed.release)
        elif deed.act is Act.MIGRATE:
            yield from self._migrate(deed)
        else:
            assert deed.node is not None
            if deed.act is Act.REPLACE:
                yield self._replace(deed.node, deed.release)
            else:
                yield from self._balance(deed.node, deed.act is Act.DRAIN)

    def release_of(self, node: Node) -> str:
        """The tag of the image its container was made of."""
        told = obey(self._host, self._at_home(f"{self._compose} ps --format '{{{{.Image}}}}' {node.name}"))
        return told.strip().rpartition(":")[2]

    def releases(self) -> tuple[str, ...]:
        """The tags of the images that were built."""
        told = obey(self._host, f"{self._program} image ls --format '{{{{.Tag}}}}' clms")
        return tuple(set(told.split()) - {"<none>", "latest"})

    def _there(self, release: str, what: str = "") -> Command:
        complaint = f"the image clms:{release}, {what}is not there: build it by the Containerfile"
        return self._command(
            f"{self._program} image inspect clms:{release} > /dev/null 2>&1 || {{ echo {shlex.quote(complaint)} >&2; exit 1; }}"
        )

    def _migrate(self, deed: Deed) -> Iterator[Command]:
        run = f"{release_variable(MIGRATION)}={deed.release} {self._compose} run --rm --no-deps --no-TTY migrate"
        client = CLIENTS[self.topology.engine]
        yield self._command(f"{run} migrate --keep {deed.keep}", patience_s=LONG_S)
        for node in self.topology.of(NodeKind.DATABASE):
            yield self._command(f"{run} migrate --rights")
            inside = f"""\
export MYSQL_PWD="$(cat /run/secrets/admin)"
if [ "$({client} --user=root --batch --skip-column-names --execute='SELECT @@GLOBAL.read_only')" = 0 ]; then {client} --user=root
else cat > /dev/null
fi"""
            yield self._command(
                f"{self._compose} exec --no-TTY {node.name} sh -euc {shlex.quote(inside)}", takes=True
            )

    def _balance(self, node: Node, drained: bool) -> Iterator[Command]:
        for proxy in self.topology.of(NodeKind.PROXY):
            nginx = f"{self._compose} exec --no-TTY {proxy.name} nginx"
            yield self._command(
                f"f={proxy.name}/{UPSTREAM}  # written in its place: the container has this very file\n"
                f"{in_list(node, drained)}"
                f'{nginx} -t -q || {{ printf \'%s\\n\' "$old" > "$f"; exit 1; }}\n'
                f"{nginx} -s reload"
            )

    def _replace(self, node: Node, release: str) -> Command:
        name = release_variable(node)
        return self._command(
            f"touch .env\nnew=$(sed '/^{name}=/d' .env)\nprintf '%s\\n' \"$new\" {name}={release} > .env.new\n"
            f"mv .env.new .env\n{self._compose} up --detach --no-deps --no-build {node.name}"
        )

    def _asking(self, node: Node, path: str) -> str:
        url = f"http://127.0.0.1:{node.port}{path}"
        return self._at_home(f"{self._compose} exec --no-TTY {node.name} python -c {shlex.quote(ASK)} {url}")

    def _restarts(self, node: Node) -> str:
        return self._at_home(
            f"{self._program} inspect --format '{{{{.RestartCount}}}}' \"$({self._compose} ps --quiet {node.name})\""
        )

    def _command(self, script: str, *, takes: bool = False, patience_s: float = 90.0) -> Command:
        return Command(self._host, self._at_home(f"set -eu\n{script}"), b"", takes, patience_s)

    def _at_home(self, script: str) -> str:
        return f"cd {self._home}\n{script}"
