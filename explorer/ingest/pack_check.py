"""What the shape of a pack cannot say: keys that point somewhere, dates that are dates."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TypeVar

from explorer.domain.dates import parse
from explorer.domain.kinds import Review
from explorer.domain.marks import Anchor, Pack, PackSource
from explorer.errors import InputProblem

_SHA256 = re.compile(r"[0-9a-f]{64}")
# A path in the file, and what is wrong there.
_Place = tuple[str, str]
_MOST_NAME_CHARS = 1_000
_Item = TypeVar("_Item")


def check_pack(pack: Pack, where: str) -> None:
    """Raise InputProblem for the first thing that cannot be, with its path in the file."""
    for path, problem in _problems(pack):
        raise InputProblem(f"{problem} - at `{path}`", where=where, remedy="Ask for a mended pack")


def _problems(pack: Pack) -> Iterator[_Place]:
    for name in ("sources", "actors", "events", "relationships"):
        yield from _repeated(name, [mark.key for mark in getattr(pack, name)])
    if pack.review is Review.REJECTED:
        yield "$.review", "rejected marks are nobody's to pass on"
    sources = {source.key: source for source in pack.sources}
    actors = {actor.key for actor in pack.actors}
    for index, source in enumerate(pack.sources):
        yield from _of_source(f"$.sources[{index}]", source)
    for path, anchors in _all_evidence(pack):
        yield from _of_anchors(path, anchors, sources)
    yield from _unknown_actors(pack, actors)
    yield from _bad_dates(pack)
    yield from _bad_words(pack)


def _repeated(name: str, keys: list[str]) -> Iterator[_Place]:
    seen: set[str] = set()
    for index, key in enumerate(keys):
        if not key.strip() or key in seen:
            what = f"the key “{key}” stands twice" if key.strip() else "an empty key"
            yield f"$.{name}[{index}].key", what
        seen.add(key)


def _of_source(path: str, source: PackSource) -> Iterator[_Place]:
    if not _SHA256.fullmatch(source.text_sha256):
        yield f"{path}.text_sha256", "not a SHA-256 in small hexadecimal digits"
    if source.paragraphs < 1:
        yield f"{path}.paragraphs", "a source has at least one paragraph"
    if source.paragraph_sha256 and len(source.paragraph_sha256) != source.paragraphs:
        yield f"{path}.paragraph_sha256", f"not one for each of {source.paragraphs} paragraphs"
    if source.published is not None:
        yield from _date(f"{path}.published", source.published)


def _all_evidence(pack: Pack) -> Iterator[tuple[str, tuple[Anchor, ...]]]:
    for name in ("actors", "events", "relationships"):
        for index, mark in enumerate(getattr(pack, name)):
            yield f"$.{name}[{index}].evidence", mark.evidence
    for index, event in enumerate(pack.events):
        for name in ("dates", "participations"):
            for inner, item in enumerate(getattr(event, name)):
                yield f"$.events[{index}].{name}[{inner}].evidence", item.evidence


def _of_anchors(
    path: str, anchors: tuple[Anchor, ...], sources: dict[str, PackSource]
) -> Iterator[_Place]:
    for index, anchor in enumerate(anchors):
        here = f"{path}[{index}]"
        source = sources.get(anchor.source)
        if source is None:
            yield here, f"there is no source “{anchor.source}” in the pack"
        elif not 1 <= anchor.paragraph <= source.paragraphs:
            yield here, f"“{anchor.source}” has no paragraph {anchor.paragraph}"
        if not 0 <= anchor.start < anchor.end:
            yield here, f"characters {anchor.start} to {anchor.end} hold no words"
        if not _SHA256.fullmatch(anchor.sha256):
            yield here, "not a SHA-256 in small hexadecimal digits"


def _unknown_actors(pack: Pack, actors: set[str]) -> Iterator[_Place]:
    for index, event in enumerate(pack.events):
        for inner, part in enumerate(event.participations):
            if part.actor not in actors:
                path = f"$.events[{index}].participations[{inner}].actor"
                yield path, f"there is no actor “{part.actor}” in the pack"
    for index, link in enumerate(pack.relationships):
        for end in ("subject", "object"):
            key = getattr(link, end)
            if key not in actors:
                yield f"$.relationships[{index}].{end}", f"there is no actor “{key}” in the pack"


def _bad_dates(pack: Pack) -> Iterator[_Place]:
    for index, event in enumerate(pack.events):
        path = f"$.events[{index}].dates"
        for inner, date in enumerate(event.dates):
            yield from _date(f"{path}[{inner}].edtf", date.edtf)
            if date.anchor is not None:
                yield from _date(f"{path}[{inner}].anchor", date.anchor)
        if sum(date.chosen for date in event.dates) > 1:
            yield path, "more than one date is the chosen one"
    for index, link in enumerate(pack.relationships):
        if link.edtf is not None:
            yield from _date(f"$.relationships[{index}].edtf", link.edtf)


def _date(path: str, text: str) -> Iterator[_Place]:
    try:
        parse(text)
    except InputProblem as problem:
        yield path, problem.line()


def _bad_words(pack: Pack) -> Iterator[_Place]:
    for path, words in _names(pack):
        if not words.strip() or len(words) > _MOST_NAME_CHARS or "\0" in words:
            yield path, "empty, too long or not a text"
    for path, remark in _remarks(pack):
        if remark is not None and "\0" in remark:
            yield path, "not a text"


def _names(pack: Pack) -> Iterator[tuple[str, str]]:
    """Yield every word that a mark cannot be without, with its path."""
    for path, source in _each("$", "sources", pack.sources):
        yield from ((f"{path}.key", source.key), (f"{path}.title", source.title))
    for path, actor in _each("$", "actors", pack.actors):
        yield from ((f"{path}.key", actor.key), (f"{path}.name", actor.name))
        yield f"{path}.kind", actor.kind
        yield from _each(path, "aliases", actor.aliases)
    for path, event in _each("$", "events", pack.events):
        yield from ((f"{path}.key", event.key), (f"{path}.title", event.title))
        yield f"{path}.kind", event.kind
        for inner, part in _each(path, "participations", event.participations):
            yield f"{inner}.role", part.role
    for path, link in _each("$", "relationships", pack.relationships):
        yield from ((f"{path}.key", link.key), (f"{path}.predicate", link.predicate))


def _remarks(pack: Pack) -> Iterator[tuple[str, str | None]]:
    """Yield every other free word, with its path."""
    for path, source in _each("$", "sources", pack.sources):
        for name in ("publisher", "url", "language", "file_name"):
            yield f"{path}.{name}", getattr(source, name)
    for path, event in _each("$", "events", pack.events):
        for inner, date in _each(path, "dates", event.dates):
            yield f"{inner}.words", date.words


def _each(path: str, name: str, items: Iterable[_Item]) -> Iterator[tuple[str, _Item]]:
    return ((f"{path}.{name}[{index}]", item) for index, item in enumerate(items))
