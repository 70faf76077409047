"""Several acts in one transaction: what a queue at every desk of a school would have written one after the other.

Most of what a server does for an act is the same whatever is in it: it wakes up, reads the statements' text, decides how
to carry them out, commits. So acts that wait at the same moment are carried out together: first all of them read, then
all of them write, and statements of a kind go as one with many keys or many rows.

Each act runs its own code, in a fiber of the same thread, which rests while it waits. Nothing is decided here: an act
finds what it would find in a transaction of its own, holds the same rows, and writes the same. Who does not fit in is
left out, before anything of it was written, and has to be carried out alone: who would wait for a row that somebody
holds (nobody here waits for what it reads; only a row that a foreign key leads to may be waited for), who wants a row of
another of these acts, who asks for something that can't be asked for many, who reads behind its own writing, who is
refused. If the transaction fails, all are.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from enum import Enum, auto
from typing import Any, TypeVar

from greenlet import getcurrent, greenlet
from sqlalchemy import Connection, exc

from app.database.engine import Database
from app.database.pipeline import Explain, Pipeline, Sent
from app.database.prepared import Call, Keyed
from app.database.tally import counted
from app.database.writing_together import Writes
from app.errors import Broken, Conflict, Refused

T = TypeVar("T")

_OWN = 1  # an act's own row is written first, and read by nobody


class Alone(BaseException):
    """This can't be carried out together with others. No error: whoever began it does it again, alone."""


class _FellApart(Exception):
    """The transaction was rolled back."""


class _Rests(Enum):
    """What a fiber waits for."""

    COMPANY = auto()
    ANSWERS = auto()
    COMMIT = auto()
    OTHERS = auto()


class Member(greenlet):
    """One of those who act together."""

    def __init__(self, work: Callable[[], Any]) -> None:
        super().__init__(self._run)
        self._work = work
        self._came = False
        self.rests: _Rests | None = None
        self.is_left = self.is_committed = False
        self.pipeline: SharedPipeline | None = None
        self.gathered: tuple[Callable[[list[Any]], None], Any] | None = None

    def join(self) -> SharedPipeline | None:
        """Wait for the others. Gives what statements go through; None to whoever was in a company already."""
        if self._came:
            return None
        self._came = True
        self._rest(_Rests.COMPANY)
        return self.pipeline

    def ask(self) -> None:
        """Wait for the answers to what the pipeline holds. Raises Alone."""
        self._rest(_Rests.ANSWERS)

    def commit(self) -> str:
        """Wait until what the pipeline holds is written and committed; gives where that stands in the servers' log. Raises
        Alone where it was not, and what ``Database.write`` raises."""
        with counted(len(self.pipeline.writes) if self.pipeline else 0):
            stand = str(self._rest(_Rests.COMMIT))
        self.is_committed = True
        return stand

    def gather(self, call: Callable[[list[Any]], None], value: Any) -> None:
        """Have this called once for all that are as far, with everybody's values."""
        self.gathered = call, value
        self._rest(_Rests.OTHERS)

    def go_on(self, answer: Any = None) -> None:
        """Run until it rests again, or ends."""
        self.rests = None
        self.switch(answer)

    def stop(self, error: BaseException) -> None:
        """Run with this error where it rests."""
        self.rests = None
        self.throw(error)

    def _run(self, _: Any = None) -> None:
        try:
            self._work()
        except Alone:
            self.is_left = True

    def _rest(self, why: _Rests) -> Any:
        self.rests = why
        assert self.parent is not None  # whoever carries all of them out
        return self.parent.switch()


def member() -> Member | None:
    """Who is running, if it is one of those who may act together."""
    running = getcurrent()
    return running if isinstance(running, Member) else None


def gather(call: Callable[[list[T]], None], value: T) -> None:
    """Call this with the value; once with everybody's, where several acted together."""
    running = member()
    if running is not None and running.is_committed and running.gathered is None:
        running.gather(call, value)
    else:
        call([value])


class SharedPipeline(Pipeline):
    """The statements of one of them. What is read is asked for together with the others, what is written waits for the
    end. Everything else raises Alone."""

    __slots__ = ("_member", "writes")

    def __init__(self, member: Member, connection: Connection) -> None:
        super().__init__(connection)
        self._member = member
        self.writes: list[Sent] = []

    @property
    def connection(self) -> Connection:
        """None of its own."""
        raise Alone

    def send(self, *, commit: bool = False) -> None:
        """Nothing is sent but what is asked for."""
        raise Alone

    def send_with_commit(self) -> None:
        """As it is: what is written waits."""

    def answer(self, sent: Sent) -> None:
        """Wait for the answers to all that is asked for."""
        if not sent.call.statement.reads:
            raise Alone
        with counted(len(self._waiting)):
            self._member.ask()

    def take(self) -> list[Sent]:
        """What is asked for."""
        taken, self._waiting = self._waiting, []
        return taken

    def _add(self, call: Call, explain: Explain | None, *, is_asked: bool) -> Sent:
        sent = Sent(self, call, explain, is_asked=is_asked)
        if not call.statement.reads:
            self.writes.append(sent)
        elif isinstance(call.statement, Keyed) and len(self.writes) <= _OWN:
            self._waiting.append(sent)
        else:
            raise Alone
        return sent


def carry_out(works: Sequence[Callable[[], Any]], database: Database) -> list[bool]:
    """Carry them out together as far as they can be; for each whether it is left to be done alone. None raises."""
    members = [Member(work) for work in works]
    for each in members:
        each.switch()
    came = [each for each in members if not each.dead]
    if came:
        _Company(came, database).act()
    return [each.is_left for each in members]


class _Company:
    """Those who came."""

    def __init__(self, members: list[Member], database: Database) -> None:
        self._members = members
        self._database = database
        self._held: dict[tuple[str, Any], Member] = {}
        self._was_begun = False
        self._writes: Writes | None = None

    def act(self) -> None:
        """Carry them all out."""
        try:
            self._database.write(self._transact)
        except (_FellApart, Conflict, Refused, Broken):
            self._stop_all(Alone())  # it may be about one of them
        except Exception as error:  # noqa: BLE001 - each of those who wait has to answer for it
            self._stop_all(error)
        else:
            assert self._writes is not None
            self._writes.give_ids()
            stand = self._database.written()
            for each in self._resting(_Rests.COMMIT):
                each.go_on(stand)
            self._tell()

    def _tell(self) -> None:
        waiting = self._resting(_Rests.OTHERS)
        calls: defaultdict[Callable[[list[Any]], None], list[Any]] = defaultdict(list)
        for each in waiting:
            assert each.gathered is not None
            calls[each.gathered[0]].append(each.gathered[1])
        try:
            for call, values in calls.items():
                call(values)
        except Exception as error:  # noqa: BLE001 - as if each had called it
            self._stop_all(error)
        for each in waiting:
            if not each.dead:
                each.go_on()

    def _stop_all(self, error: BaseException) -> None:
        for each in self._members:
            if not each.dead:
                each.stop(error)

    def _resting(self, why: _Rests) -> list[Member]:
        return [each for each in self._members if each.rests is why and not each.dead]

    def _transact(self, connection: Connection) -> None:
        if self._was_begun:
            raise _FellApart  # fibers don't run twice; nor need they, for each act has its key
        self._was_begun = True
        try:
            self._read(connection)
            self._write(connection)
        except exc.SQLAlchemyError as error:
            raise _FellApart from error

    # First all read

    def _read(self, connection: Connection) -> None:
        pipeline = Pipeline(connection)
        for each in self._members:
            each.pipeline = SharedPipeline(each, connection)
            each.go_on()
        while asking := self._resting(_Rests.ANSWERS):
            late = self._ask(pipeline, asking)
            for each in asking:
                if each in late:
                    each.stop(Alone())
                else:
                    each.go_on()

    def _ask(self, pipeline: Pipeline, asking: list[Member]) -> set[Member]:
        """Ask for what they want, statements of a kind as one. Gives those who want a row of another."""
        kinds: defaultdict[Keyed, list[tuple[Member, Sent]]] = defaultdict(list)
        for each in asking:
            assert each.pipeline is not None
            for sent in each.pipeline.take():
                kinds[sent.call.statement].append((each, sent))  # type: ignore[index]
        found = {kind: pipeline.add(kind.many(keys=_keys(kind, some))) for kind, some in kinds.items()}
        late: set[Member] = set()
        for kind, some in kinds.items():
            by_key = defaultdict(list)
            for row in found[kind].rows:
                by_key[row[-1]].append(row[:-1])
            if not by_key.keys() <= set(_keys(kind, some)):
                raise _FellApart  # the database takes for the same what isn't, byte for byte
            for each, sent in some:
                rows = by_key.get(sent.call.given[kind.name], [])
                sent.have(rows)
                if kind.holds and rows and not self._hold(kind.holds, rows[0][0], each):
                    late.add(each)
        return late

    def _hold(self, table: str, row_id: Any, who: Member) -> bool:
        """Whether none of the others has this row."""
        return self._held.setdefault((table, row_id), who) is who

    # Then all write

    def _write(self, connection: Connection) -> None:
        writes = [
            sent for each in self._resting(_Rests.COMMIT) if each.pipeline for sent in each.pipeline.writes
        ]
        self._writes = Writes(connection, writes)
        self._writes.send_with_commit()


def _keys(kind: Keyed, some: Iterable[tuple[Member, Sent]]) -> tuple[Any, ...]:
    return tuple(dict.fromkeys(sent.call.given[kind.name] for _, sent in some))
