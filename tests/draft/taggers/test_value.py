"""What a tagger gives is held against the text before anything is made of it."""

from __future__ import annotations

import itertools

from hypothesis import given
from hypothesis import strategies as st

from explorer.draft.taggers.quotes import places
from explorer.draft.taggers.value import Tagged, TaggedName, checked

TEXTS = ["Anna met the Bank of Oslo.", ""]


def test_what_holds_is_kept_and_the_rest_is_counted() -> None:
    bank, inside = TaggedName(0, 13, 25, "organisation"), TaggedName(0, 21, 25, "place")
    bad = (
        TaggedName(0, 20, 99, "place"),
        TaggedName(0, 4, 5, "place"),
        TaggedName(0, 5, 5, "place"),
        TaggedName(1, 0, 1, "place"),
        TaggedName(7, 0, 1, "place"),
        TaggedName(-1, 0, 1, "place"),
        TaggedName(0, 0, 4, "wizard"),
    )
    found = checked(Tagged("t", (inside, *bad, bank), dropped=2), TEXTS)
    assert found == Tagged("t", (bank,), dropped=2 + len(bad))


NUMBERS = st.integers(-2, 40)
NAMES = st.builds(TaggedName, NUMBERS, NUMBERS, NUMBERS, st.sampled_from(["person", "x"]))


@given(st.lists(NAMES))
def test_spans_that_are_kept_lie_in_the_text_and_apart(names: list[TaggedName]) -> None:
    kept = checked(Tagged("t", tuple(names)), TEXTS).names
    ends = [(n.paragraph, n.start, n.end) for n in kept]
    assert all(0 <= a < b <= len(TEXTS[p]) for p, a, b in ends)
    assert all(x[0] < y[0] or x[2] <= y[1] for x, y in itertools.pairwise(ends))


def test_a_quote_is_found_wherever_it_stands_as_words() -> None:
    text = "US troops in the USSR; the US and Russia. RUS."
    assert list(places("US", text)) == [(0, 2), (27, 29)]
    assert list(places("US.", "the US.")) == [(4, 7)]
    assert list(places("us", text)) == []
    assert list(places("", text)) == list(places("  ", text)) == []


@given(st.text("ab ’'", max_size=30), st.text("ab ’'", max_size=4))
def test_a_place_is_the_quote_letter_for_letter(text: str, quote: str) -> None:
    assert all(text[start:end] == quote for start, end in places(quote, text))
