"""Plans of databases as one tree, what is costly in them, and the index that would help."""

from __future__ import annotations

import pytest

from app.domain.plan_reading import from_json, from_sqlite
from app.domain.plans import Access, PlanStep, StepKind, TableFacts, compared, judged, named_tables

BOOKS = TableFacts(
    "books", 50_000, (("id",), ("status",)), {"id": 8, "status": 20, "price": 4, "title_id": 8, "title": 40}
)
MYSQL = {
    "query_block": {
        "select_id": 1,
        "ordering_operation": {
            "using_filesort": True,
            "grouping_operation": {
                "using_temporary_table": True,
                "nested_loop": [
                    {"table": {"table_name": "b", "access_type": "ALL", "possible_keys": ["status"],
                               "rows_examined_per_scan": 50_000, "filtered": "3.33",
                               "attached_condition": "((`clms`.`b`.`price` = 7) and (`clms`.`b`.`title_id` > 5))"}},
                    {"table": {"table_name": "t", "access_type": "eq_ref", "key": "PRIMARY",
                               "rows_examined_per_scan": 1, "filtered": "90.00"}},
                ],
            },
        },
    }
}  # fmt: skip
MARIADB = {
    "query_block": {
        "filesort": {
            "sort_key": "books.price",
            "temporary_table": {
                "nested_loop": [
                    {"table": {"table_name": "books", "access_type": "ref", "key": "status", "rows": 12}},
                ]
            },
        }
    }
}


def _kinds(step: PlanStep) -> list[str]:
    return [f"{each.kind}:{each.table}" if each.table else str(each.kind) for each in step.walk()]


def test_plans_of_all_products_are_one_tree() -> None:
    (mysql,) = from_json(MYSQL)
    assert _kinds(mysql) == ["sort", "group", "temporary", "join", "read:b", "read:t"]
    (mariadb,) = from_json(MARIADB)
    assert _kinds(mariadb) == ["sort", "temporary", "read:books"]
    assert next(step for step in mariadb.walk() if step.table).access is Access.LOOKUP
    rows = [
        (2, 0, "SCAN b"),
        (3, 0, "SEARCH t USING INTEGER PRIMARY KEY (rowid=?)"),
        (9, 0, "USE TEMP B-TREE FOR ORDER BY"),
    ]
    join, sort = from_sqlite(rows)
    assert _kinds(join) == ["join", "read:b", "read:t"] and sort.kind is StepKind.SORT
    (search,) = from_sqlite([(1, 0, "SEARCH books USING COVERING INDEX ix_a (status=? AND price>?)")])
    assert (search.access, search.index) == (Access.RANGE, "ix_a")


def test_what_is_costly_is_said_and_an_index_is_named() -> None:
    statement = (
        "SELECT * FROM books b JOIN titles t ON t.id = b.title_id WHERE b.price = 7 AND b.title_id > 5"
    )
    plan = judged("mysql", from_json(MYSQL), statement, {"b": BOOKS, "t": TableFacts("titles")})
    said = [finding.said for finding in plan.findings]
    assert said == [
        "The whole of the table books is read: about 50,000 rows.",
        "An index of books could be used and is not: status.",
        "Of the rows read of books about 3.3 % are needed.",
        "About 50,000 rows are sorted before the first is answered.",
        "About 50,000 rows are put in a temporary table before the first is answered.",
        "All columns are read, also those nobody needs.",
    ]
    assert plan.index is not None
    assert plan.index.statement == "CREATE INDEX ix_books_price_title_id ON books (price, title_id)"
    assert plan.index.size is not None and 1e6 < plan.index.size < 4e6


def test_an_index_that_is_there_is_not_named_again_and_small_tables_need_none() -> None:
    whole = PlanStep(StepKind.READ, "books", Access.WHOLE, rows=50_000, condition="books.status = 'X'")
    assert judged("mysql", [whole], "SELECT id FROM books", {"books": BOOKS}).index is None
    small = PlanStep(StepKind.READ, "books", Access.WHOLE, rows=900, condition="books.price = 1")
    plan = judged("mysql", [small], "SELECT id FROM books", {"books": BOOKS})
    assert plan.findings == () and plan.index is None


@pytest.mark.parametrize(
    ("condition", "same", "other"),
    [
        ("(`c`.`books`.`price` = 7) and (`c`.`books`.`title_id` > 5)", ("price",), ("title_id",)),
        ("books.`status` in ('A','B') and books.price between 1 and 5", ("status",), ("price",)),
        ("t.id = 5 and title like 'abc%' and title_id <> 3", (), ("title",)),
        ("title like '%abc%'", (), ()),
        ("price = 1 or status = 'A'", (), ()),
    ],
)
def test_what_a_condition_compares(condition: str, same: tuple[str, ...], other: tuple[str, ...]) -> None:
    assert compared(condition, "books", BOOKS.columns) == (same, other)


@pytest.mark.parametrize(
    ("statement", "said"),
    [
        ("SELECT id FROM books WHERE title LIKE '%war%'", "A pattern that begins with %"),
        ("SELECT id FROM books ORDER BY id LIMIT 20 OFFSET 40000", "Rows of the pages before"),
        ("SELECT id FROM books WHERE LOWER(title) = 'war'", "A function around a column"),
    ],
)
def test_what_is_costly_in_the_words_of_a_statement(statement: str, said: str) -> None:
    (finding,) = judged("sqlite", [], statement, {}).findings
    assert finding.said.startswith(said) and finding.hint


def test_the_tables_of_a_statement_by_the_names_they_have_in_it() -> None:
    statement = (
        "SELECT 1 FROM `clms`.`books` AS b LEFT JOIN titles ON titles.id = b.title_id JOIN loans l WHERE 1"
    )
    assert named_tables(statement) == {"b": "books", "titles": "titles", "l": "loans"}
