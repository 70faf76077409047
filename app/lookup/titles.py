"""A title by its ISBN, of whoever is asked: Open Library's JSON, or an SRU server's MARCXML."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from app.domain import open_library, sru
from app.domain.marc.storing import stored
from app.domain.marc.titles import read_title
from app.domain.title_lookup import SOURCE_NAMES, Described, LookupPlan, LookupSource
from app.errors import Unreachable
from app.lookup.web import Web


def ask(web: Web, plan: LookupPlan, source: LookupSource, isbn: str, latest_year: int) -> Described | None:
    """Return what a source says of an ISBN (13 digits), None when it doesn't know it. Raises Unreachable."""
    if source is LookupSource.SRU:
        return _sru(web, plan.sru, isbn, latest_year)
    return _open_library(web, plan.open_library, isbn)


def _open_library(web: Web, address: str, isbn: str) -> Described | None:
    question = {"bibkeys": f"ISBN:{isbn}", "jscmd": "data", "format": "json"}
    data = _json(web, f"{address}/api/books", question).get(f"ISBN:{isbn}")
    if not isinstance(data, Mapping):
        return None
    key = open_library.edition_key(data)
    try:
        edition = _json(web, f"{address}{key}.json", {}) if key else {}
    except Unreachable:  # what is known is worth more than an edition statement
        edition = {}
    draft = open_library.read_title(isbn, data, edition)
    if not draft.title:
        return None
    return Described(LookupSource.OPEN_LIBRARY, draft, cover=open_library.cover_of(data))


def _json(web: Web, address: str, questions: Mapping[str, str]) -> Mapping[str, Any]:
    name = SOURCE_NAMES[LookupSource.OPEN_LIBRARY]
    body = web.get(name, address, questions)
    if body is None:
        return {}
    try:
        answer = json.loads(body)
    except ValueError as problem:
        raise Unreachable(
            f"What {name} answers can't be read.",
            hint="Somebody between may want you to sign in: open a web page first.",
        ) from problem
    return answer if isinstance(answer, Mapping) else {}


def _sru(web: Web, address: str, isbn: str, latest_year: int) -> Described | None:
    name = SOURCE_NAMES[LookupSource.SRU]
    if sru.PLACE in address:
        answer = web.get(name, address.replace(sru.PLACE, isbn))
    else:
        answer = web.get(name, address, {key: text.replace(sru.PLACE, isbn) for key, text in sru.QUESTION})
    record = sru.with_isbn(sru.read_answer(answer), isbn) if answer is not None else None
    if record is None:
        return None
    draft = read_title(record, latest_year=latest_year)
    return Described(LookupSource.SRU, draft, stored(record)) if draft.title else None
