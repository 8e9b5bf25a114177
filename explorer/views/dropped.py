"""Files in what is dropped on the window or lies on the clipboard."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMimeData


def local_paths(data: QMimeData | None) -> list[Path]:
    """Return the files and folders of this computer that are named; none is fetched."""
    if data is None:  # an empty clipboard
        return []
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
