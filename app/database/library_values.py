"""Single values the library decides about itself, kept as JSON by name."""

from __future__ import annotations

from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, insert, select, update

from app import decoding
from app.database.engine import Database
from app.database.tables import library_settings, schema_info
from app.database.unit import canonical_json

T = TypeVar("T")


def library_id(database: Database) -> str:
    """Which library this is. Raises Unreachable."""
    with database.read() as connection:
        return str(connection.execute(select(schema_info.c.library_id)).scalar_one())


def read_value(connection: Connection, name: str, type_: type[T], default: T) -> T:
    """The value kept under ``name``, or ``default`` where none is kept or it is no longer of this type."""
    query = select(library_settings.c.value).where(library_settings.c.name == name)
    text = connection.execute(query).scalar()
    if text is None:
        return default
    try:
        return decoding.decode(text, type_)
    except msgspec.ValidationError:
        return default


def write_value(connection: Connection, name: str, value: Any) -> None:
    """Keep ``value`` under ``name``; waits for another desk that is doing the same."""
    text = canonical_json(value)
    mine = library_settings.c.name == name
    known = select(library_settings.c.version).where(mine).with_for_update()
    version = connection.execute(known).scalar()
    if version is None:
        connection.execute(insert(library_settings).values(name=name, value=text, version=1))
    else:
        connection.execute(update(library_settings).where(mine).values(value=text, version=version + 1))
