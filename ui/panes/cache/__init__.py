"""The cache: its layers, what they hold, single keys, and how it does."""
