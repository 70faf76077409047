"""A topology that is being edited: its parts one by one, so that it may contradict itself until it is whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import msgspec

from app.domain.topology import GIB, PORTS, Engine, Host, Node, NodeKind, Topology

P = TypeVar("P", Host, Node)
_PARTS = ("hosts", "nodes")


@dataclass(frozen=True, slots=True)
class Draft:
    """``shared`` are a topology's own values by the name of their field, all but hosts and nodes."""

    shared: Mapping[str, Any]
    hosts: tuple[Host, ...] = ()
    nodes: tuple[Node, ...] = ()

    def topology(self) -> Topology:
        """The whole. Raises InvalidInput with ``details["field"]``, such as ``nodes[2].port``, where it can't be one."""
        return Topology(**self.shared, hosts=self.hosts, nodes=self.nodes)

    def address(self, node: Node) -> str:
        """Where others reach a node, "" while its host is none of the hosts; see :meth:`Topology.address`."""
        known = {host.name: host.address for host in self.hosts}
        place = node.name if self.shared["driver"] == "compose" else known.get(node.host, "")
        return f"{place}:{node.port}" if place and node.port else place

    def with_shared(self, values: Mapping[str, Any]) -> Draft:
        """With these of its own values."""
        return replace(self, shared={**self.shared, **values})

    def with_host(self, host: Host, before: str = "") -> Draft:
        """With a host, instead of the one that was called ``before`` where that is told: its nodes follow it."""
        nodes = tuple(
            msgspec.structs.replace(node, host=host.name) if before and node.host == before else node
            for node in self.nodes
        )
        return replace(self, hosts=_put(self.hosts, host, before), nodes=nodes)

    def with_node(self, node: Node, before: str = "") -> Draft:
        """With a node, likewise. One that is to be the primary is it alone."""
        others = self.nodes
        if node.primary:
            others = tuple(
                msgspec.structs.replace(each, primary=False) if each.name != before else each
                for each in self.nodes
            )
        return replace(self, nodes=_put(others, node, before))

    def without(self, part: Host | Node) -> Draft:
        """Without a node, or without a host and the nodes on it."""
        if isinstance(part, Node):
            return replace(self, nodes=tuple(each for each in self.nodes if each != part))
        hosts = tuple(each for each in self.hosts if each != part)
        return replace(self, hosts=hosts, nodes=tuple(each for each in self.nodes if each.host != part.name))

    def changed_from(self, before: Draft | None) -> tuple[str, ...]:
        """What is different: own values by their field, then ``host NAME`` and ``node NAME``."""
        old, new = _named(before), _named(self)
        return tuple(name for name in old | new if old.get(name) != new.get(name))

    def field_of(self, field: str, part: Host | Node) -> str:
        """The part's own field that ``nodes[2].port`` or ``hosts[0].ssh`` names, "" where it names another part's."""
        own: tuple[Host | Node, ...] = self.hosts if isinstance(part, Host) else self.nodes
        kind = "hosts" if isinstance(part, Host) else "nodes"
        for number, each in enumerate(own):
            if each == part and field.startswith(f"{kind}[{number}]."):
                return field.partition(".")[2]
        return ""


def draft_of(topology: Topology) -> Draft:
    """A topology taken apart."""
    names = (name for name in topology.__struct_fields__ if name not in _PARTS)
    return Draft({name: getattr(topology, name) for name in names}, topology.hosts, topology.nodes)


def first_draft() -> Draft:
    """What a deployment begins with: one of each kind of node on the computer that describes it."""
    kinds = (NodeKind.PROXY, NodeKind.API, NodeKind.WORKER, NodeKind.DATABASE, NodeKind.REDIS)
    names = ("proxy", "api-1", "worker-1", "db-1", "redis-1")
    host = Host("server-1", "127.0.0.1", 4 * GIB)
    nodes = tuple(
        Node(name, kind, host.name, PORTS[kind], primary=kind is NodeKind.DATABASE)
        for kind, name in zip(kinds, names, strict=True)
    )
    return draft_of(Topology("library", "localhost", Engine.MARIADB, "10.11", (host,), nodes))


def _named(draft: Draft | None) -> dict[str, Any]:
    if draft is None:
        return {}
    hosts = {f"host {host.name}": host for host in draft.hosts}
    return {**draft.shared, **hosts, **{f"node {node.name}": node for node in draft.nodes}}


def _put(parts: tuple[P, ...], part: P, before: str) -> tuple[P, ...]:
    """A part in the place of the one of before, or at the end."""
    made = [part if before and each.name == before else each for each in parts]
    if part not in made:
        made.append(part)
    return tuple(made)
