"""Field 880, alternate graphic representation: the same fields in their original script (MARC 21, appendix A).

``$6`` of both sides links them: ``880-01`` in the regular field, ``245-01/(3/r`` in its 880. Occurrence 00 means that there
is no regular field: the 880 is the only one.
"""

from __future__ import annotations

import re
from dataclasses import replace

from app.domain.marc.records import MarcField, MarcRecord, is_control

ALTERNATE = "880"
_LINK = re.compile(r"^([0-9A-Za-z]{3})-(\d{2,})(?:/([^/]*))?(?:/(r))?")


def link_of(field: MarcField) -> tuple[str, str] | None:
    """Return the tag and occurrence that ``$6`` names, None where a field is linked to no other."""
    match = _LINK.match(field.first("6").strip())
    return (match[1], match[2]) if match else None


def right_to_left(field: MarcField) -> bool:
    """Tell whether ``$6`` says that the field's text runs from right to left."""
    match = _LINK.match(field.first("6").strip())
    return bool(match and match[4])


def alternates(record: MarcRecord, field: MarcField) -> tuple[MarcField, ...]:
    """Return the fields 880 that say the same as a regular field in another script."""
    link = link_of(field)
    if field.tag == ALTERNATE or link is None or link[1] == "00":
        return ()
    return tuple(one for one in record.all(ALTERNATE) if link_of(one) == (field.tag, link[1]))


def with_lone_alternates(record: MarcRecord) -> MarcRecord:
    """Return the record with every 880 that stands for no regular field in its place, under the tag it names."""
    if record.first(ALTERNATE) is None:
        return record
    fields = tuple(_regular(field) if _lone(field) else field for field in record.fields)
    return replace(record, fields=fields)


def with_alternates_back(record: MarcRecord) -> MarcRecord:
    """Undo :func:`with_lone_alternates`: a regular field whose ``$6`` says it stands for itself is an 880."""
    fields = tuple(
        replace(field, tag=ALTERNATE) if link_of(field) == (field.tag, "00") else field
        for field in record.fields
    )
    return replace(record, fields=fields)


def in_original_script(record: MarcRecord) -> MarcRecord | None:
    """Return the record with each field that has an 880 replaced by it; None where there is no 880.

    Read as any other record, it says what the title, its people and its publisher are called in their own script.
    """
    if record.first(ALTERNATE) is None:
        return None
    fields: list[MarcField] = []
    for field in record.fields:
        if field.tag == ALTERNATE:
            if _lone(field):
                fields.append(_regular(field))
            continue
        others = alternates(record, field)
        fields.extend(map(_regular, others) if others else (field,))
    return replace(record, fields=tuple(fields))


def _lone(field: MarcField) -> bool:
    link = link_of(field) if field.tag == ALTERNATE else None
    return link is not None and not is_control(link[0]) and link[1] == "00"


def _regular(field: MarcField) -> MarcField:
    link = link_of(field)
    return replace(field, tag=link[0]) if link else field
