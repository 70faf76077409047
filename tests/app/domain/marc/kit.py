"""Invented records, for the tests of MARC."""

from __future__ import annotations

from app.domain.marc.records import MarcField, MarcRecord

LEADER = "00000nam a2200000 i 4500"


def field(tag: str, text: str, indicators: str = "  ") -> MarcField:
    """A field written as people write one: ``$aTitle :$bsubtitle``; a control field as it is."""
    if tag.startswith("00"):
        return MarcField(tag, text)
    subfields = tuple((part[0], part[1:]) for part in text.split("$")[1:])
    return MarcField(tag, "", indicators, subfields)


def record(*fields: MarcField, leader: str = LEADER) -> MarcRecord:
    """A record of these fields; with a title when they have none."""
    titled = any(one.tag in ("245", "200", "880") for one in fields)
    return MarcRecord(leader, fields if titled else (*fields, field("245", "$aA title")))


def raw(fields: list[tuple[str, bytes]], leader: str = "     nam  22      i 4500") -> bytes:
    """A record of bytes in any encoding, its lengths right."""
    bodies = [body + b"\x1e" for _, body in fields]
    places = [sum(map(len, bodies[:i])) for i in range(len(bodies))]
    entries = b"".join(
        f"{tag}{len(body):04d}{place:05d}".encode()
        for (tag, _), body, place in zip(fields, bodies, places, strict=True)
    )
    base = 24 + len(entries) + 1
    length = base + sum(map(len, bodies)) + 1
    head = f"{length:05d}{leader[5:12]}{base:05d}{leader[17:]}".encode()
    return head + entries + b"\x1e" + b"".join(bodies) + b"\x1d"
