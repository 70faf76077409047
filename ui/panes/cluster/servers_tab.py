"""The hosts and nodes of a real deployment: edited by forms, each with what was found when it was asked from here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.cluster.checking.finding import State
from app.domain.topology import Host, Node
from app.domain.topology_draft import first_draft
from ui.messages import describe
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.panes.cluster import words
from ui.panes.cluster.editing import Editing
from ui.panes.cluster.saving import Saving
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
            acts=self._acts(),
            placeholder=self.tr("Name, kind or host"),
            nouns=(self.tr("part"), self.tr("parts")),
            state=pane.context.state,
            copy=pane.messages.copy,
        )
        self.editing = Editing(pane, self.body, self._restore)
        self.saving = Saving(pane, self.body, self._restore)
        self.body.searched.connect(self._on_searched)
        self.body.table.current_changed.connect(self._on_current)
        self.body.table.opened.connect(self.show_part)
        self._facts, self._found = Facts(), label("", wrap=True)
        self._page = page(self._facts, Section(self.tr("What was found"), self._found))
        self.body.sheet.keep(self._page)
        self.body.sheet.close_requested.disconnect(self.body.close_sheet)
        self.body.sheet.close_requested.connect(self._on_close)
        pane.deployment.changed.connect(self.show)

    def _acts(self) -> tuple[Act, ...]:
        return (
            Act("test", self.tr("Test"), self.test, "heartbeat", "Ctrl+T", needs="some", primary=True),
            Act("test-all", self.tr("Test all"), lambda _: self.test(self._parts.values()), "magnifying-glass", "Ctrl+Shift+T"),
            Act("add-node", self.tr("Add a node…"), lambda _: self._edit("add_node"), "plus", "Ctrl+N"),
            Act("add-host", self.tr("Add a host…"), lambda _: self._edit("add_host"), "hard-drives", "Ctrl+Shift+N"),
            Act("shared", self.tr("Shared settings…"), lambda _: self._edit("shared"), "gear", "Ctrl+G"),
            Act("change", self.tr("Change…"), lambda rows: self._edit("change", rows[0].of), "pencil-simple", "F2", "one", menu_only=True),
            Act("put-back", self.tr("Put the topology of before back…"), lambda _: self._edit("put_back"), "clock-counter-clockwise", menu_only=True),
            Act("drop", self.tr("Drop what was changed…"), lambda _: self._edit("drop"), "arrow-counter-clockwise", menu_only=True),
            Act("remove", self.tr("Take out of the topology…"), lambda rows: self.editing.remove(rows[0].of), "trash", "Del", "one", danger=True, menu_only=True),
        )  # fmt: skip

    def _edit(self, verb: str, *given: Host | Node) -> None:
        """Open a form or a difference, unless something typed would be lost by it."""
        if self._pane.deployment.draft is None and verb in ("add_node", "add_host", "shared"):
            self.begin()
            return
        owner = self.saving if verb in ("save", "put_back", "drop") else self.editing
        self.editing.guard(lambda: getattr(owner, verb)(*given))

    def save(self) -> None:
        """Show what saving would do."""
        self._edit("save")

    def begin(self) -> None:
        """Describe a first deployment, and show it to be edited."""
        if self._pane.deployment.kept.problem is None:
            self._pane.deployment.edit(first_draft())
            self._pane.go("servers")

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
        """Show the topology as it is now; what was found of a part stays while that is the same."""
        draft = self._pane.deployment.draft
        parts: list[Part] = []
        if draft is not None:
            parts += [Part(host, host.address) for host in draft.hosts]
            parts += [Part(node, draft.address(node)) for node in draft.nodes]
        before, self._parts = self._parts, {}
        for part in parts:
            old = before.get(part.key, part)
            self._parts[part.key] = old if (old.of, old.address) == (part.of, part.address) else part
        self._pane.deployment.say_empty(self.body.view)
        if self._shown not in self._parts and not self.busy:
            self.body.close_sheet()
        self._fill()

    @property
    def busy(self) -> bool:
        """Whether the sheet has a form or a difference in it."""
        return self.editing.form is not None or self.saving.foreseen is not None

    def _restore(self) -> None:
        shown = self._parts.get(self._shown) if self._shown is not None else None
        if shown is None:
            self.body.close_sheet()
        else:
            self.show_part(shown)

    def _on_close(self) -> None:
        if self.editing.form is not None:
            self.editing.leave()
        elif self.saving.foreseen is not None:
            self.saving.close()
        else:
            self.body.close_sheet()

    def _fill(self) -> None:
        wanted = self._text.casefold().split()
        rows = [
            part
            for part in self._parts.values()
            if all(word in f"{part.of.name} {part.kind} {part.address}".casefold() for word in wanted)
        ]
        self.model.set_rows(rows)
        shown = self._parts.get(self._shown) if self._shown is not None else None
        if shown is not None and not self.body.sheet.isHidden() and not self.busy:
            self.show_part(shown)

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    def _on_current(self, part: Part | None) -> None:
        if part is not None and not self.body.sheet.isHidden() and not self.busy:
            self.show_part(part)

    def show_part(self, part: Part) -> None:
        """Open the sheet of a host or node, after asking where something typed would be lost by it."""
        if self.busy:
            self.editing.guard(partial(self._leave_for, part))
            return
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
        self.body.sheet.set_actions(
            button(self.tr("Test"), "heartbeat", run=self._test_shown),
            button(self.tr("Change…"), "pencil-simple", run=lambda: self._edit("change", of), tip=self.tr("Change… (F2)")),
            button(self.tr("Take out…"), "trash", "danger", run=lambda: self.editing.remove(of)),
        )  # fmt: skip
        self.body.sheet.set_content(self._page, keep=True)
        self.body.open_sheet()

    def _leave_for(self, part: Part) -> None:
        self.editing.form = self.saving.foreseen = None
        self.show_part(part)

    # -- asking ----------------------------------------------------------------------------------------

    def _test_shown(self) -> None:
        part = self._parts.get(self._shown) if self._shown is not None else None
        self.test((part,) if part is not None else ())

    def test(self, parts: Iterable[Part]) -> None:
        """Ask these from here; each may take seconds, and nothing is changed on it."""
        topology, problem = self._pane.deployment.topology, self._pane.deployment.problem
        if topology is None:
            if problem is not None:
                self._pane.messages.warn(problem)
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
