"""Words of the cluster's pane: how nodes stand, what they are, and how much databases have."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication

from app.cluster.checking.finding import State
from app.domain.local_cluster import DatabaseStanding, NodeState, NodeStatus
from app.domain.rollouts import Stage
from app.domain.topology import NodeKind
from app.domain.topology_draft import Draft
from app.services.local_cluster import LocalLook, LocalPhase
from ui.models.columns import Badge, Tone
from ui.sentences import said
from ui.words import counted

_NAMED = 6


def tr(text: str) -> str:
    """The words in the person's language."""
    return QCoreApplication.translate("Cluster", text)


def phase_badge(look: LocalLook) -> Badge:
    """How the cluster of this computer stands, as word, icon and tone."""
    if look.phase is LocalPhase.RUNNING and any(node.state is not NodeState.UP for node in look.nodes):
        return Badge(tr("Not all of it is up"), Tone.WARN, "warning")
    return {
        LocalPhase.NONE: Badge(tr("No cluster here"), Tone.MUTED, "minus-circle"),
        LocalPhase.STARTING: Badge(tr("Starting"), Tone.INFO, "hourglass"),
        LocalPhase.RUNNING: Badge(tr("Running"), Tone.OK, "check-circle"),
        LocalPhase.LEFT_OVER: Badge(tr("Ended from outside"), Tone.WARN, "warning"),
        LocalPhase.UNSUPPORTED: Badge(tr("Needs Linux"), Tone.MUTED, "minus-circle"),
    }[look.phase]


def about(look: LocalLook) -> str:
    """The sentence beside the badge."""
    match look.phase:
        case LocalPhase.RUNNING | LocalPhase.STARTING if look.nodes:
            return tr("{nodes} · {address} · for trying things: its library ends with it").format(
                nodes=standing(look.nodes), address=look.address
            )
        case LocalPhase.STARTING:
            return tr("Its servers are started; the first time takes half a minute more.")
        case LocalPhase.LEFT_OVER:
            return tr("Its processes are gone; its files in {folder} can be put away.").format(
                folder=look.folder
            )
        case LocalPhase.UNSUPPORTED:
            return tr("A cluster for trying things runs on Linux only.")
        case _:
            return tr("Nothing runs in {folder}.").format(folder=look.folder)


def standing(nodes: Iterable[NodeStatus]) -> str:
    """How many nodes stand how: “13 up, 1 killed”."""
    states = [node.state for node in nodes]
    told = {
        NodeState.UP: tr("{n} up"),
        NodeState.STARTING: tr("{n} starting"),
        NodeState.DOWN: tr("{n} down"),
        NodeState.FROZEN: tr("{n} frozen"),
        NodeState.PARTITIONED: tr("{n} cut off"),
        NodeState.DRAINED: tr("{n} drained"),
        NodeState.KILLED: tr("{n} ended"),
        NodeState.DIED: tr("{n} died"),
    }
    return ", ".join(form.format(n=states.count(state)) for state, form in told.items() if state in states)


def state_badge(state: NodeState) -> Badge:
    """How a node stands."""
    return {
        NodeState.STARTING: Badge(tr("Starting"), Tone.INFO, "hourglass"),
        NodeState.UP: Badge(tr("Up"), Tone.OK, "check-circle"),
        NodeState.DOWN: Badge(tr("Down"), Tone.BAD, "x-circle"),
        NodeState.FROZEN: Badge(tr("Frozen"), Tone.BAD, "snowflake"),
        NodeState.PARTITIONED: Badge(tr("Cut off"), Tone.BAD, "link-break"),
        NodeState.DRAINED: Badge(tr("Drained"), Tone.WARN, "hand-palm"),
        NodeState.KILLED: Badge(tr("Ended"), Tone.BAD, "power"),
        NodeState.DIED: Badge(tr("Died"), Tone.BAD, "warning-octagon"),
    }[state]


def kind_name(kind: NodeKind) -> str:
    """What a node is, as people call it."""
    return {
        NodeKind.PROXY: tr("Load balancer"),
        NodeKind.API: tr("API node"),
        NodeKind.WORKER: tr("Worker"),
        NodeKind.DATABASE: tr("Database"),
        NodeKind.REDIS: tr("Redis"),
    }[kind]


def kind_order(kind: NodeKind) -> int:
    """In the order a request passes through them."""
    return (NodeKind.PROXY, NodeKind.API, NodeKind.WORKER, NodeKind.DATABASE, NodeKind.REDIS).index(kind)


def role_badge(node: NodeStatus) -> Badge | None:
    """What a database or a Redis does among its like."""
    known = {
        "primary": Badge(tr("Primary"), Tone.ACCENT, "crown"),
        "replica": Badge(tr("Replica"), Tone.MUTED, "copy"),
        "closed": Badge(tr("Closed"), Tone.WARN, "lock"),
    }
    return known.get(node.role)


def place(node: NodeStatus) -> str:
    """Where others reach it."""
    return f"{node.host}:{node.port}" if node.port else ""


def standing_of(database: DatabaseStanding) -> str:
    """How much a database has, in a sentence that begins with its name."""
    if database.why_not:
        return tr("{name}: {why}").format(name=database.name, why=said(database.why_not))
    parts = []
    if database.waiting:
        parts.append(
            counted(
                database.waiting,
                "{n} transaction it received is carried out first",
                "{n} transactions it received are carried out first",
            )
        )
    if database.lost:
        parts.append(counted(database.lost, "{n} transaction is lost", "{n} transactions are lost"))
    elif database.lacks:
        parts.append(
            counted(
                database.lacks, "{n} transaction is sent to it first", "{n} transactions are sent to it first"
            )
        )
    told = ", ".join(parts) or tr("it has everything")
    if database.first:
        return tr("{name}: {told}. It has the most.").format(name=database.name, told=told)
    return tr("{name}: {told}.").format(name=database.name, told=told)


def finding_badge(state: State) -> Badge:
    """How something was found that was looked at."""
    return {
        State.GOOD: Badge(tr("Good"), Tone.OK, "check-circle"),
        State.WRONG: Badge(tr("Wrong"), Tone.BAD, "x-circle"),
        State.UNKNOWN: Badge(tr("Unknown"), Tone.MUTED, "question"),
    }[state]


def stage_badge(stage: Stage) -> Badge:
    """How far a roll-out is with a node."""
    return {
        Stage.WAITING: Badge(tr("Waits"), Tone.MUTED, "hourglass"),
        Stage.DRAINING: Badge(tr("Draining"), Tone.WARN, "hand-palm"),
        Stage.STARTING: Badge(tr("Starting"), Tone.INFO, "play"),
        Stage.WATCHED: Badge(tr("Watched"), Tone.INFO, "eye"),
        Stage.RENEWED: Badge(tr("Renewed"), Tone.OK, "check-circle"),
        Stage.BACK: Badge(tr("Back"), Tone.BAD, "arrow-counter-clockwise"),
    }[stage]


def named(changes: Sequence[str]) -> str:
    """What of a topology is different, the first of it by name."""
    told = ", ".join(changes[:_NAMED])
    more = len(changes) - _NAMED
    return (
        counted(more, "{names} and {n} more", "{names} and {n} more").format(names=told) if more > 0 else told
    )


def about_topology(draft: Draft | None, path: str) -> str:
    """The line over the pages of a deployment."""
    if draft is None:
        return path
    hosts = counted(len(draft.hosts), "{n} host", "{n} hosts")
    nodes = counted(len(draft.nodes), "{n} node", "{n} nodes")
    return f"{draft.shared['name']} · {hosts}, {nodes} · {path}"


def library(file: str, servers: Sequence[str]) -> str:
    """What the library that is open here lies on."""
    if servers:
        return tr("on {servers}").format(servers=", ".join(servers))
    return tr("one file on this computer: {file}").format(file=file)
