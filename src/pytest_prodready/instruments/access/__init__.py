"""Loaders of the judged repo, called as its pipeline would call them."""
