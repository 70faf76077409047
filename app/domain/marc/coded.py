"""What a record says by codes: material (leader 06-07, 008), language and year (008)."""

from __future__ import annotations

import re

from app.domain.marc.records import MarcRecord

DATE, LANGUAGE, FORM = slice(7, 11), slice(35, 38), 23
_BY_TYPE = {
    "e": "MAP", "f": "MAP", "g": "VIDEO", "i": "AUDIO", "j": "AUDIO", "k": "KIT", "m": "EBOOK", "o": "KIT", "p": "KIT",
    "r": "KIT",
}  # fmt: skip
_ONLINE = "oqs"
_NO_LANGUAGE = frozenset({"und", "zxx"})
_LANGUAGE_CHARS = 10


def material_of(record: MarcRecord) -> str:
    """Return the kind of material: by the leader, 008 and a thesis note (502)."""
    kind, level = record.leader[6], record.leader[7]
    if kind in _BY_TYPE:
        return _BY_TYPE[kind]
    if level in "bis":
        return "SERIAL"
    if record.first("502") is not None:
        return "THESIS"
    return "EBOOK" if kind == "a" and record.control("008")[FORM : FORM + 1] in tuple(_ONLINE) else "BOOK"


def language_of(record: MarcRecord) -> str | None:
    """Return the language's code (ISO 639-2/B) from 008, else the first of 041; None when unstated."""
    code = record.control("008")[LANGUAGE]
    if re.fullmatch("[a-z]{3}", code) and code not in _NO_LANGUAGE:
        return code
    for field in record.all("041"):
        if said := field.first("a").strip():
            own_codes = field.indicators[1] == "7"
            return (said if own_codes else said[:3].lower())[:_LANGUAGE_CHARS]
    return None


def year_of(record: MarcRecord, latest: int) -> int | None:
    """Return the first date of 008 when it is a year up to ``latest``."""
    text = record.control("008")[DATE]
    return int(text) if re.fullmatch("[0-9]{4}", text) and 0 < int(text) <= latest else None
