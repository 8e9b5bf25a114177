"""Rules for what stands on the calendar: days, months, years, seasons, decades, centuries."""

from __future__ import annotations

from dataclasses import replace

from explorer.draft.dates.grammar import Hit, Rule, rule
from explorer.draft.dates.numbers import ordinal, year_in_words
from explorer.draft.dates.reading import mod_of, point_of, shift_of, whole, year_of
from explorer.draft.dates.sense import Found, Point
from explorer.draft.dates.words import MONTHS, SEASONS, TWENTIES


def _point(hit: Hit) -> list[Found]:
    return whole(hit, point_of(hit))


def _day(hit: Hit) -> list[Found]:
    sense = point_of(hit)
    valid = sense.day is not None and 1 <= sense.day <= 31
    return whole(hit, sense) if valid else []


def _pair(hit: Hit, first: Point, second: Point) -> list[Found]:
    """Return the finds of a match's groups `one` and `two`; `to` makes them a range."""
    (start, middle), (restart, _) = hit.span("one"), hit.span("two")
    pair = 1 if hit.has("to") else 0
    return [Found(start, middle, first, pair), Found(restart, hit.last, second, -pair)]


def _days(hit: Hit) -> list[Found]:
    """Two days of one month: "6-7 January 1916", "May 3 and 5"."""
    sense = replace(point_of(hit), day=None, weekday=None)
    first, second = ordinal(hit.words("day")), ordinal(hit.words("day2"))
    if not 1 <= first < second <= 31:
        return []
    return _pair(hit, replace(sense, day=first), replace(sense, day=second))


def _days_of_months(hit: Hit) -> list[Found]:
    """Two days, the year told with the second: "26 June - 4 August 1952"."""
    sense = point_of(hit)
    second = replace(sense, month=MONTHS[hit.word("month2")[:3]], day=int(hit.word("day2")))
    if sense.year is not None and (second.month, second.day) < (sense.month, sense.day):
        sense = replace(sense, year=sense.year - 1)
    return _pair(hit, sense, second)


def _months(hit: Hit) -> list[Found]:
    """Two months of one year: "June and July 1917"."""
    sense = point_of(hit)
    second = MONTHS[hit.word("month2")[:3]]
    return _pair(hit, sense, replace(sense, month=second))


def _seasons(hit: Hit) -> list[Found]:
    """Two seasons of one year: "the spring and early summer of 1943"."""
    sense = point_of(hit)
    second = SEASONS[hit.word("season2").removesuffix("time")]
    return _pair(hit, sense, replace(sense, season=second))


def _years(hit: Hit) -> list[Found]:
    """Two years: "1917-18", "1914 to 1918", "between 264 and 146 BC"."""
    first, second = int(hit.word("year")), int(hit.word("year2"))
    if hit.has("era") and hit.word("era").startswith("b"):
        first, second = 1 - first, 1 - second
    elif len(hit.word("year2")) == 2:
        second += first // 100 * 100
    if first >= second and hit.has("to"):
        return []
    return _pair(hit, Point(year=first, mod=mod_of(hit)), Point(year=second))


def _iso(hit: Hit) -> list[Found]:
    text = hit.words()[0]
    clock = text[11:].removesuffix("z")
    sense = Point(int(text[:4]), int(text[5:7]), int(text[8:10]), clock=clock)
    return whole(hit, sense)


def _slashed(hit: Hit) -> list[Found]:
    """Day and month are told apart only when one of them is past 12."""
    text = hit.words()[0]
    first, second, year = (int(part) for part in text.replace(".", "/").split("/"))
    if year < 100:
        year += 1900 if year >= 30 else 2000
    if second > 12 >= first:
        return whole(hit, Point(year, first, second))
    if (first > 12 >= second) or ("." in text and second <= 12):
        return whole(hit, Point(year, second, first))
    return whole(hit, Point(year)) if first <= 12 and second <= 12 else []


def _year_in_words(hit: Hit) -> list[Found]:
    year = year_in_words(hit.words("spelt"))
    return whole(hit, Point(year=year, mod=mod_of(hit))) if year else []


def _decade(hit: Hit) -> list[Found]:
    digits = hit.word("decade").rstrip("s")
    if hit.has("tens"):
        digits = f"19{TWENTIES[hit.word('tens')]}"
    if hit.has("decade2"):
        digits = hit.word("decade2").rstrip("s")
    if len(digits) == 2:
        digits = "19" + digits
    sense = Point(mod=mod_of(hit))
    if digits.endswith("00") and digits < "2000":  # the 1800s are a century
        return whole(hit, replace(sense, century=int(digits[:2])))
    return whole(hit, replace(sense, decade=int(digits[:3])))


def _early_decade(hit: Hit) -> list[Found]:
    number = int(hit.word("decade").rstrip("s")) // 10
    before = hit.word("era").startswith("b")
    return whole(hit, Point(decade=number, before_christ=before, mod=mod_of(hit)))


def _century(hit: Hit) -> list[Found]:
    number = ordinal(hit.words("nth"))
    before = hit.word("era").startswith("b")
    if not 1 <= number <= 22 or not hit.word("unit").startswith("centur"):
        return []
    sense = Point(century=number - 1, before_christ=before, mod=mod_of(hit))
    return whole(hit, sense)


def _quarter(hit: Hit) -> list[Found]:
    word = hit.word("nth")
    number = int(word[1]) if word.startswith("q") else ordinal(hit.words("nth"))
    if not 1 <= number <= 4:
        return []
    sense = Point(year_of(hit), quarter=number, shift=shift_of(hit), is_fiscal=hit.has("fiscal"))
    return whole(hit, sense)


def _half_year(hit: Hit) -> list[Found]:
    half = 1 if hit.word("part") == "first" else 2
    return whole(hit, Point(year_of(hit), half=half, shift=shift_of(hit)))


def _fiscal(hit: Hit) -> list[Found]:
    return whole(hit, replace(point_of(hit), is_fiscal=True))


def _holiday(hit: Hit) -> list[Found]:
    words = hit.words("feast")
    is_eve = "eve" in words or "night" in words
    if words[0] == "christmas":
        month, day = 12, 24 if is_eve else 25
    else:
        month, day = (12, 31) if is_eve else (1, 1)
    clock = "NI" if "night" in words else ""
    return whole(hit, replace(point_of(hit), month=month, day=day, clock=clock))


_DAY_OF_MONTH = "(?P<day>[D1 D13]|{ordinal})"
_TO = "(?P<to>DASH|TO|UNTIL)|AND|OR"
_NUMBER_DAY = "[D1 D13 ORDN]"

RULES: tuple[Rule, ...] = (
    rule("day", "ISO", "ISO", _iso),
    rule("day", "SLASHED", "SLASHED", _slashed),
    rule(
        "day",
        "MONTH MABBR",
        "(?:{day_part}|{clock}{zone}?COMMA?|{before})?{on_weekday}?(?:THE)?"
        f"{_DAY_OF_MONTH}(?:OF)?{{month}}(?:{{of_year}})?",
        _day,
    ),
    rule(
        "day",
        "MONTH MABBR",
        "(?:{day_part}|{clock}{zone}?COMMA?|{before})?{on_weekday}?"
        f"{{month}}THE?{_DAY_OF_MONTH}(?!DASH?UNITS)(?:{{of_year}})?{{zone}}?",
        _day,
    ),
    rule(
        "day",
        "MONTH MABBR",
        f"{{month}}{_DAY_OF_MONTH}(?:{{of_year}})?{{clock}}{{zone}}?",
        _day,
    ),
    rule(
        "days",
        "MONTH MABBR",
        f"(?P<one>THE?(?P<day>{_NUMBER_DAY}))(?:{_TO})(?P<two>THE?(?P<day2>{_NUMBER_DAY})"
        "(?:OF)?{month}(?:{of_year})?)",
        _days,
    ),
    rule(
        "days",
        "MONTH MABBR",
        f"(?P<one>{{month}}THE?(?P<day>{_NUMBER_DAY}))(?:{_TO}|COMMA?AND)"
        f"(?P<two>(?P<day2>{_NUMBER_DAY})(?!DASH?[UNITS DAYU WEEKU MONTHU YEARU MONTH])"
        "(?:{of_year})?)",
        _days,
    ),
    rule(
        "days",
        "MONTH MABBR",
        "(?P<one>(?P<day>[D1 D13]){month})(?P<to>DASH|TO|UNTIL)"
        "(?P<two>(?P<day2>[D1 D13])(?P<month2>MONTH|MABBR)(?:(?<=MABBR)DOT)?(?:COMMA?{year}))",
        _days_of_months,
    ),
    rule(
        "days",
        "MONTH MABBR",
        "(?P<one>{month}(?P<day>[D1 D13]))(?P<to>DASH|TO|UNTIL)"
        "(?P<two>(?P<month2>MONTH|MABBR)(?:(?<=MABBR)DOT)?(?P<day2>[D1 D13])(?:COMMA?{year}))",
        _days_of_months,
    ),
    rule("day", "ORDN", "(?<=[ON BY UNTIL SINCE])THE(?P<day>ORDN)(?=[DOT COMMA STOP x])", _day),
    rule("month", "MONTH MABBR", "{before}{month}(?:{of_year})?(?![D1 D13](?!DASH))", _point),
    rule(
        "months",
        "MONTH MABBR",
        f"(?P<one>{{month}})(?:{_TO}|COMMA?AND)(?P<two>(?P<month2>MONTH|MABBR)"
        "(?:(?<=MABBR)DOT)?{of_year})",
        _months,
    ),
    rule(
        "year",
        "Y4 APOS BC AD",
        "{before}(?:(?:THE YEARU|THE?[YEARU UNITS])?{year}{era}?)",
        _point,
    ),
    rule(
        "years",
        "Y4",
        "{before}(?P<one>(?:THE?[YEARU UNITS])?(?P<year>Y4))(?:(?P<to>DASH|SLASH))"
        "(?P<two>(?P<year2>Y4|[D1 D13 N2](?!DASH)))(?!APOS)",
        _years,
    ),
    rule(
        "years",
        "BC AD",
        f"(?P<one>(?P<year>[D1 D13 N2 N3 Y4]))(?:{_TO})"
        "(?P<two>(?P<year2>[D1 D13 N2 N3 Y4])(?P<era>BC|AD))",
        _years,
    ),
    rule(
        "spelt year",
        "NUMW",
        "{before}(?:THE YEARU)?(?P<spelt>NUMW (?:NUMW DASH?NUMW?|SCALE(?:AND?NUMW DASH?NUMW?)?))"
        "(?!DASH?[UNITS DAYU WEEKU MONTHU YEARU])",
        _year_in_words,
    ),
    rule(
        "decade",
        "DECADE DEC2 TWENTYS",
        "{before}THE?(?:(?P<decade>DECADE)|APOS(?P<decade2>DEC2)|(?<=[THE EARLY LATE MID DASH])"
        "(?P<tens>TWENTYS))",
        _decade,
    ),
    rule("decade", "DECADE3", "{before}THE?(?P<decade>DECADE3)(?P<era>BC|AD)", _early_decade),
    rule("decade", "DEC2", "{before}(?<=[THE EARLY LATE MID DASH])(?P<decade>DEC2)", _decade),
    rule(
        "century",
        "LONGU UNITS",
        "{before}THE?(?P<nth>{ordinal})DASH?(?P<unit>LONGU|UNITS)(?:(?P<era>BC|AD))?",
        _century,
    ),
    rule(
        "season",
        "SEASON FALL",
        "{before}THE?(?P<season>SEASON|FALL)(?:OF?{year}{era}?|COMMA?(?:IN|OF)?{relative_year})",
        _point,
    ),
    rule(
        "century",
        "LONGU UNITS",
        "{before}THE?(?P<nth>{ordinal})"
        "(?=AND(?:EARLY|LATE|MID)?DASH?THE?{ordinal}(?P<unit>UNITS|LONGU))",
        _century,
    ),
    rule(
        "seasons",
        "SEASON FALL",
        "(?P<one>THE?(?P<season>SEASON|FALL))(?:(?P<to>DASH|TO)|AND|OR)"
        "(?P<two>(?:EARLY|LATE)?(?P<season2>SEASON|FALL)OF?{year}{era}?)",
        _seasons,
    ),
    rule("season", "SEASON", "{before}(?:{year}|THE?)(?P<season>SEASON)", _point),
    rule("fall", "FALL", "{before}(?<=[THE EARLY LATE MID DASH])(?P<season>FALL)(?!OF)", _point),
    rule(
        "quarter",
        "QUARTER",
        "(?:{before}|THE|THE?(?P<fiscal>FISCAL)DASH?)(?P<nth>ORDN|ORDW|SECOND|LAST)DASH?QUARTER"
        "(?:OF?{year}|OF?{relative_year})?",
        _quarter,
    ),
    rule("quarter", "QUARTER", "THE{year}(?P<nth>ORDN|ORDW|SECOND)DASH?QUARTER", _quarter),
    rule(
        "quarter",
        "QUARTER",
        "{relative_year}APOS POSS(?P<nth>ORDN|ORDW|SECOND)DASH?QUARTER",
        _quarter,
    ),
    rule("quarter", "QN", "(?P<nth>QN)DASH?OF?(?:{year}|{relative_year})?", _quarter),
    rule("period", "PERIOD", "THE{year}PERIOD", _point),
    rule(
        "half",
        "HALF",
        "THE?(?P<part>ORDW|SECOND|LATTER|LAST)HALF OF THE?(?:YEARU)?(?:{year}|{relative_year})",
        _half_year,
    ),
    rule("fiscal", "FISCAL", "{before}THE?FISCAL(?:YEARU)?{year}", _fiscal),
    rule(
        "holiday",
        "CHRISTMAS YEARS",
        "(?P<feast>CHRISTMAS(?:EVE|DAYN|POD)?|NEWW YEARS(?:APOS POSS)?(?:DAYN|EVE))(?:{of_year})?",
        _holiday,
    ),
)
