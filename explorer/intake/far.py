"""What a worker of a cluster is asked to do; it needs Sourceline, of this very version.

A document that hangs ends the worker process at its limit: the scheduler then gives what
the worker had to others, and tells after the fourth that it was this parcel.
"""

from __future__ import annotations

import sys
import threading
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING

from explorer import __version__
from explorer.intake.worker import ended_after

if TYPE_CHECKING:
    from explorer.domain.marks import Draft
    from explorer.domain.records import Document

# A worker's threads take turns: drafting holds the interpreter anyway, and a process has
# one watch only.
_TURN = threading.Lock()


def versions() -> tuple[str, str, str]:
    """Return the versions of what a draft depends on: Sourceline, its drafter, Python."""
    from explorer.draft.draft import DRAFTER

    return __version__, DRAFTER, ".".join(str(part) for part in sys.version_info[:2])


def draft_all(
    documents: Sequence[tuple[Document, float]], wanted: tuple[str, str, str]
) -> list[Draft | str]:
    """Return the draft of each document, or the traceback of what went wrong with it.

    Each comes with its limit in seconds. Raises RuntimeError where this worker's versions
    are not the wanted ones: it may have joined later.
    """
    from explorer.draft.draft import draft_document

    if versions() != wanted:
        raise RuntimeError(f"{versions()} is not {wanted}")
    found: list[Draft | str] = []
    for document, limit_s in documents:
        with _TURN, ended_after(limit_s):
            try:
                found.append(draft_document(document))
            except Exception:  # noqa: BLE001 - our bug in one document must not stop the others
                found.append(traceback.format_exc())
    return found
