"""A document read through: sentences, cast, events; what `explorer.draft.draft` builds from."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.draft.borrowed import with_tagged
from explorer.draft.cast import Cast
from explorer.draft.events import STRONG, Told, events_of
from explorer.draft.fold import fold
from explorer.draft.grammar import is_headline, trees
from explorer.draft.groups import Group, groups
from explorer.draft.names import Name, names_in
from explorer.draft.pronouns import with_pronouns
from explorer.draft.stage import Scene, scenes
from explorer.draft.taggers.value import Tagged, checked
from explorer.draft.text import Sentence, sentences
from explorer.draft.timex import tag_all
from explorer.draft.where import Where
from explorer.values import dataclass, replace

_MOST_BEFORE = 80  # tellings that are looked through for it
_FEWEST_WORDS = 3
_FAR = 4  # sentences that an event is remembered for


@dataclass(frozen=True, slots=True)
class Reading:
    """What a document tells. `told` are all tellings of events, in the order of the text."""

    paragraphs: tuple[str, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
    groups: tuple[Group, ...]
    cast: Cast
    scenes: tuple[Scene, ...]
    told: tuple[Told, ...]


def read(
    paragraphs: Sequence[str],
    published: str | None = None,
    headings: Sequence[int] = (),
    tagged: Tagged | None = None,
) -> Reading:
    """Read a document.

    Parameters
    ----------
    paragraphs
        The texts of its paragraphs, in order.
    published
        The day it was published, EDTF, if it says so; relative dates are counted from it.
    headings
        The indices, from 0, of paragraphs that are headings.
    tagged
        The names that a tagger of the user's found, if one was asked.

    Raises
    ------
    InputProblem
        Where `published` is no EDTF date.
    """
    texts = tuple(paragraphs)
    heads = frozenset(headings)
    cut = tuple(s for i, text in enumerate(texts) for s in sentences(text, i, i in heads))
    names = names_in(cut, texts)
    if tagged is not None:
        names = with_tagged(names, checked(tagged, texts), texts)
    bodies = _groups(cut, names, texts)
    cast = fold(cut, names, bodies, texts)
    bare = tuple(scenes(cut, cast))
    times = tag_all(texts, published)
    headlines = [is_headline(scene, number) for number, scene in enumerate(bare)]
    grown = trees(bare, headlines)
    played = tuple(with_pronouns(bare, grown))
    told = tuple(
        event
        for number, (scene, tree) in enumerate(zip(played, grown, strict=True))
        for event in events_of(
            scene, tree, number, times[scene.sentence.paragraph], headlines[number]
        )
    )
    return Reading(texts, cut, names, tuple(bodies), cast, played, tuple(_supplied(told, texts)))


def _alike(one: Told, two: Told) -> bool:
    if one.sense.group == two.sense.group == "CONSULT":
        return True
    return bool(set(one.sense.lemma.split()) & set(two.sense.lemma.split()))


def _says_enough(event: Told, texts: Sequence[str]) -> bool:
    """Whether an event of nobody known says more than its own word: "20 people were killed"."""
    return len(texts[event.paragraph][event.start : event.end].split()) >= _FEWEST_WORDS


def _supplied(told: Sequence[Told], texts: Sequence[str]) -> list[Told]:
    """Give an event that names nobody the actors of the same event told shortly before.

    "The ministerial talks" are those of the sentences before. What still has nobody is left
    out, unless it is violence.
    """
    kept: list[Told] = []
    for event in told:
        if not event.parts:
            before = [
                other
                for other in kept[-_MOST_BEFORE:]
                if other.parts
                and (event.form == "noun" or event.sense.group == "CONSULT")
                and 0 <= event.sentence - other.sentence <= _FAR
                and _alike(event, other)
            ]
            if before:
                kept.append(replace(event, parts=before[-1].parts, lent=True))
            elif (event.sense.group in STRONG or event.date) and _says_enough(event, texts):
                kept.append(event)
            continue
        kept.append(event)
    return kept


def _groups(cut: Sequence[Sentence], names: Sequence[Name], texts: Sequence[str]) -> list[Group]:
    by_sentence = Where(cut).grouped(names)
    found: list[Group] = []
    for number, sentence in enumerate(cut):
        found += groups(sentence, by_sentence.get(number, ()), texts[sentence.paragraph])
    return found
