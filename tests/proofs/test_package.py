"""The Debian package in a minimal Debian without Python: installed, looked at, used, removed.

Takes the package that ``CLMS_TEST_PACKAGE`` names; without it, it builds one, which takes some minutes.
"""

from __future__ import annotations

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.bootstrap import build
from app.domain.jobs import OPEN, JobState
from app.settings import Settings
from tests.proofs.debian_root import DebianRoot, debian_root
from tests.waiting import until

pytestmark = [
    pytest.mark.long,
    pytest.mark.timeout(3600),
    pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="needs chroot"),
]

ROOT = Path(__file__).parents[2]
LIBRARY = "var/lib/clms"
OWN = "usr/lib/clms"
PASSWORD = "reading is a quiet joy"
SERVICES = {"CLMS_DATA_DIR": f"/{LIBRARY}", "HOME": f"/{LIBRARY}"}


@pytest.fixture(scope="module")
def package() -> Path:
    if given := os.environ.get("CLMS_TEST_PACKAGE"):
        return Path(given)
    subprocess.run([sys.executable, "packaging/dev.py", "package"], cwd=ROOT, check=True)
    (found,) = (ROOT / "dist").glob("clms_*.deb")
    return found


@pytest.fixture(scope="module")
def root(package: Path) -> Iterator[DebianRoot]:
    """With the package installed by dpkg, after nothing but what it depends on."""
    if shutil.which("debootstrap") is None:
        pytest.skip("debootstrap is not installed: packaging/dev.py test --long does it")
    with debian_root() as made:
        assert not _pythons(made)
        asked = ["dpkg-deb", "--field", str(package), "Depends"]
        depends = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
        wanted = [re.split(r"[ |(]", each.strip())[0] for each in depends.split(",")]
        made.must("apt-get", "update", "-qq")
        made.install(*wanted)
        shutil.copy(package, made.folder / "tmp/clms.deb")
        made.must("dpkg", "-i", "/tmp/clms.deb")
        yield made


def test_it_brings_every_library_or_depends_on_it_and_there_is_no_python(root: DebianRoot) -> None:
    assert not _pythons(root)
    look = f"find /{OWN} -name '*.so*' -type f -exec ldd {{}} + 2>/dev/null | grep 'not found' || true"
    assert root.must("sh", "-c", look, env={"LD_LIBRARY_PATH": f"/{OWN}/_internal"}) == ""


def test_the_doctor_finds_nothing_amiss(root: DebianRoot) -> None:
    done = root.run("clms", "doctor", "--json", user="clms", env=SERVICES)
    found = {each["check"]: each for each in json.loads(done.stdout)}
    assert done.returncode == 0, done.stdout
    assert found["Window"]["message"].startswith("Qt for Python 6"), done.stdout


def test_the_account_the_settings_and_the_library_are_closed_to_others(root: DebianRoot) -> None:
    told = root.must("stat", "--format=%n %a %U:%G", "/etc/clms", "/etc/clms/clms.env", f"/{LIBRARY}")
    assert told.splitlines() == [
        "/etc/clms 755 root:root",
        "/etc/clms/clms.env 640 root:clms",
        "/var/lib/clms 750 clms:clms",
    ]


def test_the_worker_carries_out_a_job_and_the_server_answers(root: DebianRoot) -> None:
    root.must(
        "clms",
        "sample",
        "--titles",
        "200",
        "--students",
        "50",
        "--activities",
        "300",
        user="clms",
        env=SERVICES,
    )
    (root.folder / LIBRARY / "backups").mkdir()
    # Ordered as in the window, by this checkout: it has the same schema.
    with build(Settings(data_dir=root.folder / LIBRARY)) as app:
        app.accounts.create_first_user("Maria Santos", password=PASSWORD)
        actor = app.accounts.sign_in("maria.santos", PASSWORD, workstation="front-desk")
        ordered = app.maintenance.start(actor, "backup-database", {"folder": f"/{LIBRARY}/backups"})
        job = ordered.value.job_id
        root.must("chown", "-R", "clms:clms", f"/{LIBRARY}")
        with _running(root, "worker"):
            until(lambda: app.maintenance.job(actor, job).state not in OPEN, "the job", 120)
        assert app.maintenance.job(actor, job).state is JobState.DONE
    assert list((root.folder / LIBRARY / "backups").iterdir())
    root.must("chown", "-R", "clms:clms", f"/{LIBRARY}")
    with _running(root, "serve", "--port", "0", "--workers", "2") as server:
        assert server.stdout is not None
        address = server.stdout.readline().split()[3]
        with urllib.request.urlopen(f"{address}/health", timeout=60) as answer:
            assert answer.status == 200 and json.load(answer)["ready"]
        asked = urllib.request.Request(
            f"{address}/api/auth/login",
            json.dumps({"username": "maria.santos", "password": PASSWORD}).encode(),
            {"Content-Type": "application/json"},
        )
        with urllib.request.urlopen(asked, timeout=60) as answer:
            assert answer.status == 200


def test_the_tour_of_the_window_passes_on_an_x_server(root: DebianRoot) -> None:
    root.install("xvfb", "xauth")
    assert not _pythons(root)
    tour = ["clms", "tour", "--on-display", "--quick", "--out", "/tmp/tour"]
    screen = ["xvfb-run", "--auto-servernum", "--server-args=-screen 0 1920x1080x24"]
    done = root.run(*screen, *tour, env={"HOME": "/tmp", "QT_QPA_PLATFORM": "xcb"}, timeout=900)
    if kept := os.environ.get("CLMS_TEST_PICTURES"):
        shutil.copytree(root.folder / "tmp/tour", kept, dirs_exist_ok=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("ok  ") > 15


def test_the_desktop_knows_it_and_marc_files(root: DebianRoot) -> None:
    root.install("desktop-file-utils", "shared-mime-info", "hicolor-icon-theme", "libglib2.0-bin")
    root.must("desktop-file-validate", "/usr/share/applications/clms.desktop")
    (root.folder / "tmp/a.mrc").write_bytes(b"00026nam a2200025 a 4500\x1e\x1d")
    (root.folder / "tmp/records").write_bytes(b"00026nam a2200025 a 4500\x1e\x1d")
    (root.folder / "tmp/b.marcxml").write_text(
        '<collection xmlns="http://www.loc.gov/MARC21/slim"></collection>'
    )
    for name, kind in (("a.mrc", "marc"), ("records", "marc"), ("b.marcxml", "marcxml+xml")):
        told = root.must("gio", "info", "--attributes=standard::content-type", f"/tmp/{name}")
        assert f"content-type: application/{kind}" in told
    assert (root.folder / "usr/share/icons/hicolor/256x256/apps/clms.png").is_file()


def test_systemd_takes_the_units_and_nothing_is_enabled(root: DebianRoot) -> None:
    root.install("systemd")
    units = [f"/usr/lib/systemd/system/clms-{name}.service" for name in ("server", "worker")]
    told = root.run("systemd-analyze", "verify", "--man=no", *units)
    assert (told.returncode, told.stdout, told.stderr) == (0, "", "")
    assert not list((root.folder / "etc/systemd/system").rglob("clms-*"))


def test_removing_it_keeps_the_library_and_purging_it_too(root: DebianRoot) -> None:
    (root.folder / LIBRARY / "clms.db").touch()
    root.must("dpkg", "--remove", "clms")
    assert (root.folder / "etc/clms/clms.env").is_file()
    assert not (root.folder / OWN).exists() and not (root.folder / "usr/bin/clms").is_symlink()
    assert "was kept" in root.must("dpkg", "--purge", "clms")
    assert not (root.folder / "etc/clms").exists()
    assert (root.folder / LIBRARY / "clms.db").is_file()
    root.must("dpkg", "-i", "/tmp/clms.deb")
    shutil.rmtree(root.folder / LIBRARY)
    root.must("dpkg", "--purge", "clms")
    assert "clms" not in root.must("getent", "passwd")


def _pythons(root: DebianRoot) -> list[str]:
    """Every interpreter but the one the program brings as a library."""
    told = root.must("find", "/", "-xdev", "-path", f"/{OWN}", "-prune", "-o", "-name", "*python*", "-print")
    return [line for line in told.splitlines() if re.search(r"/(bin|lib)/(lib)?python", line)]


@contextlib.contextmanager
def _running(root: DebianRoot, *words: str) -> Iterator[subprocess.Popen[str]]:
    """A service as its unit starts it."""
    command = root.command("clms", *words, "--until-stdin-closes", user="clms", env=SERVICES)
    process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    try:
        yield process
    finally:
        process.communicate(timeout=120)
    assert process.returncode == 0, words
