#!/usr/bin/env python3
"""Unpack an SSH server for tests, without installing one: that would let people in from the next start on.

The package and what it lacks are downloaded by apt with an index of its own, verified by the distribution's signatures
as always, and unpacked into a cache folder. With it comes a library that shows a process accounts the system does not
have, so that a server without rights lets in an account with a shell, whoever it runs as.

Standard library only. ``python3 packaging/ssh_server.py`` unpacks it and prints where.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from mysql_server import Unavailable, cache_root, locked, run, unpack

PACKAGES = ("openssh-server", "libnss-wrapper")
_SERVER = "usr/sbin/sshd"
_ACCOUNTS = "usr/lib/*/libnss_wrapper.so"


@dataclass(frozen=True, slots=True)
class SshServer:
    """An unpacked server: ``root`` holds the packages' files."""

    root: Path

    @property
    def program(self) -> Path:
        """It wants to be called by this, its full path."""
        return self.root / _SERVER

    def environment(self, passwd: Path, group: Path) -> dict[str, str]:
        """What it is started with to find these accounts, and the libraries that came with it."""
        (accounts,) = self.root.glob(_ACCOUNTS)
        folders = {str(each.parent) for each in self.root.glob("usr/lib/*/lib*.so*")}
        folders |= {str(each.parent) for each in self.root.glob("lib/*/lib*.so*")}
        return {
            **os.environ,
            "LD_PRELOAD": str(accounts),
            "LD_LIBRARY_PATH": ":".join(sorted(folders)),
            "NSS_WRAPPER_PASSWD": str(passwd),
            "NSS_WRAPPER_GROUP": str(group),
        }

    @property
    def whole(self) -> bool:
        """Whether everything is there."""
        return self.program.is_file() and any(self.root.glob(_ACCOUNTS))


def ensure() -> SshServer:
    """The unpacked server, downloaded now if it isn't there yet. Raises Unavailable."""
    cache = cache_root() / "ssh"
    server = SshServer(cache / "root")
    with locked(cache):
        if server.whole:
            return server
        shutil.rmtree(server.root, ignore_errors=True)
        with tempfile.TemporaryDirectory(dir=cache) as work:
            unpacked = unpack(_download(Path(work)), Path(work) / "root")
            if not SshServer(unpacked).whole:
                raise Unavailable(f"{' and '.join(PACKAGES)} hold no {_SERVER} or {_ACCOUNTS}")
            unpacked.chmod(0o755)
            unpacked.rename(server.root)
    return server


def _download(work: Path) -> list[Path]:
    """Fetch the packages as if to install them, with an index of our own: the system's may be old, and is not ours."""
    for tool in ("apt-get", "dpkg-deb"):
        if not shutil.which(tool):
            raise Unavailable(f"{tool} is missing: the server is unpacked from the distribution's packages")
    for folder in ("lists/partial", "cache/archives/partial"):
        (work / folder).mkdir(parents=True)
    options = {
        "Dir::State::lists": work / "lists",
        "Dir::Cache": work / "cache",
        "Debug::NoLocking": "true",
        "Acquire::Languages": "none",
        "APT::Sandbox::User": "root",
    }
    apt = ["apt-get", "-qq", *(word for key, value in options.items() for word in ("-o", f"{key}={value}"))]
    run([*apt, "update"])
    run([*apt, "install", "--yes", "--download-only", "--reinstall", "--no-install-recommends", *PACKAGES])
    return sorted((work / "cache/archives").glob("*.deb"))


if __name__ == "__main__":
    try:
        print(f"An SSH server in {ensure().root}")
    except Unavailable as problem:
        sys.exit(str(problem))
