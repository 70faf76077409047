"""From drafts to column values: the one place where titles and books get their keys, for desk, import and sample."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from app.domain import call_numbers
from app.domain.catalog import BookDraft, TitleDraft
from app.domain.identifiers import normalise_accession
from app.domain.matching import match_key
from app.domain.text import clean, name_sort, sort_key, title_key

# The same people, subjects, publishers and places come again and again when many titles are written.
_cleaned = lru_cache(maxsize=16_384)(clean)
_name_key = lru_cache(maxsize=16_384)(name_sort)
_term_key = lru_cache(maxsize=16_384)(sort_key)
_SHORT = 60


def main_author(draft: TitleDraft) -> str | None:
    """The contributor under whom a title is filed, as displayed; None for a title without one."""
    return clean(draft.contributors[0].name) if draft.contributors else None


def title_columns(draft: TitleDraft) -> dict[str, Any]:
    """The columns of ``titles`` that follow from a draft; ids, acts and times are the caller's."""
    author = main_author(draft)
    filed = " ".join(filter(None, (draft.title, draft.subtitle, draft.part)))
    return {
        "title": clean(draft.title),
        "subtitle": _text(draft.subtitle),
        "part": _text(draft.part),
        "title_sort": sort_key(filed, draft.language),
        "title_key": title_key(filed),
        "author": author,
        "author_sort": _name_key(author),
        "responsibility": _text(draft.responsibility),
        "edition": _text(draft.edition),
        "place": _text(draft.place),
        "publisher": _text(draft.publisher),
        "year": draft.year,
        "year_raw": _text(draft.year_raw),
        "language": _text(draft.language),
        "material": draft.material,
        "audience": _text(draft.audience),
        "physical_description": _text(draft.physical_description),
        "series": _text(draft.series),
        "summary": _lines(draft.summary),
        "notes": _lines(draft.notes),
        "classification": _text(draft.classification),
        "match_key": match_key(draft.title, author, draft.edition, draft.year, draft.part),
    }


def identifier_rows(title_id: int, draft: TitleDraft) -> list[dict[str, Any]]:
    """The rows of ``title_identifiers``, in the draft's order."""
    return [
        {
            "title_id": title_id,
            "seq": seq,
            "kind": one.kind,
            "value": one.value[:60],
            "raw": one.raw[:255],
            "qualifier": _text(one.qualifier),
            "valid": one.valid,
            "repaired": one.repaired,
        }
        for seq, one in enumerate(draft.identifiers, start=1)
    ]


def contributor_rows(title_id: int, draft: TitleDraft) -> list[dict[str, Any]]:
    """The rows of ``title_contributors``, in the draft's order."""
    return [
        {
            "title_id": title_id,
            "seq": seq,
            "name": clean(one.name),
            "name_sort": _name_key(one.name),
            "role": one.role,
        }
        for seq, one in enumerate(draft.contributors, start=1)
    ]


def subject_rows(title_id: int, draft: TitleDraft) -> list[dict[str, Any]]:
    """The rows of ``title_subjects``, in the draft's order."""
    return [
        {
            "title_id": title_id,
            "seq": seq,
            "term": clean(term),
            "term_sort": _term_key(term),
            "scheme": "local",
        }
        for seq, term in enumerate(draft.subjects, start=1)
    ]


def book_columns(draft: BookDraft) -> dict[str, Any]:
    """The columns of ``books`` that follow from a draft. Raises InvalidInput for an impossible accession number."""
    call_number = _text(draft.call_number)
    return {
        "accession_number": normalise_accession(draft.accession_number),
        "call_number": call_number,
        "call_sort": call_numbers.sort_key(call_number),
        "collection": _cleaned(draft.collection),
        "item_type": _cleaned(draft.item_type) or "GENERAL",
        "location": _cleaned(draft.location),
        "copy_number": _text(draft.copy_number),
        "volume": _text(draft.volume),
        "price_minor": draft.price_minor,
        "price_raw": _text(draft.price_raw),
        "fund": _text(draft.fund),
        "acquired_on": draft.acquired_on,
        "condition_note": _text(draft.condition_note),
        "notes": _lines(draft.notes),
        "alert": _text(draft.alert),
        "source_row": draft.source_row,
    }


def _text(value: str | None) -> str | None:
    if value is None:
        return None
    return (_cleaned(value) if len(value) <= _SHORT else clean(value)) or None


def _lines(value: str | None) -> str | None:
    """Longer text, cleaned line by line: a note may have paragraphs."""
    if value is None:
        return None
    return "\n".join(clean(line) for line in value.splitlines()).strip("\n") or None
