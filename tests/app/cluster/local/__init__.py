"""Tests of the cluster of this computer, as a package: the one they share ends with the last of them."""
