"""Tables in files, asked their questions through ibis on an embedded DuckDB."""
