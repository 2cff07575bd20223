"""The scripts and sheets as they are bundled, and the tests of the scripts themselves."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from hzlib import web
from hzlib.errors import HzError

PAGES = ("report", "indicator", "index", "reader", "slides")
ENTRIES = (*PAGES, "widget")
_WEB = Path(web.__file__).parent
_TESTS = Path(__file__).parent


def _run(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, timeout=300, **more)


@pytest.mark.parametrize("entry", ENTRIES)
def test_an_entry_is_one_script_of_valid_syntax(entry, tmp_path):
    text = web.bundle(entry)
    assert not re.search(r"^\s*(import|export (?!default ))", text, re.MULTILINE)
    assert ("export default" in text) == (entry == "widget")
    if not shutil.which("node"):
        pytest.skip("node is not at hand")
    file = tmp_path / f"{entry}.{'mjs' if entry == 'widget' else 'cjs'}"
    file.write_text(text, encoding="utf-8")
    assert _run("node", "--check", str(file)).stderr == ""


@pytest.mark.parametrize("entry", ENTRIES)
def test_no_top_level_name_stands_twice(entry):
    names = re.findall(r"^(?:const|let|class|function) ([\w$]+)", web.bundle(entry), re.MULTILINE)
    assert len(names) > 10
    assert len(names) == len(set(names))


def test_a_module_stands_after_those_it_needs():
    text = web.bundle("report")
    order = [
        text.index(f"const {name} =")
        for name in ("el", "dressNumbers", "liveFigure", "hydrate", "beginDisplays")
    ]
    assert order == sorted(order)


def test_a_page_without_figures_has_no_script_for_them():
    assert "liveFigure" not in web.bundle("reader")
    assert "liveFigure" not in web.bundle("index")


def _modules(folder, **texts):
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return web.joined("a.js", folder)


def test_only_what_modules_say_to_one_another_is_taken_away(tmp_path):
    texts = _modules(
        tmp_path,
        a='import { b } from "./b.js";\n\n// said\nexport const a = "// kept";\nb(/** @type {any} */ (a));\n',
        b="/** Doc.\n * @type {number} */\nexport const b = () => 1; // kept\n  /** @type {any} */ (b);\n",
    )
    assert texts == [
        "const b = () => 1; // kept\n  /** @type {any} */ (b);",
        'const a = "// kept";\nb(/** @type {any} */ (a));',
    ]


@pytest.mark.parametrize(
    ("a", "b", "said"),
    [
        ('import { b } from "./b.js";\nconst c = 1;\n', "export const b = 1;\nconst c = 2;\n", "c 在 b.js 里也是顶层的名字"),
        ('import { b } from "./b.js";\n', "const b = 1;\n", "b.js 没有导出 b"),
        ('import { b } from "./b.js";\n', 'import { a } from "./a.js";\nexport const b = 1;\n', "a.js > b.js > a.js"),
        ('import b from "./b.js";\n', "", "import b from"),
        ('import { b as c } from "./b.js";\n', "export const b = 1;\n", "没有导出 b as c"),
        ("const { b } = {};\n", "", "const { b }"),
        ('export * from "./b.js";\n', "", "export *"),
        ('import { b } from "./none.js";\n', "", "none.js: 没有这个文件"),
    ],
)  # fmt: skip
def test_what_does_not_fit_together_is_told(tmp_path, a, b, said):
    with pytest.raises(HzError, match=re.escape(said)):
        _modules(tmp_path, a=a, b=b)


@pytest.mark.parametrize(
    "names",
    [("shared", "page"), ("shared", "page", "reader"), ("shared", "page", "slides"), ("shared", "widget")],
)  # fmt: skip
def test_a_sheet_has_no_comments_and_balanced_braces(names):
    text = web.sheet(*names)
    assert "/*" not in text
    assert text.count("{") == text.count("}") > 20


def test_what_goes_into_jupyterlab_names_only_what_is_its_own():
    selectors = re.findall(r"(?:^|[{};])\s*([^{};@]+?)\s*\{", web.sheet("shared", "widget"))
    assert len(selectors) > 80
    strange = [one for one in selectors if "hz-" not in one and one not in ("from", "to")]
    assert strange == []


def test_an_unknown_sheet_is_told():
    with pytest.raises(HzError, match=r"none\.css: 没有这个文件"):
        web.sheet("none")


@pytest.fixture(scope="module")
def workshop(tmp_path_factory):
    """Return a copy of the scripts and their tests, with jsdom and TypeScript from npm."""
    if not (shutil.which("node") and shutil.which("npm")):
        pytest.skip("node and npm are not at hand")
    home = tmp_path_factory.mktemp("workshop")
    shutil.copytree(_WEB, home / "hzlib" / "web", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(_TESTS, home / "tests" / "web", ignore=shutil.ignore_patterns("__pycache__"))
    (home / "package.json").write_text('{"type": "module"}', encoding="utf-8")
    tests = home / "tests" / "web"
    done = _run("npm", "install", "--no-audit", "--no-fund", "--no-package-lock", cwd=tests)
    if done.returncode:
        pytest.skip(f"npm cannot install what the tests need: {done.stderr.strip()[-200:]}")
    return home


@pytest.mark.browser
def test_the_scripts_pass_their_own_tests(workshop):
    files = sorted(str(file) for file in (workshop / "tests" / "web").glob("*.test.mjs"))
    done = _run("node", "--test", *files, cwd=workshop)
    assert done.returncode == 0, done.stdout[-4000:]


@pytest.mark.browser
def test_the_types_of_the_scripts_fit(workshop):
    program = workshop / "tests" / "web" / "node_modules" / "typescript" / "bin" / "tsc"
    done = _run("node", str(program), "-p", str(workshop / "hzlib" / "web" / "jsconfig.json"))
    assert (done.returncode, done.stdout) == (0, "")
