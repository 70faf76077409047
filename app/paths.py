"""Where things lie on this computer, and its name: shipped resources, settings, data, logs. Knows about the frozen program.

Also tells whether a folder is on a network share, where a SQLite file gets corrupted: its locks are not
reliable there (https://www.sqlite.org/howtocorrupt.html, §2.1, and https://www.sqlite.org/wal.html, point 4).
"""

from __future__ import annotations

import ctypes
import os
import re
import socket
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath

import platformdirs

from app import profile
from app.errors import Refused

APP = "clms"
SETTINGS_FILE = "settings.toml"
PROFILES = "profiles"
"""The folder of the libraries that have a name, below those of the usual one."""
IMPORT_PLAN = "clms-import-"
"""How the name of a prepared import's folder begins, among the temporary files."""

_NETWORK_FILESYSTEMS = frozenset(
    """9p afpfs afs beegfs ceph cifs davfs glusterfs gfs2 lustre ncpfs nfs nfs4 ocfs2 prl_fs smb2 smb3 smbfs vboxsf
    vmhgfs webdav fuse.ceph fuse.davfs fuse.davfs2 fuse.glusterfs fuse.gvfsd-fuse fuse.rclone fuse.s3fs fuse.smbnetfs
    fuse.sshfs fuse.vmhgfs-fuse""".split()
)
_DRIVE_REMOTE = 4  # GetDriveTypeW's answer for a mapped network drive


def workstation() -> str:
    """This computer's name, as the audit shows it unless the settings name it."""
    return socket.gethostname().split(".")[0][:64] or "workstation"


def is_frozen() -> bool:
    """True in the packaged program, where no Python installation is around."""
    return bool(getattr(sys, "frozen", False))


def resource(*parts: str) -> Path:
    """A shipped file or folder below ``resources/``; it may not exist."""
    root = Path(sys._MEIPASS) if is_frozen() else Path(__file__).parent.parent  # type: ignore[attr-defined]
    return root.joinpath("resources", *parts)


def own_config_dir() -> Path:
    """The user's folder for settings, whichever profile is in use. Not created here."""
    return platformdirs.user_config_path(APP, appauthor=False)


def own_data_dir() -> Path:
    """The user's folder for data, whichever profile is in use. Not created here."""
    return platformdirs.user_data_path(APP, appauthor=False)


def machine_dir() -> Path:
    """Where whoever looks after this computer puts settings for all its users. Not created here."""
    if sys.platform in ("win32", "darwin"):
        return platformdirs.site_config_path(APP, appauthor=False)
    return Path("/etc") / APP


def of_profile(base: Path) -> Path:
    """The folder of the profile in use below the folder of the usual library."""
    name = profile.chosen()
    return base / PROFILES / name if name else base


def config_dir() -> Path:
    """The user's folder for settings of the library in use. Not created here."""
    return of_profile(own_config_dir())


def settings_file() -> Path:
    """The user's file of settings of the library in use; it may not exist."""
    return config_dir() / SETTINGS_FILE


def machine_settings() -> Path:
    """The file of settings for every user of this computer; it may not exist."""
    return machine_dir() / SETTINGS_FILE


def default_data_dir() -> Path:
    """The user's folder for the library file, unless CLMS_DATA_DIR names another. Not created here."""
    return of_profile(own_data_dir())


def cache_dir() -> Path:
    """Where what can be made again is kept between runs; root's is open to the accounts its servers run as."""
    if sys.platform != "win32" and os.geteuid() == 0:
        return platformdirs.site_cache_path(APP, appauthor=False)
    return platformdirs.user_cache_path(APP, appauthor=False)


def program() -> list[str]:
    """The beginning of a command line that runs this program."""
    return [sys.executable] if is_frozen() else [sys.executable, "-m", "app"]


def logs_dir(data_dir: Path) -> Path:
    """Where logs of a library with this data folder go. Not created here."""
    return data_dir / "logs"


def import_plans() -> list[Path]:
    """The folders of prepared imports, of this user and, where they can be seen, of others."""
    return sorted(Path(tempfile.gettempdir()).glob(f"{IMPORT_PLAN}*"))


def private_folder(folder: Path) -> Path:
    """The folder, made if need be, closed to other users of this computer. Raises Refused when it can't be."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    except OSError as error:
        raise Refused(
            f"The folder {folder} can't be made: {error.strerror or error}.",
            hint="Choose a folder you may write to with CLMS_DATA_DIR.",
            code="folder_unusable",
            details={"folder": str(folder)},
        ) from error
    return folder


@dataclass(frozen=True, slots=True)
class Mount:
    """One file system in use: where, of which type, from where."""

    point: str
    kind: str
    source: str


def require_local(file: Path) -> None:
    """Refuse a library file on a network share, with the reason and the way out."""
    reason = network_share(file)
    if reason:
        raise Refused(
            f"The library file {file} lies on a network share ({reason}). Shared folders don't keep two computers "
            "from writing at the same moment, and the file would be damaged.",
            hint="Keep the file on this computer's own disk. To share one library between computers, set up a "
            "MySQL or MariaDB server and put its address into DATABASE_URL (mysql://user@server/clms).",
            code="network_share",
            details={"file": str(file), "reason": reason},
        )


def network_share(file: Path) -> str | None:
    """Why this file is on a network share, or None when it is on a local disk. The file need not exist."""
    if sys.platform == "win32":
        return windows_share(str(file.absolute()), ctypes.windll.kernel32.GetDriveTypeW)
    return mounted_share(str(_existing(file)), mounts())


def windows_share(path: str, drive_type: object) -> str | None:
    r"""For an absolute Windows path: ``\\server\share`` names, and drive letters that Windows calls remote."""
    drive = PureWindowsPath(path).drive
    plain = re.sub(r"^\\\\\?\\(?!UNC\\)", "", drive, flags=re.IGNORECASE)
    if plain.startswith("\\\\"):
        return f"network path {plain}"
    if callable(drive_type) and drive_type(plain + "\\") == _DRIVE_REMOTE:
        return f"network drive {plain}"
    return None


def mounted_share(path: str, table: Iterable[Mount]) -> str | None:
    """For an absolute POSIX path without symbolic links: the type of the file system it is on."""
    best: Mount | None = None
    for mount in table:
        inside = path == mount.point or path.startswith(mount.point.rstrip("/") + "/")
        # The last of two mounts on one point covers the first.
        if inside and (best is None or len(mount.point) >= len(best.point)):
            best = mount
    if best is None or best.kind.lower() not in _NETWORK_FILESYSTEMS:
        return None
    return f"{best.kind} from {best.source} at {best.point}"


def mounts() -> list[Mount]:
    """The file systems of this computer, in the order they were mounted."""
    table = Path("/proc/self/mountinfo")
    if table.exists():
        return parse_mountinfo(table.read_text(errors="surrogateescape"))
    import psutil  # only macOS and the BSDs come here

    return [Mount(disk.mountpoint, disk.fstype, disk.device) for disk in psutil.disk_partitions(all=True)]


def parse_mountinfo(text: str) -> list[Mount]:
    """Linux's /proc/self/mountinfo; see proc_pid_mountinfo(5)."""
    found = []
    for line in text.splitlines():
        before, separator, after = line.partition(" - ")
        left, right = before.split(" "), after.split(" ")
        if separator and len(left) > 4 and len(right) > 1:
            found.append(Mount(_unescape(left[4]), right[0], _unescape(right[1])))
    return found


def _unescape(text: str) -> str:
    """Undo the octal escapes of blanks and backslashes."""
    return re.sub(r"\\([0-7]{3})", lambda match: chr(int(match[1], 8)), text)


def _existing(path: Path) -> Path:
    """The path itself or its nearest parent that exists, with symbolic links resolved."""
    resolved = Path(os.path.realpath(path))
    while not resolved.exists() and resolved != resolved.parent:
        resolved = resolved.parent
    return resolved
