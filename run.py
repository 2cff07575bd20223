# No "#!" line: the Windows launcher would follow it past the Pythons that it knows.
"""Set the project up and run its tasks: ``python3 run.py report`` (Windows: ``py run.py report``).

Needs nothing but Python. The first task makes ``.venv`` and installs the packages of ``locks``
there, each checked against its hash; later tasks find that done and start at once. The file is
kept free of newer syntax, so that an old Python reaches the message which says so.
"""

import hashlib
import importlib.util
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.request

OLDEST = (3, 11)
NEWEST = (3, 14)  # the newest Python that the locks were checked with
ROOT = os.path.dirname(os.path.abspath(__file__))
VENV = os.path.join(ROOT, ".venv")
WINDOWS = os.name == "nt"
LOCKS = ("build", "run", "dev")
# One question about all packages, answered from the advisories of PyPI, GitHub and others.
ADVISORIES = os.environ.get("HZLIB_ADVISORIES", "https://api.osv.dev/v1/querybatch")
GENERATED = (
    "reports",
    "dist",
    "build",
    ".pytest_cache",
    ".mypy_cache",
    ".ruff_cache",
    ".hypothesis",
    "notebooks/.ipynb_checkpoints",
)


PAGES = (".html", ".pdf", "assets")  # how the names end of what hz report writes


class Trouble(Exception):
    """What went wrong and what the user can do."""


def path(*parts):
    """Return a path in the project."""
    return os.path.join(ROOT, *parts)


def program(name):
    """Return a program of the virtual environment."""
    if WINDOWS:
        return os.path.join(VENV, "Scripts", name + ".exe")
    return os.path.join(VENV, "bin", name)


def run(*command):
    """Run a command in the project's folder; return whether it succeeded."""
    # Chinese text in files and pipes is UTF-8 on every system, the Windows code page aside.
    environment = dict(os.environ, PYTHONUTF8="1")
    for name in ("PYTHONHOME", "PYTHONPATH", "__PYVENV_LAUNCHER__"):
        environment.pop(name, None)
    sys.stdout.flush()
    return subprocess.call(list(command), cwd=ROOT, env=environment) == 0


def hz(*arguments):
    """Run the project's own command."""
    return run(program("hz"), *arguments)


def module(*arguments):
    """Run a module of the virtual environment."""
    return run(program("python"), "-m", *arguments)


# Set-up


def newer_python():
    """Return a Python on the PATH that is new enough, or None."""
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which("python3.%d" % minor)
        trial = [found, "-c", "import venv, ensurepip"]
        if found and subprocess.call(trial, stderr=subprocess.DEVNULL) == 0:
            return found
    return None


def check_python():
    """Go on with a newer Python if this one is too old; complain if there is none."""
    if sys.version_info < OLDEST:
        found = newer_python()
        if found:
            sys.exit(subprocess.call([found, os.path.abspath(__file__)] + sys.argv[1:]))
        raise Trouble(
            "this is Python %d.%d; the project needs Python 3.11 or newer" % sys.version_info[:2],
            "install a newer Python and start again with it, e.g. python3.12 run.py report"
            " (Windows: py -3.12 run.py report)",
        )
    if not (importlib.util.find_spec("venv") and importlib.util.find_spec("ensurepip")):
        raise Trouble(
            "this Python cannot make virtual environments: its venv or ensurepip is missing",
            "on Debian and Ubuntu: sudo apt install python%d.%d-venv" % sys.version_info[:2],
        )


def digest(*files):
    """Return a hash of the files' contents, of where the project lies and of the Python in use."""
    found = hashlib.sha256(repr((ROOT, sys.version_info[:2], WINDOWS)).encode("utf-8"))
    for name in files:
        with open(path(name), "rb") as stream:
            found.update(stream.read().replace(b"\r\n", b"\n"))
    return found.hexdigest()


def stamp(kind):
    """Return the name of the file that says what was installed, and what it should say."""
    files = ["pyproject.toml"] + ["locks/%s.txt" % lock for lock in LOCKS[: LOCKS.index(kind) + 1]]
    return os.path.join(VENV, "installed-%s.txt" % kind), digest(*files)


def is_ready(kind):
    """Say whether everything of this kind is installed from the present locks."""
    file, wanted = stamp(kind)
    if not os.path.isfile(file) or not os.path.isfile(program("python")):
        return False
    with open(file, encoding="utf-8") as stream:
        return stream.read().strip() == wanted


def make_venv():
    """Make the virtual environment, or make it anew if it belongs to another place or Python."""
    place = os.path.join(VENV, "made-for.txt")
    here = digest()
    if os.path.isfile(place):
        with open(place, encoding="utf-8") as stream:
            if stream.read().strip() == here and run(program("python"), "-c", "import pip"):
                return
    print("Making a virtual environment in .venv ...")
    if not run(sys.executable, "-m", "venv", "--clear", VENV):
        raise Trouble(
            "the virtual environment could not be made in %s" % VENV,
            "see the message above; on Debian and Ubuntu: sudo apt install python3-venv",
        )
    with open(place, "w", encoding="utf-8") as stream:
        stream.write(here + "\n")


def pip(*arguments):
    """Install with pip; complain if it fails."""
    quiet = () if sys.stdout.isatty() else ("-qq",)
    options = ("--disable-pip-version-check", "--no-input", "--no-build-isolation") + quiet
    if module("pip", "install", *(options + arguments)):
        return
    remedy = "see pip's message above; after a broken download run the same command again"
    if sys.version_info[:2] > NEWEST:
        remedy += "; or use an older Python: the locks were checked with 3.%d to 3.%d" % (
            OLDEST[1],
            NEWEST[1],
        )
    raise Trouble("the packages could not be installed", remedy)


def set_up(kind):
    """Install what tasks of this kind ("run" or "dev") need, unless that is done."""
    if is_ready(kind) or (kind == "run" and is_ready("dev")):
        return
    check_python()
    make_venv()
    print("Installing the packages of locks/%s.txt (the first time takes some minutes) ..." % kind)
    # The build tools come first and by hash too, so that nothing is fetched unchecked later.
    pip("--require-hashes", "--requirement", path("locks", "build.txt"))
    pip("--require-hashes", "--use-pep517", "--requirement", path("locks", kind + ".txt"))
    pip("--no-deps", "--editable", ROOT)
    file, wanted = stamp(kind)
    with open(file, "w", encoding="utf-8") as stream:
        stream.write(wanted + "\n")
    if kind == "dev" and not translated():
        print("The modules that read texts stay as they are, which is slower but reads the same.")


def translated():
    """Translate the modules that take most of the time of reading to C, unless that is done."""
    print("Translating the modules that read texts to C (a minute, the first time) ...")
    return run(program("python"), "-P", "-c", "from hzlib import compiled; compiled.make()")


# Tasks


def setup(arguments):
    """Set up for use and for development."""
    set_up("dev")
    return True


def compile(arguments):
    """Translate the modules that read texts to C: reading takes three quarters of the time."""
    set_up("dev")
    if translated():
        return True
    raise Trouble(
        "the modules could not be translated, for the reason above",
        "install a C compiler and Python's headers (Debian: gcc python3-dev; macOS: xcode-select"
        " --install; Windows: the Build Tools for C++), or go on without: the results are the same",
    )


def report(arguments):
    """Write the HTML reports into reports/ (arguments go to hz report)."""
    set_up("run")
    return hz("report", *arguments)


def lab(arguments):
    """Open the notebooks in JupyterLab (arguments go to hz lab)."""
    set_up("run")
    return hz("lab", *arguments)


def classroom(arguments):
    """Build the classroom pack (arguments go to hz class pack)."""
    set_up("run")
    return hz("class", "pack", *arguments)


# The tests of a file share what they make: they stay in one process; tests/conftest.py orders.
SHARED = ("-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder")


def test(arguments):
    """Run the quick tests, with --all the slow ones too (arguments go to pytest)."""
    set_up("dev")
    every = "--all" in arguments
    marked = "not browser" if every else "not browser and not slow"
    more = [one for one in arguments if one != "--all"]
    return module("pytest", *SHARED, "-m", marked, *more)


def browser(arguments):
    """Run the tests of the pages in chromium (arguments go to pytest)."""
    set_up("dev")
    return module("pytest", *SHARED, "-m", "browser", "-rs", *arguments)


def advisories():
    """Return the known vulnerabilities of the locks' packages, but those accepted with a reason.

    None if nobody can be asked.
    """
    locked = set()
    for lock in LOCKS:
        with open(path("locks", lock + ".txt"), encoding="utf-8") as stream:
            locked.update(re.findall(r"(?m)^([A-Za-z0-9._-]+)==([^\s;\\]+)", stream.read()))
    with open(path("locks", "accepted.in"), encoding="utf-8") as stream:
        accepted = set(re.findall(r"(?m)^([A-Z][\w-]+)", stream.read()))
    packages = sorted(locked)
    asked = [
        {"package": {"name": name, "ecosystem": "PyPI"}, "version": version}
        for name, version in packages
    ]
    body = json.dumps({"queries": asked}).encode("utf-8")
    try:
        request = urllib.request.Request(ADVISORIES, body, {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=10) as stream:
            told = json.loads(stream.read().decode("utf-8"))["results"]
        found = [
            (package, one["id"])
            for place, package in enumerate(packages)
            for one in told[place].get("vulns", ())
        ]
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return ["%s %s: %s" % (package + (one,)) for package, one in found if one not in accepted]


def audit():
    """Say whether no package of the locks is known to be vulnerable; so too if nobody can tell."""
    found = advisories()
    if found is None:
        print("Known vulnerabilities: not checked, the advisories cannot be reached.")
    for line in found or ():
        print("Known vulnerability: " + line)
    if found:
        print("What to do: run.py lock --upgrade, or a line with the reason in locks/accepted.in.")
    return not found


def lint(arguments):
    """Check format, style, types, which package may import which, and known vulnerabilities."""
    set_up("dev")
    brief = ("--output-format", "concise")
    steps = (("ruff", "format", "--check") + brief, ("ruff", "check") + brief, ("mypy",))
    failed = [" ".join(step[:2]) for step in steps if not module(*step)]
    failed += [] if run(program("lint-imports")) else ["lint-imports"]
    failed += [] if audit() else ["audit"]
    if failed:
        print("Failed: %s. Much of it mends itself: run.py format" % ", ".join(failed))
    return not failed


def format(arguments):
    """Format the code, mend what mends itself, strip the notebooks' outputs."""
    set_up("dev")
    notebooks = [
        os.path.join(folder, name)
        for folder, _, names in os.walk(path("notebooks"))
        for name in sorted(names)
        if name.endswith(".ipynb") and ".ipynb_checkpoints" not in folder
    ]
    done = [module("ruff", "check", "--fix", "."), module("ruff", "format", ".")]
    done += [module("nbstripout", "--keep-id", *notebooks)] if notebooks else []
    return all(done)


def docs(arguments):
    """Renew the parts of the documentation that programs make (--picture: the README's too)."""
    set_up("dev")
    return module("docs.build", *arguments)


def check(arguments):
    """Check everything before a commit: format, style, types, tests, pages in chromium."""
    steps = ((lint, []), (test, ["--all"]), (browser, []))
    failed = [task.__name__ for task, arguments in steps if not task(arguments)]
    print("Failed: %s" % ", ".join(failed) if failed else "Everything passed.")
    return not failed


def fuzz(arguments):
    """Read made texts that try to break the reading (--count N, --seed N, or COUNT=N SEED=N)."""
    set_up("dev")
    named = []
    for name in ("COUNT", "SEED"):  # as make passes them on
        if name in os.environ:
            named += ["--" + name.lower(), os.environ[name]]
    return run(program("python"), path("benchmarks", "fuzz.py"), *(named + arguments))


def mutants(arguments):
    """Change the code in small ways; say what no test notices (--sample N, or files)."""
    set_up("dev")
    return run(program("python"), path("benchmarks", "mutants.py"), *arguments)


def lock(arguments):
    """Write the locks anew from pyproject.toml (needs uv; add --upgrade for newer versions)."""
    uv = shutil.which("uv") or shutil.which("uv", path=os.path.dirname(program("uv")))
    if not uv:
        raise Trouble("uv is needed to write the locks", "install it: python3 -m pip install uv")
    extras = {"run": ("corpus",), "dev": ("corpus", "dask", "dev", "browser", "fast")}
    for name in ("build", "dev", "run"):
        target = "locks/%s.txt" % name
        command = [uv, "pip", "compile", "--quiet", "--universal", "--python-version", "3.11"]
        command += ["--fork-strategy", "fewest", "--generate-hashes"]
        command += ["--constraint", "locks/limits.in"]
        command += ["--custom-compile-command", "python3 run.py lock", "--output-file", target]
        if name == "build":
            command += ["--group", "build"]
        else:
            command += ["pyproject.toml"]
            command += [part for extra in extras[name] for part in ("--extra", extra)]
        if name == "run":
            # The small set holds the same versions as the large one.
            command += ["--constraint", "locks/dev.txt"]
        if not run(*(command + arguments)):
            return False
        print("Wrote %s" % target)
    return True


def listed(name):
    """Return the names in a folder of the project, none if it is not there."""
    return os.listdir(path(name)) if os.path.isdir(path(name)) else []


def clean(arguments):
    """Remove reports, caches and builds; with --all also .venv."""
    names = list(GENERATED) + ([".venv"] if "--all" in arguments else [])
    own = sorted(name for name in listed("reports") if not name.endswith(PAGES))
    if own:
        print(f"reports holds files of yours and is left: {', '.join(own[:3])}", file=sys.stderr)
        names.remove("reports")
    for name in names:
        shutil.rmtree(path(*name.split("/")), ignore_errors=True)
    for folder, folders, _ in os.walk(ROOT):
        folders[:] = [name for name in folders if name not in (".git", ".venv")]
        for name in {"__pycache__", "__compiled__"}.intersection(folders):
            shutil.rmtree(os.path.join(folder, name), ignore_errors=True)
    return True


TASKS = {
    "report": report,
    "test": test,
    "lab": lab,
    "class": classroom,
    "check": check,
    "lint": lint,
    "browser": browser,
    "format": format,
    "docs": docs,
    "fuzz": fuzz,
    "mutants": mutants,
    "setup": setup,
    "compile": compile,
    "lock": lock,
    "clean": clean,
}


def usage():
    """Return the list of tasks."""
    start = "py run.py" if WINDOWS else "python3 run.py"
    lines = ["Usage: %s TASK [ARGUMENT]...   or: make TASK [ARGS=...]" % start, ""]
    lines += ["  %-8s %s" % (name, task.__doc__) for name, task in TASKS.items()]
    lines += ["", "To begin with: %s report" % start]
    return "\n".join(lines)


def main(arguments):
    """Run the named task; return the exit code."""
    name = arguments[0] if arguments else "help"
    if name in ("help", "-h", "--help"):
        print(usage())
        return 0
    if name not in TASKS:
        print("run.py: there is no task %r\n\n%s" % (name, usage()), file=sys.stderr)
        return 2
    try:
        return 0 if TASKS[name](arguments[1:]) else 1
    except Trouble as trouble:
        print("run.py: %s.\n  What to do: %s." % trouble.args, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nrun.py: stopped", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
