#!/usr/bin/env python3
"""Unpack a real MySQL server beside the system's own packages, for tests and benchmarks.

Debian's stable releases carry MariaDB only, and its MySQL (in "sid") needs a newer C library than they have.
So the server's packages, C library included, are downloaded by apt with an index of its own, verified by
Debian's signatures as always, and unpacked into a cache folder. mysqld is then started through the C library
that came with it. Nothing of the running system changes and no rights are needed.

Standard library only. ``python3 packaging/mysql_server.py`` unpacks it and prints the version.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PACKAGE = "mysql-server-core"
CLIENT_PACKAGE = "mysql-client-core"
SUITE = "sid"
FALLBACK_MIRROR = "http://deb.debian.org/debian"
KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
# Pulled in for maintenance scripts only; the server itself never runs Perl.
UNUSED = re.compile(r"^(perl|libperl|libgdbm|libdb5)")


class Unavailable(Exception):
    """A server can't be unpacked here; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class MysqlServer:
    """An unpacked server: ``root`` holds the packages' files."""

    root: Path

    @property
    def command(self) -> list[str]:
        """The beginning of a command line that runs mysqld."""
        return self.program("usr/sbin/mysqld")

    def program(self, name: str) -> list[str]:
        """The beginning of a command line that runs a program with the C library it came with."""
        loader = _only(self.root, "usr/lib*/ld-linux-*.so.*", "usr/lib/*/ld-linux-*.so.*")
        libraries = _only(self.root, "usr/lib/*/libc.so.6").parent
        program = str(self.root / name)
        search = f"{libraries}:{self.root}/usr/lib/mysql/private"
        return [str(loader), "--library-path", search, "--argv0", program, program]

    @property
    def options(self) -> list[str]:
        """What mysqld has to be told because it isn't where it was built for."""
        return [
            f"--basedir={self.root}/usr",
            f"--lc-messages-dir={self.root}/usr/share/mysql",
            f"--character-sets-dir={self.root}/usr/share/mysql/charsets",
            f"--plugin-dir={self.root}/usr/lib/mysql/plugin",
            "--secure-file-priv=NULL",
        ]

    def version(self, program: str = "usr/sbin/mysqld") -> str:
        """Such as ``9.7.4``. Raises Unavailable when the program doesn't run."""
        try:
            done = subprocess.run(
                [*self.program(program), "--no-defaults", "--version"],
                capture_output=True,
                text=True,
                timeout=30,
                check=False,
            )
        except (OSError, subprocess.TimeoutExpired) as error:
            raise Unavailable(f"the unpacked MySQL doesn't run: {error}") from error
        found = re.search(r"Ver (\d+\.\d+\.\d+)", done.stdout)
        if done.returncode or not found:
            raise Unavailable(f"the unpacked MySQL doesn't run: {done.stderr.strip() or done.stdout.strip()}")
        return found[1]


def cache_root() -> Path:
    """Where test servers are kept between runs.

    Servers started by root run as an unprivileged user, who couldn't look into root's home.
    """
    if chosen := os.environ.get("CLMS_CACHE_DIR"):
        return Path(chosen)
    if os.geteuid() == 0:
        return Path("/var/cache/clms")
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "clms"


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Keep other processes from filling the same cache folder at the same time."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def ensure() -> MysqlServer:
    """The unpacked server, downloaded now if it isn't there yet. Raises Unavailable."""
    return _ensured(cache_root() / "mysql", PACKAGE, "usr/sbin/mysqld")


def ensure_clients() -> MysqlServer:
    """MySQL's own client programs (mysql, mysqldump), for benchmarks against them. Raises Unavailable."""
    return _ensured(cache_root() / "mysql-client", CLIENT_PACKAGE, "usr/bin/mysqldump")


def _ensured(cache: Path, package: str, program: str) -> MysqlServer:
    server = MysqlServer(cache / "root")
    with locked(cache):
        if server.root.is_dir():
            with contextlib.suppress(Unavailable):
                server.version(program)
                return server
            shutil.rmtree(server.root)
        with tempfile.TemporaryDirectory(dir=cache) as work:
            unpacked = unpack(_download(Path(work), package), Path(work) / "root")
            MysqlServer(unpacked).version(program)
            unpacked.chmod(0o755)
            unpacked.rename(server.root)
    return server


def _download(work: Path, package: str) -> list[Path]:
    """Fetch the packages with an index and a package database of our own, both empty at first."""
    for tool in ("apt-get", "dpkg-deb"):
        if not shutil.which(tool):
            raise Unavailable(f"{tool} is missing: MySQL is unpacked from Debian's packages")
    if not KEYRING.exists():
        raise Unavailable(f"{KEYRING} is missing: apt-get install debian-archive-keyring")
    for folder in ("lists/partial", "cache/archives/partial"):
        (work / folder).mkdir(parents=True)
    (work / "status").touch()
    (work / "sources.list").write_text(f"deb [signed-by={KEYRING}] {mirror()} {SUITE} main\n")
    options = {
        "Dir::Etc::sourcelist": work / "sources.list",
        "Dir::Etc::sourceparts": "/dev/null",
        "Dir::State::lists": work / "lists",
        "Dir::State::status": work / "status",
        "Dir::Cache": work / "cache",
        "Debug::NoLocking": "true",
        "Acquire::Languages": "none",
        "APT::Sandbox::User": "root",
    }
    apt = ["apt-get", "-qq", *(word for key, value in options.items() for word in ("-o", f"{key}={value}"))]
    run([*apt, "update"])
    run([*apt, "install", "--yes", "--download-only", "--no-install-recommends", package])
    return sorted(path for path in (work / "cache/archives").glob("*.deb") if not UNUSED.match(path.name))


def unpack(packages: list[Path], target: Path) -> Path:
    """Put the packages' files below ``target``, but for what is only to be read by people."""
    target.mkdir()
    for package in packages:
        run(["dpkg-deb", "--extract", str(package), str(target)])
    for extra in ("usr/share/doc", "usr/share/man", "usr/share/locale"):
        shutil.rmtree(target / extra, ignore_errors=True)
    return target


def mirror() -> str:
    """The Debian mirror this machine already uses, else Debian's own."""
    texts = [Path("/etc/apt/sources.list"), *sorted(Path("/etc/apt/sources.list.d").glob("debian*"))]
    for path in texts:
        if path.is_file():
            found = re.search(
                r"^(?:URIs:|deb(?: \[[^]]*\])?)\s+(\S+/debian)/?\s", path.read_text(), re.MULTILINE
            )
            if found:
                return found[1]
    return FALLBACK_MIRROR


def _only(root: Path, *patterns: str) -> Path:
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            return path
    raise Unavailable(f"the unpacked MySQL in {root} is incomplete: no {patterns[0]}")


def run(command: list[str]) -> None:
    """Run a step of this. Raises Unavailable with what it said."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        raise Unavailable(f"{' '.join(command[:1])} failed: {(done.stderr or done.stdout).strip()[-400:]}")


if __name__ == "__main__":
    try:
        print(f"MySQL {ensure().version()} in {cache_root() / 'mysql'}")
    except Unavailable as problem:
        sys.exit(str(problem))
