"""The words that report: verbs in all their forms, nouns, and what says how far a thing has come.

Read once from `resources/events`. Forms are made by the rules of English spelling; verbs that
do not follow them have theirs written down as `base/past/participle`.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from explorer.draft.gazetteer import lines
from explorer.draft.wordset import word_set
from explorer.values import dataclass

_VOWELS = frozenset("aeiou")
# Verbs of two syllables or more that double their last letter all the same.
_DOUBLING = word_set("admit commit refer transfer occur expel repel quell permit deter rebel")


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word reports: `lemma`, its class (PLOVER's or our own) and our kind of event."""

    lemma: str
    group: str
    kind: str


NOTHING = Sense("", "none", "none")
OTHER = Sense("", "other", "change")  # a verb that no list has


@dataclass(frozen=True, slots=True)
class Noun:
    """An event noun; a `weak` one counts only beside the name of whom it belongs to."""

    sense: Sense
    plural: bool
    weak: bool


@dataclass(frozen=True, slots=True)
class Lexicon:
    """`verbs` maps a form to `(sense, tags)`; tags are of base, s, past, participle, ing.

    `phrasal` maps a verb's base and its particle to what they mean together.
    """

    verbs: dict[str, tuple[Sense, frozenset[str]]]
    nouns: dict[str, Noun]
    phrases: dict[str, frozenset[tuple[str, ...]]]
    words: dict[str, frozenset[str]]
    phrasal: dict[tuple[str, str], Sense]

    def is_verb(self, low: str) -> bool:
        return low in self.verbs or low in AUXILIARIES

    def lemma(self, low: str) -> str:
        found = self.verbs.get(low)
        if found is not None:
            return found[0].lemma
        return _BE.get(low, low)


_BE = dict.fromkeys(["is", "are", "was", "were", "am", "been", "being", "be", "'s", "’s"], "be")
_BE |= dict.fromkeys(["has", "have", "had", "having"], "have")
_BE |= dict.fromkeys(["does", "do", "did", "doing", "done"], "do")
_BE |= {"plans": "plan", "wants": "want", "wanted": "want", "hopes": "hope", "tries": "try"}
BE = word_set("is are was were am be been being")
HAVE = word_set("has have had having 've ’ve")
DO = word_set("does do did")
MODALS = word_set("will would shall should can could may might must 'll ’ll")
AUXILIARIES = BE | HAVE | DO | MODALS
FUNCTION_WORDS = AUXILIARIES | word_set(
    "a an the this that these those its their his her our your my of in on at to for from"
    " with by and or but nor so yet as if than then while when where which who whom whose what"
    " how why because since until till after before during through into onto over under"
    " between among against toward towards about around across along amid upon within without"
    " via per off out up down not n't no never also only just even still already very more"
    " most less least much many some any all both each every either neither other another such"
    " own same there here it he she they we you i him them us me however although though"
    " despite including following according whether once ever too now again further together"
    " amidst amongst besides"
)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """Read the lists, once."""
    verbs: dict[str, tuple[Sense, frozenset[str]]] = {}
    for group, kind, words in _sections("verbs.txt"):
        for word in words:
            _add_verb(verbs, word, group, kind)
    nouns: dict[str, Noun] = {}
    for header, kind, words in _sections("nouns.txt"):
        for word in words:
            _add_noun(nouns, word, header, kind)
    phrases, plain = _statuses()
    return Lexicon(verbs, nouns, phrases, plain, dict(_phrasal()))


def _sections(name: str) -> list[tuple[str, str, list[str]]]:
    """Return `(class, kind, words)` of a list's sections; a head ends in the first two."""
    found: list[tuple[str, str, list[str]]] = []
    for line in lines(name, "events"):
        if line.startswith("["):
            *_, group, kind = line[1 : line.index("]")].split()
            found.append((group, kind, []))
        else:
            found[-1][2].extend(line.split())
    return found


def _phrasal() -> Iterator[tuple[tuple[str, str], Sense]]:
    for line in lines("phrasal.txt", "events"):
        if line.startswith("["):
            group, kind = line[1 : line.index("]")].split()
            continue
        for pair in line.split(";"):
            verb, particle = pair.split()
            yield (verb, particle), Sense(f"{verb} {particle}", group, kind)


def _add_verb(
    verbs: dict[str, tuple[Sense, frozenset[str]]], word: str, group: str, kind: str
) -> None:
    base, *irregular = word.split("/")
    sense = Sense(base, group, kind)
    past, participle = (*irregular, irregular[-1])[:2] if irregular else (_past(base),) * 2
    forms = {
        "base": base,
        "s": _third(base),
        "ing": _ing(base),
        "past": past,
        "participle": participle,
    }
    for tag, form in forms.items():
        known = verbs.get(form)
        if known is not None and known[0].lemma != base:
            continue
        tags = known[1] if known else frozenset()
        verbs[form] = (known[0] if known else sense, tags | {tag})


def _add_noun(nouns: dict[str, Noun], word: str, group: str, kind: str) -> None:
    lemma, _, flag = word.partition(":")
    sense = Sense(lemma, group, kind)
    if flag != "s":
        nouns.setdefault(lemma, Noun(sense, False, flag == "x"))
        nouns.setdefault(_third(lemma), Noun(sense, True, flag == "x"))
    else:
        plural = lemma if lemma.endswith("s") else _third(lemma)
        nouns.setdefault(plural, Noun(sense, True, False))


def _statuses() -> tuple[dict[str, frozenset[tuple[str, ...]]], dict[str, frozenset[str]]]:
    phrases: dict[str, set[tuple[str, ...]]] = {}
    words: dict[str, set[str]] = {}
    current = ""
    for line in lines("statuses.txt", "events"):
        if line.startswith("["):
            current = line[1 : line.index("]")]
        elif current in ("planned", "ongoing"):
            phrases.setdefault(current, set()).update(tuple(p.split()) for p in line.split(";"))
        else:
            words.setdefault(current, set()).update(line.split())
    return (
        {key: frozenset(value) for key, value in phrases.items()},
        {key: frozenset(value) for key, value in words.items()},
    )


def _doubles(base: str) -> bool:
    if len(base) < 3 or base[-1] in "wxyaeiou" or base[-2] not in _VOWELS:
        return False
    if base in _DOUBLING:
        return True
    return base[-3] not in _VOWELS and sum(c in _VOWELS for c in base) == 1


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return base + (base[-1] if _doubles(base) else "") + "ed"


def _ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")) and len(base) > 2:
        return base[:-1] + "ing"
    return base + (base[-1] if _doubles(base) else "") + "ing"


def _third(base: str) -> str:
    if base.endswith(("s", "x", "z", "ch", "sh", "o")):
        return base + "es"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ies"
    return base + "s"
