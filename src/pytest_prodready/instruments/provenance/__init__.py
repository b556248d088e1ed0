"""Where data come from, as a record beside them says, held against the bytes that lie there."""
