"""A real project in memory, with a text that nobody prepared, drafted."""

from __future__ import annotations

from explorer.domain.ids import SourceId
from explorer.domain.kinds import Origin, Review
from explorer.domain.marks import PackSource
from explorer.domain.operations import ApplyPack, ImportDocument
from explorer.domain.records import Document
from explorer.draft.draft import draft
from explorer.store.anchors import sha256_of
from explorer.store.project import Project

REPORT = (
    "Ministers of Japan and the United States met in Tokyo on 28 July 2024.",
    "Lloyd Austin announced a joint headquarters. The United States plans to send a general.",
    "North Korea fired missiles over Japan the next day, and South Korea condemned the launch.",
)


def drafted_project(paragraphs: tuple[str, ...] = REPORT, published: str = "2024-07-30") -> Project:
    """Return a project whose one source is drafted, all of it pending."""
    text, spans, start = "\n".join(paragraphs), [], 0
    for line in paragraphs:
        spans.append((start, start + len(line), 0))
        start += len(line) + 1
    digest = sha256_of(text)
    made = Document("Report", text, tuple(spans), digest, digest, "report.txt", published=published)
    project = Project.in_memory("Drafted", who="test")
    project.apply(ImportDocument(made))
    source = project.snapshot().sources[0]
    about = PackSource(
        source.text_sha256[:12], source.title, source.text_sha256, len(paragraphs),
        published=published,
    )  # fmt: skip
    pack = draft(list(paragraphs), about).pack
    assert (pack.origin, pack.review) == (Origin.DRAFTED, Review.PENDING)
    project.apply(ApplyPack(pack))
    assert project.snapshot().events
    assert source.id == SourceId(1)
    return project
