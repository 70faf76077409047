"""Load tests: what is asked, when, how long it took, and what that is worth. Nothing here sends anything."""
