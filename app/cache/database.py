"""The third layer: a table in the operations store, for what takes long to make and outlives a restart of all else.

Only values whose load took :data:`EXPENSIVE_S` get here: a look into a table costs what an ordinary load does. When the
store is away, or the account may not use it, the layer is out for a while and everything goes on without.
"""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable
from typing import Any

from sqlalchemy import Connection, delete, func, insert, select

from app.database.engine import Database
from app.database.tables.operations import cached_values
from app.errors import ClmsError

EXPENSIVE_S = 0.1
"""Seconds a load took from which on its value is worth a row."""

OUT_FOR_S = 30.0
_MOST_BYTES = 8_000_000
_NAME_CHARS = 255
_SWEEP_EVERY = 50
_SWEPT_AT_ONCE = 200


class DatabaseLayer:
    """Values in a table, under the digest of namespace and key. Nothing here raises."""

    def __init__(self, open_store: Callable[[], Database], namespace: str) -> None:
        self._open = open_store
        self._namespace = namespace
        self._out_until = 0.0
        self.trouble = ""
        self.errors = 0

    def get(self, key: str) -> bytes | None:
        """The bytes under a key, if their time isn't over."""
        if time.monotonic() < self._out_until:
            return None
        try:
            with self._open().read() as connection:
                query = select(cached_values.c.value).where(
                    cached_values.c.digest == self._digest(key), cached_values.c.expires_at > time.time()
                )
                found = connection.execute(query).scalar()
            self.trouble = ""
        except ClmsError as error:
            self._failed(error)
            return None
        return None if found is None else bytes(found)

    def put(self, key: str, data: bytes, ttl_s: float) -> None:
        """Keep bytes for a time, and now and then take away what had its own."""
        if time.monotonic() < self._out_until or len(data) > _MOST_BYTES:
            return
        digest, now = self._digest(key), time.time()
        row = {
            "digest": digest,
            "name": key[:_NAME_CHARS],
            "value": data,
            "made_at": now,
            "expires_at": now + ttl_s,
        }
        try:
            store = self._open()
            store.write(lambda connection: self._replace(connection, row))
            if random.randrange(_SWEEP_EVERY) == 0:
                self.sweep()
        except ClmsError as error:
            self._failed(error)

    def rows(self, most: int) -> list[tuple[str, int, float, float]]:
        """Name, bytes, when it was made and when its time is over (seconds since 1970) of values of this library, the newest
        first; for whoever looks. Raises Unreachable."""
        query = (
            select(
                cached_values.c.digest,
                cached_values.c.name,
                func.length(cached_values.c.value),
                cached_values.c.made_at,
                cached_values.c.expires_at,
            )
            .order_by(cached_values.c.made_at.desc())
            .limit(most)
        )
        with self._open().read() as connection:
            found = connection.execute(query).all()
        return [
            (name, size, made, until)
            for digest, name, size, made, until in found
            if self._is_own(digest, name)
        ]

    def forget(self, fits: Callable[[str], bool]) -> int:
        """Take away the values of this library whose name fits; returns how many. Raises Unreachable."""
        with self._open().read() as connection:
            found = connection.execute(select(cached_values.c.digest, cached_values.c.name)).all()
        digests = [digest for digest, name in found if self._is_own(digest, name) and fits(name)]
        for begin in range(0, len(digests), _SWEPT_AT_ONCE):
            some = digests[begin : begin + _SWEPT_AT_ONCE]
            self._open().write(
                lambda connection, some=some: connection.execute(  # type: ignore[misc]
                    delete(cached_values).where(cached_values.c.digest.in_(some))
                )
            )
        return len(digests)

    def _is_own(self, digest: str, name: str) -> bool:
        """Libraries of one server may share the store. A name that was cut off can't be told apart, and counts as own."""
        return len(name) == _NAME_CHARS or digest == self._digest(name)

    def sweep(self) -> int:
        """Take away some of what had its time; returns how many rows."""
        gone = select(cached_values.c.digest).where(cached_values.c.expires_at <= time.time())
        store = self._open()
        with store.read() as connection:
            digests = connection.execute(gone.limit(_SWEPT_AT_ONCE)).scalars().all()
        if digests:
            store.write(
                lambda connection: connection.execute(
                    delete(cached_values).where(cached_values.c.digest.in_(digests))
                )
            )
        return len(digests)

    @staticmethod
    def _replace(connection: Connection, row: dict[str, Any]) -> None:
        connection.execute(delete(cached_values).where(cached_values.c.digest == row["digest"]))
        connection.execute(insert(cached_values).values(**row))

    def _digest(self, key: str) -> str:
        return hashlib.blake2b((self._namespace + key).encode(), digest_size=16).hexdigest()

    def _failed(self, error: ClmsError) -> None:
        self.errors += 1
        self.trouble = error.message
        self._out_until = time.monotonic() + OUT_FOR_S
