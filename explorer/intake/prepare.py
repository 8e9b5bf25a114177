"""One file made ready for the writer; what a worker process does, and no more than that.

What comes in is a `Wish`, what goes out an `Answer`: plain values, so that they travel
between processes and machines.
"""

from __future__ import annotations

import traceback
from pathlib import Path
from typing import TYPE_CHECKING

from explorer.errors import InputProblem
from explorer.values import dataclass, replace

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

    `notes` are what a person should hear of it; `trace`, for the log, why it could not be
    drafted.
    """

    document: Document
    packs: tuple[Pack, ...] = ()
    notes: tuple[str, ...] = ()
    draft: Draft | None = None
    trace: str = ""

    def undrafted(self, why: str, trace: str = "") -> Ready:
        """Return the document without a draft, with a note that says so."""
        note = f"{self.document.name} came in without a draft: {why}."
        return replace(self, draft=None, notes=(*self.notes, note), trace=trace)


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

FAULT = "a fault in the program"


def warm_up() -> None:
    """Load what every document needs, so that the first is not blamed for it."""
    from explorer.draft.draft import draft_document
    from explorer.ingest.document import read_text

    draft_document(read_text("The minister met Ann Lee in Paris on 3 May 2021.", "Any"))


def prepare(wish: Wish) -> Answer:
    """Read a file, recognise it, and draft it unless it came with marks or is not to be."""
    try:
        read = read_file(wish)
        return drafted(read) if wish.draft else read
    except InputProblem as problem:
        return Refused(problem)
    except Exception:  # noqa: BLE001 - our bug in one document must not stop the others
        return Lost(FAULT, traceback.format_exc())


def drafted(read: Ready) -> Ready:
    """Return a document with its draft; a text that a pack knows has its marks from that.

    A document that cannot be drafted, by our fault, comes in without.
    """
    from explorer.draft.draft import draft_document

    if read.packs:
        return read
    try:
        return replace(read, draft=draft_document(read.document))
    except Exception:  # noqa: BLE001 - our bug in drafting must not cost a person the text
        return read.undrafted(FAULT, traceback.format_exc())


def read_file(wish: Wish) -> Ready:
    """Read a file and recognise it; raises InputProblem where it cannot be read."""
    from explorer.ingest.document import read_document

    return recognised(read_document(wish.path, published=wish.published, format=wish.format))


def recognised(document: Document) -> Ready:
    """Return a document with the shipped packs that know it."""
    from explorer.ingest.known import near_miss, packs_for

    packs = packs_for(document)
    miss = None if packs else near_miss(document)
    return Ready(document, packs, document.notes if miss is None else (*document.notes, miss))
