"""A corpus in a folder: built, taken up again, the same whatever happened."""

import csv
import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from typer.testing import CliRunner

import hzlib as hz
from hzlib import lookups, messages, paths, storage
from hzlib.cli import app
from hzlib.errors import HzError
from hzlib.extraction.stated import reading
from hzlib.pages.assemble import page_html
from hzlib.pages.page import reader_page
from hzlib.store import build as building
from hzlib.store import part, plan, schema
from hzlib.store.build import build
from hzlib.store.schema import DOCUMENTS, FACTS, QUANTITIES, SENTENCES, TABLES
from hzlib.store.workers import processes
from hzlib.text import corpus as texts
from tests.made_reports import report

pq = pytest.importorskip("pyarrow.parquet")
SHORT = "2024年{place}政府工作报告\n\n2023年，全市地区生产总值{gdp}亿元、增长5%。\n"


def hz_corpus(*arguments):
    """Run the command in a process of its own; return its code, output and messages."""
    code = "from hzlib.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "corpus", *map(str, arguments)],
        capture_output=True, text=True, encoding="utf-8",
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def held(folder):
    """Return the bytes of every file of a folder, by path."""
    files = (one for one in sorted(folder.rglob("*")) if one.is_file())
    return {file.relative_to(folder).as_posix(): file.read_bytes() for file in files}


def table(corpus, of):
    """Return the rows of a table of a corpus."""
    files = sorted((corpus / of.name).glob("*.parquet"))
    return [row for file in files for row in pq.ParquetFile(file).read().to_pylist()]


def files_csv(corpus):
    text = (corpus / "files.csv").read_text(encoding="utf-8-sig")
    return {row["path"]: row for row in csv.DictReader(text.splitlines())}


@pytest.fixture
def reports(tmp_path):
    """A folder with reports, one of them in a folder below."""
    folder = tmp_path / "reports"
    (folder / "江苏").mkdir(parents=True)
    (folder / "ningbo.txt").write_text(report("宁波市", 2024), encoding="utf-8")
    (folder / "江苏" / "suzhou.md").write_text(report("苏州市", 2024, gdp=24653), encoding="utf-8")
    return folder


def many(folder, count):
    """Write so many short reports, more files than a part holds."""
    folder.mkdir(exist_ok=True)
    for number in range(count):
        text = SHORT.format(place="宁波市", gdp=9000 + number)
        (folder / f"r{number}.txt").write_text(text, encoding="utf-8")
    return folder


# What is kept


def test_the_tables_hold_what_reading_gives(reports, tmp_path):
    corpus = tmp_path / "corpus"
    built = build(str(reports), str(corpus))
    assert (built.files, built.anew, built.documents, built.failures) == (2, 2, 2, ())
    documents = table(corpus, DOCUMENTS)
    assert [one["id"] for one in documents] == ["ningbo", "江苏_suzhou"]
    assert documents[1] | {"raw": "", "signature": ()} == documents[1] | {
        "file": "江苏/suzhou.md", "place": "苏州市", "level": "prefecture", "province": "江苏省",
        "year": 2024, "kind": "work-report", "raw": "", "signature": (),
    }  # fmt: skip
    for row in documents:
        document = texts.read(reports / row["file"], id=row["id"])
        read = reading(document)
        assert row["raw"] == document.raw
        assert tuple(row["warnings"]) == document.warnings
        facts = [one for one in table(corpus, FACTS) if one["doc"] == row["id"]]
        assert facts == [{n: getattr(one, n) for n in FACTS.columns} for one in read.decided.facts]
        stated = [one for one in table(corpus, QUANTITIES) if one["doc"] == row["id"]]
        assert stated == [one._asdict() for one in read.quantities]
        sentences = [one for one in table(corpus, SENTENCES) if one["doc"] == row["id"]]
        assert all("".join(one["text"].split()) in "".join(row["raw"].split()) for one in sentences)
        of = sentences[3]
        assert document.raw[of["start"] : of["end"]] == of["text"]
        counts = {name: row[name] for name in ("facts", "quantities", "sentences", "characters")}
        assert counts == {"facts": len(facts), "quantities": len(stated),
                          "sentences": len(sentences), "characters": len(row["raw"])}  # fmt: skip
        assert row["targets"] == sum(one["status"] == "target" for one in facts) > 5


def test_every_column_is_explained():
    rows = lookups.read(lookups.ColumnMeaning)
    for one in TABLES:
        assert [row.column for row in rows if row.table == one.name] == list(one.columns)
    text = (paths.code() / "store" / "read_me.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+)`", text.partition("## ")[0]))
    assert {name for one in TABLES for name in one.columns} - named == set()


def test_the_package_tells_of_every_file(reports, tmp_path):
    corpus = tmp_path / "corpus"
    build(str(reports), str(corpus))
    package = json.loads((corpus / "datapackage.json").read_text(encoding="utf-8"))
    for one, resource in zip(TABLES, package["resources"], strict=False):
        for piece in resource["pieces"]:
            content = (corpus / piece["path"]).read_bytes()
            assert piece["bytes"] == len(content)
            assert piece["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
        assert resource["rows"] == len(table(corpus, one))
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == list(one.columns)
        assert all(re.search("[一-鿿]|MinHash", field["description"]) for field in fields)
    named = {path for one in package["resources"] for path in [*one["path"]] if "/" in path}
    assert {path for path in held(corpus) if "/" in path} == named


def test_a_file_of_several_reports_gives_a_document_each(tmp_path):
    folder = tmp_path / "reports"
    folder.mkdir()
    with (folder / "all.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["id", "text"])
        writer.writerows([["nb", report("宁波市", 2024)], ["sz", report("苏州市", 2024)]])
    both = report("宁波市", 2023) + report("宁波市", 2024)
    (folder / "both.txt").write_text(both, encoding="utf-8")
    build(str(folder), str(tmp_path / "corpus"))
    found = [(one["id"], one["place"]) for one in table(tmp_path / "corpus", DOCUMENTS)]
    assert found == [("all-nb", "宁波市"), ("all-sz", "苏州市"), ("both-1", "宁波市"),
                     ("both-2", "宁波市")]  # fmt: skip
    assert files_csv(tmp_path / "corpus")["all.csv"]["documents"] == "2"


@pytest.mark.parametrize(
    ("names", "ids"),
    [
        (["a.txt", "b/a.txt"], ["a", "b_a"]),
        (["a.docx", "a.txt"], ["a.docx", "a.txt"]),
        (["a.2023.txt", "a.2024.txt"], ["a.2023", "a.2024"]),
        # A second report of a.txt would be a-2; the rows of t.csv have names of their own.
        (["a-2.txt", "a.txt", "a-b.txt"], ["a-2.txt", "a-b", "a"]),
        (["t-x.txt", "t.csv"], ["t-x.txt", "t"]),
    ],
)
def test_every_document_has_an_id_of_its_own(tmp_path, names, ids):
    for name in names:
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text("…", encoding="utf-8")
    assert [file.id for file in plan.found(str(tmp_path))] == ids


def test_names_that_differ_in_nothing_but_a_folder_are_told_apart(tmp_path):
    (tmp_path / "a").mkdir()
    for name in ("a/b.txt", "a_b.txt", "c.txt.md", "c.txt", "c.md"):
        (tmp_path / name).write_text("…", encoding="utf-8")
    ids = [file.id for file in plan.found(str(tmp_path))]
    assert len(set(ids)) == 5
    assert [one.startswith("a_b.txt-") for one in ids] == [True, True, False, False, False]


def test_hidden_files_and_corpora_are_no_reports(reports, tmp_path):
    for name in (".DS_Store", "~$ningbo.docx", ".git/config"):
        (reports / name).parent.mkdir(exist_ok=True)
        (reports / name).write_text("…", encoding="utf-8")
    inside = reports / "corpus"
    build(str(reports), str(inside))
    build(str(reports), str(inside))
    assert set(files_csv(inside)) == {"ningbo.txt", "江苏/suzhou.md"}


def test_pages_and_tables_that_the_package_wrote_are_no_reports(reports, tmp_path, capsys):
    page, _ = page_html(reader_page(texts.load("qiantang-gwr-2024")))
    (reports / "read-qiantang-gwr-2024.html").write_text(page, encoding="utf-8")
    for command in ("facts", "quantities"):
        made = [command, str(reports / "ningbo.txt"), "-o", str(reports / f"{command}.csv")]
        assert CliRunner().invoke(app, made).exit_code == 0
    (reports / "saved.html").write_text(f"<html><p>{report('温州市', 2024)}", encoding="utf-8")
    code, out, err = hz_corpus("build", reports, "-o", tmp_path / "corpus")
    found = {"ningbo.txt", "saved.html", "江苏/suzhou.md"}
    assert set(files_csv(tmp_path / "corpus")) == found
    own = "不读 hz 自己写的 3 个网页或表格：facts.csv、quantities.csv、read-qiantang-gwr-2024.html"
    assert code == 0 and "3 个文件，3 份文件" in out and own in err
    hz.corpus(reports)
    assert own in capsys.readouterr().err


# Built again


def test_built_twice_nothing_is_read_and_nothing_written(reports, tmp_path):
    corpus = tmp_path / "corpus"
    (reports / "broken.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    build(str(reports), str(corpus))
    before = {file: file.stat().st_mtime_ns for file in corpus.rglob("*") if file.is_file()}
    built = build(str(reports), str(corpus))
    assert (built.anew, len(built.failures)) == (0, 1)
    assert {f: f.stat().st_mtime_ns for f in corpus.rglob("*") if f.is_file()} == before


def test_only_what_changed_is_read_and_the_corpus_is_as_if_built_anew(reports, tmp_path):
    corpus = tmp_path / "corpus"
    build(str(reports), str(corpus))
    (reports / "ningbo.txt").write_text(report("宁波市", 2025, gdp=1), encoding="utf-8")
    (reports / "wenzhou.txt").write_text(report("温州市", 2024), encoding="utf-8")
    assert build(str(reports), str(corpus)).anew == 2
    (reports / "江苏" / "suzhou.md").unlink()
    assert build(str(reports), str(corpus)).anew == 0
    build(str(reports), str(tmp_path / "fresh"))
    assert held(corpus) == held(tmp_path / "fresh")


def test_a_corpus_that_grows_over_a_part_keeps_what_was_read(tmp_path):
    folder, corpus = many(tmp_path / "reports", 60), tmp_path / "corpus"
    build(str(folder), str(corpus))
    many(folder, 140)
    assert build(str(folder), str(corpus)).anew == 80
    assert len(list((corpus / "facts").iterdir())) == 4
    build(str(folder), str(tmp_path / "fresh"))
    assert held(corpus) == held(tmp_path / "fresh")
    for number in range(60, 140):
        (folder / f"r{number}.txt").unlink()
    assert build(str(folder), str(corpus)).anew == 0
    assert len(list((corpus / "facts").iterdir())) == 1
    shutil.rmtree(tmp_path / "fresh")
    build(str(folder), str(tmp_path / "fresh"))
    assert held(corpus) == held(tmp_path / "fresh")


class _Killed(BaseException):
    pass


def test_killed_before_any_write_it_is_taken_up_again(tmp_path, monkeypatch):
    folder = many(tmp_path / "reports", 66)
    build(str(folder), str(tmp_path / "whole"))
    whole, write = held(tmp_path / "whole"), storage.write
    for last in range(11):
        corpus = tmp_path / f"corpus-{last}"
        done = []

        def until(file, content, last=last, done=done):
            if len(done) == last:
                raise _Killed
            done.append(file)
            return write(file, content)

        monkeypatch.setattr(storage, "write", until)
        with pytest.raises(_Killed):
            build(str(folder), str(corpus))
        monkeypatch.setattr(storage, "write", write)
        assert (corpus / schema.UNFINISHED).exists()
        parts = len(list(corpus.glob("documents/*.parquet")))
        assert build(str(folder), str(corpus)).anew <= 66 - 20 * parts
        assert held(corpus) == whole


def test_a_half_renewed_part_is_not_taken_for_what_it_was(reports, tmp_path, monkeypatch):
    corpus, write = tmp_path / "corpus", storage.write
    build(str(reports), str(corpus))
    before, whole = (reports / "ningbo.txt").read_bytes(), held(corpus)
    (reports / "ningbo.txt").write_text(report("宁波市", 2024, gdp=1), encoding="utf-8")

    def until_quantities(file, content):
        if file.parent.name == "quantities":
            raise _Killed  # the sentences are new
        return write(file, content)

    monkeypatch.setattr(storage, "write", until_quantities)
    with pytest.raises(_Killed):
        build(str(reports), str(corpus))
    monkeypatch.setattr(storage, "write", write)
    (reports / "ningbo.txt").write_bytes(before)
    build(str(reports), str(corpus))
    assert held(corpus) == whole


def killed_in_the_middle(folder, corpus):
    """Begin to build a corpus in two processes, and kill the program when a part is there."""
    code = "from hzlib.cli import main; main()"
    command = [sys.executable, "-c", code, "corpus", "build", str(folder), "-o", str(corpus),
               "--jobs", "2"]  # fmt: skip
    child = subprocess.Popen(command, start_new_session=True, stderr=subprocess.DEVNULL)
    while not list(corpus.glob("documents/*.parquet")):  # the last table of a part
        assert child.poll() is None
        time.sleep(0.01)
    child.send_signal(signal.SIGKILL)
    child.wait()
    for _ in range(100):  # its processes end with it
        try:
            os.killpg(child.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.1)
    else:
        raise AssertionError("processes are left")
    assert (corpus / schema.UNFINISHED).exists()


@pytest.mark.slow
def test_a_process_that_is_killed_leaves_nothing_behind(tmp_path):
    folder, corpus = many(tmp_path / "reports", 300), tmp_path / "corpus"
    killed_in_the_middle(folder, corpus)
    code, out, err = hz_corpus("build", folder, "-o", corpus, "--jobs", 2)
    assert code == 0, err
    build(str(folder), str(tmp_path / "fresh"))
    assert held(corpus) == held(tmp_path / "fresh")


@pytest.mark.slow
def test_ten_copies_of_each_report_are_one_whatever_happens_to_the_build(tmp_path):
    folder, corpus = tmp_path / "reports", tmp_path / "corpus"
    folder.mkdir()
    texts = [*sorted((paths.data() / "raw").glob("*.txt")),
             *sorted((paths.data() / "example").glob("*.txt"))]  # fmt: skip
    for file in texts:
        for copy in range(10):
            shutil.copy(file, folder / f"{file.stem}_copy{copy}.txt")
    killed_in_the_middle(folder, corpus)
    with processes(2) as run:
        resumed = build(str(folder), str(corpus), run)
    assert 0 < resumed.anew < 10 * len(texts) == resumed.documents
    again = build(str(folder), str(corpus))
    assert (again.anew, again.documents) == (0, resumed.documents)
    build(str(folder), str(tmp_path / "fresh"))
    assert held(corpus) == held(tmp_path / "fresh")
    rows = csv.DictReader((corpus / "quality.csv").read_text(encoding="utf-8-sig").splitlines())
    copies = [(row["doc"], row["what"]) for row in rows if row["kind"] == "重复"]
    assert [doc for doc, _ in copies] == sorted(
        f"{file.stem}_copy{copy}" for file in texts for copy in range(1, 10)
    )
    for doc, what in copies:
        assert what.startswith(f"与 {doc[:-1]}0（{doc[:-1]}0.txt）文字相近")


def test_processes_make_the_parts_that_a_loop_makes(tmp_path):
    folder = many(tmp_path / "reports", 70)
    build(str(folder), str(tmp_path / "loop"))
    with processes(2) as run:
        build(str(folder), str(tmp_path / "both"), run)
    assert held(tmp_path / "both") == held(tmp_path / "loop")


@pytest.mark.slow
def test_a_cluster_that_loses_a_worker_makes_the_same_corpus(tmp_path):
    distributed = pytest.importorskip("distributed")
    from hzlib.store.workers import cluster

    folder = many(tmp_path / "reports", 300)
    build(str(folder), str(tmp_path / "loop"))
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None
    ) as machines:
        one = next(iter(machines.workers.values()))

        def losing(tasks):
            for done, record in enumerate(cluster(tasks, machines.scheduler_address)):
                if not done:
                    os.kill(one.process.pid, signal.SIGKILL)
                yield record

        build(str(folder), str(tmp_path / "cluster"), losing)
    assert held(tmp_path / "cluster") == held(tmp_path / "loop")


def test_the_language_in_use_changes_no_byte(reports, tmp_path):
    (reports / "chengdu-ningbo.txt").write_text("2024年政府工作报告", encoding="utf-8")
    (reports / "broken.doc").write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    build(str(reports), str(tmp_path / "zh"))
    messages.use("en")
    try:
        build(str(reports), str(tmp_path / "en"))
    finally:
        messages.use("zh")
    assert held(tmp_path / "en") == held(tmp_path / "zh")
    assert "旧的 Word 文件" in files_csv(tmp_path / "en")["broken.doc"]["why"]


# The rules


def test_a_part_by_other_rules_is_read_anew(reports, tmp_path, monkeypatch):
    build(str(reports), str(tmp_path / "corpus"))
    for module in (part, building):
        monkeypatch.setattr(module, "rules", lambda: "other")
    assert build(str(reports), str(tmp_path / "corpus")).anew == 2


def test_a_machine_with_other_rules_refuses(reports, tmp_path, monkeypatch):
    monkeypatch.setattr(building, "rules", lambda: "other")
    with pytest.raises(HzError, match="规则"):
        build(str(reports), str(tmp_path / "corpus"))


def test_the_rules_change_with_what_reading_depends_on(tmp_path, monkeypatch):
    data = tmp_path / "data"
    shutil.copytree(paths.data() / "etc", data / "etc")
    monkeypatch.setattr(paths, "data", lambda: data)
    rules = part.rules.__wrapped__
    before = rules()
    with (data / "etc" / "topics.csv").open("a", encoding="utf-8") as file:
        file.write("甲,乙\n")
    assert rules() == before
    with (data / "etc" / "cues.csv").open("a", encoding="utf-8") as file:
        file.write("link,甲,\n")
    assert rules() != before


def test_the_tables_apart_say_nothing_of_how_a_report_is_read(reports, tmp_path, monkeypatch):
    data = tmp_path / "data"
    shutil.copytree(paths.data(), data)
    for name in part.APART - {"columns.csv"}:
        (data / "etc" / name).unlink()
    code = "import sys; from hzlib.store.build import build; build(*sys.argv[1:])"
    subprocess.run([sys.executable, "-c", code, str(reports), str(tmp_path / "apart")],
                   check=True, env=dict(os.environ, HZLIB_DATA=str(data)))  # fmt: skip
    build(str(reports), str(tmp_path / "corpus"))
    for one in TABLES:
        assert table(tmp_path / "apart", one) == table(tmp_path / "corpus", one)


def test_the_code_that_reads_is_in_the_rules():
    known = {paths.code() / name for name in part._CODE}
    # What stands below reading but decides nothing of it.
    beside = {"__init__", "paths", "storage", "errors", "messages", "evidence.entry", "compiled"}
    code = "import sys, hzlib.store.part; print(*(m for m in sys.modules if m[:6] == 'hzlib.'))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    for module in done.stdout.split():
        name = module.removeprefix("hzlib.")
        file = paths.code() / (name.replace(".", "/") + ".py")
        covered = file in known or any(top in file.parents for top in known)
        assert covered or name in beside or (paths.code() / name.replace(".", "/")).is_dir(), name


# What cannot be read


def test_each_file_that_cannot_be_read_is_named_and_the_others_are_there(reports, tmp_path):
    odd = {
        "old.doc": b"\xd0\xcf\x11\xe0" + bytes(600), "scan.png": b"\x89PNG\r\n", "empty.txt": b"",
        "packed.zip": b"PK\x03\x04", "english.txt": b"nothing Chinese", "list.csv": b"a,b\n1,2\n",
    }  # fmt: skip
    for name, content in odd.items():
        (reports / name).write_bytes(content)
    (reports / "round").symlink_to(reports)
    (reports / "nowhere.txt").symlink_to(tmp_path / "none")
    corpus = tmp_path / "corpus"
    code, out, err = hz_corpus("build", reports, "-o", corpus, "--jobs", 1)
    assert code == 1
    assert "2 份文件" in out and "10 个文件里有 7 个读不出来" in err
    assert "1 个表格没有正文列，不算报告：list.csv" in err
    found = files_csv(corpus)
    assert {name for name, row in found.items() if row["why"]} == {*odd, "round", "nowhere.txt"}
    assert all(name in err and name in found[name]["why"] for name in odd)
    # A corpus says nothing of where it was made.
    assert not any(str(tmp_path).encode() in content for content in held(corpus).values())
    assert len(table(corpus, DOCUMENTS)) == 2
    assert found["list.csv"]["table"] == "1"
    text = (corpus / "README.md").read_text(encoding="utf-8")
    assert "7 个文件没有读成" in text and "另有 1 个是没有正文列的表格" in text


def test_a_table_about_the_reports_is_no_failure(reports, tmp_path):
    table = "file,place,notes\nningbo.txt,宁波,有页脚\n"
    (reports / "index.csv").write_text(table, encoding="utf-8")
    corpus = tmp_path / "corpus"
    for known in (0, 3):
        code, out, err = hz_corpus("build", reports, "-o", corpus, "--jobs", 1)
        assert code == 0 and f"{known} 个没有变" in out
        assert "1 个表格没有正文列，不算报告：index.csv" in err
    code, out, err = hz_corpus("check", corpus, "--format", "csv")
    assert code == 0 and ",index.csv,不是报告," in out
    assert out.replace("\r\n", "\n") == (corpus / "quality.csv").read_text(encoding="utf-8-sig")
    both = "，".join(["文字很长的一栏"] * 40)
    (reports / "index.csv").write_text(f"甲,乙\n{both},{both}\n", encoding="utf-8")
    assert "index.csv" in build(str(reports), str(corpus)).failures[0]  # which column is it?


def test_a_fault_of_the_program_ends_one_file_and_is_tried_again(reports, tmp_path, monkeypatch):
    read = part.reading

    def failing(document):
        if document.place == "宁波市":
            raise RecursionError("too deep")
        return read(document)

    monkeypatch.setattr(part, "reading", failing)
    built = build(str(reports), str(tmp_path / "corpus"))
    assert built.documents == 1
    assert "ningbo.txt: 程序出错（RecursionError('too deep')）" in built.failures[0]
    monkeypatch.setattr(part, "reading", read)
    built = build(str(reports), str(tmp_path / "corpus"))
    assert (built.documents, built.anew) == (2, 1)


@pytest.mark.skipif(sys.platform != "linux", reason="no such limits")
@pytest.mark.parametrize(
    ("option", "most", "told"),
    [("--seconds", 2, "2 秒里没有读完"), ("--memory", 40, "40 MB 内存不够读完")],
)
def test_a_file_that_spends_its_budget_is_named_and_tried_again(
    reports, tmp_path, option, most, told
):
    large = report("温州市", 2024) + "固定资产投资增长6%，" * 400_000
    (reports / "large.txt").write_text(large, encoding="utf-8")
    corpus = tmp_path / "corpus"
    asked = ("build", reports, "-o", corpus, "--jobs", 1)
    code, out, err = hz_corpus(*asked, option, most)
    assert code == 1 and f"large.txt: {told}" in err and "3 个文件里有 1 个读不出来" in err
    assert len(table(corpus, DOCUMENTS)) == 2 and told in files_csv(corpus)["large.txt"]["why"]
    (reports / "large.txt").write_text(report("温州市", 2024), encoding="utf-8")
    assert hz_corpus(*asked, option, 100 * most)[0] == 0
    build(str(reports), str(tmp_path / "plain"))
    assert held(corpus) == held(tmp_path / "plain")
    code, out, err = hz_corpus("build", reports, "-o", corpus, "--dask", "tcp://x:1", option, most)
    assert code == 1 and "集群上没有 --seconds 和 --memory" in err


def test_a_name_that_is_no_text_is_told(reports, tmp_path):
    try:
        Path(os.fsdecode(os.fsencode(reports) + b"/\xff.txt")).write_text("…", encoding="utf-8")
    except OSError:
        pytest.skip("this system has no such names")
    built = build(str(reports), str(tmp_path / "corpus"))
    assert built.failures == ("\\xff.txt: 文件名不是文字；请改名",)
    assert "\\xff.txt" in files_csv(tmp_path / "corpus")
    assert held(tmp_path / "corpus")["datapackage.json"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may read all")
def test_a_folder_that_cannot_be_listed_is_told(reports, tmp_path):
    (reports / "江苏").chmod(0)
    try:
        built = build(str(reports), str(tmp_path / "corpus"))
    finally:
        (reports / "江苏").chmod(0o755)
    assert len(built.failures) == 1 and built.documents == 1


# What is no folder of reports, and what is no corpus


def refused(*arguments):
    with pytest.raises(HzError) as caught:
        build(*map(str, arguments))
    return str(caught.value)


def test_what_is_no_folder_of_reports_is_refused(reports, tmp_path):
    corpus = tmp_path / "corpus"
    assert "没有这个文件夹" in refused(tmp_path / "none", corpus)
    (tmp_path / "empty" / ".git").mkdir(parents=True)
    assert "里面没有文件" in refused(tmp_path / "empty", corpus)
    build(str(reports), str(corpus))
    assert "是语料库" in refused(corpus, tmp_path / "other")
    assert "是文件，不是文件夹" in refused(reports / "ningbo.txt", corpus)
    assert not (tmp_path / "other").exists()


def test_what_is_no_corpus_is_never_written_to(reports, tmp_path):
    before = held(reports)
    assert "已有别的东西" in refused(reports, reports)
    assert "已有别的东西" in refused(reports, reports / "ningbo.txt")
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "datapackage.json").write_text('{"name": "other"}', encoding="utf-8")
    assert "已有别的东西" in refused(reports, tmp_path / "data")
    assert "磁盘" in refused(reports, "memory://corpus")
    assert held(reports) == before


@pytest.mark.skipif(sys.platform == "win32", reason="locks are of processes there")
def test_two_builds_at_once_do_not_mix(reports, tmp_path):
    corpus = tmp_path / "corpus"

    def meanwhile(tasks):
        code, _, err = hz_corpus("build", reports, "-o", corpus)
        assert code == 1 and "另一个程序正在写" in err
        return map(part.made, tasks)

    assert build(str(reports), str(corpus), meanwhile).documents == 2
    assert not (corpus / schema.UNFINISHED).exists()


def test_a_missing_package_is_told_with_its_extra(reports, tmp_path, monkeypatch):
    monkeypatch.setattr(schema, "find_spec", lambda name: None)
    assert "hzlib[corpus]" in refused(reports, tmp_path / "corpus")


def test_an_address_of_no_scheduler_is_told(reports, tmp_path):
    pytest.importorskip("distributed")
    code, _, err = hz_corpus("build", reports, "-o", tmp_path / "corpus", "--dask", "nonsense://x")
    assert code == 1 and "没有 dask 调度程序应答" in err and "Traceback" not in err


# Other places, other programs


def test_reports_are_read_from_any_store_that_fsspec_knows(reports, tmp_path):
    fsspec = pytest.importorskip("fsspec")
    memory = fsspec.filesystem("memory")
    for path, content in held(reports).items():
        memory.pipe(f"/reports/{path}", content)
    memory.pipe("/reports/.hidden/x.txt", b"x")
    build("memory://reports", str(tmp_path / "corpus"))
    build(str(reports), str(tmp_path / "local"))
    assert held(tmp_path / "corpus") == held(tmp_path / "local")
    assert "没有这个文件夹" in refused("memory://none", tmp_path / "corpus")
    assert "fsspec" in refused("nonsense://x", tmp_path / "corpus")


def test_the_examples_of_the_read_me_run(reports, tmp_path, monkeypatch):
    corpus = tmp_path / "corpus"
    build(str(reports), str(corpus))
    monkeypatch.chdir(corpus)
    text = (corpus / "README.md").read_text(encoding="utf-8")
    assert "@" not in text
    python = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    (sql,) = re.findall(r"```sql\n(.*?)```", text, re.DOTALL)
    names: dict[str, object] = {}
    exec(python[1], names)  # pandas
    assert len(names["facts"]) == len(table(corpus, FACTS))
    duckdb = pytest.importorskip("duckdb")
    shown = sorted(row[:3] for row in duckdb.sql(sql).fetchall())
    assert shown == [("宁波市", "2023", 5.6), ("苏州市", "2023", 5.6)]
    pl = pytest.importorskip("polars")
    assert len(eval(python[2].partition("import polars as pl\n")[2].strip(), {"pl": pl})) == 6
    found = hz.corpus(corpus).compare("GDP", "growth")
    assert set(found["region"]) == {"宁波市", "苏州市"}
    # All columns, the lists among them.
    for one in TABLES:
        assert len(pl.read_parquet(f"{one.name}/*.parquet")) == len(table(corpus, one))
        rows = duckdb.sql(f"SELECT * FROM '{one.name}/*.parquet'").fetchall()
        assert len(rows) == len(table(corpus, one))
