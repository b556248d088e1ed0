"""Gates on what keeps it running."""
