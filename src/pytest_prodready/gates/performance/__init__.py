"""Gates on how right and how fast it answers."""
