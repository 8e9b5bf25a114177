"""Where resources, the sample, settings and logs live, installed or in a checkout."""

from __future__ import annotations

import os
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_NAME = "sourceline"


def resource(*parts: str) -> Path:
    """Return the path of a shipped resource (fonts, icons)."""
    return _shipped("resources", "_resources").joinpath(*parts)


def shipped_data(*parts: str) -> Path:
    """Return the path of shipped data (the sample and its pack)."""
    return _shipped("data", "_data").joinpath(*parts)


def user_data() -> Path:
    """Return the folder for working copies and unsaved projects, made if missing."""
    import platformdirs

    return platformdirs.user_data_path(_NAME, appauthor=False, ensure_exists=True)


def user_config() -> Path:
    """Return the folder for settings, made if missing."""
    import platformdirs

    return platformdirs.user_config_path(_NAME, appauthor=False, ensure_exists=True)


def user_log() -> Path:
    """Return the folder for logs, made if missing."""
    import platformdirs

    return platformdirs.user_log_path(_NAME, appauthor=False, ensure_exists=True)


def shown_name(path: Path) -> str:
    """Return a file's name as text; where its bytes are no UTF-8 stands a �."""
    return os.fsencode(path.name).decode("utf-8", "replace")


def _shipped(checkout_name: str, wheel_name: str) -> Path:
    installed = _PACKAGE / wheel_name
    return installed if installed.is_dir() else _PACKAGE.parent / checkout_name
