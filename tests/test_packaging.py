"""What the packages are made of, as far as can be said without building one; tests/proofs/test_package.py does that."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest
from PySide6.QtGui import QImageReader

from app.cli import COMMANDS
from tests.servers import packaging_script
from ui.panes import PANES

ROOT = Path(__file__).resolve().parent.parent
PACKAGING = ROOT / "packaging"
INNO = PACKAGING / "windows/clms.iss"
_SCRIPTS = ("bundle", "debian_depends", "debian_package", "draw_icons", "sizes", "system_packages")


@pytest.fixture
def scripts() -> dict[str, ModuleType]:
    """The modules of packaging/ by name."""
    return {name: packaging_script(name) for name in _SCRIPTS}


def test_what_is_loaded_by_its_name_goes_in(scripts: dict[str, ModuleType]) -> None:
    modules = set(scripts["bundle"].modules())
    assert {spec.source.partition(":")[0] for spec in PANES} <= modules
    assert {command.__name__ for command in COMMANDS} <= modules
    assert "app" in modules and not any(name.startswith("app.database.migrations") for name in modules)


def test_every_file_that_is_read_goes_in(scripts: dict[str, ModuleType]) -> None:
    data = {Path(target) / Path(source).name for source, target in scripts["bundle"].data()}
    listed = subprocess.run(
        ["git", "ls-files", "resources", "app/database/migrations"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip
    assert {Path(each) for each in listed} <= data
    for each in listed:
        assert scripts["bundle"].is_wanted(each)


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("PySide6/Qt/plugins/platforms/libqxcb.so", True),
        ("PySide6/Qt/plugins/platforms/libqoffscreen.so", True),
        ("PySide6\\plugins\\platforms\\qwindows.dll", True),
        ("PySide6/Qt/lib/libQt6Widgets.so.6", True),
        ("PySide6/Qt/plugins/printsupport/libcupsprintersupport.so", True),
        ("PySide6/Qt/plugins/platforms/libqeglfs.so", False),
        ("PySide6\\plugins\\platforms\\qminimal.dll", False),
        ("PySide6/Qt/plugins/platformthemes/libqgtk3.so", False),
        ("PySide6/Qt/translations/qt_de.qm", False),
        ("PySide6/Qt/qml/QtQuick/qmldir", False),
        ("qtawesome/fonts/phosphor-1.3.0.ttf", True),
        ("qtawesome/fonts/remixicon-2.5.0.ttf", False),
    ],
)
def test_of_qt_only_what_a_window_uses_goes_in(
    name: str, wanted: bool, scripts: dict[str, ModuleType]
) -> None:
    assert scripts["bundle"].is_wanted(name) is wanted


def test_libraries_that_nothing_needs_any_more_stay_out(
    scripts: dict[str, ModuleType], monkeypatch: pytest.MonkeyPatch
) -> None:
    needs = {"a/x.so": ["libone.so.1"], "libone.so.1": ["libtwo.so.2"], "libgtk.so.3": ["libcairo.so.2"]}
    monkeypatch.setattr(scripts["bundle"], "_needed", lambda file: needs.get(file, []))
    files = ["a/x.so", "libone.so.1", "libtwo.so.2", "libgtk.so.3", "libcairo.so.2", "libpython3.11.so.1.0"]
    collected = [(name, name, "BINARY") for name in files]
    collected.append(("libtwo.so.2", "PySide6/Qt/lib/libtwo.so.2", "SYMLINK"))
    kept = [place for place, _, _ in scripts["bundle"].without_orphans(collected)]
    assert kept == ["a/x.so", "libone.so.1", "libtwo.so.2", "libpython3.11.so.1.0", "libtwo.so.2"]


def test_the_packaged_libraries_are_the_tested_ones() -> None:
    def pins(name: str) -> dict[str, str]:
        return dict(re.findall(r"^([\w.-]+)==(\S+)", (PACKAGING / name).read_text(), re.MULTILINE))

    tested, packed = pins("constraints.txt"), pins("program.txt")
    assert "pyinstaller" in packed
    assert {name for name in packed if packed[name] != tested.get(name, packed[name])} == set()
    named = re.findall(r'^    "([\w.-]+)[^"]*",', (ROOT / "pyproject.toml").read_text(), re.MULTILINE)
    assert {"sqlalchemy", "pyside6-essentials"} <= {name.lower() for name in named} & set(packed)


def test_a_part_that_grows_past_its_budget_is_marked(scripts: dict[str, ModuleType], tmp_path: Path) -> None:
    budget = tmp_path / "budget.toml"
    budget.write_text(
        '[totals]\nunpacked = 1\n[parts.qt]\nmost_mb = 0.001\nfiles = ["qt/*"]\n[parts.rest]\nmost_mb = 1\nfiles = ["*"]\n'
    )
    program = tmp_path / "program"
    (program / "qt/deep").mkdir(parents=True)
    (program / "qt/deep/a.so").write_bytes(b"x" * 1_001)
    (program / "b").write_bytes(b"x" * 10)
    (program / "c").symlink_to("b")
    parts = scripts["sizes"].measure(program, budget)
    assert [(part.name, part.size, part.over) for part in parts] == [
        ("qt", 1_001, True), ("rest", 10, False), ("unpacked", 1_011, False),
    ]  # fmt: skip
    assert "TOO LARGE" in scripts["sizes"].table(parts).splitlines()[0]


def test_icons_of_windows_and_macos_hold_every_size(scripts: dict[str, ModuleType], tmp_path: Path) -> None:
    draw = scripts["draw_icons"]
    _draw(tmp_path)
    reader = QImageReader(str(tmp_path / "clms.ico"))
    sizes = []
    for number in range(reader.imageCount()):
        assert reader.jumpToImage(number)
        sizes.append(reader.read().width())
    assert tuple(sizes) == draw.ICO
    icns = (tmp_path / "clms.icns").read_bytes()
    assert icns[:4] == b"icns" and int.from_bytes(icns[4:8], "big") == len(icns)
    assert icns.count(b"\x89PNG") == len(draw.ICNS)


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg is Debian's and Ubuntu's")
def test_the_same_program_makes_the_same_debian_package(
    scripts: dict[str, ModuleType], tmp_path: Path
) -> None:
    program, icons = tmp_path / "program", tmp_path / "icons"
    program.mkdir()
    shutil.copy("/bin/true", program / "clms")
    _draw(icons)
    made = []
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
        file = scripts["debian_package"].make(
            program, icons, tmp_path / "work", tmp_path / name, "1.2.3", 1_700_000_000
        )
        made.append(file.read_bytes())
    assert made[0] == made[1]
    fields = _told("dpkg-deb", "--field", str(file))
    assert re.search(r"^Depends: .*\blibc6 \(>= 2\.\d+\)", fields, re.MULTILINE)
    listing = _told("dpkg-deb", "--contents", str(file))
    assert "usr/bin/clms -> ../lib/clms/clms" in listing and " root/root " in listing
    for place in ("./usr/lib/systemd/system/clms-worker.service", "./etc/clms/clms.env"):
        assert re.search(rf"^-rw-r--r-- .* {re.escape(place)}$", listing, re.MULTILINE)
    assert re.search(r"^-rwxr-xr-x .* \./usr/lib/clms/clms$", listing, re.MULTILINE)


@pytest.mark.parametrize("script", ["postinst", "prerm", "postrm"])
def test_scripts_of_the_debian_package_are_plain_shell_and_stop_at_an_error(script: str) -> None:
    text = (PACKAGING / "debian" / script).read_text()
    assert text.startswith("#!/bin/sh\nset -e\n")
    subprocess.run(["sh", "-n"], input=text, text=True, check=True)


def test_the_services_are_hardened_as_those_of_a_rendered_cluster() -> None:
    def closed(text: str) -> set[str]:
        return set(
            re.findall(r"^(?:Protect|Private|Restrict|NoNew|Capability|Lock|SystemCall)\w+=\S*$", text, re.M)
        )

    rendered = closed((ROOT / "resources/templates/clms.service").read_text())
    for name in ("server", "worker"):
        assert closed((PACKAGING / f"debian/clms-{name}.service").read_text()) == rendered


class Inno:
    """What is said in the sections of Inno Setup's script."""

    def __init__(self, text: str) -> None:
        self.sections: dict[str, list[str]] = {}
        here: list[str] = []
        for line in text.splitlines():
            if found := re.fullmatch(r"\[(\w+)\]", line):
                here = self.sections.setdefault(found[1], [])
            elif line.strip() and not line.startswith((";", "#")):
                here.append(line)
        self.names = dict(re.findall(r'^#define (\w+) "([^"]*)"$', text, re.MULTILINE))

    def setup(self) -> dict[str, str]:
        """The directives."""
        return dict(line.split("=", 1) for line in self.sections["Setup"])

    def entries(self, section: str) -> list[dict[str, str]]:
        """The entries of a section by the names of their parameters."""
        found = [re.findall(r'(\w+): (?:"([^"]*)"|(\S+?))(?:;|$)', line) for line in self.sections[section]]
        return [{name: quoted or bare for name, quoted, bare in each} for each in found]

    def path(self, text: str) -> Path:
        """Where a file of ours lies that the script names from its own folder."""
        for name, value in self.names.items():
            text = text.replace(f"{{#{name}}}", value)
        return (INNO.parent / text.replace("\\", "/")).resolve()


def test_the_windows_installer_names_what_is_built_and_what_it_installs() -> None:
    inno = Inno(INNO.read_text())
    assert set(inno.sections) == {"Setup", "Tasks", "InstallDelete", "Files", "Icons", "Run"}
    spec = (PACKAGING / "clms.spec").read_text()
    assert 'name="clms"' in spec and "COLLECT(program" in spec
    built = {ROOT / "dist/clms/clms.exe", ROOT / "dist/clms/_internal/*"}  # on Windows, by PyInstaller's rule
    sources = {inno.path(entry["Source"]) for entry in inno.entries("Files")}
    assert built <= sources
    assert all(source.is_file() for source in sources - built)
    assert inno.path(inno.setup()["LicenseFile"]).is_file()
    assert inno.path(inno.setup()["SetupIconFile"]) == ROOT / "build/package/icons/clms.ico"
    installed = {f"{{app}}\\{Path(source).name}" for source in sources}
    started = {entry["Filename"] for section in ("Icons", "Run") for entry in inno.entries(section)}
    assert started | {inno.setup()["UninstallDisplayIcon"]} <= installed
    tasks = {entry["Name"] for entry in inno.entries("Tasks")}
    assert {entry["Tasks"] for entry in inno.entries("Icons") if "Tasks" in entry} <= tasks


def _draw(folder: Path) -> None:
    subprocess.run([sys.executable, PACKAGING / "draw_icons.py", folder], check=True)


def _told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout
