"""What people and machines read of a run: one writer a file, each receiving verdicts only."""
