"""Folders, and the network shares a library file must not lie on."""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path

import pytest

from app import paths
from app.errors import Refused
from app.paths import Mount, mounted_share, parse_mountinfo, require_local, windows_share

MOUNTINFO = """\
21 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
22 21 0:50 / /srv/share rw,relatime - nfs4 server:/export rw,vers=4.2
23 21 0:51 / /home/lib/My\\040Share rw - cifs //nas/library rw
24 21 0:52 / /mnt/ssh rw - fuse.sshfs me@host:/ rw
25 21 0:53 / /srv/share/local rw - xfs /dev/vdb rw
26 21 0:54 / /over rw - nfs a:/b rw
27 21 0:55 / /over rw - ext4 /dev/vdc rw
28 21 0:56 / /sync rw - fuse.some-local-fs none rw
broken line
"""


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/home/lib/clms.db", None),
        ("/srv/share/clms.db", "nfs4 from server:/export at /srv/share"),
        ("/srv/share", "nfs4 from server:/export at /srv/share"),
        ("/srv/shared/clms.db", None),
        ("/srv/share/local/clms.db", None),
        ("/home/lib/My Share/clms.db", "cifs from //nas/library at /home/lib/My Share"),
        ("/mnt/ssh/a/b/clms.db", "fuse.sshfs from me@host:/ at /mnt/ssh"),
        ("/over/clms.db", None),
        ("/sync/clms.db", None),
    ],
)
def test_shares_on_linux(path: str, expected: str | None) -> None:
    assert mounted_share(path, parse_mountinfo(MOUNTINFO)) == expected


def test_shares_on_a_mac() -> None:
    table = [Mount("/", "apfs", "/dev/disk1"), Mount("/Volumes/Library", "smbfs", "//nas/library")]
    assert mounted_share("/Volumes/Library/clms.db", table) == "smbfs from //nas/library at /Volumes/Library"
    assert mounted_share("/Users/ana/clms.db", table) is None


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        (r"\\nas\library\clms.db", r"network path \\nas\library"),
        (r"\\?\UNC\nas\library\clms.db", r"network path \\?\UNC\nas\library"),
        (r"Z:\clms.db", "network drive Z:"),
        (r"C:\clms.db", None),
        (r"\\?\C:\clms.db", None),
        (r"\\?\Z:\clms.db", "network drive Z:"),
    ],
)
def test_shares_on_windows(path: str, expected: str | None) -> None:
    kinds = {"C:\\": 3, "Z:\\": 4}
    assert windows_share(path, lambda drive: kinds[drive]) == expected


def test_a_file_on_a_share_is_refused_with_the_way_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = [Mount("/", "ext4", "/dev/vda"), Mount(os.path.realpath(tmp_path), "nfs4", "server:/export")]
    monkeypatch.setattr(paths, "mounts", lambda: table)
    with pytest.raises(Refused) as caught:
        require_local(tmp_path / "not yet" / "clms.db")
    assert caught.value.code == "network_share"
    assert "nfs4 from server:/export" in caught.value.message
    assert "MySQL" in caught.value.hint


def test_a_link_into_a_share_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real, link = tmp_path / "share", tmp_path / "link"
    real.mkdir()
    link.symlink_to(real)
    table = [Mount("/", "ext4", "/dev/vda"), Mount(os.path.realpath(real), "cifs", "//nas/x")]
    monkeypatch.setattr(paths, "mounts", lambda: table)
    assert paths.network_share(link / "clms.db") is not None


def test_this_computers_own_disk_is_no_share(tmp_path: Path) -> None:
    require_local(tmp_path / "clms.db")
    assert any(mount.point == "/" for mount in paths.mounts())


def test_private_folders_are_closed_to_others_and_refusals_name_them(tmp_path: Path) -> None:
    folder = paths.private_folder(tmp_path / "a" / "b")
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    (tmp_path / "file").touch()
    with pytest.raises(Refused, match="can't be made"):
        paths.private_folder(tmp_path / "file" / "b")


def test_the_program_starts_itself_as_one_place_says(monkeypatch: pytest.MonkeyPatch) -> None:
    """In the packaged program there is no Python that ``-m`` or ``-c`` could be given to."""
    root = Path(paths.__file__).parents[1]
    sources = {file: file.read_text() for top in ("app", "ui") for file in (root / top).rglob("*.py")}
    starting = [file for file, text in sources.items() if re.search(r"\[\s*sys\.executable", text)]
    assert starting == [Path(paths.__file__)]
    monkeypatch.setattr("sys.frozen", True, raising=False)
    assert paths.program() == [sys.executable]


def test_resources_are_found_from_source_and_in_the_packaged_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert paths.resource("themes").is_dir()
    monkeypatch.setattr("sys.frozen", True, raising=False)
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    assert paths.is_frozen()
    assert paths.resource("themes", "a.toml") == tmp_path / "resources" / "themes" / "a.toml"
