"""Sourceline: every mark on the screen can show the exact words it came from."""

__version__ = "0.1.0"
