"""Which of a Word document's styles are headings, and of what level."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from explorer.ingest.xml import local

if TYPE_CHECKING:
    from lxml.etree import _Element

_HEADING = re.compile(r"heading ([1-9])\Z", re.IGNORECASE)
_NAMED = {"title": 1, "subtitle": 2}
_DEEPEST = 6
_BODY_LEVEL = 9
_MOST_BASED_ON = 20


class Styles:
    """Levels by style id; 0 is body text."""

    def __init__(self, root: _Element | None) -> None:
        self._level: dict[str, int | None] = {}
        self._based_on: dict[str, str] = {}
        self._bold: dict[str, bool] = {}
        self._titles: set[str] = set()
        for element in root if root is not None else ():
            if local(element) == "style":
                self._take(element)

    def _take(self, style: _Element) -> None:
        id = attribute(style, "styleId")
        for child in style:
            kind = local(child)
            if kind == "name":
                name = attribute(child, "val").strip().casefold()
                match = _HEADING.match(name)
                self._level[id] = int(match[1]) if match else _NAMED.get(name)
                if name == "title":
                    self._titles.add(id)
            elif kind == "basedOn":
                self._based_on[id] = attribute(child, "val")
            elif kind == "pPr" and self._level.get(id) is None:
                self._level[id] = outline_level(child)
            elif kind == "rPr":
                self._bold[id] = is_on(child, "b")

    def level(self, id: str) -> int:
        """Return a style's heading level, its own or what it is based on; at most 6."""
        for _ in range(_MOST_BASED_ON):
            found = self._level.get(id)
            if found is not None:
                return min(found, _DEEPEST)
            if id not in self._based_on:
                break
            id = self._based_on[id]
        return 0

    def is_bold(self, id: str) -> bool:
        """Whether a style is bold by itself."""
        return self._bold.get(id, False)

    def is_title(self, id: str) -> bool:
        return id in self._titles


def outline_level(properties: _Element) -> int | None:
    """Return the level that paragraph properties give, 0 for body text; None where none."""
    for child in properties:
        if local(child) == "outlineLvl" and attribute(child, "val").isdigit():
            level = int(attribute(child, "val"))
            return 0 if level >= _BODY_LEVEL else min(level + 1, _DEEPEST)
    return None


def attribute(element: _Element, name: str) -> str:
    """Return an attribute's value whatever its namespace; empty where it has none."""
    for key, value in element.attrib.items():
        if str(key).rpartition("}")[2] == name:
            return str(value)
    return ""


def is_on(properties: _Element, name: str) -> bool:
    """Whether a switch such as bold or hidden is on in a run's or a style's properties."""
    for child in properties:
        if local(child) == name:
            return attribute(child, "val").casefold() not in ("0", "false", "off", "none")
    return False
