"""How bytes of the judged repo become values: safe files, strict YAML, strict JSON; everything with its place."""
