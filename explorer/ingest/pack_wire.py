"""A pack's shape on the wire, and the way between that and the domain's marks."""

from __future__ import annotations

import dataclasses
from typing import Any

from explorer.domain.marks import (
    ActorMark,
    Anchor,
    DateMark,
    EventMark,
    Pack,
    PackSource,
    ParticipationMark,
    RelationshipMark,
)
from explorer.errors import InputProblem

_HEAD = ("format", "version")
_LISTS = ("sources", "actors", "events", "relationships")
_ANCHOR = tuple(field.name for field in dataclasses.fields(Anchor))
# The domain's own classes are the schema; each by the field that holds it.
_CLASSES: dict[str, type[Any]] = {
    "Pack": Pack,
    "sources": PackSource,
    "actors": ActorMark,
    "events": EventMark,
    "relationships": RelationshipMark,
    "dates": DateMark,
    "participations": ParticipationMark,
}


def to_wire(pack: Pack) -> dict[str, list[dict[str, Any]]]:
    """Return a pack's four lists as plain values, without fields at their default."""
    return {name: [_plain(mark) for mark in getattr(pack, name)] for name in _LISTS}


def _plain(mark: Any) -> Any:
    if isinstance(mark, Anchor):
        return [mark.source, mark.paragraph, mark.start, mark.end, mark.sha256]
    if isinstance(mark, tuple):
        return [_plain(item) for item in mark]
    if not dataclasses.is_dataclass(mark):
        return mark
    values = ((field, getattr(mark, field.name)) for field in dataclasses.fields(mark))
    return {field.name: _plain(value) for field, value in values if value != field.default}


def from_wire(data: bytes, where: str, format: str, version: int) -> Pack:
    """Read a pack's bytes by its schema; raises InputProblem with the place in the file."""
    import msgspec

    try:
        values = msgspec.json.decode(data)
        _check_head(values, where, format, version)
        body = {name: value for name, value in values.items() if name not in _HEAD}
        _refuse_unknown(body, "Pack", "$", where)
        return msgspec.convert(_with_anchors(body), Pack)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise InputProblem(f"this pack is not well formed: {error}", where=where) from error


def _check_head(values: Any, where: str, format: str, version: int) -> None:
    if not isinstance(values, dict) or values.get("format") != format:
        raise InputProblem(
            "this is JSON, but not a pack", where=where, remedy=f"A pack says its format: {format}"
        )
    found = values.get("version")
    if found != version or isinstance(found, bool):
        newer = isinstance(found, int) and found > version
        raise InputProblem(
            f"it is a pack of version {found!r:.20}, but this program reads version {version}",
            where=where,
            remedy="Update Sourceline" if newer else "Ask for it again",
        )


def _refuse_unknown(value: Any, name: str, path: str, where: str) -> None:
    """Raise where an object has a field that this version does not know: a slip of the pen."""
    if isinstance(value, list):
        for index, item in enumerate(value):
            _refuse_unknown(item, name, f"{path}[{index}]", where)
    elif isinstance(value, dict) and name in _CLASSES:
        known = {field.name for field in dataclasses.fields(_CLASSES[name])}
        for key, inner in value.items():
            if key not in known:
                raise InputProblem(f"unknown field `{key[:40]}` - at `{path}`", where=where)
            _refuse_unknown(inner, key, f"{path}.{key}", where)


def _with_anchors(value: Any) -> Any:
    """Turn each evidence array into the object that an Anchor is."""
    if isinstance(value, list):
        return [_with_anchors(item) for item in value]
    if not isinstance(value, dict):
        return value
    return {
        name: [_anchor(item) for item in inner]
        if name == "evidence" and isinstance(inner, list)
        else _with_anchors(inner)
        for name, inner in value.items()
    }


def _anchor(item: Any) -> Any:
    if isinstance(item, list) and len(item) == len(_ANCHOR):
        return dict(zip(_ANCHOR, item, strict=True))
    return item
