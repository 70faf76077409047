"""The search index."""

from __future__ import annotations

from sqlalchemy import BigInteger, Column, Integer, PrimaryKeyConstraint
from sqlalchemy.sql.naming import conv as f

from app.database.migrations.columns import BLOB, ID, SORT_KEY
from app.database.migrations.steps import create_index, create_table


def patron_search() -> None:
    """Make the table."""
    create_table(
        "patron_search",
        Column("patron_id", ID, autoincrement=False, nullable=False),
        Column("words", BLOB, nullable=False, comment="indexed under, one space between"),
        PrimaryKeyConstraint("patron_id", name=f("pk_patron_search")),
    )


def patron_search_chunks() -> None:
    """Make the table."""
    create_table(
        "patron_search_chunks",
        Column("chunk", Integer(), autoincrement=False, nullable=False),
        Column("revision", BigInteger(), nullable=False, comment="random, new with every change"),
        PrimaryKeyConstraint("chunk", name=f("pk_patron_search_chunks")),
    )


def patron_search_pending() -> None:
    """Make the table."""
    create_table(
        "patron_search_pending",
        Column("patron_id", ID, autoincrement=False, nullable=False),
        PrimaryKeyConstraint("patron_id", name=f("pk_patron_search_pending")),
    )


def patron_search_postings() -> None:
    """Make the table."""
    create_table(
        "patron_search_postings",
        Column("chunk", Integer(), autoincrement=False, nullable=False, comment="record id >> 16"),
        Column("term", SORT_KEY, autoincrement=False, nullable=False),
        Column("docs", BLOB, nullable=False, comment="low 16 bits of the record ids, see search/postings.py"),
        PrimaryKeyConstraint("chunk", "term", name=f("pk_patron_search_postings")),
        sqlite_with_rowid=False,
    )


def patron_search_words() -> None:
    """Make the table."""
    create_table(
        "patron_search_words",
        Column("word", SORT_KEY, autoincrement=False, nullable=False),
        Column("backwards", SORT_KEY, nullable=False),
        PrimaryKeyConstraint("word", name=f("pk_patron_search_words")),
        sqlite_with_rowid=False,
    )
    create_index("ix_patron_search_words_backwards", "patron_search_words", "backwards")


def title_search() -> None:
    """Make the table."""
    create_table(
        "title_search",
        Column("title_id", ID, autoincrement=False, nullable=False),
        Column("words", BLOB, nullable=False, comment="indexed under, one space between"),
        PrimaryKeyConstraint("title_id", name=f("pk_title_search")),
    )


def title_search_chunks() -> None:
    """Make the table."""
    create_table(
        "title_search_chunks",
        Column("chunk", Integer(), autoincrement=False, nullable=False),
        Column("revision", BigInteger(), nullable=False, comment="random, new with every change"),
        PrimaryKeyConstraint("chunk", name=f("pk_title_search_chunks")),
    )


def title_search_pending() -> None:
    """Make the table."""
    create_table(
        "title_search_pending",
        Column("title_id", ID, autoincrement=False, nullable=False),
        PrimaryKeyConstraint("title_id", name=f("pk_title_search_pending")),
    )


def title_search_postings() -> None:
    """Make the table."""
    create_table(
        "title_search_postings",
        Column("chunk", Integer(), autoincrement=False, nullable=False, comment="record id >> 16"),
        Column("term", SORT_KEY, autoincrement=False, nullable=False),
        Column("docs", BLOB, nullable=False, comment="low 16 bits of the record ids, see search/postings.py"),
        PrimaryKeyConstraint("chunk", "term", name=f("pk_title_search_postings")),
        sqlite_with_rowid=False,
    )


def title_search_words() -> None:
    """Make the table."""
    create_table(
        "title_search_words",
        Column("word", SORT_KEY, autoincrement=False, nullable=False),
        Column("backwards", SORT_KEY, nullable=False),
        PrimaryKeyConstraint("word", name=f("pk_title_search_words")),
        sqlite_with_rowid=False,
    )
    create_index("ix_title_search_words_backwards", "title_search_words", "backwards")
