"""Actors that are named by whom they belong to: "U.S. officials", "the Biden administration".

Also offices with what they are of ("the commander of U.S. INDOPACOM"), and people named by
rank alone ("a three-star general").
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from explorer.draft.gazetteer import gazetteer, lines, rows
from explorer.draft.lexicon import FUNCTION_WORDS, lexicon
from explorer.draft.names import Name
from explorer.draft.text import Sentence, Token
from explorer.draft.wordset import word_set
from explorer.values import dataclass, replace

_NEVER_HALF = word_set(
    "officials leaders allies people ministers lawmakers diplomats senators negotiators"
    " partners representatives politicians delegates refugees citizens troops soldiers forces"
    " rebels industry"
)
_OWNING = frozenset(("state", "demonym", "organisation", "region", "alliance", "force", "person"))
_MOST_BETWEEN = 2
_LONGEST_NOUN = 2


@dataclass(frozen=True, slots=True)
class Group:
    """An actor at `[start, end)` of a paragraph: `owner` is the name inside it, if there is one.

    `head` is what makes it an actor ("officials", "commander"); `own` is True for "its allies",
    whose owner is to be found before it.
    """

    paragraph: int
    start: int
    end: int
    text: str
    kind: str
    head: str
    owner: Name | None
    own: bool = False


def groups(sentence: Sentence, found: Sequence[Name], text: str) -> list[Group]:
    """Find the groups of a sentence, given its names; left to right, none inside another."""
    by_end = {name.end: name for name in found}
    by_start = {name.start: name for name in found}
    all_found = [
        *_after_names(sentence, by_end, text),
        *_with_of(sentence, by_start, by_end, text),
        *_own(sentence, text),
        *_by_rank(sentence, text),
    ]
    kept: list[Group] = []
    for group in sorted(all_found, key=lambda item: (item.start, -item.end)):
        if not kept or group.start >= kept[-1].end:
            kept.append(group)
    return kept


def _after_names(sentence: Sentence, by_end: dict[int, Name], text: str) -> list[Group]:
    """The name of the owner, at most two words, and the noun: "U.S. nuclear forces"."""
    tokens, found = sentence.tokens, []
    for index, token in enumerate(tokens):
        name = by_end.get(token.end)
        if name is None or name.kind not in _OWNING:
            continue
        at = index + 1
        if at < len(tokens) and tokens[at].text in ("'s", "’s", "’", "'"):
            at += 1
        noun = _noun_within(tokens, at)
        if noun is None or not _owns(name, tokens[noun[0]].low, noun[0] - at):
            continue
        last, kind = noun
        group = _group(sentence, text, (name.start, tokens[last].end), kind, tokens[last].low, name)
        earlier = _joined(tokens, index, by_end)
        found.append(_singular(group) if earlier else group)
        found += [_singular(_lent(group, owner)) for owner in earlier]
    return found


def _joined(tokens: Sequence[Token], index: int, by_end: dict[int, Name]) -> list[Name]:
    """Return the owners before one that share its noun: "the U.S., Polish and Czech armies"."""
    found: list[Name] = []
    name = by_end[tokens[index].end]
    while _is_adjective(name):
        begin = next(i for i, token in enumerate(tokens) if token.start >= name.start)
        at = begin - 1
        while at > 0 and tokens[at].low in ("and", ",") and begin - at < 3:
            at -= 1
        before = by_end.get(tokens[at].end) if 0 <= at < begin - 1 else None
        if before is None or not _is_adjective(before):
            break
        found.append(before)
        name = before
    return found


def _is_adjective(name: Name) -> bool:
    """Whether a name is written as it is before a noun: Japanese, U.S."""
    entry = gazetteer().names.get(tuple(name.text.split()))
    return name.text in _ADJECTIVES or (entry is not None and entry.form == "demonym")


def _lent(group: Group, owner: Name) -> Group:
    """Return the group of an owner whose noun stands with a later one; its words are its own."""
    assert group.owner is not None
    text = owner.text + group.text[group.owner.end - group.start :]
    return replace(group, start=owner.start, end=owner.end, text=text, owner=owner)


def _singular(group: Group) -> Group:
    """Return a group as one owner has it: of two governments each has one."""
    one = _ONE_OF.get(group.head)
    if one is None:
        return group
    return replace(group, text=group.text.removesuffix(group.head) + one, head=one)


_ADJECTIVES = frozenset(("U.S.", "US", "UK", "U.K.", "EU", "UN", "U.N."))
_ONE_OF = {
    "governments": "government",
    "armies": "army",
    "navies": "navy",
    "air forces": "air force",
    "forces": "forces",
    "militaries": "military",
}


def _owns(name: Name, noun: str, between: int) -> bool:
    if name.kind == "person":
        return noun in ("administration", "government", "regime", "cabinet") and between == 0
    return True


def _noun_within(tokens: Sequence[Token], at: int) -> tuple[int, str] | None:
    """Return the index of the last word of a group noun that begins close after `at`."""
    nouns = _nouns()
    for begin in range(at, min(at + _MOST_BETWEEN + 1, len(tokens))):
        for length in range(_LONGEST_NOUN, 0, -1):
            words = tuple(token.low for token in tokens[begin : begin + length])
            last = begin + length - 1
            if words in nouns and tokens[begin].text[0].islower() and _stands(tokens, last):
                return last, nouns[words]
        token = tokens[begin]
        if not token.is_word or token.is_capital or token.low in _NO_ADJECTIVE:
            return None
        if lexicon().verbs.get(token.low, (None, frozenset()))[1] & {"s", "past"}:
            return None
    return None


def _stands(tokens: Sequence[Token], last: int) -> bool:
    """Whether a group noun is no more than the first half of a longer noun ("military base")."""
    if last + 1 >= len(tokens) or tokens[last].low in _NEVER_HALF:
        return True
    after = tokens[last + 1]
    if not after.is_word or after.is_capital or after.low in FUNCTION_WORDS:
        return True
    _, tags = lexicon().verbs.get(after.low, (None, frozenset()))
    return after.low.endswith("ly") or bool(tags & {"past", "s"})


def _with_of(
    sentence: Sentence, by_start: dict[int, Name], by_end: dict[int, Name], text: str
) -> list[Group]:
    """The noun or role, "of" or "for", and the name: "government of Iraq", "head of the IAEA"."""
    tokens, found = sentence.tokens, []
    nouns = _nouns()
    for index in range(1, len(tokens) - 1):
        if tokens[index].low not in ("of", "for"):
            continue
        at = index + 2 if tokens[index + 1].low == "the" else index + 1
        name = by_start.get(tokens[at].start) if at < len(tokens) else None
        if name is None or name.kind in ("thing", "office"):
            continue
        head = tokens[index - 1]
        office = by_end.get(head.end)
        if office is not None and office.kind == "office":
            span = (office.start, name.end)
            found.append(_group(sentence, text, span, "office", head.low, name))
            continue
        kind = "office" if head.low in _roles() else ""
        if tokens[index].low == "of":
            kind = kind or nouns.get((head.low,), "")
        if kind and head.text[0].islower() and kind != "sector":
            span = (head.start, name.end)
            found.append(_group(sentence, text, span, kind, head.low, name))
    return found


def _own(sentence: Sentence, text: str) -> list[Group]:
    """A group of one spoken of before: "its allies", "their leaders"; also "key allies"."""
    tokens, found = sentence.tokens, []
    for index, token in enumerate(tokens):
        if token.low in ("its", "their"):
            noun = _noun_within(tokens, index + 1)
            if noun is not None and noun[1] in ("group", "force", "office"):
                last = tokens[noun[0]]
                span = (token.start, last.end)
                found.append(_group(sentence, text, span, noun[1], last.low, None, own=True))
        elif token.low in ("key", "other", "close", "closest", "regional") and index + 1 < len(
            tokens
        ):
            after = tokens[index + 1]
            if after.low in ("allies", "partners"):
                span = (token.start, after.end)
                found.append(_group(sentence, text, span, "group", after.low, None, own=True))
    return found


def _by_rank(sentence: Sentence, text: str) -> list[Group]:
    tokens, found = sentence.tokens, []
    for index in range(1, len(tokens)):
        if tokens[index].low in ("general", "admiral") and tokens[index - 1].low.endswith("-star"):
            begin = tokens[index - 1]
            found.append(
                _group(sentence, text, (begin.start, tokens[index].end), "person", "rank", None)
            )
    return found


def _group(
    sentence: Sentence,
    text: str,
    span: tuple[int, int],
    kind: str,
    head: str,
    owner: Name | None,
    own: bool = False,
) -> Group:
    start, end = span
    return Group(sentence.paragraph, start, end, text[start:end], kind, head, owner, own)


@lru_cache(maxsize=1)
def _nouns() -> dict[tuple[str, ...], str]:
    return {
        tuple(noun.split()): kind for kind, nouns in rows("groups.tsv") for noun in nouns.split(";")
    }


@lru_cache(maxsize=1)
def _roles() -> frozenset[str]:
    return frozenset(word for line in lines("roles.txt") for word in line.split())


_NO_ADJECTIVE = word_set(
    "of in on at to for from with by and or but the a an is are was were has have had will"
    " would that which who said says as than into over after before against between among its"
    " their his her it he she they not also can could may might must should about"
)
