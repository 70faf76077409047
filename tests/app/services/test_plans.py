"""Plans asked of real databases: a tree, what is costly, an index, and no statement but one SELECT."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from app.bootstrap import App
from app.domain.actors import Actor
from app.domain.plans import Access, StepKind
from app.errors import InvalidInput
from tests.app.services.watched import operator

__all__ = ["operator"]


def _made(app: App) -> None:
    """A table of 2,000 rows that only its key is an index of."""
    database = app.core.database
    with database.engine.connect() as connection:
        connection.execute(text("DROP TABLE IF EXISTS plan_rows"))
        connection.execute(
            text("CREATE TABLE plan_rows (id INTEGER PRIMARY KEY, shelf INTEGER, word VARCHAR(40))")
        )
        for start in range(0, 2_000, 500):
            values = ", ".join(f"({n}, {n % 50}, 'w{n}')" for n in range(start, start + 500))
            connection.execute(text(f"INSERT INTO plan_rows VALUES {values}"))
        connection.commit()
        connection.execute(text("ANALYZE plan_rows" if database.is_sqlite else "ANALYZE TABLE plan_rows"))
        connection.commit()


def test_a_statement_is_explained_by_each_product(app: App, operator: Actor) -> None:
    _made(app)
    try:
        statement = (
            "SELECT r.id FROM plan_rows r JOIN titles t ON t.id = r.id WHERE r.shelf = 7 ORDER BY r.word;"
        )
        plan = app.nodes.explain(operator, "database", statement)
        every = [step for top in plan.steps for step in top.walk()]
        assert plan.product == app.core.database.product
        assert any(step.kind is StepKind.READ and step.table == "t" for step in every)
        alone = app.nodes.explain(
            operator, "database", "SELECT id FROM plan_rows WHERE shelf = 7 AND word LIKE '%7%'"
        )
        (read,) = [step for top in alone.steps for step in top.walk() if step.kind is StepKind.READ]
        assert (read.table, read.access) == ("plan_rows", Access.WHOLE)
        said = " ".join(finding.said for finding in alone.findings)
        assert "plan_rows is read" in said and "begins with %" in said
        assert alone.index is not None and alone.index.columns == ("shelf",)
    finally:
        with app.core.database.engine.connect() as connection:
            connection.execute(text("DROP TABLE plan_rows"))
            connection.commit()


@pytest.mark.parametrize("engine_name", ["sqlite"])
@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM books",
        "SELECT 1; DELETE FROM books",
        "WITH x AS (SELECT 1) DELETE FROM books",
        "SELECT id INTO OUTFILE '/tmp/x' FROM books",
        "SELECT 1 /*! ; DROP TABLE books */",
        "",
        "SELECT nothing FROM nowhere",
    ],
)
def test_nothing_but_one_select_is_explained(app: App, operator: Actor, statement: str) -> None:
    with pytest.raises(InvalidInput) as refused:
        app.nodes.explain(operator, "database", statement)
    assert refused.value.details["field"] == "statement"
