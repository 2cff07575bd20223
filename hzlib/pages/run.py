"""Running notebooks: each in a kernel of its own, two or more at a time, sources untouched."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

from hzlib import paths
from hzlib.errors import HzError
from hzlib.messages import Message, language
from hzlib.pages.given import DOCUMENTS, named, put

OUTPUT = 32_000_000  # characters that a notebook may put out; its page holds them all


@dataclass(frozen=True)
class Limits:
    """What a notebook may take.

    Parameters
    ----------
    seconds : int
        How long a cell may take.
    memory : int
        How much a notebook's kernel may hold, in MB. Linux alone keeps this limit.
    """

    seconds: int = 300
    memory: int = 4000


LIMITS = Limits()
# A kernel that the system refuses more memory than the first word says, in MB.
_KERNEL = """
import sys
limit = int(sys.argv.pop(1)) * 1_000_000
if sys.platform == "linux":
    import resource
    resource.setrlimit(resource.RLIMIT_DATA, (limit, limit))
from ipykernel.kernelapp import launch_new_instance
launch_new_instance()
"""


def run(
    notebook: Path,
    limits: Limits = LIMITS,
    kernels: list[Any] | None = None,
    given: Mapping[str, Any] | None = None,
) -> Any:
    """Run a notebook from top to bottom and return it with its outputs.

    Parameters
    ----------
    notebook : Path
        The notebook's file; it is read only.
    limits : Limits, optional
        What it may take.
    kernels : list, optional
        Gets the manager of the kernel that runs it, for who wants to end it.
    given : dict, optional
        The values that stand in the place of those of its parameters; a cell that one of them
        makes no sense to ends the run.

    Returns
    -------
    nbformat.NotebookNode
        The notebook with outputs and without anything that tells the time.

    Raises
    ------
    HzError
        If it is no notebook, or a cell fails: the message names notebook, cell and error.
    """
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    content = load(notebook)
    given = given or {}
    put(content, given, notebook.name)
    with tempfile.TemporaryDirectory(prefix="hz-", ignore_cleanup_errors=True) as folder:
        manager = _manager(folder, limits)
        if kernels is not None:
            kernels.append(manager)
        about = {"metadata": {"path": notebook.parent}}
        client = _client()(content, km=manager, timeout=limits.seconds, resources=about)
        try:
            # What a kernel says on its way out is no use: what is wrong is said here.
            environment = _environment(folder, bool({*given} - {DOCUMENTS}))
            client.execute(env=environment, cleanup_kc=True, stderr=DEVNULL)
            error: str | Message = ""
        except CellExecutionError as failed:
            if given and failed.ename == HzError.__name__:
                raise _refused(notebook, failed.evalue) from None
            error = _said(failed.ename, failed.evalue, limits)
        except CellTimeoutError:
            error = Message(
                "not done after {seconds} [second|seconds], see --seconds", seconds=limits.seconds
            )
        except DeadKernelError:
            error = Message("its kernel ended")
    if client.put_out > OUTPUT:
        error = Message("puts out more than {limit:.0f} MB", limit=OUTPUT / 1e6)
    if error:
        raise _failed(notebook, content, client.place, error)
    put(content, named(given), notebook.name)
    return _timeless(content)


def _manager(folder: str, limits: Limits) -> Any:
    """Return the manager of a kernel: this very Python, whatever kernels the user has elsewhere."""
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    manager = AsyncKernelManager(kernel_name="python3")
    launch = [sys.executable, "-c", _KERNEL, str(limits.memory), "-f", "{connection_file}"]
    manager._kernel_spec = KernelSpec(argv=launch, display_name="Python", language="python")
    if sys.platform != "win32":
        manager.transport, manager.ip = "ipc", str(Path(folder) / "kernel")
    return manager


def _said(kind: str, words: str, limits: Limits) -> str | Message:
    """Return what is said of an exception of a cell."""
    if "MemoryError" in kind:  # numpy has one of its own
        return Message("takes more than {limit} MB of memory, see --memory", limit=limits.memory)
    return f"{kind}: {words}"


def load(notebook: Path) -> Any:
    """Read a notebook's file; `HzError` if there is none, or it is no notebook."""
    import nbformat

    if not paths.readable(notebook).is_file():
        raise HzError(
            "{name}: no such notebook", "hz report --help says how to name one", name=notebook
        )
    try:
        return nbformat.read(notebook, as_version=4)
    except Exception as error:  # nbformat raises a dozen kinds, json's and jsonschema's among them
        raise HzError(
            "{path}: is not a notebook ({error})",
            "give an .ipynb file",
            path=notebook,
            error=str(error),
        ) from None


def run_all(
    notebooks: Iterable[Path],
    done: Callable[[Path, Any], None],
    limits: Limits = LIMITS,
    given: Mapping[str, Any] | None = None,
) -> None:
    """Run notebooks side by side; `done(notebook, result)` is called as each ends.

    The first failure ends the run, as its user may: what has not begun is left, what runs is ended.
    """
    kernels: list[Any] = []
    with ThreadPoolExecutor(max(2, min(4, os.cpu_count() or 2))) as pool:
        tasks = {
            pool.submit(run, notebook, limits, kernels, given): notebook for notebook in notebooks
        }
        try:
            for task in as_completed(tasks):
                done(tasks[task], task.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            for kernel in kernels:
                _kill(kernel)
            raise


def _kill(kernel: Any) -> None:
    if process := getattr(kernel.provisioner, "process", None):
        process.kill()


def _client() -> Any:
    """Return nbclient's client: it knows its cell and ends a kernel that puts out too much."""
    from nbclient import NotebookClient

    class Client(NotebookClient):
        put_out = 0  # characters
        place = 0  # of the cell that runs

        async def async_execute_cell(
            self, cell: Any, cell_index: int, *more: Any, **named: Any
        ) -> Any:
            self.place = cell_index
            return await super().async_execute_cell(cell, cell_index, *more, **named)

        def output(self, outs: Any, msg: Any, *more: Any) -> Any:
            said = msg["content"]
            parts = (said.get("text"), *said.get("data", {}).values())
            self.put_out += sum(len(part) for part in parts if isinstance(part, str))
            if self.put_out > OUTPUT:
                return _kill(self.km)
            return super().output(outs, msg, *more)

    return Client


def _refused(notebook: Path, error: str) -> HzError:
    return HzError("{notebook}: cannot be made with these parameters: {error}",
                   notebook=notebook.name, error=error)  # fmt: skip


def _environment(folder: str, are_set: bool) -> dict[str, str]:
    # The user's IPython profile stays out; sets and dictionaries of text come in one order.
    return {
        **os.environ, "IPYTHONDIR": folder, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1",
        "MPLBACKEND": "agg", "PLOTLY_RENDERER": "plotly_mimetype", "HZLIB_REPORT": "1",
        # A run is kept under this process's workspace, wherever the notebook lies.
        "HZLIB_WORKSPACE": str(paths.workspace() or ""), "HZLIB_SET": language() if are_set else "",
    }  # fmt: skip


def _failed(notebook: Path, content: Any, place: int, error: str | Message) -> HzError:
    source = content.cells[place].source.strip().splitlines()[:1]
    return HzError(
        "{notebook}: cell {number} fails ({source}): {error}",
        "mend the cell and run hz report again",
        notebook=notebook.name,
        number=place + 1,
        source="".join(source),
        error=error,
    )


def _timeless(content: Any) -> Any:
    for cell in content.cells:
        cell.metadata.pop("execution", None)
    content.metadata.pop("widgets", None)
    return content
