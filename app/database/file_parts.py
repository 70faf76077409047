"""Files in the operations store: node and worker both reach it, wherever they run, and backups leave it out.

A file lies in parts that fit the smallest packet a server is set to. What is known of it beside its bytes is in a table
of its owner's, written in the same transaction.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection

from sqlalchemy import Connection, delete, insert, select

from app.database import erasing
from app.database.tables.operations import file_parts

_PART = 512 * 1024


def digest_of(content: bytes) -> str:
    """SHA-256, hex."""
    return hashlib.sha256(content).hexdigest()


def write(connection: Connection, owner: str, content: bytes) -> None:
    """Keep a file. Its owner has none yet."""
    for part, start in enumerate(range(0, len(content), _PART)):
        row = {"owner": owner, "part": part, "content": content[start : start + _PART]}
        connection.execute(insert(file_parts), row)


def read(connection: Connection, owner: str) -> bytes:
    """The bytes of a file, none when there is none."""
    query = select(file_parts.c.content).where(file_parts.c.owner == owner).order_by(file_parts.c.part)
    return b"".join(connection.execute(query).scalars())


def remove(connection: Connection, owners: Collection[str]) -> None:
    """Remove files, so that nothing of them can be read in the pages they lay in."""
    erasing.overwrite(connection)
    connection.execute(delete(file_parts).where(file_parts.c.owner.in_(owners)))
