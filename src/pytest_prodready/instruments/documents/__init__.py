"""Documents in Markdown: their sections, what they say, and what nobody has filled in yet."""
