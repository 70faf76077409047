"""The form of a channel: where alerts are sent. Its address is a secret, which goes into this computer's keyring and is
never shown again."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from app.domain.alert_channels import SCHEMES, Channel, ChannelKind, SavedChannel
from app.domain.alerts import Severity
from app.domain.changes import Receipt
from app.errors import InvalidInput
from ui.panes.health import words
from ui.panes.sheet_forms import SheetForms, Values
from ui.sentences import advice
from ui.widgets.basic import column, label
from ui.widgets.form import Field, Kind

if TYPE_CHECKING:
    from ui.panes.health.pane import HealthPane

_KEYRING = "keyring:"


class ChannelForm(QObject):
    """Asks for a channel in the side sheet, and says how addresses of its kind are written."""

    def __init__(self, pane: HealthPane, forms: SheetForms) -> None:
        super().__init__(pane)
        self._pane = pane
        self._forms = forms
        self._proposed = ""
        self.how = label("", "soft", wrap=True)
        self.where = label("", "soft", wrap=True)
        self._above = QWidget()
        column(self._above, self.how, self.where)

    def begin(self, saved: SavedChannel | None) -> None:
        """Ask for a new channel, or for the changes to one."""
        values: Values = {"kind": ChannelKind.EMAIL, "least": Severity.WARNING, "enabled": True}
        if saved is not None:
            each = saved.channel
            values = {name: getattr(each, name) for name in ("name", "kind", "secret", "least", "enabled")}
        self._proposed = ""
        form = self._forms.show(
            self.tr("Change a channel") if saved is not None else self.tr("Add a channel"),
            self.tr("Where people are told of alerts, and that they are over."),
            self._fields(new=saved is None),
            partial(self._work, saved),
            say=self.tr("The channel is saved. Send a test."),
            values=values,
            check=partial(_wrong, saved is None),
            above=self._above,
        )
        form.editor("kind").edited.connect(self._say)
        if saved is None:
            form.editor("name").edited.connect(self._propose)
        self._say()
        form.focus_first()

    def _fields(self, *, new: bool) -> tuple[Field, ...]:
        tr = self.tr
        kinds = [(each, kind_word(each)) for each in ChannelKind]
        severities = ((Severity.WARNING, tr("Every alert")), (Severity.CRITICAL, tr("Critical ones only")))
        kept = (
            tr("It goes into this computer's keyring, and is not shown again.")
            if new
            else tr("Leave it empty to keep the one that stands there.")
        )
        return (
            Field("name", tr("Name"), required=True, max_length=64),
            Field("kind", tr("Way"), Kind.CHOICE, required=True, choices=kinds, half=True),
            Field("least", tr("Which alerts"), Kind.CHOICE, required=True, choices=severities, half=True),
            Field("address", tr("Address"), Kind.PASSWORD, kept),
            Field(
                "secret", tr("Where the address stands"), required=True, placeholder="keyring:clms-alerts",
                help=tr("keyring:NAME or env:NAME, of the computer that watches."),
            ),
            Field("enabled", tr("Switched on"), Kind.CHECK, default=True),
        )  # fmt: skip

    @Slot()
    def _propose(self) -> None:
        """Propose a place for the address by the channel's name, until somebody names another."""
        form = self._forms.form
        if form is None:
            return
        values = form.values()
        if values["secret"] in ("", None, self._proposed):
            self._proposed = place_of(str(values["name"] or ""))
            form.enter({"secret": self._proposed})

    @Slot()
    def _say(self) -> None:
        form = self._forms.form
        kind = ChannelKind(form.values()["kind"] or ChannelKind.EMAIL) if form is not None else None
        if kind is not None:
            self.how.setText(address_words(kind))
        look = self._pane.last
        holder = look.holder if look is not None else ""
        watched = words.tr("It is watched by: {holder}. The address has to stand on that computer.")
        self.where.setText(watched.format(holder=holder) if holder else "")

    def _work(self, saved: SavedChannel | None, values: Values, key: str) -> Callable[[], Receipt[Any]]:
        alerts, actor, channel = self._pane.services.alerts, self._pane.actor, _made(values)
        address = str(values["address"]).strip()

        def work() -> Receipt[Any]:
            if address:
                alerts.keep_address(actor, channel, address)
            if saved is None:
                return alerts.add_channel(actor, channel, key=key)
            return alerts.change_channel(actor, saved.id, saved.version, channel, key=key)

        return work


def _made(values: Values) -> Channel:
    return Channel(
        values["name"], ChannelKind(values["kind"]), values["secret"], Severity(values["least"]), values["enabled"]
    )  # fmt: skip


def _wrong(new: bool, values: Values) -> dict[str, str]:
    try:
        channel = _made(values)
    except InvalidInput as error:
        return {str(error.details["field"]): advice(error)}
    address = str(values["address"]).strip()
    if address and not channel.secret.startswith(_KEYRING):
        return {
            "secret": words.tr("An address that is typed here goes into the keyring: write keyring:NAME.")
        }
    schemes = SCHEMES[channel.kind]
    if address and address.partition("://")[0].lower() not in schemes:
        starts = words.tr("It begins with {starts}.")
        return {"address": starts.format(starts=", ".join(f"{each}://" for each in schemes))}
    return {}


def place_of(name: str) -> str:
    """The place in the keyring proposed for the address of a channel."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")
    return f"{_KEYRING}clms-alerts-{plain}" if plain else ""


def kind_word(kind: ChannelKind) -> str:
    """A way to people, as they call it."""
    return {
        ChannelKind.EMAIL: words.tr("E-mail"),
        ChannelKind.SLACK: words.tr("Slack"),
        ChannelKind.WEBHOOK: words.tr("Webhook"),
        ChannelKind.PING: words.tr("Dead man's switch"),
    }[kind]


def address_words(kind: ChannelKind) -> str:
    """How an address of a kind is written."""
    return {
        ChannelKind.EMAIL: words.tr(
            "Write the address in one piece, of three parts:\n{first}\n{second}\n{third}"
        ).format(
            first="mailtos://user:password@server:587",
            second="?from=clms@school.example",
            third="&to=someone@school.example",
        ),
        ChannelKind.SLACK: words.tr(
            "Paste the address of an incoming webhook of Slack, https://hooks.slack.com/services/…"
        ),
        ChannelKind.WEBHOOK: words.tr(
            "Write jsons://server/path for JSON by HTTPS; msteams://, discord:// and https:// addresses work too."
        ),
        ChannelKind.PING: words.tr(
            "Paste the address a service such as Healthchecks gives you. It is called every minute while somebody "
            "watches; when it hears nothing, that service tells you."
        ),
    }[kind]
