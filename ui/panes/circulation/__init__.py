"""The circulation pane: one box, the patron in front of the desk, and what every scan came to."""
