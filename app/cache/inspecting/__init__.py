"""Looking into Redis and into the other layers while they are used: every node, any number of keys, stopping nobody.

What is found are values of :mod:`app.domain.cached_keys`; nothing here asks a permission, and nothing of a server's
silence is told as 0.
"""
