"""Words that mean one thing here and another there: to fire a minister, to fire a gun."""

from __future__ import annotations

from dataclasses import replace

from explorer.draft.lexicon import NOTHING, Sense
from explorer.draft.syntax.tree import Tree
from explorer.draft.triggers import Trigger
from explorer.draft.wordset import word_set

_BALLOTS = word_set(
    "election elections margin campaign vote votes seat seats poll polls referendum ballot"
    " presidency parliament primary candidate candidates runoff re-election majority voters"
    " presidential parliamentary"
)
_CONTESTS = word_set("win lose defeat beat")
_PAPERS = word_set(
    "report reports data statement figures album film video findings results documents document"
    " photo photos photograph version product details list letter transcript footage single song"
    " book magazine update game study survey image images"
)
_POSTS = word_set(
    "minister president employee employees staff worker workers manager coach director chief"
    " executive secretary general commander official officials ambassador chairman head adviser"
)


def _is_talk(trigger: Trigger, tree: Tree) -> bool:
    """Whether two speak with one another: "spoke on the phone", "talked with"."""
    subject = tree.first(trigger.at, "nsubj")
    several = subject is not None and len(list(tree.joined(subject))) > 1
    return several or any(
        tree.preposition(kid) == "with" or tree.tokens[kid].low in ("phone", "telephone")
        for kid in tree.with_label(trigger.at, "obl")
    )


def sense_in(trigger: Trigger, tree: Tree) -> Sense | None:
    """Return what a word of several meanings means in its sentence; None where it has one."""
    if trigger.is_noun:
        return None
    lemma = trigger.sense.lemma
    if lemma in _CONTESTS and any(token.low in _BALLOTS for token in tree.tokens):
        return Sense(lemma, "vote", "vote")
    thing = tree.first(trigger.at, "obj", "nsubj:pass")
    words = {tree.tokens[at].low for at in tree.within(thing)} if thing is not None else set()
    if lemma == "demonstrate" and thing is not None:
        return NOTHING  # shows something
    if lemma in ("speak", "talk") and _is_talk(trigger, tree):
        return Sense(lemma, "CONSULT", "talks")
    if lemma == "release" and words & _PAPERS:
        return Sense(lemma, "statement", "statement")
    if lemma == "fire" and words & _POSTS:
        return replace(trigger.sense, group="change", kind="change")
    return None
