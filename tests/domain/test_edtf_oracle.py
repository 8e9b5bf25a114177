"""The grammar against the `edtf` library, an independent implementation.

Only what `edtf` 5.0.2 gets right is asked of it: `strict` days of level 0 strings in
years from 1, and of the level 1 and 2 forms named below.
"""

from __future__ import annotations

import datetime as dt
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from explorer.domain.calendar import DAY_S, civil_from_days
from explorer.domain.dates import parse

edtf = pytest.importorskip("edtf")


def days_here(text: str) -> tuple[tuple[int, int, int], ...]:
    strict = parse(text).strict
    assert strict.start_min is not None
    assert strict.end_max is not None
    return civil_from_days(strict.start_min // DAY_S), civil_from_days(strict.end_max // DAY_S)


def days_there(text: str) -> tuple[tuple[int, int, int], ...]:
    found = edtf.parse_edtf(text)
    return tuple(found.lower_strict()[:3]), tuple(found.upper_strict()[:3])


def cut(day: dt.date, length: int) -> str:
    return day.isoformat()[:length]


LEVEL_0 = st.builds(cut, st.dates(), st.sampled_from([4, 7, 10]))


@settings(max_examples=40, deadline=None)
@given(LEVEL_0)
def test_level_0_dates(text: str) -> None:
    assert days_here(text) == days_there(text)


@settings(max_examples=15, deadline=None)
@given(st.dates(), st.dates(), st.sampled_from([4, 7, 10]), st.sampled_from([4, 7, 10]))
def test_level_0_intervals(one: dt.date, other: dt.date, from_: int, to: int) -> None:
    text = f"{cut(min(one, other), from_)}/{cut(max(one, other), to)}"
    assert days_here(text) == days_there(text)


@pytest.mark.parametrize(
    "text",
    [
        *("156X-12-25", "15XX-12", "1999-XX", "1999-02-XX", "-01XX", "2001-21", "2001-34"),
        *("[1667,1668,1670..1672]", "{1960,1961-12}", "Y-17E7", "2004?-06-~11", "1950S2"),
        *("Y170000002", "2004-06-~01/2004-06-~20", "-1985", "0000"),
    ],
)
def test_levels_1_and_2(text: str) -> None:
    assert days_here(text) == days_there(text)


def shared_table(name: str) -> list[list[str]]:
    """Return a table's rows below its head, or skip: the corpora lie beside the checkout."""
    root = os.environ.get("SOURCELINE_SHARED") or Path(__file__).parents[3] / "shared"
    path = Path(root) / "corpora" / "edtf" / name
    if not path.exists():
        pytest.skip(f"{name} is not here; SOURCELINE_SHARED names the folder that has it")
    return [line.split("\t") for line in path.read_text(encoding="utf-8").splitlines()[1:]]


def test_every_example_of_the_specification() -> None:
    for text, level, *_ in shared_table("edtf_loc_examples.tsv"):
        date = parse(text)
        assert date.text == text
        assert date.level == int(level) or text == "2004-06-11%"  # listed at both 1 and 2


# The library ends winter with its year and an unknown end after ten years, and gives a
# date without a year the years 0 to 9999.
DIFFERENT = {"2010-24", "/2006", "2004-06-01/", "1984-06-02?/", "XXXX-XX-23"}


def test_every_strict_bound_of_the_library() -> None:
    for text, _, low, high, *_ in shared_table("edtf_bounds_python_edtf.tsv"):
        strict = parse(text).strict
        assert text in DIFFERENT or (
            named(strict.start_min, "-inf"),
            named(strict.end_max, "inf"),
        ) == (low, high)


def named(instant_s: int | None, open_word: str) -> str:
    if instant_s is None:
        return open_word
    year, month, day = civil_from_days(instant_s // DAY_S)
    return f"{'-' if year < 0 else ''}{abs(year):04}-{month:02}-{day:02}"
