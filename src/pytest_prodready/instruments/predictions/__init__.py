"""Predictions of the judged repo's model, asked for in a fresh process."""
