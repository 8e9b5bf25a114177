"""A short project of two sources, in our own words, as the source and details panes show it."""

from __future__ import annotations

from dataclasses import replace

from explorer.domain.dates import parse
from explorer.domain.ids import EvidenceId, RelationshipId, SourceId
from explorer.domain.kinds import Review, Status
from explorer.domain.records import Evidence, Snapshot
from explorer.viewmodel.session import Session
from tests.support.projects import FakeProject, ProjectBuilder

PARAGRAPHS = (
    "Washington said this summer that it will rework how its troops in Japan are commanded, with "
    "an eye on China and North Korea. The aim is closer work on defense across the region.",
    "A joint headquarters for U.S. Forces Japan",
    "On 28 July 2024 the foreign and defense ministers of both countries met in Tokyo, the format "
    "known as 2+2. There Antony Blinken and Lloyd Austin set out a plan to turn U.S. Forces Japan "
    "into a joint force headquarters. It would answer to the head of Indo-Pacific Command and "
    "have a three-star general at its top.",
    "The same day brought a first ministers’ meeting on extended deterrence, which is the American "
    "promise to answer an attack on an ally, with nuclear arms if need be.",
    "Austin, Minoru Kihara and Shin Won-sik then put their names to a memorandum on three-way "
    "security work: warning data on North Korean missiles passed on as it comes in, and exercises "
    "held together.",
    "Industry is asked for help as well. Both governments mean to build and mend more together.",
    "日本の自衛隊は「統合作戦司令部」を新設する。米軍との調整が目的だ。",
    "Talks in Manila are to follow.",
)


def briefing_session() -> Session:
    """Return a session on the briefing (source 1) and a chronicle (source 2)."""
    builder = ProjectBuilder()
    first = builder.source("Briefing, July 2024")
    for number, text in enumerate(PARAGRAPHS, 1):
        builder.paragraph(text, heading=int(number == 2))
    second = builder.source("Chronicle 1951–2025", published="2025-12-31")
    for number in range(1, 41):
        builder.paragraph(f"On day {number} the clerk wrote line {number} of the chronicle.")
    last = builder.paragraph("On 28 July 2024 the 2+2 met in Tokyo.")
    _events(builder, first, second, last)
    _links(builder, first)
    return Session(FakeProject(_mentions(builder, first), builder.project().texts))


def _events(builder: ProjectBuilder, first: SourceId, second: SourceId, last: int) -> None:
    def words(number: int, quote: str) -> Evidence:
        return builder.words(quote, source=first, paragraph=number)

    for name in ("Antony Blinken", "Lloyd Austin", "Yoko Kamikawa", "Minoru Kihara"):
        builder.actor(name, "person")
    builder.actor("U.S. Indo-Pacific Command", "force")
    builder.actor("U.S. Forces Japan", "force")
    builder.actor("United States", "state", ("U.S.", "Washington"))
    builder.event(
        "2+2 talks in Tokyo", "2024-07-28", kind="talks",
        actors=("United States", "Japan", "Antony Blinken", "Lloyd Austin", "Yoko Kamikawa",
                "Minoru Kihara", "U.S. Indo-Pacific Command", "U.S. Forces Japan"),
        evidence=(
            words(3, "On 28 July 2024 the foreign and defense ministers of both countries met in "
                     "Tokyo"),
            builder.words("the 2+2 met in Tokyo", source=second, paragraph=last),
        ),
    )  # fmt: skip
    builder.event(
        "U.S. Forces Japan to be a joint HQ", kind="change", status=Status.PLANNED,
        actors=("U.S. Forces Japan", "United States", "Japan"),
        evidence=(
            words(2, "A joint headquarters for U.S. Forces Japan"),
            words(3, "set out a plan to turn U.S. Forces Japan into a joint force headquarters"),
        ),
    )  # fmt: skip
    builder.event(
        "First meeting on extended deterrence", "2024-07-28", also=("2024-07-29",),
        actors=("United States", "Japan"),
        evidence=(words(4, "a first ministers’ meeting on extended deterrence"),),
    )  # fmt: skip
    builder.event(
        "Nuclear promise to allies", kind="statement", status=Status.ONGOING,
        actors=("United States",),
        evidence=(words(4, "the American promise to answer an attack on an ally, with nuclear arms "
                           "if need be"),),
    )  # fmt: skip
    builder.event(
        "Three-way security framework", "2024-07-28", kind="agreement",
        actors=("Lloyd Austin", "Minoru Kihara"),
        evidence=(words(5, "put their names to a memorandum on three-way security work"),),
    )  # fmt: skip
    builder.event(
        "Exercises held together", kind="exercise", status=Status.ONGOING, review=Review.PENDING,
        evidence=(words(5, "exercises held together"),),
    )  # fmt: skip
    builder.event(
        "New command in Japan", kind="change", actors=("Japan",),
        evidence=(words(7, "「統合作戦司令部」を新設する"),),
    )  # fmt: skip


_LINKS = (
    ("U.S. Forces Japan", "reports to", "U.S. Indo-Pacific Command", 3,
     "would answer to the head of Indo-Pacific Command"),
    ("Three-star general", "leads", "U.S. Forces Japan", 3,
     "have a three-star general at its top"),
    ("United States", "ally of", "Japan", 4, "attack on an ally"),
    ("North Korea", "threatens", "Japan", 5, "North Korean missiles"),
)  # fmt: skip


def _links(builder: ProjectBuilder, first: SourceId) -> None:
    for subject, predicate, obj, _number, _quote in _LINKS:
        builder.relationship(subject, predicate, obj, "1960/.." if predicate == "x" else None)


def _mentions(builder: ProjectBuilder, first: SourceId) -> Snapshot:
    """Give the links their own quotes, and each actor the places that name it."""
    links = tuple(
        replace(
            link,
            id=RelationshipId(number),
            date=parse("1960") if link.predicate == "ally of" else None,
            status=Status.PLANNED if link.predicate in ("reports to", "leads") else link.status,
            evidence=(builder.words(quote, source=first, paragraph=place),),
        )
        for number, (link, (_, _, _, place, quote)) in enumerate(
            zip(builder.snapshot().relationships, _LINKS, strict=True), 1
        )
    )
    snapshot = builder.snapshot()
    actors = tuple(
        replace(actor, evidence=_named(builder, first, (actor.name, *actor.aliases)))
        for actor in snapshot.actors
    )
    return replace(snapshot, actors=actors, relationships=links)


def _named(
    builder: ProjectBuilder, source: SourceId, names: tuple[str, ...]
) -> tuple[Evidence, ...]:
    found = []
    for number, text in enumerate(PARAGRAPHS, 1):
        for name in names:
            if name in text:
                found.append(builder.words(name, source=source, paragraph=number))
    return tuple(found)


def evidence_id(session: Session, quote: str) -> EvidenceId:
    """Return the id of the evidence whose quote begins so."""
    events = (item for event in session.corpus.events for item in event.evidence)
    return next(item.id for item in events if item.quote.startswith(quote))
