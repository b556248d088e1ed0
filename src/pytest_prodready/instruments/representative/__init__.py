"""A classifier that tries to tell two tables apart."""
