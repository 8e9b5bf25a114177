"""Words are known again whatever their case, marks and spacing; sentences are cut one way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from explorer.store.tellings import fingerprint, sentence_around

TEXT = "The U.S. Army left. “Who stays?” asked Ann Lee. Nobody did; J. Doe left, too! 東京。次の文"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("Army", "The U.S. Army left"),
        ("stays", "“Who stays"),
        ("asked", "asked Ann Lee"),
        ("Doe", "Nobody did; J. Doe left, too"),
        ("Lee. Nobody", "asked Ann Lee. Nobody did; J. Doe left, too"),
        ("次", "次の文"),
    ],
)
def test_the_sentence_of_words(words: str, sentence: str) -> None:
    start = TEXT.index(words)
    assert sentence_around(TEXT, start, start + len(words)) == sentence


@given(st.text(max_size=60), st.data())
def test_a_sentence_holds_its_words(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    assert text[start:end].strip(" \n.!?。！？") in sentence_around(text, start, end)


def test_words_are_the_same_without_case_marks_and_spacing() -> None:
    said = fingerprint("Ministers met in Lima, on Monday")
    assert said == fingerprint("MINISTERS met\nin  Lima on “Monday”")
    assert said != fingerprint("Ministers met in Lima on Tuesday")
    assert fingerprint("On Monday, they met") is None  # said of many things
