"""What statements took a server's time, by their form: from performance_schema, which MariaDB has switched off unless
its configuration says otherwise."""

from __future__ import annotations

from typing import Any

from app.database.one_node import DatabaseNode
from app.domain.statements import StatementTimes
from app.errors import Refused

MOST_TEXT = 1_024
_OWN = "'performance_schema', 'information_schema', 'mysql', 'sys'"
_MS = 1e9  # picoseconds
_DIGESTS = f"""SELECT schema_name, digest, digest_text, count_star AS calls, sum_timer_wait AS total,
 max_timer_wait AS longest, sum_rows_examined AS examined, sum_rows_sent AS sent, sum_no_index_used AS unindexed,
 sum_created_tmp_disk_tables AS disk_tables, sum_errors AS errors
 FROM performance_schema.events_statements_summary_by_digest
 WHERE digest IS NOT NULL AND (schema_name IS NULL OR schema_name NOT IN ({_OWN}))"""
_SAMPLE = """SELECT query_sample_text AS text FROM performance_schema.events_statements_summary_by_digest
 WHERE digest = '{digest}' AND query_sample_text NOT LIKE '%...' ORDER BY last_seen DESC LIMIT 1"""


def statements(node: DatabaseNode) -> tuple[StatementTimes, ...]:
    """What every form of statement came to since the server counts. Raises Refused with the code ``not_counted`` where it
    does not count, Unreachable."""
    refuse_uncounted(node)
    return tuple(_times(row) for row in node.rows(_DIGESTS))


def refuse_uncounted(node: DatabaseNode) -> None:
    """Raises Refused where the server does not count statements, and says how it is made to."""
    row = node.rows("SELECT @@performance_schema AS counts")[0]
    if str(row["counts"]) not in ("1", "ON"):
        product = {"mariadb": "MariaDB", "mysql": "MySQL"}[node.product]
        raise Refused(
            f"This {product} server does not count its statements.",
            hint="Write performance_schema = ON below [mysqld] in its configuration and restart it.",
            code="not_counted",
        )


def sample(node: DatabaseNode, digest: str) -> str:
    """A statement of this form as it was sent last, values and all; "" where none is kept: MariaDB keeps none."""
    if node.product != "mysql" or not digest.isalnum():
        return ""
    rows = node.rows(_SAMPLE.format(digest=digest))
    return str(rows[0]["text"]) if rows else ""


def _times(row: dict[str, Any]) -> StatementTimes:
    return StatementTimes(
        str(row["digest"]),
        str(row["schema_name"] or ""),
        str(row["digest_text"] or "")[:MOST_TEXT],
        int(row["calls"]),
        float(row["total"]) / _MS,
        float(row["longest"]) / _MS,
        int(row["examined"]),
        int(row["sent"]),
        int(row["unindexed"]),
        int(row["disk_tables"]),
        int(row["errors"]),
    )
