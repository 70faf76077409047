"""Asking services of others over HTTP: a time for every answer, kept answers by their own rules, words for what fails."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

import httpx
from hishel import CacheOptions, SqliteStorage
from hishel.httpx import CacheClient

from app import __version__
from app.errors import Unreachable

#: For each step of an answer (connecting, the next bytes), and for the whole of it, in seconds.
STEP_S, WHOLE_S = 5.0, 12.0
MOST_BYTES = 6_000_000
_KEPT_BYTES = 20_000_000
_KEPT_S = 30 * 86_400.0
_NONE: Mapping[str, str] = MappingProxyType({})
_TYPE_BY_HAND = "Look whether this computer has internet, or type the title by hand."


class Web:
    """Asks by GET. Answers are kept in ``folder`` as long as their senders allow (RFC 9111), and asked for by their ETag
    after that; where nothing can be kept there it asks without."""

    def __init__(self, folder: Path, *, step_s: float = STEP_S, whole_s: float = WHOLE_S) -> None:
        self._folder = folder
        self._step_s, self._whole_s = step_s, whole_s

    def get(self, name: str, address: str, questions: Mapping[str, str] = _NONE) -> bytes | None:
        """Return the body of an answer, None when there is no such page. ``name`` is how the service is called.

        Raises Unreachable, saying what is the matter.
        """
        try:
            with self._client() as client:
                return self._asked(client, name, address, questions)
        except (sqlite3.Error, OSError):  # the kept answers are damaged, or another user's
            with self._plain() as client:
                return self._asked(client, name, address, questions)

    def _asked(
        self, client: httpx.Client, name: str, address: str, questions: Mapping[str, str]
    ) -> bytes | None:
        until = time.monotonic() + self._whole_s
        try:
            with client.stream("GET", address, params=dict(questions) or None) as answer:
                if answer.status_code in (404, 410):
                    return None
                _refuse(name, answer.status_code)
                return self._body(name, answer, until)
        except httpx.TimeoutException as problem:
            raise self._late(name) from problem
        except (httpx.HTTPError, httpx.InvalidURL) as problem:
            raise _gone(name, problem) from problem

    def _body(self, name: str, answer: httpx.Response, until: float) -> bytes:
        body = bytearray()
        for chunk in answer.iter_bytes():
            body += chunk
            if len(body) > MOST_BYTES:
                raise Unreachable(f"{name} sends more than any answer should have.")
            if time.monotonic() > until:
                raise self._late(name)
        return bytes(body)

    def _late(self, name: str) -> Unreachable:
        return Unreachable(f"{name} does not answer in time.", hint=_TYPE_BY_HAND, code="lookup_late")

    def _client(self) -> httpx.Client:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        kept = SqliteStorage(
            database_path=self._folder / "lookups.db", default_ttl=_KEPT_S, max_size=_KEPT_BYTES
        )
        return CacheClient(storage=kept, rfc=CacheOptions(shared=False), **self._options())

    def _plain(self) -> httpx.Client:
        return httpx.Client(**self._options())

    def _options(self) -> dict[str, Any]:
        return {
            "timeout": self._step_s,
            "follow_redirects": True,
            "headers": {"User-Agent": f"clms/{__version__}"},
        }


def _refuse(name: str, status: int) -> None:
    if status == 429:
        raise Unreachable(f"{name} says that it is asked too often.", hint="Wait a minute and try again.")
    if status >= 400:
        raise Unreachable(
            f"{name} answers with an error of its own ({status}).",
            hint="Try again later, or type the title by hand.",
        )


def _gone(name: str, problem: Exception) -> Unreachable:
    if "CERTIFICATE_VERIFY_FAILED" in str(problem):
        return Unreachable(
            f"{name} shows a certificate that can't be trusted.",
            hint="Look at this computer's clock, and at what filters the school's internet.",
            code="lookup_untrusted",
        )
    return Unreachable(f"{name} can't be reached.", hint=_TYPE_BY_HAND, code="no_internet")
