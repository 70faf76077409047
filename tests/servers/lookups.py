"""What stands for the internet in tests: one server that answers as Open Library and as an SRU server do."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

from tests.pictures import picture

FOX = "9780140328721"
NOLI = "9789710810475"
FOX_DATA = {
    "url": "https://openlibrary.org/books/OL7353617M/Fantastic_Mr._Fox",
    "key": "/books/OL7353617M",
    "title": "Fantastic Mr. Fox",
    "authors": [{"url": "https://openlibrary.org/authors/OL34184A/Roald_Dahl", "name": "Roald Dahl"}],
    "number_of_pages": 96,
    "identifiers": {
        "isbn_10": ["0140328726"],
        "isbn_13": [FOX],
        "oclc": ["30512736"],
        "openlibrary": ["OL7353617M"],
    },
    "classifications": {"dewey_decimal_class": ["823/.914"]},
    "publishers": [{"name": "Puffin"}],
    "publish_places": [{"name": "London"}],
    "publish_date": "October 1, 1988",
    "subjects": [
        {"name": "Animals", "url": "https://openlibrary.org/subjects/animals"},
        {"name": "animals", "url": "https://openlibrary.org/subjects/animals"},
        {"name": "nyt:series-books=2010-01-02", "url": "https://openlibrary.org/subjects/nyt"},
        {"name": "Foxes", "url": "https://openlibrary.org/subjects/foxes"},
    ],
    "cover": {"small": "{here}/covers/1-S.jpg", "large": "{here}/covers/1-L.jpg"},
}
FOX_EDITION = {
    "key": "/books/OL7353617M",
    "edition_name": "New ed.",
    "languages": [{"key": "/languages/eng"}],
    "series": ["Puffin Books"],
}
_RECORD = """<record xmlns="http://www.loc.gov/MARC21/slim"><leader>01142cam a2200301 a 4500</leader>
<controlfield tag="001">92005291</controlfield><controlfield tag="003">DLC</controlfield>
<controlfield tag="008">060101s2006    ph            000 1 tgl d</controlfield>
<datafield tag="020" ind1=" " ind2=" "><subfield code="a">971-08-1047-2 (pbk.)</subfield></datafield>
<datafield tag="082" ind1="0" ind2="0"><subfield code="a">899/.2113</subfield></datafield>
<datafield tag="100" ind1="1" ind2=" "><subfield code="6">880-01</subfield><subfield code="a">Rizal, José.</subfield></datafield>
<datafield tag="245" ind1="1" ind2="0"><subfield code="6">880-02</subfield><subfield code="a">Noli me tangere /</subfield>
<subfield code="c">José Rizal.</subfield></datafield>
<datafield tag="264" ind1=" " ind2="1"><subfield code="a">Manila :</subfield><subfield code="b">Guerrero,</subfield>
<subfield code="c">2006.</subfield></datafield>
<datafield tag="777" ind1="0" ind2=" "><subfield code="t">Not on any form</subfield></datafield>
<datafield tag="880" ind1="1" ind2="0"><subfield code="6">245-02/(2/r</subfield>
<subfield code="a">אל תיגע בי /</subfield><subfield code="c">חוסה ריסאל.</subfield></datafield>
<datafield tag="952" ind1=" " ind2=" "><subfield code="p">THEIRS-1</subfield></datafield></record>"""
_FOUND = """<?xml version="1.0" encoding="UTF-8"?>
<zs:searchRetrieveResponse xmlns:zs="http://www.loc.gov/zing/srw/"><zs:version>1.1</zs:version>
<zs:numberOfRecords>{number}</zs:numberOfRecords>{records}</zs:searchRetrieveResponse>"""
_ONE = """<zs:records><zs:record><zs:recordSchema>marcxml</zs:recordSchema><zs:recordPacking>xml</zs:recordPacking>
<zs:recordData>{record}</zs:recordData></zs:record></zs:records>"""
_REFUSED = """<zs:diagnostics><diagnostic xmlns="http://www.loc.gov/zing/srw/diagnostic/"><uri>info:srw/diagnostic/1/16</uri>
<details>bath.isbn</details><message>Unsupported index</message></diagnostic></zs:diagnostics>"""
PNG = (
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"
    b"\x00\x00\x00\rIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\xa7\x9a\xa0\xa0\x00\x00\x00\x00IEND\xaeB`\x82"
)


class Lookups(ThreadingHTTPServer):
    """Knows the fox by Open Library, the Noli by SRU. ``asked`` are the paths; ``status`` is what it answers;
    ``silent`` makes it say nothing until ``go_on`` is set; with ``refuses`` the SRU server can't do it."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[str] = []
        self.unchanged = 0
        self.status = 200
        self.silent = False
        self.refuses = False
        self.keep = "max-age=3600"
        self.go_on = threading.Event()

    @property
    def address(self) -> str:
        """Where Open Library is."""
        return f"http://127.0.0.1:{self.server_address[1]}"

    @property
    def sru(self) -> str:
        """Where the SRU server is."""
        return f"{self.address}/sru"

    def answer(self, path: str) -> tuple[str, bytes] | None:
        """Type and body for a path, None where there is none."""
        place = urlsplit(path)
        asked = {name: values[0] for name, values in parse_qs(place.query).items()}
        if place.path == "/api/books":
            known = asked.get("bibkeys") == f"ISBN:{FOX}" and asked.get("jscmd") == "data"
            return self._json({f"ISBN:{FOX}": FOX_DATA} if known else {})
        if place.path == "/books/OL7353617M.json":
            return self._json(FOX_EDITION)
        if place.path == f"/b/isbn/{FOX}-L.jpg":
            return "image/jpeg", picture(90, 130, kind="JPEG")
        if place.path == "/covers/1-L.jpg":
            return "image/png", PNG
        if place.path == "/sru" and asked.get("operation") == "searchRetrieve":
            return "text/xml", self._sru(asked.get("query", "")).encode()
        return None

    def _json(self, value: Any) -> tuple[str, bytes]:
        return "application/json", json.dumps(value).replace("{here}", self.address).encode()

    def _sru(self, query: str) -> str:
        if self.refuses:
            return _FOUND.format(number=0, records=_REFUSED)
        known = query == f"bath.isbn={NOLI}"
        return _FOUND.format(number=int(known), records=_ONE.format(record=_RECORD) if known else "")


class _Handler(BaseHTTPRequestHandler):
    server: Lookups

    def do_GET(self) -> None:
        self.server.asked.append(self.path)
        if self.server.silent:
            self.server.go_on.wait(30)
        found = self.server.answer(self.path)
        if self.server.status != 200 or found is None:
            self._send(404 if self.server.status == 200 else self.server.status, "text/plain", b"")
        elif self.headers.get("If-None-Match") == '"v1"':
            self.server.unchanged += 1
            self._send(304, found[0], b"")
        else:
            self._send(200, *found)

    def _send(self, status: int, media_type: str, body: bytes) -> None:
        self.send_response(status)
        if status in (200, 304):
            self.send_header("ETag", '"v1"')
            self.send_header("Cache-Control", self.server.keep)
        if status != 304:
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@contextmanager
def running() -> Iterator[Lookups]:
    """The server, until the block ends."""
    server = Lookups()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.go_on.set()
        server.shutdown()
        server.server_close()
        thread.join()
