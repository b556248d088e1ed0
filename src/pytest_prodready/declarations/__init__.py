"""The manifest's vocabulary, one section a module; each imports the core alone."""
