"""Gates on what the system learns from and meets."""
