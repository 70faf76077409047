"""Makes the ``.deb`` of the built program, with dpkg-deb alone."""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
from pathlib import Path

from debian_depends import depends

ROOT = Path(__file__).resolve().parent.parent
SOURCES = Path(__file__).with_name("debian")
PROGRAM = "usr/lib/clms"
FILES = {
    "clms.desktop": "usr/share/applications/clms.desktop",
    "clms.xml": "usr/share/mime/packages/clms.xml",
    "clms-server.service": "usr/lib/systemd/system/clms-server.service",
    "clms-worker.service": "usr/lib/systemd/system/clms-worker.service",
    "clms.env": "etc/clms/clms.env",
}
SCRIPTS = ("postinst", "prerm", "postrm")
ALSO = ("fontconfig-config", "fonts-noto-core | fonts-dejavu-core", "libx11-data", "passwd", "xkb-data")
"""What no binary tells: the data of libraries that the program brings, and a font, for else there are boxes: the one windows are drawn for first."""
LINKS = {"usr/bin/clms": "../lib/clms/clms", "var/lib/clms/.env": "/etc/clms/clms.env"}
"""The second: ``clms`` started in the services' folder has the services' settings."""


def make(program: Path, icons: Path, work: Path, out: Path, version: str, epoch: int) -> Path:
    """The package of the folder ``program``; the same input makes the same bytes. Raises Missing."""
    root = work / "deb"
    shutil.rmtree(root, ignore_errors=True)
    shutil.copytree(program, root / PROGRAM, symlinks=True)
    for name, place in FILES.items():
        _put(SOURCES / name, root / place)
    for name, target in LINKS.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).symlink_to(target)
    for icon in sorted(icons.glob("clms-*.png")):
        size = icon.stem.removeprefix("clms-")
        _put(icon, root / f"usr/share/icons/hicolor/{size}x{size}/apps/clms.png")
    _documents(root / "usr/share/doc/clms", version, epoch)
    _plain_modes(root)
    _control(root, version)
    for each in sorted(root.rglob("*")):
        os.utime(each, (epoch, epoch), follow_symlinks=False)
    file = out / f"clms_{version}_{_architecture()}.deb"
    environment = {**os.environ, "SOURCE_DATE_EPOCH": str(epoch)}
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(root), str(file)]
    subprocess.run(command, env=environment, check=True, stdout=subprocess.DEVNULL)
    shutil.rmtree(root)
    return file


def _control(root: Path, version: str) -> None:
    control = root / "DEBIAN"
    control.mkdir()
    binaries = [file for file in sorted((root / PROGRAM).rglob("*")) if file.suffix != ".py"]
    needed = [*depends(binaries), *ALSO]
    size = sum(file.lstat().st_size for file in root.rglob("*") if file.is_file() and not file.is_symlink())
    fields = {
        "Package": "clms",
        "Version": version,
        "Architecture": _architecture(),
        "Maintainer": "The CLMS contributors <clms@localhost>",
        "Installed-Size": str(-(-size // 1024)),
        "Depends": ", ".join(sorted(needed)),
        "Recommends": "shared-mime-info, desktop-file-utils, hicolor-icon-theme",
        "Suggests": "mariadb-client, gnome-keyring, cups",
        "Section": "misc",
        "Priority": "optional",
        "Description": "desk, catalog and records of a school library",
    }
    text = "".join(f"{name}: {value}\n" for name, value in fields.items())
    text += (
        " CLMS lends and takes back books with a scanner, keeps the catalog, the students and their\n"
        " fines, lends equipment and counts visits. It starts with a file on one computer and grows to\n"
        " a MySQL or MariaDB server that many desks share.\n"
        " .\n"
        " The package holds the window, the REST API's server and the worker for background jobs. The\n"
        " latter two are services that nothing starts until somebody enables them.\n"
    )
    (control / "control").write_text(text)
    (control / "conffiles").write_text("/etc/clms/clms.env\n")
    for name in SCRIPTS:
        shutil.copyfile(SOURCES / name, control / name)
        (control / name).chmod(0o755)


def _documents(folder: Path, version: str, epoch: int) -> None:
    folder.mkdir(parents=True)
    shutil.copyfile(ROOT / "LICENSE", folder / "copyright")
    shutil.copyfile(ROOT / "README.md", folder / "README.md")
    news = (ROOT / "CHANGELOG.md").read_bytes()
    (folder / "changelog.gz").write_bytes(gzip.compress(news, 9, mtime=epoch))


def _plain_modes(root: Path) -> None:
    """What is run may be run by everybody, the rest read; nothing depends on who builds."""
    for each in (root, *root.rglob("*")):
        if not each.is_symlink():
            runs = each.is_dir() or each == root / PROGRAM / "clms"
            each.chmod(0o755 if runs else 0o644)


def _put(source: Path, place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, place)


def _architecture() -> str:
    return subprocess.run(
        ["dpkg", "--print-architecture"], capture_output=True, text=True, check=True
    ).stdout.strip()
