"""A progress bar on standard error."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from hzlib.messages import told


@contextmanager
def bar(total: int) -> Iterator[Callable[[str], None]]:
    """Show a progress bar on standard error; the body gets a function that ends one step."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task("", total=total)
        try:
            yield lambda name: progress.update(task, advance=1, description=name)
        except KeyboardInterrupt:
            done = progress.tasks[task].completed
            progress.console.print(
                told(
                    "stopped: {done:.0f} of {total} steps are done; what is written is whole",
                    done=done,
                    total=total,
                )
            )
            raise
