"""Rules for what only another date can place: "last month", "three days later", "Friday"."""

from __future__ import annotations

from dataclasses import replace

from explorer.draft.dates.grammar import Hit, Rule, rule
from explorer.draft.dates.numbers import cardinal
from explorer.draft.dates.reading import clock_of, direction, mod_of, point_of, unit_of, whole
from explorer.draft.dates.sense import Base, Fixed, Found, Point, Shift
from explorer.draft.dates.words import PARTS_OF_DAY

_DEICTIC = {"yesterday": -1, "today": 0, "tomorrow": 1, "tonight": 0, "overnight": 0}


def _point(hit: Hit) -> list[Found]:
    return whole(hit, point_of(hit))


def _toward(hit: Hit) -> list[Found]:
    """ "last June", "this September", "next summer", "the previous April"."""
    step, base = direction(hit.words("which"))
    shift = Shift("", step, base)
    return whole(hit, replace(point_of(hit), toward=step, shift=shift))


def _weekday(hit: Hit) -> list[Found]:
    sense = point_of(hit)
    if hit.has("pod_after"):
        sense = replace(sense, clock=PARTS_OF_DAY[hit.word("pod_after").removesuffix("s")])
    if not hit.has("which"):
        return whole(hit, sense)
    step, base = direction(hit.words("which"))
    return whole(hit, replace(sense, toward=step, shift=Shift("", step, base)))


def _deictic(hit: Hit) -> list[Found]:
    word = hit.word("deictic")
    clock = clock_of(hit)
    if hit.has("pod_after"):
        clock = PARTS_OF_DAY[hit.word("pod_after")]
    if word in {"tonight", "overnight"}:
        clock = "NI"
    step = _DEICTIC[word] + {"before": -1, "after": 1}.get(hit.word("beyond"), 0)
    shift = Shift("D", step, "now")
    return whole(hit, Point(shift=shift, clock=clock, mod=mod_of(hit)))


def _unit(hit: Hit) -> list[Found]:
    """ "last month", "the same day", "that year", "the end of the week"."""
    words, unit = hit.words("which"), unit_of(hit.word("unit"))
    if _is_rolling(hit.words()[:-1], hit.tokens.word(hit.first - 1).lower()):
        return whole(hit, Fixed("DURATION", f"P1{unit}"))
    step, base = direction(words)
    return whole(hit, replace(point_of(hit), shift=Shift(unit, step, base)))


def _is_rolling(words: list[str], before: str) -> bool:
    """ "last year" is on the calendar; "the past year" and "for the next year" are lengths."""
    if words[0] not in {"the", "this"} or len(words) != 2:
        return False
    return words[-1] in {"last", "past"} or (
        words[-1] in {"next", "coming"} and before in {"for", "over", "in", "within", "during"}
    )


def _beside(hit: Hit) -> list[Found]:
    """ "the day before", "the day after", "the next day"."""
    step = -1 if hit.has("before") else 1
    return whole(hit, Point(shift=Shift(unit_of(hit.word("unit")), step, "then")))


def _pod(hit: Hit) -> list[Found]:
    """ "last night", "this morning", "that afternoon", "the following night"."""
    step, base = direction(hit.words("which"))
    clock = PARTS_OF_DAY[hit.word("pod").removesuffix("s")]
    return whole(hit, Point(shift=Shift("D", step, base), clock=clock, mod=mod_of(hit)))


def _clock(hit: Hit) -> list[Found]:
    return whole(hit, replace(point_of(hit), shift=Shift("D", 0, "then")))


def _one_pod(hit: Hit) -> list[Found]:
    clock = PARTS_OF_DAY[hit.word("pod").removesuffix("s")]
    return whole(hit, Fixed("TIME", f"XXXX-XX-XXT{clock}"))


def _offset(hit: Hit) -> list[Found]:
    """ "three days later", "a year earlier", "two weeks ago", "months before"."""
    count = cardinal(hit.words("n")) if hit.has("n") else None
    if count is not None and count != int(count):
        return []
    base: Base = "now" if hit.has("ago") else "then"
    step = 1 if hit.has("later") else -1
    unit = unit_of(hit.word("unit"))
    if not unit:
        return []
    if count is None:
        return whole(hit, Fixed("DATE", "FUTURE_REF" if step > 0 else "PAST_REF"))
    return whole(hit, Point(shift=Shift(unit, step * int(count), base)))


def _year_ago(hit: Hit) -> list[Found]:
    """ "the year-ago quarter", "year-earlier"."""
    return whole(hit, Point(shift=Shift("Y", -1, "now")))


def _year_end(hit: Hit) -> list[Found]:
    return whole(hit, Point(shift=Shift(unit_of(hit.word("unit")), 0, "then"), mod="END"))


_ONE_UNIT = "(?P<unit>DAYU|WEEKU|MONTHU|YEARU|QUARTER|LONGU|SPANU)"
_AMOUNT = "(?:(?P<n>{number}(?:OR NUMW)?)|{vague}|MANY)"
_DIRECTION = (
    "(?:(?P<later>LATER)|(?P<ago>AGO)|EARLIER|PREVLY|BEFORE(?=[COMMA DOT STOP BREAK RPAR]))"
)

RULES: tuple[Rule, ...] = (
    rule(
        "weekday",
        "WDAY",
        "(?:(?P<which>(?:THE|THIS|THAT)?{which}))?{weekday}(?P<pod_after>POD)?",
        _weekday,
    ),
    rule(
        "weekday",
        "WDAY",
        "(?:(?:THE?(?P<pod>POD)OF)|{clock}{zone}?|{mod}){weekday}",
        _weekday,
    ),
    rule("weekday", "WDAY", "(?P<pod>PODN){weekday}", _weekday),
    rule(
        "toward", "MONTH MABBR", "(?:{before})(?P<which>(?:THE|THIS|THAT)?{which}){month}", _toward
    ),
    rule(
        "toward",
        "SEASON FALL",
        "{before}(?P<which>(?:THE|THIS|THAT)?{which})(?P<season>SEASON|FALL)(?!OF)",
        _toward,
    ),
    rule(
        "deictic",
        "DEICTIC TONIGHT",
        "(?:{mod}|THE?(?P<pod>POD)OF|{clock}{zone}?)?(?P<deictic>DEICTIC|TONIGHT)(?P<pod_after>POD)?",
        _deictic,
    ),
    rule(
        "deictic pod",
        "DEICTIC",
        "(?:MID DASH?)(?P<pod>POD)(?P<deictic>DEICTIC)",
        _deictic,
    ),
    rule(
        "deictic",
        "DEICTIC",
        "THE DAYU(?P<beyond>BEFORE|AFTER)(?P<deictic>DEICTIC)",
        _deictic,
    ),
    rule(
        "unit",
        "DAYU WEEKU MONTHU YEARU QUARTER LONGU SPANU",
        "{before}(?P<which>THE?SAME|THE?THIS?(?:LAST|NEXT|PREV|FOLL|PAST|COMING|CURRENT|LATEST)"
        "|THIS(?:SAME)?|THAT(?:SAME)?)(?:FISCAL)?" + _ONE_UNIT + "(?!DASH)",
        _unit,
    ),
    rule(
        "unit",
        "DAYU WEEKU MONTHU YEARU QUARTER LONGU SPANU",
        "(?:{part}|{mod}IN)(?P<which>THE)" + _ONE_UNIT,
        _unit,
    ),
    rule(
        "unit in news",
        "DAYU WEEKU MONTHU YEARU QUARTER SPANU",
        "(?<=[OF IN DURING BY AT])(?P<which>THE)FISCAL?(?P<unit>WEEKU|MONTHU|YEARU|SPANU|QUARTER)"
        "(?!DASH|OF|PODN|YEARU|APOS|{year})",
        _unit,
    ),
    rule("unit in news", "QUARTER SPANU", "(?P<which>THE)(?P<unit>SPANU|QUARTER)(?!OF)", _unit),
    rule(
        "year ago",
        "AGO EARLIER",
        "THE?YEARU DASH(?:AGO|EARLIER)(?:(?:ORDW|SECOND)?DASH?QUARTER|PERIOD)?",
        _year_ago,
    ),
    rule("year end", "ENDW", "(?P<unit>YEARU|MONTHU|WEEKU)(?:APOS POSS|DASH)?ENDW", _year_end),
    rule(
        "beside",
        "DAYU WEEKU MONTHU YEARU",
        "THE(?P<unit>DAYU|WEEKU|MONTHU|YEARU)(?:(?P<before>BEFORE)|AFTER)"
        "(?=[COMMA DOT STOP BREAK])",
        _beside,
    ),
    rule(
        "pod",
        "POD PODS PODN",
        "{before}(?P<which>THE?SAME|THE?(?:LAST|NEXT|PREV|FOLL)|THIS|THAT(?:SAME)?)(?P<pod>POD)",
        _pod,
    ),
    rule("clock", "CLOCK AMPM OCLOCK", "{clock}{zone}?", _clock),
    rule("one pod", "POD PODS", "NUMW?(?P<pod>POD|PODS)", _one_pod),
    rule(
        "offset",
        "LATER AGO EARLIER PREVLY BEFORE",
        "{rough}?" + _AMOUNT + "(?P<unit>{unit}|{units})(?:OR SO)?" + _DIRECTION,
        _offset,
    ),
    rule("offset", "LATER AGO EARLIER PREVLY BEFORE", "(?P<unit>{units})" + _DIRECTION, _offset),
)
