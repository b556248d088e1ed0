"""Pipelines of the judged repo, run on batches of ours in copies of it."""
