"""Saving the files that rows of a backup name and that lie outside the database: photos, covers, attachments.

Each is compared with its row as it is read. One that is missing, damaged or out of reach is left out, and told in the
log, in the manifest and in the contents: the backup of all else is worth having.
"""

from __future__ import annotations

import hashlib
import threading
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor

from app.database.backups.files_named import NamedFile
from app.domain.backups import FilesContents, LackedFile, PlaceFiles, SavedFile
from app.domain.file_places import FileKind
from app.errors import ClmsError, NotFound, Unreachable
from app.maintenance.backups.pace import Pace
from app.maintenance.backups.parts import PartsWriter
from app.maintenance.context import TaskContext

_AT_ONCE = 4
"""Files that are read at the same time: a bucket answers each after a while. One has five megabytes at most."""
_NAMED_IN_LOG = 100
_PATIENCE_S = 60.0
_ASK_S = 1.0


def by_place(context: TaskContext, named: Iterable[NamedFile]) -> list[PlaceFiles]:
    """How many files, and how many bytes, each place has by their rows."""
    files, size = Counter[FileKind](), Counter[FileKind]()
    for each in named:
        files[each.kind] += 1
        size[each.kind] += each.size
    return [PlaceFiles(context.files.places.name_of(kind), files[kind], size[kind]) for kind in sorted(files)]


def save(
    context: TaskContext, named: Sequence[NamedFile], writer: PartsWriter, pace: Pace
) -> tuple[FilesContents, list[PlaceFiles]]:
    """Save these files; what is in the backup, and how many of which place."""
    if not named:
        return FilesContents(), []
    saved, lacked, patience = list[NamedFile](), list[tuple[NamedFile, str]](), _Patience(context)
    stream = writer.begin("files.bin")
    try:
        for each, content in _read(context, named):
            context.checkpoint()
            context.progress(None, f"Saving files: {len(saved) + len(lacked):,} of {len(named):,}")
            if isinstance(content, Unreachable):
                content = patience.again(each, content)
            if isinstance(content, ClmsError):
                lacked.append((each, content.message))
                _note(context, each, content, len(lacked))
                continue
            stream.write(content)
            saved.append(each)
            pace.spent(len(content))
        parts = stream.close()
    finally:
        stream.abandon()
    contents = FilesContents(
        [SavedFile(each.digest, each.size) for each in saved],
        parts,
        [LackedFile(each.digest, why) for each, why in lacked],
    )
    return contents, _told(context, saved, [each for each, _ in lacked])


class _Patience:
    """Waits for a place that does not answer, for so long in all: one hiccup must not cost all that is read meanwhile."""

    def __init__(self, context: TaskContext) -> None:
        self._context = context
        self._left_s = _PATIENCE_S
        self._told = False

    def again(self, file: NamedFile, problem: Unreachable) -> bytes | ClmsError:
        """The file once its place answers again, else the problem."""
        places, pause = self._context.files.places, threading.Event()
        if file.kind not in places.known():
            return problem
        while self._left_s > 0:
            began_s = time.monotonic()
            self._context.checkpoint()
            try:
                places.of(file.kind).look()
                return _content(self._context, file)
            except Unreachable:
                self._tell(problem)
                pause.wait(_ASK_S)
            finally:
                self._left_s -= time.monotonic() - began_s
        return problem

    def _tell(self, problem: Unreachable) -> None:
        if not self._told:
            self._context.log(f"{problem.message} Waiting whether it answers again.", "warning")
        self._told = True


def _told(context: TaskContext, saved: Sequence[NamedFile], lacked: Sequence[NamedFile]) -> list[PlaceFiles]:
    lacks = Counter(context.files.places.name_of(each.kind) for each in lacked)
    held = {each.place: each for each in by_place(context, saved)}
    return [
        PlaceFiles(place, held[place].files, held[place].bytes, lacks[place])
        if place in held
        else PlaceFiles(place, 0, 0, lacks[place])
        for place in sorted({*held, *lacks})
    ]


def _note(context: TaskContext, file: NamedFile, problem: ClmsError, count: int) -> None:
    if count <= _NAMED_IN_LOG:
        context.log(f"Not in the backup: {file.digest}. {problem.message}", "warning")
    if count == _NAMED_IN_LOG:
        context.log("More that are not in it are named in its contents only.", "warning")


def _read(context: TaskContext, named: Sequence[NamedFile]) -> Iterator[tuple[NamedFile, bytes | ClmsError]]:
    """Each file with its bytes or why there are none, in order."""
    under_way = deque[tuple[NamedFile, Future[bytes | ClmsError]]]()
    with ThreadPoolExecutor(_AT_ONCE, thread_name_prefix="clms-files") as pool:
        try:
            for each in named:
                under_way.append((each, pool.submit(_content, context, each)))
                if len(under_way) > _AT_ONCE:
                    first, content = under_way.popleft()
                    yield first, content.result()
            for first, content in under_way:
                yield first, content.result()
        finally:
            pool.shutdown(cancel_futures=True)


def _content(context: TaskContext, file: NamedFile) -> bytes | ClmsError:
    try:
        try:
            content = context.files.places.of(file.kind).read(file.digest)
            if hashlib.sha256(content).hexdigest() != file.digest:
                raise NotFound("What lies under its name is something else.", code="file_damaged")
        except NotFound:  # it may have been moved, or set again, since the state was saved
            content = context.files.get(context.database.read, file.digest).content
    except ClmsError as problem:
        return problem
    if len(content) != file.size:
        return NotFound(f"Its row says {file.size:,} bytes; it has {len(content):,}.", code="file_damaged")
    return content
