"""The command `sourceline`: its calls and options. What they do is imported when they run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from explorer.cli.filters import Asked, check_date, filter_options
from explorer.cli.group import Commands, usage

# Whether it can be read is found out where it is: refused with its reason, exit code 1.
_FILE = click.Path(path_type=Path, readable=False)
_FORMATS = (
    *("txt", "md", "html", "pdf", "docx", "eml", "epub"),
    *("csv", "tsv", "jsonl", "json", "xlsx", "parquet"),
)
_PROJECT = click.argument("project", type=_FILE)
_JSON = click.option("--json", "as_json", is_flag=True, help="One JSON array, nothing else.")


class _Size(click.ParamType[tuple[int, int]]):
    """`1600x1000`: width and height in pixels."""

    name = "WxH"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        parts = str(value).casefold().replace("×", "x").split("x")
        if len(parts) != 2 or not all(part.isascii() and part.isdigit() for part in parts):
            self.fail(f"{value!r} is no size. Write it like 1600x1000", param, ctx)
        width, height = int(parts[0]), int(parts[1])
        if not (1 <= width <= 100_000 and 1 <= height <= 100_000):
            self.fail(f"{value!r} is no size that can be painted", param, ctx)
        return width, height


def _say_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted and not ctx.resilient_parsing:
        from explorer import __version__

        click.echo(f"sourceline {__version__}")
        ctx.exit()


@click.group(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar="",
    subcommand_metavar="[FILE ...] | COMMAND ...",
)
@click.option(
    "--version",
    is_flag=True,
    expose_value=False,
    is_eager=True,
    callback=_say_version,
    help="Say the version.",
)
def cli() -> None:
    """Show who did what, when, and the exact words it is known from.

    Without a command it opens the window: on a project, or on documents in a new unsaved
    project; with no file, on the bundled sample.
    """


@cli.command("open", hidden=True)
@click.argument("files", nargs=-1)
@click.pass_context
def open_(ctx: click.Context, files: tuple[str, ...]) -> None:
    """Open the window."""
    from explorer.app import open_window

    ctx.exit(open_window(list(files)))


@cli.command()
@_PROJECT
def new(project: Path) -> None:
    """Make an empty project; an existing file is refused."""
    from explorer.store.project import Project

    Project.create(project).close()
    click.echo(f"made {project}")


@cli.command("import")
@_PROJECT
@click.argument("files", metavar="FILE|FOLDER...", nargs=-1, type=_FILE)
@click.option("--format", type=click.Choice(_FORMATS), help="Instead of the suffix's.")
@click.option("--published", metavar="EDTF", help="The documents' publication date.")
@click.option("--no-draft", is_flag=True, help="Draft nothing; drafting has a command of its own.")
@click.option("--pack", "packs", metavar="PACK", multiple=True, type=_FILE, help="With its marks.")
@click.option(
    "--jobs", metavar="N", type=click.IntRange(1, 256), help="Draft in so many processes."
)
@click.option("--cluster", metavar="ADDRESS", help="Draft on the workers of this Dask scheduler.")
@click.option(
    "--limit",
    "limit_s",
    metavar="SECONDS",
    type=click.FloatRange(0.1, 86_400),
    help="Leave a document out that takes longer. Default: 60, 20 more for each MB; a PDF longer.",
)
@click.option(
    "--map", "mapping", metavar="MAP", help="A table's columns, or a file that says them."
)
@click.option("--rejects", metavar="FILE.csv", type=_FILE, help="Where rejected rows go.")
@click.option("--encoding", metavar="NAME", help="A table's encoding, where it is told wrongly.")
@click.option(
    "--header/--no-header", default=None, help="Whether a table's first row names columns."
)
@click.option("--sheet", metavar="NAME", help="A workbook's sheet, where another was read.")
@click.pass_context
def import_(
    ctx: click.Context,
    project: Path,
    files: tuple[Path, ...],
    format: str | None,
    published: str | None,
    no_draft: bool,
    packs: tuple[Path, ...],
    jobs: int | None,
    cluster: str | None,
    limit_s: float | None,
    mapping: str | None,
    rejects: Path | None,
    encoding: str | None,
    header: bool | None,
    sheet: str | None,
) -> None:
    """Add documents, tables of events, folders of them, and packs; says what came in.

    Documents are .pdf, .docx, .html, .md, .txt, .eml and .epub. Tables are .csv, .tsv, .jsonl,
    .json, .xlsx and .parquet, also in .gz or .zip. Each row is an event. GDELT, UCDP GED and
    ACLED are known; of other tables the columns are guessed and shown: --map
    "start=event_date,actors=actor1;actor2" corrects that, and is remembered for tables with
    the same columns. Of dates like 3/4/20 it says order=dmy or order=mdy, and century=20;
    of names that commas part, split=comma.
    """
    from explorer.cli.importing import Asked, import_files
    from explorer.cli.tables import TableWishes

    if not files and not packs:
        usage("name the files to import")
    if published is not None:
        check_date(published, "--published")
    if cluster is not None and no_draft:
        usage("--cluster is for drafting: it does not go with --no-draft")
    tables = TableWishes(mapping, rejects, encoding, header, sheet)
    asked = Asked(published, format, not no_draft, jobs, limit_s, cluster, tables)
    ctx.exit(import_files(project, files, packs, asked))


@cli.command()
@_PROJECT
@click.option("--source", "source_id", metavar="ID", type=int, help="This source alone.")
@click.option("--tagger", metavar="NAME", help="Find names by spacy:MODEL, llm:MODEL or another.")
@click.pass_context
def draft(ctx: click.Context, project: Path, source_id: int | None, tagger: str | None) -> None:
    """Propose actors, events, dates and relationships of sources, as pending.

    Without --tagger nothing but this program reads the text. With one, what it sends away
    is said before it is sent.
    """
    from explorer.cli.drafting import draft_sources

    ctx.exit(draft_sources(project, source_id, tagger))


@cli.command()
@_PROJECT
@click.argument("marks", metavar="[MARK...]", nargs=-1)
@click.option("--accept", "verdict", flag_value="accepted", help="Say yes to the marks.")
@click.option("--reject", "verdict", flag_value="rejected", help="Say no; it is remembered.")
@click.option("--put-back", "verdict", flag_value="pending", help="Let the marks wait again.")
@_JSON
def review(project: Path, marks: tuple[str, ...], verdict: str | None, as_json: bool) -> None:
    """List what waits for review, or decide on marks such as event:12, actor:3 or same:5."""
    from explorer.cli.reviewing import decide, list_waiting

    if bool(marks) != bool(verdict):
        usage("name marks together with --accept, --reject or --put-back")
    if verdict is None:
        list_waiting(project, as_json)
    else:
        decide(project, marks, verdict)


@cli.command()
@_PROJECT
@filter_options
@_JSON
def events(project: Path, asked: Asked, as_json: bool) -> None:
    """List events in order of time, undated ones last."""
    from explorer.cli.listing import list_events

    list_events(project, asked, as_json)


@cli.command()
@_PROJECT
@filter_options
@_JSON
def actors(project: Path, asked: Asked, as_json: bool) -> None:
    """List actors; with filters, those of the events that pass."""
    from explorer.cli.listing import list_actors

    list_actors(project, asked, as_json)


@cli.command()
@_PROJECT
@filter_options
@_JSON
def relationships(project: Path, asked: Asked, as_json: bool) -> None:
    """List relationships: subject, predicate, object."""
    from explorer.cli.listing import list_relationships

    list_relationships(project, asked, as_json)


@cli.command()
@_PROJECT
@filter_options
@_JSON
def sources(project: Path, asked: Asked, as_json: bool) -> None:
    """List sources; with filters, those of the events that pass."""
    from explorer.cli.listing import list_sources

    list_sources(project, asked, as_json)


@cli.command()
@_PROJECT
@click.argument("words", nargs=-1, required=True)
@click.option(
    "--limit", type=click.IntRange(1, 10_000), default=100, help="At most so many of each."
)
@_JSON
def search(project: Path, words: tuple[str, ...], limit: int, as_json: bool) -> None:
    """Find words in paragraphs, events and actors."""
    from explorer.cli.listing import search as run

    run(project, " ".join(words), limit, as_json)


@cli.command()
@_PROJECT
@click.argument("out", metavar="OUT.png|.svg|.pdf", type=_FILE)
@click.option(
    "--view",
    type=click.Choice(["timeline", "relationships", "source", "window"]),
    default="timeline",
    show_default=True,
)
@filter_options
@click.option("--size", type=_Size(), help="Width and height in pixels.")
@click.option("--scale", type=click.Choice(["1", "2", "4"]), default="1", help="For PNG.")
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light", show_default=True)
@click.pass_context
def image(
    ctx: click.Context,
    project: Path,
    out: Path,
    view: str,
    asked: Asked,
    size: tuple[int, int] | None,
    scale: str,
    theme: str,
) -> None:
    """Paint the picture that the window would export."""
    from explorer.cli.image import run

    ctx.exit(run(project, out, view=view, asked=asked, size=size, scale=int(scale), theme=theme))


@cli.command()
@_PROJECT
@click.argument("out", type=_FILE)
@click.option("--format", type=click.Choice(["pack", "csv", "json", "sourceline"]))
@filter_options
def export(project: Path, out: Path, format: str | None, asked: Asked) -> None:
    """Write data: .pack.json (marks), .csv (events), .json (all), .sourceline (a copy)."""
    from explorer.cli.exporting import export as run

    run(project, out, format, asked)


@cli.command()
@_PROJECT
@_JSON
@click.pass_context
def verify(ctx: click.Context, project: Path, as_json: bool) -> None:
    """Check every quote against its source, and the file."""
    from explorer.cli.verifying import verify as run

    ctx.exit(run(project, as_json))
