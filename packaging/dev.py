#!/usr/bin/env python3
"""Everything a developer does with CLMS, on a machine that has only Python 3.11 or newer.

    python3 packaging/dev.py run [ARGUMENTS OF clms]     the window; without a display a tour that leaves pictures
    python3 packaging/dev.py test [--long] [OF pytest]   format, lint, types, layers and tests
    python3 packaging/dev.py bench [ARGUMENTS]           the benchmarks, as one table
    python3 packaging/dev.py package [--no-deb]          the program that needs no Python, as a folder and a .deb
    python3 packaging/dev.py lock                        resolve the dependencies anew into constraints.txt

Each makes ``.venv``, installs the pinned dependencies and the system packages it lacks, and does its job. The second
time the set-up takes no time. Standard library only.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import venv
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import system_packages
from system_packages import BASELINES, CLIENTS, CLOCKS, PACKING, PROVING, QT, READERS, SERVERS, X11, Missing

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
LOCK = ROOT / "packaging" / "constraints.txt"
STRANGERS = VENV / "clients"
"""Clients of the API that others wrote, for the long tests: too large, and too many, to be among our own tools."""
STRANGERS_LOCK = ROOT / "packaging" / "clients.txt"
PACKER = VENV / "packer"
"""PyInstaller and what the program needs to run: it packs what it finds, and here it finds our tools too."""
PACKER_LOCK = ROOT / "packaging" / "program.txt"
ARTILLERY = "artillery@2.0.21"
OLDEST = (3, 11)
BESIDE = (
    ("tests/ui",),
    ("tests/app/server", "tests/app/monitoring", "tests/app/cache"),
    ("tests/app/services",),
    ("tests/app/jobs", "tests/app/maintenance"),
)
"""Tests that run in processes of their own, more than there are processors: they wait longer than they work, for servers,
workers and windows."""
ALONE = ("tests/ui/test_stalls.py",)
"""Tests that measure how long the window's thread works; they come last and have the machine to themselves."""
POLITE_SECONDS = 20  # to stop after Ctrl+C before being killed


def main() -> int:
    """Do what the command line says; returns the exit code."""
    signal.signal(signal.SIGTERM, _terminate)
    commands = {"run": run, "test": test, "bench": bench, "package": package, "lock": lock}
    name, *arguments = sys.argv[1:] or ["help"]
    if name not in commands:
        print(__doc__)
        return 0 if name in ("help", "-h", "--help") else 2
    try:
        return commands[name](arguments)
    except Missing as problem:
        print(problem, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(arguments: list[str]) -> int:
    """Start the program."""
    display = sys.platform != "linux" or bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    system_packages.provide(QT + X11 if display and sys.platform == "linux" else QT)
    prepare()
    if display or arguments:
        return _do([_tool("clms"), *arguments])
    print(
        "No display here: a tour of the real window instead, with pictures of every pane in tour/", flush=True
    )
    return _do([_tool("clms"), "tour", "--out", "tour"])


def test(arguments: list[str]) -> int:
    """Check everything. Goes on after a failure, so that one run shows them all."""
    _prepare_servers()
    if "--long" in arguments:
        _prepare_clients()
    python = _tool("python")
    steps = {
        "format": [_tool("ruff"), "format", "--check", "--quiet", "."],
        "lint": [_tool("ruff"), "check", "--quiet", "."],
        "types": [_tool("mypy")],
        "layers": [_tool("lint-imports"), "--no-cache"],
    }
    outcome = {}
    for name, command in steps.items():
        started = time.monotonic()
        print(f"── {name}", flush=True)
        code = _do(command, quiet=name == "layers")
        outcome[name] = code
        print(f"── {name}: {'failed' if code else 'ok'} in {time.monotonic() - started:.1f} s", flush=True)
    started = time.monotonic()
    print("── tests", flush=True)
    outcome["tests"] = _run_tests([python, "-m", "pytest", "-q"], arguments)
    print(
        f"── tests: {'failed' if outcome['tests'] else 'ok'} in {time.monotonic() - started:.1f} s",
        flush=True,
    )
    broken = [name for name, code in outcome.items() if code]
    print(f"Failed: {', '.join(broken)}" if broken else "Everything is fine.")
    return 1 if broken else 0


def _run_tests(pytest: list[str], arguments: list[str]) -> int:
    """The whole suite in some processes at once; what was named on the command line in one.

    What the others say is shown when the first is over.
    """
    if any(not each.startswith("--") for each in arguments):
        return _do([*pytest, *arguments])
    later = [word for each in ALONE for word in ("--ignore", each)]
    rest = [word for group in BESIDE for each in group for word in ("--ignore", each)]
    with contextlib.ExitStack() as stack:
        others = [
            stack.enter_context(_tests_beside([*pytest, *group, *later, *arguments])) for group in BESIDE
        ]
        codes = [_do([*pytest, *rest, *arguments]), *(each.wait() for each in others)]
    codes.append(_do([*pytest, *ALONE, *arguments]))
    return next(filter(None, codes), 0)


@contextlib.contextmanager
def _tests_beside(command: list[str]) -> Iterator[subprocess.Popen[str]]:
    """Tests at work whose words are shown at the end, and which are ended if they are not over by then."""
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, cwd=ROOT, stdout=said, stderr=subprocess.STDOUT, text=True)
        try:
            yield process
        finally:
            if process.poll() is None:
                process.terminate()
                process.wait()
            said.seek(0)
            print(said.read(), flush=True)


def bench(arguments: list[str]) -> int:
    """Measure."""
    _prepare_servers()
    system_packages.provide(BASELINES + CLIENTS)
    return _do([_tool("python"), "-m", "tests.benchmarks.run", *arguments])


def package(arguments: list[str]) -> int:
    """Build the program that needs no Python; see package.py."""
    _require_python()
    system_packages.provide(QT + X11 + PACKING)
    wanted = _fingerprint(PACKER_LOCK.read_text(), str(PACKER), sys.version)
    if _stamp("packer") != wanted:
        print("Installing what packs the program", flush=True)
        _install_beside(PACKER, PACKER_LOCK)
        _write_stamp("packer", wanted)
    return _do([str(_python_of(PACKER)), str(ROOT / "packaging" / "package.py"), *arguments])


def lock(_arguments: list[str]) -> int:
    """Resolve what pyproject.toml asks for into exact versions with their hashes, for every platform."""
    prepare()
    tools = VENV / "lock"
    venv.create(tools, with_pip=True, clear=True)
    try:
        _check([str(_python_of(tools)), "-m", "pip", "install", "--quiet", "uv"])
        resolver = [str(_python_of(tools)), "-m", "uv", "pip", "compile", "pyproject.toml", "--quiet"]
        resolver += ["--universal", "--python-version", "3.11", "--generate-hashes", "--no-config"]
        resolver += ["--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate"]
        ours = ["--extra", "gui", "--extra", "dev", "--extra", "bench", "--output-file", str(LOCK)]
        packed = ["--extra", "gui", "--extra", "package", "--constraint", str(LOCK)]
        code = _do([*resolver, *ours])
        return code or _do([*resolver, *packed, "--output-file", str(PACKER_LOCK)])
    finally:
        shutil.rmtree(tools, ignore_errors=True)


def prepare() -> None:
    """Bring ``.venv`` up to date; at once when it is."""
    _require_python()
    dependencies = _fingerprint(LOCK.read_text(), str(VENV), sys.version)
    project = _fingerprint(dependencies, (ROOT / "pyproject.toml").read_text())
    if not _python_of(VENV).exists():
        print(f"Making {VENV.name}", flush=True)
        _make_venv()
    pip = [_tool("python"), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    if _stamp("dependencies") != dependencies:
        print("Installing the pinned dependencies", flush=True)
        _check([*pip, "--require-hashes", "--requirement", str(LOCK)])
        _write_stamp("dependencies", dependencies)
    if _stamp("project") != project:
        _check([*pip, "--no-deps", "--no-build-isolation", "--editable", "."])
        _write_stamp("project", project)


def _prepare_servers() -> None:
    """What tests and benchmarks need beyond the program itself: two real database servers."""
    system_packages.provide(QT + SERVERS + READERS)
    prepare()
    if sys.platform != "linux":
        raise Missing(
            "Tests run against real database servers, which this script can set up on Debian and Ubuntu only."
        )
    import mysql_server  # these need a POSIX system
    import ssh_server

    for name, server in (("MySQL", mysql_server), ("An SSH server", ssh_server)):
        try:
            server.ensure()
        except mysql_server.Unavailable as problem:
            raise Missing(f"{name} can't be set up: {problem}") from problem


def _prepare_clients() -> None:
    """schemathesis in an environment of its own, Artillery by npm without its browsers, and wrk."""
    system_packages.provide(CLIENTS + CLOCKS + PROVING)
    wanted = _fingerprint(STRANGERS_LOCK.read_text(), ARTILLERY, sys.version)
    if _stamp("clients") == wanted:
        return
    print("Installing the clients of the long tests", flush=True)
    _install_beside(STRANGERS, STRANGERS_LOCK)
    npm = ["npm", "install", "--no-fund", "--no-audit", "--ignore-scripts", "--silent"]
    _check([*npm, "--prefix", str(STRANGERS), ARTILLERY])
    _write_stamp("clients", wanted)


def _require_python() -> None:
    """Go on with a newer Python when this one is too old and another is installed."""
    if sys.version_info >= OLDEST:
        return
    for minor in range(14, OLDEST[1] - 1, -1):
        newer = shutil.which(f"python3.{minor}")
        if newer:
            os.execv(newer, [newer, *sys.argv])
    raise Missing(f"CLMS needs Python 3.{OLDEST[1]} or newer; this is {sys.version.split()[0]}.")


def _make_venv() -> None:
    try:
        venv.create(VENV, with_pip=True, clear=True)
    except subprocess.CalledProcessError:  # Debian keeps pip's part of venv in a package of its own
        name = f"python3.{sys.version_info.minor}-venv"
        system_packages.provide((system_packages.Need(name, lambda: False),))
        venv.create(VENV, with_pip=True, clear=True)


def _install_beside(environment: Path, lock: Path) -> None:
    venv.create(environment, with_pip=True, clear=True)
    pip = [str(_python_of(environment)), "-m", "pip", "--quiet", "--disable-pip-version-check", "install"]
    _check([*pip, "--require-hashes", "--requirement", str(lock)])


def _fingerprint(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _stamp(name: str) -> str:
    path = VENV / f".{name}-stamp"
    return path.read_text() if path.exists() else ""


def _write_stamp(name: str, value: str) -> None:
    (VENV / f".{name}-stamp").write_text(value)


def _python_of(environment: Path) -> Path:
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def _tool(name: str) -> str:
    return str(_python_of(VENV).with_name(f"{name}.exe" if os.name == "nt" else name))


def _check(command: list[str]) -> None:
    if _do(command):
        raise Missing(f"{' '.join(Path(word).name for word in command[:4])} … failed.")


def _do(command: list[str], *, quiet: bool = False) -> int:
    """Run it in the checkout. Whatever ends this script ends it too; ``quiet`` shows its words only if it fails."""
    words = subprocess.PIPE if quiet else None
    process = subprocess.Popen(
        command, cwd=ROOT, stdout=words, stderr=subprocess.STDOUT if quiet else None, text=True
    )
    try:
        said = _wait(process)
    except BaseException:
        # Ctrl+C has reached it as well; anything else hasn't.
        try:
            process.wait(POLITE_SECONDS if sys.exc_info()[0] is KeyboardInterrupt else 0)
        except subprocess.TimeoutExpired:
            process.terminate()
            try:
                process.wait(POLITE_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        raise
    if quiet and process.returncode:
        print(said)
    return process.returncode


def _wait(process: subprocess.Popen[str]) -> str:
    """What it said. Waits in short pieces: a signal that comes just before a long wait would not end it."""
    while True:
        try:
            return process.communicate(timeout=1)[0]
        except subprocess.TimeoutExpired:
            continue


def _terminate(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(143)


if __name__ == "__main__":
    sys.exit(main())
