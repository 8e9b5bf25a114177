"""Cells of date columns: the precision they have, and never one they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.domain import dates as edtf
from explorer.ingest.tables.dates import (
    BadDate,
    DateStyle,
    DayOrder,
    column_style,
    is_ambiguous,
    is_blank,
    joined,
    span,
    to_edtf,
)

DAY_FIRST = DateStyle(DayOrder.DAY_FIRST)
MONTH_FIRST = DateStyle(DayOrder.MONTH_FIRST)


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("20191024", "2019-10-24"),
        ("201910", "2019-10"),
        ("2019", "2019"),
        ("2019.0", "2019"),
        ("20191024.0", "2019-10-24"),
        ("20191024143000", "2019-10-24T14:30:00"),
        (" 2019-10-24 ", "2019-10-24"),
        ("2019-10", "2019-10"),
        ("2019/10/4", "2019-10-04"),
        ("2019.10.24", "2019-10-24"),
        ("2019-10-24T14:30:05Z", "2019-10-24T14:30:05Z"),
        ("2019-10-24 14:30:05", "2019-10-24T14:30:05"),
        ("2019-10-24 14:30:05.123", "2019-10-24T14:30:05"),
        ("2019-10-24T14:30:05+0200", "2019-10-24T14:30:05+02:00"),
        ("2019-10-24 14:30", "2019-10-24"),
        ("24 October 2019", "2019-10-24"),
        ("October 24, 2019", "2019-10-24"),
        ("Thursday, 24 Oct 2019", "2019-10-24"),
        ("24-Oct-2019", "2019-10-24"),
        ("Oct 2019", "2019-10"),
        ("25/12/2019", "2019-12-25"),
        ("12/25/2019", "2019-12-25"),
        ("05/05/2019", "2019-05-05"),
        ("1984~", "1984~"),
        ("2011/2015", "2011/2015"),
        ("2022-01/..", "2022-01/.."),
        ("-0043-03-15", "-0043-03-15"),
        ("156X-12-25", "156X-12-25"),
        ("03.04.2020", "2020-04-03"),
        ("3. Oktober 1990", "1990-10-03"),
        ("1er août 1914", "1914-08-01"),
        ("23 de febrero de 1981", "1981-02-23"),
        ("26 декабря 1991", "1991-12-26"),
        ("2024年7月28日", "2024-07-28"),
        ("2011年3月", "2011-03"),
        ("44 BC", "-0043"),
        ("1 BCE", "0000"),
        ("AD 476", "0476"),
        ("c. 1200", "1200~"),
        ("ca. 5 May 1930", "1930-05-05~"),
        ("1960s", "196X"),
        ("Summer 2024", "2024-22"),
        ("Q3 2024", "2024-35"),
        ("1939–1945", "1939/1945"),
        ("1939-1945", "1939/1945"),
        ("28–29 July 2024", "2024-07-28/2024-07-29"),
        ("July 28-29, 2024", "2024-07-28/2024-07-29"),
        ("28 June – 2 July 2024", "2024-06-28/2024-07-02"),
        ("2020-01-01 → 2020-01-05", "2020-01-01/2020-01-05"),
        ("2020-01-01--2020-01-05", "2020-01-01/2020-01-05"),
        ("2021-01-05 10:00am", "2021-01-05"),
        ("2021-01-05 10:00:07 pm", "2021-01-05T22:00:07"),
        ("January 5, 2021 10:00 AM → 11:00 AM", "2021-01-05"),
        ("5 May 2019, 10:00–11:30", "2019-05-05"),
        ("Tue Jan 05 10:00:00 +0000 2021", "2021-01-05T10:00:00+00:00"),
        ("Tue Jan  5 10:00:00 2021", "2021-01-05T10:00:00"),
        ("circa May 1920", "1920-05~"),
        ("c. 1890-1900", "1890~/1900"),
        ("5 May 2019, 14:30", "2019-05-05"),
        ("May 5, 2019 at 2:30:05 PM", "2019-05-05T14:30:05"),
        ("Tue, 05 Jan 2021 10:00:00 +0000", "2021-01-05T10:00:00+00:00"),
        ("2020-01-01 10:00:00+00", "2020-01-01T10:00:00+00:00"),
        ("2020-01-01 10:00 EST", "2020-01-01"),
        ("since 2001", "2001/.."),
        ("until June 2019", "../2019-06"),
        ("before 1800", "[..1800]"),
        ("after 5 May 2019", "[2019-05-05..]"),
        ("between 1990 and 1995", "[1990..1995]"),
        ("2019–present", "2019/.."),
        ("June 2019 to date", "2019-06/.."),
        ("10,000 BC", "-9999"),
        ("12000 BCE", "Y-11999"),
        ("15 March 44 BC", "-0043-03-15"),
        ("24 August AD 79", "0079-08-24"),
        ("3000–2500 BC", "-2999/-2499"),
        ("05/2019", "2019-05"),
        ("5.2019", "2019-05"),
        ("2019 May 5", "2019-05-05"),
        ("2020 Q1", "2020-33"),
        ("1890s", "189X"),
        ("the 1800s", "18XX"),
        ("2000s", "200X"),
        ("from 3 May 2020 to 4 May 2020", "2020-05-03/2020-05-04"),
    ],
)
def test_read(cell: str, expected: str) -> None:
    assert to_edtf(cell) == expected


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("03/04/2020", "the day or the month may come first"),
        ("3/4/20", "the century is not known"),
        ("20191324", "20191324"),
        ("2019-02-30", "2019-02-30"),
        ("31 February 2019", "31 February 2019"),
        ("yesterday", "not a date"),
        ("45321", "45321"),
        ("1657041386", "1657041386"),
        ("2019-10-24 25:00:00", "25:00:00"),
        ("=1+1", "not a date"),
        ("45501", "as spreadsheets count them"),
        ("28-Jul-24", "the century is not known"),
        ("0 BC", "not a date"),
        ("19th century", "not a date"),
        ("early 2024", "not a date"),
        ("1945–1939", "before the start"),
        ("2020-01-01 10:00:00 EST", "several time zones"),
        ("13/2019", "no month 13"),
        ("present", "not a date"),
        ("after lunch", "not a date"),
    ],
)
def test_refused(cell: str, reason: str) -> None:
    with pytest.raises(BadDate, match=reason):
        to_edtf(cell)


def test_a_column_tells_which_number_is_the_day() -> None:
    assert column_style(["03/04/2020", "25/04/2020"]) == DAY_FIRST
    assert column_style(["03/04/2020", "04/25/2020"]) == MONTH_FIRST
    assert column_style(["03/04/2020"]).order is DayOrder.UNKNOWN
    assert column_style(["28.07.2024", "07/28/2024"]) == MONTH_FIRST
    assert to_edtf("03.04.2020", MONTH_FIRST) == "2020-04-03"
    with pytest.raises(BadDate, match="some dates have the day first"):
        column_style(["25/04/2020", "04/25/2020"])
    assert to_edtf("03/04/2020", DAY_FIRST) == "2020-04-03"
    assert to_edtf("03/04/2020", MONTH_FIRST) == "2020-03-04"
    assert to_edtf("3.4.2020 2:05:09 PM", DAY_FIRST) == "2020-04-03T14:05:09"
    with pytest.raises(BadDate):
        to_edtf("04/25/2020", DAY_FIRST)


def test_the_ends_of_a_range_tell_which_number_is_the_day_too() -> None:
    assert column_style(["03/04/2020 - 25/04/2020"]) == DAY_FIRST
    assert is_ambiguous("03/04/2020 - 05/04/2020")
    assert not is_ambiguous("2020-03-04 - 2020-04-05")


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("3/14/20", "2020-03-14"),
        ("14-Mar-20", "2020-03-14"),
        ("14.3.20 - 16.3.20", "2020-03-14/2020-03-16"),
        ("3/14/20 10:30", "2020-03-14"),
        ("14 Mar 2020", "2020-03-14"),
        ("2020-03-14", "2020-03-14"),
    ],
)
def test_a_person_says_the_century(cell: str, expected: str) -> None:
    order = DayOrder.MONTH_FIRST if cell[1] == "/" else DayOrder.DAY_FIRST
    assert to_edtf(cell, DateStyle(order, century="20")) == expected


def test_no_century_is_put_where_the_year_may_stand_first() -> None:
    with pytest.raises(BadDate):
        to_edtf("20-03-14", DateStyle(DayOrder.DAY_FIRST, century="20"))


def test_a_column_of_midnights_is_a_column_of_days() -> None:
    days = column_style(["2017-07-31 00:00:00.000", "2017-08-01 00:00:00.000"])
    assert to_edtf("2017-07-31 00:00:00.000", days) == "2017-07-31"
    times = column_style(["2017-07-31 00:00:00", "2017-08-01 09:30:00"])
    assert to_edtf("2017-07-31 00:00:00", times) == "2017-07-31T00:00:00"


def test_years_months_and_days_in_columns_of_their_own() -> None:
    assert joined("1999", "7", "3") == "1999-07-03"
    assert joined("1999.0", "July", "0") == "1999-07"
    assert joined("1999", "0", "0") == "1999"
    assert joined("-43", "3", "15") == "-0043-03-15"
    assert joined("", "", "") is None
    for wrong in (("1999", "", "3"), ("1999", "13", "1"), ("x", "1", "1")):
        with pytest.raises(BadDate):
            joined(*wrong)


def test_a_start_and_an_end() -> None:
    assert span("2019-10-24", "2019-10-26") == "2019-10-24/2019-10-26"
    assert span("2019-10-24", "2019-10-24") == "2019-10-24"
    assert span("2019", "2019-11") == "2019/2019-11"
    assert span("2019-10-24T10:00:00", "2019-10-24T12:00:00") == "2019-10-24"
    assert span("2019-10-24T10:00:00", "2019-10-25T12:00:00") == "2019-10-24/2019-10-25"
    with pytest.raises(BadDate, match="before the start"):
        span("2019-10-24", "2019-10-23")


@pytest.mark.parametrize("cell", ["", " ", "N/A", "null", "-", "NaN"])
def test_blank(cell: str) -> None:
    assert is_blank(cell)


@given(st.text(max_size=30))
def test_whatever_stands_in_a_cell_is_a_date_or_refused(cell: str) -> None:
    try:
        found = to_edtf(cell, DAY_FIRST)
    except BadDate:
        return
    assert edtf.parse(found).text == found
