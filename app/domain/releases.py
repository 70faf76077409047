"""A release of the program that a school keeps for its workstations, as its manifest tells. Rules only.

::

    version = "0.3.0"

    [windows]                      # also linux and macos; without a table the two names stand above it
    file = "clms-0.3.0-setup.exe"  # beside the manifest
    sha256 = "…"                   # as sha256sum or Get-FileHash tells it
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.errors import InvalidInput

MANIFEST = "clms-release.toml"
SYSTEMS = {"win32": "windows", "darwin": "macos", "linux": "linux"}
"""Python's name of a system → that of its table."""
_VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){1,3}")
_FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9 ._+~-]{0,120}")
_SUM = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(frozen=True, slots=True)
class Release:
    """``file`` lies beside the manifest; ``sha256`` in small hexadecimal letters."""

    version: str
    file: str
    sha256: str


def release_for(data: Mapping[str, Any], system: str) -> Release:
    """What a manifest says for a system, a name of ``SYSTEMS``' values. Raises InvalidInput naming the line's name."""
    own = data.get(system)
    told = {**data, **own} if isinstance(own, Mapping) else data
    found = {
        name: _read(told, name, form)
        for name, form in (("version", _VERSION), ("file", _FILE), ("sha256", _SUM))
    }
    return Release(found["version"], found["file"], found["sha256"].lower())


def is_newer(version: str, than: str) -> bool:
    """Whether a version is later; what is not said counts as 0."""
    return _numbers(version) > _numbers(than)


def _numbers(version: str) -> tuple[int, ...]:
    parts = [int(part) if part.isdecimal() else 0 for part in version.split(".")[:4]]
    return (*parts, *[0] * (4 - len(parts)))


def _read(told: Mapping[str, Any], name: str, form: re.Pattern[str]) -> str:
    value = told.get(name)
    if not isinstance(value, str) or not form.fullmatch(value):
        raise InvalidInput(
            f"The manifest of releases tells no {name} that can be used.",
            hint="Whoever looks after the school's releases puts it right.",
            code="bad_manifest",
            details={"field": name},
        )
    return value
