"""Pictures are known by their content, never by their name."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from app.database.engine import Database
from app.database.tables import stored_files
from app.errors import InvalidInput, NotFound
from app.storage.files import MAX_BYTES, FileStore, image_type

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


def test_the_same_picture_is_kept_once(database: Database) -> None:
    store = FileStore(stored_files)
    first = database.write(lambda connection: store.put_image(connection, PNG, NOW))
    again = database.write(lambda connection: store.put_image(connection, PNG, NOW))
    assert first == again
    with database.read() as connection:
        assert store.get(connection, first).content == PNG
        assert store.get(connection, first).media_type == "image/png"
        assert len(connection.execute(stored_files.select()).all()) == 1


def test_five_megabytes_come_back_whole(database: Database) -> None:
    store = FileStore(stored_files)
    content = JPEG + bytes(range(256)) * ((MAX_BYTES - len(JPEG)) // 256)
    digest = database.write(lambda connection: store.put_image(connection, content, NOW))
    with database.read() as connection:
        assert store.get(connection, digest).content == content


def test_an_unknown_picture_is_not_found(database: Database) -> None:
    with database.read() as connection, pytest.raises(NotFound):
        FileStore(stored_files).get(connection, "0" * 64)
