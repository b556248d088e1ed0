"""Labels on their way back to the predictions that they are about."""
