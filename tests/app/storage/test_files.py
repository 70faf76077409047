"""Pictures are known by their content, never by their name."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from app.database.engine import Database
from app.database.tables import stored_files
from app.domain.file_places import IN_DATABASE, FileKind, FilePlaces
from app.errors import InvalidInput, NotFound
from app.storage.files import MAX_BYTES, FileStore, image_type
from app.storage.places import Places

JPEG = b"\xff\xd8\xff\xe0" + b"photo"
PNG = b"\x89PNG\r\n\x1a\n" + b"photo"
WEBP = b"RIFF\x00\x00\x00\x00WEBPVP8 "
NOW = datetime(2026, 11, 23, tzinfo=UTC)


@pytest.mark.parametrize(
    ("content", "media_type"), [(JPEG, "image/jpeg"), (PNG, "image/png"), (WEBP, "image/webp")]
)
def test_the_first_bytes_tell_the_type(content: bytes, media_type: str) -> None:
    assert image_type(content) == media_type


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"GIF89a",
        b"<svg onload=alert(1)>",
        b"MZ\x90",
        b"RIFF\x00\x00\x00\x00WAVE",
        b"\x89PNG",
        b"\xff\xd8",
    ],
)
def test_what_is_no_picture_is_refused(content: bytes) -> None:
    with pytest.raises(InvalidInput) as refused:
        image_type(content)
    assert refused.value.details["field"] == "photo"


def test_five_megabytes_and_not_a_byte_more() -> None:
    assert image_type(JPEG.ljust(MAX_BYTES, b"\0")) == "image/jpeg"
    with pytest.raises(InvalidInput, match="5 MB"):
        image_type(JPEG.ljust(MAX_BYTES + 1, b"\0"))


def store_in(places: FilePlaces = IN_DATABASE) -> FileStore:
    return FileStore(stored_files, Places(places, lambda: "library"))


def keep(database: Database, store: FileStore, content: bytes) -> str:
    brought = store.bring(content)
    return database.write(lambda connection: store.keep(connection, brought, NOW))


def test_the_same_picture_is_kept_once(database: Database) -> None:
    store = store_in()
    first = keep(database, store, PNG)
    assert keep(database, store, PNG) == first
    found = store.get(database.read, first)
    assert (found.content, found.media_type) == (PNG, "image/png")
    with database.read() as connection:
        assert len(connection.execute(stored_files.select()).all()) == 1


def test_five_megabytes_come_back_whole(database: Database) -> None:
    store = store_in()
    content = JPEG + bytes(range(256)) * ((MAX_BYTES - len(JPEG)) // 256)
    assert store.get(database.read, keep(database, store, content)).content == content


def test_an_unknown_picture_is_not_found(database: Database) -> None:
    with pytest.raises(NotFound):
        store_in().get(database.read, "0" * 64)


@pytest.mark.parametrize("kind", ["folder", "share", "s3"])
def test_outside_the_row_says_where_and_holds_nothing(
    database: Database, places_of: Callable[[str], FilePlaces], kind: str
) -> None:
    store = store_in(places_of(kind))
    digest = keep(database, store, PNG)
    with database.read() as connection:
        row = connection.execute(stored_files.select()).one()
    assert (row.place, row.content, row.size) == (kind, b"", len(PNG))
    assert store.get(database.read, digest).content == PNG


def test_what_is_elsewhere_than_new_files_go_is_read_there(
    database: Database, places_of: Callable[[str], FilePlaces]
) -> None:
    inside, outside = keep(database, store_in(), PNG), keep(database, store_in(places_of("folder")), JPEG)
    now = store_in(places_of("s3"))
    assert now.get(database.read, inside).content == PNG
    assert now.get(database.read, outside).content == JPEG


def test_a_damaged_file_is_never_shown_and_setting_it_again_mends_it(
    database: Database, places_of: Callable[[str], FilePlaces], tmp_path: Path
) -> None:
    store = store_in(places_of("folder"))
    digest = keep(database, store, PNG)
    (tmp_path / "files" / "library" / digest[:2] / digest).write_bytes(PNG[:-1])
    with pytest.raises(NotFound, match="damaged") as damaged:
        store.get(database.read, digest)
    assert damaged.value.code == "file_damaged"
    keep(database, store, PNG)
    assert store.get(database.read, digest).content == PNG


def test_damage_in_the_database_is_seen_too(database: Database) -> None:
    store = store_in()
    digest = keep(database, store, PNG)
    spoilt = update(stored_files).values(content=PNG + b"!")
    database.write(lambda connection: connection.execute(spoilt))
    with pytest.raises(NotFound, match="the database"):
        store.get(database.read, digest)


def test_a_file_moved_while_it_is_asked_for_is_found(
    database: Database, places_of: Callable[[str], FilePlaces]
) -> None:
    """The move ends between the row and the question for its content."""
    before, after = store_in(places_of("folder")), store_in(places_of("s3"))
    digest = keep(database, before, PNG)

    class Late(FileStore):
        def content_of(self, row):  # type: ignore[no-untyped-def]
            if row.place == FileKind.FOLDER.value:
                keep(database, after, PNG)
                self.places.of(FileKind.FOLDER).remove(digest)
            return super().content_of(row)

    late = Late(stored_files, before.places)
    assert late.get(database.read, digest).content == PNG


def test_a_file_that_is_needed_again_is_young_again(database: Database) -> None:
    store = store_in()
    digest = keep(database, store, PNG)
    database.write(lambda c: c.execute(update(stored_files).values(unused_since=NOW)))
    keep(database, store, PNG)
    with database.read() as connection:
        assert connection.execute(stored_files.select()).one().unused_since is None
    assert digest == hashlib.sha256(PNG).hexdigest()
