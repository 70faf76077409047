"""Putting fields into a record: where the ones they stand for stood, else by the order of tags."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from typing import TypeVar

from app.domain.marc.records import MarcField, MarcRecord

Item = TypeVar("Item")


def placed(record: MarcRecord, tags: Collection[str], fields: Sequence[MarcField]) -> MarcRecord:
    """Return the record with ``fields`` instead of all that have one of ``tags``."""
    if [field for field in record.fields if field.tag in tags] == list(fields):
        return record
    rest = [field for field in record.fields if field.tag not in tags]
    first = next((at for at, field in enumerate(record.fields) if field.tag in tags), None)
    if first is None and fields:
        lowest = fields[0].tag
        first = next((at for at, field in enumerate(rest) if field.tag > lowest), len(rest))
    return replace(record, fields=(*rest[:first], *fields, *rest[first:]))


def put_in_place(record: MarcRecord, old: MarcField | None, new: MarcField | None) -> MarcRecord:
    """Return the record with ``new`` in place of ``old``; without an old one by the order of tags."""
    if old is None:
        return record if new is None else placed(record, (), [new])
    at = next(at for at, field in enumerate(record.fields) if field is old)
    return replace(record, fields=(*record.fields[:at], *((new,) if new else ()), *record.fields[at + 1 :]))


def relisted(
    record: MarcRecord,
    tags: Collection[str],
    wanted: Sequence[Item],
    said_by: Callable[[MarcField], tuple[Item, ...]],
    make: Callable[[Item], MarcField],
) -> MarcRecord:
    """Return the record whose fields with ``tags`` say ``wanted``, in this order.

    A field that says what is wanted stays as it is, as does one that says nothing or repeats; one that says anything else
    goes. ``said_by`` gives what a field says, ``make`` a new field for one thing.
    """
    fields = [field for field in record.fields if field.tag in tags]
    said = [said_by(field) for field in fields]
    unused = list(range(len(fields)))
    items, found = tuple(dict.fromkeys(wanted)), []
    at = 0
    while at < len(items):
        one = next((i for i in unused if said[i] and items[at : at + len(said[i])] == said[i]), None)
        if one is None:
            found.append(make(items[at]))
            at += 1
        else:
            unused.remove(one)
            found.append(fields[one])
            at += len(said[one])
    found.extend(fields[i] for i in unused if set(items).issuperset(said[i]))
    return placed(record, tags, found)
