"""Sentences that were read wrongly for what stands between commas, read anew without it.

"During talks in Tokyo, ministers revealed plans": the opening phrase is read apart. "Chrysler,
which had failed, joined Fiat": so is what stands between a name and its verb.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from explorer.draft.lexicon import HAVE, lexicon
from explorer.draft.syntax.model import Syntax, grammar
from explorer.draft.wordset import word_set

_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
_OPENING_TAGS = frozenset(("IN", "VBG", "VBN", "TO", "WRB", "RB"))
_FIRST_COMMA = 8  # words, within which a name stands before its first comma
_LONGEST_ASIDE = 40
_SHORTEST_REST = 4
_LONGEST_TAIL = 16
_LONGEST_AFTER = 6  # from the verb to the end: "said on Tuesday in a statement"
_REPORTING = word_set("say report announce confirm add tell state note claim show reveal")
Apart = tuple[int, int, int]  # the sentence, and the half-open run of words to read apart


def mend(
    read: list[Syntax], words: Sequence[Sequence[str]], known: Sequence[Mapping[int, str]]
) -> None:
    """Mend readings in place; `words` and `known` are what they were made from."""
    _read_apart(read, words, known, list(_openings(read, words, 0)))
    _read_apart(read, words, known, list(_openings(read, words, 1)))
    _read_apart(read, words, known, list(_asides(read, words)))
    _read_apart(read, words, known, list(_tails(read, words)))


def _read_apart(
    read: list[Syntax],
    words: Sequence[Sequence[str]],
    known: Sequence[Mapping[int, str]],
    cuts: Sequence[Apart],
) -> None:
    if not cuts:
        return
    pieces, tags = [], []
    for number, begin, end in cuts:
        sentence, fixed = words[number], known[number]
        pieces += [sentence[begin:end], [*sentence[:begin], *sentence[end:]]]
        tags.append({at - begin: tag for at, tag in fixed.items() if begin <= at < end})
        size = end - begin
        before = {at: tag for at, tag in fixed.items() if at < begin}
        tags.append(before | {at - size: tag for at, tag in fixed.items() if at >= end})
    halves = grammar().read(pieces, tags)
    for (number, begin, _), aside, rest in zip(cuts, halves[::2], halves[1::2], strict=True):
        if _has_subject(rest):
            read[number] = _put_together(aside, rest, begin)


def _openings(
    read: Sequence[Syntax], words: Sequence[Sequence[str]], which: int
) -> Iterator[Apart]:
    """Yield the openings, to their first comma or their second, that left no subject."""
    for number, (syntax, sentence) in enumerate(zip(read, words, strict=True)):
        if syntax.tags[0] not in _OPENING_TAGS or _has_subject(syntax):
            continue
        commas = [at for at, word in enumerate(sentence) if word == "," and at < len(sentence) - 3]
        if len(commas) > which:
            yield number, 0, commas[which] + 1


def _asides(read: Sequence[Syntax], words: Sequence[Sequence[str]]) -> Iterator[Apart]:
    """Yield what stands in commas between a name and a verb that lost it."""
    for number, (syntax, sentence) in enumerate(zip(read, words, strict=True)):
        commas = [at for at, word in enumerate(sentence[:_LONGEST_ASIDE]) if word == ","]
        if len(commas) < 2 or not 0 < commas[0] < _FIRST_COMMA:
            continue
        first = commas[0]
        if not syntax.tags[first - 1].startswith("NN"):
            continue
        for second in commas[1:]:
            verb = next(
                (at for at in range(second + 1, len(sentence)) if syntax.tags[at] != "RB"), None
            )
            if verb is not None and syntax.tags[verb] in _FINITE:
                if not _is_subject_of(syntax, verb, first):
                    yield number, first, second + 1
                break


def _tails(read: Sequence[Syntax], words: Sequence[Sequence[str]]) -> Iterator[Apart]:
    """Yield the attributions that end sentences: "a quake struck Peru, [officials reported]."."""
    for number, (syntax, sentence) in enumerate(zip(read, words, strict=True)):
        commas = [at for at, word in enumerate(sentence) if word == ","]
        if not commas or commas[-1] < _SHORTEST_REST:
            continue
        comma = commas[-1]
        stop = len(sentence) - (sentence[-1] in ".!?")
        verbs = [
            at
            for at in range(comma + 1, stop)
            if syntax.tags[at].startswith("VB") and sentence[at].casefold() not in HAVE
        ]
        if len(verbs) != 1 or stop - comma > _LONGEST_TAIL or verbs[0] < comma + 2:
            continue
        said = lexicon().verbs.get(sentence[verbs[0]].casefold())
        opens = syntax.tags[comma + 1]
        if said is None or said[0].lemma not in _REPORTING or opens in ("CC", "WDT", "WP", "IN"):
            continue
        if stop - verbs[0] <= _LONGEST_AFTER and syntax.tags[verbs[0]] not in ("VB", "VBG"):
            yield number, comma, stop


def _is_subject_of(syntax: Syntax, verb: int, before: int) -> bool:
    """Whether a subject of the verb, or of what it helps, stands in front of `before`."""
    heads = {verb}
    if syntax.labels[verb] in ("aux", "aux:pass", "cop"):
        heads.add(syntax.heads[verb])
    return any(
        syntax.heads[at] in heads and syntax.labels[at].startswith("nsubj") for at in range(before)
    )


def _has_subject(syntax: Syntax) -> bool:
    """Whether the main verb, if it is finite, has a subject that is no "during the talks"."""
    root = syntax.heads.index(-1)
    helped = any(
        head == root and tag in _FINITE for head, tag in zip(syntax.heads, syntax.tags, strict=True)
    )
    if syntax.tags[root] not in _FINITE and not helped:
        return syntax.tags[root].startswith("NN")
    subjects = [
        at
        for at, (head, label) in enumerate(zip(syntax.heads, syntax.labels, strict=True))
        if head == root and label.startswith(("nsubj", "expl"))
    ]
    cased = {
        head for head, label in zip(syntax.heads, syntax.labels, strict=True) if label == "case"
    }
    return any(at not in cased and not _follows_and(syntax, at) for at in subjects)


def _follows_and(syntax: Syntax, noun: int) -> bool:
    """Whether a subject is only the second of two that "and" joins, the first gone astray."""
    begin = noun
    while begin and syntax.heads[begin - 1] == noun and syntax.labels[begin - 1] != "cc":
        begin -= 1
    return begin > 0 and syntax.tags[begin - 1] == "CC"


def _put_together(aside: Syntax, rest: Syntax, begin: int) -> Syntax:
    """Hang what was read apart on the main verb, or on the name that it stands behind."""
    size, top = len(aside.heads), aside.heads.index(-1)
    clause = aside.tags[top].startswith("VB")

    def moved(head: int) -> int:
        return head if head < begin else head + size

    if begin == 0:
        above, label = moved(rest.heads.index(-1)), "advcl" if clause else "obl"
    elif begin + size >= len(rest.heads) + size - 1:
        above, label = rest.heads.index(-1), "parataxis"
    else:
        above, label = begin - 1, "acl:relcl" if clause else "appos"
    middle_heads = tuple(above if head < 0 else head + begin for head in aside.heads)
    middle_labels = tuple(label if at == top else name for at, name in enumerate(aside.labels))
    return Syntax(
        (*rest.tags[:begin], *aside.tags, *rest.tags[begin:]),
        (*map(moved, rest.heads[:begin]), *middle_heads, *map(moved, rest.heads[begin:])),
        (*rest.labels[:begin], *middle_labels, *rest.labels[begin:]),
    )
