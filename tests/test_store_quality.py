"""What is odd about a corpus is told: each kind found, and not found where nothing is odd."""

import csv
import random

import pytest

from hzlib.store import quality
from hzlib.store.build import build
from hzlib.store.choice import documents
from hzlib.store.likeness import ALIKE, SIGNATURE, alike, signature

COLUMNS = len(quality.COLUMNS)
WORDS = [
    "推进",
    "建设",
    "加快",
    "发展",
    "完善",
    "提升",
    "产业",
    "科技",
    "城乡",
    "民生",
    "改革",
    "创新",
    "生态",
    "文化",
    "教育",
    "医疗",
    "交通",
    "数字",
    "开放",
    "安全",
]


def paragraphs(seed, count=60):
    """Return sentences of dealt words: of two seeds hardly eight signs in a row are the same."""
    deal = random.Random(seed)
    return "\n".join("".join(deal.choice(WORDS) for _ in range(20)) + "。" for _ in range(count))


def report(place, year, gdp=1000, more="", seed=0, body=60):
    return (
        f"{place}政府工作报告（{year}年）\n——{year}年1月10日在{place}第十六届人民代表大会第四次会议上\n"
        f"一、{year - 1}年工作回顾\n全市生产总值{gdp}亿元，增长5.5%。一般公共预算收入80亿元，增长4%。"
        f"常住人口300万人。社会消费品零售总额500亿元，增长6%。{more}\n{paragraphs(f'{place}{year}{seed}', body)}\n"
        f"二、{year}年工作安排\n{year}年主要预期目标：全市生产总值增长6%左右，一般公共预算收入增长5%。\n请予审议。\n"
    )


@pytest.fixture
def odd(tmp_path):
    """Return what gives the findings of named texts: the same of a corpus and of its folder."""

    def of(texts):
        for name, text in texts.items():
            file = tmp_path / "reports" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
        build(str(tmp_path / "reports"), str(tmp_path / "corpus"))
        found = quality.findings(documents(tmp_path / "corpus"))
        beside = quality.findings(documents(tmp_path / "reports"))
        assert [one[:COLUMNS] for one in found] == [one[:COLUMNS] for one in beside]
        return found

    return of


PLACES = ("云溪市", "石浦市", "江州市", "青岩市", "白塔市", "柳泉市")
PLAIN = {f"{place}_2024.txt": report(place, 2024, 1000 + 10 * n) for n, place in enumerate(PLACES)}


def kinds(found, kind):
    return [one.doc for one in found if one.kind == kind]


def test_of_plain_reports_nothing_is_odd(odd):
    assert odd(PLAIN) == []


def test_two_years_of_a_place_and_two_places_are_no_duplicates(odd):
    years = {f"云溪市_{year}.txt": report("云溪市", year, 900 + year) for year in range(2020, 2025)}
    assert kinds(odd(PLAIN | years), "重复") == []


def test_the_same_text_under_two_names_is_found_with_small_changes(odd):
    text = PLAIN["石浦市_2024.txt"]
    found = odd(PLAIN | {"另一份.txt": text.replace("请予审议", "请审议"), "网页.html": (
        "<html><body>" + "".join(f"<p>{line}</p>" for line in text.split("\n")) + "</body></html>"
    )})  # fmt: skip
    assert {*kinds(found, "重复")} == {"另一份", "网页"}
    assert all("文字相近，相同的片段约占" in one.what for one in found if one.kind == "重复")


def test_a_text_of_another_year_is_no_copy_unless_it_is_the_same(odd):
    whole = report("柳泉市", 2023, body=90)
    later = "\n".join([*report("柳泉市", 2022).split("\n")[:3], *whole.split("\n")[3:70]])
    found = odd(PLAIN | {"柳泉市_2023.txt": whole, "柳泉市_2022.txt": later})
    assert kinds(found, "雷同") == ["柳泉市_2022"] and kinds(found, "重复") == []
    (one,) = [one for one in found if one.kind == "雷同"]
    assert one.document.id == "柳泉市_2022" and one.first is None


def test_of_two_copies_the_longer_one_is_kept_whatever_their_ids(odd):
    whole = report("柳泉市", 2023, body=90)
    found = odd(PLAIN | {"a_2023.txt": whole[: len(whole) * 2 // 3], "b_2023.txt": whole})
    (one,) = [one for one in found if one.kind == "重复"]
    assert (one.doc, one.first.id) == ("a_2023", "b_2023")
    assert f"本文{len(whole) * 2 // 3:,}字，该文{len(whole):,}字" in one.what


def test_of_copies_of_one_length_the_first_by_id_is_none(odd):
    copies = {f"{name}.txt": PLAIN["石浦市_2024.txt"] for name in "甲乙丙"}
    found = [one for one in odd(PLAIN | copies) if one.kind == "重复"]
    assert [one.doc for one in found] == ["乙", "甲", "石浦市_2024"]
    assert {one.first.id for one in found} == {"丙"}


LEFT = ("收起全文", "展开全部", "分享到：", "分享到：微信 微博 QQ空间", "打印本页", "【打印】 【关闭】",
        "责任编辑：李某", "（责任编辑：李某）", "相关报道：", "返回顶部", "— 23 —", "来源：市政府办公室",
        "浙ICP备2021003476号", "版权所有：市人民政府", "上一篇：无\n下一篇：另一篇", "扫一扫在手机打开当前页")  # fmt: skip


@pytest.mark.parametrize("left", LEFT)
def test_what_a_page_leaves_behind_a_text_cuts_nothing_off(left, odd):
    whole = report("白塔市", 2023)
    found = odd({"全_2023.txt": f"{whole}{left}\n", "半_2023.txt": f"{whole[:-40]}\n{left}\n"})
    assert kinds(found, "末尾不全") == ["半_2023"]


ODD = {
    "全国文件": ("国务院.txt", "政府工作报告\n——2024年3月5日在第十四届全国人民代表大会第二次会议上\n国务院总理\n"
                 "一、2023年工作回顾\n国内生产总值超过126万亿元，增长5.2%。\n" + paragraphs("国") + "\n"),
    "地方不明": ("report.txt", report("", 2024)),
    "种类不同": ("公报.txt", "青岩市2023年国民经济和社会发展统计公报\n青岩市统计局\n2024年3月1日\n一、综合\n"
                 "初步核算，全年全市生产总值1030亿元，增长5.5%。\n" + paragraphs("公报") + "\n"),
    "篇幅短": ("短_2024.txt", report("柳泉市", 2023, body=2)),
    "末尾不全": ("半_2024.txt", report("白塔市", 2023).partition("请予")[0] + "坚持稳中求"),
    "读取提示": ("江州市_2019.txt", report("江州市", 2023)),
    "文内矛盾": ("矛盾_2024.txt", report("石浦市", 2023, more="全市生产总值达到1200亿元。")),
    "文间不一致": ("再来_2024.txt", report("云溪市", 2024, 1500, seed=1)),
    "与文件夹不符": ("浙江省/2018/云溪市.txt", report("福州市", 2022)),
}  # fmt: skip


@pytest.mark.parametrize("kind", ODD)
def test_each_kind_is_found_where_it_is(kind, odd):
    name, text = ODD[kind]
    found = odd(PLAIN | {name: text})
    id = name.rpartition(".")[0].replace("/", "_")
    assert id in " ".join(f"{one.doc} {one.what}" for one in found if one.kind == kind), found
    assert {*kinds(found, kind)} <= {id, "云溪市_2024"}


def test_what_facts_tell_of_a_report(odd):
    aims = "，".join(f"{name}增长{n}%" for n, name in enumerate(
        ("全市生产总值", "一般公共预算收入", "规模以上工业增加值", "固定资产投资", "社会消费品零售总额",
         "城镇居民人均可支配收入", "农村居民人均可支配收入", "服务业增加值", "货物进出口总额", "居民消费价格",
         "数字经济核心产业增加值", "常住人口"), 3))  # fmt: skip
    head = "柳泉市政府工作报告（2023年）\n——2023年1月10日在柳泉市第十六届人民代表大会第四次会议上\n"
    found = odd(PLAIN | {
        "甲_2023.txt": f"{head}二、2023年工作安排\n2023年主要预期目标：{aims}。\n{paragraphs(1)}\n",
        "乙_2023.txt": f"{head}一、2022年工作回顾\n2022年，{aims}。\n{paragraphs(2)}\n",
    })  # fmt: skip
    assert kinds(found, "缺回顾") == ["甲_2023"] and kinds(found, "目标过多") == ["甲_2023"]
    assert kinds(found, "缺安排") == ["乙_2023"]


def test_rounding_is_no_contradiction(odd):
    rounded = report("柳泉市", 2023, 1012, more="全市生产总值突破千亿，达到0.1万亿元。")
    assert kinds(odd(PLAIN | {"约_2023.txt": rounded}), "文内矛盾") == []


def test_the_list_stands_in_the_corpus_and_its_readme(odd, tmp_path):
    found = odd(PLAIN | dict(ODD[kind] for kind in ("末尾不全", "文内矛盾")))
    with (tmp_path / "corpus" / quality.FILE).open(encoding="utf-8-sig", newline="") as file:
        assert [tuple(row) for row in csv.reader(file)] == [
            quality.COLUMNS, *(one[:COLUMNS] for one in found)
        ]  # fmt: skip
    text = (tmp_path / "corpus" / "README.md").read_text(encoding="utf-8")
    assert "| 文内矛盾 | 1 |" in text and "@" not in text


# --- likeness -------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["", "——", "  \n", "好", "七个字的一句话"])
def test_however_short_a_text_is_it_has_a_signature(text):
    assert len(signature(text)) == SIGNATURE
    assert alike([signature(text)] * 2) == ([(0, 1, 1.0)] if text.strip(" \n—") else [])


def test_marks_and_breaks_of_lines_do_not_matter():
    text = paragraphs(3)
    assert signature(text) == signature(text.replace("。\n", "；")) == signature(" ".join(text))


@pytest.mark.parametrize("share", [0.005, 0.01, 0.02])
def test_texts_with_few_changes_are_found(share):
    deal = random.Random(7)
    for seed in range(20):
        text = paragraphs(seed)
        other = "".join(deal.choice("的了和在") if deal.random() < share else sign for sign in text)
        assert alike([signature(text), signature(other)]), (seed, share)


def test_of_many_texts_each_is_found_with_the_one_that_it_is_likest():
    texts = [paragraphs(seed) for seed in range(300)]
    near = [text.replace("民生", "人民", 5) for text in texts[:40]]
    found = alike([signature(text) for text in texts + near])
    assert [(one.first, one.second) for one in found] == [(n, 300 + n) for n in range(40)]
    assert all(one.likeness > ALIKE for one in found)


def test_without_texts_nothing_is_alike():
    assert alike([]) == []
