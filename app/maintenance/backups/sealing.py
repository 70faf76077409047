"""Encryption of a backup's parts to a public key, in the age format (age-encryption.org/v1).

Whoever takes backups needs the public key only: a stolen server can't read what it wrote. The private key stays in a
file elsewhere and is wanted for a test restore and a restore.
"""

from __future__ import annotations

from pathlib import Path

import pyrage

from app.errors import InvalidInput, Refused

_SECRET = "AGE-SECRET-KEY-1"


class Seal:
    """Encrypts to one public key, "" for not at all. Raises InvalidInput for a key that is none."""

    def __init__(self, recipient: str) -> None:
        self.recipient = recipient.strip()
        self._key = _public(self.recipient) if self.recipient else None

    @property
    def suffix(self) -> str:
        """What the name of a sealed file ends in."""
        return ".age" if self._key else ""

    def close(self, content: bytes) -> bytes:
        """The content as it may lie on a disk."""
        return bytes(pyrage.encrypt(content, [self._key])) if self._key else content


class Opener:
    """Opens sealed parts with the private keys of an identity file; "" when there is none."""

    def __init__(self, identity: str) -> None:
        self._keys = _private(Path(identity)) if identity else []

    def __bool__(self) -> bool:
        return bool(self._keys)

    def open(self, content: bytes, name: str) -> bytes:
        """The content of a sealed part. Raises Refused naming whether the key is wrong or the part damaged."""
        try:
            return bytes(pyrage.decrypt(content, self._keys))
        except pyrage.DecryptError as error:
            if "No matching keys" in str(error):
                raise Refused(
                    "The key does not fit: the backup was encrypted to another one.",
                    hint="Give the identity file whose public key stands in the backup's manifest.",
                    code="wrong_key",
                ) from error
            raise Refused(
                f"The part {name} can't be decrypted: it is damaged ({error}).", code="part_damaged"
            ) from error


def _public(recipient: str) -> object:
    try:
        return pyrage.x25519.Recipient.from_str(recipient)
    except pyrage.RecipientError as error:
        raise InvalidInput(
            "This is no public key of age.",
            hint="It begins with age1 and is printed by: age-keygen -o key.txt",
            details={"field": "recipient"},
        ) from error


def _private(file: Path) -> list[object]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = error.strerror if isinstance(error, OSError) else "it is no text"
        raise InvalidInput(
            f"The identity file {file} can't be read: {reason}.", details={"field": "identity"}
        ) from error
    try:
        keys = [
            pyrage.x25519.Identity.from_str(line.strip())
            for line in lines
            if line.strip().startswith(_SECRET)
        ]
    except pyrage.IdentityError as error:
        raise InvalidInput(f"The key in {file} is damaged.", details={"field": "identity"}) from error
    if not keys:
        raise InvalidInput(
            f"The file {file} holds no private key of age.",
            hint="A line of it begins with AGE-SECRET-KEY-1.",
            details={"field": "identity"},
        )
    return keys
