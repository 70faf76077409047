"""Brings another release of CLMS to every node of a deployment while it goes on answering.

Backup, then the schema as far as the release that runs goes on working on it (expand), then each API node in turn: out
of balance, its requests done, the release started, well several times in a row, back in balance, its errors compared
with the others'. When a node does not do well all go back, and the schema stays: the release before works on it. What
only that one needs is taken away later (contract), by ``apply-migrations`` once no window has it any more.

See :mod:`app.cluster.rollout`; a roll-out that was cut off goes on when it is run again.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass
from pathlib import Path

from app.cluster.releases import Wheel, read_wheel
from app.cluster.rollout import schema_of
from app.cluster.rollout.choosing import fleet_of
from app.cluster.rollout.fleet import Act, Deed, Fleet, renewed
from app.cluster.rollout.looking import see
from app.cluster.rollout.rollout import Patience, Rollout
from app.database import schema
from app.domain.topology import NodeKind
from app.errors import InvalidInput, Refused
from app.maintenance import backup_database, guards, recent_backups
from app.maintenance.context import TaskContext
from app.maintenance.task import Danger, Figure, Input, Outcome, Plan, TaskSpec, param

_VERSION = re.compile(r"\d+(\.\d+)*([a-z]+\d+)?(\.dev\d+)?(\+[\w.]+)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Params:
    """Which release, where, with which way back, and how much is asked of a node."""

    release: str = param(
        label="Release",
        help="The version of a release that is on the hosts already, or the path of a wheel.",
        input=Input.RELEASE,
    )
    deployment: str = param(
        "",
        label="Deployment",
        help="A topology file, or the folder of a local cluster; empty for the one that MONITORING_TOPOLOGY names, or that "
        "this computer has where it usually is.",
        remembered=True,
    )
    backup_folder: str = param(
        "", label="Back up into", help="A backup is taken there first.", input=Input.FOLDER
    )
    backup_hours: int = param(
        24,
        label="Backup at most, hours old",
        help="Where none is taken now, and the schema changes.",
        least=1,
        most=24 * 31,
    )
    without_backup: str = param(
        "",
        label="Go on without a backup, because",
        help="Only where there is another way back, such as a snapshot of the server. The reason is kept.",
    )
    healthy: int = param(
        3, label="Well in a row", help="So many good answers before it gets requests.", least=1, most=100
    )
    ready_s: int = param(
        120,
        label="Ready within, seconds",
        help="A node that takes longer goes back to the release before, and so do all.",
        least=5,
        most=3600,
    )
    watch_s: int = param(
        30,
        label="Watch, seconds",
        help="So long the errors of a node are compared with the others'.",
        least=0,
        most=3600,
    )


SPEC = TaskSpec(
    "rolling-deploy",
    "Roll a release out",
    "Brings another release to every API node and worker, one after the other, while the others answer.",
    Params,
    danger=Danger.DESTRUCTIVE,
    resource="tables",
    timeout_s=6 * 3600.0,
    engines=("mariadb", "mysql"),
)


@dataclass(frozen=True, slots=True)
class _Order:
    """What is to be done. ``before`` is the version of each node, ``keep`` the oldest of them."""

    fleet: Fleet
    version: str
    wheel: Wheel | None
    before: dict[str, str]
    keep: str
    coming: schema_of.Coming | None

    @property
    def waiting(self) -> list[str]:
        """The nodes that do not have the release yet."""
        return [name for name, version in self.before.items() if version != self.version]

    @property
    def migrates(self) -> bool:
        """Whether the schema changes, or may: a release without its file is asked only when it is there."""
        return self.coming is None or bool(self.coming.migrations)

    @property
    def nothing(self) -> bool:
        return not self.waiting and not (self.coming and self.coming.migrations)

    def deeds(self) -> list[Deed]:
        """Every step that changes something, in order."""
        found = [Deed(Act.INSTALL, self.version, None, self.wheel.path if self.wheel else None, self.keep)]
        if self.migrates:
            found.append(Deed(Act.MIGRATE, self.version, keep=self.keep))
        for node in renewed(self.fleet.topology):
            if node.name not in self.waiting:
                continue
            api = node.kind is NodeKind.API
            acts = (Act.DRAIN, Act.REPLACE, Act.UNDRAIN) if api else (Act.REPLACE,)
            found += [Deed(act, self.version, node) for act in acts]
        return found


def plan(context: TaskContext, params: Params) -> Plan:
    """Say every step and what it would hit."""
    order = _look(context, params)
    if order.nothing:
        return Plan(_nothing(order), nothing_to_do=True)
    way, doubts = _way_back(context, params, order)
    nodes = ", ".join(order.waiting)
    return Plan(
        f"Rolls {order.version} out to {len(order.waiting)} nodes ({nodes}) of {order.fleet.topology.name},"
        f" one after the other; {order.keep} runs now.",
        steps=(way, *_steps(order, params)),
        figures=(
            Figure("nodes", "Nodes", len(order.waiting), "rows"),
            Figure("migrations", "Migrations", len(order.coming.migrations) if order.coming else 0, "rows"),
        ),
        warnings=(*doubts, *_later(order)),
        statements=tuple(_statements(order)),
    )


def run(context: TaskContext, params: Params) -> Outcome:
    """Do it. Refused with ``rolled_back`` when a node did not do well and all are back."""
    started = time.monotonic()
    order = _look(context, params)
    if order.nothing:
        return Outcome(_nothing(order), data={"release": order.version})
    way, doubts = _way_back(context, params, order)
    fleet = order.fleet
    if params.backup_folder:
        context.progress(0, "Backing up")
        taken = backup_database.run(context, backup_database.Params(folder=params.backup_folder))
        way = taken.summary
    context.log(way)
    for deed in order.deeds():
        if deed.act in (Act.INSTALL, Act.MIGRATE):
            context.checkpoint()
            context.progress(None, f"{deed.act.capitalize()} {order.version}")
            if said := fleet.do(deed):
                context.log(said)
    found = schema.state(context.database)
    _require_kept(found.min_app or "", order.keep)
    rollout = Rollout(fleet, order.version, _patience(fleet, params), context)
    done = rollout.roll(order.before)
    context.progress(None, "Verifying")
    rollout.verify()
    seconds = time.monotonic() - started
    return Outcome(
        f"{order.version} runs on {', '.join(done.renewed) or 'all nodes'} of {fleet.topology.name}; before it was {order.keep}.",
        figures=(
            Figure("nodes", "Nodes", len(done.renewed), "rows"),
            Figure("seconds", "Time", round(seconds, 1), "seconds"),
        ),
        data={
            "release": order.version,
            "before": order.before,
            "schema": found.revision,
            "min_app": found.min_app,
            "seconds": {name: round(each, 1) for name, each in done.renewed.items()},
        },
        warnings=(
            *doubts,
            *(f"{name} still runs the release of before: {why}." for name, why in done.left.items()),
            *_later(order),
        ),
    )


def _look(context: TaskContext, params: Params) -> _Order:
    """How everything stands. Raises Refused where it can't begin."""
    guards.require_no_jobs(context, (*guards.BACKUP_KINDS, "apply-migrations"))
    wheel = read_wheel(Path(params.release).absolute()) if params.release.endswith(".whl") else None
    version = wheel.version if wheel else params.release
    if not _VERSION.fullmatch(version):
        raise InvalidInput(
            f"“{version[:80]}” is neither a wheel nor a version.",
            hint="Give a file such as clms-1.2.0-py3-none-any.whl, or a version such as 1.2.0.",
            details={"field": "release"},
        )
    fleet = fleet_of(params.deployment, context.topology)
    before = _before(fleet)
    keep = min(filter(None, before.values()), key=schema.numbers)
    found = schema.state(context.database)
    _require_kept(found.min_app or "", version)
    coming = None
    if wheel is not None:
        url = context.database.url.render_as_string(hide_password=False)
        coming = schema_of.coming(wheel, url, context.data_dir, keep)
    return _Order(fleet, version, wheel, before, keep, coming)


def _before(fleet: Fleet) -> dict[str, str]:
    """The version of each node. Raises Refused for an API node that is not well: one more out of balance is too many."""
    found = {}
    for node in renewed(fleet.topology):
        if node.kind is NodeKind.API:
            seen = see(fleet, node)
            if seen.trouble:
                raise Refused(
                    f"{node.name} is not ready: {seen.trouble}.",
                    hint="Mend it first, then begin the roll-out.",
                    code="not_ready",
                )
            found[node.name] = seen.version
        else:
            found[node.name] = fleet.release_of(node)
    return found


def _require_kept(min_app: str, release: str) -> None:
    """The schema has to suit a release."""
    if schema.numbers(min_app) > schema.numbers(release):
        raise Refused(
            f"The library's schema is for {min_app} and later: {release} can't work on it.",
            code="app_too_old",
        )


def _way_back(context: TaskContext, params: Params, order: _Order) -> tuple[str, tuple[str, ...]]:
    if params.backup_folder:
        told = backup_database.plan(context, backup_database.Params(folder=params.backup_folder))
        return f"Backup: {told.effect}", told.warnings
    if not order.migrates:
        return "Backup: none is needed, the schema stays as it is.", ()
    return recent_backups.require(context, params.backup_hours, params.without_backup)


def _patience(fleet: Fleet, params: Params) -> Patience:
    polling = fleet.topology.polling
    return Patience(
        polling.interval, params.healthy, params.ready_s, watch_s=params.watch_s, fall=polling.fall
    )


def _steps(order: _Order, params: Params) -> list[str]:
    fleet, version = order.fleet, order.version
    hosts = ", ".join(sorted({node.host for node in renewed(fleet.topology)}))
    if order.wheel:
        steps = [f"Release {version} is put beside the others on: {hosts}."]
    else:
        steps = [f"Release {version} is looked for on: {hosts}."]
    if order.coming is None:
        steps.append(f"Migrate: {version} brings the schema as far as {order.keep} works on it.")
    elif order.coming.migrations:
        told = ", ".join(f"{each.revision} ({each.title})" for each in order.coming.migrations)
        steps.append(f"Migrate: {told}. {order.keep} works on it.")
    for name in order.waiting:
        node = fleet.topology.node(name)
        host, port = fleet.topology.address(node)
        if node.kind is NodeKind.WORKER:
            steps.append(f"{name}: ends, gives its jobs back, and starts with {version}.")
            continue
        steps.append(
            f"{name} ({host}:{port}): out of balance, its requests done, {order.before[name]} ends and {version} starts,"
            f" {params.healthy} times well, back in balance, watched for {params.watch_s} s."
        )
    steps.append("Verify: every API node runs it and is ready.")
    return steps


def _later(order: _Order) -> tuple[str, ...]:
    later = order.coming.later if order.coming else ()
    if not later:
        return ()
    told = ", ".join(f"{each.revision} ({each.title})" for each in later)
    return (
        f"Contract later: {told} ends the work of {order.keep}. Run “apply-migrations” with the new release once no"
        " window has the old one.",
    )


def _statements(order: _Order) -> list[str]:
    """The commands of each step, and the SQL."""
    told = []
    for deed in order.deeds():
        what = f"{deed.act} {deed.node.name}" if deed.node else str(deed.act)
        told += [f"-- {what}", *order.fleet.words(deed)]
        if deed.act is Act.MIGRATE and order.coming:
            told += [f"{each};" for migration in order.coming.migrations for each in migration.statements]
    return told


def _nothing(order: _Order) -> str:
    return f"Nothing to do: every node of {order.fleet.topology.name} runs {order.version}."
