"""What holds everywhere and a machine can see: layers, sizes, banned calls, registries, pinned versions."""

from __future__ import annotations

import ast
import importlib.metadata
import inspect
import itertools
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from app import bootstrap, cli, doctor

ROOT = Path(__file__).resolve().parent.parent
PRODUCT = ("app", "ui", "packaging")
LONGEST_FILE = 400
LONGEST_FUNCTION = 50


def _sources(*tops: str) -> list[Path]:
    return sorted(path for top in tops for path in (ROOT / top).rglob("*.py"))


def _name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def _calls(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """The last part of every called name, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute | ast.Name):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else node.func.id, node.lineno


def _lines_calling(name: str, *tops: str) -> list[str]:
    found = []
    for path in _sources(*tops):
        found += [
            f"{_name(path)}:{line}" for call, line in _calls(ast.parse(path.read_text())) if call == name
        ]
    return found


def test_the_layers_hold() -> None:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_the_event_loop_is_never_re_entered() -> None:
    assert _lines_calling("processEvents", "app", "ui") == []


def test_tests_wait_on_conditions_and_not_on_the_clock() -> None:
    assert _lines_calling("sleep", "tests") == []


def test_no_process_is_ended_by_its_name() -> None:
    told = re.compile(r"\b(pkill|killall)\b")
    here = Path(__file__)
    assert [
        _name(path) for path in _sources(*PRODUCT, "tests") if path != here and told.search(path.read_text())
    ] == []


@pytest.mark.parametrize("top", PRODUCT)
def test_files_and_functions_stay_small_enough_to_be_read(top: str) -> None:
    long = []
    for path in _sources(top):
        text = path.read_text()
        if len(text.splitlines()) > LONGEST_FILE:
            long.append(f"{_name(path)}: {len(text.splitlines())} lines")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno:
                length = node.end_lineno - node.lineno + 1
                if length > LONGEST_FUNCTION:
                    long.append(f"{_name(path)}:{node.lineno} {node.name}: {length} lines")
    assert long == []


def test_every_module_postpones_its_annotations() -> None:
    late = "from __future__ import annotations"
    without = [
        _name(path)
        for path in _sources(*PRODUCT, "tests")
        if _has_code(path) and late not in path.read_text()
    ]
    assert without == []


def _has_code(path: Path) -> bool:
    body = ast.parse(path.read_text()).body
    return any(
        isinstance(node, ast.Import | ast.ImportFrom | ast.FunctionDef | ast.ClassDef) for node in body
    )


def test_every_module_says_what_it_is_for() -> None:
    assert [
        _name(path)
        for path in _sources(*PRODUCT, "tests")
        if not ast.get_docstring(ast.parse(path.read_text()))
    ] == []


@pytest.mark.parametrize("folder", ["packaging", "resources"])
def test_folders_that_are_no_packages(folder: str) -> None:
    assert list((ROOT / folder).rglob("__init__.py")) == []


# --- registries --------------------------------------------------------------------------------------------


def test_every_command_is_registered() -> None:
    files = {path.stem for path in (ROOT / "app" / "commands").glob("*.py")} - {"__init__", "common"}
    registered = {command.__name__.rpartition(".")[2] for command in cli.COMMANDS}
    assert registered == files
    assert all(callable(command.register) and callable(command.run) for command in cli.COMMANDS)


def test_every_check_of_the_doctor_is_registered() -> None:
    taking = {"patient", "_patient"}
    functions = {
        name: inspect.signature(value) for name, value in vars(doctor).items() if inspect.isfunction(value)
    }
    returning = {
        name
        for name, signature in functions.items()
        if len(signature.parameters) == 1
        and taking >= set(signature.parameters)
        and signature.return_annotation == "Iterator[Finding]"
    }
    assert {check.__name__ for check in doctor.CHECKS} == returning


def test_every_service_of_the_composition_root_is_listed() -> None:
    members = [item for part in bootstrap.App.__mro__ for item in vars(part).items()]
    made = {name for name, value in members if type(value).__name__ == "cached_property"}
    assert set(bootstrap.SERVICES) | set(bootstrap.STORES) == made


def test_every_pane_can_be_loaded_and_none_is_forgotten() -> None:
    from ui.panes import PANES

    assert len({spec.key for spec in PANES}) == len(PANES)
    loaded = {base.__module__ for spec in PANES for base in spec.load().__mro__}
    defined = {
        ".".join(path.relative_to(ROOT).with_suffix("").parts)
        for path in _sources("ui/panes")
        if re.search(r"^class \w+\(Pane\):", path.read_text(), re.MULTILINE)
    }
    assert defined - loaded == set()


# --- versions ----------------------------------------------------------------------------------------------


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.mark.parametrize("name", ["constraints.txt", "program.txt"])
def test_every_dependency_is_pinned_with_hashes_and_no_address(name: str) -> None:
    """What packs the program, and what goes into it, stands in a lock of its own."""
    lock = (ROOT / "packaging" / name).read_text()
    assert "://" not in lock
    assert "--find-links" not in lock
    blocks = re.findall(
        r"^(\S+)==\S+[^\n]*\\\n(?:    --hash=sha256:[0-9a-f]{64}(?: \\)?\n)+", lock, re.MULTILINE
    )
    assert len(blocks) == len(re.findall(r"^[A-Za-z]", lock, re.MULTILINE))
    with (ROOT / "pyproject.toml").open("rb") as stream:
        project = tomllib.load(stream)["project"]
    extras = project["optional-dependencies"]
    locked = {"gui", "package"} if name == "program.txt" else extras.keys() - {"package"}
    wanted = itertools.chain(project["dependencies"], *(extras[extra] for extra in sorted(locked)))
    names = {_normal(re.split(r"[^\w.-]", each, maxsplit=1)[0]) for each in wanted}
    assert names <= {_normal(name) for name in blocks}


def test_the_installed_versions_are_the_pinned_ones() -> None:
    lock = (ROOT / "packaging" / "constraints.txt").read_text()
    pinned = dict(re.findall(r"^([A-Za-z0-9_.-]+)==([^ ;\\]+)", lock, re.MULTILINE))
    for name in ("sqlalchemy", "pymysql", "pyside6-essentials", "msgspec"):
        assert importlib.metadata.version(name) == pinned[name]


def test_every_dependency_has_its_reason_beside_it() -> None:
    text = (ROOT / "pyproject.toml").read_text()
    section = text[text.index("dependencies = [") : text.index("[project.scripts]")]
    lines = [line for line in section.splitlines() if line.startswith('    "')]
    assert lines
    assert [line for line in lines if not re.search(r'",\s+# \S', line)] == []


def test_the_changelog_begins_with_this_version_or_what_comes_after_it() -> None:
    from app import __version__

    headings = re.findall(r"^## \[([^]]+)\]", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert headings[0] in ("Unreleased", __version__)


def test_this_qt_does_not_steal_references() -> None:
    """PySide6 6.12.0 on Python 3.11 drops a reference to None or False per call and aborts the process in the end."""
    from PySide6.QtCore import QObject, Signal
    from PySide6.QtWidgets import QApplication, QGraphicsRectItem

    QApplication.instance() or QApplication([])

    class Sender(QObject):
        said = Signal(bool)

    sender, item, heard = Sender(), QGraphicsRectItem(), []
    sender.said.connect(heard.append)
    before = [sys.getrefcount(value) for value in (None, True, False)]
    for _ in range(500):
        item.update()
        item.scene()
        item.parentItem()
        item.isVisible()
        sender.said.emit(False)
    heard.clear()
    after = [sys.getrefcount(value) for value in (None, True, False)]
    # A few more or fewer come from elsewhere; a theft would take 500 or more.
    assert all(then - now < 100 for then, now in zip(before, after, strict=True)), (before, after)


def test_no_day_is_written_in_a_way_only_one_system_knows() -> None:
    """``%-d`` is a form of one C library: on Windows it ends with an error."""
    told = re.compile(r"%[-#][a-zA-Z]")
    assert [_name(path) for path in _sources(*PRODUCT) if told.search(path.read_text())] == []


def test_msgspec_is_given_types_to_read_in_one_place() -> None:
    """Two threads that give it a type it has not met end the process: ``app.decoding`` lets one in at a time."""
    reading = re.compile(r"^(?:msgspec\.)?(?:(?:json|msgpack)\.Decoder|(?:json|msgpack)\.decode|convert)$")
    found = []
    for path in _sources("app", "ui"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and reading.search(name := ast.unparse(node.func)):
                typed = len(node.args) > 1 or any(each.arg == "type" for each in node.keywords)
                if typed or name.endswith((".Decoder", ".convert")):
                    found.append(f"{_name(path)}:{node.lineno}")
    assert {each.split(":")[0] for each in found} == {"app/decoding.py"}, found
