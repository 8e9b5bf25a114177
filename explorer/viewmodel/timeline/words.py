"""What stands in words above the timeline: the filter as chips, and the counts."""

from __future__ import annotations

from explorer.domain.dates import say
from explorer.domain.filters import Filter, Match, ReviewScope
from explorer.domain.ids import ActorId, EventId, Mark, MarkKind
from explorer.domain.kinds import STATUS_LABELS, event_kind_label
from explorer.values import dataclass, replace
from explorer.viewmodel.review.counting import events_in_scope
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Axis
from explorer.viewmodel.status import period_words, stretch_words, window_words
from explorer.viewmodel.timeline.scene import TimelineScene


@dataclass(frozen=True, slots=True)
class Chip:
    """One restriction. `without` is the filter once it is lifted.

    `joiner` stands before it ("AND"); `icon` is a kind of actor, `kind_index` one of event.
    """

    text: str
    without: Filter
    joiner: str = ""
    icon: str | None = None
    kind_index: int | None = None
    finding: bool = False  # words that are looked up, and not in the filter yet


def chips(session: Session) -> tuple[Chip, ...]:
    """Return words that are being found, then the filter's restrictions, actors first."""
    return (*_finding(session), *_actors(session), *_kinds(session), *_others(session))


def _actors(session: Session) -> list[Chip]:
    wanted, corpus = session.state.filter, session.corpus
    known = [actor for actor in wanted.actors if actor in corpus.actors]
    chosen = sorted(corpus.some_actors(known), key=lambda actor: actor.name)
    joiner = {Match.ALL: "AND", Match.ANY: "OR", Match.NONE: "NOT"}[wanted.match]
    found = []
    for index, actor in enumerate(chosen):
        word = joiner if index or wanted.match is Match.NONE else ""
        without = replace(wanted, actors=wanted.actors - {actor.id})
        found.append(Chip(actor.name, without, word, icon=actor.kind))
    return found


def _kinds(session: Session) -> list[Chip]:
    wanted, every = session.state.filter, session.corpus.kinds
    if wanted.kinds is None:
        return []
    without = replace(wanted, kinds=None)
    chosen = [index for index, key in enumerate(every) if key in wanted.kinds]
    if len(chosen) == 1:
        return [Chip(event_kind_label(every[chosen[0]]), without, kind_index=chosen[0])]
    if len(chosen) <= len(every) // 2:
        names = " or ".join(event_kind_label(every[index]) for index in chosen)
        return [Chip(names or "no kind", without)]
    missing = [event_kind_label(key) for key in every if key not in wanted.kinds]
    return [Chip("not " + ", ".join(missing), without)]


def _others(session: Session) -> list[Chip]:
    wanted, found = session.state.filter, []
    if wanted.statuses is not None:
        names = " or ".join(STATUS_LABELS[s] for s in STATUS_LABELS if s in wanted.statuses)
        found.append(Chip(names or "no status", replace(wanted, statuses=None)))
    if wanted.sources is not None:
        titles = [s.title for s in session.corpus.sources.values() if s.id in wanted.sources]
        text = titles[0] if len(titles) == 1 else f"{len(titles)} sources"
        found.append(Chip(text, replace(wanted, sources=None)))
    if wanted.period is not None:
        found.append(Chip(period_words(wanted.period), replace(wanted, period=None)))
    if wanted.words.strip():
        found.append(Chip(f"“{wanted.words.strip()}”", replace(wanted, words="")))
    if wanted.review is not ReviewScope.ACCEPTED:
        text = "drafts only" if wanted.review is ReviewScope.PENDING else "with drafts"
        found.append(Chip(text, replace(wanted, review=ReviewScope.ACCEPTED)))
    return found


def _finding(session: Session) -> list[Chip]:
    words, wanted = session.words.finding, session.state.filter
    return [Chip(f"finding “{words}”…", wanted, finding=True)] if words else []


def lead_words(session: Session, scene: TimelineScene) -> tuple[str, str]:
    """Return what stands there without a filter: a strong part, and a remark."""
    count = events_in_scope(session.corpus, session.state.filter.review)
    said = f"{count:,} event{'' if count == 1 else 's'}"
    dense = next((lane.columns for lane in scene.lanes if lane.columns is not None), None)
    if dense is not None:
        one = dense.unit if dense.unit[0].isdigit() else f"1 {dense.unit}"
        return (
            said,
            f"Some lanes as columns: 1 column = {one}, each lane to its own scale.",
        )
    if session.state.axis is Axis.TOLD:
        if not session.corpus.columns.dated:
            return "No dates in this text.", "Marks stand where the text tells them."
        return said, "Marks stand where the text tells them."
    if count and not session.corpus.columns.dated:
        return "No dates in this text.", "As told shows the order of the text."
    return said, "No filter: every actor, kind and source."


def count_words(session: Session, scene: TimelineScene) -> str:
    """Return "2022 to 2025 · 7 of 8 in view"; as told, of the paragraphs in view."""
    period = session.state.selected_period
    if period is not None:
        return f"{window_words(period)} selected"
    stretch = stretch_words(session)
    stretch = stretch.removeprefix("as told, ")
    seen = "…" if scene.in_view is None else f"{scene.in_view:,}"
    counted = f"{seen} of {scene.matching:,} in view"
    return f"{stretch} · {counted}" if stretch else counted


def tip_words(session: Session, mark: Mark) -> tuple[str, str]:
    """Return a mark's name, and what else is known of it in few words."""
    corpus = session.corpus
    if not corpus.has(mark):
        return "", ""
    if mark.kind is MarkKind.EVENT:
        event = corpus.event(EventId(mark.id))
        dates = dict.fromkeys(say(claim.date) for claim in event.claims)
        if event.date is None:
            when = "undated: the source gives no date"
        elif len(dates) > 1:
            when = "sources disagree: " + " or ".join(dates)
        else:
            when = say(event.date)
        return (
            event.title,
            f"{when} · {event_kind_label(event.kind)} · {STATUS_LABELS[event.status]}",
        )
    if mark.kind is not MarkKind.ACTOR:
        return "", ""
    return corpus.actors[ActorId(mark.id)].name, ""
