"""Details say what the sources say, and lead on to what is linked."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.domain.filters import Match
from explorer.domain.ids import ActorId, EventId, Mark
from explorer.viewmodel.details.blocks import (
    Bars,
    Block,
    Entries,
    Fact,
    Folded,
    Glyph,
    Hint,
    Listed,
    Quote,
    Step,
    Title,
)
from explorer.viewmodel.details.build import Focus, build_details
from explorer.viewmodel.details.citation import cite, current_citation
from explorer.viewmodel.details.quotes import lit_quote, step_quote
from explorer.viewmodel.session import Session
from explorer.viewmodel.state import Window
from tests.support.briefing import briefing_session
from tests.support.projects import ProjectBuilder


@pytest.fixture
def session() -> Session:
    return briefing_session()


def blocks(session: Session, mark: Mark) -> tuple[Block, ...]:
    session.update("test", selection=(mark,), evidence=None)
    return build_details(session).blocks


def only(kind: type, found: tuple[Block, ...]) -> list[Block]:
    return [block for block in found if isinstance(block, kind)]


def test_an_event_says_its_date_no_finer_than_the_source(session: Session) -> None:
    found = blocks(session, Mark.event(1))
    assert found[0] == Title("2+2 talks in Tokyo", "Talks · happened · accepted", Glyph(0))
    fact = found[1]
    assert isinstance(fact, Fact)
    assert fact.strong == "28 July 2024"
    assert fact.note == "2024-07-28, to the day, as the source says"


def test_an_undated_event_says_where_it_is_told(session: Session) -> None:
    found = blocks(session, Mark.event(2))
    fact = found[1]
    assert isinstance(fact, Fact)
    assert (fact.strong, fact.note) == ("undated", "The text gives none. Told in ¶2 and ¶3.")
    title = found[0]
    assert isinstance(title, Title)
    assert isinstance(title.sign, Glyph)
    assert not title.sign.dated


def test_a_contested_date_lists_every_claim_with_its_words(session: Session) -> None:
    facts = [b for b in blocks(session, Mark.event(3)) if isinstance(b, Fact)]
    assert [fact.strong for fact in facts] == ["", "28 July 2024", "29 July 2024"]
    assert facts[0].note == "2 dates are given, 28 July 2024 is used:"
    assert all(fact.quote and fact.go is not None for fact in facts[1:])
    lit = [e.id for e in session.corpus.event(EventId(3)).evidence]
    assert all(fact.go is not None and fact.go.evidence in lit for fact in facts[1:])


def test_actors_quote_and_links_of_an_event(session: Session) -> None:
    found = blocks(session, Mark.event(1))
    people = only(Entries, found)[0]
    assert isinstance(people, Entries)
    assert len(people.entries) == 8
    assert people.entries[2].note == "party"
    assert people.entries[2].sign == "person"
    quote = only(Quote, found)[0]
    assert isinstance(quote, Quote)
    assert (quote.number, quote.count, quote.exact) == (1, 2, True)
    assert quote.place == "Briefing, July 2024 · ¶3"
    also = only(Entries, found)[1]
    assert isinstance(also, Entries)
    assert [go.text for go in also.entries] == ["2 Chronicle 1951–2025 · ¶41"]
    links = only(Folded, found)[0]
    assert isinstance(links, Folded)
    assert links.text == "2 relationships between these actors"


def test_quotes_are_stepped_through_and_stop_at_the_ends(session: Session) -> None:
    session.update("test", selection=(Mark.event(1),))
    first = lit_quote(session)
    step_quote(session, -1, "test")
    assert lit_quote(session) == first
    step_quote(session, 1, "test")
    second = lit_quote(session)
    assert second != first
    step_quote(session, 1, "test")
    assert lit_quote(session) == second
    quote = only(Quote, build_details(session).blocks)[0]
    assert isinstance(quote, Quote)
    assert quote.number == 2
    assert quote.text == "the 2+2 met in Tokyo"


def test_an_actor_lists_its_events_links_and_mentions(session: Session) -> None:
    found = blocks(session, Mark.actor(7))
    assert found[0] == Title("United States", "State · accepted", "state")
    facts = [b for b in found if isinstance(b, Fact)]
    assert facts[0].note == "also U.S., Washington"
    assert facts[1].note == "4 events · 1 relationship · 3 mentions"
    quote = only(Quote, found)[0]
    assert isinstance(quote, Quote)
    assert quote.noun == "Mention"
    links, events = only(Entries, found)
    assert isinstance(links, Entries)
    assert isinstance(events, Entries)
    assert [go.text for go in links.entries] == ["ally of Japan"]
    assert len(events.entries) == 4
    assert events.entries[0].note == "28 July 2024"


def test_several_actors_lead_to_the_events_that_have_them_all(session: Session) -> None:
    chosen = (Mark.actor(7), Mark.actor(6))
    session.update("test", selection=chosen, evidence=None)
    title, first, *rest = build_details(session).blocks
    assert isinstance(title, Title)
    assert title.text == "U.S. Forces Japan"
    assert isinstance(first, Listed)
    assert first.text == "List the events with United States"
    wanted = first.listing.wanted
    assert wanted is not None
    assert (wanted.actors, wanted.match) == (frozenset({7, 6}), Match.ALL)
    assert [title, *rest] == list(blocks(session, chosen[-1]))


def test_a_relationship_says_who_to_whom(session: Session) -> None:
    planned = blocks(session, Mark.relationship(1))
    assert planned[0] == Title(
        "U.S. Forces Japan — reports to → U.S. Indo-Pacific Command",
        "Relationship · planned · accepted",
    )
    both_ways = blocks(session, Mark.relationship(3))
    title = both_ways[0]
    assert isinstance(title, Title)
    assert title.text == "United States — ally of — Japan"
    fact = both_ways[1]
    assert isinstance(fact, Fact)
    assert (fact.strong, fact.note) == ("1960", "1960, to the year")


def test_a_period_counts_by_kind_and_adds_up(session: Session) -> None:
    window = Window(1_722_000_000, 1_723_000_000)
    session.update("test", selected_period=window, selection=(Mark.event(1),))
    details = build_details(session, Focus.PERIOD)
    assert details.period == window
    bars = only(Bars, details.blocks)[0]
    assert isinstance(bars, Bars)
    assert bars.total == 3 == sum(bar.count for bar in bars.bars)
    assert build_details(session, Focus.MARK).period is None


def test_a_path_gives_each_link_its_words(session: Session) -> None:
    session.update("test", path=(ActorId(10), ActorId(7)))
    found = build_details(session, Focus.PATH).blocks
    steps = [block for block in found if isinstance(block, Step)]
    assert [step.quote for step in steps] == ["North Korean missiles", "attack on an ally"]
    session.update("test", path=(ActorId(10), ActorId(1)))
    last = build_details(session, Focus.PATH).blocks[-1]
    assert last == Hint("Nothing in the sources links them.")


def test_with_nothing_chosen_it_says_the_next_step(session: Session) -> None:
    details = build_details(session)
    assert details.idle
    assert isinstance(details.blocks[0], Hint)
    assert build_details(ProjectBuilder().session()).blocks == ()


def test_the_citation_names_source_place_and_hash(session: Session) -> None:
    assert current_citation(session) is None
    items = session.corpus.evidence(Mark.event(1))
    session.update("test", selection=(Mark.event(1),), evidence=items[1].id)
    assert current_citation(session) == (
        "“the 2+2 met in Tokyo” — Chronicle 1951–2025, 31 December 2025, ¶41, "
        "characters 16–36, SHA-256 000000000000"
    )


def test_the_citation_names_author_and_page_where_there_are_any(session: Session) -> None:
    item = session.corpus.evidence(Mark.event(1))[0]
    source = replace(session.corpus.sources[item.source_id], author="A. Writer")
    cited = cite(source, item.quote, item.paragraph, item.start, item.end, page=7)
    assert "” — A. Writer, Briefing, July 2024, " in cited
    assert f", ¶{item.paragraph}, p. 7, characters" in cited


def test_long_names_of_a_relationship_stand_one_below_the_other() -> None:
    builder = ProjectBuilder()
    builder.relationship("United States", "member of", "Security Consultative Committee")
    builder.relationship("Japan", "ally of", "South Korea")
    session = builder.session()
    columns = [
        block.columns
        for number in (1, 2)
        for block in blocks(session, Mark.relationship(number))
        if isinstance(block, Entries)
    ]
    assert columns == [1, 2]
