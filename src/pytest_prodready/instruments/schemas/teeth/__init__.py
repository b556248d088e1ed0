"""Whether a schema can bite: it is shown copies of the team's own rows, each with one thing wrong."""
