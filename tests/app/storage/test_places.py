"""Every kind of place keeps what it is given, says what it lacks, and is left alone while it can't be reached."""

from __future__ import annotations

import hashlib
import logging
import os
import stat
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.domain.file_places import FileKind, FilePlaces
from app.errors import NotFound, Unreachable
from app.storage import places as places_module
from app.storage import share
from app.storage.place import Place
from app.storage.places import PLACES, Places
from tests.servers import s3

LIBRARY = "0192aa00000070008000000000000001"
CONTENT = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 400
DIGEST = hashlib.sha256(CONTENT).hexdigest()
PlacesOf = Callable[[str], FilePlaces]

kinds = pytest.mark.parametrize("kind", [each.KIND.value for each in PLACES])


def opened(settings: FilePlaces, library: str = LIBRARY) -> Place:
    return Places(settings, lambda: library).of(settings.kind)


@kinds
def test_what_is_written_is_read_listed_and_removed(kind: str, places_of: PlacesOf) -> None:
    place = opened(places_of(kind))
    place.write(DIGEST, CONTENT, "image/png")
    assert place.read(DIGEST) == CONTENT
    (found,) = place.lying()
    assert (found.digest, found.size) == (DIGEST, len(CONTENT))
    assert abs(datetime.now(UTC) - found.written_at) < timedelta(minutes=1)
    place.write(DIGEST, CONTENT, "image/png")
    assert len(list(place.lying())) == 1
    place.remove(DIGEST)
    place.remove(DIGEST)
    assert list(place.lying()) == []
    with pytest.raises(NotFound, match="no longer in") as missing:
        place.read(DIGEST)
    assert missing.value.code == "file_missing"


@kinds
def test_libraries_that_share_a_place_do_not_see_each_others_files(kind: str, places_of: PlacesOf) -> None:
    ours, theirs = opened(places_of(kind)), opened(places_of(kind), "another")
    ours.write(DIGEST, CONTENT, "image/png")
    assert list(theirs.lying()) == []
    theirs.remove(DIGEST)
    assert ours.read(DIGEST) == CONTENT


@kinds
def test_a_look_writes_and_leaves_nothing(kind: str, places_of: PlacesOf) -> None:
    place = opened(places_of(kind))
    room = place.look()
    assert (room.free is None) == (kind == "s3")
    assert list(place.lying()) == []


def test_a_place_nobody_set_up_is_named() -> None:
    with pytest.raises(Unreachable, match="not set up here") as unknown:
        Places(FilePlaces(), lambda: LIBRARY).of(FileKind.S3)
    assert unknown.value.code == "files_unknown"


# A folder


def test_photos_in_a_folder_are_for_its_owner_alone(places_of: PlacesOf, tmp_path: Path) -> None:
    opened(places_of("folder")).write(DIGEST, CONTENT, "image/png")
    made = [tmp_path / "files", *(tmp_path / "files").rglob("*")]
    assert {stat.S_IMODE(each.stat().st_mode) for each in made} == {0o700, 0o600}


def test_a_draft_of_a_program_that_died_is_no_file_and_goes_after_a_day(
    places_of: PlacesOf, tmp_path: Path
) -> None:
    place = opened(places_of("folder"))
    place.write(DIGEST, CONTENT, "image/png")
    beside = tmp_path / "files" / LIBRARY / DIGEST[:2]
    young, old = beside / ".part-young", beside / ".part-old"
    for each in (young, old):
        each.write_bytes(b"half")
    os.utime(old, (time.time() - 90_000,) * 2)
    assert [each.digest for each in place.lying()] == [DIGEST]
    assert (young.exists(), old.exists()) == (True, False)


def test_a_folder_that_is_gone_is_no_missing_file(places_of: PlacesOf) -> None:
    with pytest.raises(Unreachable, match="it is not there"):
        opened(places_of("folder")).read(DIGEST)


def test_a_full_or_closed_disk_is_told(places_of: PlacesOf, tmp_path: Path) -> None:
    (tmp_path / "files").write_bytes(b"a file where the folder should be")
    with pytest.raises(Unreachable, match="can't be reached"):
        opened(places_of("folder")).write(DIGEST, CONTENT, "image/png")


# A share


def test_a_share_that_is_not_mounted_is_not_made(places_of: PlacesOf, tmp_path: Path) -> None:
    place = opened(places_of("share"))
    (tmp_path / "nas" / "clms").rmdir()
    with pytest.raises(Unreachable, match="it is not there"):
        place.write(DIGEST, CONTENT, "image/png")
    assert list((tmp_path / "nas").iterdir()) == []


def test_the_mount_itself_is_refused() -> None:
    with pytest.raises(Unreachable, match="where the share is mounted") as refused:
        opened(FilePlaces(FileKind.SHARE, share="/proc")).write(DIGEST, CONTENT, "image/png")
    assert "Make a folder on the share" in refused.value.hint


def test_a_share_that_hangs_is_given_up(
    places_of: PlacesOf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pipe nobody writes to makes the same call wait as a server that is away."""
    monkeypatch.setattr(share, "PATIENCE_S", 0.2)
    pipe = tmp_path / "nas" / "clms" / LIBRARY / DIGEST[:2] / DIGEST
    pipe.parent.mkdir(parents=True)
    os.mkfifo(pipe)
    place = opened(places_of("share"))
    with pytest.raises(Unreachable, match="did not answer within"):
        place.read(DIGEST)
    began = time.monotonic()
    with pytest.raises(Unreachable, match="did not answer within"):
        place.read(DIGEST)
    assert time.monotonic() - began < 0.1, "it is left alone"
    pipe.open("wb").close()  # lets the thread go


# A bucket


def test_a_file_in_a_bucket_carries_its_type_and_that_it_never_changes(
    places_of: PlacesOf, s3_server: s3.S3Server
) -> None:
    from obstore.store import S3Store

    settings = places_of("s3")
    opened(settings).write(DIGEST, CONTENT, "image/png")
    store = S3Store(
        settings.bucket.name, endpoint=settings.bucket.endpoint, region="us-east-1",
        access_key_id=s3.KEYS["TEST_BUCKET_KEY"], secret_access_key=s3.KEYS["TEST_BUCKET_SECRET"],
        client_options={"allow_http": True},
    )  # fmt: skip
    found = store.get(f"{LIBRARY}/{DIGEST[:2]}/{DIGEST}")
    assert found.attributes["Content-Type"] == "image/png"


def test_more_files_than_one_page_of_a_list(places_of: PlacesOf, s3_server: s3.S3Server) -> None:
    settings = places_of("s3")
    bucket = s3_server.folder_of(settings.bucket.name)
    for number in range(1_050):
        name = hashlib.sha256(b"%d" % number).hexdigest()
        path = bucket / LIBRARY / name[:2] / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(b"x")
    assert len({each.digest for each in opened(settings).lying()}) == 1_050


def test_a_wrong_secret_is_refused_and_told_nowhere(
    places_of: PlacesOf, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("TEST_BUCKET_SECRET", "not-the-secret")
    caplog.set_level(logging.DEBUG)
    with pytest.raises(Unreachable, match="refuses the key") as refused:
        opened(places_of("s3")).write(DIGEST, CONTENT, "image/png")
    told = f"{refused.value} {refused.value.details} {refused.value.__cause__} {caplog.text}"
    assert "not-the-secret" not in told


def test_a_secret_that_is_nowhere_is_named(places_of: PlacesOf, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TEST_BUCKET_SECRET")
    with pytest.raises(Unreachable, match="no TEST_BUCKET_SECRET"):
        opened(places_of("s3")).read(DIGEST)


@pytest.mark.parametrize("verb", ["write", "read", "list", "look"])
def test_a_bucket_that_does_not_exist_is_no_missing_file(
    places_of: PlacesOf, s3_server: s3.S3Server, verb: str
) -> None:
    place = opened(FilePlaces(FileKind.S3, bucket=s3_server.address("nobodys")))
    verbs: dict[str, Callable[[], object]] = {
        "write": lambda: place.write(DIGEST, CONTENT, "image/png"),
        "read": lambda: place.read(DIGEST),
        "list": lambda: list(place.lying()),
        "look": place.look,
    }
    with pytest.raises(Unreachable, match="no such bucket"):
        verbs[verb]()


def test_a_server_that_is_away_is_left_alone_for_a_while_and_then_asked_again(
    places_of: PlacesOf, s3_server: s3.S3Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places_module, "PAUSE_S", 3_600.0)
    place = opened(places_of("s3"))
    place.write(DIGEST, CONTENT, "image/png")
    s3_server.kill()
    with pytest.raises(Unreachable, match="does not answer"):
        place.read(DIGEST)
    s3_server.start()
    with pytest.raises(Unreachable, match="does not answer"):
        place.read(DIGEST)
    place.look()
    assert place.read(DIGEST) == CONTENT
