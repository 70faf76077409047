"""Proves a backup by restoring it: a backup nobody restored is a hope.

Every part's digest is checked, the whole is restored into a scratch schema (a scratch file for SQLite), and counts
and digests of every piece of every table are compared with those taken in the state that was saved. Of every file that
its rows name outside the database the bytes are read back. The scratch place is removed in any case. What it showed is
written down in a dated certificate beside the backup.

The scratch schema lies on the library's own server, out of its binary log where the account may do that
(SESSION_VARIABLES_ADMIN or BINLOG_ADMIN); otherwise its replicas restore it too, which the outcome says.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

import msgspec

from app.database.backups import connections, files_named, sqlite_files
from app.database.backups.comparing import differences
from app.database.backups.files_named import NamedFile
from app.domain.backups import Certificate, Contents, Manifest, Verdict
from app.domain.jobs import Priority
from app.errors import ClmsError, NotFound, Refused
from app.maintenance import guards
from app.maintenance.backups import redis_copies, registry, taking
from app.maintenance.backups.folders import BackupFolder, Found, certificate_of
from app.maintenance.backups.restoring import Saved, fill_schema
from app.maintenance.backups.scratch import scratch_file, scratch_schema
from app.maintenance.backups.sealing import Opener
from app.maintenance.context import TaskContext
from app.maintenance.task import Figure, Input, Outcome, Plan, TaskSpec, param


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Which backup, how to open it, and how old the newest may be."""

    folder: str = param(label="Folder", help="Where the backups lie.", input=Input.FOLDER)
    name: str = param("", label="Backup", help="Its name; the newest when empty.")
    identity: str = param(
        "", label="Identity file", help="The private key of age, for encrypted backups.", input=Input.FILE
    )
    max_age_hours: int = param(
        48, label="Oldest, hours", help="An older newest backup is called stale.", least=1, most=87_600
    )


SPEC = TaskSpec(
    "verify-backup",
    "Prove a backup",
    "Restores a backup into a scratch place and compares every row with what was saved.",
    Params,
    resource="backups",
    priority=Priority.LOW,
    timeout_s=12 * 3600.0,
)


@dataclass(frozen=True, slots=True)
class _Look:
    """What looking at a backup showed."""

    verdict: Verdict
    reason: str
    chunks: int = 0
    files: int = 0
    lacking: int = 0
    seconds: float | None = None
    warnings: tuple[str, ...] = ()


def plan(context: TaskContext, params: Params) -> Plan:
    """Say which backup would be restored where, and how much room that needs."""
    Opener(params.identity)
    name = _chosen(BackupFolder(Path(params.folder)), params.name)
    if redis_copies.is_copy(name):
        manifest_of = redis_copies.read(Path(params.folder), name)
        return Plan(
            f"Checks the {len(manifest_of.dumps)} dumps of {name} again; nothing is loaded into a Redis server.",
            figures=(Figure("bytes", "Copy", manifest_of.bytes, "bytes"),),
        )
    try:
        manifest = BackupFolder(Path(params.folder)).read(name).manifest
    except Refused as error:
        return Plan(f"Finds {name} unusable: {error.message}")
    where = "a scratch file" if context.database.is_sqlite else "a scratch schema on the library's server"
    return Plan(
        f"Restores {name} ({manifest.rows:,} rows) into {where}, compares every row, and removes it again.",
        steps=("Check every part's digest", f"Restore into {where}", "Compare counts and digests", "Certify"),
        figures=(
            Figure("rows", "Rows", manifest.rows, "rows"),
            Figure("bytes", "Backup", manifest.bytes, "bytes"),
            Figure("files", "Files from outside the database", manifest.files_held, "rows"),
            Figure("room", "Room needed meanwhile", manifest.live_bytes, "bytes"),
        ),
    )


def run(context: TaskContext, params: Params) -> Outcome:
    """Restore it, compare, certify. A bad backup is an outcome with its verdict, not an error."""
    guards.require_no_jobs(context, ("restore-database",))
    opener = Opener(params.identity)
    folder = BackupFolder(Path(params.folder))
    name = _chosen(folder, params.name)
    if redis_copies.is_copy(name):
        certificate = redis_copies.look(context, folder.path, name)
        redis_copies.certify(context, folder, certificate)
        return _told(context, folder, certificate)
    found: Found | None = None
    try:
        found = folder.read(name)
        look = _look(context, found, opener)
    except Refused as error:
        if error.code not in _BAD:
            raise
        look = _Look(Verdict.FAILED, error.message)
    certificate = _certificate(context, folder, name, found, look, params)
    if not _known_better(folder, certificate):
        folder.certify(folder.path / name, certificate)
        registry.note_verdict(context, folder.path, certificate)
    return _told(context, folder, certificate, (*look.warnings, *_nothing_left(certificate)))


def _told(
    context: TaskContext, folder: BackupFolder, certificate: Certificate, warnings: tuple[str, ...] = ()
) -> Outcome:
    name, verdict = certificate.backup, certificate.verdict
    context.log(f"{name}: {verdict.value}. {certificate.reason}", _LEVELS[verdict])
    context.progress(1.0, verdict.value)
    return Outcome(
        f"{name} is {verdict.value}: {certificate.reason}",
        figures=_figures(certificate),
        data={**msgspec.to_builtins(certificate), "certificate": str(certificate_of(folder.path / name))},
        warnings=warnings,
    )


_BAD = frozenset(
    {
        "manifest_missing",
        "manifest_damaged",
        "wrong_version",
        "part_missing",
        "part_truncated",
        "part_changed",
        "part_damaged",
    }
)
"""Refusals that are the backup's fault. Others (a full disk, a running job) are this look's, and end it."""
_SHOWN = 5
_LEVELS = {
    Verdict.PROVEN: "info",
    Verdict.PARTIAL: "warning",
    Verdict.STALE: "warning",
    Verdict.FAILED: "error",
}


def _known_better(folder: BackupFolder, certificate: Certificate) -> bool:
    """Whether these very files were proven before: a look without the key takes nothing from that."""
    before = folder.certificate(certificate.backup)
    return (
        certificate.verdict is Verdict.PARTIAL
        and not certificate.chunks
        and before is not None
        and before.verdict is Verdict.PROVEN
        and before.manifest_sha256 == certificate.manifest_sha256
    )


def _chosen(folder: BackupFolder, name: str) -> str:
    if name:
        return name
    newest = next(iter(folder.names()), None)
    if newest is None:
        raise NotFound(
            f"There is no backup in {folder.path}.", hint="Take one: backup-database.", code="no_backup"
        )
    return newest


def _look(context: TaskContext, found: Found, opener: Opener) -> _Look:
    saved = Saved(context, found, opener)
    saved.check_parts()
    manifest = found.manifest
    if manifest.recipient and not opener:
        return _Look(
            Verdict.PARTIAL,
            "It is encrypted and no identity file was given: digests of its parts were checked, no row was.",
        )
    try:
        contents = saved.contents()
    except Refused as error:
        if error.code != "wrong_key":
            raise
        return _Look(
            Verdict.PARTIAL, f"{error.message} Its parts have the right digests; no row was looked at."
        )
    if manifest.engine != context.engine:
        return _Look(
            Verdict.PARTIAL,
            f"It is of {manifest.engine} and this library runs on {context.engine}: its parts can be read, and were "
            "not restored.",
        )
    restore = _restored_file if manifest.engine == "sqlite" else _restored_schema
    try:
        return restore(context, saved, contents)
    except Refused as error:
        if error.code in ("may_not", "may_not_make_schema", "may_not_make_triggers"):
            return _Look(
                Verdict.PARTIAL, f"Its parts are whole, and it could not be restored: {error.message}"
            )
        raise


def _restored_schema(context: TaskContext, saved: Saved, contents: Contents) -> _Look:
    with scratch_schema(context, context.clock.now()) as (schema, session, kept_out):
        started = time.monotonic()
        fill_schema(context, saved, contents, schema, logged=False)
        files = _read_back(context, saved, contents)
        seconds = time.monotonic() - started
        context.progress(0.9, "Comparing rows")
        with connections.connect(context.database.url, context.engine, schema) as compared:
            wrong = differences(compared, contents, lambda _size: context.checkpoint())
            named = files_named.on_server(compared)
        del session
    warnings = (
        ()
        if kept_out
        else (
            "This account may not keep its work out of the binary log: replicas restored the scratch schema too.",
        )
    )
    look = _judged(saved.manifest, contents, wrong, seconds)
    return replace(_with_files(look, named, files), warnings=warnings)


def _restored_file(context: TaskContext, saved: Saved, contents: Contents) -> _Look:
    assert contents.file is not None
    context.data_dir.mkdir(parents=True, exist_ok=True)
    guards.require_room(context.data_dir, contents.file.size, "A test restore")
    with scratch_file(context, context.clock.now()) as file:
        started = time.monotonic()
        saved.write_file(contents.file, file)
        files = _read_back(context, saved, contents)
        seconds = time.monotonic() - started
        context.progress(0.9, "Comparing rows")
        wrong = sqlite_files.faults(file)
        now = {table.name: table.rows for table in sqlite_files.counts(file)}
        with sqlite_files.opened(file) as connection:
            named = files_named.in_file(connection)
    for table in saved.manifest.tables:
        if now.get(table.name) != table.rows:
            wrong.append(f"{table.name} has {now.get(table.name, 0):,} rows, {table.rows:,} were saved.")
    return _with_files(_judged(saved.manifest, contents, wrong, seconds), named, files)


def _read_back(context: TaskContext, saved: Saved, contents: Contents) -> dict[str, int]:
    """Every file of the backup that was kept outside the database, by name with its size."""
    found = dict[str, int]()
    for file, _content in saved.files(contents.files):
        found[file.digest] = file.size
        context.progress(None, f"Reading files: {len(found):,} of {len(contents.files.files):,}")
    return found


def _with_files(look: _Look, named: Sequence[NamedFile], files: Mapping[str, int]) -> _Look:
    """The same look with what it showed of those files: a backup that lacks one that a row names is whole in part."""
    lacking = [each.digest for each in named if files.get(each.digest) != each.size]
    look = replace(look, files=len(files), lacking=len(lacking))
    if look.verdict is not Verdict.PROVEN or not named:
        return look
    if not lacking:
        told = f"{look.reason} So did {len(files):,} files that were kept outside the database."
        return replace(look, reason=told)
    more = f" and {len(lacking) - _SHOWN:,} more" if len(lacking) > _SHOWN else ""
    return replace(
        look,
        verdict=Verdict.PARTIAL,
        reason=f"{look.reason} But {len(lacking):,} of {len(named):,} files that rows name outside the database are not "
        f"in it: {', '.join(each[:12] for each in lacking[:_SHOWN])}{more}.",
    )


def _judged(manifest: Manifest, contents: Contents, wrong: list[str], seconds: float) -> _Look:
    chunks = sum(len(table.chunks) for table in contents.tables) + (
        len(contents.file.chunks) if contents.file else 0
    )
    if wrong:
        more = f" And {len(wrong) - 3} more." if len(wrong) > 3 else ""
        return _Look(Verdict.FAILED, " ".join(wrong[:3]) + more, chunks, seconds=seconds)
    reason = f"All {manifest.rows:,} rows of {len(manifest.tables)} tables came back as they were saved."
    return _Look(Verdict.PROVEN, reason, chunks, seconds=seconds)


def _certificate(
    context: TaskContext, folder: BackupFolder, name: str, found: Found | None, look: _Look, params: Params
) -> Certificate:
    now = context.clock.now()
    lost = _lost(folder, name, look.verdict, now)
    if found is None:
        return Certificate(name, look.verdict, look.reason, now, lost_seconds=lost)
    manifest = found.manifest
    verdict, reason = look.verdict, look.reason
    age = now - manifest.taken_at
    if verdict is Verdict.PROVEN and not params.name and age > timedelta(hours=params.max_age_hours):
        verdict = Verdict.STALE
        reason = f"The newest backup is {_span(age)} old. {reason}"
    return Certificate(
        backup=name,
        verdict=verdict,
        reason=reason,
        verified_at=now,
        taken_at=manifest.taken_at,
        manifest_sha256=found.digest,
        tables=len(manifest.tables),
        rows=manifest.rows,
        chunks=look.chunks,
        files=look.files,
        files_lacking=look.lacking,
        lost_seconds=lost,
        restore_seconds=look.seconds and round(look.seconds, 3),
        back_in_seconds=look.seconds and round(look.seconds * _growth(context, manifest), 3),
    )


def _lost(folder: BackupFolder, name: str, verdict: Verdict, now: datetime) -> float | None:
    """Everything since the newest backup here that did not fail, None when each did: binary logs on the server's own
    disk are lost with it."""
    for each in folder.readable():
        known = folder.certificate(each.path.name)
        failed = verdict if each.path.name == name else known and known.verdict
        if failed is not Verdict.FAILED:
            return max(0.0, round((now - each.manifest.taken_at).total_seconds(), 3))
    return None


def _nothing_left(certificate: Certificate) -> tuple[str, ...]:
    if certificate.lost_seconds is not None:
        return ()
    return ("No backup here can be used: if the database died now, everything would be lost.",)


def _growth(context: TaskContext, manifest: Manifest) -> float:
    """How much larger the database is now."""
    try:
        return max(1.0, taking.estimate(context).size / max(manifest.live_bytes, 1))
    except ClmsError:
        return 1.0


def _figures(certificate: Certificate) -> tuple[Figure, ...]:
    figures = [
        Figure("rows", "Rows", certificate.rows, "rows"),
        Figure("chunks", "Pieces compared", certificate.chunks),
        Figure("files", "Files read back", certificate.files, "rows"),
        Figure("lacking", "Files that lack", certificate.files_lacking, "rows"),
    ]
    if certificate.lost_seconds is not None:
        figures.append(Figure("lost", "Would be lost now", certificate.lost_seconds, "seconds"))
    if certificate.restore_seconds is not None:
        figures.append(Figure("restore", "Restore took", certificate.restore_seconds, "seconds"))
    if certificate.back_in_seconds is not None:
        figures.append(Figure("back_in", "Would be back in", certificate.back_in_seconds, "seconds"))
    return tuple(figures)


def _span(age: timedelta) -> str:
    hours = round(age.total_seconds() / 3600)
    return f"{hours} hours" if hours < 72 else f"{hours // 24} days"
