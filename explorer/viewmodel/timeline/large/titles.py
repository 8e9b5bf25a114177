"""Titles of the events that are drawn: read from the project when the picture stands still."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from explorer.domain.ids import EventId
from explorer.viewmodel.ports import ProjectPort

_KEPT = 20_000
_AT_ONCE = 24  # so few are read without waiting


class Titles:
    """What events are called, as far as it is known; `version` counts what came in."""

    def __init__(self, project: ProjectPort) -> None:
        self._project = project
        self._known: dict[EventId, str] = {}
        self._wanted: dict[EventId, None] = {}
        self.version = 0

    @property
    def known(self) -> Mapping[EventId, str]:
        return self._known

    @property
    def missing(self) -> bool:
        """Whether titles are wanted that are not known yet."""
        return bool(self._wanted)

    def want(self, ids: Sequence[int]) -> None:
        """Note which titles are wanted; a few are read at once."""
        missing = [EventId(id) for id in ids if id not in self._known]
        self._wanted = dict.fromkeys(missing)
        if 0 < len(missing) <= _AT_ONCE:
            self._read()

    def fetch(self) -> bool:
        """Read what is wanted; returns whether anything came in."""
        if not self._wanted:
            return False
        self._read()
        self.version += 1
        return True

    def _read(self) -> None:
        if len(self._known) > _KEPT:
            self._known.clear()
        wanted = list(self._wanted)
        self._known.update(zip(wanted, self._project.titles(wanted), strict=True))
        self._wanted = {}
