"""Words that report, found in a sentence's tree: verbs that head clauses, and nouns of events."""

from __future__ import annotations

from explorer.draft.lexicon import BE, HAVE, MODALS, NOTHING, OTHER, Sense, lexicon
from explorer.draft.syntax.tree import Tree
from explorer.draft.wordset import word_set
from explorer.values import dataclass

# What a verb hangs on another as when it reports nothing of its own.
_HELPING = frozenset(
    ("aux", "aux:pass", "cop", "case", "mark", "fixed", "amod", "compound", "flat", "discourse",
     "goeswith", "reparandum", "cc", "det", "advmod", "nummod", "compound:prt")
)  # fmt: skip
_OWNING = frozenset(("nmod:poss", "nmod", "compound", "amod", "nmod:unmarked"))
_OWNERS_PREPOSITIONS = frozenset(("by", "of", "with", "from", "between", "against", "on", "for"))
SAYING = word_set(
    "say tell state add explain comment note describe write reply respond remark quote cite speak"
    " report mention argue stress emphasise emphasize reiterate answer express admit acknowledge"
    " observe joke recall think tweet post declare announce insist warn conclude"
)
# Verbs that are told with what they lead on to ("agreed to resign"), not left out for it.
KEPT = word_set(
    "agree decide vow promise pledge offer refuse threaten order force allow help persuade urge ask"
    " request call demand choose opt commit authorise authorize permit require convince tell"
    " instruct invite encourage press warn forbid enable appoint elect bid apply compel sentence"
    " undertake swear volunteer consent"
)
_COMPLETING = word_set("from without of for about to against instead than as like")
# Words in -ing that are prepositions.
_PREPOSITIONAL = word_set(
    "including according following concerning regarding considering excluding pending barring"
    " involving based given notwithstanding owing"
)
_BODIES_OF_MEN = frozenset(("force", "forces"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that reports, at token `at`; its verb group or noun phrase begins at `begin`.

    `form` is "past", "present", "perfect", "progressive", "passive", "infinitive", "modal",
    "gerund", "participle" or "noun". `leads` is the token that leads on to it ("plans [to
    buy]", "is expected [to win]"), whose phrase says how far it has come.
    """

    at: int
    begin: int
    sense: Sense
    form: str
    leads: int | None = None

    @property
    def is_noun(self) -> bool:
        return self.form == "noun"


def find_triggers(tree: Tree, named: frozenset[int]) -> list[Trigger]:
    """Return the triggers of a sentence in order; tokens in `named` belong to names."""
    found = []
    for at, token in enumerate(tree.tokens):
        if at in named or not token.is_word:
            continue
        verbal = tree.is_verb(at) and not _is_noun_in_ing(tree, at)
        trigger = _verb(tree, at) if verbal else _noun(tree, at, named)
        if trigger is not None:
            found.append(trigger)
    return found


def _verb(tree: Tree, at: int) -> Trigger | None:
    low, label = tree.tokens[at].low, tree.labels[at]
    if label in _HELPING or low in BE or low in HAVE or low in MODALS:
        return None
    if tree.with_label(at, "cop"):  # "is pending": what it is, not what happened
        return None
    if tree.tags[at] == "VBG" and (label in ("csubj", "nsubj", "obj") or _is_adjective(tree, at)):
        return None  # "seizing land is": no more than spoken of
    if low in _PREPOSITIONAL or _is_half(tree, at) or _is_kept_from(tree, at):
        return None
    entry = lexicon().verbs.get(low)
    sense = _phrasal(tree, at) or (entry[0] if entry is not None else _unknown(tree, at))
    form = _form(tree, at)
    begin = min([at, *tree.auxiliaries(at), *_to(tree, at)])
    return Trigger(at, begin, sense, form, _leader(tree, at))


def _phrasal(tree: Tree, at: int) -> Sense | None:
    """Return what a verb means with its particle: "the bomb [went off]"."""
    words = lexicon()
    for kid in tree.with_label(at, "compound:prt", "advmod"):
        sense = words.phrasal.get((words.lemma(tree.tokens[at].low), tree.tokens[kid].low))
        if sense is not None and kid > at:
            return sense
    return None


def _is_half(tree: Tree, at: int) -> bool:
    """Whether a word is the second half of a compound: "Kurdish-led"."""
    before = tree.tokens[at - 1] if at else None
    return before is not None and before.text in "-‑–" and before.end == tree.tokens[at].start


def _is_kept_from(tree: Tree, at: int) -> bool:
    """Whether a word in -ing only completes another: "banned from [flying]"."""
    return tree.tags[at] == "VBG" and bool(set(tree.marks(at)) & _COMPLETING)


def _is_noun_in_ing(tree: Tree, at: int) -> bool:
    """Whether a word in -ing is a noun here: "the [sharing] of data"."""
    if tree.tags[at] != "VBG" or tree.tokens[at].low not in lexicon().nouns:
        return False
    return bool(tree.with_label(at, "det", "amod", "nmod:poss", "compound")) or any(
        tree.preposition(kid) == "of" for kid in tree.with_label(at, "nmod", "obl")
    )


def _is_adjective(tree: Tree, at: int) -> bool:
    """Whether a word in -ing only describes: "the [founding] father"."""
    if at == 0 or at + 1 >= len(tree.tags):
        return False
    return tree.tags[at - 1] in ("DT", "POS", "PRP$", "JJ") and tree.tags[at + 1].startswith("NN")


def _unknown(tree: Tree, at: int) -> Sense:
    """A verb that no list has: something happened, of no class that is known.

    Without an ending that only verbs have it must have both a subject and an object.
    """
    low = tree.tokens[at].low
    sure = tree.tags[at] in ("VBD", "VBN", "VBG") and low.endswith(("ed", "ing"))
    whole = tree.with_label(at, "nsubj") and tree.with_label(at, "obj")
    if len(low) < 4 or low in lexicon().nouns or not (sure or whole):
        return NOTHING
    return Sense(low, OTHER.group, OTHER.kind)


def _to(tree: Tree, at: int) -> list[int]:
    return [kid for kid in tree.with_label(at, "mark") if tree.tokens[kid].low == "to"]


def _form(tree: Tree, at: int) -> str:
    helpers = {tree.tokens[a].low for a in tree.auxiliaries(at)}
    passive = any(tree.labels[a] == "aux:pass" for a in tree.auxiliaries(at))
    tag = tree.tags[at]
    if _to(tree, at) and not helpers & MODALS:
        return "infinitive" if not passive else "passive"
    if helpers & MODALS:
        return "passive" if passive else "modal"
    if passive:
        return "passive"
    if tag == "VBG":
        return "progressive" if helpers & BE else "gerund"
    if helpers & HAVE:
        return "perfect"
    if tag == "VBN":
        return "passive" if helpers & BE else "participle"
    if tag == "VBD":
        return "past"
    return _joined_form(tree, at)


def _joined_form(tree: Tree, at: int) -> str:
    """A verb without endings is as the one it is joined to ("to buy and sell"), else present."""
    if tree.labels[at] == "conj" and tree.tags[at] == "VB" and tree.is_verb(tree.heads[at]):
        return _form(tree, tree.heads[at])
    if tree.tags[at] == "VB" and tree.labels[at] in ("xcomp", "ccomp") and not tree.kids[at]:
        return "infinitive"
    return "infinitive" if tree.tags[at] == "VB" and tree.labels[at] == "xcomp" else "present"


def _leader(tree: Tree, at: int) -> int | None:
    """Return the word whose "to" an infinitive follows: a verb, an adjective or a noun."""
    first = tree.origin(at)
    if tree.labels[first] == "xcomp" or (tree.labels[first] == "acl" and _to(tree, first)):
        return tree.heads[first]
    if tree.labels[first] in ("ccomp", "advcl") and _to(tree, first):
        head = tree.heads[first]
        return head if head >= 0 and first - head <= 4 else None
    return None


def _noun(tree: Tree, at: int, named: frozenset[int]) -> Trigger | None:
    low = tree.tokens[at].low
    noun = lexicon().nouns.get(low)
    if (
        noun is None
        or tree.tags[at][:2] not in ("NN", "VB")
        or (tree.tokens[at].is_capital and at > 0)
    ):
        return None
    if _describes(tree, at):
        return None
    if noun.weak and not _has_owner(tree, at, named):
        return None
    begin = tree.phrase_begin(at)
    return Trigger(at, begin, noun.sense, "noun")


def _describes(tree: Tree, at: int) -> bool:
    """Whether an event noun only describes the noun after it: "ceasefire talks"."""
    after = tree.tokens[at + 1].low if at + 1 < len(tree.tokens) else ""
    before = tree.labels[at] in ("compound", "amod", "nmod:unmarked", "flat") and after != "of"
    return before or after in _BODIES_OF_MEN


def _has_owner(tree: Tree, at: int, named: frozenset[int]) -> bool:
    """Whether a name belongs to a noun: "Boeing's plan", "a bid by Airbus", "Airbus orders"."""
    for kid in tree.kids[at]:
        if tree.labels[kid] not in _OWNING:
            continue
        preposition = tree.preposition(kid)
        if preposition and preposition not in _OWNERS_PREPOSITIONS:
            continue
        if any(i in named for i in tree.within(kid)):
            return True
    head = tree.heads[at]
    if head >= 0 and tree.labels[at] == "obj" and tree.is_verb(head):
        subject = tree.first(head, "nsubj")
        return subject is not None and any(i in named for i in tree.within(subject))
    return False


PREPOSITIONS = word_set(
    "of in on at for from with by about against between among through during before after"
    " over under into onto toward towards across along amid within without via per since until"
    " despite including as like than upon amidst amongst besides around near outside inside"
    " following behind beyond"
)
