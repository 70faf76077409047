"""Tables, engines, transactions and queries. Driver errors become ours here and nowhere else."""
