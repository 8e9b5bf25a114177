"""GDELT event exports, 1.0 and 2.0: as published, without a line of names, or with one.

Without names the columns are known by their number; with names by these, in any order and
beside others, as they come out of a database or of a program that read an export.

An event is titled by what its CAMEO code means, who acts and on whom, and where. An
actor is one by its name, country and first type; they stand in its role too, in words.
The day is the one in SQLDATE: DATEADDED is when the news was read, no date of the event.
"""

from __future__ import annotations

from collections.abc import Sequence

from explorer.domain.tables import Cell, Dated, TableActor
from explorer.ingest.tables import dates
from explorer.ingest.tables.build import BadRow, Happening, Named, Row
from explorer.ingest.tables.cameo import event_kind, event_words
from explorer.ingest.tables.date_reader import Remembered
from explorer.ingest.tables.dates import BadDate
from explorer.ingest.tables.places import country_words, type_words
from explorer.ingest.tables.rows import Table

_ACTOR = (
    *("Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code"),
    *("Religion2Code", "Type1Code", "Type2Code", "Type3Code"),
)
_FACTS = (
    *("IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass"),
    *("GoldsteinScale", "NumMentions", "NumSources", "NumArticles", "AvgTone"),
)
_GEO = ("Geo_Type", "Geo_FullName", "Geo_CountryCode", "Geo_ADM1Code", "Geo_Lat", "Geo_Long",
        "Geo_FeatureID")  # fmt: skip
_GEO_2 = (*_GEO[:4], "Geo_ADM2Code", *_GEO[4:])
_HEAD = ("GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate")
_ABBREVIATIONS = frozenset(
    (
        *("EU", "UN", "US", "USA", "UK", "UAE", "NATO", "FBI", "CIA", "IMF", "WTO", "WHO", "BBC"),
        *("CNN", "ISIS", "ISIL", "PKK", "PLO", "OPEC", "ASEAN", "UNICEF", "UNHCR", "NGO", "EEC"),
        *("IRA", "ANC", "BJP", "NSA", "IAEA", "OSCE", "AU"),
    )
)
_SMALL = frozenset(("of", "and", "the", "for", "in", "de", "la", "el", "al"))


def _columns(geo: Sequence[str], link: bool) -> tuple[str, ...]:
    actors = (f"Actor{number}{name}" for number in (1, 2) for name in _ACTOR)
    places = (f"{of}{name}" for of in ("Actor1", "Actor2", "Action") for name in geo)
    end = ("DATEADDED", "SOURCEURL") if link else ("DATEADDED",)
    return (*_HEAD, *actors, *_FACTS, *places, *end)


# Exports from before April 2013 have no address of a source.
_SHAPES = {
    len(columns): columns
    for columns in (_columns(_GEO, False), _columns(_GEO, True), _columns(_GEO_2, True))
}


_NAMES = {name.casefold(): name for columns in _SHAPES.values() for name in columns}
_NEEDED = {"GLOBALEVENTID", "SQLDATE", "EventCode", "Actor1Name", "Actor2Name"}


def gdelt_columns(table: Table) -> tuple[str, ...] | None:
    """Return the columns' names where a table is a GDELT export, with names in it or not."""
    if table.named:
        names = tuple(_NAMES.get(name.casefold(), name) for name in table.columns)
        return names if set(names) >= _NEEDED else None
    columns = _SHAPES.get(len(table.columns))
    if columns is None:
        return None
    rows = table.sample(20)  # a wrong one among them is a reject, not another shape
    return columns if sum(map(_looks_right, rows)) * 2 > len(rows) else None


def gdelt_version(columns: Sequence[str]) -> str:
    """Return the version of exports that have these columns."""
    return "2.0" if "ActionGeo_ADM2Code" in columns else "1.0"


def _looks_right(cells: Sequence[str]) -> bool:
    numbers = (cells[0], cells[1], cells[2], cells[3])
    code = cells[len(_HEAD) + 2 * len(_ACTOR) + 1]
    return (
        all(cell.isdigit() for cell in numbers)
        and cells[1].startswith(cells[3])
        and (code.isdigit() or not code)
    )


class GdeltReader:
    """Reads the rows of an export with these columns."""

    def __init__(self, columns: Sequence[str]) -> None:
        at = {name: index for index, name in enumerate(columns)}
        self._id, self._day = at["GLOBALEVENTID"], at["SQLDATE"]
        self._code, self._root = at["EventCode"], at.get("EventRootCode", -1)
        self._where = at.get("ActionGeo_FullName", -1)
        self._link = at.get("SOURCEURL", -1)
        self._first = ([at.get(f"Actor1{name}", -1) for name in _ACTOR], "agent")
        self._second = ([at.get(f"Actor2{name}", -1) for name in _ACTOR], "target")
        self._read_date = Remembered(_day)
        self._known: dict[tuple[str, ...], tuple[TableActor, str]] = {}

    def read(self, row: Row) -> Happening:
        cells = row.cells
        code = self._whole_code(cells)
        words = event_words(code)
        if words is None:
            raise BadRow("EventCode", f"“{code[:20]}” is no CAMEO code")
        one, other = self._actor(row, *self._first), self._actor(row, *self._second)
        own = cells[self._id].strip()
        if not own.isdigit():
            raise BadRow("GLOBALEVENTID", f"“{own[:20]}” is no number")
        named = [actor for actor in (one, other) if actor is not None]
        return Happening(
            _title(words, one, other, cells[self._where] if self._where >= 0 else ""),
            event_kind(code),
            self._words(row, named),
            *self._date(row),
            named,
            f"gdelt:{own}",
        )

    def _whole_code(self, cells: Sequence[str]) -> str:
        """Return a code with the 0 before it that a program took off, taking it for a number."""
        code = cells[self._code].strip()
        root = cells[self._root].strip() if self._root >= 0 else "0"
        plain = code.removesuffix(".0")
        bare = len(root.removesuffix(".0")) == 1 and plain.isdigit() and plain[0] != "0"
        return f"0{plain}" if bare and (self._root >= 0 or event_words(plain) is None) else code

    def _words(self, row: Row, named: Sequence[Named]) -> tuple[Cell, ...]:
        """Return what a reader can read first: who, then the code, where, and the address.

        Words are told in the order of the row. A code that would be the first of them is left
        out where there is another.
        """
        wanted = [column for column in (self._where, self._link) if column >= 0]
        cells = [row.place(column) for column in wanted if row.cells[column].strip()]
        if named:
            return (named[0].cell, row.place(self._code), *cells)
        return tuple(cells) or (row.place(self._code),)

    def _date(self, row: Row) -> tuple[Dated, tuple[Cell, ...]]:
        try:
            return self._read_date(row.cells[self._day]), (row.place(self._day),)
        except BadDate as bad:
            raise BadRow("SQLDATE", str(bad)) from bad

    def _actor(self, row: Row, at: Sequence[int], does: str) -> Named | None:
        if not row.cells[at[1]].strip():
            return None
        cells = tuple(row.cells[column] if column >= 0 else "" for column in at)
        found = self._known.get(cells)
        if found is None:
            found = self._known[cells] = _described(cells)
        actor, role = found
        return Named(actor, f"{does} · {role}" if role else does, row.place(at[1]))


def _day(cell: str) -> str:
    text = cell.strip()
    if len(text) != 8 or not text.isdigit():
        raise BadDate(f"“{text[:20]}” is not a day like 20191024")
    return dates.to_edtf(text)


def _described(cells: Sequence[str]) -> tuple[TableActor, str]:
    """Return an actor as its ten cells describe it, and its country and types in words."""
    code, name, country = (cell.strip() for cell in cells[:3])
    land = country_words(country)
    types = [found for found in map(type_words, (cells[3], *cells[7:10])) if found is not None]
    if not types:  # some types stand in the code alone: KENREL
        parts = (code[at : at + 3] for at in range(3 if land else 0, len(code), 3))
        types = [found for found in map(type_words, parts) if found is not None]
    said = dict.fromkeys((*((land,) if land else ()), *(words for words, _ in types)))
    called = _name(name)
    if land and called.casefold() == land.casefold():
        called = land
    # The first type tells apart who else would have one name: a state and its police.
    more = [words for words in (land, *(words for words, _ in types[:1])) if words]
    more = [words for words in more if words.casefold() != called.casefold()]
    plain = "state" if land and code == country else "group"
    kind = types[0][1] if types else plain
    return TableActor(f"{called} ({', '.join(more)})" if more else called, kind), ", ".join(said)


def _name(name: str) -> str:
    words = name.split()
    return " ".join(_cased(word, first=index == 0) for index, word in enumerate(words))


def _cased(word: str, *, first: bool) -> str:
    if word in _ABBREVIATIONS or any(c.isdigit() for c in word):
        return word
    low = word.lower()
    if low in _SMALL and not first:
        return low
    return "-".join(part[:1].upper() + part[1:] for part in low.split("-"))


def _title(words: str, one: Named | None, other: Named | None, where: str) -> str:
    """Return "Makes a visit: A → B, in Minsk, Belarus", with what of it is known."""
    whom = f" → {other.actor.name}" if other else ""
    title = f"{words}: {one.actor.name}{whom}" if one else f"{words}{whom}"
    pieces = [piece.strip() for piece in where.split(",") if piece.strip()]
    place = ", ".join(dict.fromkeys((pieces[0], pieces[-1]))) if pieces else ""
    return f"{title}, in {place}" if place else title
