"""Confidence bounds: pure functions, standard library only."""
