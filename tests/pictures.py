"""Pictures for tests, drawn when they are needed."""

from __future__ import annotations

import io
from typing import Any

from PIL import Image


def picture(
    width: int = 300, height: int = 420, color: str = "teal", kind: str = "PNG", **saving: Any
) -> bytes:
    """A picture of one colour as a file."""
    written = io.BytesIO()
    Image.new("RGB", (width, height), color).save(written, kind, **saving)
    return written.getvalue()
