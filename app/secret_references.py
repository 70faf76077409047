"""Secrets by reference: ``keyring:NAME`` or ``env:NAME`` names a place of this computer, and what stands there is read when
it is needed, and kept nowhere."""

from __future__ import annotations

import os
from collections.abc import Mapping

from app import keychain
from app.domain.topology import credential
from app.errors import Unreachable


def secret_at(reference: str, environ: Mapping[str, str] | None = None) -> str:
    """The secret. Raises InvalidInput for what is no reference, Unreachable when nothing stands there."""
    place = credential(reference)
    if place.source == "env":
        found = (os.environ if environ is None else environ).get(place.name, "").strip()
    else:
        found = (keychain.read(place.name) or "").strip()
    if not found:
        where = "the environment" if place.source == "env" else "the keyring"
        raise Unreachable(
            f"{where.capitalize()} of this computer has no {place.name}.",
            hint="Put it there, or name another place.",
            code="secret_missing",
            details={"reference": reference},
        )
    return found
