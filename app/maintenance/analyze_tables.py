"""Makes the statistics by which a database chooses its ways anew, where they no longer fit.

InnoDB does it by itself once a tenth of a table changed, unless that is switched off or the table is new; SQLite never
does. It reads a few pages of each index and takes moments. ``LOCAL`` keeps it out of the binary log: each replica has
statistics of its own.
"""

from __future__ import annotations

from app.database.upkeep.patience import patient
from app.database.upkeep.tables import StaleStatistics, stale_statistics
from app.errors import Refused, Unreachable
from app.maintenance import guards
from app.maintenance.context import TaskContext
from app.maintenance.task import Danger, Figure, NoParams, Outcome, Plan, TaskSpec

SPEC = TaskSpec(
    "analyze-tables",
    "Renew the database's statistics",
    "Lets the database count anew where its statistics no longer fit, so that it goes on choosing the quick way.",
    NoParams,
    danger=Danger.HARMLESS,
    resource="tables",
    timeout_s=1800.0,
)


def plan(context: TaskContext, params: NoParams) -> Plan:
    """Say which tables are stale, and why."""
    warnings = guards.require_calm(context)
    stale = stale_statistics(context.database)
    if not stale:
        return Plan("Nothing to do: all statistics fit their tables.", warnings=warnings, nothing_to_do=True)
    return Plan(
        f"Makes the statistics of {len(stale)} tables anew.",
        steps=tuple(f"{each.name}: {each.why}" for each in stale),
        figures=(Figure("tables", "Tables", len(stale), "rows"),),
        warnings=warnings,
        statements=tuple(_statement(context, each) for each in stale),
    )


def run(context: TaskContext, params: NoParams) -> Outcome:
    """Do it, one table at a time."""
    warnings = list(guards.require_calm(context))
    done: list[str] = []
    stale = stale_statistics(context.database)
    with patient(context.database, context.checkpoint) as session:
        for number, table in enumerate(stale):
            context.checkpoint()
            context.progress(number / len(stale), f"Counting in {table.name}")
            try:
                rows = session.run(_statement(context, table))
                _refuse_errors(rows)
            except (Unreachable, Refused) as problem:
                warnings.append(f"{table.name}: {problem.message}")
                context.log(warnings[-1], "warning")
                continue
            done.append(table.name)
            context.log(f"{table.name}: {table.why}; made anew")
    return Outcome(
        f"Made the statistics of {len(done)} tables anew."
        if done
        else "Nothing was stale; nothing was done.",
        figures=(Figure("tables", "Tables", len(done), "rows"),),
        data={"tables": done},
        warnings=tuple(warnings),
    )


def _statement(context: TaskContext, table: StaleStatistics) -> str:
    if context.database.is_sqlite:
        return f'ANALYZE "{table.name}"'
    return f"ANALYZE NO_WRITE_TO_BINLOG TABLE `{table.name}`"


def _refuse_errors(rows: list[tuple[object, ...]]) -> None:
    """``mysql -e "ANALYZE …"`` ends with 0 whatever the rows say; they tell."""
    for row in rows:
        if len(row) > 3 and str(row[2]).lower() == "error":
            raise Refused(f"the server says: {row[3]}.")
