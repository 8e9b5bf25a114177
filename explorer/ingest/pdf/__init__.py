"""Readers of PDF."""
