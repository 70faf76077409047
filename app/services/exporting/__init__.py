"""Exporting lists, the catalogue and students as CSV and XLSX files."""

from __future__ import annotations

from app.services.exporting.service import ExportingService
from app.services.exporting.values import Exported

__all__ = ["Exported", "ExportingService"]
