"""The desktop window. It calls services, and nothing under ``app`` knows that it exists."""
