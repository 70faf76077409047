"""The program's log: rotating files that only their owner may read, without secrets."""

from __future__ import annotations

import logging
import os
import re
import time
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import UTC, datetime
from io import TextIOWrapper
from logging.handlers import RotatingFileHandler
from pathlib import Path
from urllib.parse import quote

import msgspec

from app import paths
from app.errors import Refused

FILE = "clms.log"
JSON_FILE = "server.log"
FILE_BYTES = 2_000_000
FILES = 5

request_id: ContextVar[str] = ContextVar("clms_request_id", default="")
"""The request that is being served, for every line that is logged meanwhile."""

_SHORTEST_SECRET = 4  # a shorter one would blot out ordinary words, and protects nothing
_IN_URL = re.compile(r"(?P<before>[a-z][a-z0-9+.-]{0,30}://[^\s:/@]*:)[^\s@]+(?=@)", re.IGNORECASE)
_NAMED = re.compile(
    r"(?P<before>\b(?:\w*password|passwd|pwd|\w*secret|token|authorization)\b[\"']?\s*[:=]\s*(?:bearer\s+)?)"
    r"(?P<value>\"[^\"]*\"|'[^']*'|[^\s,;&)}\]]+)",
    re.IGNORECASE,
)
_HIDDEN = "***"


class Redactor(logging.Filter):
    """Takes secrets out of every record, its arguments and its traceback included.

    Known secrets are replaced wherever they stand, plain or percent-encoded; passwords in URLs and values named like
    a secret are replaced without being known.
    """

    def __init__(self, secrets: Iterable[str] = ()) -> None:
        super().__init__()
        known = {text for text in secrets if len(text) >= _SHORTEST_SECRET}
        known |= {quote(text, safe="") for text in known}
        self._known = sorted(known, key=len, reverse=True)

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrites the record; always lets it pass."""
        record.msg, record.args = self.clean(record.getMessage()), None
        if record.exc_info and not record.exc_text:
            record.exc_text = logging.Formatter().formatException(record.exc_info)
        if record.exc_text:
            record.exc_text = self.clean(record.exc_text)
        return True

    def clean(self, text: str) -> str:
        """The text without its secrets."""
        for secret in self._known:
            text = text.replace(secret, _HIDDEN)
        text = _IN_URL.sub(rf"\g<before>{_HIDDEN}", text)
        return _NAMED.sub(rf"\g<before>{_HIDDEN}", text)


class JsonLines(logging.Formatter):
    """One JSON object a record, for programs that collect logs. ``extra={"fields": {…}}`` adds to it."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC),
            "level": record.levelname.lower(),
            "logger": record.name,
            "pid": record.process,
            "thread": record.threadName,
            "request_id": request_id.get(),
            "message": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_text or record.exc_info:
            line["traceback"] = record.exc_text or self.formatException(record.exc_info or (None, None, None))
        return msgspec.json.encode(line).decode()


class LogFile(RotatingFileHandler):
    """A rotating file with permissions 600, written by several processes of one computer."""

    def _open(self) -> TextIOWrapper:
        return open(self.baseFilename, "a", encoding="utf-8", opener=_open_private)

    def shouldRollover(self, record: logging.LogRecord) -> bool:
        """Also when somebody moved the file away: another process, or the task that rotates."""
        moved = self.stream is not None and _moved(self.stream.fileno(), self.baseFilename)
        return moved or bool(super().shouldRollover(record))

    def doRollover(self) -> None:
        """Rotate, unless another process already did; where it holds the file open (Windows) go on in this one."""
        if self.stream and _moved(self.stream.fileno(), self.baseFilename):
            self.stream.close()
            self.stream = self._open()
            return
        try:
            super().doRollover()
        except OSError:
            self.stream = self._open()


def start(
    folder: Path, *, level: str = "info", secrets: Iterable[str] = (), json: bool = False
) -> logging.Handler:
    """Send the log of this process into ``folder``; as JSON it goes into a file of its own.

    Hand the handler to ``stop`` at the end. Raises Refused.
    """
    paths.private_folder(folder)
    try:
        handler = LogFile(
            folder / (JSON_FILE if json else FILE), maxBytes=FILE_BYTES, backupCount=FILES, encoding="utf-8"
        )
    except OSError as error:
        raise Refused(
            f"The log in {folder} can't be written: {error.strerror or error}.",
            details={"folder": str(folder)},
        ) from error
    handler.setFormatter(JsonLines() if json else _plain_lines())
    handler.addFilter(Redactor(secrets))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(level.upper())
    logging.captureWarnings(True)
    return handler


def _plain_lines() -> logging.Formatter:
    formatter = logging.Formatter(
        "%(asctime)s.%(msecs)03dZ %(levelname)s %(process)d %(threadName)s %(name)s: %(message)s",
        "%Y-%m-%dT%H:%M:%S",
    )
    formatter.converter = time.gmtime
    return formatter


def stop(handler: logging.Handler) -> None:
    """End what ``start`` began."""
    logging.getLogger().removeHandler(handler)
    logging.captureWarnings(False)
    handler.close()


def _open_private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _moved(descriptor: int, path: str) -> bool:
    """Whether the open file no longer is the one at this path."""
    try:
        return not os.path.samestat(os.fstat(descriptor), os.stat(path))
    except OSError:
        return True
