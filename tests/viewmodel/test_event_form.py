"""The form of an event: filled from the event or from words, and saved as an operation."""

from __future__ import annotations

from dataclasses import replace

import pytest

from explorer.app.reader import DraftingReader
from explorer.domain.ids import ActorId
from explorer.domain.kinds import Status
from explorer.domain.operations import (
    AddEvent,
    AddRelationship,
    Dating,
    EditActor,
    EditEvent,
    EditRelationship,
    NewActor,
    Part,
    Span,
)
from explorer.errors import InputProblem
from explorer.viewmodel.editing.event_form import (
    EventForm,
    PartLine,
    date_of,
    form_of_event,
    form_of_words,
    line_of,
    operation_of,
    title_of,
    with_quote,
    words_for,
)
from explorer.viewmodel.editing.names import completions, exact, named_in
from explorer.viewmodel.editing.other_forms import (
    actor_operation,
    form_of_actor,
    form_of_pair,
    form_of_relationship,
    predicates,
    relationship_operation,
    with_words,
)
from explorer.viewmodel.session import Session
from tests.support.projects import ProjectBuilder

READER = DraftingReader()
TEXT = "On 28 July 2024 Japan and the United States signed an agreement in Tokyo."


@pytest.fixture
def session() -> Session:
    builder = ProjectBuilder()
    builder.source("Briefing", "2024-07-30")
    place = builder.paragraph(TEXT)
    builder.paragraph("The same day U.S. Forces Japan was praised.")
    words = (builder.words("Japan and the United States signed", paragraph=place),)
    builder.event("Pact signed", "2024-07-28", actors=("Japan",), kind="agreement", evidence=words)
    builder.actor("United States", aliases=("U.S.", "USA"))
    builder.actor("U.S. Forces Japan", "force")
    builder.relationship("Japan", "ally of", "United States", "1960/..")
    return builder.session()


def edited(session: Session) -> EventForm:
    return form_of_event(session, session.corpus.events[0], READER)


def of_words(session: Session, words: str, number: int = 1) -> EventForm:
    paragraph = session.paragraphs(session.corpus.snapshot.sources[0].id)[number - 1]
    start = paragraph.text.index(words)
    return form_of_words(session, paragraph, start, start + len(words), READER)


def name(session: Session, part: PartLine) -> str:
    assert not isinstance(part.actor, NewActor)
    return session.corpus.actors[part.actor].name


def test_an_event_saved_as_it_opened_is_the_same(session: Session) -> None:
    event = session.corpus.events[0]
    saved = operation_of(edited(session), READER)
    assert isinstance(saved, EditEvent)
    content = saved.content
    assert (content.title, content.kind, content.status) == (event.title, "agreement", event.status)
    assert content.date is not None
    assert content.date.edtf == "2024-07-28"
    place = event.evidence[0]
    assert content.quotes == (Span(place.paragraph_id, place.start, place.end),)
    assert [part.role for part in content.parts] == ["party"]


def test_words_fill_in_the_quote_the_date_and_the_actors(session: Session) -> None:
    form = of_words(session, TEXT.rstrip("."))
    assert form.date == "2024-07-28"
    assert words_for(form, form.date) == "28 July 2024"
    assert [name(session, part) for part in form.parts] == ["Japan", "United States"]
    assert (form.kind, form.status) == ("agreement", Status.OCCURRED)
    saved = operation_of(form, READER)
    assert isinstance(saved, AddEvent)
    assert saved.content.date is not None
    span = saved.content.date.words[0]
    assert TEXT[span.start : span.end] == "28 July 2024"


def test_a_date_told_before_is_counted_from(session: Session) -> None:
    form = of_words(session, "The same day U.S. Forces Japan was praised", 2)
    assert form.date in ("", "2024-07-28")
    assert [name(session, part) for part in form.parts] == ["U.S. Forces Japan"]


def test_words_that_report_nothing_still_make_a_form(session: Session) -> None:
    form = of_words(session, "in Tokyo")
    assert (form.title, form.date, form.parts) == ("in Tokyo", "", ())
    assert form.kind == "statement"


def test_a_word_that_was_cut_is_taken_whole(session: Session) -> None:
    paragraph = session.paragraphs(session.corpus.snapshot.sources[0].id)[0]
    start = TEXT.index("apan and")
    line = line_of(paragraph, start, start + len("apan and t"), "Briefing")
    assert line.quote == "Japan and the"
    assert line.place == "Briefing · ¶1"


def test_another_date_has_the_words_that_give_it_or_none(session: Session) -> None:
    form = of_words(session, TEXT)
    other = operation_of(replace(form, date="July 2024"), READER)
    assert other.content.date == Dating("2024-07")
    again = operation_of(replace(form, date="28.7.2024"), READER)
    assert again.content.date == form.dated
    assert operation_of(replace(form, date=" "), READER).content.date is None


def test_one_more_quote_brings_its_dates(session: Session) -> None:
    form = edited(session)
    assert form.offered == ()
    paragraph = session.paragraphs(session.corpus.snapshot.sources[0].id)[0]
    more = with_quote(session, form, line_of(paragraph, 0, 15, "Briefing"), READER)
    assert [words for _, words in more.offered] == ["28 July 2024"]
    assert with_quote(session, more, more.quotes[-1], READER) == more


@pytest.mark.parametrize(
    ("change", "where"),
    [({"title": " "}, "title"), ({"quotes": ()}, "quotes"), ({"date": "soonish"}, "date")],
)
def test_what_is_still_to_mend_is_named(
    session: Session, change: dict[str, object], where: str
) -> None:
    with pytest.raises(InputProblem) as caught:
        operation_of(replace(edited(session), **change), READER)  # type: ignore[arg-type]
    assert caught.value.where == where


def test_new_actors_and_empty_roles_are_saved(session: Session) -> None:
    new = NewActor("Tokyo Forum", "forum")
    form = replace(edited(session), parts=(PartLine(new, " "), PartLine(ActorId(2), "host")))
    assert operation_of(form, READER).content.parts == (
        Part(new, "party"),
        Part(ActorId(2), "host"),
    )


def test_a_relative_date_says_what_it_counts_from(session: Session) -> None:
    form = replace(edited(session), date="last month")
    assert date_of(form, READER).anchor == "2024-07-30"
    assert operation_of(form, READER).content.date == Dating(
        "2024-06", (), "last month", "2024-07-30"
    )


def test_names_are_offered_by_beginning_word_and_alias(session: Session) -> None:
    corpus = session.corpus
    assert [known.name for known in completions(corpus, "japan")] == ["Japan", "U.S. Forces Japan"]
    by_alias = completions(corpus, "USA")
    assert [(known.name, known.by) for known in by_alias] == [("United States", "USA")]
    assert completions(corpus, " ") == ()
    assert exact(corpus, "u.s.") is not None
    assert exact(corpus, "Jap") is None


def test_a_longer_name_does_not_name_the_shorter(session: Session) -> None:
    text = "U.S. Forces Japan met Japan; Japanese watched"
    found = named_in(session.corpus, text, 0, len(text))
    assert [session.corpus.actors[a].name for a, *_ in found] == ["U.S. Forces Japan", "Japan"]
    assert [text[left:right] for _, left, right in found] == ["U.S. Forces Japan", "Japan"]


def test_long_words_make_a_title_cut_at_a_word() -> None:
    assert title_of("Short words.") == "Short words"
    assert title_of("word " * 30) == "word " * 11 + "word…"


def test_an_actor_s_form(session: Session) -> None:
    actor = session.corpus.actors[ActorId(2)]
    form = form_of_actor(actor)
    assert form.aliases == "U.S.; USA"
    saved = actor_operation(replace(form, aliases="U.S.;  America ;U.S.; United States"))
    assert saved == EditActor(actor.id, "United States", "state", ("U.S.", "America"))
    with pytest.raises(InputProblem, match="name"):
        actor_operation(replace(form, name=""))


def test_a_relationship_s_form(session: Session) -> None:
    link = session.corpus.snapshot.relationships[0]
    form = form_of_relationship(link)
    assert form.date == "1960/.."
    saved = relationship_operation(replace(form, date="since 1951", predicate=" leads "), READER)
    assert saved == EditRelationship(
        link.id, link.subject, "leads", link.object, link.status, Dating("1951/..")
    )
    for wrong in (
        {"subject": None}, {"object": link.subject}, {"predicate": ""}, {"date": "soonish"},
    ):  # fmt: skip
        with pytest.raises(InputProblem):
            relationship_operation(replace(form, **wrong), READER)  # type: ignore[arg-type]
    assert predicates(session.corpus)[0] == "ally of"
    assert "leads" in predicates(session.corpus)


def test_words_fill_the_form_of_a_new_relationship(session: Session) -> None:
    (paragraph, *_) = session.paragraphs(session.corpus.snapshot.sources[0].id)
    line = line_of(paragraph, 0, len(paragraph.text), "Briefing")
    form = with_words(session, form_of_pair(None), line, paragraph.text, READER)
    names = [session.corpus.actors[each].name for each in (form.subject, form.object) if each]
    assert names == ["Japan", "United States"]
    assert form.date == "2024-07-28"
    assert with_words(session, form, line, paragraph.text, READER) == form
    assert form.subject is not None
    assert form.object is not None
    saved = relationship_operation(replace(form, predicate="ally of"), READER)
    assert saved == AddRelationship(
        form.subject, "ally of", form.object, Status.OCCURRED, (line.span,), Dating("2024-07-28")
    )
    with pytest.raises(InputProblem, match="words to stand on"):
        relationship_operation(replace(form, predicate="ally of", quotes=()), READER)


def test_what_is_chosen_stays_when_words_are_added(session: Session) -> None:
    (paragraph, *_) = session.paragraphs(session.corpus.snapshot.sources[0].id)
    ids = {actor.name: actor.id for actor in session.corpus.snapshot.actors}
    pair = ids["U.S. Forces Japan"], ids["Japan"]
    line = line_of(paragraph, 0, len(paragraph.text), "Briefing")
    form = with_words(session, form_of_pair(pair), line, paragraph.text, READER)
    assert (form.subject, form.object) == pair
