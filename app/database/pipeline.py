"""Sends prepared statements on a connection, as many at once as there are waiting.

On a server each send is one packet there and one back, however many statements it carries: a scan at a desk should
not wait for the network a dozen times. What nobody needs an answer from waits for the next statement that somebody
does. Statements are carried out in the order they were given, and the first that fails ends the packet. Those in a row
that nobody asks go as one where a server takes that: it then wakes whoever waits once for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, NoReturn

from sqlalchemy import Connection, exc

from app.database.prepared import Call, Expression, Form, Row
from app.database.tally import tally

Explain = Callable[[exc.IntegrityError], Exception]


_NEWEST_ID = Expression("LAST_INSERT_ID()")


class Sent:
    """A statement that was given to a pipeline, and its answer once it was sent.

    An INSERT stands for the id it will be given where that is a value of a later statement, which so need not wait.
    """

    __slots__ = ("_count", "_id", "_pipeline", "_rows", "call", "done", "explain", "is_asked")

    def __init__(self, pipeline: Pipeline, call: Call, explain: Explain | None, *, is_asked: bool) -> None:
        self._pipeline = pipeline
        self._id = self._count = 0
        self._rows: list[Row] = []
        self.call = call
        self.explain = explain
        self.is_asked = is_asked
        self.done = False

    @property
    def id(self) -> int:
        """The id the database gave to the row just inserted; sends what waits."""
        if not self.done:
            self._pipeline.answer(self)
        return self._id

    @property
    def count(self) -> int:
        """How many rows an UPDATE or DELETE found; sends what waits."""
        if not self.done:
            self._pipeline.answer(self)
        return self._count

    @property
    def rows(self) -> list[Row]:
        """The rows that were found; sends what waits."""
        if not self.done:
            self._pipeline.answer(self)
        return self._rows

    def have(self, rows: list[Row]) -> None:
        """Keep the rows that another statement found for it."""
        self._rows, self.done = rows, True

    def have_id(self, row_id: int) -> None:
        """Keep the id that another statement was given for it."""
        self._id, self._count, self.done = row_id, 1, True

    def take(self, form: Form, rows: Iterable[Sequence[Any]] | None, row_id: int | None, count: int) -> None:
        """Keep the answer; ``rows`` are None where it has none."""
        if rows is None:
            self._id, self._count = row_id or 0, count
        else:
            self._rows = form.rows(rows)
        self.done = True


READ = "clms_read"
"""Execution option: nothing will be written, so that on a server there is no transaction to begin."""

_LAST = "clms_last_words"


class Pipeline:
    """The statements waiting to be sent on one connection."""

    __slots__ = ("_begins", "_connection", "_cursor", "_dialect", "_inserted", "_waiting", "is_sqlite")

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._cursor: Any = None
        self._dialect = connection.dialect
        self.is_sqlite = connection.dialect.name == "sqlite"  # the embedded file needs no locks on rows
        self._begins = self.is_sqlite or not connection.get_execution_options().get(READ)
        self._waiting: list[Sent] = []
        self._inserted: Sent | None = None  # the newest of those that give ids

    @property
    def connection(self) -> Connection:
        """The connection, for statements that go through SQLAlchemy: what waits is sent before them."""
        self.send()
        return self._connection

    def add(self, call: Call, explain: Explain | None = None) -> Sent:
        """Let a statement wait for the next send. ``explain`` turns its broken constraint into another error."""
        return self._add(call, explain, is_asked=True)

    def tell(self, call: Call) -> None:
        """Let a statement wait whose answer nobody will ask for, so that a server may answer several with one."""
        self._add(call, None, is_asked=False)

    def _add(self, call: Call, explain: Explain | None, *, is_asked: bool) -> Sent:
        for value in call.given.values():
            if type(value) is Sent and not value.done and value is not self._inserted:
                self.send()  # a server tells a statement only the newest id
        sent = Sent(self, call, explain, is_asked=is_asked)
        self._waiting.append(sent)
        if call.statement.inserts:
            self._inserted = sent
        return sent

    def rows(self, call: Call) -> list[Row]:
        """Send what waits and this statement, and give the rows it finds."""
        return self.add(call).rows

    def answer(self, sent: Sent) -> None:
        """Have the answer to a statement that waits; sends all that do."""
        self.send()

    def send_with_commit(self) -> None:
        """Let what waits go together with the transaction's COMMIT."""
        self._connection.info[_LAST] = self

    def send(self, *, commit: bool = False) -> None:
        """Send what waits. Raises SQLAlchemy's errors, as its own execution would.

        ``commit`` ends the transaction behind it on a server, which comes to that only when nothing failed before.
        """
        if not self._waiting:
            return
        waiting, self._waiting = self._waiting, []
        if self._begins and not self._connection.in_transaction():
            self._connection.begin()
        forms = [sent.call.statement.form(self._dialect) for sent in waiting]
        values = [form.values(sent.call.given) for form, sent in zip(forms, waiting, strict=True)]
        noted = tally.get()
        if noted is not None:
            noted.begin(len(waiting))
        try:
            if self.is_sqlite:
                self._send_one_by_one(waiting, forms, values)
            else:
                self._send_in_packet(waiting, forms, values, commit=commit)
        except BaseException as error:  # noqa: BLE001 - always raised again, in SQLAlchemy's words
            at = next((at for at, sent in enumerate(waiting) if not sent.done), -1)
            self._fail(error, forms[at].sql, values[at], waiting[at].explain)
        finally:
            if noted is not None:
                noted.end()

    def _send_one_by_one(self, waiting: list[Sent], forms: list[Form], values: list[list[Any]]) -> None:
        cursor = self._cursor = self._cursor or self._connection.connection.cursor()
        for sent, form, given in zip(waiting, forms, values, strict=True):
            cursor.execute(*form.spread([value.id if type(value) is Sent else value for value in given]))
            rows = None if cursor.description is None else cursor.fetchall()
            sent.take(form, rows, cursor.lastrowid, cursor.rowcount)

    def _send_in_packet(
        self, waiting: list[Sent], forms: list[Form], values: list[list[Any]], *, commit: bool
    ) -> None:
        raw: Any = self._connection.connection.driver_connection
        parts = _parts(waiting, raw.takes_blocks)
        texts = [_as_one([form.sql for form in forms[part]]) for part in parts]
        given = [
            value if type(value) is not Sent else value.id if value.done else _NEWEST_ID
            for some in values
            for value in some
        ]
        answers: list[Any] = []
        try:
            raw.ask(";\n".join(texts + [raw.last_words] * commit), given, len(parts) + commit, answers)
        finally:  # where one failed, those before it were answered
            for part, answer in zip(parts, answers, strict=False):
                for sent, form in zip(waiting[part], forms[part], strict=True):
                    sent.take(form, *answer)
        if commit:
            raw.committed()

    def _fail(self, error: BaseException, sql: str, values: list[Any], explain: Explain | None) -> None:
        cursor, self._cursor = self._cursor, None
        try:
            driver_failed(self._connection, error, sql, values, cursor)
        except exc.IntegrityError as refused:
            if explain is None:
                raise
            raise explain(refused) from refused


def _parts(waiting: list[Sent], takes_blocks: bool) -> list[slice]:
    """Which statements are answered together: where a server can do that, those in a row that nobody asks."""
    parts: list[slice] = []
    for at, sent in enumerate(waiting):
        if takes_blocks and at and not sent.is_asked and not waiting[at - 1].is_asked:
            parts[-1] = slice(parts[-1].start, at + 1)
        else:
            parts.append(slice(at, at + 1))
    return parts


def _as_one(statements: list[str]) -> str:
    """Statements as one, which ends with the first that fails. Each answer is a packet of its own, for which the server
    calls its system and whoever waits wakes up."""
    return statements[0] if len(statements) == 1 else f"BEGIN NOT ATOMIC {'; '.join(statements)}; END"


def forget_last(connection: Connection) -> None:
    """Let nothing go with the next COMMIT that an earlier transaction left."""
    connection.info.pop(_LAST, None)


def send_last(connection: Connection) -> None:
    """Send what was to go together with COMMIT, and COMMIT with it; the connection knows that it is done then."""
    last: Pipeline | None = connection.info.pop(_LAST, None)
    if last is not None:
        last.send(commit=True)


def driver_failed(
    connection: Connection, error: BaseException, sql: str, values: Sequence[Any] = (), cursor: Any = None
) -> NoReturn:
    """Raise what SQLAlchemy's own execution would have: it closes the cursor, and gives up a broken connection."""
    connection._handle_dbapi_exception(error, sql, tuple(values), cursor, None)
