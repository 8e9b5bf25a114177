"""The trees of a document's sentences, each name read as one word, brackets left aside."""

from __future__ import annotations

from collections.abc import Sequence

from explorer.draft.lexicon import BE, FUNCTION_WORDS, HAVE, lexicon
from explorer.draft.mending import mend
from explorer.draft.runs import is_title_case
from explorer.draft.stage import Player, Scene
from explorer.draft.syntax.model import Syntax, grammar
from explorer.draft.syntax.tree import Tree, tree_of
from explorer.draft.text import Token
from explorer.draft.wordset import word_set
from explorer.values import dataclass

_PASTS = frozenset(("past", "participle"))
_ALSO_NOUNS = word_set(
    "left found saw felt rose ground bound bore wound lit shot thought spent lost set bent worn"
    " torn born sworn drunk lent shed split shut cut hit put cast bid hurt spread drove wept"
)
_WHOLE = frozenset(("name", "short", "capital"))
_CALLING = frozenset(("office", "state", "organisation", "force", "party", "forum", "alliance"))
_TITLES = word_set(
    "chief executive president vice chairman chairwoman director minister secretary general"
    " senior deputy leader spokesman spokeswoman spokesperson boss head ceo cfo founder governor"
    " senator mayor king queen prince premier chancellor prime foreign defence defense finance"
    " officer manager commander ambassador envoy analyst economist former ex-president judge"
)
_LONGEST_BRACKET = 25


@dataclass(frozen=True, slots=True)
class Unit:
    """Tokens `[begin, end)` read as the one word `head`; `[end, last)` is a bracket after it."""

    begin: int
    end: int
    head: int
    last: int


def is_headline(scene: Scene, number: int) -> bool:
    """Whether a sentence is a heading, or reads like one, so that its present means the past."""
    sentence = scene.sentence
    unended = number == 0 and sentence.tokens[-1].text not in ".!?”\"’'"
    return sentence.heading or unended or is_title_case(sentence.tokens)


def trees(scenes: Sequence[Scene], headlines: Sequence[bool]) -> list[Tree]:
    """Read the grammar of all sentences.

    A name is read as one word, so that what is in it misleads nobody, and its other words hang
    on that. The common words of a headline are read in small letters.
    """
    units = [_units(scene) for scene in scenes]
    words = [
        [_word(scene, unit, headline) for unit in cut]
        for scene, cut, headline in zip(scenes, units, headlines, strict=True)
    ]
    known = [
        _sure_tags(scene, cut, sentence)
        for scene, cut, sentence in zip(scenes, units, words, strict=True)
    ]
    read = grammar().read(words, known)
    mend(read, words, known)
    return [
        tree_of(scene.sentence.tokens, _widened(syntax, cut))
        for scene, cut, syntax in zip(scenes, units, read, strict=True)
    ]


def _sure_tags(scene: Scene, cut: Sequence[Unit], words: Sequence[str]) -> dict[int, str]:
    """Return what is known beforehand: names, and what can be nothing else ("struck", "quake")."""
    known = {at: "NNP" for at, unit in enumerate(cut) if unit.begin in scene.named}
    verbs, nouns = lexicon().verbs, lexicon().nouns
    for at, word in enumerate(words):
        if word in nouns and word not in verbs and at not in known:
            known[at] = "?NNS" if nouns[word].plural else "?NN"
        if at in known or word in _ALSO_NOUNS or word not in verbs:
            continue
        forms = verbs[word][1]
        if forms <= _PASTS and word not in nouns and not word.endswith("ed"):
            helped = any(low.casefold() in BE | HAVE for low in words[max(0, at - 3) : at])
            known[at] = "?VBN" if helped or "past" not in forms else "?VBD"
    return known


# ---------------------------------------------------------------- names and brackets


def _units(scene: Scene) -> list[Unit]:
    """Cut a sentence into names and single tokens; titles and callings go with their person."""
    tokens = scene.sentence.tokens
    whole = [p for p in scene.players if p.mention.form in _WHOLE]
    spans = _joined(whole, tokens, {p.begin for p in scene.players if p.mention.form == "demonym"})
    cut: list[Unit] = []
    at = 0
    while at < len(tokens):
        close = _bracket(tokens, at) if cut else None
        if close is not None:
            before = cut.pop()
            cut.append(Unit(before.begin, before.end, before.head, close))
            at = close
            continue
        begin, end, head = spans.get(at, (at, at + 1, at))
        cut.append(Unit(begin, end, head, end))
        at = end
    return cut


def _bracket(tokens: Sequence[Token], at: int) -> int | None:
    """Return the token after the bracket that opens at `at`, if one does and is short."""
    if tokens[at].text not in "([":
        return None
    for end in range(at + 1, min(at + _LONGEST_BRACKET, len(tokens))):
        if tokens[end].text in ")]":
            return end + 1
    return None


def _joined(
    names: Sequence[Player], tokens: Sequence[Token], demonyms: set[int]
) -> dict[int, tuple[int, int, int]]:
    """Return the names by where they begin, the longest first; "U.S. President X" is one."""
    found: list[tuple[int, int, int, str]] = []
    for player in sorted(names, key=lambda p: (p.begin, -p.end)):
        if found and player.begin < found[-1][1]:
            continue
        begin = player.begin
        while (
            player.kind == "person"
            and found
            and found[-1][3] in _CALLING
            and begin - found[-1][1] < 4
            and all(t.is_capital or t.low in _TITLES for t in tokens[found[-1][1] : begin])
        ):
            begin = found.pop()[0]
        if player.kind == "person" or player.kind == "office":
            begin = _with_titles(tokens, begin, demonyms)
        found.append((begin, player.end, _head(player), player.kind))
    return {begin: (begin, end, head) for begin, end, head, _ in found}


def _with_titles(tokens: Sequence[Token], begin: int, demonyms: set[int]) -> int:
    """Return where the callings before a name begin: "[Libyan leader] Muammar Gaddafi"."""
    at = begin
    while at > 0 and (tokens[at - 1].low in _TITLES or at - 1 in demonyms) and begin - at < 4:
        at -= 1
    return at


def _head(player: Player) -> int:
    """Return the word of a name that the rest hang on: "[Ministry] of Finance"."""
    words = player.mention.text.split()
    inner = next((i for i, word in enumerate(words[1:], 1) if word in ("of", "for")), None)
    head = player.end - 1 if inner is None else player.begin + inner - 1
    return min(max(head, player.begin), player.end - 1)


def _word(scene: Scene, unit: Unit, headline: bool) -> str:
    token = scene.sentence.tokens[unit.head]
    if headline and unit.begin not in scene.named and _is_common(token):
        return token.low
    return token.text


def _is_common(token: Token) -> bool:
    words = lexicon()
    return token.low in words.verbs or token.low in words.nouns or token.low in FUNCTION_WORDS


def _widened(syntax: Syntax, cut: Sequence[Unit]) -> Syntax:
    """Give a name's words back: they hang on its head, as does the bracket after it."""
    tags: list[str] = []
    heads: list[int] = []
    labels: list[str] = []
    for number, unit in enumerate(cut):
        above = syntax.heads[number]
        for at in range(unit.begin, unit.last):
            if at == unit.head:
                tags.append(syntax.tags[number])
                heads.append(-1 if above < 0 else cut[above].head)
                labels.append(syntax.labels[number])
            else:
                inside = at < unit.end
                tags.append("NNP" if inside else "SYM")
                heads.append(unit.head)
                labels.append("flat" if inside else "parataxis")
    return Syntax(tuple(tags), tuple(heads), tuple(labels))
