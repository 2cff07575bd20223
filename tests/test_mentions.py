"""Names of indicators in a text: subjects, parts, what is only compared with."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hzlib.extraction.lexicon import aliases
from hzlib.extraction.mentions import _lacking_one, _wordings, mentions
from hzlib.lookups import cues


def named(text: str) -> list[tuple[str, str]]:
    """Wordings with the first indicator each may stand for; 'part' and 'compared' for the others."""
    found = []
    for mention in mentions(text, 0, len(text)):
        role = mention.aliases[0].indicators[0] if mention.aliases else "part"
        found.append((text[mention.start : mention.end], "compared" if mention.compared else role))
    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("地区生产总值增长6%", [("地区生产总值", "gdp")]),
        ("人均地区生产总值达到9万元", [("人均地区生产总值", "gdp_per_capita")]),
        ("全市固定资产投资增长8%", [("固定资产投资", "fai")]),
        ("完成一般公共预算收入80亿元", [("一般公共预算收入", "budget_revenue")]),
        ("新增高新技术企业50家", [("高新技术企业", "hightech_firms_new")]),
        (
            "进出口总额、实际利用外资均增长5%",
            [("进出口总额", "trade_total"), ("实际利用外资", "fdi")],
        ),
    ],
)
def test_a_name_that_nothing_narrows_is_a_subject(text, expected):
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "生产性服务业增加值增长9%", "重点项目固定资产投资增长9%", "民营企业出口额增长3%",
        "限额以上社会消费品零售总额增长3%", "合同利用外资6亿美元", "市本级一般公共预算收入增长4%",
        "机电产品出口额增长4%", "脱贫家庭人均可支配收入增长9%",
    ],
)  # fmt: skip
def test_a_narrowed_name_is_a_part_and_says_why(text):
    found = mentions(text, 0, len(text))
    assert found and all(not mention.aliases and mention.why for mention in found)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("服务业增加值占地区生产总值比重达到50%", "地区生产总值"),
        ("增速快于地区生产总值0.5个百分点", "地区生产总值"),
        ("研发经费支出与地区生产总值之比达到3%", "地区生产总值"),
        ("居民收入与地区生产总值同步增长", "地区生产总值"),
    ],
)
def test_a_name_behind_占_or_快于_is_only_compared_with(text, name):
    assert (name, "compared") in named(text)


def test_与_may_join_two_names_instead():
    text = "进出口总额与实际利用外资均增长6%"
    assert named(text) == [("进出口总额", "trade_total"), ("实际利用外资", "fdi")]


@pytest.mark.parametrize(
    ("text", "region"),
    [
        ("临湖区地区生产总值突破600亿元", "临湖区"),
        ("，白石县地区生产总值增长7%", "白石县"),
        ("全国地区生产总值增长5%", "全国"),
        ("全市地区生产总值增长5%", "全市"),
        ("中心城区常住人口达到85万人", "中心城区"),
        ("地区生产总值增长5%", ""),
        ("改造小区，地区生产总值增长5%", ""),
    ],
)
def test_the_place_right_before_a_name_is_kept(text, region):
    assert mentions(text, 0, len(text))[-1].region == region


@pytest.mark.parametrize("place", ["园区", "景区", "各县", "山区", "辖区"])
def test_a_kind_of_area_is_no_place(place):
    text = f"{place}地区生产总值增长5%"
    assert mentions(text, 0, len(text))[0].region == ""


@pytest.mark.parametrize("place", ["开发区", "示范区", "新区", "高新区", "自治州"])
@pytest.mark.parametrize("before", ["", "全年", "2023年", "其中，"])
def test_a_zone_without_its_name_is_kept_for_the_document_to_judge(place, before):
    text = f"{before}{place}地区生产总值增长5%"
    assert mentions(text, 0, len(text))[0].region == place


@pytest.mark.parametrize("verb", ["新增", "净增", "新认定", "新培育", "引进"])
def test_a_verb_of_making_is_kept(verb):
    text = f"{verb}高新技术企业30家"
    assert mentions(text, 0, len(text))[0].made


def test_no_verb_of_making_is_made_up():
    text = "高新技术企业达到30家"
    assert not mentions(text, 0, len(text))[0].made


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("服务业增长7%", True),
        ("服务业占地区生产总值比重达到50%", True),
        ("服务业企业达到50家", False),
        ("推动服务业提质，新增企业50家", False),
    ],
)
def test_a_short_name_needs_growth_or_share_behind_it(text, found):
    assert any(wording == "服务业" for wording, _ in named(text)) is found


@pytest.mark.parametrize(
    ("text", "indicator"),
    [
        ("粮食喜获丰收，总产量达到10亿斤", "grain_output"),
        ("地铁2号线开通，运营里程达到60公里", "metro_length"),
        ("快速路加快建设，通车里程达到90公里", "expressway_urban_length"),
    ],
)
def test_a_name_that_needs_a_context_finds_it_in_the_sentence(text, indicator):
    found = mentions(text, 0, len(text))
    assert indicator in [name for m in found for a in m.aliases for name in a.indicators]


@pytest.mark.parametrize("text", ["蔬菜总产量达到10亿斤", "高速公路运营里程达到60公里"])
def test_without_its_context_such_a_name_is_none(text):
    found = [name for m in mentions(text, 0, len(text)) for a in m.aliases for name in a.indicators]
    assert not {"grain_output", "metro_length"} & set(found)


def test_only_the_sentence_asked_for_is_read():
    text = "固定资产投资增长8%。地区生产总值增长6%。"
    middle = text.index("。") + 1
    assert [text[m.start : m.end] for m in mentions(text, middle, len(text))] == ["地区生产总值"]
    assert [text[m.start : m.end] for m in mentions(text, 0, middle)] == ["固定资产投资"]


@pytest.mark.parametrize("head", ["", "，", "。", "实现", "完成", "预计", "力争", "全市", "2023年"])
def test_link_words_before_a_name_do_not_narrow_it(head):
    assert named(f"{head}固定资产投资增长8%") == [("固定资产投资", "fai")]


WORDS = st.sampled_from(
    [*sorted(aliases())[::40], *cues("component")[:20], *cues("object")[:8], "，", "。", "分别", "临湖区", "全市"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(WORDS, max_size=12).map("".join))
def test_mentions_are_ordered_wordings_of_the_aliases(text):
    last = 0
    for mention in mentions(text, 0, len(text)):
        assert last <= mention.start < mention.end <= len(text)
        # A name that lacks a character is read as the whole one, and says so.
        assert text[mention.start : mention.end] in aliases() or "缺一字" in mention.why
        assert bool(mention.aliases) or mention.why
        last = mention.end


def test_a_name_that_lacks_a_character_begins_in_no_other_name():
    text = "金融机构各项存、贷款余额同比分别35周岁以下大学生"
    first, *others = mentions(text, 0, len(text))
    assert first.start == 0 and all(one.start >= first.end for one in others)


def test_every_wording_is_found_where_it_stands():
    for wording in aliases():
        text = f"江州{wording}5"
        assert (2, 2 + len(wording)) in _wordings(text, 2, len(text)), wording


def test_every_long_wording_is_known_without_one_of_its_characters():
    long = [wording for wording in aliases() if len(wording) > 9 and "口" not in wording][::40]
    for wording in long:
        for lacks in range(1, len(wording) - 1):
            text = wording[:lacks] + wording[lacks + 1 :]
            if text not in aliases():
                assert wording in _lacking_one(text, 0, len(text)), (wording, lacks)
