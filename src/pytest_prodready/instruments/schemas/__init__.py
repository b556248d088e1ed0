"""Schemas that the judged repo wrote, made sure to check something, and held against its tables."""
