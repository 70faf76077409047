"""Where alerts are sent, and what became of each message."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

import msgspec

from app.domain.alerts import Severity
from app.domain.text import clean
from app.domain.topology import credential
from app.errors import InvalidInput

PING_EVERY_S = 60.0
"""An outside dead man's switch hears from us so often; it tells people when it does not."""


class ChannelKind(StrEnum):
    """Ways to people. PING is no message: an address that is called every minute while somebody watches."""

    EMAIL = "email"
    SLACK = "slack"
    WEBHOOK = "webhook"
    PING = "ping"


SCHEMES: dict[ChannelKind, tuple[str, ...]] = {
    ChannelKind.EMAIL: ("mailto", "mailtos"),
    ChannelKind.SLACK: ("slack", "https"),
    ChannelKind.WEBHOOK: ("json", "jsons", "xml", "xmls", "form", "forms", "msteams", "discord", "https"),
    ChannelKind.PING: ("https", "http"),
}
"""How the address of each kind begins, in apprise's spelling: ``mailtos://user:password@server?to=someone@school.example``,
``slack://…``, ``jsons://server/path``. The address holds secrets, so only the place it is kept at is known here."""


class Channel(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One way to people. ``secret`` is the place of its address, ``keyring:NAME`` or ``env:NAME`` of the computer that
    watches; ``least`` the least severity that is sent. Raises InvalidInput."""

    name: str
    kind: ChannelKind
    secret: str
    least: Severity = Severity.WARNING
    enabled: bool = True

    def __post_init__(self) -> None:
        if not clean(self.name) or len(self.name) > 64:
            raise InvalidInput("A channel needs a name of at most 64 characters.", details={"field": "name"})
        try:
            credential(self.secret)
        except InvalidInput as problem:
            raise InvalidInput(problem.message, details={"field": "secret"}) from None

    def takes(self, severity: Severity) -> bool:
        """Whether messages of a severity go there."""
        if not self.enabled or self.kind is ChannelKind.PING:
            return False
        return severity is Severity.CRITICAL or self.least is Severity.WARNING


class Delivery(msgspec.Struct, frozen=True):
    """One message on its way to one channel. Times are in seconds since 1970; ``next_at`` is None once it arrived, or was
    given up. ``problem`` says why the last attempt failed, without secrets."""

    key: str
    channel_id: int
    channel: str
    kind: Literal["raised", "cleared", "test"]
    title: str
    body: str
    severity: Severity
    made_at: float
    attempts: int = 0
    next_at: float | None = None
    delivered_at: float | None = None
    problem: str = ""

    @property
    def given_up(self) -> bool:
        """Whether it will never arrive."""
        return self.next_at is None and self.delivered_at is None


class SavedChannel(msgspec.Struct, frozen=True):
    """A channel as it is kept."""

    id: int
    channel: Channel
    version: int
    created_by: str
