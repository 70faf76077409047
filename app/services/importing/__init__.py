"""Importing books and students from CSV and XLSX files."""
