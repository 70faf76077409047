"""The MetaData all tables belong to, and the column types that mean the same on every engine."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    DateTime,
    Dialect,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.dialects import mysql

MYSQL_FAMILY = ("mysql", "mariadb")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "pk": "pk_%(table_name)s",
    }
)

TABLE_OPTIONS: dict[str, Any] = {
    "mysql_engine": "InnoDB",
    "mysql_charset": "utf8mb4",
    "mysql_collate": "utf8mb4_unicode_520_ci",
    "mariadb_engine": "InnoDB",
    "mariadb_charset": "utf8mb4",
    "mariadb_collate": "utf8mb4_unicode_520_ci",
    # Ids are never reused, not even the one of the newest deleted row.
    "sqlite_autoincrement": True,
}

Id = BigInteger().with_variant(Integer, "sqlite")
Text_ = Text().with_variant(mysql.LONGTEXT(), *MYSQL_FAMILY)
Blob = LargeBinary().with_variant(mysql.LONGBLOB(), *MYSQL_FAMILY)


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime kept as DATETIME(6) without a zone; never TIMESTAMP, which ends in 2038."""

    impl = DateTime
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> Any:
        """Ask MySQL and MariaDB for microseconds."""
        if dialect.name in MYSQL_FAMILY:
            return dialect.type_descriptor(mysql.DATETIME(fsp=6))
        return dialect.type_descriptor(DateTime())

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a naive datetime: its zone would be a guess."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a time zone")
        return (value if value.tzinfo is UTC else value.astimezone(UTC)).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC)


def Code(length: int) -> String:
    """Text compared byte by byte: identifiers, statuses, codes. At most 63 characters when indexed."""
    return String(length).with_variant(
        mysql.VARCHAR(length, charset="utf8mb4", collation="utf8mb4_bin"), *MYSQL_FAMILY
    )


def SortKey() -> LargeBinary:
    """A key made by ``app.domain.text``; the database compares its bytes, at most 255 of them."""
    return LargeBinary(255).with_variant(mysql.VARBINARY(255), *MYSQL_FAMILY)


def primary_key() -> Column[Any]:
    """The ``id`` column every table has: BIGINT, counted up, never reused."""
    return Column("id", Id, primary_key=True, autoincrement=True)
