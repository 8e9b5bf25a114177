"""One file made ready for the writer; what a worker process does, and no more than that.

What comes in is a `Wish`, what goes out an `Answer`: plain values, so that they travel
between processes and machines.
"""

from __future__ import annotations

import traceback
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import InputProblem

if TYPE_CHECKING:
    from explorer.domain.marks import Draft, Pack
    from explorer.domain.records import Document


@dataclass(frozen=True, slots=True)
class Wish:
    """A file to take in. `published` (EDTF) and `format` are the person's word, or None."""

    path: Path
    published: str | None = None
    format: str | None = None
    draft: bool = True


@dataclass(frozen=True, slots=True)
class Ready:
    """A document as read, the shipped packs that know it, and what was drafted from it.

    `notes` are what a person should hear of it.
    """

    document: Document
    packs: tuple[Pack, ...] = ()
    notes: tuple[str, ...] = ()
    draft: Draft | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """A file that a person has to mend, or that is in the project already."""

    problem: InputProblem


@dataclass(frozen=True, slots=True)
class Lost:
    """A file that could not be prepared, by no fault that it states itself.

    `why` is a clause for a person; `trace` is for the log, where there is one.
    """

    why: str
    trace: str = ""


Answer = Ready | Refused | Lost


def warm_up() -> None:
    """Load what every document needs, so that the first is not blamed for it."""
    from explorer.draft.draft import draft_document
    from explorer.ingest.document import read_text

    draft_document(read_text("The minister met Ann Lee in Paris on 3 May 2021.", "Any"))


def prepare(wish: Wish) -> Answer:
    """Read a file, recognise it, and draft it unless it came with marks or is not to be."""
    try:
        read = _read(wish)
        return drafted(read) if wish.draft else read
    except InputProblem as problem:
        return Refused(problem)
    except Exception:  # noqa: BLE001 - our bug in one document must not stop the others
        return Lost("a fault in the program", traceback.format_exc())


def drafted(read: Ready) -> Ready:
    """Return a document with its draft; a text that a pack knows has its marks from that."""
    from explorer.draft.draft import draft_document

    return read if read.packs else replace(read, draft=draft_document(read.document))


def _read(wish: Wish) -> Ready:
    from explorer.ingest.document import read_document
    from explorer.ingest.known import near_miss, packs_for

    document = read_document(wish.path, published=wish.published, format=wish.format)
    packs = packs_for(document)
    miss = None if packs else near_miss(document)
    return Ready(document, packs, document.notes if miss is None else (*document.notes, miss))
