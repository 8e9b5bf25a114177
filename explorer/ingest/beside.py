"""What is said of a document in a file beside it: `report.txt` and `report.meta.json`.

Collections of plain texts keep title, date and address so, since the text itself has no
place for them. The file is one JSON object; a document's own word goes before it.
"""

from __future__ import annotations

from pathlib import Path

import msgspec

from explorer.errors import InputProblem
from explorer.ingest.blocks import one_line
from explorer.ingest.facts import edtf_day, web_address
from explorer.ingest.read import Said

SUFFIX = ".meta.json"
_MOST_BYTES = 64 * 1024
_TITLE = ("title", "headline", "name")
_PUBLISHED = ("published", "date", "datePublished", "date_published")
_URL = ("url", "link", "source_url")


def is_beside(path: Path) -> bool:
    """Whether a file says something of the document beside it, and is none itself."""
    return path.name.casefold().endswith(SUFFIX)


def said_beside(path: Path) -> tuple[Said, str]:
    """Return what a file beside a document says of it, and a note; nothing where there is none.

    What cannot be read is left out, and the note says why.
    """
    beside = path.with_name(path.stem + SUFFIX)
    if is_beside(path) or not beside.is_file():
        return Said(), ""
    try:
        said = _read(beside)
    except InputProblem as problem:
        return Said(), f"{beside.name} was left out: {problem.what}"
    return said, f"title, date or address from {beside.name}"


def _read(path: Path) -> Said:
    try:
        if path.stat().st_size > _MOST_BYTES:
            raise InputProblem("it is too large for what it should say")
        found = msgspec.json.decode(path.read_bytes())
    except (OSError, msgspec.DecodeError, UnicodeDecodeError) as error:
        raise InputProblem("it is no JSON") from error
    if not isinstance(found, dict):
        raise InputProblem("it is no JSON object")
    words = {key: value for key, value in found.items() if isinstance(value, str) and value.strip()}

    def first(names: tuple[str, ...]) -> str | None:
        return next((one_line(words[name]) for name in names if name in words), None)

    day = first(_PUBLISHED)
    return Said(
        title=first(_TITLE),
        author=first(("author", "byline")),
        publisher=first(("publisher", "site")),
        url=web_address(first(_URL)),
        published=None if day is None else edtf_day(day),
        language=first(("language", "lang")),
    )
