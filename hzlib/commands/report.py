"""``hz report``."""

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated

import typer

from hzlib import paths, workspace
from hzlib.commands.bar import bar
from hzlib.messages import told
from hzlib.pages.index import listed
from hzlib.pages.pdf import browser, print_pages
from hzlib.pages.report import report as written
from hzlib.pages.report import total
from hzlib.pages.run import LIMITS, Limits

_HELP = """Run the notebooks and write them as pages that need no network.

Each page is one file with everything in it: it begins with what it concludes, and every number in
it opens the sentence that states it and the paragraph around it. Sent alone it has no link that
leads nowhere. Beside the pages come a reader page for each document that they show, an index of
all pages in the folder and, where no notebook is named, a page for each indicator of which the
documents tell more than once; opened from there they link to each other.

In a workspace it is the workspace's notebooks that run, and the pages go into its folder pages.

Examples:

    hz report                       all notebooks, into reports/ (in a workspace: pages/)

    hz report 01_gdp_trends -o out  one notebook, elsewhere

    hz report --site                pages that share one folder of assets

    hz report --slides --pdf        each theme as slides and as PDF too

    hz report --with-code           for analysts: one button shows the code of a page

    hz report 08_many_places --corpus CORPUS    one page about a corpus, or a folder of reports
"""
_Corpus = Annotated[
    Path | None,
    typer.Option("--corpus", help="A corpus or a folder of reports, for the notebooks to read."),
]
_Settings = Annotated[
    list[str] | None,
    typer.Option("--set", help="A parameter of the notebooks: --set place=宁波市 --set year=2024."),
]
_SHARED = "Share font and scripts between the pages: of many half the size, but none goes alone."
_NO_THEMES = ("read-", "indicator-", "index")
app = typer.Typer(add_completion=False)

# What a notebook may take.
_Seconds = Annotated[
    int, typer.Option("--seconds", min=1, help="How long a cell of a notebook may take.")
]
_Memory = Annotated[
    int, typer.Option("--memory", min=500, help="How many MB a notebook may hold (Linux alone).")
]


@app.command(help=_HELP)
def report(
    notebooks: Annotated[
        list[str] | None, typer.Argument(help="Notebook files or names; all if none is given.")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", help="The folder; if none is given, reports or pages."),
    ] = None,
    site: Annotated[bool, typer.Option("--site", help=_SHARED)] = False,
    slides: Annotated[bool, typer.Option("--slides", help="Write slides too.")] = False,
    pdf: Annotated[bool, typer.Option("--pdf", help="Print to PDF too, with Chromium.")] = False,
    with_code: Annotated[
        bool, typer.Option("--with-code", help="Keep the notebooks' code, behind one button.")
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Make everything again.")] = False,
    corpus: _Corpus = None,
    settings: _Settings = None,
    seconds: _Seconds = LIMITS.seconds,
    memory: _Memory = LIMITS.memory,
) -> None:
    """Run the notebooks and write their pages."""
    chosen = notebooks or []
    own = paths.workspace()
    folder = output or (own / workspace.PAGES if own else Path("reports"))
    program = browser() if pdf else None
    with bar(total(chosen, slides)) as step:
        limits = Limits(seconds, memory)
        pages = written(chosen, folder, site, slides, force, step, with_code, limits, corpus,
                        settings or ())  # fmt: skip
    typer.echo(
        told(
            "{path}: lists {listed} [page|pages]; {count} [file was|files were] made in this run",
            path=pages[0],
            listed=listed(folder).pages,
            count=len(pages),
        )
    )
    if program:
        _print(program, pages, folder)


def _print(program: str, pages: Sequence[Path], folder: Path) -> None:
    """Print the pages of themes to PDF."""
    themes = [page for page in pages if not page.name.startswith(_NO_THEMES)]
    themes = [page for page in themes if not page.name.endswith(".slides.html")]
    with bar(len(themes)) as step:
        print_pages(program, themes, step)
    typer.echo(told("{path}: {count} PDF [file|files]", path=folder, count=len(themes)))
