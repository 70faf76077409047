"""What the library does: one class a noun, one method a verb, one call one transaction."""
