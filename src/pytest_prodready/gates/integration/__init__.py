"""Gates on what passes between the system and its neighbours."""
