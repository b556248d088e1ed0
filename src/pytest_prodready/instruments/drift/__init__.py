"""Drift between two tables, measured on histograms that the engine makes."""
