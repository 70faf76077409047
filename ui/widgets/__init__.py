"""Widgets every pane is made of. They know Qt and our tokens, and no service."""
