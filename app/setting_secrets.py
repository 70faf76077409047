"""The secrets among the settings: by reference in a file, or in the keyring where nothing else has them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import TYPE_CHECKING

from app import keychain
from app.domain.topology import credential
from app.errors import InvalidInput, Unreachable
from app.secret_references import secret_at
from app.setting_declarations import Declaration
from app.setting_sources import Found

if TYPE_CHECKING:
    from app.settings import Settings

KEYRING = "the keyring"


def is_reference(text: str) -> bool:
    """Whether it names the place of a secret: ``keyring:NAME`` or ``env:NAME``."""
    try:
        credential(text)
    except InvalidInput:
        return False
    return True


def secret_text(declared: Declaration, found: Found) -> str:
    """A secret of a file as it is: what stands at the place it names, else itself. Raises InvalidInput where nothing does."""
    if not (declared.secret and found.line and is_reference(found.text)):
        return found.text
    try:
        return secret_at(found.text)
    except Unreachable as problem:
        raise InvalidInput(
            f"{declared.name} in {found.place} names {found.text}, where nothing stands.",
            hint=problem.hint,
            code="secret_missing",
            details={"field": declared.name, "source": found.source, "line": found.line},
        ) from problem


def from_keyring(
    settings: Settings, wanted: tuple[str, ...], declared: Mapping[str, Declaration]
) -> Settings:
    """Fill from the keyring what is needed and given nowhere else."""
    address = settings.address
    needed = {
        "DATABASE_PASSWORD": address is not None and bool(address.user) and not settings.database.password,
        "REDIS_PASSWORD": bool(settings.redis.nodes) and not settings.redis_password,
        "JWT_SECRET": not settings.jwt_secret,
    }
    for attribute, each in declared.items():
        if each.name in wanted and needed.get(each.name) and (text := keychain.read(each.name)):
            value = each.value_of(text, KEYRING)
            sources = {**settings.sources, each.name: KEYRING}
            settings = dataclasses.replace(settings, sources=sources, **{attribute: value})
    return settings
