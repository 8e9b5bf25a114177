"""`image`: the very picture that the window would export."""

from __future__ import annotations

from pathlib import Path

import click

from explorer.cli.filters import Asked, resolve
from explorer.cli.group import usage
from explorer.cli.reading import opened, tell_of_drafts

_SUFFIXES = (".png", ".svg", ".pdf")


def run(
    path: Path,
    out: Path,
    *,
    view: str,
    asked: Asked,
    size: tuple[int, int] | None,
    scale: int,
    theme: str,
) -> int:
    """Write a picture of what the filters leave of a project; returns the exit code.

    Without a size the picture is as large as everything in the filter needs.
    """
    if out.suffix.casefold() not in _SUFFIXES:
        usage(f"{out.name}: the name does not say the format. End it in {', '.join(_SUFFIXES)}")
    from explorer.app.picture import write
    from explorer.index.corpus import corpus_of
    from explorer.viewmodel.picture.wish import View, Wish

    with opened(path) as project:
        corpus = corpus_of(project)
        wanted = resolve(asked, corpus)
        tell_of_drafts(corpus, asked)
        size_px = None if size is None else (float(size[0]), float(size[1]))
        wish = Wish(View(view), size_px=size_px, theme=theme)
        write(project, wanted, wish, out, scale)
    click.echo(f"wrote {out}")
    return 0
