"""What a work is about: subject headings of 600 to 653, subdivisions parted by two dashes."""

from __future__ import annotations

from app.domain.marc.isbd import guarded, strip
from app.domain.marc.records import MarcField, MarcRecord
from app.domain.text import clean

TAGS = ("600", "610", "611", "630", "648", "650", "651", "653")
_DASH = " -- "
_SUBDIVISIONS = "vxyz"
_BESIDES = "0123456789eiw"  # links, sources, relators: no part of the heading
_TERM_CHARS = 500


def subjects(record: MarcRecord) -> tuple[str, ...]:
    """Return every heading once, in the record's order; several vocabularies often give the same."""
    return tuple(dict.fromkeys(term for field in record.all(*TAGS) for term in terms_of(field)))


def terms_of(field: MarcField) -> tuple[str, ...]:
    """Return the headings one field holds: several only in 653."""
    if field.tag == "653":
        return tuple(
            dict.fromkeys(term for text in field.all("a") if (term := strip(text)[:_TERM_CHARS].rstrip()))
        )
    parts: list[str] = []
    for code, text in field.subfields:
        if code in _BESIDES or not clean(text):
            continue
        if parts and code not in _SUBDIVISIONS:
            parts[-1] = f"{clean(parts[-1])} {clean(text)}"
        else:
            parts.append(text)
    term = _DASH.join(filter(None, map(strip, parts)))[:_TERM_CHARS].rstrip()
    return (term,) if term else ()


def subject_field(term: str) -> MarcField:
    """Return a heading of no stated vocabulary; what kind a subdivision is of isn't known, so that all are general."""
    head, *divisions = term.split(_DASH)
    subfields = (("a", guarded(head)), *(("x", guarded(one)) for one in divisions))
    return MarcField("650", "", " 4", subfields)
