"""Taggers of names that a user has: spaCy, a language model, another package's; off by default."""
