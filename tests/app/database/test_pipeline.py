"""Prepared statements mean what SQLAlchemy's own execution of them means, on every engine, alone and in a packet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    bindparam,
    delete,
    exc,
    select,
    update,
)

from app.database.engine import Database
from app.database.pipeline import Pipeline
from app.database.prepared import Prepared, adding
from app.database.tables.base import Instant, SortKey, Text_, primary_key

things = Table(
    "things",
    MetaData(),
    primary_key(),
    Column("name", String(40), unique=True),
    Column("note", Text_),
    Column("at", Instant),
    Column("day", Date),
    Column("seen", Boolean),
    Column("digest", SortKey()),
    Column("number", Integer),
)
ADD = adding(things)
BY_NAME = Prepared(select(things).where(things.c.name == bindparam("named")))
NUMBER = Prepared(
    update(things).where(things.c.name == bindparam("named")).values(number=bindparam("number"))
)
RENAME = Prepared(update(things).where(things.c.name == bindparam("old")).values(name=bindparam("new")))


@pytest.fixture
def database(engine_url: str) -> Iterator[Database]:
    """An empty database with one table."""
    opened = Database(engine_url)
    with opened.transaction() as connection:
        things.metadata.create_all(connection)
    yield opened
    opened.close()


def thing(name: str, **values: Any) -> dict[str, Any]:
    """A row of which only the name matters."""
    return dict.fromkeys(("note", "at", "day", "seen", "digest", "number")) | {"name": name} | values


def names(connection: Connection) -> list[str]:
    """The names there are, in order of their ids."""
    return list(connection.execute(select(things.c.name).order_by(things.c.id)).scalars())


NASTY = [
    "'; DROP TABLE things; --",
    "100 % of %s and %(name)s",
    'a "quoted" `word` \\',
    "line\nline; SELECT 1",
    "\x00 nul",
    "Ñandú 😀",
]


@pytest.mark.parametrize("note", NASTY)
def test_values_come_back_as_they_went(database: Database, note: str) -> None:
    row = thing(
        "one",
        note=note,
        at=datetime(2026, 6, 1, 8, 30, 15, 123456, timezone(timedelta(hours=8))),
        day=date(2026, 6, 1),
        seen=True,
        digest=b"\x00\xff';\\",
        number=-5,
    )
    with database.transaction() as connection:
        pipeline = Pipeline(connection)
        sent = [
            pipeline.add(ADD(**row)),
            pipeline.add(ADD(**thing("two"))),
            pipeline.add(BY_NAME(named="one")),
        ]
        (found,) = sent[2].rows
        theirs = connection.execute(select(things).where(things.c.id == sent[0].id)).one()
        assert names(connection) == ["one", "two"]
    assert found == tuple(theirs)
    assert found == (sent[0].id, *(row[column.name] for column in things.columns if column.name != "id"))
    assert found[3].tzinfo is UTC
    assert sent[1].id > sent[0].id


def test_what_waits_is_carried_out_in_order_and_before_anything_else(database: Database) -> None:
    with database.transaction() as connection:
        pipeline = Pipeline(connection)
        pipeline.add(ADD(**thing("a")))
        pipeline.add(RENAME(old="a", new="b"))
        assert names(connection) == []
        assert names(pipeline.connection) == ["b"]
        pipeline.add(RENAME(old="b", new="c"))
        assert [row[1] for row in pipeline.rows(BY_NAME(named="c"))] == ["c"]
        assert pipeline.rows(BY_NAME(named="b")) == []


def test_the_first_that_fails_ends_the_packet_and_is_the_one_explained(database: Database) -> None:
    class Taken(Exception):
        pass

    def work(connection: Connection) -> None:
        pipeline = Pipeline(connection)
        pipeline.add(ADD(**thing("a")), lambda _: AssertionError("this one was not refused"))
        pipeline.add(ADD(**thing("a")), lambda _: Taken())
        pipeline.add(ADD(**thing("z")), lambda _: AssertionError("this one was not reached"))
        with pytest.raises(Taken):
            pipeline.send()
        assert names(connection) == ["a"]
        pipeline.add(ADD(**thing("b")))  # the connection is not out of step
        pipeline.add(ADD(**thing("b")))
        with pytest.raises(exc.IntegrityError):
            pipeline.send()
        raise RuntimeError("undo all of it")

    with pytest.raises(RuntimeError, match="undo"):
        database.write(work)
    with database.read() as connection:
        assert names(connection) == []


def test_reads_of_a_file_see_one_moment(database: Database) -> None:
    if not database.is_sqlite:
        pytest.skip("servers read what is committed, statement by statement")
    with database.read() as connection:
        pipeline = Pipeline(connection)
        assert pipeline.rows(BY_NAME(named="a")) == []
        database.write(lambda other: Pipeline(other).add(ADD(**thing("a"))).id)
        assert pipeline.rows(BY_NAME(named="a")) == []
    with database.read() as connection:
        assert len(Pipeline(connection).rows(BY_NAME(named="a"))) == 1


def test_how_many_rows_an_update_and_a_delete_found_is_told_for_each_in_a_packet(database: Database) -> None:
    remove = Prepared(delete(things).where(things.c.name == bindparam("named")))
    with database.transaction() as connection:
        pipeline = Pipeline(connection)
        pipeline.add(ADD(**thing("pen")))
        sent = [
            pipeline.add(call)
            for call in (
                RENAME(old="pen", new="quill"),
                RENAME(old="pen", new="quill"),
                RENAME(old="quill", new="quill"),  # found, though nothing changes
                remove(named="pen"),
                remove(named="quill"),
            )
        ]
        assert [each.count for each in sent] == [1, 0, 1, 0, 1]


def test_an_insert_stands_for_its_id_in_later_statements(database: Database) -> None:
    with database.transaction() as connection:
        pipeline = Pipeline(connection)
        first = pipeline.add(ADD(**thing("first")))
        pipeline.tell(NUMBER(named="first", number=first))
        second = pipeline.add(ADD(**thing("second", number=first)))
        pipeline.tell(ADD(**thing("third", number=second)))
        fourth = pipeline.add(ADD(**thing("fourth", number=first)))  # no longer the newest that gave an id
        found = pipeline.connection.execute(select(things.c.name, things.c.number))
        numbers = {row.name: row.number for row in found}
        assert numbers == {"first": first.id, "second": first.id, "third": second.id, "fourth": first.id}
        assert first.id < second.id < fourth.id


def test_statements_nobody_asks_are_carried_out_in_order(database: Database) -> None:
    with database.transaction() as connection:
        pipeline = Pipeline(connection)
        pipeline.tell(ADD(**thing("a", note="100 % of 'a'; END; --\n;\n")))
        pipeline.tell(RENAME(old="a", new="b"))
        known = pipeline.add(ADD(**thing("known")))
        pipeline.tell(RENAME(old="b", new="c"))
        pipeline.tell(NUMBER(named="c", number=known))
        pipeline.tell(ADD(**thing("last")))
        (found,) = pipeline.rows(BY_NAME(named="c"))
        assert (found[2], found[-1]) == ("100 % of 'a'; END; --\n;\n", known.id)
        assert names(connection) == ["c", "known", "last"]


def test_the_first_that_fails_ends_those_nobody_asks_too(database: Database) -> None:
    def work(connection: Connection) -> None:
        pipeline = Pipeline(connection)
        kept = pipeline.add(ADD(**thing("kept")))
        for name in ("a", "b", "a", "z"):
            pipeline.tell(ADD(**thing(name)))
        refused = pipeline.add(ADD(**thing("never")), lambda _: AssertionError("this one was not reached"))
        with pytest.raises(exc.IntegrityError):
            pipeline.send()
        assert (kept.done, refused.done) == (True, False)
        assert names(connection) == ["kept", "a", "b"]  # the connection is not out of step
        raise RuntimeError("undo all of it")

    with pytest.raises(RuntimeError, match="undo"):
        database.write(work)
    with database.read() as connection:
        assert names(connection) == []
