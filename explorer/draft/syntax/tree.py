"""A sentence as a tree of its words, and the plain questions that are asked of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from explorer.draft.syntax.model import Syntax
from explorer.draft.text import Token
from explorer.values import dataclass

CLAUSAL = frozenset(
    ("root", "ccomp", "xcomp", "advcl", "acl", "acl:relcl", "parataxis", "csubj", "conj")
)
_SUBJECTS = ("nsubj", "nsubj:pass", "csubj")
_NAME_PARTS = frozenset(("flat", "compound", "appos", "nmod:unmarked", "nummod", "fixed"))
_BEFORE = frozenset(
    ("det", "amod", "compound", "nmod:poss", "nummod", "advmod", "nmod:unmarked", "det:predet",
     "flat", "nmod")
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Tree:
    """`kids[at]` are the tokens that hang on token `at`, from left to right."""

    tokens: tuple[Token, ...]
    tags: tuple[str, ...]
    heads: tuple[int, ...]
    labels: tuple[str, ...]
    kids: tuple[tuple[int, ...], ...]

    def with_label(self, at: int, *labels: str) -> tuple[int, ...]:
        return tuple(kid for kid in self.kids[at] if self.labels[kid] in labels)

    def first(self, at: int, *labels: str) -> int | None:
        return next((kid for kid in self.kids[at] if self.labels[kid] in labels), None)

    def is_verb(self, at: int) -> bool:
        return self.tags[at].startswith("VB") or self.tags[at] == "MD"

    def is_noun(self, at: int) -> bool:
        return self.tags[at].startswith("NN")

    def within(self, at: int) -> list[int]:
        """Return all tokens that hang on `at`, however far, and itself, in order."""
        found, stack = [], [at]
        while stack:
            here = stack.pop()
            found.append(here)
            stack += self.kids[here]
        return sorted(found)

    def span(self, at: int) -> tuple[int, int]:
        """Return the half-open run of tokens from the first to the last within `at`."""
        inside = self.within(at)
        return inside[0], inside[-1] + 1

    def up(self, at: int) -> Iterator[int]:
        """Yield what `at` hangs on, and what that hangs on, to the root."""
        head = self.heads[at]
        while head >= 0:
            yield head
            head = self.heads[head]

    def preposition(self, at: int) -> str:
        """Return the words that mark how a noun belongs: "with", "according to"; "" for none.

        One that is joined to another by "and" has the other's.
        """
        while self.labels[at] == "conj" and not self.with_label(at, "case"):
            at = self.heads[at]
        cases = self.with_label(at, "case")
        cases = tuple(c for c in cases if self.tokens[c].low not in ("'s", "’s", "'", "’"))
        if not cases:
            return ""
        first = cases[0]
        fixed = [kid for kid in self.kids[first] if self.labels[kid] == "fixed"]
        return " ".join(self.tokens[i].low for i in (first, *fixed))

    def marks(self, at: int) -> tuple[str, ...]:
        """Return the words that open a clause: "to", "that", "if", "by"."""
        return tuple(self.tokens[kid].low for kid in self.with_label(at, "mark", "case"))

    def auxiliaries(self, at: int) -> tuple[int, ...]:
        """Return the helping verbs of a verb; one joined to another by "and" has the other's."""
        while True:
            own = self.with_label(at, "aux", "aux:pass", "cop")
            if own or self.labels[at] != "conj" or self.first(at, *_SUBJECTS) is not None:
                return own
            at = self.heads[at]

    def joined(self, at: int) -> Iterator[int]:
        """Yield `at` and all that are joined to it by "and" or commas, from left to right."""
        yield at
        for kid in self.kids[at]:
            if self.labels[kid] == "conj":
                yield from self.joined(kid)

    def origin(self, at: int) -> int:
        """Return the first of those that `at` is joined to."""
        while self.labels[at] == "conj":
            at = self.heads[at]
        return at

    def core(self, at: int) -> tuple[int, int]:
        """Return the run of tokens around a noun that are one name with it: "Mr John Smith"."""
        begin = end = at
        for kid in self.kids[at]:
            if self.labels[kid] in _NAME_PARTS:
                first, last = self.span(kid)
                begin, end = min(begin, first), max(end, last - 1)
        return begin, end + 1

    def phrase_begin(self, at: int) -> int:
        """Return where a noun's phrase begins: its article, adjectives and owner."""
        begins = [self.span(k)[0] for k in self.kids[at] if k < at and self.labels[k] in _BEFORE]
        begin = min([at, *begins])
        while begin < at and (
            self.tags[begin] in ("IN", "CC", ",")
            or (self.tags[begin] == "RB" and self.tags[begin + 1] == "IN")
        ):
            begin += 1  # "[shortly before] his death"
        return begin


def tree_of(tokens: Sequence[Token], syntax: Syntax) -> Tree:
    """Return a sentence's tree."""
    kids: list[list[int]] = [[] for _ in tokens]
    for at, head in enumerate(syntax.heads):
        if head >= 0:
            kids[head].append(at)
    labels = list(syntax.labels)
    for at, head in enumerate(syntax.heads):
        second = labels[at] == "csubj" and 0 <= head < at
        if second and any(labels[kid].startswith("nsubj") for kid in kids[head]):
            labels[at] = "xcomp"  # a verb has one subject: "[Canada] is set to buy"
    return Tree(
        tuple(tokens), syntax.tags, syntax.heads, tuple(labels), tuple(tuple(k) for k in kids)
    )
