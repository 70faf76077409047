"""Reading a whole library out of its engine in one consistent state, and putting it back into an empty place."""
