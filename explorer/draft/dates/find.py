"""All time expressions of a text, not yet placed: leftmost first, the longest of those."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from explorer.draft.dates import rules_calendar, rules_lengths, rules_relative, traps
from explorer.draft.dates.grammar import Hit, Rule
from explorer.draft.dates.sense import Found
from explorer.draft.dates.tokens import Tokens
from explorer.draft.dates.words import BREAK_NAME, CLASS, OTHER

RULES: tuple[Rule, ...] = (*rules_calendar.RULES, *rules_relative.RULES, *rules_lengths.RULES)

_ISLAND = re.compile(f"[^{OTHER}{CLASS[BREAK_NAME]}]+")
_NEEDED = frozenset().union(*(rule.needs for rule in RULES))


def find(tokens: Tokens) -> list[Found]:
    """Return the expressions of a text in order, none overlapping another."""
    kept: list[Found] = []
    for island in _ISLAND.finditer(tokens.classes):
        present = _NEEDED.intersection(island.group())
        if present:
            kept.extend(_choose(_candidates(tokens, island.start(), island.end(), present)))
    return kept


@lru_cache(maxsize=4096)
def _rules_for(present: frozenset[str]) -> tuple[Rule, ...]:
    return tuple(rule for rule in RULES if not rule.needs.isdisjoint(present))


def _candidates(
    tokens: Tokens, first: int, last: int, present: frozenset[str]
) -> Iterator[tuple[Found, ...]]:
    # One token past the end, for the look-aheads; no rule can take it in.
    for rule in _rules_for(present):
        for match in rule.pattern.finditer(tokens.classes, first, last + 1):
            hit = Hit(tokens, match)
            if traps.is_false_friend(rule.name, hit):
                continue
            finds = tuple(traps.trim(tokens, found, rule.name) for found in rule.build(hit))
            if finds:
                yield finds


def _choose(candidates: Iterator[tuple[Found, ...]]) -> Iterator[Found]:
    ordered = sorted(candidates, key=lambda finds: (finds[0].first, -finds[-1].last))
    free_from = 0
    for finds in ordered:
        if finds[0].first >= free_from:
            free_from = finds[-1].last
            yield from finds
