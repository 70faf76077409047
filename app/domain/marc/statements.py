"""Writing what a title says in single fields: 245, 250, 264, 300, 490, 521 and the class number.

Each is written only where it changed (:mod:`app.domain.marc.writing`), with ISBD's marks, and read back it is the same.
What else stands in such a field stays.
"""

from __future__ import annotations

import re
from dataclasses import replace

from app.domain.catalog import TitleDraft
from app.domain.marc.isbd import guarded, marked, whole
from app.domain.marc.lists import placed, put_in_place
from app.domain.marc.people import MAIN
from app.domain.marc.records import MarcField, MarcRecord, Subfield
from app.domain.marc.titles import (
    CLASSIFICATIONS,
    SERIES,
    TRACED_SERIES,
    audience_field,
    publication,
    title_codes,
    title_proper,
)
from app.domain.text import nonfiling

_LINKS = "68"
_DEWEY = re.compile(r"[0-9]{3}(?:\.[0-9]+)?(?:\s[^/]*)?")
_LC = re.compile(r"[A-Z]{1,3}\s?[0-9].*")


def titled(record: MarcRecord, draft: TitleDraft) -> MarcRecord:
    """Return the record with the draft's title, part, subtitle and statement of responsibility (245)."""
    old = record.first("245")
    base = old or MarcField("245", "", "  ")
    codes = title_codes(base)
    parts = [one for one in base.subfields if one[0] in codes.part] if codes.part else []
    if draft.part != (whole(base, codes.part) or None):
        parts = [("p", draft.part)] if draft.part else []
    ours = set("abcnp") | set(codes.title)
    others = [one for one in base.subfields if one[0] not in ours and one[0] not in _LINKS]
    after = " :" if draft.subtitle else " /" if draft.responsibility else ""
    subfields = [one for one in base.subfields if one[0] in _LINKS]
    subfields.append(("a", marked(draft.title, "." if parts else "" if others else after)))
    if parts:
        code, text = parts[-1]
        said = draft.part or ""
        parts[-1] = (code, marked(text, after) if len(parts) == 1 and text == said else text)
    subfields += [*parts, *others]
    if draft.subtitle:
        subfields.append(("b", marked(draft.subtitle, " /" if draft.responsibility else "")))
    if draft.responsibility:
        subfields.append(("c", guarded(draft.responsibility)))
    kept = old is not None and title_proper(old) == draft.title
    skipped = base.indicators[1] if kept else str(min(nonfiling(draft.title, draft.language), 9))
    traced = base.indicators[0] if old else str(int(record.first(MAIN[0]) is not None))
    return put_in_place(record, old, MarcField("245", "", traced + skipped, tuple(subfields)))


def published(record: MarcRecord, draft: TitleDraft) -> MarcRecord:
    """Return the record with the draft's place, publisher and year as printed (264 or 260)."""
    date = draft.year_raw or (str(draft.year) if draft.year is not None else None)
    if not (draft.place or draft.publisher or date):
        return placed(record, ("260", "264"), [])
    old = publication(record)
    said: list[Subfield] = []
    if draft.place:
        said.append(("a", marked(draft.place, " :" if draft.publisher else "," if date else "")))
    if draft.publisher:
        said.append(("b", marked(draft.publisher, "," if date else "")))
    if date:
        said.append(("c", guarded(date)))
    return put_in_place(record, old, _refilled(old or MarcField("264", "", " 1"), "abc", said))


def versioned(record: MarcRecord, draft: TitleDraft) -> MarcRecord:
    """Return the record with the draft's edition (250)."""
    return _single(record, "250", "ab", [("a", guarded(draft.edition))] if draft.edition else [])


def described(record: MarcRecord, draft: TitleDraft) -> MarcRecord:
    """Return the record with the draft's physical description (300), parted as ISBD parts it."""
    text = draft.physical_description
    if not text:
        return placed(record, ("300",), [])
    extent, colon, rest = text.partition(" : ")
    before, semicolon, size = (rest if colon else extent).rpartition(" ; ")
    texts = [("a", extent), ("b", before if semicolon else rest)] if colon else [("a", before or extent)]
    if semicolon:
        texts.append(("c", size))
    marks = [{"b": " :", "c": " ;"}[code] for code, _ in texts[1:]]
    said = [(code, part + mark) for (code, part), mark in zip(texts, marks, strict=False)]
    said.append((texts[-1][0], guarded(texts[-1][1])))
    return _single(record, "300", "abcefg", said)


def serial(record: MarcRecord, draft: TitleDraft) -> MarcRecord:
    """Return the record with the draft's series (490), parted at semicolons; without one the traced ones go too."""
    if not draft.series:
        return placed(record, SERIES + TRACED_SERIES, [])
    texts = re.split(r"(?<! ); ", draft.series)
    return placed(record, SERIES, [MarcField("490", "", "0 ", (("a", guarded(one)),)) for one in texts])


def meant_for(record: MarcRecord, draft: TitleDraft) -> MarcRecord:
    """Return the record with the draft's audience (521)."""
    old = audience_field(record)
    if draft.audience:
        new = _refilled(old or MarcField("521"), "a", [("a", draft.audience)])
        return put_in_place(record, old, new)
    while (old := audience_field(record)) is not None:
        record = put_in_place(record, old, None)
    return record


def classified(record: MarcRecord, draft: TitleDraft) -> MarcRecord:
    """Return the record with the draft's class number, in the field of the scheme it has the form of.

    Class numbers that are read before that one go, others stay.
    """
    text = draft.classification
    if not text:
        return placed(record, CLASSIFICATIONS, [])
    if _DEWEY.fullmatch(text):
        new = MarcField("082", "", "04", (("a", text),))
    elif _LC.fullmatch(text):
        new = MarcField("050", "", " 4", (("a", guarded(text)),))
    else:
        new = MarcField("084", "", "  ", (("a", text),))
    before = CLASSIFICATIONS[: CLASSIFICATIONS.index(new.tag) + 1]
    return placed(placed(record, before, []), (), [new])


def _single(record: MarcRecord, tag: str, codes: str, said: list[Subfield]) -> MarcRecord:
    """The record with these subfields instead of those with ``codes``; without any, all such fields go."""
    if not said:
        return placed(record, (tag,), [])
    old = record.first(tag)
    return put_in_place(record, old, _refilled(old or MarcField(tag), codes, said))


def _refilled(field: MarcField, codes: str, said: list[Subfield]) -> MarcField:
    links = [one for one in field.subfields if one[0] in _LINKS]
    others = [one for one in field.subfields if one[0] not in codes + _LINKS]
    return replace(field, subfields=(*links, *said, *others))
