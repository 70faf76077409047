"""Password hashes: bcrypt, with what bcrypt itself leaves to its callers."""

from __future__ import annotations

import base64
import hashlib
import re

from app.domain.accounts import password_bytes

_BCRYPT_BYTES = 72
_ROUNDS = re.compile(rb"^\$2[aby]\$(\d\d)\$")
_NOBODYS_SALT = b"C6UzMDM.H6dfI/f/IKcEee"


class Passwords:
    """Makes and checks hashes at a cost of 2**``rounds``.

    bcrypt reads 72 bytes and refuses more, so a longer password enters as the base64 of its SHA-256.
    """

    def __init__(self, rounds: int) -> None:
        self._rounds = rounds

    def hash(self, password: str) -> str:
        """A fresh hash with its own salt."""
        import bcrypt

        return bcrypt.hashpw(_material(password), bcrypt.gensalt(self._rounds)).decode("ascii")

    def matches(self, password: str, stored: str | None) -> bool:
        """Tell whether the password made ``stored``. Without one it takes as long and says no."""
        import bcrypt

        if stored is None:
            bcrypt.hashpw(_material(password), b"$2b$%02d$%s" % (self._rounds, _NOBODYS_SALT))
            return False
        try:
            return bcrypt.checkpw(_material(password), stored.encode("ascii"))
        except ValueError:  # not a bcrypt hash: nobody gets in by it
            return False

    def outdated(self, stored: str) -> bool:
        """Tell whether a hash was made at another cost than today's."""
        found = _ROUNDS.match(stored.encode("ascii"))
        return found is None or int(found[1]) != self._rounds


def _material(password: str) -> bytes:
    raw = password_bytes(password)
    if len(raw) <= _BCRYPT_BYTES:
        return raw
    return base64.b64encode(hashlib.sha256(raw).digest())
