"""The pane Load test: scenarios, a run while it goes on, and what runs brought."""
