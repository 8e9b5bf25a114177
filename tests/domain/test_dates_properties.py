"""EDTF dates by property: what must hold of any string that the grammar can make."""

from __future__ import annotations

import datetime as dt
import re

from hypothesis import given
from hypothesis import strategies as st

from explorer.domain.calendar import seconds
from explorer.domain.dates import Bounds, parse, precision, say, sort_key, window
from explorer.domain.edtf.digits import MONTHS
from explorer.errors import InputProblem

MARKS = st.sampled_from(["", "", "", "?", "~", "%"])
YEARS = st.one_of(
    st.integers(0, 9999).map("{:04}".format),
    st.integers(1, 9999).map("-{:04}".format),
    st.from_regex(r"-?[0-9X]{4}", fullmatch=True).filter(lambda year: year != "-0000"),
)
MONTH_DIGITS = st.one_of(
    st.integers(1, 12).map("{:02}".format), st.sampled_from(["XX", "0X", "1X", "X1", "X0"])
)
DAY_DIGITS = st.one_of(
    st.integers(1, 28).map("{:02}".format), st.sampled_from(["XX", "0X", "1X", "2X", "X5"])
)


@st.composite
def terms(draw: st.DrawFn) -> str:
    """One date of four-digit year: plain, masked, qualified, or a season."""
    text = draw(MARKS) + draw(YEARS) + draw(MARKS)
    if draw(st.booleans()):
        return text
    if draw(st.integers(0, 4)) == 0:
        return f"{text}-{draw(MARKS)}{draw(st.integers(21, 41))}{draw(MARKS)}"
    text += f"-{draw(MARKS)}{draw(MONTH_DIGITS)}{draw(MARKS)}"
    if draw(st.booleans()):
        text += f"-{draw(MARKS)}{draw(DAY_DIGITS)}{draw(MARKS)}"
    return text


LONG_YEARS = st.one_of(
    st.integers(10_000, 10**11).map("Y{}".format),
    st.integers(10_000, 10**11).map("Y-{}".format),
    st.builds("Y{}E{}S{}".format, st.integers(1, 999), st.integers(1, 8), st.integers(1, 5)),
    st.builds("{:04}S{}".format, st.integers(0, 9999), st.integers(1, 6)),
)
SINGLES = st.one_of(terms(), LONG_YEARS)
ENDS = st.one_of(SINGLES, st.sampled_from(["", ".."]))
INTERVALS = st.builds("{}/{}".format, ENDS, ENDS)
SETS = st.builds(
    "{0[0]}{1}{2}{3}{0[1]}".format,
    st.sampled_from(["[]", "{}"]),
    st.sampled_from(["", ".."]),
    st.lists(SINGLES, min_size=1, max_size=4).map(",".join),
    st.sampled_from(["", ".."]),
)


def is_date(text: str) -> bool:
    try:
        parse(text)
    except InputProblem:
        return False
    return True


def mended(text: str) -> str:
    """Turn a reversed interval round; let one date stand for what can be no date at all."""
    turned = "/".join(reversed(text.split("/")))
    return next(choice for choice in (text, turned, "1984-06~") if is_date(choice))


ANY = st.one_of(SINGLES, INTERVALS, SETS).map(mended)

MASKED = st.builds(
    "{}-{}-{}".format,
    st.sampled_from(["156X", "19XX", "-01XX", "1X99", "2004", "X00X"]),
    st.sampled_from(["XX", "0X", "1X", "X1", "02"]),
    st.sampled_from(["XX", "0X", "1X", "2X", "X9", "29"]),
).filter(lambda text: "X" in text and is_date(text))


def in_order(*instants: int | None) -> bool:
    known = [instant for instant in instants if instant is not None]
    return known == sorted(known)


def contains(wide: Bounds, strict: Bounds) -> bool:
    return in_order(wide.start_min, strict.start_min) and in_order(strict.end_max, wide.end_max)


@given(ANY)
def test_written_back_letter_for_letter(text: str) -> None:
    assert parse(text).text == text


@given(SINGLES)
def test_single_dates_of_the_grammar_are_read(text: str) -> None:
    assert parse(text).level <= 2


@given(ANY)
def test_bounds_are_in_order(text: str) -> None:
    date = parse(text)
    for bounds in (date.bounds, date.strict):
        assert in_order(bounds.start_min, bounds.start_max)
        assert in_order(bounds.end_min, bounds.end_max)
        assert in_order(bounds.start_min, bounds.end_max)
        for instant in (bounds.start_min, bounds.start_max, bounds.end_min, bounds.end_max):
            assert instant is None or -(2**63) < instant < 2**63
    assert contains(date.bounds, date.strict)


@given(ANY)
def test_padding_comes_only_from_marks_and_significant_digits(text: str) -> None:
    date = parse(text)
    marked = date.approximate or date.uncertain
    assert marked == bool(re.search("[?~%]", text))
    if not marked and "S" not in text:
        assert date.bounds == date.strict


@given(st.dates())
def test_days_agree_with_datetime(day: dt.date) -> None:
    low = int(dt.datetime(day.year, day.month, day.day, tzinfo=dt.UTC).timestamp())
    assert parse(day.isoformat()).bounds == Bounds(low, low + 86_399, low, low + 86_399)
    assert window(day.isoformat()) == (low, low + 86_400)


OFFSETS = st.integers(-12 * 60, 14 * 60).map(lambda min: dt.timezone(dt.timedelta(minutes=min)))


@given(st.datetimes(dt.datetime(2, 1, 1), dt.datetime(9998, 12, 31), timezones=OFFSETS))
def test_times_agree_with_datetime(moment: dt.datetime) -> None:
    moment = moment.replace(microsecond=0)
    instant = int((moment - dt.datetime(1970, 1, 1, tzinfo=dt.UTC)).total_seconds())
    assert parse(moment.isoformat()).bounds == Bounds(instant, instant, instant, instant)


@given(YEARS.filter(lambda year: "X" not in year), st.integers(1, 12))
def test_months_fill_their_year(year: str, month: int) -> None:
    whole = parse(year).bounds
    part = parse(f"{year}-{month:02}").bounds
    assert contains(whole, part)
    number = int(year)
    following = (number, month + 1) if month < 12 else (number + 1, 1)
    assert part.end_max == seconds(*following) - 1


@given(MASKED)
def test_an_open_digit_covers_every_digit(text: str) -> None:
    wide = parse(text).strict
    narrower = [text[::-1].replace("X", digit, 1)[::-1] for digit in "0123456789"]
    dates = [parse(narrow) for narrow in narrower if is_date(narrow)]
    assert all(contains(wide, date.strict) for date in dates)
    assert wide.start_min == min(date.strict.start_min or 0 for date in dates)
    assert wide.end_max == max(date.strict.end_max or 0 for date in dates)


@given(st.lists(ANY, max_size=8))
def test_order_is_total_and_does_not_depend_on_the_start(texts: list[str]) -> None:
    dates = [parse(text) for text in texts]
    keys = sorted(sort_key(date) for date in dates)
    assert keys == sorted(sort_key(date) for date in reversed(dates))
    assert len(set(keys)) == len(set(texts))


A_DAY = re.compile(rf"\b[0-9]{{1,2}} (?:{'|'.join(MONTHS)})|(?:{'|'.join(MONTHS)}) [0-9]{{1,2}}\b")


def names_a_day(text: str) -> bool:
    return bool(re.search(r"[0-9X][?~%]*-[?~%]*[0-9X]{2}[?~%]*-[?~%]*[0-9X]{2}", text))


@given(ANY)
def test_words_are_never_finer_than_the_source(text: str) -> None:
    date = parse(text)
    words = say(date)
    assert words.strip() == words
    assert "X" not in words
    if not names_a_day(text):
        assert not A_DAY.search(words)
        assert " day" not in words
        assert precision(date) not in ("to the day", "to the second")
    if not re.search(r"-[?~%]*(?:[0-9X]{2})", text):
        assert not any(month in words for month in MONTHS)


@given(ANY)
def test_words_tell_of_every_reserve(text: str) -> None:
    date = parse(text)
    words = say(date)
    if date.approximate:
        assert "about" in words or "roughly" in words or "approximate" in words
    assert date.uncertain == ("uncertain" in words)


@given(st.text(max_size=40) | st.text("0123456789X-/.,?~%[]{}TYES:+Z ", max_size=30))
def test_any_text_is_a_date_or_an_input_problem(text: str) -> None:
    try:
        date = parse(text)
    except InputProblem:
        return
    assert date.text == text
    assert say(date)
    assert precision(date)
