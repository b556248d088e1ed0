"""Gates on what is written down for those who answer for it."""
