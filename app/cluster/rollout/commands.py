"""A roll-out by commands that are given on the hosts, each a shell script that may be repeated."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from app.cluster.hosts import obey
from app.cluster.rollout.fleet import Act, Deed
from app.domain.topology import Engine, Host, Node, NodeKind, Topology
from app.errors import ClmsError, Refused, Unreachable
from app.monitoring.asking import Answer

RENEWING_S = 90.0
"""So long a node may take to end what it began, which its unit or container is given 50 s for, and to be started."""
LONG_S = 4 * 3600.0
"""So long may packages take to arrive, and tables to be changed."""
CLIENTS = {Engine.MARIADB: "mariadb", Engine.MYSQL: "mysql"}
ASK = """\
import sys, urllib.error, urllib.request as web
try:
    told = web.build_opener(web.ProxyHandler({})).open(sys.argv[1], timeout=5)
except urllib.error.HTTPError as answer:
    told = answer
except OSError as problem:
    sys.exit(str(getattr(problem, "reason", problem)))
sys.stdout.write("%d\\n%s" % (told.status, told.read().decode()))
"""
"""Asks an API node from its own computer, by any Python: curl is not everywhere."""


@dataclass(frozen=True, slots=True)
class Command:
    """A script and where it runs. ``given`` is its input; with ``takes`` that is what the command before it printed."""

    host: Host
    script: str
    given: bytes = b""
    takes: bool = False
    patience_s: float = RENEWING_S


class CommandFleet:
    """What ways to run CLMS share that work by commands. ``commands`` gives those of a step."""

    def __init__(self, topology: Topology) -> None:
        self.topology = topology

    def commands(self, deed: Deed) -> Iterable[Command]:
        """The commands of a step, in order."""
        raise NotImplementedError

    def words(self, deed: Deed) -> tuple[str, ...]:
        """With the host before each."""
        return tuple(f"# on {each.host.name}\n{each.script.strip()}" for each in self.commands(deed))

    def do(self, deed: Deed) -> str:
        """One after the other; the first that fails ends it."""
        said, told = "", []
        for command in self.commands(deed):
            given = said.encode() if command.takes else command.given
            said = obey(command.host, command.script, given, command.patience_s)
            if deed.act is Act.MIGRATE and not command.takes and "--rights" not in command.script:
                told.append(said.strip())
        return "\n".join(filter(None, told))

    def ask(self, node: Node, path: str) -> Answer:
        """By a Python beside the node. Raises Unreachable, also when only the node does not answer."""
        try:
            status, _, body = obey(self.topology.host_of(node), self._asking(node, path)).partition("\n")
            return Answer(int(status), body.encode())
        except Refused as problem:
            raise Unreachable(
                f"{node.name} does not answer: {problem.message}", code="no_answer"
            ) from problem
        except ValueError:
            raise Unreachable(f"{node.name} was not asked: {status[:200]}", code="no_answer") from None

    def _asking(self, node: Node, path: str) -> str:
        raise NotImplementedError

    def fallen(self, node: Node) -> str:
        """Whoever looks after it has started it again."""
        try:
            times = obey(self.topology.host_of(node), self._restarts(node)).strip()
        except ClmsError:
            return ""
        return f"it ended and was started again {times} times" if times.isdecimal() and times != "0" else ""

    def _restarts(self, node: Node) -> str:
        raise NotImplementedError

    def carries(self, node: Node) -> bool:
        """Containers have no way to give commands to the host they are on."""
        return False


def hosts_of(topology: Topology, *kinds: NodeKind) -> Iterator[Host]:
    """The hosts of nodes of these kinds, each once."""
    names = dict.fromkeys(node.host for node in topology.nodes if node.kind in kinds)
    return (topology.host(name) for name in names)


def in_list(node: Node, drained: bool) -> str:
    """A script that marks an API node in nginx' list, whose path is in ``$f``, as down or takes the mark away. Refuses
    to mark the last one; what nginx would not take is taken back."""
    name = node.name
    change = (
        f"/# {name}$/{{/ down;/!s/;  # {name}$/ down;  # {name}/}}" if drained else f"/# {name}$/s/ down;/;/"
    )
    return f"""\
grep -q '# {name}$' "$f" || {{ echo "{name} is not in $f" >&2; exit 1; }}
old=$(cat "$f")
new=$(printf '%s\\n' "$old" | sed '{change}')
printf '%s\\n' "$new" | grep '^ *server ' | grep -qv ' down;' || {{ echo '{name} is the last API node that gets requests' >&2; exit 1; }}
printf '%s\\n' "$new" > "$f"
"""


def on_linux() -> bool:
    """Whether this process can be in a unit at all."""
    return sys.platform.startswith("linux")
