"""What a phase asks for, and what a verdict then means: the plan, waivers, the standing of a whole run."""
