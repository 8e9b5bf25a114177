"""Rules for lengths of time, for what recurs, and for words that only point."""

from __future__ import annotations

from dataclasses import replace

from explorer.draft.dates.grammar import Build, Hit, Rule, rule
from explorer.draft.dates.numbers import cardinal
from explorer.draft.dates.reading import point_of, unit_of, whole
from explorer.draft.dates.sense import Fixed, Found
from explorer.draft.dates.words import PARTS_OF_DAY, SEASONS, WEEKDAYS

_SETS = {
    "daily": "XXXX-XX-XX",
    "everyday": "XXXX-XX-XX",
    "nightly": "XXXX-XX-XXTNI",
    "weekly": "XXXX-WXX",
    "monthly": "XXXX-XX",
    "yearly": "XXXX",
    "annually": "XXXX",
    "quarterly": "XXXX-QX",
    "hourly": "PT1H",
    "fortnightly": "P2W",
}


def length(count: float | None, unit: str) -> str:
    """Return a TIMEX duration; a count of None is vague."""
    number = "X" if count is None else f"{count:.15g}"
    if unit == "FN":
        return f"P{int(count) * 2}W" if count is not None else "PXW"
    if unit == "WE":
        return f"P{number}WE"
    if unit.startswith("T"):
        return "PT30M" if (unit, number) == ("TH", "0.5") else f"PT{number}{unit[1]}"
    return f"P{number}{unit}"


def _length(hit: Hit) -> list[Found]:
    unit = unit_of(hit.word("unit"))
    count = cardinal(hit.words("n")) if hit.has("n") else None
    if hit.has("half"):
        count = (count or 1) + 0.5
    if not unit or (count is not None and count <= 0):
        return []
    return whole(hit, Fixed("DURATION", length(count, unit)))


def _length_one(hit: Hit) -> list[Found]:
    return whole(hit, Fixed("DURATION", length(1, unit_of(hit.word("unit")))))


def _length_of(hit: Hit) -> list[Found]:
    """ "the first two months of 1939": a length that lies in a year or a month."""
    unit = unit_of(hit.word("unit"))
    count = cardinal(hit.words("n")) if hit.has("n") else 1
    return whole(hit, replace(point_of(hit), length=length(count, unit)))


def _per(hit: Hit) -> list[Found]:
    count = cardinal(hit.words("n")) if hit.has("n") else 1
    return whole(hit, Fixed("SET", length(count, unit_of(hit.word("unit")))))


def _every(hit: Hit) -> list[Found]:
    unit = unit_of(hit.word("unit"))
    count = cardinal(hit.words("n")) if hit.has("n") else 1.0
    value = "XXXX-XX-XX" if (unit, count) == ("D", 1) else length(count, unit)
    return whole(hit, Fixed("SET", value))


def _every_named(hit: Hit) -> list[Found]:
    if hit.has("weekday"):
        part = PARTS_OF_DAY.get(hit.word("pod").removesuffix("s"))
        day = f"XXXX-WXX-{WEEKDAYS[hit.word('weekday')[:3]]}"
        return whole(hit, Fixed("SET", f"{day}T{part}" if part else day))
    season = SEASONS.get(hit.word("season").removesuffix("s"), "")
    return whole(hit, Fixed("SET", f"XXXX-{season}")) if season else []


def _adverb(hit: Hit) -> list[Found]:
    return whole(hit, Fixed("SET", _SETS[hit.words()[-1]]))


def _is(value: str | None) -> Build:
    def build(hit: Hit) -> list[Found]:
        return whole(hit, Fixed("DATE", value))

    return build


# Classes of which one is in every length.
_UNITS = "CLOCKU DAYU WEEKU MONTHU YEARU QUARTER LONGU SPANU CLOCKUS UNITS QUARTERS"

RULES: tuple[Rule, ...] = (
    rule("length", _UNITS, "{rough}?{amount}{a_unit}{half}?(?:OLD|OF AGE|OR SO)?", _length),
    rule("length", _UNITS, "{which_length}{rough}?{amount}{a_unit}{half}?(?:OR SO)?", _length),
    rule(
        "length",
        _UNITS,
        "(?:{which_length}|ANW)?{n}DASH{a_unit}(?:DASH?(?:OLD|LONG))?PERIOD",
        _length,
    ),
    rule("length", _UNITS, "{n}DASH{a_unit}(?:DASH?(?:OLD|LONG))?", _length),
    *(
        rule("length of", _UNITS, f"{head}OF(?:{whole_of})", _length_of)
        for head in (
            "THE?{step}{n}{a_unit}",
            "THE?(?:ORDW|SECOND|LAST|FINAL)(?P<unit>DAYU|WEEKU|MONTHU)",
        )
        for whole_of in ("{month}{of_year}?", "THE?(?:{year}|{relative_year})")
    ),
    rule(
        "nth unit",
        _UNITS,
        "THE(?:{ordinal}|SECOND|FINAL)(?P<unit>DAYU|WEEKU|MONTHU|YEARU|CLOCKU)(?=OF)",
        _length_one,
    ),
    rule("vague length", _UNITS, "(?:{rough}|{which_length})?{vague}{a_unit}", _length),
    rule("bare length", _UNITS, "THE?(?P<unit>{units})", _length),
    rule(
        "which length",
        _UNITS,
        "THE?(?:LAST|NEXT|PAST|FOLL|PREV|COMING|FINAL|ORDW|EARLY|LATE)(?P<unit>{units}|QUARTERS)",
        _length,
    ),
    rule("unit long", _UNITS, "(?P<unit>{unit})DASH LONG", _length_one),
    rule("recent length", "RECENT", "RECENT(?P<unit>{units}|QUARTERS)", _is("PAST_REF")),
    rule("per", "PER", "PER(?P<unit>{unit})", _per),
    rule("per", "ONCE TIMES", "(?:ONCE|{number}TIMES)(?:ANW|PER|EVERY)(?P<unit>{unit})", _per),
    rule("every", "EVERY", "EVERY(?P<n>{number})?(?P<unit>{unit}|{units})", _every),
    rule("every", "EVERY", "EVERY(?:(?P<weekday>WDAY)|(?P<season>SEASON))", _every_named),
    rule("weekdays", "WDAYS", "(?P<weekday>WDAYS)", _every_named),
    rule("weekdays", "WDAY", "(?P<weekday>WDAY)(?P<pod>PODS)", _every_named),
    rule("adverb", "DAILY", "DAILY", _adverb),
    rule("present", "PRESENT", "RIGHT?PRESENT", _is("PRESENT_REF")),
    rule("present", "UNITS", "THESE(?=UNITS)UNITS", _is("PRESENT_REF")),
    rule("present", "CURRENT PRESENTW", "CURRENT", _is("PRESENT_REF")),
    rule("present", "BEING", "THE TIMEW BEING", _is("PRESENT_REF")),
    rule("present", "DATEW", "(?<=TO)DATEW", _is("PRESENT_REF")),
    rule("present", "MODERN PRESENTW", "(?:MODERN|PRESENTW)DASH?DAYU", _is("PRESENT_REF")),
    rule("present", "PRESENTW", "(?<=THE)PRESENTW(?=[DOT COMMA BREAK RPAR])", _is("PRESENT_REF")),
    rule("past", "PASTREF RECENT", "MORE?PASTREF|RECENT", _is("PAST_REF")),
    rule("past", "PAST", "THE PAST(?=[DOT COMMA STOP BREAK RPAR AND x]|$)", _is("PAST_REF")),
    rule("former", "FORMER", "FORMER", _is("PAST_REF")),
    rule("future", "FUTURE", "THE?FUTURE", _is("FUTURE_REF")),
    rule("soon", "SOON", "SOON(?!ASW)", _is("FUTURE_REF")),
    rule("time", "TIMEW", "(?:THE|THIS)TIMEW", _is("PRESENT_REF")),
    rule("time", "TIMEW", "(?:THAT|(?:THE|THAT|THIS)SAME)TIMEW", _is(None)),
    rule("some time", "TIMEW", "(?:SOME|ANW ADJ)TIMEW", _is(None)),
    rule(
        "period", "PERIOD", "(?:ANW|THE|THIS|THAT|THE?(?:SAME|PREV|FOLL|LATEST))PERIOD", _is(None)
    ),
    rule("date", "DATEW", "(?:THIS|THAT|THE SAME)DATEW", _is(None)),
    rule("wet season", "SEASONW", "DRY SEASONW", _is(None)),
    rule("anniversary", "ANNIV", "(?:THE?{ordinal}?(?:YEARU)?)ANNIV", _is(None)),
)
