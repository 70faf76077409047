"""What maintenance asks of a database: sizes, statistics, replicas, indexes, and statements that may take minutes."""
