"""What a Debian package of foreign binaries depends on, read from the binaries.

As dpkg-shlibdeps(1) does it, without a source package: each library that a binary names and the package does not
bring is found among the installed packages; of the C library the newest symbol version asked for is the least one.
"""

from __future__ import annotations

import re
import subprocess
from collections.abc import Iterable
from pathlib import Path

from system_packages import Missing

_NEEDED = re.compile(r"^\s+NEEDED\s+(\S+)$", re.MULTILINE)
_C_VERSION = re.compile(r"\bGLIBC_(\d+)\.(\d+)(?:\.\d+)?$", re.MULTILINE)
_C_PACKAGE = "libc6"


def depends(files: Iterable[Path]) -> list[str]:
    """The packages, with the C library's least version, in alphabetical order. Raises Missing for a library of none."""
    brought, needed, c_versions = set(), set(), {(2, 0)}
    for file in files:
        if not _is_binary(file):
            continue
        brought.add(file.name)
        told = _run("objdump", "--private-headers", str(file))
        needed.update(_NEEDED.findall(told))
        c_versions.update((int(major), int(minor)) for major, minor in _C_VERSION.findall(told))
    packages = {_package_of(name) for name in sorted(needed - brought)}
    least = ".".join(map(str, max(c_versions)))
    return [*sorted(packages - {_C_PACKAGE}), f"{_C_PACKAGE} (>= {least})"]


def _is_binary(file: Path) -> bool:
    if file.is_symlink() or not file.is_file():
        return False
    with file.open("rb") as opened:
        return opened.read(4) == b"\x7fELF"


def _package_of(library: str) -> str:
    listed = re.search(rf"^\s*{re.escape(library)} .*=> (\S+)$", _run("ldconfig", "-p"), re.MULTILINE)
    if listed is None:
        raise Missing(f"The library {library} is not installed here, so its package can't be told.")
    place = Path(listed[1]).resolve()
    # Debian merged /lib into /usr/lib; a package may know its file under either name.
    for name in (str(place), str(place).removeprefix("/usr")):
        done = subprocess.run(["dpkg", "--search", name], capture_output=True, text=True, check=False)
        if done.returncode == 0:
            return done.stdout.split(":")[0]
    raise Missing(f"{place} belongs to no package of this system.")


def _run(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
