"""The rules the program comes with. What a library changes of them, and adds, is kept in its database.

The guide's thresholds are processor 80 %, memory 85 %, errors 5 %, answers 2,000 ms; each with a duration, for a single
sample of 81 % is no trouble, and a lower level to clear at, for otherwise what moves around the threshold would send a
message every minute. Most others are Netdata's, whose defaults have been lived with for years.
"""

from __future__ import annotations

from app.domain.alerts import AlertRule, Severity, Side
from app.domain.health import TargetKind

_CRITICAL = Severity.CRITICAL
_MINUTE, _HOUR = 60.0, 3600.0

DOWN_WORDS = {
    TargetKind.DATABASE: "Database does not answer",
    TargetKind.REDIS: "Redis does not answer",
    TargetKind.API: "API node takes no requests",
    TargetKind.NGINX: "nginx does not answer",
    TargetKind.FILES: "Files can't be written",
}
OUTSIDE_WORDS = {
    TargetKind.BUCKET: "The bucket of files can't be used",
    TargetKind.ISBN: "ISBN lookup does not answer",
    TargetKind.MAIL: "Mail server does not answer",
}
CERTIFICATE_WORDS = {
    Severity.WARNING: "A certificate ends within a fortnight",
    _CRITICAL: "A certificate ends within three days",
}

_NODES = (
    *(
        AlertRule(
            f"{kind.value}-down", title, kind, "health", 2, 2, 5.0, _CRITICAL, clear_s=10.0, cause=True,
            advice="Look at its log and whether its process runs; open the node for details.",
        )
        for kind, title in DOWN_WORDS.items()
    ),
    *(
        AlertRule(
            f"{kind.value}-degraded", f"{noun} is not quite well", kind, "health", 1, 1, 2 * _MINUTE,
            advice="Its health says why.",
        )
        for kind, noun in (
            (TargetKind.DATABASE, "Database"), (TargetKind.REDIS, "Redis"), (TargetKind.API, "API node"),
            (TargetKind.NGINX, "nginx"), (TargetKind.HOST, "Computer"),
        )
    ),
    *(
        AlertRule(
            f"{kind.value}-down", title, kind, "health", 2, 2, 5 * _MINUTE,
            advice="It belongs to others: desks work without it.",
        )
        for kind, title in OUTSIDE_WORDS.items()
    ),
)  # fmt: skip

_GUIDE = (
    AlertRule(
        "cpu", "Processors are busy", TargetKind.HOST, "host_cpu", 80, 70, 5 * _MINUTE,
        advice="Which process it is, the computer's own monitor says.",
    ),
    AlertRule("cpu-critical", "Processors are at their limit", TargetKind.HOST, "host_cpu", 95, 85, 10 * _MINUTE, _CRITICAL),
    AlertRule(
        "memory", "Memory is scarce", TargetKind.HOST, "host_memory", 85, 80, 5 * _MINUTE,
        advice="Compare the buffer pool, Redis' maxmemory and the API's processes with what the computer has.",
    ),
    AlertRule("memory-critical", "Memory is nearly used up", TargetKind.HOST, "host_memory", 95, 90, 2 * _MINUTE, _CRITICAL),
    AlertRule(
        "errors", "Requests fail", TargetKind.API, "api_errors", 5, 2, 2 * _MINUTE, _CRITICAL,
        traffic="api_requests", least_traffic=1.0, advice="The server's log has each with its request id.",
    ),
    AlertRule(
        "refusals", "Many requests are refused", TargetKind.API, "api_refused", 30, 10, 5 * _MINUTE,
        traffic="api_requests", least_traffic=2.0,
        advice="Somebody may try passwords, or a program asks for what is gone: see the access log by status.",
    ),
    AlertRule(
        "slow-answers", "Answers take too long", TargetKind.API, "api_mean_ms", 2000, 1500, 2 * _MINUTE, _CRITICAL,
        traffic="api_requests", least_traffic=0.5, advice="See which routes, and what of their time is SQL.",
    ),
    AlertRule(
        "slow-answers-p95", "One answer in twenty takes too long", TargetKind.API, "api_p95_ms", 2000, 1500, 5 * _MINUTE,
        traffic="api_requests", least_traffic=1.0,
    ),
)  # fmt: skip

_DATABASE = (
    AlertRule(
        "replica-stopped", "Replication is stopped", TargetKind.DATABASE, "db_replicating", 0, 0, 20.0, _CRITICAL,
        side=Side.BELOW, clear_s=20.0, advice="The replica's last error says why; what it serves is old meanwhile.",
    ),
    AlertRule("replica-lag", "A replica is behind", TargetKind.DATABASE, "db_lag_s", 10, 5, _MINUTE),
    AlertRule("replica-lag-critical", "A replica is far behind", TargetKind.DATABASE, "db_lag_s", 30, 10, _MINUTE, _CRITICAL),
    AlertRule(
        "connections", "Database connections get scarce", TargetKind.DATABASE, "db_connections_share", 70, 60, _MINUTE,
        advice="The sum of all pools must stay under max_connections.",
    ),
    AlertRule("connections-critical", "Database connections are nearly used up", TargetKind.DATABASE, "db_connections_share", 90, 80, 30.0, _CRITICAL),
    AlertRule("slow-statements", "Many statements are slow", TargetKind.DATABASE, "db_slow", 1, 0.5, 5 * _MINUTE),
    AlertRule("lock-waits", "Statements wait for row locks", TargetKind.DATABASE, "db_lock_waiting", 5, 2, _MINUTE),
    AlertRule("redo-full", "The redo log is nearly full", TargetKind.DATABASE, "db_redo", 85, 70, 2 * _MINUTE),
    AlertRule(
        "pool-exhausted", "An API node has no connection to spare", TargetKind.API, "api_pool_share", 95, 80, _MINUTE,
        advice="Look for slow statements before you raise DB_CONNECTION_LIMIT.",
    ),
    AlertRule("pool-given-up", "Requests got no database connection in time", TargetKind.API, "api_pool_given_up", 0.01, 0.01, 10.0, _CRITICAL),
)  # fmt: skip

_CACHE = (
    AlertRule(
        "slots-uncovered", "Slots of the Redis cluster are served by nobody", TargetKind.REDIS, "redis_slots_missing", 1, 1, 10.0,
        _CRITICAL, clear_s=10.0, advice="A primary and its replicas are away together.",
    ),
    AlertRule("redis-unlinked", "A Redis replica lost its primary", TargetKind.REDIS, "redis_linked", 0, 0, 30.0, side=Side.BELOW),
    AlertRule("redis-memory", "Redis is nearly full", TargetKind.REDIS, "redis_memory_share", 90, 85, 5 * _MINUTE),
    AlertRule("redis-rejected", "Redis refuses connections", TargetKind.REDIS, "redis_rejected", 0.01, 0.01, _MINUTE),
    AlertRule("nginx-dropped", "nginx has no room for connections", TargetKind.NGINX, "nginx_dropped", 0.01, 0.01, _MINUTE, _CRITICAL),
)  # fmt: skip

_DISK = (
    AlertRule("disk", "A disk fills up", TargetKind.FILES, "files_used", 85, 80, 10 * _MINUTE),
    AlertRule("disk-critical", "A disk is nearly full", TargetKind.FILES, "files_used", 95, 92, 2 * _MINUTE, _CRITICAL),
    AlertRule("inodes", "A disk runs out of inodes", TargetKind.FILES, "files_inodes", 90, 85, 10 * _MINUTE),
    AlertRule(
        "disk-full-soon", "At this rate a disk is full within three days", TargetKind.FILES, "files_full_h", 72, 96, 30 * _MINUTE,
        side=Side.BELOW, clear_s=30 * _MINUTE,
    ),
    AlertRule(
        "disk-full-today", "At this rate a disk is full within a day", TargetKind.FILES, "files_full_h", 24, 36, 10 * _MINUTE, _CRITICAL,
        side=Side.BELOW, clear_s=30 * _MINUTE,
    ),
)  # fmt: skip

_UPKEEP = (
    *(
        AlertRule(
            f"certificate-{kind.value}{suffix}", CERTIFICATE_WORDS[severity], kind, "certificate_days", days, days + 1, _MINUTE, severity,
            side=Side.BELOW, advice="Renew it, and reload whoever shows it.",
        )
        for kind in (TargetKind.NGINX, TargetKind.API)
        for suffix, days, severity in (("", 14.0, Severity.WARNING), ("-critical", 3.0, _CRITICAL))
    ),
    AlertRule(
        "backup-old", "The newest backup is older than a day", TargetKind.LIBRARY, "backup_age_h", 26, 26, _MINUTE,
        advice="Look at the schedule of backup-database and at its last run.",
    ),
    AlertRule("backup-old-critical", "There has been no backup for three days", TargetKind.LIBRARY, "backup_age_h", 72, 72, _MINUTE, _CRITICAL),
    AlertRule(
        "backup-unproven", "No backup of the last fortnight was proven", TargetKind.LIBRARY, "backup_proven_age_h", 14 * 24, 14 * 24, _MINUTE,
        advice="Run verify-backup: a backup nobody restored is no backup.",
    ),
    AlertRule("job-failing", "A background job fails", TargetKind.LIBRARY, "jobs_failing", 1, 1, 0.0, advice="Its log says why."),
    AlertRule("jobs-waiting", "Background jobs wait and nobody takes them", TargetKind.LIBRARY, "jobs_waiting_s", 900, 300, _MINUTE),
    AlertRule(
        "scans-waiting", "Scans wait at a desk", TargetKind.LIBRARY, "scans_waiting", 1, 1, 15 * _MINUTE,
        advice="Loans made while the database was away are not in it yet: open the desk on that computer.",
    ),
)  # fmt: skip

RULES: tuple[AlertRule, ...] = (*_NODES, *_GUIDE, *_DATABASE, *_CACHE, *_DISK, *_UPKEEP)
"""All of them."""
