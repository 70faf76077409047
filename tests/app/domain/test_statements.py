"""Statements without their values, and what came between two looks at their counters."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.statements import Process, ProcessKind, StatementTimes, form_of, grown, held_up, together

LOANS = StatementTimes("a", "clms", "SELECT ?", 10, 100.0, 30.0, 1000, 10, 2, 1)


@pytest.mark.parametrize(
    ("statement", "form"),
    [
        ("SELECT *\n FROM students WHERE lrn = '123''4' AND id=17", "SELECT * FROM students WHERE lrn = ? AND id=?"),
        ("SELECT `2b` FROM t WHERE a IN (1, 2.5e3, 0xFF)", "SELECT `2b` FROM t WHERE a IN (…)"),
        ('UPDATE t SET a = "x\\"y" /* Ada */ WHERE b=1 -- Lovelace', "UPDATE t SET a = ? WHERE b=?"),
        ("INSERT INTO t VALUES ('cut off in the midd", "INSERT INTO t VALUES (?"),
        ("SELECT /*+ MAX_EXECUTION_TIME(5) */ a1 FROM b2", "SELECT /*+ MAX_EXECUTION_TIME(?) */ a1 FROM b2"),
    ],
)  # fmt: skip
def test_the_form_of_a_statement_tells_nothing_that_was_typed(statement: str, form: str) -> None:
    assert form_of(statement) == form
    assert form_of(form) == form


def test_what_came_between_two_looks() -> None:
    later = replace(LOANS, calls=14, total_ms=180.0, max_ms=30.0, examined=5000, sent=14)
    (found,) = grown([LOANS], [later])
    assert (found.calls, found.total_ms, found.mean_ms, found.examined) == (4, 80.0, 20.0, 4000)
    assert found.examined_per_sent == 1000
    assert grown([LOANS], [LOANS]) == (), "nothing came"
    assert grown([later], [LOANS]) == (LOANS,), "the server began to count anew"
    assert grown([LOANS], [replace(LOANS, schema="other")])[0].calls == 10, "in another schema it is another"
    assert replace(LOANS, sent=0).examined_per_sent is None


def test_parts_of_a_span_come_together_by_form() -> None:
    other = replace(LOANS, digest="b", total_ms=150.0)
    found = together([LOANS, other, replace(LOANS, max_ms=70.0)])
    assert [(each.digest, each.calls, each.total_ms, each.max_ms) for each in found] == [
        ("a", 20, 200.0, 70.0),
        ("b", 10, 150.0, 30.0),
    ]


def test_who_holds_up_others_is_looked_at_first() -> None:
    def process(number: int, seconds: float, command: str = "Query", waits: tuple[int, ...] = ()) -> Process:
        return Process(
            number, ProcessKind.CLIENT, "clms", "h", "clms", command, "", seconds, "", "m", waits_for=waits
        )

    found = held_up([process(1, 900, "Sleep"), process(2, 5, waits=(1,)), process(3, 60)])
    assert [(each.id, each.holds_up) for each in found] == [(1, (2,)), (3, ()), (2, ())]
