"""Secrets in rendered files: a mark stands for each, and is replaced only where a file is put in its place."""

from __future__ import annotations

import re
from collections.abc import Mapping

from app.errors import InvalidInput

NAMES = (
    "clms_desk",
    "clms_ops",
    "clms_migrate",
    "clms_backup",
    "clms_replica",
    "admin",
    "redis",
    "jwt",
    "s3_access",
    "s3_secret",
)
_MARK = re.compile(r"@secret:(\w+)@")
_SAFE = re.compile(r"[A-Za-z0-9_.~+/=-]{12,200}")
_LONGEST = {"clms_replica": 32}
"""MySQL refuses a replica whose SOURCE_PASSWORD is longer."""
_SHORTEST = {"jwt": 32}
"""An API node in production does not start with a shorter one."""


def secret(name: str) -> str:
    """The mark of a secret, a field of the topology's credentials."""
    return f"@secret:{name}@"


def secrets_in(text: str) -> list[str]:
    """The names of the secrets a rendered file needs."""
    return list(dict.fromkeys(_MARK.findall(text)))


def reveal(text: str, known: Mapping[str, str]) -> str:
    """The file with its secrets. Raises InvalidInput for one that is missing, or that would end a quote somewhere."""
    return _MARK.sub(lambda found: _good(found[1], known.get(found[1], "")), text)


def hide(text: str, known: Mapping[str, str]) -> str:
    """An installed file as it may be shown and compared: marks again instead of the secrets."""
    for name, value in known.items():
        if value:
            text = text.replace(value, secret(name))
    return text


def _good(name: str, value: str) -> str:
    if len(value) > _LONGEST.get(name, len(value)):
        raise InvalidInput(
            f"The secret {name} is longer than the {_LONGEST[name]} characters that MySQL takes of a replica.",
            hint="Make a shorter one, such as with “openssl rand -base64 24”.",
            code="invalid_secret",
            details={"field": name},
        )
    if 0 < len(value) < _SHORTEST.get(name, 0):
        raise InvalidInput(
            f"The secret {name} is shorter than the {_SHORTEST[name]} characters that an API node wants.",
            hint="Make a longer one, such as with “openssl rand -base64 48”.",
            code="invalid_secret",
            details={"field": name},
        )
    if not _SAFE.fullmatch(value):
        raise InvalidInput(
            f"The secret {name} is missing."
            if not value
            else f"The secret {name} can't stand in configuration files.",
            hint="It needs 12 to 200 letters, digits and _.~+/=-, such as “openssl rand -base64 24” makes.",
            code="invalid_secret",
            details={"field": name},
        )
    return value
