"""The keys that sign tokens: from the settings or, for a library in a file, made on the first start and kept beside it."""

from __future__ import annotations

import contextlib
import os
import secrets
import tempfile
from pathlib import Path

from app import paths
from app.doctor_services import TOKEN_KEY_LENGTH, token_key_weakness
from app.errors import InvalidInput, Refused
from app.settings import Settings

KEY_FILE = "api-key"
GUIDE_EXAMPLE = "your-very-secure-jwt-secret"


def signing_keys(settings: Settings) -> tuple[str, ...]:
    """The keys, the one that signs first. Raises InvalidInput when there is none that can be used."""
    keys = [settings.jwt_secret] if settings.jwt_secret else []
    if not keys:
        if settings.database.kind != "sqlite" or settings.node_env == "production":
            raise _unusable("JWT_SECRET is not set: nobody could sign in.")
        keys = [_own_key(settings.data_dir)]
    keys += [key for key in settings.jwt_secret_previous if key not in keys]
    for key in keys:
        weakness = token_key_weakness(key)
        if key == GUIDE_EXAMPLE or (weakness and settings.node_env == "production"):
            reason = "the example of the guide, which everybody knows" if key == GUIDE_EXAMPLE else weakness
            raise _unusable(f"JWT_SECRET can't be used: {reason}.")
    return tuple(keys)


def _unusable(message: str) -> InvalidInput:
    return InvalidInput(
        message,
        hint=f"Set it to {TOKEN_KEY_LENGTH} or more random characters, as from openssl rand -base64 48; the same on "
        "every node.",
        code="invalid_setting",
        details={"field": "JWT_SECRET"},
    )


def _own_key(folder: Path) -> str:
    """The key kept in the data folder, which only its owner may read; made when there is none."""
    paths.private_folder(folder)
    file = folder / KEY_FILE
    try:
        if not file.exists():
            _make(file)
        return file.read_text(encoding="ascii").strip()
    except OSError as error:
        raise Refused(
            f"The key that signs tokens can't be kept in {folder}: {error.strerror or error}.",
            hint="Set JWT_SECRET instead.",
        ) from error


def _make(file: Path) -> None:
    """Write the key whole before it appears: of two nodes that start at once the first one's is taken by both."""
    descriptor, name = tempfile.mkstemp(dir=file.parent, prefix=file.name)  # only its owner may read it
    try:
        with os.fdopen(descriptor, "w", encoding="ascii") as stream:
            stream.write(secrets.token_urlsafe(48))
        with contextlib.suppress(FileExistsError):
            os.link(name, file)
    finally:
        os.unlink(name)
