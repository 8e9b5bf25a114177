"""The grammar: the same sentence reads the same everywhere, and always as a tree."""

from __future__ import annotations

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from explorer.draft.syntax.model import Grammar, Syntax, grammar
from explorer.draft.syntax.tree import tree_of
from explorer.draft.text import tokens_of

SENTENCE = "The ministers signed a treaty with Norway on Monday ."
WORDS = st.lists(st.text("abcdefgh.,'’-ÅéX3 ", min_size=1, max_size=9), min_size=1, max_size=30)


def _read(text: str) -> Syntax:
    return grammar().read([text.split()])[0]


def test_reads_a_plain_sentence() -> None:
    syntax = _read(SENTENCE)
    words = SENTENCE.split()
    signed = words.index("signed")
    assert syntax.tags[signed] == "VBD"
    assert syntax.heads[signed] == -1
    assert syntax.labels[words.index("ministers")] == "nsubj"
    assert syntax.heads[words.index("treaty")] == signed
    assert syntax.labels[words.index("treaty")] == "obj"


def test_tells_a_passive_from_an_active() -> None:
    words = ["The", "bridge", "was", "destroyed", "by", "the", "army", "."]
    syntax = grammar().read([words])[0]
    assert syntax.labels[words.index("bridge")] == "nsubj:pass"
    assert syntax.labels[words.index("was")] == "aux:pass"


def test_a_sentence_reads_the_same_alone_and_among_others() -> None:
    others = [SENTENCE.split()[: n % 9 + 1] for n in range(700)]
    among = grammar().read([*others, SENTENCE.split(), *others])
    assert among[700] == _read(SENTENCE)


def test_what_is_known_beforehand_is_kept() -> None:
    words = ["Ruritania", "attacked", "Graustark", "."]
    syntax = grammar().read([words], [{0: "NNP", 2: "NNP"}])[0]
    assert syntax.tags[0] == syntax.tags[2] == "NNP"


def test_no_sentences_read_as_none() -> None:
    assert grammar().read([]) == []


@given(WORDS)
def test_every_reading_is_a_tree(words: list[str]) -> None:
    syntax = grammar().read([words])[0]
    assert len(syntax.tags) == len(syntax.heads) == len(syntax.labels) == len(words)
    assert syntax.heads.count(-1) == 1
    for at in range(len(words)):
        seen = set()
        while at >= 0:
            assert at not in seen
            seen.add(at)
            at = syntax.heads[at]


def test_a_tree_knows_what_is_within() -> None:
    tokens = tokens_of("Spain signed a long treaty with Norway.")
    syntax = grammar().read([[t.text for t in tokens]])[0]
    tree = tree_of(tokens, syntax)
    treaty = next(i for i, t in enumerate(tokens) if t.text == "treaty")
    assert tree.phrase_begin(treaty) == treaty - 2
    assert treaty - 1 in tree.within(treaty)


def test_saved_and_loaded_it_reads_the_same(tmp_path: Path) -> None:
    path = tmp_path / "again.npz"
    grammar().save(path)
    again = Grammar.load(path).read([SENTENCE.split()])
    assert again == [_read(SENTENCE)]


def test_what_is_sure_to_be_a_verb_is_one() -> None:
    words = ["Ruritania", "zorped", "back", "."]
    assert grammar().read([words], [{1: "?VBD"}])[0].tags[1].startswith("VB")


def test_what_is_read_rightly_stays() -> None:
    words = ["The", "kings", "slept", "."]
    plain = grammar().read([words])[0]
    assert grammar().read([words], [{1: "?NN"}])[0].tags == plain.tags
