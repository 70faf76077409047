"""Advice on the settings of a database server: each by evidence, for the release it is, and never beyond its bound.

What other tools are scolded for (ops research, B5) decides how: advice that holds already is not given, counters say
nothing before an hour has passed, and every step has an end. Formulas: D1.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

HOUR_S = 3_600.0
MIB = 1 << 20
_LARGEST_REDO = 16 << 30
_LARGEST_TABLE = 64 * MIB


@dataclass(frozen=True, slots=True)
class ServerState:
    """What a server says of itself. ``version`` is compared as numbers; ``memory`` is what its computer has in bytes,
    None where that is not known; ``follows`` says that it is a replica."""

    product: str
    version: tuple[int, ...]
    settings: Mapping[str, str]
    counters: Mapping[str, str]
    memory: int | None = None
    follows: bool = False

    def setting(self, name: str) -> float | None:
        """A setting as a number; ON is 1."""
        return _number(self.settings.get(name))

    def counter(self, name: str) -> float:
        """A counter since the start, 0 where the server has none of that name."""
        return _number(self.counters.get(name)) or 0.0

    @property
    def uptime_s(self) -> float:
        """How long it has counted."""
        return self.counter("Uptime")

    def since(self, product: str, *version: int) -> bool:
        """Whether it is this product, of this release or a later one."""
        return self.product == product and self.version >= version


@dataclass(frozen=True, slots=True)
class Advice:
    """One setting that could be better.

    ``why`` is the evidence in a sentence, ``effect`` what changes and what it costs. ``now`` and ``proposed`` are values
    as the server writes them. ``dynamic`` ones can be set while it runs, until its next start; ``line`` makes it last.
    """

    setting: str
    title: str
    why: str
    effect: str
    now: str
    proposed: str
    dynamic: bool = True

    @property
    def line(self) -> str:
        """The line below [mysqld] of its configuration."""
        return f"{self.setting} = {self.proposed}"


Rule = Callable[[ServerState], Advice | None]


def advise(state: ServerState) -> tuple[Advice, ...]:
    """What follows from what a server says of itself, what loses data first."""
    return tuple(advice for rule in RULES if (advice := rule(state)) is not None)


def too_young(state: ServerState) -> bool:
    """Whether its counters do not say anything yet."""
    return state.uptime_s < HOUR_S


def _every_commit(state: ServerState) -> Advice | None:
    now = state.settings.get("innodb_flush_log_at_trx_commit", "1")
    if now == "1":
        return None
    return Advice(
        "innodb_flush_log_at_trx_commit",
        "A power cut loses loans that were confirmed",
        f"Commits are written to the disk once a second (it is {now}), not each by itself.",
        "A loan that a desk was told of is kept. Each commit waits for the disk.",
        now,
        "1",
    )


def _every_binlog(state: ServerState) -> Advice | None:
    now = state.settings.get("sync_binlog", "1")
    if now == "1" or state.setting("log_bin") != 1:
        return None
    return Advice(
        "sync_binlog",
        "A power cut parts the primary from its replicas",
        f"The binary log is written to the disk when the system likes (it is {now}).",
        "Replicas and restores to a point in time never lack a commit. Each commit waits for the disk.",
        now,
        "1",
    )


def _read_only(state: ServerState) -> Advice | None:
    if not state.follows:
        return None
    name = "super_read_only" if state.product == "mysql" else "read_only"
    if name not in state.settings or state.setting(name) == 1:
        return None
    return Advice(
        name,
        "A replica takes writes",
        f"It follows a primary, and {name} is off.",
        "Nobody can write here what the primary does not know. Replication goes on.",
        "OFF",
        "ON",
    )


def _query_cache(state: ServerState) -> Advice | None:
    now = state.settings.get("query_cache_type", "OFF")
    if state.product != "mariadb" or now in ("OFF", "0") or not state.setting("query_cache_size"):
        return None
    return Advice(
        "query_cache_type",
        "The query cache makes writers wait",
        f"It is {now}, and every write to a table empties what is kept of it behind one lock.",
        "Statements no longer wait for it. The program keeps what is asked often itself.",
        now,
        "OFF",
    )


def _binlogs_kept(state: ServerState) -> Advice | None:
    name = "binlog_expire_logs_seconds"
    kept = state.setting(name)
    if kept is None or kept > 0 or state.setting("log_bin") != 1 or state.setting("expire_logs_days"):
        return None
    return Advice(
        name,
        "Binary logs are never removed",
        "They are kept for ever, and fill the disk in the end.",
        "Those older than a week are removed. A restore to a point in time reaches a week back.",
        "0",
        str(7 * 86_400),
    )


def _buffer_pool(state: ServerState) -> Advice | None:
    name, asked = "innodb_buffer_pool_size", state.counter("Innodb_buffer_pool_read_requests")
    size = state.setting(name)
    total = state.counter("Innodb_buffer_pool_pages_total")
    if too_young(state) or not size or not total or asked < 1e6:
        return None
    missed = 100 * state.counter("Innodb_buffer_pool_reads") / asked
    free = 100 * state.counter("Innodb_buffer_pool_pages_free") / total
    if missed <= 1 or free > 5 or (state.memory and size * 2 > 0.6 * state.memory):
        return None
    return Advice(
        name,
        "The buffer pool is too small",
        f"{missed:.1f} % of the pages that were asked for came from the disk, and {free:.0f} % of the pool is free.",
        "Fewer pages are read from the disk. The server takes that much more memory.",
        f"{size:.0f}",
        f"{size * 2:.0f}",
        # Growing without knowing what memory there is could end the server.
        dynamic=state.memory is not None,
    )


def _redo(state: ServerState) -> Advice | None:
    if state.since("mysql", 8, 0, 30):
        name, dynamic = "innodb_redo_log_capacity", True
    elif state.product == "mariadb":
        name, dynamic = "innodb_log_file_size", state.since("mariadb", 10, 9)
    else:
        return None
    now, written = state.setting(name), state.counter("Innodb_os_log_written")
    if too_young(state) or not now:
        return None
    hourly = written / state.uptime_s * HOUR_S
    wanted = min(_LARGEST_REDO, _power_of_two(hourly))
    if hourly <= now or wanted <= now:
        return None
    return Advice(
        name,
        "The redo log is too small",
        f"{hourly / MIB:,.0f} MiB are written to it in an hour, and it holds {now / MIB:,.0f} MiB.",
        "Pages are written to the disk in calm and not in haste. After a crash the server starts later.",
        f"{now:.0f}",
        str(wanted),
        dynamic,
    )


def _connections(state: ServerState) -> Advice | None:
    most, used = state.setting("max_connections"), state.counter("Max_used_connections")
    if not most or used < 0.85 * most or most >= 2_000:
        return None
    return Advice(
        "max_connections",
        "Connections run short",
        f"{used:.0f} of {most:.0f} were in use at once.",
        "More programs may connect at once. Each connection takes some memory.",
        f"{most:.0f}",
        f"{most * 1.5:.0f}",
    )


def _temporary_tables(state: ServerState) -> Advice | None:
    """MySQL 8 bounds all of them together by temptable_max_ram; only MariaDB still has one bound a table."""
    made, size = state.counter("Created_tmp_tables"), state.setting("tmp_table_size")
    if (
        state.product != "mariadb"
        or too_young(state)
        or made < 1_000
        or not size
        or size * 2 > _LARGEST_TABLE
    ):
        return None
    share = 100 * state.counter("Created_tmp_disk_tables") / made
    if share <= 25:
        return None
    return Advice(
        "tmp_table_size",
        "Temporary tables go to the disk",
        f"{share:.0f} % of {made:,.0f} temporary tables did.",
        "More of them stay in memory: up to this much for each.",
        f"{size:.0f}",
        f"{size * 2:.0f}",
    )


def _table_cache(state: ServerState) -> Advice | None:
    name, now = "table_open_cache", state.setting("table_open_cache")
    lost = state.counter("Table_open_cache_overflows")
    if too_young(state) or not now or now >= 10_000 or lost / state.uptime_s < 1:
        return None
    return Advice(
        name,
        "Tables are opened again and again",
        f"{lost / state.uptime_s:.1f} tables a second were closed to make room for others.",
        "More tables stay open. Each takes a file handle.",
        f"{now:.0f}",
        f"{now * 2:.0f}",
    )


def _slow_log(state: ServerState) -> Advice | None:
    slow = state.setting("long_query_time")
    if slow is None or slow <= 2:
        return None
    return Advice(
        "long_query_time",
        "Slow statements are not counted",
        f"Only those over {slow:g} s count as slow; a person at a desk notices a tenth of that.",
        "Statements over 1 s count, so that graphs and alerts show them. Connections of now keep what they had.",
        f"{slow:g}",
        "1",
    )


def _counting(state: ServerState) -> Advice | None:
    if state.setting("performance_schema") != 0:
        return None
    return Advice(
        "performance_schema",
        "Statements are not counted",
        "performance_schema is off, so nothing tells which statements take the time.",
        "Statements are counted by their form. It takes some hundred MB of memory, and a restart.",
        "OFF",
        "ON",
        dynamic=False,
    )


RULES: tuple[Rule, ...] = (
    _every_commit,
    _every_binlog,
    _read_only,
    _binlogs_kept,
    _buffer_pool,
    _redo,
    _connections,
    _temporary_tables,
    _table_cache,
    _query_cache,
    _slow_log,
    _counting,
)
"""All rules. A new one is a function and a line here."""


def _power_of_two(size: float) -> int:
    found = MIB
    while found < size:
        found *= 2
    return found


def _number(value: str | None) -> float | None:
    if value is None:
        return None
    if value.upper() in ("ON", "YES"):
        return 1.0
    if value.upper() in ("OFF", "NO"):
        return 0.0
    try:
        return float(value)
    except ValueError:
        return None
