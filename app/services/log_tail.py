"""Reads what a log of JSON lines gained since the last look, through its rotation."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path
from typing import BinaryIO, Generic, TypeVar

import msgspec

from app import decoding

FIRST_BYTES = 256_000
"""So much of the end is read at the first look."""

T = TypeVar("T", bound=msgspec.Struct)


class LogTail(Generic[T]):
    """Hands out each line of a log once, as values of ``kind``; what is no such line is left out."""

    def __init__(self, file: Path, kind: type[T]) -> None:
        self._file = file
        self._decode = decoding.decoder(kind).decode
        self._stream: BinaryIO | None = None
        self._rest = b""

    def read(self) -> tuple[T, ...]:
        """What was written since the last call; at the first one, the end of what is there."""
        found = self._lines(self._stream) if self._stream is not None else []
        if self._stream is None or self._moved(self._stream):
            first = self._stream is None
            self.close()
            with contextlib.suppress(OSError):
                self._stream = self._open(from_end=first)
                found += self._lines(self._stream)
        return tuple(found)

    def close(self) -> None:
        """Give the file back."""
        if self._stream is not None:
            self._stream.close()
        self._stream, self._rest = None, b""

    def _open(self, *, from_end: bool) -> BinaryIO:
        stream = open(self._file, "rb")  # noqa: SIM115 - kept open between looks
        size = os.fstat(stream.fileno()).st_size
        if from_end and size > FIRST_BYTES:
            stream.seek(size - FIRST_BYTES)
            stream.readline()  # the rest of a line that began before
        return stream

    def _lines(self, stream: BinaryIO) -> list[T]:
        whole, _, self._rest = (self._rest + stream.read()).rpartition(b"\n")
        found = []
        for line in whole.splitlines():
            with contextlib.suppress(msgspec.DecodeError):
                found.append(self._decode(line))
        return found

    def _moved(self, stream: BinaryIO) -> bool:
        """Whether the file at this path is another one by now: the log was rotated."""
        try:
            return not os.path.samestat(os.fstat(stream.fileno()), os.stat(self._file))
        except OSError:
            return False
