"""The workspace: made once, renewed without losing what its owner wrote."""

import json
import socket
from pathlib import Path

import pytest
from nbformat import v4
from nbformat import write as write_notebook
from typer.testing import CliRunner

from hzlib import cli, paths, workspace
from hzlib.commands import lab
from hzlib.errors import HzError


def book(file, *sources, outputs=()):
    cells = [v4.new_code_cell(one, id=f"c{n}") for n, one in enumerate(sources)]
    cells[0].outputs = [v4.new_output("stream", text=text) for text in outputs]
    file.parent.mkdir(parents=True, exist_ok=True)
    write_notebook(v4.new_notebook(cells=cells), file)
    return file


@pytest.fixture
def package(tmp_path, monkeypatch):
    """The notebooks of a package of version 0.1.0."""
    books = tmp_path / "package"
    for name in ("00_start", "01_more", "lessons/1_one"):
        book(books / f"{name}.ipynb", "a = 1")
    monkeypatch.setattr(paths, "notebooks", lambda: books)
    monkeypatch.setattr(workspace, "__version__", "0.1.0")
    return books


@pytest.fixture
def newer(package, monkeypatch):
    """A function that makes the package newer: all but 01_more changed."""

    def newer(version="0.2.0"):
        for name in ("00_start", "lessons/1_one"):
            book(package / f"{name}.ipynb", f"a = '{version}'")
        monkeypatch.setattr(workspace, "__version__", version)

    return newer


def source(file):
    return json.loads(file.read_text(encoding="utf-8"))["cells"][0]["source"]


def text(file):
    return "".join(source(file))


def test_a_new_folder_becomes_a_workspace(package, tmp_path):
    home = tmp_path / "mine" / "own"
    (said,) = workspace.prepared(home)
    assert "own: 建好了工作区，有 3 本笔记本" in said
    assert {one.relative_to(home).as_posix() for one in home.rglob("*")} == {
        *(".hzlib.json", "README.md", "reports", "etc", "lessons"),
        *("00_start.ipynb", "01_more.ipynb", "lessons/1_one.ipynb"),
    }
    record = json.loads((home / ".hzlib.json").read_text(encoding="utf-8"))
    assert record["version"] == "0.1.0" and len(record["notebooks"]) == 3
    for name in ("`reports/`", "`etc/`", "`pages/`"):
        assert name in (home / "README.md").read_text(encoding="utf-8")
    assert workspace.prepared(home) == []


def test_a_folder_with_other_files_is_left_as_it_is(package, tmp_path):
    (tmp_path / "letter.txt").write_text("x", encoding="utf-8")
    assert workspace.prepared(tmp_path) == []
    assert not (tmp_path / ".hzlib.json").exists()
    with pytest.raises(HzError, match=r"letter\.txt: 没有这个文件夹"):
        workspace.prepared(tmp_path / "letter.txt")


def test_to_run_a_notebook_and_save_it_is_no_edit(package, newer, tmp_path):
    home = tmp_path / "own"
    workspace.prepared(home)
    # As JupyterLab saves it: outputs, an execution count, the source as one text.
    saved = json.loads((home / "00_start.ipynb").read_text(encoding="utf-8"))
    saved["cells"][0] |= {"source": text(home / "00_start.ipynb"), "execution_count": 3}
    saved["cells"][0]["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "9"}]
    saved["metadata"]["kernelspec"] = {"name": "python3", "display_name": "Python"}
    (home / "00_start.ipynb").write_text(json.dumps(saved), encoding="utf-8")
    newer()
    (said,) = workspace.prepared(home)
    assert said == "换成新版（你没改过）：00_start.ipynb、lessons/1_one.ipynb"
    assert text(home / "00_start.ipynb") == text(home / "lessons" / "1_one.ipynb") == "a = '0.2.0'"
    assert not list(home.glob("new-*"))


def test_an_edited_notebook_stays_and_the_new_one_lies_beside(package, newer, tmp_path):
    home = tmp_path / "own"
    workspace.prepared(home)
    book(home / "00_start.ipynb", "a = 'mine'")
    book(home / "01_more.ipynb", "a = 'mine too'")
    assert workspace.prepared(home) == []
    newer()
    said = workspace.prepared(home)
    assert said == [
        "换成新版（你没改过）：lessons/1_one.ipynb",
        "00_start.ipynb: 你改过，没有动；新版在 new-0.2.0/00_start.ipynb",
    ]
    assert text(home / "00_start.ipynb") == "a = 'mine'"
    assert text(home / "new-0.2.0" / "00_start.ipynb") == "a = '0.2.0'"
    assert workspace.prepared(home) == []
    # What lies beside is its owner's too.
    book(home / "new-0.2.0" / "00_start.ipynb", "a = 'and mine'")
    book(package / "00_start.ipynb", "a = 'again'")
    assert "new-0.2.0-2/00_start.ipynb" in workspace.prepared(home)[0]
    assert text(home / "new-0.2.0" / "00_start.ipynb") == "a = 'and mine'"


def test_a_notebook_that_was_taken_away_comes_back_as_the_package_has_it(package, tmp_path):
    home = tmp_path / "own"
    workspace.prepared(home)
    (home / "01_more.ipynb").unlink()
    assert workspace.prepared(home) == ["放进来：01_more.ipynb"]
    (package / "01_more.ipynb").unlink()
    assert workspace.prepared(home) == ["hzlib 里已没有，仍留在这里：01_more.ipynb"]
    assert (home / "01_more.ipynb").exists()


def test_an_older_package_changes_nothing(package, newer, tmp_path, monkeypatch):
    home = tmp_path / "own"
    newer("0.10.0")
    workspace.prepared(home)
    book(package / "00_start.ipynb", "a = 'old'")
    monkeypatch.setattr(workspace, "__version__", "0.9.0")
    assert "由更新的 hzlib 0.10.0 所建" in workspace.prepared(home)[0]
    assert text(home / "00_start.ipynb") == "a = '0.10.0'"


def test_a_beginning_that_was_broken_off_is_taken_up_again(package, tmp_path, monkeypatch):
    home = tmp_path / "own"

    def broken(*_):
        raise OSError(28, "full", "disk")

    with monkeypatch.context() as patch:
        patch.setattr(workspace, "_write", broken)
        with pytest.raises(HzError, match="disk: 读不出来（磁盘满了）"):
            workspace.prepared(home)
    assert workspace.prepared(home) == [
        "放进来：00_start.ipynb、01_more.ipynb、lessons/1_one.ipynb"
    ]
    assert (home / "lessons" / "1_one.ipynb").exists()


@pytest.mark.parametrize("said", ["{", "[]", '{"version": "x", "notebooks": {}}', '{"version": 1}'])
def test_a_damaged_record_is_named(package, tmp_path, said):
    (tmp_path / ".hzlib.json").write_text(said, encoding="utf-8")
    with pytest.raises(HzError, match=r"\.hzlib\.json: 不是工作区的记录"):
        workspace.prepared(tmp_path)


def test_what_is_no_notebook_counts_as_edited(package, newer, tmp_path):
    home = tmp_path / "own"
    workspace.prepared(home)
    (home / "00_start.ipynb").write_bytes(b"<<<<<<< broken")
    newer()
    workspace.prepared(home)
    assert (home / "00_start.ipynb").read_bytes() == b"<<<<<<< broken"


def test_notebooks_come_upper_ones_first_and_without_checkpoints(tmp_path):
    for name in ("b", "a/a", ".ipynb_checkpoints/a-checkpoint", "new-1/b"):
        book(tmp_path / f"{name}.ipynb", "1")
    found = [one.relative_to(tmp_path).as_posix() for one in workspace.notebooks(tmp_path)]
    assert found == ["b.ipynb", "a/a.ipynb", "new-1/b.ipynb"]


# --- which folder ---------------------------------------------------------------------------------


def test_the_folder_is_the_named_one_else_the_workspace_else_the_checkout(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "workspace", lambda: None)
    assert workspace.home(tmp_path / "a") == tmp_path / "a"
    assert workspace.home() == paths.notebooks()
    monkeypatch.setattr(paths, "workspace", lambda: tmp_path)
    assert workspace.home() == tmp_path


def test_an_installation_is_not_worked_in(tmp_path, monkeypatch):
    import platformdirs

    monkeypatch.setattr(paths, "workspace", lambda: None)
    monkeypatch.setattr(paths, "notebooks", lambda: paths.code() / "_notebooks")
    monkeypatch.setattr(platformdirs, "user_documents_path", lambda: tmp_path)
    assert workspace.home() == tmp_path / "hzlib"


# --- hz lab ---------------------------------------------------------------------------------------


@pytest.fixture
def started(monkeypatch):
    """What `hz lab` starts: its command and its environment."""
    found = []

    class Server:
        def __init__(self, command, env):
            found.append((command, env))

        def wait(self):
            return 0

    monkeypatch.setattr(lab.subprocess, "Popen", Server)
    monkeypatch.setattr(lab.signal, "signal", lambda *_: None)
    monkeypatch.setattr(lab, "free_port", lambda ip, port: port)
    monkeypatch.setattr(lab, "_has_browser", lambda: True)
    monkeypatch.delenv("JUPYTER_TOKEN", raising=False)
    monkeypatch.delenv("HZLIB_WORKSPACE", raising=False)
    return found


def test_kernels_are_told_the_workspace(package, tmp_path, started):
    done = CliRunner().invoke(cli.app, ["lab", str(tmp_path / "own")])
    assert done.exit_code == 0, done.output
    ((command, environment),) = started
    assert environment["HZLIB_WORKSPACE"] == str(tmp_path / "own")
    assert f"--ServerApp.root_dir={tmp_path / 'own'}" in command
    assert "--LabApp.default_url=/lab/tree/00_start.ipynb" in command
    assert "JUPYTER_TOKEN" not in environment and "token" not in done.output
    # Of a folder in it too; not of one with other files, which is said.
    CliRunner().invoke(cli.app, ["lab", str(tmp_path / "own" / "lessons")])
    assert started[1][1]["HZLIB_WORKSPACE"] == str(tmp_path / "own")
    done = CliRunner().invoke(cli.app, ["lab", str(package)])
    assert "HZLIB_WORKSPACE" not in started[2][1] and "照原样打开" in done.output


@pytest.mark.parametrize(
    ("before", "after", "token"),
    [
        (["--no-browser"], ["--ServerApp.token=abc"], "?token=abc "),
        (["--no-browser"], ["--IdentityProvider.token", "abc", "--debug"], "?token=abc "),
        ([], ["--ServerApp.port=9000", "--ip", "0.0.0.0"], ""),
    ],
)
def test_what_follows_two_dashes_goes_to_jupyterlab(
    package, tmp_path, started, before, after, token
):
    home = str(tmp_path / "own")
    done = CliRunner().invoke(cli.app, ["lab", home, *before, "--", *after])
    assert done.exit_code == 0, done.output
    command = started[0][0]
    assert command[-len(after) :] == after and f"--ServerApp.root_dir={home}" in command
    # JupyterLab refuses an option that is given twice.
    for option in ("port", "ip"):
        assert sum(f".{option}=" in one or one == f"--{option}" for one in command) == 1
    if token:
        assert f"http://localhost:8888/{token}".strip() in done.output


def test_without_a_browser_the_address_and_what_to_publish_are_told(
    package, tmp_path, started, monkeypatch
):
    monkeypatch.setattr(lab, "_has_browser", lambda: False)
    done = CliRunner().invoke(cli.app, ["lab", str(tmp_path / "own"), "--ip", "0.0.0.0"])
    command, environment = started[0]
    assert "--no-browser" in command
    where = (
        f"http://localhost:8888/?token={environment['JUPYTER_TOKEN']}；在容器里，用 -p 8888:8888"
    )
    assert where in done.output.replace("\n", "")


def test_a_port_in_use_gives_way_to_the_next(package, tmp_path, monkeypatch):
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        one.listen()
        port = one.getsockname()[1]
        assert port < lab.free_port("127.0.0.1", port) <= port + 5
    assert lab.free_port("127.0.0.1", port) == port


@pytest.mark.parametrize("ip", ["203.0.113.7", "no.such.host.invalid"])
def test_an_address_of_another_machine_is_named(ip):
    with pytest.raises(HzError, match=f"{ip}: 不是这台电脑的地址；用 --ip"):
        lab.free_port(ip, 8888)


def test_a_port_for_the_superuser_is_refused_in_one_line(monkeypatch):
    def refused(self, place):
        raise PermissionError(13, "denied")

    monkeypatch.setattr(lab.socket.socket, "bind", refused)
    with pytest.raises(HzError, match="端口 80 不能用（没有权限）；给一个大于 1023 的"):
        lab.free_port("127.0.0.1", 80)


def test_the_task_of_the_checkout_passes_everything_on(monkeypatch):
    import importlib.util

    file = Path(__file__).resolve().parent.parent / "run.py"
    spec = importlib.util.spec_from_file_location("tasks", file)
    tasks = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(tasks)
    monkeypatch.setattr(tasks, "set_up", lambda kind: None)
    asked = []
    monkeypatch.setattr(tasks, "run", lambda *command: asked.append(command[1:]) or True)
    assert tasks.main(["lab", "--no-browser", "--", "--ServerApp.token=abc"]) == 0
    assert asked == [("lab", "--no-browser", "--", "--ServerApp.token=abc")]
