"""Names in a document: who and what is spoken of, where, and of what kind.

`names` finds them; nothing is folded here (`explorer.draft.fold` says which are one).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from explorer.draft.acronyms import common_acronyms
from explorer.draft.case import Case, read_case
from explorer.draft.gazetteer import gazetteer
from explorer.draft.guess import is_surname_first
from explorer.draft.kind import kind_of_place_in_text, kind_of_words, without_suffix
from explorer.draft.lexicon import FUNCTION_WORDS
from explorer.draft.runs import Runs, Span, goes_on_as_name
from explorer.draft.segments import Segment, segments
from explorer.draft.text import Sentence, sentences
from explorer.draft.wordset import word_set
from explorer.values import dataclass, replace


@dataclass(frozen=True, slots=True)
class Name:
    """A name at `[start, end)` of paragraph `paragraph` (an index from 0).

    `kind` is a kind of actor ("state", "person", …) or "place", "region", "demonym",
    "office" (a title that is held), "thing" (a work, a law, a product, an event).
    `sure` is False where the kind was guessed. `title` are the words before a person's name.
    """

    paragraph: int
    start: int
    end: int
    text: str
    kind: str
    sure: bool = True
    title: str = ""
    known: str | None = None

    @property
    def key(self) -> str:
        return " ".join(self.text.split())


def names(paragraphs: Sequence[str]) -> tuple[Name, ...]:
    """Find the names of a document, in the order of the text, not overlapping.

    Parameters
    ----------
    paragraphs
        The texts of the paragraphs, in order.
    """
    found = [s for index, text in enumerate(paragraphs) for s in sentences(text, index)]
    return names_in(found, paragraphs)


def names_in(found: Sequence[Sentence], paragraphs: Sequence[str]) -> tuple[Name, ...]:
    """As `names`, for sentences that are cut already."""
    case = read_case(found)
    raw = [name for sentence in found for name in _of_sentence(sentence, case, paragraphs)]
    common = common_acronyms(paragraphs)
    settled = [
        replace(name, kind="thing", sure=True) if name.key in common and not name.known else name
        for name in _agreed(raw)
    ]
    more = [*_numbers(found, settled), *_openers(found, settled)]
    return tuple(sorted([*settled, *more], key=lambda n: (n.paragraph, n.start)))


def _of_sentence(sentence: Sentence, case: Case, paragraphs: Sequence[str]) -> list[Name]:
    runs = Runs(sentence, case)
    spans = runs.find()
    text = paragraphs[sentence.paragraph]
    found = []
    for span in spans:
        for segment in segments(sentence.tokens, span):
            found.append(_named(sentence, segment, text))
    return [name for name in found if name is not None]


def _named(sentence: Sentence, segment: Segment, text: str) -> Name | None:
    tokens = sentence.tokens[segment.begin : segment.end]
    words = tuple(token.text for token in tokens)
    entry = gazetteer().names.get(words)
    kind, sure = segment.kind, True
    if kind is None:
        kind, sure = kind_of_words(words, bool(segment.title))
    if not sure:
        seen = kind_of_place_in_text(sentence.tokens, segment.begin, segment.end)
        kind, sure = (seen, True) if seen else (kind, False)
    start, end = tokens[0].start, tokens[-1].end
    return Name(
        sentence.paragraph,
        start,
        end,
        text[start:end],
        kind,
        sure,
        segment.title,
        entry.name if entry and kind != "person" else None,
    )


def _agreed(raw: Sequence[Name]) -> list[Name]:
    """Let names of the same words be of one kind, and a surname be a person's."""
    votes: dict[str, Counter[str]] = {}
    for name in raw:
        if name.sure:
            votes.setdefault(name.key, Counter())[name.kind] += 1
    surnames, likely = _surnames(raw, True), _surnames(raw, False)
    settled = []
    for name in raw:
        if (name.known and name.kind != "place") or name.title:
            settled.append(name)
        elif name.key in surnames:
            settled.append(replace(name, kind="person", sure=True, known=None))
        elif not name.sure and name.key in votes:
            kind = max(sorted(votes[name.key]), key=votes[name.key].__getitem__)
            settled.append(replace(name, kind=kind))
        elif not name.sure and name.key in likely:
            settled.append(replace(name, kind="person"))
        else:
            settled.append(name)
    return settled


def _numbers(found: Sequence[Sentence], named: Sequence[Name]) -> list[Name]:
    """Return the bare numbers that mean a product named in full elsewhere: "the 787"."""
    models = {
        word: name.key
        for name in named
        if name.kind == "thing" and len(name.text.split()) > 1
        for word in name.text.split()
        if word.isdigit() and len(word) == _MODEL_DIGITS
    }
    if not models:
        return []
    taken = {(n.paragraph, at) for n in named for at in range(n.start, n.end)}
    return [
        Name(s.paragraph, t.start, t.end, t.text, "thing", True, "", models[t.text])
        for s in found
        for before, t in zip(s.tokens, s.tokens[1:], strict=False)
        if t.text in models and before.low in _MODEL_BEFORE and (s.paragraph, t.start) not in taken
    ]


def _openers(found: Sequence[Sentence], named: Sequence[Name]) -> Iterator[Name]:
    """Yield the surnames that begin a sentence and were taken for common words: "Park left"."""
    surnames = _surnames(named, True) | _surnames(named, False)
    taken = {(name.paragraph, name.start) for name in named}
    for sentence in found:
        if len(sentence.tokens) < 2 or sentence.heading:
            continue
        first, after = sentence.tokens[:2]
        if first.text not in surnames or (sentence.paragraph, first.start) in taken:
            continue
        if first.low not in FUNCTION_WORDS and goes_on_as_name(after):
            yield Name(sentence.paragraph, first.start, first.end, first.text, "person")


_MODEL_DIGITS = 3
_MODEL_BEFORE = word_set("the a new of first its their each replacement for with")


def _surnames(raw: Sequence[Name], sure: bool) -> frozenset[str]:
    """Return the last words of the people's names that are so for sure, or by a guess."""
    people = [
        without_suffix(name.text.split())
        for name in raw
        if name.kind == "person" and name.sure is sure
    ]
    last = {words[-1] for words in people if len(words) > 1 and len(words[-1]) > 2}
    return frozenset(last | {words[0] for words in people if is_surname_first(words)})


__all__ = ["Name", "Span", "names", "names_in"]
