"""Pictures of covers: proven to be pictures, turned upright, made small, and without what a camera writes beside them."""

from __future__ import annotations

import io
import warnings
from dataclasses import dataclass

from PIL import Image, ImageOps

from app.errors import InvalidInput

MOST_BYTES = 15 * 1024 * 1024
MOST_PIXELS = 50_000_000
"""More than any telephone takes. A small file can say that it has far more, to fill the memory of whoever opens it."""
COVER, THUMBNAIL = (1000, 1400), (160, 240)
"""Width and height that a cover and its thumbnail are fitted into, in pixels."""

_FORMATS = ("JPEG", "PNG", "WEBP")
_QUALITY = 86
_SMALLER = f"At most {MOST_PIXELS // 1_000_000} million are read: save it smaller."


@dataclass(frozen=True, slots=True)
class Cover:
    """A cover and its thumbnail, both JPEG."""

    full: bytes
    thumbnail: bytes


def cover(content: bytes) -> Cover:
    """Read a picture (JPEG, PNG or WebP) and write it anew in both sizes. Raises InvalidInput."""
    if not content:
        raise _wrong("This file is empty.", "Choose another file.")
    if len(content) > MOST_BYTES:
        size = f"{len(content) / 1_048_576:.1f} MB"
        raise _wrong(
            f"This picture has {size}; at most {MOST_BYTES // 1_048_576} MB are read.", "Save it smaller."
        )
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)  # the bound below is narrower
            with Image.open(io.BytesIO(content), formats=_FORMATS) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise _wrong(
                        f"This picture has {opened.width:,} by {opened.height:,} pixels.",
                        _SMALLER,
                    )
                return _drawn(opened)
    except InvalidInput:
        raise
    except Image.DecompressionBombError as problem:
        raise _wrong("This picture has too many pixels.", _SMALLER) from problem
    # Pillow's readers raise whatever a damaged file leads them to, of which only the first are documented.
    except (OSError, ValueError, SyntaxError, EOFError, IndexError) as problem:
        raise _wrong(
            "This file is no picture CLMS knows, or it is damaged.", "Use a JPEG, PNG or WebP file."
        ) from problem


def _drawn(opened: Image.Image) -> Cover:
    opened.draft("RGB", COVER)  # a JPEG is read at a fraction of its size where that is enough
    upright = ImageOps.exif_transpose(opened)
    upright.thumbnail(COVER, Image.Resampling.LANCZOS)
    if upright.has_transparency_data:
        behind = Image.new("RGBA", upright.size, "white")
        behind.alpha_composite(upright.convert("RGBA"))
        upright = behind
    plain = upright.convert("RGB")
    small = plain.copy()
    small.thumbnail(THUMBNAIL, Image.Resampling.LANCZOS)
    return Cover(_jpeg(plain), _jpeg(small))


def _jpeg(picture: Image.Image) -> bytes:
    written = io.BytesIO()
    # A picture of its own: what came with the file (where and when it was taken, by whom) stays behind.
    clean = Image.new("RGB", picture.size)
    clean.paste(picture)
    clean.save(written, "JPEG", quality=_QUALITY, optimize=True)
    return written.getvalue()


def _wrong(message: str, hint: str) -> InvalidInput:
    return InvalidInput(message, hint=hint, details={"field": "cover"})
