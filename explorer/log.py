"""The log: a rotating file in the user's log folder, opened by the first record."""

from __future__ import annotations

import logging
from pathlib import Path

_SIZE_BYTES = 1_000_000
_KEPT = 3
_NAME = "sourceline.log"


def log_file() -> Path:
    """Return where the log is, or will be."""
    from explorer.paths import user_log

    return user_log() / _NAME


class _LateFile(logging.Handler):
    """Opens the file with the first record, so that a clean start costs nothing."""

    def __init__(self) -> None:
        super().__init__()
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        if self._file is None:
            from logging.handlers import RotatingFileHandler

            self._file = RotatingFileHandler(
                log_file(), maxBytes=_SIZE_BYTES, backupCount=_KEPT, encoding="utf-8", delay=True
            )
            self._file.setFormatter(self.formatter)
        self._file.emit(record)

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        super().close()


def start_log() -> None:
    """Send the program's records, from INFO on, to the log file; again does nothing."""
    root = logging.getLogger("explorer")
    if any(isinstance(handler, _LateFile) for handler in root.handlers):
        return
    handler = _LateFile()
    handler.setFormatter(
        logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s", "%Y-%m-%d %H:%M:%S")
    )
    root.addHandler(handler)
    root.setLevel(logging.INFO)
    root.propagate = False
