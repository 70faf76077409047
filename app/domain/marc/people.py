"""Who is named in a record: main entry (100, 110, 111) and added entries (700, 710, 711), each with a role."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from app.domain.catalog import Contributor
from app.domain.marc.isbd import guarded, joined
from app.domain.marc.lists import placed
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
    return tuple(dict.fromkeys(person for field in fields if (person := person_of(field))))


def person_of(field: MarcField) -> Contributor | None:
    """Return whom an entry names, None where it names a work or nobody."""
    if field.first("t"):
        return None
    name = joined(field.all(_NAME_CODES[field.tag[1:]]))[:NAME_CHARS].rstrip()
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


def with_people(record: MarcRecord, wanted: Sequence[Contributor]) -> MarcRecord:
    """Return the record naming these, in this order; entries that name one of them keep what else they say of him.

    A new name is taken for a person's. Entries for related works (``$t``) stay.
    """
    unused = [*record.all(*MAIN), *record.all(*ADDED)]
    mains: list[MarcField] = []
    added: list[MarcField] = []
    for place, person in enumerate(wanted):
        field = _taken(unused, person)
        first = place == 0 and (field.tag in MAIN if field else person.role == "author")
        (mains if first else added).append(_entry(field or _new(person), person, main=first))
    for field in unused:
        other = person_of(field)
        if other is None and field.tag in MAIN:
            mains.append(field)
        elif other is None or other in wanted:
            added.append(replace(field, tag="7" + field.tag[1:]))
    return placed(placed(record, MAIN, mains), ADDED, added)


def _taken(unused: list[MarcField], person: Contributor) -> MarcField | None:
    """Take the entry that names somebody in this role, else in another, from those not used."""
    by_name = None
    for at, field in enumerate(unused):
        found = person_of(field)
        if found == person:
            return unused.pop(at)
        if by_name is None and found is not None and found.name == person.name:
            by_name = at
    return None if by_name is None else unused.pop(by_name)


def _new(person: Contributor) -> MarcField:
    return MarcField("700", "", "1 " if "," in person.name else "0 ", (("a", guarded(person.name)),))


def _entry(field: MarcField, person: Contributor, *, main: bool) -> MarcField:
    """Return an entry as a main or an added one, its role stated where its tag doesn't mean it."""
    field = replace(field, tag=("1" if main else "7") + field.tag[1:])
    if person_of(field) == person:
        return field
    code = "j" if field.tag.endswith("11") else "e"
    subfields = tuple(one for one in field.subfields if one[0] not in (code, "4"))
    field = replace(field, subfields=subfields)
    return (
        field if person_of(field) == person else replace(field, subfields=(*subfields, (code, person.role)))
    )
