"""The set-up script: what it installs, what it says where it may not, and that it leaves nothing running."""

from __future__ import annotations

import importlib
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import psutil
import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.fixture
def setup(monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
    """packaging/dev.py, which is a script beside two others and no package."""
    monkeypatch.syspath_prepend(ROOT / "packaging")
    yield importlib.import_module("dev")
    for name in ("dev", "system_packages"):
        sys.modules.pop(name, None)


@pytest.fixture
def packages(setup: ModuleType) -> ModuleType:
    found: ModuleType = setup.system_packages
    return found


def test_a_complete_system_is_left_alone(packages: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(packages, "_as_root", lambda: pytest.fail("asked for rights"))
    packages.provide(packages.QT + packages.SERVERS)


@pytest.mark.parametrize(("root", "prefix"), [([], []), (["sudo", "-n"], ["sudo", "-n"])])
def test_what_is_missing_is_named_and_installed(
    root: list[str],
    prefix: list[str],
    packages: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    ran: list[list[str]] = []

    def record(command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        ran.append(command)
        return subprocess.CompletedProcess(command, 0, "", "")

    monkeypatch.setattr(packages, "_as_root", lambda: root)
    monkeypatch.setattr("subprocess.run", record)
    needs = (packages.program("some-server", "no-such-program"), packages.program("coreutils", "sh"))
    packages.provide(needs)
    install = ["apt-get", "install", "--yes", "--no-install-recommends", "some-server"]
    assert ran[-1][: len(prefix) + 2] == [*prefix, "sh", "-c"] and ran[-1][-len(install) :] == install
    assert "policy-rc.d" in ran[-1][len(prefix) + 2], "a service of the system's own would be started"
    assert "some-server" in capsys.readouterr().out


def test_without_rights_it_says_which_command_to_run(
    packages: ModuleType, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(packages, "_as_root", lambda: None)
    with pytest.raises(
        packages.Missing, match="sudo apt-get install --yes --no-install-recommends some-server"
    ):
        packages.provide((packages.program("some-server", "no-such-program"),))


def test_without_apt_it_names_the_packages(packages: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda name, path=None: None)
    with pytest.raises(packages.Missing, match="what Debian calls some-server"):
        packages.provide((packages.program("some-server", "no-such-program"),))


@pytest.mark.parametrize(
    ("display", "arguments", "expected"),
    [("", [], ["tour", "--out", "tour"]), (":0", [], []), ("", ["doctor"], ["doctor"])],
)
def test_run_opens_the_window_or_makes_a_tour_where_there_is_no_display(
    display: str,
    arguments: list[str],
    expected: list[str],
    setup: ModuleType,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr(setup.system_packages, "provide", lambda needs: None)
    monkeypatch.setattr(setup, "prepare", lambda: None)
    monkeypatch.setattr(setup, "_do", lambda command: ran.append(command) or 0)
    assert setup.run(arguments) == 0
    assert [command[1:] for command in ran] == [expected]


def test_an_up_to_date_environment_runs_nothing(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    ran: list[list[str]] = []
    monkeypatch.setattr(setup, "VENV", tmp_path)
    monkeypatch.setattr(setup, "_make_venv", lambda: setup._python_of(tmp_path).parent.mkdir())
    monkeypatch.setattr(setup, "_do", lambda command, quiet=False: ran.append(command) or 0)
    setup.prepare()
    assert [("--require-hashes" in command, "--no-deps" in command) for command in ran] == [
        (True, False),
        (False, True),
    ]
    setup._python_of(tmp_path).touch()
    setup.prepare()
    assert len(ran) == 2


def test_the_program_is_packed_in_an_environment_made_once_for_each_lock(
    setup: ModuleType, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    made: list[Path] = []
    ran: list[list[str]] = []
    lock = tmp_path / "program.txt"
    lock.write_text("one")
    monkeypatch.setattr(setup, "VENV", tmp_path)
    monkeypatch.setattr(setup, "PACKER", tmp_path / "packer")
    monkeypatch.setattr(setup, "PACKER_LOCK", lock)
    monkeypatch.setattr(setup.system_packages, "provide", lambda needs: None)
    monkeypatch.setattr(setup, "_install_beside", lambda environment, lock: made.append(environment))
    monkeypatch.setattr(setup, "_do", lambda command: ran.append(command) or 0)
    assert setup.package(["--no-deb"]) == 0 == setup.package([])
    assert made == [tmp_path / "packer"]
    assert ran[0][0] == str(setup._python_of(tmp_path / "packer"))
    assert [Path(word).name for word in ran[0][1:]] == ["package.py", "--no-deb"]
    lock.write_text("two")
    setup.package([])
    assert len(made) == 2


def test_every_step_runs_even_after_one_failed(setup: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def fail(command: list[str], quiet: bool = False) -> int:
        ran.append(Path(command[0]).name)
        return 1 if ran[-1] == "ruff" else 0

    monkeypatch.setattr(setup, "_prepare_servers", lambda: None)
    monkeypatch.setattr(setup, "_do", fail)
    assert setup.test(["-k", "x"]) == 1
    assert ran == ["ruff", "ruff", "mypy", "lint-imports", "python"]


def test_ending_it_ends_what_it_started() -> None:
    code = "import dev, sys; dev._do([sys.executable, '-c', 'print(1, flush=True); import sys; sys.stdin.read()'])"
    script = f"import signal, sys; sys.path.insert(0, {str(ROOT / 'packaging')!r}); import dev; "
    script += f"signal.signal(signal.SIGTERM, dev._terminate); {code}"
    process = subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    with process:
        assert process.stdout is not None
        assert process.stdout.readline() == "1\n"
        (child,) = psutil.Process(process.pid).children()
        process.send_signal(signal.SIGTERM)
        assert process.wait(timeout=20) == 143
        _, alive = psutil.wait_procs([child], timeout=20)
        assert not alive


def test_ci_fails_without_the_real_input_beside_the_checkout(tmp_path: Path) -> None:
    (tmp_path / "checkout" / ".ci").mkdir(parents=True)
    script = shutil.copy(ROOT / ".ci" / "run", tmp_path / "checkout" / ".ci" / "run")
    done = subprocess.run(
        [script], capture_output=True, text=True, check=False, env={"PATH": os.environ["PATH"]}
    )
    assert done.returncode == 1
    assert "is missing" in done.stderr


def test_a_built_package_holds_program_window_and_resources(tmp_path: Path) -> None:
    source = tmp_path / "source"
    for name in ("app", "ui", "resources", "packaging"):
        shutil.copytree(ROOT / name, source / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, source / name)
    build = ["-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation", "--no-cache-dir"]
    subprocess.run([sys.executable, *build, "--wheel-dir", tmp_path, source], check=True, capture_output=True)
    (wheel,) = tmp_path.glob("clms-*.whl")
    with zipfile.ZipFile(wheel) as archive:
        held = set(archive.namelist())
    wanted = {
        str(path.relative_to(source))
        for top in ("app", "ui", "resources")
        for path in (source / top).rglob("*")
        if path.is_file()
    }
    assert wanted - held == set()
    assert not any(name.startswith(("packaging/", "tests/")) for name in held)
