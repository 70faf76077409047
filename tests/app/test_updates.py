"""Newer releases: the school's own place alone is asked, and an installer is what its manifest says or is not kept."""

from __future__ import annotations

import hashlib
import shlex
import shutil
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import httpx
import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from sqlalchemy import text

from app import updates
from app.bootstrap import build
from app.database import schema
from app.domain.releases import MANIFEST, SIGNATURE, Release, is_newer, release_for
from app.errors import InvalidInput, NotFound, Refused, Unreachable
from app.opening import open_database
from app.settings import Settings
from app.update_settings import release_key

README = Path(__file__).resolve().parents[2] / "README.md"
KEY = "MCowBQYDK2VwAyEA" + "A" * 43 + "="
INSTALLER = b"MZ and so on" * 1000
SUM = hashlib.sha256(INSTALLER).hexdigest()
TOLD = f"""\
version = "9.1.0"
[windows]
file = "clms-9.1.0-setup.exe"
sha256 = "{SUM}"
[linux]
file = "clms_9.1.0_amd64.deb"
sha256 = "{SUM.upper()}"
[macos]
file = "clms-9.1.0.pkg"
sha256 = "{SUM}"
"""


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder as a school keeps it; installers are brought into another."""
    monkeypatch.setattr(updates.sys, "platform", "linux")
    monkeypatch.setattr(updates.paths, "cache_dir", lambda: tmp_path / "cache")
    folder = tmp_path / "releases"
    folder.mkdir()
    (folder / MANIFEST).write_text(TOLD, encoding="utf-8")
    (folder / "clms_9.1.0_amd64.deb").write_bytes(INSTALLER)
    return folder


def web(place: Path, status: int = 200, missing: int = 200) -> Callable[[], httpx.Client]:
    """The same by https."""

    def answer(request: httpx.Request) -> httpx.Response:
        assert request.url.scheme == "https"
        file = place / request.url.path.rpartition("/")[2]
        if not file.exists():
            return httpx.Response(missing)
        return httpx.Response(status, content=file.read_bytes())

    return lambda: httpx.Client(transport=httpx.MockTransport(answer))


@pytest.mark.parametrize(
    ("version", "than", "newer"),
    [
        ("0.10.0", "0.9.9", True),
        ("1.0", "1.0.0", False),
        ("1.0.0.1", "1.0.0", True),
        ("0.1.0", "0.2.0", False),
    ],
)
def test_versions_compare_as_numbers(version: str, than: str, newer: bool) -> None:
    assert is_newer(version, than) is newer


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("version", "nine"),
        ("file", "../setup.exe"),
        ("file", "a/b.exe"),
        ("file", ".hidden"),
        ("sha256", "abc"),
    ],
)
def test_a_manifest_that_could_lead_elsewhere_is_refused(name: str, value: str) -> None:
    told = {"version": "9.1.0", "file": "setup.exe", "sha256": SUM, name: value}
    with pytest.raises(InvalidInput, match=f"tells no {name}"):
        release_for(told, "windows")


def test_each_system_has_its_file_and_one_for_all_will_do() -> None:
    all_in_one = {"version": "9.1.0", "file": "setup.exe", "sha256": SUM}
    assert release_for(all_in_one, "windows") == Release("9.1.0", "setup.exe", SUM)
    assert release_for({**all_in_one, "linux": {"file": "a.deb", "sha256": SUM}}, "linux").file == "a.deb"


def test_from_a_folder_and_by_https_it_is_found_brought_and_proven(place: Path, tmp_path: Path) -> None:
    found = updates.newer(str(place))
    assert found == Release("9.1.0", "clms_9.1.0_amd64.deb", SUM)
    assert updates.newer("https://files.school.example/clms", client=web(place)) == found
    brought = updates.fetch("https://files.school.example/clms", found, client=web(place))
    assert (brought.read_bytes(), brought.parent) == (INSTALLER, tmp_path / "cache" / "updates")
    (place / found.file).unlink()
    assert updates.fetch(str(place), found) == brought  # it is here already, and still proven
    brought.write_bytes(b"exchanged")
    with pytest.raises(Unreachable):
        updates.fetch(str(place), found)


def test_what_is_not_what_the_manifest_says_is_not_kept(place: Path, tmp_path: Path) -> None:
    (place / "clms_9.1.0_amd64.deb").write_bytes(INSTALLER + b"!")
    with pytest.raises(Refused, match="damaged or exchanged"):
        updates.installer(str(place))
    assert list((tmp_path / "cache" / "updates").iterdir()) == []


def test_no_newer_no_manifest_and_a_server_that_fails_are_told(place: Path) -> None:
    (place / MANIFEST).write_text(TOLD.replace("9.1.0", "0.0.1"), encoding="utf-8")
    assert updates.newer(str(place)) is None
    with pytest.raises(NotFound):
        updates.installer(str(place))
    with pytest.raises(Unreachable, match="it answers 503"):
        updates.newer("https://files.school.example", client=web(place, 503))
    (place / MANIFEST).write_text("version = ", encoding="utf-8")
    with pytest.raises(InvalidInput, match="can't be read"):
        updates.newer(str(place))
    (place / MANIFEST).write_bytes(b"#" * 70_000)
    with pytest.raises(InvalidInput, match="larger"):
        updates.newer(str(place))
    with pytest.raises(Unreachable, match=r"UPDATE_SOURCE|can't be had"):
        updates.newer(str(place / "none"))


@pytest.fixture(scope="module")
def school_key() -> tuple[Ed25519PrivateKey, str]:
    """The school's key, and its public half as openssl writes it."""
    made = Ed25519PrivateKey.generate()
    pem = made.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return made, pem.splitlines()[1]


def test_with_a_key_only_what_the_school_signed_is_taken(
    place: Path, school_key: tuple[Ed25519PrivateKey, str]
) -> None:
    private, key = school_key
    manifest, signature = place / MANIFEST, place / SIGNATURE
    with pytest.raises(Refused, match="has no signature"):
        updates.newer(str(place), key)
    with pytest.raises(Refused, match="has no signature"):
        updates.newer("https://files.school.example", key, client=web(place, missing=404))
    signature.write_bytes(private.sign(manifest.read_bytes()))
    for found in (
        updates.newer(str(place), key),
        updates.newer("https://files.school.example", key, client=web(place)),
    ):
        assert found is not None
        assert found.version == "9.1.0"
    with pytest.raises(Refused, match="not signed by the school's key, or was changed"):
        updates.newer(str(place), key[:-4] + "AAA=")
    manifest.write_text(TOLD + "\n# changed\n", encoding="utf-8")
    with pytest.raises(Refused, match="not signed by the school's key, or was changed"):
        updates.installer(str(place), key)
    signature.write_bytes(b"short")
    with pytest.raises(Refused, match="not signed by the school's key"):
        updates.latest(str(place), key)
    assert updates.newer(str(place)) is not None  # without a key the checksum alone is proven


def test_the_commands_of_the_readme_make_a_signature_that_is_believed(place: Path, tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl here")
    lines = [line for line in README.read_text("utf-8").splitlines() if line.startswith("openssl ")]
    assert len(lines) == 3
    for line in lines:
        words = shlex.split(line)
        made = subprocess.run([openssl, *words[1:]], cwd=place, capture_output=True, text=True, check=True)
        told = made.stdout
    key = next(line for line in told.splitlines() if not line.startswith("-"))
    assert release_key(f" {key}\n") == key
    assert updates.newer(str(place), key) is not None


@pytest.mark.parametrize("text", ["", "AAAA", "not base64 at all", "MCowBQYDK2VwAyEA" + "A" * 40])
def test_what_is_no_public_key_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="Ed25519"):
        release_key(text)


def test_what_was_written_down_holds_while_it_is_newer() -> None:
    kept = {"source": "/srv", "version": "9.1.0", "file": "a.deb", "sha256": SUM}
    assert updates.still_newer(kept) == Release("9.1.0", "a.deb", SUM)
    assert updates.still_newer({**kept, "version": "0.0.1"}) is None
    assert updates.still_newer({}) is None


def test_a_window_too_old_for_the_schema_hears_where_the_library_keeps_newer_ones(tmp_path: Path) -> None:
    place = Settings(data_dir=tmp_path, bcrypt_rounds=4)
    with closing(build(place)) as app:
        app.accounts.create_first_user("Maria Santos")
        head = app.accounts.sign_in_locally()
        app.library_settings.set(head, "update_source", str(tmp_path / "releases"))
        app.library_settings.set(head, "update_key", f"{KEY[:20]} {KEY[20:]}")
        with pytest.raises(InvalidInput, match="Ed25519"):
            app.library_settings.set(head, "update_key", "AAAA")
        with pytest.raises(InvalidInput):
            app.library_settings.set(head, "update_source", "http://files.school.example")
    with closing(open_database(place)) as database:
        database.write(
            lambda connection: connection.execute(text("UPDATE schema_info SET min_app = '9.0.0'"))
        )
    with pytest.raises(Refused) as caught:
        build(place)
    assert caught.value.code == "app_too_old"
    assert caught.value.details["update_source"] == str(tmp_path / "releases")
    assert caught.value.details["update_key"] == KEY
    with closing(open_database(place)) as database:
        database.write(lambda connection: connection.execute(text("DROP TABLE library_settings")))
        assert schema.state(database).update_source == ""
