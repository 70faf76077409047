"""The setting of where newer releases are looked for; without it nobody is asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from app.setting_declarations import setting


def release_place(text: str) -> str:
    """An https address without a user, or a folder's full path."""
    if text.lower().startswith("https://"):
        place = urlsplit(text)
        if place.hostname and "@" not in place.netloc and not place.query:
            return text.rstrip("/")
    elif "://" not in text and Path(text).is_absolute():
        return text
    raise ValueError(
        "it has to be an address such as https://files.school.example/clms or a folder's full path"
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateSettings:
    """It stands last in the documentation."""

    update_source: str = setting(
        "UPDATE_SOURCE",
        release_place,
        "an https:// URL or a full path",
        "Where the school keeps newer releases, with their manifest clms-release.toml. A window asks there once a day; without "
        "it nobody is asked, unless the library itself names a place.",
        default="",
    )
