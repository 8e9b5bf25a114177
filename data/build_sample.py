"""Build `data/sample.sourceline` from the texts and the hand-written marks in `data/sample`.

Run it after a change to any of them: `python -m data.build_sample`.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from pathlib import Path

from explorer.domain.marks import Pack
from explorer.domain.operations import ImportDocument
from explorer.domain.records import Document
from explorer.ingest.curated import curated_pack, curated_sources
from explorer.ingest.document import read_document
from explorer.store.project import Project

HERE = Path(__file__).resolve().parent
MARKS = HERE / "sample" / "marks.json"
OUT = HERE / "sample.sourceline"
WHO = "Sourceline"
# The same file from the same marks, whenever it is built.
WHEN = "2025-11-01T00:00:00Z"


def sample_documents() -> dict[str, Document]:
    """Return the sample's sources, by the key that its marks call them by."""
    return {
        source["key"]: replace(
            read_document(MARKS.parent / source["file"]),
            title=source["title"],
            publisher=source["publisher"],
            language=source["language"],
        )
        for source in curated_sources(MARKS)
    }


def sample_pack(documents: dict[str, Document]) -> Pack:
    """Return the sample's marks."""
    return curated_pack(MARKS, documents)


def build(path: Path) -> None:
    """Write the sample project to `path`; a file that is there is replaced."""
    documents = sample_documents()
    pack = sample_pack(documents)
    *first, last = documents.values()
    with Project.in_memory("Sample", who=WHO) as project:
        for document in first:
            project.apply(ImportDocument(document))
        # The marks come with the last source, so that each text is there for them.
        project.apply(ImportDocument(last, (pack,)))
        project.save_as(path, overwrite=True)
    _settle(path)


def _settle(path: Path) -> None:
    """Make the file the same at each build, small, and not to be emptied by Undo."""
    raw = sqlite3.connect(path, isolation_level=None)
    try:
        raw.execute("UPDATE history SET at = ?, state = 'superseded', changes = '[]'", (WHEN,))
        raw.execute("UPDATE source SET imported_at = ?", (WHEN,))
        raw.execute("UPDATE project SET value = ? WHERE key = 'created'", (WHEN,))
        raw.execute("UPDATE _sqlite_migrations SET applied_at = ?", (WHEN,))
        # Without a log, other tools can open it in a folder that may not be written to.
        raw.execute("PRAGMA journal_mode = DELETE")
        raw.execute("VACUUM")
    finally:
        raw.close()


if __name__ == "__main__":
    build(OUT)
    print(f"{OUT}: {OUT.stat().st_size} bytes")
