"""What training and evaluation share, measured in the engine."""
