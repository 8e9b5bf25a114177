"""From an EDTF string to its parts, levels 0, 1 and 2.

The sections named are those of the Library of Congress's Extended Date/Time Format
specification (2019), a profile of ISO 8601-1:2019 and ISO 8601-2:2019. Only ASCII digits
count as digits. What a date's numbers mean is not looked at here but in `extent`.
"""

from __future__ import annotations

import re

from explorer.domain.edtf.tree import (
    Clock,
    Edge,
    Expression,
    Interval,
    Members,
    Qualifier,
    Run,
    Term,
    Unit,
)

LONGEST = 4096  # characters; a set of 300 days fits

_MARK = "[?~%]?"

# Level 0 "Date"; level 1 "Negative calendar year", "Qualification of a date (complete)",
# "Unspecified digit(s) from the right", "Seasons"; level 2 "Qualification", "Unspecified
# Digit", "Sub-year groupings", "Significant digits".
_DATE = re.compile(
    rf"({_MARK})(-?[0-9X]{{4}})(?:S([1-9][0-9]?))?({_MARK})"
    rf"(?:-({_MARK})([0-9X]{{2}})({_MARK})(?:-({_MARK})([0-9X]{{2}})({_MARK}))?)?"
)
_PLACES = (
    (1, Unit.YEAR, False),
    (4, Unit.YEAR, True),
    (5, Unit.MONTH, False),
    (7, Unit.MONTH, True),
    (8, Unit.DAY, False),
    (10, Unit.DAY, True),
)

# Level 0 "Date and Time".
_MOMENT = re.compile(
    r"(-?[0-9]{4})-([0-9]{2})-([0-9]{2})"
    r"T([0-9]{2}):([0-9]{2}):([0-9]{2})(?:Z|([+-])([0-9]{2})(?::([0-9]{2}))?)?"
)

# Level 1 "Letter-prefixed calendar year"; level 2 "Exponential year", "Significant digits".
_LONG_YEAR = re.compile(
    rf"({_MARK})Y(-?[1-9][0-9]*)(?:E([1-9][0-9]*))?(?:S([1-9][0-9]?))?({_MARK})"
)
_FARTHEST_DIGITS = 15

_WEST_MIN, _EAST_MIN = -12 * 60, 14 * 60


class Malformed(Exception):
    """Not EDTF; the message says why, as a clause."""


def read(text: str) -> Expression:
    """Return the parts of an EDTF string; raises Malformed."""
    if text[:1] in ("[", "{"):
        return _members(text)
    if "/" in text:
        return _interval(text)
    return _term(text, with_time=True)


def _term(text: str, *, with_time: bool = False) -> Term:
    found = _DATE.fullmatch(text)
    if found is not None:
        return _date(text, found)
    found = _LONG_YEAR.fullmatch(text)
    if found is not None:
        return _long_year(text, found)
    found = _MOMENT.fullmatch(text)
    if found is None:
        raise Malformed("not a date in EDTF" if text else "an empty member")
    if not with_time:
        raise Malformed("EDTF has no time of day inside intervals and sets")
    return _moment(text, found)


def _date(text: str, found: re.Match[str]) -> Term:
    _, year, significant, _, _, month, _, _, day, _ = found.groups()
    if year == "-0000":
        raise Malformed("year 0 takes no minus")
    if significant and month:
        raise Malformed("significant digits are for a year alone")
    qualifiers: tuple[Qualifier, ...] = ()
    if len(text) != len(year) + (len(month) + 1 if month else 0) + (len(day) + 1 if day else 0):
        qualifiers = tuple(
            Qualifier(found[group], unit, after) for group, unit, after in _PLACES if found[group]
        )
    digits = int(significant) if significant else None
    return Term(text, year, month, day, significant=digits, qualifiers=qualifiers)


def _long_year(text: str, found: re.Match[str]) -> Term:
    before, year, exponent, significant, after = found.groups()
    digits = year.lstrip("-")
    if exponent is None and len(digits) < 5:
        raise Malformed("a year of four digits takes no Y")
    power = int(exponent) if exponent and len(exponent) < 4 else 0
    if len(digits) + power > _FARTHEST_DIGITS or (exponent and len(exponent) > 3):
        raise Malformed("a year too far off to count in 64-bit seconds")
    marks = ((before, False), (after, True))
    return Term(
        text,
        year,
        exponent=power,
        significant=int(significant) if significant else None,
        qualifiers=tuple(Qualifier(mark, Unit.YEAR, side) for mark, side in marks if mark),
        is_long=True,
    )


def _moment(text: str, found: re.Match[str]) -> Term:
    year, month, day = found.group(1, 2, 3)
    hour, minute, second = (int(number) for number in found.group(4, 5, 6))
    # ISO 8601-1 lets 24:00:00 name the end of a day.
    if not (hour < 24 and minute < 60 and second < 60) and (hour, minute, second) != (24, 0, 0):
        raise Malformed("no such time of day")
    if year == "-0000":
        raise Malformed("year 0 takes no minus")
    second_of_day = (hour * 60 + minute) * 60 + second
    return Term(text, year, month, day, clock=Clock(second_of_day, _offset_min(text, found)))


def _offset_min(text: str, found: re.Match[str]) -> int | None:
    sign, hours, minutes = found.group(7, 8, 9)
    if sign is None:
        return 0 if text.endswith("Z") else None
    size_min = int(hours) * 60 + int(minutes or 0)
    offset_min = -size_min if sign == "-" else size_min
    if int(minutes or 0) > 59 or not _WEST_MIN <= offset_min <= _EAST_MIN:
        raise Malformed("no such time zone")
    if sign == "-" and not size_min:
        raise Malformed("a zone of zero is written Z or +00:00")
    return offset_min


def _interval(text: str) -> Interval:
    """Level 0 "Time Interval", level 1 "Extended Interval (L1)", level 2 "Interval"."""
    ends = text.split("/")
    if len(ends) != 2:
        raise Malformed("an interval has one slash")
    if text == "/":
        raise Malformed("an interval without a start or an end says nothing")
    start, end = (_end(part) for part in ends)
    return Interval(start, end)


def _end(text: str) -> Term | Edge:
    return Edge(text) if text in ("", "..") else _term(text)


def _members(text: str) -> Members:
    """Level 2 "Set representation"; blanks are let pass after and before its commas."""
    if text[-1] != {"[": "]", "{": "}"}[text[0]]:
        raise Malformed("a set ends with the bracket that it began with")
    runs = tuple(_run(part.strip(" ")) for part in text[1:-1].split(","))
    if any(run.low is None for run in runs[1:]) or any(run.high is None for run in runs[:-1]):
        raise Malformed("only a set's first date may open to earlier, only its last to later")
    return Members(runs, every=text[0] == "{")


def _run(text: str) -> Run:
    if ".." not in text:
        term = _term(text)
        return Run(term, term)
    low, _, high = text.partition("..")
    if not low and not high:
        raise Malformed("a set's dots need a date before or after them")
    run = Run(_term(low) if low else None, _term(high) if high else None)
    if run.low and run.high and _grain(run.low) != _grain(run.high):
        raise Malformed("a set's range runs between dates of one precision")
    return run


def _grain(term: Term) -> tuple[bool, bool]:
    return term.month is None, term.day is None
