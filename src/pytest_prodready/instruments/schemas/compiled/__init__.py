"""What a schema's built-in checks ask of a table, compiled to one aggregate query on the engine."""
