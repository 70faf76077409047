"""A title and its copies as a record: new, or the kept original with what was edited since.

Each part of the title that says what the original says leaves the original's fields alone, so that what no form shows,
and how things were coded, survives an edit. Reading what was written gives the title that was written.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from app.domain.catalog import BookDraft, TitleDraft
from app.domain.marc.coded import with_language, with_material, with_year
from app.domain.marc.copies import with_copies
from app.domain.marc.linked import with_alternates_back, with_lone_alternates
from app.domain.marc.lists import relisted
from app.domain.marc.numbers import OWN_AGENCY, control_number, with_numbers
from app.domain.marc.people import with_people
from app.domain.marc.records import Encoding, MarcField, MarcRecord
from app.domain.marc.statements import classified, described, meant_for, published, serial, titled, versioned
from app.domain.marc.subjects import TAGS as SUBJECTS
from app.domain.marc.subjects import subject_field, terms_of
from app.domain.marc.titles import LATEST_YEAR, NOTES, note_of, read_title
from app.domain.text import clean

_BLANK = MarcRecord("00000nam a2200000 i 4500", ())


@dataclass(frozen=True, slots=True)
class _Part:
    """Attributes of a title that are written together, and how."""

    attributes: tuple[str, ...]
    write: Callable[[MarcRecord, TitleDraft], MarcRecord]


def _listed(tags: tuple[str, ...], attribute: str) -> _Part:
    """Notes, one field a line."""

    def said_by(field: MarcField) -> tuple[str, ...]:
        return (text,) if (text := note_of(field)) else ()

    def write(record: MarcRecord, draft: TitleDraft) -> MarcRecord:
        lines = (getattr(draft, attribute) or "").splitlines()
        return relisted(
            record, tags, lines, said_by, lambda line: MarcField(tags[0], subfields=(("a", line),))
        )

    return _Part((attribute,), write)


_PARTS = (
    _Part(("identifiers",), lambda record, draft: with_numbers(record, draft.identifiers)),
    _Part(("contributors",), lambda record, draft: with_people(record, draft.contributors)),
    _Part(("title", "subtitle", "part", "responsibility"), titled),
    _Part(("edition",), versioned),
    _Part(("place", "publisher", "year", "year_raw"), published),
    _Part(("year",), lambda record, draft: with_year(record, draft.year)),
    _Part(("physical_description",), described),
    _Part(("series",), serial),
    _listed(NOTES, "notes"),
    _listed(("520",), "summary"),
    _Part(("audience",), meant_for),
    _Part(("classification",), classified),
    _Part(
        ("subjects",),
        lambda record, draft: relisted(record, SUBJECTS, draft.subjects, terms_of, subject_field),
    ),
    _Part(("language",), lambda record, draft: with_language(record, draft.language)),
    # Last: a thesis is known by its note (502).
    _Part(("material",), lambda record, draft: with_material(record, draft.material)),
)


def to_record(
    title: TitleDraft,
    books: Sequence[BookDraft] = (),
    original: MarcRecord | None = None,
    *,
    latest_year: int = LATEST_YEAR,
) -> MarcRecord:
    """Return a title and its copies as a record in UTF-8: ``original`` with what differs from it, or a new one.

    ``latest_year`` is the last year believed where a record's year is read.
    """
    record = with_lone_alternates(original or _BLANK)
    wanted = sayable_title(title, original)
    said = read_title(record, latest_year=latest_year)
    for part in _PARTS:
        if any(getattr(said, name) != getattr(wanted, name) for name in part.attributes):
            record = part.write(record, wanted)
            said = read_title(record, latest_year=latest_year)
    record = with_copies(record, books)
    return replace(with_alternates_back(record), encoding=Encoding.UTF8)


def with_own_number(record: MarcRecord, title_id: int) -> MarcRecord:
    """Return a record that has no control number with the title's id as one (001, 003)."""
    if record.first("001") is not None:
        return record
    numbered = (MarcField("001", str(title_id)), MarcField("003", OWN_AGENCY))
    return replace(record, fields=(*numbered, *(one for one in record.fields if one.tag != "003")))


def sayable_title(draft: TitleDraft, original: MarcRecord | None = None) -> TitleDraft:
    """Return a title as a record can say it: texts cleaned, notes without blank lines, each subject and number once."""
    texts = {
        name: clean(getattr(draft, name)) or None
        for name in (
            "subtitle", "part", "responsibility", "edition", "place", "publisher", "year_raw", "language", "audience",
            "physical_description", "series", "classification",
        )
    }  # fmt: skip
    if texts["year_raw"] == str(draft.year):
        texts["year_raw"] = None
    control = control_number(original) if original else None
    numbers = dict.fromkeys(one for one in draft.identifiers if one != control)
    return replace(
        draft,
        title=clean(draft.title),
        contributors=tuple(
            dict.fromkeys(replace(one, name=clean(one.name)) for one in draft.contributors if clean(one.name))
        ),
        summary=_lines(draft.summary),
        notes=_lines(draft.notes),
        subjects=tuple(dict.fromkeys(filter(None, map(clean, draft.subjects)))),
        identifiers=(*numbers, control) if control and control in draft.identifiers else tuple(numbers),
        **texts,  # type: ignore[arg-type]
    )


def _lines(text: str | None) -> str | None:
    return "\n".join(filter(None, map(clean, (text or "").splitlines()))) or None
