"""Names of a user's tagger joined with what the lists know."""

from __future__ import annotations

from explorer.draft.borrowed import with_tagged
from explorer.draft.names import names
from explorer.draft.taggers.value import Tagged, TaggedName

TEXT = (
    "Belmark Prime Minister Zorvath Quill met the Royal Oak Guard’s envoys and Japanese officials."
)


def joined(text: str, *found: tuple[str, str]) -> list[tuple[str, str, str]]:
    spans = tuple(
        TaggedName(0, text.index(words), text.index(words) + len(words), kind)
        for words, kind in found
    )
    made = with_tagged(names([text]), Tagged("t", spans), [text])
    assert all(text[n.start : n.end] == n.text for n in made)
    return [(name.text, name.kind, name.title) for name in made]


def test_the_rules_add_offices_and_peoples() -> None:
    made = joined(TEXT, ("Belmark", "place"), ("Prime Minister Zorvath Quill", "person"))
    assert ("Belmark", "place", "") in made
    assert ("Prime Minister", "office", "") in made
    assert ("Zorvath Quill", "person", "Prime Minister") in made
    assert ("Japanese", "demonym", "") in made


def test_a_span_loses_its_article_and_its_possessive() -> None:
    made = joined(TEXT, ("the Royal Oak Guard’s", "organisation"))
    assert ("Royal Oak Guard", "force", "") in made


def test_a_title_is_no_part_of_a_persons_name() -> None:
    text = "Then President Quill and Gen. Anna Vost spoke in Japan."
    made = joined(
        text, ("President Quill", "person"), ("Gen. Anna Vost", "person"), ("Japan", "place")
    )
    assert ("Quill", "person", "President") in made
    assert ("Anna Vost", "person", "Gen.") in made
    assert ("Japan", "state", "") in made


def test_what_the_tagger_says_stands_over_what_the_rules_guessed() -> None:
    text = "Reports from Zorvath reached Belmark City."
    assert joined(text, ("Zorvath", "person")) == [("Zorvath", "person", "")]
