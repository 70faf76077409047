"""Disk: what fills it, how soon it is full, and what may go."""

from __future__ import annotations

from app.domain.health import TargetKind
from app.domain.troubleshooting.case import (
    Case,
    Check,
    Facts,
    Found,
    cause,
    listed,
    part,
    ruled_out,
    suspect,
    task,
    unknown,
)  # fmt: skip

MIB = 1 << 20
_FULL = 85.0
_SOON_H = 72.0
_MUCH_LOG = 512 * MIB


def _full(facts: Facts) -> Found:
    used = facts.values(TargetKind.FILES, "files_used")
    inodes = facts.values(TargetKind.FILES, "files_inodes")
    if not used:
        return unknown("How full disks are is not known.")
    told = listed(used, "{:.0f} % used")
    if max(inodes.values(), default=0.0) >= _FULL:
        return suspect(
            "The disk has room and hardly a place for another file.", *listed(inodes, "{:.0f} % of inodes")
        )
    if max(used.values()) >= _FULL:
        return suspect(
            "The disk is nearly full.", *told, remedies=(task("purge-expired", "Remove what has expired"),)
        )
    return ruled_out("The disk has room.", *told)


def _soon(facts: Facts) -> Found:
    hours = facts.values(TargetKind.FILES, "files_full_h")
    if not hours:
        return unknown("How fast it fills is known after half a day.")
    least = min(hours.values())
    if least < _SOON_H:
        return suspect(f"At this rate it is full in {least:.0f} hours.")
    return ruled_out("It does not fill soon.")


def _logs(facts: Facts) -> Found:
    if facts.log_bytes is None:
        return unknown("How large logs are is not known from here.")
    size = facts.log_bytes / MIB
    if facts.log_bytes > _MUCH_LOG:
        return cause(f"Logs of this computer take {size:.0f} MiB.",
                     remedies=(task("rotate-logs", "Rotate the logs"), task("clear-logs", "Remove old logs")))  # fmt: skip
    return ruled_out("Logs are small.", f"{size:.1f} MiB")


def _binary_logs(facts: Facts) -> Found:
    known = {name: each.state for name, each in facts.inside.items() if each.state is not None}
    if not known:
        if any(node.facts.get("version", "").startswith("sqlite") for node in facts.of(TargetKind.DATABASE)):
            return ruled_out("The library is a file and keeps no binary logs.")
        return unknown("What binary logs are kept is not known.")
    for name, state in known.items():
        kept = state.setting("binlog_expire_logs_seconds")
        if state.setting("log_bin") == 1 and kept == 0 and not state.setting("expire_logs_days"):
            return cause(f"{name} never removes its binary logs.",
                         remedies=(part(name, "advice", "Have them removed after a week"),))  # fmt: skip
    return ruled_out("Binary logs are removed after a while.")


def _backups(facts: Facts) -> Found:
    ages = facts.values(TargetKind.LIBRARY, "backup_age_h")
    if not ages:
        return unknown("There is no backup, or none is known here.")
    return ruled_out("Backups are removed by the rule that keeps them.", *listed(ages, "newest {:.0f} h old"))


def _library(facts: Facts) -> Found:
    for node in facts.of(TargetKind.DATABASE):
        now, before = facts.now(node, "db_file_bytes"), facts.usual(node.name, "db_file_bytes")
        if now and before and now - before > 64 * MIB:
            return cause(
                f"The library's file grew by {(now - before) / MIB:.0f} MiB within the hour.",
                remedies=(
                    task("archive-activities", "Archive old activities"), task("optimize-tables", "Give free pages back"),
                ),
            )  # fmt: skip
    return ruled_out("The library did not grow within the hour.")


CASE = Case(
    "disk",
    "Disk fills up",
    "A disk is nearly full, or an alert says that it will be.",
    (
        Check("full", "Is the disk full at all?", _full),
        Check("soon", "Is it full soon?", _soon),
        Check("logs", "Is it the logs?", _logs),
        Check("binary", "Is it binary logs?", _binary_logs),
        Check("library", "Is it the library?", _library),
        Check("backups", "Is it backups?", _backups),
    ),
    ("files_used", "files_free", "files_inodes", "db_file_bytes", "backup_age_h"),
)
