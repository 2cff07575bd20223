"""``hz class``: the lessons' notebooks, the pack for a memory stick, the grades."""

from pathlib import Path
from typing import Annotated

import typer

from hzlib import paths, storage
from hzlib.course import cockpit
from hzlib.course.grades import grades
from hzlib.course.handouts import handouts
from hzlib.course.lessons import built, stale, write
from hzlib.course.lessons import folder as sources
from hzlib.course.pack import build as packed
from hzlib.course.roster import Roster
from hzlib.course.roster import roster as read_roster
from hzlib.errors import HzError
from hzlib.messages import told
from hzlib.pages.report import teacher_slides
from hzlib.tabular import Format, printed

app = typer.Typer(
    name="class",
    no_args_is_help=True,
    add_completion=False,
    help="The course: build its notebooks, pack it for a room without network, grade.",
)


@app.command(epilog="Example: hz class build --teacher reports/teacher")
def build(
    teacher: Annotated[
        Path | None,
        typer.Option(
            help="Write the teacher's notebooks and prints, with solutions, into this folder."
        ),
    ] = None,
    roster: Annotated[
        Path | None,
        typer.Option(help="Who is in the course: the sheet of the oral half has a row for each."),
    ] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; fail if the files are not up to date.")
    ] = False,
    slides: Annotated[
        bool,
        typer.Option("--slides", help="Write the teacher's slides too, with remarks, into slides."),
    ] = False,
) -> None:
    """Make the students' notebooks and the file of exercises from the folder lessons."""
    sources()
    target = paths.notebooks() / "lessons"
    if teacher is not None:
        _for_teacher(teacher, None if roster is None else read_roster(roster), slides)
        return
    files = built()
    if check:
        old = stale(target, files)
        if old:
            raise HzError("{files}: not as lessons has them", "run hz class build", files=old)
        typer.echo(told("the students' notebooks are up to date"))
        return
    write(target, files)
    typer.echo(told("{count} [file is|files are] in {path}", count=len(files), path=target))


def _for_teacher(folder: Path, listed: Roster | None, slides: bool) -> None:
    storage.writable(folder)
    write(folder, built(teacher=True) | handouts(listed))
    typer.echo(
        told(
            "the teacher's notebooks and prints, with solutions, are in {path}: not for others",
            path=folder,
        )
    )
    if slides:
        made = teacher_slides(folder, folder / "slides")
        typer.echo(
            told("{count} [file is|files are] in {path}", count=len(made), path=made[0].parent)
        )


@app.command(epilog="Example: hz class grade 进度 --roster 名单.xlsx -o 成绩.xlsx -o 成绩.html")
def grade(
    folder: Annotated[Path, typer.Argument(help="Folder with the students' progress files.")],
    roster: Annotated[
        Path | None,
        typer.Option(help="Who is in the course: .xlsx or .csv with a column of student numbers."),
    ] = None,
    output: Annotated[
        list[Path] | None,
        typer.Option(
            "-o", "--output", help="Also write a workbook (.xlsx), a page (.html) or .csv."
        ),
    ] = None,
) -> None:
    """Make one table from students' progress files; files that cannot be read are named."""
    for file in output or ():
        cockpit.checked(file)
    own = [*(output or ()), *([roster] if roster else [])]
    found = grades(folder, read_roster(roster) if roster else None, own)
    printed(cockpit.rows(cockpit.brief(found)), Format.table)
    typer.echo()
    typer.echo(
        told(
            "{count} [student|students], {handed} of them handed in, {right:.1f} right on average",
            count=len(found.students),
            handed=len(found.handed),
            right=cockpit.average(found),
        )
    )
    for file in output or ():
        cockpit.written(found, file)
        typer.echo(told("the grades are in {path}", path=file))
    for problem in found.problems:
        typer.echo(told("left out: {problem}", problem=problem), err=True)


@app.command(epilog="Example: hz class pack --platform win_amd64 --python 3.12 -o dist/classroom")
def pack(
    platform: Annotated[
        str, typer.Option(help="The laptops': win_amd64, macosx_arm64, linux_x86_64, …")
    ] = "win_amd64",
    python: Annotated[str, typer.Option(help="The laptops' Python.")] = "3.12",
    output: Annotated[
        Path, typer.Option("-o", "--output", help="Folder to make; it must be new or a pack.")
    ] = Path("dist/classroom"),
    site: Annotated[
        bool, typer.Option(help="Include the reports as a site, and the slides.")
    ] = True,
) -> None:
    """Build the folder for a memory stick: everything that a laptop without network needs."""
    for line in packed(output, platform, python, site, report=typer.echo):
        typer.echo(line)
