"""``hz lab``."""

import errno
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import webbrowser
from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperCommand

from hzlib import paths, workspace
from hzlib.errors import HzError, reason
from hzlib.messages import told

_HELP = """Open JupyterLab, in Chinese, in the folder of the notebooks.

A new or empty folder becomes a workspace: the notebooks to change, with room for reports and words of your own. Later a newer hzlib renews the notebooks that you have not changed. Without a folder it is the workspace you are in, or hzlib in your documents; in a checkout, its notebooks.

What follows -- goes to JupyterLab as it is.

Examples:

    hz lab

    hz lab my-reports   a workspace of that name

    hz lab --no-browser --port 8890

    hz lab --no-browser --ip 0.0.0.0   in a container whose port is published

    hz lab -- --ServerApp.token=abc   with an option of JupyterLab
"""  # noqa: E501
_TRIES = 50


class _Passing(TyperCommand):
    """A command that keeps what follows ``--`` for another program."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        place = args.index("--") if "--" in args else len(args)
        ctx.obj = args[place + 1 :]
        return super().parse_args(ctx, args[:place])


app = typer.Typer(add_completion=False)


@app.command(help=_HELP, cls=_Passing)
def lab(
    context: typer.Context,
    folder: Annotated[Path | None, typer.Argument(help="The folder to open.")] = None,
    browser: Annotated[bool, typer.Option(help="Open a browser.")] = True,
    port: Annotated[
        int, typer.Option(min=1, max=65535, help="The port to serve at, or the next free one.")
    ] = 8888,
    ip: Annotated[str, typer.Option(help="The address to serve at.")] = "localhost",
) -> None:
    """Open JupyterLab in the folder of the notebooks."""
    home = workspace.home(folder)
    said = workspace.prepared(home)
    own = paths.workspace_of(home)
    if folder and not own:
        said.append(told("{path}: holds other files and is opened as it is", path=home))
    more = list(context.obj or ())
    ip, found = _place(ip, port, _given(more))
    if found != port and "port" not in _given(more):
        said.append(told("port {port} is in use; {found} is taken", port=port, found=found))
    environment = dict(os.environ) | ({"HZLIB_WORKSPACE": str(own)} if own else {})
    said.append(told("JupyterLab: {folder}", folder=home))
    shown = browser and _has_browser()
    if not shown:
        token = environment.setdefault("JUPYTER_TOKEN", secrets.token_hex(24))
        said.append(address(ip, found, _given(more).get("token", token)))
    typer.echo("\n".join(said))
    with tempfile.TemporaryDirectory(prefix="hz-lab-", ignore_cleanup_errors=True) as settings:
        command = command_line(home, Path(settings), shown, found, ip, more)
        server = subprocess.Popen(command, env=environment)
        # JupyterLab answers Ctrl-C itself: it asks, and ends its kernels.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        signal.signal(signal.SIGTERM, lambda *_: server.terminate())
        raise SystemExit(server.wait())


def command_line(
    home: Path,
    settings: Path,
    browser: bool,
    port: int,
    ip: str = "localhost",
    more: Sequence[str] = (),
) -> list[str]:
    """Return the command that starts JupyterLab, its defaults written into `settings`.

    The user's own settings stay as they are and come first; Chinese is only the default. The
    options in `more` come as they are, and in place of ours.
    """
    defaults = {
        "@jupyterlab/translation-extension:plugin": {"locale": "zh_CN"},
        # News would ask the network.
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false", "checkForUpdates": False,
        },
    }  # fmt: skip
    (settings / "overrides.json").write_text(json.dumps(defaults), encoding="utf-8")
    options: dict[str, object] = {
        "ServerApp.root_dir": home, "LabApp.app_settings_dir": settings,
        "ServerApp.port": port, "ServerApp.ip": ip,
    }  # fmt: skip
    if (home / "00_start.ipynb").is_file():
        options["LabApp.default_url"] = "/lab/tree/00_start.ipynb"
    given = _given(more)
    command = [sys.executable, "-m", "jupyterlab"]
    command += [f"--{name}={value}" for name, value in options.items() if _last(name) not in given]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        # The server refuses the superuser, as whom containers often run.
        command.append("--allow-root")
    return [*command, *([] if browser else ["--no-browser"]), *more]


def _given(more: Sequence[str]) -> dict[str, str]:
    """Return the values of options for JupyterLab by the last part of their names."""
    found = {}
    for word, after in zip(more, [*more, ""][1:], strict=True):
        if word.startswith("--"):
            name, _, value = word.partition("=")
            found[_last(name.lstrip("-"))] = value or ("" if after.startswith("-") else after)
    return found


def _last(name: str) -> str:
    return name.rpartition(".")[2]


def _place(ip: str, port: int, given: dict[str, str]) -> tuple[str, int]:
    """Return where to serve: at the options of JupyterLab, else at the next free port."""
    ip = given.get("ip", ip)
    if "port" not in given:
        return ip, free_port(ip, port)
    return ip, int(given["port"]) if given["port"].isdigit() else port


def address(ip: str, port: int, token: str) -> str:
    """Return the line that says which address to open, and what a container has to publish.

    Examples
    --------
    >>> address("localhost", 8888, "abc")
    '请在浏览器里打开 http://localhost:8888/?token=abc'
    """
    everywhere = ip in ("0.0.0.0", "::", "*", "")
    query = f"?token={token}" if token else ""
    # Its root leads on to the first notebook.
    where = f"http://{'localhost' if everywhere else ip}:{port}/{query}"
    if not everywhere:
        return told("open {address} in a browser", address=where)
    return told(
        "open {address} in a browser; from a container, publish the port with -p {port}:{port};"
        " from another computer, write this one's name for localhost",
        address=where,
        port=port,
    )


def _has_browser() -> bool:
    try:
        webbrowser.get()
    except webbrowser.Error:
        return False
    return True


def free_port(ip: str, port: int) -> int:
    """Return a port that is free at an address, or the next one that is.

    Raises
    ------
    HzError
        If the address is not one of this machine, or the port is not for everybody.
    """
    for number in range(port, min(port + _TRIES, 65536)):
        if _is_free(ip, number):
            return number
    raise HzError(
        "port {port}: it and the {count} after it are in use",
        "give another: --port",
        port=port,
        count=_TRIES - 1,
    )


def _is_free(ip: str, port: int) -> bool:
    host = None if ip in ("*", "") else ip
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError:
        found = []
    bound = 0
    for family, kind, protocol, _, place in found:
        try:
            with socket.socket(family, kind, protocol) as one:
                if os.name == "posix":  # as the server does: a port just left is free
                    one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                one.bind(place)
                bound += 1
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                return False
            if error.errno in (errno.EACCES, errno.EPERM):
                raise HzError(
                    "port {port}: cannot be served at ({reason})",
                    "give one above 1023: --port 8888",
                    port=port,
                    reason=reason(error),
                ) from None
            # Such as IPv6, where the machine has none of it.
    if not bound:
        raise HzError(
            "{ip}: not an address of this machine",
            "give localhost, or 0.0.0.0 for all addresses: --ip",
            ip=ip,
        )
    return True
