"""One event told twice in a document, proposed as one with both quotes."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.domain.kinds import Status
from explorer.draft.events import Told
from explorer.draft.lexicon import FUNCTION_WORDS
from explorer.draft.text import tokens_of

_FAR_STEM = 5
_ALIKE = 0.34
_MOST_COMPARED = 60  # earlier tellings with the same word that one is held against
_DOING = frozenset(("agent", "speaker", "party"))
_HAPPENED = frozenset((Status.OCCURRED, Status.ANNOUNCED))


def clusters(told: Sequence[Told], paragraphs: Sequence[str]) -> list[list[Told]]:
    """Group the tellings of a document by event, in the order of their first telling."""
    found: list[list[Told]] = []
    contents = [_content(paragraphs[event.paragraph], event) for event in told]
    of_event: list[int] = []
    by_stem: dict[str, list[int]] = {}
    for index, event in enumerate(told):
        stems = sorted(_stems(event))
        near = sorted({i for stem in stems for i in by_stem.get(stem, ())[-_MOST_COMPARED:]})
        match = next((i for i in near if _same(event, told[i], contents[index], contents[i])), None)
        if match is None:
            of_event.append(len(found))
            found.append([event])
        else:
            of_event.append(of_event[match])
            found[of_event[match]].append(event)
        for stem in stems:
            by_stem.setdefault(stem, []).append(index)
    return found


def _stems(event: Told) -> set[str]:
    return {_stem(word) for word in event.sense.lemma.split()}


def _same(one: Told, two: Told, words: frozenset[str], others: frozenset[str]) -> bool:
    if one.sentence == two.sentence or not _alike(one, two):
        return False
    if (one.status in _HAPPENED) != (two.status in _HAPPENED) and not _goes_on(one, two):
        return False
    if one.date and two.date and one.date.edtf != two.date.edtf:
        return False
    if not one.actors & two.actors:
        return False
    if _by_others(one, two):
        return False
    both, either = words & others, words | others
    if one.sense.group == two.sense.group == "statement":
        return len(both) >= 2 and len(both) >= 0.6 * min(len(words), len(others))
    doers = {p.player.key for p in one.parts[:1]} == {p.player.key for p in two.parts[:1]}
    needed = _ALIKE if doers else 0.5
    return len(both) >= needed * min(len(words), len(others)) if either else doers


def _by_others(one: Told, two: Told) -> bool:
    """Whether two verbs name who did it, and name others."""
    if "noun" in (one.form, two.form):
        return False
    doers = [{p.player.key for p in e.parts if p.role in _DOING} for e in (one, two)]
    return all(doers) and not doers[0] & doers[1]


def _goes_on(one: Told, two: Told) -> bool:
    return Status.PLANNED not in (one.status, two.status) and "noun" in (one.form, two.form)


def _alike(one: Told, two: Told) -> bool:
    """Whether two tellings use the same word in any form: deliver, delivery."""
    return bool(_stems(one) & _stems(two))


def _stem(word: str) -> str:
    return word[:_FAR_STEM]


def _content(text: str, event: Told) -> frozenset[str]:
    """Return the stems of what a telling's quote speaks of, its own verb left out."""
    own = _stems(event)
    words = {
        _stem(token.low)
        for token in tokens_of(text, event.start, event.end)
        if token.is_word and token.low not in FUNCTION_WORDS
    }
    return frozenset(words - own)
