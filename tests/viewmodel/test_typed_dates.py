"""What people type into a date field, and how it is understood; never finer than typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.app.reader import DraftingReader
from explorer.domain.dates import parse
from explorer.viewmodel.editing.dating import UNDATED, understood
from explorer.viewmodel.editing.reader import NoReader

READER = DraftingReader()


@pytest.mark.parametrize(
    ("typed", "edtf"),
    [
        ("2024-07-28", "2024-07-28"),
        (" 1984~ ", "1984~"),
        ("2022/..", "2022/.."),
        ("2024-7-28", "2024-07-28"),
        ("2024/07/28", "2024-07-28"),
        ("28.7.2024", "2024-07-28"),
        ("7/28/2024", "2024-07-28"),
        ("28/7/2024", "2024-07-28"),
        ("5/5/2024", "2024-05-05"),
        ("7/2024", "2024-07"),
        ("28 July 2024", "2024-07-28"),
        ("July 28, 2024", "2024-07-28"),
        ("july 2024", "2024-07"),
        ("about 1984", "1984~"),
        ("c. 1900", "1900~"),
        ("the 1990s", "199X"),
        ("since 1951", "1951/.."),
        ("until 2025", "../2025"),
        ("from 1914 to 1918", "1914/1918"),
        ("July 2024 to 2025-03", "2024-07/2025-03"),
        ("July 2024?", "2024-07?"),
        ("summer 2023", "2023-22"),
    ],
)
def test_what_people_type_becomes_edtf(typed: str, edtf: str) -> None:
    found = understood(typed, READER)
    assert (found.edtf, found.problem) == (edtf, "")
    assert found.said is None


def test_an_empty_field_is_undated() -> None:
    assert understood("  ", READER).words == UNDATED
    assert understood("", READER).edtf is None


def test_a_relative_date_counts_from_the_publication_and_keeps_its_words() -> None:
    found = understood("last month", READER, "2024-07-30")
    assert (found.edtf, found.said, found.anchor) == ("2024-06", "last month", "2024-07-30")
    assert found.words == "June 2024, to the month"


def test_without_a_publication_a_relative_date_is_none() -> None:
    found = understood("last month", READER)
    assert found.edtf is None
    assert found.problem


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("12/05/2024", "12 May or 5 December? Write 2024-05-12 or 2024-12-05."),
        ("in July 2024 in Tokyo", "only “July 2024” is a date: 2024-07"),
        ("2024-13", "no month 13"),
        ("31.2.2024", "Write it like 2024-07-28"),
        ("soonish", "empty is undated"),
        ("since soonish", "empty is undated"),
    ],
)
def test_what_is_no_date_says_what_to_do(typed: str, says: str) -> None:
    found = understood(typed, READER)
    assert says in found.problem
    assert found.edtf is None


def test_edtf_needs_no_reader() -> None:
    assert understood("2024-07", NoReader()).edtf == "2024-07"
    assert understood("28 July 2024", NoReader()).problem


@given(st.text(max_size=24))
def test_any_text_is_a_date_or_a_problem_in_one_line(typed: str) -> None:
    found = understood(typed, READER, "2024-07-30")
    assert "\n" not in found.problem
    if found.edtf is not None:
        assert parse(found.edtf).text == found.edtf
        assert not found.problem
    elif typed.strip():
        assert found.problem
