"""Readers of documents: files in, domain records out. No SQL."""
