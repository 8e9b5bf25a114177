"""Sources, and the marks that packs bring to them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from explorer.domain import dates
from explorer.domain.marks import Draft, Pack, PackSource
from explorer.domain.records import Document
from explorer.errors import AlreadyThere, ExplorerBug, InputProblem
from explorer.store.anchors import sha256_of
from explorer.store.drafted import add_draft
from explorer.store.history import now
from explorer.store.journal import Recorder
from explorer.store.merge import merge


def import_document(
    recorder: Recorder, document: Document, packs: tuple[Pack, ...], draft: Draft | None
) -> str:
    """Add a source, what packs know of it and a draft proposes; returns the menu's name."""
    _check(document)
    there = recorder.raw.execute(
        "SELECT title FROM source WHERE text_sha256 = ?", (document.text_sha256,)
    ).fetchone()
    if there is not None:
        raise AlreadyThere(
            f"the same text is already in the project, as “{there[0]}”", where=document.name
        )
    fitting = [(pack, _entry(pack, document)) for pack in packs]
    known = next((entry for _, entry in fitting if entry is not None), None)
    source_id = recorder.insert(
        "source",
        **_described(document, known),
        file_name=document.file_name or None,
        media_type=document.media_type,
        encoding=document.encoding,
        sha256=document.sha256,
        text_sha256=document.text_sha256,
        imported_at=now(),
        text=document.text,
        author=document.author,
    )
    recorder.insert_many(
        "paragraph",
        ("source_id", "number", "start", "end", "heading", "text", "page"),
        (
            (source_id, number, start, end, heading, document.text[start:end], page)
            for number, ((start, end, heading), page) in enumerate(_with_pages(document), 1)
        ),
    )
    for pack, entry in fitting:
        if entry is not None:
            merge(recorder, pack)
    if draft is not None:
        add_draft(recorder, draft)
    return f"Import {document.name}"


def _with_pages(document: Document) -> Iterator[tuple[tuple[int, int, int], int | None]]:
    pages = document.pages or (None,) * len(document.paragraphs)
    return zip(document.paragraphs, pages, strict=True)


def _check(document: Document) -> None:
    """Raise where a document cannot be kept as it is."""
    where = document.name
    if "\0" in document.text:
        raise InputProblem("holds a NUL character, so it is not text", where=where)
    try:
        matches = sha256_of(document.text) == document.text_sha256
    except UnicodeEncodeError as error:
        raise InputProblem("holds half a surrogate pair, so it is not text", where=where) from error
    if not matches:
        raise ExplorerBug(f"{where}: text_sha256 is not of the text")
    if document.pages and len(document.pages) != len(document.paragraphs):
        raise ExplorerBug(f"{where}: {len(document.pages)} pages for its paragraphs")
    last = 0
    for start, end, _ in document.paragraphs:
        if not last <= start <= end <= len(document.text):
            raise ExplorerBug(f"{where}: paragraph [{start}, {end}) overlaps or lies outside")
        last = end
    if document.published is not None:
        try:
            dates.parse(document.published)
        except InputProblem as problem:
            raise InputProblem(
                f"its publication date “{document.published}” is not an EDTF date", where=where
            ) from problem


def _entry(pack: Pack, document: Document) -> PackSource | None:
    hits = (entry for entry in pack.sources if entry.text_sha256 == document.text_sha256)
    return next(hits, None)


def _described(document: Document, known: PackSource | None) -> dict[str, str | None]:
    """Return what is said of a source: by the document first, else by a pack that knows it.

    A title that is only the file's name counts as none.
    """
    said = {
        name: getattr(document, name)
        for name in ("title", "publisher", "url", "published", "language")
    }
    if known is None:
        return said
    if document.title in (document.file_name, Path(document.file_name).stem):
        said["title"] = known.title
    return {name: value or getattr(known, name) for name, value in said.items()}


def apply_pack(recorder: Recorder, pack: Pack) -> str:
    """Add the marks of a pack to the sources here that it knows."""
    titles = []
    for source in pack.sources:
        sql = "SELECT title FROM source WHERE text_sha256 = ?"
        titles += [row[0] for row in recorder.raw.execute(sql, (source.text_sha256,))]
    if not titles:
        raise InputProblem(
            "the pack is for texts that are not in this project: "
            + ", ".join(f"“{source.title}”" for source in pack.sources),
            remedy="Import them first; a text that differs by one letter is another text",
        )
    merge(recorder, pack)
    if not recorder.steps:
        raise AlreadyThere("all of the pack is already in the project")
    return (
        f"Add marks to “{titles[0]}”" if len(titles) == 1 else f"Add marks to {len(titles)} texts"
    )
