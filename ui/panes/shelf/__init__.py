"""The pane of shelves."""
