"""Typed relationships that a sentence states: by its events, and by how its names are put."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from explorer.domain.kinds import Status
from explorer.draft.cast import ACTING
from explorer.draft.events import Told
from explorer.draft.groups import Group
from explorer.draft.roles import Part
from explorer.draft.stage import Player, Scene
from explorer.draft.wordset import word_set
from explorer.values import dataclass

_MUTUAL = {
    "AGREE": "agreement with", "CONSULT": "talks with", "COOPERATE": "cooperates with",
    "MOBILIZE": "exercises with",
}  # fmt: skip
_DIRECTED = {
    "SUPPORT": "supports", "AID": "supports", "THREATEN": "threatens", "ACCUSE": "criticises",
    "REJECT": "opposes", "SANCTION": "sanctions", "PROTEST": "protests", "ASSAULT": "attacks",
}  # fmt: skip
_CALLING_ON = word_set("visit tour host receive greet welcome")
_LEADING = word_set("lead command head govern oversee")
_HEADS = word_set(
    "commander head chief leader president director chairman chairwoman king queen emperor"
    " governor mayor premier chancellor founder boss executive manager coach captain"
)
_LED = frozenset(("state", "organisation", "force", "alliance", "forum"))
_SPEAKING_TITLES = word_set("spokesman spokeswoman spokesperson")
_SENT_TITLES = word_set("minister ambassador envoy negotiator representative")
_TITLE_WORDS = (
    _HEADS
    | _SPEAKING_TITLES
    | _SENT_TITLES
    | word_set(
        "prime foreign defence defense finance interior trade chief executive officer general"
        " secretary secretary-general managing ceo senior supreme party army military head"
        " former deputy vice then"
    )
)
_LONGEST_TITLE = 4
_EXAMPLE_GAP = 3  # tokens: "allies such as the Philippines"
_PARTIES = frozenset(("party", "signatory"))
_DONE_TO = frozenset(("target", "recipient", "beneficiary"))
_HELPED = frozenset(("recipient", "beneficiary"))
_UNPROVEN = frozenset(("allege", "investigate", "probe"))
_MOST_PARTIES = 6


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship at `[start, end)` of paragraph `paragraph` (an index from 0)."""

    subject: str
    predicate: str
    object: str
    status: Status
    paragraph: int
    start: int
    end: int
    edtf: str | None = None


def links_of_events(told: Sequence[Told]) -> Iterator[Link]:
    """Yield what events say of those who take part in them."""
    for event in told:
        if event.lent:
            continue
        parts = [p for p in event.parts if p.player.kind in ACTING]
        yield from _mutual(event, parts)
        yield from _directed(event, parts)
        yield from _reporting(event, parts)


def _mutual(event: Told, parts: Sequence[Part]) -> Iterator[Link]:
    predicate = _MUTUAL.get(event.sense.group)
    if predicate is None:
        return
    if event.sense.group == "MOBILIZE" and "exercise" not in event.sense.lemma:
        return
    sides = [p for p in parts if p.role in _PARTIES or p.role == "agent"]
    if event.form == "noun":  # "during talks, X and Y said": not with each other
        sides = [p for p in sides if event.start <= p.player.mention.start < event.end]
    if event.sense.lemma in _CALLING_ON:
        sides = [p for p in sides if p.player.kind == "person"]
    if event.sense.lemma == "join":
        predicate, sides = "member of", sides[:2]
    for one, two in list(combinations(sides, 2))[: _MOST_PARTIES * 2]:
        kinds = {one.player.kind, two.player.kind}
        if "group" in kinds and abs(two.player.begin - one.player.end) <= _EXAMPLE_GAP:
            continue  # "allies like Japan"
        others = any(not _before(event, side, side) for side in sides)
        together = event.form != "noun" and _before(event, one, two)
        apart = others and event.sense.group == "CONSULT"
        if "office" in kinds or (together and (len(kinds) > 1 or apart)):
            continue  # of "X and Y met Z" each met Z; "X and Y met" each other
        yield _link(event, one.player, predicate, two.player)


def _before(event: Told, one: Part, two: Part) -> bool:
    """Whether both stand before the event's word: "officials, including Blinken, met"."""
    at, _ = event.words[0]
    return one.player.mention.end <= at and two.player.mention.end <= at


def _directed(event: Told, parts: Sequence[Part]) -> Iterator[Link]:
    predicate = _DIRECTED.get(event.sense.group)
    doers = [p for p in parts if p.role in ("agent", "speaker")]
    helps = event.sense.group in ("SUPPORT", "AID")
    targets = [p for p in parts if p.role in (_HELPED if helps else _DONE_TO)]
    if predicate is None or event.status is Status.ANNOUNCED or event.sense.lemma in _UNPROVEN:
        return
    for doer in doers[:2]:
        for target in targets[:3]:
            if doer.player.key != target.player.key:
                yield _link(event, doer.player, predicate, target.player)


def _reporting(event: Told, parts: Sequence[Part]) -> Iterator[Link]:
    doers = [p for p in parts if p.role in ("agent", "speaker")]
    if event.sense.lemma == "report":
        for doer in doers:
            for above in (p for p in parts if p.role == "recipient"):
                yield _link(event, doer.player, "reports to", above.player)
    elif event.sense.lemma in _LEADING:
        for doer in doers[:1]:
            for led in (p for p in parts if p.role == "subject"):
                yield _link(event, doer.player, "leads", led.player)


def _link(event: Told, subject: Player, predicate: str, object_: Player) -> Link:
    same = [subject.mention, object_.mention]
    inside = all(m.paragraph == event.paragraph and abs(m.start - event.start) < 400 for m in same)
    starts = [event.start, *(m.start for m in same if inside and m.form != "pronoun")]
    ends = [event.end, *(m.end for m in same if inside and m.form != "pronoun")]
    edtf = event.date.edtf if event.date else None
    return Link(
        subject.key, predicate, object_.key, event.status,
        event.paragraph, min(starts), max(ends), edtf,
    )  # fmt: skip


def links_of_names(scene: Scene, groups: Sequence[Group]) -> Iterator[Link]:
    """Yield what the way names stand together says: who holds an office, of what a body is part."""
    by_start = {(p.mention.start, p.mention.end): p for p in scene.players}
    ordered = sorted(scene.players, key=lambda p: (p.begin, -p.end))
    for one, two in pairwise(ordered):
        if one.end == two.begin and one.kind == "office" and two.kind == "person":
            yield _standing(scene, two, "holds", one)
        elif one.end == two.begin and one.kind == "state" and two.kind == "office":
            yield _standing(scene, two, "part of", one)
        predicate = _by_title([t.low for t in scene.sentence.tokens[one.end : two.begin]])
        if predicate and two.kind == "person" and one.kind in _LED:
            yield _standing(scene, two, predicate, one)
    for group in groups:
        yield from _of_group(scene, group, by_start)
    yield from _by_words(scene)


def _by_title(words: Sequence[str]) -> str | None:
    """Return what a calling between a body and a person says: "Boeing [chief executive] X"."""
    plain = [word for word in words if word not in ("'s", "’s", "and", ",")]
    if not 1 <= len(plain) <= _LONGEST_TITLE or not set(plain) <= _TITLE_WORDS or "," in words:
        return None
    if set(plain) & {"former", "deputy", "vice", "then"}:
        return None
    if set(plain) & _SPEAKING_TITLES:
        return "speaks for"
    if set(plain) & _SENT_TITLES and "prime" not in plain:
        return "represents"
    return "leads" if set(plain) & _HEADS | set(plain) & {"minister"} else None


def _of_group(
    scene: Scene, group: Group, by_start: dict[tuple[int, int], Player]
) -> Iterator[Link]:
    player = by_start.get((group.start, group.end))
    owner = by_start.get((group.owner.start, group.owner.end)) if group.owner else None
    if player is None or owner is None:
        return
    if group.head in _HEADS:
        yield _standing(scene, player, "leads", owner)
    elif group.head == "administration" and owner.kind == "person":
        yield _standing(scene, owner, "leads", player)
    elif player.kind == "group" and group.head != "allies":
        yield _standing(
            scene, player, "represents" if group.head == "officials" else "part of", owner
        )
    elif player.kind == "force":
        yield _standing(scene, player, "part of", owner)
    elif player.kind == "sector":
        yield _standing(scene, player, "based in", owner)
    elif player.kind == "office" and owner.kind in ("state", "organisation"):
        yield _standing(scene, player, "part of", owner)


def _by_words(scene: Scene) -> Iterator[Link]:
    """Phrases between two names: "part of", "member of", "head of", "based in", "ally of"."""
    tokens = scene.sentence.tokens
    outer = [p for p in scene.players if p.mention.form != "pronoun"]
    for one, two in pairwise(outer):
        between = [t.low for t in tokens[one.end : two.begin]]
        if not between or len(between) > 7 or one.key == two.key:
            continue
        text = " ".join(w for w in between if w not in ("the", "a", "an"))
        predicate = next((p for words, p in _PHRASES if text.startswith(words)), None)
        if predicate:
            yield _standing(scene, one, predicate, two)
        elif "allies" in one.mention.text and text.startswith(_EXAMPLES):
            yield _standing(scene, two, "member of", one)


def _standing(scene: Scene, subject: Player, predicate: str, object_: Player) -> Link:
    return Link(
        subject.key,
        predicate,
        object_.key,
        Status.ONGOING,
        scene.sentence.paragraph,
        min(subject.mention.start, object_.mention.start),
        max(subject.mention.end, object_.mention.end),
    )


_EXAMPLES = ("like", "such as", "in region , such as", ", such as", ", including")
_PHRASES = (
    (", part of", "part of"), ("is part of", "part of"), (", member of", "member of"),
    ("is member of", "member of"), (", head of", "leads"), (", leader of", "leads"),
    (", president of", "leads"), (", commander of", "leads"), (", director of", "leads"),
    (", chairman of", "leads"), (", spokesman for", "speaks for"), (", unit of", "part of"),
    (", subsidiary of", "part of"), (", division of", "part of"), (", ally of", "ally of"),
    ("joined", "member of"), ("belongs to", "part of"), ("is based in", "based in"),
    (", based in", "based in"), ("is owned by", "part of"), (", owned by", "part of"),
)  # fmt: skip
