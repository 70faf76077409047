"""The libraries and programs of the operating system that CLMS needs, and how Debian and Ubuntu call them.

Standard library only: runs before anything is installed.
"""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path


class Missing(Exception):
    """The system lacks something that can't be installed from here; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Need:
    """One thing the system must have, and the package that brings it."""

    package: str
    present: Callable[[], bool]


def library(package: str, soname: str) -> Need:
    """A shared library that Qt loads."""
    return Need(package, lambda: soname in _libraries())


def program(package: str, name: str) -> Need:
    """A program on the path or among the system's own."""
    return Need(package, lambda: find_program(name) is not None)


def folder(package: str, path: str) -> Need:
    """A folder of data, such as fonts."""
    return Need(package, Path(path).is_dir)


# Qt links these whether or not there is a display.
QT = (
    library("libegl1", "libEGL.so.1"),
    library("libgl1", "libGL.so.1"),
    library("libxkbcommon0", "libxkbcommon.so.0"),
    library("libdbus-1-3", "libdbus-1.so.3"),
    library("libfontconfig1", "libfontconfig.so.1"),
    library("libfreetype6", "libfreetype.so.6"),
    library("libglib2.0-0", "libglib-2.0.so.0"),
    library("libcups2", "libcups.so.2"),  # printers: without it there is only the PDF
    folder("fonts-dejavu-core", "/usr/share/fonts/truetype/dejavu"),
    folder("fonts-noto-core", "/usr/share/fonts/truetype/noto"),
)
# Its plug-in for X11 displays needs these as well, and aborts without a word when one is missing.
X11 = (
    library("libxcb-cursor0", "libxcb-cursor.so.0"),
    library("libxcb-icccm4", "libxcb-icccm.so.4"),
    library("libxcb-keysyms1", "libxcb-keysyms.so.1"),
    library("libxcb-image0", "libxcb-image.so.0"),
    library("libxcb-randr0", "libxcb-randr.so.0"),
    library("libxcb-render-util0", "libxcb-render-util.so.0"),
    library("libxcb-shape0", "libxcb-shape.so.0"),
    library("libxcb-xkb1", "libxcb-xkb.so.1"),
    library("libxkbcommon-x11-0", "libxkbcommon-x11.so.0"),
)
# The "core" packages of the databases bring the programs without starting a server of the system's own. So does
# redis-tools: the server is the same program as redis-check-rdb, under another name. nginx is kept from it by _QUIETLY.
SERVERS = (
    program("mariadb-server-core", "mariadbd"),
    program("mariadb-client-core", "my_print_defaults"),
    program("redis-tools", "redis-check-rdb"),
    program("nginx-core", "nginx"),
    program("logrotate", "logrotate"),
    program("openssh-client", "ssh"),
    Need("debian-archive-keyring", Path("/usr/share/keyrings/debian-archive-keyring.gpg").is_file),
)

# What reads exported MARC records in tests, written by others.
READERS = (program("yaz", "yaz-marcdump"),)

# What benchmarks are measured against: the guide's own way of taking backups.
BASELINES = (program("mariadb-client", "mariadb-dump"),)

# What moves the clock of a server in the long tests, and what builds our own for servers that hang with that.
CLOCKS = (
    Need("libfaketime", lambda: any(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))),
    program("gcc", "gcc"),
    Need("libc6-dev", Path("/usr/include/stdlib.h").is_file),
)

# What PyInstaller looks into libraries with, and strip; and what Qt's plug-ins for Wayland take into the package.
PACKING = (
    program("binutils", "objdump"),
    library("libwayland-client0", "libwayland-client.so.0"),
    library("libwayland-cursor0", "libwayland-cursor.so.0"),
    library("libwayland-egl1", "libwayland-egl.so.1"),
)

# What proves a package in a Debian of its own that has no Python.
PROVING = (program("debootstrap", "debootstrap"),)

# Programs nobody here wrote that the API is tried with in the long tests.
CLIENTS = (program("wrk", "wrk"), program("nodejs", "node"), program("npm", "npm"))


# What packages ask before they start a service (invoke-rc.d(8)): nobody wants one of the system's own for our tests.
_QUIETLY = """\
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
    trap "rm -f $policy" EXIT
    printf '#!/bin/sh\\nexit 101\\n' > $policy
    chmod 755 $policy
fi
"$@"
"""


def find_program(name: str) -> str | None:
    """Where it is; servers often stand outside an ordinary user's path."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin:/sbin")


def provide(needs: tuple[Need, ...]) -> None:
    """Install what is missing. Raises Missing where that isn't possible, with the command that would do it."""
    if not sys.platform.startswith("linux"):
        return
    packages = [need.package for need in needs if not need.present()]
    if not packages:
        return
    command = ["apt-get", "install", "--yes", "--no-install-recommends", *packages]
    if not shutil.which("apt-get"):
        raise Missing(f"This system lacks what Debian calls {', '.join(packages)}. Please install them.")
    prefix = _as_root()
    if prefix is None:
        raise Missing(f"Please run: sudo {shlex.join(command)}")
    print(f"Installing {', '.join(packages)}", flush=True)
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for step in (["apt-get", "update", "-qq"], ["sh", "-c", _QUIETLY, "install", *command]):
        done = subprocess.run([*prefix, *step], env=environment, capture_output=True, text=True, check=False)
        if done.returncode and step[0] == "sh":
            raise Missing(f"{shlex.join(command)} failed:\n{done.stderr.strip()[-2000:]}")
    _libraries.cache_clear()


def _as_root() -> list[str] | None:
    """What to write before a command so that root runs it; None when there is no way without a password."""
    if os.geteuid() == 0:
        return []
    if (
        shutil.which("sudo")
        and not subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False).returncode
    ):
        return ["sudo", "-n", "DEBIAN_FRONTEND=noninteractive"]
    return None


@cache
def _libraries() -> str:
    ldconfig = find_program("ldconfig")
    if ldconfig is None:
        raise Missing("ldconfig was not found: can't tell which libraries are installed.")
    return subprocess.run([ldconfig, "-p"], capture_output=True, text=True, check=True).stdout
