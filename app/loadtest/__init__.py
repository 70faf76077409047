"""Load tests against a server: reading a script, sending its requests on schedule from a process of its own, the report."""
