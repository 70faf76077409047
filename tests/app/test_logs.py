"""The log keeps no secret, belongs to its owner, and survives several processes."""

from __future__ import annotations

import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import logs
from app.errors import Refused

log = logging.getLogger("app.test_logs")


@pytest.fixture
def handler(tmp_path: Path) -> Iterator[logging.Handler]:
    level = logging.getLogger().level
    started = logs.start(tmp_path / "logs", secrets=("p@ss word", "topsecret", "abc"))
    yield started
    logs.stop(started)
    logging.getLogger().setLevel(level)


def _written(tmp_path: Path) -> str:
    return (tmp_path / "logs" / logs.FILE).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("message", "hidden"),
    [
        ("connecting with p@ss word", "p@ss word"),
        ("url mysql+pymysql://clms:p%40ss%20word@server/clms", "p%40ss"),
        ("url redis://:unknownpw@server", "unknownpw"),
        ("url mysql://u:a@b@server/x", "a@b"),
        ('{"password": "unknown pw"}', "unknown pw"),
        ("DATABASE_PASSWORD=unknown rest", "unknown"),
        ("Authorization: Bearer eyJhbGciOi", "eyJhbGciOi"),
        ("jwt_secret = 'unknown'", "unknown"),
    ],
)
def test_secrets_are_taken_out(message: str, hidden: str, handler: logging.Handler, tmp_path: Path) -> None:
    log.info("%s", message)
    assert hidden not in _written(tmp_path)
    assert "***" in _written(tmp_path)


def test_tracebacks_lose_their_secrets_too(handler: logging.Handler, tmp_path: Path) -> None:
    try:
        raise ValueError("no access for topsecret")
    except ValueError:
        log.exception("it failed")
    text = _written(tmp_path)
    assert "Traceback" in text
    assert "topsecret" not in text


def test_ordinary_words_stay(handler: logging.Handler, tmp_path: Path) -> None:
    log.info("abc: %d books, see https://example.org/a:b", 3)
    assert "abc: 3 books, see https://example.org/a:b" in _written(tmp_path)


def test_only_the_owner_may_read_it(handler: logging.Handler, tmp_path: Path) -> None:
    log.info("hello")
    assert stat.S_IMODE((tmp_path / "logs" / logs.FILE).stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "logs").stat().st_mode) == 0o700


def test_two_processes_rotate_one_log_without_losing_a_line(tmp_path: Path) -> None:
    path = tmp_path / logs.FILE
    first, second = (logs.LogFile(path, maxBytes=400, backupCount=50, encoding="utf-8") for _ in range(2))
    for number in range(60):
        for handler in (first, second):
            handler.emit(logging.LogRecord("x", logging.INFO, "", 0, f"line {number:03}", None, None))
    first.close()
    second.close()
    lines = [line for file in tmp_path.iterdir() for line in file.read_text().splitlines()]
    assert sorted(lines) == sorted([f"line {number:03}" for number in range(60)] * 2)
    assert all(stat.S_IMODE(file.stat().st_mode) == 0o600 for file in tmp_path.iterdir())


def test_a_log_that_another_holds_open_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    handler = logs.LogFile(tmp_path / logs.FILE, maxBytes=100, backupCount=2, encoding="utf-8")

    def refuse(source: str, target: str) -> None:
        raise PermissionError(13, "used by another process")

    monkeypatch.setattr(handler, "rotate", refuse)
    for number in range(20):
        handler.emit(logging.LogRecord("x", logging.INFO, "", 0, f"line {number:03}", None, None))
    handler.close()
    assert len((tmp_path / logs.FILE).read_text().splitlines()) == 20


def test_a_folder_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("in the way")
    with pytest.raises(Refused):
        logs.start(tmp_path / "logs")
    (tmp_path / "other" / logs.FILE).mkdir(parents=True)
    with pytest.raises(Refused, match="can't be written"):
        logs.start(tmp_path / "other")
