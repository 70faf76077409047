"""A keyring in a file, for processes of one test that must find each other's secrets."""

from __future__ import annotations

import json
import os
from pathlib import Path

from keyring.backend import KeyringBackend

PLACE = "CLMS_TEST_KEYRING"
"""The environment variable that names the file."""


class FileKeyring(KeyringBackend):
    """Reads and writes the file anew each time."""

    priority = 1.0  # type: ignore[assignment]
    name = "File"

    def get_password(self, service: str, username: str) -> str | None:
        found: str | None = self._kept().get(f"{service}/{username}")
        return found

    def set_password(self, service: str, username: str, password: str) -> None:
        kept = self._kept() | {f"{service}/{username}": password}
        self._file.write_text(json.dumps(kept))

    @property
    def _file(self) -> Path:
        return Path(os.environ[PLACE])

    def _kept(self) -> dict[str, str]:
        return json.loads(self._file.read_text()) if self._file.exists() else {}
