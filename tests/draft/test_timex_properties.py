"""What holds of the tagger on any text."""

from __future__ import annotations

import string

from hypothesis import example, given
from hypothesis import strategies as st

from explorer.domain.dates import parse
from explorer.draft.dates.words import LEXICON
from explorer.draft.timex import tag

_PIECES = st.one_of(
    st.sampled_from(sorted(LEXICON)),
    st.integers(0, 2300).map(str),
    st.integers(1, 40).map(lambda number: f"{number}th"),
    st.sampled_from(
        [
            "1990s",
            "'80s",
            "12:30",
            "2005-02-30",
            "2005-13-40",
            "24:00",
            "3/14/2015",
            "\n\n",
            "war",
            "Rome",
        ]
    ),
)
_TEXTS = st.lists(_PIECES, max_size=30).map(" ".join)
_ANCHORS = st.sampled_from([None, "2024", "2024-02", "2024-02-29", "0001-01-01", "-0043-03-15"])


@given(st.one_of(_TEXTS, st.text(max_size=200)), _ANCHORS)
@example("0² and 3²th of 19²0s", None)  # digits that are no numbers
def test_words_stand_where_the_offsets_say(text: str, anchor: str | None) -> None:
    end = 0
    for found in tag(text, anchor):
        assert text[found.start : found.end] == found.words
        assert end <= found.start < found.end
        end = found.end
        assert found.edtf_start <= found.start
        assert found.end <= found.edtf_end


@given(_TEXTS, _ANCHORS)
def test_every_date_is_edtf(text: str, anchor: str | None) -> None:
    for found in tag(text, anchor):
        if found.edtf is not None:
            assert parse(found.edtf).text == found.edtf
            assert found.type in {"DATE", "TIME"}
        if found.anchor is not None:
            parse(found.anchor)


@given(_TEXTS, _ANCHORS)
def test_the_same_text_gives_the_same(text: str, anchor: str | None) -> None:
    assert tag(text, anchor) == tag(text, anchor)


_NO_DIGITS = st.text(alphabet=string.ascii_letters + " .,;'-\n", max_size=300)


@given(_NO_DIGITS.filter(lambda text: "thousand" not in text.lower()))
def test_no_date_comes_from_letters_alone(text: str) -> None:
    assert all(found.edtf is None for found in tag(text))


@given(st.lists(st.sampled_from(sorted(word for word in LEXICON if word.isalpha())), max_size=25))
def test_no_number_no_day(words: list[str]) -> None:
    """Without a year in figures and without an anchor only a year spelt out gives a date."""
    text = " ".join(words)
    for found in tag(text):
        assert found.edtf is None or _names_a_year(text[: found.end])


_SPELT = ("teen", "twent", "thousand", "ties", "hundred", "eleven", "twelve", "ten", "centur")


def _names_a_year(words: str) -> bool:
    return any(part in words.lower() for part in _SPELT)
