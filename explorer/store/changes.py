"""What each operation does to the rows; the only callers of `Recorder`'s changes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from explorer.domain import dates
from explorer.domain.ids import ActorId
from explorer.domain.marks import Pack, PackSource
from explorer.domain.operations import (
    ApplyPack,
    DeleteView,
    ImportDocument,
    Operation,
    PinActors,
    SaveView,
    UnpinActors,
)
from explorer.domain.records import Document
from explorer.errors import AlreadyThere, ExplorerBug, InputProblem
from explorer.store.anchors import sha256_of
from explorer.store.history import now
from explorer.store.journal import Recorder
from explorer.store.merge import merge

_MORE_THAN_NAMED = 2


def carry_out(operation: Operation, recorder: Recorder) -> str:
    """Make an operation's changes; returns its name for the Edit menu.

    Raises AlreadyThere where all of it is in the project, and InputProblem where it
    cannot be done.
    """
    match operation:
        case ImportDocument(document, packs):
            return _import(recorder, document, packs)
        case ApplyPack(pack):
            return _apply_pack(recorder, pack)
        case PinActors(positions):
            for position in positions:
                _unpin(recorder, position.actor_id)
                recorder.insert(
                    "position",
                    actor_id=_known_actor(recorder, position.actor_id),
                    x=position.x,
                    y=position.y,
                )
            return "Pin " + _named(recorder, [position.actor_id for position in positions])
        case UnpinActors(actor_ids):
            for actor_id in actor_ids:
                _unpin(recorder, actor_id)
            return "Unpin " + _named(recorder, actor_ids)
        case SaveView(name, state, slot):
            return _save_view(recorder, name, state, slot)
        case DeleteView(name):
            return _delete_view(recorder, name)
        case _:
            raise ExplorerBug(f"{type(operation).__name__} is not carried out yet")


def _import(recorder: Recorder, document: Document, packs: tuple[Pack, ...]) -> str:
    _check(document)
    there = recorder.raw.execute(
        "SELECT title FROM source WHERE text_sha256 = ?", (document.text_sha256,)
    ).fetchone()
    if there is not None:
        raise AlreadyThere(
            f"the same text is already in the project, as “{there[0]}”", where=document.file_name
        )
    fitting = [(pack, _entry(pack, document)) for pack in packs]
    known = next((entry for _, entry in fitting if entry is not None), None)
    source_id = recorder.insert(
        "source",
        **_described(document, known),
        file_name=document.file_name,
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
    return f"Import {document.file_name}"


def _with_pages(document: Document) -> Iterator[tuple[tuple[int, int, int], int | None]]:
    pages = document.pages or (None,) * len(document.paragraphs)
    return zip(document.paragraphs, pages, strict=True)


def _check(document: Document) -> None:
    """Raise where a document cannot be kept as it is."""
    where = document.file_name
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


def _apply_pack(recorder: Recorder, pack: Pack) -> str:
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


def _unpin(recorder: Recorder, actor_id: ActorId) -> None:
    rows = recorder.raw.execute("SELECT id FROM position WHERE actor_id = ?", (actor_id,))
    for (id,) in rows.fetchall():
        recorder.delete("position", [(id, id)])


def _known_actor(recorder: Recorder, actor_id: ActorId) -> ActorId:
    if recorder.raw.execute("SELECT 1 FROM actor WHERE id = ?", (actor_id,)).fetchone() is None:
        raise InputProblem("is no longer in the project", where=f"actor {actor_id}")
    return actor_id


def _named(recorder: Recorder, actor_ids: list[ActorId] | tuple[ActorId, ...]) -> str:
    if len(actor_ids) > _MORE_THAN_NAMED:
        return f"{len(actor_ids)} actors"
    sql = "SELECT name FROM actor WHERE id = ?"
    names = [row[0] for id in actor_ids for row in recorder.raw.execute(sql, (id,))]
    return " and ".join(names) or "nothing"


def _save_view(recorder: Recorder, name: str, state: str, slot: int | None) -> str:
    if not name.strip():
        raise InputProblem("a view needs a name")
    if slot is not None and slot not in range(1, 10):
        raise InputProblem(f"there is no slot {slot}", remedy="Choose one from 1 to 9")
    found = recorder.raw.execute(
        "SELECT id, slot FROM saved_view WHERE name = ?", (name,)
    ).fetchone()
    taken = recorder.raw.execute(
        "SELECT id FROM saved_view WHERE slot = ? AND name <> ?", (slot, name)
    ).fetchone()
    if taken is not None:
        recorder.update("saved_view", taken[0], slot=None)
    if found is None:
        recorder.insert("saved_view", name=name, state=state, slot=slot)
    else:
        # Saved again without a slot, a view keeps the one it has.
        recorder.update(
            "saved_view", found[0], state=state, slot=found[1] if slot is None else slot
        )
    return f"Save view “{name}”"


def _delete_view(recorder: Recorder, name: str) -> str:
    found = recorder.raw.execute("SELECT id FROM saved_view WHERE name = ?", (name,)).fetchone()
    if found is None:
        raise InputProblem(f"there is no saved view “{name}”")
    recorder.delete("saved_view", [(found[0], found[0])])
    return f"Delete view “{name}”"
