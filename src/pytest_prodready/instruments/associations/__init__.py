"""How the columns of a table hang together."""
