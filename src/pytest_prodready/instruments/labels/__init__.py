"""Labels held against each other."""
