"""`export`: a project's data out, in the format that the file's suffix names."""

from __future__ import annotations

from pathlib import Path

import click

from explorer.cli.filters import Asked
from explorer.cli.group import usage
from explorer.cli.reading import chosen, opened, tell_left_out, tell_of_drafts
from explorer.errors import InputProblem

_SUFFIXES = {".pack.json": "pack", ".csv": "csv", ".json": "json", ".sourceline": "sourceline"}


def export(path: Path, out: Path, format: str | None, asked: Asked) -> None:
    """Write what the filters leave of a project.

    A pack holds every mark of one state of review, and a copy holds everything: other
    filters are refused there. A copy never replaces a file; the others do, whole.
    """
    kind = format or _by_suffix(out)
    if out.exists() and path.exists() and out.samefile(path):
        raise InputProblem(
            "this is the project itself", where=str(out), remedy="Choose another name"
        )
    if kind in ("pack", "sourceline") and not asked.is_empty:
        usage(f"filters do not apply to a {kind} file: it holds everything")
    if kind == "sourceline":
        with opened(path) as project:
            project.save_as(out)
    else:
        from explorer.export.whole import write_whole

        write_whole(out, _pack(path, asked) if kind == "pack" else _data(path, asked, kind))
    click.echo(f"wrote {out}")


def _by_suffix(out: Path) -> str:
    name = out.name.casefold()
    found = next((kind for suffix, kind in _SUFFIXES.items() if name.endswith(suffix)), None)
    if found is None:
        usage(f"{out.name}: the name does not say the format. End it in {', '.join(_SUFFIXES)}")
    return found


def _pack(path: Path, asked: Asked) -> bytes:
    from explorer.domain.kinds import Review
    from explorer.ingest.pack import pack_json

    if asked.review == "all":
        usage("a pack holds one state of review: say --review accepted or --review pending")
    from explorer.index.corpus import corpus_of

    with opened(path) as project:
        corpus = corpus_of(project)
        tell_of_drafts(corpus, asked)
        tell_left_out(corpus, asked)
        return pack_json(project.pack(Review(asked.review)))


def _data(path: Path, asked: Asked, kind: str) -> bytes:
    from explorer.export.data import events_csv, project_json

    with opened(path) as project:
        corpus, found = chosen(project, asked)
        tell_left_out(corpus, asked)
        if kind == "csv":
            return events_csv(corpus, found)
        return project_json(corpus, found, project.paragraphs)
