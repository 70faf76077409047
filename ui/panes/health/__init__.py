"""Health: how the library's parts stand, live, and what was measured of them."""
