"""The set-up: the locks, the conda environment, the tasks, what the wheel holds."""

import ast
import importlib.util
import re
import subprocess
import sys
import tomllib
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
    assert unmet(direct(), "run") == []
    assert unmet(direct("dev", "browser", "fast"), "dev") == []
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
    assert found == direct("dev", "browser", "fast") | {"hatchling": hatchling}


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
    assert undeclared(names, direct("fast")) == []


def test_everything_that_the_tests_import_is_declared():
    here = [*(ROOT / "tests").rglob("*.py")]
    local = {file.stem for file in here} | {folder.name for folder in (ROOT / "tests").glob("*/")}
    allowed = direct("dev", "browser", "fast")
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


def test_the_wheel_holds_the_documents_and_notebooks(tmp_path):
    command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)]
    built = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, encoding="utf-8")
    assert built.returncode == 0, built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        for file in (ROOT / "data" / "raw").glob("*.txt"):
            assert archive.read(f"hzlib/_data/raw/{file.name}") == file.read_bytes()
    for file in notebooks():
        assert f"hzlib/_notebooks/{file.relative_to(ROOT / 'notebooks').as_posix()}" in names
    for file in (ROOT / "hzlib").rglob("*"):
        if file.is_file() and "__pycache__" not in file.parts:
            assert file.relative_to(ROOT).as_posix() in names
