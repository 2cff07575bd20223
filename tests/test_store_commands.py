"""hz facts, quantities and words take a folder of reports and a corpus where they take files."""

import csv
import io
import shutil

import pytest
from typer.testing import CliRunner

from hzlib.cli import app
from hzlib.errors import HzError
from hzlib.store.build import build

REPORT = "云溪市政府工作报告（{year}年）\n一、{before}年工作回顾\n全市生产总值{gdp}亿元，增长5%。新建未来社区{n}个。1—3月固定资产投资完成20亿元。\n"


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = tmp_path_factory.mktemp("work")
    for n, year in enumerate((2023, 2024)):
        file = home / "reports" / str(year) / "云溪市.txt"
        file.parent.mkdir(parents=True)
        text = REPORT.format(year=year, before=year - 1, gdp=900 + n, n=n + 3)
        file.write_text(text, encoding="utf-8")
    shutil.copy(home / "reports/2023/云溪市.txt", home / "plain.txt")
    build(str(home / "reports"), str(home / "corpus"))
    return home


def run(*arguments):
    done = CliRunner().invoke(app, [*map(str, arguments)])
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return done.stdout


@pytest.mark.parametrize(
    "command",
    [["facts"], ["quantities", "--subject", "未来社区"], ["quantities"], ["facts", "--unbound"],
     ["words", "--kwic", "未来社区"], ["words", "--by", "document"], ["words", "--totals"]],
    ids=" ".join,
)  # fmt: skip
def test_a_corpus_gives_what_its_folder_gives(command, home):
    one, other = (run(*command, home / name, "--format", "csv") for name in ("corpus", "reports"))
    assert one == other and len([*csv.reader(io.StringIO(one))]) > 1


def test_the_numbers_of_all_documents_are_there_and_files_stand_beside(home):
    text = run("facts", home / "corpus", home / "plain.txt", "--format", "csv")
    docs = [row["doc"] for row in csv.DictReader(io.StringIO(text))]
    assert list(dict.fromkeys(docs)) == ["2023_云溪市", "2024_云溪市", "plain"]


def test_what_is_said_of_a_file_is_not_said_of_a_folder(home):
    for name in ("reports", "corpus"):
        with pytest.raises(HzError, match="是文件夹；--doc、--place 和 --year 是给文件的"):
            run("facts", home / name, "--year", "2024")


@pytest.mark.parametrize("name", ["corpus", "reports"])
def test_a_number_of_a_corpus_is_explained_as_that_of_its_file(home, name):
    start = (home / "plain.txt").read_text(encoding="utf-8").index("900亿元")
    wanted = run("explain", home / "plain.txt", start)
    assert "指标 地区生产总值" in wanted
    id = "2023_云溪市"
    for way in ([f"{id}@{start}", "--corpus", home / name], [id, start, "--corpus", home / name],
                [home / name, start, "--report", id]):  # fmt: skip
        assert run("explain", *way) == wanted
    for way, said in (
        (["2023_云西市", start, "--corpus", home / name], "这批文件里没有它；现有：2023_云溪市"),
        ([home / name, start], "这批文件里没有它；现有：2023_云溪市、2024_云溪市"),
        ([id, "--corpus", home / name], f"{id}：没有给出数的位置"),
        ([f"{id}@{start}", "--corpus", home / name, "--year", "2024"], "是文件夹；"),
        ([f"{id}@x", "--corpus", home / name], "没有给出数的位置；请在后面给出"),
    ):
        with pytest.raises(HzError, match=said):
            run("explain", *way)
    assert run("explain", "hangzhou-gwr-2023@507") == run("explain", "hangzhou-gwr-2023", "507")


def test_a_file_is_no_folder_of_reports(home, tmp_path):
    with pytest.raises(HzError, match="plain.txt: 是文件，不是文件夹；请给出它所在的文件夹"):
        run("corpus", "build", home / "plain.txt", "-o", tmp_path / "corpus")


def test_what_is_odd_is_listed(home):
    assert "doc,file,kind,what" in run("corpus", "check", home / "corpus", "--format", "csv")
    with pytest.raises(HzError, match="不是语料库；请用 hz corpus build 建一个"):
        run("corpus", "check", home / "reports")
