"""Where the cells of a workbook lead: a cell says "Times", and opens the page."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from explorer.ingest.tables.book_parts import DAMAGE, BookParts, Place, place_in

_LINK = re.compile(rb"<(?:\w+:)?hyperlink\s([^>]*?)/?>")
_TARGET = re.compile(rb'\b\w+:id="([^"]+)"')
_ADDRESSES = ("http://", "https://")


def links(parts: BookParts, sheet: str) -> dict[Place, str]:
    """Return the web addresses that cells of a sheet lead to; of old kinds of workbooks none."""
    if not parts.is_archive:
        return {}
    try:
        return dict(_links(parts, parts.of_sheet(sheet)))
    except DAMAGE:
        return {}


def _links(parts: BookParts, part: str) -> Iterator[tuple[Place, str]]:
    folder, name = posixpath.split(part)
    related = f"{folder}/_rels/{name}.rels"
    if not parts.has(related):
        return
    targets = {
        item.get("Id", ""): item.get("Target", "")
        for item in parts.parsed(related)
        if item.get("Target", "").casefold().startswith(_ADDRESSES)
    }
    if not targets:
        return
    for attributes in parts.elements(part, _LINK):
        place, target = place_in(attributes), _TARGET.search(attributes)
        if place and target and (address := targets.get(target[1].decode("utf-8", "replace"))):
            yield place, address
