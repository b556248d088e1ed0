"""Churn demo."""
