"""Changing many titles, copies or patrons at once by one recipe: its rules, which know no database."""
