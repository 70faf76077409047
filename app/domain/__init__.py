"""Values and rules of a library. Nothing here does I/O or imports another package of ours."""
