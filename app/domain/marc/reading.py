"""Reading records of either form: MARC 21 binary or MARCXML, by how the stream begins."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from app.domain.marc.binary import read_binary
from app.domain.marc.records import MarcRecord, RefusedRecord
from app.domain.marc.xml_reading import read_xml

_XML = (b"<", b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def read_records(chunks: Iterable[bytes]) -> Iterator[MarcRecord | RefusedRecord]:
    """Yield every record of a stream of bytes, in order, or why it can't be used; an empty stream yields none.

    Never raises for what it reads. Memory is bounded by the longest record and the longest chunk.
    """
    stream = iter(chunks)
    begun: list[bytes] = []
    for chunk in stream:
        begun.append(chunk)
        head = b"".join(begun).lstrip()
        if head:
            read = read_xml if head.startswith(_XML) else read_binary
            yield from read(chain(begun, stream))
            return
