"""The hosts and nodes of a real deployment, each with what was found when it was asked from here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.cluster.checking.finding import State
from app.domain.topology import Host, Node
from ui.messages import describe
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.panes.cluster import words
from ui.sentences import said
from ui.units import milliseconds, size
from ui.widgets.acts import Act
from ui.widgets.basic import button, label
from ui.widgets.master_detail import MasterDetail
from ui.widgets.sheet import Facts, Section, page

if TYPE_CHECKING:
    from ui.panes.cluster.pane import ClusterPane


@dataclass(frozen=True, slots=True)
class Part:
    """A host or a node, and what was found; ``state`` is None before it is asked."""

    of: Host | Node
    address: str
    asking: bool = False
    state: State | None = None
    version: str = ""
    role: str = ""
    told: str = ""
    ms: float = 0.0

    @property
    def key(self) -> tuple[str, str]:
        """A host and a node may have the same name."""
        return type(self.of).__name__, self.of.name

    @property
    def kind(self) -> str:
        """What it is, as people call it."""
        return words.tr("Host") if isinstance(self.of, Host) else words.kind_name(self.of.kind)


class ServersTab(QObject):
    """The list of hosts and nodes, and the sheet of one."""

    def __init__(self, pane: ClusterPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._text = ""
        self._parts: dict[tuple[str, str], Part] = {}
        self._shown: tuple[str, str] | None = None
        self.model = RowsModel(self._columns(), parent=self, key=lambda part: part.key)
        self.body = MasterDetail(
            "cluster-servers",
            self.model,
            acts=(
                Act("test", self.tr("Test"), self.test, "heartbeat", "Ctrl+T", needs="some", primary=True),
                Act("test-all", self.tr("Test all"), lambda _: self.test(self._parts.values()), "magnifying-glass", "Ctrl+Shift+T"),
            ),
            placeholder=self.tr("Name, kind or host"),
            nouns=(self.tr("part"), self.tr("parts")),
            state=pane.context.state,
            copy=pane.messages.copy,
        )  # fmt: skip
        self.body.searched.connect(self._on_searched)
        self.body.table.current_changed.connect(self._on_current)
        self.body.table.opened.connect(self.show_part)
        self._facts, self._found = Facts(), label("", wrap=True)
        self.body.sheet.set_content(
            page(self._facts, Section(self.tr("What was found"), self._found)), keep=True
        )
        self.body.sheet.set_actions(button(self.tr("Test"), "heartbeat", run=self._test_shown))
        pane.deployment.changed.connect(self.show)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("found", self.tr("Found"), lambda p: "", badge=found_badge, width=17),
            Column("name", self.tr("Name"), lambda p: p.of.name, width=18, strong=True),
            Column("kind", self.tr("Kind"), lambda p: p.kind, width=16),
            Column("host", self.tr("Host"), lambda p: p.of.host if isinstance(p.of, Node) else "", width=14),
            Column("address", self.tr("Address"), lambda p: p.address, width=24),
            Column("version", self.tr("Release"), lambda p: p.version, width=12),
            Column("told", self.tr("What was found"), lambda p: said(p.told) or p.role, stretch=True, tip=lambda p: said(p.told)),
        )  # fmt: skip

    def show(self) -> None:
        """Show what the topology file says now; what was found of parts of before is forgotten."""
        topology = self._pane.deployment.topology
        parts: list[Part] = []
        if topology is not None:
            parts += [Part(host, host.address) for host in topology.hosts]
            for node in topology.nodes:
                host, port = topology.address(node)
                parts.append(Part(node, f"{host}:{port}" if port else host))
        self._parts = {part.key: part for part in parts}
        self._pane.deployment.say_empty(self.body.view)
        self.body.close_sheet()
        self._fill()

    def _fill(self) -> None:
        wanted = self._text.casefold().split()
        rows = [
            part
            for part in self._parts.values()
            if all(word in f"{part.of.name} {part.kind} {part.address}".casefold() for word in wanted)
        ]
        self.model.set_rows(rows)
        shown = self._parts.get(self._shown) if self._shown is not None else None
        if shown is not None and not self.body.sheet.isHidden():
            self.show_part(shown)

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    def _on_current(self, part: Part | None) -> None:
        if part is not None and not self.body.sheet.isHidden():
            self.show_part(part)

    def show_part(self, part: Part) -> None:
        """Open the sheet of a host or node."""
        self._shown = part.key
        of = part.of
        self.body.sheet.set_header(of.name, part.kind, found_badge(part))
        reached = self.tr("it is this computer")
        if isinstance(of, Host) and of.ssh is not None:
            reached = self.tr("by SSH as {user}, port {port}").format(user=of.ssh.user, port=of.ssh.port)
        self._facts.set_facts(
            (
                (self.tr("Address"), part.address),
                (self.tr("Host"), of.host if isinstance(of, Node) else ""),
                (self.tr("Reached"), reached if isinstance(of, Host) else ""),
                (self.tr("Memory"), size(of.memory) if of.memory else ""),
                (self.tr("Release"), part.version),
                (self.tr("Role"), part.role),
                (self.tr("Answered in"), milliseconds(part.ms) if part.ms else ""),
            )
        )
        nothing = (
            self.tr("It has not been asked yet.") if part.state is None else self.tr("Nothing is wrong.")
        )
        self._found.setText(said(part.told) or nothing)
        self.body.open_sheet()

    # -- asking ----------------------------------------------------------------------------------------

    def _test_shown(self) -> None:
        part = self._parts.get(self._shown) if self._shown is not None else None
        self.test((part,) if part is not None else ())

    def test(self, parts: Iterable[Part]) -> None:
        """Ask these from here; each may take seconds, and nothing is changed on it."""
        topology = self._pane.deployment.topology
        if topology is None:
            return
        service, actor = self._pane.services.cluster, self._pane.actor
        for part in tuple(parts):
            verb = service.test_host if isinstance(part.of, Host) else service.test_node
            self._parts[part.key] = Part(part.of, part.address, asking=True)
            self._pane.runner.run(
                self,
                partial(verb, actor, topology, part.of.name),
                partial(self._on_found, part),
                partial(self._on_not_asked, part),
                background=True,
            )
        self._fill()

    def _on_found(self, part: Part, look: object) -> None:
        found = Part(
            part.of, part.address, False, getattr(look, "state", State.UNKNOWN), getattr(look, "version", ""),
            getattr(look, "role", ""), getattr(look, "said", ""), getattr(look, "ms", 0.0),
        )  # fmt: skip
        self._take(found)

    def _on_not_asked(self, part: Part, error: Exception) -> None:
        self._take(Part(part.of, part.address, state=State.UNKNOWN, told=describe(error).message))

    def _take(self, found: Part) -> None:
        if found.key in self._parts and self._parts[found.key].of == found.of:
            self._parts[found.key] = found
            self._fill()


def found_badge(part: Part) -> Badge:
    """What was found of a part."""
    if part.asking:
        return Badge(words.tr("Asking…"), Tone.INFO, "hourglass")
    if part.state is None:
        return Badge(words.tr("Not asked yet"), Tone.MUTED, "minus-circle")
    return words.finding_badge(part.state)
