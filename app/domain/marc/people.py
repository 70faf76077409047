"""Who is named in a record: main entry (100, 110, 111) and added entries (700, 710, 711), each with a role."""

from __future__ import annotations

import re

from app.domain.catalog import Contributor
from app.domain.marc.isbd import joined
from app.domain.marc.records import MarcField, MarcRecord
from app.domain.names import NAME_CHARS
from app.domain.text import fold

MAIN = ("100", "110", "111")
ADDED = ("700", "710", "711")
#: The role of somebody named in an added entry that doesn't say which.
UNSTATED = "contributor"
_NAME_CODES = {"00": "abcq", "10": "abn", "11": "acden"}
# https://www.loc.gov/marc/relators/relacode.html: those a school's books name.
_RELATORS = {
    "adp": "adapter", "arr": "arranger", "art": "artist", "aui": "author of introduction", "aut": "author",
    "cmp": "composer", "cnd": "conductor", "com": "compiler", "ctb": "contributor", "ctg": "cartographer",
    "drt": "director", "edt": "editor", "ill": "illustrator", "itr": "instrumentalist", "lbt": "librettist",
    "lyr": "lyricist", "nrt": "narrator", "pbl": "publisher", "pht": "photographer", "prf": "performer",
    "pro": "producer", "sng": "singer", "trl": "translator",
}  # fmt: skip
_SHORT = {
    "ed": "editor", "eds": "editor", "ill": "illustrator", "illus": "illustrator", "tr": "translator",
    "trans": "translator", "comp": "compiler", "joint author": "author", "jt auth": "author", "joint ed": "editor",
    "editors": "editor", "authors": "author",
}  # fmt: skip
_ROLE = re.compile(r"[a-z_ ]{1,40}")


def people(record: MarcRecord) -> tuple[Contributor, ...]:
    """Return whom the record names, once each: the main entry first, then in the record's order.

    Entries with ``$t`` name a related work, and aren't among them.
    """
    fields = [*record.all(*MAIN), *record.all(*ADDED)]
    return tuple(dict.fromkeys(person for field in fields if (person := _person(field))))


def _person(field: MarcField) -> Contributor | None:
    if field.first("t"):
        return None
    name = joined(field.all(_NAME_CODES[field.tag[1:]]))[:NAME_CHARS]
    return Contributor(name, role_of(field)) if name else None


def role_of(field: MarcField) -> str:
    """Return the role an entry states by ``$4`` or ``$e`` (``$j`` for a meeting), else what its tag means."""
    for code in field.all("4"):
        if role := _RELATORS.get(code.strip().rpartition("/")[2].lower()):
            return role
    for text in field.all("j" if field.tag.endswith("11") else "e"):
        word = fold(text)
        role = _SHORT.get(word, word)
        if _ROLE.fullmatch(role):
            return role
    return "author" if field.tag in MAIN else UNSTATED
