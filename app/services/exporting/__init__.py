"""Exporting lists, the catalogue and students as CSV and XLSX files."""
