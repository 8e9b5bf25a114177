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
