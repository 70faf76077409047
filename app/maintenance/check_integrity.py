"""Looks for what should not be: rows that contradict each other, accounts that don't add up, an altered audit, damage.

With ``repair`` it sets right what follows from other rows and can't be wrong: statuses, the search index, and what keeps
tables append-only. Money, the audit and missing rows are never touched: a person has to look at them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Connection

from app.database import append_only, stored_files
from app.database.tables import metadata
from app.database.upkeep import integrity
from app.database.upkeep.patience import patient
from app.errors import ClmsError
from app.maintenance import repairs
from app.maintenance.backups import swapping_in
from app.maintenance.context import TaskContext
from app.maintenance.task import Figure, Outcome, Plan, TaskSpec, param

_SHOWN = 100
_AT_ONCE = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Whether to set right what safely can be."""

    repair: bool = param(
        False,
        label="Repair",
        help="Sets statuses and the search index right where they contradict open rows.",
    )


SPEC = TaskSpec(
    "check-integrity",
    "Check the library's data",
    "Looks for records that contradict each other, accounts that don't add up, and damage.",
    Params,
    resource="tables",
    timeout_s=4 * 3600.0,
)


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: ``ids`` are the first hundred of ``total``."""

    kind: str
    text: str
    total: int
    ids: tuple[Any, ...] = ()
    repairable: bool = False


@dataclass(slots=True)
class _Report:
    findings: list[Finding] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)
    checks: int = 0

    def add(self, kind: str, text: str, ids: Sequence[Any], *, repairable: bool = False) -> None:
        self.checks += 1
        if ids:
            self.findings.append(Finding(kind, text, len(ids), tuple(ids[:_SHOWN]), repairable))


Reader = Callable[[Connection], list[int]]
_REPAIRABLE: tuple[tuple[str, str, Reader], ...] = (
    (
        "book_status",
        "copies whose status is not that of their open loan or hold",
        lambda connection: [each.id for each in integrity.wrong_books(connection)],
    ),
    (
        "equipment_status",
        "devices whose status is not that of their session",
        lambda connection: [each.id for each in integrity.wrong_devices(connection)],
    ),
    ("title_search", "titles the search does not know as they are", integrity.unindexed_titles),
    ("patron_search", "patrons the search does not know as they are", integrity.unindexed_patrons),
)


def plan(context: TaskContext, params: Params) -> Plan:
    """Say what is looked at; what repair would change is counted already."""
    report = _Report()
    with context.database.read() as connection:
        for kind, text, read in _REPAIRABLE:
            report.add(kind, text, read(connection), repairable=True)
    _check_guards(context, report)
    wrong = sum(finding.total for finding in report.findings)
    steps = [f"{finding.total:,} {finding.text}" for finding in report.findings]
    checks = f"Checks statuses, {len(integrity.references())} references, accounts, receipts, search, audit and storage"
    return Plan(
        f"{checks}; sets {wrong:,} records right." if params.repair else f"{checks}, and changes nothing.",
        steps=tuple(steps),
        figures=(Figure("to_repair", "Can be set right", wrong, "rows"),),
    )


def run(context: TaskContext, params: Params) -> Outcome:
    """Look, and repair where that was asked for."""
    report = _Report()
    stages = list(_stages(context, report))
    for number, (text, check) in enumerate(stages):
        context.checkpoint()
        context.progress(number / len(stages), text)
        check()
    repaired = _repair(context, report) if params.repair else 0
    for finding in report.findings:
        context.log(f"{finding.total:,} {finding.text}: {', '.join(map(str, finding.ids[:20]))}", "warning")
    wrong = sum(finding.total for finding in report.findings)
    summary = f"{report.checks} checks found {wrong:,} things wrong" if wrong else "Everything fits"
    return Outcome(
        f"{summary}; {repaired:,} were set right." if repaired else f"{summary}.",
        figures=(
            Figure("checks", "Checks", report.checks, "rows"),
            Figure("findings", "Found wrong", wrong, "rows"),
            Figure("repaired", "Set right", repaired, "rows"),
        ),
        data={"findings": [asdict(finding) for finding in report.findings]},
        warnings=tuple(report.warnings),
    )


def _stages(context: TaskContext, report: _Report) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "Statuses and search", lambda: _check_repairable(context, report)
    yield "Append-only tables", lambda: _check_guards(context, report)
    yield "Open rows", lambda: _check_torn(context, report)
    yield "References", lambda: _check_references(context, report)
    yield "Accounts and receipts", lambda: _check_money(context, report)
    yield "Audit", lambda: _check_audit(context, report)
    yield "Storage", lambda: _check_storage(context, report)
    yield "Files outside", lambda: _check_files(context, report)


def _check_repairable(context: TaskContext, report: _Report) -> None:
    for kind, text, read in _REPAIRABLE:
        context.checkpoint()
        with context.database.read() as connection:
            report.add(kind, text, read(connection), repairable=True)


def _check_guards(context: TaskContext, report: _Report) -> None:
    with context.database.read() as connection:
        bare = append_only.missing(connection)
    report.add("append_only", "tables that nothing keeps append-only", bare, repairable=True)


def _check_torn(context: TaskContext, report: _Report) -> None:
    with context.database.read() as connection:
        for table, ids in integrity.torn_rows(connection).items():
            report.add("open_rows", f"rows of {table} that are open and closed at once", ids)


def _check_references(context: TaskContext, report: _Report) -> None:
    for reference in integrity.references():
        context.checkpoint()
        with context.database.read() as connection:
            ids = integrity.orphans(connection, reference)
        report.add("orphans", f"rows whose {reference.name} names what is not there", ids)


def _check_money(context: TaskContext, report: _Report) -> None:
    with context.database.read() as connection:
        unsound = integrity.unsound_accounts(connection, context.checkpoint)
        report.add("accounts", "patrons whose account does not add up", sorted(unsound))
        for patron_id, rule in list(unsound.items())[:_SHOWN]:
            context.log(f"patron {patron_id}: {rule}", "warning")
        report.add(
            "receipts", "cash drawers with a gap in their receipts", integrity.drawers_with_gaps(connection)
        )


def _check_audit(context: TaskContext, report: _Report) -> None:
    verify = context.calls.get("verify_audit")
    if verify is None:
        report.warnings.append("The seal over the audit was not checked: this program gave no way to.")
        return
    seal = verify()
    report.add(
        "audit",
        f"audit entries altered after sealing ({seal.reason})",
        [] if seal.intact else [seal.broken_id],
    )


def _check_storage(context: TaskContext, report: _Report) -> None:
    damage: list[str] = []
    with patient(context.database, context.checkpoint) as session:
        if context.database.is_sqlite:
            damage = [str(row[0]) for row in session.run("PRAGMA integrity_check(100)") if row[0] != "ok"]
        else:
            for table in sorted(metadata.tables):
                context.checkpoint()
                rows = session.run(f"CHECK TABLE `{table}`")
                damage += [
                    f"{table}: {row[3]}" for row in rows if str(row[2]).lower() in ("error", "warning")
                ]
    report.add("storage", "signs of damage in storage", damage)


def _check_files(context: TaskContext, report: _Report) -> None:
    """Does what is kept outside the database lie there, and whole by its size? Its content is proven when it is read."""
    wrong: list[int] = []
    with context.database.read() as connection:
        places = {
            each.kind: stored_files.all_at(connection, each.kind) for each in stored_files.outside(connection)
        }
    for kind, noted in places.items():
        try:
            for lying in context.files.places.of(kind).lying():
                context.checkpoint()
                if noted.get(lying.digest, (0, -1))[1] == lying.size:
                    del noted[lying.digest]
        except ClmsError as problem:
            report.warnings.append(f"{len(noted):,} files could not be looked at: {problem.message}")
            continue
        wrong += [file_id for file_id, _ in noted.values()]
    report.add("files", "files that are missing or damaged where they are kept", sorted(wrong))


def _repair(context: TaskContext, report: _Report) -> int:
    """Set right what was found, in small acts. Each looks again under a lock, since desks went on working."""
    swapping_in.settle(context)
    done = sum(finding.total for finding in report.findings if finding.kind == "append_only")
    with context.database.read() as connection:
        wrong = {kind: read(connection) for kind, _, read in _REPAIRABLE}
    for kind, work in (("book_status", repairs.repair_books), ("equipment_status", repairs.repair_devices)):
        for ids in _slices(wrong[kind]):
            context.checkpoint()
            done += context.perform(
                "repair_status", lambda unit, ids=ids, work=work: work(unit, ids), result=int, undoable=False
            ).value
    for kind, entity in (("title_search", "title"), ("patron_search", "student")):
        for ids in _slices(wrong[kind]):
            context.checkpoint()
            done += context.perform(
                "repair_search",
                lambda unit, ids=ids, entity=entity: repairs.reindex(unit, entity, ids),
                result=int,
                undoable=False,
            ).value
    return done


def _slices(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), _AT_ONCE):
        yield ids[start : start + _AT_ONCE]
