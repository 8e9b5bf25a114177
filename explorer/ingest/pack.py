"""Pack files: the marks of sources without their texts, as JSON that people can compare.

A pack says where words stand and what they hash to, never what they are. Whoever holds
the same text has everything linked. The file's suffix is `.pack.json`:

    {
     "format": "sourceline-pack",
     "version": 1,
     "origin": "curated", "review": "accepted",
     "sources": [{"key", "title", "text_sha256", "paragraphs", and perhaps "publisher",
                  "url", "published" (EDTF), "language", "file_name", "paragraph_sha256"}],
     "actors": [{"key", "name", "kind", "aliases", "evidence"}],
     "events": [{"key", "title", "kind", "status", "dates": [{"edtf", "evidence", "chosen",
                 "words", "anchor"}], "participations": [{"actor", "role", "evidence"}],
                 "evidence"}],
     "relationships": [{"key", "subject", "predicate", "object", "status", "edtf", "evidence"}]
    }

Each piece of evidence is one array, `[source, paragraph, start, end, sha256]`: the key of a
source, the number of its paragraph, and the TextPositionSelector of W3C's Web Annotation
within that paragraph (`start` inclusive, `end` exclusive, counted in Unicode code points).
In place of the `exact` of a TextQuoteSelector stands the SHA-256 of those words as UTF-8.
Fields at their default are left out. One mark stands on one line, in the pack's order, so
the same pack is always the same bytes.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from explorer.domain.marks import Pack
from explorer.errors import InputProblem
from explorer.ingest.files import read_bytes
from explorer.ingest.pack_check import check_pack
from explorer.ingest.pack_wire import from_wire, to_wire

FORMAT = "sourceline-pack"
VERSION = 1
SUFFIX = ".pack.json"
MOST_BYTES = 64_000_000


def is_pack_name(path: Path) -> bool:
    """Whether a file is a pack by its name."""
    return path.name.casefold().endswith(SUFFIX)


def read_pack(path: Path) -> Pack:
    """Read a pack and check it whole.

    Raises
    ------
    InputProblem
        Names the file, the place in it (`$.events[3].dates[0].edtf`) and the reason.
    """
    return parse_pack(read_bytes(path, MOST_BYTES), path.name)


def parse_pack(data: bytes, where: str) -> Pack:
    """Read a pack from its bytes; as `read_pack`."""
    _refuse_repeated_fields(data, where)
    pack = from_wire(data, where, FORMAT, VERSION)
    check_pack(pack, where)
    return pack


def pack_json(pack: Pack) -> bytes:
    """Return a pack as the bytes of its file: indented, one mark a line, always the same."""
    lists = to_wire(pack)
    lines = ["{", f' "format": "{FORMAT}",', f' "version": {VERSION},']
    lines += [f' "origin": "{pack.origin.value}",', f' "review": "{pack.review.value}",']
    lines.append(",\n".join(_list(name, marks) for name, marks in lists.items()))
    return "\n".join([*lines, "}", ""]).encode()


def _list(name: str, marks: Iterable[dict[str, Any]]) -> str:
    rows = ",\n".join("  " + json.dumps(mark, ensure_ascii=False) for mark in marks)
    return f' "{name}": [\n{rows}\n ]' if rows else f' "{name}": []'


def _refuse_repeated_fields(data: bytes, where: str) -> None:
    """Raise where an object names a field twice: readers differ on which one counts."""

    def once(pairs: list[tuple[str, object]]) -> dict[str, object]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise InputProblem(f"an object has the field “{twice}” twice", where=where)
        return found

    try:
        json.loads(data, object_pairs_hook=once)
    except (ValueError, RecursionError) as error:  # ValueError: not JSON, or not UTF-8
        reason = str(error).split(" (char")[0] if isinstance(error, ValueError) else "too deep"
        raise InputProblem(
            f"this is not a pack: not JSON ({reason})", where=where, remedy="Ask for it again"
        ) from error
