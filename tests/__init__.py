"""Tests: the tree mirrors app/ and ui/; servers/ starts real database servers."""
