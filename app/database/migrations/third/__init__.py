"""Parts of the third revision."""
