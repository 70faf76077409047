"""MARCXML: writing records. https://www.loc.gov/standards/marcxml/"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.sax.saxutils import escape, quoteattr

from app.domain.marc.records import MarcRecord

NAMESPACE = "http://www.loc.gov/MARC21/slim"
# What XML 1.0 has no way to write.
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_BY_NUMBER = {"\r": "&#13;"}  # a parser would make a line end of it


def to_xml(records: Iterable[MarcRecord]) -> Iterator[bytes]:
    """Yield a MARCXML document in UTF-8, piece by piece.

    Control characters that XML 1.0 has no way to write are left out; nothing else differs from the record.
    """
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<collection xmlns="{NAMESPACE}">\n'.encode()
    for record in records:
        yield record_to_xml(record)
    yield b"</collection>\n"


def record_to_xml(record: MarcRecord) -> bytes:
    """Return one record as an element, without the namespace that the collection round it declares."""
    leader = record.leader
    lines = ["<record>", f"  <leader>{_text(leader[:9] + 'a' + leader[10:])}</leader>"]
    for field in record.fields:
        tag = quoteattr(field.tag)
        if field.control:
            lines.append(f"  <controlfield tag={tag}>{_text(field.data)}</controlfield>")
            continue
        first, second = (quoteattr(one) for one in field.indicators)
        lines.append(f"  <datafield tag={tag} ind1={first} ind2={second}>")
        lines.extend(
            f"    <subfield code={quoteattr(code)}>{_text(text)}</subfield>" for code, text in field.subfields
        )
        lines.append("  </datafield>")
    return ("\n".join([*lines, "</record>"]) + "\n").encode()


def _text(text: str) -> str:
    return escape(_UNWRITABLE.sub("", text), _BY_NUMBER)
