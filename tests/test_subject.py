"""What numbers count: each construction with its near-misses, in sentences made for the test."""

from pathlib import Path

import pytest

from hzlib.extraction.facts import extract
from hzlib.extraction.stated import stated
from hzlib.extraction.subject import counted
from hzlib.text.corpus import Document, documents
from hzlib.text.identity import periods

# A sentence, and what each of its numbers counts: text, subject and measure.
CASES = {
    "noun behind": ("建成40个亚运场馆。", [("40个", "亚运场馆", "level")]),
    "noun before": ("新增托位2626个。", [("2626个", "新增托位", "level")]),
    "behind 的": ("覆盖70%左右的城镇社区。", [("70%", "城镇社区", "share")]),
    "verb ends the noun": ("30座泵站全部通过验收。", [("30座", "泵站", "level")]),
    "verb in quotation marks does not": (
        "12所“全面发展”试点校挂牌。", [("12所", "“全面发展”试点校", "level")],
    ),
    "short brackets do not end it": ("覆盖16个县（市、区）农村。", [("16个", "县（市、区）农村", "level")]),
    "two numbers, one noun": (
        "推出26项88条便民措施。", [("26项", "便民措施", "level"), ("88条", "便民措施", "level")],
    ),
    "list that shares a verb": (
        "新增学校85所、学位9.6万个。", [("85所", "新增学校", "level"), ("9.6万个", "学位", "level")],
    ),
    "amount and growth": (
        "夜间消费320亿元，增长8%。", [("320亿元", "夜间消费", "level"), ("8%", "夜间消费", "growth")],
    ),
    "收入 belongs to its name": (
        "旅游收入完成69亿元，政府性基金预算收入预计完成5亿元。",
        [("69亿元", "旅游收入", "level"), ("5亿元", "政府性基金预算收入", "level")],
    ),
    "a fall": ("事故起数下降9%。", [("9%", "事故起数", "growth")]),
    "a change": ("泊位比上年增加300个。", [("300个", "泊位", "change")]),
    "share": ("水产品出口占全省比重6%。", [("6%", "水产品出口", "share")]),
    "share, no 比例": ("水质达标比例达96%。", [("96%", "水质达标比例", "level")]),
    "bare noun takes the subject before": (
        "新引进项目12个、总投资90亿元。",
        [("12个", "新引进项目", "level"), ("90亿元", "项目总投资", "level")],
    ),
    "bare verb takes it too": (
        "充电站20座、竣工9座。", [("20座", "充电站", "level"), ("9座", "充电站竣工", "level")],
    ),
    "what a clause is about": (
        "滨江绿道全面贯通，总里程达70公里。", [("70公里", "滨江绿道总里程", "level")],
    ),
    "a clause on a record is none": (
        "游客90万人次，创历史新高，增长7%。",
        [("90万人次", "游客", "level"), ("7%", "游客", "growth")],
    ),
    "respectively": (
        "小学、初中分别新增9所和4所。",
        [("9所", "小学", "level"), ("4所", "初中", "level")],
    ),
    "respectively, with a head that they share": (
        "港口集装箱和机场旅客吞吐量分别达到8万标箱、60万人次。",
        [("8万标箱", "港口集装箱吞吐量", "level"), ("60万人次", "机场旅客吞吐量", "level")],
    ),
    "one number for a list": ("低保、特困供养标准提高10%。", [("10%", "低保、特困供养标准", "growth")]),
    "years behind a verb": ("持续5年。", [("5年", "", "level")]),
    "years that a word before leads to": ("经营近5年。", []),
    "brackets": ("创新中心4家（累计33家）。", [("4家", "创新中心", "level"), ("33家", "创新中心", "level")]),
    "其中": (
        "泊位900个，其中公共泊位300个。", [("900个", "泊位", "level"), ("300个", "公共泊位", "level")],
    ),
    "pair": ("书店从15家增加到38家。", [("15家", "书店", "level"), ("38家", "书店", "level")]),
    "rank": ("绿色发展指数居全省第3位。", [("第3位", "绿色发展指数", "rank")]),
    "rank without unit": (
        "绿道里程516公里、居全国第六。", [("516公里", "绿道里程", "level"), ("第六", "绿道里程", "rank")],
    ),
    "rank in a ranking of its own": (
        "产业提升工程深入推进，连续3年居省乡村振兴综合考核评价第1。",
        [("3年", "省乡村振兴综合考核评价", "other"), ("第1", "省乡村振兴综合考核评价", "rank")],
    ),
    "rank of what the clause names": (
        "甲区连续3年居全省乡村振兴综合考核评价第1。",
        [("3年", "甲区", "other"), ("第1", "甲区", "rank")],
    ),
    "rank of what was named before": (
        "绿道里程516公里，居全省第六。", [("516公里", "绿道里程", "level"), ("第六", "绿道里程", "rank")],
    ),
    "rank among the first": ("创新指数进入全国前10。", [("前10", "创新指数", "rank")]),
    "years in a row": ("连续6年荣获“平安鼎”。", [("6年", "荣获“平安鼎”", "other")]),
    "size of what is counted": (
        "落地1亿元以上项目39个。",
        [("1亿元", "项目", "other"), ("39个", "落地1亿元以上项目", "level")],
    ),
    "age in a name": ("新引进35岁以下青年6万人。", [("6万人", "新引进35岁以下青年", "level")]),
    "minutes in a name": ("新建15分钟便民圈8个。", [("8个", "新建15分钟便民圈", "level")]),
    "compared with years before": (
        "展馆9座，比上个五年增长50%。", [("9座", "展馆", "level"), ("50%", "展馆", "growth")],
    ),
    "gap to others": (
        "收入增速高于全国1.7和0.9个百分点。",
        [("1.7", "收入增速", "other"), ("0.9个百分点", "收入增速", "other")],
    ),
    "ratio": ("城乡收入倍差缩小至1.71。", [("1.71", "城乡收入倍差", "level")]),
    "general noun needs what is before": ("环保督察14项问题完成整改。", [("14项", "环保督察问题", "level")]),
    "time opens the clause": ("2025年末绿地9万平方米。", [("9万平方米", "绿地", "level")]),
    "verb of doing": ("高水平举办展览10场。", [("10场", "展览", "level")]),
    "verb before a general noun": ("签约项目10个。", [("10个", "签约项目", "level")]),
    "noun that begins like a verb": ("建设用地指标3万亩。", [("3万亩", "建设用地指标", "level")]),
    "noun that begins like a link": ("113项居民服务事项上线。", [("113项", "居民服务事项", "level")]),
    "人均 is part of a name": (
        "120户人均收入偏低家庭签约。", [("120户", "人均收入偏低家庭", "level")],
    ),
    "who takes part is no noun": ("健身活动吸引9万人次参与。", [("9万人次", "健身活动", "level")]),
    "签约 is not 约": ("集中签约96个项目。", [("96个", "集中签约项目", "level")]),
    "综合 does not end with 合": ("综合排名居全省第2位。", [("第2位", "综合", "rank")]),
    "but 村 is a word by itself": ("全覆盖的村达30个。", [("30个", "全覆盖的村", "level")]),
    "比赛 does not compare": ("围棋比赛参赛率达9%。", [("9%", "围棋比赛参赛率", "level")]),
    "新增量 is of what is before": (
        "上市公司21家、新增量居全省第三。",
        [("21家", "上市公司", "level"), ("第三", "上市公司新增量", "rank")],
    ),
    "人均 is one word": ("救助标准人均超过3000元。", [("3000元", "救助标准人均", "level")]),
    "numbers with a sum share the noun": (
        "承办6大项共38场比赛。", [("6大项", "比赛", "level"), ("38场", "比赛", "level")],
    ),
    "ends of a range share it": (
        "举办3—5项国际赛事。", [("3", "国际赛事", "level"), ("5项", "国际赛事", "level")],
    ),
    "the year that is aimed at is none of the name": (
        "到2030年全市技能人才总量300万人。", [("300万人", "技能人才总量", "level")],
    ),
    "a verb joined to another is of the name": (
        "建成和改造绿道597公里。", [("597公里", "建成和改造绿道", "level")],
    ),
    "but 和 may begin a word": (
        "创建和美乡村示范带3条。", [("3条", "和美乡村示范带", "level")],
    ),
    "one output is none of the other": (
        "视觉产业营业收入达到9亿元、产值达到6亿元。",
        [("9亿元", "视觉产业营业收入", "level"), ("6亿元", "视觉产业产值", "level")],
    ),
    "but what is counted of it is": (
        "上市公司9家、总数60家。", [("9家", "上市公司", "level"), ("60家", "上市公司总数", "level")],
    ),
    "half a word goes on": ("2场开、闭幕式精彩呈现。", [("2场", "开、闭幕式", "level")]),
    "a whole word does not": ("建成8所学校、6个公园。", [("8所", "学校", "level"), ("6个", "公园", "level")]),
    "two things that one word names": (
        "银行存贷款余额分别增长7%和9%，存贷款余额突破9万亿元。",
        [
            ("7%", "银行存款余额", "growth"), ("9%", "银行贷款余额", "growth"),
            ("9万亿元", "存贷款余额", "level"),
        ],
    ),
    "half a word in a list": (
        "金融机构存、贷款余额分别增长7%和9%。",
        [("7%", "金融机构存款余额", "growth"), ("9%", "贷款余额", "growth")],
    ),
    "the time ends before a list": (
        "止年底、矿山和冶炼企业分别减少3家和2家。",
        [("3家", "矿山企业", "change"), ("2家", "冶炼企业", "change")],
    ),
    "一、二、三产业": (
        "一、二产业分别增长3%、5%。", [("3%", "一产业", "growth"), ("5%", "二产业", "growth")],
    ),
    "years in a row behind a verb": (
        "成为全省唯一连续4年入选的“长寿之乡”。", [("4年", "入选的“长寿之乡”", "other")],
    ),
    "what links the next number ends a noun": (
        "9个场馆服务市民超8万小时。", [("9个", "场馆服务市民", "level"), ("8万小时", "场馆服务市民", "level")],
    ),
    "what was made of it is none of it": (
        "将82项审批合并为7项。", [("82项", "审批", "level"), ("7项", "审批", "level")],
    ),
    "no mark of listing begins a noun": ("推出惠农9条等政策。", [("9条", "政策", "level")]),
    "what a train does": (
        "货运班列开行线路覆盖9个国家、30个城市，全年开行80列。",
        [
            ("9个", "国家", "level"), ("30个", "城市", "level"),
            ("80列", "货运班列开行线路开行", "level"),
        ],
    ),
    "size said before 的": (
        "成为第3个经济规模超1万亿元的城市。", [("1万亿元", "城市", "other")],
    ),
    "but no size of what was done": (
        "提供超30万平方米的厂房。", [("30万平方米", "厂房", "level")],
    ),
    "sizes in a list": (
        "形成用地100亩以上、楼宇2万平方米以上园区。",
        [("100亩", "园区", "other"), ("2万平方米", "园区", "other")],
    ),
    "size of firms": (
        "10亿元企业8家。", [("10亿元", "企业", "other"), ("8家", "10亿元企业", "level")],
    ),
    "class of sizes": ("园区：500亿级2个。", [("2个", "500亿级", "level")]),
    "gap to a price": (
        "收购价高于市场价2元/斤，销售端产品溢价8%。",
        [("2元/斤", "收购价", "other"), ("8%", "销售端产品溢价", "level")],
    ),
    "rate of so many": (
        "婴儿死亡率、孕产妇死亡率分别为2‰、7.5/10万。",
        [("2‰", "婴儿死亡率", "level"), ("7.5/10万", "孕产妇死亡率", "level")],
    ),
    "more than a hundred": ("举办活动百余场。", [("百余场", "活动", "level")]),
    "medals": (
        "运动员夺得3金12银1铜。",
        [("3金", "运动员夺得", "level"), ("12银", "运动员夺得", "level"), ("1铜", "运动员夺得", "level")],
    ),
    "one denominator for a list": (
        "每万名老人拥有床位22张、护理员29人，食堂3家。",
        [
            ("22张", "每万名老人拥有床位", "level"), ("29人", "每万名老人拥有护理员", "level"),
            ("3家", "食堂", "level"),
        ],
    ),
    "of each year": (
        "每年引进青年3万人、专家20名，举办论坛2场，新校舍达9万平方米。",
        [
            ("3万人", "每年青年", "level"), ("20名", "每年专家", "level"),
            ("2场", "每年论坛", "level"), ("9万平方米", "新校舍", "level"),
        ],
    ),
    "what an event costs is of the event": (
        "道路交通事故起数、死亡人数和受伤人数分别下降9%、8%和7%。",
        [
            ("9%", "道路交通事故起数", "growth"), ("8%", "道路交通事故死亡人数", "growth"),
            ("7%", "道路交通事故受伤人数", "growth"),
        ],
    ),
    "also behind a number": (
        "火灾起数下降9%，死亡人数下降8%。",
        [("9%", "火灾起数", "growth"), ("8%", "火灾死亡人数", "growth")],
    ),
    "but not of what names itself": (
        "景区数量和游客人数分别增长9%、8%。",
        [("9%", "景区数量", "growth"), ("8%", "游客人数", "growth")],
    ),
    "a part of income is of who has it": (
        "渔村集体总收入9亿元、经营性收入3亿元。",
        [("9亿元", "渔村集体总收入", "level"), ("3亿元", "渔村集体经营性收入", "level")],
    ),
    "what was done with land is told": (
        "出让商业用地9亩，整治提升小作坊30家。",
        [("9亩", "出让商业用地", "level"), ("30家", "整治提升小作坊", "level")],
    ),
    "another deed takes the place of the one before": (
        "完成商业用地收储9亩、出让3亩，开工厂房8栋、竣工2栋。",
        [
            ("9亩", "商业用地收储", "level"), ("3亩", "商业用地出让", "level"),
            ("8栋", "开工厂房", "level"), ("2栋", "厂房竣工", "level"),
        ],
    ),
    "what is planned to be spent is for what stands before": (
        "共计7个水利项目，年度计划投资8亿元，投资占比9%。",
        [
            ("7个", "水利项目", "level"), ("8亿元", "水利项目年度计划投资", "level"),
            ("9%", "水利项目年度计划投资", "share"),
        ],
    ),
    "of two amounts none is of the other": (
        "水利项目7个，总投资90亿元，年度计划投资8亿元。",
        [
            ("7个", "水利项目", "level"), ("90亿元", "水利项目总投资", "level"),
            ("8亿元", "水利项目年度计划投资", "level"),
        ],
    ),
    "改造提升 is a deed and no growth": ("菜地改造提升3万亩。", [("3万亩", "菜地改造提升", "level")]),
    "nor is a time that others wait": (
        "建成安居房30套，实现5年以上在外住户清零。", [("30套", "安居房", "level")],
    ),
    "years that name nothing": ("五年共有5个项目列入规划。", [("5个", "项目", "level")]),
    "and then in all": (
        "财政每年安排3亿元，三年共安排9亿元。",
        [("3亿元", "财政每年安排", "level"), ("9亿元", "财政安排", "level")],
    ),
}  # fmt: skip
NONE = (
    "实施“1248”计划。",
    "5G网络全覆盖。",
    "第二产业回升。",
    "迈入“五条跑道+三座航站楼”时代。",
    "2024年平稳收官。",
    "落实中央八项规定精神。",
    "用好国内国际两个市场。",
    "把安全放在第一位。",
    "三台县获评优秀。",
    "为0—6岁儿童免费筛查。",
)


@pytest.mark.parametrize(("sentence", "wanted"), CASES.values(), ids=CASES)
def test_each_number_of_a_sentence_has_its_subject(
    sentence: str, wanted: list[tuple[str, str, str]]
) -> None:
    found = [
        (
            sentence[one.quantity.start : one.quantity.end],
            "".join(sentence[low:high] for low, high in one.subject),
            one.measure,
        )
        for one in counted(sentence, 0, len(sentence))
    ]
    assert found == wanted


@pytest.mark.parametrize("sentence", NONE)
def test_numbers_of_names_count_nothing(sentence: str) -> None:
    assert counted(sentence, 0, len(sentence)) == []


def test_bounds_and_signs() -> None:
    sentence = "新增泊位300个以上，公园约20个，事故下降9%，场馆不少于5座，签约8个项目。"
    found = counted(sentence, 0, len(sentence))
    assert [(one.bound, float(one.value)) for one in found] == [
        (">=", 300), ("~", 20), ("=", -9), (">=", 5), ("=", 8),
    ]  # fmt: skip


def made(text: str) -> Document:
    """Return a work report of 2024 with a text."""
    text = f"一、2023年工作回顾\n{text}\n"
    reviewed, planned = periods("work-report", 2024)
    return Document(
        "made", "", "work-report", "", "临江市", 2024, reviewed, planned, Path("made"), text
    )


def test_value_is_in_the_printed_unit() -> None:
    found = stated(made("新增绿地3.45万亩，公交专线12公里。"))
    assert [(one.value, one.unit) for one in found] == [(34500, "亩"), (12, "公里")]


def test_years_and_status_are_those_of_the_frame() -> None:
    text = "新增绿地30亩。\n二、2024年工作安排\n新增绿地40亩。"
    assert [(one.period, one.status) for one in stated(made(text))] == [
        ("2023", "actual"), ("2024", "target"),
    ]  # fmt: skip


def test_the_number_of_each_year_is_of_the_years_and_no_sum() -> None:
    text = "二、2024年工作安排\n今后五年，每年引进青年3万人。累计引进青年15万人。"
    assert [(one.subject, one.period) for one in stated(made(text))] == [
        ("每年青年", "2024-2028"), ("青年", "2024-2028"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("sentence", "periods"),
    [
        ("五年来，整治河道348条、湖泊2个、总投资9亿元。", ["2019-2023"] * 3),
        ("五年来，完成水渠衬砌134公里。", ["2019-2023"]),
        ("五年共有29所学校晋级示范校。", ["2019-2023"]),
        ("“十三五”期间，解决历史遗留问题69件。", ["2016-2020"]),
        ("近三年，举办展会70场。", ["2021-2023"]),
        ("2021—2023年，修建水池90座。", ["2021-2023"]),
        # What there is, or is of a year that is named, or no amount.
        ("五年来，蔬菜种植面积达到1.5万亩。", ["2023"]),
        ("五年来，培育龙头企业达到90家。", ["2023"]),
        ("五年来，整治首次见效，2022年整治河道90条。", ["2022"]),
        ("五年来，精简审批事项30%。", ["2023"]),
        ("整治河道348条，为近三年最多，新植树3棵。", ["2023", "2023"]),
    ],
)
def test_what_was_done_in_several_years_is_of_them_all(sentence: str, periods: list[str]) -> None:
    assert [one.period for one in stated(made(sentence))] == periods


@pytest.mark.parametrize(
    ("sentence", "region"),
    [
        ("全国62%的入境航班经停。", "全国"),
        ("全国12个城市试点。", "全国"),
        ("全国绿地3.2万平方公里。", "全国"),
        ("全国大赛获奖作品9件。", "临江市"),
        ("全国重点文物保护单位11处。", "临江市"),
        ("国家级示范区7个。", "临江市"),
        ("国家专精特新企业2.6万家。", "临江市"),
        ("全球创新指数排名提升至第24位。", "临江市"),
        ("1—11月，全市21家企业上云。", "临江市"),
    ],
)
def test_a_wider_place_is_told_where_it_is_that_of_what_is_counted(
    sentence: str, region: str
) -> None:
    assert [one.region for one in stated(made(sentence))] == [region]


@pytest.mark.parametrize("document", documents(), ids=lambda one: one.id)
def test_rows_lead_to_the_text(document: Document) -> None:
    found = stated(document)
    assert found == sorted(found, key=lambda one: one.start)
    for one, after in zip(found, [*found[1:], None], strict=True):
        assert document.raw[one.start : one.end] == one.text
        assert after is None or one.end <= after.start
        spans = [tuple(map(int, part.split("-"))) for part in one.subject_at.split()]
        words = "".join("".join(document.raw[low:high].split()) for low, high in spans)
        assert words == one.subject


@pytest.mark.parametrize("document", documents(), ids=lambda one: one.id)
def test_every_fact_is_a_quantity(document: Document) -> None:
    rows = {one.start: one for one in stated(document)}
    facts = extract(document)
    for fact in facts:
        row = rows[fact.start]
        assert fact.indicator in row.indicator.split()
        assert (row.region, row.period, row.status, row.bound) == (
            fact.region, fact.period, fact.status, fact.bound,
        )  # fmt: skip
    stated_by = {fact.start for fact in facts}
    assert all((start in stated_by) == bool(row.indicator) for start, row in rows.items())
