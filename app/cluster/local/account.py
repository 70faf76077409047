"""The account that servers run as: the caller's own, but an unprivileged one when the caller is root.

Database servers refuse to run as root, and nothing here needs its rights.
"""

from __future__ import annotations

import contextlib
import os
import pwd
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.errors import Refused

_CANDIDATES = ("clms", "mysql", "nobody")
_READ, _PASS = 0o4, 0o1


@dataclass(frozen=True, slots=True)
class Account:
    """``uid`` and ``gid`` are None where processes keep the caller's."""

    name: str
    uid: int | None = None
    gid: int | None = None

    @property
    def options(self) -> dict[str, Any]:
        """Further arguments of ``subprocess.Popen``."""
        if self.uid is None:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}

    def give(self, *paths: Path) -> None:
        """Make files or folders this account's, with what is in them."""
        if self.uid is None or self.gid is None:
            return
        for path in paths:
            for each in (path, *path.rglob("*")):
                os.chown(each, self.uid, self.gid, follow_symlinks=False)

    def can_reach(self, place: Path) -> bool:
        """Whether this account may pass through a folder, or read a file, and pass through every folder on the way."""
        if self.uid is None:
            return True
        return self._may(place, _PASS if place.is_dir() else _READ) and all(
            self._may(each, _PASS) for each in place.parents
        )

    def _may(self, place: Path, right: int) -> bool:
        """What isn't there hinders nobody."""
        if not place.exists():
            return True
        found = place.stat()
        shift = 6 if found.st_uid == self.uid else 3 if found.st_gid == self.gid else 0
        return bool(found.st_mode >> shift & right)


def caller() -> Account:
    """Whoever runs this program."""
    with contextlib.suppress(KeyError):
        return Account(pwd.getpwuid(os.geteuid()).pw_name)
    return Account(str(os.geteuid()))


def unprivileged() -> Account:
    """The caller, or when that is root somebody who may do less. Raises Refused when there is nobody."""
    if os.geteuid() != 0:
        return caller()
    for name in _CANDIDATES:
        with contextlib.suppress(KeyError):
            found = pwd.getpwnam(name)
            return Account(name, found.pw_uid, found.pw_gid)
    raise Refused(
        "Root needs an account that servers can run as.",
        hint=f"Make one named {_CANDIDATES[0]}, or start the cluster as an ordinary user.",
        code="no_account",
    )
