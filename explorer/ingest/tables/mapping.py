"""Which column says what: the value a person sees, corrects, and need not give twice."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from explorer.errors import InputProblem
from explorer.ingest.files import read_bytes
from explorer.ingest.tables.dates import DayOrder
from explorer.values import dataclass, fields

# What a column can mean, with its name on screen.
MEANINGS = {
    "title": "Title",
    "start": "Start",
    "end": "End",
    "actors": "Actors",
    "roles": "Roles",
    "kind": "Kind",
    "status": "Status",
    "text": "Source text",
    "link": "Link",
    "place": "Place",
    "id": "Row's own id",
}
_SEVERAL = ("title", "start", "end", "actors", "roles")
_MOST_BYTES = 1_000_000
# What else a person can say, by words: how years of two digits and lists of names are written.
_WORDS = {
    "century": (("18", "19", "20", "21"), "Say century=20 for the years 2000-2099"),
    "split": (("comma",), "Say split=comma where commas part names"),
}
_SYNTAX = 'Write it like --map "start=event_date,actors=actor1;actor2"'


@dataclass(frozen=True, slots=True)
class Mapping:
    """Columns by what they mean.

    `start` and `end` are one column, or year, month and day. `roles` go with `actors`, one
    each ("" for none), or are one column for all; an actor without a role column has the
    role that its column's name says. An `id` makes rows of any file with these columns and
    the same id the same event.
    """

    title: tuple[str, ...] = ()
    start: tuple[str, ...] = ()
    end: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    kind: str | None = None
    status: str | None = None
    text: str | None = None
    link: str | None = None
    place: str | None = None
    id: str | None = None
    order: DayOrder = DayOrder.UNKNOWN
    century: str = ""
    split: str = ""

    def columns(self, meaning: str) -> tuple[str, ...]:
        """Return the columns that have a meaning; none where it has no column."""
        found = getattr(self, meaning)
        if found is None:
            return ()
        return (found,) if isinstance(found, str) else tuple(found)

    def meaning_of(self, column: str) -> str | None:
        """Return what a column means, or None."""
        return next((name for name in MEANINGS if column in self.columns(name)), None)

    def words(self) -> str:
        """Return the mapping as it is written after `--map`."""
        parts = [
            f"{name}={';'.join(_quoted(column) for column in self.columns(name))}"
            for name in MEANINGS
            if self.columns(name)
        ]
        more = (("order", self.order.value), ("century", self.century), ("split", self.split))
        return ",".join((*parts, *(f"{name}={value}" for name, value in more if value)))


def _quoted(column: str) -> str:
    return json.dumps(column, ensure_ascii=False) if re.search(r'[,;="]', column) else column


_WORD = r'(?:"(?:[^"\\]|\\.)*"|[^,;="]*)'
_ITEM = re.compile(rf"\s*([a-z]+)\s*=\s*({_WORD}(?:;{_WORD})*)\s*(?:,|\Z)")


def parse_mapping(text: str, base: Mapping, columns: Sequence[str]) -> Mapping:
    """Return a mapping with what `--map` says in place of what `base` says.

    `start=` (nothing after it) means that no column says so. Raises InputProblem for what
    is no meaning, or no column of this table.
    """
    given: dict[str, Any] = {}
    at = 0
    while at < len(text):
        found = _ITEM.match(text, at)
        if found is None:
            raise InputProblem(
                "cannot be read", where=f"--map {text[at : at + 60]!r}", remedy=_SYNTAX
            )
        words = [word.strip() for word in re.findall(rf"{_WORD}(?=;|\Z)", found[2])]
        given[found[1]] = [json.loads(w) if w.startswith('"') else w for w in words]
        at = found.end()
    return fitted(given, base, columns, "--map")


def fitted(
    given: AnyMapping[str, Any], base: Mapping, columns: Sequence[str], where: str
) -> Mapping:
    """Return `base` with values from outside laid over it, each checked against the columns."""
    values = {field.name: getattr(base, field.name) for field in fields(base)}
    known = {column.casefold(): column for column in columns}
    for name, value in given.items():
        if name == "order":
            values["order"] = _order(value, where)
            continue
        if name in _WORDS:
            values[name] = _word(name, value, where)
            continue
        if name not in MEANINGS:
            raise InputProblem(
                f"“{name}” is nothing a column can mean",
                where=where,
                remedy=f"Say {', '.join(MEANINGS)} order, century or split",
            )
        wanted = [value] if isinstance(value, str) else list(value or ())
        found = tuple(_column(str(word), known, columns, where) for word in wanted if word)
        if name in _SEVERAL:
            values[name] = found
        elif len(found) > 1:
            raise InputProblem(f"“{name}” is one column, not {len(found)}", where=where)
        else:
            values[name] = found[0] if found else None
    mapping = Mapping(**values)
    if set(given) != {"order"}:  # which alone is no mapping: a known shape needs none
        check(mapping, where)
    return mapping


def _column(word: str, known: dict[str, str], columns: Sequence[str], where: str) -> str:
    found = known.get(word.casefold())
    if found is None:
        listed = ", ".join(columns[:20]) + (" …" if len(columns) > 20 else "")
        raise InputProblem(f"there is no column “{word}”", where=where, remedy=f"It has {listed}")
    return found


def _order(value: Any, where: str) -> DayOrder:
    word = value[0] if isinstance(value, list) and value else value
    try:
        return DayOrder(word or "")
    except ValueError as error:
        raise InputProblem(
            f"{word!r} is no order", where=where, remedy="Say order=dmy or order=mdy"
        ) from error


def _word(name: str, value: Any, where: str) -> str:
    word = value[0] if isinstance(value, list) and value else value
    known, remedy = _WORDS[name]
    if word not in ("", *known):
        raise InputProblem(f"{word!r} is no {name}", where=where, remedy=remedy)
    return str(word)


def check(mapping: Mapping, where: str) -> None:
    """Raise InputProblem where no event can be made by a mapping."""
    for name in ("start", "end"):
        if len(mapping.columns(name)) not in (0, 1, 2, 3):
            raise InputProblem(f"“{name}” is one column, or year, month and day", where=where)
    if len(mapping.roles) > 1 and len(mapping.roles) != len(mapping.actors):
        raise InputProblem(
            f"{len(mapping.roles)} columns of roles for {len(mapping.actors)} of actors",
            where=where,
            remedy="Name one for all, or one for each",
        )
    if not (mapping.title or mapping.text or mapping.kind or mapping.actors):
        raise InputProblem(
            "no column says what happened",
            where=where,
            remedy="Choose which is the title, the text or the actors (--map title=COLUMN)",
        )


def read_mapping(path: Path, base: Mapping, columns: Sequence[str]) -> Mapping:
    """Read a mapping file: a JSON object of meanings and columns; raises InputProblem."""
    try:
        given = json.loads(read_bytes(path, _MOST_BYTES))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise InputProblem(f"is not JSON ({error})", where=path.name) from error
    if not isinstance(given, dict):
        raise InputProblem("is not a JSON object", where=path.name, remedy=_SYNTAX)
    return fitted(given, base, columns, path.name)


def as_object(mapping: Mapping) -> dict[str, Any]:
    """Return a mapping as plain values; `fitted` reads them back."""
    found = {name: list(mapping.columns(name)) for name in MEANINGS if mapping.columns(name)}
    more = {"order": mapping.order.value, "century": mapping.century, "split": mapping.split}
    return {**found, **{name: value for name, value in more.items() if value}}


def fingerprint(columns: Sequence[str]) -> str:
    """Return what files of the same shape have in common: their columns' names, in order."""
    return hashlib.sha256("\0".join(columns).encode(errors="surrogatepass")).hexdigest()[:16]
