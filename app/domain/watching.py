"""Who watches over a library, and what is said to whoever does."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Rank(IntEnum):
    """Who is to watch rather than another."""

    WORKER = 0
    API = 1
    WINDOW = 2


@dataclass(frozen=True, slots=True)
class Watching:
    """What the settings say. ``topology`` is the path of a topology file, ``token`` the place of a token for API nodes of
    other computers (``keyring:NAME`` or ``env:NAME``), ``isbn`` the URL of the ISBN lookup, ``mail`` the mail server as
    ``host:port``; "" for none."""

    enabled: bool = True
    alerts: bool = True
    topology: str = ""
    token: str = ""
    isbn: str = ""
    mail: str = ""


NOBODY = Watching(enabled=False)
"""Nothing is watched from here."""
