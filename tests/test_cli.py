"""The list of commands: what it says of each command is what the command says of itself."""

import subprocess
import sys

import pytest
import typer.main
from typer.testing import CliRunner

from hzlib import cli
from hzlib.commands import lab
from hzlib.messages import told


def test_the_list_says_of_each_command_what_the_command_says_of_itself():
    commands = typer.main.get_command(cli.app).commands
    assert list(commands) == list(cli.COMMANDS)
    for name, command in commands.items():
        assert command.help.splitlines()[0] == told(cli.COMMANDS[name][1]), name


def test_the_list_of_commands_loads_no_command():
    code = (
        "import sys; from hzlib.cli import app; app(['--help'], standalone_mode=False)\n"
        "assert not [name for name in sys.modules if name.startswith('hzlib.commands.')]"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert all(name in done.stdout for name in cli.COMMANDS)


@pytest.mark.parametrize("width", ["80", "140"])
@pytest.mark.parametrize("words", [[], ["corpus"], ["class"]])
def test_without_a_command_the_list_is_shown_however_narrow_the_terminal(words, width, monkeypatch):
    monkeypatch.setenv("COLUMNS", width)
    done = CliRunner().invoke(cli.app, words)
    assert done.exit_code == 2
    assert all(name in done.output for name in (["build"] if words else cli.COMMANDS))


def test_a_mistyped_command_is_told_its_neighbour():
    done = CliRunner().invoke(cli.app, ["fact"])
    assert done.exit_code == 2 and "'facts'" in done.output


def test_the_superuser_is_let_in_and_the_address_is_passed_on(tmp_path, monkeypatch):
    monkeypatch.setattr(lab.os, "geteuid", lambda: 0, raising=False)
    command = lab.command_line(tmp_path, tmp_path, False, 8890, "0.0.0.0")
    assert {"--allow-root", "--no-browser", "--ServerApp.ip=0.0.0.0"} <= set(command)
    monkeypatch.setattr(lab.os, "geteuid", lambda: 1000, raising=False)
    assert "--allow-root" not in lab.command_line(tmp_path, tmp_path, False, 8890)


def test_the_lab_serves_this_machine_alone_and_never_without_its_token(tmp_path):
    command = lab.command_line(tmp_path, tmp_path, False, 8888)
    assert "--ServerApp.ip=localhost" in command
    # Who may ask, and what may be asked for, stays as JupyterLab has it.
    named = {word.partition("=")[0].rpartition(".")[2] for word in command}
    assert not named & {
        "token",
        "password",
        "allow_origin",
        "allow_remote_access",
        "disable_check_xsrf",
    }
