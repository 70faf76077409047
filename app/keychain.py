"""Secrets in the system's keyring (Windows Credential Locker, macOS Keychain, Secret Service).

A keyring may be missing, locked, or wait for a person to unlock it. Nothing here waits longer than it says, and a
keyring that doesn't answer counts as empty for reading.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any

from app import profile
from app.errors import Unreachable

SERVICE = "clms"
READ_SECONDS = 5.0
WRITE_SECONDS = 30.0

log = logging.getLogger(__name__)


def service() -> str:
    """Under which name the entries of the library in use stand: profiles never see one another's."""
    name = profile.chosen()
    return f"{SERVICE} ({name})" if name else SERVICE


def read(name: str, *, timeout_s: float = READ_SECONDS) -> str | None:
    """The stored secret, or None when there is none or the keyring doesn't answer."""
    try:
        value = _within(timeout_s, lambda: _keyring().get_password(service(), name))
    except Unreachable as problem:
        log.info("keyring not used for %s: %s", name, problem.message)
        return None
    return str(value) if value is not None else None


def write(name: str, value: str, *, timeout_s: float = WRITE_SECONDS) -> None:
    """Store a secret. Raises Unreachable when the keyring is missing, locked or doesn't answer."""
    _within(timeout_s, lambda: _keyring().set_password(service(), name, value))


def describe(*, timeout_s: float = READ_SECONDS) -> str:
    """The name of the keyring in use. Raises Unreachable when there is none that keeps anything."""
    backend: Any = _within(timeout_s, lambda: _keyring().get_keyring())
    if backend.priority <= 0:
        raise Unreachable("This computer has no keyring.", hint=_HINT, code="keyring")
    return str(backend.name)


_HINT = "Secrets can stand in the environment or in the settings file instead."


def _keyring() -> Any:
    import keyring  # loads every backend it finds: only those who need a secret should wait for that

    return keyring


def _within(timeout_s: float, work: Callable[[], Any]) -> Any:
    """Do it in a thread that can be abandoned: a keyring call can't be cancelled."""
    outcome: list[Any] = []
    failure: list[Exception] = []

    def run() -> None:
        try:
            outcome.append(work())
        except Exception as error:  # noqa: BLE001 - each platform's backend raises its own kinds
            failure.append(error)

    thread = threading.Thread(target=run, name="keyring", daemon=True)
    thread.start()
    thread.join(timeout_s)
    if failure:
        reason = str(failure[0]).split("\n")[0] or type(failure[0]).__name__
        raise Unreachable(
            f"The system's keyring can't be used: {reason}", hint=_HINT, code="keyring"
        ) from failure[0]
    if not outcome:
        raise Unreachable(
            f"The system's keyring did not answer within {timeout_s:g} s.",
            hint=f"Unlock it and try again. {_HINT}",
            code="keyring",
        )
    return outcome[0]
