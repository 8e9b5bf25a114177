"""What a tagger is, and what it gives: the one interface for all of them.

A tagger of another package is offered by an entry point of the group `sourceline.taggers`:
a function that takes the words after the colon ("model" in `--tagger name:model`, or "")
and returns a `Tagger`.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from explorer.values import dataclass, replace

KINDS = frozenset(
    (
        *("person", "organisation", "state", "force", "alliance", "forum", "office"),
        *("place", "region", "demonym", "thing"),
    )
)


@dataclass(frozen=True, slots=True)
class TaggedName:
    """A name at `[start, end)` (code points) of paragraph `paragraph` (an index from 0).

    `kind` is one of `KINDS`; a "thing" is a work, a law, a product, an event.
    """

    paragraph: int
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Tagged:
    """The names of a document. `tagger` says who found them ("spacy:en_core_web_sm").

    `dropped` counts what was given back and is no words of the text, or of no known kind;
    `unread` the paragraphs whose answer was not of the shape that was asked for.
    """

    tagger: str
    names: tuple[TaggedName, ...] = ()
    dropped: int = 0
    unread: int = 0


class Tagger(Protocol):
    """Finds names in a document. Whoever calls it holds its names against the text (`checked`)."""

    @property
    def name(self) -> str:
        """The tagger and its model, as a person names it: "spacy:en_core_web_sm"."""
        ...

    def notice(self, paragraphs: Sequence[str]) -> str:
        """Say in plain words what leaves this machine when they are tagged; "" if nothing does."""
        ...

    def tag(self, paragraphs: Sequence[str]) -> Tagged:
        """Find the names of a document.

        Raises
        ------
        InputProblem
            Where it cannot, for a reason that a person can mend (no key, no connection).
        """
        ...


def checked(tagged: Tagged, paragraphs: Sequence[str]) -> Tagged:
    """Return what holds: spans inside their paragraphs, of known kinds, none inside another.

    What does not is counted in `dropped`, but for spans inside a longer one.
    """
    held = [name for name in tagged.names if _holds(name, paragraphs)]
    kept: list[TaggedName] = []
    for name in sorted(held, key=lambda n: (n.paragraph, n.start, -n.end, n.kind)):
        last = kept[-1] if kept else None
        if last is None or last.paragraph != name.paragraph or name.start >= last.end:
            kept.append(name)
    lost = len(tagged.names) - len(held)
    return replace(tagged, names=tuple(kept), dropped=tagged.dropped + lost)


def _holds(name: TaggedName, paragraphs: Sequence[str]) -> bool:
    if name.kind not in KINDS or not 0 <= name.paragraph < len(paragraphs):
        return False
    text = paragraphs[name.paragraph]
    return 0 <= name.start < name.end <= len(text) and not text[name.start : name.end].isspace()
