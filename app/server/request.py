"""One request, from where it comes in to where it is counted."""

from __future__ import annotations

import asyncio
import re
import time
from collections.abc import Mapping, MutableMapping
from typing import Any

from app.database.tally import Tally
from app.server.binding import Binding
from app.server.gate import Grant

Message = MutableMapping[str, Any]

_TRACE = re.compile(r"[A-Za-z0-9_.-]{8,64}")


class Request:
    """One request while it is served."""

    __slots__ = (
        "address",
        "begun_at",
        "binding",
        "content",
        "grant",
        "headers",
        "https",
        "id",
        "key",
        "loop",
        "method",
        "path",
        "scope",
        "tally",
        "texts",
        "token",
    )

    def __init__(self, scope: Message, own_id: str) -> None:
        self.scope = scope
        self.method: str = scope["method"]
        self.path: str = scope["path"]
        self.https: bool = scope["scheme"] == "https"
        client = scope.get("client")
        self.address: str = client[0] if client else ""
        self.headers: Mapping[bytes, bytes] = dict(scope["headers"])
        given = self.header(b"x-request-id")
        self.id = given if given is not None and _TRACE.fullmatch(given) else own_id
        self.binding: Binding | None = None
        self.texts: tuple[str, ...] = ()
        self.grant: Grant | None = None
        self.content = b""
        self.key: str | None = None  # of its act, where the client gives none
        self.token = ""
        self.loop = asyncio.get_running_loop()
        self.begun_at = time.time()
        self.tally = Tally()

    def header(self, name: bytes) -> str | None:
        """A header's value, or None."""
        value = self.headers.get(name)
        return None if value is None else value.decode("latin-1")
