"""The doorway between window and work, with real threads and a real child process."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.changes import Changed, Receipt
from app.errors import Conflict, Unreachable
from ui.child import Report, Stopped
from ui.runner import Inline, Runner, Written
from ui.tasks import Task, TaskState


@pytest.fixture
def owner(qtbot: QtBot) -> QObject:
    """Somebody who asks."""
    return QObject()


def test_work_runs_elsewhere_and_the_answer_comes_home(qtbot: QtBot, runner: Runner, owner: QObject) -> None:
    seen: list[tuple[int, int]] = []
    runner.run(owner, threading.get_ident, lambda worker: seen.append((worker, threading.get_ident())))
    qtbot.waitUntil(lambda: len(seen) == 1)
    worker, home = seen[0]
    assert home == threading.get_ident() != worker


def test_only_the_newest_question_is_answered(qtbot: QtBot, runner: Runner, owner: QObject) -> None:
    gate = threading.Event()
    answers: list[int] = []

    def work(number: int) -> Callable[[], int]:
        return lambda: (gate.wait(5), number)[1]

    for number in range(20):
        runner.run(owner, work(number), answers.append, latest="search")
    gate.set()
    qtbot.waitUntil(lambda: runner.busy == 0)
    assert answers == [19]


def test_questions_of_other_names_and_owners_are_not_superseded(
    qtbot: QtBot, runner: Runner, owner: QObject
) -> None:
    other = QObject()
    answers: list[str] = []
    runner.run(owner, lambda: "a", answers.append, latest="one")
    runner.run(owner, lambda: "b", answers.append, latest="two")
    runner.run(other, lambda: "c", answers.append, latest="one")
    qtbot.waitUntil(lambda: sorted(answers) == ["a", "b", "c"])


def test_an_answer_for_somebody_gone_is_dropped(qtbot: QtBot, runner: Runner) -> None:
    gate, answers = threading.Event(), []
    gone = QObject()
    runner.run(gone, lambda: gate.wait(5), answers.append)
    gone.deleteLater()
    with qtbot.waitSignal(gone.destroyed):
        pass
    gate.set()
    qtbot.waitUntil(lambda: runner.busy == 0)
    assert answers == []


def test_what_a_write_changed_is_told_even_when_its_pane_is_gone(qtbot: QtBot, runner: Runner) -> None:
    gate = threading.Event()
    gone = QObject()
    told: list[Changed] = []
    runner.changed.connect(told.append)
    receipt = Receipt(1, "k", "lend", Changed.LOANS, None)
    runner.run(gone, lambda: (gate.wait(5), receipt)[1])
    gone.deleteLater()
    with qtbot.waitSignal(gone.destroyed):
        pass
    gate.set()
    qtbot.waitUntil(lambda: told == [Changed.LOANS])


def test_a_write_may_say_what_it_did(qtbot: QtBot, runner: Runner, owner: QObject) -> None:
    receipt = Receipt(4, "k", "lend", Changed.LOANS, "Noli")
    with qtbot.waitSignal(runner.written) as caught:
        runner.run(owner, lambda: receipt, say=lambda r: f"{r.value} lent")
    assert caught.args == [Written(receipt, "Noli lent")]


def test_errors_go_to_who_asked_or_to_everybody(qtbot: QtBot, runner: Runner, owner: QObject) -> None:
    error = Conflict("Already taken.")

    def work() -> None:
        raise error

    mine: list[Exception] = []
    runner.run(owner, work, failed=mine.append)
    qtbot.waitUntil(lambda: mine == [error])
    with qtbot.waitSignal(runner.failed) as caught:
        runner.run(owner, work)
    assert caught.args == [error]


def test_a_closed_runner_takes_no_work_and_leaves_no_thread(qtbot: QtBot, owner: QObject) -> None:
    runner = Runner()
    runner.run(owner, lambda: None)
    runner.close()
    assert runner.run(owner, lambda: None) is None
    assert not [t for t in threading.enumerate() if t.name.startswith("clms")]


def test_inline_work_still_answers_through_the_event_loop(qtbot: QtBot, owner: QObject) -> None:
    runner = Runner(Inline())
    answers: list[int] = []
    runner.run(owner, lambda: 3, answers.append)
    assert answers == []
    qtbot.waitUntil(lambda: answers == [3])


def test_two_thousand_calls_arrive_in_no_time(qtbot: QtBot, runner: Runner, owner: QObject) -> None:
    answers: list[int] = []
    for number in range(2000):
        runner.run(owner, lambda number=number: number, answers.append)  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(answers) == 2000)
    assert sorted(answers) == list(range(2000))


# -- tasks -------------------------------------------------------------------------------------------------


def count_to(report: Report, end: int) -> int:
    """Reports each step."""
    for number in range(1, end + 1):
        report(number, end, "Counting")
    report.log("counted")
    return end


def until_stopped(report: Report) -> None:
    """Works until asked to stop."""
    while True:
        report(1, 0)
        threading.Event().wait(0.005)


def refuse(report: Report) -> None:
    """Fails with one of our errors, which must survive the way between processes."""
    raise Unreachable("The server does not answer.", hint="Try later.", details={"host": "x"})


def break_down(report: Report) -> None:
    """Fails with a fault of the program."""
    raise ZeroDivisionError


def end_at_once(report: Report) -> None:
    """Ends its process without a word."""
    import os

    os._exit(3)


@pytest.mark.parametrize("process", [False, True])
def test_a_task_reports_and_answers(qtbot: QtBot, runner: Runner, owner: QObject, process: bool) -> None:
    answers: list[int] = []
    task = runner.task(owner, "Count", count_to, 5, done=answers.append, process=process)
    qtbot.waitUntil(lambda: answers == [5])
    qtbot.waitUntil(lambda: task.log and task.fraction == 1.0)
    assert (task.state, task.text, list(task.log)) == (TaskState.DONE, "Counting", ["counted"])


@pytest.mark.parametrize("process", [False, True])
def test_a_task_can_be_stopped(qtbot: QtBot, runner: Runner, owner: QObject, process: bool) -> None:
    answers: list[Any] = []
    task = runner.task(
        owner, "Run", until_stopped, done=answers.append, failed=answers.append, process=process
    )
    qtbot.waitUntil(lambda: task.done == 1)
    task.stop()
    assert task.state is TaskState.STOPPING
    with qtbot.waitSignal(task.finished):
        pass
    assert (task.state, answers) == (TaskState.STOPPED, [])


def test_a_child_process_brings_our_errors_home_whole(qtbot: QtBot, runner: Runner, owner: QObject) -> None:
    errors: list[Any] = []
    runner.task(owner, "Refuse", refuse, failed=errors.append, process=True)
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert type(errors[0]) is Unreachable
    assert (errors[0].message, errors[0].hint) == ("The server does not answer.", "Try later.")
    assert errors[0].details == {"host": "x"}


@pytest.mark.parametrize("work", [break_down, end_at_once])
def test_a_child_process_that_breaks_is_our_fault_and_is_said(
    qtbot: QtBot, runner: Runner, owner: QObject, work: Callable[[Report], None]
) -> None:
    errors: list[Any] = []
    task = runner.task(owner, "Break", work, failed=errors.append, process=True)
    qtbot.waitUntil(lambda: len(errors) == 1)
    assert errors[0].code == "broken"
    assert task.state is TaskState.FAILED


def test_closing_the_runner_stops_its_tasks(qtbot: QtBot, owner: QObject) -> None:
    runner = Runner()
    task = runner.task(owner, "Run", until_stopped)
    qtbot.waitUntil(lambda: task.done == 1)
    runner.close()
    assert not [t for t in threading.enumerate() if t.name.startswith("clms")]


def test_a_report_raises_when_the_person_wants_to_stop() -> None:
    report = Report(lambda message: None, lambda: True)
    assert report.stop_requested
    with pytest.raises(Stopped):
        report(1, 2)


def test_a_task_that_waits_is_cancelled_at_once(qtbot: QtBot, runner: Runner, owner: QObject) -> None:
    busy = [runner.task(owner, str(n), until_stopped) for n in range(2)]
    waiting = runner.task(owner, "Waits", count_to, 3)
    waiting.stop()
    with qtbot.waitSignal(waiting.finished):
        pass
    assert waiting.state is TaskState.STOPPED
    for task in busy:
        task.stop()


# -- the binding itself --------------------------------------------------------------------------------------


class _Emitter(QObject):
    told = Signal(object)


def test_emitting_takes_no_reference_away() -> None:
    """PySide6 6.12.0 on Python 3.11 drops a reference to True or None at every emit, until the process dies."""
    emitter, heard = _Emitter(), []
    emitter.told.connect(heard.append)
    before = (sys.getrefcount(True), sys.getrefcount(None))
    for number in range(200):
        emitter.told.emit(number)
    after = (sys.getrefcount(True), sys.getrefcount(None))
    assert after[0] >= before[0] - 20
    assert after[1] >= before[1] - 20
    assert len(heard) == 200


def test_a_task_keeps_its_last_lines_only(qtbot: QtBot) -> None:
    task = Task("Long")
    for number in range(1500):
        task.post(("log", str(number)))
    qtbot.waitUntil(lambda: bool(task.log) and task.log[-1] == "1499")
    assert len(task.log) == 1000


def test_progress_of_every_row_is_told_a_few_times_a_second() -> None:
    told: list[tuple[Any, ...]] = []
    report = Report(told.append, lambda: False)
    for number in range(1, 10_001):
        report(number, 10_000, "Reading")
    assert len(told) < 1000
    assert told[0][1] == 1
    assert told[-1] == ("progress", 10_000, 10_000, "Reading")


def test_a_task_asked_for_after_the_end_is_stopped(qapp: QApplication) -> None:
    runner = Runner()
    runner.close()
    assert runner.task(runner, "Too late", lambda _report: 1).state is TaskState.STOPPED
    assert runner.run(runner, lambda: 1) is None
