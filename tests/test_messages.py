"""Messages: one catalogue for both languages, complete, and nothing in it without use."""

import ast
import copy
import pickle
import re
import subprocess
import sys
from pathlib import Path
from unittest.mock import patch

import pytest
import typer.main

from hzlib import cli, lookups, messages, paths, wording
from hzlib.errors import HzError, reason
from hzlib.messages import Message, checked, fields, of_locale, told, use

ROOT = paths.code()
# The call, and how many of its arguments are templates.
TEMPLATES = {"HzError": 2, "Spent": 2, "Message": 1, "told": 1}
HAN = re.compile("[㐀-䶿一-鿿]")


def calls(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and getattr(node.func, "id", None) in TEMPLATES:
            yield node


def literals():
    """Yield each literal template of the code with its place and the names of its call's fields."""
    for path in sorted(ROOT.rglob("*.py")):
        for call in calls(path):
            given = {one.arg for one in call.keywords}
            for argument in call.args[: TEMPLATES[call.func.id]]:
                place = f"{path.relative_to(ROOT)}:{argument.lineno}"
                yield place, call, argument, given


def test_templates_are_literals_without_chinese_and_stand_in_the_catalogue():
    wrong = []
    for place, call, argument, _ in literals():
        if isinstance(argument, ast.Constant) and argument.value:
            text = str(argument.value)
            if HAN.search(text) or text not in messages._chinese():
                wrong.append(f"{place}: {text}")
        elif isinstance(argument, ast.JoinedStr) or (
            # What is made elsewhere is a `Message`, which is looked at there.
            isinstance(argument, ast.BinOp) or call.func.id != "HzError"
        ):
            wrong.append(f"{place}: {ast.unparse(argument)}")
    # There they go through, or are of a table.
    allowed = {
        "messages.py", "errors.py", "cli.py", "commands/reasons.py", "extraction/explain.py"
    }  # fmt: skip
    assert [one for one in wrong if one.split(":")[0] not in allowed] == []


def test_the_help_of_the_commands_is_in_the_catalogue():
    assert shown_by_commands() - set(messages._chinese()) == set()


def test_each_field_of_a_template_is_given_and_no_other():
    wanted = {}
    for place, call, argument, given in literals():
        known = fields(argument.value) if isinstance(argument, ast.Constant) else set()
        wanted.setdefault((place.split(":")[0], call.lineno, call.col_offset), [given, set()])[
            1
        ].update(known)
    wrong = {
        place: pair for place, pair in wanted.items() if pair[0] != pair[1] and None not in pair[0]
    }
    assert wrong == {}


def shown_by_commands():
    """Return the paragraphs of the help of all commands, of examples what is said of them."""
    asked = {line for _, line in cli.COMMANDS.values()}
    with patch.object(cli, "told", lambda text: asked.add(text) or text):
        cli._worded(typer.main.get_command(cli.app))
    return asked


def test_every_row_of_the_catalogue_is_used():
    used = {
        argument.value for _, _, argument, _ in literals() if isinstance(argument, ast.Constant)
    }
    of_tables = {row.reason for row in lookups.read(lookups.NonQuantity)}
    of_tables |= {*wording.STATED_MEASURES, "actual", "estimate", "target"}
    assert set(messages._chinese()) - used - of_tables - shown_by_commands() == set()
    assert of_tables - set(messages._chinese()) == set()


def test_every_row_can_be_worded_in_both_languages():
    for template, chinese in messages._chinese().items():
        given = dict.fromkeys(fields(template), 1)
        for text in (template, chinese):
            assert text.format(**given) if given else text


def test_what_stands_behind_a_count_is_of_one_or_of_several(english):
    counted = "{count} [file is|files are] in {path}"
    assert told(counted, count=1, path="a[b|c]") == "1 file is in a[b|c]"
    assert [told(counted, count=n, path="a")[:11] for n in (0, 2)] == ["0 files are", "2 files are"]
    use("zh")
    assert told(counted, count=1, path="a") == "1 个文件写在 a。"


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ([{"en": "a", "zh": "甲"}, {"en": "a", "zh": "乙"}], "twice"),
        ([{"en": "{a}", "zh": "{b}甲"}], "other fields"),
        ([{"en": "a", "zh": ""}], "other fields"),
    ],
)
def test_a_damaged_catalogue_is_told(rows, message):
    with pytest.raises(ValueError, match=message):
        checked(rows)


def test_an_error_is_worded_when_it_is_read(english):
    error = HzError(
        "{path}: is {kind}, not a text", Message("use one of {known}", known=("a", "b")),
        path="甲.ofd", kind=Message("an OFD file"),
    )  # fmt: skip
    assert str(error) == "甲.ofd: is an OFD file, not a text; use one of a, b"
    use("zh")
    assert str(error) == "甲.ofd: 是一个 OFD 文件，不是文本；可用：a、b"
    assert (error.what, error.remedy) == ("甲.ofd: 是一个 OFD 文件，不是文本", "可用：a、b")
    for twin in (copy.copy(error), copy.deepcopy(error), pickle.loads(pickle.dumps(error))):
        assert (type(twin), str(twin)) == (HzError, str(error))


def test_a_text_without_fields_is_shown_as_it_is():
    assert str(HzError("{甲} 100%")) == "{甲} 100%"
    assert told("not in the catalogue: {a}", a="{b}") == "not in the catalogue: {b}"


def test_reasons_of_the_system_are_told(tmp_path, english):
    with pytest.raises(OSError) as caught:
        (tmp_path / "nowhere").read_text()
    assert str(reason(caught.value)) == "there is no such file or folder"
    assert reason(OSError(99_999, "strange")) == "strange"


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "zh_CN.UTF-8"}, "zh"),
        ({"LANG": "zh_TW"}, "zh"),
        ({"LANG": "Chinese (Simplified)_China.936"}, "zh"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "POSIX"}, "en"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({"LC_ALL": "C.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, "zh"),
        ({"HZLIB_LANG": "zh", "LC_ALL": "en_US.UTF-8"}, "zh"),
        ({"HZLIB_LANG": "en", "LANG": "zh_CN.UTF-8"}, "en"),
    ],
)
def test_the_language_is_that_of_the_locale(environment, language, monkeypatch):
    for name in ("HZLIB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert of_locale() == language


@pytest.mark.parametrize(
    ("found", "language"),
    [(("zh_CN", "UTF-8"), "zh"), (("Chinese (Simplified)_China", "936"), "zh"), ((None, None), "en"),
     (ValueError("unknown locale"), "en")],
)  # fmt: skip
def test_where_the_environment_says_nothing_the_system_does(found, language, monkeypatch):
    for name in ("HZLIB_LANG", "LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)

    def getlocale():
        if isinstance(found, Exception):
            raise found
        return found

    monkeypatch.setattr("locale.getlocale", getlocale)
    assert of_locale() == language


def hz(*arguments, language):
    environment = {"PATH": "", "LANG": language, "PYTHONUTF8": "1", "HOME": str(Path.home())}
    return subprocess.run(
        [sys.executable, "-c", "from hzlib.cli import main; main()", *arguments],
        capture_output=True, text=True, encoding="utf-8", env=environment, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en_US.UTF-8", "hz: missing.txt: no such file; check the name and the folder\n"),
        ("zh_CN.UTF-8", "hz: missing.txt: 没有这个文件；请核对文件名和文件夹\n"),
    ],
)
def test_the_command_line_speaks_the_language_of_the_user(language, said):
    assert hz("facts", "missing.txt", language=language).stderr == said


def test_the_catalogue_is_read_for_a_chinese_message_only():
    code = (
        "import hzlib; from hzlib import messages; from hzlib.errors import HzError\n"
        "messages.use('en'); str(HzError('missing')); assert not messages._chinese.cache_info().misses\n"
        "messages.use('zh'); str(HzError('missing')); assert messages._chinese.cache_info().misses"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_of_a_long_list_the_first_members_are_named_and_all_are_counted():
    places = [f"地{number}" for number in range(700)]
    said = told("there are {known}", known=places)
    assert said.startswith("现有：地0、地1、") and said.endswith("、地59……共700个")
    assert told("there are {known}", known=places[:60]).endswith("地59")
