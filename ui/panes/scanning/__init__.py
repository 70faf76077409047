"""What every pane with a scanner shares: the one box, the durable line of scans, and those left behind."""
