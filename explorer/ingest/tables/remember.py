"""Mappings that were used once, kept with the settings, by the names of a table's columns."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from explorer.errors import InputProblem
from explorer.ingest.tables.mapping import Mapping, as_object, fingerprint, fitted
from explorer.paths import user_config

_FILE = "mappings.json"
_MOST = 200


def recalled(columns: Sequence[str], home: Path | None = None) -> Mapping | None:
    """Return the mapping that was last used for a table with these columns, or None."""
    kept = _read(_path(home)).get(fingerprint(columns))
    if not isinstance(kept, dict):
        return None
    try:
        return fitted(kept, Mapping(), columns, _FILE)
    except InputProblem:  # written by another version, or by hand: as if it were not there
        return None


def remember(columns: Sequence[str], mapping: Mapping, home: Path | None = None) -> None:
    """Keep a mapping for the next table with these columns; the oldest go past 200."""
    path = _path(home)
    kept = _read(path)
    key = fingerprint(columns)
    kept.pop(key, None)
    kept[key] = as_object(mapping)
    text = json.dumps(dict(list(kept.items())[-_MOST:]), ensure_ascii=False, indent=1)
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(path)
    except OSError as error:
        raise InputProblem(
            f"the mapping could not be kept ({error.strerror})", where=str(path)
        ) from error


def _path(home: Path | None) -> Path:
    return (home or user_config()) / _FILE


def _read(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}
