"""Sourceline: every mark on the screen can show the exact words it came from."""

from explorer.processor import prefer_fast_sorts, spare_matrix_threads

__version__ = "0.1.0"

prefer_fast_sorts()
spare_matrix_threads()
