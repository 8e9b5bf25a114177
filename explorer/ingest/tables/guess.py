"""What a table's columns seem to mean, by their names and by what stands in them."""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Sequence
from itertools import islice

from explorer.ingest.tables.date_words import is_still
from explorer.ingest.tables.dates import BadDate, DateStyle, DayOrder, is_blank, to_edtf
from explorer.ingest.tables.mapping import Mapping


def _plain(name: str) -> str:
    """Return a name's letters and digits, small and without the marks over and under them."""
    letters = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in letters if letter.isalnum())


# Meanings and the names that say so, the surest first. Names are compared by their letters.
_NAMES: dict[str, tuple[str, ...]] = {
    "title": (
        *("title", "headline", "eventtitle", "eventname", "event", "incident", "what", "fact"),
        *("summary", "name", "subject", "content", "label", "eventtext", "textheadline"),
        *(
            "propertiestitle",
            "propertiesname",
            "titel",
            "titre",
            "titulo",
            "titolo",
            "betreff",
            "bezeichnung",
        ),
        *("ereignis", "vorfall", "evenement", "evento", "hecho", "acontecimiento", "gebeurtenis"),
        *("wydarzenie", "событие", "название", "заголовок", "出来事", "事件", "タイトル", "标题"),
    ),
    "start": (
        *("start", "startdate", "datestart", "eventdate", "date", "edtf", "begin", "begindate"),
        *("from", "datefrom", "datum", "day", "when", "starttime", "occurred", "dateofevent"),
        *("incidentdate", "dateofincident", "starts", "began", "beginning", "sqldate"),
        *("period", "dates", "daterange", "zeitraum", "periode", "periodo"),
        *("fecha", "propertiesdate", "propertiesstart", "beginn", "anfang", "startdatum", "von"),
        *("debut", "inicio", "inizio", "data", "dato", "дата", "начало", "日付", "年月日", "日時"),
        *("開始", "日期", "开始"),
    ),
    "end": (
        *("end", "enddate", "dateend", "to", "dateto", "finish", "until", "endtime", "ends"),
        *("ended", "finishdate", "propertiesend", "ende", "enddatum", "bis", "fin", "fine", "fim"),
        *("einde", "конец", "окончание", "終了", "结束"),
    ),
    "kind": (
        *("kind", "type", "eventtype", "category", "class", "eventkind", "eventclass", "art"),
        *("action", "relation", "relationship", "interaction", "activity"),
        *("typ", "kategorie", "categorie", "categoria", "tipo", "тип", "категория", "種類", "类型"),
    ),
    "status": ("status", "eventstatus"),
    "text": (
        *("text", "notes", "note", "description", "details", "sourcetext", "body", "quote"),
        *("purpose", "purposeofmeeting", "topic", "reason", "agenda"),
        *("desc", "texttext", "snippet", "passage", "evidence", "comment", "remarks"),
        *("propertiesdescription", "sourcearticle", "beschreibung", "bemerkung", "texte"),
        *("descripcion", "descrizione", "descricao", "opis", "описание", "текст", "примечание"),
        *("説明", "備考", "描述"),
    ),
    "link": (
        *("link", "url", "sourceurl", "href", "sourcelink", "uri", "web", "website", "mediaurl"),
        *("weblink", "propertiesurl"),
    ),
    "place": (
        *(
            "place",
            "location",
            "where",
            "city",
            "venue",
            "locationname",
            "placename",
            "site",
            "town",
            "ort",
        ),
        *("lieu", "lugar", "luogo", "plaats", "miejsce", "место", "場所", "地点"),
    ),
}
_ACTOR = re.compile(
    r"(actors?|participants?|parties|party|(people|persons?|who|parties)((was|were)?involved)?|sidea|sideb|side\d|organi[sz]ations?"
    r"|country|countries|state|speaker|author|sender|recipient|attendees|members|perpetrators?"
    r"|victims?|targets?|sourceactor|targetactor|agents?|nation|entity|entities|group|groups"
    r"|subject|object|buyer|seller|payer|payee|donor|plaintiffs?|defendants?|suspects?|accused"
    r"|officers?|witness(es)?|attackers?|agency|agencies|company|companies|politicians?|candidate"
    r"|minister|president|judge|employer|personen|empfanger|absender|firma|land|staat|pays|personnes?"
    r"|personas?|pais|paese|name|from|to)(name|names)?\d*(name|names)?"
)
_ACTOR_SURE = re.compile(
    r"(actors?|participants?|side[ab]|parties|party|beteiligter?|akteure?|teilnehmer|acteurs?"
    r"|actores|participantes|attori|partecipanti|deelnemers|uczestnicy|участники?|стороны|関係者"
    r"|当事者|参加者|参与者)(name|names)?\d*(name)?"
)
_ROLE = re.compile(
    r"(?:actor|participant|party)?\d*_?roles?\d*|rollen?|roles?|rol|ruolo|papel|funktion|роль|役割"
)
_KNOWN = frozenset(_plain(name) for names in _NAMES.values() for name in names)
_YEAR = ("year", "iyear", "jahr", "annee", "ano", "anno", "год", "年")
_MONTH = ("month", "imonth", "monat", "mois", "mes", "mese", "месяц", "月")
_DAY = ("day", "iday", "tag", "jour", "dia", "giorno", "день", "日")
# A month, or when somebody wrote a row down, as forms and logs have it: the date of an event
# only if no other column is one. And what makes a column's date one of something else.
_WRITTEN_DOWN = ("month", "datetime", "time", "timestamp")
_DATE_WORD = re.compile(r"date|datum|fecha|data|дата")
_OF_ELSE = re.compile(
    r"publi|updat|modif|creat|added|entered|access|retriev|source|report|upload|birth|import|^end|dateend"
)
_TOWNS = re.compile(r"city|town|county|zip(code)?|address|streetaddress")
# How vis-timeline draws an item, which it calls the item's type; and what GeoJSON's are all of.
_LIST = re.compile(r"\w, ?\w")
_PATH_END = re.compile(r"(?:[^.]*\.)?names?\Z|[^.]*\Z", re.IGNORECASE)
_DRAWN_AS = frozenset(("box", "point", "range", "background", "feature"))
_GOOD_SHARE = 0.6
# Of a column whose name says that it holds dates: the others are rejected, and told of.
_SOME_SHARE = 0.3


def guessed(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    day_zero: datetime.date | None = None,
) -> Mapping:
    """Return the likely meaning of the columns; `rows` are some of the table's, as cells.

    `day_zero` is the day from which numbers count days, where they may.
    """
    cells = {name: [row[at] for row in rows] for at, name in enumerate(columns)}
    plain = {name: _plain(name) for name in columns}
    for name, letters in list(plain.items()):
        # `source.url` is called url, where no column is called so outright.
        last = _plain(_path_end(name))
        is_part = last in (*_YEAR, *_MONTH, *_DAY)  # of which date, the whole path says
        if last and not is_part and letters not in _KNOWN and last not in plain.values():
            plain[name] = last
    taken: set[str] = set()
    start = _dates("start", columns, plain, cells, taken, day_zero)
    end = _dates("end", columns, plain, cells, taken, day_zero) if start else ()
    if not start:
        start = _by_content(columns, cells, taken)
    title = _first("title", columns, plain, taken, cells)
    singles = {
        name: _first(name, columns, plain, taken, cells)
        for name in ("kind", "status", "link", "place", "text")
    }
    if singles["link"] is None:
        singles["link"] = _links(columns, cells, taken)
    actors = _actors(columns, plain, cells, taken)
    roles = tuple(name for name in columns if name not in taken and _ROLE.fullmatch(plain[name]))
    if len(roles) > 1 and len(roles) != len(actors):
        roles = ()
    if title is None and singles["text"] is None and not actors:
        title = _wordiest(columns, cells, taken)
    return Mapping(
        (title,) if title else (), start, end, actors, roles if actors else (),
        singles["kind"], singles["status"], singles["text"], singles["link"], singles["place"],
    )  # fmt: skip


def _path_end(name: str) -> str:
    """Return `url` of `source.url`, but `actor.name` of `data.actor.name`: whose name says most."""
    found = _PATH_END.search(name)
    return found[0] if found else name


def known_names(names: Sequence[str]) -> int:
    """Return how many of some words are names of columns whose meaning is known."""
    return sum(
        plain in _KNOWN or bool(_ACTOR_SURE.fullmatch(plain)) for plain in map(_plain, names)
    )


def comma_lists(
    mapping: Mapping, columns: Sequence[str], rows: Sequence[Sequence[str]]
) -> str | None:
    """Return what to tell of the first column of actors whose cells may be lists with commas."""
    for name in mapping.actors:
        cells = [row[columns.index(name)] for row in rows]
        commas = sum(bool(_LIST.search(cell)) for cell in cells)
        if commas * 4 > sum(bool(cell.strip()) for cell in cells) and not any(
            ";" in c for c in cells
        ):
            return f"“{name}” has one name in each cell (--map split=comma parts them at commas)"
    return None


def unread_dates(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return what to tell where no column was taken for dates: why the one called so is none."""
    for at, name in enumerate(columns):
        given = [row[at] for row in rows if not is_blank(row[at])]
        known = _plain(name) in {*map(_plain, _NAMES["start"]), *_WRITTEN_DOWN, "year"}
        if given and (known or _is_called_date(_plain(name))):
            try:
                to_edtf(given[0], DateStyle(DayOrder.DAY_FIRST))
            except BadDate as bad:
                return f"the column “{name}” was not taken for dates: {bad}"
    return "no column was taken for dates: its events have none (--map start=COLUMN names one)"


def _first(
    meaning: str,
    columns: Sequence[str],
    plain: dict[str, str],
    taken: set[str],
    cells: dict[str, list[str]],
) -> str | None:
    for word in map(_plain, _NAMES[meaning]):
        for name in columns:
            if plain[name] == word and name not in taken and _fits(meaning, cells[name]):
                taken.add(name)
                return name
    return None


def _fits(meaning: str, cells: list[str]) -> bool:
    """Whether a column holds anything, and what can mean this."""
    said = {cell.strip().casefold() for cell in cells} - {""}
    return not cells or bool(said - _DRAWN_AS if meaning == "kind" else said)


def _dates(
    meaning: str,
    columns: Sequence[str],
    plain: dict[str, str],
    cells: dict[str, list[str]],
    taken: set[str],
    day_zero: datetime.date | None,
) -> tuple[str, ...]:
    """Return the column of dates, or those of year, month and day."""

    def called(words: Sequence[str]) -> list[str]:
        return [name for word in map(_plain, words) for name in columns if plain[name] == word]

    def dated(names: Sequence[str]) -> tuple[str, ...]:
        free = (name for name in names if name not in taken)
        good = (n for n in free if _date_share(cells[n], day_zero) > _SOME_SHARE)
        return tuple(islice(good, 1))

    parts = _parts(meaning, columns, plain, taken)
    found = dated(called(_NAMES[meaning]))
    if not found and len(parts) > 1:
        found = parts
    if not found and meaning == "start":
        found = dated([name for name in columns if _is_called_date(plain[name])])
    found = found or parts
    if not found and meaning == "start":
        found = dated(called(_WRITTEN_DOWN))
    taken.update(found)
    return found


def _parts(
    meaning: str, columns: Sequence[str], plain: dict[str, str], taken: set[str]
) -> tuple[str, ...]:
    """Return the columns of year, month and day; those without a year are none."""
    prefixes = ("start", "startdate", "begin", "", "date") if meaning == "start" else (
        "end", "enddate", "finish",
    )  # fmt: skip
    for prefix in prefixes:
        wanted = [{prefix + _plain(word) for word in words} for words in (_YEAR, _MONTH, _DAY)]
        parts = [next((n for n in columns if plain[n] in words), None) for words in wanted]
        if parts[0] is not None and parts[0] not in taken:
            found = tuple(part for part in parts if part is not None)
            return found if parts[1] else found[:1]
    return ()


def _is_called_date(plain: str) -> bool:
    """Whether a name is that of a date, and of no date of something else."""
    is_part = plain.endswith((*_YEAR, *_MONTH, *_DAY))
    return bool(_DATE_WORD.search(plain)) and not is_part and not _OF_ELSE.search(plain)


def _by_content(
    columns: Sequence[str], cells: dict[str, list[str]], taken: set[str]
) -> tuple[str, ...]:
    """Return the first column of dates, whatever it is called; whole numbers are none."""
    for name in columns:
        found = cells[name]
        numbers = sum(cell.strip().replace(".", "", 1).isdigit() for cell in found)
        if name not in taken and numbers == 0 and found and _date_share(found) > 0.9:
            taken.add(name)
            return (name,)
    return ()


def _date_share(cells: list[str], day_zero: datetime.date | None = None) -> float:
    given = [cell for cell in cells if not is_blank(cell) and not is_still(cell)]
    if not given:
        return 0.0 if cells else 1.0
    orders = (DayOrder.DAY_FIRST, DayOrder.MONTH_FIRST)
    styles = [DateStyle(order, day_zero=day_zero) for order in orders]
    return sum(any(_is_date(cell, style) for style in styles) for cell in given) / len(given)


def _is_date(cell: str, style: DateStyle) -> bool:
    try:
        to_edtf(cell, style)
    except BadDate:
        return False
    return True


def _actors(
    columns: Sequence[str],
    plain: dict[str, str],
    cells: dict[str, list[str]],
    taken: set[str],
) -> tuple[str, ...]:
    """Return the columns of actors: those surely so called, else those that may be."""
    towns = any(map(_TOWNS.fullmatch, plain.values()))  # a state beside them is a place
    for pattern in (_ACTOR_SURE, _ACTOR):
        found = tuple(
            name
            for name in columns
            if name not in taken
            and pattern.fullmatch(plain[name])
            and _are_names(cells[name])
            and not (towns and plain[name] == "state")
        )
        if found:
            taken.update(found)
            return found
    return ()


def _are_names(cells: list[str]) -> bool:
    given = [cell.strip() for cell in cells if cell.strip()]
    if not given:
        return not cells
    names = sum(any(c.isalpha() for c in cell) and len(cell) < 300 for cell in given)
    return names / len(given) > _GOOD_SHARE


def _links(columns: Sequence[str], cells: dict[str, list[str]], taken: set[str]) -> str | None:
    for name in columns:
        given = [cell.strip() for cell in cells[name] if cell.strip()]
        links = sum(cell.startswith(("http://", "https://")) for cell in given)
        if given and name not in taken and links / len(given) > _GOOD_SHARE:
            taken.add(name)
            return name
    return None


def _wordiest(columns: Sequence[str], cells: dict[str, list[str]], taken: set[str]) -> str | None:
    """Return the column with the most words in it, where nothing says what happened."""

    def words(name: str) -> int:
        return sum(sum(c.isalpha() for c in cell) for cell in cells[name])

    free = [name for name in columns if name not in taken]
    best = max(free, key=words, default=None)
    if best is None or not words(best):
        return None
    taken.add(best)
    return best
