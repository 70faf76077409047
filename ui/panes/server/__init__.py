"""The pane of this computer's API server."""
