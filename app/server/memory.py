"""A look at what this process holds in memory, and the tracing of where it takes more: begun on demand, ended by itself."""

from __future__ import annotations

import gc
import logging
import os
import sys
import threading
import time
import tracemalloc
from pathlib import Path

import psutil

from app.domain.memory_looks import (
    LEAST_OBJECTS,
    MOST_PLACES,
    MOST_TYPES,
    TRACE_LONGEST_S,
    MemoryOrder,
    ProcessMemory,
    Traced,
    TypeHeld,
)

_log = logging.getLogger(__name__)

_OURS = str(Path(__file__).parents[2])


class Memory:
    """One a process. Called from any thread but the event loop's: a look holds the whole process up for a moment."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process = psutil.Process()
        self._until = 0.0
        self._ends: threading.Timer | None = None
        self._kept: dict[str, Traced] = {}

    def look(self, order: MemoryOrder) -> ProcessMemory:
        """Tell what is held, and trace from then on where that is wanted."""
        with self._lock:
            began = time.monotonic()
            types, objects = _types()
            traced = _places() if tracemalloc.is_tracing() else self._kept
            paused_s = time.monotonic() - began
            if order.trace_s:
                self._trace(min(order.trace_s, TRACE_LONGEST_S))
                traced = {}
            return ProcessMemory(
                os.getpid(),
                self._process.create_time(),
                time.time(),
                self._process.memory_info().rss,
                objects,
                types,
                traced,
                max(0.0, self._until - time.monotonic()) if tracemalloc.is_tracing() else 0.0,
                paused_s,
            )

    def close(self) -> None:
        """Trace no more."""
        with self._lock:
            self._stop()

    def _trace(self, seconds: int) -> None:
        """Begin anew: what an earlier tracing found is forgotten."""
        self._stop()
        self._kept = {}
        self._until = time.monotonic() + seconds
        tracemalloc.start(1)
        self._ends = threading.Timer(seconds, self._on_end)
        self._ends.daemon = True
        self._ends.start()
        _log.warning("memory is traced for %d s; requests take longer meanwhile", seconds)

    def _on_end(self) -> None:
        with self._lock:
            if time.monotonic() < self._until or not tracemalloc.is_tracing():
                return  # another one has begun since
            self._kept = _places()
            self._stop()
        _log.info("memory is traced no more")

    def _stop(self) -> None:
        if self._ends is not None:
            self._ends.cancel()
            self._ends = None
        if tracemalloc.is_tracing():
            tracemalloc.stop()


def _types() -> tuple[dict[str, TypeHeld], int]:
    """How many objects of each type the collector knows. What is rubbish already is collected before: it is no growth."""
    frozen = gc.get_freeze_count()  # what the worker started with is looked at too
    gc.unfreeze()
    gc.collect()
    counts: dict[type, int] = {}
    sizes: dict[type, int] = {}
    found = gc.get_objects()
    if frozen:
        gc.freeze()
    for each in found:
        kind = type(each)
        counts[kind] = counts.get(kind, 0) + 1
        sizes[kind] = sizes.get(kind, 0) + _size(each)
    total = len(found)
    del found
    most = sorted(counts, key=lambda kind: -counts[kind])[:MOST_TYPES]
    held: dict[str, TypeHeld] = {}
    for kind in most:
        if counts[kind] < LEAST_OBJECTS:
            break
        name = f"{kind.__module__}.{kind.__qualname__}"
        before = held.get(name, TypeHeld(0, 0))
        held[name] = TypeHeld(before.count + counts[kind], before.size + sizes[kind])
    return held, total


def _size(thing: object) -> int:
    try:
        return sys.getsizeof(thing)
    except Exception:  # noqa: BLE001 - a type may tell its size wrongly; it is counted all the same
        return 0


def _places() -> dict[str, Traced]:
    """What was taken since tracing began and is still held, by the line that took it. Only names of files and numbers
    of lines, never what stands in memory."""
    snapshot = tracemalloc.take_snapshot().filter_traces((tracemalloc.Filter(False, tracemalloc.__file__),))
    lines = snapshot.statistics("lineno")[:MOST_PLACES]
    return {_place(each.traceback[0]): Traced(each.count, each.size) for each in lines}


def _place(frame: tracemalloc.Frame) -> str:
    path = frame.filename
    for root in (_OURS, *sorted(sys.path, key=len, reverse=True)):
        if root and path.startswith(root + os.sep):
            path = path[len(root) + 1 :]
            break
    else:
        path = os.path.basename(path)
    return f"{path}:{frame.lineno}"
