"""Parts of the second revision."""
