"""Titles, copies and imports."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKeyConstraint,
    Integer,
    PrimaryKeyConstraint,
    String,
    UniqueConstraint,
)
from sqlalchemy.sql.naming import conv as f

from app.database.migrations.columns import BLOB, ID, INSTANT, SORT_KEY, TEXT, code
from app.database.migrations.steps import create_index, create_table


def import_batches() -> None:
    """Make the table."""
    create_table(
        "import_batches",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("act_id", ID, nullable=False),
        Column("kind", code(20), nullable=False, comment="books or students"),
        Column("file_name", String(255), nullable=False),
        Column("file_digest", code(64), nullable=False),
        Column("state", code(20), nullable=False, comment="RUNNING, DONE, CANCELLED, FAILED, UNDONE"),
        Column("options", TEXT, nullable=False, comment="mapping and repairs chosen, JSON"),
        Column("counts", TEXT, nullable=False, comment="rows by verdict, JSON"),
        Column("rows_done", Integer(), nullable=False),
        Column("started_at", INSTANT, nullable=False),
        Column("finished_at", INSTANT),
        Column("undo_act_id", ID),
        PrimaryKeyConstraint("id", name=f("pk_import_batches")),
        ForeignKeyConstraint(["act_id"], ["acts.id"], name=f("fk_import_batches_act_id")),
        ForeignKeyConstraint(["undo_act_id"], ["acts.id"], name=f("fk_import_batches_undo_act_id")),
        sqlite_autoincrement=True,
    )


def import_changes() -> None:
    """Make the table."""
    create_table(
        "import_changes",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("batch_id", ID, nullable=False),
        Column("entity", code(20), nullable=False),
        Column("entity_id", ID, nullable=False),
        Column("state_before", TEXT, nullable=False, comment="what undo puts back, JSON"),
        Column("version_after", Integer(), nullable=False, comment="undo only while the record still has it"),
        PrimaryKeyConstraint("id", name=f("pk_import_changes")),
        ForeignKeyConstraint(["batch_id"], ["import_batches.id"], name=f("fk_import_changes_batch_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_import_changes_batch", "import_changes", "batch_id")


def titles() -> None:
    """Make the table."""
    create_table(
        "titles",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("title", TEXT, nullable=False),
        Column("subtitle", TEXT),
        Column("part", String(255), comment="volume or part: number and name as printed"),
        Column("title_sort", SORT_KEY, nullable=False, comment="without the leading article"),
        Column("title_key", SORT_KEY, nullable=False, comment="folded whole title, for starts-with"),
        Column("author", TEXT, comment="main contributor as displayed"),
        Column("author_sort", SORT_KEY, nullable=False),
        Column("responsibility", TEXT),
        Column("edition", String(255)),
        Column("place", String(255)),
        Column("publisher", String(255)),
        Column("year", Integer()),
        Column("year_raw", String(100), comment="what the source said"),
        Column("language", code(10)),
        Column("material", code(20), nullable=False),
        Column("audience", code(40)),
        Column("physical_description", TEXT),
        Column("series", TEXT),
        Column("summary", TEXT),
        Column("notes", TEXT),
        Column("classification", String(100)),
        Column("cover_digest", code(64)),
        Column("marc", BLOB, comment="the record as imported, ISO 2709"),
        Column("match_key", SORT_KEY, nullable=False, comment="normalised title+author+edition+year+part"),
        Column("flags", TEXT, comment="quality flags, one a line"),
        Column("created_act_id", ID, nullable=False),
        Column("batch_id", ID),
        Column("created_at", INSTANT, nullable=False),
        Column("updated_at", INSTANT, nullable=False),
        Column("version", Integer(), nullable=False),
        Column("merged_into", ID),
        Column("deleted_at", INSTANT),
        PrimaryKeyConstraint("id", name=f("pk_titles")),
        ForeignKeyConstraint(["created_act_id"], ["acts.id"], name=f("fk_titles_created_act_id")),
        ForeignKeyConstraint(["batch_id"], ["import_batches.id"], name=f("fk_titles_batch_id")),
        ForeignKeyConstraint(["merged_into"], ["titles.id"], name=f("fk_titles_merged_into")),
        sqlite_autoincrement=True,
    )
    create_index("ix_titles_author_sort", "titles", "author_sort", "id", "deleted_at")
    create_index("ix_titles_batch", "titles", "batch_id")
    create_index("ix_titles_match_key", "titles", "match_key")
    create_index("ix_titles_title_key", "titles", "title_key", "id")
    create_index("ix_titles_title_sort", "titles", "title_sort", "id", "deleted_at")
    create_index("ix_titles_year", "titles", "year", "id", "deleted_at")


def books() -> None:
    """Make the table."""
    create_table(
        "books",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("title_id", ID, nullable=False),
        Column("branch_id", ID, nullable=False),
        Column("title", TEXT, nullable=False, comment="kept equal to the title's by the one write path"),
        Column("author", TEXT),
        Column("status", code(20), nullable=False),
        Column("accession_number", code(60), nullable=False, comment="normalised; also the barcode"),
        Column("call_number", String(255)),
        Column("call_sort", SORT_KEY, nullable=False),
        Column("collection", code(40), nullable=False),
        Column("item_type", code(40), nullable=False),
        Column("location", code(40), nullable=False),
        Column("copy_number", String(60)),
        Column("volume", String(100)),
        Column("price_minor", ID),
        Column("price_raw", String(100)),
        Column("fund", String(200)),
        Column("acquired_on", Date()),
        Column("condition_note", String(500)),
        Column("notes", TEXT),
        Column("alert", String(500), comment="shown at the desk on every scan"),
        Column("source_row", TEXT, comment="the imported row as it was, JSON"),
        Column("created_act_id", ID, nullable=False),
        Column("batch_id", ID),
        Column("created_at", INSTANT, nullable=False),
        Column("updated_at", INSTANT, nullable=False),
        Column("version", Integer(), nullable=False),
        Column("deleted_at", INSTANT),
        PrimaryKeyConstraint("id", name=f("pk_books")),
        ForeignKeyConstraint(["title_id"], ["titles.id"], name=f("fk_books_title_id")),
        ForeignKeyConstraint(["branch_id"], ["branches.id"], name=f("fk_books_branch_id")),
        ForeignKeyConstraint(["created_act_id"], ["acts.id"], name=f("fk_books_created_act_id")),
        ForeignKeyConstraint(["batch_id"], ["import_batches.id"], name=f("fk_books_batch_id")),
        sqlite_autoincrement=True,
    )
    create_index("idx_books_accession", "books", "accession_number", unique=True)
    create_index("idx_books_status", "books", "status")
    create_index("ix_books_availability", "books", "status", "title_id", "collection", "deleted_at")
    create_index("ix_books_batch", "books", "batch_id")
    create_index("ix_books_call_sort", "books", "call_sort", "id")
    create_index("ix_books_collection", "books", "collection", "title_id")
    create_index("ix_books_title", "books", "title_id", "status")


def title_contributors() -> None:
    """Make the table."""
    create_table(
        "title_contributors",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("title_id", ID, nullable=False),
        Column("seq", Integer(), nullable=False),
        Column("name", String(500), nullable=False),
        Column("name_sort", SORT_KEY, nullable=False),
        Column("role", code(40), nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_title_contributors")),
        UniqueConstraint("title_id", "seq", name=f("uq_title_contributors_title_id_seq")),
        ForeignKeyConstraint(["title_id"], ["titles.id"], name=f("fk_title_contributors_title_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_title_contributors_name", "title_contributors", "name_sort")


def title_identifiers() -> None:
    """Make the table."""
    create_table(
        "title_identifiers",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("title_id", ID, nullable=False),
        Column("seq", Integer(), nullable=False),
        Column("kind", code(10), nullable=False, comment="isbn, issn, lccn, oclc, ean, ismn, local"),
        Column(
            "value", code(60), nullable=False, comment="canonical (ISBN-13) or the raw value when invalid"
        ),
        Column("raw", String(255), nullable=False),
        Column("qualifier", String(255)),
        Column("valid", Boolean(), nullable=False),
        Column("repaired", Boolean(), nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_title_identifiers")),
        UniqueConstraint("title_id", "seq", name=f("uq_title_identifiers_title_id_seq")),
        ForeignKeyConstraint(["title_id"], ["titles.id"], name=f("fk_title_identifiers_title_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_title_identifiers_value", "title_identifiers", "value", "title_id")


def title_subjects() -> None:
    """Make the table."""
    create_table(
        "title_subjects",
        Column("id", ID, autoincrement=True, nullable=False),
        Column("title_id", ID, nullable=False),
        Column("seq", Integer(), nullable=False),
        Column("term", String(500), nullable=False),
        Column("term_sort", SORT_KEY, nullable=False),
        Column("scheme", code(20), nullable=False),
        PrimaryKeyConstraint("id", name=f("pk_title_subjects")),
        UniqueConstraint("title_id", "seq", name=f("uq_title_subjects_title_id_seq")),
        ForeignKeyConstraint(["title_id"], ["titles.id"], name=f("fk_title_subjects_title_id")),
        sqlite_autoincrement=True,
    )
    create_index("ix_title_subjects_term", "title_subjects", "term_sort")
