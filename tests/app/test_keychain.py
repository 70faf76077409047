"""The system's keyring may be missing, broken or waiting for a person: nothing crashes or hangs."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import keyring
import pytest
from keyring.backend import KeyringBackend
from keyring.backends import null
from keyring.errors import KeyringLocked, NoKeyringError

from app import keychain
from app.errors import Unreachable


class Memory(KeyringBackend):
    """A keyring that keeps secrets for the length of a test, or fails as it is told."""

    priority = 1.0  # type: ignore[assignment]
    name = "Memory"

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}
        self.before: Callable[[], Any] = lambda: None

    def get_password(self, service: str, username: str) -> str | None:
        self.before()
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.before()
        self.kept[service, username] = password


@pytest.fixture
def memory(monkeypatch: pytest.MonkeyPatch) -> Memory:
    backend = Memory()
    monkeypatch.setattr(keyring.core, "_keyring_backend", backend)
    return backend


def test_what_is_written_is_read_under_the_name_clms(memory: Memory) -> None:
    assert keychain.read("JWT_SECRET") is None
    keychain.write("JWT_SECRET", "geheim")
    assert keychain.read("JWT_SECRET") == "geheim"
    assert memory.kept == {("clms", "JWT_SECRET"): "geheim"}
    assert keychain.describe() == "Memory"


@pytest.mark.parametrize(
    "error", [NoKeyringError("No recommended backend was available.\nMore"), KeyringLocked("locked")]
)
def test_a_keyring_that_fails_is_empty_to_read_and_unreachable_to_write(
    memory: Memory, error: Exception
) -> None:
    def fail() -> None:
        raise error

    memory.before = fail
    assert keychain.read("JWT_SECRET") is None
    with pytest.raises(Unreachable) as caught:
        keychain.write("JWT_SECRET", "geheim")
    assert str(error).split("\n")[0] in caught.value.message
    assert "geheim" not in str(caught.value)


def test_a_keyring_that_waits_for_a_person_is_given_up(memory: Memory) -> None:
    released = threading.Event()
    memory.before = lambda: released.wait(30)
    assert keychain.read("JWT_SECRET", timeout_s=0.05) is None
    with pytest.raises(Unreachable, match=r"did not answer within 0\.05 s"):
        keychain.write("JWT_SECRET", "geheim", timeout_s=0.05)
    released.set()


def test_a_computer_without_a_keyring_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(keyring.core, "_keyring_backend", null.Keyring())
    assert keychain.read("JWT_SECRET") is None
    with pytest.raises(Unreachable, match="has no keyring"):
        keychain.describe()
