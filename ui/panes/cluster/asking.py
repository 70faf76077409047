"""What is asked before something is done to the local cluster, and the doing of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.domain.local_cluster import DatabaseStanding, NodeStatus
from app.services.local_cluster import LocalLook, NodeVerb, Obeyed, UpOrder
from ui.child import Report
from ui.messages import Choice, Question
from ui.panes.cluster import words
from ui.panes.cluster.foreseeing import effect
from ui.sentences import said
from ui.words import counted

if TYPE_CHECKING:
    from ui.panes.cluster.pane import ClusterPane

_MENDING = (NodeVerb.START, NodeVerb.THAW, NodeVerb.HEAL, NodeVerb.UNDRAIN)


class Asking(QObject):
    """Questions and acts of the pane's first page."""

    def __init__(self, pane: ClusterPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._service = pane.services.local_cluster

    # -- nodes -----------------------------------------------------------------------------------------

    def node(self, verb: NodeVerb, node: NodeStatus) -> None:
        """Do something to a node; what does harm is asked first, with what it will do."""
        if verb is NodeVerb.CLONE:
            self._ask_clone(node)
        elif verb in _MENDING:
            self._do(verb, node)
        else:
            question = Question(
                self._title(verb).format(name=node.name),
                effect(verb, node, self._pane.look.nodes),
                (
                    Choice("cancel", self.tr("Leave it")),
                    Choice("do", self._button(verb).format(name=node.name), danger=True),
                ),
            )
            self._pane.messages.ask(question, lambda key, _: self._do(verb, node) if key == "do" else None)

    def _title(self, verb: NodeVerb) -> str:
        return {
            NodeVerb.KILL: self.tr("End {name} at once?"),
            NodeVerb.FREEZE: self.tr("Freeze {name}?"),
            NodeVerb.PARTITION: self.tr("Cut {name} off?"),
            NodeVerb.DRAIN: self.tr("Drain {name}?"),
        }[verb]

    def _button(self, verb: NodeVerb) -> str:
        return {
            NodeVerb.KILL: self.tr("End {name}"),
            NodeVerb.FREEZE: self.tr("Freeze {name}"),
            NodeVerb.PARTITION: self.tr("Cut {name} off"),
            NodeVerb.DRAIN: self.tr("Drain {name}"),
        }[verb]

    def _do(self, verb: NodeVerb, node: NodeStatus) -> None:
        title = {
            NodeVerb.KILL: self.tr("Ending {name}"),
            NodeVerb.START: self.tr("Starting {name}"),
            NodeVerb.FREEZE: self.tr("Freezing {name}"),
            NodeVerb.THAW: self.tr("Letting {name} go on"),
            NodeVerb.PARTITION: self.tr("Cutting {name} off"),
            NodeVerb.HEAL: self.tr("Letting {name} be reached"),
            NodeVerb.DRAIN: self.tr("Draining {name}"),
            NodeVerb.UNDRAIN: self.tr("Sending {name} requests again"),
            NodeVerb.CLONE: self.tr("Copying a database to {name}"),
        }[verb].format(name=node.name)
        work = partial(self._service.order, self._pane.actor, verb, node.name, self._pane.folder)
        self._carry_out(title, lambda _report: work())

    def _ask_clone(self, node: NodeStatus) -> None:
        def ask(told: str) -> None:
            question = Question(
                self.tr("Make {name} a copy of another database?").format(name=node.name),
                said(told),
                (Choice("cancel", self.tr("Leave it")), Choice("do", self.tr("Throw away what it has"), danger=True)),
                type_to_confirm=node.name,
            )  # fmt: skip
            self._pane.messages.ask(
                question, lambda key, _: self._do(NodeVerb.CLONE, node) if key == "do" else None
            )

        work = partial(self._service.foresee_clone, self._pane.actor, node.name, self._pane.folder)
        self._pane.run(work, ask, latest="asking")

    def add_api_node(self) -> None:
        """Ask, then start one more API node."""
        question = Question(
            self.tr("Start one more API node?"),
            self.tr("It is started beside the others, and nginx sends it requests once it answers."),
            (
                Choice("cancel", self.tr("Cancel")),
                Choice("add", self.tr("Start one more"), primary=True),
            ),
            icon="plus",
        )
        work = partial(self._service.add_api_node, self._pane.actor, self._pane.folder)
        title = self.tr("Starting one more API node")
        self._pane.messages.ask(
            question, lambda key, _: self._carry_out(title, lambda _report: work()) if key == "add" else None
        )

    # -- promoting -------------------------------------------------------------------------------------

    def promote(self) -> None:
        """Look how much each database has, then ask which one is to be the primary."""
        work = partial(self._service.weigh, self._pane.actor, self._pane.folder)
        self._pane.run(work, self._ask_promote, latest="asking")

    def _ask_promote(self, databases: Sequence[DatabaseStanding]) -> None:
        candidates = sorted((each for each in databases if not each.why_not), key=lambda each: each.first)
        told = "\n".join(words.standing_of(each) for each in databases)
        if not candidates:
            self._pane.messages.warn(self.tr("There is no replica to promote."), told)
            return
        effect_ = self.tr(
            "The chosen one first carries out all it received, then takes the writes; the others follow it. Programs find "
            "it by themselves. The primary of now is closed, until its data is a copy of another's."
        )
        question = Question(
            self.tr("Which database becomes the primary?"),
            f"{told}\n\n{effect_}",
            (
                Choice("cancel", self.tr("Leave it")),
                *(
                    Choice(each.name, self.tr("Promote {name}").format(name=each.name), danger=bool(each.lost), primary=each.first and not each.lost)
                    for each in candidates
                ),
            ),
            icon="crown",
        )  # fmt: skip
        by_name = {each.name: each for each in candidates}
        self._pane.messages.ask(
            question, lambda key, _: self._chosen(by_name[key]) if key in by_name else None
        )

    def _chosen(self, database: DatabaseStanding) -> None:
        if not database.lost:
            self._promote(database.name, force=False)
            return
        question = Question(
            counted(
                database.lost,
                "Promote {name} and lose {n} transaction?",
                "Promote {name} and lose {n} transactions?",
            ).format(name=database.name),
            self.tr("Another database has them, and can't follow this one before it is a copy of it."),
            (Choice("cancel", self.tr("Leave it")), Choice("do", self.tr("Promote and lose them"), danger=True)),
            type_to_confirm=database.name,
        )  # fmt: skip
        self._pane.messages.ask(
            question, lambda key, _: self._promote(database.name, force=True) if key == "do" else None
        )

    def _promote(self, name: str, *, force: bool) -> None:
        work = partial(self._service.promote, self._pane.actor, name, self._pane.folder, even_if_behind=force)
        self._carry_out(self.tr("Promoting {name}").format(name=name), lambda _report: work())

    # -- the whole -------------------------------------------------------------------------------------

    def up(self, order: UpOrder, folder: Path | None) -> None:
        """Start a cluster, as a task that can be stopped."""

        def work(report: Report) -> Obeyed:
            return self._service.up(
                self._pane.actor, order, folder, hear=report.log, stopped=lambda: report.stop_requested
            )

        self._carry_out(self.tr("Starting a cluster"), work)

    def down(self, look: LocalLook) -> None:
        """Ask, then end the cluster."""
        told = self.tr(
            "Its {nodes} are ended, and its library and everything in {folder} go with them. Nothing of it can be brought "
            "back; your own library is elsewhere."
        )
        if look.own:
            told = self.tr(
                "Its {nodes} are ended, and its library and everything in {folder} go with them. THIS WINDOW WORKS ON THAT "
                "LIBRARY: it shows nothing more afterwards."
            )
        nodes = counted(len(look.nodes), "{n} node", "{n} nodes")
        question = Question(
            self.tr("End the cluster?"),
            told.format(nodes=nodes, folder=look.folder),
            (Choice("cancel", self.tr("Let it run")), Choice("end", self.tr("End it with its library"), danger=True)),
            type_to_confirm=self.tr("end") if look.own else "",
        )  # fmt: skip
        self._pane.messages.ask(question, lambda key, _: self.put_away() if key == "end" else None)

    def put_away(self) -> None:
        """End the cluster, or put away what is left of one."""
        work = partial(self._service.down, self._pane.actor, self._pane.folder)
        self._carry_out(self.tr("Ending the cluster"), lambda _report: work())

    def _carry_out(self, title: str, work: Callable[[Report], Obeyed]) -> None:
        self._pane.carry_out(title, work)
