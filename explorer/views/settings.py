"""What the window remembers between runs, in one small JSON file.

It is a convenience: a damaged file is put aside and the defaults hold, and a failed write
is logged and forgotten.
"""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

from explorer.values import dataclass, field, fields

_log = logging.getLogger(__name__)
_KEPT_RECENT = 10
_KEPT_STATES = 40


@dataclass(slots=True)
class Settings:
    """Attributes are plain JSON values.

    Attributes
    ----------
    theme
        "light", "dark" or "system".
    last
        Path of the project that was open last.
    recent
        Paths of projects, the latest first.
    geometry
        The window's geometry as Qt's own bytes in base 64.
    columns, rows
        Sizes of the three columns and two rows in px; empty while the window's own hold.
    picture_folder
        Where the last picture was exported to.
    states
        Each project's view state by its path, as `views_saved.encode` wrote it.
    layouts
        Each project's layout of its actors by its path, as `LayoutLeft.text` was.
    """

    theme: str = "system"
    last: str = ""
    recent: list[str] = field(default_factory=list)
    geometry: str = ""
    columns: list[int] = field(default_factory=list)
    rows: list[int] = field(default_factory=list)
    picture_folder: str = ""
    states: dict[str, str] = field(default_factory=dict)
    layouts: dict[str, str] = field(default_factory=dict)

    def opened(self, path: Path) -> None:
        """Note a project as the last one, and the first of the recent ones."""
        text = str(path)
        self.last = text
        self.recent = [text, *(other for other in self.recent if other != text)][:_KEPT_RECENT]

    def keep_state(self, path: Path, state: str) -> None:
        """Remember a project's view state; the longest untouched are dropped."""
        _keep(self.states, path, state)

    def keep_layout(self, path: Path, layout: str) -> None:
        """Remember where a project's actors stand, likewise."""
        _keep(self.layouts, path, layout)


def _keep(kept: dict[str, str], path: Path, text: str) -> None:
    kept.pop(str(path), None)
    kept[str(path)] = text
    for stale in list(kept)[:-_KEPT_STATES]:
        del kept[stale]


def load(path: Path) -> Settings:
    """Return the settings kept at `path`, or the defaults."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return Settings()
    except (OSError, ValueError) as error:
        return _put_aside(path, error)
    if not isinstance(found, dict) or not _fit(found):
        return _put_aside(path, "not settings")
    known = {f.name for f in fields(Settings)}
    return Settings(**{key: value for key, value in found.items() if key in known})


def save(settings: Settings, path: Path) -> None:
    """Write the settings, whole or not at all."""
    beside = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        beside.write_text(json.dumps(asdict(settings), indent=1), encoding="utf-8")
        beside.replace(path)
    except OSError as error:
        _log.warning("the settings were not saved: %s", error)
        beside.unlink(missing_ok=True)


def _fit(found: dict[str, Any]) -> bool:
    default = asdict(Settings())
    of_lists = {"recent": str, "columns": int, "rows": int}
    return all(
        isinstance(value, type(default[key]))
        and all(isinstance(item, of_lists.get(key, str)) for item in _items(value))
        for key, value in found.items()
        if key in default
    )


def _items(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return list(value.values())
    return value if isinstance(value, list) else []


def _put_aside(path: Path, why: object) -> Settings:
    _log.warning("the settings at %s could not be read and were put aside: %s", path, why)
    try:
        path.replace(path.with_name(path.name + ".bad"))
    except OSError as error:
        _log.warning("nor could they be moved: %s", error)
    return Settings()
