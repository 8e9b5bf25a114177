"""Damaged inputs for the import: what is damaged, how, and what must be true after it."""
