"""The one doorway between the window and the work: the only file of the window that knows threads.

A pane hands over plain callables and gets its answer on the GUI thread::

    self.runner.run(self, partial(catalog.title, actor, 17), done=self._show_title, latest="title")

* ``run`` is for waiting (a service call). Answers for an owner that is gone, and answers to an older
  question of the same name (``latest``), are dropped. Without ``failed`` an error is shown to the user.
* ``task`` is for minutes: it appears in the drawer with progress, log and cancel, in a thread or, with
  ``process=True``, in a child process when it burns CPU.
* A result that is a ``Receipt`` publishes what it changed (``changed``), and with ``say=`` becomes a toast
  with Undo (``written``).
"""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from app.domain.changes import Changed, Receipt
from app.errors import Broken
from ui.child import Report, Stopped, child_main
from ui.tasks import Task, TaskState

_log = logging.getLogger(__name__)
T = TypeVar("T")
Failed = Callable[[Exception], None]

#: Threads for short calls. The window's connection pool holds 3; more threads would only queue there.
QUICK_THREADS = 3
SLOW_THREADS = 2
#: One thread for this computer's own disk, in order: a scan must be kept while every other thread waits for a server.
DISK_THREADS = 1
#: How long a child may take to notice that it should stop before it is ended, in seconds.
STOP_PATIENCE_S = 5.0
#: How long a thread that computes in Python may keep the others waiting for Python's lock, in seconds. Qt gives the lock
#: back and asks for it anew many times while it paints. At Python's own 5 ms each of them cost that much beside one busy
#: thread: opening a patron took 2 to 4 s, and takes 0.1 s with this. Two busy threads get as much done as before.
SWITCH_S = 0.0001


@dataclass(slots=True)
class _Answer:
    owner: QObject | None
    future: Future[Any]
    done: Callable[[Any], None] | None
    failed: Failed | None
    question: tuple[int, str] | None
    number: int
    say: str | Callable[[Any], str]
    task: Task | None
    background: bool = False


@dataclass(frozen=True, slots=True)
class Written:
    """A write that succeeded and wants to be told: its receipt and the sentence for the toast."""

    receipt: Receipt[Any]
    text: str


class Inline(Executor):
    """An executor that calls at once, for tests that need no threads."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # noqa: BLE001 - a future carries whatever happened
            future.set_exception(error)
        return future


class Runner(QObject):
    """Runs work off the GUI thread and brings the answer back onto it."""

    changed = Signal(object)  # Changed: what a write of this window touched
    receipted = Signal(object)  # Receipt: any write of this window
    written = Signal(object)  # Written: a write to be told with a toast
    failed = Signal(object)  # Exception that no one else wanted
    task_added = Signal(object)  # Task
    busy_changed = Signal(object)  # number of calls under way
    _answered = Signal(object)

    def __init__(
        self,
        executor: Executor | None = None,
        slow: Executor | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        sys.setswitchinterval(SWITCH_S)
        self._quick = executor or ThreadPoolExecutor(QUICK_THREADS, thread_name_prefix="clms-quick")
        self._slow = slow or executor or ThreadPoolExecutor(SLOW_THREADS, thread_name_prefix="clms-slow")
        self._disk = executor or ThreadPoolExecutor(DISK_THREADS, thread_name_prefix="clms-disk")
        self._newest: dict[tuple[int, str], int] = {}
        self._waiting: dict[tuple[int, str], Future[Any]] = {}
        self._number = 0
        self._busy = self._background = 0
        self._closed = False
        self._open_tasks: set[Task] = set()
        self._answered.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    # -- short calls ---------------------------------------------------------------------------------

    def run(
        self,
        owner: QObject,
        work: Callable[[], T],
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        *,
        latest: str | None = None,
        say: str | Callable[[T], str] = "",
        background: bool = False,
        disk: bool = False,
    ) -> Future[T] | None:
        """Call ``work()`` in a thread, then ``done(result)`` or ``failed(error)`` on the GUI thread.

        ``latest`` names a question: of several with the same name and owner only the newest is answered,
        and those not begun are cancelled. ``say`` is the toast after a write. ``background`` uses the
        threads that a desk act never waits for. ``disk`` is for what touches only this computer's disk: it never
        queues behind a server that does not answer, and it is finished even when the program ends. Returns None
        once the runner is closed.
        """
        if self._closed:
            return None
        self._number += 1
        question = (id(owner), latest) if latest else None
        if question:
            self._supersede(question)
        pool = self._disk if disk else self._slow if background else self._quick
        future = pool.submit(work)
        if question:
            self._waiting[question] = future
        self._follow(_Answer(owner, future, done, failed, question, self._number, say, None, background))
        return future

    def forget(self, owner: QObject, latest: str) -> None:
        """Drop the answer to ``owner``'s question ``latest`` if it has not come yet."""
        self._number += 1
        self._supersede((id(owner), latest))

    def _supersede(self, question: tuple[int, str]) -> None:
        self._newest[question] = self._number
        older = self._waiting.pop(question, None)
        if older:
            older.cancel()

    # -- long work -----------------------------------------------------------------------------------

    def task(
        self,
        owner: QObject,
        title: str,
        work: Callable[..., T],
        *arguments: Any,
        done: Callable[[T], None] | None = None,
        failed: Failed | None = None,
        process: bool = False,
        say: str | Callable[[T], str] = "",
    ) -> Task:
        """Carry out ``work(report, *arguments)`` as a task of the drawer; see ``ui.child.Report``.

        With ``process=True`` it runs in a child process: ``work`` must be a module's function, arguments
        and result picklable. A stopped task calls neither ``done`` nor ``failed``.
        """
        task = Task(title, parent=self)
        if self._closed:
            # A timer of a window that is going away may still ask; its work is stopped before it began.
            task.finish(TaskState.STOPPED, None)
            return task
        call = self._in_process if process else self._in_thread
        self._open_tasks.add(task)
        self.task_added.emit(task)
        future = self._slow.submit(call, task, work, arguments)
        task.bind(future)
        self._follow(_Answer(owner, future, done, failed, None, 0, say, task))
        return task

    @staticmethod
    def _in_thread(task: Task, work: Callable[..., T], arguments: tuple[Any, ...]) -> T:
        task.post(("started",))
        return work(Report(task.post, task.stop_event.is_set), *arguments)

    @staticmethod
    def _in_process(task: Task, work: Callable[..., T], arguments: tuple[Any, ...]) -> Any:
        import multiprocessing  # late: no part of the first window

        context = multiprocessing.get_context("spawn")
        stop = context.Event()
        here, there = context.Pipe()
        child = context.Process(
            target=child_main, args=(there, stop, work, arguments), name="clms-task", daemon=True
        )
        child.start()
        there.close()
        task.post(("started",))
        try:
            return _listen(here, task, stop)
        finally:
            here.close()
            child.join(STOP_PATIENCE_S)
            if child.is_alive():
                child.kill()
                child.join()
            child.close()

    # -- answers -------------------------------------------------------------------------------------

    def _follow(self, answer: _Answer) -> None:
        self._busy += 1
        self._background += answer.background
        self.busy_changed.emit(self._busy)
        answer.future.add_done_callback(_Emit(self, answer))

    def emit_answer(self, answer: object) -> None:
        """Post an answer to the GUI thread; called on the thread that finished the work."""
        if shiboken6.isValid(self):
            self._answered.emit(answer)

    @Slot(object)
    def _deliver(self, answer: _Answer) -> None:
        self._busy -= 1
        self._background -= answer.background
        self.busy_changed.emit(self._busy)
        if answer.task:
            self._open_tasks.discard(answer.task)
        if answer.question and self._waiting.get(answer.question) is answer.future:
            del self._waiting[answer.question]
        if answer.future.cancelled():
            self._finish(answer.task, TaskState.STOPPED, None)
            return
        error = answer.future.exception()
        if error is None:
            self._succeed(answer, answer.future.result())
        elif isinstance(error, (Stopped, CancelledError)):
            self._finish(answer.task, TaskState.STOPPED, None)
        elif isinstance(error, Exception):
            self._fail(answer, error)
        else:
            raise error

    def _succeed(self, answer: _Answer, value: Any) -> None:
        # What a write changed is a fact even when the pane that asked is gone.
        if isinstance(value, Receipt):
            self.receipted.emit(value)
            if value.changed:
                self.changed.emit(value.changed)
            text = answer.say(value) if callable(answer.say) else answer.say
            if text:
                self.written.emit(Written(value, text))
        self._finish(answer.task, TaskState.DONE, None)
        if self._wanted(answer) and answer.done:
            answer.done(value)

    def _fail(self, answer: _Answer, error: Exception) -> None:
        self._finish(answer.task, TaskState.FAILED, error)
        _log.info("a call failed: %s", error, exc_info=error if not hasattr(error, "hint") else None)
        if not self._wanted(answer):
            return
        if answer.failed:
            answer.failed(error)
        else:
            self.failed.emit(error)

    def _wanted(self, answer: _Answer) -> bool:
        if self._closed or answer.owner is None or not shiboken6.isValid(answer.owner):
            return False
        return answer.question is None or self._newest.get(answer.question) == answer.number

    @staticmethod
    def _finish(task: Task | None, state: TaskState, error: Exception | None) -> None:
        if task is not None and shiboken6.isValid(task):
            task.finish(state, error)

    # -- the end -------------------------------------------------------------------------------------

    @property
    def busy(self) -> int:
        """How many calls and tasks are under way."""
        return self._busy

    @property
    def has_open_tasks(self) -> bool:
        """Tell whether a task of the drawer is under way."""
        return bool(self._open_tasks)

    @property
    def idle(self) -> bool:
        """Tell whether nothing is under way but what polls in the background."""
        return self._busy == self._background

    def note(self, receipt: Receipt[Any]) -> None:
        """Tell of a write of this window that came back inside another answer, such as a scan's."""
        self.receipted.emit(receipt)
        self.publish(receipt.changed)

    def publish(self, what: Changed) -> None:
        """Tell every pane that ``what`` changed, as the change feed does for acts of other processes."""
        if what:
            self.changed.emit(what)

    def close(self, wait: bool = True) -> None:
        """Ask tasks to stop, drop what has not begun, and end the threads. Answers no longer arrive."""
        if self._closed:
            return
        self._closed = True
        for task in tuple(self._open_tasks):
            task.stop()
        self._disk.shutdown(wait=True)
        for pool in {self._quick, self._slow}:
            pool.shutdown(wait=wait, cancel_futures=True)


class _Emit:
    """A done-callback that keeps no frame alive and carries one answer."""

    def __init__(self, runner: Runner, answer: _Answer) -> None:
        self._runner = runner
        self._answer = answer

    def __call__(self, _future: Future[Any]) -> None:
        if shiboken6.isValid(self._runner):
            self._runner.emit_answer(self._answer)


def _listen(pipe: Any, task: Task, stop: Any) -> Any:
    """Pass a child's messages to its task until the answer comes; raise what the child reports."""
    patience = STOP_PATIENCE_S
    while True:
        if task.stop_event.is_set():
            stop.set()
            patience -= 0.1
            if patience <= 0:
                raise Stopped
        try:
            if not pipe.poll(0.1):
                continue
            message = pipe.recv()
        except (EOFError, OSError) as error:
            raise Broken("The task's process ended unexpectedly.", hint="Try again.") from error
        match message[0]:
            case "done":
                return message[1]
            case "failed":
                raise message[1]
            case "stopped":
                raise Stopped
            case _:
                task.post(message)
