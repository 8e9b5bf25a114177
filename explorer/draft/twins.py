"""Events that two documents may tell of: proposed as one, never made one here.

Two are held against each other when they name an actor in common and are of one kind or of one
month, and their dates, where both have one, have a day in common. They are proposed when their
titles, names left out, speak of the same. `across` asks for it where it folds the actors.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator

from explorer.domain.dates import parse
from explorer.domain.kinds import Status
from explorer.domain.marks import Draft, EventMark, Same
from explorer.domain.records import Actor, Event
from explorer.draft.lexicon import FUNCTION_WORDS
from explorer.draft.text import tokens_of
from explorer.draft.wordset import word_set
from explorer.values import dataclass, replace

MOST_KNOWN = 20_000  # of all events, the newest: memory must not grow with the project
_MOST_COMPARED = 400  # known events of one actor and kind that a new one is held against
_STEM = 5
_PLACES = frozenset(("place", "topic"))
_DAY_S = 86_400
_MONTH_S = 31 * _DAY_S
_CLOSE = 0.4
_LONG_S = 400 * _DAY_S  # a date wider than this tells no two events from each other
_EMPTY = word_set("say said tell report announce make made take took give gave hold held new")


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """An event of a project: what is needed to tell whether another is it.

    `actors` are keys of those who take part, `span` the earliest and latest second it may have
    been, `words` the stems of its title, `names` those of its actors' names.
    """

    key: str
    kind: str
    status: Status
    actors: frozenset[str]
    span: tuple[int, int] | None
    words: frozenset[str]


def known_events(events: Iterable[Event], actors: Iterable[Actor]) -> tuple[KnownEvent, ...]:
    """Return a project's events, those that have a key, as they are known."""
    by_id = {actor.id: actor for actor in actors}
    found = []
    for event in events:
        if event.key is None:
            continue
        parts = [p for p in event.participations if p.role not in _PLACES]
        named = _stems(" ".join(by_id[p.actor_id].name for p in event.participations))
        found.append(
            KnownEvent(
                event.key,
                event.kind,
                event.status,
                frozenset(key for p in parts if (key := by_id[p.actor_id].key)),
                None if event.date is None else _span(event.date.text),
                _stems(event.title) - named,
            )
        )
    return tuple(found)


class EventRegister:
    """Known events by kind and actor; `propose` changes nothing, `learn` adds a draft's.

    The newest `MOST_KNOWN` are kept, whether they are given at the start or learned.
    """

    def __init__(self, known: Iterable[KnownEvent] = ()) -> None:
        self._drawers: dict[tuple[str, str], deque[KnownEvent]] = {}
        self._events: dict[str, KnownEvent] = {}
        for event in known:
            self._add(event)

    def known(self) -> tuple[KnownEvent, ...]:
        """Return all that is known, as a value."""
        return tuple(self._events.values())

    def propose(self, draft: Draft) -> Draft:
        """Return a draft with a doubt for each of its events that may be a known one.

        The known one is the one to keep; each event is proposed with the likeliest only. The
        draft's actors are those of the project already (`explorer.draft.across`).
        """
        doubts = []
        for event in _of_draft(draft):
            if event.key in self._events:
                continue
            best = self._likeliest(event)
            if best is not None:
                doubts.append(Same("event", best[0].key, event.key, best[1]))
        return replace(draft, same=tuple(dict.fromkeys((*draft.same, *doubts))))

    def learn(self, draft: Draft) -> None:
        """Add the events of a draft."""
        for event in _of_draft(draft):
            if event.key not in self._events:
                self._add(event)

    def renew(self, events: Iterable[KnownEvent]) -> None:
        """Add events, or know them as they are given where they were known otherwise."""
        for event in events:
            old = self._events.get(event.key)
            if old is None:
                self._add(event)
            elif old != event:
                self._take_out(old)
                self._put(event)

    def _take_out(self, event: KnownEvent) -> None:
        for drawer in _drawers(event):
            held = self._drawers.get(drawer, deque())
            if event in held:
                held.remove(event)

    def _add(self, event: KnownEvent) -> None:
        self._put(event)
        if len(self._events) > MOST_KNOWN:
            self._forget(next(iter(self._events.values())))

    def _put(self, event: KnownEvent) -> None:
        self._events[event.key] = event
        for drawer in _drawers(event):
            self._drawers.setdefault(drawer, deque(maxlen=_MOST_COMPARED)).append(event)

    def _forget(self, oldest: KnownEvent) -> None:
        """Let an event go: it is the first of each drawer, unless newer ones pushed it out."""
        del self._events[oldest.key]
        for drawer in _drawers(oldest):
            held = self._drawers.get(drawer)
            if held and held[0] is oldest:
                held.popleft()
                if not held:
                    del self._drawers[drawer]

    def _likeliest(self, event: KnownEvent) -> tuple[KnownEvent, str] | None:
        found: dict[str, KnownEvent] = {}
        for drawer in _drawers(event):
            for known in self._drawers.get(drawer, ()):
                found[known.key] = known
        scored = [(_likeness(event, known), known) for known in found.values()]
        scored = [pair for pair in scored if pair[0] >= _ENOUGH]
        if not scored:
            return None
        _, best = min(scored, key=lambda pair: (-pair[0], pair[1].key))
        return best, _why(event, best)


_ENOUGH = 1.0


def _drawers(event: KnownEvent) -> Iterator[tuple[str, str]]:
    """Yield where an event lies: by actor and kind, and by actor and month where it has a date."""
    for actor in sorted(event.actors):
        yield actor, event.kind
        if event.span is not None and _is_narrow(event.span):
            first, last = (second // _MONTH_S for second in event.span)
            for month in range(first, min(last, first + 2) + 1):
                yield actor, str(month)


def _is_narrow(span: tuple[int, int]) -> bool:
    return span[1] - span[0] < _LONG_S


def _likeness(one: KnownEvent, two: KnownEvent) -> float:
    """Return how alike two events are; from 1 on they are proposed as one."""
    if (one.status is Status.PLANNED) != (two.status is Status.PLANNED):
        return 0.0
    shared = len(one.words & two.words)
    fewer = min(len(one.words), len(two.words))
    if not shared or not fewer:
        return 0.0
    alike = shared / fewer
    actors = len(one.actors & two.actors)
    if one.span and two.span:
        if one.span[0] > two.span[1] or two.span[0] > one.span[1]:
            return 0.0
        same_time = 0.45 if _is_narrow(one.span) and _is_narrow(two.span) else 0.1
    else:
        same_time = 0.0
    if one.kind != two.kind and same_time < _CLOSE:
        return 0.0
    return alike * min(1.0, 0.5 + 0.25 * shared) + 0.15 * min(actors - 1, 2) + same_time - 0.1


def _why(one: KnownEvent, two: KnownEvent) -> str:
    words = "the same words"
    if one.span and two.span:
        return f"{words}, actors and time"
    return f"{words} and actors; not both are dated"


def _of_draft(draft: Draft) -> Iterator[KnownEvent]:
    names = {actor.key: actor.name for actor in draft.pack.actors}
    for mark in draft.pack.events:
        yield _known(mark, names)


def _known(mark: EventMark, names: dict[str, str]) -> KnownEvent:
    parts = [p for p in mark.participations if p.role not in _PLACES]
    named = _stems(" ".join(names.get(p.actor, p.actor) for p in mark.participations))
    date = next((date.edtf for date in mark.dates if date.chosen), None)
    return KnownEvent(
        mark.key,
        mark.kind,
        mark.status,
        frozenset(p.actor for p in parts),
        None if date is None else _span(date),
        _stems(mark.title) - named,
    )


def _stems(text: str) -> frozenset[str]:
    return frozenset(
        token.low[:_STEM]
        for token in tokens_of(text)
        if (token.is_word or token.is_number)
        and token.low not in FUNCTION_WORDS
        and token.low not in _EMPTY
    )


def _span(edtf: str) -> tuple[int, int]:
    """Return the first and last second that a date may mean; an open end is far away."""
    bounds = parse(edtf).bounds
    first, last = bounds.start_min, bounds.end_max
    return -_EVER if first is None else first, _EVER if last is None else last


_EVER = 2**62
