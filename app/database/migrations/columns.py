"""Column types as migrations mean them, frozen: a later change of ``app.database.tables`` doesn't rewrite history."""

from __future__ import annotations

from typing import Any

from sqlalchemy import BigInteger, DateTime, Integer, LargeBinary, String, Text
from sqlalchemy.dialects import mysql
from sqlalchemy.types import TypeEngine

_FAMILY = ("mysql", "mariadb")

ID: TypeEngine[Any] = BigInteger().with_variant(Integer, "sqlite")
TEXT: TypeEngine[Any] = Text().with_variant(mysql.LONGTEXT(), *_FAMILY)
BLOB: TypeEngine[Any] = LargeBinary().with_variant(mysql.LONGBLOB(), *_FAMILY)
INSTANT: TypeEngine[Any] = DateTime().with_variant(mysql.DATETIME(fsp=6), *_FAMILY)
SORT_KEY: TypeEngine[Any] = LargeBinary(255).with_variant(mysql.VARBINARY(255), *_FAMILY)


def code(length: int) -> TypeEngine[Any]:
    """Text compared byte by byte."""
    binary = mysql.VARCHAR(length, charset="utf8mb4", collation="utf8mb4_bin")
    return String(length).with_variant(binary, *_FAMILY)
