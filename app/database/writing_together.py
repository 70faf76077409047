"""Writes what several acts write in one packet: the rows of a table as one INSERT, and COMMIT behind all of it.

A row whose id a later statement needs is inserted before it, and a variable of the connection keeps the first id that a
statement gave: others stand at a distance from it. Rows that one statement inserts have ids in a row, where their number
is known before (MySQL manual 17.6.1.6, "simple inserts", in every lock mode; MariaDB the same).
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from sqlalchemy import Connection, text

from app.database.pipeline import Pipeline, Sent
from app.database.prepared import Call, Expression, Prepared

_STEP = "clms_id_step"


class Writes:
    """What is to be written in one transaction, in the order of each act."""

    def __init__(self, connection: Connection, writes: list[Sent]) -> None:
        self._pipeline = Pipeline(connection)
        self._step = _id_step(connection)
        self._ids: dict[Sent, Expression] = {}
        self._inserted: list[tuple[Sent, list[Sent]]] = []
        depth = _depths(writes)
        for level in range(max(depth.values(), default=-1) + 1):
            self._insert([sent for sent in writes if depth.get(sent) == level])
        self._add([sent for sent in writes if sent not in depth])

    def send_with_commit(self) -> None:
        """Let all of it go together with COMMIT."""
        self._pipeline.send_with_commit()

    def give_ids(self) -> None:
        """Once it is committed: let each INSERT know the id of its row."""
        for whole, some in self._inserted:
            for at, sent in enumerate(some):
                sent.have_id(whole.id + at * self._step)

    def _insert(self, needed: list[Sent]) -> None:
        """Rows whose ids others need."""
        for kind, some in _kinds(needed).items():
            self._ask_ids(kind, some)
            name = f"@clms_{len(self._ids)}"
            self._pipeline.tell(_keep(name)())
            self._ids |= {sent: Expression(f"{name} + {at * self._step}") for at, sent in enumerate(some)}

    def _add(self, writes: list[Sent]) -> None:
        """All else. What somebody asks the id of stands at the end, so that a server answers the rest with one."""
        kinds = _kinds(writes)
        asked = {kind: some for kind, some in kinds.items() if kind.inserts and some[0].is_asked}
        for kind, some in kinds.items():
            if not kind.inserts:
                for sent in some:
                    self._pipeline.tell(kind(**self._given(sent)))
            elif kind not in asked:
                self._pipeline.tell(self._rows(kind, some))
        for kind, some in asked.items():
            self._ask_ids(kind, some)

    def _ask_ids(self, kind: Prepared, some: list[Sent]) -> None:
        self._inserted.append((self._pipeline.add(self._rows(kind, some)), some))

    def _rows(self, kind: Prepared, some: list[Sent]) -> Call:
        return kind.rows([self._given(sent) for sent in some])

    def _given(self, sent: Sent) -> dict[str, Any]:
        """The parameters, with ids that are not yet known as what the server knows them by."""
        given = sent.call.given
        return {name: self._ids[value] if type(value) is Sent else value for name, value in given.items()}


def _depths(writes: list[Sent]) -> dict[Sent, int]:
    """Of each whose id others need: how many it waits for itself."""
    depth: dict[Sent, int] = {}
    for sent in writes:
        for value in sent.call.given.values():
            if type(value) is Sent:
                depth.setdefault(value, 0)
    for sent in writes:
        if sent in depth:
            waited = [depth[value] + 1 for value in sent.call.given.values() if type(value) is Sent]
            depth[sent] = max(waited, default=0)
    return depth


def _kinds(writes: list[Sent]) -> dict[Prepared, list[Sent]]:
    kinds: defaultdict[Prepared, list[Sent]] = defaultdict(list)
    for sent in writes:
        kinds[sent.call.statement].append(sent)
    return kinds


_kept: dict[str, Prepared] = {}


def _keep(name: str) -> Prepared:
    """Keeps the first id of the last INSERT."""
    if name not in _kept:
        _kept[name] = Prepared(text(f"SET {name} = LAST_INSERT_ID()"))
    return _kept[name]


def _id_step(connection: Connection) -> int:
    """By how much ids grow: more than one where several servers give them."""
    known: int | None = connection.info.get(_STEP)
    if known is None:
        asked = connection.execute(text("SELECT @@auto_increment_increment"))
        known = connection.info[_STEP] = int(asked.scalar_one())
    return known
