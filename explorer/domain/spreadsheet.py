"""Words on their way into a spreadsheet: none of them may run as a formula."""

from __future__ import annotations

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_cell(words: str) -> str:
    """Return words that no spreadsheet takes for a formula: an apostrophe stands before them."""
    return f"'{words}" if words.startswith(_FORMULA_STARTS) else words
