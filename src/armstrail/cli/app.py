"""`armstrail` and its verbs. What each one does lies in the module of its name."""

from __future__ import annotations

from typing import Annotated

import typer

from armstrail import __version__
from armstrail.cli import (
    add,
    decide,
    demo,
    export,
    lexicon,
    read,
    rebuild,
    register,
    review,
    score,
    search,
    show,
    verify,
)

STATUSES = """\
Exit status: 0 everything was read; 1 something was not (each has its line on standard error; the rest was read), or the
output was closed before its end; 2 the command was not understood."""

# Plain help: the boxes of rich take longer to import than everything else together.
app = typer.Typer(
    name="armstrail",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    epilog=STATUSES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _version(asked: bool) -> None:
    if asked:
        typer.echo(f"armstrail {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version and leave.")
    ] = False,
) -> None:
    """Who is reported to have supplied what to whom, on whose word, with the sentence that says so.

    Armstrail reads news reports on arms transfers. It finds claims, not facts: each has a speaker, and each of its
    values the words that it was read from. Start with `armstrail demo`.
    """


app.command(epilog=STATUSES)(read.read)
app.command(epilog=STATUSES)(add.add)
app.command(epilog=STATUSES)(register.register)
app.command(epilog=STATUSES)(show.show)
app.command(epilog=STATUSES)(search.search)
app.command(epilog=STATUSES)(demo.demo)
app.command(epilog=STATUSES)(score.score)
app.command(epilog=review.STATUSES)(review.review)
app.command(epilog=decide.STATUSES)(decide.decide)
app.command(epilog=STATUSES)(decide.decisions)
app.command(epilog=STATUSES)(export.export)
app.command(epilog=STATUSES)(rebuild.rebuild)
app.command(epilog=verify.STATUSES)(verify.verify)
app.add_typer(lexicon.app, name="lexicon")
