"""Statements of a database server: what runs now, what took the time, and how a statement reads without its values.

Statements hold what people typed: names, numbers, passwords. Who may not look at patrons is shown the form alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

_VALUES = re.compile(
    r"""
    '(?:[^'\\]|\\.|'')*'?      # a text; one that was cut off ends with the statement
    | "(?:[^"\\]|\\.|"")*"?
    | \b0x[0-9A-Fa-f]+\b | \b\d+(?:\.\d+)?(?:[eE][+-]?\d+)?\b
    """,
    re.VERBOSE,
)
_LISTS = re.compile(r"\(\s*\?(?:\s*,\s*\?)+\s*\)")
_COMMENTS = re.compile(r"/\*(?!\+).*?(?:\*/|\Z)|(?:--\s|\#)[^\n]*", re.DOTALL)
_SPACES = re.compile(r"\s+")


def form_of(statement: str) -> str:
    """A statement without its values: ``SELECT * FROM students WHERE lrn = ?``. Names in backticks stay."""
    kept = re.split(r"(`[^`]*`)", _SPACES.sub(" ", _COMMENTS.sub(" ", statement)).strip())
    plain = "".join(part if part.startswith("`") else _VALUES.sub("?", part) for part in kept)
    return _LISTS.sub("(…)", plain)


class ProcessKind(StrEnum):
    """Whose a connection is: only those of clients can be ended."""

    CLIENT = "client"
    SERVER = "server"  # threads of the server itself: replication, events
    OURS = "ours"  # the one that asks


@dataclass(frozen=True, slots=True)
class Process:
    """One connection of a server.

    ``seconds`` is how long it has been in this state, ``transaction_s`` how old its transaction is and ``rows_changed``
    what that would take back, None where there is none or this account may not know. ``waits_for`` are the connections
    whose row locks it waits for, ``holds_up`` those that wait for it. ``mark`` tells this piece of work from the next.
    """

    id: int
    kind: ProcessKind
    user: str
    client: str
    schema: str
    command: str
    state: str
    seconds: float | None
    statement: str
    mark: str
    transaction_s: float | None = None
    rows_changed: int | None = None
    waits_for: tuple[int, ...] = ()
    holds_up: tuple[int, ...] = ()

    @property
    def idle(self) -> bool:
        """It runs nothing."""
        return self.command == "Sleep"

    @property
    def ends(self) -> bool:
        """Whether it may be ended: threads of the server itself and the connection that asks may not."""
        return self.kind is ProcessKind.CLIENT


def mark_of(number: int, user: str, command: str, statement: str) -> str:
    """What tells one piece of work of a connection from the next."""
    told = f"{number}\n{user}\n{command}\n{statement}".encode()
    return hashlib.blake2b(told, digest_size=8).hexdigest()


def held_up(processes: Iterable[Process]) -> tuple[Process, ...]:
    """The same processes, each with those that wait for it; who holds up others first, then by how long they run."""
    found = tuple(processes)
    waiting: dict[int, list[int]] = {}
    for each in found:
        for blocker in each.waits_for:
            waiting.setdefault(blocker, []).append(each.id)
    told = (replace(each, holds_up=tuple(sorted(waiting.get(each.id, ())))) for each in found)
    return tuple(
        sorted(told, key=lambda p: (-len(p.holds_up), p.kind is not ProcessKind.CLIENT, p.idle, -(p.seconds or 0.0)))
    )  # fmt: skip


def hidden(process: Process) -> Process:
    """The process with the form of its statement alone."""
    return replace(process, statement=form_of(process.statement))


@dataclass(frozen=True, slots=True)
class StatementTimes:
    """What all statements of one form came to: since the server counts, or within a span. Times are in milliseconds."""

    digest: str
    schema: str
    text: str
    calls: int
    total_ms: float
    max_ms: float
    examined: int
    sent: int
    unindexed: int
    disk_tables: int
    errors: int = 0

    @property
    def mean_ms(self) -> float:
        """Milliseconds of one call."""
        return self.total_ms / self.calls if self.calls else 0.0

    @property
    def examined_per_sent(self) -> float | None:
        """Rows read for each row that was answered; None where none was."""
        return self.examined / self.sent if self.sent else None

    @property
    def place(self) -> tuple[str, str]:
        """What tells two forms apart: the same words in two schemas are two."""
        return self.schema, self.digest


def grown(before: Iterable[StatementTimes], now: Iterable[StatementTimes]) -> tuple[StatementTimes, ...]:
    """What came between two looks, the most time first. A form whose counters fell was forgotten meanwhile and begins
    anew; the longest call of a span is known only where it is longer than all before."""
    known = {each.place: each for each in before}
    found = []
    for each in now:
        old = known.get(each.place)
        if old is None or each.calls < old.calls or each.total_ms < old.total_ms:
            found.append(each)
        elif each.calls > old.calls:
            calls, total = each.calls - old.calls, each.total_ms - old.total_ms
            found.append(
                replace(
                    each,
                    calls=calls,
                    total_ms=total,
                    max_ms=each.max_ms if each.max_ms > old.max_ms else min(each.max_ms, total),
                    examined=max(0, each.examined - old.examined),
                    sent=max(0, each.sent - old.sent),
                    unindexed=max(0, each.unindexed - old.unindexed),
                    disk_tables=max(0, each.disk_tables - old.disk_tables),
                    errors=max(0, each.errors - old.errors),
                )
            )
    return tuple(sorted(found, key=lambda each: -each.total_ms))


def together(parts: Iterable[StatementTimes]) -> tuple[StatementTimes, ...]:
    """Parts of a span added up by form, the most time first."""
    found: dict[tuple[str, str], StatementTimes] = {}
    for each in parts:
        old = found.get(each.place)
        found[each.place] = each if old is None else StatementTimes(
            each.digest, each.schema, each.text, old.calls + each.calls, old.total_ms + each.total_ms,
            max(old.max_ms, each.max_ms), old.examined + each.examined, old.sent + each.sent,
            old.unindexed + each.unindexed, old.disk_tables + each.disk_tables, old.errors + each.errors,
        )  # fmt: skip
    return tuple(sorted(found.values(), key=lambda each: -each.total_ms))
