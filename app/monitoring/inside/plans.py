"""Asks a database how it would carry a statement out. Nothing is carried out."""

from __future__ import annotations

import re

from msgspec import json

from app.database.one_node import DatabaseNode
from app.domain import plan_reading
from app.domain.plans import Plan, TableFacts, judged, named_tables
from app.errors import ClmsError, InvalidInput

_MOST_CHARS = 20_000
_MOST_TABLES = 8
_TEXT_BYTES = 40.0
_WIDTHS = {
    "tinyint": 1,
    "smallint": 2,
    "int": 4,
    "integer": 4,
    "bigint": 8,
    "date": 3,
    "datetime": 8,
    "double": 8,
    "float": 4,
}


def explain(node: DatabaseNode, statement: str) -> Plan:
    """The plan of a SELECT. Raises InvalidInput for what is none, or more than one, or has a name the database does not
    know; Unreachable."""
    plain = checked(statement)
    product = node.product
    try:
        if product == "sqlite":
            rows = node.rows(f"EXPLAIN QUERY PLAN {plain}")
            steps = plan_reading.from_sqlite((row["id"], row["parent"], row["detail"]) for row in rows)
        else:
            if product == "mysql" and node.rows("SHOW VARIABLES LIKE 'explain_json_format_version'"):
                node.command(
                    "SET SESSION explain_json_format_version = 1"
                )  # the one that names possible indexes
            (row,) = node.rows(f"EXPLAIN FORMAT=JSON {plain}")
            steps = plan_reading.from_json(json.decode(str(next(iter(row.values())))))
    except ClmsError as problem:
        if problem.code == "unreachable":
            raise
        raise InvalidInput(
            "The database can't read this statement.", hint=_reason(problem), details={"field": "statement"}
        ) from problem
    named = named_tables(plain)
    tables = {alias: _facts(node, name) for alias, name in list(named.items())[:_MOST_TABLES]}
    return judged(product, steps, plain, tables)


def checked(statement: str) -> str:
    """One SELECT without the rest. Raises InvalidInput."""
    plain = statement.strip().rstrip(";").strip()
    if (
        not re.match(r"\(*\s*(SELECT|WITH)\b", plain, re.I)
        or ";" in plain
        or "/*!" in plain
        or len(plain) > _MOST_CHARS
    ):
        raise InvalidInput("Write one SELECT.", details={"field": "statement"})
    if re.search(
        r"\b(INTO|UPDATE|DELETE|INSERT|REPLACE)\s+(OUTFILE|DUMPFILE|@|INTO|FROM|\w+\s+SET)\b", plain, re.I
    ):
        raise InvalidInput("Write one SELECT.", details={"field": "statement"})
    return plain


def _reason(problem: ClmsError) -> str:
    original = getattr(problem.__cause__, "orig", None) or getattr(problem.__cause__, "__cause__", None)
    args = getattr(original, "args", ())
    return str(args[-1]) if args else problem.message


def _facts(node: DatabaseNode, table: str) -> TableFacts:
    return _sqlite_facts(node, table) if node.product == "sqlite" else _server_facts(node, table)


def _server_facts(node: DatabaseNode, table: str) -> TableFacts:
    where = f"WHERE table_schema = DATABASE() AND table_name = '{table}'"
    rows = node.rows(f"SELECT table_rows AS number FROM information_schema.tables {where}")
    columns = node.rows(
        "SELECT column_name AS name, data_type AS kind, character_octet_length AS size FROM "
        f"information_schema.columns {where}"
    )
    parts = node.rows(
        f"SELECT index_name AS name, column_name AS col FROM information_schema.statistics {where} "
        "ORDER BY index_name, seq_in_index"
    )
    indexes: dict[str, list[str]] = {}
    for part in parts:
        indexes.setdefault(str(part["name"]), []).append(str(part["col"]))
    return TableFacts(
        table,
        float(rows[0]["number"]) if rows and rows[0]["number"] is not None else None,
        tuple(map(tuple, indexes.values())),
        {str(each["name"]): _width(str(each["kind"]), each["size"]) for each in columns},
    )


def _width(kind: str, size: object) -> float:
    return float(_WIDTHS.get(kind, min(float(str(size)), _TEXT_BYTES) if size else 8.0))


def _sqlite_facts(node: DatabaseNode, table: str) -> TableFacts:
    columns = node.rows(f"PRAGMA table_info({table})")
    indexes = [
        tuple(str(each["name"]) for each in node.rows(f"PRAGMA index_info({index['name']})"))
        for index in node.rows(f"PRAGMA index_list({table})")
    ]
    rows = None
    if node.rows("SELECT 1 FROM sqlite_master WHERE name = 'sqlite_stat1'"):
        counted = node.rows(f"SELECT stat FROM sqlite_stat1 WHERE tbl = '{table}'")
        rows = max((float(str(each["stat"]).split()[0]) for each in counted), default=None)
    return TableFacts(
        table, rows, tuple(indexes), {str(each["name"]): _sqlite_width(str(each["type"])) for each in columns}
    )


def _sqlite_width(kind: str) -> float:
    return 8.0 if kind.upper().startswith(("INT", "BIG", "DOUBLE", "REAL")) else _TEXT_BYTES
