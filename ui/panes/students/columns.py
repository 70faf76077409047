"""The columns of the register of patrons."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.models.columns import Column
from ui.panes.students import words


def _title(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("StudentsPane", text))


COLUMNS = (
    Column(
        "name",
        _title("Name"),
        lambda r: r.name,
        stretch=True,
        strong=True,
        width=22,
        icon=lambda r: words.KINDS[r.kind][1],
        tip=lambda r: r.alert or r.name,
    ),
    Column("card", _title("Card"), lambda r: r.card or "", width=11, sort_key=""),
    Column("lrn", _title("LRN"), lambda r: r.lrn or "", width=13, numeric=False),
    Column(
        "grade", _title("Grade"), lambda r: words.grade(r.grade), width=10, export=lambda r: r.grade or ""
    ),
    Column("section", _title("Section"), lambda r: r.section or "", width=12),
    Column("category", _title("Category"), lambda r: words.category(r.category), width=14, shown=False),
    Column("status", _title("State"), lambda r: "", badge=words.row_badge, width=10),
)
