"""Schemas in the words of public standards, as schemas of pandera; what cannot be judged of one is refused by name."""
