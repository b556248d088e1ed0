"""Which customers are about to leave, and who gets an offer."""
