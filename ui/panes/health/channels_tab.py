"""Where alerts are sent: the channels with their form and test, and below what became of every message."""

from __future__ import annotations

import time
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QSplitter, QWidget

from app.domain.alert_channels import Channel, ChannelKind, Delivery, SavedChannel
from app.domain.alerts import Severity
from app.services.acts import new_key
from app.services.health import HealthLook
from ui import theme
from ui.messages import Choice, Question
from ui.models.columns import Badge, Column, Tone
from ui.models.rows import RowsModel
from ui.panes.health import words
from ui.panes.health.channel_form import ChannelForm, kind_word
from ui.panes.health.reading import Past
from ui.panes.sheet_forms import SheetForms
from ui.sentences import said
from ui.widgets.acts import Act
from ui.widgets.basic import column, label, row
from ui.widgets.master_detail import MasterDetail
from ui.widgets.state import StateView
from ui.widgets.table import TableView

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane

_SOON_MS = 1_000
_PATIENCE_S = 60.0
"""So long what is on its way is looked after every second."""
_LEAST = 140
_LEAST_ABOVE = 190  # with the notice that there is none, and its button


class ChannelsTab(QObject):
    """The list of channels over the list of messages."""

    def __init__(self, pane: HealthPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._text = ""
        self._past = Past((), (), {})
        self._pinged_at: float | None = None
        self._ping_problem = ""
        self.model = RowsModel(self._columns(), parent=self)
        self.body = MasterDetail(
            "health-channels",
            self.model,
            acts=self._acts(),
            placeholder=self.tr("Channel"),
            nouns=(self.tr("channel"), self.tr("channels")),
            state=pane.context.state,
            copy=pane.messages.copy,
            multi=False,
        )
        self.forms = SheetForms(pane, self.body, self.body.close_sheet)
        self.asking = ChannelForm(pane, self.forms)
        self.body.view.set_empty(
            self.tr("Nobody is told outside this window"),
            self.tr("Alerts can go to e-mail, Slack or a webhook, and an outside switch can tell when nobody watches."),
            "paper-plane-tilt",
            self.tr("Add a channel"),
            self.add,
        )  # fmt: skip
        self.body.searched.connect(self._on_searched)
        self.body.table.opened.connect(self.change)
        self.deliveries = RowsModel(self._delivery_columns(), parent=self, key=lambda each: each.key)
        self._sent = TableView(
            self.deliveries, "health-deliveries", state=pane.context.state, copy=pane.messages.copy
        )
        self._sent.setAccessibleName(self.tr("Messages"))
        self.sent_view = StateView(self._sent)
        self.sent_view.set_empty(
            self.tr("No message was sent yet"), self.tr("What is sent stands here for ninety days.")
        )
        self._put_deliveries_below()
        self._soon = QTimer(self, singleShot=True, interval=_SOON_MS)
        self._soon.timeout.connect(pane.read_past)

    def _put_deliveries_below(self) -> None:
        """Channels above messages, the sheet beside both."""
        place = self.body.splitter.indexOf(self.body.view)
        below = QWidget()
        head = row(None, label(self.tr("Messages, the newest first"), "strong"), None)
        head.setContentsMargins(theme.SPACE_2, theme.SPACE, theme.SPACE_2, theme.SPACE)
        layout = column(below, head, self.sent_view, gap=0)
        layout.setStretch(1, 1)
        halves = QSplitter(Qt.Orientation.Vertical)
        halves.setChildrenCollapsible(False)
        halves.setHandleWidth(1)
        halves.setProperty("rule", True)
        self.body.splitter.insertWidget(place, halves)
        for each, least in ((self.body.view, _LEAST_ABOVE), (below, _LEAST)):
            each.setMinimumHeight(least)
            halves.addWidget(each)
        halves.setSizes([_LEAST_ABOVE, 2 * _LEAST])  # there are few channels, and many messages
        halves.setStretchFactor(1, 1)
        self.body.splitter.setStretchFactor(place, 1)

    def _acts(self) -> tuple[Act, ...]:
        return (
            Act("remove", self.tr("Remove…"), lambda r: self._remove(r[0]), "trash", "Del", "one", danger=True, menu_only=True),
            Act("switch", self.tr("Switch on or off"), lambda r: self._switch(r[0]), "power", "", "one", menu_only=True),
            Act("test", self.tr("Send a test"), lambda r: self._test(r[0]), "paper-plane-tilt", "Ctrl+T", "one"),
            Act("change", self.tr("Change…"), lambda r: self.change(r[0]), "pencil-simple", "Ctrl+E", "one"),
            Act("add", self.tr("Add a channel"), lambda _r: self.add(), "plus", "Ctrl+N", primary=True),
        )  # fmt: skip

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column("state", self.tr("State"), lambda v: "", badge=self._badge, width=14),
            Column("name", self.tr("Name"), lambda v: v.channel.name, stretch=True, strong=True),
            Column("kind", self.tr("Way"), lambda v: kind_word(v.channel.kind), width=18),
            Column("least", self.tr("Which alerts"), _which, width=18),
            Column("last", self.tr("Last message"), self._last, width=20, sort_key=""),
            Column("secret", self.tr("Where the address stands"), lambda v: v.channel.secret, width=24),
            Column("by", self.tr("Entered by"), lambda v: v.created_by, width=16, shown=False),
        )  # fmt: skip

    def _delivery_columns(self) -> tuple[Column, ...]:
        return (
            Column("state", self.tr("State"), lambda d: "", badge=delivery_badge, width=15),
            Column("made", self.tr("Made"), lambda d: words.when(d.made_at), width=14, export=lambda d: d.made_at),
            Column("channel", self.tr("Channel"), lambda d: d.channel, width=13),
            Column("title", self.tr("Message"), lambda d: d.title, stretch=True, strong=True, tip=lambda d: d.body),
            Column("attempts", self.tr("Attempts"), lambda d: str(d.attempts), width=9, numeric=True, export=lambda d: d.attempts),
            Column("next", self.tr("Tried again"), lambda d: words.when(d.next_at), width=14, sort_key=""),
            Column("problem", self.tr("What went wrong"), lambda d: said(d.problem), width=26, tip=lambda d: said(d.problem)),
        )  # fmt: skip

    # -- showing ---------------------------------------------------------------------------------------

    def show_look(self, look: HealthLook) -> None:
        """Take when the outside switch heard last."""
        if look.board is not None and not look.own:
            self._pinged_at, self._ping_problem = look.board.pinged_at, look.board.ping_problem

    def show_past(self, past: Past) -> None:
        """Show the channels, and what became of the messages."""
        self._past = past
        self._fill()
        self.deliveries.set_rows(past.deliveries)
        self.sent_view.set_state("loaded" if past.deliveries else "empty")
        since = time.time() - _PATIENCE_S
        if any(each.next_at is not None and each.made_at > since for each in past.deliveries):
            self._soon.start()

    def _on_searched(self, text: str) -> None:
        self._text = text
        self._fill()

    def _fill(self) -> None:
        wanted = self._text.casefold().split()
        rows = [
            each
            for each in self._past.channels
            if all(
                word in f"{each.channel.name} {kind_word(each.channel.kind)}".casefold() for word in wanted
            )
        ]
        self.model.set_rows(rows)
        self.body.view.set_state("loaded" if rows else "empty")

    def _newest(self, saved: SavedChannel) -> Delivery | None:
        return next((each for each in self._past.deliveries if each.channel_id == saved.id), None)

    def _badge(self, saved: SavedChannel) -> Badge:
        if not saved.channel.enabled:
            return Badge(words.tr("Off"), Tone.MUTED, "pause")
        if saved.channel.kind is ChannelKind.PING:
            if self._ping_problem:
                return Badge(words.tr("Not reached"), Tone.BAD, "x-circle")
            if self._pinged_at is None:
                return Badge(words.tr("Not tried yet"), Tone.MUTED, "question")
            return Badge(words.tr("Works"), Tone.OK, "check-circle")
        newest = self._newest(saved)
        if newest is None:
            return Badge(words.tr("Not tried yet"), Tone.MUTED, "question")
        if newest.delivered_at is not None:
            return Badge(words.tr("Works"), Tone.OK, "check-circle")
        return delivery_badge(newest)

    def _last(self, saved: SavedChannel) -> str:
        if saved.channel.kind is ChannelKind.PING:
            return said(self._ping_problem) or words.when(self._pinged_at)
        newest = self._newest(saved)
        return words.when(newest.made_at) if newest is not None else ""

    # -- acts ------------------------------------------------------------------------------------------

    def add(self) -> None:
        """Ask for a new channel."""
        self.forms.guard(partial(self.asking.begin, None))

    def change(self, saved: SavedChannel) -> None:
        """Ask for the changes to a channel."""
        self.forms.guard(partial(self.asking.begin, saved))

    def _switch(self, saved: SavedChannel) -> None:
        each = saved.channel
        changed = Channel(each.name, each.kind, each.secret, each.least, not each.enabled)
        change = self._pane.services.alerts.change_channel
        work = partial(change, self._pane.actor, saved.id, saved.version, changed, key=new_key())
        say = (
            self.tr("The channel is switched on")
            if changed.enabled
            else self.tr("The channel is switched off")
        )
        self._pane.act(work, say)  # fmt: skip

    def _test(self, saved: SavedChannel) -> None:
        work = partial(self._pane.services.alerts.test_channel, self._pane.actor, saved.id)
        self._pane.run(work, self._on_test, self._pane.messages.warn)

    def _on_test(self, _delivery: Delivery) -> None:
        look = self._pane.last
        nobody = look is None or look.stale or look.own or not look.holder
        self._pane.messages.tell(
            self.tr("The test waits until somebody watches.")
            if nobody
            else self.tr("A test is on its way. What becomes of it stands below.")
        )
        self._pane.read_past()

    def _remove(self, saved: SavedChannel) -> None:
        question = Question(
            self.tr("Remove the channel “{name}”?").format(name=saved.channel.name),
            self.tr("Nothing is sent there any more. Its address stays where it stands; what was sent stays in the list."),
            (Choice("cancel", self.tr("Keep it")), Choice("remove", self.tr("Remove"), danger=True)),
        )  # fmt: skip

        def answered(key: str, _text: str) -> None:
            if key == "remove":
                remove = self._pane.services.alerts.remove_channel
                work = partial(remove, self._pane.actor, saved.id, key=new_key())
                self._pane.act(work, self.tr("The channel is removed"))

        self._pane.messages.ask(question, answered)


def _which(saved: SavedChannel) -> str:
    if saved.channel.kind is ChannelKind.PING:
        return words.tr("Every minute")
    if saved.channel.least is Severity.CRITICAL:
        return words.tr("Critical ones only")
    return words.tr("Every alert")


def delivery_badge(delivery: Delivery) -> Badge:
    """What became of a message."""
    if delivery.delivered_at is not None:
        return Badge(words.tr("Delivered"), Tone.OK, "check-circle")
    if delivery.given_up:
        return Badge(words.tr("Given up"), Tone.BAD, "x-circle")
    if delivery.attempts:
        return Badge(words.tr("Tried again"), Tone.WARN, "arrow-clockwise")
    return Badge(words.tr("On its way"), Tone.INFO, "paper-plane-tilt")
