"""Importing books and students from CSV and XLSX files, and books from MARC records."""

from __future__ import annotations

from app.services.importing.columns import Field
from app.services.importing.service import ImportingService
from app.services.importing.values import (
    Batch,
    BatchState,
    FieldChange,
    ImportKind,
    ImportResult,
    Kept,
    OverwriteOffer,
    Preview,
    PreviewRow,
    RepairOffer,
    SourceColumn,
    SourceFile,
    Step,
    UndoneImport,
    Verdict,
)

__all__ = [
    "Batch",
    "BatchState",
    "Field",
    "FieldChange",
    "ImportKind",
    "ImportResult",
    "ImportingService",
    "Kept",
    "OverwriteOffer",
    "Preview",
    "PreviewRow",
    "RepairOffer",
    "SourceColumn",
    "SourceFile",
    "Step",
    "UndoneImport",
    "Verdict",
]
