"""``hz corpus``: many reports read once, kept in a folder."""

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from hzlib.commands import reading
from hzlib.commands.bar import bar
from hzlib.commands.reasons import said
from hzlib.errors import HzError
from hzlib.messages import listed, told
from hzlib.store.build import Built
from hzlib.store.build import build as built
from hzlib.store.choice import left_out
from hzlib.store.describe import tables_in
from hzlib.store.opened import opened
from hzlib.store.part import Record, Task
from hzlib.store.quality import COLUMNS, rows
from hzlib.store.workers import cluster, processes
from hzlib.tabular import Format, emit
from hzlib.text.budget import Budget

app = typer.Typer(
    name="corpus",
    no_args_is_help=True,
    add_completion=False,
    help="Many reports read once, kept in a folder as tables of Parquet.",
)
_TOLD = 20  # files that were not read are told one by one; files.csv has all


@app.callback()
def _corpus() -> None:
    """Many reports read once, kept in a folder as tables of Parquet."""


@app.command(epilog="Example: hz corpus build reports -o corpus")
def build(
    folder: Annotated[
        str, typer.Argument(help="The folder of the reports, or an address that fsspec knows.")
    ],
    output: Annotated[
        str, typer.Option("--output", "-o", help="The corpus: a new folder, or a corpus to renew.")
    ],
    jobs: Annotated[
        int, typer.Option("--jobs", min=1, help="How many processes read; else one a core.")
    ] = os.cpu_count() or 1,
    dask: Annotated[
        str, typer.Option("--dask", help="The address of a scheduler of dask that has it read.")
    ] = "",
    seconds: reading.Seconds = 0,
    memory: reading.Memory = 0,
) -> None:
    """Read every file of a folder into a corpus; what did not change is not read again.

    A build that was broken off is taken up again by the same command.
    """
    budget = Budget(seconds, memory)
    if dask and any(budget):
        raise HzError("--dask: a cluster keeps no --seconds and no --memory", "leave one out")
    with nullcontext(partial(cluster, address=dask)) if dask else processes(jobs) as made:
        found = built(folder, output, partial(_shown, made), budget)
    typer.echo(
        told(
            "{path}: {documents} [document|documents] of {files} [file|files]; {anew} "
            "[file was|files were] opened, {taken} [was|were] known",
            path=output, documents=found.documents, files=found.files, anew=found.anew,
            taken=found.files - found.anew,
        )
    )  # fmt: skip
    _tell_failures(found)


def _tell_failures(found: Built) -> None:
    if found.own:
        print(left_out(found.own), file=sys.stderr)
    if found.tables:
        first = listed([*map(said, found.tables)], _TOLD)
        no_reports = told("hz: {count} [table without a column of texts is no report|tables "
                          "without a column of texts are no reports]: {first}",
                          count=len(found.tables), first=first)  # fmt: skip
        print(no_reports, file=sys.stderr)
    for why in found.failures[:_TOLD]:
        print(f"hz: {said(why)}", file=sys.stderr)
    if found.failures:
        raise HzError(
            "{failed} of {count} [file|files] could not be read",
            "files.csv in the corpus names each",
            failed=len(found.failures),
            count=found.files,
        )


@app.command(epilog="Example: hz corpus check corpus")
def check(
    corpus: Annotated[Path, typer.Argument(help="A corpus that hz corpus build made.")],
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.table,
) -> None:
    """List what is odd about the documents of a corpus.

    Texts that stand there twice, strangers, halves, contradictions; quality.csv in the corpus
    holds the same, in Chinese.
    """
    documents = opened(corpus)
    if not emit(rows(documents, tables_in(corpus)), COLUMNS, format, ("doc", "kind", "what")):
        print(told("hz: nothing odd was found"), file=sys.stderr)


def _shown(
    run: Callable[[Sequence[Task]], Iterable[Record]], tasks: Sequence[Task]
) -> Iterator[Record]:
    """Make parts with a bar that tells how many are done."""
    with bar(len(tasks)) as step:
        for record in run(tasks):
            step(record.files[-1].path if record.files else "")
            yield record
