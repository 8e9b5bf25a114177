"""Reviewing what a program drafted: what waits, in which order, and what was decided."""
