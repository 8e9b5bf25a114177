"""Names that a tagger of the user's found, joined with what the lists know for sure.

The tagger's spans stand. The rules add what taggers do not look for or do not know: offices,
peoples, and names in the lists; and they tell a force or an alliance from other bodies.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.draft.gazetteer import gazetteer
from explorer.draft.kind import kind_of_words
from explorer.draft.names import Name
from explorer.draft.taggers.value import Tagged, TaggedName
from explorer.draft.text import Token, tokens_of

_BODIES = frozenset(("organisation", "force", "alliance", "forum"))
_ADDED = frozenset(("office", "demonym"))
_ARTICLES = frozenset(("the", "a", "an"))
_POSSESSIVES = frozenset(("'s", "’s", "'", "’"))


def with_tagged(
    ruled: Sequence[Name], tagged: Tagged, paragraphs: Sequence[str]
) -> tuple[Name, ...]:
    """Return the names of a document, in order, none over another.

    Parameters
    ----------
    ruled
        What the rules found (`explorer.draft.names.names`).
    tagged
        What a tagger found, held against the text (`explorer.draft.taggers.value.checked`).
    paragraphs
        The texts of the paragraphs.
    """
    offices = {(n.paragraph, n.start): n for n in ruled if n.kind == "office"}
    theirs = [name for one in tagged.names for name in _names(one, paragraphs, offices)]
    taken = {(n.paragraph, at) for n in theirs for at in range(n.start, n.end)}
    ours = [
        name
        for name in ruled
        if (name.kind in _ADDED or name.known is not None)
        and not any((name.paragraph, at) in taken for at in range(name.start, name.end))
    ]
    return tuple(sorted([*theirs, *ours], key=lambda n: (n.paragraph, n.start)))


def _names(
    one: TaggedName, paragraphs: Sequence[str], offices: dict[tuple[int, int], Name]
) -> Iterator[Name]:
    text = paragraphs[one.paragraph]
    tokens = list(tokens_of(text, one.start, one.end))
    while tokens and tokens[0].low in _ARTICLES and len(tokens) > 1:
        tokens.pop(0)
    while tokens and tokens[-1].text in _POSSESSIVES:
        tokens.pop()
    if not tokens:
        return
    title = ""
    office = offices.get((one.paragraph, tokens[0].start))
    if one.kind == "person" and office is not None and office.end < tokens[-1].end:
        yield office
        title = office.text
        tokens = [token for token in tokens if token.start >= office.end]
    elif one.kind == "person":
        title, tokens = _untitled(tokens)
    words = tuple(token.text for token in tokens)
    entry = gazetteer().names.get(words)
    start, end = tokens[0].start, tokens[-1].end
    known = entry.name if entry is not None and one.kind != "person" else None
    yield Name(
        one.paragraph, start, end, text[start:end], _kind(one.kind, words), True, title, known
    )


def _untitled(tokens: list[Token]) -> tuple[str, list[Token]]:
    titles = gazetteer().titles
    for length in range(len(tokens) - 1, 0, -1):
        words = tuple(token.text for token in tokens[:length])
        if words in titles:
            return " ".join(words), tokens[length:]
    return "", tokens


def _kind(kind: str, words: tuple[str, ...]) -> str:
    """Return the finer kind that the lists tell: a place that is a state, a body's sort."""
    told, sure = kind_of_words(words)
    if kind in ("place", "region") and told in ("state", "region", "demonym"):
        return told
    if kind in _BODIES and sure and told in _BODIES:
        return told
    return kind
