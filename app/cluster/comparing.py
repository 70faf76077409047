"""What is rendered against what is installed: the same, different, missing, or unknown where it can't be seen.

Secrets are marks on both sides: where a rendered line has one, an installed line that says the same up to there has one
too, and what else looks like a secret is blotted out.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from enum import StrEnum

from app.cluster.hosts import Found, read_files
from app.cluster.rendering.files import RenderedFile
from app.domain.topology import Host, Topology
from app.errors import ClmsError

_MARK = re.compile(r"@secret:\w+@")
_SECRET = re.compile(
    r"^(\s*(?:\w*(?:PASSWORD|SECRET|TOKEN)\w*\s*[=:]|requirepass|masterauth|(?:ALTER|CREATE) USER .*IDENTIFIED BY)\s*)\S.*$",
    re.IGNORECASE,
)
_IN_URL = re.compile(r"(\w://[^\s:/@]*:)[^\s/@]+@")
_VALUE = r"""[^\s'"]+"""
_HIDDEN = "(hidden)"
_AT_ONCE = 8

Reader = Callable[[Host, Iterable[str]], Mapping[str, Found]]


class Standing(StrEnum):
    """How a file stands on its host."""

    SAME = "same"
    DIFFERENT = "different"
    MISSING = "missing"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Compared:
    """One file. ``diff`` goes from what is installed to what is rendered; ``reason`` says why it is unknown."""

    file: RenderedFile
    standing: Standing
    diff: str = ""
    reason: str = ""
    installed: str | None = None


def compare(topology: Topology, files: Iterable[RenderedFile], read: Reader = read_files) -> list[Compared]:
    """Every file that has a host; the hosts are asked at the same time, each once."""
    by_host: dict[str, list[RenderedFile]] = {}
    for file in files:
        if file.host:
            by_host.setdefault(file.host, []).append(file)
    with ThreadPoolExecutor(max_workers=_AT_ONCE) as pool:
        told = pool.map(lambda name: _of_host(topology.host(name), by_host[name], read), by_host)
        return [each for found in told for each in found]


def installed(compared: Iterable[Compared]) -> list[RenderedFile]:
    """The files as they are on their hosts, as far as they could be read: what the cross-check looks at."""
    return [replace(each.file, text=each.installed) for each in compared if each.installed is not None]


def _of_host(host: Host, files: list[RenderedFile], read: Reader) -> list[Compared]:
    try:
        found = read(host, [file.path for file in files])
    except ClmsError as error:
        return [Compared(file, Standing.UNKNOWN, reason=error.message) for file in files]
    return [_one(file, found[file.path]) for file in files]


def _one(file: RenderedFile, found: Found) -> Compared:
    if found.text is None:
        if not found.there:
            return Compared(file, Standing.MISSING)
        return Compared(file, Standing.UNKNOWN, reason=f"This account may not read {file.path}.")
    there = hidden(found.text, file.text)
    if there == file.text:
        return Compared(file, Standing.SAME, installed=there)
    lines = difflib.unified_diff(
        there.splitlines(),
        file.text.splitlines(),
        f"{file.host}:{file.path} (installed)",
        "rendered",
        lineterm="",
    )
    return Compared(file, Standing.DIFFERENT, "\n".join(lines) + "\n", installed=there)


def hidden(there: str, rendered: str) -> str:
    """An installed text without its secrets."""
    for line in rendered.splitlines():
        if _MARK.search(line):
            words = _VALUE.join(re.escape(part) for part in _MARK.split(line))
            there = re.sub(f"^{words}$", line.replace("\\", r"\\"), there, flags=re.MULTILINE)
    known = set(rendered.split("\n"))
    return "\n".join(line if line in known else _blotted(line) for line in there.split("\n"))


def _blotted(line: str) -> str:
    return _IN_URL.sub(rf"\1{_HIDDEN}@", _SECRET.sub(rf"\1{_HIDDEN}", line))
