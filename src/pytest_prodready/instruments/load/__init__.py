"""Load that does not lie: open loop, timed from the intended moment, in a clean process of its own."""
