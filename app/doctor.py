"""Checks everything the product needs on this computer and says what is missing and what to do about it.

Each check is one function that yields findings; a further check is one function and one line in ``CHECKS``. No check
changes anything (what is written to look whether it can be is removed), and none raises: what it can't find out is a finding.
"""

from __future__ import annotations

import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from app import doctor_services as services
from app import keychain, paths
from app.database.engine import Database
from app.database.facts import server_facts
from app.domain.file_places import FileKind
from app.errors import ClmsError
from app.opening import open_database
from app.setting_sources import with_our_code
from app.settings import DEFAULT, Settings

OLDEST_PYTHON = (3, 11)
LOW_SPACE = 1 << 30
NO_SPACE = 100 << 20
_QT_SECONDS = 60
_CLOCK_SECONDS = 60


class State(StrEnum):
    """How a check ended: fine, works but look at it, does not work."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the report. ``advice`` is what to do; empty when all is well."""

    check: str
    state: State
    message: str
    advice: str = ""


@dataclass(frozen=True, slots=True)
class Patient:
    """What is examined. ``schema`` says which schema a database has, or raises a ClmsError when it doesn't fit."""

    settings: Settings
    schema: Callable[[Database], str]


Check = Callable[[Patient], Iterator[Finding]]


def examine(patient: Patient) -> list[Finding]:
    """Run every check, in order."""
    return [finding for check in CHECKS for finding in check(patient)]


def failed(findings: list[Finding]) -> bool:
    """True when something needed does not work."""
    return any(finding.state is State.FAIL for finding in findings)


def _python(_patient: Patient) -> Iterator[Finding]:
    version = ".".join(str(part) for part in sys.version_info[:3])
    if sys.version_info >= OLDEST_PYTHON:
        yield Finding("Python", State.OK, f"{version} at {sys.executable}")
    else:
        wanted = ".".join(str(part) for part in OLDEST_PYTHON)
        yield Finding("Python", State.FAIL, version, f"Install Python {wanted} or newer.")


def _packages(_patient: Patient) -> Iterator[Finding]:
    if paths.is_frozen():
        yield Finding("Packages", State.OK, "part of the packaged program")
        return
    try:
        required = importlib.metadata.requires("clms") or []
    except importlib.metadata.PackageNotFoundError:
        yield Finding(
            "Packages", State.WARN, "CLMS itself is not installed", "Run pip install . in its folder."
        )
        return
    names = [re.split(r"[^\w.-]", each, maxsplit=1)[0] for each in required if ";" not in each]
    missing = [name for name in names if not _is_installed(name)]
    if missing:
        yield Finding(
            "Packages", State.FAIL, f"missing: {', '.join(missing)}", f"Run pip install {' '.join(missing)}."
        )
    else:
        yield Finding("Packages", State.OK, f"all {len(names)} installed")


def _is_installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _window(_patient: Patient) -> Iterator[Finding]:
    if not paths.is_frozen() and not _is_installed("PySide6-Essentials"):
        yield Finding(
            "Window",
            State.WARN,
            "Qt is not installed: no window",
            'For a window run pip install "clms[gui]".',
        )
        return
    try:
        # In a process of its own: a broken Qt may abort the process that imports it.
        done = subprocess.run(
            [*paths.program(), "window", "--tell-qt"],
            capture_output=True,
            text=True,
            timeout=_QT_SECONDS,
            env=with_our_code(os.environ),
            check=False,
        )
        answer = json.loads(done.stdout.splitlines()[-1])
    except (subprocess.TimeoutExpired, OSError, IndexError, ValueError) as error:
        reason = str(error) if isinstance(error, OSError) else "it did not start"
        if isinstance(error, IndexError | ValueError) and done.stderr.strip():
            reason = done.stderr.strip().splitlines()[-1]
        yield Finding("Window", State.FAIL, f"Qt does not work: {reason}", "Install the libraries it names.")
        return
    yield from _qt_answer(answer["version"], answer["fonts"])


def _qt_answer(version: str, fonts: int) -> Iterator[Finding]:
    if version.startswith("6.12.") and sys.version_info[:2] == (3, 11):
        yield Finding(
            "Window",
            State.FAIL,
            f"Qt for Python {version} aborts on Python 3.11",
            "Run pip install PySide6-Essentials==6.11.3.",
        )
    else:
        yield Finding("Window", State.OK, f"Qt for Python {version}")
    if fonts:
        yield Finding("Fonts", State.OK, f"{fonts} families")
    else:
        yield Finding(
            "Fonts", State.WARN, "none: text would be boxes", "Install fonts-dejavu-core and fonts-noto-core."
        )


def _settings(patient: Patient) -> Iterator[Finding]:
    given = [
        f"{name} from {source}" for name, source in patient.settings.sources.items() if source != DEFAULT
    ]
    yield Finding("Settings", State.OK, "; ".join(given) or "all at their defaults")


def _data_folder(patient: Patient) -> Iterator[Finding]:
    folder = patient.settings.data_dir
    existing = folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    if not existing.is_dir() or not os.access(existing, os.W_OK | os.X_OK):
        yield Finding(
            "Data folder",
            State.FAIL,
            f"{folder} can't be written",
            "Choose another folder with CLMS_DATA_DIR.",
        )
        return
    free = shutil.disk_usage(existing).free
    message = f"{folder}, {free / (1 << 30):.1f} GiB free"
    if free < NO_SPACE:
        yield Finding("Data folder", State.FAIL, message, "Make room on this disk.")
    elif free < LOW_SPACE:
        yield Finding("Data folder", State.WARN, message, "Make room on this disk soon.")
    else:
        yield Finding("Data folder", State.OK, message)


def _network_share(patient: Patient) -> Iterator[Finding]:
    address = patient.settings.database
    if address.kind != "sqlite":
        return
    try:
        paths.require_local(Path(address.name))
    except ClmsError as problem:
        yield Finding("Library file", State.FAIL, problem.message, problem.hint)
    else:
        yield Finding("Library file", State.OK, f"{address.name} is on a local disk")


def _file_storage(patient: Patient) -> Iterator[Finding]:
    places = patient.settings.file_places
    if places.kind is FileKind.DATABASE:
        return
    if places.kind is FileKind.FOLDER and not Path(places.folder).exists():
        yield Finding("Photos", State.OK, f"{places.folder} will be made with the first of them")
        return
    try:
        message, free = services.file_storage_answer(places)
    except ClmsError as problem:
        yield Finding("Photos", State.FAIL, problem.message, problem.hint)
        return
    if free is not None and free < LOW_SPACE:
        state = State.FAIL if free < NO_SPACE else State.WARN
        yield Finding("Photos", state, message, "Make room there, or name another place.")
    else:
        yield Finding("Photos", State.OK, message)


def _database(patient: Patient) -> Iterator[Finding]:
    address = patient.settings.database
    if address.kind == "sqlite" and not Path(address.name).exists():
        yield Finding("Database", State.OK, f"{address.name} will be made at the first start")
        return
    try:
        with closing(open_database(patient.settings)) as database:
            yield from _server(database, patient.settings)
            yield from _schema(database, patient.schema)
    except ClmsError as problem:
        advice = problem.hint or "Check DATABASE_URL, and that the server runs."
        yield Finding("Database", State.FAIL, f"{address.place}: {problem.message}", advice)


def _server(database: Database, settings: Settings) -> Iterator[Finding]:
    facts = server_facts(database)
    message = f"{facts.product} {facts.version}, {settings.database.place}"
    message += f", {facts.charset}, zone {facts.zone}, {facts.isolation}"
    notes = []
    if facts.is_old:
        notes.append(f"This {facts.product} is older than this release was made for: update it.")
    if facts.charset.lower().replace("-", "") not in ("utf8mb4", "utf8"):
        notes.append("The database is not utf8mb4: ALTER DATABASE … CHARACTER SET utf8mb4.")
    if not facts.durable:
        notes.append("A power cut may lose confirmed loans: set innodb_flush_log_at_trx_commit = 1.")
    if abs(facts.clock_offset_s) > _CLOCK_SECONDS:
        notes.append(
            f"The server's clock is {facts.clock_offset_s:+.0f} s from this computer's: set both by NTP."
        )
    if 0 < facts.max_connections < settings.db_connection_limit:
        notes.append(
            f"The server allows {facts.max_connections} connections, fewer than DB_CONNECTION_LIMIT."
        )
    yield Finding("Database", State.WARN if notes else State.OK, message, " ".join(notes))


def _schema(database: Database, version: Callable[[Database], str]) -> Iterator[Finding]:
    try:
        yield Finding("Schema", State.OK, version(database))
    except ClmsError as problem:
        yield Finding("Schema", State.FAIL, problem.message, problem.hint)


def _keyring(_patient: Patient) -> Iterator[Finding]:
    try:
        yield Finding("Keyring", State.OK, keychain.describe())
    except ClmsError as problem:
        yield Finding("Keyring", State.WARN, problem.message, problem.hint)


def _redis(patient: Patient) -> Iterator[Finding]:
    try:
        if answer := services.redis_answer(patient.settings):
            yield Finding("Redis", State.OK, answer)
    except ClmsError as problem:
        yield Finding("Redis", State.WARN, problem.message, problem.hint)


def _token_key(patient: Patient) -> Iterator[Finding]:
    weakness = services.token_key_weakness(patient.settings.jwt_secret)
    advice = f"Set JWT_SECRET to {services.TOKEN_KEY_LENGTH} or more random characters, as from openssl rand -base64 48."
    if not weakness:
        yield Finding("JWT_SECRET", State.OK, "long and random enough")
    elif patient.settings.node_env == "production":
        yield Finding("JWT_SECRET", State.FAIL, weakness, advice)
    elif patient.settings.jwt_secret:
        yield Finding("JWT_SECRET", State.WARN, weakness, advice)


def _certificate(patient: Patient) -> Iterator[Finding]:
    certificate, key = patient.settings.ssl_cert_path, patient.settings.ssl_key_path
    if certificate is None or key is None:
        return
    try:
        days, message = services.certificate_days(certificate, key)
    except ClmsError as problem:
        yield Finding("Certificate", State.FAIL, problem.message, problem.hint)
        return
    soon = days < services.RENEW_DAYS
    yield Finding("Certificate", State.WARN if soon else State.OK, message, "Renew it now." if soon else "")


CHECKS: tuple[Check, ...] = (
    _python,
    _packages,
    _window,
    _settings,
    _data_folder,
    _network_share,
    _database,
    _file_storage,
    _keyring,
    _redis,
    _token_key,
    _certificate,
)
