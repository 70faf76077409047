"""The columns of the register of patrons."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from ui.models.columns import Column
from ui.panes.students import words


def _title(text: str) -> str:
    return str(QT_TRANSLATE_NOOP("StudentsPane", text))


#: In the order of their weight: what has no room is folded away from the end.
COLUMNS = (
    Column(
        "name",
        _title("Name"),
        lambda r: r.name,
        stretch=True,
        strong=True,
        width=20,
        icon=lambda r: words.KINDS[r.kind][1],
        tip=lambda r: r.alert or r.name,
    ),
    Column("status", _title("State"), lambda r: "", badge=words.row_badge, width=13, whole=True),
    Column("card", _title("Card"), lambda r: r.card or "", width=11, sort_key="", whole=True),
    Column(
        "grade",
        _title("Grade"),
        lambda r: words.grade(r.grade),
        width=12,
        export=lambda r: r.grade or "",
        whole=True,
    ),
    Column("section", _title("Section"), lambda r: r.section or "", width=13),
    Column("lrn", _title("LRN"), lambda r: r.lrn or "", width=14, numeric=True),
    Column("category", _title("Category"), lambda r: words.category(r.category), width=14, shown=False),
)
