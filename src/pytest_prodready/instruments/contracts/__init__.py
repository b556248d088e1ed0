"""Contracts: OpenAPI 3 and JSON Schema, read with references that never leave the repo."""
