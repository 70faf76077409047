"""A minimal Debian of its own, in which a package is tried: without Python, and with nothing but what it asks for.

Made by debootstrap from the mirror this machine uses, once, and kept among the test servers; each trial has a copy.
Programs run in it by chroot, with their own process table: when the first of them ends, so does every other.
"""

from __future__ import annotations

import contextlib
import platform
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.servers import packaging_script

_ENTER = """
set -e
root=$1; shift
mount -t proc proc "$root/proc"
mount -t tmpfs tmpfs "$root/dev"
for each in null zero full random urandom tty; do
    touch "$root/dev/$each"
    mount --bind "/dev/$each" "$root/dev/$each"
done
mkdir -m 1777 "$root/dev/shm"
ln -s /proc/self/fd "$root/dev/fd"
# Not instead of this shell: an X server tells its parent that it is ready, unless that is the first process.
chroot "$root" "$@" || exit $?
exit 0
"""
_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"


@dataclass(frozen=True, slots=True)
class DebianRoot:
    """One copy, in which anything may be installed."""

    folder: Path

    def command(self, *words: str, user: str = "", env: Mapping[str, str] | None = None) -> list[str]:
        """The command line that runs one in here, as root or as a user of it."""
        given = {"PATH": _PATH, "LC_ALL": "C.UTF-8", "HOME": "/root", "DEBIAN_FRONTEND": "noninteractive"}
        given |= env or {}
        inner = ["env", "-i", *(f"{name}={value}" for name, value in given.items()), *words]
        if user:
            inner = ["setpriv", f"--reuid={user}", f"--regid={user}", "--init-groups", *inner]
        own = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "--propagation", "private"]
        return [*own, "sh", "-c", _ENTER, "enter", str(self.folder), *inner]

    def run(
        self, *words: str, user: str = "", env: Mapping[str, str] | None = None, timeout: float = 600
    ) -> subprocess.CompletedProcess[str]:
        """Run it to its end; what it said and its code."""
        command = self.command(*words, user=user, env=env)
        return subprocess.run(command, capture_output=True, text=True, timeout=timeout, check=False)

    def must(
        self, *words: str, user: str = "", env: Mapping[str, str] | None = None, timeout: float = 600
    ) -> str:
        """What it said; fails unless it went well."""
        done = self.run(*words, user=user, env=env, timeout=timeout)
        assert done.returncode == 0, f"{' '.join(words)}: {done.returncode}\n{done.stdout}\n{done.stderr}"
        return done.stdout

    def install(self, *packages: str) -> None:
        """Install packages of the distribution, without what they only recommend."""
        self.must("apt-get", "install", "--yes", "-qq", "--no-install-recommends", *packages)


@contextlib.contextmanager
def debian_root() -> Iterator[DebianRoot]:
    """A fresh copy of the release this machine has, removed afterwards. Needs root and debootstrap."""
    packages = packaging_script("mysql_server")
    cache: Path = packages.cache_root() / "debian"
    release = platform.freedesktop_os_release()["VERSION_CODENAME"]
    with packages.locked(cache):
        base = cache / release
        if not base.is_dir():
            _debootstrap(release, packages.mirror(), base)
    copy = cache / f"{release}-trial"
    with packages.locked(cache / "trial"):
        shutil.rmtree(copy, ignore_errors=True)
        try:
            subprocess.run(["cp", "-a", "--reflink=auto", str(base), str(copy)], check=True)
            yield DebianRoot(copy)
        finally:
            shutil.rmtree(copy)


def _debootstrap(release: str, mirror: str, base: Path) -> None:
    work = base.with_name(f"{release}-new")
    shutil.rmtree(work, ignore_errors=True)
    command = ["debootstrap", "--variant=minbase", release, str(work), mirror]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout[-2000:]
    (work / "usr/sbin/policy-rc.d").write_text("#!/bin/sh\nexit 101\n")
    (work / "usr/sbin/policy-rc.d").chmod(0o755)
    work.rename(base)
