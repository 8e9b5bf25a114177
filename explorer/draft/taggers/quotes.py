"""Where a quote stands in a paragraph, letter for letter."""

from __future__ import annotations

from collections.abc import Iterator


def places(quote: str, text: str) -> Iterator[tuple[int, int]]:
    """Yield the half-open spans at which a quote stands as whole words, left to right."""
    if not quote.strip():
        return
    at = text.find(quote)
    while at >= 0:
        end = at + len(quote)
        if not _runs_on(text, at, quote[0]) and not _runs_on(text, end, quote[-1]):
            yield at, end
        at = text.find(quote, at + 1)


def _runs_on(text: str, at: int, letter: str) -> bool:
    """Whether a word goes on over the border at `at`."""
    return letter.isalnum() and 0 < at < len(text) and text[at - 1].isalnum() and text[at].isalnum()
