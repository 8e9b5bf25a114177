"""What a person chose in the export sheet, as a wish for a picture."""

from __future__ import annotations

import re
from pathlib import Path

from explorer.export.targets import SUFFIXES
from explorer.values import dataclass, field, replace
from explorer.viewmodel.picture.wish import Extent, Parts, View, Wish

NO_PARTS = Parts(show_title=False, key=False, filters=False, left_out=False, quotes=False)
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True)
class Choice:
    """`size_px` holds where `is_sized`; `scale` only for PNG; `suffix` is one of SUFFIXES.

    The window's own parts are kept apart: by itself a picture of it is the very window.
    """

    view: View = View.TIMELINE
    extent: Extent = Extent.SEEN
    suffix: str = ".png"
    scale: int = 2
    is_sized: bool = False
    size_px: tuple[int, int] = (1600, 1000)
    theme: str = "light"
    parts: Parts = field(default_factory=Parts)
    window_parts: Parts = field(default_factory=lambda: NO_PARTS)

    @property
    def shown_parts(self) -> Parts:
        """The parts of the view in force."""
        if self.view is not View.WINDOW:
            return self.parts
        return replace(self.window_parts, title=self.parts.title)

    def with_parts(self, **changes: bool) -> Choice:
        """Return the choice with parts of the view in force switched."""
        if self.view is View.WINDOW:
            return replace(self, window_parts=replace(self.window_parts, **changes))  # type: ignore[arg-type]  # all are flags
        return replace(self, parts=replace(self.parts, **changes))  # type: ignore[arg-type]  # all are flags

    @property
    def png_scale(self) -> int:
        return self.scale if self.suffix == ".png" else 1

    def wish(self) -> Wish:
        sized = self.is_sized and self.view is not View.WINDOW
        size = (float(self.size_px[0]), float(self.size_px[1])) if sized else None
        return Wish(self.view, self.extent, size, self.shown_parts, self.theme)


def file_name(title: str, suffix: str) -> str:
    """Return a name that every system takes, from a picture's title."""
    words = re.sub(r"[^\w.]+", "-", title, flags=re.UNICODE).strip("-. ").lower()
    return (words[:_LONGEST_NAME].rstrip("-. ") or "picture") + suffix


def with_suffix(path: Path, suffix: str) -> Path:
    """Return a path that a person typed, with the format's suffix unless it has a picture's."""
    return path if path.suffix.lower() in SUFFIXES else path.with_name(path.name + suffix)
