"""What the real programs say of a deployment's files, and what contradicts each other in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from app.cluster.checking.finding import State, Weight
from app.cluster.checking.overview import Overview
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.panes.cluster import words
from ui.sentences import said
from ui.widgets.acts import Act
from ui.widgets.basic import label
from ui.widgets.master_detail import MasterDetail
from ui.widgets.sheet import Section, page

if TYPE_CHECKING:
    from ui.panes.cluster.pane import ClusterPane


@dataclass(frozen=True, slots=True)
class Told:
    """One thing that was found, whoever found it."""

    number: int
    badge: Badge
    of: str
    text: str
    hint: str = ""


class ChecksTab(QObject):
    """The list of what was found, contradictions first, and the sheet of one."""

    def __init__(self, pane: ClusterPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._text = ""
        self._told: tuple[Told, ...] = ()
        self.model = RowsModel(self._columns(), parent=self, key=lambda told: told.number)
        self.body = MasterDetail(
            "cluster-checks",
            self.model,
            acts=(
                Act("check-installed", self.tr("Check what is installed"), lambda _: self.check(as_installed=True), "hard-drives", "Ctrl+Shift+R"),
                Act("check", self.tr("Check the files"), lambda _: self.check(), "clipboard-text", "Ctrl+R", primary=True),
            ),
            placeholder=self.tr("File, node or word"),
            nouns=(self.tr("finding"), self.tr("findings")),
            state=pane.context.state,
            copy=pane.messages.copy,
            multi=False,
        )  # fmt: skip
        self.body.searched.connect(self._on_searched)
        self.body.table.current_changed.connect(self._on_current)
        self.body.table.opened.connect(self.show_told)
        self._what, self._hint = label("", wrap=True), label("", wrap=True)
        self._doing = Section(self.tr("What to do"), self._hint)
        self.body.sheet.set_content(
            page(Section(self.tr("What was found"), self._what), self._doing), keep=True
        )
        pane.deployment.changed.connect(self.forget)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("badge", self.tr("Found"), lambda t: "", badge=lambda t: t.badge, width=18),
            Column("of", self.tr("Of"), lambda t: t.of, width=38, strong=True),
            Column("text", self.tr("What"), lambda t: said(t.text), stretch=True, tip=lambda t: said(t.text)),
        )  # fmt: skip

    def forget(self) -> None:
        """The topology is another one: nothing is known of it yet."""
        self._told = ()
        self.body.close_sheet()
        if self._pane.deployment.topology is None:
            self._pane.deployment.say_empty(self.body.view)
        else:
            self.body.view.set_empty(
                self.tr("Nothing is checked yet"),
                self.tr(
                    "nginx, the databases, Redis and the others look at the files as they would at their start, and what "
                    "contradicts each other is told. Nothing is changed anywhere."
                ),
                "clipboard-text",
                self.tr("Check the files"),
                self.check,
            )
        self._fill()

    def check(self, *, as_installed: bool = False) -> None:
        """Have the files looked at: those that would be made, or those that stand on the hosts."""
        topology = self._pane.deployment.topology
        if topology is None:
            return
        service, actor = self._pane.services.cluster, self._pane.actor
        self._pane.task(
            self.tr("Checking what is installed") if as_installed else self.tr("Checking the files"),
            lambda _report: service.check(actor, topology, as_installed=as_installed),
            done=self.show_overview,
            failed=self._pane.messages.warn,
        )

    def show_overview(self, overview: Overview) -> None:
        """Show what was found."""
        self._told = tuple(
            Told(number, *each) for number, each in enumerate(sorted(_told_of(overview), key=_worst_first))
        )
        self._fill()

    def _fill(self) -> None:
        wanted = self._text.casefold().split()
        self.model.set_rows(
            told for told in self._told if all(word in f"{told.of} {told.text}".casefold() for word in wanted)
        )

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    def _on_current(self, told: Told | None) -> None:
        if told is not None and not self.body.sheet.isHidden():
            self.show_told(told)

    def show_told(self, told: Told) -> None:
        """Open the sheet of a finding."""
        self.body.sheet.set_header(told.of, "", told.badge)
        self._what.setText(said(told.text) or self.tr("Nothing is wrong."))
        self._hint.setText(said(told.hint))
        self._doing.setVisible(bool(told.hint))
        self.body.open_sheet()


def _told_of(overview: Overview) -> Iterator[tuple[Badge, str, str, str]]:
    for finding in overview.findings:
        contradiction = finding.weight is Weight.CONTRADICTION
        badge = (
            Badge(words.tr("Contradiction"), Tone.BAD, "warning-octagon")
            if contradiction
            else Badge(words.tr("Advice"), Tone.INFO, "lightbulb")
        )
        yield badge, ", ".join(finding.where), finding.text, finding.hint
    for verdict in overview.verdicts:
        text = verdict.said or (words.tr("{program} takes it.").format(program=verdict.program) if verdict.state is State.GOOD else "")  # fmt: skip
        yield words.finding_badge(verdict.state), verdict.file.below, text, ""
    for unseen in overview.unseen:
        yield words.finding_badge(State.UNKNOWN), unseen.file.below, unseen.reason or str(unseen.standing), ""


def _worst_first(told: tuple[Badge, str, str, str]) -> int:
    return (Tone.BAD, Tone.WARN, Tone.INFO, Tone.MUTED, Tone.OK).index(told[0].tone)
