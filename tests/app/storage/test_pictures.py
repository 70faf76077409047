"""Pictures of covers are proven, turned upright, made small, and lose what a camera wrote beside them."""

from __future__ import annotations

import io
import struct
import zlib

import pytest
from PIL import Image

from app.errors import InvalidInput
from app.storage.pictures import COVER, MOST_BYTES, THUMBNAIL, cover
from tests.pictures import picture


def read(content: bytes) -> Image.Image:
    return Image.open(io.BytesIO(content), formats=["JPEG"])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_written_anew_in_two_sizes(kind: str) -> None:
    made = cover(picture(2000, 2600, kind=kind))
    assert read(made.full).size == (1000, 1300) and read(made.thumbnail).size == (160, 208)
    assert read(made.full).size <= COVER and read(made.thumbnail).size <= THUMBNAIL
    assert made == cover(picture(2000, 2600, kind=kind)), "the same picture has the same name"


def test_a_small_picture_is_not_blown_up() -> None:
    assert read(cover(picture(90, 120)).full).size == (90, 120)


def test_what_the_camera_wrote_is_gone_and_the_picture_is_upright() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x013B] = "Juan the photographer"
    full = cover(picture(400, 200, kind="JPEG", exif=exif)).full
    assert read(full).size == (200, 400) and not read(full).getexif() and b"Juan" not in full


def test_what_is_seen_through_is_white() -> None:
    written = io.BytesIO()
    Image.new("RGBA", (10, 10), (0, 0, 0, 0)).save(written, "PNG")
    assert min(read(cover(written.getvalue()).full).getpixel((5, 5))) > 250  # type: ignore[arg-type, type-var]


def _says_it_is_huge(side: int) -> bytes:
    """A PNG of a hundred bytes whose head says that it has far more pixels."""
    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    chunks = b""
    for name, data in ((b"IHDR", head), (b"IDAT", zlib.compress(b"\0")), (b"IEND", b"")):
        chunks += struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
    return b"\x89PNG\r\n\x1a\n" + chunks


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        (b"MZ program", "no picture"),
        (b"GIF89a\x01\x00\x01\x00\x00\x00\x00;", "no picture"),
        (picture()[:200], "damaged"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 40, "damaged"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "no picture"),
        (b"\xff\xd8\xff" + b"x" * MOST_BYTES, "at most 15 MB"),
        (_says_it_is_huge(9_000), "9,000 by 9,000 pixels"),
        (_says_it_is_huge(20_000), "too many pixels"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(InvalidInput, match=why) as refused:
        cover(content)
    assert refused.value.hint and refused.value.details["field"] == "cover"
