"""From prodready.yaml to typed declarations: the schema, the reader, and every problem with its place."""
