"""The pane of lists to work on and of saved searches."""
