"""Samples of the sources, mapped onto the columns of the table that they feed."""
