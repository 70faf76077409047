"""Two processes that outlive no cluster and let no cluster outlive them.

The guard is the command itself: it does nothing but wait for its child, the supervisor, whose children the nodes are.
Whatever becomes of them, nothing stays:

* the supervisor is killed: the kernel kills the nodes' leaders with it (PR_SET_PDEATHSIG); what those had started, such as
  nginx' workers, becomes the guard's (PR_SET_CHILD_SUBREAPER), which kills it and empties the folder;
* the guard is killed: its pipe to the supervisor closes, which ends the cluster in order and empties the folder;
* Ctrl+C or SIGTERM reaches the guard, which closes that pipe; a second one kills;
* a detached command has no terminal to be told by; until its cluster is up, nobody who listens is the word to end;
* both are killed in the same moment: the nodes' leaders die, and the next command on the folder ends the rest.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import sys
import traceback
from collections.abc import Callable

from app.cluster.local.folder import ClusterFolder
from app.cluster.local.processes import children_of

_PR_SET_CHILD_SUBREAPER = 36
_libc = ctypes.CDLL(None, use_errno=True)


UP = b"\x04"
"""What a detached cluster writes once it is up."""


def detached(work: Callable[[], int]) -> int:
    """Run ``work`` in the background, showing what it says until it writes :data:`UP`; returns then, or with its exit
    code when it ends before. What this process does not live to see, ``work`` finds nobody to tell."""
    theirs, ours = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os.setsid()
        os.close(theirs)
        _redirect(ours)
        os._exit(work())
    os.close(ours)
    while said := os.read(theirs, 4096):
        os.write(sys.stdout.fileno(), said.replace(UP, b""))
        if UP in said:
            return 0
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _redirect(output: int) -> None:
    nothing = os.open(os.devnull, os.O_RDONLY)
    for source, target in ((nothing, 0), (output, 1), (output, 2)):
        os.dup2(source, target)


def guarded(folder: ClusterFolder, supervise: Callable[[int], int], *, quiet: bool = False) -> int:
    """Run ``supervise`` in a child, which is given the end of a pipe that closes when it should stop; returns its exit
    code once nothing of it is left. ``quiet``: this process has nothing to say itself. Called before any thread was started, with the folder claimed."""
    _libc.prctl(_PR_SET_CHILD_SUBREAPER, 1)
    theirs, ours = os.pipe()
    sys.stdout.flush()
    sys.stderr.flush()
    child = os.fork()
    if child == 0:
        os.close(ours)
        _run(supervise, theirs, folder)
    os.close(theirs)
    if quiet:
        _redirect(os.open(os.devnull, os.O_WRONLY))
    _pass_on(child, ours)
    code = _wait_for(child)
    _end_all_left()
    folder.clear()
    return code


def _run(supervise: Callable[[int], int], pipe: int, folder: ClusterFolder) -> None:
    """What the child does; never returns. Its own session keeps a terminal's Ctrl+C from reaching the nodes first."""
    guard = os.getppid()
    code = 70
    try:
        os.setsid()
        code = supervise(pipe)
    except BaseException:  # noqa: BLE001 - shown here, for this never returns to whoever would show it
        traceback.print_exc()
    finally:
        if os.getppid() != guard:
            folder.clear()
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(code)


def _pass_on(child: int, pipe: int) -> None:
    """The first signal to end is a word, the second a fact."""
    left = [pipe]

    def end(*_: object) -> None:
        if left:
            os.close(left.pop())
        else:
            with contextlib.suppress(ProcessLookupError):
                os.kill(child, signal.SIGKILL)

    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, end)


def _wait_for(child: int) -> int:
    """The child's exit code; orphans that become ours are taken leave of on the way."""
    while True:
        pid, status = os.waitpid(-1, 0)
        if pid == child:
            return os.waitstatus_to_exitcode(status) if os.WIFEXITED(status) else 70


def _end_all_left() -> None:
    """Kill every child, and those that become ours by that, until there is none."""
    while True:
        for pid in children_of(os.getpid()):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        try:
            os.waitpid(-1, 0)
        except ChildProcessError:
            return
