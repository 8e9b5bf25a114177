"""Which lists can be opened from what is chosen, and what a list is called."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from explorer.domain.filters import Filter, Match, Period
from explorer.domain.ids import ActorId, MarkKind, RelationshipId, SourceId
from explorer.domain.kinds import event_kind_label
from explorer.index.corpus import Corpus
from explorer.index.open_starts import OpenStarts
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import LaneOf, Lanes, Lasting, Listing, SortBy
from explorer.viewmodel.status import SAID_NAMES, filter_words, period_words, window_words

HEADINGS: Mapping[SortBy, str] = {
    SortBy.WHEN: "When",
    SortBy.TITLE: "Event",
    SortBy.ACTORS: "Actors",
    SortBy.KIND: "Kind",
    SortBy.STATUS: "Status",
    SortBy.SOURCE: "Source",
}


def open_list(session: Session, listing: Listing | None, origin: str) -> None:
    """Open a list, sorted as the one before; None closes it."""
    before = session.state.listing
    if listing is not None and before is not None:
        listing = replace(listing, sort=before.sort, descending=before.descending)
    session.update(origin, listing=listing)


def sort_by(session: Session, by: SortBy, origin: str) -> None:
    """Sort the open list by a column; again turns it round."""
    listing = session.state.listing
    if listing is not None:
        turned = listing.sort is by and not listing.descending
        session.update(origin, listing=replace(listing, sort=by, descending=turned))


def of_actors(session: Session, actors: Sequence[ActorId]) -> Listing:
    """Return the list of the events that have all of these actors, whatever is filtered."""
    match = Match.ALL if len(actors) > 1 else Match.ANY
    review = session.state.filter.review
    return Listing(Filter(actors=frozenset(actors), match=match, review=review))


def of_words(session: Session, words: str) -> Listing:
    """Return the list of the events with these words, whatever is filtered."""
    return Listing(Filter(words=words.strip(), review=session.state.filter.review))


def of_period(session: Session) -> Listing | None:
    """Return the list of the events under the filter that can have touched the brushed period."""
    window = session.state.selected_period
    if window is None or session.state.filter.period is not None:
        return None
    period = Period(int(window.start), int(window.end), window_words(window))
    return Listing(replace(session.state.filter, period=period))


def of_selection(session: Session) -> Listing | None:
    """Return the list that the selection asks for: of its actors, or those of its links."""
    found: list[ActorId] = []
    for mark in session.state.selection:
        if mark.kind is MarkKind.ACTOR:
            found.append(ActorId(mark.id))
        elif mark.kind is MarkKind.RELATIONSHIP:
            link = session.corpus.relationships[RelationshipId(mark.id)]
            found += (link.subject, link.object)
    return of_actors(session, tuple(dict.fromkeys(found))) if found else None


def of_column(session: Session, lane_key: str, begins: Period) -> Listing:
    """Return the list behind one column of the timeline; `lane_key` is its lane's."""
    return Listing(session.state.filter, _lane_of(session, lane_key), begins)


def of_lasting(session: Session, lane_key: str, lasting: Lasting) -> Listing:
    """Return the list of what began before the stretch that is seen of a lane and lasts into it."""
    return Listing(session.state.filter, _lane_of(session, lane_key), lasting=lasting)


def _lane_of(session: Session, lane_key: str) -> LaneOf:
    name, _, whose = lane_key.partition(" ")
    by = session.state.lanes
    lane = LaneOf(by)
    if name in ("actor", "source"):
        lane = LaneOf(by, int(whose))
    elif name == "kind":
        lane = LaneOf(by, whose)
    return lane


def list_title(session: Session, listing: Listing) -> str:
    """Return what a list holds: "Japan AND Lloyd Austin", or "Japan, Mar 2011"."""
    corpus = session.corpus
    parts = [filter_words(corpus, listing.wanted or session.state.filter, SAID_NAMES)]
    if listing.begins is not None:
        lane = _lane_words(corpus, listing.lane)
        parts = [lane, _begun_words(corpus, listing.begins), *parts]
    elif listing.lasting is not None:
        lane = _lane_words(corpus, listing.lane)
        parts = [lane, f"begun before, and not over by {listing.lasting.label}", *parts]
    elif listing.wanted is None:
        parts.insert(0, "All under the filter" if parts[0] else "All events")
    return " · ".join(part for part in parts if part)


def _begun_words(corpus: Corpus, stretch: Period) -> str:
    """Say what a column counts: what has no start stands where it ends."""
    words = f"begun in {period_words(stretch)}"
    without = OpenStarts(corpus.columns).between(stretch.start_s or 0, stretch.end_s or 0)
    return f"{words}, or ended then with no start given" if len(without) else words


def _lane_words(corpus: Corpus, lane: LaneOf | None) -> str:
    if lane is None or lane.by is Lanes.NONE:
        return ""
    if lane.whose is None:
        return "No actor named" if lane.by is Lanes.ACTOR else "No source named"
    if lane.by is Lanes.KIND:
        return event_kind_label(str(lane.whose))
    if lane.by is Lanes.ACTOR:
        actor = corpus.actors.get(ActorId(int(lane.whose)))
        return "an actor that is gone" if actor is None else actor.name
    source = corpus.sources.get(SourceId(int(lane.whose)))
    return "a source that is gone" if source is None else source.title
