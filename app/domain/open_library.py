"""What Open Library says of a book, as a title. https://openlibrary.org/dev/docs/api/books

``data`` is what ``/api/books?jscmd=data`` has under the ISBN, ``edition`` the record of the edition, which alone has the
language, the statement of edition and the series. Both are written by anybody, so that any part may be missing or of
another type; what can't be used is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from app.domain.bibliography import parse_year
from app.domain.catalog import Contributor, TitleDraft, TitleIdentifier
from app.domain.identifiers import parse_isbns
from app.domain.names import NAME_CHARS, inverted, parse_contributors
from app.domain.text import clean

_MOST_SUBJECTS, _SUBJECT_CHARS = 12, 80
_LINE_CHARS, _SHORT_CHARS = 255, 100
_NUMBERS = (("lccn", "lccn"), ("oclc", "oclc"))


def read_title(isbn: str, data: Mapping[str, Any], edition: Mapping[str, Any]) -> TitleDraft:
    """Return the title; ``title`` is empty where it has none. ``isbn`` is the number it was asked by, 13 digits."""
    published = _text(data.get("publish_date"))[:_SHORT_CHARS]
    year = parse_year(published).value
    return TitleDraft(
        title=_text(data.get("title")),
        subtitle=_text(data.get("subtitle")) or None,
        contributors=tuple(dict.fromkeys(_people(data))),
        responsibility=_text(data.get("by_statement")) or None,
        edition=_text(edition.get("edition_name"))[:_LINE_CHARS] or None,
        place=next(_names(data.get("publish_places")), "")[:_LINE_CHARS] or None,
        publisher=next(_names(data.get("publishers")), "")[:_LINE_CHARS] or None,
        year=year,
        year_raw=published if published and published != str(year) else None,
        language=_language(edition),
        physical_description=_extent(data),
        series="; ".join(_names(edition.get("series"))) or None,
        classification=_class_number(data),
        subjects=tuple(_subjects(data)),
        identifiers=tuple(dict.fromkeys(_identifiers(isbn, data))),
    )


def cover_of(data: Mapping[str, Any]) -> str:
    """Return the address of the largest picture of the cover, "" when there is none."""
    cover = data.get("cover")
    pictures = cover if isinstance(cover, Mapping) else {}
    return next((found for size in ("large", "medium", "small") if (found := _text(pictures.get(size)))), "")


def edition_key(data: Mapping[str, Any]) -> str:
    """Return the path of the edition's own record (``/books/OL7353617M``), "" for what can't be one."""
    key = _text(data.get("key"))
    return key if key.startswith("/books/OL") and key[9:].isalnum() else ""


def _text(value: Any) -> str:
    return clean(value) if isinstance(value, str) else ""


def _names(values: Any) -> Iterator[str]:
    """The texts of a list of texts, or of objects with a name."""
    for one in values if isinstance(values, list) else ():
        if text := _text(one.get("name") if isinstance(one, Mapping) else one):
            yield text


def _people(data: Mapping[str, Any]) -> Iterator[Contributor]:
    for name in _names(data.get("authors")):
        for one in parse_contributors(name):
            # People are named as they sign, bodies as they are called.
            heading = one.heading if one.corporate else inverted(one.heading)
            yield Contributor(heading[:NAME_CHARS], one.role)


def _language(edition: Mapping[str, Any]) -> str | None:
    """The code of the first language: ``{"key": "/languages/eng"}`` is MARC's."""
    languages = edition.get("languages")
    first = languages[0] if isinstance(languages, list) and languages else None
    code = _text(first.get("key") if isinstance(first, Mapping) else None).removeprefix("/languages/")
    return code if len(code) == 3 and code.isascii() and code.isalpha() else None


def _extent(data: Mapping[str, Any]) -> str | None:
    if said := _text(data.get("pagination")):
        return said
    pages = data.get("number_of_pages")
    return f"{pages} p." if isinstance(pages, int) and 0 < pages < 100_000 else None


def _class_number(data: Mapping[str, Any]) -> str | None:
    classes = data.get("classifications")
    known = classes if isinstance(classes, Mapping) else {}
    for kind in ("dewey_decimal_class", "lc_classifications"):
        for text in _names(known.get(kind)):
            return text.replace("/", "")[:_SHORT_CHARS]
    return None


def _subjects(data: Mapping[str, Any]) -> Iterator[str]:
    """The first subjects, each once whatever its case; those with a colon are the site's own tags ("nyt:…")."""
    seen: set[str] = set()
    for name in _names(data.get("subjects")):
        if ":" in name or len(name) > _SUBJECT_CHARS or name.casefold() in seen:
            continue
        seen.add(name.casefold())
        yield name
        if len(seen) == _MOST_SUBJECTS:
            return


def _identifiers(isbn: str, data: Mapping[str, Any]) -> Iterator[TitleIdentifier]:
    yield TitleIdentifier("isbn", isbn, isbn)
    numbers = data.get("identifiers")
    known = numbers if isinstance(numbers, Mapping) else {}
    for text in (*_names(known.get("isbn_13")), *_names(known.get("isbn_10"))):
        for one in parse_isbns(text, repair=False):
            if one.valid and one.kind.value == "isbn" and one.value != isbn:
                yield TitleIdentifier("isbn", one.value, one.value)
    for theirs, ours in _NUMBERS:
        for text in _names(known.get(theirs)):
            yield TitleIdentifier(ours, text[:60], text[:_LINE_CHARS])
