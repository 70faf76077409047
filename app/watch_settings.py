"""The settings of the watch over the library's parts: whether there is one, and what it looks at."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from app import setting_values as values
from app.domain.topology import credential
from app.domain.watching import Watching
from app.errors import InvalidInput
from app.setting_declarations import setting
from app.update_settings import UpdateSettings


def reference(text: str) -> str:
    """``keyring:NAME`` or ``env:NAME``."""
    try:
        return str(credential(text))
    except InvalidInput as problem:
        raise ValueError("it has to be keyring:NAME or env:NAME, never the secret itself") from problem


def web_address(text: str) -> str:
    """The URL of a service, without a user or a password."""
    place = urlsplit(text)
    if place.scheme not in ("http", "https") or not place.hostname or "@" in place.netloc:
        raise ValueError("it has to be an address such as https://openlibrary.org/")
    return text


def mail_server(text: str) -> str:
    """``host:port``; the port may be left out for 25."""
    host, colon, port = text.rpartition(":")
    if not colon:
        host, port = text, "25"
    try:
        return f"{values.host_name(host)}:{values.whole_number(1, 65535)(port)}"
    except ValueError:
        raise ValueError("it has to be like mail.school.example:25") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class WatchSettings(UpdateSettings):
    """They stand before that of updates in the documentation."""

    monitoring_enabled: bool = setting(
        "MONITORING_ENABLED",
        values.yes_or_no,
        "true or false",
        "Whether requests are counted and timed, /metrics answers, and this process may watch over the library's parts "
        "(a worker before an API node before a window). Off, the API still says at /live, /ready and /health how it "
        "stands, and logs slow requests.",
        default=True,
    )
    alerts_enabled: bool = setting(
        "ALERTS_ENABLED",
        values.yes_or_no,
        "true or false",
        "Whether this process, while it watches, raises alerts and sends them.",
        default=True,
    )
    monitoring_topology: Path | None = setting(
        "MONITORING_TOPOLOGY",
        values.folder_path,
        "a full path",
        "A topology file: its nodes and computers are watched. Without it those that the settings name.",
        default=None,
    )
    monitoring_token: str = setting(
        "MONITORING_TOKEN",
        reference,
        "keyring:NAME or env:NAME",
        "Where a token with the role operator stands, by which API nodes of other computers show their figures.",
        default="",
    )
    monitoring_isbn: str = setting(
        "MONITORING_ISBN_LOOKUP",
        web_address,
        "an http:// or https:// URL",
        "A service that tells titles by their ISBN: whether it answers is watched, once a minute.",
        default="",
    )
    monitoring_mail: str = setting(
        "MONITORING_MAIL_SERVER",
        mail_server,
        "host or host:port",
        "The mail server that alerts go through: whether it answers is watched, once a minute.",
        default="",
    )

    @property
    def watching(self) -> Watching:
        """The same, for whoever watches."""
        return Watching(
            self.monitoring_enabled,
            self.alerts_enabled,
            str(self.monitoring_topology or ""),
            self.monitoring_token,
            self.monitoring_isbn,
            self.monitoring_mail,
        )
