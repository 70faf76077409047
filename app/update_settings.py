"""The settings of where newer releases are looked for and by which key they are signed; without a place nobody is asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from app.domain.releases import public_key
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


def release_key(text: str) -> str:
    """An Ed25519 public key on one line."""
    tidy = "".join(text.split())
    public_key(tidy)
    return tidy


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateSettings:
    """They stand last in the documentation."""

    update_source: str = setting(
        "UPDATE_SOURCE",
        release_place,
        "an https:// URL or a full path",
        "Where the school keeps newer releases, with their manifest clms-release.toml. A window asks there once a day; without "
        "it nobody is asked, unless the library itself names a place.",
        default="",
    )
    update_key: str = setting(
        "UPDATE_KEY",
        release_key,
        "an Ed25519 public key, as openssl pkey -pubout writes it between BEGIN and END",
        "The school's public key. With it only a manifest is believed whose signature clms-release.toml.sig was made by its "
        "private key; without it the installer's checksum alone is proven.",
        default="",
    )
