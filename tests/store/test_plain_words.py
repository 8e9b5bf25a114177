"""Patterns mark in plain text just what full text marks there."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.store.plain_words import PlainWords, Spans, places_with
from explorer.store.schema import TOKENIZER
from explorer.store.terms import full_text, terms
from explorer.store.wording import Wording

WORDS = ("ja", "Jade", "JAPAN", "a", "b", "u.s", "a-a", "3", "_a_", "x", "é", "café")
texts = st.lists(st.sampled_from((*WORDS, "…", "\n", "a.a")), max_size=8).map(" ".join)


@pytest.fixture(scope="module")
def shelf() -> Iterator[sqlite3.Connection]:
    raw = sqlite3.connect(":memory:")
    raw.execute(f"CREATE VIRTUAL TABLE shelf USING fts5 (one, other, tokenize='{TOKENIZER}')")
    yield raw
    raw.close()


@pytest.fixture(scope="module")
def wording() -> Iterator[Wording]:
    found = Wording()
    yield found
    found.close()


def by_full_text(
    raw: sqlite3.Connection, pair: tuple[str, str], match: str
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return what FTS5 puts between brackets, of which the texts have none."""
    raw.execute("DELETE FROM shelf")
    raw.execute("INSERT INTO shelf VALUES (?, ?)", pair)
    marks = ", ".join(f"highlight(shelf, {n}, '[', ']')" for n in range(2))
    row = raw.execute(f"SELECT {marks} FROM shelf WHERE shelf MATCH ?", (match,)).fetchone()
    one, other = map(in_brackets, row or ("", ""))
    return one, other


def in_brackets(text: str) -> list[tuple[int, int]]:
    starts = [at for at, letter in enumerate(text.replace("]", "")) if letter == "["]
    ends = [at for at, letter in enumerate(text.replace("[", "")) if letter == "]"]
    return [(low - n, high - n) for n, (low, high) in enumerate(zip(starts, ends, strict=True))]


def as_lists(found: tuple[Spans, Spans]) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    return list(found[0]), list(found[1])


@given(
    st.lists(st.sampled_from((*WORDS, '"a a"', '"a b ja"', '"ja')), min_size=1),
    st.lists(st.tuples(texts, texts)),
)
def test_places_are_those_of_full_text(
    shelf: sqlite3.Connection, wording: Wording, words: list[str], pairs: list[tuple[str, str]]
) -> None:
    wanted = terms(" ".join(words))
    match = full_text(wanted)
    assert match is not None
    expected = [by_full_text(shelf, pair, match) for pair in pairs]
    assert [as_lists(found) for found in wording.places(pairs, wanted)] == expected


@given(st.sampled_from(("a a", "a b", "ja", "j", "u.s", "3 a")), st.lists(st.tuples(texts, texts)))
def test_no_text_that_may_hold_words_is_left_out(
    shelf: sqlite3.Connection, wording: Wording, words: str, pairs: list[tuple[str, str]]
) -> None:
    (term,) = terms(words.replace(" ", "-"))
    assert term.match is not None
    kept = places_with(pairs, wording.cut(term.text))
    for place, pair in enumerate(pairs):
        if by_full_text(shelf, pair, term.match) != ([], []):
            assert place in kept


def test_a_pattern_sifts_plain_texts() -> None:
    pairs = [("the harbour", ""), ("a harbor", ""), ("", "Harbour"), ("…", ""), ("xharbour", "")]
    assert places_with(pairs, ["harb", "our"]) == [3]
    assert places_with(pairs, ["harbou"]) == [0, 2, 3]


def test_what_overlaps_is_one_place() -> None:
    words = PlainWords([(("a", "a"), False), (("b",), True)])
    assert as_lists(words.places(("a a a bc", "c"))) == ([(0, 5), (6, 8)], [])
    assert as_lists(words.places(("a a", "c"))) == ([], [])
