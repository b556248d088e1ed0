"""When things happened: columns of dates and times, read by the engine."""
