"""The values of a JSON object and where each stands in the object's own text.

`json.loads` gives values without places. Here objects are walked with the json module's
own scanners, and what lies deeper is named by its path: `text.headline`, `tags`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from typing import Any

from explorer.domain.tables import Cell

_BLANKS = re.compile(r"[ \t\r\n]*")
_raw_decode = json.JSONDecoder().raw_decode
# The scanner that json.loads itself uses: from after the first mark, to (value, after the last).
scanstring: Callable[[str, int, bool], tuple[str, int]] = json.decoder.scanstring  # type: ignore[attr-defined]
_MOST_DEPTH = 20
# What an object within a list, as of actors, says that it does.
ROLE = "role"

# Path -> the value as text, and its place: inside the quotation marks of a string.
Found = dict[str, tuple[str, Cell]]


class BadJson(ValueError):
    """A text that is no JSON object; the text is the reason."""


def cells_of(text: str) -> Found:
    """Return an object's values by path; an array is one value, its members parted by `; `.

    A null is no value. Raises BadJson.
    """
    found: Found = {}
    try:
        at = _after_blanks(text, 0)
        if not text.startswith("{", at):
            raise BadJson("not a JSON object")
        end = _walk(text, at, "", found, 0)
    except (json.JSONDecodeError, IndexError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "broken off"
        raise BadJson(f"not JSON ({reason})") from error
    if _after_blanks(text, end) != len(text):
        raise BadJson("words stand after the JSON object")
    return found


def _walk(text: str, at: int, path: str, found: Found, depth: int) -> int:
    """Take in the object that begins at `at`; returns where it ends."""
    if depth > _MOST_DEPTH:
        raise BadJson(f"objects within objects more than {_MOST_DEPTH} deep")
    at = _after_blanks(text, at + 1)
    if text.startswith("}", at):
        return at + 1
    while True:
        if not text.startswith('"', at):
            raise BadJson("not JSON (a name is missing)")
        name, at = scanstring(text, at + 1, True)
        at = _after_blanks(text, at)
        if not text.startswith(":", at):
            raise BadJson("not JSON (a colon is missing)")
        at = _value(text, _after_blanks(text, at + 1), path + name, found, depth)
        at = _after_blanks(text, at)
        if text.startswith("}", at):
            return at + 1
        if not text.startswith(",", at):
            raise BadJson("not JSON (a comma is missing)")
        at = _after_blanks(text, at + 1)


def _value(text: str, at: int, path: str, found: Found, depth: int) -> int:
    first = text[at]
    if first == '"':
        value, end = scanstring(text, at + 1, True)
        found[path] = (value, (at + 1, end - 1))
        return end
    if first == "{":
        return _walk(text, at, f"{path}.", found, depth + 1)
    decoded, end = _decode(text, at)
    if decoded is not None:
        found[path] = (_said(decoded, text[at:end]), (at, end))
        if isinstance(decoded, list) and (roles := roles_of(decoded)):
            found[f"{path}.{ROLE}"] = ("; ".join(roles), (at, end))
    return end


def _said(value: Any, written: str) -> str:
    if isinstance(value, list):
        return "; ".join(_member(item) for item in value)
    return written


def _member(item: Any) -> str:
    if isinstance(item, str):
        return item
    if isinstance(item, dict):
        return str(called(item) or json.dumps(item, ensure_ascii=False))
    return json.dumps(item, ensure_ascii=False)


def called(item: dict[str, Any]) -> Any:
    """Return what an object within a list is called; None where it does not say."""
    return item.get("name") or item.get("label")


def roles_of(items: Sequence[Any]) -> list[str]:
    """Return the role of each object in a list; none where no object has one."""
    roles = [str(item.get(ROLE) or "") if isinstance(item, dict) else "" for item in items]
    return roles if any(roles) else []


def _decode(text: str, at: int) -> tuple[Any, int]:
    """Return the value that begins at `at`, and where it ends."""
    try:
        return _raw_decode(text, at)
    except json.JSONDecodeError:
        raise
    except ValueError as error:  # Python reads no number of more than some thousand digits
        raise BadJson("a number of too many digits") from error


def _after_blanks(text: str, at: int) -> int:
    found = _BLANKS.match(text, at)
    return found.end() if found else at


def item_ends(text: str, at: int) -> int:
    """Return where the JSON value that begins at `at` ends; raises BadJson."""
    try:
        end: int = _decode(text, at)[1]
    except (json.JSONDecodeError, RecursionError) as error:
        raise BadJson(f"not JSON from character {at:,} on") from error
    return end


def array_start(text: str) -> int:
    """Return where the array of a file begins: the file's own, or the longest list in its object.

    Raises BadJson where there is none.
    """
    at = _after_blanks(text, 0)
    if text.startswith("[", at):
        return at
    if not text.startswith("{", at):
        raise BadJson("neither an array nor an object")
    best = (0, -1)
    at = _after_blanks(text, at + 1)
    while text.startswith('"', at):
        try:
            _, at = scanstring(text, at + 1, True)
            at = _after_blanks(text, _after_blanks(text, at) + 1)
            value, end = _decode(text, at)
        except (json.JSONDecodeError, RecursionError) as error:
            raise BadJson(f"not JSON from character {at:,} on") from error
        if isinstance(value, list) and any(isinstance(item, dict) for item in value):
            best = max(best, (len(value), at))
        at = _after_blanks(text, end)
        at = _after_blanks(text, at + 1) if text.startswith(",", at) else at
    if best[1] < 0:
        raise BadJson("no array of objects in it")
    return best[1]


def next_item(text: str, at: int) -> int:
    """Return where the array's next item begins, after `[` or `,` at `at`; -1 at its end."""
    at = _after_blanks(text, at)
    if text.startswith("]", at):
        return -1
    if not text.startswith((",", "["), at):
        raise BadJson(f"not JSON from character {at:,} on")
    at = _after_blanks(text, at + 1)
    return -1 if text.startswith("]", at) else at
