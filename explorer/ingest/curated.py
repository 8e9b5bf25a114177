"""Marks written by hand, each with the words it stands on, into a pack.

The file is JSON: `sources`, `actors`, `events`, `relationships`. Evidence is written as
`[source, paragraph, words]`, with a fourth number where the words stand in the paragraph
more than once and not the first place is meant. `data/README.md` tells of the rest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from explorer.domain.kinds import Status
from explorer.domain.marks import (
    ActorMark,
    Anchor,
    DateMark,
    EventMark,
    Pack,
    PackSource,
    ParticipationMark,
    RelationshipMark,
)
from explorer.domain.records import Document
from explorer.errors import InputProblem

Written = Mapping[str, Any]


def curated_pack(path: Path, documents: Mapping[str, Document]) -> Pack:
    """Return the marks of a hand-written file, anchored in its documents.

    Parameters
    ----------
    documents
        The sources, by the key that the file's evidence calls them by.

    Raises
    ------
    InputProblem
        Words that do not stand where the file says, a source that is not there, or JSON
        that is not of this form; it names the mark.
    """
    written = _read(path)
    reader = _Reader(path, documents)
    try:
        return Pack(
            sources=tuple(_source(key, document) for key, document in documents.items()),
            actors=tuple(reader.actor(each) for each in written["actors"]),
            events=tuple(reader.event(each) for each in written["events"]),
            relationships=tuple(reader.relationship(each) for each in written["relationships"]),
        )
    except (KeyError, TypeError, ValueError) as error:
        raise InputProblem(f"not of the curated form ({error!r})", where=str(path)) from error


def curated_sources(path: Path) -> tuple[Written, ...]:
    """Return what a hand-written file says of its sources: key, file, title and the like."""
    return tuple(_read(path).get("sources", ()))


def find_words(text: str, words: str, nth: int = 1) -> int | None:
    """Return where words stand for the nth time in a text (overlaps count), or None."""
    start = -1
    for _ in range(nth):
        start = text.find(words, start + 1)
        if start < 0:
            return None
    return start if words else None


class _Reader:
    def __init__(self, path: Path, documents: Mapping[str, Document]) -> None:
        self._path = path
        self._texts = {
            key: [document.text[start:end] for start, end, _ in document.paragraphs]
            for key, document in documents.items()
        }

    def actor(self, each: Written) -> ActorMark:
        evidence = self._anchors(each, f"actor “{each['key']}”")
        return ActorMark(
            each["key"], each["name"], each["kind"], tuple(each.get("aliases", ())), evidence
        )

    def event(self, each: Written) -> EventMark:
        where = f"event “{each['key']}”"
        claims = (
            DateMark(claim["edtf"], self._anchors(claim, where), claim.get("chosen", True))
            for claim in each.get("dates", ())
        )
        parts = (
            ParticipationMark(part["actor"], part["role"], self._anchors(part, where))
            for part in each.get("actors", ())
        )
        return EventMark(
            key=each["key"],
            title=each["title"],
            kind=each["kind"],
            status=Status(each["status"]),
            dates=tuple(claims),
            participations=tuple(parts),
            evidence=self._anchors(each, where),
        )

    def relationship(self, each: Written) -> RelationshipMark:
        return RelationshipMark(
            key=each["key"],
            subject=each["subject"],
            predicate=each["predicate"],
            object=each["object"],
            status=Status(each["status"]),
            edtf=each.get("edtf"),
            evidence=self._anchors(each, f"relationship “{each['key']}”"),
        )

    def _anchors(self, each: Written, where: str) -> tuple[Anchor, ...]:
        written: Iterable[list[Any]] = each.get("evidence", ())
        return tuple(self._anchor(where, *item) for item in written)

    def _anchor(self, where: str, source: str, paragraph: int, words: str, nth: int = 1) -> Anchor:
        texts = self._texts.get(source, [])
        text = texts[paragraph - 1] if 0 < paragraph <= len(texts) else ""
        start = find_words(text, words, nth)
        if start is None:
            raise InputProblem(
                f"{source} paragraph {paragraph} does not say “{words}” {nth} times",
                where=f"{self._path}, {where}",
                remedy="Write the words as the source has them",
            )
        sha256 = hashlib.sha256(words.encode()).hexdigest()
        return Anchor(source, paragraph, start, start + len(words), sha256)


def _read(path: Path) -> Written:
    try:
        written = json.loads(path.read_text("utf-8"))
    except OSError as error:
        raise InputProblem(f"cannot be read ({error.strerror})", where=str(path)) from error
    except ValueError as error:
        raise InputProblem(f"not JSON ({error})", where=str(path)) from error
    if not isinstance(written, dict):
        raise InputProblem("not of the curated form", where=str(path))
    return written


def _source(key: str, document: Document) -> PackSource:
    return PackSource(
        key=key,
        title=document.title,
        text_sha256=document.text_sha256,
        paragraphs=len(document.paragraphs),
        publisher=document.publisher,
        url=document.url,
        published=document.published,
        language=document.language,
        file_name=document.file_name,
        paragraph_sha256=tuple(
            hashlib.sha256(document.text[start:end].encode()).hexdigest()
            for start, end, _ in document.paragraphs
        ),
    )
