"""Small words on the screen: cut to a width, counted."""

from __future__ import annotations

from explorer.viewmodel.type import Measurer, TextStyle


def elide(text: str, width_px: float, style: TextStyle, measurer: Measurer) -> str:
    """Return the text, cut with "…" where it is wider than `width_px`."""
    if measurer.width_px(text, style) <= width_px:
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if measurer.width_px(text[:middle].rstrip() + "…", style) <= width_px:
            low = middle
        else:
            high = middle - 1
    return text[:low].rstrip() + "…"


def progress_words(done: int, total: int, noun: str, since_s: float) -> str:
    """Return "1,200 of 20,000 documents, 18,800 left, about 4 min"; `since_s` is how long it took.

    The time is left out while nothing is done, or nothing is left.
    """
    left = total - done
    words = f"{done:,} of {total:,} {noun}, {left:,} left"
    return f"{words}, about {_long(left * since_s / done)}" if done and left else words


def _long(seconds: float) -> str:
    if seconds < 90:
        return f"{max(1, round(seconds))} s"
    minutes = round(seconds / 60)
    return f"{minutes} min" if minutes < 120 else f"{minutes / 60:.1f} h"
