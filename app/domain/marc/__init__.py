"""MARC 21: records read from bytes, what they say of titles and copies, and written back. No input or output here."""
