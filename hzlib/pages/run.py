"""Running notebooks: each in a kernel of its own, two or more at a time, sources untouched."""

import os
import sys
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor, as_completed
from pathlib import Path
from typing import Any

from hzlib import paths
from hzlib.errors import HzError
from hzlib.messages import Message

TIMEOUT = 300


def run(notebook: Path) -> Any:
    """Run a notebook from top to bottom and return it with its outputs.

    Parameters
    ----------
    notebook : Path
        The notebook's file; it is read only.

    Returns
    -------
    nbformat.NotebookNode
        The notebook with outputs and without anything that tells the time.

    Raises
    ------
    HzError
        If it is no notebook, or a cell fails: the message names notebook, cell and error.
    """
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

    content = load(notebook)
    with tempfile.TemporaryDirectory(prefix="hz-", ignore_cleanup_errors=True) as folder:
        manager = AsyncKernelManager(kernel_name="python3")
        # This very Python, whatever kernels the user has installed elsewhere.
        launch = [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"]
        manager._kernel_spec = KernelSpec(argv=launch, display_name="Python", language="python")
        if sys.platform != "win32":
            manager.transport, manager.ip = "ipc", str(Path(folder) / "kernel")
        client = NotebookClient(
            content, km=manager, timeout=TIMEOUT, resources={"metadata": {"path": notebook.parent}}
        )
        try:
            client.execute(env=_environment(folder), cleanup_kc=True)
        except CellExecutionError as error:
            raise _failed(notebook, content, f"{error.ename}: {error.evalue}") from None
        except CellTimeoutError:
            late = Message("not done after {seconds} seconds", seconds=TIMEOUT)
            raise _failed(notebook, content, late) from None
        except DeadKernelError:
            raise _failed(notebook, content, Message("its kernel ended")) from None
    return _timeless(content)


def load(notebook: Path) -> Any:
    """Read a notebook's file; `HzError` if there is none, or it is no notebook."""
    import nbformat

    if not notebook.is_file():
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


def run_all(notebooks: Iterable[Path], done: Callable[[Path, Any], None]) -> None:
    """Run notebooks side by side; `done(notebook, result)` is called as each ends.

    The first failure ends the run: what has not begun is left.
    """
    with ThreadPoolExecutor(max(2, min(4, os.cpu_count() or 2))) as pool:
        tasks = {pool.submit(run, notebook): notebook for notebook in notebooks}
        try:
            for task in as_completed(tasks):
                done(tasks[task], task.result())
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _environment(folder: str) -> dict[str, str]:
    # The user's IPython profile stays out; sets and dictionaries of text come in one order.
    return {
        **os.environ, "IPYTHONDIR": folder, "PYTHONHASHSEED": "0", "PYTHONUTF8": "1",
        "MPLBACKEND": "agg", "PLOTLY_RENDERER": "plotly_mimetype", "HZLIB_REPORT": "1",
        # A run is kept under this process's workspace, wherever the notebook lies.
        "HZLIB_WORKSPACE": str(paths.workspace() or ""),
    }  # fmt: skip


def _failed(notebook: Path, content: Any, error: str | Message) -> HzError:
    number = 0
    for place, cell in enumerate(content.cells, 1):
        if cell.cell_type == "code" and (cell.execution_count or cell.outputs):
            number = place
    source = content.cells[number - 1].source.strip().splitlines()[:1] if number else [""]
    return HzError(
        "{notebook}: cell {number} fails ({source}): {error}",
        "mend the cell and run hz report again",
        notebook=notebook.name,
        number=number,
        source="".join(source),
        error=error,
    )


def _timeless(content: Any) -> Any:
    for cell in content.cells:
        cell.metadata.pop("execution", None)
    content.metadata.pop("widgets", None)
    return content
