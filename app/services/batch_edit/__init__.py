"""Changing many titles, copies or patrons at once: dry run, apply, take back, and recipes that are kept."""

from __future__ import annotations

from app.services.batch_edit.service import BatchEditService
from app.services.batch_edit.values import (
    Chosen,
    Difference,
    Edit,
    EditResult,
    EditState,
    KeptRecipe,
    Left,
    Pair,
    Preview,
    PreviewRow,
    UndoneEdit,
)

__all__ = [
    "BatchEditService",
    "Chosen",
    "Difference",
    "Edit",
    "EditResult",
    "EditState",
    "KeptRecipe",
    "Left",
    "Pair",
    "Preview",
    "PreviewRow",
    "UndoneEdit",
]
