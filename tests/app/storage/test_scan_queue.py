"""No scan is lost: not by a crash, not by a torn line, not by a second program on the same computer."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.fernet import Fernet

from app.domain.scan_events import ScanEvent
from app.errors import Unreachable
from app.storage.scan_queue import ScanQueue, cipher_for

CIPHER = Fernet(Fernet.generate_key())


def event(seq: int, text: str = "GS00001") -> ScanEvent:
    return ScanEvent(f"key-{seq}", "DESK-1", seq, datetime(2026, 11, 23, 2, 0, seq, tzinfo=UTC), text)


def test_settled_scans_leave_nothing_behind(tmp_path: Path) -> None:
    with ScanQueue(tmp_path, CIPHER) as queue:
        queue.append([event(1), event(2)])
        queue.settle("key-1", "ok")
        queue.settle("key-2", "refused")
        assert queue.waiting == ()
    assert not list(tmp_path.glob("*.scans*"))


def test_a_dead_program_leaves_its_open_scans_to_a_person(tmp_path: Path) -> None:
    key = Fernet.generate_key()
    code = f"""
import os
from datetime import UTC, datetime
from pathlib import Path
from cryptography.fernet import Fernet
from app.domain.scan_events import ScanEvent
from app.errors import Unreachable
from app.storage.scan_queue import ScanQueue
queue = ScanQueue(Path({str(tmp_path)!r}), Fernet({key!r}))
queue.append([ScanEvent(f"k{{n}}", "D", n, datetime(2026, 1, 1, tzinfo=UTC), f"GS{{n:05d}}") for n in range(5)])
queue.settle("k1", "ok")
os._exit(9)
"""
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 9
    with ScanQueue(tmp_path, Fernet(key)) as queue:
        assert [one.text for one in queue.left_behind] == ["GS00000", "GS00002", "GS00003", "GS00004"]
        queue.settle("k0", "set aside")
        assert len(queue.left_behind) == 3
    with ScanQueue(tmp_path, Fernet(key)) as queue:
        assert [one.key for one in queue.left_behind] == ["k2", "k3", "k4"]


def test_a_torn_last_line_costs_only_itself(tmp_path: Path) -> None:
    queue = ScanQueue(tmp_path, CIPHER)
    queue.append([event(1), event(2)])
    queue.close()
    (path,) = tmp_path.glob("*.scans")
    path.write_bytes(path.read_bytes()[:-20])
    with ScanQueue(tmp_path, CIPHER) as again:
        assert [one.key for one in again.left_behind] == ["key-1"]
        assert again.unreadable == 1
        again.settle("key-1", "done")


def test_a_living_program_keeps_its_scans(tmp_path: Path) -> None:
    with ScanQueue(tmp_path, CIPHER) as first:
        first.append([event(1)])
        with ScanQueue(tmp_path, CIPHER) as second:
            assert second.left_behind == ()
        first.settle("key-1", "ok")


def test_the_file_tells_nobody_anything(tmp_path: Path) -> None:
    with ScanQueue(tmp_path, CIPHER) as queue:
        queue.append([event(1, "SECRET-CARD-77")])
        (path,) = tmp_path.glob("*.scans")
        assert b"SECRET" not in path.read_bytes()
        assert os.name != "posix" or path.stat().st_mode & 0o077 == 0
        queue.settle("key-1", "ok")


def test_another_key_destroys_nothing(tmp_path: Path) -> None:
    queue = ScanQueue(tmp_path, CIPHER)
    queue.append([event(1), event(2)])
    queue.close()
    with ScanQueue(tmp_path, Fernet(Fernet.generate_key())) as stranger:
        assert stranger.left_behind == ()
        assert stranger.unreadable == 2
    with ScanQueue(tmp_path, CIPHER) as again:
        assert [one.key for one in again.left_behind] == ["key-1", "key-2"]


def test_without_a_keyring_the_key_is_a_file_for_its_owner(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_name: str, _value: str) -> None:
        raise Unreachable("The keyring is locked.")

    monkeypatch.setattr("app.storage.scan_queue.keychain.read", lambda _name: None)
    monkeypatch.setattr("app.storage.scan_queue.keychain.write", locked)
    token = cipher_for(tmp_path).encrypt(b"x")
    assert cipher_for(tmp_path).decrypt(token) == b"x"
    assert os.name != "posix" or (tmp_path / "queue.key").stat().st_mode & 0o077 == 0
