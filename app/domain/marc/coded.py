"""What a record says by codes: material (leader 06-07, 008), language and year (008)."""

from __future__ import annotations

import re
from dataclasses import replace

from app.domain.marc.lists import placed, put_in_place
from app.domain.marc.records import MarcField, MarcRecord

DATE, LANGUAGE, FORM = slice(7, 11), slice(35, 38), 23
_BLANK_008 = "      s        xx            000 0     d"
#: The source named in ``$2`` of a 655 that holds a kind of material MARC 21 has no code for.
OWN_GENRES = "clms"
_BY_TYPE = {
    "e": "MAP", "f": "MAP", "g": "VIDEO", "i": "AUDIO", "j": "AUDIO", "k": "KIT", "m": "EBOOK", "o": "KIT", "p": "KIT",
    "r": "KIT",
}  # fmt: skip
_TYPES = {
    "BOOK": "am", "SERIAL": "as", "MAP": "em", "AUDIO": "jm", "VIDEO": "gm", "KIT": "om", "THESIS": "tm",
    "EBOOK": "am",
}  # fmt: skip
_ONLINE = "oqs"
_NO_LANGUAGE = frozenset({"und", "zxx"})
_MATERIAL_CHARS, _LANGUAGE_CHARS = 20, 10


def material_of(record: MarcRecord) -> str:
    """Return the kind of material: what a 655 of ours names, else by the leader, 008 and a thesis note (502)."""
    own = _own_genre(record)
    if own is not None:
        return own.first("a")[:_MATERIAL_CHARS]
    kind, level = record.leader[6], record.leader[7]
    if kind in _BY_TYPE:
        return _BY_TYPE[kind]
    if level in "bis":
        return "SERIAL"
    if record.first("502") is not None:
        return "THESIS"
    return "EBOOK" if kind == "a" and record.control("008")[FORM : FORM + 1] in tuple(_ONLINE) else "BOOK"


def with_material(record: MarcRecord, material: str) -> MarcRecord:
    """Return the record with another kind of material; one MARC 21 has no code for goes into a 655."""
    own = _own_genre(record)
    record = replace(record, fields=tuple(field for field in record.fields if field is not own))
    if material in _TYPES:
        leader = record.leader[:6] + _TYPES[material] + record.leader[8:]
        record = _with_008(replace(record, leader=leader), FORM, "o" if material == "EBOOK" else " ")
    if material_of(record) == material:
        return record
    return put_in_place(record, None, MarcField("655", "", " 7", (("a", material), ("2", OWN_GENRES))))


def _own_genre(record: MarcRecord) -> MarcField | None:
    return next((one for one in record.all("655") if one.first("2") == OWN_GENRES and one.first("a")), None)


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


def with_language(record: MarcRecord, language: str | None) -> MarcRecord:
    """Return the record in another language; a code that isn't MARC's goes into 041, with its source."""
    ours = language is not None and re.fullmatch("[a-z]{3}", language) and language not in _NO_LANGUAGE
    record = _with_008(record, LANGUAGE.start, language if ours and language else "   ")
    if ours:
        return record
    said = [MarcField("041", "", " 7", (("a", language), ("2", "local")))] if language else []
    return placed(record, ("041",), said)


def year_of(record: MarcRecord, latest: int) -> int | None:
    """Return the first date of 008 when it is a year up to ``latest``."""
    text = record.control("008")[DATE]
    return int(text) if re.fullmatch("[0-9]{4}", text) and 0 < int(text) <= latest else None


def with_year(record: MarcRecord, year: int | None) -> MarcRecord:
    """Return the record with another first date in 008; a second one, which belonged to the old, goes."""
    text = "    " if year is None else f"{year:04d}"
    return _with_008(record, DATE.start - 1, ("n" if year is None else "s") + text + "    ")


def _with_008(record: MarcRecord, at: int, text: str) -> MarcRecord:
    old = record.control("008")
    data = (old + _BLANK_008[len(old) :]) if len(old) < len(_BLANK_008) else old
    data = data[:at] + text + data[at + len(text) :]
    if data == old or (not old and data == _BLANK_008):
        return record
    return put_in_place(record, record.first("008"), MarcField("008", data))
