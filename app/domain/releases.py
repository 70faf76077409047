"""A release of the program that a school keeps for its workstations, as its manifest tells. Rules only.

::

    version = "0.3.0"

    [windows]                      # also linux and macos; without a table the two names stand above it
    file = "clms-0.3.0-setup.exe"  # beside the manifest
    sha256 = "…"                   # as sha256sum or Get-FileHash tells it

Beside it ``clms-release.toml.sig`` may lie: the 64 bytes of its Ed25519 signature (RFC 8032) by a key the school owns.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.errors import InvalidInput

MANIFEST = "clms-release.toml"
SIGNATURE = MANIFEST + ".sig"
SYSTEMS = {"win32": "windows", "darwin": "macos", "linux": "linux"}
"""Python's name of a system → that of its table."""
_VERSION = re.compile(r"[0-9]{1,6}(\.[0-9]{1,6}){1,3}")
_FILE = re.compile(r"[A-Za-z0-9_][A-Za-z0-9 ._+~-]{0,120}")
_ED25519 = bytes.fromhex("302a300506032b6570032100")
_SUM = re.compile(r"[0-9a-fA-F]{64}")


@dataclass(frozen=True, slots=True)
class Release:
    """``file`` lies beside the manifest; ``sha256`` in small hexadecimal letters."""

    version: str
    file: str
    sha256: str


@dataclass(frozen=True, slots=True)
class ReleasePlace:
    """Where releases are looked for, "" for nowhere, and the public key they are signed by, "" where none is asked for."""

    source: str = ""
    key: str = ""


def release_for(data: Mapping[str, Any], system: str) -> Release:
    """What a manifest says for a system, a name of ``SYSTEMS``' values. Raises InvalidInput naming the line's name."""
    own = data.get(system)
    told = {**data, **own} if isinstance(own, Mapping) else data
    found = {
        name: _read(told, name, form)
        for name, form in (("version", _VERSION), ("file", _FILE), ("sha256", _SUM))
    }
    return Release(found["version"], found["file"], found["sha256"].lower())


def public_key(text: str) -> bytes:
    """The 32 bytes of an Ed25519 public key, from the line ``openssl pkey -pubout`` writes between BEGIN and END: its DER
    (RFC 8410) in base64. Raises ValueError."""
    try:
        found = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        found = b""
    if len(found) != len(_ED25519) + 32 or not found.startswith(_ED25519):
        raise ValueError("it has to be an Ed25519 public key, the line between BEGIN and END PUBLIC KEY")
    return found[len(_ED25519) :]


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
