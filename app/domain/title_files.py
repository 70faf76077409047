"""Covers and attachments of titles: what is known of them, and which files are taken."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from app.domain.text import clean
from app.domain.title_lookup import LookupSource
from app.errors import InvalidInput

NAME_CHARS = 120
MOST_ATTACHMENT_MB = 10
"""What a library may allow at most: a server of a school takes 16 MB in one statement (max_allowed_packet)."""
MOST_OF_A_TITLE = 50

ENDINGS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "text/plain": ".txt",
}
"""What an attachment may be, and how its name ends. A name never says that a file is a program."""

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
_KNOWN_ENDING = re.compile(r"\.(pdf|jpe?g|png|webp|txt|text|md|csv|log)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class SavedCover:
    """A title's cover by its content's names, None where it has none now."""

    title_id: int
    cover_digest: str | None
    cover_thumb_digest: str | None


@dataclass(frozen=True, slots=True)
class FoundCover:
    """A picture that somebody outside has of a title's cover: nothing is kept of it yet."""

    title_id: int
    isbn: str
    source: LookupSource
    content: bytes


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file of a title. ``size`` in bytes."""

    id: int
    title_id: int
    name: str
    media_type: str
    size: int
    added_by: str
    added_at: datetime


@dataclass(frozen=True, slots=True)
class SavedAttachment:
    """What adding or removing one gives back."""

    attachment_id: int
    title_id: int
    name: str


def media_type_of(content: bytes) -> str:
    """What a file is, told by its content and never by its name. Raises InvalidInput for what is not taken."""
    if content.startswith(b"%PDF-"):
        return "application/pdf"
    if content.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return "image/webp"
    if _is_text(content):
        return "text/plain"
    raise InvalidInput(
        "This kind of file is not kept.",
        hint="PDF files, pictures (JPEG, PNG, WebP) and plain text are.",
        details={"field": "content"},
    )


def _is_text(content: bytes) -> bool:
    """Plain text in UTF-8; a script that a system would run as it is has a first line that says so."""
    if b"\0" in content or content.startswith(b"#!"):
        return False
    try:
        content.decode()
    except UnicodeDecodeError:
        return False
    return True


def check_size(size: int, limit_mb: int) -> None:
    """Raise InvalidInput for an empty file, and for one over the library's limit."""
    if not size:
        raise InvalidInput("This file is empty.", hint="Choose another file.", details={"field": "content"})
    if size > limit_mb * 1_048_576:
        raise InvalidInput(
            f"This file has {size / 1_048_576:.1f} MB; the library keeps attachments of at most {limit_mb} MB.",
            hint="Save it smaller. Whoever sets the library's rules can allow more.",
            code="too_large",
            details={"field": "content", "size": size, "limit_mb": limit_mb},
        )


def safe_name(name: str, media_type: str) -> str:
    """A name that can be a file's on every system, ending as its kind does. Raises InvalidInput for an empty one."""
    spoken = "".join(
        each for each in name if unicodedata.category(each) != "Cf"
    )  # no turned writing direction
    plain = clean(_UNSAFE.sub(" ", spoken)).strip(". ")
    stem = _KNOWN_ENDING.sub("", plain)[:NAME_CHARS].strip(". ")
    if not stem:
        raise InvalidInput(
            "An attachment needs a name.", hint="Give the file a name.", details={"field": "name"}
        )
    return stem + ENDINGS[media_type]
