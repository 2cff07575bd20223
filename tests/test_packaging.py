"""The set-up: the locks, the conda environment, the tasks, what the wheel holds."""

import ast
import http.server
import importlib.util
import json
import os
import re
import subprocess
import sys
import threading
import time
import tomllib
import urllib.request
import zipfile
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS = PROJECT["project"]["optional-dependencies"]
# conda-forge splits some packages and names the part that the project uses.
CONDA_NAMES = {
    "brotli-python": "brotli",
    "matplotlib-base": "matplotlib",
    "nbconvert-core": "nbconvert",
    "python-duckdb": "duckdb",
}


def requirements(lines):
    """Return name -> specifier, names in their normal form."""
    found = [Requirement(line) for line in lines]
    return {canonicalize_name(one.name): str(one.specifier) for one in found}


def direct(*extras):
    """Return the project's own requirements with those of the extras."""
    lines = list(PROJECT["project"]["dependencies"])
    return requirements(lines + [line for extra in extras for line in EXTRAS[extra]])


def entries(name):
    """Return name -> (version, number of hashes) of a lock."""
    text = (ROOT / "locks" / f"{name}.txt").read_text(encoding="utf-8")
    found = {}
    for entry in re.split(r"(?m)^(?=[A-Za-z0-9])", text)[1:]:
        pinned = re.match(r"([A-Za-z0-9._-]+)==([^\s;\\]+)", entry)
        assert pinned, f"locks/{name}.txt: not a pinned version: {entry.splitlines()[0]}"
        version = pinned[2], len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", entry))
        assert canonicalize_name(pinned[1]) not in found, f"{pinned[1]} stands twice"
        found[canonicalize_name(pinned[1])] = version
    return found


def pinned(name):
    return {package: version for package, (version, _) in entries(name).items()}


def unmet(required, lock):
    """Return the requirements that a lock does not meet."""
    versions = pinned(lock)
    return [
        f"{name}{specifier}"
        for name, specifier in required.items()
        if name not in versions
        or not Requirement(name + specifier).specifier.contains(versions[name])
    ]


# The locks


def test_the_locks_meet_what_pyproject_asks_for():
    assert unmet(direct("corpus"), "run") == []
    assert unmet(direct("corpus", "dask", "dev", "browser", "fast"), "dev") == []
    assert unmet(requirements(PROJECT["dependency-groups"]["build"]), "build") == []


def test_a_missing_or_older_version_is_found_in_a_lock():
    assert unmet({"numpy": ">=99", "no-such-package": ">=1"}, "run") == [
        "numpy>=99",
        "no-such-package>=1",
    ]


def test_use_and_development_have_the_same_versions():
    run, dev, build = pinned("run"), pinned("dev"), pinned("build")
    assert {name: version for name, version in run.items() if dev.get(name) != version} == {}
    assert {name: (build[name], dev[name]) for name in build.keys() & dev.keys()} == {
        name: (dev[name], dev[name]) for name in build.keys() & dev.keys()
    }


def test_use_needs_no_tools_of_development():
    tools = requirements(EXTRAS["dev"] + EXTRAS["browser"]).keys() - {"pyyaml"}
    assert tools & pinned("run").keys() == set()


@pytest.mark.parametrize("name", ["build", "run", "dev"])
def test_every_locked_package_has_hashes(name):
    found = entries(name)
    assert len(found) >= 8
    assert [package for package, (_, hashes) in found.items() if hashes == 0] == []


@pytest.mark.parametrize("name", ["locks/build.txt", "locks/run.txt", "locks/dev.txt"])
def test_a_lock_names_no_host_no_option_and_no_folder_of_a_machine(name):
    for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
        assert not re.search(r"://|index|find-links|trusted-host", line), line
        assert re.match(r"\S+==|\s+--hash=sha256:|\s*#", line), line
        assert not re.search(r"(^|[\s'\"=])[/~][a-z]|[A-Z]:\\", line), line


# The conda environment


@pytest.fixture(scope="module")
def conda():
    import yaml

    return yaml.safe_load((ROOT / "environment.yml").read_text(encoding="utf-8"))


def test_the_conda_environment_has_the_packages_of_pyproject(conda):
    (from_pip,) = [part["pip"] for part in conda["dependencies"] if isinstance(part, dict)]
    from_conda = [part for part in conda["dependencies"] if isinstance(part, str)]
    found = requirements(from_conda + [line for line in from_pip if not line.startswith("-")])
    found = {canonicalize_name(CONDA_NAMES.get(name, name)): at for name, at in found.items()}
    python = found.pop("python")
    assert python == PROJECT["project"]["requires-python"]
    assert found.pop("pip") == ""
    hatchling = requirements(PROJECT["dependency-groups"]["build"])["hatchling"]
    everything = direct("corpus", "dask", "dev", "browser", "fast")
    assert found == everything | {"hatchling": hatchling}


def test_the_conda_environment_installs_the_project_itself(conda):
    (from_pip,) = [part["pip"] for part in conda["dependencies"] if isinstance(part, dict)]
    assert conda["channels"][0] == "conda-forge"
    assert "--editable ." in from_pip


# What the code imports


def imported(files):
    """Return the top-level names that files import."""
    names = set()
    for file in files:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                names |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                names.add(node.module.split(".")[0])
    return names - set(sys.stdlib_module_names) - {"hzlib", "tests", "__future__"}


def undeclared(names, allowed):
    providers = packages_distributions()
    return sorted(
        name
        for name in names
        if not {canonicalize_name(one) for one in providers.get(name, [name])} & set(allowed)
    )


def test_everything_that_the_package_imports_is_declared():
    names = imported((ROOT / "hzlib").rglob("*.py"))
    assert {"pandas", "plotly", "jieba"} <= names
    assert undeclared(names, direct("corpus", "dask", "fast")) == []


def test_everything_that_the_tests_import_is_declared():
    here = [*(ROOT / "tests").rglob("*.py")]
    local = {file.stem for file in here} | {folder.name for folder in (ROOT / "tests").glob("*/")}
    allowed = direct("corpus", "dask", "dev", "browser", "fast")
    assert undeclared(imported(here) - local, allowed) == []


# The tasks


@pytest.fixture
def tasks(tmp_path, monkeypatch):
    """run.py as a module, at work in a copy of what it reads."""
    spec = importlib.util.spec_from_file_location("tasks", ROOT / "run.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    (tmp_path / "locks").mkdir()
    for name in ("pyproject.toml", "locks/build.txt", "locks/run.txt", "locks/dev.txt"):
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    monkeypatch.setattr(module, "ROOT", str(tmp_path))
    monkeypatch.setattr(module, "VENV", str(tmp_path / ".venv"))
    return module


@pytest.fixture
def done(tasks, tmp_path):
    """A set-up that counts as done."""
    python = Path(tasks.program("python"))
    python.parent.mkdir(parents=True)
    python.touch()
    file, wanted = tasks.stamp("dev")
    Path(file).write_text(wanted, encoding="utf-8")
    return tmp_path


def test_run_py_is_readable_by_an_old_python():
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 6))


def test_clean_takes_pages_and_leaves_what_a_user_put_beside_them(tasks, tmp_path, capsys):
    reports = tmp_path / "reports"
    (reports / "assets").mkdir(parents=True)
    (reports / "index.html").touch()
    tasks.clean([])
    assert not reports.exists() and not capsys.readouterr().err
    reports.mkdir()
    (reports / "宁波.txt").touch()
    tasks.clean([])
    assert (reports / "宁波.txt").exists() and "宁波.txt" in capsys.readouterr().err


def test_a_set_up_that_is_done_is_skipped(tasks, done):
    assert tasks.is_ready("dev")
    assert not tasks.is_ready("run")  # a stamp of its own; set_up takes that of "dev" too
    tasks.set_up("dev")
    tasks.set_up("run")


@pytest.mark.parametrize("name", ["pyproject.toml", "locks/build.txt", "locks/dev.txt"])
def test_a_changed_lock_or_pyproject_asks_for_a_new_set_up(tasks, done, name):
    with (done / name).open("a", encoding="utf-8") as stream:
        stream.write("# changed\n")
    assert not tasks.is_ready("dev")


def test_line_ends_of_windows_ask_for_no_new_set_up(tasks, done):
    lock = done / "locks" / "dev.txt"
    lock.write_bytes(lock.read_bytes().replace(b"\n", b"\r\n"))
    assert tasks.is_ready("dev")


def test_a_project_that_was_moved_asks_for_a_new_set_up(tasks, done, monkeypatch):
    monkeypatch.setattr(tasks, "ROOT", str(ROOT))
    assert not tasks.is_ready("dev")


def test_an_old_python_is_told_what_is_needed(tasks, monkeypatch, capsys):
    monkeypatch.setattr(tasks.sys, "version_info", (3, 9, 18))
    monkeypatch.setattr(tasks, "newer_python", lambda: None)
    assert tasks.main(["report"]) == 1
    message = capsys.readouterr().err
    assert "this is Python 3.9; the project needs Python 3.11 or newer" in message
    assert "What to do: install a newer Python" in message


@pytest.mark.parametrize("missing", ["venv", "ensurepip"])
def test_a_python_without_venv_is_told_which_package_has_it(tasks, monkeypatch, capsys, missing):
    monkeypatch.setattr(tasks.importlib.util, "find_spec", lambda name: name != missing or None)
    assert tasks.main(["test"]) == 1
    assert "sudo apt install python3." in capsys.readouterr().err


def test_a_failed_installation_is_not_taken_for_a_set_up(tasks, monkeypatch, capsys):
    monkeypatch.setattr(tasks, "make_venv", lambda: Path(tasks.VENV).mkdir())
    monkeypatch.setattr(tasks, "module", lambda *arguments: False)
    assert tasks.main(["report"]) == 1
    assert "the packages could not be installed" in capsys.readouterr().err
    assert not tasks.is_ready("run")


@pytest.fixture
def asked(tasks, monkeypatch, tmp_path):
    """What the service of advisories was asked; it answers that one package has two of them."""
    (tmp_path / "locks" / "accepted.in").write_text("# none yet\n", encoding="utf-8")
    questions = []

    class Service(http.server.BaseHTTPRequestHandler):
        def do_POST(self):
            body = self.rfile.read(int(self.headers["Content-Length"]))
            questions.extend(json.loads(body)["queries"])
            known = {"jinja2": {"vulns": [{"id": "GHSA-a"}, {"id": "PYSEC-2"}]}}
            told = [known.get(one["package"]["name"], {}) for one in questions]
            self.send_response(200)
            self.end_headers()
            self.wfile.write(json.dumps({"results": told}).encode())

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Service) as server:
        threading.Thread(target=server.handle_request, daemon=True).start()
        monkeypatch.setattr(tasks, "ADVISORIES", f"http://127.0.0.1:{server.server_port}/")
        yield questions


def test_a_known_vulnerability_of_a_locked_package_fails_lint(tasks, asked, capsys):
    assert not tasks.audit()
    told = capsys.readouterr().out
    assert f"jinja2 {pinned('run')['jinja2']}: GHSA-a\n" in told and "PYSEC-2" in told
    wanted = pinned("build") | pinned("dev")
    assert {one["package"]["name"]: one["version"] for one in asked} == wanted


def test_what_is_accepted_with_a_reason_fails_nothing(tasks, asked, tmp_path, capsys):
    (tmp_path / "locks" / "accepted.in").write_text(
        "# of templates\nGHSA-a  # no template of others is read\nPYSEC-2\n", encoding="utf-8"
    )
    assert tasks.audit() and capsys.readouterr().out == ""


@pytest.mark.parametrize("address", ["http://127.0.0.1:9/", "file:///dev/null", "nowhere"])
def test_without_a_network_lint_says_that_nothing_was_checked(
    tasks, monkeypatch, tmp_path, capsys, address
):
    (tmp_path / "locks" / "accepted.in").write_text("", encoding="utf-8")
    monkeypatch.setattr(tasks, "ADVISORIES", address)
    assert tasks.audit()
    assert "not checked" in capsys.readouterr().out


def test_the_slow_tests_run_on_demand_and_before_a_commit(tasks, done, monkeypatch):
    run = []
    monkeypatch.setattr(tasks, "module", lambda *arguments: run.append(arguments) or True)
    monkeypatch.setattr(tasks, "run", lambda *arguments: True)
    monkeypatch.setattr(tasks, "audit", lambda: True)

    def marks():
        return [one[one.index("-m") + 1] for one in run if one[0] == "pytest"]

    assert tasks.main(["test", "-k", "numerals"]) == 0 and run[-1][-2:] == ("-k", "numerals")
    assert tasks.main(["test", "--all"]) == 0 and "--all" not in run[-1]
    assert marks() == ["not browser and not slow", "not browser"]
    assert tasks.main(["check"]) == 0
    assert marks()[2:] == ["not browser", "browser"]
    assert "make test ARGS=--all" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")


def test_an_unknown_task_is_answered_with_the_tasks(tasks, capsys):
    assert tasks.main(["raport"]) == 2
    message = capsys.readouterr().err
    assert "there is no task 'raport'" in message
    assert "report   Write the HTML reports" in message


def test_without_a_task_the_tasks_are_listed(tasks, capsys):
    assert tasks.main([]) == 0
    assert [
        line.split()[0] for line in capsys.readouterr().out.splitlines() if line[:2] == "  "
    ] == [*tasks.TASKS]


def test_the_makefile_has_the_same_tasks(tasks):
    line = re.search(r"^TASKS := (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M)
    assert line[1].split() == [*tasks.TASKS]


@pytest.mark.parametrize(
    ("windows", "place"), [(True, "Scripts/hz.exe"), (False, "bin/hz")], ids=["windows", "posix"]
)
def test_programs_lie_where_the_system_has_them(tasks, monkeypatch, windows, place):
    monkeypatch.setattr(tasks, "WINDOWS", windows)
    assert Path(tasks.program("hz")) == Path(tasks.VENV) / place


def test_windows_is_not_sent_elsewhere_by_a_first_line():
    assert not (ROOT / "run.py").read_bytes().startswith(b"#!")


# Notebooks and wheel


def notebooks():
    return sorted((ROOT / "notebooks").rglob("*.ipynb"))


def test_notebooks_hold_no_outputs():
    import nbformat

    assert notebooks()
    dirty = [
        f"{file.relative_to(ROOT)}, cell {number}"
        for file in notebooks()
        for number, cell in enumerate(nbformat.read(file, as_version=4).cells)
        if cell.get("outputs") or cell.get("execution_count")
    ]
    assert dirty == [], "mend with: python3 run.py format"


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert built.returncode == 0, built.stderr
    (found,) = folder.glob("*.whl")
    return found


def test_the_wheel_holds_the_documents_and_notebooks(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for file in (ROOT / "data" / "raw").glob("*.txt"):
            assert archive.read(f"hzlib/_data/raw/{file.name}") == file.read_bytes()
    for file in notebooks():
        assert f"hzlib/_notebooks/{file.relative_to(ROOT / 'notebooks').as_posix()}" in names
    for file in (ROOT / "hzlib").rglob("*"):
        if file.is_file() and not {"__pycache__", "__compiled__"}.intersection(file.parts):
            assert file.relative_to(ROOT).as_posix() in names


# The installed package, from a folder that has nothing to do with it


class Installed:
    """The package as the wheel has it, in a folder that must stay as it is."""

    def __init__(self, wheel, home):
        self.packages, self.home = home / "packages", home / "elsewhere"
        self.home.mkdir(parents=True)
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(self.packages)
        for one in self.packages.rglob("*"):
            one.chmod(0o555 if one.is_dir() else 0o444)
        kept = {name: text for name, text in os.environ.items() if not name.startswith("HZLIB_")}
        self.environment = kept | {
            "PYTHONPATH": str(self.packages), "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1",
            "HZLIB_LANG": "en", "HZLIB_CACHE": str(home / "cache"),
        }  # fmt: skip
        self.before = self.files()

    def files(self):
        return {one: one.stat().st_mtime_ns for one in self.packages.rglob("*") if one.is_file()}

    def start(self, *arguments, **more):
        code = "from hzlib.cli import main; main()"
        return subprocess.Popen(
            [sys.executable, "-P", "-c", code, *arguments], env=self.environment, text=True,
            encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            cwd=more.get("cwd", self.home),
        )  # fmt: skip

    def hz(self, *arguments, **more):
        started = self.start(*arguments, **more)
        output, errors = started.communicate(timeout=300)
        return started.returncode, output, errors


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    found = Installed(wheel, tmp_path_factory.mktemp("installed"))
    yield found
    assert found.files() == found.before
    for one in found.packages.rglob("*"):
        one.chmod(0o755)


def test_an_installed_package_reads_its_own_documents(installed):
    code, output, errors = installed.hz("facts", "--doc", "hangzhou-gwr-2023")
    assert (code, errors) == (0, "") and "18753亿元" in output
    code, output, _ = installed.hz("class", "--help")
    assert code == 0 and "pack" in output


@pytest.mark.parametrize("command", [["pack"], ["build"], ["build", "--teacher", "answers"]])
def test_what_needs_a_checkout_says_so_at_once(installed, command):
    code, output, errors = installed.hz("class", *command)
    assert (code, output) == (1, "") and "in a checkout" in errors and errors.count("\n") == 1
    assert list(installed.home.iterdir()) == []


@pytest.mark.slow
def test_an_installed_package_writes_pages_where_it_is_called(installed, tmp_path):
    code, output, errors = installed.hz("report", "00_start", cwd=tmp_path)
    assert code == 0, errors
    assert [one.name for one in tmp_path.iterdir()] == ["reports"]
    assert {"index.html", "00_start.html"} <= {one.name for one in (tmp_path / "reports").iterdir()}


@pytest.mark.slow
def test_an_installed_package_makes_a_workspace_and_serves_it(installed, tmp_path):
    home = tmp_path / "own"
    server = installed.start("lab", str(home), "--no-browser", "--", "--log-level=CRITICAL")
    try:
        lines = [server.stdout.readline() for _ in range(3)]
        (address,) = re.findall(r"open (http://localhost:\d+/\?token=\w+) in a browser", lines[2])
        assert "a workspace with" in lines[0] and _served(address, server)
    finally:
        server.terminate()
        output, errors = server.communicate(timeout=60)
    assert (home / "lessons").is_dir() and (home / "00_start.ipynb").is_file()
    # JupyterLab ended with the command.
    with pytest.raises(OSError):
        urllib.request.urlopen(address, timeout=5)


def _served(address, server):
    for _ in range(240):
        try:
            with urllib.request.urlopen(address, timeout=5) as answer:
                return answer.status == 200
        except OSError:
            assert server.poll() is None
            time.sleep(0.25)
    return False


@pytest.mark.slow
def test_words_and_names_of_a_workspace_count_in_it_and_nowhere_else(installed, tmp_path):
    own = tmp_path / "own"
    (own / "etc").mkdir(parents=True)
    (own / ".hzlib.json").write_text("{}", encoding="utf-8")
    (own / "etc" / "aliases.csv").write_text(
        "indicator,pattern,needs,context\ngdp,本地总产出,,\n", encoding="utf-8"
    )
    (own / "own.txt").write_text(
        "宁海县政府工作报告\n\n一、2023年工作回顾\n\n全县本地总产出900亿元。\n", encoding="utf-8"
    )
    command = ("facts", "own.txt", "--year", "2024", "--format", "csv")
    _, output, errors = installed.hz(*command, cwd=own)
    assert "gdp" in output and "900" in output, errors
    (tmp_path / "own.txt").write_bytes((own / "own.txt").read_bytes())
    _, output, _ = installed.hz(*command, cwd=tmp_path)
    assert "gdp" not in output
    (own / "etc" / "aliases.csv").write_text("indicator,pattern\n", encoding="utf-8")
    code, _, errors = installed.hz(*command, cwd=own)
    assert code == 1 and f"{own / 'etc' / 'aliases.csv'}, line 1, column " in errors
