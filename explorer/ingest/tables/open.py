"""A file in, a table out: which kind it is, how its cells are parted, where its names are."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

from explorer.errors import InputProblem
from explorer.ingest.tables.container import (
    TABLE_SUFFIXES,
    Container,
    container_of,
    is_table_member,
    members,
)
from explorer.ingest.tables.delimited import Dialect, read_rows
from explorer.ingest.tables.heading import first_rows, read_heading, without
from explorer.ingest.tables.json_cells import BadJson
from explorer.ingest.tables.json_rows import array_items, columns_of, line_items, rows_of
from explorer.ingest.tables.parquet import parquet_columns, parquet_rows
from explorer.ingest.tables.rows import Rows, Table, unique_names
from explorer.ingest.tables.sheets import workbook_table
from explorer.ingest.tables.survey import Survey, file_digest, survey

PACKED_SUFFIXES = (".gz", ".zip")
FORMATS = ("csv", "tsv", "jsonl", "json", "xlsx", "parquet")
_WORKBOOKS = (".xlsx", ".xlsm", ".xls", ".ods")
_JSON_LINES = (".jsonl", ".ndjson", ".ijson")
_DELIMITERS = (",", ";", "\t", "|")
_MOST_COLUMNS = 16_384  # as spreadsheets have
_MEDIA = {
    "csv": "text/csv",
    "tsv": "text/tab-separated-values",
    "jsonl": "application/jsonl",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}

Check = Callable[[], None]


def is_table_name(path: Path) -> bool:
    """Whether a file's name is one of a table, packed or not."""
    suffixes = [suffix.casefold() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in PACKED_SUFFIXES:
        return len(suffixes) < 2 or suffixes[-2] in TABLE_SUFFIXES or suffixes[-1] == ".zip"
    return bool(suffixes) and suffixes[-1] in TABLE_SUFFIXES


def holds_table(path: Path) -> bool:
    """Whether a packed file of a folder is one to read: an archive only with a table in it."""
    if path.suffix.casefold() not in PACKED_SUFFIXES or not is_table_name(path):
        return False
    if path.suffix.casefold() != ".zip":
        return True
    try:
        with zipfile.ZipFile(path) as archive:
            return any(map(is_table_member, members(archive)))
    except (zipfile.BadZipFile, OSError):
        return is_table_member(path.stem)  # what is called a table and is none is told of


def open_table(
    path: Path,
    *,
    format: str | None = None,
    encoding: str | None = None,
    header: bool | None = None,
    sheet: str | None = None,
    check: Check = lambda: None,
) -> Table:
    """Look at a table's file, and return its columns and a way to its rows.

    Parameters
    ----------
    format, encoding, header, sheet
        What the person says of the file, where its looks deceive.
    check
        Called now and then while the file is read once; raises where it is to stop.

    Raises
    ------
    InputProblem
        The file is missing, damaged, empty, not a table, or needs what is not installed.
    """
    container = container_of(path)
    kind = format or _kind(container)
    found = survey(container, check, encoding) if kind not in ("xlsx", "parquet") else None
    if kind == "xlsx":
        opened = workbook_table(container, header, sheet)
    else:
        opened = _OPENERS[kind](container, found, header, kind)
    if found is None:
        opened = _with_digest(opened, container, check)
    if not opened.columns:
        raise InputProblem(
            "there are no columns in it", where=container.where, remedy="Choose a table with rows"
        )
    if len(opened.columns) > _MOST_COLUMNS:
        raise InputProblem(
            f"{len(opened.columns):,} columns are more than a table has",
            where=container.where,
            remedy=f"Look at its first line, and leave at most {_MOST_COLUMNS:,}",
        )
    return opened


def _kind(container: Container) -> str:
    suffix = container.suffix
    if suffix in _WORKBOOKS:
        return "xlsx"
    with container.opened() as file:
        head = file.read(4096)
    if suffix == ".parquet" or head.startswith(b"PAR1"):
        return "parquet"
    if suffix in _JSON_LINES:
        return "jsonl"
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if suffix in (".json", ".geojson") or text.startswith((b"{", b"[{")):
        first, _, rest = text.partition(b"\n")
        whole = first.rstrip().endswith(b"}") and rest.lstrip().startswith(b"{")
        return "jsonl" if text.startswith(b"{") and whole else "json"
    return "tsv" if suffix in (".tsv", ".tab") else "csv"


def _delimited(container: Container, found: Survey | None, header: bool | None, kind: str) -> Table:
    assert found is not None
    dialect = _dialect(container, found.encoding, kind)
    first = first_rows(read_rows(container, found.encoding, dialect), container)
    heading = read_heading(first, header, container)
    tabs = dialect.delimiter == "\t"

    def chunks() -> Iterator[Rows]:
        return without(heading, read_rows(container, found.encoding, dialect))

    return Table(
        container.where,
        _MEDIA["tsv" if tabs else "csv"],
        found.encoding.removesuffix("-sig"),
        found.sha256,
        unique_names(heading.names),
        chunks,
        heading.text,
        heading.rows > 0,
        found.size,
        (*found.notes, *heading.notes),
    )


def _dialect(container: Container, encoding: str, kind: str) -> Dialect:
    """Return the way of writing under which the first rows have the same number of cells."""
    wanted = ("\t",) if kind == "tsv" else _DELIMITERS
    best, best_score = Dialect("\t" if kind == "tsv" else ","), (0.0, 0)
    for delimiter in wanted:
        for quoted in (True, False):
            dialect = Dialect(delimiter, quoted)
            rows = first_rows(read_rows(container, encoding, dialect), container)
            widths = Counter(map(len, rows.cells))
            if not widths:
                continue
            width, count = widths.most_common(1)[0]
            share = count / (len(rows.cells) + len(rows.broken))
            score = (share * (width > 1) - 0.001 * (not quoted), width)
            if score > best_score:
                best, best_score = dialect, score
    return best


def _json_lines(
    container: Container, found: Survey | None, header: bool | None, kind: str
) -> Table:
    assert found is not None
    read = line_items if kind == "jsonl" else array_items
    try:
        columns = columns_of(read(container, found.encoding))
    except BadJson as bad:
        raise InputProblem(str(bad), where=container.where, remedy="Choose a JSON table") from bad
    return Table(
        container.where,
        _MEDIA[kind],
        found.encoding.removesuffix("-sig"),
        found.sha256,
        columns,
        lambda: rows_of(lambda: read(container, found.encoding), columns),
        None,
        True,
        found.size,
        found.notes,
    )


def _parquet(container: Container, found: Survey | None, header: bool | None, kind: str) -> Table:
    if container.packing:
        raise InputProblem("a packed Parquet file", where=container.where, remedy="Unpack it")
    columns = unique_names(parquet_columns(container))
    return Table(
        container.where,
        _MEDIA["parquet"],
        "utf-8",
        "",
        columns,
        lambda: parquet_rows(container),
        "\t".join(columns),
    )


def _with_digest(table: Table, container: Container, check: Check) -> Table:
    return replace(table, sha256=file_digest(container, check))


_OPENERS = {
    "csv": _delimited,
    "tsv": _delimited,
    "jsonl": _json_lines,
    "json": _json_lines,
    "parquet": _parquet,
}
