"""The pane of loan rules: who may have what, for how long, and what being late costs."""
