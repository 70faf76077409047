"""The opening calendar in the window: pages beside the loan rules."""
