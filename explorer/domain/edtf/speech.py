"""A date as a reader says it, day first, and never finer than it was written."""

from __future__ import annotations

from functools import lru_cache

from explorer.domain.edtf.digits import unsure_years
from explorer.domain.edtf.grammar import read
from explorer.domain.edtf.model import EdtfDate
from explorer.domain.edtf.phrase import inside, listed, term_phrase, trimmed
from explorer.domain.edtf.tree import Edge, Interval, Members, Run, Term

_YEAR_STEPS = {
    1: "to the year",
    10: "to the decade",
    100: "to the century",
    1000: "to the millennium",
}


def say(date: EdtfDate) -> str:
    """Return the date in words: "28 July 2024", "about 1984", "1960s", "since April 2011".

    Years before 1 are BCE (`-0043` is 44 BCE), years before 1000 are CE. What is not
    sure is said in brackets. Without a day in the date there is none in the words.
    """
    return _say(date.text)


@lru_cache(maxsize=16384)
def _say(text: str) -> str:
    expression = read(text)
    if isinstance(expression, Term):
        return term_phrase(expression)
    if isinstance(expression, Interval):
        return _interval(expression)
    return _members(expression)


def _interval(interval: Interval) -> str:
    start, end = interval.start, interval.end
    if isinstance(start, Term) and isinstance(end, Term):
        if start.text == end.text:
            return term_phrase(start)
        return " to ".join(trimmed((start, end)))
    if isinstance(start, Term):
        said = inside(term_phrase(start))
        return f"since {said}" if end is Edge.OPEN else f"from {said}, end unknown"
    if isinstance(end, Term):
        said = inside(term_phrase(end))
        return f"until {said}" if start is Edge.OPEN else f"until {said}, start unknown"
    words = {Edge.OPEN: "open", Edge.UNKNOWN: "unknown"}
    return f"start {words[start]}, end {words[end]}"


def _members(members: Members) -> str:
    word = "and" if members.every else "or"
    singles = [run.low for run in members.runs if run.low is run.high and run.low is not None]
    if len(singles) == len(members.runs):
        return listed(trimmed(singles), word)
    return listed([_run(run, word) for run in members.runs], word)


def _run(run: Run, word: str) -> str:
    if run.low is None and run.high is not None:
        return f"{term_phrase(run.high)} {word} earlier"
    if run.high is None and run.low is not None:
        return f"{term_phrase(run.low)} {word} later"
    if run.low is None or run.high is None or run.low is run.high:
        return term_phrase(run.low) if run.low else ""
    return " to ".join(trimmed((run.low, run.high)))


def precision(date: EdtfDate) -> str:
    """Return how fine a date is: "to the day", "to the decade", "period" and so on.

    A date with unspecified digits is as fine as the last component before them.
    """
    expression = read(date.text)
    if isinstance(expression, Interval):
        return "period"
    if isinstance(expression, Members):
        return "several dates" if expression.every else "one of several dates"
    return _term_precision(expression)


def _term_precision(term: Term) -> str:
    if not term.has_year:
        return "without a year"
    if "X" in term.year or term.significant:
        return _year_precision(term)
    if term.season is not None:
        return _season_precision(term.season)
    if term.month is None or "X" in term.month:
        return "to the year"
    if term.day is None or "X" in term.day:
        return "to the month"
    return "to the day" if term.clock is None else "to the second"


def _year_precision(term: Term) -> str:
    years = unsure_years(term)
    if "X" in term.year.strip("X-"):
        return "to some years"
    return _YEAR_STEPS.get(years, f"to {years:,} years")


def _season_precision(season: int) -> str:
    if season < 33:
        return "to the season"
    if season < 37:
        return "to the quarter"
    return "to four months" if season < 40 else "to the half-year"
