"""MARC records a second imported and exported, against bare pymarc parsing and writing the same bytes.

Ours is the writing of a prepared import: titles, contributors, subjects, identifiers, copies, the record as it came,
the search's index, audit entries and what undo needs, in chunks that let desks in between. The baseline makes pymarc's
objects of the same file and writes nothing. Beside it stands the preview, which reads the file and decides on every
record. Where ``CLMS_REAL_DATA`` names a folder with the thousand records of Harvard's, they are measured too, given
other control numbers as often as it takes.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

import pymarc

from app.domain.marc.binary import read_binary, to_binary
from app.domain.marc.records import MarcField, MarcRecord
from app.domain.marc.writing import to_record
from app.services.importing import ImportKind
from app.services.sample.titles import TitleMaker
from tests.benchmarks.libraries import ACTOR, empty_library, open_library, server
from tests.benchmarks.table import Options, Row, ratio_at_least, take_turns

_AIM = 0.4
_REAL = "harvard-open-1000.mrc"


@dataclass(frozen=True, slots=True)
class _File:
    """A file of so many records; ``called`` says whose they are."""

    path: Path
    records: int
    called: str


def rows(options: Options) -> Iterator[Row]:
    """Measure on each engine."""
    number, rounds = (2_000, 3) if options.small else (20_000, 3)
    with tempfile.TemporaryDirectory(prefix="clms-bench-") as folder:
        files = list(_files(Path(folder), number))
        for engine in options.engines:
            with server(engine) as prefix:
                for file in files:
                    yield from _measured(engine, prefix, file, rounds)


def _measured(engine: str, prefix: str, file: _File, rounds: int) -> Iterator[Row]:
    read: list[float] = []
    written: list[float] = []

    def imported() -> float:
        preview, apply, export = _import(prefix, file)
        read.append(preview)
        written.append(export)
        return apply

    ours, bare = take_turns(imported, partial(_parse, file), rounds)
    name = f"import {file.records:,} {file.called} MARC records"
    yield Row(name, engine, ours, "pymarc parsing", bare, "records/s", ratio_at_least(_AIM, ours, bare))
    preview = sorted(read)[len(read) // 2]
    yield Row(
        f"preview {file.records:,} {file.called} MARC records",
        engine,
        preview,
        "pymarc parsing",
        bare,
        "records/s",
    )
    export = sorted(written)[len(written) // 2]
    back = sorted(_parse_and_write(file) for _ in range(rounds))[rounds // 2]
    name = f"export {file.records:,} {file.called} MARC records"
    yield Row(name, engine, export, "pymarc parsing and writing", back, "records/s")


def _import(prefix: str, file: _File) -> tuple[float, float, float]:
    """Records a second of preview, import and export, in a library that is empty at first."""
    with empty_library(prefix) as url, open_library(url) as app, tempfile.TemporaryDirectory() as folder:
        started = time.perf_counter()
        plan = app.importing.preview(ACTOR, file.path, ImportKind.BOOKS).plan
        looked = time.perf_counter()
        try:
            result = app.importing.apply(ACTOR, plan).value
        finally:
            app.importing.discard(ACTOR, plan)
        done = time.perf_counter()
        exported = app.exporting.export_catalog(ACTOR, Path(folder) / "all.mrc")
        end = time.perf_counter()
    if (result.titles, exported.rows) != (file.records, file.records):
        raise RuntimeError(f"{result.titles} of {file.records} records came in, {exported.rows} went out")
    return tuple(file.records / took for took in (looked - started, done - looked, end - done))  # type: ignore[return-value]


def _parse(file: _File) -> float:
    """Records a second of pymarc making its objects of the file."""
    started = time.perf_counter()
    with file.path.open("rb") as stream:
        read = sum(record is not None for record in pymarc.MARCReader(stream))
    took = time.perf_counter() - started
    if read != file.records:
        raise RuntimeError(f"pymarc reads {read} of {file.records} records")
    return read / took


def _parse_and_write(file: _File) -> float:
    """Records a second of pymarc reading the file and writing it again."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as target, file.path.open("rb") as stream:
        writer = pymarc.MARCWriter(target)
        for record in pymarc.MARCReader(stream):
            if record is not None:
                writer.write(record)
        writer.close(close_fh=False)
    return file.records / (time.perf_counter() - started)


def _files(folder: Path, number: int) -> Iterator[_File]:
    invented = folder / "invented.mrc"
    with invented.open("wb") as stream:
        for title in TitleMaker(number, 1, date(2026, 6, 1)).stream():
            stream.write(to_binary(_numbered(to_record(title.draft, title.books), title.number)))
    yield _File(invented, number, "invented")
    if given := os.environ.get("CLMS_REAL_DATA"):
        real = folder / _REAL
        repeat(Path(given) / _REAL, real, number)
        yield _File(real, number, "real")


def repeat(source: Path, target: Path, number: int) -> None:
    """Write the records of ``source`` to ``target``, over and over under other control numbers, ``number`` in all."""
    with source.open("rb") as stream:
        known = [one for one in read_binary([stream.read()]) if isinstance(one, MarcRecord)]
    with target.open("wb") as stream:
        for place in range(number):
            stream.write(to_binary(_numbered(known[place % len(known)], place)))


def _numbered(record: MarcRecord, number: int) -> MarcRecord:
    """A record under a control number of another agency than ours."""
    named = (MarcField("001", f"bench{number:08d}"), MarcField("003", "BENCH"))
    return replace(record, fields=(*named, *(one for one in record.fields if one.tag not in ("001", "003"))))
