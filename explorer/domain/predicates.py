"""What is known of the types of relationship: which colour they take, which have no direction.

A predicate is free words ("reports to"); these lists only say how the known ones are drawn.
"""

from __future__ import annotations

_OF_KIND = {
    "talks": ("talks with", "meets", "consults", "met", "to meet"),
    "agreement": (
        "agreement with", "ally of", "access pact", "access pact with", "shares information with",
        "treaty with", "trades with", "trade", "partner of", "works with", "cooperates with",
        "protects", "supports", "aids",
    ),
    "change": (
        "to become", "becomes", "moves to", "founds", "succeeds", "seeks help from", "plans",
    ),
    "exercise": ("exercises with", "trains with"),
    "incident": (
        "balances", "threatens", "missiles", "fires missiles at", "sanctions", "protests",
        "protest", "attacks", "at odds with", "rival of", "deters", "counters", "worries",
        "threat to", "fires missiles over", "opposes",
    ),
    "vote": ("rules on", "votes on", "ratifies"),
    "statement": ("criticises", "assures", "warns", "speaks for", "praises"),
}  # fmt: skip

_STRUCTURE = ("leads", "reports to", "member of", "part of", "represents", "based in")

_KIND = {predicate: kind for kind, predicates in _OF_KIND.items() for predicate in predicates}

SYMMETRIC = frozenset(
    {
        "ally of", "agreement with", "talks with", "shares information with", "exercises with",
        "treaty with", "trades with", "partner of", "works with", "cooperates with", "meets",
        "access pact with", "rival of", "trains with",
    }
)  # fmt: skip


def predicate_kind(predicate: str) -> str | None:
    """Return the kind of event whose colour a type of link takes; None for structure.

    Structure is who leads, belongs to, represents or stands where; a predicate that is
    not known counts as structure, so that no colour is claimed for it.
    """
    return _KIND.get(predicate.casefold())


def known_predicates() -> tuple[str, ...]:
    """Return structure first, then the types that take a kind's colour, kind by kind."""
    return (*_STRUCTURE, *_KIND)


def is_symmetric(predicate: str) -> bool:
    """Whether a type of link holds both ways, and so is drawn without a head."""
    return predicate.casefold() in SYMMETRIC
