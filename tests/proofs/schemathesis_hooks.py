"""Loaded by schemathesis: each case is one of many administrators', so that the limits on requests stay as they are.

Whose token is believed no more, because a case ended it, signs in anew; whose account was closed by one is left out.
"""

from __future__ import annotations

import itertools
import json
import os
import threading
import urllib.error
import urllib.request
from typing import Any

import schemathesis  # type: ignore[import-not-found]  # in an environment of its own

_URL = os.environ["CLMS_PROOF_URL"]
_PASSWORD = os.environ["CLMS_PROOF_PASSWORD"]
_names = itertools.cycle(os.environ["CLMS_PROOF_NAMES"].split(","))
_tokens: dict[str, str] = {}
_lock = threading.Lock()
_RECORDS = 40  # of most kinds the sample has more


def _sign_in(name: str) -> str:
    body = json.dumps({"username": name, "password": _PASSWORD, "device": "PROOF"}).encode()
    request = urllib.request.Request(f"{_URL}/api/auth/login", body, {"Content-Type": "application/json"})
    try:
        with urllib.request.urlopen(request) as answer:
            return str(json.load(answer)["access_token"])
    except urllib.error.HTTPError:
        return ""


@schemathesis.auth(refresh_interval=None)
class Administrators:
    """Gives each case the token of the next."""

    def get(self, case: Any, context: Any) -> str:
        """The next one's token."""
        with _lock:
            while True:
                name = next(_names)
                token = _tokens.get(name) or _sign_in(name)
                if token:
                    _tokens[name] = token
                    return token

    def set(self, case: Any, data: str, context: Any) -> None:
        """Put it into the case."""
        case.headers = case.headers or {}
        case.headers["Authorization"] = f"Bearer {data}"


@schemathesis.hook
def map_path_parameters(context: Any, path_parameters: dict[str, Any] | None) -> dict[str, Any] | None:
    """Let numbers be mostly those of records there are."""
    return path_parameters and {
        name: 1 + value % _RECORDS if type(value) is int and value > _RECORDS else value
        for name, value in path_parameters.items()
    }


@schemathesis.hook
def map_headers(context: Any, headers: dict[str, Any] | None) -> dict[str, Any] | None:
    """Let a version be that of a record which nobody changed yet."""
    return headers and {name: '"1"' if name == "If-Match" else value for name, value in headers.items()}


@schemathesis.hook
def after_call(context: Any, case: Any, response: Any) -> None:
    """Forget a token that is believed no more."""
    if response.status_code == 401:
        sent = response.request.headers.get("Authorization", "")
        with _lock:
            for name in [name for name, token in _tokens.items() if sent == f"Bearer {token}"]:
                del _tokens[name]
