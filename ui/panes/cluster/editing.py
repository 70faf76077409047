"""Editing the topology by forms in the sheet of the servers' page, each tried from here before it is taken over."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.topology import Host, Node, NodeKind
from app.domain.topology_draft import Draft
from app.errors import InvalidInput
from app.services.cluster import HostLook
from ui import theme
from ui.messages import Choice, Question, describe
from ui.panes.cluster import topology_forms as forms
from ui.panes.cluster import words
from ui.sentences import said
from ui.widgets.basic import button, column, label
from ui.widgets.form import Field, Form
from ui.widgets.master_detail import MasterDetail
from ui.words import counted

if TYPE_CHECKING:
    from app.cluster.nodes import NodeLook
    from ui.panes.cluster.pane import ClusterPane

Values = dict[str, Any]
Change = Callable[[Values], tuple[Draft, Host | Node | None]]
"""From what is entered to the topology with it, and the part it is about."""


class Editing(QObject):
    """Puts one form at a time into the sheet. What is taken over goes into the deployment and into no file yet."""

    def __init__(self, pane: ClusterPane, master: MasterDetail, restore: Callable[[], None]) -> None:
        """``restore`` gives the sheet its own content back, or closes it."""
        super().__init__(pane)
        self._pane, self._master, self._restore = pane, master, restore
        self.form: Form | None = None
        self.found = label("", wrap=True)
        self._change: Change | None = None

    # -- which form ------------------------------------------------------------------------------------

    def add_host(self) -> None:
        """Enter a host."""
        self._host(Host("", ""), "", self.tr("A new host"))

    def add_node(self) -> None:
        """Enter a node."""
        draft = self._pane.deployment.draft
        if draft is None:
            return
        host = draft.hosts[-1].name if draft.hosts else ""
        self._node(Node("", NodeKind.API, host), "", self.tr("A new node"))

    def change(self, part: Host | Node) -> None:
        """Edit a host or a node."""
        title = self.tr("Change {name}").format(name=part.name)
        if isinstance(part, Host):
            self._host(part, part.name, title)
        else:
            self._node(part, part.name, title)

    def shared(self) -> None:
        """Edit what all nodes share."""
        draft = self._pane.deployment.draft
        if draft is None:
            return

        def change(values: Values) -> tuple[Draft, None]:
            return draft.with_shared(forms.shared_of(values)), None

        self._show(self.tr("Shared settings"), forms.shared_fields(draft), forms.shared_values(draft), change)

    def _host(self, host: Host, before: str, title: str) -> None:
        draft = self._pane.deployment.draft
        if draft is None:
            return

        def change(values: Values) -> tuple[Draft, Host]:
            made = forms.host_of(values)
            return draft.with_host(made, before), made

        form = self._show(title, forms.host_fields(), forms.host_values(host), change, tests=True)
        reached = form.editor("reached")

        def fit() -> None:
            for key in ("user", "port", "known_hosts", "key_file"):
                form.editor(key).widget.setEnabled(reached.value() == forms.SSH)

        reached.edited.connect(fit)
        fit()

    def _node(self, node: Node, before: str, title: str) -> None:
        draft = self._pane.deployment.draft
        if draft is None:
            return

        def change(values: Values) -> tuple[Draft, Node]:
            made = forms.node_of(values)
            return draft.with_node(made, before), made

        form = self._show(title, forms.node_fields(draft), forms.node_values(node), change, tests=True)
        kind = form.editor("kind")

        def fit() -> None:
            for key, means in forms.suits(kind.value()).items():
                form.editor(key).widget.setEnabled(means)

        kind.edited.connect(fit)
        fit()

    # -- the sheet -------------------------------------------------------------------------------------

    def _show(
        self, title: str, fields: Iterable[Field], values: Values, change: Change, *, tests: bool = False
    ) -> Form:
        fields = tuple(fields)
        keys = {field.key: field for field in fields}

        def wrong(entered: Values) -> dict[str, str]:
            draft, part = change(entered)
            return forms.complaint(draft, part, keys)

        form = Form(fields, save_text=self.tr("Take over"), check=wrong)
        form.set_values(values)
        form.save_requested.connect(self._take)
        form.cancelled.connect(self.leave)
        self.form, self._change = form, change
        sheet = self._master.sheet
        sheet.set_header(title, self.tr("Nothing is written until the topology is saved."))
        sheet.set_actions(
            *((button(self.tr("Test"), "heartbeat", run=self.test, tip=self.tr("Ask it from here as it is entered")),) if tests else ())
        )  # fmt: skip
        sheet.set_content(self._stacked(form))
        self._master.open_sheet()
        form.focus_first()
        return form

    def _stacked(self, form: Form) -> QWidget:
        """The form below what a test found."""
        self.found = label("", wrap=True)
        self.found.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.found.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, 0)
        self.found.setVisible(False)
        holder = QWidget()
        column(holder, self.found, form, gap=0).setStretch(1, 1)
        return holder

    def leave(self) -> None:
        """Go back to what the sheet showed, after asking where something typed would be lost."""
        self.guard(self.close)

    def guard(self, then: Callable[[], None]) -> None:
        """Call ``then`` when nothing typed would be lost, or after the person agreed."""
        if self.form is None:
            then()
        else:
            self.form.guard(self._pane.messages, then)

    def close(self) -> None:
        """Take the form away."""
        held = self.form is not None and self.form.isAncestorOf(QApplication.focusWidget() or self._master)
        self.form = None
        if held:
            self._master.table.setFocus(Qt.FocusReason.OtherFocusReason)  # else Qt would give it to the rail
        self._restore()

    def _take(self, values: Values) -> None:
        if self._change is None or self.form is None:
            return
        draft, _ = self._change(values)
        self.form.saved()
        self.close()
        self._pane.deployment.edit(draft)

    # -- removing --------------------------------------------------------------------------------------

    def remove(self, part: Host | Node) -> None:
        """Ask, then take a host or a node out of the topology."""
        draft = self._pane.deployment.draft
        if draft is None:
            return
        told = self.tr("It goes on running: only the topology forgets it, once that is saved.")
        if isinstance(part, Host):
            gone = [node.name for node in draft.nodes if node.host == part.name]
            if gone:
                nodes = counted(len(gone), "Its {n} node goes with it", "Its {n} nodes go with it")
                told = f"{nodes}: {', '.join(gone)}. {told}"
        question = Question(
            self.tr("Take {name} out of the topology?").format(name=part.name),
            told,
            (Choice("cancel", self.tr("Leave it")), Choice("do", self.tr("Take it out"), danger=True)),
        )

        def answered(key: str, _text: str) -> None:
            if key == "do":
                self._pane.deployment.edit(draft.without(part))

        self._pane.messages.ask(question, answered)

    # -- trying ----------------------------------------------------------------------------------------

    def test(self) -> None:
        """Ask the host or node that is entered, from here; nothing is changed on it."""
        form, change = self.form, self._change
        if form is None or change is None:
            return
        wrong = form.errors()
        if wrong:
            key = next(iter(wrong))
            form.say(key, wrong[key])
            return
        draft, part = change(form.values())
        try:
            topology = draft.topology()
        except InvalidInput as problem:
            told = self.tr("It can be tested once the topology fits together: {why}")
            self._say(form, told.format(why=said(problem.message)))
            return
        assert part is not None
        service = self._pane.services.cluster
        verb = service.test_host if isinstance(part, Host) else service.test_node
        self._say(form, self.tr("Asking…"))
        self._pane.runner.run(
            self._pane, partial(verb, self._pane.actor, topology, part.name), partial(self._on_found, form),
            partial(self._on_not_asked, form), latest="try", background=True,
        )  # fmt: skip

    def _on_found(self, form: Form, look: HostLook | NodeLook) -> None:
        parts = [
            words.finding_badge(look.state).text,
            getattr(look, "role", ""),
            getattr(look, "version", ""),
        ]
        told = " · ".join(filter(None, parts))
        self._say(form, f"{told}\n{said(look.said)}" if look.said else told)

    def _on_not_asked(self, form: Form, error: Exception) -> None:
        self._say(form, describe(error).text)

    def _say(self, form: Form, text: str) -> None:
        if self.form is form:
            self.found.setText(text)
            self.found.setVisible(True)
