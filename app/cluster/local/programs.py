"""The servers' programs: where they are, what they are, and which package brings one that is missing."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from app.domain.topology import Engine
from app.errors import Refused

_BESIDE_THE_PATH = ("/usr/sbin", "/usr/local/sbin", "/usr/libexec")
"""Servers often stand outside an ordinary user's path."""

_PACKAGES = {
    "nginx": "nginx-core",
    "redis-server": "redis-server",
    "mariadbd": "mariadb-server-core",
    "mariadb-install-db": "mariadb-server-core",
    "my_print_defaults": "mariadb-client-core",
    "mysqld": "mysql-server-core",
    "logrotate": "logrotate",
    "systemd-analyze": "systemd",
    "docker": "docker.io",
}
_SERVERS = {Engine.MARIADB: "mariadbd", Engine.MYSQL: "mysqld"}
_VERSION = re.compile(r"(\d+\.\d+\.\d+)")
_ANSWER_S = 30.0


@dataclass(frozen=True, slots=True)
class DatabaseProgram:
    """A database server's program. ``installer`` fills an empty data folder, MySQL's server does so itself (None)."""

    engine: Engine
    version: str
    server: str
    installer: str | None


@dataclass(frozen=True, slots=True)
class Program:
    """A server's program and which release it is."""

    path: str
    version: str


@dataclass(frozen=True, slots=True)
class Programs:
    """All a local cluster runs beside CLMS itself."""

    database: DatabaseProgram
    redis: Program
    nginx: Program


def find_programs(engine: Engine, folder: Path | None = None) -> Programs:
    """Find all; ``folder`` is looked into first. Raises Refused, which names the package of one that is missing."""
    database = _database(engine, folder)
    return Programs(database, _program("redis-server", folder, "--version"), _program("nginx", folder, "-v"))


def find(name: str, folder: Path | None = None) -> str:
    """Where a program is. Raises Refused."""
    found = shutil.which(name, path=str(folder)) if folder else None
    found = found or shutil.which(name) or shutil.which(name, path=os.pathsep.join(_BESIDE_THE_PATH))
    if not found:
        raise _missing(name)
    return found


def _program(name: str, folder: Path | None, question: str) -> Program:
    path = find(name, folder)
    told = _ask(path, question)
    found = _VERSION.search(told)
    if not found:
        raise _missing(name, f"{path} is not {name}: it says “{told.strip()[:200]}”.")
    return Program(path, found[1])


def _database(engine: Engine, folder: Path | None) -> DatabaseProgram:
    server = find(_SERVERS[engine], folder)
    told = _ask(server, "--no-defaults", "--version")
    found = _VERSION.search(told)
    if not found or ("mariadb" in told.lower()) != (engine is Engine.MARIADB):
        raise _missing(
            _SERVERS[engine], f"{server} is not the server of {engine}: it says “{told.strip()[:200]}”."
        )
    installer = None
    if engine is Engine.MARIADB:
        find("my_print_defaults", folder)  # the installer is a script that asks it
        installer = find("mariadb-install-db", folder)
    return DatabaseProgram(engine, found[1], server, installer)


def _ask(program: str, *words: str) -> str:
    try:
        done = subprocess.run(
            [program, *words], capture_output=True, text=True, timeout=_ANSWER_S, check=False
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise _missing(Path(program).name, f"{program} does not run: {error}.") from error
    return done.stdout or done.stderr


def _missing(name: str, reason: str = "") -> Refused:
    package = _PACKAGES[name]
    return Refused(
        reason or f"{name} is not installed.",
        hint=f"On Debian and Ubuntu: sudo apt-get install {package}. Or name the folder it is in with --programs.",
        code="program_missing",
        details={"program": name, "package": package},
    )
