"""What each kind of time expression says: its span, type, value and date."""

from __future__ import annotations

import pytest

from explorer.draft.timex import TimeExpression, tag, tag_all
from explorer.errors import InputProblem


def only(text: str, anchor: str | None = None) -> TimeExpression:
    found = tag(text, anchor)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "words", "value", "edtf"),
    [
        ("On September 1, 1939, they", "September 1, 1939", "1939-09-01", "1939-09-01"),
        ("on 1 July 1916, the first", "1 July 1916", "1916-07-01", "1916-07-01"),
        ("on the 3rd of March, 1918.", "the 3rd of March, 1918", "1918-03-03", "1918-03-03"),
        ("It ended in March 1940 there.", "March 1940", "1940-03", "1940-03"),
        ("in February of 1940.", "February of 1940", "1940-02", "1940-02"),
        ("In Feb. 1940 it fell.", "Feb. 1940", "1940-02", "1940-02"),
        ("It fell in 1940.", "1940", "1940", "1940"),
        ("in the year 1940.", "the year 1940", "1940", "1940"),
        ("in the summer of 1943.", "the summer of 1943", "1943-SU", "1943-22"),
        ("in winter 1943.", "winter 1943", "1943-WI", "1943-24"),
        ("in the fall of 1943.", "the fall of 1943", "1943-FA", "1943-23"),
        ("in the late 1990s.", "the late 1990s", "199", "199X"),
        ("in the 1800s.", "the 1800s", "18", "18XX"),
        ("in the '80s.", "the '80s", "198", "198X"),
        ("in the nineties.", "the nineties", "199", "199X"),
        ("in the 19th century.", "the 19th century", "18", "18XX"),
        ("in the early 21st century.", "the early 21st century", "20", "20XX"),
        ("in the 5th century BC.", "the 5th century BC", "BC04", "[-0499..-0400]"),
        ("in the 480s BC.", "the 480s BC", "BC048", "[-0488..-0479]"),
        ("in 264 BC.", "264 BC", "BC0264", "-0263"),
        ("in April 480 BC.", "April 480 BC", "BC0480-04", "-0479-04"),
        ("in early March 1941.", "early March 1941", "1941-03", "1941-03"),
        ("in mid-June 1944.", "mid-June 1944", "1944-06", "1944-06"),
        ("at the end of 1944.", "the end of 1944", "1944", "1944"),
        ("in the second half of 2008.", "the second half of 2008", "2008-H2", "2008-41"),
        ("in the third quarter of 2008.", "the third quarter of 2008", "2008-Q3", "2008-35"),
        ("in Q3 2008.", "Q3 2008", "2008-Q3", "2008-35"),
        ("in fiscal 2008.", "fiscal 2008", "2008", "2008~"),
        ("in FY2008.", "FY2008", "2008", "2008~"),
        ("at Christmas 1963.", "Christmas 1963", "1963-12-25", "1963-12-25"),
        ("on 2005-04-13.", "2005-04-13", "2005-04-13", "2005-04-13"),
        ("on 4/13/2005.", "4/13/2005", "2005-04-13", "2005-04-13"),
        ("on 13/4/2005.", "13/4/2005", "2005-04-13", "2005-04-13"),
        ("the night of 20 June 1791.", "the night of 20 June 1791", "1791-06-20TNI", "1791-06-20"),
        ("in nineteen ninety-six.", "nineteen ninety-six", "1996", "1996"),
        ("at 9 p.m., May 19, 2003.", "9 p.m., May 19, 2003", "2003-05-19T21:00", "2003-05-19"),
    ],
)  # fmt: skip
def test_a_date_that_stands_by_itself(text: str, words: str, value: str, edtf: str) -> None:
    found = only(text)
    assert (found.words, found.value, found.edtf, found.anchor) == (words, value, edtf, None)


@pytest.mark.parametrize(
    ("text", "words", "value", "edtf"),
    [
        ("He came last month.", "last month", "2024-02", "2024-02"),
        ("He came last year.", "last year", "2023", "2023"),
        ("It begins next year.", "next year", "2025", "2025"),
        ("He came yesterday.", "yesterday", "2024-03-14", "2024-03-14"),
        ("the day before yesterday.", "the day before yesterday", "2024-03-13", "2024-03-13"),
        ("He came last night.", "last night", "2024-03-14TNI", "2024-03-14"),
        ("He came on Monday.", "Monday", "2024-03-11", "2024-03-11"),
        ("He came on Friday.", "Friday", "2024-03-15", "2024-03-15"),
        ("He will come on Monday.", "Monday", "2024-03-18", "2024-03-18"),
        ("He came in December.", "December", "2023-12", "2023-12"),
        ("He will come in December.", "December", "2024-12", "2024-12"),
        ("He came last June.", "last June", "2023-06", "2023-06"),
        ("It opens this September.", "this September", "2024-09", "2024-09"),
        ("It closed last week.", "last week", "2024-W10", "[2024-03-04..2024-03-10]"),
        ("It closed two years ago.", "two years ago", "2022", "2022"),
        ("It closed five days ago.", "five days ago", "2024-03-10", "2024-03-10"),
        ("It opened in June last year.", "June last year", "2023-06", "2023-06"),
        ("In the third quarter it was lower.", "the third quarter", "2023-Q3", "2023-35"),
    ],
)
def test_a_relative_date_counts_from_the_publication(
    text: str, words: str, value: str, edtf: str
) -> None:
    found = only(text, "2024-03-15")
    assert (found.words, found.value, found.edtf) == (words, value, edtf)
    assert found.anchor == "2024-03-15"


@pytest.mark.parametrize(
    ("words", "value", "edtf"),
    [
        ("three days later", "1940-06-13", "1940-06-13"),
        ("the same day", "1940-06-10", "1940-06-10"),
        ("the next day", "1940-06-11", "1940-06-11"),
        ("the following month", "1940-07", "1940-07"),
        ("that year", "1940", "1940"),
        ("two years earlier", "1938", "1938"),
        ("later that month", "1940-06", "1940-06"),
        ("the end of the year", "1940", "1940"),
        ("that afternoon", "1940-06-10TAF", "1940-06-10"),
        ("July 14", "1940-07-14", "1940-07-14"),
        ("September", "1940-09", "1940-09"),
        ("August of that year", "1940-08", "1940-08"),
        ("11 a.m.", "1940-06-10T11:00", "1940-06-10"),
    ],
)
def test_a_relative_date_counts_from_the_last_date_told(words: str, value: str, edtf: str) -> None:
    _, found = tag(f"On June 10, 1940 Italy declared war. More came {words}.")
    assert (found.words, found.value, found.edtf) == (words, value, edtf)
    assert found.anchor == "1940-06-10"


def test_january_after_december_is_the_next_one() -> None:
    found = tag("On December 7, 1941 Japan attacked. In January it went on.")
    assert found[1].edtf == "1942-01"


@pytest.mark.parametrize(
    "words",
    ["last month", "yesterday", "three days later", "the same day", "on Friday", "in September",
     "two years ago", "recently", "that year", "by the end of the year", "this week", "tonight",
     "on the 20th", "at 11 a.m.", "the following decade", "next summer"],
)  # fmt: skip
def test_without_an_anchor_a_relative_date_stays_words(words: str) -> None:
    (found,) = tag(f"It happened {words}.")
    assert found.words in words
    assert (found.edtf, found.anchor) == (None, None)


def test_a_coarse_anchor_gives_no_day() -> None:
    told = tag("In 1951 it began. Three days later it was over.")
    assert told[1].edtf is None
    assert tag("It ended yesterday.", "2024")[0].edtf is None
    assert tag("It ended last year.", "2024")[0].edtf == "2023"
    assert tag("It ended last year.", "2024~")[0].edtf is None


@pytest.mark.parametrize(
    "words", ["recently", "now", "currently", "in the future", "in the past", "these days"]
)
def test_a_vague_word_is_never_a_day(words: str) -> None:
    found = only(f"They did so {words}.", "2024-03-15")
    assert found.edtf is None
    assert found.value in {"PAST_REF", "PRESENT_REF", "FUTURE_REF"}


@pytest.mark.parametrize(
    ("text", "words", "kind", "value"),
    [
        ("It lasted two months.", "two months", "DURATION", "P2M"),
        ("It took a few days.", "a few days", "DURATION", "PXD"),
        ("It took more than three years.", "more than three years", "DURATION", "P3Y"),
        ("a three-day battle", "three-day", "DURATION", "P3D"),
        ("It took half an hour.", "half an hour", "DURATION", "PT30M"),
        ("two and a half years", "two and a half years", "DURATION", "P2.5Y"),
        ("for decades", "decades", "DURATION", "PXDE"),
        ("He is 64 years old.", "64 years old", "DURATION", "P64Y"),
        ("in the past year", "the past year", "DURATION", "P1Y"),
        ("for the next two weeks", "the next two weeks", "DURATION", "P2W"),
        ("It comes every day.", "every day", "SET", "XXXX-XX-XX"),
        ("It comes every Tuesday.", "every Tuesday", "SET", "XXXX-WXX-2"),
        ("It comes twice a week.", "twice a week", "SET", "P1W"),
        ("It comes annually.", "annually", "SET", "XXXX"),
        ("10,000 per day", "per day", "SET", "P1D"),
    ],
)
def test_lengths_and_sets_are_no_dates(text: str, words: str, kind: str, value: str) -> None:
    found = only(text, "2024-03-15")
    assert (found.words, found.type, found.value, found.edtf) == (words, kind, value, None)


@pytest.mark.parametrize(
    ("text", "phrase", "edtf"),
    [
        ("They trained since 1951.", "since 1951", "1951/.."),
        ("It held until June 1953.", "until June 1953", "../1953-06"),
        ("He was done by March 1940.", "by March 1940", "[..1940-03]"),
        ("He came before 1940.", "before 1940", "[..1940]"),
        ("He came after 1940.", "after 1940", "[1940..]"),
        ("He came about 1850.", "about 1850", "1850~"),
        ("He was born c. 1850.", "c. 1850", "1850~"),
        ("from 1914 to 1918", "from 1914 to 1918", "1914/1918"),
        ("the war (1914–1918)", "1914–1918", "1914/1918"),
        ("in 1917-18", "1917-18", "1917/1918"),
        ("between 1914 and 1918", "between 1914 and 1918", "[1914..1918]"),
        ("on 6-7 January 1916", "6-7 January 1916", "1916-01-06/1916-01-07"),
        ("(26 June - 4 August 1952)", "26 June - 4 August 1952", "1952-06-26/1952-08-04"),
        ("(26 December - 4 January 1952)", "26 December - 4 January 1952", "1951-12-26/1952-01-04"),
        ("from the 1990s to March 2003", "from the 1990s to March 2003", "199X/2003-03"),
    ],
)  # fmt: skip
def test_words_beside_a_date_bend_it(text: str, phrase: str, edtf: str) -> None:
    found = tag(text)
    assert found
    for each in found:
        assert text[each.edtf_start : each.edtf_end] == phrase
        assert each.edtf == edtf


def test_by_the_end_of_the_year() -> None:
    found = only("It will be done by the end of the year.", "2024-03-15")
    assert (found.value, found.edtf, found.anchor) == ("2024", "[..2024]", "2024-03-15")


@pytest.mark.parametrize(
    "text",
    ["You may go. May I?", "They march on.", "The march to the sea", "2000 men fell.",
     "1500 troops marched", "It cost $1984.", "Room 1984", "Resolution 1483", "1984%",
     "3.1984 and 1,984", "A second thing.", "He fell. The fall of Saigon", "He will spring up",
     "the Prague Spring", "Operation Peace Spring", "version 1.2.3 of 24/7", "M16 and A320-200",
     "Mr. Augustus and April Smith", "three quarters of it", "the French Quarter",
     "all the time", "This time, he won."],
)  # fmt: skip
def test_false_friends_are_left_alone(text: str) -> None:
    assert tag(text, "2024-03-15") == ()


def test_a_day_of_no_calendar_has_no_date() -> None:
    assert all(each.edtf is None for each in tag("on 30 February 2001 or 2005-02-30"))


def test_a_day_and_month_that_could_be_swapped_give_the_year_only() -> None:
    assert only("on 3/4/2005").edtf == "2005"


def test_a_year_in_passing_does_not_carry_the_narrative_there() -> None:
    text = "On 5 May 1789 they met, as in 1614. On 17 June they swore."
    assert [each.edtf for each in tag(text)] == ["1789-05-05", "1614", "1789-06-17"]


def test_history_told_long_after_counts_from_what_it_tells() -> None:
    text = (
        "War began in 1914. In 1915 Italy joined. In 1916 the Somme was fought. "
        "On 6 April 1917 the United States declared war. In December Russia left."
    )
    assert tag(text, "2009-12-19")[-1].edtf == "1917-12"


def test_news_that_looks_back_still_counts_from_its_own_day() -> None:
    text = (
        "Monday, September 9, 2019. He died on Friday. Born in 1924, he was arrested in 1963 and "
        "ruled from 1980. The army moved on November 15, 2017 and he resigned on November 21."
    )
    dates = {each.words: each.edtf for each in tag(text, "2019-09-09")}
    assert dates["Friday"] == "2019-09-06"
    assert dates["November 21"] == "2017-11-21"


def test_the_last_date_runs_on_from_paragraph_to_paragraph() -> None:
    first, second = tag_all(["It began on 3 May 1940.", "Two days later it was over."])
    assert second[0].edtf == "1940-05-05"
    assert second[0].anchor == first[0].edtf


def test_no_expression_runs_across_an_empty_line() -> None:
    assert [each.words for each in tag("in May\n\n1940 came")] == ["May", "1940"]


def test_a_wrapped_line_is_one_expression() -> None:
    assert only("on 5 May\n1940.").words == "5 May\n1940"


def test_offsets_count_code_points() -> None:
    text = "𝔘𝔫𝔦 — in 1940"
    found = only(text)
    assert text[found.start : found.end] == "1940"


def test_an_anchor_that_is_no_date_is_refused() -> None:
    with pytest.raises(InputProblem):
        tag("yesterday", "last week")
