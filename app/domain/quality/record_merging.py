"""Which fields of a MARC record may go over to another title's, and the record that has them.

A field that MARC 21 lets stand once takes the place of the one that is there; any other is added beside. Fields 880 go
with the field they write in another script. What says which record it is and how it is coded (leader, 001 to 009)
stays, and so do holdings: copies go over themselves. Which fields may be repeated: MARC 21 Format for Bibliographic
Data, Library of Congress.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, fields, replace
from typing import Any

from app.domain.catalog import TitleDraft
from app.domain.marc.holdings import TAGS as HOLDINGS
from app.domain.marc.linked import ALTERNATE, alternates, link_of
from app.domain.marc.records import MarcField, MarcRecord, is_control
from app.domain.marc.titles import read_title
from app.errors import InvalidInput

MAIN_ENTRIES = frozenset({"100", "110", "111", "130"})
ONCE = (
    MAIN_ENTRIES
    | frozenset(
        (
            "010",
            "018",
            "036",
            "038",
            "040",
            "042",
            "043",
            "044",
            "045",
            "066",
            "240",
            "243",
            "245",
            "254",
            "256",
        )
    )
    | frozenset(("263", "306", "357", "507", "514"))
)
_NUMBER = re.compile(r"(?<=^[0-9A-Za-z]{3}-)\d{2,}")
_LINED = frozenset({"summary", "notes"})


@dataclass(frozen=True, slots=True)
class FieldOffer:
    """A field of the record that goes. ``place`` is its position there, ``other_scripts`` are its fields 880;
    ``replaces`` are the fields of the record that stays whose place it would take, none where it is added."""

    place: int
    field: MarcField
    other_scripts: tuple[MarcField, ...]
    replaces: tuple[MarcField, ...]


def offers(kept: MarcRecord, gone: MarcRecord) -> tuple[FieldOffer, ...]:
    """The fields that may go over and that the record that stays hasn't got, in their order."""
    there = {_whole(kept, field) for field in kept.fields}
    return tuple(
        _offer(kept, gone, place)
        for place, field in enumerate(gone.fields)
        if _may_go(gone, field) and _whole(gone, field) not in there
    )


def staying(kept: MarcRecord, gone: MarcRecord, found: Collection[FieldOffer]) -> tuple[MarcField, ...]:
    """The fields of the record that stays which the other hasn't got and no offer would take the place of."""
    there = {_whole(gone, field) for field in gone.fields}
    replaced = {field for one in found for field in one.replaces}
    return tuple(
        field
        for field in kept.fields
        if _may_go(kept, field) and _whole(kept, field) not in there and field not in replaced
    )


def proposed(kept: MarcRecord, found: Collection[FieldOffer]) -> frozenset[int]:
    """The places of fields worth taking: no form shows them, and the record that stays has none with their tag."""
    tags = {field.tag for field in kept.fields}
    said = read_title(kept)
    return frozenset(
        one.place
        for one in found
        if one.field.tag not in tags and read_title(_with(kept, one.field, (), ())) == said
    )


def with_fields(kept: MarcRecord, gone: MarcRecord, places: Collection[int]) -> MarcRecord:
    """Return ``kept`` with the fields of ``gone`` at these places. Raises InvalidInput for one that may not go over."""
    may = {one.place for one in offers(kept, gone)}
    if not may.issuperset(places):
        raise InvalidInput(
            "A field of the other record can't go over.",
            hint="Look at the two titles again.",
            details={"field": "marc_fields"},
        )
    for place in sorted(places):
        one = _offer(kept, gone, place)
        kept = _with(kept, one.field, one.other_scripts, one.replaces)
    return kept


def said_with(draft: TitleDraft, before: MarcRecord, after: MarcRecord, taken: Collection[str]) -> TitleDraft:
    """Return ``draft`` with what a record says since fields were added to it; ``taken`` were chosen in the form, and
    stay as chosen. What somebody wrote into the title and not into its record stays too."""
    was, now = read_title(before), read_title(after)
    changes: dict[str, Any] = {
        field.name: _more(field.name, getattr(draft, field.name), getattr(was, field.name), new)
        for field in fields(TitleDraft)
        if field.name not in taken and (new := getattr(now, field.name)) != getattr(was, field.name)
    }
    return replace(draft, **changes)


def _more(name: str, present: object, was: object, now: object) -> object:
    if isinstance(present, tuple) and isinstance(was, tuple) and isinstance(now, tuple):
        gone = {one for one in was if one not in now}
        stay = tuple(one for one in present if one not in gone)
        return stay + tuple(one for one in now if one not in was and one not in stay)
    if name in _LINED:
        lines = (str(present or "")).splitlines()
        new = [
            line for line in str(now or "").splitlines() if line not in (*str(was or "").splitlines(), *lines)
        ]
        return "\n".join((*lines, *new)) or None
    return now


def _may_go(record: MarcRecord, field: MarcField) -> bool:
    """Control fields and holdings stay; an 880 goes with its field, or alone where it stands for none."""
    if is_control(field.tag) or field.tag in HOLDINGS:
        return False
    link = link_of(field) if field.tag == ALTERNATE else None
    return link is None or not any(field in alternates(record, one) for one in record.fields)


def _offer(kept: MarcRecord, gone: MarcRecord, place: int) -> FieldOffer:
    field = gone.fields[place]
    if field.tag in MAIN_ENTRIES:
        replaces = tuple(kept.all(*MAIN_ENTRIES))
    elif field.tag in ONCE:
        replaces = tuple(kept.all(field.tag))
    else:  # the same text, that differs in another script only
        replaces = tuple(one for one in kept.all(field.tag) if _bare(one) == _bare(field))
    return FieldOffer(place, field, alternates(gone, field), replaces)


def _bare(field: MarcField) -> MarcField:
    """A field without its link: its number is another in every record."""
    return replace(field, subfields=tuple(one for one in field.subfields if one[0] != "6"))


def _whole(record: MarcRecord, field: MarcField) -> tuple[MarcField, ...]:
    return (_bare(field), *map(_bare, alternates(record, field)))


def _with(
    record: MarcRecord, field: MarcField, scripts: tuple[MarcField, ...], replaced: tuple[MarcField, ...]
) -> MarcRecord:
    away = [*replaced, *(other for one in replaced for other in alternates(record, one))]
    record = replace(record, fields=tuple(one for one in record.fields if one not in away))
    if scripts:
        used = [int(link[1]) for one in record.fields if (link := link_of(one)) is not None]
        number = f"{max(used, default=0) + 1:02d}"
        field = _numbered(field, number)
        scripts = tuple(_numbered(one, number) for one in scripts)
    for one in (field, *scripts):
        record = _inserted(record, one)
    return record


def _numbered(field: MarcField, number: str) -> MarcField:
    return replace(
        field,
        subfields=tuple(
            (code, _NUMBER.sub(number, text.strip()) if code == "6" else text)
            for code, text in field.subfields
        ),
    )


def _inserted(record: MarcRecord, field: MarcField) -> MarcRecord:
    """Behind the last field with its tag, else before the first with a higher one."""
    have = list(record.fields)
    same = [at for at, one in enumerate(have) if one.tag == field.tag]
    higher = [at for at, one in enumerate(have) if one.tag > field.tag]
    at = same[-1] + 1 if same else higher[0] if higher else len(have)
    return replace(record, fields=(*have[:at], field, *have[at:]))
