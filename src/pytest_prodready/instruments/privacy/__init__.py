"""Personal data, found by their form and by their check digits, in tables and in logs."""
