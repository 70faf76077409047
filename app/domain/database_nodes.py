"""How the database servers of a library stand, as one process sees them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Servers:
    """The database servers beside the one in the library's URL, and how far a replica may be behind to be asked."""

    addresses: tuple[tuple[str, int], ...] = ()
    lag_bound_s: float = 2.0


ONE_SERVER = Servers()


class NodeRole(StrEnum):
    """What a server is to this process."""

    PRIMARY = "primary"  # takes writes
    REPLICA = "replica"  # answers lists, reports and search
    LAGGING = "lagging"  # a replica that is too far behind to be asked
    REFUSED = "refused"  # takes writes and must not: a newer primary was promoted
    APART = "apart"  # was a primary, or follows one that is none any more
    AWAY = "away"  # does not answer


@dataclass(frozen=True, slots=True)
class DatabaseNode:
    """``lag_s`` is how many seconds it is behind the primary at most, None where nobody knows."""

    name: str
    role: NodeRole
    lag_s: float | None


@dataclass(frozen=True, slots=True)
class DatabaseNodes:
    """``epoch`` counts promotions. ``confirmed``: whether replicas confirm commits, None where that isn't asked for or
    there is no primary; ``waiting``: commits wait for that, or for room on a disk, and come to no end; ``rivals``: several
    servers take writes with the newest epoch, so that none is trusted."""

    nodes: tuple[DatabaseNode, ...]
    epoch: int
    confirmed: bool | None
    waiting: bool = False
    rivals: bool = False

    @property
    def primary(self) -> str:
        """The name of the server that takes writes, "" while there is none."""
        return next((node.name for node in self.nodes if node.role is NodeRole.PRIMARY), "")

    def named(self, role: NodeRole) -> tuple[str, ...]:
        """The servers of a role."""
        return tuple(node.name for node in self.nodes if node.role is role)

    @property
    def trouble(self) -> str:
        """The worst of what is wrong, as a sentence; "" when nothing is."""
        return self._trouble(", ".join)

    @property
    def trouble_without_names(self) -> str:
        """As ``trouble``, for those who may not learn where the servers are."""
        return self._trouble(lambda names: f"{len(names)} of {len(self.nodes)}")

    def _trouble(self, named: Callable[[tuple[str, ...]], str]) -> str:
        if self.rivals:
            return (
                "Several database servers take writes and claim to be the newest primary, so none is trusted."
            )
        if not self.primary:
            return "No database server takes writes; the library can be read but not changed."
        if self.waiting:
            return (
                "Writes wait: the primary database server brings none to its end, for no replica confirms them or its "
                "disk is full."
            )
        if self.confirmed is False:
            return (
                "Replicas no longer confirm writes before they are acknowledged (semi-synchronous replication fell "
                "back): a primary that dies now may take acknowledged writes with it."
            )
        for role, words in _TROUBLES.items():
            if names := self.named(role):
                return words.format(names=named(names))
        return ""


_TROUBLES = {
    NodeRole.REFUSED: "A newer primary was promoted, but this one still takes writes and is not used: {names}.",
    NodeRole.AWAY: "Database servers that do not answer: {names}.",
    NodeRole.APART: "Database servers that no longer follow the primary, and come back as copies of another: {names}.",
    NodeRole.LAGGING: "Database servers that are too far behind to be asked: {names}.",
}
